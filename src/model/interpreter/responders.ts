import type { TSESTree } from '@typescript-eslint/utils';

import { ADDED_METHODS } from '../../knowledge/response-methods.ts';
import { findPlace, type StatusPlace } from '../../settings.ts';
import { isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, calleeNameNode, memberPath, methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { argumentsOf, callFrame, type Frame } from '../definitions/frame.ts';
import { decide } from '../definitions/guard-in-call.ts';
import type { Resolver } from '../definitions/resolver.ts';
import type { ErrorReader } from '../errors/read-error.ts';
import type { Handler } from '../handlers/handler.ts';
import { readBody, type Body } from '../responses/body.ts';
import { Headers } from '../responses/headers.ts';
import { Status, UNKNOWN_STATUS, type Outcome } from '../responses/status.ts';
import type { Taken } from '../handlers/held-response.ts';
import { findAddedMethods, type AddedMethod } from './added-methods.ts';
import type { Interpretation, Send } from './interpretation.ts';
import { answeringOf, onlyMakes, type Answering } from './made-with-response.ts';
import { framedOutcome, type Readers, type Responded, type Responders } from './readers.ts';
import {
  declaredNode,
  findResponseParameter,
  inferredBody,
  isStatusArgument,
  statusProperty,
  textArgument,
} from './responder-arguments.ts';
import { givenBy, isSentIn } from './responder-content.ts';
import { isResponderName, statusOfResponderName } from './responder-name.ts';
import type { ObjectOf } from './response-object.ts';

/** Interprets a function of the project as a call of it runs. */
export type Interpret = (handler: Handler, file: File, reading: Readers) => Interpretation;

/** What the project around a file puts on responses. */
export interface Extensions {
  /** The files of the project that may add methods to responses. */
  readonly extending: () => readonly File[];
  /** Whether the project depends on a package. */
  readonly dependsOn: (name: string) => boolean;
}

const NO_EXTENSIONS: Extensions = { extending: () => [], dependsOn: () => false };

/** A call that may answer, and where it stands. */
interface CallSite {
  readonly call: TSESTree.CallExpression;
  readonly objectOf: ObjectOf;
  readonly frame: Frame;
}

/** The function of the project that is called. */
interface Called {
  readonly fn: FunctionNode;
  /** How it has the response; null where `this` is that, and no name beside. */
  readonly taken: Taken | null;
  /** Its body in this call. */
  readonly inside: Frame;
  readonly isThisResponse: boolean;
}

/** How many calls are interpreted for one file: a bound for chains of helpers that call helpers. */
const MAX_INTERPRETED = 4000;

/** Reads the project's own functions that send: into their definition where it is in sight, by name and arguments where it is not. */
export class ResponderReader implements Responders {
  readonly #definitions: Resolver;
  readonly #errors: ErrorReader;
  readonly #interpret: Interpret;
  readonly #around: Extensions;
  readonly #methods = new WeakMap<File, ReadonlyMap<string, AddedMethod>>();
  #interpreted = 0;

  constructor(definitions: Resolver, errors: ErrorReader, interpret: Interpret, around: Extensions = NO_EXTENSIONS) {
    this.#definitions = definitions;
    this.#around = around;
    this.#errors = errors;
    this.#interpret = interpret;
  }

  /** What a call does that gets the response as an argument; null where nothing is known. */
  readCall(call: TSESTree.CallExpression, objectOf: ObjectOf, handler: Handler, frame: Frame): Responded | null {
    const declared = findPlace(this.#definitions.settings.responders, memberPath(call.callee));
    if (declared) return this.#declared(call, declared, objectOf, frame);
    const fn = this.#definitions.locator.locate(call.callee, frame);
    if (isFunction(fn.node)) {
      const taken = findResponseParameter(fn.node, call, objectOf, frame, fn.frame.file);
      const inside = taken && callFrame(fn, argumentsOf(call, frame), fn.frame.self);
      return inside
        ? this.#interpretCall({ fn: fn.node, taken, inside, isThisResponse: false }, { call, objectOf, frame }, handler)
        : null;
    }
    return this.#inferred(call, objectOf, frame);
  }

  /** Whether the project decorates replies with a method of a name: it is that one, also where a package has one of the same name. */
  isDecorated(name: string, { file }: Frame): boolean {
    return this.#addedMethod(name, file)?.taken === null;
  }

  /** What a call does that gets no response, of something that was made with it: `respond(res).notFound()`, `answer.notFound()`, `this.fail(404)`; null for any other. */
  readKept(call: TSESTree.CallExpression, objectOf: ObjectOf, handler: Handler, frame: Frame): Responded | null {
    const { locator } = this.#definitions;
    const answering = answeringOf(call, objectOf, frame, locator) ?? this.#ownMethod(call, handler, frame);
    const inside = answering && callFrame(answering.located, argumentsOf(call, frame), answering.located.frame.self);
    return inside
      ? this.#interpretCall(
          { fn: answering.located.node, taken: answering.taken, inside, isThisResponse: false },
          { call, objectOf, frame },
          handler,
        )
      : null;
  }

  /** `this.fail(404)` in a function whose own object keeps the response. */
  #ownMethod(call: TSESTree.CallExpression, { held }: Handler, frame: Frame): Answering | null {
    const object = methodCall(call)?.object;
    if (held?.holder !== 'this' || object?.type !== 'ThisExpression') return null;
    const { node, frame: own } = this.#definitions.locator.locate(call.callee, frame);
    return isFunction(node) ? { located: { node, frame: own }, taken: { held } } : null;
  }

  /** Whether a call or `new` that gets the response only makes what answers with it later. */
  onlyMakes(made: TSESTree.CallExpression | TSESTree.NewExpression, objectOf: ObjectOf, frame: Frame): boolean {
    return onlyMakes(made, objectOf, frame, this.#definitions.locator);
  }

  /** What a call of a method does that the project added to the response, `res.success(data)`, `reply.noMatches()`. */
  readMethod(
    call: TSESTree.CallExpression,
    name: string,
    objectOf: ObjectOf,
    handler: Handler,
    frame: Frame,
  ): Responded | null {
    const declared = this.#definitions.settings.responders.get(name);
    if (declared) return this.#declared(call, declared, objectOf, frame);
    const method = this.#addedMethod(name, frame.file);
    if (method) {
      const inside = callFrame(method.located, argumentsOf(call, frame), null);
      // On a member, `res.api.missing()`, `this` is that member.
      const isThisResponse = !name.includes('.');
      if (inside)
        return this.#interpretCall(
          { fn: method.located.node, taken: method.taken, inside, isThisResponse },
          { call, objectOf, frame },
          handler,
        );
    }
    const packaged = this.#packageMethod(call, name, objectOf, handler, frame);
    if (packaged || name.includes('.')) return packaged;
    const code = this.#definitions.mayReadNames ? statusOfResponderName(name) : null;
    if (code !== null) return this.#answer(call, code, objectOf, frame, 'always');
    return isResponderName(name) ? this.#unknown(call, objectOf, frame) : null;
  }

  #interpretCall(called: Called, { call, objectOf, frame }: CallSite, caller: Handler): Responded | null {
    if (++this.#interpreted > MAX_INTERPRETED) return null;
    const { fn, inside } = called;
    const reading: Readers = {
      errors: this.#errors,
      responders: this,
      frame: inside,
      isThisResponse: called.isThisResponse,
      readStatus: node => this.#readStatus(node, inside),
    };
    const { sends, ends, hasDeferred } = this.#interpret(asHandler(called, caller), inside.file, reading);
    const own = sends
      .filter(({ error }) => error === null)
      .filter(({ guards }) => guards.every(guard => decide(guard, inside, this.#definitions.evaluator) !== false));
    const via = calleeName(call) ?? 'call';
    if (own.length === 0) {
      if (sends.length > 0 || hasDeferred) return null;
      return this.#asPayload(called, { call, objectOf, frame }, caller, ends) ?? untouched(ends, call, via);
    }
    const isAlways =
      own.some(send => !send.isDeferred) &&
      !hasDeferred &&
      ends.every(({ state }) => state.unsent === null && state.escaped === null);
    return {
      answers: isAlways ? 'always' : 'maybe',
      via,
      isUntouched: leavesUntouched(ends),
      answersLater: own.find(({ isDeferred }) => isDeferred)?.fn ?? null,
      truthIfSent: hasDeferred || (fn.async && call.parent.type !== 'AwaitExpression') ? null : truthIfSent(ends),
      status: own.every(sendsCurrent) ? null : toCaller(own, calleeNameNode(call), frame),
      body: this.#bodyOf(own, inside, { call, objectOf, frame }),
      headers: own.map(headersAt).reduce((a, b) => a.join(b)),
    };
  }

  /** A method of Fastify's reply that sets a status and gives back the content, `return reply.page()`: what the handler returns goes out. */
  #asPayload(
    { isThisResponse, fn }: Called,
    { call, objectOf, frame }: CallSite,
    { framework }: Handler,
    ends: Interpretation['ends'],
  ): Responded | null {
    if (!isThisResponse || framework.sendsResults !== true || !isReturned(call)) return null;
    const outcomes: Outcome[] = [];
    for (const { state, returns } of ends) {
      if (returns !== 'other' || !state.unsent || state.unsent.set.length === 0 || state.escaped || state.sent)
        return null;
      for (const set of state.unsent.set) {
        if (!set.isComplete) return null;
        outcomes.push(...set.outcomes);
      }
    }
    if (outcomes.length === 0 || !fn.async) return null;
    const nameNode = calleeNameNode(call);
    return {
      answers: 'always',
      status: new Status(
        outcomes.map(one => ({ ...one, node: frame.depth === 0 ? nameNode : one.node, isImplicit: false, guards: [] })),
        true,
      ),
      body: inferredBody(call, objectOf, frame, null),
      headers: Headers.none.incomplete(),
      via: calleeName(call) ?? 'call',
      isUntouched: false,
      truthIfSent: null,
    };
  }

  /** The status an expression of the called function has in this call. */
  #readStatus(node: TSESTree.Node, frame: Frame): Status {
    const { values, isComplete } = this.#definitions.evaluator.evaluate(node, frame);
    const outcomes = values.filter(({ value }) => value !== undefined && value !== null).map(framedOutcome);
    return new Status(outcomes, isComplete && outcomes.length === values.length);
  }

  /** The content as the caller gives it, or what the definition says of its presence. */
  #bodyOf(sends: readonly Send[], inside: Frame, { call, objectOf, frame }: CallSite): Body {
    const bodies = sends.map(({ effect, guards, body }): Body => {
      const content = body ? { kind: body.kind, node: body.node } : effect.content;
      const given = content.node && givenBy(content.node, inside, frame);
      if (given) return readBody({ kind: content.kind, node: given }, [], frame.file);
      const own = body ?? readBody(content, guards, inside.file);
      const argument = own.presence === 'none' ? null : textArgument(call, objectOf, frame);
      // serverError({ code: 401 }, req, res) may log what it is given, and send words of its own.
      const isSent =
        argument?.type !== 'ObjectExpression' ||
        !content.node ||
        isSentIn(argument, content.node, { inside, caller: frame });
      return {
        ...own,
        node: isSent ? argument : null,
        object: null,
        ...(content.node && { sent: { node: content.node, file: inside.file } }),
      };
    });
    const [first, ...others] = bodies.map((body): Body => (bodies.length > 1 ? withoutSent(body) : body));
    if (!first) return { kind: 'json', node: null, presence: 'unknown', object: null };
    return others.every(({ presence }) => presence === first.presence) ? first : { ...first, presence: 'unknown' };
  }

  #declared(call: TSESTree.CallExpression, place: StatusPlace, objectOf: ObjectOf, frame: Frame): Responded {
    const node = declaredNode(call, place, frame);
    if (node) {
      const status = this.#readStatus(node, frame);
      return {
        answers: 'always',
        status,
        body: inferredBody(call, objectOf, frame, node),
        headers: Headers.none.incomplete(),
        via: calleeName(call) ?? 'call',
        isUntouched: false,
        truthIfSent: null,
      };
    }
    const code = place.status ?? place.default;
    return code === null ? this.#unknown(call, objectOf, frame) : this.#answer(call, code, objectOf, frame, 'always');
  }

  /** `sendResponse(res, 404, body)`, `sendNotFound(res)`, the definition out of sight. */
  #inferred(call: TSESTree.CallExpression, objectOf: ObjectOf, frame: Frame): Responded | null {
    const name = calleeName(call);
    const index = call.arguments.findIndex(argument => objectOf(argument) !== null);
    if (name === null || index < 0 || index > 2) return null;
    const rest = call.arguments.filter((_, position) => position !== index);
    if (isResponderName(name) && index === 0) {
      const written =
        rest.find(argument => isStatusArgument(argument, frame)) ??
        rest.map(statusProperty).find(node => node !== null);
      if (written) {
        return {
          answers: 'always',
          status: this.#readStatus(written, frame),
          body: inferredBody(call, objectOf, frame, written),
          headers: Headers.none.incomplete(),
          via: name,
          isUntouched: false,
          truthIfSent: null,
        };
      }
    }
    const code = statusOfResponderName(name);
    if (code !== null) return this.#answer(call, code, objectOf, frame, 'always');
    return isResponderName(name) ? this.#unknown(call, objectOf, frame) : null;
  }

  #answer(
    call: TSESTree.CallExpression,
    code: number,
    objectOf: ObjectOf,
    frame: Frame,
    answers: Responded['answers'],
  ): Responded {
    const outcome: Outcome = { code, value: code, node: calleeNameNode(call), isImplicit: false, guards: [] };
    return {
      answers,
      status: new Status([outcome], true),
      body: inferredBody(call, objectOf, frame, null),
      headers: Headers.none.incomplete(),
      via: calleeName(call) ?? 'call',
      isUntouched: false,
      truthIfSent: null,
    };
  }

  #unknown(call: TSESTree.CallExpression, objectOf: ObjectOf, frame: Frame): Responded {
    return {
      answers: 'maybe',
      status: UNKNOWN_STATUS,
      body: inferredBody(call, objectOf, frame, null),
      headers: Headers.none.incomplete(),
      via: calleeName(call) ?? 'call',
      isUntouched: false,
      truthIfSent: null,
    };
  }

  /** A method that the file adds to responses, or else the one file of the project that does. */
  #addedMethod(name: string, file: File): AddedMethod | null {
    const own = this.#methodsOf(file).get(name);
    if (own) return own;
    const others = this.#around
      .extending()
      .flatMap(one => (one === file ? [] : (this.#methodsOf(one).get(name) ?? [])));
    const [only, ...more] = others;
    return only && more.length === 0 ? only : null;
  }

  #methodsOf(file: File): ReadonlyMap<string, AddedMethod> {
    let found = this.#methods.get(file);
    if (!found) this.#methods.set(file, (found = findAddedMethods(file, this.#definitions.locator)));
    return found;
  }

  /** A method that a package which the project depends on adds to responses. */
  #packageMethod(
    call: TSESTree.CallExpression,
    name: string,
    objectOf: ObjectOf,
    handler: Handler,
    frame: Frame,
  ): Responded | null {
    if (handler.framework.sendsResults === true) return null;
    const row = ADDED_METHODS.find(one => one.methods.has(name) && one.packages.some(this.#around.dependsOn));
    const status = row?.methods.get(name);
    if (status === undefined) return null;
    if (status !== 'current') return this.#answer(call, status, objectOf, frame, 'always');
    return { ...this.#unknown(call, objectOf, frame), answers: 'always', status: null };
  }
}

/** A called function as a handler of its caller's framework. */
function asHandler({ fn, taken, inside: { file } }: Called, { framework }: Handler): Handler {
  const next = parametersOf(fn).find(one => one.type === 'Identifier' && one.name === 'next');
  return {
    fn,
    name: null,
    framework,
    role: 'responder',
    routes: [],
    mounted: () => [],
    parameters: { error: null, request: null, response: null, next: next ?? null },
    error: null,
    request: null,
    response: taken && 'response' in taken ? taken.response : null,
    ...(taken && 'held' in taken && { held: taken.held }),
    next: next ? file.bindings.variableOf(next) : null,
  };
}

/** Whether the handler returns what a call gives, by itself or as one of two. */
function isReturned(call: TSESTree.Node): boolean {
  const { parent } = call;
  switch (parent?.type) {
    case 'ReturnStatement':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === call;
    case 'AwaitExpression':
      return isReturned(parent);
    case 'ConditionalExpression':
      return parent.test !== call && isReturned(parent);
    default:
      return false;
  }
}

/** Whether a send goes out with the status that was set before the call. */
function sendsCurrent({ effect, state, status }: Send): boolean {
  return (
    effect.status.from === 'current' &&
    state.unsent?.set.length === 0 &&
    // A status that another helper was given, and nobody can read, is not the one set before.
    status.isComplete &&
    status.outcomes.every(({ isImplicit }) => isImplicit)
  );
}

/** Whether the ways out that have not sent have set nothing either. */
function leavesUntouched(ends: Interpretation['ends']): boolean {
  return ends.every(
    ({ state }) =>
      state.escaped === null &&
      (state.unsent === null ||
        (state.unsent.set.length === 0 && state.unsent.headers.isComplete && state.unsent.headers.fields.size === 0)),
  );
}

/** What a function's ways out say of its answer: those that have sent return one truth, those that have not the other. */
function truthIfSent(ends: Interpretation['ends']): boolean | null {
  let answered: boolean | null = null;
  for (const { state, returned, returns } of ends) {
    const truth = returns === 'nothing' ? false : returns === 'response' ? true : truthOf(returned);
    if (truth === null || state.escaped || (state.sent && state.unsent)) return null;
    const said = state.sent ? truth : !truth;
    if (answered !== null && answered !== said) return null;
    answered = said;
  }
  return answered;
}

function truthOf(returned: TSESTree.Node | null): boolean | null {
  const value = returned?.type === 'ReturnStatement' ? returned.argument : returned;
  const given = value && unwrap(value);
  if (given?.type === 'Literal') return Boolean(given.value);
  return given?.type === 'ObjectExpression' || given?.type === 'ArrayExpression' ? true : null;
}

/** A function that sends nothing, as far as it can be told from its ways out. */
function untouched(ends: Interpretation['ends'], call: TSESTree.CallExpression, via: string): Responded | null {
  const drafts = ends.map(({ state }) => (state.escaped === null && state.sent === null ? state.unsent : null));
  if (drafts.length === 0 || drafts.some(draft => draft === null || draft.set.length > 0)) return null;
  const headers = drafts.map(draft => draft?.headers ?? Headers.none).reduce((a, b) => a.join(b));
  return {
    answers: 'nothing',
    status: null,
    body: { kind: 'none', node: call, presence: 'none', object: null },
    headers,
    via,
    isUntouched: false,
    truthIfSent: null,
  };
}

/** The content without what one of several sends says of it. */
function withoutSent({ kind, node, presence, object }: Body): Body {
  return { kind, node, presence, object };
}

function headersAt({ effect, state }: Send): Headers {
  const draft = state.unsent ?? state.escaped ?? state.sent?.draft;
  return (effect.headers ?? []).reduce(
    (headers, { name, value }) => headers.with(name, value),
    draft?.headers ?? Headers.none,
  );
}

/** The statuses of a definition's sends as the caller has them: those the call gives stay where they are written, the others are the callee's. */
function toCaller(sends: readonly Send[], nameNode: TSESTree.Node, frame: Frame): Status {
  const outcomes: Outcome[] = [];
  for (const outcome of sends.flatMap(({ status }) => status.outcomes)) {
    const isGiven = 'frame' in outcome && outcome.frame === frame;
    const isRoot = frame.depth === 0;
    const mapped: Outcome = isGiven
      ? outcome
      : isRoot
        ? { ...outcome, node: nameNode, isImplicit: false, guards: [] }
        : outcome;
    if (!outcomes.some(one => one.code === mapped.code && one.node === mapped.node)) outcomes.push(mapped);
  }
  return new Status(
    outcomes,
    sends.every(({ status }) => status.isComplete),
  );
}
