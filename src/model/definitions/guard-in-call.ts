import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { StaticValue } from '../../syntax/static-values.ts';
import type { Evaluator } from './evaluate.ts';
import type { Frame } from './frame.ts';

/** Whether a condition of a called function comes out as the guard says in one call of it: `if (status === 204)` with 404 given does not; null where the call leaves it open. */
export function decide({ test, holds, discriminant }: Guard, frame: Frame, evaluator: Evaluator): boolean | null {
  const result =
    test.type === 'SwitchCase'
      ? discriminant && decideCase(test, discriminant, frame, evaluator)
      : decideTest(test, frame, evaluator);
  return result === null ? null : result === holds;
}

function decideTest(test: TSESTree.Expression, frame: Frame, evaluator: Evaluator): boolean | null {
  if (test.type === 'BinaryExpression' && test.left.type !== 'PrivateIdentifier')
    return test.operator === 'instanceof'
      ? evaluator.isInstance(test.left, test.right, frame)
      : compare(test.operator, test.left, test.right, frame, evaluator);
  if (test.type === 'CallExpression') return evaluator.isOfOtherPackage(test, frame) ? false : null;
  if (test.type === 'UnaryExpression' && test.operator === '!') {
    const inner = decideTest(test.argument, frame, evaluator);
    return inner === null ? null : !inner;
  }
  if (test.type === 'LogicalExpression' && test.operator !== '??') {
    const sides = [test.left, test.right].map(side => decideTest(side, frame, evaluator));
    const decisive = test.operator === '||';
    if (sides.includes(decisive)) return decisive;
    return sides.includes(null) ? null : !decisive;
  }
  return evaluator.isObject(test, frame) ? true : truth(test, frame, evaluator);
}

/** Whether a case of a switch is taken; `default` where none of the others is. */
function decideCase(
  one: TSESTree.SwitchCase,
  discriminant: TSESTree.Node,
  frame: Frame,
  evaluator: Evaluator,
): boolean | null {
  const isOfTrue = discriminant.type === 'Literal' && discriminant.value === true;
  const taken = (test: TSESTree.Expression): boolean | null =>
    isOfTrue ? decideTest(test, frame, evaluator) : compare('===', test, discriminant, frame, evaluator);
  if (one.test) return taken(one.test);
  const cases = one.parent.type === 'SwitchStatement' ? one.parent.cases : [];
  const others = cases.flatMap(({ test }) => (test ? [taken(test)] : []));
  if (others.includes(true)) return false;
  return others.every(other => other === false) ? true : null;
}

function compare(
  operator: string,
  left: TSESTree.Node,
  right: TSESTree.Node,
  frame: Frame,
  evaluator: Evaluator,
): boolean | null {
  const a = only(left, frame, evaluator);
  const b = only(right, frame, evaluator);
  if (!a || !b) return null;
  switch (operator) {
    case '===':
      return a.value === b.value;
    case '!==':
      return a.value !== b.value;
    case '==':
      // eslint-disable-next-line eqeqeq -- this is what the code under lint does
      return a.value == b.value;
    case '!=':
      // eslint-disable-next-line eqeqeq -- as above
      return a.value != b.value;
    default:
  }
  if (typeof a.value !== 'number' || typeof b.value !== 'number') return null;
  switch (operator) {
    case '<':
      return a.value < b.value;
    case '<=':
      return a.value <= b.value;
    case '>':
      return a.value > b.value;
    case '>=':
      return a.value >= b.value;
    default:
      return null;
  }
}

function truth(node: TSESTree.Node, frame: Frame, evaluator: Evaluator): boolean | null {
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return null;
  const { values, isComplete } = evaluator.evaluate(node, frame);
  if (!isComplete || values.length === 0) return null;
  if (values.every(({ value }) => Boolean(value))) return true;
  return values.every(({ value }) => !value) ? false : null;
}

function only(
  node: TSESTree.Node,
  frame: Frame,
  evaluator: Evaluator,
): { readonly value: StaticValue['value'] } | null {
  const { values, isComplete } = evaluator.evaluate(node, frame);
  const [first] = values;
  return isComplete && values.length === 1 && first ? first : null;
}
