import type { TSESTree } from '@typescript-eslint/utils';

import { findFailurePayloads } from '../facts/content/failure-payload.ts';
import type { Guard } from '../flow/graph.ts';
import type { CauseName } from '../knowledge/cause-table.ts';
import type { Handler, Route } from '../model/handlers/handler.ts';
import { statusOfResponderName } from '../model/interpreter/responder-name.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { isFunction, isWithin } from '../syntax/functions.ts';
import { sameExpression } from '../syntax/same-expression.ts';
import { methodCall, unwrap, unwrapAwait } from '../syntax/unwrap.ts';
import { conditionsOf, encloses, type Condition } from './context/conditions.ts';
import type { Evidence } from './context/evidence.ts';
import { purposeOf } from './context/purpose.ts';
import type { GuardContext } from './context/question.ts';
import { findCatchPlace } from './failures/catch-place.ts';
import { readCatch, triedBefore } from './failures/catch.ts';
import { readErrorMapper } from './failures/error.ts';
import { inspectsError } from './failures/inspection.ts';
import { readLimiterHandler } from './failures/limiters.ts';
import { readSaid } from './failures/text.ts';
import { readUnavailable } from './failures/unavailable.ts';
import { readCondition, speaksAgainst } from './guards/condition.ts';
import { asksForForm } from './guards/representation.ts';
import { readRedirect } from './outcomes/redirect.ts';
import { readFallback } from './outcomes/registration.ts';
import { readSuccess } from './outcomes/success.ts';
import { Provenances } from './provenance/provenance.ts';

const provenancesOf = new WeakMap<Model, Provenances>();

/** Gets the provenances of a file, made once. */
function getProvenances(model: Model): Provenances {
  let provenances = provenancesOf.get(model);
  if (!provenances) provenancesOf.set(model, provenances = new Provenances(model.file, model.handlers.map(({ handler }) => handler), model.findCalls, model.definitions?.locator ?? null));
  return provenances;
}

const causes = new WeakMap<Response, Map<Outcome | null, Evidence | null>>();

/** Reads why a response (or one outcome of its status) is sent; null where the code does not say, or says several things. Read once and kept. */
export function readCause(response: Response, model: Model, outcome: Outcome | null = null): Evidence | null {
  let known = causes.get(response);
  if (!known) causes.set(response, known = new Map<Outcome | null, Evidence | null>());
  const key = outcome && outcome.guards.length > 0 ? outcome : null;
  let cause = known.get(key);
  if (cause === undefined) known.set(key, cause = combine(response, model, key));
  return cause;
}

/** The statuses that send a client elsewhere. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The rule of combination. From the innermost condition outwards: what says nothing of a failure is passed over; the first that does decides; one that mixes causes, or that this plugin cannot read, ends the search. A catch is read when no condition inside it decided. */
function combine(response: Response, model: Model, outcome: Outcome | null): Evidence | null {
  const codes = codesOf(response, outcome);
  const isFailure = codes.some(code => code >= 400) || findFailurePayloads(response, model.file).length > 0;
  return combineGuards(response, model, outcome, isFailure) ?? (isFailure ? readErrorMapper(response, model.file) ?? readSaid(response, model.file) : null);
}

/** The codes a response can carry, as far as they are known. */
function codesOf({ status }: Response, outcome: Outcome | null): readonly number[] {
  return outcome ? [outcome.code] : status.codes ?? status.outcomes.map(({ code }) => code);
}

