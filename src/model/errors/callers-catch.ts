import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { endsInCatch, endsInOwnCatch } from './own-catch.ts';

const known = new WeakMap<FunctionNode, boolean>();

/**
 * Whether whoever calls a function answers what it throws otherwise than by that error: each use of it is a call in a `try` whose `catch` ends the error, or
 * in a chain of promises with such a `catch`, `then(() => readCookie(req)).catch(() => readBasic(req))`. What a module gives away others may call.
 */
export function endsInCallersCatch(fn: FunctionNode, file: File): boolean {
  let found = known.get(fn);
  if (found === undefined) known.set(fn, (found = read(fn, file)));
  return found;
}

function read(fn: FunctionNode, file: File): boolean {
  const declaration = fn.id ? fn : fn.parent.type === 'VariableDeclarator' ? fn.parent : null;
  const own = declaration?.id ? file.bindings.variableOf(declaration.id) : null;
  const place = fn.id ? fn.parent : fn.parent.parent?.parent;
  if (!own || place?.type.startsWith('Export')) return false;
  const uses = own.references.filter(reference => reference.isRead()).map(({ identifier }) => identifier);
  return (
    uses.length > 0 &&
    uses.every(({ parent }, at) => {
      if (parent.type !== 'CallExpression' || parent.callee !== uses[at]) return false;
      const isCaught = !fn.async || parent.parent.type === 'AwaitExpression';
      return (isCaught && endsInOwnCatch(parent, file)) || endsInChain(parent, file);
    })
  );
}

/** Whether the promise that a call gives, or that of the `then` whose callback gives it on, has a `catch` that ends its error. */
function endsInChain(call: TSESTree.CallExpression, file: File): boolean {
  let link: TSESTree.Node = callbackOf(call)?.parent ?? call;
  for (;;) {
    const member: TSESTree.Node | undefined = link.parent;
    const next: ReturnType<typeof methodCall> =
      member?.type === 'MemberExpression' && member.object === link ? methodCall(member.parent) : null;
    if (!next || !/^(?:then|catch|finally)$/.test(next.name)) return false;
    const handler = next.call.arguments[next.name === 'catch' ? 0 : 1];
    if (next.name !== 'finally' && isFunction(handler))
      return endsInCatch({ param: parametersOf(handler)[0] ?? null, body: handler.body }, file);
    link = next.call;
  }
}

/** The callback of a `then` that gives on what a call gives: `then(function () { return read(req); })`. */
function callbackOf(call: TSESTree.CallExpression): FunctionNode | null {
  const { parent } = call;
  const fn = parent.type === 'ReturnStatement' ? parent.parent.parent : parent;
  const isGivenOn = isFunction(fn) && (parent.type === 'ReturnStatement' || fn.body === call);
  return isGivenOn && methodCall(fn.parent)?.name === 'then' ? fn : null;
}
