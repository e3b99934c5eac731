import type { TSESTree } from '@typescript-eslint/utils';

import { returnsOf } from '../../model/definitions/returns.ts';
import { lastStatement } from '../../syntax/last-statement.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import type { Callee } from './callee.ts';

/** Whether a function in sight returns true alone, and throws for all else: what is done where it says no is never done. */
export function neverSaysNo(callee: Callee): boolean {
  if (callee.is !== 'in-sight' || callee.body.fn.generator) return false;
  const { fn } = callee.body;
  const returned = returnsOf(fn);
  return returned.length > 0 && returned.every(isTrue) && (fn.body.type !== 'BlockStatement' || leaves(fn.body));
}

function isTrue(node: TSESTree.Expression): boolean {
  const value = unwrap(node);
  return value.type === 'Literal' && value.value === true;
}

/** Whether a statement surely returns or throws. */
function leaves(statement: TSESTree.Statement): boolean {
  const last = lastStatement(statement);
  if (last?.type === 'TryStatement') return leaves(last.block) && (last.handler === null || leaves(last.handler.body));
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}
