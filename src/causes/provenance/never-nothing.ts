import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { guardsOf } from '../../model/definitions/guard-reader.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { enclosingFunction, isFunction } from '../../syntax/functions.ts';
import { leavesFunction } from '../../syntax/last-statement.ts';
import { unwrapAwait } from '../../syntax/unwrap.ts';
import type { Callee, Callees } from './callee.ts';

/** How many functions are followed that return what another gives. */
const MAX_DEPTH = 4;

/** Whether a function in sight gives something whatever happens, or throws: `if (!row) throw new Missing(); return row;`. What is done where it gives nothing is never done. */
export function neverGivesNothing(callee: Callee, callees: Callees, depth = 0): boolean {
  if (callee.is !== 'in-sight' || depth > MAX_DEPTH) return false;
  const { fn, file } = callee.body;
  if (fn.generator) return false;
  const returned = returnsOf(fn);
  return (
    returned.length > 0 &&
    (fn.body.type !== 'BlockStatement' || leavesFunction(fn.body)) &&
    returned.every(one => isSomething(one, file, callees, depth))
  );
}

function isSomething(node: TSESTree.Node, file: File, callees: Callees, depth: number): boolean {
  const value = unwrapAwait(node);
  switch (value.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'NewExpression':
      return true;
    case 'CallExpression':
      return neverGivesNothing(callees.of(value, file), callees, depth + 1);
    case 'Identifier': {
      if (isRefusedBefore(value, file)) return true;
      const init = file.bindings.initOf(value);
      return init !== null && !isFunction(init) && isSomething(init, file, callees, depth + 1);
    }
    default:
      return false;
  }
}

/** Whether a variable is known to hold something where it is used: `if (!row) throw …` stands before. */
function isRefusedBefore(use: TSESTree.Identifier, file: File): boolean {
  const variable = file.bindings.variableOf(use);
  if (!variable || file.bindings.isRewritten(variable)) return false;
  // A name alone is no point of the flow; the statement that reads it is.
  let statement: TSESTree.Node = use;
  while (statement.parent && !statement.type.endsWith('Statement') && statement.type !== 'VariableDeclarator')
    statement = statement.parent;
  return (
    guardsOf(file)(statement, enclosingFunction(use))?.some(
      ({ test, holds }) => holds && test.type === 'Identifier' && file.bindings.variableOf(test) === variable,
    ) === true
  );
}
