import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../flow/graph.ts';
import { calleeName, memberPath, methodCall, propertyName, stringValue, unwrap, unwrapAwait } from '../syntax/unwrap.ts';
import { readCallTruth, readMembership } from './call-meaning.ts';
import { branchOf } from './conditions.ts';
import { readOtherHolder, readState, readVersions } from './conflict-meaning.ts';
import { readErrorKind, readErrorProperty, readErrorValue, readInstance } from './error-meaning.ts';
import { MIXED, NEUTRAL, type Reading } from './evidence.ts';
import { hasOptionalPrincipal, missingField, short, strong, weak, type Comparison, type GuardContext } from './guard-context.ts';
import { countOf, readCount, readLookup } from './lookup-meaning.ts';
import { readMethod } from './method-meaning.ts';
import { readNegotiation } from './negotiation-meaning.ts';
import { ACCOUNT_STATE, OTHER_TOKEN, OWNER, PERMISSION } from './names.ts';
import { sourceOf, type Provenance } from './provenance.ts';
import { readRate } from './rate-meaning.ts';
import { readBrokenRule, readVerdict } from './validation-meaning.ts';

/** Reads what a guard that holds where a response is sent says of its cause. */
export function readGuard(guard: Guard, context: GuardContext): Reading {
  const { test } = guard;
  const exact = readRate(guard, context) ?? readNegotiation(guard, context);
  if (exact) return exact;
  if (test.type === 'SwitchCase') return readSwitchCase(guard, context);
  const atom = unwrapAwait(test);
  if (atom.type === 'BinaryExpression') {
    if (atom.operator === 'instanceof') return readInstance(atom, guard.holds, context);
    if (atom.operator === 'in') return NEUTRAL;
    const comparison = compare(atom, guard.holds);
    return comparison ? readComparison(comparison, atom, context) : NEUTRAL;
  }
  return readTruth(atom, guard.holds, atom, context);
}

function compare(node: TSESTree.BinaryExpression, holds: boolean): Comparison | null {
  const left = node.left as TSESTree.Node;
  const { right } = node;
  switch (node.operator) {
    case '===': case '==': return { relation: holds ? 'equals' : 'differs', left, right };
    case '!==': case '!=': return { relation: holds ? 'differs' : 'equals', left, right };
    case '<': case '<=': case '>': case '>=': return { relation: 'ordered', left, right };
    default: return null;
  }
}

/** A value tested for truth, or against null, undefined, true and false. */
function readTruth(node: TSESTree.Node, isTrue: boolean, at: TSESTree.Node, context: GuardContext): Reading {
  const value = unwrapAwait(node);
  if (value.type === 'UnaryExpression' && value.operator === '!') return readTruth(value.argument, !isTrue, at, context);
  if (value.type === 'CallExpression') {
    const call = readCall(value, isTrue, at, context);
    if (call) return call;
    // isPrismaError(err) that does not hold leaves all other errors.
    if (!isTrue && value.arguments.some(argument => context.provenances.of(argument).is === 'error')) return NEUTRAL;
  }
  if (value.type === 'MemberExpression' && propertyName(value) === 'length') return readCount(unwrap(value.object), !isTrue, at, context);
  // const isAdmin = user.role === 'admin'; if (!isAdmin) …
  if (value.type === 'Identifier') {
    const init = context.file.bindings.initOf(value);
    const inner = init && unwrapAwait(init);
    if (inner && (inner.type === 'BinaryExpression' || (inner.type === 'UnaryExpression' && inner.operator === '!'))) {
      return readGuard({ test: inner, holds: isTrue, discriminant: null }, context);
    }
    if (inner?.type === 'CallExpression') {
      const call = readCall(inner, isTrue, at, context);
      if (call) return call;
    }
  }
  return readProvenanceTruth(context.provenances.of(value), isTrue, value, at, context);
}

