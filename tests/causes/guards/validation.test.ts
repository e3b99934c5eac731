import { expect, it } from 'vitest';

import { readBrokenRule, readCelebrate, readVerdict, verdictOver } from '../../../src/causes/guards/validation.ts';
import type { Provenance, RequestPart } from '../../../src/causes/provenance/kinds.ts';
import { askIf, say } from '../reading.ts';

type Verdict = Extract<Provenance, { is: 'verdict' }>;

const { node, file } = askIf('x');
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

it('reads what celebrate says', () => {
  const error: Provenance = { is: 'error', from: askIf('x').file.functions[0] as never, attribute: 'details' };
  expect(say(readCelebrate('has', error, 'body', at, 'x', file))).toBe('invalid -409 by validator');
  expect(say(readCelebrate('has', error, 'params', at, 'x', file))).toBe('malformed +404 by validator');
  expect(say(readCelebrate('has', error, 'other', at, 'x', file))).toBe('mixed');
  expect(say(readCelebrate('has', { ...error, attribute: 'x' }, 'body', at, 'x', file))).toBe('nothing');
  expect(say(readCelebrate('isCelebrateError', null, null, at, 'x', file))).toBe('mixed');
  const { file: celebrating } = askIf('x', '', {
    head: "import { celebrate, Segments } from 'celebrate'; app.use(celebrate({ [Segments.QUERY]: {} }));",
  });
  expect(say(readCelebrate('isCelebrateError', null, null, at, 'x', celebrating))).toBe('malformed by validator');
});
