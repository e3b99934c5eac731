import { expect, it } from 'vitest';

import { readSaid } from '../../../src/causes/failures/text.ts';
import { ask, sayEvidence } from '../reading.ts';

it.each([
  ['Too many requests', 'rate-limited'],
  ['Invalid credentials', 'unauthenticated'],
  ['Please log in first', 'unauthenticated'],
  ['Access denied', 'forbidden'],
  ['User not found', 'not-found'],
  ['It is already taken', 'conflict'],
  ['Name is required', 'malformed'],
  ['It must be longer', 'invalid'],
  ['Something went wrong', 'unexpected'],
  ['Not authorized', null],
  ['No', null],
])('"%s" speaks of %s', (text, cause) => {
  const { response, file } = ask(`res.status(400).send('${text}');`);
  expect(sayEvidence(readSaid(response, file))).toBe(cause === null ? 'nothing' : `weak ${cause} by api`);
});

it('has nothing of a response without text', () => {
  const { response, file } = ask('res.status(400).end();');
  expect(readSaid(response, file)).toBe(null);
});
