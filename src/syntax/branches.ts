import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, isWithin } from './functions.ts';
import { lastStatement } from './last-statement.ts';

/** Whether a branch leaves its function: then what its `else` holds might as well stand after it. */
export function leaves(branch: TSESTree.Statement): boolean {
  const last = lastStatement(branch);
  if (last?.type === 'IfStatement') return last.alternate !== null && leaves(last.consequent) && leaves(last.alternate);
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** Whether a node stands in another branch than a later one, or in one that leaves before it, so that no run comes to both. */
export function isInOtherBranch(node: TSESTree.Node, later: TSESTree.Node): boolean {
  let isLeft = false;
  for (let inner = node, outer = node.parent; outer && !isWithin(later, inner); inner = outer, outer = outer.parent) {
    // What leaves a callback comes back to who called it.
    if (isFunction(outer)) isLeft = false;
    else if (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') {
      if (inner === outer.test) continue;
      if (isWithin(later, outer)) return !isWithin(later, outer.test);
      isLeft ||= outer.type === 'IfStatement' && leaves(inner as TSESTree.Statement);
    } else if (outer.type === 'SwitchCase' && inner !== outer.test && !isWithin(later, outer)) {
      const end = outer.consequent.at(-1);
      const last = end && lastStatement(end)?.type;
      // What follows the switch comes after its `break`.
      isLeft ||=
        last === 'ReturnStatement' ||
        last === 'ThrowStatement' ||
        (last === 'BreakStatement' && isWithin(later, outer.parent));
    }
  }
  return isLeft;
}
