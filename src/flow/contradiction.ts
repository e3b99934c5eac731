import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from './graph.ts';

/** What a guard says of an expression: that it is truthy, or that it equals a constant (or some other expression), or not. */
interface Claim {
  readonly subject: string;
  readonly equals: Comparand | null;
  readonly holds: boolean;
}

interface Comparand {
  readonly isStrict: boolean;
  /** The source text, so that equal text is an equal value. */
  readonly text: string;
  /** The value where it is a constant: only then is another text another value. */
  readonly constant: { readonly value: string | number | boolean | bigint | null | undefined } | null;
}

const claims = new WeakMap<Guard, Claim>();

/** Whether two lists of guards cannot hold together, by their text alone: the same test with opposite outcomes, or one subject equal to two constants. */
export function contradicts(a: readonly Guard[], b: readonly Guard[], getText: (node: TSESTree.Node) => string): boolean {
  return a.some(one => b.some(other => excludes(one, other, getText)));
}

/** Whether two guards cannot hold together, assuming that their subjects have the same value in both places. */
export function excludes(a: Guard, b: Guard, getText: (node: TSESTree.Node) => string): boolean {
  if (a === b) return false;
  const one = claimOf(a, getText);
  const other = claimOf(b, getText);
  if (one.subject !== other.subject) return false;
  if (one.equals && other.equals) return equalitiesExclude(one.equals, one.holds, other.equals, other.holds);
  if (one.equals) return equalityExcludesTruth(one.equals, one.holds, other.holds);
  if (other.equals) return equalityExcludesTruth(other.equals, other.holds, one.holds);
  return one.holds !== other.holds;
}

function equalitiesExclude(a: Comparand, aHolds: boolean, b: Comparand, bHolds: boolean): boolean {
  if (a.text === b.text) {
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

function claimOf(guard: Guard, getText: (node: TSESTree.Node) => string): Claim {
  let claim = claims.get(guard);
  if (!claim) claims.set(guard, claim = makeClaim(guard, node => withoutSpace(getText(node))));
  return claim;
}

function makeClaim({ test, holds, discriminant }: Guard, textOf: (node: TSESTree.Node) => string): Claim {
  if (test.type === 'SwitchCase') {
    if (!test.test || !discriminant) return { subject: textOf(test), equals: null, holds };
    return comparison(discriminant, test.test, true, holds, textOf);
  }
  if (test.type === 'BinaryExpression') {
    switch (test.operator) {
      case '===': return comparison(test.left, test.right, true, holds, textOf);
      case '!==': return comparison(test.left, test.right, true, !holds, textOf);
      case '==': return comparison(test.left, test.right, false, holds, textOf);
      case '!=': return comparison(test.left, test.right, false, !holds, textOf);
      default: break;
    }
  }
  return { subject: textOf(test), equals: null, holds };
}

function comparison(left: TSESTree.Node, right: TSESTree.Node, isStrict: boolean, holds: boolean, textOf: (node: TSESTree.Node) => string): Claim {
  const leftText = textOf(left);
  const rightText = textOf(right);
  const leftConstant = findConstant(left);
  const rightConstant = findConstant(right);
  // The constant is the comparand; of two expressions the one whose text sorts last, as `a === b` is `b === a`.
  const isRightCompared = rightConstant ? !leftConstant : !leftConstant && leftText <= rightText;
  const [subject, text, constant] = isRightCompared ? [leftText, rightText, rightConstant] : [rightText, leftText, leftConstant];
  if (!constant) return { subject, equals: { isStrict, text, constant }, holds };
  const value = !isStrict && constant.value === undefined ? null : constant.value;
  return { subject, equals: { isStrict, text: `${typeof value} ${String(value)}`, constant: { value } }, holds };
}

function findConstant(node: TSESTree.Node): Comparand['constant'] {
  switch (node.type) {
    case 'Literal': return 'regex' in node ? null : { value: node.value };
    case 'Identifier': return node.name === 'undefined' ? { value: undefined } : null;
    case 'TemplateLiteral': {
      const [text] = node.quasis;
      return node.quasis.length === 1 && text ? { value: text.value.cooked } : null;
    }
    case 'UnaryExpression': {
      const operand = node.operator === '-' ? findConstant(node.argument) : null;
      return typeof operand?.value === 'number' ? { value: -operand.value } : null;
    }
    default: return null;
  }
}

/** Takes white space out of source text, save inside quotes, where it is part of the value. */
function withoutSpace(text: string): string {
  return text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\s+/g, part => (/^\s/.test(part) ? '' : part));
}
