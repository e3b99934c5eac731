import type { TSESTree } from '@typescript-eslint/utils';

import { buildGraph } from '../../flow/build.ts';
import type { FlowGraph, Guard } from '../../flow/graph.ts';
import { guardsAt, type GuardsAt } from '../../flow/guards.ts';
import { enclosingFunction, type FunctionNode } from '../../syntax/functions.ts';
import type { File } from './file.ts';

/** The guards at a node of a function, those around the function in its outer ones included; null where it cannot be reached. */
export type GuardReader = (node: TSESTree.Node, fn: FunctionNode | null) => readonly Guard[] | null;

const readers = new WeakMap<File, GuardReader>();

/** The reader of guards for the functions of a file: each gets its graph once, when first asked for. */
export function guardsOf(file: File): GuardReader {
  let reader = readers.get(file);
  if (!reader) readers.set(file, (reader = guardReader(file)));
  return reader;
}

function guardReader(file: File): GuardReader {
  const graphs = new Map<FunctionNode, { readonly graph: FlowGraph; readonly guards: GuardsAt } | null>();
  const graphOf = (fn: FunctionNode) => {
    let made = graphs.get(fn);
    if (made === undefined) {
      const graph = buildGraph(fn, file.sourceCode.visitorKeys);
      graphs.set(fn, (made = graph && { graph, guards: guardsAt(graph) }));
    }
    return made;
  };
  const guardsAround: GuardReader = (node, fn) => {
    if (!fn) return [];
    const made = graphOf(fn);
    const points = made?.graph.pointsOf(node) ?? [];
    const reached = points.map(point => made?.guards(point) ?? null).filter(guards => guards !== null);
    if (points.length > 0 && reached.length === 0) return null;
    const own = reached.length > 0 ? reached.reduce((a, b) => a.filter(guard => b.includes(guard))) : [];
    const outer = guardsAround(fn, enclosingFunction(fn));
    return outer && [...outer, ...own];
  };
  return guardsAround;
}
