import type { FlowGraph } from './graph.ts';

const known = new WeakMap<FlowGraph, readonly number[]>();

/** How far a graph has to be followed for what comes to each of its points: to the point itself, or to the end of the outermost loop around it; by the places of the points. */
export function horizonsOf(graph: FlowGraph): readonly number[] {
  let horizons = known.get(graph);
  if (!horizons) known.set(graph, (horizons = findHorizons(graph)));
  return horizons;
}

function findHorizons({ points }: FlowGraph): readonly number[] {
  const horizons = points.map(({ index }) => index);
  // Where the ways round loops that begin at a point, or before it, come from at the furthest.
  const latest = new Map<number, number>();
  for (const { index, out } of points)
    for (const { to } of out) if (to.index <= index) latest.set(to.index, Math.max(latest.get(to.index) ?? 0, index));
  for (let start = 0; start < points.length; start++) {
    let end = latest.get(start);
    if (end === undefined) continue;
    // Loops that overlap are one.
    for (let index = start; index <= end; index++) end = Math.max(end, latest.get(index) ?? 0);
    horizons.fill(end, start, end + 1);
    start = end;
  }
  return horizons;
}
