import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { calleeName } from '../../syntax/unwrap.ts';

/** Whether a call inserts a row by SQL: `pool.query('INSERT INTO users …')`. */
export function insertsRow(call: TSESTree.CallExpression, file: File): boolean {
  const [query] = call.arguments;
  return (
    query !== undefined && RUNS_SQL.test(calleeName(call) ?? '') && /\binsert\s+into\b/i.test(textOfQuery(query, file))
  );
}

/** Calls that run SQL. */
export const RUNS_SQL = /^(?:query|execute|run|raw|none|one|oneOrNone|any|unsafe)$/;

export function textOfQuery(node: TSESTree.Node, file: File): string {
  const resolved = file.bindings.resolve(node);
  return file.code(
    resolved.type === 'ObjectExpression' || resolved.type === 'Literal' || resolved.type === 'TemplateLiteral'
      ? resolved
      : node,
  );
}
