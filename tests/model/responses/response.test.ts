import { expect, it } from 'vitest';

import { isSentByOther } from '../../../src/model/responses/response.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ['send(res, 404);', true],
  ['res.status(404).end();', false],
])('%s is sent by another: %s', (body, isSo) => {
  const model = readCode(express(body, { head: 'function send(res, code) { res.status(code).end(); }' }));
  expect(isSentByOther(lastResponse(model), model.file)).toBe(isSo);
});
