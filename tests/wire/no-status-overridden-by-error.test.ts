import { createRequire } from 'node:module';

import { describe, expect, it } from 'vitest';

import { FASTIFY_VERSIONS, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const require = createRequire(import.meta.url);

/** The http-errors that Express depends on. */
const createError = createRequire(require.resolve('express5'))('http-errors') as unknown;

class NotFound extends Error {
  statusCode = 404;
}

const globals = { createError, NotFound };
const VALIDATED = `schema: { body: { type: 'object', required: ['name'] } }`;
const INVALID = { method: 'POST', json: {} };

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version, globals } as const;
  const statusOf = async (statements: string, kind: 'sync' | 'async' = 'sync') =>
    (
      await runExample(
        `app.get('/', ${kind === 'async' ? 'async ' : ''}(request, reply) => { ${statements} });`,
        target,
      )
    ).status;
  const fromErrorHandler = async (statements: string, thrown = `throw new NotFound('no');`) =>
    (
      await runExample(
        `app.setErrorHandler((error, request, reply) => { ${statements} }); app.get('/', async () => { ${thrown} });`,
        target,
      )
    ).status;
  const fromValidation = async (statements: string) =>
    (
      await runExample(
        `app.setErrorHandler((error, request, reply) => { ${statements} }); app.post('/', { ${VALIDATED} }, async () => 1);`,
        { ...target, request: INVALID },
      )
    ).status;

  it.each([
    [`reply.code(422).send(createError(400, 'no'));`, 400],
    [`reply.code(404).send(createError(500));`, 500],
    [`reply.code(200).send(new NotFound('no'));`, 404],
    [`reply.code(500).send(Object.assign(new Error('no'), { statusCode: 409 }));`, 409],
    [`reply.code(500).send(Object.assign(new Error('no'), { status: 409 }));`, 409],
  ])('sends the status of the error: %s', async (statements, status) => {
    expect(await statusOf(statements)).toBe(status);
    expect(await statusOf(`return ${statements}`, 'async')).toBe(status);
  });

  it('sends the status of an error that is returned', async () => {
    expect(await statusOf(`reply.code(422); return createError(400);`, 'async')).toBe(400);
  });

  it('sends the status that is set for an error without one, and for what is no Error', async () => {
    expect(await statusOf(`reply.code(422).send(new Error('no'));`)).toBe(422);
    expect(await statusOf(`reply.code(422).send({ statusCode: 400 });`)).toBe(422);
  });

  it('sends the status of the error that an error handler got', async () => {
    expect(await fromErrorHandler(`reply.code(500).send(error);`)).toBe(404);
    expect(await fromErrorHandler(`reply.code(500).send(error);`, `throw new Error('no');`)).toBe(500);
    expect(await fromErrorHandler(`reply.code(500).send(Object.assign(error, { statusCode: 500 }));`)).toBe(500);
    expect(await fromErrorHandler(`reply.code(500).send({ error: error.message });`)).toBe(500);
    expect(await fromErrorHandler(`reply.send(error);`)).toBe(404);
  });

  it('sends 400 for an error of validation', async () => {
    expect(await fromValidation(`reply.code(422).send(error);`)).toBe(400);
    expect(await fromValidation(`reply.code(422).send(Object.assign(error, { statusCode: 422 }));`)).toBe(422);
    expect(await fromValidation(`reply.code(422).send({ errors: error.validation });`)).toBe(422);
  });

  it('gives its own errors a `statusCode` and no `status`', async () => {
    expect(await fromValidation(`reply.code(error.status || 500).send({});`)).toBe(500);
    expect(await fromValidation(`reply.code(error.statusCode || error.status || 500).send({});`)).toBe(400);
  });
});
