import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const request = { path: '/posts?page=2', headers: { Host: 'example.com' } };

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  it.each([
    ['', 302],
    ['301, ', 301],
  ] as const)('redirects to HTTPS with redirect(%s…)', async (code, status) => {
    const example = `app.use((req, res, next) => { if (req.secure) return next(); res.redirect(${code}\`https://\${req.hostname}\${req.originalUrl}\`); });`;
    expect(await runExample(example, { framework: 'express', version, request })).toMatchObject({
      status,
      headers: { location: ['https://example.com/posts?page=2'] },
    });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  it.each([
    ['', 302],
    ['.code(301)', 301],
  ] as const)('removes the slash with reply%s.redirect(url)', async (code, status) => {
    const example = `app.addHook('onRequest', async (request, reply) => { if (request.url.endsWith('/') && request.url !== '/') return reply${code}.redirect(request.url.slice(0, -1)); });`;
    expect(await runExample(example, { framework: 'fastify', version, request: { path: '/posts/' } })).toMatchObject({
      status,
      headers: { location: ['/posts'] },
    });
  });
});