/** A call that is a verdict by itself, or compares: `post.author.equals(req.user.id)`, as ObjectIds are compared. */
function readCall(call: TSESTree.CallExpression, isTrue: boolean, at: TSESTree.Node, context: GuardContext): Reading | null {
  const method = methodCall(call);
  const [first] = call.arguments;
  if (method?.name === 'equals' && first) return readComparison({ relation: isTrue ? 'equals' : 'differs', left: method.object, right: first }, at, context);
  return readCallTruth(call, isTrue, at, context);
}

function readProvenanceTruth(provenance: Provenance, isTrue: boolean, value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const text = short(value, context);
  switch (provenance.is) {
    case 'principal':
      if (isTrue) return provenance.attribute !== null && /block|bann|suspend|disabled|deleted/i.test(provenance.attribute) ? MIXED : NEUTRAL;
      if (provenance.attribute === null || /^(?:id|_id|sub|userId|uid|user|email)$/.test(provenance.attribute)) {
        return value.type === 'MemberExpression' && value.optional && provenance.attribute !== null && !/^(?:id|_id|sub|userId|uid)$/.test(provenance.attribute) ? MIXED
          : strong('unauthenticated', at, value.type === 'CallExpression' ? `\`${text}\` says no in this guard` : `\`${text}\` is missing in this guard`);
      }
      return readMissingPermission(provenance.attribute, value, at, context);
    case 'credential':
      if (isTrue) return NEUTRAL;
      if (OTHER_TOKEN.test(provenance.name)) return MIXED;
      return strong('unauthenticated', at, `\`${text}\`, a credential of the request, is missing in this guard`);
    case 'verified':
      if (isTrue) return NEUTRAL;
      if (provenance.attribute !== null && PERMISSION.test(provenance.attribute)) return strong('forbidden', at, `\`${text}\`, a claim of a verified token, is tested in this guard`);
      return provenance.ofCredential && provenance.attribute === null ? strong('unauthenticated', at, `\`${text}\`, what verifying the credential gave, is tested in this guard`) : MIXED;
    case 'password-check': return isTrue ? NEUTRAL : readWrongPassword(at, context);
    case 'permission-check': return isTrue ? NEUTRAL : strong('forbidden', at, `\`${text}\` asks for a permission in this guard`);
    case 'body': return isTrue ? NEUTRAL : tokenIn(provenance.name) ? weak('malformed', at, `\`${text}\` is missing`) : missingField(at, `\`${text}\` is missing in this guard`);
    case 'query': case 'param': case 'header': return isTrue ? NEUTRAL : strong('malformed', at, `\`${text}\` is missing in this guard`);
    case 'file': return isTrue ? NEUTRAL : missingField(at, `\`${text}\` is missing in this guard`);
    case 'lookup': return readLookup(provenance, isTrue, value, at, context);
    case 'written': {
      if (isTrue || provenance.attribute !== null) return /affected|count|deleted|matched|^n$|changes/i.test(provenance.attribute ?? '') && !/modified/i.test(provenance.attribute ?? '') && !isTrue ? countOf(provenance.by, at, text, context) : NEUTRAL;
      // findByIdAndUpdate gives null where nothing was found.
      return /update|delete|remove|destroy|AndUpdate/i.test(provenance.name) ? countOf(provenance.by, at, text, context) : MIXED;
    }
    case 'verdict': return readVerdict(provenance, isTrue, at, text);
    case 'upstream': return !isTrue && (provenance.attribute === 'ok' || provenance.attribute === null) ? weak('upstream-error', at, `\`${text}\` is the answer of another server`) : NEUTRAL;
    case 'error':
      if (!isTrue) return NEUTRAL;
      return provenance.attribute === null ? NEUTRAL : readErrorProperty(provenance.attribute, at, text, context);
    case 'method': return NEUTRAL;
    default:
      // What holds around a response for a reason that cannot be read may be its cause; what an early return left behind is not.
      if (isTrue) return branchOf(at, context.response.node) === 'consequent' ? MIXED : NEUTRAL;
      return readUnknownFalsy(value, at, context);
  }
}

