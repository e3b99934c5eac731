import { describe, expect, it } from 'vitest';

import { bytes, EXPRESS_VERSIONS, FASTIFY_VERSIONS, handlerExample, NO_BYTES, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const request = { method: 'DELETE', path: '/' };

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  it.each([
    ['res.end()', 200, NO_BYTES],
    ['res.send()', 200, NO_BYTES],
    ['res.status(200).end()', 200, NO_BYTES],
    ['res.sendStatus(200)', 200, bytes('OK')],
    ['res.status(204).end()', 204, NO_BYTES],
    ['res.status(204).send()', 204, NO_BYTES],
    ['res.sendStatus(204)', 204, NO_BYTES],
  ] as const)('sends %s as %i', async (statements, status, body) => {
    expect(
      await runExample(handlerExample('express', statements), { framework: 'express', version, request }),
    ).toMatchObject({ status, body, complete: true });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  it.each([
    ['reply.send()', 200, NO_BYTES],
    ['reply.code(200).send()', 200, NO_BYTES],
    ['reply.send(null)', 200, bytes('null')],
    ['reply.code(204).send()', 204, NO_BYTES],
  ] as const)('sends %s as %i', async (statements, status, body) => {
    expect(
      await runExample(handlerExample('fastify', statements), { framework: 'fastify', version, request }),
    ).toMatchObject({ status, body, complete: true });
  });
});
