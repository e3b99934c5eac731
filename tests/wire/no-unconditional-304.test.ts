import { describe, expect, it } from 'vitest';

import {
  ALL_TARGETS,
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  NO_BYTES,
  handlerExample,
  runExample,
  startExample,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const hand = (framework: 'express' | 'fastify'): string =>
  framework === 'express'
    ? `res.status(304).json({ message: 'Not modified' })`
    : `reply.code(304).send({ message: 'Not modified' })`;

describe('a 304 sent by hand', WIRE_SUITE, () => {
  it.each(ALL_TARGETS.flatMap(target => METHODS.map(method => ({ ...target, method }))))(
    'goes out without content to $method that has no condition ($framework $version)',
    async ({ method, ...target }) => {
      expect(
        await runExample(handlerExample(target.framework, hand(target.framework)), { ...target, request: { method } }),
      ).toMatchObject({ status: 304, body: NO_BYTES, complete: true });
    },
  );

  it.each(ALL_TARGETS)('is an empty page to a client without a copy ($framework $version)', async target => {
    const server = await startExample(handlerExample(target.framework, hand(target.framework)), target);
    const response = await fetch(`http://127.0.0.1:${server.port}/`);
    expect(response).toMatchObject({ status: 304, ok: false });
    expect(await response.text()).toBe('');
    await server.close();
  });
});

describe('an ETag that fits If-None-Match', WIRE_SUITE, () => {
  const request = { headers: { 'If-None-Match': '"a"' } };

  it.each(EXPRESS_VERSIONS)('is compared by Express %i, to GET alone', async version => {
    const run = (method: string) =>
      runExample(handlerExample('express', `res.set('ETag', '"a"').json({})`), {
        framework: 'express',
        version,
        request: { ...request, method },
      });
    expect(await run('GET')).toMatchObject({ status: 304, body: NO_BYTES });
    expect(await run('PUT')).toMatchObject({ status: 200 });
  });

  it.each(FASTIFY_VERSIONS)('is left to the handler by Fastify %i', async version => {
    expect(
      await runExample(handlerExample('fastify', `reply.header('ETag', '"a"').send({})`), {
        framework: 'fastify',
        version,
        request,
      }),
    ).toMatchObject({ status: 200 });
  });
});
