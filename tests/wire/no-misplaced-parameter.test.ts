import { describe, expect, it } from 'vitest';

import { bytes, EXPRESS_VERSIONS, FASTIFY_VERSIONS, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const globals = {
  fail: () => {
    throw new Error('boom');
  },
};

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version, globals } as const;

  it('never calls an error handler of three parameters with an error', async () => {
    const code = `app.get('/', () => fail()); app.use((err, req, res) => { res.status(503).end('own'); });`;
    const { status, body } = await runExample(code, target);
    expect(status).toBe(500);
    expect(body.toString()).not.toBe('own');
  });

  it('calls it for requests, as (req, res, next)', async () => {
    const code = `app.use((err, req, res) => { req.end(typeof res + ' ' + typeof err.method); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 200, body: bytes('function string') });
    const failing = `app.use((err, req, res) => { res.status(503).end('own'); });`;
    expect(await runExample(failing, target)).toMatchObject({ status: 500 });
  });

  it('calls an error handler of four parameters', async () => {
    const code = `app.get('/', () => fail()); app.use((err, req, res, next) => { res.status(503).end('own'); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 503, body: bytes('own') });
  });

  it('gives an error handler the error first, whatever its parameters are called', async () => {
    const code = `app.get('/', () => fail()); app.use((req, res, next, err) => { next.status(503).end(req.message); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 503, body: bytes('boom') });
  });

  it('fails where request and response are swapped', async () => {
    const code = `app.get('/', (res, req) => { res.status(201).json({ a: 1 }); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 500 });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version, globals } as const;

  it('fails where request and reply are swapped', async () => {
    const code = `app.get('/', async (reply, request) => { return reply.code(201).send({ a: 1 }); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 500 });
  });

  it('calls an error handler of three parameters', async () => {
    const code = `app.get('/', () => fail()); app.setErrorHandler((error, request, reply) => { reply.code(503).send('own'); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 503, body: bytes('own') });
  });
});
