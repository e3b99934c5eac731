import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { isFunction } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, methodCall, propertyName } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { isLogCall } from './log-calls.ts';

/** Members of an error that say nothing of its status, so that reading them sends none. */
const TEXTS = new Set(['message', 'stack', 'name', 'errors', 'details', 'toString']);

/** Methods of a response that take an error as content, or as a part of it. */
const CONTENT = /^(?:send|json|jsonp|render|view|end|write)$/;

/** Finds the `catch` of its own function that gets what is thrown at a node; null where there is none. */
export function findOwnCatch(node: TSESTree.Node): TSESTree.CatchClause | null {
  let inner = node;
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type === 'TryStatement' && outer.handler && outer.block === inner) return outer.handler;
    inner = outer;
  }
  return null;
}

/**
 * Whether what is thrown at a node ends in a `catch` of its own function: it is not thrown again, not handed on, and its status is not read there,
 * so that only what the `catch` itself sends goes out.
 */
export function endsInOwnCatch(node: TSESTree.Node, file: File): boolean {
  const clause = findOwnCatch(node);
  return clause !== null && endsInCatch(clause, file);
}

/** The same of a `catch`, be it a clause or the callback of a promise: what it has for the error, and what it does. */
export function endsInCatch(
  { param, body }: { readonly param: TSESTree.Node | null; readonly body: TSESTree.Node },
  file: File,
): boolean {
  if (nodesWithin(file.throws, body).length > 0) return false;
  if (!param) return !nodesWithin(file.calls, body).some(call => /^(?:next|reject|done)$/.test(calleeName(call) ?? ''));
  // What a pattern takes out of the error is not followed.
  const variable = param.type === 'Identifier' ? file.bindings.variableOf(param) : null;
  return variable !== null && !isHandedOn(variable) && !nodesWithin(file.calls, body).some(handsOnAnother);
}

/** Whether any use of a caught error may let it, or its status, go on. */
function isHandedOn(error: Variable): boolean {
  return error.references.some(({ identifier }) => !isHarmless(identifier));
}

/** `next(new NotFound())`, `reject(…)`: what the `catch` makes of the error goes on, which may be its wrapper. */
function handsOnAnother(call: TSESTree.CallExpression): boolean {
  return /^(?:next|reject|done)$/.test(calleeName(call) ?? '') && call.arguments.length > 0;
}

/** Expressions whose value may be that of a part of them. */
const GIVING_ON = new Set([
  'LogicalExpression',
  'ConditionalExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'ChainExpression',
]);

/** Whether an expression with the error is only logged, compared, tested, or sent as content. */
function isHarmless(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node && (TEXTS.has(propertyName(parent) ?? '') || isCompared(parent));
    case 'BinaryExpression':
      return parent.operator === '+' ? isHarmless(parent) : isCompared(node);
    case 'TemplateLiteral':
      return true;
    case 'IfStatement':
      return parent.test === node;
    case 'UnaryExpression':
      return parent.operator === '!' || parent.operator === 'typeof';
    case 'Property':
      return parent.value === node && isContent(parent.parent);
    case 'CallExpression':
      return parent.callee !== node && (isLogCall(parent) || sendsText(parent));
    default:
      return parent !== undefined && GIVING_ON.has(parent.type) && isHarmless(parent);
  }
}

function isCompared(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'BinaryExpression') return /^(?:[!=]==?|instanceof)$/.test(parent.operator);
  return parent?.type === 'SwitchStatement' && parent.discriminant === node;
}

/** Whether an object literal is what a response sends, or what is logged: `log.error({ err }, 'failed')`. */
function isContent(node: TSESTree.Node): boolean {
  const { parent } = node;
  return parent?.type === 'CallExpression' && (CONTENT.test(methodCall(parent)?.name ?? '') || isLogCall(parent));
}

/** `String(error)`, `JSON.stringify(error)`, `res.json(error)`: its text at most. Fastify's `send(error)` takes its status. */
function sendsText(call: TSESTree.CallExpression): boolean {
  return /^(?:String|stringify|inspect|json|jsonp)$/.test(calleeName(call) ?? '');
}
