import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, handlerExample, runExample, type ExampleResponse } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

/** A counter in memory with the methods of a Redis client, over its limit. */
const globals = { redis: { incr: () => Promise.resolve(61), expire: () => Promise.resolve(1) } };
const LIMIT = "const count = await redis.incr('searches'); await redis.expire('searches', 60);";

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const run = (statements: string): Promise<ExampleResponse> =>
    runExample(handlerExample('express', statements, 'async'), { framework: 'express', version, globals });

  it('sends the status of the limit as it is written, 403 or 429', async () => {
    for (const status of [403, 429])
      expect(
        await run(`${LIMIT} if (count > 60) return res.status(${status}).json({ error: 'Slow down' }); res.json([]);`),
      ).toMatchObject({ status, complete: true });
  });

  it('adds no Retry-After to 429, and sends the one that is set', async () => {
    expect((await run('res.sendStatus(429)')).headers).not.toHaveProperty('retry-after');
    expect(await run("res.status(429).set('Retry-After', '60').json({ error: 'Slow down' })")).toMatchObject({
      status: 429,
      headers: { 'retry-after': ['60'] },
    });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const run = (statements: string): Promise<ExampleResponse> =>
    runExample(handlerExample('fastify', statements, 'async'), { framework: 'fastify', version, globals });

  it('sends the status of the limit as it is written, 403 or 429', async () => {
    for (const status of [403, 429])
      expect(
        await run(`${LIMIT} if (count > 60) return reply.code(${status}).send({ error: 'Slow down' }); return [];`),
      ).toMatchObject({ status, complete: true });
  });

  it('answers an object that is thrown, as @fastify/rate-limit throws what its builder returns, with its statusCode', async () => {
    for (const status of [400, 429])
      expect(
        await run(`throw { statusCode: ${status}, error: 'Slow down', message: 'Try again in 1 minute' };`),
      ).toMatchObject({ status, complete: true });
  });

  it('adds no Retry-After to 429, and sends the one that is set', async () => {
    expect((await run('return reply.code(429).send({})')).headers).not.toHaveProperty('retry-after');
    expect(await run("return reply.code(429).header('retry-after', '60').send({})")).toMatchObject({
      status: 429,
      headers: { 'retry-after': ['60'] },
    });
  });
});
