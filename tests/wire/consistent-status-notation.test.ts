import { describe, expect, it } from 'vitest';

import { ALL_TARGETS, FASTIFY_VERSIONS, findWireDifferences, handlerExample, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

describe.each(ALL_TARGETS)('$framework $version', WIRE_SUITE, target => {
  it('redirects the same with 302 and without a status', async () => {
    const object = target.framework === 'express' ? 'res' : 'reply';
    const forms =
      target.framework === 'express'
        ? [`${object}.redirect(302, '/x')`]
        : [`${object}.redirect('/x', 302)`, ...(target.version === 4 ? [`${object}.redirect(302, '/x')`] : [])];
    for (const form of forms)
      expect(
        await findWireDifferences(
          handlerExample(target.framework, form),
          handlerExample(target.framework, `${object}.redirect('/x')`),
          target,
        ),
      ).toEqual([]);
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  it.each([
    [`reply.redirect('/a', 302)`, 302],
    [`reply.redirect('/a')`, 307],
  ])('keeps what a hook has set only where the redirect has no status: %s', async (statement, status) => {
    const code = `const app = require('fastify')(); app.addHook('onRequest', async (request, reply) => { reply.code(307); }); app.get('/', (request, reply) => { ${statement}; });`;
    expect(await runExample(code, { framework: 'fastify', version })).toMatchObject({ status });
  });
});
