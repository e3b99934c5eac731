import { expect, it } from 'vitest';

import { isDecidedElsewhere, isWrittenInCallee } from '../../../src/facts/outcomes/decided-elsewhere.ts';
import { express, lastResponse, present, readCode } from '../../read-code.ts';

it.each([
  ['send(res, make());', 'function send(res, body) { res.status(body ? 200 : 404).json(body); }', true],
  ['res.status(404).end();', '', false],
  ['res.status(a ? 404 : 200).end();', '', false],
])('%s is decided elsewhere: %s', (body, head, isSo) => {
  const model = readCode(express(body, { head }));
  const response = lastResponse(model);
  expect(isDecidedElsewhere(response, present(response.status.outcomes[0]))).toBe(isSo);
});

it.each([
  ['missing(res);', 'function missing(res) { res.status(404).end(); }', true],
  ['send(res, 404);', 'function send(res, code) { res.status(code).end(); }', false],
  ['res.status(404).end();', '', false],
])('%s is written in what it calls: %s', (body, head, isSo) => {
  const model = readCode(express(body, { head }));
  const response = lastResponse(model);
  expect(isWrittenInCallee(response, present(response.status.outcomes[0]), model)).toBe(isSo);
});
