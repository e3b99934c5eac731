import type { TSESTree } from '@typescript-eslint/utils';

/** The statement that a block ends with, or the one that stands for itself where a block could; empty statements (`throw error;;`) do nothing and are passed over. */
export function lastStatement(node: TSESTree.Statement): TSESTree.Statement | null {
  if (node.type !== 'BlockStatement') return node;
  return node.body.findLast(({ type }) => type !== 'EmptyStatement') ?? null;
}
