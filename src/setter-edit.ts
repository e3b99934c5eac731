import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { File } from './model/file.ts';
import { isWithin } from './syntax/functions.ts';
import { methodCall } from './syntax/unwrap.ts';

/** One edit of a report's fix. */
export type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix;

/** Takes out the statement that does nothing but set the status, where it stands in the block of the send or in one around it; null for any other. */
export function removeStatement(setter: TSESTree.Node, send: TSESTree.Node, file: File): Edit | null {
  const statement = setter.parent;
  if (statement?.type !== 'ExpressionStatement' || statement.parent.type !== 'BlockStatement' || !isWithin(send, statement.parent)) return null;
  const { body } = statement.parent;
  const next = body[body.indexOf(statement) + 1];
  const [start, end] = statement.range;
  const isAlone = next !== undefined && /^\s*$/.test(file.sourceCode.text.slice(end, next.range[0]));
  return fixer => fixer.removeRange([start, isAlone ? next.range[0] : end]);
}

/** Takes the call that sets the status (or is given it) out of a chain; null where another statement sets it. */
export function removeSetter(object: TSESTree.Node, setter: TSESTree.Node): Edit | null {
  for (let call = methodCall(object); call; call = methodCall(call.object)) {
    const { call: { range: [, end], arguments: args }, object: { range: [, start] } } = call;
    if (call.call === setter || args.includes(setter as TSESTree.CallExpressionArgument)) return fixer => fixer.removeRange([start, end]);
  }
  return null;
}