function readUnknownFalsy(value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const name = memberPath(value)?.at(-1) ?? '';
  if (/^(?:isMatch|isPasswordValid|isValidPassword|passwordMatch\w*|isPasswordCorrect|passwordIsValid|validPassword|isCorrectPassword|matchPassword)$/i.test(name)) return readWrongPassword(at, context);
  if (/^(?:isAdmin|isOwner|isAuthor|hasPermission|hasAccess|canEdit|canDelete|isAuthorized|isAllowed|allowed|authorized|permitted)$/.test(name)) return strong('forbidden', at, `\`${short(value, context)}\` is tested in this guard`);
  if (/^(?:isAuthenticated|authenticated|isLoggedIn|loggedIn)$/.test(name)) return strong('unauthenticated', at, `\`${short(value, context)}\` is tested in this guard`);
  return MIXED;
}

/** `!req.user.isAdmin`, and `!req.user?.isAdmin` where the caller is known already. */
function readMissingPermission(attribute: string, value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  if (ACCOUNT_STATE.test(attribute) && !PERMISSION.test(attribute)) return MIXED;
  if (!PERMISSION.test(attribute) && !/^(?:is|can|has)[A-Z]/.test(attribute)) return MIXED;
  if (hasOptionalPrincipal(value, context) && !context.callerIsKnown) return MIXED;
  return strong('forbidden', at, `\`${short(value, context)}\`, what the caller may do, is tested in this guard`);
}

function readWrongPassword(at: TSESTree.Node, context: GuardContext): Reading {
  // A wrong current password of a known caller is fine as 400, 401, 403 or 422.
  if (context.callerIsKnown || context.purpose.updates || /password|reset|change|verify|profile|account|delete|remove|disable/i.test(context.response.handler?.name ?? '')) return MIXED;
  if (/password|reset|change/i.test(context.purpose.path ?? '') || context.purpose.method === 'DELETE' || context.provenances.sourcesIn(at).has('principal')) return MIXED;
  return strong('unauthenticated', at, 'a password is checked in this guard');
}

function readComparison({ relation, left, right }: Comparison, at: TSESTree.Node, context: GuardContext): Reading {
  const { provenances } = context;
  for (const [one, other] of [[left, right], [right, left]] as const) {
    const literal = unwrap(other);
    const isNullish = (literal.type === 'Literal' && literal.value === null && !('regex' in literal)) || (literal.type === 'Identifier' && literal.name === 'undefined');
    if (isNullish) return readTruth(one, relation === 'differs', at, context);
    if (literal.type === 'Literal' && typeof literal.value === 'boolean') return readTruth(one, (relation === 'equals') === literal.value, at, context);
    const subject = unwrap(one);
    if (subject.type === 'UnaryExpression' && subject.operator === 'typeof') return relation === 'differs' && sourceOf(provenances.of(subject.argument)) !== null ? strong('malformed', at, `the type of \`${short(subject.argument, context)}\` is checked in this guard`) : NEUTRAL;
    if (literal.type === 'Literal' && literal.value === '' && relation === 'equals') return readTruth(one, false, at, context);
    if (literal.type === 'Literal' && typeof literal.value === 'number' && (literal.value === 0 || literal.value === 1)) {
      const count = readZero(one, literal.value, relation, at, context);
      if (count) return count;
    }
  }
  const searched = readSearch(left, right, relation, at, context);
  if (searched) return searched;
  for (const [one, other] of [[left, right], [right, left]] as const) {
    const broken = relation === 'ordered' ? null : readBrokenRule(context.file.text(one), stringValue(other), relation === 'equals', at, short(one, context));
    if (broken) return broken;
  }
  const pair = [provenances.of(left), provenances.of(right)] as const;
  for (const [index, provenance] of pair.entries()) {
    const other = pair[1 - index];
    const [node, otherNode] = index === 0 ? [left, right] : [right, left];
    if (!other) continue;
    const reading = readPair(relation, provenance, other, node, otherNode, at, context);
    if (reading) return reading;
  }
  return pair.every(one => one.is === 'unknown' || one.is === 'constant') ? MIXED : NEUTRAL;
}

