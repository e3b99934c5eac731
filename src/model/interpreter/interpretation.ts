import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { Effect } from '../../frameworks/effects.ts';
import type { FunctionNode } from '../../syntax/functions.ts';
import type { Body } from '../responses/body.ts';
import type { ErrorValue } from '../responses/error-value.ts';
import type { SetStatus, State } from '../responses/response-state.ts';
import type { Status } from '../responses/status.ts';
import type { LaterRun } from './later-runs.ts';
import type { Preceding } from './send-order.ts';

/** One send as the interpreter found it, in the state before it. */
export interface Send {
  readonly effect: Extract<Effect, { does: 'send' }>;
  readonly node: TSESTree.Node;
  readonly nameNode: TSESTree.Node;
  readonly state: State;
  readonly guards: readonly Guard[];
  readonly fn: FunctionNode;
  readonly isDeferred: boolean;
  readonly status: Status;
  readonly error: ErrorValue | null;
  /** The content as a responder's definition has it; null where the sending call shows it. */
  readonly body: Body | null;
  /** The sends that one run of the function can have made before it. */
  readonly precededBy: readonly Preceding[];
  /** The errors that one run of the function can have handed on before it. */
  readonly forwardedBy: readonly Preceding[];
  /** Whether every path to it has sent. */
  readonly isAlwaysSecond: boolean;
}

/** What runs over one function of a handler found. */
export interface Interpretation {
  readonly sends: Send[];
  readonly late: {
    readonly node: TSESTree.Node;
    readonly nameNode: TSESTree.Node;
    readonly does: 'set-status' | 'set-header' | 'hand-over';
    readonly state: State;
    /** The call that has written the head before, on every way. */
    readonly head: TSESTree.Node | null;
    readonly precededBy: readonly Preceding[];
    readonly isFollowed: boolean;
  }[];
  /** The setters that come before any send on some way to them, in another copy of a finally block for instance. */
  readonly early: Set<TSESTree.Node>;
  /** Every status that is set or sent with, on a path that can be reached. */
  readonly statuses: ReadonlyMap<TSESTree.Node, SetStatus>;
  /** Where an error is handed on, and the name to report. */
  readonly forwards: { readonly node: TSESTree.Node; readonly nameNode: TSESTree.Node }[];
  readonly ends: {
    readonly state: State;
    readonly returned: TSESTree.ReturnStatement | TSESTree.Expression | null;
    readonly returns: 'nothing' | 'response' | 'other';
    /** The later run that ends; null for the handler itself. */
    readonly of: LaterRun | null;
  }[];
  /** The calls that may take the response elsewhere: of functions out of sight, of `next`. */
  readonly handedTo: Set<TSESTree.Node>;
  hasDeferred: boolean;
}
