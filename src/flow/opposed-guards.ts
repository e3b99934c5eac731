import type { TSESTree } from '@typescript-eslint/utils';

import { expressionKey, sameExpression } from '../syntax/same-expression.ts';
import { propertyName, unwrap } from '../syntax/unwrap.ts';
import type { Guard } from './graph.ts';
import { contradicts } from './guards.ts';

/** What a guard says of the order of two expressions: the signs of `<`, `=` and `>` that remain possible. */
interface Order {
  readonly left: TSESTree.Node;
  readonly right: TSESTree.Node;
  readonly possible: string;
}

/** The numbers a guard leaves to an expression; an open end is itself left out. */
interface Range {
  readonly subject: string;
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
}

const POSSIBLE: Readonly<Record<string, string>> = {
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '===': '=',
  '==': '=',
  '!==': '<>',
  '!=': '<>',
};

/** Whether two guards cannot hold together: the same test with opposite outcomes, or comparisons that leave nothing in common, as `x < y` and `x >= y`, `rows.length` and `rows.length < 1`. */
export function areOpposed(a: Guard, b: Guard): boolean {
  if (contradicts([a], [b])) return true;
  const [order, other] = [orderOf(a), orderOf(b)];
  if (order && other) {
    if (sameExpression(order.left, other.left) && sameExpression(order.right, other.right))
      return !share(order.possible, other.possible);
    if (sameExpression(order.left, other.right) && sameExpression(order.right, other.left))
      return !share(order.possible, swapped(other.possible));
  }
  const [range, second] = [rangeOf(a), rangeOf(b)];
  return (
    range !== null &&
    second !== null &&
    range.subject === second.subject &&
    (isBelow(range, second) || isBelow(second, range))
  );
}

/**
 * Whether two guards ask the same for different answers, so that as a rule only one of them holds: `result.isLeft()` and `result.isRight()`,
 * `type === Kind.A` and `type === Kind.B`, `error` and `user` of a callback. Nothing says so for certain.
 */
export function areAlternatives(a: Guard, b: Guard): boolean {
  if (!a.holds || !b.holds || a.test.type === 'SwitchCase' || b.test.type === 'SwitchCase') return false;
  const [one, other] = [unwrap(a.test), unwrap(b.test)];
  if (one.type === 'CallExpression' && other.type === 'CallExpression') return areAlternativeCalls(one, other);
  if (one.type === 'BinaryExpression' && other.type === 'BinaryExpression') {
    if (one.operator !== other.operator || !/^(?:===?|instanceof)$/.test(one.operator)) return false;
    if (sameExpression(one.left, other.left)) return !sameExpression(one.right, other.right);
    return tellsKind(one.left) && tellsKind(other.left) && sameExpression(one.left.object, other.left.object);
  }
  return hasNoCalls(one) && hasNoCalls(other) && ERROR_NAME.test(lastName(one)) !== ERROR_NAME.test(lastName(other));
}

/** Names of errors and failures, as the last part of a path. */
const ERROR_NAME = /^(?:e|er|ex)$|err(?:or)?s?$|exception$|fail(?:ed|ure)?$/i;

/** Whether an expression tells of which kind an error is: `err.name === 'CastError'` and `err.code === 11000` are errors of different makers. */
function tellsKind(node: TSESTree.Node): node is TSESTree.MemberExpression {
  return (
    node.type === 'MemberExpression' &&
    /^(?:name|code|type|errno)$/.test(propertyName(node) ?? '') &&
    ERROR_NAME.test(lastName(unwrap(node.object)))
  );
}

function lastName(node: TSESTree.Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? (propertyName(node) ?? '') : '';
}

function hasNoCalls(node: TSESTree.Node): boolean {
  return node.type === 'Identifier' || node.type === 'MemberExpression';
}

/** Two predicates of one object, or two of one value: `isAdmin(user)` and `isGuest(user)`. `validator.isEmpty(name)` and `validator.isEmpty(mail)` ask for different things. */
function areAlternativeCalls(one: TSESTree.CallExpression, other: TSESTree.CallExpression): boolean {
  const givenTo = (call: TSESTree.CallExpression): string => call.arguments.map(expressionKey).join();
  const isConstant = (call: TSESTree.CallExpression): boolean =>
    call.arguments.every(argument => argument.type === 'Literal');
  if (sameExpression(one.callee, other.callee))
    return isConstant(one) && isConstant(other) && givenTo(one) !== givenTo(other);
  if (one.arguments.length > 0 && givenTo(one) === givenTo(other)) return true;
  const [callee, second] = [unwrap(one.callee), unwrap(other.callee)];
  return (
    isConstant(one) &&
    isConstant(other) &&
    callee.type === 'MemberExpression' &&
    second.type === 'MemberExpression' &&
    sameExpression(callee.object, second.object)
  );
}

function orderOf({ test, holds }: Guard): Order | null {
  if (test.type !== 'BinaryExpression') return null;
  const possible = POSSIBLE[test.operator];
  if (possible === undefined) return null;
  const rest = [...'<=>'].filter(sign => !possible.includes(sign)).join('');
  return { left: unwrap(test.left), right: unwrap(test.right), possible: holds ? possible : rest };
}

/** `x.length` and `x.length > 0` speak of one number; so does `0 < x.length`. */
function rangeOf(guard: Guard): Range | null {
  const order = orderOf(guard);
  if (!order) {
    const { test, holds } = guard;
    if (!isSize(test)) return null;
    return { subject: expressionKey(test), from: holds ? 1 : 0, to: holds ? Infinity : 0, isOpen: false };
  }
  const [value, other] = [numberOf(order.right), numberOf(order.left)];
  const number = value ?? other;
  if (number === null) return null;
  const possible = value === null ? swapped(order.possible) : order.possible;
  const counted = value === null ? order.right : order.left;
  const subject = expressionKey(counted);
  if (isSize(counted)) {
    // There is no length between 0 and 1.
    if (possible === '<') return { subject, from: 0, to: number - 1, isOpen: false };
    if (possible === '>') return { subject, from: number + 1, to: Infinity, isOpen: false };
  }
  switch (possible) {
    case '<':
      return { subject, from: -Infinity, to: number, isOpen: true };
    case '<=':
      return { subject, from: -Infinity, to: number, isOpen: false };
    case '=':
      return { subject, from: number, to: number, isOpen: false };
    case '>':
      return { subject, from: number, to: Infinity, isOpen: true };
    case '=>':
    case '>=':
      return { subject, from: number, to: Infinity, isOpen: false };
    default:
      return null;
  }
}

function isSize(node: TSESTree.Node): boolean {
  return node.type === 'MemberExpression' && /^(?:length|size)$/.test(propertyName(node) ?? '');
}

function isBelow(low: Range, high: Range): boolean {
  return low.to < high.from || (low.to === high.from && (low.isOpen || high.isOpen));
}

function numberOf(node: TSESTree.Node): number | null {
  return node.type === 'Literal' && typeof node.value === 'number' ? node.value : null;
}

function swapped(possible: string): string {
  return possible.replace(/[<>]/g, sign => (sign === '<' ? '>' : '<'));
}

function share(possible: string, other: string): boolean {
  return [...possible].some(sign => other.includes(sign));
}
