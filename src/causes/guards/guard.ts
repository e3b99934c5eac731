import type { TSESTree } from '@typescript-eslint/utils';

import { GIVES_PLACE, SAME_DATE } from '../../knowledge/shapes/language.ts';
import { COMPARED_COUNT, COUNTING } from '../../knowledge/shapes/lookups.ts';
import { SAYS_VALID } from '../../knowledge/shapes/validation.ts';
import type { Guard } from '../../flow/graph.ts';
import { IN } from '../../knowledge/contexts.ts';
import { DATE_LIBRARIES, DATE_TEST, FORMAT_CHECK, NULLISH_CHECK } from '../../knowledge/libraries.ts';
import { packageOf } from '../../knowledge/neutral-packages.ts';
import { calleeName, methodCall, propertyName, stringValue, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import {
  choosesDeed,
  firstOf,
  malformed,
  short,
  strong,
  weak,
  type Comparison,
  type GuardContext,
  type Readers,
} from '../context/question.ts';
import { readFinding } from '../failures/findings.ts';
import { constantName, readErrorKind, readErrorNamed, readInstance } from '../failures/error.ts';
import { requestPartOf, type Provenance } from '../provenance/kinds.ts';
import { packageBehind } from '../provenance/origin-code.ts';
import { isStated, statedFailure } from '../provenance/stated-call.ts';
import { isEnumerated } from '../context/route-schema.ts';
import { readAnswerOfCall, readMembership } from './call.ts';
import { readCount } from './lookup.ts';
import { readCondition } from './condition.ts';
import { readOwnTest } from './own-test.ts';
import { readNegotiation } from './negotiation.ts';
import { readNames, readComparedValue } from './pair.ts';
import { readRate } from './rate.ts';
import { asksForForm } from './representation.ts';
import { readTruthOfValue } from './truth.ts';
import { readBrokenRule } from './validation.ts';

/** A guard that is read. */
interface AskedGuard {
  readonly guard: Guard;
  /** Where it stands: the guard itself, or the one that asks for a comparison that stands in a variable. */
  readonly at: TSESTree.Node | null;
  readonly context: GuardContext;
}

/** The readers of guards, in the order in which they speak; the last of them says something of every guard. */
const READERS: Readers<AskedGuard> = [
  { name: 'settings', read: readSettings },
  { name: 'rates', read: ({ guard, context }) => readRate(guard, context) },
  { name: 'negotiation', read: ({ guard, context }) => readNegotiation(guard, context) },
  { name: 'results', read: readResult },
  {
    name: 'cases',
    read: ({ guard, context }) => (guard.test.type === 'SwitchCase' ? readSwitchCase(guard, context) : null),
  },
  {
    name: 'representations',
    read: ({ guard, context }) => (asksForForm(guard, context.provenances) ? NEUTRAL : null),
  },
  { name: 'comparisons', read: readOperation },
  {
    name: 'truth',
    read: ({ guard: { test, holds }, context }) => {
      const atom = unwrapAwait(test);
      return readTruth(atom, holds, atom, context);
    },
  },
];

/** Reads what a guard that holds where a response is sent says of its cause; `at` is the place of the guard where its comparison stands in a variable. */
export function readGuard(guard: Guard, context: GuardContext, at: TSESTree.Node | null = null): Reading {
  return firstOf(READERS, { guard, at, context }, { among: 'guard', node: guard.test }, context.listen) ?? NEUTRAL;
}

function readSettings({ guard: { test, holds }, at, context }: AskedGuard): Reading | null {
  return test.type === 'SwitchCase' ? null : readStated(test, holds, at ?? test, context);
}

function readResult({ guard, context }: AskedGuard): Reading | null {
  const evidence = context.ofResult?.(guard);
  return evidence ? found(evidence) : null;
}

/** `a === b`, `error instanceof X`, `key in object`; null for what is no operation. */
function readOperation({ guard: { test, holds }, at, context }: AskedGuard): Reading | null {
  const atom = unwrapAwait(test);
  if (atom.type !== 'BinaryExpression') return null;
  if (atom.operator === 'instanceof') return readInstance(atom, holds, context);
  const comparison = compare(atom, holds);
  return comparison ? readComparison(comparison, at ?? atom, context) : NEUTRAL;
}

function compare(node: TSESTree.BinaryExpression, holds: boolean): Comparison | null {
  const left = node.left as TSESTree.Node;
  const { right } = node;
  switch (node.operator) {
    case '===':
    case '==':
      return { relation: holds ? 'equals' : 'differs', left, right, isLeftLess: false };
    case '!==':
    case '!=':
      return { relation: holds ? 'differs' : 'equals', left, right, isLeftLess: false };
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { relation: 'ordered', left, right, isLeftLess: node.operator.startsWith('<') === holds };
    default:
      return null;
  }
}

/** A value that is tested for truth, or against null, undefined, true and false. */
interface Tested {
  readonly value: TSESTree.Node;
  readonly isTrue: boolean;
  readonly at: TSESTree.Node;
  readonly context: GuardContext;
}

/** The readers of such values, in the order in which they speak; the last of them says something of every value. */
const TRUTH_READERS: Readers<Tested> = [
  { name: 'settings', read: ({ value, isTrue, at, context }) => readStated(value, isTrue, at, context) },
  {
    name: 'definitions',
    read: ({ value, isTrue, at, context }) => readOwnTest(value, isTrue, at, context, readCondition),
  },
  { name: 'calls', read: readCalled },
  { name: 'lengths', read: readLength },
  { name: 'verdicts', read: readFormVerdict },
  { name: 'variables', read: readVariable },
  { name: 'values', read: readValue },
];

function readTruth(node: TSESTree.Node, isTrue: boolean, at: TSESTree.Node, context: GuardContext): Reading {
  const value = unwrapAwait(node);
  if (value.type === 'UnaryExpression' && value.operator === '!')
    return readTruth(value.argument, !isTrue, at, context);
  const tested = { value, isTrue, at, context };
  return firstOf(TRUTH_READERS, tested, { among: 'truth', node: value }, context.listen) ?? NEUTRAL;
}

function readCalled({ value, isTrue, at, context }: Tested): Reading | null {
  if (value.type !== 'CallExpression') return null;
  const call = readCall(value, isTrue, at, context);
  if (call) return call;
  // isPrismaError(err) that does not hold leaves all other errors.
  return !isTrue && value.arguments.some(argument => context.provenances.of(argument).is === 'error') ? NEUTRAL : null;
}

function readLength({ value, isTrue, at, context }: Tested): Reading | null {
  return value.type === 'MemberExpression' && propertyName(value) === 'length'
    ? readCount(unwrap(value.object), !isTrue, at, context)
    : null;
}

function readValue({ value, isTrue, at, context }: Tested): Reading {
  // (name in tables) === false
  if (value.type === 'BinaryExpression' && value.operator === 'in') return NEUTRAL;
  return readTruthOfValue(context.provenances.of(value), isTrue, value, at, context);
}

/** Reads a call of which the settings state something, or a variable that holds what one gave: by nothing but that. Null for every other value. */
function readStated(node: TSESTree.Node, isTrue: boolean, at: TSESTree.Node, context: GuardContext): Reading | null {
  const { provenances } = context;
  const value = unwrapAwait(node);
  if ((value.type !== 'CallExpression' && value.type !== 'Identifier') || !isStated(value, provenances)) return null;
  const failure = statedFailure(value, provenances);
  if (failure)
    return failure.isWrongIf === isTrue
      ? readFinding(failure.as, at, `\`${short(value, context)}\` says so by the settings in this guard`, 'guard')
      : NEUTRAL;
  return readTruthOfValue(provenances.of(value), isTrue, value, at, context);
}

/** The member of a result that says whether a value is of the right form, `const verdict = validatePassword(req.body.password); if (!verdict.isValid) …`; null for others. */
function readFormVerdict({ value, isTrue, at, context }: Tested): Reading | null {
  if (value.type !== 'MemberExpression' || !SAYS_VALID.has(propertyName(value))) return null;
  const checked = context.file.bindings.resolve(value.object);
  return checked.type === 'CallExpression' &&
    checked.arguments.length === 1 &&
    FORMAT_CHECK.has(calleeName(checked) ?? '')
    ? readAnswerOfCall(checked, isTrue, at, context)
    : null;
}

/** A variable that holds a comparison, a negation or what a call said, by what it was set to, `const isAdmin = user.role === 'admin'`; null where that tells nothing. */
function readVariable({ value, isTrue, at, context }: Tested): Reading | null {
  if (value.type !== 'Identifier') return null;
  const init = context.file.bindings.initOf(value);
  const inner = init && unwrapAwait(init);
  if (
    inner &&
    !context.followed?.has(inner) &&
    (inner.type === 'BinaryExpression' || (inner.type === 'UnaryExpression' && inner.operator === '!'))
  ) {
    return readGuard(
      { test: inner, holds: isTrue, discriminant: null },
      { ...context, followed: new Set(context.followed).add(inner) },
      at,
    );
  }
  return inner?.type === 'CallExpression' ? readCall(inner, isTrue, at, context) : null;
}

/** A call that is a verdict by itself, or compares: `post.author.equals(req.user.id)`, as ObjectIds are compared. */
function readCall(
  call: TSESTree.CallExpression,
  isTrue: boolean,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const method = methodCall(call);
  const [first] = call.arguments;
  if (first && call.arguments.length === 1 && NULLISH_CHECK.has(calleeName(call) ?? ''))
    return readTruth(first, !isTrue, at, context);
  if (method?.name === 'equals' && first)
    return readComparison(
      { relation: isTrue ? 'equals' : 'differs', left: method.object, right: first, isLeftLess: false },
      at,
      context,
    );
  return readDateTest(call, isTrue, at, context) ?? readAnswerOfCall(call, isTrue, at, context);
}

/** `problem.name === 'SequelizeValidationError'`: what an error of unknown origin is; null for other comparisons. */
function readKind(one: TSESTree.Node, other: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading | null {
  const [member, value] = [unwrap(one), stringValue(other)];
  if (value === null || member.type !== 'MemberExpression' || context.provenances.of(member).is !== 'unknown')
    return null;
  const reads = `\`${short(one, context)}\` is \`${value}\``;
  return readErrorNamed(value, propertyName(member) ?? '', at, reads, context);
}

/** `isBefore(parseISO(body.to), parseISO(body.from))`, `dayjs(body.to).isBefore(body.from)`: two dates that are compared, or one with the clock; null for other calls. */
function readDateTest(
  call: TSESTree.CallExpression,
  isTrue: boolean,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const name = calleeName(call) ?? '';
  const source = DATE_TEST.has(name) ? packageBehind(call.callee, context.file)?.source : undefined;
  if (source === undefined || !DATE_LIBRARIES.has(packageOf(source) ?? source)) return null;
  const method = methodCall(call);
  // moment(value).isBefore(other) is asked of what the package made, `dateFns.isBefore(a, b)` of the package itself.
  const receiver = method && !context.file.bindings.originOf(method.object) ? [method.object] : [];
  const [left, right] = [...receiver, ...call.arguments];
  if (!left) return null;
  if (SAME_DATE.has(name) && right)
    return readComparison({ relation: isTrue ? 'equals' : 'differs', left, right, isLeftLess: false }, at, context);
  if (right) return readComparison({ relation: 'ordered', left, right, isLeftLess: isTrue }, at, context);
  const provenance = context.provenances.of(left);
  return readComparedValue(
    { relation: 'ordered', provenance, other: { is: 'constant' }, node: left, otherNode: call, at },
    context,
  );
}

function readComparison(comparison: Comparison, at: TSESTree.Node, context: GuardContext): Reading {
  const sides = sidesOf(comparison);
  for (const side of sides) {
    const reading = readConstant(comparison, side, at, context);
    if (reading) return reading;
  }
  const told = readSearch(comparison, at, context) ?? readWhatIsSaid(comparison, sides, at, context);
  if (told) return told;
  const { relation } = comparison;
  const pair = sides.map(({ one }) => context.provenances.of(one));
  for (const [index, { one: node, other: otherNode }] of sides.entries()) {
    const [provenance, other] = [pair[index], pair[1 - index]];
    const reading =
      provenance && other ? readComparedValue({ relation, provenance, other, node, otherNode, at }, context) : null;
    if (reading) return reading;
  }
  return pair.every(one => one.is === 'unknown' || one.is === 'constant') ? MIXED : NEUTRAL;
}

/** A comparison seen from one of its sides. */
interface Side {
  readonly one: TSESTree.Node;
  readonly other: TSESTree.Node;
  /** Of two that are ordered, whether the one is the lesser. */
  readonly isLess: boolean;
}

function sidesOf({ left, right, isLeftLess }: Comparison): readonly Side[] {
  return [
    { one: left, other: right, isLess: isLeftLess },
    { one: right, other: left, isLess: !isLeftLess },
  ];
}

/** A value compared with one that stands there: with nothing, with true or false, with a type, with zero or one; null for others. */
function readConstant(comparison: Comparison, side: Side, at: TSESTree.Node, context: GuardContext): Reading | null {
  const { relation } = comparison;
  const literal = unwrap(side.other);
  if (isNullish(literal)) return readTruth(side.one, relation === 'differs', at, context);
  if (literal.type === 'Literal' && typeof literal.value === 'boolean')
    return readTruth(side.one, (relation === 'equals') === literal.value, at, context);
  const subject = unwrap(side.one);
  if (subject.type === 'UnaryExpression' && subject.operator === 'typeof')
    return relation === 'differs' ? readType(subject.argument, at, context) : NEUTRAL;
  if (stringValue(literal) === '' && relation === 'equals') return readTruth(side.one, false, at, context);
  return readZero(comparison, side, at, context);
}

function isNullish(node: TSESTree.Node): boolean {
  return (
    (node.type === 'Literal' && node.value === null && !('regex' in node)) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

/** A comparison with a word that says which rule was broken, which error there is, or which role; null for others. */
function readWhatIsSaid(
  { relation, left, right }: Comparison,
  sides: readonly Side[],
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  if (relation === 'ordered') return null;
  for (const { one, other } of sides) {
    const broken = readBrokenRule(one, stringValue(other), relation === 'equals', at, context);
    if (broken) return broken;
  }
  const error =
    relation === 'equals' ? (readKind(left, right, at, context) ?? readKind(right, left, at, context)) : null;
  return error ?? readNames(relation, left, right, at, context);
}

/** A value whose type is another. What a path gives is a text whenever it is there: to ask is for a type checker. */
function readType(node: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const source = requestPartOf(context.provenances.of(node));
  const reads = `the type of \`${short(node, context)}\` is checked in this guard`;
  return source === null ? NEUTRAL : source === 'param' ? weak('malformed', at, reads) : malformed(source, at, reads);
}

/** `err.message.indexOf('exists') >= 0`, `!== -1`; null for other comparisons. */
function readSearch({ relation, left, right }: Comparison, at: TSESTree.Node, context: GuardContext): Reading | null {
  const call = unwrap(left);
  if (call.type !== 'CallExpression' || !GIVES_PLACE.has(calleeName(call)) || !call.arguments[0]) return null;
  const number = unwrap(right);
  const isMinusOne = number.type === 'UnaryExpression';
  return relation === 'equals' && isMinusOne ? NEUTRAL : readMembership(call, true, at, context);
}

/** `rows.length === 0`, `result.affectedRows === 0`, `count < 1`, `user.length > 0`; null for other comparisons. */
function readZero(
  { relation }: Comparison,
  { one, other, isLess }: Side,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const literal = unwrap(other);
  const number = literal.type === 'Literal' ? literal.value : null;
  if (number !== 0 && number !== 1) return null;
  const value = unwrapAwait(one);
  const isZero = relation === 'equals' ? number === 0 : relation === 'differs' ? number === 1 : isLess;
  if (value.type === 'MemberExpression' && propertyName(value) === 'length')
    return readCount(unwrap(value.object), isZero, at, context);
  const provenance = context.provenances.of(value);
  const isWhole = (provenance.is === 'lookup' || provenance.is === 'written') && provenance.attribute === null;
  const isNumber =
    isCountOfRecords(provenance) || (isWhole && (provenance.is === 'lookup' ? relation !== 'ordered' : number === 0));
  return isNumber ? readCount(value, isZero, at, context) : null;
}

/** How many records were found or written. */
function isCountOfRecords(provenance: Provenance): boolean {
  if (provenance.is !== 'lookup' && provenance.is !== 'written') return false;
  if (COMPARED_COUNT.has(provenance.attribute)) return true;
  const { call } = provenance;
  return (
    provenance.is === 'lookup' &&
    provenance.attribute === null &&
    call.type === 'CallExpression' &&
    COUNTING.has(calleeName(call))
  );
}

function readSwitchCase({ test, discriminant, holds }: Guard, context: GuardContext): Reading {
  if (test.type !== 'SwitchCase' || !discriminant) return NEUTRAL;
  const provenance = context.provenances.of(discriminant);
  if (provenance.is === 'method')
    return holds
      ? NEUTRAL
      : strong('method', discriminant, `\`${short(discriminant, context)}\` is none of the cases of this switch`);
  if (provenance.is === 'error' && holds && test.test) {
    const value = stringValue(context.file.bindings.resolve(test.test)) ?? constantName(test.test);
    return value === null
      ? MIXED
      : readErrorKind(value, provenance, test.test, `\`${short(discriminant, context)}\` is \`${value}\``, context);
  }
  if (!holds && provenance.is === 'body' && choosesDeed(provenance.name))
    return found({
      ...strong('invalid', discriminant, `\`${short(discriminant, context)}\` is none of the cases of this switch`)
        .evidence,
      ...IN.likeMissing,
    });
  // switch (req.body.kind ?? config.kind): what is none of the cases may be the server's own value, or the schema of the route lets none pass.
  if (!holds && provenance.is === 'body' && (mayBeOwn(discriminant, context) || isEnumerated(provenance.name, context)))
    return MIXED;
  if (!holds && provenance.is === 'body')
    return strong('invalid', discriminant, `\`${short(discriminant, context)}\` is none of the cases of this switch`);
  return holds ? NEUTRAL : MIXED;
}

/** Whether a value is none of the request, and no constant. */
function isOwn(provenance: Provenance): boolean {
  return provenance.is !== 'constant' && requestPartOf(provenance) === null;
}

/** Whether a value of the request has another beside it that is no constant: `req.body.kind ?? config.kind`. */
function mayBeOwn(node: TSESTree.Node, { file, provenances }: GuardContext): boolean {
  const value = file.bindings.resolve(node);
  return value.type === 'LogicalExpression' && value.operator !== '&&' && isOwn(provenances.of(value.right));
}
