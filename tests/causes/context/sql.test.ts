import { expect, it } from 'vitest';

import { deedOfQuery, insertsRow, textOfQuery } from '../../../src/causes/context/sql.ts';
import { RUNS_SQL } from '../../../src/knowledge/shapes/sql.ts';
import { present } from '../../read-code.ts';
import { ask } from '../reading.ts';

it.each([
  ["pool.query('INSERT INTO users VALUES (1)')", true],
  ["db.run('insert  into users')", true],
  ["pool.query({ text: 'INSERT INTO users' })", true],
  ["pool.query('SELECT 1')", false],
  ["pool.print('INSERT INTO users')", false],
  ['pool.query()', false],
])('%s: %s', (call, isSo) => {
  const { node, file } = ask(`${call}; res.status(400).end();`);
  const found = node(call);
  if (found.type !== 'CallExpression') throw new Error(found.type);
  expect(insertsRow(found, file)).toBe(isSo);
});

it('reads a query that stands in a variable', () => {
  const { file } = ask("const sql = 'SELECT 1'; pool.query(sql); res.status(400).end();");
  const call = present(file.calls.find(one => file.text(one) === 'pool.query(sql)'));
  expect(textOfQuery(present(call.arguments[0]), file)).toBe('SELECT 1');
});

it('knows the calls that run SQL', () => {
  expect(['query', 'execute', 'oneOrNone'].every(name => RUNS_SQL.has(name))).toBe(true);
  expect(['queryAll', 'requery', 'find'].some(name => RUNS_SQL.has(name))).toBe(false);
});

it.each([
  ["'INSERT INTO boats VALUES ($1)'", 'creates'],
  ["'INSERT INTO boats VALUES ($1) ON CONFLICT DO NOTHING'", 'upserts'],
  ["'REPLACE INTO boats VALUES (1)'", 'upserts'],
  ["'DELETE FROM boats'", 'changes'],
  ['` UPDATE boats SET name = ${name}`', 'changes'],
  ['`SELECT * FROM ${table}`', null],
  ["'WITH old AS (SELECT 1) SELECT 2'", null],
  ['statement', 'unknown'],
  ["{ text: 'DELETE FROM boats' }", 'changes'],
])('%s: %s', (query, deed) => {
  const { file } = ask(`pool.query(${query}); res.status(400).end();`);
  const call = present(file.calls.find(one => file.text(one).startsWith('pool.query(')));
  expect(deedOfQuery(present(call.arguments[0]), file)).toBe(deed);
});
