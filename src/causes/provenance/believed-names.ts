import type { TSESTree } from '@typescript-eslint/utils';

import { CHECKS_CREDENTIALS } from '../../knowledge/shapes/credentials.ts';
import { SAYS_NO_PASSWORD } from '../../knowledge/shapes/passwords.ts';
import { packageOf } from '../../knowledge/neutral-packages.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import { isPassword, isSentToProve, nameOfCalled, provesWho } from './argument-facts.ts';
import type { CallScope } from './call-scope.ts';
import type { Provenance, RequestPart } from './kinds.ts';

/**
 * What a call out of sight is by its names: what it goes by, what it is called on and what it is given are called say one thing together,
 * `compare(password, passwordAgain)`. Where nothing of another kind agrees, no rule speaks by it.
 */
export function believed(node: TSESTree.CallExpression, named: Provenance, scope: CallScope): Provenance {
  switch (named.is) {
    case 'password-check':
      return isComparedWithKept(node, scope) ? named : { ...named, isNamed: true };
    case 'permission-check':
      return isAskedOfCaller(node, scope) ? named : { ...named, isNamed: true };
    case 'verified':
      return isOfRequest(node, scope) ? named : { ...named, isNamed: true };
    default:
      return named;
  }
}

/** Whether a call is given something that came with the request, or the request itself. */
function isOfRequest(node: TSESTree.CallExpression, scope: CallScope): boolean {
  return valuesOf(node).some(
    value => scope.of(value).is === 'request' || isSentToProve(value, scope) || sourcesBehind(value, scope).size > 0,
  );
}

/** Whether a call has to do with a record, the caller or a credential: what is compared with what the request says is kept somewhere. */
function isComparedWithKept(node: TSESTree.CallExpression, scope: CallScope): boolean {
  const origin = scope.file.bindings.originOf(node.callee);
  if (CHECKS_CREDENTIALS.has(origin && packageOf(origin.source))) return true;
  return valuesOf(node).some(value => {
    const { is } = scope.of(value);
    return KEPT.has(is) || sourcesBehind(value, scope).has('principal') || isSentToProve(value, scope);
  });
}

const KEPT: ReadonlySet<Provenance['is']> = new Set(['lookup', 'written', 'principal', 'verified']);

/** Whether a call is given the caller, or asked of it or of what middleware keeps for it: `canEdit(req.user, post)`, `req.ability.can('edit')`. */
function isAskedOfCaller(node: TSESTree.CallExpression, scope: CallScope): boolean {
  return valuesOf(node).some(value => {
    const { is } = scope.of(value);
    return (
      is === 'principal' ||
      is === 'verified' ||
      is === 'request' ||
      sourcesBehind(value, scope).has('principal') ||
      isKeptOnRequest(value, scope)
    );
  });
}

/** Whether a value is a member of the request that no request has of itself: `req.isAdmin`, `const { isAdmin } = req`, `req.session.isAdmin`. */
export function isKeptOnRequest(node: TSESTree.Node, scope: CallScope): boolean {
  const value = scope.file.bindings.resolve(node);
  if (scope.of(value).is !== 'unknown') return false;
  let holder = value.type === 'MemberExpression' ? value.object : takenFrom(value, scope);
  while (holder?.type === 'MemberExpression' && scope.of(holder).is === 'unknown') holder = holder.object;
  if (holder === null) return false;
  const kept = scope.of(holder);
  return kept.is === 'request' || (kept.is === 'credential' && kept.isKept === true);
}

/** The parts of the request behind a value, or behind the record that it is. */
function sourcesBehind(value: TSESTree.Node, scope: CallScope): ReadonlySet<RequestPart> {
  const provenance = scope.of(value);
  return provenance.is === 'lookup' ? provenance.by : scope.sourcesIn(takenFrom(value, scope) ?? value);
}

/** What a variable is one part of: `abilitiesOf(req.user)` of `const { cannot } = abilitiesOf(req.user)`; null where it is no part. */
function takenFrom(node: TSESTree.Node, { file }: CallScope): TSESTree.Node | null {
  const definition = file.bindings.variableOf(unwrap(node))?.defs[0];
  return definition?.type === 'Variable' && definition.node.id.type === 'ObjectPattern' ? definition.node.init : null;
}

/** What a call is called on or was taken from, and what it is given. */
function valuesOf(node: TSESTree.CallExpression): readonly TSESTree.Node[] {
  return [methodCall(node)?.object ?? node.callee, ...node.arguments];
}

/** Whether the name of a call out of sight is believed: a name that many things go by, only where what it is given says the same. */
export function isBelieved(node: TSESTree.CallExpression, named: Provenance, scope: CallScope): boolean {
  const name = nameOfCalled(node, scope.file);
  const origin = scope.file.bindings.originOf(node.callee);
  const from = origin && packageOf(origin.source);
  if (CHECKS_CREDENTIALS.has(from)) return true;
  switch (named.is) {
    case 'password-check': {
      if (!SAYS_NO_PASSWORD.has(name)) return true;
      const method = methodCall(node);
      // user.isMatch(candidate): the record of an account has its own.
      return (
        (method !== null && scope.of(method.object).is === 'lookup') ||
        node.arguments.some(argument => isPassword(argument, scope))
      );
    }
    case 'verified':
      return name !== 'verify' || !named.ofCredential || node.arguments.some(argument => provesWho(argument, scope));
    // What a package exports itself, `removeStopwords(words)`, is no store unless it is waited for.
    case 'lookup':
    case 'written':
      return from === null || methodCall(node) !== null || isWaitedFor(node);
    default:
      return true;
  }
}

function isWaitedFor({ parent }: TSESTree.CallExpression): boolean {
  return (
    parent.type === 'AwaitExpression' ||
    parent.type === 'ReturnStatement' ||
    parent.type === 'ArrowFunctionExpression' ||
    parent.type === 'MemberExpression'
  );
}
