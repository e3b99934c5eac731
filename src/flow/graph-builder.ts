import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../syntax/functions.ts';
import type { Closures } from './closure-run.ts';
import { PointFinder } from './contains-point.ts';
import type { EdgeKind, Guard, PointKind, VisitorKeys } from './graph.ts';
import {
  append,
  areSameFrames,
  sendTo,
  type CatchFrame,
  type DraftPoint,
  type ExitFrame,
  type FinallyFrame,
  type JumpFrame,
  type LooseEnd,
  type Target,
} from './ways-out.ts';

/** What a builder may be told about the code around a function. */
export interface GraphOptions {
  /** The most points a graph may have; past it there is no graph. */
  readonly pointBudget?: number;
  /** Whether a call never comes back, as `process.exit()`. */
  readonly endsPath?: (call: TSESTree.CallExpression) => boolean;
  /** Which of the functions nested in this one run in its course; without it none is followed. */
  readonly closures?: Closures;
}

/** The loose ends of the two outcomes of a condition. */
export interface Branches {
  readonly whenTrue: LooseEnd[];
  readonly whenFalse: LooseEnd[];
}

interface FinallyCopy {
  readonly target: Target;
  readonly frame: ExitFrame | null;
  readonly start: DraftPoint;
}

/** Thrown when a function is past the budget of points, of nesting, or of copies of a `finally` block. */
export class GraphTooLarge extends Error {}

/** Functions nest a few dozen deep at most; a generated expression that nests deeper must not overflow the stack. */
const DEEPEST_NESTING = 500;

/** A graph in the making: the points so far, and the loose ends that arrive at the next one. */
export class GraphBuilder {
  readonly points: DraftPoint[] = [];
  /** The edges to the next point; none while the code being read is dead. */
  ends: LooseEnd[] = [];
  /** What encloses the code being read. */
  frame: ExitFrame | null = null;
  /** Where a `return` goes: the end of the function, or of the closure that is being run. */
  returned: Target = { ends: [] };
  readonly raised: Target = { ends: [] };
  readonly visitorKeys: VisitorKeys;
  readonly pointFinder: PointFinder;
  readonly endsPath: ((call: TSESTree.CallExpression) => boolean) | null;
  readonly closures: Closures | null;
  /** The closures whose bodies have been read. */
  readonly inlined = new Set<FunctionNode>();
  readonly #pointBudget: number;
  readonly #guards = new Map<TSESTree.Node, [Guard, Guard]>();
  readonly #finallyCopies = new Map<TSESTree.BlockStatement, FinallyCopy[]>();
  #depth = 0;

  constructor(visitorKeys: VisitorKeys, options: GraphOptions) {
    this.visitorKeys = visitorKeys;
    this.pointFinder = new PointFinder(visitorKeys);
    this.endsPath = options.endsPath ?? null;
    this.closures = options.closures ?? null;
    this.#pointBudget = options.pointBudget ?? 5000;
  }

