import type { ErrorModel, PackageModel } from '../package-model.ts';
import { NODE_STYLE } from './node-style.ts';

const CODES: Readonly<Record<string, ErrorModel>> = {
  SQLITE_CONSTRAINT_UNIQUE: { as: 'duplicate', in: 'code' },
  SQLITE_CONSTRAINT_PRIMARYKEY: { as: 'duplicate', in: 'code' },
  SQLITE_CONSTRAINT_FOREIGNKEY: { as: { deleting: 'still-referred-to', else: 'reference-missing' }, in: 'code' },
  SQLITE_CONSTRAINT_NOTNULL: { as: 'field-missing', in: 'code' },
  SQLITE_CONSTRAINT_CHECK: { as: 'field-invalid', in: 'code' },
  SQLITE_BUSY: { as: 'store-unavailable', in: 'code' },
};

/** What the calls of SQLite's synchronous drivers mean: a statement is prepared, and then says how much is read of it. */
export const betterSqlite: PackageModel = {
  package: ['better-sqlite3', 'sqlite', 'bun:sqlite', 'node:sqlite'],
  setup: "import Database from 'better-sqlite3';\nconst db = new Database(file);",
  types: { 'Database()': ['()', 'DatabaseSync()', 'open()'] },
  calls: [
    { path: 'Database().{prepare,query}', gives: 'handle', sql: '0', example: 'db.%(statement);' },
    {
      path: 'Database().{prepare,query}().get',
      gives: 'record',
      of: '0',
      sql: 'chain(prepare).0',
      example: 'db.%(statement).get(id);',
    },
    {
      path: 'Database().{prepare,query}().{all,iterate,values}',
      gives: 'records',
      of: '0',
      sql: 'chain(prepare).0',
      example: 'db.%1(statement).%2(id);',
    },
    {
      path: 'Database().{prepare,query}().run',
      gives: { changes: 'count', lastInsertRowid: 'made' },
      of: '0',
      sql: 'chain(prepare).0',
      fails: [{ by: 'throws', as: 'duplicate' }],
      example: 'db.%(statement).run(name);',
    },
    { path: 'Database().prepare().{pluck,raw,expand,bind}', chain: 'same', example: 'db.prepare(statement).%();' },
    { path: 'Database().get', gives: 'record', of: '1', sql: '0', example: 'await db.get(statement, id);' },
    { path: 'Database().all', gives: 'records', of: '1', sql: '0', example: 'await db.all(statement, id);' },
    {
      path: 'Database().{run,exec}',
      gives: { changes: 'count', lastID: 'made' },
      of: '1',
      sql: '0',
      example: 'await db.%(statement, id);',
    },
    {
      path: 'Database().transaction',
      gives: 'handle',
      callback: { at: '0', gives: ['nothing'], isInside: true },
      example: 'const save = db.transaction(() => { db.prepare(statement).run(name); });',
    },
    { path: 'Database().{pragma,close,function}', gives: 'nothing', example: 'db.%(given);' },
  ],
  errors: { SqliteError: { as: 'unknown' }, ...CODES },
  otherwise: 'store',
  source: ['docs/api.md', 'lib/database.js', 'lib/sqlite-error.js', 'sqlite: build/Database.d.ts'],
};

/** What the calls of SQLite's driver with callbacks mean. */
export const sqlite3: PackageModel = {
  package: ['sqlite3', '@vscode/sqlite3'],
  setup: "import sqlite3 from 'sqlite3';\nconst db = new sqlite3.Database(file);",
  types: { 'Database()': ['verbose().Database()', 'cached.Database()'] },
  calls: [
    {
      path: 'Database().get',
      gives: 'record',
      of: '1',
      sql: '0',
      callback: NODE_STYLE,
      example: 'db.get(statement, [id], (error, row) => {});',
    },
    {
      path: 'Database().all',
      gives: 'records',
      of: '1',
      sql: '0',
      callback: NODE_STYLE,
      example: 'db.all(statement, [id], (error, rows) => {});',
    },
    {
      path: 'Database().{run,exec}',
      gives: 'nothing',
      of: '1',
      sql: '0',
      callback: NODE_STYLE,
      example: 'db.%(statement, [id], error => {});',
    },
    {
      path: 'Database().{serialize,parallelize}',
      callback: { at: '0', gives: [], isInside: true },
      example: 'db.%(() => {});',
    },
    { path: 'Database().{prepare,close}', gives: 'handle', sql: '0', example: 'db.%(statement);' },
  ],
  errors: { SQLITE_CONSTRAINT: { as: 'unknown', in: 'code' } },
  otherwise: 'store',
  source: ['lib/sqlite3.js', 'lib/sqlite3.d.ts'],
};
