import type { TSESTree } from '@typescript-eslint/utils';

import type { Registration } from '../frameworks/registration.ts';
import { enclosingFunction, isFunction, type FunctionNode } from '../syntax/functions.ts';
import { mayHaveSetStatus } from './interpreter/awaited-callbacks.ts';
import { readBody } from './responses/body.ts';
import { findCallsElsewhere, type CallElsewhere } from './handlers/calls-elsewhere.ts';
import { Definitions } from './definitions/resolver.ts';
import { ErrorReader } from './errors/read-error.ts';
import { readFile, type File, type SourceCode } from './definitions/file.ts';
import { findHandlers, type FindRoutes } from './handlers/find-handlers.ts';
import { linkFollowing } from './interpreter/answers-later.ts';
import { frameOf } from './definitions/frame.ts';
import { defaultFramework, frameworkEvidence, type PackageEvidence } from './handlers/framework-evidence.ts';
import type { Handler } from './handlers/handler.ts';
import { withHeaders } from './responses/headers.ts';
import type { Imports } from './definitions/locate.ts';
import type { Settings } from '../settings.ts';
import { markMistakes } from '../facts/in-vain/status-in-vain.ts';
import { Interpreter, type Interpretation, type Send } from './interpreter/interpret.ts';
import type { Reading } from './interpreter/readers.ts';
import { findRoutesElsewhere, type Registrars } from './handlers/routes-elsewhere.ts';
import { ResponderReader } from './interpreter/responders.ts';
import type { Following, HandlerResponses, Late, Response } from './responses/response.ts';
import { constantReader, readTypedStatus, Status } from './responses/status.ts';
import { typeInformation } from './definitions/type-information.ts';
import { findUnsent } from './interpreter/unsent.ts';
import { findReturnedResults } from './interpreter/returned-results.ts';
import { findRaisedElsewhere, guardReader } from './interpreter/raised.ts';

/** All that is known of one file: its handlers, what they send, and the registrations it makes. */
export interface Model {
  readonly file: File;
  readonly handlers: readonly HandlerResponses[];
  /** The responses of one handler. */
  readonly responsesOf: (handler: Handler | null) => readonly Response[];
  /** Every response of the file, in source order. */
  readonly responses: readonly Response[];
  readonly registrations: readonly Registration[];
  /** What names stand for, in this file and in those it imports; null where no file is read. */
  readonly definitions: Definitions | null;
  /** Finds the calls that other files of the project make of a function of the file. */
  readonly findCalls: (fn: FunctionNode) => readonly CallElsewhere[];
  /** What the project states of itself: versions of its frameworks, and how its own functions carry statuses. */
  readonly settings: Settings;
}

/** What the model asks of the project around the file. */
export interface ProjectView {
  readonly nearestPackage: (filename: string) => PackageEvidence | null;
  /** The project's other files; null where they are not read. */
  readonly imports: Imports | null;
  /** Finds the files that may register this file's functions; null where they are not read. */
  readonly findRegistrars: (own: File) => Registrars | null;
  /** Whether an adapter in sight sends the results `{ statusCode, body }` that functions of the project return. */
  readonly sendsResults: (own: File) => boolean;
  readonly settings: Settings;
  /** Whether the project answers Boom's errors with their own status. */
  readonly isBoomTranslated: () => boolean;
}

/**
 * Words without one of which a file has no handler, HTTP error nor library that answers by itself; such a file costs this test and nothing more.
 * They are words alone, as comments may stand between any two tokens: a file that has one for nothing is read in vain, and that is all.
 */
const TRACE = new RegExp(String.raw`\b(?:${[
  'res', 'response', 'reply', 'next', 'reject', 'throw', 'FastifyReply', 'FastifyRequest', 'createError', 'httpErrors',
  'status', 'statusCode', 'code', 'send', 'sendStatus', 'json', 'jsonp', 'end', 'redirect', 'render', 'writeHead', 'sendFile', 'download', 'pipe',
  'route', 'setErrorHandler', 'setNotFoundHandler', 'addHook', 'get', 'post', 'put', 'patch', 'delete', 'all', 'rate-limit',
].join('|')})\b|Err|Exception|Problem`);

