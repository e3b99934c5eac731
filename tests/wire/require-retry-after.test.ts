import { expect, it, describe } from 'vitest';

import { ALL_TARGETS, runExample } from './harness.ts';
import { describeMissingHeader } from './missing-header.ts';
import { WIRE_SUITE } from './suite.ts';

describeMissingHeader(429, 'Retry-After', '60');
describeMissingHeader(503, 'Retry-After', '60');

/** A limiter that sets the field and fails, and an error handler that sends a status of its own. */
const LIMITED = {
  express: `app.use((req, res, next) => { res.set('Retry-After', '60'); next(Object.assign(new Error('Slow down'), { status: 429 })); });
app.use((err, req, res, next) => { res.status(429).json({ error: err.message }); });`,
  fastify: `app.addHook('onRequest', async (request, reply) => { reply.header('Retry-After', '60'); throw Object.assign(new Error('Slow down'), { statusCode: 429 }); });
app.setErrorHandler((error, request, reply) => { reply.code(429).send({ error: error.message }); });
app.get('/', async () => 'Hello');`,
};

describe('a limiter that throws after it has set Retry-After', WIRE_SUITE, () => {
  it.each(ALL_TARGETS)('has it sent by the error handler ($framework $version)', async target => {
    expect(await runExample(LIMITED[target.framework], target)).toMatchObject({
      status: 429,
      headers: { 'retry-after': ['60'] },
    });
  });
});
