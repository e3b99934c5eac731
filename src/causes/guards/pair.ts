import type { TSESTree } from '@typescript-eslint/utils';

import { CALLER_CLAIM, IDENTIFIES, ID_FIELD, NAMES_CALLER, SORT_OF_LOGIN } from '../../knowledge/shapes/callers.ts';
import { EXPIRY, KIND_OF_CREDENTIAL, OTHER_TOKEN, TIME, WHICH_CREDENTIAL } from '../../knowledge/shapes/credentials.ts';
import { SAYS_NOTHING } from '../../knowledge/shapes/language.ts';
import {
  ANOTHER_PASSWORD,
  PASSWORD,
  PASSWORD_ATTRIBUTE,
  PROVES,
  SAYS_PASSWORD,
  SECRET_KEPT,
  USERNAME,
} from '../../knowledge/shapes/passwords.ts';
import {
  ACCOUNT_STATE,
  ASKS_FOR_ROLE,
  COMMON_ROLE,
  NAME_OF_ROLE,
  OWNER,
  PERMISSION,
  ROLE,
} from '../../knowledge/shapes/permissions.ts';
import { FUNDS } from '../../knowledge/shapes/records.ts';
import { PRELIMINARY_METHOD } from '../../knowledge/shapes/requests.ts';
import { holds } from '../../syntax/descendants.ts';
import { saysAny } from '../../syntax/words.ts';
import { IN } from '../../knowledge/contexts.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { lastName, memberPath, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Evidence, type Reading } from '../context/evidence.ts';
import {
  asNamed,
  branchBehind,
  choosesDeed,
  homeOf,
  malformed,
  short,
  strong,
  tokenIn,
  unlessNobody,
  weak,
  type Comparison,
  type GuardContext,
} from '../context/question.ts';
import { readErrorValue } from '../failures/error.ts';
import type { Provenance } from '../provenance/kinds.ts';
import { readOtherHolder, readState, readVersions } from './conflict.ts';
import { readMethod } from './method.ts';
import { readWrongPassword } from './password.ts';

type Of<Is extends Provenance['is']> = Extract<Provenance, { is: Is }>;

/** A part of the request. */
type Part = Of<'body' | 'query' | 'param' | 'header' | 'file'>;

/** Two values that are compared, seen from one of them. */
export interface Pair<One extends Provenance = Provenance> {
  readonly relation: Comparison['relation'];
  /** What the one is. */
  readonly provenance: One;
  readonly other: Provenance;
  readonly node: TSESTree.Node;
  readonly otherNode: TSESTree.Node;
  readonly at: TSESTree.Node;
}

/** Reads a comparison by what one of the two values is; null where that says nothing. */
export function readComparedValue(pair: Pair, context: GuardContext): Reading | null {
  const { relation, provenance, other, node, otherNode, at } = pair;
  const text = short(node, context);
  switch (provenance.is) {
    case 'method':
      return relation === 'differs' && !isPreliminary(otherNode) ? readMethod(at, text, context) : NEUTRAL;
    case 'principal':
    case 'verified':
      return readCaller({ ...pair, provenance }, context);
    case 'credential':
      return readCredential({ ...pair, provenance }, text);
    case 'lookup':
      return readRecord({ ...pair, provenance }, context);
    case 'body':
      return isOfServer(other) ? null : readField({ ...pair, provenance }, context);
    case 'file':
      return readUpload({ ...pair, provenance }, text);
    case 'query':
    case 'param':
      return isOfServer(other) ? null : readAddress({ ...pair, provenance }, context);
    case 'error':
      return provenance.attribute === null
        ? MIXED
        : readErrorValue(provenance, relation, [node, otherNode], at, context);
    case 'upstream':
      return (provenance.attribute === 'status' || provenance.attribute === 'statusCode') && relation === 'differs'
        ? weak('upstream-error', at, `\`${text}\` is the answer of another server`)
        : MIXED;
    default:
      return null;
  }
}

