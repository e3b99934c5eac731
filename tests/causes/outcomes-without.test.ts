import { expect, it } from 'vitest';

import { isAnsweredElsewhere, outcomesWithout } from '../../src/causes/outcomes-without.ts';
import { ask } from './reading.ts';

it.each([
  ["if (req.method !== 'GET') return res.status(405).end();", 1],
  ["if (req.method !== 'GET') return res.set('Allow', 'GET').status(405).end();", 'Allow is set, or may be'],
  ['res.status(400).end();', 'its status calls for no Allow, or is not known'],
  ['res.status(code).end();', 'its status calls for no Allow, or is not known'],
  ["res.redirect('/x');", 'it is a redirect'],
])('%s: %s', (body, said) => {
  const { response, model } = ask(body);
  const found = outcomesWithout('allow', response, model);
  expect(typeof found === 'string' ? found : found.length).toBe(said);
});

it('asks of other statuses where told to', () => {
  const { response, model } = ask('res.status(400).end();');
  expect(outcomesWithout('retry-after', response, model, code => code === 400)).toHaveLength(1);
});

it.each([
  ['throw createError(400);', true],
  ['next(createError(400));', true],
  ['res.status(400).end();', false],
])('%s is answered elsewhere: %s', (body, isSo) => {
  expect(isAnsweredElsewhere(ask(body, { head: "import createError from 'http-errors';" }).response)).toBe(isSo);
});
