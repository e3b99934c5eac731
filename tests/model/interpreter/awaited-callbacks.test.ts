import { expect, it } from 'vitest';

import { mayHaveSetHeaders, mayHaveSetStatus } from '../../../src/model/interpreter/awaited-callbacks.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ['await db.run(async () => { res.status(204); }); res.end();', true, false],
  ["await db.run(async () => { res.set('Allow', 'GET'); }); res.end();", false, true],
  ['await db.run(async () => { check(res); }); res.end();', false, true],
  ['db.run(async () => { res.status(204); }); res.end();', false, false],
  ['res.end(); await db.run(async () => { res.status(204); });', false, false],
  ['res.status(204); res.end();', false, false],
])('%s may have set a status: %s, a header: %s', (body, status, headers) => {
  const model = readCode(express(body));
  const response = model.responses.find(({ via }) => via === 'end') ?? lastResponse(model);
  expect(mayHaveSetStatus(response)).toBe(status);
  expect(mayHaveSetHeaders(response)).toBe(headers);
});
