import { expect, it } from 'vitest';

import { isOfLimiter } from '../../../src/facts/headers/limiter-options.ts';
import { EXPRESS, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ['rateLimit({ handler: (req, res) => { res.status(429).end(); } })', true],
  ['limiter({ options: { handler: (req, res) => { res.status(429).end(); } } })', true],
  ['rateLimit({ skip: (req, res) => { res.status(429).end(); } })', false],
  ['other({ handler: (req, res) => { res.status(429).end(); } })', false],
])('%s: %s', (call, isSo) => {
  const model = readCode(`${EXPRESS}app.use(${call});`);
  expect(isOfLimiter(lastResponse(model), model.file)).toBe(isSo);
});
