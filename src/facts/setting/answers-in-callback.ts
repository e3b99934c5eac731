import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { onlyListens } from '../../model/handlers/handler-shape.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import type { HandlerResponses, Response } from '../../model/responses/response.ts';
import { descendants } from '../../syntax/descendants.ts';
import { enclosingFunction, isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { memberPath, methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';

/** The first answer of a handler that answers in callbacks alone. */
export interface AnswerInCallback {
  readonly response: Response;
  /** Where it is reported: the name of the sending method, or of the one that first writes onto Node's response. */
  readonly at: TSESTree.Node;
}

/** Finds the first answer of an async handler of Fastify that answers in callbacks alone, which nobody waits for: it has been answered, without content, when they run. Null where it waits, or may. */
export function findAnswerInCallback({ handler, responses }: HandlerResponses, file: File): AnswerInCallback | null {
  const { fn, framework, role, response: reply, routes } = handler;
  if (framework.sendsResults !== true || !fn.async || role !== 'route' || routes.length === 0 || !reply) return null;
  const [first] = responses;
  if (
    !first ||
    !responses.every(one => one.isDeferred && one.error === null) ||
    onlyListens(file, handler.parameters.response)
  )
    return null;
  // Nothing but callbacks may have the reply: who else has it may wait, or hijack it.
  const inside = reply.references.map(({ identifier }) => identifier as TSESTree.Node);
  if (inside.some(identifier => enclosingFunction(identifier) === fn)) return null;
  const callbacks = new Set(inside.map(identifier => outermostWithin(identifier, fn)));
  if (![...callbacks].every(callback => callback !== null && isLater(callback, handler))) return null;
  return endsWithNothing(fn, file) ? { response: first, at: rawWrite(inside, handler) ?? first.nameNode } : null;
}

/** The name of the method that is called on Node's own response first: `reply.raw.writeHead(200)`. */
function rawWrite(uses: readonly TSESTree.Node[], { framework }: Handler): TSESTree.Node | null {
  const [use] = uses;
  const raw = use?.parent;
  if (raw?.type !== 'MemberExpression' || !framework.rawProperties.includes(propertyName(raw) ?? '')) return null;
  return raw.parent.type === 'MemberExpression' ? raw.parent.property : null;
}

/** The outermost function around a node within another. */
function outermostWithin(node: TSESTree.Node, fn: FunctionNode): FunctionNode | null {
  let found: FunctionNode | null = null;
  for (let outer = node.parent; outer && outer !== fn; outer = outer.parent) if (isFunction(outer)) found = outer;
  return found;
}

/** Methods that have called their functions when they return. */
const AT_ONCE = /^(?:forEach|map|filter|some|every|find|findIndex|reduce|flatMap|sort|each|bind|call|apply)$/;

/** Whether a function is given to a call that stands for itself, so that it runs when nobody waits: `fs.readFile(path, callback)`, `child.on('close', callback)`. */
function isLater(callback: FunctionNode, { fn }: Handler): boolean {
  const { parent: call } = callback;
  if (call.type !== 'CallExpression' || !call.arguments.includes(callback as TSESTree.CallExpressionArgument))
    return false;
  const method = methodCall(call);
  if (method && AT_ONCE.test(method.name)) return false;
  let outer: TSESTree.Node = call;
  // The rest of a chain of calls: `child.on('error', a).on('close', b)`.
  while (outer.parent && outer.parent !== fn && !/Statement$|Declarator$/.test(outer.parent.type)) {
    outer = outer.parent;
    if (!/^(?:Member|Call|Chain)Expression$/.test(outer.type)) return false;
  }
  return (
    outer.parent?.type === 'ExpressionStatement' &&
    !/^(?:describe|it|test)$/.test(memberPath(call.callee)?.at(-1) ?? '')
  );
}

/** Whether an async function returns nothing on all of its ways, and waits for nothing behind its callbacks. */
function endsWithNothing(fn: FunctionNode, { sourceCode }: File): boolean {
  if (fn.body.type !== 'BlockStatement') return false;
  for (const node of descendants(fn.body, sourceCode.visitorKeys)) {
    if (node.type !== 'ReturnStatement' && node.type !== 'ThrowStatement' && node.type !== 'AwaitExpression') continue;
    if (enclosingFunction(node) !== fn) continue;
    if (node.type === 'ReturnStatement' && node.argument && !isNothing(node.argument)) return false;
    // What is awaited last may be over only when the callbacks have answered.
    if (node.type === 'AwaitExpression' && isInLast(node, fn.body)) return false;
  }
  return true;
}

function isNothing(node: TSESTree.Expression): boolean {
  const value = unwrap(node);
  return value.type === 'Identifier' && value.name === 'undefined';
}

function isInLast(node: TSESTree.Node, { body }: TSESTree.BlockStatement): boolean {
  const last = body.at(-1);
  return last !== undefined && isWithin(node, last);
}
