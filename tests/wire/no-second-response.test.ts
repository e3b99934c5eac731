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

const FIRST = { status: 200, body: bytes('{"a":1}'), complete: true };

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version } as const;
  const run = (statements: string, globals = {}) =>
    runExample(handlerExample('express', statements), { ...target, globals });

  it.each([
    `res.json({ a: 1 }); res.json({ b: 2 })`,
    `res.json({ a: 1 }); res.status(500).send('b')`,
    `res.json({ a: 1 }); res.sendStatus(404)`,
    `res.json({ a: 1 }); res.redirect('/x')`,
    `res.json({ a: 1 }).status(404).json({ b: 2 })`,
    `for (const a of [1, 2]) res.json({ a })`,
    `[1, 2].forEach(a => res.json({ a }))`,
    `[1].forEach(a => { res.json({ a }); return; }); res.json({ b: 2 })`,
    `[1, 2].some(a => { res.json({ a }); return true; }); res.json({ b: 2 })`,
    `new Promise(done => { res.json({ a: 1 }); done(); }); res.json({ b: 2 })`,
    `try { res.json({ a: 1 }); throw new Error('after the send') } catch { res.status(500).json({ b: 2 }) }`,
  ])('sends the first of two responses and logs an error for the second: %s', async statements => {
    const response = await run(statements);
    expect(response).toMatchObject(FIRST);
    expect(response.log).toEqual(['ERR_HTTP_HEADERS_SENT: Cannot set headers after they are sent to the client']);
  });

  it('sends only the text of sendStatus() when json() follows', async () => {
    const response = await run(`res.sendStatus(200).json({ a: 1 })`);
    expect(response).toMatchObject({ status: 200, body: bytes('OK') });
    expect(response.log).toHaveLength(1);
  });

  it.each([`res.json({ a: 1 }); throw new Error('late')`, `res.json({ a: 1 }); next(new Error('late'))`])(
    'only logs an error after the send: %s',
    async statements => {
      expect(await run(statements)).toMatchObject({ ...FIRST, log: ['late'] });
    },
  );

  it('sends one response from a try whose catch sends too, when only what precedes the send can fail', async () => {
    const idiom = `try { await work(); res.json({ a: 1 }) } catch { res.status(500).json({ b: 2 }) }`;
    const example = handlerExample('express', idiom, 'async');
    expect(await runExample(example, { ...target, globals: { work: () => Promise.resolve() } })).toMatchObject({
      ...FIRST,
      log: [],
    });
    expect(
      await runExample(example, { ...target, globals: { work: () => Promise.reject(new Error('x')) } }),
    ).toMatchObject({ status: 500, log: [] });
  });

  it.each([
    `res.json({ a: 1 }).end()`,
    `res.json({ a: 1 }); res.end()`,
    `res.json({ a: 1 }); res.send()`,
    `try { res.json({ a: 1 }) } finally { res.end() }`,
    `res.json({ a: 1 }); if (!res.headersSent) res.json({ b: 2 })`,
  ])('is not disturbed by %s', async statements => {
    expect(await run(statements)).toMatchObject({ ...FIRST, log: [] });
    expect(
      await findWireDifferences(
        handlerExample('express', statements),
        handlerExample('express', `res.json({ a: 1 })`),
        target,
      ),
    ).toEqual([]);
  });

  it.each([
    ['a missing return', `if (!req.user) res.status(401).json({ e: 1 }); db.remove(); res.json({ removed: true })`],
    ['next() after the send', `if (!req.user) res.status(401).json({ e: 1 }); next()`],
  ])('refuses and does the protected work all the same: %s', async (_cause, statements) => {
    const done: string[] = [];
    const code = `app.use('/users', (req, res, next) => { ${statements} }); app.delete('/users/:id', (req, res) => { db.remove(); res.json({ removed: true }); });`;
    const response = await runExample(code, {
      ...target,
      request: { method: 'DELETE', path: '/users/7' },
      globals: { db: { remove: () => done.push('removed') } },
    });
    expect(response).toMatchObject({ status: 401, body: bytes('{"e":1}') });
    expect(response.log).toEqual(['ERR_HTTP_HEADERS_SENT: Cannot set headers after they are sent to the client']);
    expect(done).toEqual(['removed']);
  });

  it.each([
    ['in a timer', 'sync', `setTimeout(() => res.json({ b: 2 }), 10); res.json({ a: 1 })`],
    ['in then()', 'sync', `res.json({ a: 1 }); Promise.resolve().then(() => res.json({ b: 2 }))`],
    [
      'in catch()',
      'sync',
      `Promise.reject(new Error('x')).catch(() => res.status(500).json({ b: 2 })); res.json({ a: 1 })`,
    ],
    [
      'in then() after a then()',
      'sync',
      `Promise.resolve().then(() => res.json({ a: 1 })).then(() => res.json({ b: 2 }))`,
    ],
    [
      'in then() after a catch()',
      'sync',
      `Promise.reject(new Error('x')).catch(() => { res.json({ a: 1 }); }).then(() => { res.json({ b: 2 }); })`,
    ],
    ['in finally()', 'sync', `Promise.resolve().then(() => res.json({ a: 1 })).finally(() => res.json({ b: 2 }))`],
    [
      'in a callback after a missing return',
      'sync',
      `if (true) res.json({ a: 1 }); process.nextTick(() => res.json({ b: 2 }))`,
    ],
    ['in a callback before it', 'sync', `process.nextTick(() => res.json({ b: 2 })); res.json({ a: 1 })`],
    ['in callbacks of a loop', 'sync', `for (const a of [1, 2]) setImmediate(() => res.json({ a }))`],
    ['in a callback of a list that waits', 'sync', `[1, 2].forEach(async a => { await null; res.json({ a }); })`],
    ['end() with content', 'sync', `res.json({ a: 1 }); res.end('b')`],
    ['write() after the end', 'sync', `res.json({ a: 1 }); res.write('b')`],
  ] as const)('ends the process with a second response %s', async (_where, kind, statements) => {
    const outcome = await runInChildProcess(handlerExample('express', statements, kind), target);
    expect(outcome).toMatchObject({ exitCode: 1, response: FIRST });
    expect(outcome.stderr).toMatch(/ERR_HTTP_HEADERS_SENT|ERR_STREAM_WRITE_AFTER_END/);
  });

  it.each([
    [
      'a catch that hands the error on',
      'async',
      `await Promise.reject(new Error('x')).catch(next); res.json({ a: 1 })`,
    ],
    ['an error that is handed on without a return', 'sync', `next(new Error('x')); res.json({ a: 1 })`],
  ] as const)('goes on to a second response after %s', async (_how, kind, statements) => {
    const handler = handlerExample('express', statements, kind);
    // The default error handler waits for the request, so the error is lost and the failure answered with 200.
    expect(await runInChildProcess(handler, target)).toMatchObject({ exitCode: null, response: FIRST });
    const answers = `app.use((error, req, res, next) => { res.status(503).json({ e: 1 }); });`;
    expect(await runInChildProcess(`${handler}\n${answers}`, target)).toMatchObject({
      exitCode: version === 4 && kind === 'async' ? 1 : null,
      response: { status: 503, body: bytes('{"e":1}') },
    });
  });

  it('runs the handler behind a refusal in catch() when finally() calls next', async () => {
    const done: string[] = [];
    const code = `app.use((req, res, next) => { Promise.reject(new Error('x')).catch(() => { res.status(401).json({ e: 1 }); }).finally(next); }); app.get('/', (req, res) => { db.read(); if (!res.headersSent) res.json({ secret: 1 }); });`;
    const response = await runExample(code, { ...target, globals: { db: { read: () => done.push('read') } } });
    expect(response).toMatchObject({ status: 401, body: bytes('{"e":1}') });
    expect(done).toEqual(['read']);
  });

  it(`${version === 4 ? 'ends the process' : 'only logs'} with a second response in an async handler`, async () => {
    const outcome = await runInChildProcess(
      handlerExample('express', `res.json({ a: 1 }); res.json({ b: 2 })`, 'async'),
      target,
    );
    expect(outcome).toMatchObject({ exitCode: version === 4 ? 1 : null, response: FIRST });
  });

  it('survives a second response in a plain handler', async () => {
    const outcome = await runInChildProcess(
      handlerExample('express', `res.json({ a: 1 }); res.json({ b: 2 })`),
      target,
    );
    expect(outcome).toMatchObject({ exitCode: null, response: FIRST });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync', globals = {}) =>
    runExample(handlerExample('fastify', statements, kind), { ...target, globals });
  const alreadySent = [expect.stringMatching(/^FST_ERR_REP_ALREADY_SENT/)];

  it.each([
    ['sync', `reply.send({ a: 1 }); reply.send({ b: 2 })`],
    ['sync', `reply.send({ a: 1 }); reply.code(500).send({ b: 2 })`],
    ['sync', `[1, 2].forEach(a => reply.send({ a }))`],
    ['sync', `if (true) reply.send({ a: 1 }); Promise.resolve().then(() => reply.send({ b: 2 }))`],
    ['sync', `Promise.resolve().then(() => { reply.send({ a: 1 }); }).then(() => { reply.send({ b: 2 }); })`],
    ['sync', `process.nextTick(() => reply.send({ b: 2 })); reply.send({ a: 1 })`],
    ['sync', `reply.send({ a: 1 }); reply.redirect('/x')`],
    ['sync', `for (const a of [1, 2]) reply.send({ a })`],
    [
      'sync',
      `try { reply.send({ a: 1 }); throw new Error('after the send') } catch { reply.code(500).send({ b: 2 }) }`,
    ],
    ['sync', `reply.send({ a: 1 }); throw new Error('late')`],
    ['async', `reply.send({ a: 1 }); reply.send({ b: 2 })`],
    ['async', `reply.send({ a: 1 }); return { b: 2 }`],
  ] as const)('sends the first of two responses and warns of the second (%s handler): %s', async (kind, statements) => {
    const response = await run(statements, kind);
    expect(response).toMatchObject(FIRST);
    expect(response.log).toEqual(alreadySent);
  });

  it('logs an error thrown by an async handler after the send', async () => {
    const response = await run(`reply.send({ a: 1 }); throw new Error('late')`, 'async');
    expect(response).toMatchObject(FIRST);
    expect(response.log).toHaveLength(1);
  });

  it('does the protected work after a missing return', async () => {
    const done: string[] = [];
    const statements = `if (!request.user) reply.code(401).send({ e: 1 }); db.remove(); reply.send({ removed: true })`;
    const response = await run(statements, 'sync', { db: { remove: () => done.push('removed') } });
    expect(response).toMatchObject({ status: 401, body: bytes('{"e":1}') });
    expect(response.log).toEqual(alreadySent);
    expect(done).toEqual(['removed']);
  });

  it.each([
    ['async', `app.addHook('preHandler', async (request, reply) => { reply.code(401).send({ e: 1 }); });`],
    ['callback', `app.addHook('preHandler', (request, reply, done) => { reply.code(401).send({ e: 1 }); done(); });`],
  ])('skips the handler when an %s hook has sent', async (_kind, hook) => {
    const done: string[] = [];
    const response = await runExample(
      `${hook} app.get('/', (request, reply) => { work(); reply.send({ secret: 1 }); });`,
      { ...target, globals: { work: () => done.push('worked') } },
    );
    expect(response).toMatchObject({ status: 401, body: bytes('{"e":1}'), log: [] });
    expect(done).toEqual([]);
  });

  // An `onSend` hook that really waits leaves the reply unsent while the route goes on: version 4 then sends twice.
  const slowOnSend = `app.addHook('onSend', async (request, reply, payload) => { await new Promise(setImmediate); return payload; });`;

  it('runs the handler after an async hook has sent, where an onSend hook waits', async () => {
    const code = `${slowOnSend} app.addHook('preHandler', async (request, reply) => { reply.code(401).send({ e: 1 }); });
      app.get('/', (request, reply) => { console.error('the handler ran'); reply.send({ secret: 1 }); });`;
    const outcome = await runInChildProcess(code, target);
    expect(outcome).toMatchObject({
      exitCode: version === 4 ? 1 : null,
      response: { status: 401, body: bytes('{"e":1}') },
    });
    expect(outcome.stderr).toContain('the handler ran');
  });

  it(`${version === 4 ? 'ends the process' : 'goes on'} after two sends where an onSend hook is async`, async () => {
    const code = `app.addHook('onSend', async (request, reply, payload) => payload); ${handlerExample('fastify', `reply.send({ a: 1 }); reply.send({ b: 2 })`)}`;
    expect(await runInChildProcess(code, target)).toMatchObject({
      exitCode: version === 4 ? 1 : null,
      response: FIRST,
    });
  });

  it.each([
    ['a second send in a timer', `setTimeout(() => reply.send({ b: 2 }), 10); reply.send({ a: 1 })`, null],
    ['a second send', `reply.send({ a: 1 }); reply.send({ b: 2 })`, null],
    ['reply.raw.end() with content after the send', `reply.send({ a: 1 }); reply.raw.end('b')`, 1],
  ])('%s: exit code of the process', async (_what, statements, exitCode) => {
    expect(await runInChildProcess(handlerExample('fastify', statements), target)).toMatchObject({
      exitCode,
      response: FIRST,
    });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i, hooks that send while a response is sent', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version } as const;
  const code = (hook: string, fn: string) => `app.addHook('${hook}', ${fn}); app.get('/', async () => ({ a: 1 }));`;
  const run = (hook: string, fn: string) => runInChildProcess(code(hook, fn), target);

  it('sends both where an async hook sends once: the second ends the process of Fastify 4', async () => {
    const once = `async (request, reply, payload) => { if (!request.seen) { request.seen = true; reply.code(503).send({ b: 2 }); } return payload; }`;
    for (const hook of ['onSend', 'preSerialization'])
      expect(await run(hook, once)).toMatchObject({
        exitCode: version === 4 ? 1 : null,
        response: { status: 503, body: bytes('{"b":2}') },
      });
  });

  it.each([
    ['onSend', `async (request, reply, payload) => { reply.redirect('/x'); return payload; }`],
    ['onSend', `(request, reply, payload, done) => { reply.code(503).send({ b: 2 }); }`],
    ['preSerialization', `async (request, reply, payload) => reply.code(503).send({ b: payload })`],
  ])('runs the %s hook for what it sends itself, until the stack is full: %s', async (hook, fn) => {
    const { body } = (await run(hook, fn)).response;
    expect(body.toString()).not.toBe('{"b":2}');
  });

  it.each([
    ['gives other content back', `async (request, reply) => { reply.code(503); return '{"b":2}'; }`, '{"b":2}'],
    [
      'calls back, sends on a condition and leaves it at that',
      `(request, reply, payload, done) => { if (payload === '{"a":1}') { reply.code(503).send({ b: 2 }); return; } done(null, payload); }`,
      '{"b":2}',
    ],
  ])('answers where the hook %s', async (_what, fn, body) => {
    expect(await run('onSend', fn)).toMatchObject({ exitCode: null, response: { status: 503, body: bytes(body) } });
  });
});
