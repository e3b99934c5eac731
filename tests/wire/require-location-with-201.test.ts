import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, handlerExample, runExample, type ExampleResponse } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const request = { method: 'POST', path: '/', json: { name: 'Ada' } };

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const run = (statements: string): Promise<ExampleResponse> =>
    runExample(handlerExample('express', statements), { framework: 'express', version, request });

  it.each([
    `res.status(201).json({ id: 7 })`,
    `res.status(201).send({ id: 7, url: '/users/7', location: '/users/7' })`,
    `res.status(201).end()`,
    `res.sendStatus(201)`,
    `res.statusCode = 201; res.json({ id: 7 })`,
    `res.writeHead(201); res.end()`,
  ])('adds no Location: %s', async statements => {
    const { status, headers } = await run(statements);
    expect(status).toBe(201);
    expect(headers).not.toHaveProperty('location');
  });

  it.each([
    `res.status(201).location('/users/7').json({ id: 7 })`,
    `res.location('/users/7').sendStatus(201)`,
    `res.status(201).set('Location', '/users/7').json({ id: 7 })`,
    `res.status(201).set({ LOCATION: '/users/7' }).json({ id: 7 })`,
    `res.status(201).header('location', '/users/7').json({ id: 7 })`,
    `res.status(201).append('Location', '/users/7').end()`,
    `res.setHeader('location', '/users/7'); res.status(201).end()`,
    `res.setHeaders(new Map([['Location', '/users/7']])); res.status(201).end()`,
    `res.writeHead(201, { Location: '/users/7' }); res.end()`,
    `res.writeHead(201, ['Location', '/users/7']); res.end()`,
  ])('sends the Location that is set: %s', async statements => {
    expect(await run(statements)).toMatchObject({ status: 201, headers: { location: ['/users/7'] } });
  });

  it('sends the word undefined for location(undefined)', async () => {
    expect(await run(`res.status(201).location(undefined).end()`)).toMatchObject({
      status: 201,
      headers: { location: ['undefined'] },
    });
  });

  it('loses the 201 to redirect()', async () => {
    expect(await run(`res.status(201).redirect('/users/7')`)).toMatchObject({
      status: 302,
      headers: { location: ['/users/7'] },
    });
  });

  it('sends the headers of an error', async () => {
    const statements = `next(Object.assign(new Error('taken'), { status: 409, headers: { Location: '/users/7' } }))`;
    expect(await run(statements)).toMatchObject({ status: 409, headers: { location: ['/users/7'] } });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const run = (statements: string, kind: 'sync' | 'async' = 'sync'): Promise<ExampleResponse> =>
    runExample(handlerExample('fastify', statements, kind), { framework: 'fastify', version, request });

  it.each([
    ['sync', `reply.code(201).send({ id: 7 })`],
    ['sync', `reply.status(201).send()`],
    ['sync', `reply.statusCode = 201; reply.send({ id: 7, location: '/users/7' })`],
    ['async', `reply.code(201); return { id: 7 }`],
    ['async', `reply.code(201)`],
  ] as const)('adds no Location (%s handler): %s', async (kind, statements) => {
    const { status, headers } = await run(statements, kind);
    expect(status).toBe(201);
    expect(headers).not.toHaveProperty('location');
  });

  it.each([
    ['sync', `reply.code(201).header('Location', '/users/7').send({ id: 7 })`],
    ['sync', `reply.code(201).headers({ location: '/users/7' }).send({ id: 7 })`],
    ['sync', `reply.raw.setHeader('location', '/users/7'); reply.code(201).send({ id: 7 })`],
    ['async', `reply.code(201).header('location', '/users/7'); return { id: 7 }`],
    ['sync', `reply.code(201).redirect('/users/7')`],
  ] as const)('sends the Location that is set (%s handler): %s', async (kind, statements) => {
    expect(await run(statements, kind)).toMatchObject({ status: 201, headers: { location: ['/users/7'] } });
  });

  it('sends the headers of an error', async () => {
    const statements = `throw Object.assign(new Error('taken'), { statusCode: 409, headers: { Location: '/users/7' } })`;
    expect(await run(statements)).toMatchObject({ status: 409, headers: { location: ['/users/7'] } });
  });
});
