import { get } from 'node:http';
import { createRequire } from 'node:module';

import { describe, expect, it } from 'vitest';

import {
  ALL_TARGETS,
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  bytes,
  findWireDifferences,
  handlerExample,
  runExample,
  runInChildProcess,
  startExample,
  type Target,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const require = createRequire(import.meta.url);
const BODY = bytes('{"a":1}');

/** The http-errors that the framework itself depends on. */
function httpErrors({ framework, version }: Target): unknown {
  return createRequire(require.resolve(`${framework}${version}`))('http-errors');
}

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version } as const;
  const run = (statements: string) => runExample(handlerExample('express', statements), target);
  const inChild = (statements: string) => runInChildProcess(handlerExample('express', statements), target);

  it.each([
    [`'404'`, 404],
    ['200.5', 200],
    ['[404]', 404],
  ])(`status(%s) is ${version === 4 ? 'coerced' : 'a 500'}`, async (value, coerced) => {
    const status = version === 4 ? coerced : 500;
    expect(await run(`res.status(${value}).json({ a: 1 })`)).toMatchObject({ status });
    expect(await run(`res.sendStatus(${value})`)).toMatchObject({ status });
  });

  it.each([
    [`'404'`, 404],
    ['200.5', 200],
  ])('statusCode = %s is coerced in every version', async (value, status) => {
    expect(await run(`res.statusCode = ${value}; res.json({ a: 1 })`)).toMatchObject({ status, body: BODY });
  });

  it.each([`'abc'`, `'NOT_FOUND'`, '0', '99', '1000', '-1', 'undefined', 'null', 'true', '{}', '404n'])(
    'status(%s) is a 500',
    async value => {
      expect(await run(`res.status(${value}).json({ a: 1 })`)).toMatchObject({ status: 500 });
      expect(await run(`res.sendStatus(${value})`)).toMatchObject({ status: 500 });
    },
  );

  it.each([600, 999, 499, 419])('status(%i) goes out with the reason "unknown"', async status => {
    const statusLine = `HTTP/1.1 ${status} unknown`;
    expect(await run(`res.status(${status}).json({ a: 1 })`)).toMatchObject({ statusLine, body: BODY });
    expect(await run(`res.statusCode = ${status}; res.json({ a: 1 })`)).toMatchObject({ statusLine, body: BODY });
    expect(await run(`res.writeHead(${status}); res.end()`)).toMatchObject({ statusLine });
    expect(await run(`res.sendStatus(${status})`)).toMatchObject({ statusLine, body: bytes(String(status)) });
  });

  it.each([
    `res.status = 404; res.json({ a: 1 })`,
    `res.status = 404; res.send({ a: 1 })`,
    `res.sendStatus = 404; res.json({ a: 1 })`,
  ])('an assignment over the method answers 200: %s', async statements => {
    expect(await run(statements)).toMatchObject({ status: 200, body: BODY, log: [] });
  });

  it('an assignment over status() breaks what calls it later', async () => {
    expect(await run(`res.status = 404; res.status(403).json({})`)).toMatchObject({ status: 500 });
    expect(await run(`res.status = 404; res.sendStatus(403)`)).toMatchObject({ status: version === 4 ? 403 : 500 });
  });

  it.each([
    `res.status(NaN).json({})`,
    `res.status(parseInt('ENOENT')).json({})`,
    `res.status(Number(undefined)).json({})`,
    `res.sendStatus(NaN)`,
  ])(`a NaN ${version === 4 ? 'ends the process' : 'is a 500'}: %s`, async statements => {
    const outcome = await inChild(statements);
    expect(outcome).toMatchObject(
      version === 4
        ? { exitCode: 1, response: { statusLine: '', reset: true } }
        : { exitCode: null, response: { status: 500 } },
    );
    if (version === 4) expect(outcome.stderr).toContain('ERR_HTTP_INVALID_STATUS_CODE');
  });

  it('statusCode = NaN ends the process in every version', async () => {
    expect(await inChild(`res.statusCode = NaN; res.json({})`)).toMatchObject({
      exitCode: 1,
      response: { statusLine: '', reset: true },
    });
  });

  it('a NaN in the error handler is no better', async () => {
    const code = `app.get('/', () => { throw new Error('boom'); }); app.use((error, req, res, next) => { res.status(parseInt(error.code)).json({}); });`;
    expect(await runInChildProcess(code, target)).toMatchObject(
      version === 4 ? { exitCode: 1, response: { reset: true } } : { exitCode: null, response: { status: 500 } },
    );
  });

  it('a NaN is a 500 where an error handler sets a status', async () => {
    const code = `app.get('/', (req, res) => { res.status(NaN).json({}); }); app.use((error, req, res, next) => { res.status(500).json({ a: 1 }); });`;
    expect(await runInChildProcess(code, target)).toMatchObject({
      exitCode: null,
      response: { status: 500, body: BODY },
    });
  });

  it('|| 500 catches a NaN', async () => {
    expect(await run(`res.status(parseInt('ENOENT') || 500).json({ a: 1 })`)).toMatchObject({
      status: 500,
      body: BODY,
    });
  });

  it.each([
    [`{ status: '404' }`, 500],
    [`{ statusCode: '404' }`, 500],
    [`{ status: 200 }`, 500],
    [`{ status: 302 }`, 500],
    [`{ status: 600 }`, 500],
    [`{ status: NaN }`, 500],
    [`{ status: 404 }`, 404],
    [`{ statusCode: 404 }`, 404],
  ])('an error with %s answers %i', async (properties, status) => {
    expect(await run(`next(Object.assign(new Error('boom'), ${properties}))`)).toMatchObject({ status });
  });

  it.each([
    [`res.status('404').json({ a: 1 })`, `res.status(404).json({ a: 1 })`],
    [`res.sendStatus('404')`, `res.sendStatus(404)`],
  ])(`%s to %s ${version === 4 ? 'changes nothing' : 'corrects every answer'}`, async (before, after) => {
    const differences = await findWireDifferences(
      handlerExample('express', before),
      handlerExample('express', after),
      target,
    );
    expect(differences).toHaveLength(version === 4 ? 0 : 5);
  });

  it('a string to a number changes nothing in an assignment', async () => {
    const [before, after] = [
      handlerExample('express', `res.statusCode = '404'; res.json({ a: 1 })`),
      handlerExample('express', `res.statusCode = 404; res.json({ a: 1 })`),
    ];
    expect(await findWireDifferences(before, after, target)).toEqual([]);
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const target = { framework: 'fastify', version } as const;
  const run = (statements: string, kind: 'sync' | 'async' = 'sync') =>
    runExample(handlerExample('fastify', statements, kind), target);

  it.each([
    [`'404'`, 404],
    ['200.5', 200],
    ['[404]', 404],
  ])('code(%s) is coerced', async (value, status) => {
    expect(await run(`reply.code(${value}).send({ a: 1 })`)).toMatchObject({ status, body: BODY });
    expect(await run(`reply.status(${value}).send({ a: 1 })`)).toMatchObject({ status, body: BODY });
    expect(await run(`reply.statusCode = ${value}; reply.send({ a: 1 })`)).toMatchObject({ status, body: BODY });
    expect(await run(`reply.code(${value}); return { a: 1 }`, 'async')).toMatchObject({ status, body: BODY });
  });

  it.each([
    `'abc'`,
    `'NOT_FOUND'`,
    'NaN',
    `parseInt('ENOENT')`,
    `parseInt('ENOENT') ?? 500`,
    '0',
    '99',
    '600',
    '999',
    '-1',
    'undefined',
    'null',
    'true',
    '{}',
  ])('code(%s) is a 500 that names the cause', async value => {
    for (const statements of [
      `reply.code(${value}).send({ a: 1 })`,
      `reply.statusCode = ${value}; reply.send({ a: 1 })`,
    ]) {
      const response = await run(statements);
      expect(response.status).toBe(500);
      expect(JSON.parse(response.body.toString())).toMatchObject({ statusCode: 500, code: 'FST_ERR_BAD_STATUS_CODE' });
    }
  });

  it(`code(404n) is ${version === 4 ? 'coerced' : 'a 500'}`, async () => {
    expect(await run(`reply.code(404n).send({ a: 1 })`)).toMatchObject({ status: version === 4 ? 404 : 500 });
  });

  it.each([499, 419])('code(%i) goes out with the reason "unknown"', async status => {
    expect(await run(`reply.code(${status}).send({ a: 1 })`)).toMatchObject({
      statusLine: `HTTP/1.1 ${status} unknown`,
      body: BODY,
    });
  });

  it('reply.raw.statusCode has the range of Node', async () => {
    expect(await run(`reply.raw.statusCode = 600; reply.send({ a: 1 })`)).toMatchObject({ status: 600, body: BODY });
  });

  it.each([`reply.code = 404; reply.send({ a: 1 })`, `reply.status = 404; reply.send({ a: 1 })`])(
    'an assignment over the method answers 200: %s',
    async statements => {
      expect(await run(statements)).toMatchObject({ status: 200, body: BODY, log: [] });
    },
  );

  it('an assignment over code() breaks what calls it later', async () => {
    expect(await run(`reply.code = 404; reply.code(403).send({})`)).toMatchObject({ status: 500 });
  });

  it('|| 500 catches a NaN', async () => {
    expect(await run(`reply.code(parseInt('ENOENT') || 500).send({ a: 1 })`)).toMatchObject({
      status: 500,
      body: BODY,
    });
  });

  it.each(['600', 'NaN', `'abc'`])('code(%s) in a timer ends the process', async value => {
    const outcome = await runInChildProcess(
      handlerExample('fastify', `setTimeout(() => reply.code(${value}).send({}), 10)`),
      target,
    );
    expect(outcome).toMatchObject({ exitCode: 1, response: { statusLine: '', reset: true } });
    expect(outcome.stderr).toContain('FST_ERR_BAD_STATUS_CODE');
  });

  it.each([
    [`{ statusCode: '404' }`, 404],
    [`{ status: '404' }`, 404],
    [`{ statusCode: 200 }`, 500],
    [`{ statusCode: 302 }`, 500],
    [`{ statusCode: NaN }`, 500],
    [`{ statusCode: 600 }`, version === 4 ? 600 : 500],
    [`{ statusCode: 404 }`, 404],
    [`{ status: 404 }`, 404],
  ])('an error with %s answers %i', async (properties, status) => {
    expect(await run(`throw Object.assign(new Error('boom'), ${properties})`)).toMatchObject({ status });
  });

  it.each([
    [`reply.code('404').send({ a: 1 })`, `reply.code(404).send({ a: 1 })`],
    [`reply.statusCode = '404'; reply.send({ a: 1 })`, `reply.statusCode = 404; reply.send({ a: 1 })`],
  ])('%s to %s changes nothing', async (before, after) => {
    expect(
      await findWireDifferences(handlerExample('fastify', before), handlerExample('fastify', after), target),
    ).toEqual([]);
  });
});

