import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, findWireDifferences, handlerExample, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const redirect = (status: number, location = '/x'): object => ({
  status,
  headers: { location: [location] },
  complete: true,
});

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version } as const;
  const run = (statements: string, method = 'GET') =>
    runExample(handlerExample('express', statements), { ...target, request: { method } });
  const differences = (before: string, after: string) =>
    findWireDifferences(handlerExample('express', before), handlerExample('express', after), target);

  it.each([
    `res.status(301).redirect('/x')`,
    `res.status(308).redirect('/x')`,
    `res.statusCode = 301; res.redirect('/x')`,
    `res.status(404).redirect('/x')`,
    `res.status(201).redirect('/x')`,
  ])('sends 302 whatever was set before: %s', async statements => {
    expect(await run(statements)).toMatchObject(redirect(302));
    expect(await run(statements, 'POST')).toMatchObject(redirect(302));
  });

  it.each([301, 302, 303, 307, 308])('sends the code given first: redirect(%i, url)', async status => {
    expect(await run(`res.redirect(${status}, '/x')`)).toMatchObject(redirect(status));
  });

  it.each([200, 404, 600])('sends any code given first: redirect(%i, url)', async status => {
    expect(await run(`res.redirect(${status}, '/x')`)).toMatchObject(redirect(status));
  });

  it(`${version === 4 ? 'accepts' : 'answers 500 to'} redirect(url, 301)`, async () => {
    expect(await run(`res.redirect('/x', 301)`)).toMatchObject(version === 4 ? redirect(301) : redirect(500, '301'));
  });

  it('answers 500 to a code given as a string', async () => {
    expect(await run(`res.redirect('301', '/x')`)).toMatchObject({ status: 500 });
  });

  it('takes a lone number for the address', async () => {
    expect(await run(`res.redirect(301)`)).toMatchObject(redirect(302, '301'));
  });

  it('sends the status of a redirect made by hand', async () => {
    expect(await run(`res.status(301).location('/x').end()`)).toMatchObject(redirect(301));
  });

  it('changes nothing when the ignored status is dropped, every answer when it is meant', async () => {
    expect(await differences(`res.status(301).redirect('/x')`, `res.redirect('/x')`)).toEqual([]);
    expect(await differences(`res.redirect(302, '/x')`, `res.redirect('/x')`)).toEqual([]);
    expect(await differences(`res.status(301).redirect('/x')`, `res.redirect(301, '/x')`)).toHaveLength(5);
    expect(await differences(`res.redirect('/x', 301)`, `res.redirect(301, '/x')`)).toHaveLength(version === 4 ? 0 : 5);
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync') =>
    runExample(handlerExample('fastify', statements, kind), target);
  const differences = (before: string, after: string) =>
    findWireDifferences(handlerExample('fastify', before), handlerExample('fastify', after), target);

  it.each([
    ['sync', `reply.redirect('/x')`, 302],
    ['async', `return reply.redirect('/x')`, 302],
    ['sync', `reply.code(301).redirect('/x')`, 301],
    ['sync', `reply.status(308).redirect('/x')`, 308],
    ['sync', `reply.statusCode = 303; reply.redirect('/x')`, 303],
    ['async', `return reply.code(307).redirect('/x')`, 307],
    ['sync', `reply.redirect('/x', 301)`, 301],
  ] as const)('sends the status set before or given second (%s handler): %s', async (kind, statements, status) => {
    expect(await run(statements, kind)).toMatchObject(redirect(status));
  });

  it.each([
    [`reply.code(404).redirect('/x')`, 404],
    [`reply.code(200).redirect('/x')`, 200],
    [`reply.code(201).redirect('/x')`, 201],
    [`reply.redirect('/x', 404)`, 404],
    [`reply.redirect('/x', 200)`, 200],
  ])('sends a status that is no redirect, which no client follows: %s', async (statements, status) => {
    expect(await run(statements)).toMatchObject(redirect(status));
  });

  it('ignores the status of reply.raw, and one set before when another is given', async () => {
    expect(await run(`reply.raw.statusCode = 303; reply.redirect('/x')`)).toMatchObject(redirect(302));
    expect(await run(`reply.code(301).redirect('/x', 302)`)).toMatchObject(redirect(302));
  });

  it.each([301, 302])(`${version === 4 ? 'accepts' : 'answers 500 to'} redirect(%i, url)`, async status => {
    expect(await run(`reply.redirect(${status}, '/x')`)).toMatchObject(
      version === 4 ? redirect(status) : redirect(500, String(status)),
    );
  });

  it('answers 500 to a code out of range', async () => {
    expect(await run(`reply.redirect('/x', 600)`)).toMatchObject({ status: 500 });
  });

  it('changes nothing between code(301).redirect(url) and redirect(url, 301), nor when 302 is dropped', async () => {
    expect(await differences(`reply.code(301).redirect('/x')`, `reply.redirect('/x', 301)`)).toEqual([]);
    expect(await differences(`reply.redirect('/x', 302)`, `reply.redirect('/x')`)).toEqual([]);
    expect(await differences(`reply.redirect(301, '/x')`, `reply.code(301).redirect('/x')`)).toHaveLength(
      version === 4 ? 0 : 5,
    );
    expect(await differences(`reply.redirect(301, '/x')`, `reply.redirect('/x', 301)`)).toHaveLength(
      version === 4 ? 0 : 5,
    );
  });
});
