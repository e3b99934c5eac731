import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, type FunctionNode } from '../syntax/functions.ts';
import { memberPath, methodCall, unwrap } from '../syntax/unwrap.ts';

/** Whether a promise surely settles without a rejection: `work().catch(() => {})`, `Promise.allSettled(works)`. */
export function neverRejects(promise: TSESTree.Node): boolean {
  const call = methodCall(unwrap(promise));
  if (!call) return false;
  if (call.name === 'allSettled') return memberPath(call.object)?.join() === 'Promise';
  if (call.name === 'finally') return neverRejects(call.object) && call.call.arguments.every(isQuiet);
  const [first, second] = call.call.arguments;
  if (call.name === 'catch') return first !== undefined && isQuiet(first);
  return (
    call.name === 'then' &&
    first !== undefined &&
    isQuiet(first) &&
    (second ? isQuiet(second) : neverRejects(call.object))
  );
}

/** Whether a callback is written out, or is a method of the console, and neither throws nor waits for what may fail. */
export function isQuiet(callback: TSESTree.Node): boolean {
  const value = unwrap(callback);
  if (!isFunction(value)) return memberPath(value)?.[0] === 'console';
  return isQuietFunction(value);
}

function isQuietFunction(fn: FunctionNode): boolean {
  if (fn.body.type !== 'BlockStatement') return isQuietExpression(fn.body);
  return fn.body.body.every(statement =>
    statement.type === 'ExpressionStatement'
      ? isQuietExpression(statement.expression)
      : statement.type === 'ReturnStatement' && (statement.argument === null || isQuietExpression(statement.argument)),
  );
}

/** A value, an assignment of one, or a call of the console or a logger: anything else may fail or give a promise that does. */
function isQuietExpression(expression: TSESTree.Expression): boolean {
  const value = unwrap(expression);
  switch (value.type) {
    case 'Literal':
    case 'Identifier':
    case 'MemberExpression':
      return true;
    case 'TemplateLiteral':
      return value.expressions.every(isQuietExpression);
    case 'ObjectExpression':
      return value.properties.every(
        one => one.type === 'Property' && one.value.type !== 'AssignmentPattern' && isQuietNode(one.value),
      );
    case 'ArrayExpression':
      return value.elements.every(one => one === null || isQuietNode(one));
    case 'UnaryExpression':
      return isQuietExpression(value.argument);
    case 'AssignmentExpression':
      return isQuietExpression(value.right);
    case 'CallExpression':
      return isLogger(value);
    default:
      return false;
  }
}

function isQuietNode(node: TSESTree.Node): boolean {
  return isQuietExpression(node as TSESTree.Expression);
}

/** Whether a call writes to a log: of the console, or of something that is named a log. */
function isLogger(call: TSESTree.CallExpression): boolean {
  const path = memberPath(call.callee) ?? [];
  const owner = path.at(-2);
  return owner !== undefined && (owner === 'console' || /log(?:ger)?$/i.test(owner));
}
