import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { lastStatement } from '../../syntax/last-statement.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { argumentsOf, callFrame, type Frame, type Located } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';
import { returnsOf } from '../definitions/returns.ts';

/** The error that a call of a helper throws on every way through it, `fail('no box', 404)`, as that call makes it; null for any other call. */
export function thrownByCall(call: TSESTree.CallExpression, frame: Frame, locator: Locator): Located | null {
  if (!isForItself(call)) return null;
  const fn = locator.locate(call.callee, frame);
  const { node } = fn;
  if (!isFunction(node) || node.generator || (node.async && call.parent.type !== 'AwaitExpression')) return null;
  const error = onlyThrow(node, fn.frame);
  const inside = error && callFrame(fn, argumentsOf(call, frame), fn.frame.self);
  return inside ? { node: error, frame: inside } : null;
}

/** Whether nothing waits for what a call gives: it stands alone, is given back, or is the last resort of a value, `box ?? fail(404)`. */
export function isForItself(call: TSESTree.Node): boolean {
  const { parent } = call;
  switch (parent?.type) {
    case 'ExpressionStatement':
    case 'ReturnStatement':
      return true;
    case 'AwaitExpression':
      return isForItself(parent);
    case 'LogicalExpression':
      return parent.right === call && parent.operator !== '&&';
    default:
      return false;
  }
}

/** Whether a node can never be reached: the `default` of its switch begins with a call that always throws, `assertNever(kind)`, for the compiler to see that all cases are there. */
export function isBehindThrow(node: TSESTree.Node, frame: Frame, locator: Locator): boolean {
  for (let inner = node; inner.parent && !isFunction(inner); inner = inner.parent) {
    const { parent } = inner;
    const block = parent.type === 'BlockStatement' ? parent.parent : parent;
    if (block.type !== 'SwitchCase' || block.test !== null) continue;
    const statements: readonly TSESTree.Node[] = parent.type === 'BlockStatement' ? parent.body : block.consequent;
    return statements
      .slice(0, statements.indexOf(inner))
      .some(
        one =>
          one.type === 'ExpressionStatement' &&
          one.expression.type === 'CallExpression' &&
          thrownByCall(one.expression, frame, locator) !== null,
      );
  }
  return false;
}

/** The one expression that a function throws, which ends in that and in nothing else. */
function onlyThrow(fn: FunctionNode, { file }: Frame): TSESTree.Node | null {
  if (fn.body.type !== 'BlockStatement' || lastStatement(fn.body)?.type !== 'ThrowStatement') return null;
  if (returnsOf(fn).length > 0) return null;
  const [only, ...others] = nodesWithin(file.throws, fn.body).filter(
    statement => !file.functions.some(inner => inner !== fn && isWithin(inner, fn) && isWithin(statement, inner)),
  );
  return only && others.length === 0 ? only.argument : null;
}
