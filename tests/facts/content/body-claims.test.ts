import { expect, it } from 'vitest';

import { findContradictions } from '../../../src/facts/content/body-claims.ts';
import { express, fastify, lastResponse, readCode } from '../../read-code.ts';

/** The status sent and what the content says, `200: 404 by statusCode`. */
function claims(code: string): readonly string[] {
  const model = readCode(code);
  return findContradictions(lastResponse(model), model).map(
    ({ outcome, claim }) =>
      `${outcome.code}: ${claim.code} by ${claim.property ?? 'text'}${claim.isPhrase ? ' (phrase)' : ''}`,
  );
}

it.each<[string, string, readonly string[]]>([
  ['a number', 'res.json({ statusCode: 404 });', ['200: 404 by statusCode']],
  ['a number as text', "res.json({ status: '404' });", ['200: 404 by status']],
  ['the same number', 'res.status(404).json({ statusCode: 404 });', []],
  ['one name that fits', 'res.status(401).json({ status: 401, code: 404 });', []],
  ['a code of an error', 'res.json({ code: 404 });', ['200: 404 by code']],
  ['a code of a success', 'res.json({ code: 201 });', []],
  ['a code of its own', 'res.json({ code: 4040 });', []],
  ['a 1xx', 'res.json({ status: 100 });', []],
  ['a phrase', "res.json({ error: 'Not Found' });", ['200: 404 by error (phrase)']],
  ['a phrase as the content', "res.send('Bad Request');", ['200: 400 by text (phrase)']],
  ['an everyday word', "res.json({ error: 'Gone' });", []],
  ['a sentence', "res.json({ error: 'The user was not found' });", []],
  ['a phrase of 401 under 403', "res.status(403).json({ error: 'Unauthorized' });", []],
  ['a phrase of 401 under 404', "res.status(404).json({ error: 'Unauthorized' });", ['404: 401 by error (phrase)']],
  ['a choice', 'res.json({ status: a ? 404 : 200 });', []],
  ['what is passed on', 'if (upstream.status === 404) res.json({ statusCode: 404 });', []],
  ['without content', 'res.status(204).json({ statusCode: 404 });', []],
  ['of both arms', 'res.status(a ? 404 : 200).json(a ? { status: 404 } : { status: 200 });', []],
  ['of one arm', 'res.status(a ? 404 : 200).json(a ? { status: 200 } : { status: 200 });', ['404: 200 by status']],
  ['of an error', "next(createError(404, 'Bad Request'));", ['404: 400 by text (phrase)']],
  ['of an instance', 'res.json(new ApiResponse(404));', ['200: 404 by statusCode']],
])('%s', (_, body, found) => {
  expect(
    claims(
      express(body, {
        head: "import createError from 'http-errors'; class ApiResponse { constructor(code) { this.statusCode = code; } }",
      }),
    ),
  ).toEqual(found);
});

it('takes what an adapter is returned for no content', () => {
  expect(claims(fastify('return { statusCode: 404, body: 1 };'))).toEqual([]);
  expect(claims(fastify('return { statusCode: 404, user: 1 };'))).toEqual(['200: 404 by statusCode']);
});
