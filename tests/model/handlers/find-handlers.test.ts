import { expect, it } from 'vitest';

import { readFile } from '../../../src/model/definitions/file.ts';
import { Resolver } from '../../../src/model/definitions/resolver.ts';
import { HubReader } from '../../../src/model/graph/hubs.ts';
import { Graph } from '../../../src/model/graph/routes.ts';
import { findHandlers, functionsOf, receiverFramework } from '../../../src/model/handlers/find-handlers.ts';
import { frameworkEvidence } from '../../../src/model/handlers/framework-evidence.ts';
import { methodOf, pathOf, pathsOf } from '../../../src/model/handlers/handler.ts';
import { readSettings } from '../../../src/settings.ts';
import { EXPRESS, FASTIFY, nodeOf, parseCode, present } from '../../read-code.ts';

const { settings } = readSettings({});

function find(code: string, wrappers: readonly string[] = []) {
  const file = readFile(parseCode(code), 'a.ts');
  return {
    file,
    ...findHandlers(file, frameworkEvidence(file, null), {
      wrappers: new Set(wrappers),
      routes: new Graph(
        file,
        new Resolver({ imports: null, settings, mayReadNames: true, isBoomTranslated: () => false }),
        new HubReader(file, null, {
          findImporting: () => null,
          findUsers: () => [],
          findLoaders: () => [],
          filesBelow: () => [],
        }),
      ),
      types: null,
    }),
  };
}

it.each<[string, string, readonly string[]]>([
  ['a route', `${EXPRESS}app.get('/x', (req, res) => res.end());`, ['express route GET /x']],
  ['a named handler', `${EXPRESS}const show = (req, res) => res.end(); app.get('/x', show);`, ['express route GET /x']],
  [
    'a controller whose types have other names here',
    "import type { Request as Asked, Response as Answer } from 'express'; export async function show(one: Asked, two: Answer) { two.status(404).json({}); }",
    ['express controller - -'],
  ],
  [
    'a controller of Fastify whose types have other names here',
    "import type { FastifyRequest as Asked, FastifyReply as Answer } from 'fastify'; export async function show(one: Asked, two: Answer) { return two.code(404).send({}); }",
    ['fastify controller - -'],
  ],
  ['middleware', `${EXPRESS}app.use((req, res, next) => next());`, ['express middleware - -']],
  ['an error handler', `${EXPRESS}app.use((err, req, res, next) => next(err));`, ['express error - -']],
  ['a route of Fastify', `${FASTIFY}app.post('/x', async (request, reply) => 1);`, ['fastify route POST /x']],
  [
    'an error handler of Fastify',
    `${FASTIFY}app.setErrorHandler((error, request, reply) => reply.send(error));`,
    ['fastify error - -'],
  ],
  ['a hook', `${FASTIFY}app.addHook('onRequest', async (request, reply) => {});`, ['fastify hook - -']],
  ['a controller', 'export const show = (req, res) => res.status(404).end();', ['express controller - -']],
  ['a responder', 'export const send = res => res.status(404).end();', ['express responder - -']],
  ['a helper of an error handler', 'const send = (err, res) => res.status(404).end();', ['express responder - -']],
  ["a client's response", 'fetch(a).then(res => res.json());', []],
  ['a function of another kind', 'const add = (a, b) => a + b;', []],
  ["another library's app", "import Koa from 'koa'; const app = new Koa(); app.use((req, res) => res.end());", []],
  ['a wrapped handler', `${EXPRESS}app.get('/x', wrap(async (req, res) => res.end()));`, ['express route GET /x']],
  [
    'two routes',
    `${EXPRESS}const show = (req, res) => res.end(); app.get('/x', show); app.get('/y', show);`,
    ['express route GET -'],
  ],
  ['a class', 'class K { show(req, res) { res.status(404).end(); } }', ['express controller - -']],
  ['a map', "cache.get('/x', (a, b) => a);", []],
])('%s', (_, code, shown) => {
  const { handlers } = find(code);
  expect(
    handlers.map(one => `${one.framework.name} ${one.role} ${methodOf(one) ?? '-'} ${pathOf(one) ?? '-'}`),
  ).toEqual(shown);
});

it('takes what a wrapper of the settings is given for a handler', () => {
  const code = `${EXPRESS}handle(async (a, b) => b.status(404).end());`;
  expect(find(code).handlers).toHaveLength(0);
  expect(find(code, ['handle']).handlers.map(({ role }) => role)).toEqual(['controller']);
});

it('knows the paths of a handler that has several', () => {
  const { handlers } = find(
    `${EXPRESS}const show = (req, res) => res.end(); app.get('/x', show); app.put('/y', show);`,
  );
  const one = present(handlers[0]);
  expect([pathsOf(one), methodOf(one)]).toEqual([['/x', '/y'], null]);
});

it.each([
  ['express()', "import express from 'express';", 'express'],
  ['express.Router()', "import express from 'express';", 'express'],
  ['Fastify().withTypeProvider()', "import Fastify from 'fastify';", 'fastify'],
  ['new Koa()', "import Koa from 'koa';", 'foreign'],
  ['make()', '', null],
  ['await Fastify()', "import Fastify from 'fastify';", 'fastify'],
])('%s is made by %s', (made, head, framework) => {
  const file = readFile(parseCode(`${head} const app = ${made}; use(app);`), 'a.ts');
  const call = nodeOf(file, 'use(app)');
  if (call.type !== 'CallExpression') throw new Error(call.type);
  const found = receiverFramework(present(call.arguments[0]), file);
  expect(typeof found === 'object' ? (found?.name ?? null) : found).toBe(framework);
});

it('knows a plugin by its parameter', () => {
  const read = (parameter: string): unknown => {
    const file = readFile(
      parseCode(`export default async function (${parameter}) { use(${parameter.replace(/:.*/, '')}); }`),
      'a.ts',
    );
    const found = receiverFramework(present(file.calls[0]?.arguments[0]), file);
    return typeof found === 'object' ? (found?.name ?? null) : found;
  };
  expect([read('fastify'), read('app: FastifyInstance'), read('app: Express'), read('app')]).toEqual([
    'fastify',
    'fastify',
    'express',
    null,
  ]);
});

it.each([
  ['() => 1', '', 1],
  ['show', 'const show = () => 1;', 1],
  ['users.show', 'const users = { show() {} };', 1],
  ['wrap(a, b)', 'const a = x => 1; const b = () => 2;', 1],
  ['[a, b]', 'const a = x => 1; const b = () => 2;', 2],
  ['show.bind(this)', 'function show() {}', 1],
  ['show', '', 0],
  ['x', 'var x = x;', 0],
])('the functions of %s', (text, head, count) => {
  const file = readFile(parseCode(`${head} use(${text});`), 'a.ts');
  expect(
    functionsOf(present(file.calls.find(one => file.text(one).startsWith('use('))?.arguments[0]), file),
  ).toHaveLength(count);
});
