import type { TSESTree } from '@typescript-eslint/utils';

import { returnsOf } from '../../model/definitions/returns.ts';
import { leavesFunction } from '../../syntax/last-statement.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import type { Callee } from './callee.ts';

/** Whether a function in sight returns true alone, and throws for all else: what is done where it says no is never done. */
export function neverSaysNo(callee: Callee): boolean {
  if (callee.is !== 'in-sight' || callee.body.fn.generator) return false;
  const { fn } = callee.body;
  const returned = returnsOf(fn);
  return (
    returned.length > 0 && returned.every(isTrue) && (fn.body.type !== 'BlockStatement' || leavesFunction(fn.body))
  );
}

function isTrue(node: TSESTree.Expression): boolean {
  const value = unwrap(node);
  return value.type === 'Literal' && value.value === true;
}
