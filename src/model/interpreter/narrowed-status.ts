import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { isFunction, isWithin } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { Status, UNKNOWN_STATUS, type Outcome } from '../responses/status.ts';
import type { Readers } from './readers.ts';

/** What the reader of a status in its surroundings needs. */
export interface Surroundings {
  readonly file: File;
  readonly guards: readonly Guard[];
  readonly readStatus: Readers['readStatus'];
}

/**
 * The status an expression has where it stands: `case 405: res.status(result.statusCode)` sends 405, whatever else the result may say,
 * and so does `if (error.status === 405)`. What the code itself fixes stays as it was read.
 */
export function statusInPlace(node: TSESTree.Node, around: Surroundings): Status {
  const status = around.readStatus(node);
  const fixed = fixedBy(node, around);
  if (!fixed) return without(status, node, around);
  if (!status.isComplete) return new Status(fixed, true);
  const left = status.outcomes.filter(({ code }) => fixed.some(one => one.code === code));
  return left.length > 0 ? new Status(left, true) : UNKNOWN_STATUS;
}

/** The only statuses that an expression can be by what is asked before it; null where nothing asks for it. */
function fixedBy(node: TSESTree.Node, around: Surroundings): readonly Outcome[] | null {
  const value = unwrap(node);
  // `result.status || 500` is what the result says, where that is known to be a status.
  if (value.type === 'LogicalExpression' && value.operator !== '&&') {
    const left = fixedBy(value.left, around);
    return left?.every(({ code }) => code > 0) === true ? left : null;
  }
  if (!isRead(value)) return null;
  const found = [
    caseLabels(value, around),
    alternatives(value, around),
    ...around.guards.map(guard => allowedBy(guard, value, around)),
  ];
  const [first, ...others] = found.filter(one => one !== null);
  if (!first) return null;
  const codes = others.reduce(
    (left, one) => left.filter(code => one.includes(code)),
    first.filter(code => Number.isInteger(code)),
  );
  return codes.length > 0
    ? codes.map(code => ({ code, value: code, node: value, isImplicit: false, guards: [] }))
    : null;
}

/** Whether an expression reads a place that keeps its value: a call may give another one the next time. */
function isRead(node: TSESTree.Node): boolean {
  let value = node;
  while (value.type === 'MemberExpression') value = unwrap(value.object);
  return value.type === 'Identifier' || value.type === 'ThisExpression';
}

function allowedBy({ test, holds, discriminant }: Guard, node: TSESTree.Node, around: Surroundings): number[] | null {
  if (test.type === 'SwitchCase')
    return holds && test.test && discriminant && isSame(discriminant, node, around) ? codesOf(test.test, around) : null;
  return allowedByTest(test, holds, node, around);
}

function allowedByTest(
  expression: TSESTree.Expression,
  holds: boolean,
  node: TSESTree.Node,
  around: Surroundings,
): number[] | null {
  const test = unwrap(expression);
  if (test.type === 'BinaryExpression') {
    const isEqual = /^===?$/.test(test.operator) ? holds : /^!==?$/.test(test.operator) && !holds;
    const other = isEqual ? otherSide(test, node, around) : null;
    return other && codesOf(other, around);
  }
  if (test.type === 'LogicalExpression' && test.operator === (holds ? '||' : '&&')) {
    const left = allowedByTest(test.left, holds, node, around);
    const right = left && allowedByTest(test.right, holds, node, around);
    return right && [...left, ...right];
  }
  return holds ? listed(test, node, around) : null;
}

/** `[404, 410].includes(error.status)`. */
function listed(test: TSESTree.Node, node: TSESTree.Node, around: Surroundings): number[] | null {
  const call = methodCall(test);
  const [argument] = call?.call.arguments ?? [];
  if (!call || !argument || !/^(?:includes|has)$/.test(call.name) || !isSame(argument, node, around)) return null;
  let list = around.file.bindings.resolve(call.object);
  if (list.type === 'NewExpression' && list.arguments[0]) list = around.file.bindings.resolve(list.arguments[0]);
  if (list.type !== 'ArrayExpression') return null;
  const codes: number[] = [];
  for (const element of list.elements) {
    const own = element && element.type !== 'SpreadElement' ? codesOf(element, around) : null;
    if (!own) return null;
    codes.push(...own);
  }
  return codes;
}

