import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../flow/graph.ts';
import type { File } from '../model/file.ts';
import type { Response } from '../model/response.ts';
import { isFunction, isWithin, parametersOf, type FunctionNode } from '../syntax/functions.ts';
import { lastStatement } from '../syntax/last-statement.ts';
import { calleeName, methodCall, stringValue, unwrap } from '../syntax/unwrap.ts';
import { alternativesOf, type Condition } from './conditions.ts';
import { found, MIXED, NEUTRAL, type Reading } from './evidence.ts';
import { SCHEMA_VERDICT } from './libraries.ts';
import type { Provenances } from './provenance.ts';
import type { Source } from './provenance-kinds.ts';
import { LOOKS_UP_CREDENTIAL, LOOKUP, STORE, WRITE } from './names.ts';
import { readRejection } from './rate-meaning.ts';

/** What a try block, a promise or a callback's call tried: the kinds of failure its error can be. */
export interface Tried {
  /** Calls that reach a database or other input and output, or whose work is out of sight and awaited. */
  readonly io: number;
  readonly verifiesCredential: boolean;
  readonly validates: ReadonlySet<Source> | null;
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
  /** Whether what it parses came with the request. */
  readonly parsesInput: boolean;
}

/** The place where a failure arrives: a catch clause, or a function that is given an error. */
export type CatchPlace = TSESTree.CatchClause | FunctionNode;

/** Finds the catch clause or error callback whose error a node's response follows from, innermost first; callbacks only while their error is known to be set. */
export function findCatchPlace(node: TSESTree.Node): CatchPlace | null {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'CatchClause') return outer;
    if (isFunction(outer) && inner === outer.body) {
      const call = outer.parent;
      const method = call.type === 'CallExpression' && call.arguments.includes(outer as TSESTree.CallExpressionArgument) ? methodCall(call) : null;
      // request.on('error', err => …)
      if ((method?.name === 'on' || method?.name === 'once') && call.type === 'CallExpression' && stringValue(call.arguments[0] as TSESTree.Node) === 'error') return outer;
      if (method?.name === 'catch' || (method?.name === 'then' && method.call.arguments[1] === outer)) return outer;
      return null;
    }
  }
  return null;
}

/** What was tried before a catch place. */
export function triedBefore(place: CatchPlace, file: File, provenances: Provenances): Tried {
  if (place.type === 'CatchClause') return triedIn(place.parent.block, file, provenances);
  const call = place.parent;
  const method = call.type === 'CallExpression' ? methodCall(call) : null;
  if (method && /^(?:catch|then|finally)$/.test(method.name)) return triedIn(method.object, file, provenances, null, true);
  if (method && /^(?:on|once)$/.test(method.name)) return triedIn(file.bindings.resolve(method.object), file, provenances);
  return triedIn(call, file, provenances, place);
}

