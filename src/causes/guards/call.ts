import type { TSESTree } from '@typescript-eslint/utils';

import { CASTS_PLAINLY, TESTS_END, TESTS_TYPE } from '../../knowledge/shapes/language.ts';
import { PERMISSION, REFUSED_ONES, SHUTS_OUT } from '../../knowledge/shapes/permissions.ts';
import { CHECKS_ONE, DIGITS_ONLY, OF_IDS } from '../../knowledge/shapes/validation.ts';
import { saysAny } from '../../syntax/words.ts';
import { IN } from '../../knowledge/contexts.ts';
import { FORMAT_CHECK, FORMAT_LIBRARY, ID_CHECK } from '../../knowledge/libraries.ts';
import { enclosingFunction, isWithin } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { calleeName, lastName, methodCall, unwrap } from '../../syntax/unwrap.ts';
import { conjunctionOf } from '../context/conditions.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import {
  proven,
  hasOptionalPrincipal,
  malformed,
  refused,
  short,
  strong,
  tokenIn,
  unlessNobody,
  weak,
  type GuardContext,
} from '../context/question.ts';
import { readErrorText } from '../failures/error-text.ts';
import { requestPartOf, type Provenance } from '../provenance/kinds.ts';
import { neverSaysNo } from '../provenance/never-says-no.ts';
import { originCode } from '../provenance/origin-code.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import { readListed } from './conflict.ts';
import { saysMissing } from './lookup.ts';
import { readMethod } from './method.ts';
import { isAllThatIsAsked } from './pair.ts';
import { readCelebrate, readVerdict, verdictOver } from './validation.ts';

/** A call that is tested for truth. */
interface Asked {
  readonly call: TSESTree.CallExpression;
  readonly name: string;
  readonly isTrue: boolean;
  readonly at: TSESTree.Node;
  readonly text: string;
  readonly context: GuardContext;
}

/** The readers of such calls, in the order in which they speak. */
const READERS: readonly ((asked: Asked) => Reading | null)[] = [
  readEmptyVerdict,
  readNeverFalse,
  readCelebrateCall,
  readRefusal,
  readIdCheck,
  readTypeCheck,
  readPart,
  readFormCheck,
  readMediaType,
];

/** Calls whose result is a verdict by itself. */
export function readCallTruth(
  call: TSESTree.CallExpression,
  isTrue: boolean,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const asked = { call, name: calleeName(call) ?? '', isTrue, at, text: short(call, context), context };
  for (const read of READERS) {
    const reading = read(asked);
    if (reading) return reading;
  }
  return null;
}

/** `validationResult(req).isEmpty()` */
function readEmptyVerdict({ call, isTrue, at, text, context }: Asked): Reading | null {
  const method = methodCall(call);
  const object = method?.name === 'isEmpty' ? context.provenances.of(method.object) : null;
  return object?.is !== 'verdict' ? null : isTrue ? NEUTRAL : verdictOver(object, at, text);
}

/** What throws its own error where a value is refused never says no. */
function readNeverFalse({ call, isTrue, context: { provenances, file } }: Asked): Reading | null {
  return !isTrue && neverSaysNo(provenances.callees.of(call, file)) ? MIXED : null;
}

function readCelebrateCall({ call, isTrue, at, context }: Asked): Reading | null {
  return isTrue ? readCelebrate(call, at, context) : null;
}

/** casl's `ability.cannot('delete', post)`, `req.isUnauthenticated()` */
function readRefusal({ call, name, isTrue, at, text, context: { provenances } }: Asked): Reading | null {
  if (name === 'cannot' && !provenances.isComputation(call))
    return isTrue ? refused(at, `\`${text}\` asks for a permission in this guard`) : NEUTRAL;
  if (name !== 'isUnauthenticated') return null;
  return isTrue ? strong('unauthenticated', at, `\`${text}\` is asked in this guard`) : NEUTRAL;
}

/** `ObjectId.isValid(id)`, `isUUID(id)` */
function readIdCheck({ call, name, isTrue, at, text, context: { provenances, file } }: Asked): Reading | null {
  if (!ID_CHECK.has(name) && !(name === 'isValid' && OF_IDS.has(originCode(call.callee, file)))) return null;
  if (isTrue) return NEUTRAL;
  const [first] = call.arguments;
  const source = first ? requestPartOf(provenances.of(first)) : null;
  if (source === 'body') return MIXED;
  // 422 is for content, which a path has none of.
  return found({
    ...proven('malformed', at, `\`${text}\` asks whether the id can be parsed in this guard`).evidence,
    ...(source === 'param' ? IN.idInPath : source === 'query' ? {} : IN.idElsewhere),
  });
}

