import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../../syntax/functions.ts';
import { Headers } from './headers.ts';
import type { Outcome } from './status.ts';

/** The call or assignment that set a status, with what it set. */
export interface SetStatus {
  readonly setter: TSESTree.Node;
  readonly outcomes: readonly Outcome[];
  readonly isComplete: boolean;
  /**
   * Whether something failed after it was set and before anything was sent, `res.status(201).json(await create())`: it still goes out
   * with what the catch sends without a status of its own, yet it is not the catch's, and nobody forgot to send it.
   */
  readonly isPending: boolean;
}

/** A response on its way: what its status may have been set to, whether it may still be unset, and its header fields. */
export interface Draft {
  readonly set: readonly SetStatus[];
  readonly mayBeUnset: boolean;
  readonly headers: Headers;
  /** The functions made on the way that use the response and may run at any time: they may answer yet. */
  readonly entrusted: readonly FunctionNode[];
  /** The call that has written the head, `res.writeHead(200)`, on every way; null where none has. */
  readonly head: TSESTree.Node | null;
}

/** What is known before a point, apart for the paths on which nothing is sent yet, those on which something was, and those on which the response went out of sight. */
export interface State {
  readonly unsent: Draft | null;
  readonly sent: { readonly draft: Draft; readonly by: readonly TSESTree.Node[] } | null;
  readonly escaped: Draft | null;
}

/** A response nothing was done to. */
export const FRESH: Draft = { set: [], mayBeUnset: true, headers: Headers.none, entrusted: [], head: null };

/** Joins what two paths know. */
export function joinStates(a: State, b: State): State {
  return {
    unsent: joinMaybe(a.unsent, b.unsent, joinDrafts),
    sent: joinMaybe(a.sent, b.sent, (one, other) => ({
      draft: joinDrafts(one.draft, other.draft),
      by: latest(union(one.by, other.by), MOST_SENDS),
    })),
    escaped: joinMaybe(a.escaped, b.escaped, joinDrafts),
  };
}

/** How many of the sends that may have been made are kept: where ways meet, a `catch` for instance, and along one way. */
const MOST_SENDS = 64;
const MOST_ON_ONE_WAY = 16;

/** The sends that a path has made, the last one included. */
export function sentBy({ sent }: State, node: TSESTree.Node): readonly TSESTree.Node[] {
  return latest(sent ? [...sent.by.filter(one => one !== node), node] : [node], MOST_ON_ONE_WAY);
}

/** The last of some sends, by their places: of hundreds one after another those nearest to what follows tell enough. The last of two lists are those of their last ones, so that joining them ends. */
function latest(sends: readonly TSESTree.Node[], most: number): readonly TSESTree.Node[] {
  return sends.length <= most ? sends : [...sends].sort((a, b) => a.range[0] - b.range[0]).slice(-most);
}

/** Whether two states say the same. */
export function equalStates(a: State, b: State): boolean {
  return (
    equalMaybe(a.unsent, b.unsent, equalDrafts) &&
    equalMaybe(a.sent, b.sent, (one, other) => equalDrafts(one.draft, other.draft) && sameItems(one.by, other.by)) &&
    equalMaybe(a.escaped, b.escaped, equalDrafts)
  );
}

/** Applies a change to the draft of each phase. */
export function mapDrafts({ unsent, sent, escaped }: State, change: (draft: Draft) => Draft): State {
  return {
    unsent: unsent && change(unsent),
    sent: sent && { ...sent, draft: change(sent.draft) },
    escaped: escaped && change(escaped),
  };
}

/** Joins two drafts. */
export function joinDrafts(a: Draft, b: Draft): Draft {
  if (a === b) return a;
  return {
    set: union(a.set, b.set),
    mayBeUnset: a.mayBeUnset || b.mayBeUnset,
    headers: a.headers.join(b.headers),
    entrusted: union(a.entrusted, b.entrusted),
    head: a.head && b.head ? a.head : null,
  };
}

function equalDrafts(a: Draft, b: Draft): boolean {
  return (
    a === b ||
    (a.mayBeUnset === b.mayBeUnset &&
      (a.head === null) === (b.head === null) &&
      sameItems(a.set, b.set) &&
      sameItems(a.entrusted, b.entrusted) &&
      a.headers.equals(b.headers))
  );
}

function joinMaybe<T>(a: T | null, b: T | null, join: (a: T, b: T) => T): T | null {
  return a === null ? b : b === null ? a : join(a, b);
}

function equalMaybe<T>(a: T | null, b: T | null, equals: (a: T, b: T) => boolean): boolean {
  return a === null || b === null ? a === b : equals(a, b);
}

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  const added = b.filter(item => !a.includes(item));
  return added.length === 0 ? a : [...a, ...added];
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every(item => b.includes(item)));
}
