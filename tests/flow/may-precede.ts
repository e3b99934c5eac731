import { isExclusive } from '../../src/flow/contradiction.ts';
import type { FlowGraph, Guard, Point } from '../../src/flow/graph.ts';
import { GuardList } from '../../src/flow/guard-list.ts';
import { guardDropper, type GuardsAt } from '../../src/flow/guards.ts';
import { solveAfter, type Analysis, type States } from '../../src/flow/solve.ts';

/** Whether one point, once it has completed, may be followed by another (or by itself, in a loop). */
export type MayPrecede = (first: Point, later: Point) => boolean;

/** What tells that a path cannot be taken. */
export interface Feasibility {
  readonly guardsAt: GuardsAt;
  /** Whether a guard stays true until one of its variables is assigned; `!res.headersSent` does not. All do unless this says otherwise. */
  isStable?(guard: Guard): boolean;
}

/**
 * Tells the order of points. With feasibility, a path is left out when its guards contradict one another:
 * `if (x) send(1); if (!x) send(2)` never sends twice, unless `x` is assigned in between.
 */
export function mayPrecede(graph: FlowGraph, feasibility?: Feasibility): MayPrecede {
  const known = new Map<Point, States<NonNullable<unknown>>>();
  const statesAfter = feasibility
    ? feasibleAfter(graph, feasibility)
    : (first: Point) => solveAfter(graph, first, reachability);
  return (first, later) => {
    let states = known.get(first);
    if (!states) known.set(first, (states = statesAfter(first)));
    return states.get(later) !== null;
  };
}

const reachability: Analysis<true> = { initial: true, transfer: () => true, join: () => true, equals: () => true };

function feasibleAfter(graph: FlowGraph, feasibility: Feasibility): (first: Point) => States<GuardList> {
  const afterPoint = guardDropper(graph.visitorKeys);
  const isStable = (guard: Guard): boolean => feasibility.isStable?.(guard) ?? true;
  return first => {
    let initial = GuardList.empty();
    for (const guard of feasibility.guardsAt(first) ?? []) if (isStable(guard)) initial = initial.with(guard);
    return solveAfter<GuardList>(graph, first, {
      initial,
      transfer: afterPoint,
      edge: ({ guard }, list) => (guard && isStable(guard) ? learn(list, guard) : list),
      join: (a, b) => a.sharedWith(b),
      equals: (a, b) => a === b,
    });
  };
}

/** Gets the list with what a test has shown, or null when the list says that it cannot. */
function learn(list: GuardList, learned: Guard): GuardList | null {
  let current = list;
  for (const guard of list.toArray()) {
    if (guard.test === learned.test) {
      // Round a loop the same test is made anew: `while (!queue.isEmpty()) { … }` does end.
      current = current.filter(one => one.test !== learned.test);
    } else if (isExclusive(guard, learned)) {
      return null;
    }
  }
  return current.with(learned);
}