/** `isNaN(req.query.page)`, `Array.isArray(req.body.tags)` */
function readTypeCheck({ call, name, isTrue, at, text, context }: Asked): Reading | null {
  if (!TESTS_TYPE.has(name)) return null;
  if (isTrue !== (name === 'isNaN')) return NEUTRAL;
  const [first] = call.arguments;
  // What another server answered is no part of the request, though the request's values went into the call.
  if (!first || isAnswered(first, context)) return MIXED;
  const reads = `\`${text}\` checks the type in this guard`;
  const sources = [...context.provenances.sourcesIn(first)].filter(source => source !== 'principal');
  return sources.length > 0
    ? malformed(sources.includes('param') ? 'param' : null, at, reads)
    : weak('malformed', at, reads);
}

/** Whether a list or a text has a part, or begins or ends with it. */
function readPart({ call, name, isTrue, at, context }: Asked): Reading | null {
  if (name === 'includes' || name === 'has' || name === 'some' || name === 'indexOf')
    return readMembership(call, isTrue, at, context);
  const method = TESTS_END.has(name) ? methodCall(call) : null;
  if (!method) return null;
  const subject = context.provenances.of(method.object);
  const [first] = call.arguments;
  // docId.startsWith(claims.key) compares with a value of this request, or of a record: whose it is, as much as its form.
  if (!isTrue && requestPartOf(subject) !== null && first && !isFixed(first, context)) return MIXED;
  return readBeginning(subject, isTrue, at, short(method.object, context));
}

/** Whether a value is the same for every request, as far as it shows: a constant, what is set outside of functions, or comes from another file. */
function isFixed(node: TSESTree.Node, { file: { bindings }, provenances }: GuardContext): boolean {
  if (provenances.of(node).is === 'constant') return true;
  let root = unwrap(node);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  const definition = root.type === 'Identifier' ? bindings.variableOf(root)?.defs[0] : undefined;
  return definition === undefined || enclosingFunction(definition.name) === null;
}

/** Whether a call asks for the form of a value: `PATTERN.test(text)`, `text.match(PATTERN)`, `isEmail(text)`, `cron.validate(text)`. */
function asksForForm({ call, name, context: { file, provenances } }: Asked): boolean {
  const method = methodCall(call);
  // account.validatePassword(password): what a record is asked is no question of form.
  if (method && provenances.of(method.object).is === 'lookup' && name !== 'match') return false;
  return (
    name === 'test' ||
    name === 'match' ||
    FORMAT_CHECK.has(name) ||
    (CHECKS_ONE.has(name) && method !== null && FORMAT_LIBRARY.has(originCode(method.object, file)))
  );
}

function readFormCheck(asked: Asked): Reading | null {
  const { call, name, isTrue, at, context } = asked;
  const { provenances, file } = context;
  const whole = provenances.of(call);
  // validatePassword(password, account.hash) is no question of form.
  if ((call.arguments.length > 1 && whole.is === 'password-check') || !asksForForm(asked)) return null;
  if (whole.is === 'verdict') return readVerdict(whole, isTrue, at, call, context);
  const object = methodCall(call)?.object ?? null;
  const first = call.arguments[0] ?? null;
  const [subject, pattern] = name === 'match' ? [object, first] : [first, object];
  if (!isTrue) return readWrongForm(asked, subject, pattern);
  return subject && pattern && provenances.of(subject).is === 'error'
    ? readErrorText(file.bindings.resolve(pattern), at, what => `\`${asked.text}\` reads ${what} off the error`)
    : NEUTRAL;
}

/** A value that is of another form than it should be, by which part of the request it is. */
function readWrongForm(
  { call, at, text, context }: Asked,
  subject: TSESTree.Node | null,
  pattern: TSESTree.Node | null,
): Reading | null {
  const { provenances, file } = context;
  if (asksForMore(subject, call, context)) return MIXED;
  const source = subject ? requestPartOf(provenances.of(subject)) : null;
  // A function out of sight over the whole body may look for missing fields as well.
  if (subject && source === 'body' && isWholeBody(provenances.of(subject)))
    return weak('invalid', at, `\`${text}\` checks the body in this guard`);
  const form = `the format of \`${subject ? short(subject, context) : text}\``;
  switch (source) {
    case 'body': {
      const { evidence } = strong('invalid', at, `${form}, a value of the body, is checked in this guard`);
      // What is no number is of another type.
      return found(
        pattern && isDigitsOnly(file.bindings.resolve(pattern)) ? { ...evidence, ...IN.likeMissing } : evidence,
      );
    }
    case 'query':
    case 'param':
      return malformed(source, at, `${form} is checked in this guard`);
    case null:
      return null;
    default:
      return MIXED;
  }
}

/** `req.is('json')` */
function readMediaType({ call, name, context: { provenances } }: Asked): Reading | null {
  const method = name === 'is' ? methodCall(call) : null;
  return method && provenances.of(method.object).is === 'request' ? MIXED : null;
}

