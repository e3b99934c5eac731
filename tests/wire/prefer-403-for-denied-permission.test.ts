import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, handlerExample, runExample, type ExampleResponse } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

/** Everything but the status line and the date. */
function restOf({ headers: { date: _date, ...headers }, body }: ExampleResponse): object {
  return { headers, body: body.toString() };
}

// 401 and 403 are treated alike: no framework adds a challenge to the one or withholds content from the other. Only the code tells the client.
describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const run = (statements: string): Promise<ExampleResponse> =>
    runExample(handlerExample('express', statements), { framework: 'express', version });

  it.each(['res.status(CODE).json({ error: 1 })', `res.status(CODE).send('no')`, 'res.status(CODE).end()'])(
    'sends 401 and 403 alike but for the status line: %s',
    async form => {
      const [unauthorized, forbidden] = [
        await run(form.replace('CODE', '401')),
        await run(form.replace('CODE', '403')),
      ];
      expect([unauthorized.statusLine, forbidden.statusLine]).toEqual([
        'HTTP/1.1 401 Unauthorized',
        'HTTP/1.1 403 Forbidden',
      ]);
      expect(restOf(unauthorized)).toEqual(restOf(forbidden));
    },
  );

  it.each([
    'res.status(CODE).json({ error: 1 })',
    'res.sendStatus(CODE)',
    `next(Object.assign(new Error('no'), { status: CODE }))`,
  ])('adds no challenge to either: %s', async form => {
    for (const status of [401, 403]) {
      const response = await run(form.replace('CODE', String(status)));
      expect(response.status).toBe(status);
      expect(response.headers).not.toHaveProperty('www-authenticate');
    }
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const run = (statements: string, kind: 'sync' | 'async'): Promise<ExampleResponse> =>
    runExample(handlerExample('fastify', statements, kind), { framework: 'fastify', version });

  it.each([
    ['sync', 'reply.code(CODE).send({ error: 1 })'],
    ['sync', 'reply.code(CODE).send()'],
    ['async', 'reply.code(CODE); return { error: 1 }'],
  ] as const)('sends 401 and 403 alike but for the status line (%s handler): %s', async (kind, form) => {
    const [unauthorized, forbidden] = [
      await run(form.replace('CODE', '401'), kind),
      await run(form.replace('CODE', '403'), kind),
    ];
    expect([unauthorized.statusLine, forbidden.statusLine]).toEqual([
      'HTTP/1.1 401 Unauthorized',
      'HTTP/1.1 403 Forbidden',
    ]);
    expect(restOf(unauthorized)).toEqual(restOf(forbidden));
  });

  it.each([
    ['sync', 'reply.code(CODE).send({ error: 1 })'],
    ['async', `throw Object.assign(new Error('no'), { statusCode: CODE })`],
  ] as const)('adds no challenge to either (%s handler): %s', async (kind, form) => {
    for (const status of [401, 403]) {
      const response = await run(form.replace('CODE', String(status)), kind);
      expect(response.status).toBe(status);
      expect(response.headers).not.toHaveProperty('www-authenticate');
    }
  });
});