/** A method by which a client asks before it asks. */
function isPreliminary(method: TSESTree.Node): boolean {
  return PRELIMINARY_METHOD.has(stringValue(unwrap(method)));
}

/** What the server knows by itself. */
const OF_SERVER: ReadonlySet<Provenance['is']> = new Set([
  'principal',
  'verified',
  'credential',
  'permission-check',
  'lookup',
]);

/** What the server knows by itself: the comparison is read from that side. */
function isOfServer({ is }: Provenance): boolean {
  return OF_SERVER.has(is);
}

/** The caller, or a claim of its token, compared with anything. */
function readCaller(pair: Pair<Of<'principal' | 'verified'>>, context: GuardContext): Reading | null {
  const { relation, provenance, other, node, otherNode, at } = pair;
  if (provenance.is === 'verified' && !provenance.ofCredential) return null;
  if (other.is === 'lookup' && relation === 'differs') {
    const holder = readOtherHolder(other, provenance, at, short(otherNode, context), context);
    if (holder) return holder;
  }
  const path = memberPath(unwrap(node));
  // req.user.profile.password !== hashOf(req.body.password): the current password, asked for once more.
  if (SECRET_KEPT.has(path?.at(-1) ?? '')) return relation === 'differs' ? readWrongPassword(at, context) : MIXED;
  if (SORT_OF_LOGIN.has(path?.slice(-2).join('.'))) return MIXED;
  const known = readKnownClaim(pair, context);
  if (known) return known;
  const attribute = provenance.attribute ?? '';
  if (ACCOUNT_STATE.has(attribute) && !PERMISSION.has(attribute)) return MIXED;
  return relation === 'differs' && COMPARED_WITH_CALLER.has(other.is) ? readWhoCalls(pair, context) : MIXED;
}

/** Claims and attributes that mean the same whatever they are compared with: when a token expires, which one it is, what an account can spend. */
function readKnownClaim(
  { relation, provenance, other, node, otherNode, at }: Pair<Of<'principal' | 'verified'>>,
  context: GuardContext,
): Reading | null {
  const text = short(node, context);
  const attribute = provenance.attribute ?? '';
  if (attribute === 'exp' && relation === 'ordered')
    return provenance.is === 'verified' && saysAny(otherNode, TIME, context.file)
      ? strong('unauthenticated', at, `\`${text}\`, when the credential expires, is compared in this guard`)
      : MIXED;
  // One session of several, or a token that was revoked: 403 is fine for those.
  if (WHICH_CREDENTIAL.has(attribute) && relation === 'differs')
    return found({
      ...strong('unauthenticated', at, `\`${text}\`, which credential this is, is compared in this guard`).evidence,
      ...IN.credentialOfOtherKind,
    });
  if (relation === 'ordered' && other.is === 'body' && FUNDS.has(attribute))
    return found({
      ...strong(
        'invalid',
        at,
        `\`${short(otherNode, context)}\`, a value of the body, is compared with \`${text}\` in this guard`,
      ).evidence,
      ...IN.funds,
    });
  return null;
}

/** What says of the caller, where it differs, that another one may do this. A credential or a header checks the caller's credential: iat, version. */
const COMPARED_WITH_CALLER: ReadonlySet<Provenance['is']> = new Set([
  'constant',
  'unknown',
  'lookup',
  'param',
  'body',
  'query',
  'principal',
]);

