import type { TSESTree } from '@typescript-eslint/utils';

import { buildGraph } from '../../flow/build.ts';
import type { Edge, FlowGraph, Guard, Point } from '../../flow/graph.ts';
import { GuardList } from '../../flow/guard-list.ts';
import { guardDropper } from '../../flow/guards.ts';
import { areOpposed } from '../../flow/opposed-guards.ts';
import { solve } from '../../flow/solve.ts';
import { failsAtOnce } from '../../model/summaries/failing.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { memberPath } from '../../syntax/unwrap.ts';
import { Doubts, type Surroundings } from './doubts.ts';
import type { ResponseUses, Use } from './response-uses.ts';

/** The last `catch` that a way has come through; null for one that has come through none. */
type Through = TSESTree.CatchClause | null;

/** What is known of the ways to a point on which nobody has answered. */
interface Open {
  readonly guards: GuardList;
  /** Whether each of these ways may be none: a flag, or a call that may throw, decides out of sight. */
  readonly isUncertain: boolean;
  /** What has failed, for ways through a `catch`. */
  readonly failing: TSESTree.Node | null;
}

/** The ways to a point on which nobody has answered: those on which nothing is set either, and those on which a status is. */
interface State {
  readonly open: ReadonlyMap<Through, Open>;
  readonly withStatus: ReadonlyMap<Through, Open>;
}

/** One end of a function that a way reaches on which nobody has answered. */
export interface SilentEnd {
  readonly through: Through;
  readonly failing: TSESTree.Node | null;
  readonly guards: readonly Guard[];
  /** What is returned there; null where nothing is. */
  readonly returned: TSESTree.Node | null;
  /** Whether a way ends there as well that has come through no `catch`. */
  readonly isSharedWithSuccess: boolean;
}

/** What a function does to the response, and the ends at which nobody has answered. */
export interface SilentWays {
  readonly graph: FlowGraph;
  readonly uses: ReadonlyMap<Point, Use>;
  readonly ends: readonly SilentEnd[];
  /** Whether some way to a point is still without an answer. */
  readonly isOpenAt: (point: Point) => boolean;
}

/** Where the search begins, and what is known around it. */
export interface Start extends Surroundings {
  readonly fn: FunctionNode;
  readonly uses: ResponseUses;
}

/** Finds the ends of a function that some way reaches on which nobody has answered; null for a function too large to follow. */
export function findSilentWays(start: Start): SilentWays | null {
  const { fn, uses, file } = start;
  const graph = buildGraph(fn, file.sourceCode.visitorKeys);
  if (!graph) return null;
  const used = uses.at(graph);
  const drop = guardDropper(file.sourceCode.visitorKeys);
  const doubts = new Doubts(graph, used, start);
  const step = (point: Point, state: State): State => {
    const use = used.get(point);
    if (use === 'answers' || endsProcess(point) || doubts.surelyThrows(point)) return NOTHING;
    const dropped = mapState(state, open => {
      const guards = drop(point, open.guards);
      const isUncertain = open.isUncertain || doubts.mayNotReturn(point);
      return guards === open.guards && isUncertain === open.isUncertain ? open : { ...open, guards, isUncertain };
    });
    return use === 'sets-status' ? { open: EMPTY, withStatus: mergeMaps(dropped.open, dropped.withStatus) } : dropped;
  };
  const follow = (edge: Edge, state: State): State | null => {
    if (state.open.size === 0 && state.withStatus.size === 0) return null;
    if (edge.kind === 'throw')
      return used.get(edge.from) !== 'answers' && doubts.mayFail(edge.from) ? thrown(edge, state) : null;
    const { guard } = edge;
    return guard ? underGuard(guard, state, doubts) : doubts.leavesSearch(edge) ? mapState(state, asUncertain) : state;
  };
  const states = solve<State>(graph, {
    initial: {
      open: new Map([[null, { guards: GuardList.empty(), isUncertain: false, failing: null }]]),
      withStatus: EMPTY,
    },
    transfer: step,
    edge: follow,
    join: (a, b) => ({ open: mergeMaps(a.open, b.open), withStatus: mergeMaps(a.withStatus, b.withStatus) }),
    equals: (a, b) => sameMaps(a.open, b.open) && sameMaps(a.withStatus, b.withStatus),
  });
  const ends = graph.exit.in.flatMap(edge => {
    const before = states.get(edge.from);
    const after = before && follow(edge, step(edge.from, before));
    return after ? endsOf(edge, after) : [];
  });
  return { graph, uses: used, ends, isOpenAt: point => (states.get(point)?.open.size ?? 0) > 0 };
}

