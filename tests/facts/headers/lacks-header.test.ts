import { expect, it } from 'vitest';

import { lacksHeader } from '../../../src/facts/headers/lacks-header.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ['res.status(405).end();', '', true],
  ["res.set('Allow', 'GET').status(405).end();", '', false],
  ["if (a) res.set('Allow', 'GET'); res.status(405).end();", '', true],
  ["let code = 200; if (a) { res.set('Allow', 'GET'); code = 405; } res.status(code).end();", '', false],
  ['res.set(headers).status(405).end();', '', false],
  ['work(res); res.status(405).end();', '', false],
  ['send(res, 405);', 'function send(res, code) { res.status(code).end(); }', false],
  ['await Promise.all(all.map(one => one.check(res))); res.status(405).end();', '', false],
])('%s lacks Allow: %s', (body, head, isSo) => {
  const model = readCode(express(body, { head }));
  expect(lacksHeader(lastResponse(model), 'allow', model.file)).toBe(isSo);
});
