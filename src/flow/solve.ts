import type { Edge, FlowGraph, Point } from './graph.ts';

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
 * Solves a forward analysis over what may follow a point, from the initial state before it.
 * The point is taken to complete, so its own `throw` edge is not followed; it has a state only where control comes back to it.
 */
export function solveAfter<S extends NonNullable<unknown>>(
  graph: FlowGraph,
  start: Point,
  analysis: Analysis<S>,
): States<S> {
  const solver = new Solver(graph, analysis);
  solver.leave(start, analysis.initial, start.kind === 'throw');
  return solver.run();
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

  /** Carries a state over a point and along its edges. */
  leave(point: Point, before: S, mayThrow = true): void {
    const after = this.#analysis.transfer(point, before);
    for (const edge of point.out) {
      if (edge.kind === 'throw' && !mayThrow) continue;
      const left = edge.kind === 'throw' && point.kind !== 'throw' ? before : after;
      const arriving = this.#analysis.edge ? this.#analysis.edge(edge, left) : left;
      if (arriving !== null) this.arrive(edge.to, arriving);
    }
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
