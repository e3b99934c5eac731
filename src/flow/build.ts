import type { FunctionNode } from '../syntax/functions.ts';
import type { PromiseChain } from './closure-run.ts';
import { runChain } from './closures.ts';
import { GraphBuilder, GraphTooLarge, type GraphOptions } from './graph-builder.ts';
import { FlowGraph, type Point, type VisitorKeys } from './graph.ts';
import { executeFunction } from './statements.ts';

/** Builds the control-flow graph of a function, or null when it is past the budget: then nothing is known about its order. */
export function buildGraph(fn: FunctionNode, visitorKeys: VisitorKeys, options: GraphOptions = {}): FlowGraph | null {
  return withinBudget(() => read(fn, new GraphBuilder(visitorKeys, options)));
}

/** Builds the graph of what a chain of `then`, `catch` and `finally` runs when its promise settles, or null when it is past the budget. */
export function buildChainGraph(
  chain: PromiseChain,
  fn: FunctionNode,
  visitorKeys: VisitorKeys,
  options: GraphOptions = {},
): FlowGraph | null {
  return withinBudget(() => {
    const draft = new GraphBuilder(visitorKeys, options);
    const entry = draft.add('entry', fn);
    const { fulfilled, rejected } = runChain(draft, chain);
    draft.ends = fulfilled;
    draft.raised.ends.push(...rejected);
    return close(fn, entry, draft);
  });
}

function withinBudget(build: () => FlowGraph): FlowGraph | null {
  try {
    return build();
  } catch (error) {
    if (error instanceof GraphTooLarge) return null;
    throw error;
  }
}

function read(fn: FunctionNode, draft: GraphBuilder): FlowGraph {
  const entry = draft.add('entry', fn);
  executeFunction(draft, fn);
  draft.join(draft.returned.ends);
  return close(fn, entry, draft);
}

function close(fn: FunctionNode, entry: Point, draft: GraphBuilder): FlowGraph {
  const exit = draft.add('exit', fn);
  draft.ends = draft.raised.ends;
  const raise = draft.add('raise', fn);
  return new FlowGraph(fn, draft.points, { entry, exit, raise }, draft.visitorKeys, draft.inlined);
}
