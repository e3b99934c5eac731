import type { TSESTree } from '@typescript-eslint/utils';

import { childExpressions } from '../../syntax/child-expressions.ts';
import type { GuardContext } from '../context/question.ts';

/** The values of the path that the arguments of a call are made of, as source text. */
export function parametersIn(call: TSESTree.Node, context: GuardContext): readonly string[] {
  const found: string[] = [];
  const visit = (node: TSESTree.Node): void => {
    if ((node.type === 'Identifier' || node.type === 'MemberExpression') && context.provenances.of(node).is === 'param')
      found.push(context.file.code(node));
    else for (const child of childExpressions(node)) visit(child);
  };
  visit(call);
  return found;
}