/** Whether a file's text shows any trace of a handler; in time that grows with its length alone. */
export function hasTrace(text: string): boolean {
  return TRACE.test(text);
}

/** Makes the model of a file. */
export function makeModel(sourceCode: SourceCode, filename: string, project: ProjectView): Model {
  const file = readFile(sourceCode, filename);
  const nearest = project.nearestPackage(filename);
  const evidence = frameworkEvidence(file, nearest);
  if (evidence.isForeign) return { file, handlers: [], responsesOf: () => [], responses: [], registrations: [], definitions: null, findCalls: () => [], settings: project.settings };
  const types = project.settings.types === 'auto' ? typeInformation(sourceCode) : null;
  let registrars: Registrars | null | undefined;
  const findRegistrars = (): Registrars | null => (registrars === undefined ? registrars = project.findRegistrars(file) : registrars);
  let routes: ReturnType<typeof findRoutesElsewhere> | null = null;
  const findRoutes: FindRoutes = fn => (routes ??= findRoutesElsewhere(file, findRegistrars())).get(fn) ?? [];
  let calls: ReturnType<typeof findCallsElsewhere> | null = null;
  // A function within another one is out of the others' reach.
  const findCalls: Model['findCalls'] = fn => (enclosingFunction(fn) ? [] : (calls ??= findCallsElsewhere(file, findRegistrars())).get(fn) ?? []);
  const { handlers, registrations } = findHandlers(file, evidence, { wrappers: project.settings.wrappers, findRoutes, types });
  const definitions = new Definitions({ imports: project.imports, settings: project.settings, mayReadNames: (evidence.express || evidence.fastify) && !nearest?.foreign, isBoomTranslated: project.isBoomTranslated });
  const errors = new ErrorReader(definitions);
  const frame = frameOf(file);
  const readConstant = constantReader(file, definitions.constantsOf(frame));
  const responders = new ResponderReader(definitions, errors, (handler, own, inside) => new Interpreter(handler, own, inside).run());
  const reading: Reading = { errors, responders, frame, isThisResponse: false, readStatus: node => readTypedStatus(node, file, readConstant, types) };
  const found = outermost(handlers).map(handler => toResponses(handler, new Interpreter(handler, file, reading).run(), file));
  const known = new Set(found.flatMap(one => one.responses.map(({ node }) => node)));
  const guardsOf = guardReader(file);
  const elsewhere = findRaisedElsewhere({ file, errors, framework: defaultFramework(evidence), handlers: found.map(({ handler }) => handler), known, guardsOf });
  const returned = findReturnedResults({ file, framework: defaultFramework(evidence), handlers: found.map(({ handler }) => handler), readStatus: reading.readStatus, guardsOf, areSent: () => project.sendsResults(file) });
  const responses = [...found.flatMap(one => one.responses), ...elsewhere, ...returned].sort((a, b) => a.node.range[0] - b.node.range[0]);
  const byHandler = new Map(found.map(one => [one.handler, one.responses]));
  const responsesOf: Model['responsesOf'] = handler => (handler && byHandler.get(handler)) ?? [];
  const model: Model = { file, handlers: found, responsesOf, responses, registrations, definitions, findCalls, settings: project.settings };
  markMistakes(model);
  return model;
}

/** Without the functions nested in a handler that merely close over its response: those are read as its callbacks. */
function outermost(handlers: readonly Handler[]): readonly Handler[] {
  const byFunction = new Map(handlers.map(handler => [handler.fn as TSESTree.Node, handler]));
  return handlers.filter(handler => {
    if (handler.routes.length > 0 || handler.response) return true;
    for (let outer: TSESTree.Node | undefined = handler.fn.parent; outer; outer = outer.parent) if (isFunction(outer) && byFunction.has(outer)) return false;
    return true;
  });
}

