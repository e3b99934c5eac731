import type { TSESTree } from '@typescript-eslint/utils';

import { OWNER, PERMISSION } from '../../knowledge/shapes/permissions.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { childExpressions } from '../../syntax/child-expressions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import { isPassword, isSentToProve, provesWho, sourcesOfArguments } from './argument-facts.ts';
import type { CallScope } from './call-scope.ts';
import type { Deeds, FunctionInSight } from './callee.ts';
import { requestPartOf, UNKNOWN, type Provenance } from './kinds.ts';

/** What a call does, as a name claims it or a body shows it, rather than a value it hands on. */
type Deed = Extract<
  Provenance,
  { is: 'lookup' | 'written' | 'password-check' | 'verified' | 'permission-check' | 'verdict' | 'upstream' }
>;

const DEEDS: ReadonlySet<string> = new Set<Deed['is']>([
  'lookup',
  'written',
  'password-check',
  'verified',
  'permission-check',
  'verdict',
  'upstream',
]);

/** Whether a provenance says what a call does. */
export function isDeed(provenance: Provenance): provenance is Deed {
  return DEEDS.has(provenance.is);
}

/** What a call of a function in sight gives: its name counts where the body does not contradict it. */
export function provenanceOfBody(
  node: TSESTree.CallExpression,
  named: Provenance,
  body: FunctionInSight,
  scope: CallScope,
): Provenance {
  const returned = returnedBy(node, body, scope);
  if (returned?.is === 'lookup' && returned.isOfTable) return returned;
  // const removed = await removeBoat(id): where the body gives nothing but true and false, it says what they mean.
  if (!isDeed(named) || givesTruth(body)) return returned ?? handedOn(node, body, scope) ?? UNKNOWN;
  const deeds = scope.callees.deedsOf(body);
  if (agrees(named, deeds, node, scope)) {
    if (named.is === 'lookup' && returned?.is === 'lookup')
      return { ...named, isList: named.isList && returned.isList };
    // updateBox = (id, change) => boxes.updateOne({ id }, change): what the store's own write gives back.
    return named.is === 'written' && returned?.is === 'written' ? { ...named, name: returned.name } : named;
  }
  return returned ?? handedOn(node, body, scope) ?? (mayBe(named, deeds) ? named : UNKNOWN);
}

/** Whether what is out of sight in a body may be what its function is named for; a schema asks no store and no server. */
function mayBe(named: Deed, { isOpaque, kinds }: Deeds): boolean {
  return isOpaque && (named.is !== 'verdict' || ![...ASKS_OTHERS].some(kind => kinds.has(kind)));
}

/** What reaches out for its answer. */
const ASKS_OTHERS: ReadonlySet<Deed['is']> = new Set<Deed['is']>(['lookup', 'written', 'upstream']);

/** The part of the request, or the caller, that a function gives back of what one call gives it, in another form: `const dayOf = text => new Date(text)`; null where it gives back anything else. */
function handedOn(node: TSESTree.CallExpression, body: FunctionInSight, scope: CallScope): Provenance | null {
  const inside = scope.boundTo(body, node);
  if (!inside) return null;
  let first: Provenance | null = null;
  for (const returned of returnsOf(body.fn)) {
    const one: Provenance = isUndefined(returned) ? { is: 'constant' } : inside.of(returned);
    if (one.is === 'constant') continue;
    // The first that is another ends it: functions that return each other many times would multiply.
    if (!isHandedOn(one) || (first && one.is !== first.is)) return null;
    first ??= one;
  }
  if (!first) return null;
  switch (first.is) {
    case 'body':
    case 'query':
    case 'param':
    case 'header':
      // req => req.body hands on as it is.
      return body.fn.body.type !== 'BlockStatement' && isPlainRead(body.fn.body)
        ? first
        : { ...first, name: first.name ?? 'part', isMade: true };
    case 'verdict':
      // const checkBoat = body => schema.validate(body); const { error } = checkBoat(req.body);
      return { ...first, isHandedOn: true };
    default:
      return first;
  }
}

