import type { TSESTree } from '@typescript-eslint/utils';

import { descendants } from '../../syntax/descendants.ts';
import {
  ASKS_ADDRESS,
  COOKIES,
  LANGUAGE,
  LANGUAGE_COOKIE,
  LANGUAGE_OF_REQUEST,
  LOGS_IN_OR_OUT,
  PATH_OF_REQUEST,
  SETS_COOKIE,
} from '../../knowledge/shapes/redirects.ts';
import { saysAny } from '../../syntax/words.ts';
import { isPermanent } from '../../knowledge/cause-table.ts';
import { childrenOf } from '../../flow/contains-point.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, methodCall, propertyName, stringValue } from '../../syntax/unwrap.ts';
import { encloses, type Condition } from '../context/conditions.ts';
import type { Evidence } from '../context/evidence.ts';
import type { Purpose } from '../context/purpose.ts';
import { short } from '../context/question.ts';
import { findCatchPlace } from '../failures/catch-place.ts';
import { readGuard } from '../guards/guard.ts';
import { pathFromRequest } from '../provenance/path-from-request.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { readOwnAddress } from './redirect-target.ts';
import { readFallback } from './registration.ts';
import { writesBefore } from './writes.ts';

/** What the reason of a redirect is read with. */
interface RedirectContext {
  readonly model: Model;
  readonly provenances: Provenances;
  readonly purpose: Purpose;
  readonly conditions: readonly Condition[];
}

/** Methods that act. */
const ACTS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Causes for which a client may be sent elsewhere this time, and not the next. */
const OF_THIS_REQUEST: ReadonlySet<CauseName> = new Set<CauseName>(['unauthenticated', 'forbidden', 'not-found']);

/** Reads why a response redirects: to the same address in its one right form, by something that may be another next time, or for reasons that do not show. */
export function readRedirect(response: Response, codes: readonly number[], context: RedirectContext): Evidence {
  const {
    model: { file },
    conditions,
    provenances,
  } = context;
  const target = response.headers.fields.get('location')?.value ?? null;
  const own = target && readOwnAddress(target, provenances);
  if (own) {
    const isMove =
      own !== 'other' &&
      conditions.every(({ node }) => !encloses(node, response.node) || saysAny(node, ASKS_ADDRESS, file));
    const changes = own === 'slash' ? 'the slash at the end' : own === 'scheme' ? 'the scheme' : 'the scheme and host';
    return redirectEvidence(
      isMove ? 'redirect-permanent' : 'redirect-temporary',
      target,
      isMove
        ? `\`${short(target, { file })}\` is the address asked for with only ${changes} changed`
        : 'it redirects to the address asked for',
      isMove,
    );
  }
  const reason =
    readAction(response, context) ??
    (target && namesItself(target, context) ? null : readState(response, target, context));
  if (reason) return reason;
  return redirectEvidence(
    codes.every(isPermanent) ? 'redirect-permanent' : 'redirect-temporary',
    response.node,
    'it redirects',
    false,
  );
}

/** What a POST, PUT, PATCH or DELETE does before it sends the client on; or logging out, by whatever method. */
function readAction(response: Response, { model: { file }, provenances, purpose }: RedirectContext): Evidence | null {
  const { handler, node } = response;
  if (!handler) return null;
  const action = (reads: string): Evidence => ({
    ...redirectEvidence('redirect-temporary', node, reads, true),
    by: 'action',
  });
  if (purpose.method === null || !ACTS.has(purpose.method))
    return purpose.isLogout ? redirectEvidence('redirect-temporary', node, 'this logs a caller out', true) : null;
  // What was tried may have failed before anything was done.
  if (findCatchPlace(node)) return null;
  const { creates, changes, mayCreate, isOpaque } = writesBefore(response, file, provenances, purpose.creates);
  return creates || changes || mayCreate || isOpaque || changesSession(handler.fn, node, provenances)
    ? action(`this answers ${purpose.method} and has done what was asked`)
    : null;
}

/** What decides on the redirect, or on where it leads, and may be another next time: the caller, the language, a record that is not there. */
function readState(response: Response, target: TSESTree.Node | null, context: RedirectContext): Evidence | null {
  const { model, conditions } = context;
  for (const condition of conditions) {
    const evidence = readStateOf(condition, response, context);
    if (evidence) return evidence;
  }
  const ofTarget = target && readStateOfTarget(target, context);
  if (ofTarget) return ofTarget;
  // A catch-all to another site may be a move of this one.
  const fallback =
    conditions.length === 0 && target && (stringValue(target) ?? '').startsWith('/')
      ? readFallback(response, model)
      : null;
  return fallback?.cause === 'not-found' ? { ...fallback, cause: 'redirect-temporary' } : null;
}

function state(node: TSESTree.Node, reads: string): Evidence {
  return redirectEvidence('redirect-temporary', node, reads, true);
}

/** What a condition of a redirect asks that may be another next time. */
function readStateOf(
  { node, alternatives }: Condition,
  response: Response,
  { model: { file }, provenances, purpose }: RedirectContext,
): Evidence | null {
  const isAround = encloses(node, response.node);
  for (const guard of alternatives) {
    const reading = readGuard(guard, {
      file,
      provenances,
      response,
      purpose,
      callerIsKnown: false,
      isAuthenticated: () => false,
      refusedBefore: () => false,
    });
    if (reading.is === 'evidence' && reading.evidence.isStrong && OF_THIS_REQUEST.has(reading.evidence.cause))
      return state(node, reading.evidence.reads);
    if (!isAround || guard.test.type === 'SwitchCase') continue;
    if (readsCaller(guard.test, provenances))
      return state(node, `\`${short(guard.test, { file })}\` asks for the caller in this guard`);
    if (readsLanguage(guard.test, provenances))
      return state(node, `\`${short(guard.test, { file })}\` asks for the caller's language in this guard`);
  }
  return null;
}

