import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { Framework } from '../../frameworks/framework.ts';
import type { FunctionNode } from '../../syntax/functions.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { Handler } from '../handlers/handler.ts';
import type { Body } from './body.ts';
import type { ErrorValue } from './error-value.ts';
import type { Headers } from './headers.ts';
import type { SetStatus } from './response-state.ts';
import type { Status } from './status.ts';

/** One place where an answer is decided. */
export interface Response {
  /** The sending call, the returned value, or the thrown expression. */
  readonly node: TSESTree.Node;
  /** Where a report about an implicit status goes: the name of the sending method, else the node. */
  readonly nameNode: TSESTree.Node;
  /** How it is sent: the method's name, `return`, `end` of the function, `throw`, `next`, or the responder's name. */
  readonly via: string;
  /** The handler it answers in; null for an error thrown where no handler is in sight. */
  readonly handler: Handler | null;
  /** The function it stands in: the handler's, a nested one, or a service's. */
  readonly fn: FunctionNode | null;
  readonly framework: Framework;
  readonly status: Status;
  /** The statuses set before that the sending call discards, as it or the error it sends brings its own: `res.status(301).redirect(url)`, `reply.code(422).send(createError(400))`. */
  readonly discarded: readonly SetStatus[];
  readonly headers: Headers;
  readonly body: Body;
  /** The error that is thrown, forwarded or sent; null for every other response. A plain `Error` has no status of its own: an error handler may translate it. */
  readonly error: ErrorValue | null;
  /** The conditions known to hold where it is sent, outermost first, those around an enclosing function included. */
  readonly guards: readonly Guard[];
  /** Whether it stands in a callback: no order is claimed between it and the rest. */
  readonly isDeferred: boolean;
  /** Whether the response object went to a function out of sight before: its status, headers and order may be other than they look. */
  readonly isEscaped: boolean;
  /** The responses that may have been sent before it on the same path. */
  readonly after: readonly Response[];
  /** What surely may answer once more after it in one run of the function, in source order; nothing where the response is out of sight for a while. What stands in callbacks is among it where it is known when they run. */
  readonly followedBy: readonly Following[];
  /** Whether every path to it has sent already. */
  readonly isAlwaysSecond: boolean;
}

/** A second response, or a call of `next()` that has the handlers behind run, after a response. */
export interface Following {
  readonly node: TSESTree.Node;
  readonly nameNode: TSESTree.Node;
  /** The second response; null for `next()`. */
  readonly response: Response | null;
  /** Whether control comes to it only where something after the first response fails. */
  readonly isByFailure: boolean;
  /** Whether something after the first response that fails as a rule, where that is sent, keeps control from it. */
  readonly isPastFailure: boolean;
  /** Whether it stands in a callback that runs when the function that sends the first has run on. */
  readonly isInCallback: boolean;
  /** Whether a `return` after the first response keeps control from it. */
  readonly isLeftByReturn: boolean;
  /** Whether every path to it has sent already. */
  readonly isAlwaysSecond: boolean;
}

/** What a response has that stands in no handler's flow: nothing is known to come before or after it. */
export const OUT_OF_FLOW = {
  isEscaped: false,
  after: [],
  followedBy: [],
  isAlwaysSecond: false,
  discarded: [],
} as const satisfies Partial<Response>;

/** Something a handler does to a response that was sent already on some path to it. */
export interface Late {
  readonly node: TSESTree.Node;
  /** The name of the method that is called, or the property that is set. */
  readonly nameNode: TSESTree.Node;
  readonly does: 'set-status' | 'set-header' | 'hand-over';
  readonly after: readonly Response[];
  /** Whether every path to it has sent. */
  readonly isAlways: boolean;
  /** Whether it comes before anything is sent on some way to it. */
  readonly isEarly: boolean;
  /** Whether another response may come after it, so that the second response is what is wrong. */
  readonly isFollowed: boolean;
  /** The call that has written the head before, on every way: `res.writeHead(200)`. */
  readonly head: TSESTree.Node | null;
}

/** An error that is handed on to the error handler, after which the handler answers all the same. */
export interface ForwardedFirst {
  readonly node: TSESTree.Node;
  readonly nameNode: TSESTree.Node;
  /** The response that the handler goes on to send. */
  readonly response: Response;
}

/** A status that is set on a path that ends with nothing sent. */
export interface Unsent {
  /** The call or assignment that sets it. */
  readonly setter: TSESTree.Node;
  readonly status: Status;
  /** The return that ends the path by giving the response back; null where nothing is returned. */
  readonly returned: TSESTree.Node | null;
  /** Whether no path sends a response with it. */
  readonly isNeverSent: boolean;
}

/** All that the model knows of one handler's responses. */
export interface HandlerResponses {
  readonly handler: Handler;
  readonly responses: readonly Response[];
  readonly late: readonly Late[];
  readonly forwarded: readonly ForwardedFirst[];
  readonly unsent: readonly Unsent[];
  /** Every status that is set or sent with on a path that can be reached, sent in the end or not. */
  readonly statuses: readonly SetStatus[];
  /** Whether a nested function uses the response, so that nothing is claimed about order and silence of the outer one. */
  readonly hasDeferred: boolean;
  /** The calls that may take the response elsewhere: of functions out of sight, of `next`. */
  readonly handedTo: readonly TSESTree.Node[];
}

/** Whether a response is sent by a function that is given the response object, whatever that function is called: its arguments are not those of the framework's method. */
export function isSentByOther({ node, handler }: Response, { bindings }: File): boolean {
  const response = handler?.response;
  return (
    response != null &&
    node.type === 'CallExpression' &&
    node.arguments.some(argument => bindings.variableOf(unwrap(argument)) === response)
  );
}
