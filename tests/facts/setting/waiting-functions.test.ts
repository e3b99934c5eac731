import { expect, it } from 'vitest';

import { findLateness } from '../../../src/facts/setting/late-reply.ts';
import { findUnreturned } from '../../../src/facts/setting/unreturned-reply.ts';
import { runsBeforeHandler } from '../../../src/model/handlers/handler.ts';
import { makeProject } from '../../model/read-project.ts';

const project = makeProject({ 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }' });
const ROUTES = `module.exports = async function routes(app) { app.get('/a', async (request, reply) => { reply.send({ a: 1 }); }); };`;
const WAITING = `app.addHook('onSend', async (request, reply, payload) => { await audit(request); return payload; });`;

/** What the first send of the routes waits for, and where that stands. */
function latenessWith(files: Readonly<Record<string, string>>, routes = ROUTES): string | null {
  project.write({ 'app.js': '', 'plugin.js': '', 'hooks.js': '', ...files, 'routes.js': routes });
  const model = project.read('routes.js', routes);
  const unreturned = model?.handlers.flatMap(one => findUnreturned(one, model.file)) ?? [];
  const [late] = model ? unreturned.map(({ response }) => findLateness(response, model)) : [];
  if (!late) return null;
  const place = late.by ? ` ${late.by.file.filename.slice(project.root.length + 1)}` : '';
  return `${late.plugin?.name ?? late.hook ?? late.is}${place}${late.by?.callsBack ? ' calls back' : ''}`;
}

const app = (...lines: string[]): string => `const app = require('fastify')();\n${lines.join('\n')}`;
const register = `app.register(require('./routes'));`;

it.each<[string, Readonly<Record<string, string>>, string, string?]>([
  ['before the routes', { 'app.js': app(WAITING, register) }, 'onSend app.js'],
  ['behind the routes', { 'app.js': app(register, WAITING) }, 'onSend app.js'],
  [
    'behind routes that are waited for',
    { 'app.js': app(`app.after(async () => { await ${register} ${WAITING} });`) },
    'onSend app.js',
  ],
  [
    'in a plugin without a scope of its own',
    {
      'app.js': app(`app.register(require('./plugin'));`, register),
      'plugin.js': `const fp = require('fastify-plugin'); module.exports = fp(async function plugin(app) { ${WAITING} });`,
    },
    'onSend plugin.js',
  ],
  [
    'in a function that is given the application',
    {
      'app.js': app(`require('./hooks')(app);`, register),
      'hooks.js': `module.exports = function addHooks(app) { ${WAITING} };`,
    },
    'onSend hooks.js',
  ],
  [
    'named, in a file of its own',
    {
      'app.js': app(`app.addHook('onSend', require('./hooks').audit);`, register),
      'hooks.js': `exports.audit = async (request, reply, payload) => { await store(request); return payload; };`,
    },
    'onSend hooks.js',
  ],
  [
    'for content that is serialized',
    {
      'app.js': app(
        `app.addHook('preSerialization', async (request, reply, payload) => ({ data: await more(payload) }));`,
        register,
      ),
    },
    'preSerialization app.js',
  ],
  [
    'that calls back',
    {
      'app.js': app(
        `app.addHook('onSend', (request, reply, payload, done) => { store(request, error => { done(error, payload); }); });`,
        register,
      ),
    },
    'onSend app.js calls back',
  ],
  [
    'that waits on either of its ways',
    {
      'app.js': app(
        `app.addHook('onSend', async (request, reply, payload) => { if (request.key) { await keep(request.key); return payload; } for await (const one of drain()) count(one); return payload; });`,
        register,
      ),
    },
    'onSend app.js',
  ],
  [
    'that throws, or waits',
    {
      'app.js': app(
        `app.addHook('onSend', async (request, reply, payload) => { if (!request.id) throw new Error('no id'); try { await keep(JSON.stringify(payload)); } catch (error) { request.log.warn(error); } return payload; });`,
        register,
      ),
    },
    'onSend app.js',
  ],
  [
    'that is async and returns a promise',
    {
      'app.js': app(
        `app.addHook('onSend', async (request, reply, payload) => store(request).then(() => payload));`,
        register,
      ),
    },
    'onSend app.js',
  ],
  [
    'that returns a promise',
    {
      'app.js': app(
        `app.addHook('onSend', (request, reply, payload) => store(request).then(() => payload));`,
        register,
      ),
    },
    'onSend app.js',
  ],
  [
    'of a plugin that compresses',
    { 'app.js': app(`app.register(require('@fastify/compress'));`, register) },
    '@fastify/compress',
    `module.exports = async function routes(app) { app.get('/a', async (request, reply) => { reply.send(await list()); }); };`,
  ],
  [
    'of a plugin that saves sessions in a store',
    {
      'app.js': app(
        `app.register(require('@fastify/session'), { secret, store: new RedisStore({ client }) });`,
        register,
      ),
    },
    '@fastify/session',
  ],
])('a hook %s waits', (_name, files, found, routes = ROUTES) => {
  expect(latenessWith(files, routes)).toBe(found);
});

it.each([
  [
    'that is over at once',
    { 'app.js': app(`app.addHook('onSend', async (request, reply, payload) => payload);`, register) },
  ],
  [
    'that calls back at once',
    { 'app.js': app(`app.addHook('onSend', (request, reply, payload, done) => { done(null, payload); });`, register) },
  ],
  [
    'that calls back at once for each of a list',
    {
      'app.js': app(
        `app.addHook('onSend', (request, reply, payload, done) => { rules.some(rule => done(rule(payload))); });`,
        register,
      ),
    },
  ],
  [
    'that has nothing to do for some requests',
    {
      'app.js': app(`app.addHook('onSend', require('./hooks').keep);`, register),
      'hooks.js': `exports.keep = async function keep(request, reply, payload) { const { replayKey } = request; if (!replayKey) return payload; await store.set(replayKey, payload); return payload; };`,
    },
  ],
  [
    'that waits where it was asked to',
    {
      'app.js': app(
        `app.addHook('onSend', async (request, reply, payload) => { if (reply.statusCode < 300 && request.lock) { await request.lock.release(); } return payload; });`,
        register,
      ),
    },
  ],
  [
    'that waits for each of a list, which may be empty',
    {
      'app.js': app(
        `app.addHook('preSerialization', async (request, reply, payload) => { for (const one of request.listeners) await one(payload); return payload; });`,
        register,
      ),
    },
  ],
  [
    'that returns a promise on one of its ways',
    {
      'app.js': app(
        `app.addHook('onSend', (request, reply, payload) => { if (!request.session) return payload; return request.session.save().then(() => payload); });`,
        register,
      ),
    },
  ],
  [
    'that runs before the handler',
    { 'app.js': app(`app.addHook('preHandler', async request => { await audit(request); });`, register) },
  ],
  ['of another scope', { 'app.js': app(`app.register(async app => { ${WAITING} });`, register) }],
  [
    'of a plugin with its own scope',
    {
      'app.js': app(`app.register(require('./plugin'));`, register),
      'plugin.js': `module.exports = async function plugin(app) { ${WAITING} };`,
    },
  ],
  [
    'of a plugin that is over at once',
    { 'app.js': app(`app.register(require('@fastify/etag'));`, `app.register(require('@fastify/helmet'));`, register) },
  ],
  [
    'of a plugin that keeps sessions in memory',
    { 'app.js': app(`app.register(require('@fastify/session'), { secret });`, register) },
  ],
  [
    'of a plugin that compresses what is longer',
    { 'app.js': app(`app.register(require('@fastify/compress'));`, register) },
  ],
  [
    'of a plugin that compresses what routes ask for',
    { 'app.js': app(`app.register(require('@fastify/compress'), { global: false });`, register) },
  ],
])('a hook %s waits for nothing', (_name, files) => {
  expect(latenessWith(files)).toBe(null);
});

it('an error handler in another file waits', () => {
  const routes = `module.exports = async function routes(app) { app.get('/a', async (request, reply) => { reply.send(new Error('no')); }); };`;
  const handler = (body: string): string =>
    app(`app.setErrorHandler(async (error, request, reply) => { ${body} });`, register);
  expect(latenessWith({ 'app.js': handler(`await audit(error); return reply.code(500).send({});`) }, routes)).toBe(
    'error app.js',
  );
  expect(latenessWith({ 'app.js': handler(`return reply.code(500).send({});`) }, routes)).toBe(null);
});

it.each([
  ['a hook of the route', `app.get('/a', { preHandler: [limit, gate] }, show);`, true],
  ['one hook of a list with a name', `const first = [gate, limit]; app.get('/a', { preHandler: first }, show);`, true],
  ['a hook of the application', `app.addHook('onRequest', gate);`, true],
  ['the handler', `app.get('/a', { preHandler: limit }, gate);`, false],
  [
    'a hook of one route and the handler of another',
    `app.get('/a', { preHandler: gate }, show); app.get('/b', gate);`,
    false,
  ],
])('a function that another file registers as %s runs before a handler, or is one', (_name, line, runsBefore) => {
  const gate = `module.exports = async function gate(request, reply) { reply.code(409).send({ busy: true }); };`;
  const app = `const gate = require('./gate'); const app = require('fastify')(); ${line}`;
  const model = makeProject({
    'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }',
    'app.js': app,
    'gate.js': gate,
  }).read('gate.js', gate);
  expect(model?.handlers.map(({ handler }) => runsBeforeHandler(handler))).toEqual([runsBefore]);
});