/** `err.message.indexOf('exists') >= 0`, `!== -1`; null for other comparisons. */
function readSearch(left: TSESTree.Node, right: TSESTree.Node, relation: Comparison['relation'], at: TSESTree.Node, context: GuardContext): Reading | null {
  const call = unwrap(left);
  if (call.type !== 'CallExpression' || !/^(?:indexOf|search)$/.test(calleeName(call) ?? '') || !call.arguments[0]) return null;
  const number = unwrap(right);
  const isMinusOne = number.type === 'UnaryExpression';
  return relation === 'equals' && isMinusOne ? NEUTRAL : readMembership(call, true, at, context);
}

/** `rows.length === 0`, `result.affectedRows === 0`, `count < 1`, `user.length > 0`. */
function readZero(node: TSESTree.Node, number: number, relation: Comparison['relation'], at: TSESTree.Node, context: GuardContext): Reading | null {
  const value = unwrapAwait(node);
  const isLength = value.type === 'MemberExpression' && propertyName(value) === 'length';
  const provenance = context.provenances.of(value);
  const isCount = ((provenance.is === 'lookup' || provenance.is === 'written') && /affected|count|matched|modified|deleted|size|changes|^n$/i.test(provenance.attribute ?? ''))
    || (provenance.is === 'lookup' && provenance.attribute === null && provenance.call.type === 'CallExpression' && /^count/i.test(calleeName(provenance.call) ?? ''));
  if (!isLength && !isCount && !(provenance.is === 'lookup' && provenance.attribute === null && relation !== 'ordered') && !(provenance.is === 'written' && provenance.attribute === null && number === 0)) return null;
  const { parent } = value;
  let isZero = relation === 'equals' ? number === 0 : relation === 'differs' ? number === 1 : null;
  if (relation === 'ordered' && parent?.type === 'BinaryExpression') {
    const holds = context.response.guards.find(guard => guard.test === at)?.holds ?? true;
    const below = (parent.left === node ? parent.operator.startsWith('<') : parent.operator.startsWith('>')) === holds;
    isZero = below;
  }
  if (isZero === null) return null;
  if (isLength) return readCount(unwrap(value.object), isZero, at, context);
  return readCount(value, isZero, at, context);
}

