import type { TSESTree } from '@typescript-eslint/utils';

import { CLAIMS } from '../../knowledge/shapes/callers.ts';
import { AUTHENTICATES, LOOKS_UP_CREDENTIAL, TOKEN_PACKAGE, VERIFIES } from '../../knowledge/shapes/credentials.ts';
import { NAMES_ERROR } from '../../knowledge/shapes/errors.ts';
import {
  ANSWERS,
  NODE_HTTP,
  OF_EVENTS,
  OF_PROMISE,
  PARSES_TEXT,
  PLAIN_ERROR,
  READS_ANSWER,
  SAYS_HOW_IT_WENT,
} from '../../knowledge/shapes/language.ts';
import { ASKS_LIMITER, LIMITER } from '../../knowledge/shapes/limits.ts';
import { LOOKUP, MAY_MISS, STORE } from '../../knowledge/shapes/lookups.ts';
import { CHECKS_CALLER, LOGS_IN_BY_CALLBACK, PASSWORD_CREDENTIAL } from '../../knowledge/shapes/passwords.ts';
import { CONNECTS, JUDGES_CLIENT, REQUEST_PARSERS, UPLOADS } from '../../knowledge/shapes/servers.ts';
import { CHECKS_WHOLE, NARROW } from '../../knowledge/shapes/validation.ts';
import { SAVES_MODEL, WRITE } from '../../knowledge/shapes/writes.ts';
import { holds } from '../../syntax/descendants.ts';
import { isCapitalized } from '../../syntax/letter-case.ts';
import { saysAny } from '../../syntax/words.ts';
import { IN } from '../../knowledge/contexts.ts';
import { SCHEMA_VERDICT } from '../../knowledge/libraries.ts';
import type { File } from '../../model/definitions/file.ts';
import { endsInOwnCatch, findOwnCatch } from '../../model/errors/own-catch.ts';
import type { Response } from '../../model/responses/response.ts';
import { isFunction, isWithin, parametersOf } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';
import { testAround } from '../context/conditions.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import type { Provenance, RequestPart } from '../provenance/kinds.ts';
import { originPath } from '../provenance/origin-code.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { readRejection } from './asked-limiters.ts';
import type { CatchPlace } from './catch-place.ts';
import { neverFails } from './never-fails.ts';

/** What a try block, a promise or a callback's call tried: the kinds of failure its error can be. */
export interface Tried {
  /** Calls that reach a database or other input and output, or whose work is out of sight and awaited. */
  readonly io: number;
  readonly verifiesCredential: boolean;
  readonly validates: ReadonlySet<RequestPart> | null;
  readonly parses: boolean;
  readonly upstream: number;
  readonly checksPassword: boolean;
  /** A model that is saved may throw its own validation's error. */
  readonly saves: boolean;
  /** Calls whose names say that they parse, check or convert something: their failure is likely that of what they got. */
  readonly narrow: number;
  /** Parsers of bodies and uploads blame the request for most of what they throw. */
  readonly parsesRequest: boolean;
  /** Calls that fail where a record or file is not there, and are meant to. */
  readonly mayMiss: number;
  /** Whether the answer's own verdict is read, so that a refusal of the other server may be what is caught. */
  readonly readsVerdict: boolean;
  /** Calls of another server that judge the client: its credential, a captcha, a payment. */
  readonly judgesClient: boolean;
  /** Whether one of the calls is known to reach a store. */
  readonly reachesStore: boolean;
  /** Limiters such as rate-limiter-flexible reject when the limit is reached. */
  readonly limits: boolean;
  /** Whether it verifies what is no credential: a signature, a captcha, a reset token. */
  readonly verifiesOther: boolean;
  /** Whether what it parses came with the request, and nothing else is waited for. */
  readonly parsesInput: boolean;
  /** Whether it came with the path. */
  readonly parsesPath: boolean;
  /** Whether a call is given what the caller proves itself by, or the whole request in which that stands: it may find out who calls. */
  readonly asksForCaller: boolean;
  /** Whether it connects to what the request names: a failure is the verdict on that. */
  readonly connectsAsAsked: boolean;
  /** Whether the code itself throws there, in the `try` or in a function in sight that is called: a refusal, of which the status may speak. */
  readonly refuses: boolean;
}

