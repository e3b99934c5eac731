import { once } from 'node:events';
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import {
  FASTIFY_VERSIONS,
  NO_BYTES,
  bytes,
  findWireDifferences,
  handlerExample,
  runExample,
  runInChildProcess,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

class HttpError extends Error {
  statusCode = 404;
}

/** A stream whose content comes later, as that of another server does. */
const slowStream = () => {
  const stream = new PassThrough();
  setTimeout(() => stream.end('content'), 20);
  return stream;
};
const wait = () =>
  new Promise(resolve => {
    setTimeout(resolve, 20);
  });
const file = new URL('./suite.ts', import.meta.url).pathname;
const CONTENT = readFileSync(file, 'utf8');
const globals = { createReadStream, slowStream, wait, HttpError, file };

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const run = (code: string, more: object = {}) =>
    runExample(code, { framework: 'fastify', version, globals: { ...globals, ...more } });

  /** What goes out with a send as it stands, and with its reply returned. */
  const both = async (makeCode: (statement: string) => string, send: string) => {
    const [lost, returned] = [await run(makeCode(`${send};`)), await run(makeCode(`return ${send};`))];
    return {
      lost: { status: lost.status, body: lost.body },
      returned: { status: returned.status, body: returned.body.toString() },
    };
  };
  const route =
    (before = '') =>
    (statement: string) =>
      `${before} app.get('/', async (request, reply) => { ${statement} });`;

  it('loses a stream: the status goes out without content', async () => {
    expect(await both(route(), 'reply.code(201).send(createReadStream(file))')).toMatchObject({
      lost: { status: 201, body: NO_BYTES },
      returned: { status: 201, body: CONTENT },
    });
    expect(await both(route(), 'reply.code(201).send(slowStream())')).toMatchObject({
      lost: { status: 201, body: NO_BYTES },
      returned: { status: 201, body: 'content' },
    });
  });

  it('loses a file, which is looked up first', async () => {
    const sendFile = `app.decorateReply('sendFile', function (name) { stat(name).then(() => this.send(createReadStream(name))); return this; });`;
    const found = {
      lost: await run(route(sendFile)('reply.sendFile(file);'), { stat }),
      returned: await run(route(sendFile)('return reply.sendFile(file);'), { stat }),
    };
    expect(found).toMatchObject({ lost: { status: 200, body: NO_BYTES }, returned: { status: 200 } });
    expect(found.returned.body.toString()).toBe(CONTENT);
  });

  it('answers 200 without content in the place of a not-found handler that waits', async () => {
    const waiting = `app.setNotFoundHandler(async (request, reply) => { await wait(); return reply.code(404).send({ missing: true }); });`;
    expect(await both(route(waiting), 'reply.callNotFound()')).toEqual({
      lost: { status: 200, body: NO_BYTES },
      returned: { status: 404, body: '{"missing":true}' },
    });
  });

  it('answers 200 without content in the place of an error handler that waits', async () => {
    const waiting = `app.setErrorHandler(async (error, request, reply) => { await wait(); return reply.code(error.statusCode).send({ no: true }); });`;
    expect(await both(route(waiting), `reply.send(new HttpError('no'))`)).toEqual({
      lost: { status: 200, body: NO_BYTES },
      returned: { status: 404, body: '{"no":true}' },
    });
  });

  it('answers 200 without content where an error handler gives the error to the outer one, which waits', async () => {
    const nested = (statement: string) => `
      app.setErrorHandler(async (error, request, reply) => { await wait(); return reply.code(error.statusCode).send({ outer: true }); });
      app.register(async scope => {
        scope.setErrorHandler(async (error, request, reply) => { ${statement} });
        scope.get('/', async () => { throw new HttpError('no'); });
      });`;
    expect(await both(nested, 'reply.send(error)')).toEqual({
      lost: { status: 200, body: NO_BYTES },
      returned: { status: 404, body: '{"outer":true}' },
    });
  });

  it.each([
    ['preSerialization', 'await new Promise(resolve => setTimeout(resolve, 20));', ''],
    ['onSend', 'await new Promise(resolve => setTimeout(resolve, 20));', '{"id":7}'],
    ['onSend', 'await new Promise(resolve => setTimeout(resolve, payload === undefined ? 0 : 20));', ''],
  ])('answers a second time without content where an %s hook waits: %s', async (hook, waits, body) => {
    const makeCode = (statement: string) =>
      `app.addHook('${hook}', async (request, reply, payload) => { ${waits} return payload; }); app.get('/', async (request, reply) => { ${statement} });`;
    const send = 'reply.code(201).send({ id: 7 });';
    expect(await runInChildProcess(makeCode(send), { framework: 'fastify', version })).toMatchObject({
      exitCode: version === 4 ? 1 : null,
      response: { status: 201, body: bytes(body) },
    });
    expect(await runInChildProcess(makeCode(`return ${send}`), { framework: 'fastify', version })).toMatchObject({
      exitCode: null,
      response: { status: 201, body: bytes('{"id":7}') },
    });
  });

  it('goes on to the handler after a hook that sends a stream', async () => {
    const hook = (statement: string) =>
      `app.addHook('preHandler', async (request, reply) => { ${statement} }); app.get('/', async () => ({ secret: true }));`;
    expect(await both(hook, 'reply.code(401).send(createReadStream(file))')).toMatchObject({
      lost: { status: 401, body: bytes('{"secret":true}') },
      returned: { status: 401, body: CONTENT },
    });
  });

  it('answers a success although what follows the send fails', async () => {
    const code = (statements: string) => `app.post('/', async (request, reply) => { ${statements} });`;
    expect(
      (
        await runExample(code(`reply.code(201).send({}); await wait(); throw new Error('no');`), {
          framework: 'fastify',
          version,
          globals,
          request: { method: 'POST' },
        })
      ).status,
    ).toBe(201);
    expect(
      (
        await runExample(code(`await wait(); throw new Error('no'); return reply.code(201).send({});`), {
          framework: 'fastify',
          version,
          globals,
          request: { method: 'POST' },
        })
      ).status,
    ).toBe(500);
  });

  it.each([
    ['a handler', (statement: string) => `app.all('/', async (request, reply) => { ${statement} });`],
    [
      'a hook',
      (statement: string) =>
        `app.addHook('preHandler', async (request, reply) => { ${statement} }); app.all('/', async () => ({ secret: true }));`,
    ],
    [
      'an error handler',
      (statement: string) =>
        `app.setErrorHandler(async (error, request, reply) => { ${statement} }); app.all('/', async () => { throw new Error('no'); });`,
    ],
    [
      'a not-found handler',
      (statement: string) => `app.setNotFoundHandler(async (request, reply) => { ${statement} });`,
    ],
  ] as const)(
    'answers the same where %s returns the reply of a plain payload, or waits for it',
    async (_name, makeCode) => {
      const target = { framework: 'fastify', version, globals } as const;
      for (const payload of ['{ id: 7 }', `'text'`, '', 'null']) {
        const send = `reply.code(409).send(${payload});`;
        expect(await findWireDifferences(makeCode(send), makeCode(`return ${send}`), target)).toEqual([]);
        expect(await findWireDifferences(makeCode(send), makeCode(`await ${send}`), target)).toEqual([]);
        expect(await findWireDifferences(makeCode(`${send} return;`), makeCode(`return ${send}`), target)).toEqual([]);
      }
    },
  );
});

