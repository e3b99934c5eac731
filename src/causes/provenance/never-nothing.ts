import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { leavesFunction } from '../../syntax/last-statement.ts';
import { enclosingFunction, isFunction, isWithin } from '../../syntax/functions.ts';
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

/** Whether a statement before the use of a variable leaves the function where it is nothing: `if (!row) throw …`. */
function isRefusedBefore(use: TSESTree.Identifier, { bindings }: File): boolean {
  const variable = bindings.variableOf(use);
  if (!variable || bindings.isRewritten(variable)) return false;
  const fn = enclosingFunction(use);
  return variable.references.some(({ identifier }) => {
    const test = identifier.parent;
    if (test?.type !== 'UnaryExpression' || test.operator !== '!' || test.range[1] > use.range[0]) return false;
    let whole: TSESTree.Node = test;
    // if (!row || row.closed) throw …
    while (whole.parent?.type === 'LogicalExpression' && whole.parent.operator === '||') whole = whole.parent;
    const statement = whole.parent;
    return (
      statement?.type === 'IfStatement' &&
      statement.test === whole &&
      leavesFunction(statement.consequent) &&
      enclosingFunction(statement) === fn &&
      statement.parent.type === 'BlockStatement' &&
      isWithin(use, statement.parent)
    );
  });
}
