import type { TSESTree } from '@typescript-eslint/utils';

import { childExpressions } from '../../syntax/child-expressions.ts';
import type { GuardContext } from '../context/question.ts';

/** The values of the path that the arguments of a call are made of, as source text. */
export function parametersIn(
  call: TSESTree.Node,
  { file, provenances }: Pick<GuardContext, 'file' | 'provenances'>,
): readonly string[] {
  const found: string[] = [];
  const visit = (node: TSESTree.Node): void => {
    const value = node.type === 'Identifier' || node.type === 'MemberExpression' ? provenances.of(node) : null;
    if (value?.is === 'param') found.push(value.name ?? file.code(node));
    else for (const child of childExpressions(node)) visit(child);
  };
  visit(call);
  return found;
}