describe.each(FASTIFY_VERSIONS)('Fastify %i, an async handler that answers only in a callback', WIRE_SUITE, version => {
  const globals = { later: (callback: () => void) => setImmediate(callback), note: () => undefined };

  it.each([
    `later(() => { reply.code(201).send({ a: 1 }); })`,
    `later(() => { try { reply.raw.writeHead(201); reply.raw.end('x'); } catch (error) { note(error); } })`,
  ])('is answered with an empty 200 when it ends: %s', async statements => {
    const code = handlerExample('fastify', statements, 'async');
    expect(await runExample(code, { framework: 'fastify', version, globals })).toMatchObject({
      status: 200,
      body: NO_BYTES,
    });
  });

  it('answers with what the callback sends where it returns the reply', async () => {
    const code = handlerExample('fastify', `later(() => { reply.code(201).send({ a: 1 }); }); return reply`, 'async');
    expect(await runExample(code, { framework: 'fastify', version, globals })).toMatchObject({ status: 201 });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i, hooks that wait while a response is sent', WIRE_SUITE, version => {
  const hook = `app.addHook('onSend', async (request, reply, payload) => { await new Promise(resolve => setTimeout(resolve, 20)); return payload; });`;
  const routes = (statement: string) =>
    `app.register(async scope => { scope.get('/', async (request, reply) => { ${statement} }); });`;
  const send = 'reply.code(201).send({ id: 7 });';

  it.each([
    ['before the plugin with the route', (route: string) => `${hook} ${route}`],
    ['behind it', (route: string) => `${route} ${hook}`],
    ['behind it when it is loaded', (route: string) => `app.after(() => { ${route} app.after(() => { ${hook} }); });`],
    [
      'in a plugin without a scope of its own',
      (route: string) =>
        `const plugin = async app => { ${hook} }; plugin[Symbol.for('skip-override')] = true; app.register(plugin); ${route}`,
    ],
  ] as const)('counts where it stands %s', async (_name, makeCode) => {
    const target = { framework: 'fastify', version } as const;
    expect(await runInChildProcess(makeCode(routes(send)), target)).toMatchObject({
      exitCode: version === 4 ? 1 : null,
    });
    expect(await runInChildProcess(makeCode(routes(`return ${send}`)), target)).toMatchObject({
      exitCode: null,
      response: { status: 201, body: bytes('{"id":7}') },
    });
  });

  it('ends the process where the hook calls back later', async () => {
    const code = (statement: string) =>
      `app.addHook('onSend', (request, reply, payload, done) => { setTimeout(() => { done(null, payload); }, 20); }); ${routes(statement)}`;
    const target = { framework: 'fastify', version } as const;
    expect(await runInChildProcess(code(send), target)).toMatchObject({ exitCode: 1 });
    expect(await runInChildProcess(code(`return ${send}`), target)).toMatchObject({
      exitCode: null,
      response: { status: 201, body: bytes('{"id":7}') },
    });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i, plugins that send later', WIRE_SUITE, version => {
  const require = createRequire(import.meta.url);
  const compress: unknown = require(version === 4 ? 'fastify-compress7' : 'fastify-compress8');
  const replyFrom: unknown = require(version === 4 ? 'fastify-reply-from9' : 'fastify-reply-from12');

  it('loses the content that @fastify/compress makes a stream of', async () => {
    const options = { framework: 'fastify', version, modules: { '@fastify/compress': compress } } as const;
    const code = (statement: string) =>
      `import compress from '@fastify/compress'; app.register(compress); app.register(async scope => { scope.get('/', async (request, reply) => { ${statement} }); });`;
    const lengthOf = async (statement: string, accepted: string) => {
      const request = { headers: { 'accept-encoding': accepted } };
      const { status, body } = await runExample(code(statement), { ...options, request });
      return { status, isEmpty: body.length === 0 };
    };
    const send = `reply.code(201).send({ text: 'a'.repeat(4000) });`;
    expect(await lengthOf(send, 'gzip')).toEqual({ status: 201, isEmpty: true });
    expect(await lengthOf(send, 'identity')).toEqual({ status: 201, isEmpty: false });
    expect(await lengthOf(`return ${send}`, 'gzip')).toEqual({ status: 201, isEmpty: false });
  });

  /** Whether a send in a route comes to nothing where the client takes gzip, with some options of @fastify/compress and of the route. */
  const isLost = async (payload: string, options: string, route = '', makeCode = inScope) => {
    const code = makeCode(
      `app.register(compress, ${options});`,
      `scope.get('/', ${route} async (request, reply) => { reply.send(${payload}); });`,
    );
    const { status, body } = await runExample(`import compress from '@fastify/compress'; ${code}`, {
      framework: 'fastify',
      version,
      modules: { '@fastify/compress': compress },
      request: { headers: { 'accept-encoding': 'gzip' } },
    });
    expect(status).toBe(200);
    return body.length === 0;
  };
  const inScope = (plugin: string, route: string) => `${plugin} app.register(async scope => { ${route} });`;
  const LARGE = `{ text: 'a'.repeat(4000) }`;
  const SMALL = `{ ok: true, message: 'saved' }`;

  it.each([
    [SMALL, '{}', '', false],
    [`'a'.repeat(1023)`, '{}', '', false],
    [`'a'.repeat(1024)`, '{}', '', true],
    [SMALL, '{ threshold: 1 }', '', true],
    [LARGE, '{ threshold: 8000 }', '', false],
    [LARGE, '{ global: false }', '', false],
    [LARGE, '{ globalCompression: false }', '', version === 4],
    [LARGE, '{}', '{ compress: false },', false],
    [LARGE, '{}', '{ config: { compress: false } },', false],
    [LARGE, '{ global: false }', '{ compress: {} },', true],
    [SMALL, '{}', '{ compress: { threshold: 1 } },', true],
    [SMALL, '{ threshold: 1 }', '{ compress: {} },', false],
  ])(
    'loses %s of what @fastify/compress with %s does in a route with %s: %s',
    async (payload, options, route, lost) => {
      expect(await isLost(payload, options, route)).toBe(lost);
    },
  );

  it('compresses nothing of routes that stand beside the plugin in the same function, unless that is awaited', async () => {
    const beside = (plugin: string, route: string) => `const scope = app; ${plugin} ${route}`;
    expect(await isLost(LARGE, '{}', '', beside)).toBe(false);
    expect(
      await isLost(
        LARGE,
        '{}',
        '',
        (plugin, route) => `app.register(async app => { ${beside(`await ${plugin}`, route)} });`,
      ),
    ).toBe(true);
  });

  it('answers an empty 200 before the server that @fastify/reply-from asks', async () => {
    const upstream = createServer((_request, response) => {
      setTimeout(() => response.writeHead(201).end('from there'), 20);
    });
    await once(upstream.listen(0, '127.0.0.1'), 'listening');
    const { port } = upstream.address() as AddressInfo;
    const modules = { '@fastify/reply-from': replyFrom };
    const answerTo = async (statements: string, kind: 'sync' | 'async' = 'async') => {
      const code = `import from from '@fastify/reply-from'; app.register(from, { base: 'http://127.0.0.1:${port}' }); app.after(() => { ${handlerExample('fastify', statements, kind)} });`;
      const { status, body } = await runExample(code, { framework: 'fastify', version, modules });
      return `${status} ${body.toString()}`;
    };
    try {
      expect(await answerTo(`reply.from('/');`)).toBe('200 ');
      expect(await answerTo(`return reply.from('/');`)).toBe('201 from there');
      expect(await answerTo(`await reply.from('/');`)).toBe('201 from there');
      expect(await answerTo(`reply.from('/');`, 'sync')).toBe('201 from there');
    } finally {
      upstream.close();
    }
  });
});
