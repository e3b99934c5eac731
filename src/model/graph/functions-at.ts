import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, isFunction, isWithin, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { Frame, Located } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';

/** How deep arrays, wrappers and factories are looked into for a function. */
const MAX_DEPTH = 4;

/** The functions of one file that an argument of a registration stands for: itself, inside of a wrapper's call or an array, as the handler of a route's options, made by a factory, or called by a function written in place. */
export function functionsAt({ node, frame }: Located, own: File, locator: Locator, depth = 0): readonly FunctionNode[] {
  if (depth > MAX_DEPTH) return [];
  const found = locator.locate(node, frame);
  const inside = (one: TSESTree.Node): readonly FunctionNode[] =>
    functionsAt({ node: one, frame: found.frame }, own, locator, depth + 1);
  const value = unwrapAwait(found.node);
  if (isFunction(value)) return found.frame.file === own ? [value] : calledBy(value, found.frame).flatMap(inside);
  switch (value.type) {
    case 'ArrayExpression':
      return value.elements.flatMap(element => (element && element.type !== 'SpreadElement' ? inside(element) : []));
    case 'ObjectExpression': {
      const handler = locator.member(found, 'handler');
      return handler ? functionsAt(handler, own, locator, depth + 1) : [];
    }
    case 'CallExpression': {
      const factory = locator.locate(value.callee, found.frame);
      const made =
        factory.frame.file === own && isFunction(factory.node)
          ? own.functions.filter(fn => enclosingFunction(fn) === factory.node && isReturned(fn))
          : [];
      return [
        ...made,
        ...value.arguments.flatMap(argument => (argument.type === 'SpreadElement' ? [] : inside(argument))),
      ];
    }
    default:
      return [];
  }
}

/** `(req, res) => users.create(req, res)`: what a function hands its own request and response to. */
function calledBy(fn: FunctionNode, { file }: Frame): readonly TSESTree.Node[] {
  const [request, response] = parametersOf(fn).map(parameter => file.bindings.variableOf(parameter));
  if (!request || !response) return [];
  return file.calls.flatMap(call => {
    const [first, second] = call.arguments;
    if (
      !first ||
      !second ||
      !isWithin(call, fn) ||
      file.bindings.variableOf(first) !== request ||
      file.bindings.variableOf(second) !== response
    )
      return [];
    return [call.callee];
  });
}

function isReturned(fn: FunctionNode): boolean {
  for (let node: TSESTree.Node | undefined = fn.parent; node; node = node.parent) {
    // return asyncHandler(async (req, res) => …)
    if (node.type === 'CallExpression') continue;
    return node.type === 'ReturnStatement' || node.type === 'ArrowFunctionExpression';
  }
  return false;
}
