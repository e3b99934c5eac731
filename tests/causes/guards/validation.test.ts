import { expect, it } from 'vitest';

import { readBrokenRule, readCelebrate, readVerdict, verdictOver } from '../../../src/causes/guards/validation.ts';
import type { Provenance, RequestPart } from '../../../src/causes/provenance/kinds.ts';
import type { Reading } from '../../../src/causes/context/evidence.ts';
import type { Route } from '../../read-code.ts';
import { ask, askIf, say } from '../reading.ts';

type Verdict = Extract<Provenance, { is: 'verdict' }>;

const { node } = askIf('x');
const at = node('x');
const verdict = (over: readonly RequestPart[], attribute: string | null = null, more = {}): Verdict => ({
  is: 'verdict',
  over: new Set(over),
  attribute,
  call: at,
  ...more,
});

it.each<[readonly RequestPart[], string]>([
  [['body'], 'invalid -409 by validator'],
  [['query'], 'malformed by validator'],
  [['param'], 'malformed +404 by validator'],
  [['query', 'header'], 'malformed by validator'],
  [['body', 'query'], 'mixed'],
  [[], 'mixed'],
])('over %j', (over, said) => {
  expect(say(verdictOver(verdict(over), at, 'x'))).toBe(said);
});

it('accepts 400 of a schema that asks for types alone', () => {
  expect(say(verdictOver(verdict(['body'], null, { asksForTypesOnly: true }), at, 'x'))).toBe(
    'invalid +400 -409 by validator',
  );
});

it.each([
  ['error', true, 'error', 'invalid -409 by validator'],
  ['error', false, 'error', 'neutral'],
  ['success', false, 'result.success', 'invalid -409 by validator'],
  ['success', true, 'result.success', 'neutral'],
  ['isEmpty', true, 'x', 'invalid -409 by validator'],
  ['value', true, 'x', 'mixed'],
  [null, true, 'error', 'invalid -409 by validator'],
  [null, true, 'isValid', 'neutral'],
  [null, false, 'isValid', 'invalid -409 by validator'],
  ['0', true, 'error', 'invalid -409 by validator'],
])('the member %s that is %s, called %s', (attribute, isTrue, text, said) => {
  const asked = askIf(text);
  expect(say(readVerdict(verdict(['body'], attribute), isTrue, at, asked.node(text), asked.context))).toBe(said);
});

it.each([
  ['error.details[0].type', 'any.required', true, 'malformed by validator'],
  ['error.details[0].type', 'any.required', false, 'neutral'],
  ['err.issues[0].code', 'invalid_type', true, 'malformed by validator'],
  ['err.issues[0].code', 'too_small', true, 'nothing'],
  ['error.type', 'any.required', true, 'nothing'],
  ['error.details[0].type', null, true, 'nothing'],
])('%s that is %s: %s', (text, value, equals, said) => {
  const asked = askIf(text);
  expect(say(readBrokenRule(asked.node(text), value, equals, at, asked.context))).toBe(said);
});

it.each([
  ["err.details.has('body')", 'invalid -409 by validator'],
  ["err.details.get('params')", 'malformed +404 by validator'],
  ["err.details.has('other')", 'mixed'],
  ["err.other.has('body')", 'nothing'],
  ["known.details.has('body')", 'nothing'],
  ['err.details.has(part)', 'nothing'],
  ['isCelebrateError(err)', 'mixed'],
])('reads what celebrate says: %s', (test, said) => {
  expect(say(readsOfCelebrate(test))).toBe(said);
});

it('reads which parts celebrate is told to check', () => {
  const head = "import { celebrate, Segments } from 'celebrate'; app.use(celebrate({ [Segments.QUERY]: {} }));";
  expect(say(readsOfCelebrate('isCelebrateError(err)', { head }))).toBe('malformed by validator');
});

function readsOfCelebrate(test: string, route?: Route): Reading | null {
  const asked = ask(`try { work(); } catch (err) { if (${test}) return res.status(400).end(); }`, route);
  const call = asked.node(test);
  if (call.type !== 'CallExpression') throw new Error(call.type);
  return readCelebrate(call, call, asked.context);
}
