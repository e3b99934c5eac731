import type { Edge, FlowGraph, Point } from './graph.ts';
import { horizonsOf } from './horizon.ts';

/** A forward analysis over a lattice of finite height: `join` must only ever move up it, or the solver does not end. */
export interface Analysis<S extends NonNullable<unknown>> {
  /** The state at the start. */
  readonly initial: S;
  /** The state after a point, from the state before it. */
  transfer(point: Point, state: S): S;
  /** The state at the end of an edge, or null when the edge cannot be taken in this state. */
  edge?(edge: Edge, state: S): S | null;
  join(a: S, b: S): S;
  equals(a: S, b: S): boolean;
}

/** What a solver found: the state before each point. */
export interface States<S> {
  /** The state before a point, joined over all ways to it; null when it cannot be reached. */
  get(point: Point): S | null;
}

/** Solves a forward analysis from the entry. An exception leaves a point in the state before it, save at a `throw`. */
export function solve<S extends NonNullable<unknown>>(graph: FlowGraph, analysis: Analysis<S>): States<S> {
  const solver = new Solver(graph, analysis);
  solver.arrive(graph.entry, analysis.initial);
  return solver.run();
}

/**
 * Solves a forward analysis over what may follow a point, from the initial state before it, as far as it is asked.
 * The point is taken to complete, so its own `throw` edge is not followed; it has a state only where control comes back to it.
 */
export function solveAfter<S extends NonNullable<unknown>>(
  graph: FlowGraph,
  start: Point,
  analysis: Analysis<S>,
): Pending<S> {
  return new PendingSolver(graph, start, analysis);
}

/** The states that are found when they are asked for. */
export interface Pending<S> extends States<S> {
  /** The state before a point, where every way that has not ended before leads there; null where one leads elsewhere, or none leads there. */
  onlyAt(point: Point): S | null;
}

/** Carries a state over a point and along its edges. */
function leaveBy<S extends NonNullable<unknown>>(
  point: Point,
  before: S,
  mayThrow: boolean,
  { transfer, edge: follow }: Pick<Analysis<S>, 'transfer' | 'edge'>,
  arrive: (to: Point, state: S) => void,
): void {
  const after = transfer(point, before);
  for (const edge of point.out) {
    if (edge.kind === 'throw' && !mayThrow) continue;
    const left = edge.kind === 'throw' && point.kind !== 'throw' ? before : after;
    const arriving = follow ? follow(edge, left) : left;
    if (arriving !== null) arrive(edge.to, arriving);
  }
}

class Solver<S extends NonNullable<unknown>> {
  readonly #graph: FlowGraph;
  readonly #analysis: Analysis<S>;
  readonly #states: (S | null)[];
  readonly #isWaiting: Uint8Array;
  #next: number;

  constructor(graph: FlowGraph, analysis: Analysis<S>) {
    this.#graph = graph;
    this.#analysis = analysis;
    this.#states = new Array<S | null>(graph.points.length).fill(null);
    this.#isWaiting = new Uint8Array(graph.points.length);
    this.#next = graph.points.length;
  }

  /** Joins a state to what is known before a point. */
  arrive(point: Point, state: S): void {
    const { index } = point;
    const known = this.#states[index] ?? null;
    const joined = known === null ? state : this.#analysis.join(known, state);
    if (known !== null && this.#analysis.equals(known, joined)) return;
    this.#states[index] = joined;
    this.#isWaiting[index] = 1;
    if (index < this.#next) this.#next = index;
  }

  leave(point: Point, before: S): void {
    leaveBy(point, before, true, this.#analysis, (to, state) => this.arrive(to, state));
  }

  run(): States<S> {
    const { points } = this.#graph;
    // The lowest index first: only loops (and shared copies of `finally`) lead back, so most points are visited once.
    while (this.#next < points.length) {
      const index = this.#next++;
      const point = points[index];
      const before = this.#states[index] ?? null;
      if (!this.#isWaiting[index] || point === undefined || before === null) continue;
      this.#isWaiting[index] = 0;
      this.leave(point, before);
    }
    return { get: point => this.#states[point.index] ?? null };
  }
}

/** Follows a graph from one point, no further than what is asked for needs: what is asked for by the hundred is mostly near. */
class PendingSolver<S extends NonNullable<unknown>> implements Pending<S> {
  readonly #graph: FlowGraph;
  readonly #analysis: Analysis<S>;
  readonly #states = new Map<number, S>();
  readonly #waiting = new Set<number>();
  #next: number;

  constructor(graph: FlowGraph, start: Point, analysis: Analysis<S>) {
    this.#graph = graph;
    this.#analysis = analysis;
    this.#next = graph.points.length;
    this.#leave(start, analysis.initial, start.kind === 'throw');
  }

  get(point: Point): S | null {
    this.#runTo(horizonsOf(this.#graph)[point.index] ?? point.index);
    return this.#states.get(point.index) ?? null;
  }

  onlyAt(point: Point): S | null {
    this.#runTo(point.index - 1);
    return this.#waiting.size === 1 && this.#waiting.has(point.index) ? (this.#states.get(point.index) ?? null) : null;
  }

  /** The lowest index first, as the solver of whole graphs does it. */
  #runTo(last: number): void {
    while (this.#next <= last && this.#waiting.size > 0) {
      const index = this.#next++;
      const point = this.#graph.points[index];
      const before = this.#states.get(index);
      if (!this.#waiting.delete(index) || point === undefined || before === undefined) continue;
      this.#leave(point, before, true);
    }
  }

  #leave(point: Point, before: S, mayThrow: boolean): void {
    leaveBy(point, before, mayThrow, this.#analysis, (to, state) => this.#arrive(to, state));
  }

  #arrive({ index }: Point, state: S): void {
    const known = this.#states.get(index);
    const joined = known === undefined ? state : this.#analysis.join(known, state);
    if (known !== undefined && this.#analysis.equals(known, joined)) return;
    this.#states.set(index, joined);
    this.#waiting.add(index);
    if (index < this.#next) this.#next = index;
  }
}
