import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, stringValue } from '../../syntax/unwrap.ts';

/** The place where a failure arrives: a catch clause, or a function that is given an error. */
export type CatchPlace = TSESTree.CatchClause | FunctionNode;

/** Finds the catch clause or error callback whose error a node's response follows from, innermost first; callbacks only while their error is known to be set. */
export function findCatchPlace(node: TSESTree.Node): CatchPlace | null {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'CatchClause') return outer;
    if (isFunction(outer) && inner === outer.body) {
      const call = outer.parent;
      const method =
        call.type === 'CallExpression' && call.arguments.includes(outer as TSESTree.CallExpressionArgument)
          ? methodCall(call)
          : null;
      // request.on('error', err => …)
      if (
        (method?.name === 'on' || method?.name === 'once') &&
        call.type === 'CallExpression' &&
        stringValue(call.arguments[0] as TSESTree.Node) === 'error'
      )
        return outer;
      if (method?.name === 'catch' || (method?.name === 'then' && method.call.arguments[1] === outer)) return outer;
      return null;
    }
  }
  return null;
}
