import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { Bindings } from '../../syntax/bindings.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';

/** Whether a value has been found in a list, `['read', 'kill'].includes(action)`, and each of the list has been asked for in vain. */
export function leavesNoValue(guard: Guard, known: readonly Guard[], bindings: Bindings): boolean {
  const refused = comparedWith(guard);
  if (!refused || refused.isEqual) return false;
  const listed = known.flatMap(one => listedBy(one, refused.subject, bindings) ?? []);
  if (listed.length === 0) return false;
  const others = [guard, ...known].map(comparedWith).filter(one => one !== null);
  return listed.every(value =>
    others.some(one => !one.isEqual && one.value === value && sameExpression(one.subject, refused.subject)),
  );
}

interface Comparison {
  readonly subject: TSESTree.Node;
  readonly value: TSESTree.Literal['value'];
  readonly isEqual: boolean;
}

/** What a guard says of a value and a literal: that they are the same, or that they are not. */
function comparedWith({ test, discriminant, holds }: Guard): Comparison | null {
  if (test.type === 'SwitchCase')
    return test.test?.type === 'Literal' && discriminant
      ? { subject: unwrap(discriminant), value: test.test.value, isEqual: holds }
      : null;
  if (test.type !== 'BinaryExpression' || !/^[!=]==?$/.test(test.operator)) return null;
  const isEqual = test.operator.startsWith('=') === holds;
  const [left, right] = [unwrap(test.left), unwrap(test.right)];
  if (right.type === 'Literal') return { subject: left, value: right.value, isEqual };
  return left.type === 'Literal' ? { subject: right, value: left.value, isEqual } : null;
}

/** The literals of the list or the set that a guard has found a value in; null for any other guard. */
function listedBy(
  { test, holds }: Guard,
  subject: TSESTree.Node,
  bindings: Bindings,
): readonly TSESTree.Literal['value'][] | null {
  const call = holds && test.type !== 'SwitchCase' ? methodCall(unwrap(test)) : null;
  const [asked] = call?.call.arguments ?? [];
  if (!call || !asked || !/^(?:includes|has)$/.test(call.name) || !sameExpression(unwrap(asked), subject)) return null;
  let list = unwrap(bindings.resolve(call.object));
  const [given] = list.type === 'NewExpression' ? list.arguments : [];
  if (given) list = unwrap(given);
  if (list.type !== 'ArrayExpression') return null;
  const values = list.elements.map(one => (one?.type === 'Literal' ? one : null));
  return values.includes(null) ? null : values.flatMap(one => (one ? [one.value] : []));
}
