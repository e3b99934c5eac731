import type { TSESTree } from '@typescript-eslint/utils';

import type { FlowGraph, Point } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf, type Located } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { findMethod } from '../../model/interpreter/response-object.ts';
import { enclosingFunction, isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';

/** What one use of a response, of `next` or of the request does: it may answer, now or later or by somebody else; it sets the status of an answer that is to come; or neither. */
export type Use = 'answers' | 'sets-status' | 'nothing';

/** Members of a response whose reading says nothing to the client, whatever is done with what they hold. */
const OWN_VALUES =
  /^(?:locals|app|req|request|log|statusCode|statusMessage|headersSent|sent|finished|writable\w*|elapsedTime|routeOptions|i18n|__\w*|t)$/;

/** Methods that answer nothing, beside those that set a status or a header field. */
const QUIET_METHODS =
  /^(?:get|getHeader|getHeaders|getHeaderNames|hasHeader|vary|links|on|once|off|setTimeout|setMaxListeners|cookie|clearCookie|setCookie|unsignCookie|cacheControl|preventCache|jwtSign|generateCsrf|flash|serializer|trailer|removeTrailer|addTrailers|__|t)$/;

/** Members of a request by which its response, its `next` or its connection can be had. */
const LEADS_TO_RESPONSE = /^(?:res|response|next|socket|connection|destroy|client|reply|server|raw)$/;

/** Tells what the code of a handler does with its response. */
export class ResponseUses {
  readonly #handler: Handler;
  readonly #file: File;
  readonly #identifiers: readonly TSESTree.Node[];
  readonly #locator: Locator;

  constructor(handler: Handler, file: File, locator: Locator) {
    this.#handler = handler;
    this.#file = file;
    this.#locator = locator;
    this.#identifiers = [handler.response, handler.next, handler.request]
      .filter(variable => variable !== null)
      .flatMap(variable => variable.references.map(({ identifier }) => identifier as TSESTree.Node))
      .sort((a, b) => a.range[0] - b.range[0]);
  }

  /** Whether an identifier names the response. */
  isResponse(identifier: TSESTree.Node): boolean {
    return this.#file.bindings.variableOf(identifier) === this.#handler.response;
  }

  /** Whether a function, or one within it, may answer. */
  mayAnswerIn(fn: TSESTree.Node): boolean {
    return nodesWithin(this.#identifiers, fn).some(one => this.#useOf(one).use !== 'nothing');
  }

  /** What is done at the points of a graph, those of the functions that are made there included: one that may answer does so when it likes. */
  at(graph: FlowGraph): ReadonlyMap<Point, Use> {
    const found = new Map<Point, Use>();
    const note = (node: TSESTree.Node, use: Use): void => {
      for (const point of pointsFor(node, graph)) if (found.get(point) !== 'answers') found.set(point, use);
    };
    for (const identifier of nodesWithin(this.#identifiers, graph.fn)) {
      if (enclosingFunction(identifier) !== graph.fn) continue;
      const { node, use } = this.#useOf(identifier);
      if (use !== 'nothing') note(node, use);
    }
    for (const point of graph.points)
      if (point.kind === 'closure' && this.mayAnswerIn(point.node)) found.set(point, 'answers');
    return found;
  }

  /** The functions made in a graph that may answer. */
  closuresOf(graph: FlowGraph): readonly FunctionNode[] {
    const found = new Set<FunctionNode>();
    for (const { kind, node } of graph.points)
      if (kind === 'closure' && isFunction(node) && this.mayAnswerIn(node)) found.add(node);
    return [...found];
  }

  #useOf(identifier: TSESTree.Node): { readonly node: TSESTree.Node; readonly use: Use } {
    const variable = this.#file.bindings.variableOf(identifier);
    if (variable === this.#handler.request) {
      const isKept = answersByRequest({ node: identifier, frame: frameOf(this.#file) }, this.#locator);
      return { node: identifier, use: isKept ? 'answers' : useOfRequest(identifier) };
    }
    return variable === this.#handler.response ? this.#useOfResponse(identifier) : { node: identifier, use: 'answers' };
  }

  /** Follows the chain of calls that begins with the response: `res.status(404).type('text').send(text)`. */
  #useOfResponse(identifier: TSESTree.Node): { readonly node: TSESTree.Node; readonly use: Use } {
    let use: Use = 'nothing';
    let inner = identifier;
    let setter = identifier;
    for (;;) {
      const member = outOfCasts(inner).parent;
      if (member?.type !== 'MemberExpression' || unwrap(member.object) !== inner) break;
      const call = callOf(member);
      if (!call) {
        const own = this.#useOfMember(member, inner === identifier);
        return own === 'nothing' && use !== 'nothing' ? { node: setter, use } : { node: member, use: own };
      }
      const does = this.#useOfCall(call);
      if (does === 'answers') return { node: call, use: 'answers' };
      if (does === 'sets-status') {
        use = does;
        setter = call;
      }
      inner = call;
    }
    // What is left of the chain: the response itself, given, kept, compared or returned.
    const kept = outOfCasts(inner).parent;
    if (inner === identifier) return { node: identifier, use: kept?.type === 'ReturnStatement' ? use : 'answers' };
    const isDropped = kept?.type === 'ExpressionStatement' || kept?.type === 'ReturnStatement' || isBody(inner);
    return isDropped ? { node: setter, use } : { node: inner, use: 'answers' };
  }

  #useOfCall(call: TSESTree.CallExpression): Use {
    const method = methodCall(call);
    const known = method && findMethod(this.#handler.framework, 'response', method.name);
    // The callbacks among the arguments are closures of their own.
    if (!method || !known) return 'answers';
    const effects = known.effects({ method: method.name, args: call.arguments, node: call });
    if (effects.length === 0) return QUIET_METHODS.test(method.name) ? 'nothing' : 'answers';
    // Once the head is written, the response is under way.
    if (method.name === 'writeHead') return 'answers';
    if (effects.some(({ does }) => does === 'send' || does === 'write' || does === 'hand-over')) return 'answers';
    return effects.some(({ does }) => does === 'set-status') ? 'sets-status' : 'nothing';
  }

  #useOfMember(member: TSESTree.MemberExpression, isDirect: boolean): Use {
    const name = propertyName(member) ?? '';
    if (!isDirect || !OWN_VALUES.test(name)) return isDirect && isTarget(member) ? 'nothing' : 'answers';
    if (name === 'statusCode' && isTarget(member)) return 'sets-status';
    if (name === 'sent' && isTarget(member)) return 'answers';
    const names = [name];
    let outer: TSESTree.Node = member;
    while (outer.parent?.type === 'MemberExpression' && outer.parent.object === outer) {
      outer = outer.parent;
      names.push(propertyName(outer) ?? '');
    }
    const isCalled = outer.parent?.type === 'CallExpression' && outer.parent.callee === outer;
    // `res.locals.fail(error)` is out of sight, and `reply.request.raw.destroy()` ends it all.
    return isCalled && (name === 'locals' || names.some(one => LEADS_TO_RESPONSE.test(one))) ? 'answers' : 'nothing';
  }
}

/** How many functions deep a request is followed to who takes its response. */
const MAX_GIVEN = 3;

/** Whether a request is given to a function in sight that takes the response from it: `await controller.getFile(req, path)`, which ends in `req.res.sendFile(path)`. */
function answersByRequest({ node, frame }: Located, locator: Locator, depth = 0): boolean {
  const { parent } = node;
  if (parent?.type !== 'CallExpression' || parent.callee === node || depth > MAX_GIVEN) return false;
  const fn = locator.locate(parent.callee, frame);
  const parameter = isFunction(fn.node) ? parametersOf(fn.node)[parent.arguments.findIndex(one => one === node)] : null;
  const { file } = fn.frame;
  const variable = parameter?.type === 'Identifier' ? file.bindings.variableOf(parameter) : null;
  return (
    variable?.references.some(({ identifier }) => {
      const use = identifier as TSESTree.Node;
      const member = use.parent?.type === 'MemberExpression' && use.parent.object === use ? use.parent : null;
      return member
        ? TAKES_RESPONSE.test(propertyName(member) ?? '')
        : answersByRequest({ node: use, frame: fn.frame }, locator, depth + 1);
    }) ?? false
  );
}

/** Members of a request that are its response. Sources: express, lib/express.js; fastify has none. */
const TAKES_RESPONSE = /^(?:res|response)$/;

/** The request leads to its response by a few members; what gets it whole may answer only in tricks. */
function useOfRequest(identifier: TSESTree.Node): Use {
  const { parent } = identifier;
  if (parent?.type === 'SpreadElement') return 'answers';
  if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return 'nothing';
  const name = propertyName(parent);
  return name === null || LEADS_TO_RESPONSE.test(name) ? 'answers' : 'nothing';
}

/** The call of a member, optional or not. */
function callOf(member: TSESTree.MemberExpression): TSESTree.CallExpression | null {
  const outer = outOfCasts(member);
  const { parent } = outer;
  return parent?.type === 'CallExpression' && parent.callee === outer ? parent : null;
}

function outOfCasts(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (
    outer.parent &&
    outer.parent.type !== 'ExpressionStatement' &&
    unwrap(outer.parent) === unwrap(node) &&
    outer.parent !== outer
  )
    outer = outer.parent;
  return outer;
}

function isTarget(member: TSESTree.MemberExpression): boolean {
  const { parent } = member;
  return parent.type === 'AssignmentExpression' && parent.left === member;
}

/** Whether an expression is the body of its arrow function. */
function isBody(node: TSESTree.Node): boolean {
  return node.parent?.type === 'ArrowFunctionExpression' && node.parent.body === node;
}

/** The points at which a node is evaluated: its own, else those of the innermost node around it that has some. */
function pointsFor(node: TSESTree.Node, graph: FlowGraph): readonly Point[] {
  for (let outer: TSESTree.Node | undefined = node; outer && outer !== graph.fn; outer = outer.parent) {
    const points = graph.pointsOf(outer);
    if (points.length > 0) return points;
  }
  return [graph.entry];
}
