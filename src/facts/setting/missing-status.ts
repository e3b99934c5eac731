import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import { functionsOf } from '../../model/handlers/find-handlers.ts';
import type { Handler, Route } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import { payloadsOf } from '../../model/responses/payload.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { functionName, isFunction, parametersOf } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { findMember } from '../../syntax/static-values.ts';
import { memberPath, methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { findVersions, isFrom } from '../../project/framework-versions.ts';
import { mentions } from '../../syntax/words.ts';
import { findFailurePayloads } from '../content/failure-payload.ts';
import { findMisplacedStatus } from '../in-vain/misplaced-status.ts';
import { feasibleOutcomes } from '../outcomes/feasible-outcomes.ts';

/** What a handler answers that sets no status: an error, or a request for what is not there. */
export type Unanswered = 'error' | 'not-found';

/** Names of Express's catch-all handlers, where their registration is in another file. */
const NOT_FOUND_NAME =
  /^(?:handle|on|send|render|error)?_?(?:page|route|url|path|endpoint|api|resource)?_?(?:not_?found|404)_?(?:handler|middleware|page|route|controller|error)?$/i;

/** Texts that say so: `Cannot GET /x` and its kin included. */
const NOT_FOUND_TEXT =
  /\bnot[ -]?found\b|\b404\b|\b(?:does not|doesn['’]?t) exist\b|\bno such\b|\bcan(?:not|['’]t) (?:get|find)\b|\b(?:unknown|invalid|undefined) (?:route|endpoint|path|url|api)\b|\bno (?:route|endpoint)\b/i;

/** Files and views that say so. */
const NOT_FOUND_PAGE = /404|not[-_ ]?found/i;

/** The page of a single-page application, which answers every path with 200 OK on purpose. */
const APPLICATION_PAGE = /\bindex\b|\bapp\b|\bspa\b/i;

const TEXT_KEYS = ['message', 'error', 'msg', 'title', 'detail', 'status', 'description'];

/** Finds what an outcome answers as 200 OK for want of a status: an error in an error handler, or a miss in a not-found handler or catch-all; null for every other outcome. */
export function findUnanswered(response: Response, outcome: Outcome, model: Model): Unanswered | null {
  const { handler, error } = response;
  if (
    !handler ||
    error ||
    !outcome.isImplicit ||
    outcome.code !== 200 ||
    !feasibleOutcomes(response, [], model).includes(outcome)
  )
    return null;
  // `res.send(err.status, err.message)` names a status, in the wrong place.
  if (findMisplacedStatus(response, model.file) || isApplicationPage(response, model.file) || readsStatus(handler))
    return null;
  if (handler.role === 'error')
    return isErrorHandler(handler) && answersError(response, model.file) && !isSetBefore(handler, model)
      ? 'error'
      : null;
  if (handler.role === 'not-found') return saysSomething(response, model.file) ? 'not-found' : null;
  return isCatchAll(handler, model) && saysNotFound(response, model.file) ? 'not-found' : null;
}

/** Whether an outcome is 200 OK for want of a status where there is an error or a miss to answer. */
export function lacksStatus(response: Response, outcome: Outcome, model: Model): boolean {
  return findUnanswered(response, outcome, model) !== null;
}

/** Express tells its error handlers by four parameters, the last of them `next`; Fastify's have three. Others that get an error are helpers. */
function isErrorHandler({ framework, fn, routes, parameters }: Handler): boolean {
  if (routes.length > 0) return framework.registersErrorHandlers === true || fn.params.length === 4;
  if (fn.params.length === 3) return framework.errorHandlerParameters === 3;
  return (
    fn.params.length === 4 &&
    framework.errorHandlerParameters !== 3 &&
    parameters.next?.type === 'Identifier' &&
    /^_*(?:next|done)?_*$/i.test(parameters.next.name)
  );
}

/** Whether the framework may be of a version that has set the status of the error before. */
function isSetBefore({ framework }: Handler, { file, settings }: Model): boolean {
  const from = framework.asksStatusOfErrorHandlersFrom;
  const versions = from && findVersions(file.filename, framework, settings);
  return from !== null && versions !== null && !isFrom(versions, from);
}

function answersError({ handler, body, guards, framework, via }: Response, file: File): boolean {
  if (via === 'pipe' || guards.some(guard => saysNoError(guard, handler?.error ?? null, file))) return false;
  // An Error as the payload brings its status along.
  return (
    framework.answersErrors === false ||
    (body.node === null ? body.kind !== 'error' : body.kind !== 'payload' || isNoError(body.node, file))
  );
}

/** Whether a guard says that there is no error after all: `if (!err)`, `if (err == null)`. */
function saysNoError({ test, holds }: Guard, error: Variable | null, file: File): boolean {
  if (error === null || test.type === 'SwitchCase') return false;
  if (test.type !== 'BinaryExpression') return !holds && file.bindings.variableOf(unwrap(test)) === error;
  const isNull =
    (test.right.type === 'Literal' && test.right.value === null) ||
    (test.right.type === 'Identifier' && test.right.name === 'undefined');
  return isNull && holds === test.operator.startsWith('=') && file.bindings.variableOf(unwrap(test.left)) === error;
}

/** Whether a payload is no Error for certain; a definition in a circle is what the others in it are. */
export function isNoError(node: TSESTree.Node, file: File, followed = new Set<TSESTree.Node>()): boolean {
  const value = unwrap(node);
  const again = (inner: TSESTree.Node): boolean => isNoError(inner, file, followed);
  switch (value.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return true;
    case 'ConditionalExpression':
      return again(value.consequent) && again(value.alternate);
    case 'LogicalExpression':
      return again(value.left) && again(value.right);
    case 'MemberExpression':
      return /^(?:message|stack|name|code)$/.test(propertyName(value) ?? '');
    case 'CallExpression':
      return memberPath(value.callee)?.join('.') === 'JSON.stringify';
    case 'Identifier': {
      const init = file.bindings.initOf(value);
      if (init === null || isFunction(init)) return false;
      if (followed.has(init)) return true;
      followed.add(init);
      return again(init);
    }
    default:
      return false;
  }
}

const reading = new WeakMap<Handler, boolean>();

/** Whether the handler looks at the status that is set already. */
function readsStatus(handler: Handler): boolean {
  let known = reading.get(handler);
  if (known === undefined) reading.set(handler, (known = looksAtStatus(handler)));
  return known;
}

function looksAtStatus({ response, framework }: Handler): boolean {
  return (
    response?.references.some(({ identifier: { parent } }) => {
      if (parent.type !== 'MemberExpression' || propertyName(parent) !== 'statusCode') return false;
      // `reply.status(reply.statusCode)` asks nothing.
      const setter = methodCall(parent.parent);
      if (setter && framework.statusMethods.includes(setter.name) && setter.call.arguments[0] === parent) return false;
      return parent.parent.type !== 'AssignmentExpression' || parent.parent.left !== parent;
    }) ?? false
  );
}

function isApplicationPage({ body }: Response, file: File): boolean {
  if (body.kind !== 'file' && body.kind !== 'view') return false;
  return (
    body.node === null || (saysWord(body.node, APPLICATION_PAGE, file) && !saysWord(body.node, NOT_FOUND_PAGE, file))
  );
}

/** Whether a not-found handler answers with a content of its own; markup or a value out of sight may be the application. */
function saysSomething({ body, guards, via }: Response, file: File): boolean {
  // Preflight and HEAD requests are no misses.
  if (
    via === 'pipe' ||
    guards.some(({ test }) => saysWord(test.type === 'SwitchCase' ? test.test : test, /OPTIONS|HEAD/, file))
  )
    return false;
  if (body.kind === 'file' || body.kind === 'view') return saysWord(body.node, /404|not[-_ ]?found|error/i, file);
  // What the definition of a helper sends is the content, and no argument of its call.
  if (body.node === null && body.sent) return saysSomethingIn(body.sent.node, body.sent.file);
  if (body.node === null) return body.kind === 'payload';
  return payloadsOf(body, file).some(
    ({ node }) => node.type === 'ObjectExpression' || NOT_FOUND_TEXT.test(shownText(node)),
  );
}

function saysSomethingIn(content: TSESTree.Node, file: File): boolean {
  const value = file.bindings.resolve(content);
  return value.type === 'ObjectExpression' || NOT_FOUND_TEXT.test(shownText(value));
}

function saysNotFound(response: Response, file: File): boolean {
  const { body } = response;
  if (body.kind === 'file' || body.kind === 'view') return saysWord(body.node, NOT_FOUND_PAGE, file);
  if (findFailurePayloads(response, file).length > 0) return true;
  return payloadsOf(body, file).some(({ node }) => {
    const texts =
      node.type === 'ObjectExpression'
        ? TEXT_KEYS.map(key => findMember(node, key)).filter(value => value !== null)
        : [node];
    return texts.some(text => NOT_FOUND_TEXT.test(shownText(text)));
  });
}

function saysWord(node: TSESTree.Node | null, pattern: RegExp, { sourceCode }: File): boolean {
  return node !== null && mentions(node, pattern, sourceCode.visitorKeys);
}

/** The text that is written out in an expression. */
function shownText(node: TSESTree.Node): string {
  const value = unwrap(node);
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' ? value.value : '';
    case 'TemplateLiteral':
      return value.quasis.map(({ value: { cooked } }) => cooked).join(' … ');
    case 'BinaryExpression':
      return value.operator === '+' ? `${shownText(value.left)}${shownText(value.right)}` : '';
    default:
      return '';
  }
}

