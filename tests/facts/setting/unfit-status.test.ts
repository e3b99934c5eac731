import { expect, it } from 'vitest';

import { findInapplicable, findUnfitMethod, isUnregistered } from '../../../src/facts/setting/unfit-status.ts';
import { express, lastResponse, present, readCode } from '../../read-code.ts';

function ask(body: string, on = 'POST /x') {
  const model = readCode(express(body, { on }));
  const response = lastResponse(model);
  return { model, response, outcome: present(response.status.outcomes[0]) };
}

it.each([
  ['POST', 206, 'POST'],
  ['GET', 206, null],
  ['GET', 201, 'GET'],
  ['POST', 201, null],
  ['GET', 304, null],
  ['GET', 200, null],
])('%s answered with %s: %s', (method, code, unfit) => {
  const { model, response, outcome } = ask(`res.status(${code}).json({});`, `${method} /x`);
  expect(findUnfitMethod(response, outcome, model)).toBe(unfit);
});

it.each([
  ['res.status(499).end();', true],
  ['res.status(404).end();', false],
  ['res.status(700).end();', false],
  ['res.status(150).end();', false],
  ['if (upstream.status === 499) res.status(499).end();', false],
  ['res.json({}).status(499);', false],
])('%s is unregistered: %s', (body, isSo) => {
  const { model, response, outcome } = ask(body);
  expect(isUnregistered(response, outcome, model)).toBe(isSo);
});

it.each([
  ['res.status(418).end();', 'reserved and unused'],
  ['res.status(305).end();', 'deprecated'],
  ['res.status(404).end();', null],
  ['if (upstream.status === 418) res.status(418).end();', null],
  ['res.json({}).status(418);', null],
])('%s is inapplicable: %s', (body, purpose) => {
  const { model, response, outcome } = ask(body);
  expect(findInapplicable(response, outcome, model)).toBe(purpose);
});
