import { describe, expect, it } from 'vitest';

import {
  ALL_TARGETS,
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  handlerExample,
  runExample,
  startExample,
  type ExampleResponse,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const REDIRECTS = [301, 302, 303, 307, 308];

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const run = (statements: string): Promise<ExampleResponse> =>
    runExample(handlerExample('express', statements), { framework: 'express', version });

  it.each(
    REDIRECTS.flatMap(
      status =>
        [
          [status, `res.status(${status}).end()`],
          [status, `res.sendStatus(${status})`],
          [status, `res.status(${status}).json({ url: '/x' })`],
        ] as const,
    ),
  )('adds no Location to a %i: %s', async (status, statements) => {
    const response = await run(statements);
    expect(response).toMatchObject({ status, complete: true });
    expect(response.headers).not.toHaveProperty('location');
  });

  it.each(REDIRECTS)('sends it with redirect(%i, url)', async status => {
    expect(await run(`res.redirect(${status}, '/x')`)).toMatchObject({ status, headers: { location: ['/x'] } });
  });

  it.each([
    `res.location('/x').status(307).end()`,
    `res.location('/x').sendStatus(307)`,
    `res.set('Location', '/x').status(307).send()`,
    `res.writeHead(307, { Location: '/x' }); res.end()`,
  ])('sends the Location that is set: %s', async statements => {
    expect(await run(statements)).toMatchObject({ status: 307, headers: { location: ['/x'] } });
  });

  it.each([`res.redirect()`, `res.redirect(undefined)`])(
    'sends the word undefined as Location: %s',
    async statements => {
      expect(await run(statements)).toMatchObject({ status: 302, headers: { location: ['undefined'] } });
    },
  );
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const run = (statements: string, kind: 'sync' | 'async' = 'sync'): Promise<ExampleResponse> =>
    runExample(handlerExample('fastify', statements, kind), { framework: 'fastify', version });

  it.each(
    REDIRECTS.flatMap(
      status =>
        [
          [status, 'sync', `reply.code(${status}).send()`],
          [status, 'sync', `reply.code(${status}).send({ url: '/x' })`],
          [status, 'async', `reply.code(${status}); return ''`],
        ] as const,
    ),
  )('adds no Location to a %i (%s handler): %s', async (status, kind, statements) => {
    const response = await run(statements, kind);
    expect(response).toMatchObject({ status, complete: true });
    expect(response.headers).not.toHaveProperty('location');
  });

  it.each(REDIRECTS)('sends it with code(%i).redirect(url)', async status => {
    expect(await run(`reply.code(${status}).redirect('/x')`)).toMatchObject({ status, headers: { location: ['/x'] } });
  });

  it('sends the Location that is set', async () => {
    expect(await run(`reply.code(307).header('location', '/x').send()`)).toMatchObject({
      status: 307,
      headers: { location: ['/x'] },
    });
  });

  it.each([`reply.redirect()`, `reply.redirect(undefined)`])('sends an empty Location: %s', async statements => {
    expect(await run(statements)).toMatchObject({ status: 302, headers: { location: [''] } });
  });
});

describe('a client', WIRE_SUITE, () => {
  it.each(ALL_TARGETS)('that follows redirects stays on one without Location ($framework $version)', async target => {
    const send = target.framework === 'express' ? 'res.status(302).end()' : 'reply.code(302).send()';
    const server = await startExample(handlerExample(target.framework, send), target);
    const response = await fetch(`http://127.0.0.1:${server.port}/`);
    expect(response).toMatchObject({ status: 302, redirected: false });
    await server.close();
  });
});