/** Whether a handler gets what no route has answered: registered for every path, or last of its application without one. */
function isCatchAll(handler: Handler, model: Model): boolean {
  const { routes, name, role, next } = handler;
  if (routes.length === 0) return role === 'controller' && name !== null && NOT_FOUND_NAME.test(name);
  if (next && next.references.length > 0) return false;
  return routes.every(route => isForEveryPath(route) || isLast(route, handler, model));
}

/** Paths of routes that every path matches: `*`, `/*splat`, `/{*splat}`, `/:path(*)`. */
const EVERY_PATH = /^(?:\/?\(?\.?\*\)?|\/?\*\w+|\/?\{\/?\*\w+\}|\/:\w+\(?\*\)?)$/;

/** The same as regular expressions: `.*`, `^.*$` and `^\/.*`. */
const EVERY_PATH_PATTERN = /^(?:\.\*|\^\.\*\$?|\^\\\/\.\*)$/;

function isForEveryPath({ registration: { pathNode }, method }: Route): boolean {
  if (pathNode === null || (method !== null && method !== 'GET')) return false;
  if (pathNode.type === 'Literal' && 'regex' in pathNode)
    return pathNode.regex.flags === '' && EVERY_PATH_PATTERN.test(pathNode.regex.pattern);
  return EVERY_PATH.test(stringValue(pathNode) ?? '');
}

