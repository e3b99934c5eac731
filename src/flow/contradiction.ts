import type { TSESTree } from '@typescript-eslint/utils';

import { expressionKey } from '../syntax/same-expression.ts';
import type { Guard } from './graph.ts';

/** What a guard says of an expression: that it is truthy, or that it equals a constant (or some other expression), or not. */
interface Claim {
  readonly subject: string;
  readonly equals: Comparand | null;
  readonly holds: boolean;
}

interface Comparand {
  readonly isStrict: boolean;
  /** The key of the expression or the constant, so that an equal key is an equal value. */
  readonly key: string;
  /** The value where it is a constant: only then is another key another value. */
  readonly constant: { readonly value: string | number | boolean | bigint | null | undefined } | null;
}

const claims = new WeakMap<Guard, Claim>();

/** Whether two lists of guards cannot hold together, by what is written in them alone: the same test with opposite outcomes, or one subject equal to two constants. */
export function areExclusive(a: readonly Guard[], b: readonly Guard[]): boolean {
  return a.some(one => b.some(other => isExclusive(one, other)));
}

/** Whether two guards cannot hold together, assuming that their subjects have the same value in both places. */
export function isExclusive(a: Guard, b: Guard): boolean {
  if (a === b) return false;
  const one = claimOf(a);
  const other = claimOf(b);
  if (one.subject !== other.subject) return false;
  if (one.equals && other.equals) return equalitiesExclude(one.equals, one.holds, other.equals, other.holds);
  if (one.equals) return equalityExcludesTruth(one.equals, one.holds, other.holds);
  if (other.equals) return equalityExcludesTruth(other.equals, other.holds, one.holds);
  return one.holds !== other.holds;
}

function equalitiesExclude(a: Comparand, aHolds: boolean, b: Comparand, bHolds: boolean): boolean {
  if (a.key === b.key) {
    if (aHolds === bHolds) return false;
    // `x === null` is within `x == null`: the loose one can hold alone.
    return a.isStrict === b.isStrict || (aHolds ? a.isStrict : b.isStrict);
  }
  if (!aHolds || !bHolds || !a.constant || !b.constant) return false;
  const isNullish = [a.constant.value == null, b.constant.value == null];
  if (a.isStrict && b.isStrict) return true;
  // `x == 1` and `x == '1'` can hold together, `x == 1` and `x == 2` cannot.
  if (isNullish[0] || isNullish[1]) return isNullish[0] !== isNullish[1];
  return typeof a.constant.value === typeof b.constant.value;
}

function equalityExcludesTruth({ constant, isStrict }: Comparand, equals: boolean, isTruthy: boolean): boolean {
  if (!equals || !constant) return false;
  // `'0' == 0` holds though '0' is truthy, so a loose comparison tells nothing but that null and undefined are falsy.
  if (!isStrict && constant.value != null) return false;
  return Boolean(constant.value) !== isTruthy;
}

function claimOf(guard: Guard): Claim {
  let claim = claims.get(guard);
  if (!claim) claims.set(guard, (claim = makeClaim(guard)));
  return claim;
}

function makeClaim({ test, holds, discriminant }: Guard): Claim {
  if (test.type === 'SwitchCase') {
    if (!test.test || !discriminant) return { subject: expressionKey(test), equals: null, holds };
    return comparison(discriminant, test.test, true, holds);
  }
  if (test.type === 'BinaryExpression') {
    switch (test.operator) {
      case '===':
        return comparison(test.left, test.right, true, holds);
      case '!==':
        return comparison(test.left, test.right, true, !holds);
      case '==':
        return comparison(test.left, test.right, false, holds);
      case '!=':
        return comparison(test.left, test.right, false, !holds);
      default:
        break;
    }
  }
  return { subject: expressionKey(test), equals: null, holds };
}

function comparison(left: TSESTree.Node, right: TSESTree.Node, isStrict: boolean, holds: boolean): Claim {
  const leftKey = expressionKey(left);
  const rightKey = expressionKey(right);
  const leftConstant = findConstant(left);
  const rightConstant = findConstant(right);
  // The constant is the comparand; of two expressions the one whose key sorts last, as `a === b` is `b === a`.
  const isRightCompared = rightConstant ? !leftConstant : !leftConstant && leftKey <= rightKey;
  const [subject, key, constant] = isRightCompared
    ? [leftKey, rightKey, rightConstant]
    : [rightKey, leftKey, leftConstant];
  if (!constant) return { subject, equals: { isStrict, key, constant }, holds };
  const value = !isStrict && constant.value === undefined ? null : constant.value;
  return { subject, equals: { isStrict, key: `${typeof value} ${String(value)}`, constant: { value } }, holds };
}

function findConstant(node: TSESTree.Node): Comparand['constant'] {
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? null : { value: node.value };
    case 'Identifier':
      return node.name === 'undefined' ? { value: undefined } : null;
    case 'TemplateLiteral': {
      const [text] = node.quasis;
      return node.quasis.length === 1 && text ? { value: text.value.cooked } : null;
    }
    case 'UnaryExpression': {
      const operand = node.operator === '-' ? findConstant(node.argument) : null;
      return typeof operand?.value === 'number' ? { value: -operand.value } : null;
    }
    default:
      return null;
  }
}