function endsOf({ from }: Edge, { open }: State): readonly SilentEnd[] {
  const returned = from.kind === 'return' ? returnedBy(from.node) : null;
  const isSharedWithSuccess = open.has(null);
  return [...open]
    .filter(([, { isUncertain }]) => !isUncertain)
    .map(([through, { guards, failing }]) => ({
      through,
      failing,
      guards: guards.toArray(),
      returned,
      isSharedWithSuccess,
    }));
}

function returnedBy(node: TSESTree.Node): TSESTree.Node | null {
  return node.type === 'ReturnStatement' ? node.argument : node;
}

const EMPTY: ReadonlyMap<Through, Open> = new Map();
const NOTHING: State = { open: EMPTY, withStatus: EMPTY };

/** A failure comes to the innermost `catch` around it, with the status that was set before at most pending. What may answer may have done so when it fails. */
function thrown({ from, to }: Edge, state: State): State | null {
  if (to.kind === 'raise' || from.kind === 'pass') return null;
  const clause = catchAround(from.node);
  if (!clause) return state;
  const all = mergeMaps(state.open, state.withStatus);
  const open = [...all.values()].reduce<Open | null>((a, b) => (a ? joinOpen(a, b) : b), null);
  if (!open) return null;
  return { open: new Map([[clause, { ...open, failing: from.node }]]), withStatus: EMPTY };
}

/** The `catch` that gets what a node throws. */
export function catchAround(node: TSESTree.Node): TSESTree.CatchClause | null {
  for (let inner = node, outer = node.parent; outer && !isFunction(inner); inner = outer, outer = outer.parent)
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler) return outer.handler;
  return null;
}

/** How many guards of one way are held against a further one. */
const MAX_GUARDS = 24;

function underGuard(guard: Guard, state: State, doubts: Doubts): State | null {
  const sent = doubts.readSentTest(guard);
  if (sent === true) return null;
  const next = (open: Open): Open | null => {
    // Past so many questions nobody can say which of their answers go together.
    if (open.guards.length > MAX_GUARDS) return null;
    const known = open.guards.toArray();
    if (known.some(other => areOpposed(guard, other))) return null;
    if (doubts.isImpossible(guard, known)) return null;
    const isUncertain = open.isUncertain || doubts.mayBeNone(guard, known);
    return { ...open, guards: open.guards.with(guard), isUncertain };
  };
  const left = { open: keep(state.open, next), withStatus: keep(state.withStatus, next) };
  return left.open.size > 0 || left.withStatus.size > 0 ? left : null;
}

function keep(map: ReadonlyMap<Through, Open>, next: (open: Open) => Open | null): ReadonlyMap<Through, Open> {
  const kept = new Map<Through, Open>();
  for (const [through, open] of map) {
    const one = next(open);
    if (one) kept.set(through, one);
  }
  return kept;
}

function asUncertain(open: Open): Open {
  return open.isUncertain ? open : { ...open, isUncertain: true };
}

function mapState({ open, withStatus }: State, change: (open: Open) => Open): State {
  return { open: keep(open, change), withStatus: keep(withStatus, change) };
}

function mergeMaps(a: ReadonlyMap<Through, Open>, b: ReadonlyMap<Through, Open>): ReadonlyMap<Through, Open> {
  if (a === b || b.size === 0) return a;
  if (a.size === 0) return b;
  const merged = new Map(a);
  for (const [through, open] of b) {
    const known = merged.get(through);
    merged.set(through, known ? joinOpen(known, open) : open);
  }
  return merged;
}

/** Joins ways: a certain one counts, and what only the uncertain ones know does not. */
function joinOpen(a: Open, b: Open): Open {
  if (a.isUncertain !== b.isUncertain) return a.isUncertain ? b : a;
  const guards = a.guards.sharedWith(b.guards);
  const failing = a.failing && b.failing ? first(a.failing, b.failing) : (a.failing ?? b.failing);
  return { guards, isUncertain: a.isUncertain, failing };
}

/** The first of two failures; one that a function in sight throws on a condition is named last. */
function first(a: TSESTree.Node, b: TSESTree.Node): TSESTree.Node {
  const isThrown = (node: TSESTree.Node): boolean => node.type === 'CallExpression' && !failsAtOnce(node);
  if (isThrown(a) !== isThrown(b)) return isThrown(a) ? b : a;
  return a.range[0] <= b.range[0] ? a : b;
}

function sameMaps(a: ReadonlyMap<Through, Open>, b: ReadonlyMap<Through, Open>): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([through, one]) => {
    const other = b.get(through);
    return (
      other !== undefined &&
      one.guards === other.guards &&
      one.isUncertain === other.isUncertain &&
      one.failing === other.failing
    );
  });
}

function endsProcess({ kind, node }: Point): boolean {
  const path = kind === 'call' && node.type === 'CallExpression' ? memberPath(node.callee)?.join('.') : null;
  return path === 'process.exit' || path === 'process.abort';
}
