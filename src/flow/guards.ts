import type { TSESTree } from '@typescript-eslint/utils';

import { mayChange, pathsRead, pathsWritten, type AccessPath } from './access-paths.ts';
import type { FlowGraph, Guard, Point, VisitorKeys } from './graph.ts';
import { GuardList } from './guard-list.ts';
import { solve } from './solve.ts';

export { areExclusive as contradicts } from './contradiction.ts';

/** Gets the guards known to hold on entry to a point, outermost first; null when the point cannot be reached. */
export type GuardsAt = (point: Point) => readonly Guard[] | null;

/** Finds the guards known to hold on entry to each point of a graph: those that every way to it has in common, less those that were assigned over. */
export function guardsAt(graph: FlowGraph): GuardsAt {
  const after = guardDropper(graph.visitorKeys);
  const states = solve<GuardList>(graph, {
    initial: GuardList.empty(),
    transfer: after,
    edge: ({ guard }, list) => (guard ? list.with(guard) : list),
    join: (a, b) => a.sharedWith(b),
    equals: (a, b) => a === b,
  });
  return point => states.get(point)?.toArray() ?? null;
}

/** Makes the transfer of guards over a point: an assignment drops those that read what it writes; a call drops none. */
export function guardDropper(visitorKeys: VisitorKeys): (point: Point, list: GuardList) => GuardList {
  const readBy = new Map<Guard, readonly AccessPath[]>();
  const writtenBy = new Map<TSESTree.Node, readonly AccessPath[]>();
  return (point, list) => {
    if (point.kind !== 'assign' || list.length === 0) return list;
    const written = getOrMake(writtenBy, point.node, pathsWritten);
    return list.filter(guard => {
      const read = getOrMake(readBy, guard, ({ test, discriminant }) => pathsOfGuard(test, discriminant, visitorKeys));
      return !written.some(one => read.some(other => mayChange(one, other)));
    });
  };
}

function pathsOfGuard(
  test: Guard['test'],
  discriminant: TSESTree.Expression | null,
  visitorKeys: VisitorKeys,
): AccessPath[] {
  if (test.type !== 'SwitchCase') return pathsRead(test, visitorKeys);
  const compared = [test.test, discriminant].filter(one => one !== null);
  return compared.flatMap(one => pathsRead(one, visitorKeys));
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make(key)));
  return value;
}