/** Who the caller is differs from who it should be. */
function readWhoCalls(
  { provenance, other, node, otherNode, at }: Pair<Of<'principal' | 'verified'>>,
  context: GuardContext,
): Reading {
  const text = short(node, context);
  const attribute = provenance.attribute ?? '';
  // currentUser.email !== req.body.email: a change is asked for, and who may make it is another question.
  if (
    (other.is === 'body' || other.is === 'unknown') &&
    lastName(unwrap(otherNode)) === attribute &&
    !PERMISSION.has(attribute) &&
    !IDENTIFIES.has(attribute)
  )
    return MIXED;
  // What a token is for: `payload.purpose !== 'password_reset'`, also where its one scope says so: a right is one of several.
  const isKind = KIND_OF_CREDENTIAL.has(attribute) || !PERMISSION.has(attribute);
  if (provenance.is === 'verified' && attribute !== '' && !CALLER_CLAIM.has(attribute) && isKind)
    return weak('forbidden', at, `\`${text}\`, what the credential is for, is compared in this guard`);
  return unlessNobody(
    strong(
      'forbidden',
      at,
      `\`${text}\`, who the caller is, is compared with \`${short(otherNode, context)}\` in this guard`,
    ),
    node,
    context,
  );
}

function readCredential({ relation, provenance, other, node, at }: Pair<Of<'credential'>>, text: string): Reading {
  // parsed.kind !== 'api': a credential of the wrong kind is one all the same.
  if (relation === 'differs' && KIND_OF_CREDENTIAL.has(lastName(unwrap(node))))
    return found({
      ...strong('unauthenticated', at, `\`${text}\`, which kind of credential this is, is compared in this guard`)
        .evidence,
      ...IN.credentialOfOtherKind,
    });
  // (await queue.checkToken(token)).eventId !== req.body.eventId: a credential that is right, and for something else.
  if (ASKED_FOR.has(other.is) && unwrap(node).type === 'MemberExpression') return MIXED;
  // `token === 'null'`, `scheme !== 'Bearer'`, `key !== process.env.API_KEY`
  return (relation === 'differs' || other.is === 'constant') && !OTHER_TOKEN.has(provenance.name)
    ? strong('unauthenticated', at, `\`${text}\`, a credential of the request, is compared in this guard`)
    : MIXED;
}

/** What a request asks for, where it is no credential. */
const ASKED_FOR: ReadonlySet<Provenance['is']> = new Set(['body', 'param', 'query', 'lookup']);

/** A record that was looked up, or an attribute of it, compared with anything. */
function readRecord(pair: Pair<Of<'lookup'>>, context: GuardContext): Reading | null {
  const { relation, provenance, other, node, otherNode, at } = pair;
  const text = short(node, context);
  const attribute = provenance.attribute ?? '';
  const conflict = readConflict(pair, text, context) ?? readOtherTenant(pair, text);
  if (conflict) return conflict;
  if (relation === 'differs' && provenance.by.has('principal') && isRoleOfRecord(attribute, other, node, context))
    return strong('forbidden', at, `\`${text}\`, what the caller may do, is compared in this guard`);
  if (PASSWORD_ATTRIBUTE.has(attribute) && isMadeOfBody(other, otherNode, context))
    return relation === 'differs' ? readWrongPassword(at, context) : MIXED;
  if (other.is === 'principal' || (other.is === 'verified' && other.ofCredential)) return null;
  if (relation === 'differs' && other.is === 'unknown' && OWNER.has(attribute) && namesCaller(otherNode, context))
    return weak('forbidden', at, `\`${text}\`, whose record it is, is compared in this guard`);
  return relation === 'ordered' && other.is === 'body'
    ? found({
        ...strong('invalid', at, `\`${text}\` is compared with a value of the body in this guard`).evidence,
        ...(FUNDS.has(attribute) && IN.funds),
      })
    : MIXED;
}

/** A record that the URL names, and that belongs to another tenant, team or shop than the caller does. */
function readOtherTenant({ relation, provenance, other, at }: Pair<Of<'lookup'>>, text: string): Reading | null {
  if (relation !== 'differs' || !isOfCaller(other) || !provenance.by.has('param') || provenance.by.has('principal'))
    return null;
  const { evidence } = strong('forbidden', at, `\`${text}\` is compared with what belongs to the caller in this guard`);
  return found({ ...evidence, ...IN.otherTenant });
}