/** Whether a function gives nothing back but `true` and `false`, each of them somewhere. */
function givesTruth({ fn }: FunctionInSight): boolean {
  const returns = returnsOf(fn).map(one => unwrap(one));
  const given = new Set(returns.map(one => (one.type === 'Literal' ? one.value : null)));
  return given.size === 2 && given.has(true) && given.has(false);
}

/** Whether it is a part of the request, a record, or a schema's verdict on what the request says. */
function isHandedOn(one: Provenance): boolean {
  return requestPartOf(one) !== null || one.is === 'lookup' || (one.is === 'verdict' && one.over.size > 0);
}

/** Whether a body does what the name of its function says, or what it is called with says the same. */
function agrees(named: Deed, { kinds, bodies }: Deeds, node: TSESTree.CallExpression, scope: CallScope): boolean {
  switch (named.is) {
    // SQL runs by `query`, whichever it is; another server keeps records too.
    case 'lookup':
    case 'written':
      return kinds.has('lookup') || kinds.has('written') || kinds.has('upstream');
    case 'password-check':
      return kinds.has(named.is) || node.arguments.some(argument => isPassword(argument, scope));
    case 'verified':
      return kinds.has(named.is) || node.arguments.some(argument => provesWho(argument, scope));
    // isAdmin(user) computes with the caller alone, and asks for a permission all the same.
    case 'permission-check':
      return (
        kinds.has(named.is) ||
        node.arguments.some(argument => isAboutCaller(argument, scope)) ||
        bodies.some(({ fn }) => returnsOf(fn).some(readsPermission))
      );
    default:
      return kinds.has(named.is);
  }
}

/** Whether a value is the caller, or a record found by it, or the request that carries it. */
function isAboutCaller(node: TSESTree.Node, scope: CallScope): boolean {
  const provenance = scope.of(node);
  if (provenance.is === 'principal' || provenance.is === 'verified' || provenance.is === 'request') return true;
  const sources = provenance.is === 'lookup' ? provenance.by : scope.sourcesIn(node);
  return sources.has('principal') || sources.has('credential');
}

/** Whether an expression reads what a caller may do, or whose a record is. */
function readsPermission(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  const name = value.type === 'MemberExpression' ? propertyName(value) : null;
  return (name !== null && (PERMISSION.has(name) || OWNER.has(name))) || childExpressions(value).some(readsPermission);
}

/** What the calls are that a function returns, seen from a call of it; null where they differ, or are no calls that do something. */
function returnedBy(node: TSESTree.CallExpression, { fn, file }: FunctionInSight, scope: CallScope): Deed | null {
  const inside = scope.in(file);
  // JSON.parse(cached) gives back what one of the others has kept.
  const isCopy = (returned: TSESTree.Node): boolean =>
    returned.type === 'CallExpression' && scope.callees.of(returned, file).is === 'nothing';
  const found = returnsOf(fn)
    .filter(returned => !isUndefined(returned) && !isCopy(unwrap(returned)))
    .map(returned => inside.of(returned))
    .filter(({ is }) => is !== 'constant');
  const [first] = found;
  if (!first || !isDeed(first) || found.some(one => one.is !== first.is)) return null;
  const by = () => new Set([...('by' in first ? first.by : []), ...sourcesOfArguments(node, 0, scope)]);
  switch (first.is) {
    case 'lookup':
    case 'written':
      return { ...first, by: by(), call: node };
    case 'verified':
      return {
        ...first,
        // What the body made of it is known: a token in the body of a request is called one, too.
        ofCredential: first.ofCredential || node.arguments.some(argument => isSentToProve(argument, scope)),
      };
    case 'permission-check':
    case 'upstream':
      return { ...first, call: node };
    case 'password-check':
      return first;
    // What a schema gives back, and what it says of it, are told apart by the name of its own method.
    case 'verdict':
      return null;
  }
}

/** `request.body.name`: what is read, and nothing done with it. */
function isPlainRead(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return value.type === 'Identifier' || (value.type === 'MemberExpression' && isPlainRead(value.object));
}

function isUndefined(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return (
    (value.type === 'Identifier' && value.name === 'undefined') ||
    (value.type === 'UnaryExpression' && value.operator === 'void')
  );
}
