import { expect, it } from 'vitest';

import { findMisplacedStatus } from '../../../src/facts/in-vain/misplaced-status.ts';
import { express, fastify, lastResponse, readCode } from '../../read-code.ts';

it.each<[string, string, object | null]>([
  ['alone', express('res.send(404);'), { code: 404, content: null, isPlain: true }],
  ['before the content', express('res.json(404, { a: 1 });'), { code: 404, isPlain: true, isContentNumber: false }],
  ['behind the content', express('res.json({ a: 1 }, 404);'), { code: 404 }],
  ['beside a number', express('res.send(404, 7);'), { code: 404, isContentNumber: true, isPlain: false }],
  ['beside what nobody knows', express('res.send(404, body);'), { code: 404, isPlain: false }],
  ['of an error', express('res.send(err.status, err.message);'), { code: null }],
  ['of something else', express('res.send(user.status, user.name);'), null],
  ['a number that is none', express('res.send(700);'), null],
  ['a number of JSON', express('res.json(404);'), null],
  ['a spread', express('res.json(...all);'), null],
  ['returned', fastify('return 404;'), { code: 404 }],
  ['returned as data', fastify('return 7;'), null],
])('%s', (_, code, found) => {
  const model = readCode(code);
  const misplaced = findMisplacedStatus(lastResponse(model), model.file);
  if (found === null) expect(misplaced).toBe(null);
  else expect(misplaced).toMatchObject(found);
});