function triedIn(root: TSESTree.Node, file: File, provenances: Provenances, except: TSESTree.Node | null = null, isChain = false): Tried {
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
  let mayMiss = 0;
  let reachesStore = false;
  let judgesClient = false;
  let validates: ReadonlySet<Source> | null = null;
  for (const call of file.calls) {
    if (!isWithin(call, root) || (except && isWithin(call, except))) continue;
    const name = calleeName(call) ?? '';
    const provenance = provenances.of(call);
    const text = file.text(call.callee);
    const method = methodCall(call);
    const isAwaited = call.parent.type === 'AwaitExpression' || call === root || (methodCall(call.parent.type === 'MemberExpression' ? call.parent.parent : call)?.name ?? '') === 'then' || except !== null || (isChain && (call.parent.type === 'ReturnStatement' || call.parent.type === 'ArrowFunctionExpression'));
    if (/^(?:consume|throttle)$|limit/i.test(name) && name !== 'limit') limits = true;
    // limit.handler(req, res, done)
    if (/^\w*limit(?:er|s)?\b/i.test(text)) limits = true;
    if (UPLOADS.test(text) && call.arguments.some(argument => provenances.of(argument).is === 'request')) parsesRequest = true;
    if (REQUEST_PARSERS.test(name) && method !== null && provenances.of(method.object).is === 'request') parsesRequest = true;
    if (LOOKS_UP_CREDENTIAL.test(name) || /authenticat(?!ed)|hmac/i.test(name)) verifiesCredential = true;
    if (/^(?:check|authenticate|log_?in|sign_?in|attempt|auth)/i.test(name) && /passw|credential/i.test(call.arguments.map(argument => file.text(argument)).join(' '))) checksPassword = true;
    if (provenance.is === 'lookup' || provenance.is === 'written' || (isAwaited && STORE.test(text))) reachesStore = true;
    if (MAY_MISS.test(name)) mayMiss++;
    switch (provenance.is) {
      case 'verified': if (provenance.ofCredential) verifiesCredential = true; else verifiesOther = true; break;
      case 'password-check': checksPassword = true; break;
      case 'upstream':
        // response.json() and .text() read the answer of a call that is counted already.
        if (/^(?:json|text|arrayBuffer|blob|buffer|formData)$/.test(name)) break;
        upstream++;
        if (JUDGES_CLIENT.test(call.arguments.map(argument => file.text(file.bindings.resolve(argument))).join(' ')) || JUDGES_CLIENT.test(text)) judgesClient = true;
        break;
      case 'verdict': if (/parse|validate|assert/i.test(name)) validates = new Set([...validates ?? [], ...provenance.over]); break;
      default:
        if (/^(?:JSON\.parse|decodeURIComponent|new URL)$/.test(text)) {
          parses = true;
          if (call.arguments.some(argument => provenances.sourcesIn(argument).size > 0)) parsesInput = true;
        }
        else if (isAwaited && NARROW.test(name)) narrow++;
        else if (isAwaited && !SCHEMA_VERDICT.test(name) && !/^(?:json|text|send|status|next|render|redirect|sendFile|then|catch|finally)$/.test(name)) {
          io++;
          if (savesModel(call, name)) saves = true;
        } else if (!isAwaited && (name.endsWith('Sync') || (WRITE.test(name) && LOOKUP.test(name)))) io++;
    }
  }
  return { io, verifiesCredential, validates, parses, upstream, checksPassword, saves, limits, narrow, parsesRequest, verifiesOther, parsesInput, mayMiss, reachesStore, judgesClient, readsVerdict: except === null && READS_VERDICT.test(file.text(root)) };
}

/** Upload and body parsers: multer, formidable, busboy, multiparty, raw-body, body-parser. */
const UPLOADS = /upload|multer|formidable|busboy|multiparty|multipart|^form\b|\bform\.|getRawBody|rawBody|bodyParser|^parse(?:Form|Body|Multipart)/i;

/** Methods of a request that parse its body. Source: @fastify/multipart index.js. */
const REQUEST_PARSERS = /^(?:file|files|parts|saveRequestFiles|multipart|formData)$/;

/** Lookups that throw where nothing is found, and tests of files: prisma, typeorm, mongoose, objection, kysely; node:fs. */
const MAY_MISS = /OrThrow$|OrFail$|^orFail$|^(?:access|stat|lstat|realpath|readFile)(?:Sync)?$/;

/** What another server says of the client, by the address or the call. */
const JUDGES_CLIENT = /auth|token|verify|captcha|login|session|introspect|userinfo|jwks|credential|passw|pay|charge|stripe|invoice|otp|signature/i;