/** What the target of a redirect hangs on that may be another next time. */
function readStateOfTarget(target: TSESTree.Node, { model: { file }, provenances }: RedirectContext): Evidence | null {
  if (readsLanguage(target, provenances))
    return state(target, `\`${short(target, { file })}\` depends on the caller's language`);
  const value = file.bindings.resolve(target);
  return readsCaller(target, provenances) ||
    (value.type === 'ConditionalExpression' && readsCaller(value.test, provenances))
    ? state(target, `\`${short(target, { file })}\` depends on the caller`)
    : null;
}

function readsCaller(node: TSESTree.Node, provenances: Provenances): boolean {
  const sources = provenances.sourcesIn(node);
  return sources.has('principal') || sources.has('credential');
}

/** Whether the target is read from what the path of the request names: a short link, a canonical slug, a page that moved. */
function namesItself(target: TSESTree.Node, { model: { file }, provenances }: RedirectContext): boolean {
  if (
    provenances.sourcesIn(target).has('param') ||
    partsBehind(target, file).some(one => looksUpPath(one, provenances))
  )
    return true;
  return identifiersIn(target, file).some(
    one =>
      provenances.of(one).is === 'param' ||
      identifiersBehind(one, file).some(inner => provenances.of(inner).is === 'param'),
  );
}

/** The nodes of an expression, with those of the values its variables have. */
function partsBehind(node: TSESTree.Node, file: File, depth = 0): readonly TSESTree.Node[] {
  const own = [...descendants(node, file.sourceCode.visitorKeys)];
  const inner =
    depth > 2
      ? []
      : own
          .filter(one => one.type === 'Identifier')
          .map(one => file.bindings.initOf(one))
          .filter(init => init !== null && !isFunction(init));
  return [...own, ...inner.flatMap(init => (init ? partsBehind(init, file, depth + 1) : []))];
}

/** Whether a handler changes the session of its caller before a node. */
function changesSession(fn: FunctionNode, node: TSESTree.Node, provenances: Provenances): boolean {
  const isSession = (object: TSESTree.Node): boolean => pathFromRequest(object, provenances)?.join('.') === 'session';
  return [...descendants(fn, provenances.file.sourceCode.visitorKeys)].some(one => {
    if (one.range[1] > node.range[0]) return false;
    if (one.type === 'AssignmentExpression') return one.left.type === 'MemberExpression' && isSession(one.left.object);
    const method = methodCall(one);
    if (!method) return false;
    return (
      SETS_COOKIE.has(method.name) ||
      (method.name === 'destroy' && isSession(method.object)) ||
      (LOGS_IN_OR_OUT.has(method.name) && pathFromRequest(method.object, provenances)?.length === 0)
    );
  });
}

/** Whether an expression hangs on the language of the caller: a field of the header, what middleware made of it, a cookie. */
function readsLanguage(node: TSESTree.Node, provenances: Provenances): boolean {
  return partsBehind(node, provenances.file).some(one => {
    if (one.type === 'Literal' || one.type === 'TemplateLiteral') return LANGUAGE.has(stringValue(one) ?? '');
    if (one.type !== 'MemberExpression' && one.type !== 'Identifier') return false;
    if (one.type === 'MemberExpression' && LANGUAGE.has(propertyName(one) ?? '')) return true;
    const path = pathFromRequest(one, provenances);
    if (!path || path.length === 0) return false;
    const [first = '', second = ''] = path;
    return (
      LANGUAGE_OF_REQUEST.has(first) || LANGUAGE.has(second) || (COOKIES.has(first) && LANGUAGE_COOKIE.has(second))
    );
  });
}

/** Something found by a part of the address: `moved[req.path]`, `load(req.params.slug)`. */
function looksUpPath(node: TSESTree.Node, provenances: Provenances): boolean {
  const isGiven =
    node.type === 'Identifier' && provenances.file.bindings.variableOf(node)?.defs[0]?.type !== 'Variable';
  const name =
    node.type === 'MemberExpression'
      ? propertyName(node)
      : isGiven
        ? node.name
        : node.type === 'Identifier'
          ? pathFromRequest(node, provenances)?.at(-1)
          : null;
  if (name === 'params') return true;
  if (!PATH_OF_REQUEST.has(name) || pathFromRequest(node, provenances)?.length !== 1) return false;
  const { parent } = node;
  return (
    (parent?.type === 'MemberExpression' && parent.computed && parent.property === node) ||
    (parent?.type === 'CallExpression' && parent.arguments[0] === node && calleeName(parent) !== 'encodeURIComponent')
  );
}

function identifiersBehind(identifier: TSESTree.Node, file: File): readonly TSESTree.Node[] {
  const init = file.bindings.initOf(identifier);
  return init && !isFunction(init) ? identifiersIn(init, file) : [];
}

function identifiersIn(node: TSESTree.Node, file: File): readonly TSESTree.Node[] {
  if (node.type === 'Identifier') return [node];
  return isFunction(node)
    ? []
    : childrenOf(node, file.sourceCode.visitorKeys).flatMap(child => identifiersIn(child, file));
}

function redirectEvidence(
  cause: 'redirect-temporary' | 'redirect-permanent',
  node: TSESTree.Node,
  reads: string,
  isStrong: boolean,
): Evidence {
  return { cause, isStrong, node, reads, by: 'guard' };
}
