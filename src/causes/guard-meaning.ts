import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../flow/graph.ts';
import type { File } from '../model/file.ts';
import type { Response } from '../model/response.ts';
import { isWithin } from '../syntax/functions.ts';
import { calleeName, memberPath, methodCall, propertyName, stringValue, unwrap, unwrapAwait } from '../syntax/unwrap.ts';
import { findCatchPlace, triedBefore } from './catch-meaning.ts';
import type { CauseName } from './causes.ts';
import { readErrorText, readExisting, readOtherHolder, readState, readVersions } from './conflict-meaning.ts';
import { found, MIXED, NEUTRAL, type Evidence, type Reading } from './evidence.ts';
import { CAST_ERRORS, DATABASE_ERRORS, DATABASE_TIMEOUTS, DUPLICATE_CODES, DUPLICATE_NAMES, FORMAT_CHECK, ID_CHECK, MISSING_CODES, MISSING_NAMES, REFUSED_CODES, SYNTAX_ERRORS, TIMEOUT_CODES, TOKEN_ERRORS, VALIDATION_ERRORS, VERSION_NAMES } from './libraries.ts';
import { ACCOUNT_STATE, OTHER_TOKEN, OWNER, PERMISSION } from './names.ts';
import { sourceOf, type Provenance, type Provenances, type Source } from './provenance.ts';
import type { Purpose } from './purpose.ts';
import { readBrokenRule, readCelebrate, readValidationContext, readValidationError, readVerdict, verdictOver } from './validation-meaning.ts';

/** What the meaning of a guard is read with. */
export interface GuardContext {
  readonly file: File;
  readonly provenances: Provenances;
  readonly response: Response;
  readonly purpose: Purpose;
  /** Whether this path already proves the caller known: an earlier guard, authentication middleware on the route. */
  readonly callerIsKnown: boolean;
}

/** A comparison taken apart: what is compared, how, and with what; `holds` is folded into the relation. */
interface Comparison {
  readonly relation: 'equals' | 'differs' | 'ordered';
  readonly left: TSESTree.Node;
  readonly right: TSESTree.Node;
}

/** Reads what a guard that holds where a response is sent says of its cause. */
export function readGuard(guard: Guard, context: GuardContext): Reading {
  const { test } = guard;
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
    const call = readCallTruth(value, isTrue, at, context);
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
      const call = readCallTruth(inner, isTrue, at, context);
      if (call) return call;
    }
  }
  return readProvenanceTruth(context.provenances.of(value), isTrue, value, at, context);
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
      if (isTrue) return isImmediate(at, context) ? MIXED : NEUTRAL;
      return readUnknownFalsy(value, at, context);
  }
}