/** What was tried before a catch place. */
export function triedBefore(place: CatchPlace, file: File, provenances: Provenances): Tried {
  const { root, except = null, isChain = false } = regionBefore(place, file);
  return triedIn(root, file, provenances, except, isChain);
}

/** The code whose failure comes to a catch place: but for a callback that is given the failure, where it is one of a chain of promises. */
export function regionBefore(
  place: CatchPlace,
  file: File,
): { readonly root: TSESTree.Node; readonly except?: TSESTree.Node; readonly isChain?: boolean } {
  if (place.type === 'CatchClause') return { root: place.parent.block };
  const call = place.parent;
  const method = call.type === 'CallExpression' ? methodCall(call) : null;
  if (method && OF_PROMISE.has(method.name)) return { root: method.object, isChain: true };
  if (method && OF_EVENTS.has(method.name)) return { root: file.bindings.resolve(method.object) };
  return { root: call, except: place };
}

function triedIn(
  root: TSESTree.Node,
  file: File,
  provenances: Provenances,
  except: TSESTree.Node | null = null,
  isChain = false,
): Tried {
  let io = 0;
  let upstream = 0;
  let verifiesCredential = false;
  let parses = false;
  let checksPassword = false;
  let saves = false;
  let limits = false;
  let narrow = 0;
  let parsesRequest = false;
  let verifiesOther = false;
  let parsesInput = false;
  let parsesPath = false;
  let asksForCaller = false;
  let connectsAsAsked = except === null && nodesWithin(file.news, root).some(made => connectsAsTold(made, provenances));
  let mayMiss = 0;
  let reachesStore = false;
  let judgesClient = false;
  let refuses =
    except === null && nodesWithin(file.throws, root).some(one => findOwnCatch(one)?.parent === root.parent);
  let validates: ReadonlySet<RequestPart> | null = null;
  for (const call of nodesWithin(file.calls, root)) {
    if (failsElsewhere(call, except) || neverFails(call, file, provenances)) continue;
    const name = calleeName(call) ?? '';
    const provenance = askedServer(call, file, provenances) ?? provenances.of(call);
    const path = originPath(call.callee, file);
    const method = methodCall(call);
    refuses ||= mayRefuse(call, file, provenances);
    const isAwaited =
      call.parent.type === 'AwaitExpression' ||
      call === root ||
      (methodCall(call.parent.type === 'MemberExpression' ? call.parent.parent : call)?.name ?? '') === 'then' ||
      except !== null ||
      (isChain && (call.parent.type === 'ReturnStatement' || call.parent.type === 'ArrowFunctionExpression'));
    if (ASKS_LIMITER.has(name) && name !== 'limit') limits = true;
    // limit.handler(req, res, done)
    if (LIMITER.has(path[0])) limits = true;
    if (
      path.some(one => UPLOADS.has(one)) &&
      call.arguments.some(argument => provenances.of(argument).is === 'request')
    )
      parsesRequest = true;
    if (
      REQUEST_PARSERS.has(name) &&
      method !== null &&
      (name === 'saveRequestFiles' || provenances.of(method.object).is === 'request')
    )
      parsesRequest = true;
    if (
      (LOOKS_UP_CREDENTIAL.has(name) ||
        AUTHENTICATES.has(name) ||
        call.arguments.some(argument => isOfClaims(argument, provenances))) &&
      !provenances.isComputation(call)
    )
      verifiesCredential = true;
    if (CHECKS_CALLER.has(name) && call.arguments.some(argument => saysAny(argument, PASSWORD_CREDENTIAL, file)))
      checksPassword = true;
    if (
      provenance.is === 'lookup' ||
      provenance.is === 'written' ||
      (isAwaited && path.slice(0, -1).some(one => STORE.has(one)))
    )
      reachesStore = true;
    if (MAY_MISS.has(name)) mayMiss++;
    if (isAwaited && call.arguments.some(argument => isOfCaller(provenances.of(argument)))) asksForCaller = true;
    if (
      connectsAsTold(call, provenances) ||
      (method && connectsAsTold(file.bindings.resolveAwaited(method.object), provenances))
    )
      connectsAsAsked = true;
    // The verdict stands in the second argument of the callback; its first is an exception of the strategy.
    if (except !== null && LOGS_IN_BY_CALLBACK.has(name) && isFunction(except) && parametersOf(except).length > 1) io++;
    switch (provenance.is) {
      case 'verified':
        if (provenance.ofCredential && saysByValue(call, root, file)) io++;
        else if (provenance.ofCredential) verifiesCredential = true;
        else verifiesOther = true;
        break;
      case 'password-check':
        checksPassword = true;
        break;
      case 'upstream':
        // response.json() and .text() read the answer of a call that is counted already.
        if (READS_ANSWER.has(name) || failsByEvent(call, root, file)) break;
        upstream++;
        if (
          call.arguments.some(argument => saysAny(file.bindings.resolve(argument), JUDGES_CLIENT, file)) ||
          path.some(one => JUDGES_CLIENT.has(one))
        )
          judgesClient = true;
        break;
      case 'verdict':
        if (CHECKS_WHOLE.has(name)) validates = new Set([...(validates ?? []), ...provenance.over]);
        break;
      default:
        if (PARSES_TEXT.has(path.join('.'))) {
          parses = true;
          const sources = call.arguments.flatMap(argument => [...provenances.sourcesIn(argument)]);
          if (sources.length > 0) parsesInput = true;
          if (sources.includes('param')) parsesPath = true;
        } else if (isNarrow(name, isAwaited)) narrow++;
        else if (isAwaited && !SCHEMA_VERDICT.has(name) && !ANSWERS.has(name)) {
          io++;
          if (savesModel(call, name)) saves = true;
        } else if (!isAwaited && (name.endsWith('Sync') || (WRITE.has(name) && LOOKUP.has(name)))) io++;
    }
  }
  return {
    io,
    verifiesCredential,
    validates,
    parses,
    upstream,
    checksPassword,
    saves,
    limits,
    narrow: narrow + readingsIn(root, reachesStore, file, provenances),
    parsesRequest,
    verifiesOther,
    // await validate(headers) may check more than the text.
    parsesInput: parsesInput && narrow === 0,
    parsesPath,
    asksForCaller,
    connectsAsAsked,
    mayMiss,
    reachesStore,
    judgesClient,
    refuses,
    readsVerdict: except === null && holds(root, file.sourceCode.visitorKeys, readsHowItWent),
  };
}

