import { describe, expect, it } from 'vitest';

import { express } from '../../src/frameworks/express.ts';
import { fastify } from '../../src/frameworks/fastify.ts';
import type { Differences, KnownFramework, Occasion } from '../../src/frameworks/framework.ts';
import {
  ALL_TARGETS,
  handlerExample,
  runExample,
  type ExampleResponse,
  type Target,
  type WireRequest,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const ADAPTERS: Readonly<Record<Target['framework'], KnownFramework>> = { express, fastify };

/** What a handler answers that gets the request: no framework sends it by itself. */
const HANDLED = 299;

const JSON_TYPE = { 'content-type': 'application/json' };

/** A request of each kind. */
const REQUESTS: Readonly<Record<Occasion, WireRequest>> = {
  'no-route': { path: '/nowhere' },
  'other-method': { method: 'PUT' },
  'malformed-path': { path: '/items/%E0%A4%A' },
  'long-parameter': { path: `/items/${'x'.repeat(101)}` },
  'malformed-json': { method: 'POST', headers: JSON_TYPE, body: '{"a":' },
  'empty-json': { method: 'POST', headers: { ...JSON_TYPE, 'content-length': '0' } },
  'too-large': { method: 'POST', path: '/limited', json: { a: 'too long' } },
  'other-media-type': { method: 'POST', headers: { 'content-type': 'application/x-unknown' }, body: 'x' },
  'other-charset': { method: 'POST', headers: { 'content-type': 'application/json; charset=x-foo' }, body: '{}' },
  'other-coding': { method: 'POST', headers: { ...JSON_TYPE, 'content-encoding': 'x-foo' }, body: '{}' },
  'invalid-input': { method: 'POST', path: '/checked', json: {} },
};

/** Routes that answer whatever they get; one takes little, and one has a schema where there are schemas. */
const ROUTES: Readonly<Record<Target['framework'], string>> = {
  express: `const own = express();
    own.use('/limited', express.json({ limit: 5 }));
    own.use(express.json());
    const answer = (req, res) => res.status(${HANDLED}).send('handled');
    own.get('/', answer); own.post('/', answer); own.get('/items/:id', answer);
    own.post('/limited', answer); own.post('/checked', answer);`,
  fastify: `const answer = (request, reply) => reply.code(${HANDLED}).send('handled');
    const schema = { body: { type: 'object', required: ['name'] } };
    app.get('/', answer); app.post('/', answer); app.get('/items/:id', answer);
    app.post('/limited', { bodyLimit: 5 }, answer); app.post('/checked', { schema }, answer);`,
};

/** How one claim is put to a framework, and what of its answer says yes. */
interface Probe {
  readonly express: string;
  readonly fastify: string;
  readonly request?: WireRequest;
  readonly says: (response: ExampleResponse, noted: readonly string[]) => boolean;
}

type Claim = { [Key in keyof Differences]: boolean | null extends Differences[Key] ? Key : never }[keyof Differences];

const text = ({ body }: ExampleResponse): string => body.toString();
const noted = (word: string) => (_response: ExampleResponse, notes: readonly string[]) => notes.includes(word);
const both = (statements: (response: string, setter: string) => string) => ({
  express: handlerExample('express', statements('res', 'status')),
  fastify: handlerExample('fastify', statements('reply', 'code')),
});

/** A probe of each claim that is true of one framework and not of the other. */
const PROBES: Readonly<Record<Claim, Probe>> = {
  sendsResults: {
    express: handlerExample('express', 'return { a: 1 };', 'async'),
    fastify: handlerExample('fastify', 'return { a: 1 };', 'async'),
    says: response => text(response) === '{"a":1}',
  },
  answersErrors: {
    ...both(
      (response, setter) =>
        `${response}.${setter}(422).send(Object.assign(new Error('no'), { status: 409, statusCode: 409 }));`,
    ),
    says: ({ status }) => status === 409,
  },
  registersErrorHandlers: {
    express: `app.get('/', () => { throw new Error('no'); }); app.use((error, req, res) => res.send('mine'));`,
    fastify: `app.get('/', () => { throw new Error('no'); }); app.setErrorHandler(async error => 'mine');`,
    says: response => text(response) === 'mine',
  },
  hasRouteObjects: {
    express: `try { app.route({ method: 'GET', url: '/', handler: (req, res) => res.send('mine') }); } catch {}`,
    fastify: `app.route({ method: 'GET', url: '/', handler: (request, reply) => reply.send('mine') });`,
    says: response => text(response) === 'mine',
  },
  hasHooks: {
    express: `try { app.addHook('onRequest', async (req, res) => { res.send('mine'); }); } catch {} app.get('/', (req, res) => res.send('x'));`,
    fastify: `app.addHook('onRequest', async (request, reply) => reply.send('mine')); app.get('/', (request, reply) => reply.send('x'));`,
    says: response => text(response) === 'mine',
  },
  hasSchemas: {
    express: `try { app.post('/', { schema: { body: { type: 'object', required: ['name'] } } }, (req, res) => res.send('x')); } catch { app.post('/', (req, res) => res.send('x')); }`,
    fastify: `app.post('/', { schema: { body: { type: 'object', required: ['name'] } } }, (request, reply) => reply.send('x'));`,
    request: { method: 'POST', json: {} },
    says: ({ status }) => status === 400,
  },
  parsesBodies: {
    express: `const own = express(); own.post('/', (req, res) => { res.send(String(req.body && req.body.a)); });`,
    fastify: `app.post('/', (request, reply) => { reply.send(String(request.body && request.body.a)); });`,
    request: { method: 'POST', json: { a: 'read' } },
    says: response => text(response) === 'read',
  },
  runsInOrder: {
    express: `app.get('/:id', (req, res) => res.send('first')); app.get('/a', (req, res) => res.send('second'));`,
    fastify: `app.get('/:id', (request, reply) => reply.send('first')); app.get('/a', (request, reply) => reply.send('second'));`,
    request: { path: '/a' },
    says: response => text(response) === 'first',
  },
  nextRunsOn: {
    express: `app.get('/', (req, res, next) => { res.send('x'); next(); }, () => { notes.push('ran'); });`,
    fastify: `app.get('/', { preHandler: (request, reply, done) => { reply.send('x'); done(); } }, async () => { notes.push('ran'); });`,
    says: noted('ran'),
  },
  redirectReplacesStatus: {
    ...both((response, setter) => `${response}.${setter}(307).redirect('/x');`),
    says: ({ status }) => status === 302,
  },
  emptySendIsEnd: {
    ...both(response => `${response}.send('x'); ${response}.send();`),
    says: ({ log }) => log.length === 0,
  },
  lateHeaderThrows: {
    ...both(response => `${response}.send('x'); try { ${response}.header('a', 'b'); } catch { notes.push('threw'); }`),
    says: noted('threw'),
  },
  nullIsContent: {
    express: handlerExample('express', 'res.status(304).json(null);'),
    fastify: handlerExample('fastify', 'reply.code(304).send(null);'),
    says: ({ headers }) => headers['content-length']?.[0] === '4',
  },
  takesTextFromErrors: {
    ...both(() => `throw Object.assign(new Error('no'), { status: '409', statusCode: '409' });`),
    says: ({ status }) => status === 409,
  },
  ownErrorsHaveStatus: {
    express: `app.post('/', (req, res) => res.send('x')); app.use((error, req, res, next) => { res.send(String('status' in error)); });`,
    fastify: `app.post('/', { bodyLimit: 5 }, (request, reply) => reply.send('x')); app.setErrorHandler((error, request, reply) => { reply.send(String('status' in error)); });`,
    request: { method: 'POST', headers: JSON_TYPE, body: '{"a": 1 1}' },
    says: response => text(response) === 'true',
  },
};

const versions = ALL_TARGETS.map(target => ({ ...target, adapter: ADAPTERS[target.framework] }));

describe.each(versions)('$framework $version', WIRE_SUITE, ({ framework, version, adapter }) => {
  const answer = (code: string, request?: WireRequest, globals: Record<string, unknown> = {}) =>
    runExample(code, { framework, version, globals, request });
  const statusOf = async (statements: string) => (await answer(handlerExample(framework, statements))).status;
  const response = framework === 'express' ? 'res' : 'reply';

  it.each(Object.keys(REQUESTS) as Occasion[])('answers by itself, or leaves it to the handler: %s', async occasion => {
    const own = adapter.answers[occasion];
    // A parameter that is too long for a route of Fastify 4 is that of none.
    const before = occasion === 'long-parameter' ? (adapter.answers['no-route']?.status ?? 0) : HANDLED;
    const expected = own === null ? HANDLED : own.from === null || version >= own.from[0] ? own.status : before;
    expect((await answer(ROUTES[framework], REQUESTS[occasion])).status).toBe(expected);
  });

  it.each(Object.keys(PROBES) as Claim[])('is as its adapter says: %s', async claim => {
    const notes: string[] = [];
    const probe = PROBES[claim];
    const observed = await answer(probe[framework], probe.request, { notes });
    expect(probe.says(observed, notes)).toBe(adapter[claim]);
  });

  it('has the defaults of its adapter', async () => {
    expect(await statusOf(`${response}.send('x');`)).toBe(adapter.defaults.success);
    expect(await statusOf(`${response}.redirect('/x');`)).toBe(adapter.defaults.redirect);
    expect(await statusOf(`throw new Error('no');`)).toBe(adapter.defaults.error);
  });

  it('has the methods of its adapter', async () => {
    const { setter, statusMethods, headerSetter, emptySender, statusSender, jsonSender, locationSetter } = adapter;
    for (const name of [setter, ...statusMethods])
      expect(await statusOf(`${response}.${name}(418).${emptySender}();`)).toBe(418);
    expect(
      await answer(handlerExample(framework, `${response}.${headerSetter}('x-a', 'b').${emptySender}();`)),
    ).toMatchObject({ headers: { 'x-a': ['b'] } });
    if (locationSetter !== null)
      expect(
        await answer(handlerExample(framework, `${response}.${locationSetter}('/x').${emptySender}();`)),
      ).toMatchObject({ headers: { location: ['/x'] } });
    if (statusSender !== null)
      expect(await answer(handlerExample(framework, `${response}.${statusSender}(404);`))).toMatchObject({
        status: 404,
        body: Buffer.from('Not Found'),
      });
    if (jsonSender !== null)
      expect(await answer(handlerExample(framework, `${response}.${jsonSender}(404);`))).toMatchObject({
        status: 200,
        body: Buffer.from('404'),
      });
  });

  it('reads the properties of an error in the order of its adapter', async () => {
    const [first, second] = adapter.errorStatusProperties;
    const thrown = (properties: string): string => `throw Object.assign(new Error('no'), { ${properties} });`;
    expect(await statusOf(thrown(`${first}: 409, ${second}: 410`))).toBe(409);
    expect(await statusOf(thrown(`${second}: 410`))).toBe(410);
  });

  it('reads the status of a redirect where its adapter says', async () => {
    const call =
      adapter.redirectStatus === 'argument' ? `redirect(308, '/x')` : `${adapter.setter}(308).redirect('/x')`;
    expect(await answer(handlerExample(framework, `${response}.${call};`))).toMatchObject({
      status: 308,
      headers: { location: ['/x'] },
    });
  });

  it('reads a status in `send` below the version of its adapter', async () => {
    const isRead = adapter.statusInSendBelow !== null && version < adapter.statusInSendBelow[0];
    expect(await statusOf(`${response}.send(404, 'x');`)).toBe(isRead ? 404 : 200);
  });
});
