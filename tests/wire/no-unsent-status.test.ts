import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, NO_BYTES, bytes, handlerExample, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const globals = {
  fail: () => {
    throw new Error('boom');
  },
};

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version, globals } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync') =>
    runExample(handlerExample('express', statements, kind), target);

  it.each([
    ['sync', `res.status(404)`],
    ['sync', `return res.status(404)`],
    ['async', `return res.status(404)`],
    ['sync', `res.statusCode = 404`],
    ['sync', `res.status(404).type('text').set('X-A', '1')`],
    ['sync', `res.status(204)`],
    ['sync', `res.writeHead(404)`],
    ['sync', `setImmediate(() => res.status(404))`],
    ['sync', `Promise.reject(new Error('x')).catch(() => { res.status(500); })`],
    ['async', `return Promise.resolve().then(() => res.status(404))`],
    ['async', `await Promise.reject(new Error('x')).catch(() => res.status(500))`],
    ['sync', `return { a: 1 }`],
    ['async', `return { a: 1 }`],
    ['sync', ``],
  ] as const)('hangs (%s handler): %s', async (kind, statements) => {
    expect(await run(statements, kind)).toMatchObject({ hang: true, statusLine: '' });
  });

  it.each([`res.status(500)`, `console.assert(error)`])(
    'hangs when an error handler only does %s',
    async statements => {
      const code = `app.get('/', () => fail()); app.use((error, req, res, next) => { ${statements}; });`;
      expect(await runExample(code, target)).toMatchObject({ hang: true });
    },
  );

  it('sends the head and never ends after write() alone', async () => {
    expect(await run(`res.status(404).write('x')`)).toMatchObject({
      hang: false,
      reset: false,
      complete: false,
      status: 404,
      body: bytes('x'),
    });
  });

  it('keeps the status for what comes next', async () => {
    expect(await run(`res.status(418); next()`)).toMatchObject({ status: 404, hang: false });
    expect(await run(`res.status(418); throw new Error('x')`)).toMatchObject({ status: 418, hang: false });
    const code = `app.use((req, res, next) => { res.status(418); next(); }); app.get('/', (req, res) => { res.send('tea'); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 418, body: bytes('tea') });
  });

  it.each([
    ['end()', `res.status(404).end()`, ''],
    ['send()', `res.status(404).send()`, ''],
    ['sendStatus()', `res.sendStatus(404)`, 'Not Found'],
  ])('answers with %s', async (_method, statements, body) => {
    expect(await run(statements)).toMatchObject({ status: 404, body: bytes(body), complete: true });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version, globals } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync') =>
    runExample(handlerExample('fastify', statements, kind), target);

  it.each([
    ['sync', `reply.code(404)`],
    ['sync', `return reply.code(404)`],
    ['async', `return reply.code(404)`],
    ['async', `return reply`],
    ['sync', `reply.statusCode = 404`],
    ['sync', `reply.code(404).type('text/plain')`],
    ['sync', `setImmediate(() => { reply.code(404); })`],
    ['sync', `Promise.reject(new Error('x')).catch(() => { reply.code(500); }); return undefined`],
    ['sync', `return undefined`],
    ['sync', ``],
    ['async', `reply.hijack()`],
    ['async', `await reply.code(404); return { a: 1 }`],
  ] as const)('hangs (%s handler): %s', async (kind, statements) => {
    expect(await run(statements, kind)).toMatchObject({ hang: true, statusLine: '' });
  });

  it.each([
    ['', `reply.code(500)`],
    ['async', `return reply.code(500)`],
  ])('hangs when an error handler sends nothing: %s %s', async (modifier, statements) => {
    const code = `app.get('/', () => fail()); app.setErrorHandler(${modifier} (error, request, reply) => { ${statements}; });`;
    expect(await runExample(code, target)).toMatchObject({ hang: true });
  });

  it.each([
    [`reply.code(404)`, 404],
    [`reply.status(404)`, 404],
    [`reply.statusCode = 404`, 404],
    [``, 200],
  ])('sends the status and nothing else when an async handler falls off its end: %s', async (statements, status) => {
    expect(await run(statements, 'async')).toMatchObject({
      status,
      body: NO_BYTES,
      headers: { 'content-length': ['0'] },
      complete: true,
    });
  });

  it('sends what an async error handler has set when it falls off its end', async () => {
    const code = `app.get('/', () => fail()); app.setErrorHandler(async (error, request, reply) => { reply.code(503); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 503, body: NO_BYTES });
  });

  it.each([
    ['sync', `reply.code(404).send()`],
    ['async', `return reply.code(404).send()`],
  ] as const)('answers with send() (%s handler)', async (kind, statements) => {
    expect(await run(statements, kind)).toMatchObject({ status: 404, body: NO_BYTES, complete: true });
  });

  it('keeps the status a hook has set', async () => {
    const code = `app.addHook('onRequest', async (request, reply) => { reply.code(418); }); app.get('/', (request, reply) => { reply.send('tea'); });`;
    expect(await runExample(code, target)).toMatchObject({ status: 418, body: bytes('tea') });
  });

  it('sends what a plain handler returns', async () => {
    expect(await run(`reply.code(404); return { a: 1 }`)).toMatchObject({ status: 404, body: bytes('{"a":1}') });
  });
});