function combineGuards(response: Response, model: Model, outcome: Outcome | null, isFailure: boolean): Evidence | null {
  const provenances = getProvenances(model);
  if (response.handler?.role === 'responder') return readResponder(response, response.handler, model, provenances);
  const { file } = model;
  const purpose = purposeOf(response, file);
  const conditions = conditionsOf(response, outcome?.guards ?? []);
  const place = findCatchPlace(response.node);
  const codes = codesOf(response, outcome);
  if (codes.length > 0 && codes.every(code => REDIRECTS.has(code))) return readRedirect(response, codes, { model, provenances, purpose, conditions });
  const unavailable = readUnavailable(response, { file, provenances, conditions, place });
  if (unavailable) return unavailable;
  // Guards tell paths apart, not failures, where what is sent reports a success.
  if (!isFailure && response.status.outcomes.length > 0) return readSuccess(response, model, provenances, purpose);
  // `if (activeOperation) throw …` is sent because of that, whatever an exit before it let pass.
  let isHeldByOther = false;
  const limiter = readLimiterHandler(response, model);
  for (const [index, condition] of conditions.entries()) {
    if (place && !isWithin(condition.node, place)) break;
    if (isHeldByOther && !isEnclosing(condition, response)) continue;
    const context: GuardContext = { file, provenances, response, purpose, callerIsKnown: provesCaller(conditions.slice(index + 1), response, provenances, model) };
    const reading = readCondition(condition, context);
    // Behind authentication `request.user == null` narrows a type.
    if (reading.is === 'evidence' && (reading.redirectEvidence.isOfSetup || (reading.redirectEvidence.isOfAbsence && context.callerIsKnown))) return null;
    if (reading.is === 'evidence') return speaksAgainst(reading.redirectEvidence, condition, conditions.slice(index + 1), context) ? null : reading.redirectEvidence;
    if (condition.isOfLoop) continue;
    if (reading.is === 'mixed') {
      // A guard that let the response pass, `if (x) return …; res.json()`, says less than one that encloses it.
      if (place === null || isEnclosing(condition, response)) return limiter;
      break;
    }
    const error = callbackError(condition, provenances);
    if (error) {
      if (inspectsError(error, conditions, response, model)) return null;
      const caught = readCatch(error, response, file, provenances);
      return caught.is === 'evidence' ? { ...caught.redirectEvidence, by: 'callback', reads: caught.redirectEvidence.reads.replace(/^this error/, text(condition.node, model)) } : null;
    }
    if (!condition.alternatives.some(guard => asksForForm(guard, provenances)) && isEnclosing(condition, response)) isHeldByOther = true;
  }
  if (place) {
    const inside = conditions.filter(({ node }) => isWithin(node, place));
    if (inspectsError(place, inside, response, model)) return null;
    const reading = readCatch(place, response, file, provenances);
    // The errors of a verification are told from the rest before: the rest says nothing of the credential.
    const isRest = inside.some(({ alternatives }) => alternatives.some(({ holds, test }) => !holds && test.type !== 'SwitchCase' && /\binstanceof\b|\.name\b|\.code\b/.test(file.code(test))));
    return reading.is === 'evidence' && !(isRest && reading.redirectEvidence.cause === 'unauthenticated') ? reading.redirectEvidence : null;
  }
  return limiter ?? (conditions.length === 0 ? readFallback(response, model) : null);
}

/** A function that sends for its callers: the cause is theirs, unless an error it was given is told from others there; its name may say what it is for. */
function readResponder(response: Response, { name }: Handler, model: Model, provenances: Provenances): Evidence | null {
  const { file } = model;
  const context: GuardContext = { file, provenances, response, purpose: purposeOf(response, file), callerIsKnown: false };
  for (const condition of conditionsOf(response)) {
    const reading = readCondition(condition, context);
    if (reading.is === 'evidence' && reading.redirectEvidence.by === 'error-code') return reading.redirectEvidence;
  }
  const status = name === null ? null : statusOfResponderName(name);
  const said = status === null ? null : CAUSE_OF_STATUS[status] ?? null;
  return said && { cause: said, isStrong: false, node: response.node, reads: `the name of \`${name}\` says so`, by: 'api' };
}

/** What a responder is for whose name says a status. */
const CAUSE_OF_STATUS: Readonly<Record<number, CauseName>> = { 400: 'malformed', 401: 'unauthenticated', 403: 'forbidden', 404: 'not-found', 409: 'conflict', 422: 'invalid', 429: 'rate-limited', 500: 'unexpected' };

function text(node: TSESTree.Node, { file }: Model): string {
  return `\`${file.code(node).slice(0, 40)}\``;
}

/** Whether a condition's `if` holds the response, rather than having let control pass to it. */
function isEnclosing({ node }: Condition, response: Response): boolean {
  if (encloses(node, response.node)) return true;
  let inner: TSESTree.Node = response.node;
  for (let outer = inner.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'LogicalExpression' && inner === outer.right && isWithin(node, outer.left)) return true;
    if (outer.type === 'SwitchCase' && node === outer) return true;
  }
  return false;
}

