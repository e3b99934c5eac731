import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall } from '../../syntax/unwrap.ts';

/** Where a failure goes that arises at a node: to what catches it, out of a function, or nowhere, as the rejection of a promise that nobody waits for. */
export type Destination =
  | { readonly is: 'caught'; readonly by: TSESTree.CatchClause | FunctionNode }
  | { readonly is: 'leaves'; readonly fn: FunctionNode | null }
  | { readonly is: 'lost' };

/** Finds where what is thrown at a node goes, or what a call at it throws or, where it `rejects`, what the promise that it gives is rejected with. */
export function destinationOf(node: TSESTree.Node, rejects = false): Destination {
  let from = node;
  if (rejects) {
    const waiting = awaiterOf(node);
    if (waiting === null || isFunction(waiting) || waiting.type === 'CatchClause')
      return waiting === null ? { is: 'lost' } : { is: 'caught', by: waiting };
    // What is returned without `await` is rejected when the `try` around it is over.
    if (waiting.type === 'ReturnStatement' || isBodyOf(waiting)) return outOf(waiting);
    from = waiting;
  }
  let inner = from;
  for (let outer = from.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'TryStatement' && outer.handler && outer.block === inner)
      return { is: 'caught', by: outer.handler };
    if (isFunction(outer)) return throughFunction(outer);
  }
  return { is: 'leaves', fn: null };
}

/** Where a failure goes that leaves a function: to who called it, where that is a call it is given to as a callback that runs meanwhile. */
function throughFunction(fn: FunctionNode): Destination {
  const call = fn.parent;
  if (call.type !== 'CallExpression' || !call.arguments.some(argument => argument === fn)) return { is: 'leaves', fn };
  const method = methodCall(call);
  if (method && RUNS_NOW.test(method.name) && !fn.async) return destinationOf(call);
  // A promise's callback, and one that runs while its call is waited for: `await db.transaction(async t => { … })`.
  if ((method && /^(?:then|catch|finally)$/.test(method.name)) || fn.async) return destinationOf(call, true);
  return { is: 'leaves', fn };
}

/** Methods of lists that call their callback before they return. */
const RUNS_NOW =
  /^(?:forEach|map|filter|some|every|find|findIndex|findLast|findLastIndex|flatMap|reduce|reduceRight|sort)$/;

/** Where a `return` without `await` leads what it returns. */
function outOf(node: TSESTree.Node): Destination {
  for (let outer: TSESTree.Node | undefined = node; outer; outer = outer.parent)
    if (isFunction(outer)) return throughFunction(outer);
  return { is: 'leaves', fn: null };
}

function isBodyOf(node: TSESTree.Node): boolean {
  return isFunction(node.parent) && node.parent.body === node;
}

/** What waits for the promise that a call gives: the `await`, the `return`, the body of an arrow function, or the callback of a `catch` in its chain; null where nobody does. */
function awaiterOf(call: TSESTree.Node): TSESTree.Node | null {
  let link = call;
  for (;;) {
    const outer: TSESTree.Node | undefined = link.parent;
    if (!outer) return null;
    if (outer.type === 'AwaitExpression' || outer.type === 'ReturnStatement' || outer.type === 'YieldExpression')
      return outer;
    if (isFunction(outer)) return outer.body === link ? link : null;
    const next: ReturnType<typeof methodCall> =
      outer.type === 'MemberExpression' && outer.object === link ? methodCall(outer.parent) : null;
    if (next && /^(?:then|catch|finally)$/.test(next.name)) {
      const handler = next.call.arguments[next.name === 'catch' ? 0 : 1];
      if (next.name !== 'finally' && isFunction(handler)) return handler;
      link = next.call;
    } else if (isPassedThrough(outer, link)) link = outer;
    else return null;
  }
}

/** Whether an expression gives what a part of it gives, or waits for it with others: `a ?? f()`, `[f(), g()]` in `Promise.all`. */
function isPassedThrough(outer: TSESTree.Node, link: TSESTree.Node): boolean {
  switch (outer.type) {
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'LogicalExpression':
    case 'ArrayExpression':
      return true;
    case 'ConditionalExpression':
      return outer.test !== link;
    case 'MemberExpression':
      // A chain of a query builder: `query().where(…)`.
      return outer.object === link && outer.parent.type === 'CallExpression' && outer.parent.callee === outer;
    case 'CallExpression': {
      if (outer.callee === link) return true;
      const method = methodCall(outer);
      return (
        method !== null &&
        /^(?:all|race|any)$/.test(method.name) &&
        method.object.type === 'Identifier' &&
        method.object.name === 'Promise'
      );
    }
    default:
      return false;
  }
}
