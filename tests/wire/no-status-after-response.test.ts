import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import {
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  bytes,
  findWireDifferences,
  handlerExample,
  runExample,
  runInChildProcess,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const THIS_FILE = fileURLToPath(import.meta.url);
const globals = { Readable, file: THIS_FILE, stream: () => createReadStream(THIS_FILE) };
const SENT = { status: 200, body: bytes('{"a":1}'), complete: true };
const HEADERS_SENT = [expect.stringMatching(/^ERR_HTTP_HEADERS_SENT/)];

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version, globals } as const;
  const run = (statements: string) => runExample(handlerExample('express', statements), target);

  it.each([
    `res.json({ a: 1 }); res.status(404)`,
    `res.json({ a: 1 }).status(404)`,
    `res.json({ a: 1 }); res.statusCode = 404`,
    `res.send({ a: 1 }); res.status(404).end()`,
  ])('ignores a status set after the send: %s', async statements => {
    expect(await run(statements)).toMatchObject({ ...SENT, log: [] });
  });

  it.each([
    [`res.sendStatus(200).status(404)`, 200],
    [`res.redirect('/x'); res.status(301)`, 302],
    [`res.end(); res.status(500)`, 200],
    [`res.write('a'); res.status(404); res.end('b')`, 200],
    [`res.writeHead(200); res.status(404); res.end()`, 200],
    [`res.writeHead(200); setImmediate(() => { res.status(500).end(); })`, 200],
    [`res.flushHeaders(); res.status(404); res.end()`, 200],
    [`res.writeHead(200); res.on('pipe', () => res.status(404)); Readable.from(['a']).pipe(res)`, 200],
  ])('ignores a status set after the head: %s', async (statements, status) => {
    expect(await run(statements)).toMatchObject({ status, complete: true, log: [] });
  });

  it.each([
    `res.json({ a: 1 }); res.set('X-A', '1')`,
    `res.json({ a: 1 }); res.setHeader('X-A', '1')`,
    `res.json({ a: 1 }); res.append('X-A', '1')`,
    `res.json({ a: 1 }); res.location('/x')`,
    `res.json({ a: 1 }); res.cookie('a', '1')`,
    `res.json({ a: 1 }); res.removeHeader('X-A')`,
    `res.json({ a: 1 }); res.writeHead(404)`,
  ])('throws for a header set after the send: %s', async statements => {
    const response = await run(statements);
    expect(response).toMatchObject(SENT);
    expect(response.log).toEqual(HEADERS_SENT);
    expect(response.headers).not.toHaveProperty('x-a');
  });

  it('destroys the connection for a header set between write() and end()', async () => {
    expect(await run(`res.write('a'); res.set('X-A', '1'); res.end('b')`)).toMatchObject({
      status: 200,
      body: bytes('a'),
      reset: true,
    });
  });

  it('sends nothing at all for json() after writeHead()', async () => {
    expect(await run(`res.writeHead(404); res.json({ a: 1 })`)).toMatchObject({ statusLine: '', reset: true });
  });

  it.each([
    `stream().pipe(res); res.status(404)`,
    `res.sendFile(file); res.status(404)`,
    `stream().pipe(res); res.set('X-A', '1').status(404)`,
  ])('still applies while a file is being opened: %s', async statements => {
    expect(await run(statements)).toMatchObject({ status: 404, complete: true, log: [] });
  });

  it('changes the response when the setter moves before the send', async () => {
    const [before, after] = [`res.json({ a: 1 }).status(404)`, `res.status(404).json({ a: 1 })`].map(each =>
      handlerExample('express', each),
    );
    expect(await findWireDifferences(before ?? '', after ?? '', target)).toHaveLength(5);
  });

  it.each([
    ['header', `setTimeout(() => res.set('X-A', '1'), 10); res.json({ a: 1 })`, 1],
    ['status', `setTimeout(() => res.status(404), 10); res.json({ a: 1 })`, null],
  ])('in a timer after the send, a %s: exit code of the process', async (_what, statements, exitCode) => {
    expect(
      await runInChildProcess(handlerExample('express', statements), { framework: 'express', version }),
    ).toMatchObject({ exitCode, response: SENT });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version, globals } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync') =>
    runExample(handlerExample('fastify', statements, kind), target);

  it.each([
    ['sync', `reply.send({ a: 1 }); reply.code(404)`],
    ['sync', `reply.send({ a: 1 }).code(404)`],
    ['sync', `reply.send({ a: 1 }); reply.statusCode = 404`],
    ['async', `reply.send({ a: 1 }); reply.code(404); return reply`],
    ['async', `reply.send({ a: 1 }); reply.code(404)`],
    ['async', `await reply.send({ a: 1 }); reply.code(404)`],
  ] as const)('ignores a status set after the send (%s handler): %s', async (kind, statements) => {
    expect(await run(statements, kind)).toMatchObject({ ...SENT, log: [] });
  });

  it('ignores a status set after redirect()', async () => {
    expect(await run(`reply.redirect('/x').code(301)`)).toMatchObject({
      status: 302,
      headers: { location: ['/x'] },
      log: [],
    });
  });

  it.each([
    `reply.send({ a: 1 }); reply.header('x-a', '1')`,
    `reply.send({ a: 1 }); reply.headers({ 'x-a': '1' })`,
    `reply.send({ a: 1 }).header('x-a', '1')`,
  ])('ignores a header set after the send, without an error: %s', async statements => {
    const response = await run(statements);
    expect(response).toMatchObject({ ...SENT, log: [] });
    expect(response.headers).not.toHaveProperty('x-a');
  });

  it('throws for a header set on reply.raw after the send', async () => {
    const response = await run(
      `try { reply.send({ a: 1 }); reply.raw.setHeader('x-a', '1'); } catch (error) { request.log.warn(error.code); }`,
    );
    expect(response).toMatchObject({ ...SENT, log: ['ERR_HTTP_HEADERS_SENT'] });
  });

  it('still applies while a stream is being opened', async () => {
    expect(await run(`reply.send(stream()).code(404)`)).toMatchObject({ status: 404, complete: true });
  });

  it.each([
    ['async onSend', `app.addHook('onSend', async (request, reply, payload) => payload);`],
    [
      'callback onSend that waits',
      `app.addHook('onSend', (request, reply, payload, done) => { setTimeout(done, 5, null, payload); });`,
    ],
    ['async preSerialization', `app.addHook('preSerialization', async (request, reply, payload) => payload);`],
  ])('still applies where a hook is not done: %s', async (_hook, hook) => {
    const code = `${hook} ${handlerExample('fastify', `reply.send({ a: 1 }).code(404).header('x-a', '1')`)}`;
    expect(await runExample(code, target)).toMatchObject({
      status: 404,
      headers: { 'x-a': ['1'] },
      body: bytes('{"a":1}'),
    });
  });

  it('is ignored where a hook is done at once', async () => {
    const code = `app.addHook('onSend', (request, reply, payload, done) => { done(null, payload); }); ${handlerExample('fastify', `reply.send({ a: 1 }).code(404)`)}`;
    expect(await runExample(code, target)).toMatchObject(SENT);
  });
});