/** The callback whose error a condition tests: `if (err)` in `(err, user) => …`. */
function callbackError({ alternatives }: Condition, provenances: Provenances) {
  const [guard] = alternatives;
  if (alternatives.length !== 1 || !guard?.holds || guard.test.type === 'SwitchCase') return null;
  const test = unwrap(guard.test);
  // `'body' in err` and `err instanceof X` ask more than whether there is an error.
  if (test.type === 'BinaryExpression' && (test.operator === 'in' || test.operator === 'instanceof')) return null;
  const provenance = provenances.of(test);
  return provenance.is === 'error' && provenance.attribute === null && isFunction(provenance.from) ? provenance.from : null;
}

/** Middleware and hooks that let only known callers pass, by their names: no authors, nothing optional, no session store. */
const AUTHENTICATION = /^(?!.*(?:optional|maybe|initialize|router?s?$))(?:.*(?:auth(?!ors?(?!i[sz]))|protect|jwt|verifyToken|requireUser|requireLogin|isLoggedIn|ensureLogin|loggedIn|guard|passport|session|bearer))/is;

/** The same for all routes after it, where `app.use(session())` and `app.use('/auth', authRouter)` stand too. */
const AUTHENTICATION_FOR_ALL = /^(?!.*(?:optional|maybe|initialize|router?s?$|session))(?:.*(?:(?:require|ensure|is|check|verify|validate|need)_?(?:auth|login|logged|user|token|jwt)|authenticate|authMiddleware|protect|jwtVerify|verifyJwt))/is;

/** Whether the path to a response proves the caller known: an earlier test of the principal, its own use by an outer guard, or authentication registered before it. */
function provesCaller(outer: readonly Condition[], response: Response, provenances: Provenances, model: Model): boolean {
  const isPrincipal = (guard: Guard): boolean => {
    if (guard.test.type === 'SwitchCase') return false;
    const provenance = provenances.of(unwrapAwait(guard.test));
    return guard.holds && (provenance.is === 'principal' || (provenance.is === 'verified' && provenance.ofCredential));
  };
  if (outer.some(({ alternatives }) => alternatives.length === 1 && alternatives[0] !== undefined && isPrincipal(alternatives[0]))) return true;
  const routes = response.handler?.routes ?? [];
  if (routes.length > 0) return routes.every(route => route.before.some(node => AUTHENTICATION.test(middlewareName(node, model))) || isBehindAuthentication(route, model) || isRegisteredBehind(route, model));
  const elsewhere = response.handler?.routesElsewhere() ?? [];
  return elsewhere.length > 0 && elsewhere.every(({ before, beforeAll }) => before.some(text => AUTHENTICATION.test(text)) || beforeAll.some(text => AUTHENTICATION_FOR_ALL.test(text)));
}

/** Whether `app.use(requireAuth)` stands before a route of the same router, or `addHook` beside it. */
function isBehindAuthentication({ registration: { node, receiver }, path }: Route, model: Model): boolean {
  const { file } = model;
  const router = file.code(receiver);
  return model.registrations.some(one => one.allMethods && file.code(one.receiver) === router && (one.path === null ? one.pathNode === null : path?.startsWith(one.path) === true)
    && one.handlers.some(({ node: handler, role }) => ((role === 'middleware' && one.node.range[0] < node.range[0]) || role === 'hook') && AUTHENTICATION_FOR_ALL.test(middlewareName(handler, model))));
}

/** Whether a plugin that authenticates is registered before a route of the same instance, `fastify.register(authenticateUser)`: the hooks it adds run first. */
function isRegisteredBehind({ registration: { node, receiver } }: Route, { file }: Model): boolean {
  return file.calls.some(call => {
    const method = methodCall(call);
    const [plugin] = call.arguments;
    return method?.name === 'register' && plugin !== undefined && !isFunction(plugin) && call.range[0] < node.range[0] && sameExpression(method.object, receiver) && AUTHENTICATION_FOR_ALL.test(file.code(plugin));
  });
}

/** What middleware goes by: its source; of a function written in place, the calls it makes where it also answers 401. */
function middlewareName(node: TSESTree.Node, { file, responses }: Model): string {
  if (!isFunction(node)) return file.code(node);
  const answers = responses.some(({ fn, status }) => fn === node && status.outcomes.some(({ code }) => code === 401));
  return answers ? 'requireAuth' : '';
}

/** Whether what a catch place follows has a part in it that verifies a credential, for rules that leave 401 and 403 alone there. */
export function catchVerifiesCredential(response: Response, model: Model): boolean {
  const place = findCatchPlace(response.node);
  return place !== null && triedBefore(place, model.file, getProvenances(model)).verifiesCredential;
}
