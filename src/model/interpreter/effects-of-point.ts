import type { TSESTree } from '@typescript-eslint/utils';

import type { Point } from '../../flow/graph.ts';
import { CURRENT, send, type Effect } from '../../frameworks/effects.ts';
import { enclosingFunction, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, memberPath, methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { endsInCallersCatch } from '../errors/callers-catch.ts';
import { endsInOwnCatch, findOwnCatch } from '../errors/own-catch.ts';
import type { Handler } from '../handlers/handler.ts';
import type { Body } from '../responses/body.ts';
import type { ErrorValue } from '../responses/error-value.ts';
import type { Status } from '../responses/status.ts';
import { isMadeWithResponse } from './made-with-response.ts';
import { findForwarded } from './raised.ts';
import type { Readers, Responded } from './readers.ts';
import { findMethod, type ObjectOf, type ResponseObject } from './response-object.ts';

/** One effect a point of the flow graph has on the response, the node that has it, and the name to report. */
export interface PointEffect {
  readonly effect: Effect | Raise | MaySend;
  readonly node: TSESTree.Node;
  readonly nameNode: TSESTree.Node;
  /** The error that is raised, or that is sent and decides the status. */
  readonly error?: ErrorValue;
  /** What a responder's definition says of the response. */
  readonly status?: Status;
  readonly body?: Body;
}

/** A response of which no order is claimed: an error leaves the handler, and a `catch` around it may answer yet; a responder answers later or not on every way. */
export interface Raise {
  readonly does: 'raise';
  /** A callback of the responder that may answer yet. */
  readonly answersLater?: FunctionNode | null;
  readonly via: string;
  readonly value: TSESTree.Node;
}

/** A responder answers on some ways only, and its result says on which: it is truthy (`when`) or falsy where it has answered. */
export interface MaySend {
  readonly does: 'may-send';
  readonly when: boolean;
}

/** Functions that take the response and leave it as it is. */
const HARMLESS =
  /^(?:log|debug|info|warn|error|trace|dir|assign|keys|entries|isHeadersSent|onFinished|bind|on|once|defineProperty|freeze|Boolean|String)$/;

/** The function whose effects are found, and what they are read with. */
export interface EffectContext {
  readonly handler: Handler;
  readonly objectOf: ObjectOf;
  readonly file: File;
  readonly reading: Readers;
}

/** Finds what a point of the graph does to the handler's response. */
export function findEffects(point: Point, context: EffectContext): readonly PointEffect[] {
  switch (point.kind) {
    case 'call':
      return point.node.type === 'CallExpression' || point.node.type === 'NewExpression'
        ? effectsOfCall(point.node, context)
        : effectsOfCallback(point.node, context);
    case 'assign':
      return effectsOfAssignment(point.node, context);
    case 'return':
      return enclosingFunction(point.node) === context.handler.fn ? effectsOfReturn(point.node, context) : [];
    case 'throw':
      return effectsOfThrow(point.node, context);
    default:
      return [];
  }
}

/** `next` given as a callback, `work().catch(next)`. */
function effectsOfCallback(node: TSESTree.Node, { handler, file }: EffectContext): readonly PointEffect[] {
  return handler.next && node.type === 'Identifier' && file.bindings.variableOf(node) === handler.next
    ? [{ effect: { does: 'hand-over' }, node, nameNode: node }]
    : [];
}

function effectsOfThrow(node: TSESTree.Node, { handler, file, reading }: EffectContext): readonly PointEffect[] {
  if (node.type !== 'ThrowStatement' || !node.argument || handler.role === 'responder') return [];
  const error = reading.errors.readRaised(node.argument, reading.frame, handler.framework, handler);
  // An error thrown to the function's own catch is a jump, not an answer, unless it is one of HTTP that the catch lets go on.
  if (!error || (error.isHttp ? endsInOwnCatch(node, file) : findOwnCatch(node))) return [];
  const fn = enclosingFunction(node);
  if (fn && endsInCallersCatch(fn, file)) return [];
  return [
    {
      effect: { does: 'raise', via: 'throw', value: node.argument },
      node: node.argument,
      nameNode: error.nameNode,
      error,
    },
  ];
}

/** `next(error)` and its kin: an error that says nothing of itself, a caught one for instance, is only handed on. */
function raisedBy(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  { handler, file, reading }: EffectContext,
): readonly PointEffect[] {
  const forwarded = node.type === 'CallExpression' ? findForwarded(node, file) : null;
  const error = forwarded && reading.errors.readRaised(forwarded.error, reading.frame, handler.framework, handler);
  if (!forwarded || !error || (forwarded.via === 'reject' && !error.isHttp)) return [];
  return [
    { effect: { does: 'raise', via: forwarded.via, value: forwarded.error }, node, nameNode: error.nameNode, error },
  ];
}

function effectsOfCall(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  context: EffectContext,
): readonly PointEffect[] {
  const { handler, objectOf, file } = context;
  const callee = unwrap(node.callee);
  if (handler.next && callee.type === 'Identifier' && file.bindings.variableOf(callee) === handler.next)
    return [...raisedBy(node, context), { effect: { does: 'hand-over' }, node, nameNode: callee }];
  const call = methodCall(node);
  const object = call && objectOf(call.object);
  if (call && object) return effectsOfMethod(call, object, node, context);
  const member = call && ownMember(call.object, objectOf);
  if (call && member !== null) return effectsOfMember(call, `${member}.${call.name}`, node, context);
  if (passesResponse(node.arguments, context)) return effectsOfPassing(node, context);
  const kept =
    node.type === 'CallExpression'
      ? context.reading.responders.readKept(node, objectOf, handler, context.reading.frame)
      : null;
  return kept ? effectsOfResponder(kept, node, call?.property ?? callee) : raisedBy(node, context);
}

type MethodCall = NonNullable<ReturnType<typeof methodCall>>;

/** What a method of the response does, the framework's or one the project added. */
function effectsOfMethod(
  call: MethodCall,
  object: ResponseObject,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  context: EffectContext,
): readonly PointEffect[] {
  const { handler, reading } = context;
  const known = findMethod(handler.framework, object, call.name);
  const method = known && reading.responders.isDecorated(call.name, reading.frame) ? null : known;
  if (!method) {
    // A method the project added, e.g. res.success(data).
    return effectsOfMember(call, call.name, node, context);
  }
  const error =
    call.name === 'send' && handler.framework.answersErrors !== false
      ? sentError(call.call.arguments[0], context)
      : null;
  return method
    .effects({ method: call.name, args: call.call.arguments, node: call.call })
    .filter(effect => effect.does !== 'set-status' || !isOwnStatus(effect.status, context.objectOf))
    .map(effect => ({ effect, node, nameNode: call.property, ...(error && { error }) }));
}

/** `reply.status(reply.statusCode)` leaves the status as it is. */
function isOwnStatus(status: TSESTree.Node | null, objectOf: ObjectOf): boolean {
  const value = status && unwrap(status);
  return (
    value?.type === 'MemberExpression' && propertyName(value) === 'statusCode' && objectOf(value.object) === 'response'
  );
}

/** What a function does that gets the response as an argument. */
function effectsOfPassing(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  { handler, objectOf, reading }: EffectContext,
): readonly PointEffect[] {
  const callee = unwrap(node.callee);
  const call = methodCall(node);
  const nameNode = call?.property ?? callee;
  if (reading.responders.onlyMakes(node, objectOf, reading.frame)) return [];
  if (call?.name === 'pipe' || (calleeName(node) ?? '') === 'pipeline')
    return [{ effect: send('pipe', CURRENT, 'stream', node.arguments[0]), node, nameNode }];
  const responded =
    node.type === 'CallExpression' ? reading.responders.readCall(node, objectOf, handler, reading.frame) : null;
  if (responded)
    return effectsOfResponder(responded, node, callee.type === 'MemberExpression' ? callee.property : callee);
  if (HARMLESS.test(calleeName(node) ?? '')) return [];
  return [{ effect: { does: 'hand-over' }, node, nameNode }];
}

/** Members of a response that are the framework's own: what is called on them sends nothing. */
const OWN_MEMBERS =
  /^(?:locals|app|req|request|log|socket|connection|server|context|routeOptions|elapsedTime|statusCode|statusMessage|headers?|raw|res|session|cookies?|i18n|__\w*|t)$/;

/** The member that the project or a package has put on the response, `enforcer` of `res.enforcer.send(user)`, `boom` of `res.status(404).boom.notFound()`; null where a call is made on none. */
function ownMember(object: TSESTree.Node, objectOf: ObjectOf): string | null {
  let member = unwrap(object);
  while (member.type === 'MemberExpression') {
    const owner = unwrap(member.object);
    const name = propertyName(member) ?? '';
    if (objectOf(owner) !== null) return OWN_MEMBERS.test(name) ? null : name;
    member = owner;
  }
  return null;
}

/** What a method does of such a member: what its definition or its package says, and out of sight it may do anything. */
function effectsOfMember(
  call: MethodCall,
  name: string,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  { handler, objectOf, reading }: EffectContext,
): readonly PointEffect[] {
  const responded = reading.responders.readMethod(call.call, name, objectOf, handler, reading.frame);
  return responded
    ? effectsOfResponder(responded, node, call.property)
    : [{ effect: { does: 'hand-over' }, node, nameNode: call.property }];
}

/** What a responder does: the header fields it sets, then the response; where it does not answer for certain and at once, the response is out of sight afterwards. */
function effectsOfResponder(
  { answers, status, body, headers, via, isUntouched, truthIfSent, answersLater = null }: Responded,
  node: TSESTree.Node,
  nameNode: TSESTree.Node,
): readonly PointEffect[] {
  const fields: PointEffect[] = [...headers.fields]
    .filter(([, { isAlways }]) => isAlways)
    .map(([name]) => ({ effect: { does: 'set-header', name, value: null }, node, nameNode }));
  if (!headers.isComplete || fields.length < headers.fields.size)
    fields.push({ effect: { does: 'set-headers', headers: node }, node, nameNode });
  if (answers === 'nothing') return fields;
  const known = { node, nameNode, body, ...(status && { status }) };
  if (answers === 'always') return [...fields, { effect: send(via, CURRENT, body.kind, body.node), ...known }];
  const raised: PointEffect = { effect: { does: 'raise', via, value: node, answersLater }, ...known };
  if (isUntouched && truthIfSent !== null && isTested(node))
    return [raised, { ...known, effect: { does: 'may-send', when: truthIfSent } }];
  return isUntouched ? [raised] : [raised, { effect: { does: 'hand-over' }, node, nameNode }];
}

/** Whether the result of a call decides what runs next, at once or kept in a constant. */
function isTested(call: TSESTree.Node): boolean {
  const { parent } = call;
  switch (parent?.type) {
    case 'AwaitExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return isTested(parent);
    case 'UnaryExpression':
      return parent.operator === '!';
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === call;
    case 'LogicalExpression':
      return true;
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' && parent.parent.kind === 'const';
    default:
      return false;
  }
}

/** An Error made on the spot that Fastify gets as its payload: its own status wins. Source: fastify lib/reply.js, send, and lib/error-handler.js. */
function sentError(node: TSESTree.Node | undefined, { handler, file, reading }: EffectContext): ErrorValue | null {
  const value = node && unwrapAwait(file.bindings.resolve(node));
  if (value?.type !== 'NewExpression' && value?.type !== 'CallExpression') return null;
  const error = reading.errors.read(node as TSESTree.Node, reading.frame, handler.framework);
  return error?.isError ? error : null;
}

/** Whether the response is among the arguments of a call, alone or in an object or array. */
function passesResponse(
  args: readonly TSESTree.Node[],
  { objectOf, file }: Pick<EffectContext, 'objectOf' | 'file'>,
): boolean {
  return args.some(argument => {
    const given = unwrap(argument);
    if (isFunction(given)) return false;
    if (objectOf(given)) return true;
    const value = given.type === 'Identifier' ? file.bindings.resolve(given) : given;
    if (value.type === 'ObjectExpression')
      return value.properties.some(property =>
        property.type === 'Property' ? objectOf(property.value) !== null : false,
      );
    if (value.type === 'ArrayExpression')
      return value.elements.some(element => element !== null && objectOf(element) !== null);
    return value.type === 'SpreadElement' && memberPath(value.argument)?.[0] === 'arguments';
  });
}

/** `res.statusCode = 404` sets the status; `reply.sent = true` hands the response over, and so does storing it, `context = { req, res }`. */
function effectsOfAssignment(node: TSESTree.Node, context: EffectContext): readonly PointEffect[] {
  const { objectOf } = context;
  if (node.type === 'VariableDeclarator')
    return node.init &&
      unwrap(node.init).type !== 'Identifier' &&
      storesResponse(node.init, context) &&
      !isSeenWhereUsed(node, context.file)
      ? [{ effect: { does: 'hand-over' }, node, nameNode: node.id }]
      : [];
  if (node.type !== 'AssignmentExpression') return [];
  const target = unwrap(node.left);
  if (storesResponse(node.right, context)) return [{ effect: { does: 'hand-over' }, node, nameNode: node.left }];
  if (target.type !== 'MemberExpression' || !objectOf(target.object)) return [];
  const name = propertyName(target);
  if (name === 'statusCode')
    return [
      {
        effect: { does: 'set-status', status: node.operator === '=' ? node.right : null },
        node,
        nameNode: target.property,
      },
    ];
  if (name === 'sent') return [{ effect: { does: 'hand-over' }, node, nameNode: target.property }];
  return [];
}

/** Whether a value is the response itself or an object or array with it; what a call on the response returns is not kept for a use of its own. */
function storesResponse(node: TSESTree.Node, context: Pick<EffectContext, 'objectOf' | 'file'>): boolean {
  const value = unwrap(node);
  return (
    (value.type === 'Identifier' && context.objectOf(value) !== null) ||
    ((value.type === 'ObjectExpression' || value.type === 'ArrayExpression') && passesResponse([value], context))
  );
}

/** Whether an object with the response, `const context = { req, res }`, is only given to calls and read by its members, so that what happens to the response is seen there. */
function isSeenWhereUsed({ id, init }: TSESTree.VariableDeclarator, { bindings }: File): boolean {
  const variable =
    id.type === 'Identifier' && init && unwrap(init).type === 'ObjectExpression' && bindings.variableOf(id);
  if (!variable || bindings.isRewritten(variable)) return false;
  return variable.references.every(({ identifier, init: isInit }) => {
    const { parent } = identifier as TSESTree.Node;
    if (isInit) return true;
    if (parent?.type === 'CallExpression') return parent.callee !== identifier;
    return (
      parent?.type === 'MemberExpression' &&
      parent.object === identifier &&
      !(parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent)
    );
  });
}

/** What a Fastify handler returns is its payload, unless it is the reply or nothing. Source: fastify lib/handle-request.js, preHandlerCallback. */
function effectsOfReturn(node: TSESTree.Node, context: EffectContext): readonly PointEffect[] {
  const { handler, objectOf, file } = context;
  if (
    handler.framework.sendsResults !== true ||
    handler.role === 'hook' ||
    handler.role === 'responder' ||
    handler.role === 'middleware'
  )
    return [];
  // A controller out of sight of its route sends what it returns only if it looks like a handler of Fastify for certain.
  if (handler.role === 'controller' && handler.response === null) return [];
  const value = node.type === 'ReturnStatement' ? node.argument : (node as TSESTree.Expression);
  if (!value) return [];
  const inner = unwrapAwait(value);
  if (objectOf(inner) || sendsItself(inner, context) || sendsWhenSettled(inner, objectOf, file)) return [];
  if (inner.type === 'Identifier' && inner.name === 'undefined') return [];
  if (inner.type === 'UnaryExpression' && inner.operator === 'void') return [];
  const error = sentError(value, context);
  return [
    {
      effect: send('return', CURRENT, 'payload', value),
      node,
      nameNode: error?.nameNode ?? value,
      ...(error && { error }),
    },
  ];
}

/** Whether a returned promise answers in its own callbacks: `return find(id).then(user => { reply.send(user); })`. */
function sendsWhenSettled(value: TSESTree.Node, objectOf: ObjectOf, file: File): boolean {
  const call = methodCall(value);
  if (!call || !/^(?:then|catch|finally)$/.test(call.name)) return false;
  return nodesWithin(file.calls, value).some(one => {
    const inner = methodCall(one);
    return (
      inner !== null &&
      /^(?:send|redirect|sendFile|download|view|callNotFound)$/.test(inner.name) &&
      (objectOf(inner.object) !== null || sendsItself(inner.object, { objectOf, file }))
    );
  });
}

/** Whether a returned expression is a call on the response or of something that gets it: `return res.end()`, `return next()`, `return respond(reply, 404)`. */
function sendsItself(value: TSESTree.Node, context: Pick<EffectContext, 'objectOf' | 'file'>): boolean {
  const { objectOf } = context;
  if (value.type === 'ConditionalExpression')
    return sendsItself(unwrapAwait(value.consequent), context) || sendsItself(unwrapAwait(value.alternate), context);
  if (value.type === 'LogicalExpression') return sendsItself(unwrapAwait(value.right), context);
  if (value.type !== 'CallExpression') return false;
  const call = methodCall(value);
  if (call && (objectOf(call.object) || sendsItself(unwrapAwait(call.object), context))) return true;
  if (isMadeWithResponse(unwrap(value.callee), objectOf, context.file)) return true;
  return passesResponse(value.arguments, context) || calleeName(value) === 'done' || calleeName(value) === 'next';
}
