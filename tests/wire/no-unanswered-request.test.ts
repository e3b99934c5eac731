import { describe, expect, it } from 'vitest';

import { EXPRESS_VERSIONS, FASTIFY_VERSIONS, NO_BYTES, handlerExample, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const globals = {
  note: () => undefined,
  fail: async () => {
    await Promise.resolve();
    throw new Error('boom');
  },
  find: (callback: (error: Error | null) => void) => {
    setImmediate(() => callback(new Error('boom')));
  },
};

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version, globals } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync') =>
    runExample(handlerExample('express', statements, kind), target);

  it.each([
    ['async', `try { await fail(); res.json({}); } catch (error) { note(error); }`],
    ['async', `try { res.status(201).json(await fail()); } catch { }`],
    ['async', `const user = null; if (user) { res.json(user); }`],
    ['async', `const user = null; if (!user) { return false; } res.json(user);`],
    ['sync', `switch (req.query.as) { case 'a': return res.json(1); }`],
    ['sync', `find(error => { if (error) { note(error); return; } res.json({}); });`],
    ['sync', `fail().then(() => { res.json({}); }).catch(error => { note(error); });`],
    ['sync', `if (req.query.as) { next(); }`],
  ] as const)('hangs (%s handler): %s', async (kind, statements) => {
    expect(await run(statements, kind)).toMatchObject({ hang: true, statusLine: '' });
  });

  it.each([
    ['async', `try { await fail(); res.json({}); } catch (error) { note(error); next(error); }`],
    ['sync', `fail().then(() => { res.json({}); }).catch(error => { note(error); next(error); });`],
    ['sync', `find(error => { if (error) { next(error); return; } res.json({}); });`],
  ] as const)('answers when the error is handed on (%s handler): %s', async (kind, statements) => {
    expect(await run(statements, kind)).toMatchObject({ hang: false, status: 500 });
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version, globals } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync') =>
    runExample(handlerExample('fastify', statements, kind), target);

  it.each([
    `const user = null; if (user) { reply.send(user); }`,
    `try { reply.send(JSON.parse('{')); } catch (error) { note(error); }`,
    `find(error => { if (error) { note(error); return; } reply.send({}); });`,
    `fail().then(() => { reply.send({}); }).catch(error => { note(error); });`,
  ])('hangs (sync handler): %s', async statements => {
    expect(await run(statements)).toMatchObject({ hang: true, statusLine: '' });
  });

  it.each([
    `try { reply.send(JSON.parse('{')); } catch (error) { note(error); reply.send(error); }`,
    `fail().then(() => { reply.send({}); }).catch(error => { note(error); reply.send(error); });`,
  ])('answers when the error is sent (sync handler): %s', async statements => {
    expect(await run(statements)).toMatchObject({ hang: false, status: 500 });
  });

  it('answers an async handler when it ends', async () => {
    expect(await run(`try { await fail(); } catch (error) { note(error); }`, 'async')).toMatchObject({
      hang: false,
      status: 200,
      body: NO_BYTES,
    });
  });
});
