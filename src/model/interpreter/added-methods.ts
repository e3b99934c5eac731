import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, memberPath, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { argumentsOf, callFrame, frameOf, type Frame, type Located } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';
import { onlyReturn } from '../definitions/returns.ts';
import type { Taken } from '../handlers/held-response.ts';

/** A function that a file puts on responses. */
export interface AddedMethod {
  readonly located: Located & { readonly node: FunctionNode };
  /** How it has the response beside `this`: by the variable of the middleware that adds it. */
  readonly taken: Taken | null;
}

/** The parts of a name below a response that are followed: `res.success`, `res.api.success`. */
const MAX_PARTS = 2;

/** Names of variables that hold a response, and of the members and classes whose members all responses have. */
const RESPONSE = /^(?:res|response|reply)$/;
const PROTOTYPE = /(?:^|\.)(?:response|(?:\w*Response|Reply)\.prototype|response\.__proto__)$/;

/**
 * Finds what a file puts on responses, by name below them: `decorateReply('missing', fn)`, `res.missing = fn`, `app.response.missing = fn`,
 * `res.api = { missing: fn }`, `Object.assign(res, { missing: fn })`.
 */
export function findAddedMethods(file: File, locator: Locator): ReadonlyMap<string, AddedMethod> {
  const found = new Map<string, AddedMethod>();
  const frame = frameOf(file);
  const add = (name: string, value: TSESTree.Node, at: Frame, owner: TSESTree.Node | null): void => {
    const located = locator.locate(value, at);
    if (located.node.type === 'ObjectExpression' && name.split('.').length < MAX_PARTS) {
      addMembers(located.node, name, located.frame, owner);
      return;
    }
    const fn = functionOf(located, locator);
    if (fn) found.set(name, { located: fn, taken: owner && takenFrom(owner, fn, file) });
  };
  const addMembers = (object: TSESTree.ObjectExpression, prefix: string, at: Frame, owner: TSESTree.Node | null) => {
    for (const property of object.properties) {
      const name = property.type === 'Property' ? propertyName(property) : null;
      if (property.type === 'Property' && name !== null)
        add(prefix === '' ? name : `${prefix}.${name}`, property.value, at, owner);
    }
  };
  for (const call of file.calls) {
    for (const { name, value, owner } of addedByCall(call, file)) {
      if (name !== '') add(name, value, frame, owner);
      else if (value.type === 'ObjectExpression') addMembers(value, '', frame, owner);
    }
  }
  for (const { left, right } of file.assignments) {
    const place = left.type === 'MemberExpression' ? placeOf(left) : null;
    if (place) add(place.name, right, frame, place.owner);
  }
  return found;
}

/** A value that is put on a response; without a name where its members are. */
interface Addition {
  readonly name: string;
  readonly value: TSESTree.Node;
  readonly owner: TSESTree.Node | null;
}

/** `decorateReply('missing', fn)`, `Object.assign(res, { missing: fn })`, `Object.defineProperty(res, 'missing', { value: fn })`. */
function addedByCall(call: TSESTree.CallExpression, { bindings }: File): readonly Addition[] {
  const [first, second, third] = call.arguments;
  const name = calleeName(call);
  if (!first || !second) return [];
  if (name === 'decorateReply') {
    const text = stringValue(first);
    return text === null ? [] : [{ name: text, value: second, owner: null }];
  }
  if (!isResponse(first)) return [];
  if (name === 'assign') return [{ name: '', value: bindings.resolve(second), owner: first }];
  const text = name === 'defineProperty' && third ? stringValue(second) : null;
  const descriptor = third && bindings.resolve(third);
  const value =
    descriptor?.type === 'ObjectExpression'
      ? descriptor.properties.find(one => one.type === 'Property' && propertyName(one) === 'value')
      : null;
  return text !== null && value?.type === 'Property' ? [{ name: text, value: value.value, owner: first }] : [];
}

/** The response that a member belongs to, and its name below that: `res.api.missing`. */
function placeOf(member: TSESTree.MemberExpression): { readonly owner: TSESTree.Node; readonly name: string } | null {
  const names: string[] = [];
  let object: TSESTree.Node = member;
  while (object.type === 'MemberExpression' && names.length < MAX_PARTS) {
    const name = propertyName(object);
    if (name === null) return null;
    names.unshift(name);
    object = unwrap(object.object);
    if (isResponse(object)) return { owner: object, name: names.join('.') };
  }
  return null;
}

function isResponse(node: TSESTree.Node): boolean {
  const owner = unwrap(node);
  if (owner.type === 'Identifier') return RESPONSE.test(owner.name);
  return owner.type === 'MemberExpression' && PROTOTYPE.test(memberPath(owner)?.join('.') ?? '');
}

/** The function that a value is, that it binds, or that the call which makes it gives back. */
function functionOf({ node, frame }: Located, locator: Locator): AddedMethod['located'] | null {
  if (isFunction(node)) return { node, frame };
  if (node.type !== 'CallExpression') return null;
  const fn = locator.locate(node.callee, frame);
  const returned = isFunction(fn.node) ? onlyReturn(fn.node) : null;
  const value = returned && unwrap(returned);
  const inside = isFunction(value) ? callFrame(fn, argumentsOf(node, frame), fn.frame.self) : null;
  return inside && isFunction(value) ? { node: value, frame: inside } : null;
}

function takenFrom(owner: TSESTree.Node, { frame }: Located, { bindings }: File): Taken | null {
  const variable = bindings.variableOf(owner);
  if (!variable) return null;
  for (const [own, bound] of frame.bound)
    if (bound && bindings.variableOf(bound.node) === variable) return { response: own };
  return { response: variable };
}
