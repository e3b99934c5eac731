import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { argumentsOf, callFrame, findProperty, type Frame, type Located } from '../definitions/frame.ts';
import { constructorOf, isClass, type Locator } from '../definitions/locate.ts';
import { onlyReturn } from '../definitions/returns.ts';
import { parametersKept, type Taken } from '../handlers/held-response.ts';
import type { ObjectOf } from './response-object.ts';

/** A call or `new` that gets the response. */
type Making = TSESTree.CallExpression | TSESTree.NewExpression;

/** A function that has the response by what made it, and how. */
export interface Answering {
  readonly located: Located & { readonly node: FunctionNode };
  readonly taken: Taken;
}

/**
 * Whether a call only makes something that answers later, `const answer = new Answer(res)`, `respond(res).notFound()`: what it makes is in sight, keeps
 * the response, and everything that is done with it is a call of it or of its methods.
 */
export function onlyMakes(made: Making, objectOf: ObjectOf, frame: Frame, locator: Locator): boolean {
  const index = made.arguments.findIndex(argument => objectOf(argument) !== null);
  if (index < 0 || !isOnlyCalled(made, frame.file)) return false;
  const definition = locator.locate(made.callee, frame);
  if (made.type === 'NewExpression') {
    const fn = isClass(definition.node) ? constructorOf(definition.node) : null;
    const parameter = fn && parameterAt(fn, index, definition.frame.file);
    const kept = fn && parametersKept(fn)[index]?.length;
    return Boolean(kept) && parameter?.references.every(({ identifier }) => isAssigned(identifier)) === true;
  }
  const fn = definition.node;
  if (!isFunction(fn)) return false;
  const returned = onlyReturn(fn);
  const value = returned && unwrap(returned);
  const isObject = value?.type === 'ObjectExpression' || isFunction(value);
  const parameter = parameterAt(fn, index, definition.frame.file);
  return isObject && parameter?.references.every(({ identifier }) => isWithinFunction(identifier, fn, value)) === true;
}

/** The function that a call leads to, and how it has the response by what the call's object, or the function itself, was made with; null for any other call. */
export function answeringOf(
  call: TSESTree.CallExpression,
  objectOf: ObjectOf,
  frame: Frame,
  locator: Locator,
): Answering | null {
  if (!isMadeWithResponse(unwrap(call.callee), objectOf, frame.file)) return null;
  const located = calledBy(call, frame, locator);
  const { node } = located;
  if (!isFunction(node)) return null;
  const taken = takenBy(located, frame, objectOf);
  return taken && { located: { ...located, node }, taken };
}

/** Whether an expression, or the object it is a member of, is made by a call that gets the response. */
export function isMadeWithResponse(callee: TSESTree.Node, objectOf: ObjectOf, { bindings }: File): boolean {
  const root = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee;
  const made = bindings.resolveAwaited(root);
  return (
    (made.type === 'CallExpression' || made.type === 'NewExpression') &&
    made.arguments.some(argument => givesResponse(argument, objectOf))
  );
}

function givesResponse(argument: TSESTree.Node, objectOf: ObjectOf): boolean {
  if (isFunction(argument) || argument.type === 'SpreadElement') return false;
  return objectOf(argument) !== null || responseProperty(argument, objectOf) !== null;
}

/** The name under which an object literal has the response. */
function responseProperty(node: TSESTree.Node, objectOf: ObjectOf): string | null {
  const object = unwrap(node);
  if (object.type !== 'ObjectExpression') return null;
  for (const property of object.properties)
    if (property.type === 'Property' && property.key.type === 'Identifier' && objectOf(property.value) !== null)
      return property.key.name;
  return null;
}

/** What a call runs; of `respond(res)(404)` the function that the inner call gives back. */
function calledBy(call: TSESTree.CallExpression, frame: Frame, locator: Locator): Located {
  const located = locator.locate(call.callee, frame);
  const inner = unwrapAwait(located.node);
  if (inner.type !== 'CallExpression') return located;
  const fn = locator.locate(inner.callee, located.frame);
  const returned = isFunction(fn.node) ? onlyReturn(fn.node) : null;
  const inside = returned && callFrame(fn, argumentsOf(inner, located.frame), fn.frame.self);
  return inside ? { node: unwrap(returned), frame: inside } : located;
}

function takenBy({ node, frame: own }: Located, caller: Frame, objectOf: ObjectOf): Taken | null {
  const { self } = own;
  const kept = self?.args.list.findIndex(one => one.frame === caller && objectOf(one.node) !== null) ?? -1;
  if (self && kept >= 0) {
    const fn = isClass(self.cls.node) ? constructorOf(self.cls.node) : null;
    const [name] = (fn && parametersKept(fn)[kept]) ?? [];
    return name === undefined ? null : { held: { holder: 'this', name } };
  }
  for (const [variable, bound] of own.bound) {
    if (bound?.frame !== caller || !isFunction(node)) continue;
    if (objectOf(bound.node) !== null) return { response: variable };
    const name = responseProperty(bound.node, objectOf);
    const object = unwrap(bound.node);
    if (name !== null && object.type === 'ObjectExpression' && findProperty(object, name))
      return { held: { holder: variable, name } };
  }
  return null;
}

function parameterAt(fn: FunctionNode, index: number, { bindings }: File): Variable | null {
  const parameter = fn.params[index];
  const own = parameter?.type === 'TSParameterProperty' ? parameter.parameter : parameter;
  return own ? bindings.variableOf(own) : null;
}

/** Whether a use only keeps a value: `this.res = res`. */
function isAssigned({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'AssignmentExpression' || parent?.type === 'TSParameterProperty';
}

/** Whether a use stands in what a function gives back, and so does not run with it. */
function isWithinFunction(use: TSESTree.Node, fn: FunctionNode, value: TSESTree.Node): boolean {
  for (let outer = use.parent; outer && outer !== fn; outer = outer.parent)
    if (isFunction(outer) && outer.range[0] >= value.range[0] && outer.range[1] <= value.range[1]) return true;
  return false;
}

/** Whether what is made is called, or its methods are, and nothing else is done with it. */
function isOnlyCalled(made: Making, { bindings }: File): boolean {
  const isCalled = (node: TSESTree.Node): boolean => {
    const { parent } = node;
    if (parent?.type === 'CallExpression') return parent.callee === node;
    return parent?.type === 'MemberExpression' && parent.object === node && methodCall(parent.parent) !== null;
  };
  if (isCalled(made)) return true;
  const { parent } = made;
  const variable =
    parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? bindings.variableOf(parent.id) : null;
  const reads = variable?.references.filter(reference => reference.isRead()) ?? [];
  return (
    variable !== null &&
    !bindings.isRewritten(variable) &&
    reads.length > 0 &&
    reads.every(({ identifier }) => isCalled(identifier))
  );
}
