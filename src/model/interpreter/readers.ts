import type { FunctionNode } from '../../syntax/functions.ts';
import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { FramedValue } from '../definitions/evaluate.ts';
import type { Frame } from '../definitions/frame.ts';
import type { ErrorReader } from '../errors/read-error.ts';
import type { Handler } from '../handlers/handler.ts';
import type { Body } from '../responses/body.ts';
import type { Headers } from '../responses/headers.ts';
import { asGuards, codeOf, type Outcome, type Status } from '../responses/status.ts';
import type { ObjectOf } from './response-object.ts';

/** An outcome read in a call of a project's own function: where it is written there, or in the call. */
export interface FramedOutcome extends Outcome {
  readonly frame: Frame;
}

/** One value of a status as an outcome. */
export function framedOutcome({ value, node, frame, choices }: FramedValue): FramedOutcome {
  return { code: codeOf(value), value, node, frame, isImplicit: false, guards: choices.flatMap(asGuards) };
}

/** What reads calls of the project's own functions that send. */
export interface Responders {
  /** What a call does that gets the response as an argument; null where nothing is known. */
  readCall(call: TSESTree.CallExpression, objectOf: ObjectOf, handler: Handler, frame: Frame): Responded | null;
  /** Whether the project decorates replies with a method of a name: it is that one, also where a package has one of the same name. */
  isDecorated(name: string, frame: Frame): boolean;
  /** What a call does that gets no response, of something that was made with it: `respond(res).notFound()`; null for any other. */
  readKept(call: TSESTree.CallExpression, objectOf: ObjectOf, handler: Handler, frame: Frame): Responded | null;
  /** Whether a call or `new` that gets the response only makes what answers with it later. */
  onlyMakes(made: TSESTree.CallExpression | TSESTree.NewExpression, objectOf: ObjectOf, frame: Frame): boolean;
  /** What a call of a method does that the project added to the response, `res.success(data)`, `reply.noMatches()`. */
  readMethod(
    call: TSESTree.CallExpression,
    name: string,
    objectOf: ObjectOf,
    handler: Handler,
    frame: Frame,
  ): Responded | null;
}

/** What the interpreter reads a function's code with. */
export interface Readers {
  readonly errors: ErrorReader;
  readonly responders: Responders;
  /** The function as it stands, or as one call of it makes it. */
  readonly frame: Frame;
  readonly readStatus: (node: TSESTree.Node) => Status;
  /** Whether a condition may come out so in this reading; where nothing says so, each may. */
  readonly mayHold?: (guard: Guard) => boolean;
  /** Whether `this` is the response: a method that the project adds to it. */
  readonly isThisResponse: boolean;
}

/** What a call of one of the project's functions does with the response it gets. */
export interface Responded {
  /** Whether it answers on every way through, on some, or later; `nothing` where it only sets what `headers` and `setsStatus` say. */
  readonly answers: 'always' | 'maybe' | 'nothing';
  /** The status it answers with; null where that is the one set before the call. */
  readonly status: Status | null;
  readonly body: Body;
  readonly headers: Headers;
  /** The name it goes by. */
  readonly via: string;
  /** Whether the response is as it was before the call where it is not answered: nothing is set, nothing handed on. */
  readonly isUntouched: boolean;
  /** The truth of its (awaited) result where it has answered, the opposite of that where it has not; null where its result does not say. */
  readonly truthIfSent: boolean | null;
  /** A callback of it that may answer when the call has come back. */
  readonly answersLater?: FunctionNode | null;
}
