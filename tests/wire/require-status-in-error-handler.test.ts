import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, NO_BYTES, bytes, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const failWith = (properties: object) => ({
  fail: () => {
    throw Object.assign(new Error('boom'), properties);
  },
});
const CAUSES = [
  ['an error without a status', {}],
  ['an error of 409', { status: 409, statusCode: 409 }],
] as const;

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version } as const;
  const run = (code: string, properties: object = {}) => runExample(code, { ...target, globals: failWith(properties) });
  const handler = (statements: string) =>
    `app.get('/', (req, res) => fail()); app.use((error, req, res, next) => { ${statements} });`;

  for (const [cause, properties] of CAUSES) {
    it.each([
      `res.json({ error: error.message })`,
      `res.send(error.message)`,
      `res.end(error.message)`,
      `res.format({ default: () => res.send(error.message) })`,
    ])(`answers 200 for ${cause}: %s`, async statements => {
      expect(await run(handler(statements), properties)).toMatchObject({ status: 200 });
    });
  }

  it('answers with the status the route had set before it failed', async () => {
    const code = `app.get('/', (req, res) => { res.status(201); fail(); }); app.use((error, req, res, next) => { res.send('no'); });`;
    expect(await run(code)).toMatchObject({ status: 201, body: bytes('no') });
  });

  it.each([
    [`res.status(error.status ?? 500).json({})`, 500, 409],
    [`res.status(error.statusCode || 500).json({})`, 500, 409],
    [`res.status(503).json({})`, 503, 503],
    [`next(error)`, 500, 409],
  ])('answers with the status it sets: %s', async (statements, without, withStatus) => {
    expect((await run(handler(statements))).status).toBe(without);
    expect((await run(handler(statements), { status: 409, statusCode: 409 })).status).toBe(withStatus);
  });

  it('answers with the status of the error, else 500, where there is no error handler', async () => {
    const code = `app.get('/', () => fail());`;
    expect((await run(code)).status).toBe(500);
    expect((await run(code, { status: 409 })).status).toBe(409);
    expect((await run(code, { statusCode: 409 })).status).toBe(409);
  });

  it('does not take a function of three parameters for an error handler', async () => {
    const code = `app.get('/', () => fail()); app.use((error, req, res) => { res.status(503).send('handled'); });`;
    const response = await run(code);
    expect(response.status).toBe(500);
    expect(response.body.toString()).not.toContain('handled');
  });

  it.each([`res.send('Not Found')`, `res.json({ error: 'Not Found' })`, `res.end('404')`])(
    'answers 200 from a catch-all: %s',
    async statements => {
      expect(await run(`app.get('/x', () => 0); app.use((req, res) => { ${statements}; });`)).toMatchObject({
        status: 200,
      });
    },
  );

  it('answers 404 without a catch-all, and from one that says so', async () => {
    expect((await run(`app.get('/x', () => 0);`)).status).toBe(404);
    expect((await run(`app.use((req, res) => { res.status(404).send('Not Found'); });`)).status).toBe(404);
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version } as const;
  const run = (code: string, properties: object = {}) => runExample(code, { ...target, globals: failWith(properties) });
  const handler = (statements: string, modifier = '') =>
    `app.get('/', () => fail()); app.setErrorHandler(${modifier} (error, request, reply) => { ${statements} });`;
  const validated = (statements: string) =>
    `app.get('/', { schema: { querystring: { type: 'object', required: ['q'] } } }, () => 1); app.setErrorHandler((error, request, reply) => { ${statements} });`;

  for (const [cause, properties] of CAUSES) {
    it.each([
      ['', `reply.send({ error: error.message })`, '{"error":"boom"}'],
      ['async', `return { error: error.message }`, '{"error":"boom"}'],
      ['async', `return reply.send({ error: error.message })`, '{"error":"boom"}'],
      ['async', ``, ''],
    ])(`answers 200 for ${cause}: %s %s`, async (modifier, statements, body) => {
      expect(await run(handler(statements, modifier), properties)).toMatchObject({ status: 200, body: bytes(body) });
    });
  }

  it('answers 200 for a schema that was not met', async () => {
    expect(await run(validated(`reply.send({ error: error.message })`))).toMatchObject({ status: 200 });
  });

  it('shows the handler a reply of 200 and an error that kept its status', async () => {
    expect(await run(handler(`reply.send([reply.statusCode, error.statusCode])`), { statusCode: 409 })).toMatchObject({
      body: bytes('[200,409]'),
    });
  });

  it('answers with the status the route had set before it failed', async () => {
    const code = `app.get('/', (request, reply) => { reply.code(201); fail(); }); app.setErrorHandler((error, request, reply) => { reply.send({}); });`;
    expect(await run(code)).toMatchObject({ status: 201 });
  });

  it.each([
    [`reply.code(error.statusCode ?? 500).send({})`, 500, 409],
    [`reply.status(503).send({})`, 503, 503],
    [`reply.send(error)`, 500, 409],
  ])('answers with the status it sets, or the error has: %s', async (statements, without, withStatus) => {
    expect((await run(handler(statements))).status).toBe(without);
    expect((await run(handler(statements), { statusCode: 409 })).status).toBe(withStatus);
  });

  it('finds no status on the errors of Fastify itself, only a statusCode', async () => {
    expect((await run(validated(`reply.code(error.status || 500).send({})`))).status).toBe(500);
    expect((await run(validated(`reply.code(error.statusCode || 500).send({})`))).status).toBe(400);
  });

  it('answers with the status of the error, else 500, where there is no error handler', async () => {
    const code = `app.get('/', () => fail());`;
    expect((await run(code)).status).toBe(500);
    expect((await run(code, { statusCode: 409 })).status).toBe(409);
  });

  it.each([
    ['', `reply.send({ error: 'Not Found' })`, '{"error":"Not Found"}'],
    ['async', `return { error: 'Not Found' }`, '{"error":"Not Found"}'],
  ])('answers 200 from a not-found handler: %s %s', async (modifier, statements, body) => {
    expect(await run(`app.setNotFoundHandler(${modifier} (request, reply) => { ${statements}; });`)).toMatchObject({
      status: 200,
      body: bytes(body),
    });
  });

  it('answers 200 from a wildcard route', async () => {
    expect((await run(`app.all('/*', async () => ({ error: 'Not Found' }));`)).status).toBe(200);
  });

  it('answers 404 without a not-found handler, from one that says so, and with no content from one that only sets it', async () => {
    expect((await run(`app.get('/x', async () => 1);`)).status).toBe(404);
    expect((await run(`app.setNotFoundHandler((request, reply) => { reply.code(404).send({}); });`)).status).toBe(404);
    expect(await run(`app.setNotFoundHandler(async (request, reply) => { reply.code(404); });`)).toMatchObject({
      status: 404,
      body: NO_BYTES,
    });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i, the status that the reply has', WIRE_SUITE, version => {
  it('is 200 OK in an error handler that sets it again', async () => {
    const code = `app.get('/', () => { throw new Error('x'); }); app.setErrorHandler((error, request, reply) => { reply.status(reply.statusCode).send({ own: true }); });`;
    expect(await runExample(code, { framework: 'fastify', version })).toMatchObject({ status: 200 });
  });
});