  /** Adds a point where all loose ends arrive; what follows it is reached from it. */
  add(kind: PointKind, node: TSESTree.Node): DraftPoint {
    if (this.points.length >= this.#pointBudget) throw new GraphTooLarge();
    const { ends } = this;
    const point: DraftPoint = { index: this.points.length, kind, node, in: ends, out: NO_ENDS };
    this.points.push(point);
    for (const end of ends) land(end, point);
    this.ends = ends.length > 0 || kind === 'entry' ? [looseEnd(point, 'next', null)] : [];
    return point;
  }

  /** Adds a point that may throw; it matters only to an enclosing `try`, so outside of one it gets no edge (every call would get one). */
  addThrowing(kind: PointKind, node: TSESTree.Node): DraftPoint {
    const reached = this.ends.length > 0;
    const point = this.add(kind, node);
    if (reached && this.#isInTry()) sendTo(this.raised, this.raised, [looseEnd(point, 'throw', null)], this.frame);
    return point;
  }

  /** Gives one more loose end of a point, for what goes another way from there: the rejection of a promise. */
  leaveBy(point: DraftPoint, kind: EdgeKind): LooseEnd {
    return looseEnd(point, kind, null);
  }

  /** Lets loose ends end the path by an exception. */
  raise(ends: readonly LooseEnd[]): void {
    if (this.#isInTry()) sendTo(this.raised, this.raised, ends, this.frame);
  }

  /** Adds a `throw`, which ends the path. */
  addThrow(statement: TSESTree.ThrowStatement): void {
    const reached = this.ends.length > 0;
    const from = this.add('throw', statement);
    this.ends = reached ? [looseEnd(from, 'throw', null)] : [];
    this.leaveTo(this.raised);
  }

  /** Adds a test and gives the loose ends of its outcomes; nothing follows it until one of them is taken up. */
  addTest(node: TSESTree.Node, outcome: ((holds: boolean) => Guard) | null): Branches {
    const reached = this.ends.length > 0;
    const point = this.add('test', node);
    this.ends = [];
    if (!reached) return { whenTrue: [], whenFalse: [] };
    return {
      whenTrue: [looseEnd(point, 'true', outcome ? outcome(true) : null)],
      whenFalse: [looseEnd(point, 'false', outcome ? outcome(false) : null)],
    };
  }

  /** Lets all loose ends arrive at a point that exists already, as the head of a loop. */
  arriveAt(point: DraftPoint): void {
    for (const end of this.ends) {
      land(end, point);
      point.in.push(end);
    }
    this.ends = [];
  }

  /** Ends the path: its loose ends go to a target, through the `finally` blocks on the way. */
  leaveTo(target: Target): void {
    sendTo(target, this.raised, this.ends, this.frame);
    this.ends = [];
  }

  /** Adds loose ends that arrive at the next point too. */
  join(ends: readonly LooseEnd[]): void {
    append(this.ends, ends);
  }

  /** Gets the guard of a test and an outcome: the same object in each copy of a `finally` block, so that copies can be intersected. */
  guard(test: Guard['test'], holds: boolean, discriminant: TSESTree.Expression | null = null): Guard {
    let pair = this.#guards.get(test);
    if (!pair)
      this.#guards.set(
        test,
        (pair = [
          { test, holds: false, discriminant },
          { test, holds: true, discriminant },
        ]),
      );
    return pair[holds ? 1 : 0];
  }

  /** Opens a loop, a switch or a labelled statement. */
  openJump(labels: readonly string[], takesPlainBreak: boolean, isLoop: boolean): JumpFrame {
    const frame: JumpFrame = {
      kind: 'jump',
      outer: this.frame,
      labels,
      takesPlainBreak,
      broken: { ends: [] },
      continued: isLoop ? { ends: [] } : null,
    };
    this.frame = frame;
    return frame;
  }

  /** Opens a `try` block with a `catch`. */
  openCatch(): CatchFrame {
    const frame: CatchFrame = { kind: 'catch', outer: this.frame, thrown: { ends: [] } };
    this.frame = frame;
    return frame;
  }

  /** Opens a `try` statement with a `finally`. */
  openFinally(finalizer: TSESTree.BlockStatement): FinallyFrame {
    const frame: FinallyFrame = { kind: 'finally', outer: this.frame, finalizer, waysOut: new Map() };
    this.frame = frame;
    return frame;
  }

  /** Gets the start of the copy of a `finally` block that goes on to this target from here, if there is one. */
  findFinallyCopy(finalizer: TSESTree.BlockStatement, target: Target): DraftPoint | null {
    const copies = this.#finallyCopies.get(finalizer) ?? [];
    return copies.find(copy => copy.target === target && areSameFrames(copy.frame, this.frame))?.start ?? null;
  }

  /** Keeps the start of a copy of a `finally` block that goes on to this target. */
  rememberFinallyCopy(finalizer: TSESTree.BlockStatement, target: Target, start: DraftPoint): void {
    const copy: FinallyCopy = { target, frame: this.frame, start };
    const others = this.#finallyCopies.get(finalizer);
    if (others) others.push(copy);
    else this.#finallyCopies.set(finalizer, [copy]);
  }

  /** Closes what was opened last. */
  close(frame: ExitFrame): void {
    this.frame = frame.outer;
  }

  /** Runs one level of recursion. */
  nest<Node extends TSESTree.Node, Result>(read: (draft: GraphBuilder, node: Node) => Result, node: Node): Result {
    if (++this.#depth > DEEPEST_NESTING) throw new GraphTooLarge();
    const result = read(this, node);
    this.#depth--;
    return result;
  }

  #isInTry(): boolean {
    for (let frame = this.frame; frame !== null; frame = frame.outer) {
      if (frame.kind !== 'jump') return true;
    }
    return false;
  }
}

const NO_ENDS: readonly LooseEnd[] = [];

function looseEnd(from: DraftPoint, kind: EdgeKind, guard: Guard | null): LooseEnd {
  return { from, to: from, kind, guard };
}

function land(end: LooseEnd, point: DraftPoint): void {
  end.to = point;
  const { from } = end;
  // Three at most, nearly always one: a list that is pushed to would take room for many.
  from.out = from.out.length === 0 ? [end] : [...from.out, end];
}