function readPair(relation: Comparison['relation'], provenance: Provenance, other: Provenance, node: TSESTree.Node, otherNode: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading | null {
  const text = short(node, context);
  switch (provenance.is) {
    case 'method': return relation === 'differs' && !/^(?:OPTIONS|HEAD)$/i.test(stringValue(unwrap(otherNode)) ?? '') ? readMethod(at, text, context) : NEUTRAL;
    case 'principal': case 'verified': {
      if (provenance.is === 'verified' && !provenance.ofCredential) return null;
      if (other.is === 'lookup' && relation === 'differs') {
        const holder = readOtherHolder(other, provenance, at, short(otherNode, context), context);
        if (holder) return holder;
      }
      const attribute = provenance.attribute ?? '';
      if (relation === 'ordered' && other.is === 'body' && /balance|credit|points|coins|wallet|quota/i.test(attribute)) return strong('invalid', at, `\`${short(otherNode, context)}\`, a value of the body, is compared with \`${text}\` in this guard`);
      if (ACCOUNT_STATE.test(attribute) && !PERMISSION.test(attribute)) return MIXED;
      if (other.is === 'credential' || other.is === 'header') return MIXED;
      if (relation !== 'differs') return MIXED;
      if (hasOptionalPrincipal(node, context) && !context.callerIsKnown) return MIXED;
      // The token's claim against the record it names is a check of the credential: iat, version.
      if (other.is === 'constant' || other.is === 'unknown' || other.is === 'lookup' || other.is === 'param' || other.is === 'body' || other.is === 'query' || other.is === 'principal') {
        return strong('forbidden', at, `\`${text}\`, who the caller is, is compared with \`${short(otherNode, context)}\` in this guard`);
      }
      return MIXED;
    }
    case 'credential':
      // `token === 'null'`, `scheme !== 'Bearer'`, `key !== process.env.API_KEY`
      return (relation === 'differs' || other.is === 'constant') && !OTHER_TOKEN.test(provenance.name) ? strong('unauthenticated', at, `\`${text}\`, a credential of the request, is compared in this guard`) : MIXED;
    case 'lookup': {
      const attribute = provenance.attribute ?? '';
      const conflict = (relation === 'differs' ? readOtherHolder(provenance, other, at, text, context) : null) ?? (relation === 'equals' ? null : readVersions(provenance, other, at, text)) ?? (other.is === 'constant' ? readState(provenance, at, text, context) : null);
      if (conflict) return conflict;
      if (relation === 'differs' && provenance.by.has('principal') && PERMISSION.test(attribute)) return strong('forbidden', at, `\`${text}\`, what the caller may do, is compared in this guard`);
      if (/password|hash/i.test(attribute) && other.is === 'body') return relation === 'differs' ? readWrongPassword(at, context) : MIXED;
      if (other.is === 'principal' || (other.is === 'verified' && other.ofCredential)) return null;
      if (relation === 'differs' && OWNER.test(attribute) && /user|caller|req\.|auth/i.test(short(otherNode, context)) && other.is === 'unknown') return weak('forbidden', at, `\`${text}\`, whose record it is, is compared in this guard`);
      if (relation === 'ordered' && (other.is === 'body' || other.is === 'unknown')) return other.is === 'body' ? strong('invalid', at, `\`${text}\` is compared with a value of the body in this guard`) : MIXED;
      return MIXED;
    }
    case 'body':
      if (other.is === 'principal' || other.is === 'verified' || other.is === 'lookup') return null;
      if (tokenIn(provenance.name)) return MIXED;
      // newPassword === currentPassword
      if (relation === 'equals' && other.is === 'body' && branchOf(at, context.response.node) === 'consequent') return strong('invalid', at, `\`${text}\`, a value of the body, is compared with \`${short(otherNode, context)}\` in this guard`);
      if (relation === 'ordered' || relation === 'differs') return other.is === 'unknown' && relation === 'differs' ? MIXED : strong('invalid', at, `\`${text}\`, a value of the body, is checked in this guard`);
      return MIXED;
    case 'query': case 'param':
      if (other.is === 'principal' || other.is === 'verified' || other.is === 'lookup') return null;
      // A signed URL that has expired.
      if (/expir|timestamp|Date\.now/i.test(`${text} ${short(otherNode, context)}`)) return MIXED;
      return relation === 'ordered' ? strong('malformed', at, `\`${text}\` is checked in this guard`) : MIXED;
    case 'error': return provenance.attribute === null ? MIXED : readErrorValue(provenance, relation, otherNode, at, text, context);
    case 'upstream': return provenance.attribute === 'status' || provenance.attribute === 'statusCode' ? (relation === 'differs' ? weak('upstream-error', at, `\`${text}\` is the answer of another server`) : MIXED) : MIXED;
    default: return null;
  }
}

function readSwitchCase({ test, discriminant, holds }: Guard, context: GuardContext): Reading {
  if (test.type !== 'SwitchCase' || !discriminant) return NEUTRAL;
  const provenance = context.provenances.of(discriminant);
  if (provenance.is === 'method') return holds ? NEUTRAL : strong('method', discriminant, `\`${short(discriminant, context)}\` is none of the cases of this switch`);
  if (provenance.is === 'error' && holds && test.test) {
    const value = stringValue(test.test);
    return value === null ? MIXED : readErrorKind(value, provenance, test.test, `\`${short(discriminant, context)}\` is ${value}`, context);
  }
  if (!holds && provenance.is === 'body') return strong('invalid', discriminant, `\`${short(discriminant, context)}\` is none of the cases of this switch`);
  return holds ? NEUTRAL : MIXED;
}

function tokenIn(name: string | null): boolean {
  return name !== null && /token|code|otp|captcha|secret|signature/i.test(name);
}

