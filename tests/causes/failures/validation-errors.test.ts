import { expect, it } from 'vitest';

import { readParts, readValidationContext } from '../../../src/causes/failures/validation-errors.ts';
import { SCHEMA_ERROR } from '../../../src/knowledge/shapes/errors.ts';
import type { RequestPart } from '../../../src/causes/provenance/kinds.ts';
import { ask, say } from '../reading.ts';

const at = ask('use(x); res.end();').node('x');

it.each<[readonly RequestPart[], 'validator' | 'error-code', string]>([
  [['body'], 'validator', 'invalid -409 by validator'],
  [['body'], 'error-code', 'invalid by error-code'],
  [['query'], 'validator', 'malformed by validator'],
  [['param'], 'validator', 'malformed +404 by validator'],
  [['body', 'query'], 'validator', 'mixed'],
  [[], 'validator', 'mixed'],
])('%j by %s', (parts, by, said) => {
  expect(say(readParts(new Set(parts), at, text => text, by))).toBe(said);
});

it('names the parts', () => {
  const reading = readParts(new Set<RequestPart>(['param', 'query']), at, text => text, 'validator');
  expect(reading.is === 'evidence' && reading.evidence.reads).toBe('path and query');
});

it.each([
  ['validationContext', 'querystring', true, 'malformed by validator'],
  ['validationContext', 'body', true, 'invalid -409 by validator'],
  ['validationContext', 'body', false, 'malformed +404 by validator'],
  ['validationContext', 'params', false, 'neutral'],
  ['validationContext', 'other', true, 'mixed'],
  ['code', 'body', true, 'nothing'],
])('%s that is %s (%s): %s', (attribute, value, equals, said) => {
  expect(say(readValidationContext(attribute, value, equals, at, 'x'))).toBe(said);
});

it('knows the errors of libraries that check any part', () => {
  expect(['ZodError', 'ValiError', 'StructError'].every(name => SCHEMA_ERROR.has(name))).toBe(true);
  expect(['ValidationError', 'MyZodError'].some(name => SCHEMA_ERROR.has(name))).toBe(false);
});