/** `err.response` says that another server answered, `err.errors` that validation failed. */
function readErrorProperty(attribute: string, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  if (/^(?:response|isAxiosError)/.test(attribute)) return weak('upstream-error', at, `\`${text}\` says that another server failed`);
  // Fastify: error.validation && error.validationContext === 'body'
  if (attribute === 'validation' && context.response.guards.some(({ test }) => /\bvalidationContext\b/.test(context.file.text(test)))) return NEUTRAL;
  if (/^(?:validation|errors|details|issues)$/.test(attribute)) return weak('invalid', at, `\`${text}\` says that validation failed`);
  // What a unique violation tells besides its code: which field, which value.
  if (/^(?:keyPattern|keyValue|meta|constraint|fields|detail|sqlMessage)(?:$|\.)/.test(attribute)) return NEUTRAL;
  return MIXED;
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

function readLookup(lookup: Extract<Provenance, { is: 'lookup' }>, isTrue: boolean, value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const text = short(value, context);
  const { by } = lookup;
  const { purpose } = context;
  if (lookup.attribute !== null) {
    if (PERMISSION.test(lookup.attribute) && by.has('principal') && !isTrue) return strong('forbidden', at, `\`${text}\`, what the caller may do, is tested in this guard`);
    if (/affected|rowCount|count|matched|modified/i.test(lookup.attribute)) return isTrue ? readExisting(lookup, at, text, context) : countOf(by, at, text, context);
    return readState(lookup, at, text, context) ?? (isTrue && !ACCOUNT_STATE.test(lookup.attribute) ? NEUTRAL : MIXED);
  }
  if (isTrue) return readExisting(lookup, at, text, context);
  if (lookup.isList) return MIXED;
  if (purpose.isLogin || comparesPassword(context)) return by.has('principal') || by.has('param') ? MIXED : by.has('body') || by.size === 0 ? found({ cause: 'unauthenticated', isStrong: true, node: at, reads: `the account \`${text}\` that logs in was not found in this guard`, by: 'login-lookup' }) : MIXED;
  return countOf(by, at, text, context, lookup.call);
}

/** A record that was looked for and is not there. */
function countOf(by: ReadonlySet<Source>, at: TSESTree.Node, text: string, context: GuardContext, call: TSESTree.Node | null = null): Reading {
  if (by.has('param')) return secretParameter(context) || (call !== null && SECRET_FIELD.test(context.file.text(call))) ? MIXED : strong('not-found', at, `\`${text}\`, looked up by a path parameter, was not found in this guard`);
  if (by.size > 0) return by.has('principal') || by.has('query') || by.has('body') ? weakOther(by, at, text) : MIXED;
  return weak('not-found', at, `\`${text}\` was not found in this guard`);
}

/** Fields by which a record is found whose value is a secret: `findOne({ resetToken: req.params.id })`. */
const SECRET_FIELD = /\b\w*(?:token|secret|code|otp)\w*['"]?\s*[:=,]|\.\w*(?:token|secret|code|otp)\b/i;

/** The caller's own record, and what the body or query refers to: other statuses are fine for those. */
function weakOther(by: ReadonlySet<Source>, at: TSESTree.Node, text: string): Reading {
  return by.has('credential') ? MIXED : weak('not-found', at, `\`${text}\` was not found in this guard`);
}

/** A path value that is a secret: reset, verification, invitation, unsubscribe tokens. */
function secretParameter({ response }: GuardContext): boolean {
  const path = response.handler?.routes.map(route => route.path ?? '').join(' ') ?? '';
  return /:\w*(?:token|code|secret|key|hash)/i.test(path) || /reset|verif|confirm|activat|invit|unsubscrib/i.test(`${path} ${response.handler?.name ?? ''}`);
}

/** Whether a guard encloses the response, rather than having let it pass. */
function isImmediate(at: TSESTree.Node, { response }: GuardContext): boolean {
  let inner: TSESTree.Node = response.node;
  for (let outer = inner.parent; outer; inner = outer, outer = outer.parent) {
    if ((outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && inner === outer.consequent && at.range[0] >= outer.test.range[0] && at.range[1] <= outer.test.range[1]) return true;
  }
  return false;
}

/** A method that is refused; with another test in the same condition it may be a read-only mode, or a check of forged requests. */
function readMethod(at: TSESTree.Node, text: string, { file, response }: GuardContext): Reading {
  let whole = at;
  while (whole.parent?.type === 'LogicalExpression' || (whole.parent?.type === 'UnaryExpression' && whole.parent.operator === '!')) whole = whole.parent;
  if (atomsOf(whole).some(atom => !/\bmethod\b/i.test(file.text(atom)))) return MIXED;
  return /csrf|xsrf|read_?only|demo|maintenance/i.test(`${response.handler?.name ?? ''} ${file.text(whole)}`) ? MIXED : strong('method', at, `\`${text}\` is compared in this guard`);
}

function atomsOf(test: TSESTree.Node): readonly TSESTree.Node[] {
  const inner = unwrap(test);
  if (inner.type === 'LogicalExpression') return [...atomsOf(inner.left), ...atomsOf(inner.right)];
  return inner.type === 'UnaryExpression' && inner.operator === '!' ? atomsOf(inner.argument) : [inner];
}

/** Calls whose result is a verdict by itself. */
function readCallTruth(call: TSESTree.CallExpression, isTrue: boolean, at: TSESTree.Node, context: GuardContext): Reading | null {
  const name = calleeName(call) ?? '';
  const method = methodCall(call);
  const { provenances, file } = context;
  const text = short(call, context);
  const [first] = call.arguments;
  if (method?.name === 'isEmpty') {
    const object = provenances.of(method.object);
    if (object.is === 'verdict') return isTrue ? NEUTRAL : verdictOver(object.over, at, text);
  }
  const celebrate = isTrue ? readCelebrate(name, method && provenances.of(method.object), first ? stringValue(first) : null, at, text, file) : null;
  if (celebrate) return celebrate;
  // casl's ability.cannot('delete', post)
  if (name === 'cannot' && method) return isTrue ? strong('forbidden', at, `\`${text}\` asks for a permission in this guard`) : NEUTRAL;
  // ObjectIds are compared so: post.author.equals(req.user.id)
  if (name === 'equals' && method && first) return readComparison({ relation: isTrue ? 'equals' : 'differs', left: method.object, right: first }, at, context);
  if (/^(?:isUnauthenticated)$/.test(name)) return isTrue ? strong('unauthenticated', at, `\`${text}\` is asked in this guard`) : NEUTRAL;
  if (ID_CHECK.test(name) || (name === 'isValid' && /ObjectId|uuid|mongoose/i.test(file.text(call.callee)))) {
    const source = first ? sourceOf(provenances.of(first)) : null;
    return isTrue ? NEUTRAL : source === 'body' ? MIXED : strong('malformed', at, `\`${text}\` asks whether the id can be parsed in this guard`);
  }
  if (/^(?:isNaN|isInteger|isFinite|isSafeInteger|isArray)$/.test(name)) {
    const fails = name === 'isNaN' ? isTrue : !isTrue;
    if (!fails) return NEUTRAL;
    const reads = `\`${text}\` checks the type in this guard`;
    return first && provenances.sourcesIn(first).size > 0 ? strong('malformed', at, reads) : weak('malformed', at, reads);
  }
  if (name === 'includes' || name === 'has' || name === 'some' || name === 'indexOf') return readMembership(call, isTrue, at, context);
  if (name === 'test' || name === 'match' || FORMAT_CHECK.test(name)) {
    const whole = provenances.of(call);
    if (whole.is === 'verdict') return readVerdict(whole, isTrue, at, text);
    const subject = name === 'match' ? method?.object : first;
    const source = subject ? sourceOf(provenances.of(subject)) : null;
    const pattern = name === 'match' ? first : method?.object;
    if (isTrue && subject && pattern && provenances.of(subject).is === 'error') return readErrorText(file.bindings.resolve(pattern), at, text);
    if (isTrue) return NEUTRAL;
    // A function out of sight over the whole body may look for missing fields as well.
    if (subject && source === 'body' && isWholeBody(provenances.of(subject))) return weak('invalid', at, `\`${text}\` checks the body in this guard`);
    if (source === 'body') return strong('invalid', at, `the format of \`${subject ? short(subject, context) : text}\`, a value of the body, is checked in this guard`);
    return source === 'query' || source === 'param' ? strong('malformed', at, `the format of \`${text}\` is checked in this guard`) : source === null ? null : MIXED;
  }
  if (name === 'is' && method && provenances.of(method.object).is === 'request') return MIXED;
  return null;
}

function isWholeBody(provenance: Provenance): boolean {
  return provenance.is === 'body' && provenance.name === null;
}

/** `roles.includes(user.role)` is a permission, `['a', 'b'].includes(body.kind)` an enumeration, `record.members.includes(user.id)` membership. */
function readMembership(call: TSESTree.CallExpression, isTrue: boolean, at: TSESTree.Node, context: GuardContext): Reading | null {
  const method = methodCall(call);
  const [first] = call.arguments;
  if (!method || !first) return null;
  const { provenances } = context;
  const container = provenances.of(method.object);
  const item = provenances.of(first);
  const text = short(call, context);
  const isCaller = (one: Provenance): boolean => one.is === 'principal' || (one.is === 'verified' && one.ofCredential);
  if (isCaller(container) || isCaller(item) || (item.is === 'lookup' && item.by.has('principal') && PERMISSION.test(item.attribute ?? '')) || (container.is === 'lookup' && container.by.has('principal') && PERMISSION.test(container.attribute ?? ''))) {
    if (isTrue) return NEUTRAL;
    if ((hasOptionalPrincipal(method.object, context) || hasOptionalPrincipal(first, context)) && !context.callerIsKnown) return MIXED;
    return strong('forbidden', at, `\`${text}\` asks what the caller may do in this guard`);
  }
  if (item.is === 'method') return isTrue ? NEUTRAL : readMethod(at, text, context);
  if (method.name === 'some') return null;
  // What is not on a list of forbidden values is fine.
  if (/forbid|block|banned|reserved|den(?:y|ied)|black|exclu|ignor|disallow|invalid/i.test(context.file.text(method.object))) return MIXED;
  if (isTrue) {
    return item.is === 'error' || container.is === 'error' ? readErrorText(first, at, text) : NEUTRAL;
  }
  // !email.includes('@')
  if (container.is === 'body' && container.name !== null && item.is === 'constant') return strong('invalid', at, `\`${text}\` checks a value of the body in this guard`);
  // organization.hackathons.includes(req.body.hackathon): what the body refers to, where other statuses are fine too.
  if (container.is === 'lookup' && item.is === 'body') return MIXED;
  if (item.is === 'body') return strong('invalid', at, `\`${text}\` checks a value of the body against a list in this guard`);
  if (item.is === 'query' || item.is === 'param') return strong('malformed', at, `\`${text}\` checks a ${item.is === 'param' ? 'path' : 'query'} parameter in this guard`);
  return null;
}

/** A count, or the length of a list or string, that is zero (or not). */
function readCount(subject: TSESTree.Node, isZero: boolean, at: TSESTree.Node, context: GuardContext): Reading {
  const provenance = context.provenances.of(subject);
  const text = short(subject, context);
  switch (provenance.is) {
    case 'lookup': {
      if (!isZero) return readExisting({ ...provenance, attribute: null }, at, text, context);
      // SELECT … WHERE id = $1 gives a list too, of one record.
      return provenance.by.has('param') ? countOf(provenance.by, at, text, context) : MIXED;
    }
    // modifiedCount is zero as well where the record was there and is the same as before.
    case 'written': return !isZero ? NEUTRAL : /^(?:n?Modified|modifiedCount|changedRows)$/.test(provenance.attribute ?? '') ? weak('not-found', at, `\`${text}\` is zero in this guard`) : countOf(provenance.by, at, text, context);
    case 'verdict': return isZero ? NEUTRAL : verdictOver(provenance.over, at, text);
    case 'body': return isZero ? missingField(at, `\`${text}\` is empty in this guard`) : NEUTRAL;
    case 'query': case 'param': case 'file': return isZero ? strong('malformed', at, `\`${text}\` is empty in this guard`) : NEUTRAL;
    default: return isZero || /error/i.test(text) ? MIXED : NEUTRAL;
  }
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
      if (relation === 'equals' && other.is === 'body' && isImmediate(at, context)) return strong('invalid', at, `\`${text}\`, a value of the body, is compared with \`${short(otherNode, context)}\` in this guard`);
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

/** `err.code === 11000`, `error.name === 'ValidationError'`. */
function readErrorValue(error: Extract<Provenance, { is: 'error' }>, relation: Comparison['relation'], otherNode: TSESTree.Node, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  const value = stringValue(context.file.bindings.resolve(otherNode));
  const part = relation === 'ordered' ? null : readValidationContext(error.attribute ?? '', value, relation === 'equals', at, text);
  if (part) return part;
  if (relation !== 'equals') return NEUTRAL;
  // err instanceof SyntaxError && err.status === 400: the body parser's own verdict, beside what tells more.
  if (value === '400' && /^status(?:Code)?$/.test(error.attribute ?? '')) return NEUTRAL;
  if (value === null) return MIXED;
  return readErrorKind(value, error, at, `\`${text}\` is ${value}`, context);
}

/** What an error is by its code, name or class, with what was tried where that tells more. */
function readErrorKind(value: string, error: Extract<Provenance, { is: 'error' }>, at: TSESTree.Node, reads: string, context: GuardContext): Reading {
  const reading = namesPathResource(readErrorCode(value, error.attribute ?? '', at, reads), context);
  return reading.is === 'evidence' && reading.evidence.cause === 'invalid' ? readValidationError(value, reading.evidence, error, context.file, context.provenances) : reading;
}

/** A refused connection or a timeout is another server's where only such are called; else a database's, whose failures 500 describes as well. */
function ofUpstream(evidence: Evidence, { response, file, provenances }: GuardContext): Reading {
  const place = findCatchPlace(response.node);
  const tried = place && triedBefore(place, file, provenances);
  const isUpstream = tried !== null && tried.upstream > 0 && tried.io === 0;
  if (evidence.cause === 'upstream-error') return found({ ...evidence, isStrong: isUpstream });
  // The client that went away aborts the call too.
  const { handler } = response;
  if (handler && /\.(?:on|once)\(\s*['"](?:close|aborted?)['"]/.test(file.text(handler.fn)) && /abort/i.test(evidence.reads)) return MIXED;
  return found(isUpstream || evidence.accepts ? evidence : { ...evidence, accepts: [500] });
}

/** A missing record is the URL's only where the handler looks something up by the path: `connect` to a record named in the body fails with P2025 too. */
function namesPathResource(reading: Reading, context: GuardContext): Reading {
  const { response, purpose, file, provenances } = context;
  if (reading.is === 'evidence' && reading.evidence.cause.startsWith('upstream-')) return ofUpstream(reading.evidence, context);
  if (reading.is !== 'evidence' || reading.evidence.cause !== 'not-found') return reading;
  const { handler } = response;
  const readsPath = !handler ? !purpose.creates : file.calls.some(call => isWithin(call, handler.fn) && call.arguments.some(argument => provenances.sourcesIn(argument).has('param')));
  return readsPath ? reading : found({ ...reading.evidence, isStrong: false });
}

function readErrorCode(value: string, attribute: string, at: TSESTree.Node, reads: string): Reading {
  const code = (cause: CauseName): Reading => found({ cause, isStrong: true, node: at, reads, by: 'error-code' });
  if (DUPLICATE_CODES.has(value) || DUPLICATE_NAMES.has(value)) return code('conflict');
  if (value === 'P2025' || MISSING_NAMES.has(value)) return code('not-found');
  if (MISSING_CODES.has(value)) return found({ cause: 'not-found', isStrong: false, node: at, reads, by: 'error-code' });
  if (TOKEN_ERRORS.has(value)) return code('unauthenticated');
  if (VERSION_NAMES.has(value)) return code('conflict');
  if (DATABASE_ERRORS.has(value)) return NEUTRAL;
  if (VALIDATION_ERRORS.has(value)) return code('invalid');
  if (SYNTAX_ERRORS.has(value)) return found({ cause: 'malformed', isStrong: true, node: at, reads, by: 'error-code', flags: [422] });
  if (CAST_ERRORS.has(value)) return code('malformed');
  if (TIMEOUT_CODES.has(value)) return code('upstream-timeout');
  // A database that is slow is as much the server's own failure.
  if (DATABASE_TIMEOUTS.has(value)) return found({ cause: 'upstream-timeout', isStrong: true, node: at, reads, by: 'error-code', accepts: [500] });
  if (REFUSED_CODES.has(value)) return found({ cause: 'upstream-error', isStrong: false, node: at, reads, by: 'error-code' });
  if (attribute.includes('message')) return readErrorText({ type: 'Literal', value, raw: value } as unknown as TSESTree.Node, at, reads.replaceAll('`', ''));
  return MIXED;
}

function readInstance(node: TSESTree.BinaryExpression, holds: boolean, context: GuardContext): Reading {
  if (!holds) return NEUTRAL;
  const name = memberPath(node.right)?.at(-1) ?? '';
  const provenance = context.provenances.of(node.left);
  if (provenance.is !== 'error') return MIXED;
  if (name === 'Error') return NEUTRAL;
  return readErrorKind(name, { ...provenance, attribute: 'class' }, node, `the error is a \`${name}\``, context);
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

/** `req.user?.role`: absent caller and lacking role in one. */
function hasOptionalPrincipal(node: TSESTree.Node, context: GuardContext): boolean {
  for (let current = unwrap(node); current.type === 'MemberExpression' || current.type === 'CallExpression'; current = unwrap(current.type === 'CallExpression' ? current.callee : current.object)) {
    if (current.type === 'MemberExpression' && current.optional && context.provenances.of(current.object).is === 'principal') return true;
  }
  return false;
}

/** Whether the function also compares a password: then it logs a caller in. */
function comparesPassword({ response, file, provenances, purpose }: GuardContext): boolean {
  if (purpose.creates || purpose.updates || !response.fn) return false;
  const { fn } = response;
  return file.calls.some(call => call.range[0] >= fn.range[0] && call.range[1] <= fn.range[1] && provenances.of(call).is === 'password-check');
}

/** 404 is right for nothing that a body lacks. */
function missingField(at: TSESTree.Node, reads: string): Reading {
  return found({ ...strong('malformed', at, reads).evidence, flags: [404] });
}

function tokenIn(name: string | null): boolean {
  return name !== null && /token|code|otp|captcha|secret|signature/i.test(name);
}

function strong(cause: CauseName, node: TSESTree.Node, reads: string): Reading & { readonly is: 'evidence' } {
  return { is: 'evidence', evidence: { cause, isStrong: true, node, reads, by: 'guard' } satisfies Evidence };
}

function weak(cause: CauseName, node: TSESTree.Node, reads: string): Reading {
  return found({ cause, isStrong: false, node, reads, by: 'guard' });
}

/** The text of a node for a message, shortened. */
export function short(node: TSESTree.Node, { file }: { readonly file: File }): string {
  const text = file.text(node).replace(/\s+/g, ' ');
  return text.length > 50 ? `${text.slice(0, 47)}…` : text;
}