describe.each(ALL_TARGETS)('$framework $version', WIRE_SUITE, target => {
  it.each([
    [`createError(404)`, 404],
    [`createError(404, 'no such user')`, 404],
    [`createError('404')`, 500],
    [`createError(200)`, 500],
    [`createError(302)`, 500],
    [`createError(600)`, 500],
  ])('%s of http-errors answers %i', async (created, status) => {
    const source: Target = { framework: 'express', version: target.version };
    const code = `import createError from 'http-errors'; ${handlerExample(target.framework, `throw ${created}`)}`;
    expect(await runExample(code, { ...target, modules: { 'http-errors': httpErrors(source) } })).toMatchObject({
      status,
    });
  });

  const finalStatus = (status: number): string =>
    handlerExample(
      target.framework,
      target.framework === 'express' ? `res.status(${status}).json({ a: 1 })` : `reply.code(${status}).send({ a: 1 })`,
    );

  /** What `fetch` makes of the response: its status, or the name and code of the error. */
  async function fetchOutcome(status: number, patience: number): Promise<string> {
    const server = await startExample(finalStatus(status), target);
    try {
      return `answered ${(await fetch(`http://127.0.0.1:${server.port}/`, { signal: AbortSignal.timeout(patience) })).status}`;
    } catch (error) {
      const { name, cause } = error as Error & { cause?: { code?: string } };
      return cause?.code ?? name;
    } finally {
      await server.close();
    }
  }

  it('100 as the final status makes fetch fail', async () => {
    expect(await fetchOutcome(100, 30_000)).toBe('UND_ERR_SOCKET');
  });

  it.each([101, 102, 103, 199])('%i as the final status leaves fetch waiting', async status => {
    expect(await fetchOutcome(status, 1_000)).toBe('TimeoutError');
  });

  it.each([100, 102, 103, 199])(
    '%i as the final status is only information to a client of node:http, which then loses the connection',
    async status => {
      const server = await startExample(finalStatus(status), target);
      const events: unknown[] = [];
      await new Promise<void>(resolve => {
        get({ port: server.port, host: '127.0.0.1', agent: false })
          .on('information', ({ statusCode }) => events.push(statusCode))
          .on('response', ({ statusCode }) => resolve(void events.push(`answered ${statusCode ?? ''}`)))
          .on('error', (error: NodeJS.ErrnoException) => resolve(void events.push(error.code)));
      });
      await server.close();
      expect(events).toEqual([status, 'ECONNRESET']);
    },
  );

  it('101 as the final status reaches a client of node:http without its content', async () => {
    const server = await startExample(finalStatus(101), target);
    const outcome = await new Promise((resolve, reject) => {
      get({ port: server.port, host: '127.0.0.1', agent: false }, response => {
        let content = '';
        response
          .on('data', chunk => (content += String(chunk)))
          .on('end', () => resolve({ status: response.statusCode, content }));
      }).on('error', reject);
    });
    await server.close();
    expect(outcome).toEqual({ status: 101, content: '' });
  });
});