/** Whether what a call throws goes elsewhere: to the callback that is given to it, or it is made in the callback whose error this is. */
function failsElsewhere(call: TSESTree.CallExpression, except: TSESTree.Node | null): boolean {
  return except ? isWithin(call, except) : handsErrorOn(call);
}

/** Whether a call is one of node's own, `https.get(url, onAnswer)`, whose failure is an event that no `catch` sees: but for a promise that is made around it. */
function failsByEvent(call: TSESTree.CallExpression, root: TSESTree.Node, { bindings }: File): boolean {
  // request.on('error', …) is given that event.
  if (root.type !== 'BlockStatement' || !NODE_HTTP.has(bindings.originOf(call.callee)?.source)) return false;
  for (let outer: TSESTree.Node | undefined = call.parent; outer && outer !== root; outer = outer.parent) {
    if (outer.type === 'NewExpression' && calleeName(outer) === 'Promise') return false;
  }
  return true;
}

/** Whether a value is what a verified token claims of the caller, `request.claims`: what works with it says who that is. */
function isOfClaims(node: TSESTree.Node, provenances: Provenances): boolean {
  const value = unwrap(node);
  return (
    value.type === 'MemberExpression' &&
    CLAIMS.has(propertyName(value)) &&
    provenances.of(value.object).is === 'request'
  );
}

/** Whether a verification gives its verdict, which an `if` of the same `try` answers: `const { session } = await lucia.validateSession(id); if (!session) return unauthorized();`. What is caught then is something else. */
function saysByValue(call: TSESTree.CallExpression, root: TSESTree.Node, file: File): boolean {
  if (TOKEN_PACKAGE.has(file.bindings.originOf(call.callee)?.source) || VERIFIES.has(calleeName(call))) return false;
  const kept = call.parent.type === 'AwaitExpression' ? call.parent.parent : call.parent;
  if (kept.type !== 'VariableDeclarator' || root.type !== 'BlockStatement') return false;
  return namesOf(kept.id).some(name =>
    file.bindings.variableOf(name)?.references.some(({ identifier }) => {
      const tested = testAround(identifier);
      return tested !== null && isWithin(tested, root);
    }),
  );
}

