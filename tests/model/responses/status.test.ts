import { expect, it } from 'vitest';

import { constantReader } from '../../../src/model/definitions/status-constants.ts';
import {
  asGuards,
  codeOf,
  readStatus,
  readTypedStatus,
  Status,
  UNKNOWN_STATUS,
  type Outcome,
} from '../../../src/model/responses/status.ts';
import { EXPRESS, nodeOf, readCode } from '../../read-code.ts';

function read(text: string, before = '') {
  const { file } = readCode(
    `import { StatusCodes } from 'http-status-codes';\n${EXPRESS}app.get('/', (req, res) => { ${before} use(${text}); res.end(); });`,
  );
  const call = nodeOf(file, `use(${text})`);
  if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error(call.type);
  return { node: call.arguments[0], file };
}

it.each<[string, string, readonly number[] | null]>([
  ['404', '', [404]],
  ["'404'", '', [404]],
  ['StatusCodes.NOT_FOUND', '', [404]],
  ['a ? 404 : 200', '', [200, 404]],
  ['code', 'const code = 404;', [404]],
  ['code', 'let code = 200; if (a) code = 404;', [200, 404]],
  ['err.status || 500', '', null],
  ['code', '', null],
])('%s after "%s"', (text, before, codes) => {
  const { node, file } = read(text, before);
  expect(readStatus(node, file, constantReader(file)).codes).toEqual(codes);
});

it('keeps the condition of each outcome', () => {
  const { node, file } = read('a && !b ? 404 : 200');
  const guards = readStatus(node, file, constantReader(file)).outcomes.map(one =>
    one.guards.map(({ test, holds }) => `${holds ? '' : '!'}${file.text(test)}`),
  );
  expect(guards).toEqual([['a', '!b'], ['!a && !b']]);
});

it.each([
  [404, 404],
  ['404', 404],
  ['40', NaN],
  ['abc', NaN],
  [true, NaN],
])('the code of %s is %s', (value, code) => {
  expect(codeOf(value)).toBe(code);
});

const node = nodeOf(readCode(`${EXPRESS}app.get('/', (req, res) => res.end());`).file, 'res');
const outcome = (code: number, more: Partial<Outcome> = {}): Outcome => ({
  code,
  value: code,
  node,
  isImplicit: false,
  guards: [],
  ...more,
});

it('answers what it knows', () => {
  const both = new Status([outcome(404), outcome(200), outcome(404)], true);
  expect(both.codes).toEqual([200, 404]);
  expect(both.where(code => code > 300).map(({ code }) => code)).toEqual([404, 404]);
  expect(both.may(({ code }) => code === 404)).toBe(true);
  expect(both.may(({ code }) => code === 500)).toBe(false);
  expect(both.always(({ code }) => code < 500)).toBe(true);
  expect(both.always(({ code }) => code === 404)).toBe(false);
  expect(new Status([outcome(404)], false).always(({ code }) => code === 404)).toBe(false);
  expect(new Status([outcome(404)], false).codes).toBe(null);
  expect([both.isUnknown, UNKNOWN_STATUS.isUnknown]).toEqual([false, true]);
});

it('does not say when a status is that only a type names', () => {
  const typed = outcome(404, { isTyped: true });
  expect(new Status([typed], true).where(() => true)).toHaveLength(1);
  expect(new Status([typed, outcome(200)], true).where(() => true).map(({ code }) => code)).toEqual([200]);
});

it('asks the types where the code leaves it open', () => {
  const { node: value, file } = read('code');
  const types = { numbersOf: () => [200, 404] } as never;
  expect(readTypedStatus(value, file, constantReader(file), types).codes).toEqual([200, 404]);
  expect(readTypedStatus(value, file, constantReader(file), null).codes).toBe(null);
  const known = read('500');
  expect(readTypedStatus(known.node, known.file, constantReader(known.file), types).codes).toEqual([500]);
});

it.each([
  ['a && b', true, ['a', 'b']],
  ['a && b', false, ['!a && b']],
  ['a || b', false, ['!a', '!b']],
  ['!a', true, ['!a']],
  ['!(a || !b)', true, ['!a', 'b']],
])('%s that is %s', (text, holds, atoms) => {
  const { node: test, file } = read(text);
  const found = asGuards({ test: test as Parameters<typeof asGuards>[0]['test'], holds });
  expect(found.map(one => `${one.holds ? '' : '!'}${file.text(one.test)}`)).toEqual(atoms);
});
