import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../syntax/functions.ts';
import { methodCall, unwrap } from '../syntax/unwrap.ts';

/** How often a call runs a function that it is given: `until-true` goes on to the next item while the function returns nothing true. */
export type Times = 'once' | 'maybe' | 'many' | 'until-true' | 'until-false';

/** A function that runs in the course of another. */
export interface ClosureRun {
  readonly fn: FunctionNode;
  readonly times: Times;
}

/** Says of the code around a function which of the functions nested in it run in its course. */
export interface Closures {
  /** The functions that a call runs before it comes back. */
  readonly runBy: (call: TSESTree.CallExpression | TSESTree.NewExpression) => readonly ClosureRun[];
  /** The functions that have run when what is awaited settles, of a promise that is no chain. */
  readonly awaitedBy: (promise: TSESTree.Node) => readonly ClosureRun[];
  /** Whether something in a chain of `then`, `catch` and `finally` is worth following. */
  readonly isFollowed: (chain: PromiseChain) => boolean;
  /** Whether a function that is given by its name is worth a point of its own. */
  readonly isNamed: (callback: TSESTree.Node) => boolean;
}

/** What settles first, and the calls of `then`, `catch` and `finally` on it in their order. */
export interface PromiseChain {
  readonly start: TSESTree.Node;
  readonly steps: readonly ChainStep[];
}

/** One call of `then`, `catch` or `finally`. */
export interface ChainStep {
  readonly name: 'then' | 'catch' | 'finally';
  readonly call: TSESTree.CallExpression;
  readonly onFulfilled: TSESTree.Node | null;
  readonly onRejected: TSESTree.Node | null;
}

/** Reads a chain of promises from its last call; null for any other expression. */
export function chainOf(node: TSESTree.Node): PromiseChain | null {
  const steps: ChainStep[] = [];
  let start = unwrap(node);
  for (let step = stepOf(start); step !== null; step = stepOf(start)) {
    steps.push(step);
    start = methodCall(start)?.object ?? start;
  }
  return steps.length > 0 ? { start, steps: steps.reverse() } : null;
}

function stepOf(node: TSESTree.Node): ChainStep | null {
  const method = methodCall(node);
  if (!method) return null;
  const { call, name } = method;
  const [first = null, second = null] = call.arguments;
  switch (name) {
    case 'then':
      return { name, call, onFulfilled: first, onRejected: second };
    case 'catch':
      return { name, call, onFulfilled: null, onRejected: first };
    case 'finally':
      return { name, call, onFulfilled: first, onRejected: first };
    default:
      return null;
  }
}
