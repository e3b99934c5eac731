import { describe, expect, it } from 'vitest';

import {
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  bytes,
  handlerExample,
  runExample,
  type ExampleResponse,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

// What the content names never becomes the status, in any of the four.
describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const run = (statements: string): Promise<ExampleResponse> =>
    runExample(handlerExample('express', statements), { framework: 'express', version });

  it.each([
    [`res.json({ statusCode: 404 })`, 200, '{"statusCode":404}'],
    [`res.status(200).json({ status: 404 })`, 200, '{"status":404}'],
    [`res.status(201).json({ code: 500 })`, 201, '{"code":500}'],
    [`res.status(401).send('Forbidden')`, 401, 'Forbidden'],
    [`res.json({ success: false, error: 'no' })`, 200, '{"success":false,"error":"no"}'],
  ])('sends the status that is set: %s', async (statements, status, body) => {
    expect(await run(statements)).toMatchObject({ status, body: bytes(body) });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const run = (statements: string, kind: 'sync' | 'async' = 'sync'): Promise<ExampleResponse> =>
    runExample(handlerExample('fastify', statements, kind), { framework: 'fastify', version });

  it.each([
    ['sync', `reply.send({ statusCode: 404 })`, 200, '{"statusCode":404}'],
    ['async', `return { statusCode: 404 }`, 200, '{"statusCode":404}'],
    ['async', `reply.code(409); return { statusCode: 400 }`, 409, '{"statusCode":400}'],
    ['sync', `reply.code(401).send('Forbidden')`, 401, 'Forbidden'],
    ['async', `return { success: false, error: 'no' }`, 200, '{"success":false,"error":"no"}'],
  ] as const)('sends the status that is set (%s handler): %s', async (kind, statements, status, body) => {
    expect(await run(statements, kind)).toMatchObject({ status, body: bytes(body) });
  });

  it('sends the own status of an Error that is its payload, whatever is set', async () => {
    expect((await run(`reply.code(200).send(Object.assign(new Error('no'), { statusCode: 409 }))`)).status).toBe(409);
    expect((await run(`reply.send(new Error('no'))`)).status).toBe(500);
  });
});