/** Whether more than the form of a value is asked for: of tokens and codes, and by a function in sight that waits for somebody's answer, `await isValidModel(id, provider)`. */
function asksForMore(subject: TSESTree.Node | null, call: TSESTree.CallExpression, context: GuardContext): boolean {
  const { provenances, file } = context;
  if (subject && tokenIn(nameOfValue(provenances.of(subject)))) return true;
  const callee = provenances.callees.of(call, file);
  return (
    callee.is === 'in-sight' &&
    provenances.callees.deedsOf(callee.body).calls.some(one => one.call.parent.type === 'AwaitExpression')
  );
}

/** Whether a value is what a store, another server or a call that was awaited gave: its type says nothing of the request, though that went into the call. */
function isAnswered(node: TSESTree.Node, context: GuardContext): boolean {
  const { file, provenances } = context;
  const cast = unwrap(node);
  if (cast.type === 'CallExpression' && cast.arguments[0] && CASTS_PLAINLY.has(calleeName(cast)))
    return isAnswered(cast.arguments[0], context);
  const provenance = provenances.of(node);
  if (requestPartOf(provenance) !== null) return false;
  if (provenance.is === 'lookup' || provenance.is === 'written' || provenance.is === 'upstream') return true;
  let root = unwrap(node);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return isAwaitedValue(root) || isAwaitedValue(file.bindings.resolve(root));
}

/** `await list()`, also as one of several: `isKnown ? await list() : []`. */
function isAwaitedValue(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  if (value.type === 'ConditionalExpression')
    return isAwaitedValue(value.consequent) || isAwaitedValue(value.alternate);
  if (value.type === 'LogicalExpression') return isAwaitedValue(value.left) || isAwaitedValue(value.right);
  return value.type === 'AwaitExpression';
}

/** `!url.startsWith('https:')` asks for the form of a value that is there; of a credential it asks for its scheme, as its absence does. Null for what is no part of a request. */
function readBeginning(subject: Provenance, isTrue: boolean, at: TSESTree.Node, text: string): Reading | null {
  if (isTrue) return requestPartOf(subject) === null ? null : NEUTRAL;
  switch (subject.is) {
    case 'body':
      return tokenIn(subject.name)
        ? MIXED
        : strong('invalid', at, `the form of \`${text}\`, a value of the body, is checked in this guard`);
    case 'file':
      return strong('invalid', at, `\`${text}\`, what was uploaded, is checked in this guard`);
    case 'query':
    case 'param':
      return malformed(subject.is, at, `the form of \`${text}\` is checked in this guard`);
    case 'header':
      return MIXED;
    default:
      return null;
  }
}

/** `/^\\d+$/`: whether a pattern asks for nothing but a number, of whatever length. */
function isDigitsOnly(pattern: TSESTree.Node): boolean {
  return pattern.type === 'Literal' && 'regex' in pattern && DIGITS_ONLY.has(pattern.regex.pattern);
}

function nameOfValue(provenance: Provenance): string | null {
  return 'name' in provenance ? provenance.name : null;
}

function isWholeBody(provenance: Provenance): boolean {
  return provenance.is === 'body' && provenance.name === null;
}

/** Whether a test stands in one conjunction with a test that something else is missing: together they say what is missing, and for whom it need not be there. */
function isBesideAbsence(at: TSESTree.Node, item: TSESTree.Node, { file }: GuardContext): boolean {
  const whole = conjunctionOf(at);
  const atoms = whole ? atomsOf(whole) : [];
  return atoms.some(atom => {
    if (isWithin(at, atom)) return false;
    const test = unwrap(atom);
    const absent = test.type === 'UnaryExpression' && test.operator === '!' ? unwrap(test.argument) : null;
    return (
      absent !== null &&
      absent.type !== 'CallExpression' &&
      !sameExpression(absent, item) &&
      !sameExpression(file.bindings.resolve(absent), file.bindings.resolve(item))
    );
  });
}

function atomsOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  const test = unwrap(node);
  return test.type === 'LogicalExpression' && test.operator === '&&'
    ? [...atomsOf(test.left), ...atomsOf(test.right)]
    : [test];
}