describe.each(EXPRESS_VERSIONS)('Express %i, a status that is undefined', WIRE_SUITE, version => {
  it.each(['error.status', 'error.code', `error.code || 500`, 'undefined'])('answers 500: %s', async status => {
    const code = `app.get('/', () => { throw Object.assign(new Error('x'), { code: 'ENOENT' }); }); app.use((error, req, res, next) => { res.status(${status}).json({ own: true }); });`;
    const { status: sent, body } = await runExample(code, { framework: 'express', version });
    expect(sent).toBe(500);
    expect(body.toString()).not.toContain('own');
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i, a status that is undefined', WIRE_SUITE, version => {
  it.each(['error.status', 'error.statusCode', 'undefined'])('answers 500: %s', async status => {
    const code = `app.get('/', () => { throw new Error('x'); }); app.setErrorHandler((error, request, reply) => { reply.code(${status}).send({ own: true }); });`;
    const { status: sent, body } = await runExample(code, { framework: 'fastify', version });
    expect(sent).toBe(500);
    expect(body.toString()).not.toContain('own');
  });
});

describe.each(ALL_TARGETS)('$framework $version, the status of an error that has none', WIRE_SUITE, target => {
  const [request, response] = target.framework === 'express' ? ['req', 'res'] : ['request', 'reply'];
  const set = target.framework === 'express' ? 'status' : 'code';
  const route = (statements: string) => `app.get('/', (${request}, ${response}) => { ${statements} });`;

  it('throws in the place of the answer, in a catch', async () => {
    const code = route(
      `try { process.getBuiltinModule('fs').readFileSync('/none'); } catch (error) { ${response}.${set}(error.status).send({ own: true }); }`,
    );
    const { status, body } = await runExample(code, target);
    expect(status).toBe(500);
    expect(body.toString()).not.toContain('own');
  });

  it('throws in the place of the answer, in a callback: the process ends', async () => {
    const code = route(
      `process.getBuiltinModule('fs').readFile('/none', error => { ${response}.${set}(error.status).send({ own: true }); });`,
    );
    expect(await runInChildProcess(code, target)).toMatchObject({ exitCode: 1, response: { complete: false } });
  });
});
