import type { TSESTree } from '@typescript-eslint/utils';

import { RUNS_SQL, SQL_CHANGES, SQL_INSERTS, SQL_READS, SQL_UPSERTS } from '../../knowledge/shapes/sql.ts';
import { textsIn } from '../../syntax/words.ts';
import type { File } from '../../model/definitions/file.ts';
import { calleeName } from '../../syntax/unwrap.ts';

/** Whether a call inserts a row by SQL: `pool.query('INSERT INTO users …')`. */
export function insertsRow(call: TSESTree.CallExpression, file: File): boolean {
  const [query] = call.arguments;
  return query !== undefined && RUNS_SQL.has(calleeName(call)) && SQL_INSERTS.has(textOfQuery(query, file));
}

/** The text of a query, without the values that are put into it. */
export function textOfQuery(node: TSESTree.Node, file: File): string {
  const resolved = file.bindings.resolve(node);
  return textsIn(
    resolved.type === 'ObjectExpression' || resolved.type === 'Literal' || resolved.type === 'TemplateLiteral'
      ? resolved
      : node,
    file,
  );
}

/** What a query does to the rows of a table; null where it reads them, unknown where its text is out of sight. */
export function deedOfQuery(node: TSESTree.Node, file: File): 'upserts' | 'creates' | 'changes' | 'unknown' | null {
  const sql = textOfQuery(node, file);
  if (SQL_UPSERTS.has(sql)) return 'upserts';
  if (SQL_INSERTS.has(sql)) return 'creates';
  if (SQL_CHANGES.has(sql)) return 'changes';
  return SQL_READS.has(sql) ? null : 'unknown';
}