function isLast({ registration }: Route, handler: Handler, { registrations, file }: Model): boolean {
  if (registration.pathNode !== null || !registration.handlers.some(({ role }) => role === 'middleware')) return false;
  const others = registrations.filter(
    one => one !== registration && sameExpression(one.receiver, registration.receiver),
  );
  const isAfter = (one: typeof registration): boolean => one.node.range[1] > registration.node.range[1];
  const handlesErrors = (one: typeof registration): boolean =>
    one.handlers.some(({ node }) => functionsOf(node, file).some(fn => fn.params.length === 4));
  // An application's only handler answers everything: it is the application.
  const hasRoutes = others.some(
    one =>
      !isAfter(one) &&
      (one.pathNode !== null ||
        one.handlers.some(
          ({ node }) => node.type !== 'CallExpression' && !functionsOf(node, file).includes(handler.fn),
        )),
  );
  return (
    hasRoutes &&
    others.every(one => !isAfter(one) || handlesErrors(one) || one.handlers.some(({ node }) => isForErrors(node, file)))
  );
}

/** Whether a handler says that errors are what it is for, by its name, by a parameter of it, or by what makes it. */
function isForErrors(node: TSESTree.Node, file: File): boolean {
  if (!isFunction(node)) return saysWord(node, /error/i, file);
  return (
    /error/i.test(functionName(node) ?? '') || parametersOf(node).some(parameter => saysWord(parameter, /error/i, file))
  );
}