/** The labels of the cases by which control comes to an expression that the switch is over, those above it that fall through included. */
function caseLabels(node: TSESTree.Node, around: Surroundings): number[] | null {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type !== 'SwitchCase' || outer.parent.type !== 'SwitchStatement') continue;
    const { cases, discriminant } = outer.parent;
    if (!isSame(discriminant, node, around)) continue;
    const codes: number[] = [];
    for (let index = cases.indexOf(outer); index >= 0; index--) {
      const one = cases[index];
      if (one !== outer && one?.consequent.some(({ type }) => LEAVING.has(type))) return codes;
      const own = one?.test ? codesOf(one.test, around) : null;
      if (!own || (one !== outer && one?.consequent.length !== 0)) return null;
      codes.push(...own);
    }
    return codes;
  }
  return null;
}

/** `if (status === 404 || status === 410)` around an expression: neither half holds for certain, and one of them does. */
function alternatives(node: TSESTree.Node, around: Surroundings): number[] | null {
  let inner = node;
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent) {
    const test =
      (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && outer.consequent === inner
        ? outer.test
        : null;
    if (test?.type === 'LogicalExpression' && test.operator === '||' && !isAssignedIn(inner, node, around)) {
      const found = allowedByTest(test, true, node, around);
      if (found) return found;
    }
    inner = outer;
  }
  return null;
}

/** Whether the variable that an expression begins with is written within a branch. */
function isAssignedIn(branch: TSESTree.Node, node: TSESTree.Node, { file: { bindings } }: Surroundings): boolean {
  let root = node;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const variable = bindings.variableOf(root);
  return (
    variable?.references.some(
      reference => reference.isWrite() && !reference.init && isWithin(reference.identifier, branch),
    ) ?? false
  );
}

const LEAVING = new Set(['BreakStatement', 'ReturnStatement', 'ThrowStatement', 'ContinueStatement']);

/** Without what guards rule out: `if (error.status !== 404)`, `if (status > 0)`, `if (status)`. */
function without(status: Status, node: TSESTree.Node, around: Surroundings): Status {
  const value = unwrap(node);
  if (!isRead(value)) return status;
  const left = status.outcomes.filter(({ code }) => !around.guards.some(guard => rulesOut(guard, code, value, around)));
  return left.length > 0 || !status.isComplete ? new Status(left, status.isComplete) : status;
}

function rulesOut({ test, holds }: Guard, code: number, node: TSESTree.Node, around: Surroundings): boolean {
  if (test.type === 'SwitchCase') return false;
  if (test.type !== 'BinaryExpression') return isSame(test, node, around) && (code === 0) === holds;
  const other = otherSide(test, node, around);
  const [than, more] = (other && codesOf(other, around)) ?? [];
  if (than === undefined || more !== undefined) return false;
  const isLeft = other === test.right;
  const compares = COMPARES[test.operator];
  return compares !== undefined && compares(isLeft ? code : than, isLeft ? than : code) !== holds;
}

/** What a comparison of two statuses says. */
const COMPARES: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '===': (left, right) => left === right,
  '==': (left, right) => left === right,
  '!==': (left, right) => left !== right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function otherSide(
  { left, right }: TSESTree.BinaryExpression,
  node: TSESTree.Node,
  around: Surroundings,
): TSESTree.Node | null {
  if (left.type === 'PrivateIdentifier') return null;
  if (isSame(left, node, around)) return right;
  return isSame(right, node, around) ? left : null;
}

function isSame(a: TSESTree.Node, b: TSESTree.Node, { file: { bindings } }: Surroundings): boolean {
  return sameExpression(a, b) || sameExpression(bindings.resolve(a), bindings.resolve(b));
}

/** The statuses that the other side of a comparison can be; null where they are not all known. */
function codesOf(node: TSESTree.Node, { readStatus }: Surroundings): number[] | null {
  const { codes } = readStatus(node);
  return codes && codes.length > 0 && codes.every(code => Number.isInteger(code)) ? [...codes] : null;
}