/** Whether a value is a record that the caller alone says which, or its id: the caller's tenant, team, shop. */
function isOfCaller(one: Provenance): boolean {
  return (
    one.is === 'lookup' &&
    one.by.size === 1 &&
    one.by.has('principal') &&
    (one.attribute === null || ID_FIELD.has(one.attribute))
  );
}

/** What a record and the request contradict each other in: who holds it, its version, its state. */
function readConflict(
  { relation, provenance, other, at }: Pair<Of<'lookup'>>,
  text: string,
  context: GuardContext,
): Reading | null {
  return (
    (relation === 'differs' ? readOtherHolder(provenance, other, at, text, context) : null) ??
    (relation === 'equals' ? null : readVersions(provenance, other, at, text)) ??
    (other.is === 'constant' ? readState(provenance, at, text, context) : null)
  );
}

function namesCaller(node: TSESTree.Node, context: GuardContext): boolean {
  return saysAny(node, NAMES_CALLER, context.file);
}

/** Role.find({ _id: { $in: user.roles } }): the caller's roles, one by one. */
function isRoleOfRecord(attribute: string, other: Provenance, node: TSESTree.Node, { file }: GuardContext): boolean {
  return (
    PERMISSION.has(attribute) || (other.is === 'constant' && NAME_OF_ROLE.has(attribute) && saysAny(node, ROLE, file))
  );
}

/** A field of the body compared with another, or with what the code asks for. */
function readField(pair: Pair<Part>, context: GuardContext): Reading {
  const { relation, provenance, other, node, otherNode, at } = pair;
  const text = short(node, context);
  if (tokenIn(provenance.name) || (relation !== 'ordered' && other.is === 'constant' && provesCaller(provenance, node)))
    return MIXED;
  // newPassword === currentPassword
  if (relation === 'equals' && other.is === 'body' && branchBehind(at, context) === 'consequent')
    return strong(
      'invalid',
      at,
      `\`${text}\`, a value of the body, is compared with \`${short(otherNode, context)}\` in this guard`,
    );
  const checked = strong('invalid', at, `\`${text}\`, a value of the body, is checked in this guard`);
  // PUT /boxes/:id with another id in the body: two parts of the request contradict each other.
  if (other.is === 'param' && relation === 'differs')
    return found({ ...checked.evidence, ...IN.partsThatContradict, isStrong: false });
  const choice = other.is === 'constant' ? readChoice(pair, checked.evidence, context) : null;
  if (choice) return choice;
  return relation === 'ordered' || (relation === 'differs' && other.is !== 'unknown') ? checked : MIXED;
}

/** A field compared with a constant: one of several that the code knows, of which each may do something else. */
function readChoice(
  { relation, provenance, otherNode, at }: Pair<Part>,
  evidence: Evidence,
  context: GuardContext,
): Reading | null {
  // source.split('/')[1] === '_app', and nothing else is asked
  if (relation === 'equals')
    return isAllThatIsAsked(at, context) && !SAYS_NOTHING.has(stringValue(otherNode) ?? 'NaN')
      ? found({ ...evidence, ...(PERMISSION.has(provenance.name ?? '') && IN.shutOutByList) })
      : null;
  if (relation !== 'differs') return null;
  // success === 'true' ? confirm : remove, and the answer follows what was done.
  if (worksBefore(context)) return MIXED;
  // if (action === 'start') … else if (action === 'stop') … else
  return choosesDeed(provenance.name) && branchBehind(at, context) === 'alternate'
    ? found({ ...evidence, ...IN.likeMissing })
    : null;
}

/** How large an upload is, of which type, under which name. */
function readUpload({ other, at }: Pair<Part>, text: string): Reading | null {
  return other.is === 'constant' || other.is === 'unknown'
    ? strong('invalid', at, `\`${text}\`, what was uploaded, is checked in this guard`)
    : null;
}