/** The names that a declaration gives: its own, or those it takes out of an object. */
function namesOf(pattern: TSESTree.Node): readonly TSESTree.Node[] {
  if (pattern.type !== 'ObjectPattern') return [pattern];
  return pattern.properties.flatMap(property =>
    property.type === 'Property'
      ? [property.value.type === 'AssignmentPattern' ? property.value.left : property.value]
      : [],
  );
}

/** Whether a function in sight that is called throws an error of the project's own kinds, which no `catch` of its own ends. A plain one says no more than that something failed. */
function mayRefuse(call: TSESTree.CallExpression, file: File, provenances: Provenances): boolean {
  const callee = provenances.callees.of(call, file);
  if (callee.is !== 'in-sight') return false;
  return provenances.callees
    .deedsOf(callee.body)
    .bodies.some(({ fn, file: own }) =>
      nodesWithin(own.throws, fn).some(
        one =>
          (isOwnKind(one.argument) || provenances.in(own).of(one.argument).is === 'upstream') &&
          !endsInOwnCatch(one, own),
      ),
    );
}

/** `new NotFound()`, `createError(404)`, `{ code: 'absent' }`: no plain error, and none that only goes on. */
function isOwnKind(thrown: TSESTree.Expression): boolean {
  const value = unwrap(thrown);
  if (value.type === 'ObjectExpression') return true;
  return (value.type === 'NewExpression' || value.type === 'CallExpression') && !PLAIN_ERROR.has(calleeName(value));
}

/** Whether a call in a `try` gives its failure to a callback, `jwt.verify(token, key, (error, claims) => …)`, or is made in such a callback, which runs when the `try` is over. */
function handsErrorOn(call: TSESTree.CallExpression): boolean {
  if (call.parent.type !== 'AwaitExpression' && isErrorFirst(call.arguments.at(-1))) return true;
  for (
    let outer: TSESTree.Node | undefined = call.parent;
    outer && outer.type !== 'TryStatement';
    outer = outer.parent
  ) {
    if (isFunction(outer))
      return isErrorFirst(outer) && outer.parent.type === 'CallExpression' && outer.parent.arguments.at(-1) === outer;
  }
  return false;
}

/** Whether a callback is node-style: its first parameter is the error. */
function isErrorFirst(callback: TSESTree.Node | undefined): boolean {
  const [first] = isFunction(callback) ? parametersOf(callback) : [];
  return first?.type === 'Identifier' && NAMES_ERROR.has(first.name);
}

/** A function in sight whose body does nothing but ask another server, whatever it is called; null for any other call. */
function askedServer(call: TSESTree.CallExpression, file: File, provenances: Provenances): Provenance | null {
  const named = provenances.of(call);
  if (named.is !== 'unknown' && named.is !== 'lookup') return null;
  const callee = provenances.callees.of(call, file);
  if (callee.is !== 'in-sight') return null;
  const { kinds, isOpaque } = provenances.callees.deedsOf(callee.body);
  return !isOpaque && kinds.size === 1 && kinds.has('upstream') ? { is: 'upstream', attribute: null, call } : null;
}

/** Whether a value is what a caller proves itself by, or holds it: the request, all its headers. */
function isOfCaller(provenance: Provenance): boolean {
  return (
    provenance.is === 'request' ||
    provenance.is === 'credential' ||
    (provenance.is === 'header' && provenance.name === null)
  );
}

/** Whether a call connects to what the body or the query says, or asks an address that stands there whole. */
function connectsAsTold(call: TSESTree.Node, provenances: Provenances): boolean {
  if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return false;
  const isTold = (source: string): boolean => source === 'body' || source === 'query';
  if (CONNECTS.has(calleeName(call)))
    return call.arguments.some(argument => [...provenances.sourcesIn(argument)].some(isTold));
  return (
    provenances.of(call).is === 'upstream' &&
    call.arguments[0] !== undefined &&
    isTold(provenances.of(call.arguments[0]).is)
  );
}

/** `answer.ok`, `answer.status`; not `res.status(400)`. */
function readsHowItWent(node: TSESTree.Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    SAYS_HOW_IT_WENT.has(propertyName(node)) &&
    !(node.parent.type === 'CallExpression' && node.parent.callee === node)
  );
}

/** Whether a call that is waited for says by its name that it parses, checks or converts something. */
function isNarrow(name: string, isAwaited: boolean): boolean {
  return isAwaited && NARROW.has(name);
}