/** `RESERVED.includes(name)` that holds and is all that is asked: a value of the body is one of those that are refused. Null for what is no constant list, and for tokens. */
function readForbidden(
  list: TSESTree.Node,
  item: Provenance,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading | null {
  if (item.is !== 'body' || item.name === null || tokenIn(item.name) || !isAllThatIsAsked(at, context)) return null;
  if (!isConstantList(list, context)) return null;
  const { evidence } = strong('invalid', at, `\`${text}\` checks a value of the body against a list in this guard`);
  // Who is on a list of those that are shut out may not do it.
  return found(
    saysAny(list, SHUTS_OUT, context.file) || PERMISSION.has(item.name)
      ? { ...evidence, ...IN.shutOutByList }
      : evidence,
  );
}

/** Whether a value is a list or set of constants, in this file or in one it imports. */
function isConstantList(node: TSESTree.Node, { file, provenances }: GuardContext): boolean {
  const { node: found } = provenances.callees.locate(node, frameOf(file));
  const value = unwrap(found);
  const list = value.type === 'NewExpression' && calleeName(value) === 'Set' ? value.arguments[0] : value;
  return (
    list?.type === 'ArrayExpression' &&
    list.elements.length > 0 &&
    list.elements.every(element => element !== null && unwrap(element).type === 'Literal')
  );
}

/** A question whether a value is in a list, `list.includes(value)`, with what both are. */
interface Membership {
  readonly method: string;
  readonly list: TSESTree.Node;
  readonly value: TSESTree.Node;
  readonly container: Provenance;
  readonly item: Provenance;
  readonly text: string;
}

/** `roles.includes(user.role)` is a permission, `['a', 'b'].includes(body.kind)` an enumeration, `record.members.includes(user.id)` membership. */
export function readMembership(
  call: TSESTree.CallExpression,
  isTrue: boolean,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const method = methodCall(call);
  const [first] = call.arguments;
  if (!method || !first) return null;
  const { provenances, file } = context;
  const container = provenances.of(method.object);
  const item = provenances.of(first);
  const text = short(call, context);
  const membership = { method: method.name, list: method.object, value: first, container, item, text };
  if (tellsOfCaller(container) || tellsOfCaller(item)) return isTrue ? NEUTRAL : readRight(membership, at, context);
  if (item.is === 'method') return isTrue ? NEUTRAL : readMethod(at, text, context);
  if (method.name === 'some')
    return isTrue && (container.is === 'lookup' || container.is === 'unknown')
      ? readListed(call, at, text, context)
      : null;
  const listed = isTrue ? readForbidden(method.object, item, at, text, context) : null;
  if (listed) return listed;
  // What is not on a list of forbidden values is fine.
  if (saysAny(method.object, REFUSED_ONES, file)) return MIXED;
  if (!isTrue) return readNotAmong(membership, at, context);
  return item.is === 'error' || container.is === 'error'
    ? readErrorText(first, at, what => `\`${text}\` reads ${what} off the error`)
    : NEUTRAL;
}

/** Whether a value is the caller, or says what a record of the caller may do. */
function tellsOfCaller(one: Provenance): boolean {
  return (
    one.is === 'principal' ||
    (one.is === 'verified' && one.ofCredential) ||
    (one.is === 'lookup' && one.by.has('principal') && PERMISSION.has(one.attribute ?? ''))
  );
}

/** `!roles.includes(user.role)`: the caller lacks a right, surely where one of both is called one. */
function readRight({ list, value, text }: Membership, at: TSESTree.Node, context: GuardContext): Reading {
  const asks = `\`${text}\` asks what the caller may do in this guard`;
  const isCalledRight = [value, list].some(node => PERMISSION.has(lastName(node)));
  return unlessNobody(
    isCalledRight ? strong('forbidden', at, asks) : refused(at, asks),
    hasOptionalPrincipal(value, context) ? value : list,
    context,
  );
}

/** Reads a value of the request that is none of a list, by which part it is of; null where it is of none. */
function readNotAmong(
  { method, list, value, container, item, text }: Membership,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  // !key && !proxy && !LOCAL.includes(req.body.api): who is on the list needs no key.
  if ((item.is === 'body' || item.is === 'query' || item.is === 'param') && isBesideAbsence(at, value, context))
    return MIXED;
  // !email.includes('@')
  if (container.is === 'body' && container.name !== null && item.is === 'constant')
    return strong('invalid', at, `\`${text}\` checks a value of the body in this guard`);
  // organization.hackathons.includes(req.body.hackathon): what the body refers to, where other statuses are fine too.
  // groups.includes(req.query.group), of the groups that somebody was asked for: what the values mean, the list's maker knows.
  if (container.is === 'lookup' ? item.is === 'body' : container.is === 'unknown' && isAnswered(list, context))
    return MIXED;
  if (item.is === 'body' || item.is === 'file')
    return strong('invalid', at, `\`${text}\` checks a value of the body against a list in this guard`);
  // !group.participants.includes(req.params.participantId), "not found": what the path names is not among them.
  if (item.is === 'param' && (container.is === 'lookup' || method === 'has') && saysMissing(context))
    return strong('not-found', at, `\`${text}\` looks for what the path names in this guard`);
  if (item.is === 'query' || item.is === 'param')
    return malformed(
      item.is,
      at,
      `\`${text}\` checks a ${item.is === 'param' ? 'path' : 'query'} parameter in this guard`,
    );
  return null;
}
