import { describe, expect, it } from 'vitest';

import { ALL_TARGETS, startExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

/** A server whose `/` redirects to `/seen`, which answers with the method it was asked with. */
function redirecting(framework: 'express' | 'fastify', status: number | null): string {
  if (framework === 'express')
    return `app.all('/', (req, res) => res.redirect(${status === null ? '' : `${status}, `}'/seen')); app.all('/seen', (req, res) => res.json({ method: req.method }));`;
  return `app.all('/', (request, reply) => reply${status === null ? '' : `.code(${status})`}.redirect('/seen')); app.all('/seen', (request, reply) => reply.send({ method: request.method }));`;
}

describe('what a client that follows redirects sends to the new address', WIRE_SUITE, () => {
  const follow = async (
    target: (typeof ALL_TARGETS)[number],
    status: number | null,
    method: string,
  ): Promise<string> => {
    const server = await startExample(redirecting(target.framework, status), target);
    const response = await fetch(`http://127.0.0.1:${server.port}/`, { method });
    const { method: seen } = (await response.json()) as { method: string };
    await server.close();
    return seen;
  };

  it.each(ALL_TARGETS)('gets the page after 303, whatever the method was ($framework $version)', async target => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect(await follow(target, 303, method)).toBe('GET');
  });

  it.each(ALL_TARGETS)(
    'gets it after 301 and 302 of a POST, yet sends PUT and DELETE again ($framework $version)',
    async target => {
      for (const status of [301, 302]) {
        expect(await follow(target, status, 'POST')).toBe('GET');
        for (const method of ['PUT', 'DELETE']) expect(await follow(target, status, method)).toBe(method);
      }
    },
  );

  it.each(ALL_TARGETS)('keeps the method after 307 and 308 ($framework $version)', async target => {
    for (const status of [307, 308]) expect(await follow(target, status, 'POST')).toBe('POST');
  });

  it.each(ALL_TARGETS)('is sent 302 where no status is given ($framework $version)', async target => {
    const server = await startExample(redirecting(target.framework, null), target);
    expect(await server.send({ path: '/' })).toMatchObject({ status: 302, headers: { location: ['/seen'] } });
    await server.close();
  });
});
