import { expect, it } from 'vitest';

import { endpointWords, reportsInContent, wordsOf } from '../../../src/facts/outcomes/endpoint-words.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ['checkUserName', 'check user name'],
  ['/check/user_name/:id', 'check user name'],
  ['HTTPServer', 'http server'],
  ['/a/{b}', 'a'],
])('the words of %s', (text, words) => {
  expect(wordsOf(text).join(' ')).toBe(words);
});

it.each<[string, string, string, boolean]>([
  ['POST /users', 'createUser', 'app.ts', false],
  ['POST /x', 'testConnection', 'app.ts', true],
  ['POST /graphql', '', 'app.ts', true],
  ['GET /x/status', '', 'app.ts', true],
  ['GET /status/x', '', 'app.ts', false],
  ['POST /x', '', 'src/rpc/users.ts', true],
  ['POST /x', '', 'src/health.ts', true],
  ['POST /x', 'contest', 'app.ts', false],
])('%s %s in %s reports in its content: %s', (on, name, filename, isSo) => {
  const model = readCode(express('res.json({});', { on, name }), filename);
  expect(reportsInContent(endpointWords(lastResponse(model), model.file))).toBe(isSo);
});

it('knows who delivers events by what it reads', () => {
  const read = (body: string): boolean => {
    const model = readCode(express(`${body} res.json({});`, { on: 'POST /x' }));
    return endpointWords(lastResponse(model), model.file).isWebhook();
  };
  expect(read("req.headers['stripe-signature'];")).toBe(true);
  expect(read('stripe.webhooks.constructEvent(a);')).toBe(true);
  expect(read('work(signature);')).toBe(false);
});
