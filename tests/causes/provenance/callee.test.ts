import { expect, it } from 'vitest';

import { Callees, type Callee } from '../../../src/causes/provenance/callee.ts';
import { ask } from '../reading.ts';

function calleeOf(call: string, head = '', body = ''): { readonly callee: Callee; readonly deeds: string } {
  const { node, provenances, file } = ask(`${body} const x = ${call}; res.status(400).end();`, { head });
  const found = node(call);
  if (found.type !== 'CallExpression') throw new Error(found.type);
  const callee = provenances.callees.of(found, file);
  if (callee.is !== 'in-sight') return { callee, deeds: '' };
  const { kinds, isOpaque } = provenances.callees.deedsOf(callee.body);
  return { callee, deeds: `${[...kinds].sort().join(' ')}${isOpaque ? ' and more' : ''}`.trim() };
}

it.each([
  ['Math.max(1)', '', 'nothing'],
  ['parseInt(a)', '', 'nothing'],
  ["'a'.concat(b)", '', 'nothing'],
  ['new Date().getTime()', '', 'nothing'],
  ['pattern.test(a)', 'const pattern = /a/;', 'nothing'],
  ['format(a)', "import { format } from 'date-fns';", 'nothing'],
  ['dayjs(a).isValid()', "import dayjs from 'dayjs';", 'nothing'],
  ["createHash('a').update(b)", "import { createHash } from 'node:crypto';", 'nothing'],
  ['timingSafeEqual(a, b)', "import { timingSafeEqual } from 'node:crypto';", 'out-of-sight'],
  ['table.get(a)', 'const table = new Map();', 'table'],
  ['table.set(a, b)', 'const table = new Map();', 'out-of-sight'],
  ['work(a)', 'function work(one) { return one; }', 'in-sight'],
  ['Math.max(1)', 'const Math = other;', 'out-of-sight'],
  ['work(a)', '', 'out-of-sight'],
  ['verify(a)', "import { promisify } from 'node:util'; const verify = promisify(jwt.verify);", 'out-of-sight'],
])('%s with "%s" is %s', (call, head, said) => {
  expect(calleeOf(call, head).callee.is).toBe(said);
});

it.each([
  ['what computes', 'function work(a) { return Math.max(a, 1); }', ''],
  ['what looks up', 'function work(a) { return db.select(a); }', 'lookup'],
  ['what another looks up', 'function find(a) { return db.select(a); } function work(a) { return find(a); }', 'lookup'],
  ['what is out of sight', 'function work(a) { return other(a); }', 'and more'],
  ['a stub', 'function work(a) {}', 'and more'],
  ['what makes something unknown', 'function work(a) { return new Thing(a); }', 'and more'],
  ['what makes a date', 'function work(a) { return new Date(a); }', ''],
  ['a tagged template', 'function work(a) { return sql`select`; }', 'and more'],
  ['a log', "function work(a) { logger.info('x'); return a; }", ''],
  ['a list that outlives it', 'const all = []; function work(a) { all.push(a); return a; }', 'written'],
  ['a list of its own', 'function work(a) { const all = []; all.push(a); return all; }', ''],
  ['a method of texts', 'function work(a) { return a.trim(); }', ''],
  ['itself', 'function work(a) { return a ? work(a - 1) : db.select(a); }', 'lookup'],
  ['an answer', "async function work(a) { const answer = await fetch('http://a'); return answer.json(); }", 'upstream'],
])('the deeds of %s', (_, head, deeds) => {
  expect(calleeOf('work(1)', head).deeds).toBe(deeds);
});

it('reads no further than it must', () => {
  const chain = Array.from(
    { length: 8 },
    (_, index) => `function f${index}(a) { return ${index === 7 ? 'db.select(a)' : `f${index + 1}(a)`}; }`,
  ).join('\n');
  expect(calleeOf('f0(1)', chain).deeds).toBe('and more');
  expect(calleeOf('f4(1)', chain).deeds).toBe('lookup');
});

it('reads names and values by what it is given', () => {
  const { node, file } = ask('const x = work(1); res.end();', { head: 'function work(a) { return other(a); }' });
  const call = node('work(1)');
  if (call.type !== 'CallExpression') throw new Error(call.type);
  const callees = new Callees(
    null,
    () => ({ is: 'password-check', attribute: null }),
    () => ({ is: 'unknown' }),
  );
  const callee = callees.of(call, file);
  if (callee.is !== 'in-sight') throw new Error(callee.is);
  const deeds = callees.deedsOf(callee.body);
  expect([...deeds.kinds]).toEqual(['password-check']);
  expect(deeds.isOpaque).toBe(false);
  expect(deeds.calls.map(one => file.text(one.call))).toEqual(['other(a)']);
});
