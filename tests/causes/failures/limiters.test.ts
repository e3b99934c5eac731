import { expect, it } from 'vitest';

import { findLimiterStatuses, readLimiterHandler } from '../../../src/causes/failures/limiters.ts';
import { EXPRESS, FASTIFY, lastResponse, readCode } from '../../read-code.ts';
import { sayEvidence } from '../reading.ts';

const LIMIT = `import rateLimit from 'express-rate-limit'; ${EXPRESS}`;
const REPLY = "import rateLimit from '@fastify/rate-limit'; " + FASTIFY;
const GET = "app.get('/x', (req, res) => res.send('a'));";

it.each([
  [`${LIMIT}app.use(rateLimit({ statusCode: 403 })); ${GET}`, [403]],
  [`${LIMIT}const options = { statusCode: 403 }; app.use(rateLimit(options)); ${GET}`, [403]],
  [`${LIMIT}app.use(rateLimit({ status: 403 })); ${GET}`, []],
  [`${EXPRESS}app.use(rateLimit({ statusCode: 403 })); ${GET}`, []],
  [`${REPLY}app.register(rateLimit, { errorResponseBuilder: () => ({ statusCode: 400 }) });`, [400]],
  [
    `${REPLY}app.register(rateLimit, { errorResponseBuilder: (req, context) => ({ statusCode: context.ban ? 403 : 400 }) });`,
    [],
  ],
  [
    `${FASTIFY}app.get('/x', { config: { rateLimit: { errorResponseBuilder: () => ({ statusCode: 400 }) } } }, (request, reply) => reply.send());`,
    [400],
  ],
])('%s', (code, statuses) => {
  const found = findLimiterStatuses(readCode(code));
  expect(found.flatMap(({ status }) => status.codes)).toEqual(statuses);
  for (const { evidence } of found) expect(sayEvidence(evidence)).toBe('rate-limited by registration');
});

it.each([
  ['rateLimit({ handler: (req, res) => res.status(400).end() })', 'rate-limited by registration'],
  ['rateLimit({ handler })', 'rate-limited by registration'],
  ['other({ handler: (req, res) => res.status(400).end() })', 'nothing'],
])('%s', (call, said) => {
  const model = readCode(`${LIMIT}const handler = (req, res) => res.status(400).end(); app.use(${call});`);
  const response = call.includes('=>') ? lastResponse(model) : model.responses[0];
  if (!response) throw new Error('no response');
  expect(sayEvidence(readLimiterHandler(response, model))).toBe(said);
});