/** A part of the path or the query compared with what the server does not know by itself. */
function readAddress({ relation, provenance, node, otherNode, at }: Pair<Part>, context: GuardContext): Reading {
  const text = short(node, context);
  // A signed URL that has expired.
  if (
    [node, otherNode].some(
      one => saysAny(one, EXPIRY, context.file) || holds(one, context.file.sourceCode.visitorKeys, asksForNow),
    )
  )
    return MIXED;
  return relation === 'ordered' ? malformed(provenance.is, at, `\`${text}\` is checked in this guard`) : MIXED;
}

/** Whether a value is one of the body, or made of one: the hash of the password that was sent. */
function isMadeOfBody(provenance: Provenance, node: TSESTree.Node, { provenances }: GuardContext): boolean {
  return provenance.is === 'body' || (provenance.is === 'unknown' && provenances.sourcesIn(node).has('body'));
}

/** `Date.now()` */
function asksForNow(node: TSESTree.Node): boolean {
  return node.type === 'MemberExpression' && memberPath(node)?.join('.') === 'Date.now';
}

/** Whether a field is what a caller proves itself by, rather than how long that is. */
function provesCaller({ name }: Part, node: TSESTree.Node): boolean {
  return PROVES.has(name ?? '') && lastName(node) !== 'length';
}

/** What only the names tell: `role.name === 'admin'`, and a password compared with the one that is known. Null where they tell nothing. */
export function readNames(
  relation: Comparison['relation'],
  left: TSESTree.Node,
  right: TSESTree.Node,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const { provenances } = context;
  if (relation !== 'differs' || [left, right].some(node => !['unknown', 'constant'].includes(provenances.of(node).is)))
    return null;
  const names = [left, right].map(node => memberPath(node) ?? []);
  if (names.every(path => PASSWORD.has(path.at(-1) ?? '')) && !names.flat().some(name => ANOTHER_PASSWORD.has(name)))
    return asNamed(readWrongPassword(at, context), true);
  if (
    names.every(path => USERNAME.has(path.at(-1) ?? '')) &&
    at.parent?.type === 'LogicalExpression' &&
    saysAny(at.parent, SAYS_PASSWORD, context.file)
  )
    return NEUTRAL;
  const [literal, path] = stringValue(right) === null ? [stringValue(left), names[1]] : [stringValue(right), names[0]];
  const isRole = path?.slice(-2).some(name => PERMISSION.has(name)) === true && !COMMON_ROLE.has(literal);
  return literal !== null &&
    isRole &&
    context.response.handler !== null &&
    ASKS_FOR_ROLE.has(context.response.handler.name)
    ? weak('forbidden', at, `\`${short(at, context)}\` asks for a role in this guard`)
    : null;
}

/** Whether something is written in the block of the response before it: then it is no refusal. */
function worksBefore(context: GuardContext): boolean {
  const { response, file, provenances } = homeOf(context);
  let block: TSESTree.Node | undefined = response.node.parent;
  while (block && block.type !== 'BlockStatement') block = block.parent;
  const around = block;
  return (
    around !== undefined &&
    nodesWithin(file.calls, around).some(
      call => call.range[1] <= response.node.range[0] && provenances.of(call).is === 'written',
    )
  );
}

/** Whether a condition is the whole test of an `if` that does nothing but answer. */
export function isAllThatIsAsked(within: TSESTree.Node, { response, asked }: GuardContext): boolean {
  const at = asked?.at ?? within;
  const { parent } = at;
  if (parent?.type !== 'IfStatement' || parent.test !== at) return false;
  let statement: TSESTree.Node | undefined = response.node;
  while (statement && !statement.type.endsWith('Statement')) statement = statement.parent;
  const body = parent.consequent.type === 'BlockStatement' ? parent.consequent.body : [parent.consequent];
  return statement !== undefined && statement === body[0] && body.length <= 2;
}