/** How many calls read what the request says; none counts where a store is asked, too, whose failures would be blamed on the client. */
function readingsIn(root: TSESTree.Node, reachesStore: boolean, file: File, provenances: Provenances): number {
  return reachesStore ? 0 : nodesWithin(file.calls, root).filter(call => readsRequest(call, provenances)).length;
}

/** Whether a call that is not waited for reads what the request says, and is none of the language: `parseArguments(method, body.args)` refuses what it cannot read. */
function readsRequest(call: TSESTree.CallExpression, provenances: Provenances): boolean {
  return (
    call.parent.type !== 'AwaitExpression' &&
    NARROW.has(calleeName(call)) &&
    !provenances.isComputation(call) &&
    call.arguments.some(argument => [...provenances.sourcesIn(argument)].some(source => source !== 'principal'))
  );
}

/** `user.save()`, `User.create(…)`, `new User(…).save()`: models of mongoose and Sequelize validate themselves; tables of query builders and Prisma's delegates do not. */
function savesModel(call: TSESTree.CallExpression, name: string): boolean {
  const object = methodCall(call)?.object;
  if (!object) return false;
  return name === 'save' || (SAVES_MODEL.has(name) && object.type === 'Identifier' && isCapitalized(object.name));
}

/** What an undifferentiated failure is, by what was tried. */
export function readCatch(place: CatchPlace, response: Response, file: File, provenances: Provenances): Reading {
  const tried = triedBefore(place, file, provenances);
  const node = place;
  const catches = (what: string): string =>
    place.type === 'CatchClause' ||
    (place.parent.type === 'CallExpression' && methodCall(place.parent)?.name === 'catch')
      ? `this catch follows ${what}`
      : `this error comes from ${what}`;
  const { io, upstream } = tried;
  const rejection = tried.limits && upstream === 0 ? readRejection(place, io, response, file) : null;
  if (rejection) return rejection;
  if (tried.limits || tried.parsesRequest || tried.verifiesOther || tried.connectsAsAsked) return MIXED;
  if (tried.verifiesCredential && io === 0 && upstream === 0)
    return catchEvidence('unauthenticated', node, catches('the verification of a credential'), true);
  if (tried.validates) {
    if (io > 0 || upstream > 0) return MIXED;
    const isBody = tried.validates.size === 1 && tried.validates.has('body');
    return isBody
      ? catchEvidence('invalid', node, catches("a schema's check of the body alone"), true)
      : tried.validates.size === 1
        ? catchEvidence('malformed', node, catches("a schema's check"), true)
        : MIXED;
  }
  if (tried.parses && io === 0 && upstream === 0)
    return found({
      cause: 'malformed',
      isStrong: tried.parsesInput,
      node,
      reads: catches('the parsing of text alone'),
      by: 'catch',
      ...(tried.parsesPath ? IN.path : IN.text),
    });
  if (tried.verifiesCredential && upstream > 0) return MIXED;
  if (upstream > 0 && io === 0)
    return catchEvidence(
      'upstream-error',
      node,
      catches('a call of another server, and nothing reads what that server said'),
      ![tried.readsVerdict, tried.refuses, tried.judgesClient].includes(true) && tried.narrow === 0,
    );
  if (io === 0 && upstream === 0) return NEUTRAL;
  const reads = catches(
    `${io === 1 ? 'a call' : 'calls'} that can fail in many ways, and nothing on this path reads the error`,
  );
  // What a service tries is likelier to be one thing, whose failure it translates: resizing an image, reading a package.
  if (tried.narrow > 0 || tried.refuses || (response.handler === null && !tried.reachesStore))
    return catchEvidence('unexpected', node, reads, false);
  const where =
    tried.checksPassword || tried.verifiesCredential || tried.asksForCaller
      ? IN.besideVerification
      : tried.mayMiss > 0 && tried.mayMiss >= io
        ? IN.lookupThatFails
        : undefined;
  return found({
    cause: 'unexpected',
    isStrong: true,
    node,
    reads,
    by: 'catch',
    ...(tried.saves && { isModelSave: true }),
    ...where,
  });
}

function catchEvidence(
  cause: 'unauthenticated' | 'invalid' | 'malformed' | 'unexpected' | 'upstream-error',
  node: TSESTree.Node,
  reads: string,
  isStrong: boolean,
): Reading {
  return found({ cause, isStrong, node, reads, by: 'catch' });
}
