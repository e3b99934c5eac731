import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const run = (handler: string, headers: Record<string, string>): Promise<{ status: number | null }> =>
    runExample(`app.all('/', (req, res) => { ${handler} res.sendStatus(200); });`, {
      framework: 'express',
      version,
      request: { method: 'POST', path: '/', headers, body: 'x' },
    });

  it('gives what the rule reads: is, accepts and range', async () => {
    expect(
      await run("if (!req.is('json')) return res.sendStatus(415);", { 'Content-Type': 'text/plain' }),
    ).toMatchObject({ status: 415 });
    expect(await run("if (!req.accepts('json')) return res.sendStatus(406);", { Accept: 'text/html' })).toMatchObject({
      status: 406,
    });
    expect(await run('if (req.range(10) === -1) return res.sendStatus(416);', { Range: 'bytes=20-30' })).toMatchObject({
      status: 416,
    });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  it('gives the codes the rule reads to its error handler', async () => {
    const example =
      "app.setErrorHandler((error, request, reply) => reply.code(error.statusCode).send({ code: error.code })); app.post('/', { bodyLimit: 4 }, () => '');";
    const send = (headers: Record<string, string>): Promise<{ status: number | null; body: Buffer }> =>
      runExample(example, {
        framework: 'fastify',
        version,
        request: { method: 'POST', path: '/', headers, body: '"123456789"' },
      });
    const large = await send({ 'Content-Type': 'application/json' });
    expect([large.status, large.body.toString()]).toEqual([413, '{"code":"FST_ERR_CTP_BODY_TOO_LARGE"}']);
    const other = await send({ 'Content-Type': 'application/x-unknown' });
    expect([other.status, other.body.toString()]).toEqual([415, '{"code":"FST_ERR_CTP_INVALID_MEDIA_TYPE"}']);
  });
});