/** Reads of an answer's status. */
const READS_VERDICT = /\.(?:ok|status|statusCode|isSuccess)\b(?!\s*\()/;

const NARROW = /^(?:parse|decode|decrypt|validate|verify|check|ensure|assert|resize|convert|compile|transform|sanitize|normali[sz]e|extract|unzip|inflate|gunzip)/;

/** `user.save()`, `User.create(…)`, `new User(…).save()`: models of mongoose and Sequelize validate themselves; tables of query builders and Prisma's delegates do not. */
function savesModel(call: TSESTree.CallExpression, name: string): boolean {
  const object = methodCall(call)?.object;
  if (!object) return false;
  return name === 'save' || (/^(?:create|insertMany|bulkCreate|validate)$/.test(name) && object.type === 'Identifier' && /^[A-Z]/.test(object.name));
}

/** Whether anything on the way to a response, its guards' tests, reads the error: then the failure is no longer undifferentiated. */
export function inspectsError(place: CatchPlace, conditions: readonly Condition[], node: TSESTree.Node, file: File): boolean {
  const parameter = place.type === 'CatchClause' ? place.param : parametersOf(place)[0];
  const variable = parameter?.type === 'Identifier' ? file.bindings.variableOf(parameter) : null;
  if (!variable) return parameter?.type === 'ObjectPattern';
  const reads = (guard: Guard): boolean => variable.references.some(({ identifier }) => isWithin(identifier, guard.test)) && tellsApart(guard, variable.references.map(({ identifier }) => identifier));
  const passed = exitsBefore(node, place).map(test => alternativesOf(test, false));
  return conditions.some(({ alternatives }) => alternatives.some(reads)) || passed.some(alternatives => alternatives.length > 1 && alternatives.every(reads));
}

/** Whether a guard says what the error is. What it is not leaves all other errors: the rest is as undifferentiated as before. */
function tellsApart({ test, holds, discriminant }: Guard, references: readonly TSESTree.Node[]): boolean {
  if (test.type === 'SwitchCase') return holds || discriminant === null;
  const value = unwrap(test);
  if (references.includes(value)) return false;
  if (value.type !== 'BinaryExpression') return holds;
  switch (value.operator) {
    // `err instanceof Error` tells nothing: all errors are.
    case 'instanceof': return holds && !(value.right.type === 'Identifier' && value.right.name === 'Error');
    case '===': case '==': return holds;
    case '!==': case '!=': return !holds;
    case 'in': return holds;
    default: return true;
  }
}

/** The tests of the ifs before a node in the same blocks whose consequent leaves, up to a catch place: `if (a && b) throw err;` lets pass what is one or the other. */
function exitsBefore(node: TSESTree.Node, place: CatchPlace): readonly TSESTree.Expression[] {
  const found: TSESTree.Expression[] = [];
  for (let inner = node, outer = node.parent; outer && outer !== place; inner = outer, outer = outer.parent) {
    if (outer.type !== 'BlockStatement') continue;
    for (const statement of outer.body) {
      if (statement === inner) break;
      if (statement.type !== 'IfStatement') continue;
      const last = lastStatement(statement.consequent);
      if (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement') found.push(statement.test);
    }
  }
  return found;
}

/** What an undifferentiated failure is, by what was tried. */
export function readCatch(place: CatchPlace, response: Response, file: File, provenances: Provenances): Reading {
  const tried = triedBefore(place, file, provenances);
  const node = place;
  const catches = (what: string): string => (place.type === 'CatchClause' || (place.parent.type === 'CallExpression' && methodCall(place.parent)?.name === 'catch') ? `this catch follows ${what}` : `this error comes from ${what}`);
  const { io, upstream } = tried;
  const rejection = tried.limits && upstream === 0 ? readRejection(place, io, response, file) : null;
  if (rejection) return rejection;
  if (tried.limits || tried.parsesRequest || tried.verifiesOther) return MIXED;
  if (tried.verifiesCredential && io === 0 && upstream === 0) return evidence('unauthenticated', node, catches('the verification of a credential'), true);
  if (tried.validates) {
    if (io > 0 || upstream > 0) return MIXED;
    const isBody = tried.validates.size === 1 && tried.validates.has('body');
    return isBody ? evidence('invalid', node, catches('a schema\'s check of the body alone'), true) : tried.validates.size === 1 ? evidence('malformed', node, catches('a schema\'s check'), true) : MIXED;
  }
  if (tried.parses && io === 0 && upstream === 0) return found({ cause: 'malformed', isStrong: tried.parsesInput, node, reads: catches('the parsing of text alone'), by: 'catch', flags: [422] });
  if (tried.verifiesCredential && upstream > 0) return MIXED;
  if (upstream > 0 && io === 0) return evidence('upstream-error', node, catches('a call of another server, and nothing reads what that server said'), !tried.readsVerdict && !tried.judgesClient && tried.narrow === 0);
  if (io === 0 && upstream === 0) return NEUTRAL;
  const reads = catches(`${io === 1 ? 'a call' : 'calls'} that can fail in many ways, and nothing on this path reads the error`);
  // What a service tries is likelier to be one thing, whose failure it translates: resizing an image, reading a package.
  if (tried.narrow > 0 || (response.handler === null && !tried.reachesStore)) return evidence('unexpected', node, reads, false);
  const accepts = tried.checksPassword || tried.verifiesCredential ? [401, 403] : tried.mayMiss > 0 && tried.mayMiss >= io ? [404] : undefined;
  return found({ cause: 'unexpected', isStrong: true, node, reads, by: 'catch', ...(tried.saves && { isModelSave: true }), ...(accepts && { accepts }) });
}

function evidence(cause: 'unauthenticated' | 'invalid' | 'malformed' | 'unexpected' | 'upstream-error', node: TSESTree.Node, reads: string, isStrong: boolean): Reading {
  return found({ cause, isStrong, node, reads, by: 'catch' });
}
