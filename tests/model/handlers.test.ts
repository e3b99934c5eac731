import { describe, expect, it } from 'vitest';

import { summarise } from './read-model.ts';

describe('Express handlers', () => {
  it.each<[string, string, string[]]>([
    [
      'inline',
      `import express from 'express'; const app = express(); app.get('/a', (req, res) => { res.json({}); });`,
      ['json 200 express route GET /a'],
    ],
    [
      'named, registered in the file',
      `import { Router } from 'express'; const router = Router(); router.post('/u', createUser); function createUser(req, res) { res.status(201).json({}); }`,
      ['json 201 express route POST /u'],
    ],
    [
      'app.route()',
      `const app = require('express')(); app.route('/b').get((req, res) => res.sendStatus(204)).post((a, b) => { b.status(202).end(); });`,
      ['sendStatus 204 express route GET /b', 'end 202 express route POST /b'],
    ],
    [
      'middleware before the handler',
      `const app = require('express')(); app.put('/c', (req, res, next) => { if (!req.user) return res.sendStatus(401); next(); }, (req, res) => res.send('x'));`,
      ['sendStatus 401 express middleware PUT /c', 'send 200 express route PUT /c'],
    ],
    [
      'error middleware by its four parameters',
      `import express from 'express'; const app = express(); app.use((err, req, res, next) => { res.status(500).json({}); });`,
      ['json 500 express error'],
    ],
    [
      'exported controller functions',
      `exports.show = async (req, res) => { res.status(404).json({}); };`,
      ['json 404 express controller'],
    ],
    [
      'class methods and arrows',
      `export class Users { list(req, res) { return res.json([]); } one = async (req: Request, res: Response) => { res.status(404).json({}); }; static all(req, res) { res.sendStatus(200); } }`,
      ['json 200 express controller', 'json 404 express controller', 'sendStatus 200 express controller'],
    ],
    [
      'object methods',
      `module.exports = { index(req, res) { res.render('index'); }, show: (req, res) => res.redirect('/'), };`,
      ['render 200 express controller', 'redirect 302 either controller'],
    ],
    [
      'wrapped handlers',
      `const app = require('express')(); app.get('/w', asyncHandler(async (req, res) => { res.json({}); })); exports.x = catchAsync(async (req, res) => { res.status(400).json({}); });`,
      ['json 200 express route GET /w', 'json 400 express controller'],
    ],
    [
      'wrapped by name',
      `const { Router } = require('express'); const r = Router(); const get = async (req, res) => { res.json({}); }; r.get('/n', wrap(get));`,
      ['json 200 express route GET /n'],
    ],
    [
      'closures of a factory',
      `export const only = (role: string) => (req, res, next) => { if (req.user.role !== role) return res.status(403).end(); next(); };`,
      ['end 403 express controller'],
    ],
    [
      'typed by annotation alone',
      `import type * as express from 'express'; export function f(_: express.Request, out: express.Response) { out.status(410).end(); }`,
      ['end 410 express controller'],
    ],
    [
      'methods of a class registered through an instance',
      `import { Router } from 'express'; class C { get(req, res) { res.json({}); } } const c = new C(); const router = Router(); router.get('/i/:id', c.get.bind(c));`,
      ['json 200 express route GET /i/:id'],
    ],
    [
      'arrays of handlers',
      `import { Router } from 'express'; const router = Router(); router.delete('/d', [auth, (req, res) => res.sendStatus(204)]);`,
      ['sendStatus 204 express route DELETE /d'],
    ],
    [
      'one parameter before the request is no error',
      `module.exports.snapshot = (path, req, res, next) => { res.status(404).json({}); };`,
      ['json 404 express controller'],
    ],
    [
      'the own routes of a controller, written as Fastify writes them',
      `import type { Request } from 'express'; export class Flags { constructor() { this.route({ method: 'delete', path: '/f', handler: this.archive }); } async archive(req: Request, res) { res.status(202).send(); } }`,
      ['send 202 express route DELETE /f'],
    ],
    [
      'functions that take the response alone',
      `function notFound(res) { res.status(404).json({}); }`,
      ['json 404 express responder'],
    ],
  ])('%s', (_, code, expected) => {
    expect(summarise(code)).toEqual(expected);
  });
});

