import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const globals = {
  db: { query: () => Promise.reject(Object.assign(new Error('no database'), { code: 'ECONNREFUSED' })) },
};
const request = { path: '/health' };

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  it.each([
    ['', 200],
    ['.status(500)', 500],
    ['.status(503)', 503],
  ] as const)('answers a health check that fails with what is set: res%s.json()', async (setter, status) => {
    const example = `app.get('/health', async (req, res) => { try { await db.query('SELECT 1'); res.json({ status: 'up' }); } catch (error) { res${setter}.json({ status: 'down' }); } });`;
    expect(await runExample(example, { framework: 'express', version, globals, request })).toMatchObject({
      status,
      complete: true,
    });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  it.each([
    ["return { status: 'down' }", 200],
    ["return reply.code(503).send({ status: 'down' })", 503],
    ['throw error', 500],
  ] as const)('answers a health check that fails with what is set: %s', async (answer, status) => {
    const example = `fastify.get('/health', async (request, reply) => { try { await db.query('SELECT 1'); return { status: 'up' }; } catch (error) { ${answer}; } });`;
    expect(await runExample(example, { framework: 'fastify', version, globals, request })).toMatchObject({
      status,
      complete: true,
    });
  });
});
