import { createReadStream } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import {
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  NO_BYTES,
  bytes,
  findWireDifferences,
  handlerExample,
  runExample,
  startExample,
  type Target,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const THIS_FILE = fileURLToPath(import.meta.url);
const globals = { file: THIS_FILE, stream: () => createReadStream(THIS_FILE) };

/** Two requests on one connection: the statuses, and whether the second really reused it. */
async function sendTwice(code: string, target: Target): Promise<{ statuses: (number | undefined)[]; reused: boolean }> {
  const server = await startExample(code, target);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const request = (): Promise<{ status: number | undefined; reused: boolean }> =>
    new Promise((resolve, reject) => {
      const sent = get({ port: server.port, host: '127.0.0.1', agent }, (message: IncomingMessage) => {
        message.resume().on('end', () => resolve({ status: message.statusCode, reused: sent.reusedSocket }));
      }).on('error', reject);
    });
  const [first, second] = [await request(), await request()];
  agent.destroy();
  await server.close();
  return { statuses: [first.status, second.status], reused: second.reused };
}

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version } as const;
  const run = (statements: string, method = 'GET') =>
    runExample(handlerExample('express', statements), { ...target, globals, request: { method } });

  describe.each([204, 304])('%i', status => {
    it.each([
      `res.status(${status}).json({ a: 1 })`,
      `res.status(${status}).jsonp({ a: 1 })`,
      `res.status(${status}).send('hello')`,
      `res.status(${status}).send(null)`,
      `res.status(${status}).end('hello')`,
      `res.status(${status}); res.write('hello'); res.end()`,
      `res.writeHead(${status}); res.end('hello')`,
      `res.status(${status}).sendFile(file)`,
      `stream().pipe(res.status(${status}))`,
      `res.sendStatus(${status})`,
    ])('sends no content: %s', async statements => {
      expect(await run(statements)).toMatchObject({ status, body: NO_BYTES, complete: true });
    });

    it('keeps nothing of json() and send() but the ETag', async () => {
      for (const statements of [`res.status(${status}).json({ a: 1 })`, `res.status(${status}).send('hello')`]) {
        const { headers } = await run(statements);
        expect(headers).toHaveProperty('etag');
        expect(headers).not.toHaveProperty('content-type');
        expect(headers).not.toHaveProperty('content-length');
      }
    });

    it('keeps the type and length set before end(), which send() removes', async () => {
      const set = `res.type('text').set('Content-Length', '5').status(${status})`;
      const ended = await run(`${set}.end('hello')`);
      expect(ended).toMatchObject({
        headers: { 'content-type': ['text/plain; charset=utf-8'], 'content-length': ['5'] },
        body: NO_BYTES,
      });
      const sent = await run(`${set}.send('hello')`);
      expect(sent.headers).not.toHaveProperty('content-type');
      expect(sent.headers).not.toHaveProperty('content-length');
    });

    it('keeps the type and length of a file', async () => {
      const { headers, body } = await run(`res.status(${status}).sendFile(file)`);
      expect(Number(headers['content-length'])).toBeGreaterThan(1000);
      expect(body).toEqual(NO_BYTES);
    });

    it('sends no ETag for send() and end() without an argument', async () => {
      for (const method of ['send', 'end'])
        expect((await run(`res.status(${status}).${method}()`)).headers).not.toHaveProperty('etag');
    });

    it('does not disturb the next response on the connection', async () => {
      const code = `let n = 0; app.get('/', (req, res) => { n += 1; n === 1 ? res.status(${status}).end('hello') : res.status(202).send('next'); });`;
      expect(await sendTwice(code, target)).toEqual({ statuses: [status, 202], reused: true });
    });
  });

  it.each([
    `res.status(205).json({ a: 1 })`,
    `res.status(205).jsonp({ a: 1 })`,
    `res.status(205).send('hello')`,
    `res.sendStatus(205)`,
  ])('empties a 205: %s', async statements => {
    expect(await run(statements)).toMatchObject({ status: 205, headers: { 'content-length': ['0'] }, body: NO_BYTES });
  });

  it.each([
    [`res.status(205).end('hello')`, 'hello'],
    [`res.status(205); res.write('hello'); res.end()`, 'hello'],
    [`res.writeHead(205); res.end('hello')`, 'hello'],
  ])('really sends the content of a 205: %s', async (statements, content) => {
    expect(await run(statements)).toMatchObject({ status: 205, body: bytes(content) });
  });

  it.each([`res.status(205).sendFile(file)`, `stream().pipe(res.status(205))`])(
    'really sends the file of a 205: %s',
    async statements => {
      const response = await run(statements);
      expect(response).toMatchObject({ status: 205, complete: true });
      expect(response.body.toString()).toContain('really sends the file of a 205');
    },
  );

  it.each([102, 199])('promises content with %i and sends none', async status => {
    expect(await run(`res.status(${status}).json({ a: 1 })`)).toMatchObject({
      status,
      headers: { 'content-length': ['7'] },
      body: NO_BYTES,
    });
  });

  it('sends null as no content with send(), as four bytes with json()', async () => {
    expect((await run(`res.send(null)`)).body).toEqual(NO_BYTES);
    expect((await run(`res.json(null)`)).body).toEqual(bytes('null'));
  });

  it('changes nothing when the argument of end() is dropped, the ETag when that of json() is', async () => {
    const differences = (before: string, after: string) =>
      findWireDifferences(handlerExample('express', before), handlerExample('express', after), target);
    expect(await differences(`res.status(204).end('hello')`, `res.status(204).end()`)).toEqual([]);
    expect(await differences(`res.status(304).end('hello')`, `res.status(304).end()`)).toEqual([]);
    const { etag, ...kept } = (await run(`res.status(204).json({ a: 1 })`)).headers;
    expect(etag).toHaveLength(1);
    const dropped = (await run(`res.status(204).send()`)).headers;
    expect(Object.keys(kept)).toEqual(Object.keys(dropped));
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync') =>
    runExample(handlerExample('fastify', statements, kind), { ...target, globals });
  const json = ['application/json; charset=utf-8'];

  describe.each([204, 304])('%i', status => {
    it.each([
      ['sync', `reply.code(${status}).send({ a: 1 })`],
      ['sync', `reply.code(${status}).send('hello')`],
      ['sync', `reply.code(${status}).send(null)`],
      ['sync', `reply.code(${status}).send(stream())`],
      ['async', `reply.code(${status}); return { a: 1 }`],
      ['async', `reply.code(${status}); return null`],
      ['async', `return reply.code(${status}).send({ a: 1 })`],
      ['async', `reply.code(${status})`],
    ] as const)('sends no content (%s handler): %s', async (kind, statements) => {
      expect(await run(statements, kind)).toMatchObject({ status, body: NO_BYTES, complete: true });
    });

    it('does not disturb the next response on the connection', async () => {
      const code = `let n = 0; app.get('/', (request, reply) => { n += 1; n === 1 ? reply.code(${status}).send('hello') : reply.code(202).send('next'); });`;
      expect(await sendTwice(code, target)).toEqual({ statuses: [status, 202], reused: true });
    });
  });

  it.each([
    `reply.code(204).send({ a: 1 })`,
    `reply.code(204).send('hello')`,
    `reply.code(204).send(null)`,
    `reply.code(204).send('')`,
  ])('drops type and length of a 204: %s', async statements => {
    const { headers } = await run(statements);
    expect(headers).not.toHaveProperty('content-type');
    expect(headers).not.toHaveProperty('content-length');
  });

  it('keeps a type set by hand on an empty 204', async () => {
    expect((await run(`reply.code(204).type('text/plain').send()`)).headers).toMatchObject({
      'content-type': ['text/plain'],
    });
  });

  it('keeps type and length of a 204 on the HEAD of a GET route', async () => {
    const head = (payload: string) =>
      runExample(`app.get('/', (request, reply) => { reply.code(204).send(${payload}); });`, {
        ...target,
        request: { method: 'HEAD' },
      });
    expect((await head('{ a: 1 }')).headers).toMatchObject({ 'content-type': json, 'content-length': ['7'] });
    expect((await head('')).headers).toMatchObject({ 'content-length': ['0'] });
  });

  it.each([
    ['{ a: 1 }', json, ['7']],
    [`'hello'`, ['text/plain; charset=utf-8'], ['5']],
    ['null', json, ['4']],
  ])('keeps type and length of a 304: %s', async (payload, type, length) => {
    expect(await run(`reply.code(304).send(${payload})`)).toMatchObject({
      headers: { 'content-type': type, 'content-length': length },
      body: NO_BYTES,
    });
  });

  it.each([
    ['sync', `reply.code(205).send({ a: 1 })`, '{"a":1}'],
    ['sync', `reply.code(205).send('hello')`, 'hello'],
    ['sync', `reply.code(205).send(null)`, 'null'],
    ['async', `reply.code(205); return { a: 1 }`, '{"a":1}'],
    ['async', `reply.code(205); return null`, 'null'],
  ] as const)('really sends the content of a 205 (%s handler): %s', async (kind, statements, content) => {
    expect(await run(statements, kind)).toMatchObject({
      status: 205,
      headers: { 'content-length': [String(content.length)] },
      body: bytes(content),
    });
  });

  it.each([
    ['sync', `reply.code(205).send()`],
    ['sync', `reply.code(205).send('')`],
    ['sync', `reply.code(205).send(undefined)`],
    ['async', `reply.code(205)`],
  ] as const)('sends an empty 205 (%s handler): %s', async (kind, statements) => {
    expect(await run(statements, kind)).toMatchObject({
      status: 205,
      headers: { 'content-length': ['0'] },
      body: NO_BYTES,
    });
  });

  it.each([102, 199])('sends neither content nor type with %i', async status => {
    const { headers, body } = await run(`reply.code(${status}).send({ a: 1 })`);
    expect(body).toEqual(NO_BYTES);
    expect(headers).not.toHaveProperty('content-type');
  });

  it('sends null as four bytes, undefined as no content', async () => {
    expect((await run(`reply.send(null)`)).body).toEqual(bytes('null'));
    expect((await run(`return null`, 'async')).body).toEqual(bytes('null'));
    expect((await run(`reply.send()`)).body).toEqual(NO_BYTES);
    expect((await run(`return undefined`, 'async')).body).toEqual(NO_BYTES);
  });

  it.each(['{ a: 1 }', 'null', `''`])(
    'changes nothing when the payload of a 204 is dropped from a route of its own: %s',
    async payload => {
      expect(
        await findWireDifferences(
          handlerExample('fastify', `reply.code(204).send(${payload})`),
          handlerExample('fastify', `reply.code(204).send()`),
          target,
        ),
      ).toEqual([]);
    },
  );

  it.each(['{ a: 1 }', 'null', `''`])(
    'changes only the derived HEAD when it is dropped from a GET route: %s',
    async payload => {
      const route = (argument: string) => `app.get('/', (request, reply) => { reply.code(204).send(${argument}); });`;
      expect(await findWireDifferences(route(payload), route(''), target)).toEqual(['HEAD']);
    },
  );
});
