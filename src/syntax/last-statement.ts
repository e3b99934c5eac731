import type { TSESTree } from '@typescript-eslint/utils';

/** Whether a statement surely returns or throws, as far as its last part says. */
export function leavesFunction(statement: TSESTree.Statement): boolean {
  const last = lastStatement(statement);
  if (last?.type === 'TryStatement')
    return leavesFunction(last.block) && (last.handler === null || leavesFunction(last.handler.body));
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** The statement that a block ends with, or the one that stands for itself where a block could; empty statements (`throw error;;`) do nothing and are passed over. */
export function lastStatement(node: TSESTree.Statement): TSESTree.Statement | null {
  if (node.type !== 'BlockStatement') return node;
  return node.body.findLast(({ type }) => type !== 'EmptyStatement') ?? null;
}