function toResponses(handler: Handler, interpretation: Interpretation, file: File): HandlerResponses {
  const { sends, late, early, hasDeferred, statuses, unordered } = interpretation;
  const byNode = new Map<TSESTree.Node, { response: Response; after: Set<TSESTree.Node> }>();
  for (const send of sends) {
    const response = toResponse(send, handler, file);
    const known = byNode.get(send.node);
    // A finally block is copied for each way out of its try: one response, what all copies agree on.
    const merged: Response = known ? { ...known.response, status: mergeStatuses(known.response.status, response.status), headers: known.response.headers.join(response.headers), isAlwaysSecond: known.response.isAlwaysSecond && response.isAlwaysSecond, guards: known.response.guards.filter(guard => response.guards.includes(guard)) } : response;
    const after = known?.after ?? new Set();
    for (const node of send.state.sent?.by ?? []) after.add(node);
    byNode.set(send.node, { response: merged, after });
  }
  const complete = new Map<TSESTree.Node, Response & { after: Response[]; followedBy: Following[] }>([...byNode].map(([node, { response }]) => [node, { ...response, after: [], followedBy: [] }]));
  for (const [node, { after }] of byNode) for (const one of after) {
    const earlier = complete.get(one);
    if (earlier) complete.get(node)?.after.push(earlier);
  }
  linkFollowing(complete, interpretation, handler, file);
  const find = (nodes: readonly TSESTree.Node[]): Response[] => nodes.map(node => complete.get(node)).filter(response => response !== undefined);
  return {
    handler, hasDeferred, responses: [...complete.values()], unsent: findUnsent(interpretation, handler, [...complete.values()], file), statuses: [...statuses.values()],
    late: late.map(({ node, nameNode, does, state, fn, isFollowed }): Late => ({
      node, nameNode, does, isFollowed, isOrdered: !unordered.has(fn), after: find(state.sent?.by ?? []), isAlways: state.unsent === null && state.escaped === null && !early.has(node),
    })),
  };
}

function toResponse({ effect, node, nameNode, state, guards, fn, isDeferred, status, error, body, isAlwaysSecond }: Send, handler: Handler, file: File): Response {
  const draft = state.unsent ?? state.escaped ?? state.sent?.draft;
  let headers = draft?.headers;
  for (const { name, value } of effect.headers ?? []) headers = headers?.with(name, value);
  if (error?.headers && headers) headers = withHeaders(headers, error.headers, file);
  if (!headers) throw new TypeError('A send without a state.');
  const known = status.outcomes.some(({ isImplicit }) => isImplicit) && mayHaveSetStatus({ node, fn, handler }) ? new Status(status.outcomes.filter(({ isImplicit }) => !isImplicit), false) : status;
  const allGuards = known.outcomes.length === 1 ? [...guards, ...known.outcomes[0]?.guards ?? []] : guards;
  return {
    node, nameNode, via: effect.via, handler, fn, framework: handler.framework, status: known, headers,
    // An Error that Fastify gets as the payload brings its own status along.
    discarded: ('resets' in effect.status && effect.status.resets) || (error?.status && /^(?:send|return)$/.test(effect.via)) ? state.unsent?.set.filter(({ isPending }) => !isPending) ?? [] : [],
    body: body ?? readBody(effect.content, allGuards, file), error, guards, isDeferred, isEscaped: state.escaped !== null, after: [], followedBy: [], isAlwaysSecond, mistake: null,
  };
}

function mergeStatuses(a: Status, b: Status): Status {
  const outcomes = [...a.outcomes, ...b.outcomes.filter(one => !a.outcomes.some(other => other.node === one.node && other.code === one.code))];
  return new Status(outcomes, a.isComplete && b.isComplete);
}
