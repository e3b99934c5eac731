import type { TSESTree } from '@typescript-eslint/utils';

import { CREDENTIAL, OF_CREDENTIAL, OTHER_TOKEN } from '../../knowledge/shapes/credentials.ts';
import { OF_PASSWORD } from '../../knowledge/shapes/passwords.ts';
import type { File } from '../../model/definitions/file.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calleeName, lastName, methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { CallScope } from './call-scope.ts';
import type { RequestPart } from './kinds.ts';
import { findPromised } from './promised.ts';

/** Whether an argument is a password or what is kept of one: `req.body.password`, `account.passwordHash`. */
export function isPassword(node: TSESTree.Node, scope: CallScope): boolean {
  return namesOf(node, scope).some(name => OF_PASSWORD.has(name));
}

/** Whether an argument proves who the caller is: a credential of the request, or what is called one. */
export function provesWho(node: TSESTree.Node, scope: CallScope): boolean {
  return (
    isSentToProve(node, scope) ||
    namesOf(node, scope).some(name => (CREDENTIAL.has(name) || OF_CREDENTIAL.has(name)) && !OTHER_TOKEN.has(name))
  );
}

/** Whether a value comes out of where a request carries who its caller is, whatever it is called. */
export function isSentToProve(node: TSESTree.Node, scope: CallScope): boolean {
  const sources = scope.sourcesIn(node);
  return scope.of(node).is === 'credential' || sources.has('credential') || sources.has('header');
}

/** The name of what is called: as its module exports it, where it is imported under another. */
export function nameOfCalled(node: TSESTree.CallExpression, file: File): string {
  const promised = findPromised(node, file);
  if (promised) return nameOfPromised(promised, file);
  const name = calleeName(node) ?? '';
  const exported = methodCall(node) ? undefined : file.bindings.originOf(node.callee)?.name.split('.').at(-1);
  return exported === undefined || exported === 'default' || exported === '*' ? name : exported;
}

/** What a promised function goes by; one that does nothing but call another, `(token, done) => jwt.verify(token, KEY, done)`, goes by that. */
function nameOfPromised(promised: TSESTree.Node, file: File): string {
  if (!isFunction(promised))
    return file.bindings.originOf(promised)?.name.split('.').at(-1) ?? lastName(promised) ?? '';
  const [only, second] = promised.body.type === 'BlockStatement' ? promised.body.body : [promised.body];
  const call =
    only?.type === 'ExpressionStatement'
      ? unwrap(only.expression)
      : only?.type === 'ReturnStatement' && only.argument
        ? unwrap(only.argument)
        : only;
  return second === undefined && call?.type === 'CallExpression' ? (calleeName(call) ?? '') : '';
}

/** What a value goes by: its own last name, and that of the field it comes from. */
function namesOf(node: TSESTree.Node, scope: CallScope): readonly string[] {
  const provenance = scope.of(node);
  const field = 'name' in provenance ? provenance.name : 'attribute' in provenance ? provenance.attribute : null;
  return [lastName(node), field].filter(name => name != null);
}

/** The sources of the request that a call's arguments come from, those of the calls it is chained to included. */
export function sourcesOfArguments(
  node: TSESTree.CallExpression,
  depth: number,
  scope: CallScope,
): ReadonlySet<RequestPart> {
  const found = new Set<RequestPart>();
  for (const argument of node.arguments)
    for (const source of scope.sourcesIn(argument, Math.min(depth, 3), false)) found.add(source);
  // db.select().from(t).where(eq(t.id, req.params.id)): the earlier calls of the chain have arguments too.
  const method = methodCall(node);
  if (method?.object.type === 'CallExpression')
    for (const source of sourcesOfArguments(method.object, depth, scope)) found.add(source);
  return found;
}
