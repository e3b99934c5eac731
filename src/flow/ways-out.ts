import type { TSESTree } from '@typescript-eslint/utils';

import type { Edge, Point } from './graph.ts';

/**
 * An edge that has left its point and arrives somewhere later; until then `to` is its own point.
 * It is in one list at a time, and that list becomes the `in` of the point where it arrives: graphs are made of little else, so nothing is copied.
 */
export interface LooseEnd extends Edge {
  readonly from: DraftPoint;
  to: DraftPoint;
}

/** A place that control jumps to, and the edges on their way there. */
export interface Target {
  readonly ends: LooseEnd[];
}

/** A statement that can be left, or gone round again, by a jump from its inside. */
export interface JumpFrame {
  readonly kind: 'jump';
  readonly outer: ExitFrame | null;
  readonly labels: readonly string[];
  /** Whether a `break` without a label leaves it: a loop or a switch. */
  readonly takesPlainBreak: boolean;
  readonly broken: Target;
  readonly continued: Target | null;
}

/** A `try` block whose exceptions are caught. */
export interface CatchFrame {
  readonly kind: 'catch';
  readonly outer: ExitFrame | null;
  readonly thrown: Target;
}

/** A `try` statement with a `finally` block, which is copied once for each target. */
export interface FinallyFrame {
  readonly kind: 'finally';
  readonly outer: ExitFrame | null;
  readonly finalizer: TSESTree.BlockStatement;
  readonly waysOut: Map<Target, LooseEnd[]>;
}

/** What encloses the statement being read, innermost first. */
export type ExitFrame = JumpFrame | CatchFrame | FinallyFrame;

/** Sends loose ends to a target as far as the innermost `finally` on the way, or the innermost `catch` if the target is the function's exceptional end. */
export function sendTo(target: Target, raised: Target, ends: readonly LooseEnd[], innermost: ExitFrame | null): void {
  if (ends.length === 0) return;
  for (let frame = innermost; frame !== null; frame = frame.outer) {
    if (frame.kind === 'finally') {
      const waiting = frame.waysOut.get(target);
      if (waiting) append(waiting, ends);
      else frame.waysOut.set(target, [...ends]);
      return;
    }
    if (frame.kind === 'catch' && target === raised) {
      append(frame.thrown.ends, ends);
      return;
    }
    if (frame.kind === 'jump' && (frame.broken === target || frame.continued === target)) break;
  }
  append(target.ends, ends);
}

/**
 * Whether code means the same within either frame: whatever leaves it passes the same `finally` blocks and ends in the same place.
 * Frames are opened anew in each copy of a `finally` block; one that is a target itself (a loop, a `catch`) is another target then.
 */
export function areSameFrames(a: ExitFrame | null, b: ExitFrame | null): boolean {
  let [one, other] = [a, b];
  while (one !== other) {
    if (one?.kind !== 'finally' || other?.kind !== 'finally' || one.finalizer !== other.finalizer) return false;
    one = one.outer;
    other = other.outer;
  }
  return true;
}

/** The target of a `break`, or null in code that does not parse. */
export function findBreakTarget(label: string | null, innermost: ExitFrame | null): Target | null {
  for (let frame = innermost; frame !== null; frame = frame.outer) {
    if (frame.kind === 'jump' && (label === null ? frame.takesPlainBreak : frame.labels.includes(label)))
      return frame.broken;
  }
  return null;
}

/** The target of a `continue`, or null in code that does not parse. */
export function findContinueTarget(label: string | null, innermost: ExitFrame | null): Target | null {
  for (let frame = innermost; frame !== null; frame = frame.outer) {
    if (frame.kind === 'jump' && frame.continued && (label === null || frame.labels.includes(label)))
      return frame.continued;
  }
  return null;
}

/** Adds to a list in place; a spread into `push` would overflow the stack on a long one. */
export function append<T>(list: T[], added: readonly T[]): void {
  for (const one of added) list.push(one);
}

/** A point that still gets edges. */
export interface DraftPoint extends Point {
  readonly in: LooseEnd[];
  out: readonly LooseEnd[];
}