describe('Fastify handlers', () => {
  it.each<[string, string, string[]]>([
    [
      'shorthand',
      `import Fastify from 'fastify'; const fastify = Fastify(); fastify.get('/a', async (request, reply) => { return reply.code(200).send({}); });`,
      ['send 200 fastify route GET /a'],
    ],
    [
      'shorthand with options',
      `const app = require('fastify')(); app.post('/a', { schema: {} }, async (req, res) => { res.status(201); return { id: 1 }; });`,
      ['return 201 fastify route POST /a'],
    ],
    [
      'methods of @fastify/cookie that Express has too',
      `import Fastify from 'fastify'; const app = Fastify(); app.setErrorHandler((error, req, res) => { res.clearCookie('sid'); res.status(500).send({}); }); app.post('/out', async (req, res) => { res.clearCookie('sid'); return {}; });`,
      ['send 500 fastify error', 'return 200 fastify route POST /out'],
    ],
    [
      'handler in the options',
      `import fastify from 'fastify'; const app = fastify(); app.get('/a', { handler: async () => ({ ok: true }) });`,
      ['return 200 fastify route GET /a'],
    ],
    [
      'route()',
      `export default async function (fastify: FastifyInstance) { fastify.route({ method: 'DELETE', url: '/x', preHandler: async (request, reply) => { if (!request.user) return reply.code(401).send(); }, handler: async (request, reply) => reply.code(204).send() }); }`,
      ['send 401 fastify hook DELETE /x', 'send 204 fastify route DELETE /x'],
    ],
    [
      'a plugin by its parameter',
      `module.exports = async function (fastify, opts) { fastify.get('/p', function (request, reply) { reply.send('x'); }); };`,
      ['send 200 fastify route GET /p'],
    ],
    [
      'hooks',
      `const app = require('fastify')(); app.addHook('onRequest', (request, reply, done) => { if (!request.headers.authorization) { reply.code(401).send(); return; } done(); });`,
      ['send 401 fastify hook'],
    ],
    [
      'setErrorHandler and setNotFoundHandler',
      `import fastify from 'fastify'; const app = fastify(); app.setErrorHandler((error, request, reply) => { reply.status(500).send({}); }); app.setNotFoundHandler((request, reply) => { reply.code(404).send({}); });`,
      ['send 500 fastify error', 'send 404 fastify not-found'],
    ],
    [
      'typed controllers',
      `export async function show(request: FastifyRequest, reply: FastifyReply) { return reply.notFound(); }`,
      ['notFound 404 fastify controller'],
    ],
    [
      'values returned by arrows',
      `import fastify from 'fastify'; const app = fastify(); app.get('/r', async () => 'pong');`,
      ['return 200 fastify route GET /r'],
    ],
    [
      'redirects',
      `import fastify from 'fastify'; const app = fastify(); app.get('/r', (q, r) => { r.code(301).redirect('/x'); }); app.get('/s', (q, r) => { r.redirect('/x'); });`,
      ['redirect 301 fastify route GET /r', 'redirect 302 fastify route GET /s'],
    ],
    [
      'nothing returned is no response',
      `import fastify from 'fastify'; const app = fastify(); app.get('/r', async (request, reply) => { await reply.send(1); return reply; });`,
      ['send 200 fastify route GET /r'],
    ],
  ])('%s', (_, code, expected) => {
    expect(summarise(code)).toEqual(expected);
  });
});

describe('raw handlers of node:http', () => {
  it.each<[string, string, string[]]>([
    [
      'createServer',
      `import { createServer } from 'node:http'; createServer((req, res) => { if (!req.headers.authorization) { res.writeHead(401); return res.end(); } res.end('ok'); });`,
      ['end 401 express controller', 'end 200 express controller'],
    ],
    [
      'statusCode',
      `const http = require('http'); http.createServer(function (req, res) { res.statusCode = 404; res.end('no such thing'); });`,
      ['end 404 express controller'],
    ],
    [
      'a named listener with types',
      `import type { IncomingMessage, ServerResponse } from 'node:http'; export function listener(req: IncomingMessage, res: ServerResponse) { res.writeHead(503, { 'Retry-After': '5' }).end(); }`,
      ['end 503 express controller'],
    ],
    ['the request event', `server.on('request', (req, res) => { res.statusCode = 405; res.end(); });`, []],
  ])('%s', (_, code, expected) => {
    expect(summarise(code)).toEqual(expected);
  });
});

describe('what is no handler', () => {
  it.each<[string, string]>([
    ['a callback with an error and a response', `cache.get('k', (err, res) => res.status(201).send());`],
    [
      'fetch',
      `fetch(u).then(res => res.json()); export const f = async () => { const res = await fetch(u); return res.json(); };`,
    ],
    ['Koa', `import Koa from 'koa'; const app = new Koa(); app.use(async (ctx, next) => { ctx.status = 404; });`],
    [
      'Restify',
      `const restify = require('restify'); const server = restify.createServer(); server.get('/x', (req, res, next) => { res.send(201, {}); next(); });`,
    ],
    [
      'Next pages/api',
      `import type { NextApiRequest, NextApiResponse } from 'next'; export default function handler(req: NextApiRequest, res: NextApiResponse) { res.status(200).json({}); }`,
    ],
    [
      'Nest',
      `import { Controller, Res } from '@nestjs/common'; export class C { m(req, res) { res.status(204).json({}); } }`,
    ],
    ['Polka', `import polka from 'polka'; polka().get('/x', (req, res) => { res.statusCode = 404; res.end(); });`],
    [
      'hapi',
      `import Hapi from '@hapi/hapi'; const server = Hapi.server(); server.route({ method: 'GET', path: '/x', handler: (request, h) => h.response({}).code(404) });`,
    ],
    [
      'Lambda',
      `import type { APIGatewayProxyHandler } from 'aws-lambda'; export const handler: APIGatewayProxyHandler = async event => { return { statusCode: 404, body: JSON.stringify({ success: true }) }; };`,
    ],
    [
      'Lambda without types',
      `exports.handler = async event => ({ statusCode: 200, body: JSON.stringify({ error: 'failed' }) });`,
    ],
    [
      'MSW',
      `import { rest } from 'msw'; export const handlers = [rest.get('/x', (req, res, ctx) => res(ctx.status(200), ctx.json({})))];`,
    ],
    ['Hono', `import { Hono } from 'hono'; const app = new Hono(); app.get('/', c => c.json({}, 404));`],
    [
      "a router of the project's own, whose handlers get a context",
      `import 'fastify'; s3Router.delete('/:bucket', { schema }, async (req, ctx) => { await ctx.remove(); return { statusCode: 204 }; });`,
    ],
    [
      'an HTTP client named like a router',
      `api.get('/users', { params }).then(res => res.data); api.post('/x', body);`,
    ],
  ])('%s', (_, code) => {
    expect(summarise(code)).toEqual([]);
  });
});
