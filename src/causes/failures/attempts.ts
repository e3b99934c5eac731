import type { TSESTree } from '@typescript-eslint/utils';

import { CLAIMS } from '../../knowledge/shapes/callers.ts';
import { AUTHENTICATES, LOOKS_UP_CREDENTIAL, TOKEN_PACKAGE, VERIFIES } from '../../knowledge/shapes/credentials.ts';
import { NAMES_ERROR } from '../../knowledge/shapes/errors.ts';
import { ANSWERS, NODE_HTTP, PARSES_TEXT, PLAIN_ERROR, READS_ANSWER } from '../../knowledge/shapes/language.ts';
import { ASKS_LIMITER, LIMITER } from '../../knowledge/shapes/limits.ts';
import { LOOKUP, STORE } from '../../knowledge/shapes/lookups.ts';
import { CHECKS_CALLER, LOGS_IN_BY_CALLBACK, PASSWORD_CREDENTIAL } from '../../knowledge/shapes/passwords.ts';
import { CONNECTS, JUDGES_CLIENT, REQUEST_PARSERS, UPLOADS } from '../../knowledge/shapes/servers.ts';
import { CHECKS_WHOLE, NARROW } from '../../knowledge/shapes/validation.ts';
import { SAVES_MODEL, WRITE } from '../../knowledge/shapes/writes.ts';
import { isCapitalized } from '../../syntax/letter-case.ts';
import { saysAny } from '../../syntax/words.ts';
import type { File } from '../../model/definitions/file.ts';
import { endsInOwnCatch } from '../../model/errors/own-catch.ts';
import { isFunction, isWithin, parametersOf } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';
import { SCHEMA_VERDICT } from '../../knowledge/libraries.ts';
import { testAround } from '../context/conditions.ts';
import type { Provenance, RequestPart } from '../provenance/kinds.ts';
import { originPath } from '../provenance/origin-code.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { neverFails } from './never-fails.ts';

/** What is tried, and how: a block, a promise whose chain ends in the catch, a call whose callback gets the error. */
export interface Trial {
  readonly root: TSESTree.Node;
  readonly file: File;
  readonly provenances: Provenances;
  /** The callback that gets the error; null where it is thrown or rejected. */
  readonly except: TSESTree.Node | null;
  readonly isChain: boolean;
}

/** What the failure of one call is of, as far as the call alone tells. */
export type Work =
  'io' | 'narrow' | 'parsing' | 'verification' | 'other-verification' | 'password' | 'upstream' | 'schema' | 'none';

/** One call that was tried. */
export interface Attempt {
  readonly call: TSESTree.CallExpression;
  readonly name: string;
  /** The names of its callee as packages have them. */
  readonly path: readonly string[];
  readonly provenance: Provenance;
  readonly isAwaited: boolean;
  readonly work: Work;
}

/** The calls that were tried and whose failure comes to the catch. */
export function attemptsOf(trial: Trial): readonly Attempt[] {
  const { root, file, provenances, except } = trial;
  return nodesWithin(file.calls, root)
    .filter(call => !failsElsewhere(call, except) && !neverFails(call, file, provenances))
    .map(call => {
      const one = {
        call,
        name: calleeName(call) ?? '',
        path: originPath(call.callee, file),
        provenance: askedServer(call, file, provenances) ?? provenances.of(call),
        isAwaited: isAwaited(call, trial),
      };
      return { ...one, work: workOf(one, trial) };
    });
}

function isAwaited(call: TSESTree.CallExpression, { root, except, isChain }: Trial): boolean {
  const { parent } = call;
  return (
    parent.type === 'AwaitExpression' ||
    call === root ||
    methodCall(parent.type === 'MemberExpression' ? parent.parent : call)?.name === 'then' ||
    except !== null ||
    (isChain && (parent.type === 'ReturnStatement' || parent.type === 'ArrowFunctionExpression'))
  );
}

function workOf({ call, name, path, provenance, isAwaited }: Omit<Attempt, 'work'>, { root, file }: Trial): Work {
  switch (provenance.is) {
    case 'verified':
      if (!provenance.ofCredential) return 'other-verification';
      return saysByValue(call, root, file) ? 'io' : 'verification';
    case 'password-check':
      return 'password';
    case 'upstream':
      // response.json() and .text() read the answer of a call that is counted already.
      return READS_ANSWER.has(name) || failsByEvent(call, root, file) ? 'none' : 'upstream';
    case 'verdict':
      return CHECKS_WHOLE.has(name) ? 'schema' : 'none';
    default:
      if (PARSES_TEXT.has(path.join('.'))) return 'parsing';
      return isAwaited ? workOfAwaited(name) : workOfSync(name);
  }
}

/** A call that is waited for is work, unless it says by its name that it parses, checks or converts something. */
function workOfAwaited(name: string): Work {
  if (NARROW.has(name)) return 'narrow';
  return SCHEMA_VERDICT.has(name) || ANSWERS.has(name) ? 'none' : 'io';
}

function workOfSync(name: string): Work {
  return name.endsWith('Sync') || (WRITE.has(name) && LOOKUP.has(name)) ? 'io' : 'none';
}

/** Whether a model is saved, which validates itself. */
export function savesModel({ call, name, provenance, work, isAwaited }: Attempt): boolean {
  return work === 'io' && isAwaited && provenance.is !== 'verified' && isSaveOfModel(call, name);
}

/** Whether a call gives who has logged in to its callback, and an exception first. */
export function logsInByCallback({ name }: Attempt, { except }: Trial): boolean {
  return LOGS_IN_BY_CALLBACK.has(name) && isFunction(except) && parametersOf(except).length > 1;
}

