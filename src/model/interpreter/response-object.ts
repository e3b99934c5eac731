import type { TSESTree } from '@typescript-eslint/utils';

import type { ResponseMethod } from '../../frameworks/effects.ts';
import type { Framework } from '../../frameworks/framework.ts';
import { nodeMethods } from '../../frameworks/node-http.ts';
import { enclosingFunction } from '../../syntax/functions.ts';
import { methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { findProperty } from '../definitions/frame.ts';
import { destructuredMember } from '../definitions/locate.ts';
import type { Handler } from '../handlers/handler.ts';
import { functionOfThis } from '../handlers/held-response.ts';

/** What an expression has to do with a handler's response object: it is the response, or Fastify's `reply.raw`. */
export type ResponseObject = 'response' | 'raw';

/** Finds a method of a framework's response object; null for one it does not have. */
export function findMethod(framework: Framework, object: ResponseObject, name: string): ResponseMethod | null {
  const methods = object === 'raw' ? nodeMethods : framework.methods;
  return Object.hasOwn(methods, name) ? (methods[name] ?? null) : null;
}

/** Tells which expressions are the response object of one handler: its parameter, aliases of it, and chained calls on it. */
export function responseObjects(
  handler: Handler,
  file: File,
  isThisResponse = false,
): (node: TSESTree.Node) => ResponseObject | null {
  const known = new Map<TSESTree.Node, ResponseObject | null>();
  const find = (node: TSESTree.Node): ResponseObject | null => {
    const value = unwrapAwait(node);
    const before = known.get(value);
    if (before !== undefined) return before;
    known.set(value, null);
    const found = read(value);
    known.set(value, found);
    return found;
  };
  const read = (value: TSESTree.Node): ResponseObject | null => {
    switch (value.type) {
      case 'Identifier': {
        const variable = file.bindings.variableOf(value);
        if (!variable) return null;
        if (variable === handler.response) return 'response';
        const init = file.bindings.initOf(value);
        if (init) return find(init);
        const member = destructuredMember(variable, file);
        return member ? ofMember(member.object, member.name) : null;
      }
      case 'ThisExpression':
        return isThisResponse && enclosingFunction(value) === handler.fn ? 'response' : null;
      case 'CallExpression': {
        const call = methodCall(value);
        const object = call && find(call.object);
        if (!call || !object) return null;
        return findMethod(handler.framework, object, call.name)?.returns === 'response' ? object : null;
      }
      case 'MemberExpression': {
        const name = propertyName(value);
        return name === null ? null : ofMember(value.object, name);
      }
      default:
        return null;
    }
  };
  /** `reply.raw`, `options.res`, `this.res`, and `context.res` of an object that the function makes. */
  const ofMember = (object: TSESTree.Node, name: string): ResponseObject | null => {
    if (handler.framework.rawProperties.includes(name) && find(object) === 'response') return 'raw';
    const owner = unwrap(object);
    if (handler.held?.name === name) {
      const { holder } = handler.held;
      const isHolder =
        holder === 'this'
          ? owner.type === 'ThisExpression' && functionOfThis(owner) === handler.fn
          : owner.type === 'Identifier' && file.bindings.variableOf(owner) === holder;
      if (isHolder) return 'response';
    }
    const made = owner.type === 'Identifier' ? file.bindings.resolve(owner) : owner;
    const written = made.type === 'ObjectExpression' ? findProperty(made, name) : null;
    return written && written !== 'unknown' && enclosingFunction(made) !== null ? find(written) : null;
  };
  return handler.response || handler.held || isThisResponse ? find : () => null;
}

/** Finds the response object that an expression is; null for any other. */
export type ObjectOf = (node: TSESTree.Node) => ResponseObject | null;
