import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, handlerExample, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  it.each([301, 302, 303, 307, 308])('sends redirect(%i, url) without a word on how long to keep it', async status => {
    const { headers, status: sent } = await runExample(handlerExample('express', `res.redirect(${status}, '/login')`), {
      framework: 'express',
      version,
    });
    expect(sent).toBe(status);
    expect(headers).not.toHaveProperty('cache-control');
    expect(headers).not.toHaveProperty('expires');
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  it.each([301, 302, 303, 307, 308])(
    'sends code(%i).redirect(url) without a word on how long to keep it',
    async status => {
      const { headers, status: sent } = await runExample(
        handlerExample('fastify', `reply.code(${status}).redirect('/login')`),
        { framework: 'fastify', version },
      );
      expect(sent).toBe(status);
      expect(headers).not.toHaveProperty('cache-control');
      expect(headers).not.toHaveProperty('expires');
    },
  );
});