/** Whether a call asks a limiter: `limiter.consume(ip)`, `limit.handler(req, res, done)`. */
export function asksLimiter({ name, path }: Attempt): boolean {
  return (ASKS_LIMITER.has(name) && name !== 'limit') || LIMITER.has(path[0]);
}

/** Whether a call parses the body of the request, or what is uploaded with it. */
export function parsesRequest({ call, name, path }: Attempt, { provenances }: Trial): boolean {
  const method = methodCall(call);
  return (
    (path.some(one => UPLOADS.has(one)) &&
      call.arguments.some(argument => provenances.of(argument).is === 'request')) ||
    (REQUEST_PARSERS.has(name) &&
      method !== null &&
      (name === 'saveRequestFiles' || provenances.of(method.object).is === 'request'))
  );
}

/** Whether a call verifies what the caller proves itself by, or finds out who that is. */
export function verifiesCredential({ call, name, work }: Attempt, { provenances }: Trial): boolean {
  // authenticate('facebook', options)(req, res, next): what is made there answers for itself.
  if (call.parent.type === 'CallExpression' && call.parent.callee === call) return false;
  return (
    work === 'verification' ||
    ((LOOKS_UP_CREDENTIAL.has(name) ||
      AUTHENTICATES.has(name) ||
      call.arguments.some(argument => isOfClaims(argument, provenances))) &&
      !provenances.isComputation(call))
  );
}

/** Whether a call checks a password. */
export function checksPassword({ call, name, work }: Attempt, { file }: Trial): boolean {
  return (
    work === 'password' ||
    (CHECKS_CALLER.has(name) && call.arguments.some(argument => saysAny(argument, PASSWORD_CREDENTIAL, file)))
  );
}

/** Whether a call is known to reach a store. */
export function reachesStore({ path, provenance, isAwaited }: Attempt): boolean {
  return (
    provenance.is === 'lookup' ||
    provenance.is === 'written' ||
    (isAwaited && path.slice(0, -1).some(one => STORE.has(one)))
  );
}

/** Whether a call that is waited for is given what the caller proves itself by. */
export function asksForCaller({ call, isAwaited }: Attempt, { provenances }: Trial): boolean {
  return isAwaited && call.arguments.some(argument => isOfCaller(provenances.of(argument)));
}

/** Whether something that was tried verifies a credential or a password in its own body, be it that its failure never comes here: `if (await isSigned(req)) return next();`. */
export function verifiesInside({ root, file, provenances, except }: Trial): boolean {
  return nodesWithin(file.calls, root).some(call => {
    if (except && isWithin(call, except)) return false;
    const callee = provenances.callees.of(call, file);
    if (callee.is !== 'in-sight') return false;
    const { kinds, calls } = provenances.callees.deedsOf(callee.body);
    if (kinds.has('password-check')) return true;
    const inside = provenances.boundTo(callee.body, call);
    return calls.some(({ call: one, file: own, is }) => {
      const around = inside && isWithin(one, callee.body.fn) ? inside : provenances.in(own);
      return is === 'verified' && isOfCredential(around.of(one));
    });
  });
}

function isOfCredential(provenance: Provenance): boolean {
  return provenance.is === 'verified' && provenance.ofCredential;
}

/** Whether a call connects to what the request names, itself or by what it is a method of. */
export function connectsAsAsked({ call }: Attempt, { file, provenances }: Trial): boolean {
  const method = methodCall(call);
  return (
    connectsAsTold(call, provenances) ||
    (method !== null && connectsAsTold(file.bindings.resolveAwaited(method.object), provenances))
  );
}

/** Whether a call of another server asks it for a verdict on the client. */
export function judgesClient({ call, path, work }: Attempt, { file }: Trial): boolean {
  return (
    work === 'upstream' &&
    (call.arguments.some(argument => saysAny(file.bindings.resolve(argument), JUDGES_CLIENT, file)) ||
      path.some(one => JUDGES_CLIENT.has(one)))
  );
}

/** The parts of the request that a schema is asked about. */
export function partsValidated({ provenance, work }: Attempt): readonly RequestPart[] {
  return provenance.is === 'verdict' && work === 'schema' ? [...provenance.over] : [];
}

/** The parts of the request that text comes from which is parsed. */
export function partsParsed({ call, work }: Attempt, { provenances, file }: Trial): readonly RequestPart[] {
  if (work !== 'parsing') return [];
  // const text = await exportAll(req.query.format): what the server wrote itself, whatever it was told.
  return call.arguments
    .filter(argument => file.bindings.resolve(argument).type !== 'AwaitExpression')
    .flatMap(argument => [...provenances.sourcesIn(argument)]);
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
export function mayRefuse(call: TSESTree.CallExpression, file: File, provenances: Provenances): boolean {
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
  // throw `There is no ${name}.`
  if (value.type === 'ObjectExpression' || value.type === 'TemplateLiteral' || value.type === 'Literal') return true;
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

/** Whether a value is what a verified token claims of the caller, `request.claims`: what works with it says who that is. */
function isOfClaims(node: TSESTree.Node, provenances: Provenances): boolean {
  const value = unwrap(node);
  return (
    value.type === 'MemberExpression' &&
    CLAIMS.has(propertyName(value)) &&
    provenances.of(value.object).is === 'request'
  );
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
export function connectsAsTold(call: TSESTree.Node, provenances: Provenances): boolean {
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

/** `user.save()`, `User.create(…)`, `new User(…).save()`: models of mongoose and Sequelize validate themselves; tables of query builders and Prisma's delegates do not. */
function isSaveOfModel(call: TSESTree.CallExpression, name: string): boolean {
  const object = methodCall(call)?.object;
  if (!object) return false;
  return name === 'save' || (SAVES_MODEL.has(name) && object.type === 'Identifier' && isCapitalized(object.name));
}
