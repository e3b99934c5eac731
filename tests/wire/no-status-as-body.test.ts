import { describe, expect, it } from 'vitest';

import {
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  bytes,
  findWireDifferences,
  handlerExample,
  runExample,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version } as const;
  const run = (statements: string) => runExample(handlerExample('express', statements), target);

  it.each([
    [`res.send(404)`, 'Not Found', '404'],
    [`res.send(200)`, 'OK', '200'],
    [`res.send(404, 'gone')`, 'gone', '404'],
    [`res.send(404, { a: 1 })`, '{"a":1}', '404'],
    [`res.send(404, 7)`, '7', '404'],
    [`res.send('gone', 404)`, 'gone', 'gone'],
    [`res.send({ a: 1 }, 404)`, '{"a":1}', '{"a":1}'],
    [`res.json(404, { a: 1 })`, '{"a":1}', '404'],
    [`res.json({ a: 1 }, 404)`, '{"a":1}', '{"a":1}'],
    [`res.jsonp(404, { a: 1 })`, '{"a":1}', '404'],
    [`res.jsonp({ a: 1 }, 404)`, '{"a":1}', '{"a":1}'],
  ])('takes the number for %s', async (statements, bodyIn4, bodyIn5) => {
    const namedStatus = statements === `res.send(200)` ? 200 : 404;
    expect(await run(statements)).toMatchObject(
      version === 4 ? { status: namedStatus, body: bytes(bodyIn4) } : { status: 200, body: bytes(bodyIn5) },
    );
  });

  it.each([`res.json(404)`, `res.send('404')`, `res.send({ statusCode: 404 })`, `res.json({ status: 404 })`])(
    'answers 200 in every version: %s',
    async statements => {
      expect(await run(statements)).toMatchObject({ status: 200 });
    },
  );

  it('takes the first of two numbers for the status in send(), the second in json(), in version 4 only', async () => {
    expect(await run(`res.send(404, 200)`)).toMatchObject(
      version === 4 ? { status: 404, body: bytes('200') } : { status: 200, body: bytes('404') },
    );
    expect(await run(`res.json(404, 202)`)).toMatchObject(
      version === 4 ? { status: 202, body: bytes('404') } : { status: 200, body: bytes('404') },
    );
  });

  it('keeps the status set beside a number, whose text version 4 replaces by the reason phrase', async () => {
    expect(await run(`res.status(404).send(404)`)).toMatchObject({
      status: 404,
      body: bytes(version === 4 ? 'Not Found' : '404'),
    });
  });

  it.each([
    [`res.send(404)`, `res.sendStatus(404)`],
    [`res.send(404, 'gone')`, `res.status(404).send('gone')`],
    [`res.send(404, { a: 1 })`, `res.status(404).send({ a: 1 })`],
    [`res.send('gone', 404)`, `res.status(404).send('gone')`],
    [`res.send(404, 7)`, `res.status(404).json(7)`],
    [`res.json(404, { a: 1 })`, `res.status(404).json({ a: 1 })`],
    [`res.json({ a: 1 }, 404)`, `res.status(404).json({ a: 1 })`],
    [`res.jsonp(404, { a: 1 })`, `res.status(404).jsonp({ a: 1 })`],
  ])('%s to %s changes nothing in version 4 and every answer in version 5', async (before, after) => {
    const differences = await findWireDifferences(
      handlerExample('express', before),
      handlerExample('express', after),
      target,
    );
    expect(differences).toHaveLength(version === 4 ? 0 : 5);
  });

  it.each([
    [`res.send(404, 7)`, `res.status(404).send(7)`],
    [`res.type('json').send(404)`, `res.type('json').sendStatus(404)`],
  ])('%s to %s changes answers in both versions', async (before, after) => {
    expect(
      await findWireDifferences(handlerExample('express', before), handlerExample('express', after), target),
    ).not.toEqual([]);
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const run = (statements: string, kind: 'sync' | 'async') =>
    runExample(handlerExample('fastify', statements, kind), { framework: 'fastify', version });

  it.each([
    ['sync', `reply.send(404)`, '404'],
    ['sync', `reply.send('404')`, '404'],
    ['sync', `reply.send(404, { a: 1 })`, '404'],
    ['sync', `reply.send({ a: 1 }, 404)`, '{"a":1}'],
    ['sync', `return 404`, '404'],
    ['async', `return 404`, '404'],
    ['sync', `reply.send({ statusCode: 404 })`, '{"statusCode":404}'],
    ['async', `return { statusCode: 404 }`, '{"statusCode":404}'],
  ] as const)('answers 200 (%s handler): %s', async (kind, statements, body) => {
    expect(await run(statements, kind)).toMatchObject({ status: 200, body: bytes(body) });
  });

  it('sends a number as the body beside the status', async () => {
    expect(await run(`reply.code(404).send(404)`, 'sync')).toMatchObject({ status: 404, body: bytes('404') });
  });
});

describe('Express 4', WIRE_SUITE, () => {
  const typed = (statement: string): string =>
    `const app = require('express')(); app.use((req, res, next) => { res.type('html'); next(); }); app.get('/', (req, res) => { ${statement}; });`;
  const run = (statement: string) => runExample(typed(statement), { framework: 'express', version: 4 });

  it('keeps a type that middleware has set for send(404), and not for sendStatus(404)', async () => {
    const [number, named] = [await run('res.send(404)'), await run('res.sendStatus(404)')];
    expect([number.headers['content-type'], named.headers['content-type']]).toEqual([
      ['text/html; charset=utf-8'],
      ['text/plain; charset=utf-8'],
    ]);
  });

  it('sets the status behind the content after the content has been made', async () => {
    expect(await run('res.json({ s: res.statusCode }, 404)')).toMatchObject({ status: 404, body: bytes('{"s":200}') });
    expect(await run('res.status(404).json({ s: res.statusCode })')).toMatchObject({
      status: 404,
      body: bytes('{"s":404}'),
    });
  });
});
