import rule from '../../src/rules/no-status-unfit-for-method.ts';
import { express, EXPRESS, fastify, FASTIFY } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

type MessageId = 'created' | 'range' | 'content';
const NAMES: Readonly<Record<string, string>> = {
  200: '200 OK',
  201: '201 Created',
  206: '206 Partial Content',
  400: '400 Bad Request',
  413: '413 Content Too Large',
  415: '415 Unsupported Media Type',
  416: '416 Range Not Satisfiable',
};

/** A report at a status, whose suggestion replaces it in place. */
function wrong(
  messageId: MessageId,
  method: string,
  from: number,
  to: number,
  code: string,
  name = `${from} to ${method}`,
): InvalidCase {
  const [status, right] = [NAMES[from] ?? '', NAMES[to] ?? ''];
  return {
    name,
    code,
    errors: [
      {
        messageId,
        data: { status, method, right },
        ...placeOf(code, String(from)),
        suggestions: [{ messageId: 'send', data: { right }, output: code.replace(String(from), String(to)) }],
      },
    ],
  };
}

const typed = `import express, { type Request, type Response } from 'express';\nconst app = express();\napp.delete('/things/:id', async (req: Request, res: Response) => {\n  await remove(req.params.id);\n  res.status(201).json({ removed: true });\n});`;
const typedReply = `import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';\nconst app = Fastify();\napp.get('/things', async (request: FastifyRequest, reply: FastifyReply) => {\n  return reply.code(201).send([]);\n});`;

testRule('no-status-unfit-for-method', rule, {
  express: {
    valid: [
      {
        name: '201 to POST on a path that is computed',
        code: `${EXPRESS} app.post(at('things'), (req, res) => res.status(201).end());`,
      },
      {
        name: 'a cache that is asked by a computed key',
        code: `${EXPRESS} app.use((req, res) => { cache.get(keyOf(req), (error, found) => res.status(201).json(found)); });`,
      },
      {
        name: 'a query of a database, which is no route',
        code: `${EXPRESS} db.query('SELECT 1', (req, res) => res.status(201).end()); export const pool = at => at.query('/things', (req, res) => res.status(201).end());`,
      },
      { name: '201 to POST', code: express(`res.status(201).json(thing)`, 'post') },
      { name: '201 to PUT, which may create', code: express(`res.status(201).json(thing)`, 'put') },
      { name: '201 to PATCH, which may create', code: express(`res.status(201).json(thing)`, 'patch') },
      { name: '206 to GET', code: express(`res.status(206).end(part)`) },
      { name: '416 to GET', code: express(`res.status(416).end()`) },
      { name: '413 to POST', code: express(`res.status(413).end()`, 'post') },
      { name: '415 to PUT', code: express(`res.status(415).end()`, 'put') },
      { name: '304 to PUT, of which no-unconditional-304 speaks', code: express(`res.status(304).end()`, 'put') },
      {
        name: 'a method that is not known',
        code: `${EXPRESS} app.all('/things', (req, res) => res.status(201).end());`,
      },
      {
        name: 'a controller whose route is elsewhere',
        code: `export const getThing = (req, res) => res.status(201).json({});`,
      },
      {
        name: 'a handler of several methods',
        code: `${EXPRESS} const handle = (req, res) => res.status(201).end(); app.get('/things', handle); app.post('/things', handle);`,
      },
      {
        name: 'error middleware',
        code: `${EXPRESS} app.get('/things', list, (err, req, res, next) => res.status(413).end());`,
      },
      {
        name: 'a status of another server',
        code: express(
          `const found = await fetch(url); if (found.status === 415) return res.status(415).end(); res.end()`,
        ),
      },
      { name: 'a status that is not known', code: express(`res.status(found.status).end()`) },
      {
        name: 'a function that is called may send one of several, which its definition decides',
        code:
          express(`find(req, res, next)`) +
          ` function find(req, res, next) { if (req.body.length > 9) return tooLong(res); if (!req.user) return res.status(403).end(); next(); } function tooLong(res) { res.status(413).end(); }`,
      },
      { name: 'a response that went out of sight', code: express(`prepare(res); res.status(201).end()`) },
    ],
    invalid: [
      wrong('created', 'QUERY', 201, 200, express(`res.status(201).json(thing)`, 'query')),
      wrong('created', 'GET', 201, 200, express(`res.status(201).json(things)`)),
      wrong(
        'created',
        'DELETE',
        201,
        200,
        `${EXPRESS} app.delete(at('things'), (req, res) => res.status(201).end());`,
        'a path that a function computes',
      ),
      wrong(
        'created',
        'GET',
        201,
        200,
        `${EXPRESS} class Chats { constructor() { app.get(this.path('list'), guard, (req, res) => res.status(201).end()); } }`,
        'a path that a method computes',
      ),
      wrong('created', 'HEAD', 201, 200, express(`res.status(201).end()`, 'head')),
      wrong('created', 'DELETE', 201, 200, express(`res.status(201).json({ removed: true })`, 'delete')),
      wrong(
        'created',
        'GET',
        201,
        200,
        express(`const cart = await Cart.create({ user: req.user.id }); res.status(201).json(cart)`),
        'a GET that creates',
      ),
      wrong('created', 'GET', 201, 200, express(`res.sendStatus(201)`), 'sendStatus'),
      wrong('created', 'GET', 201, 200, express(`res.statusCode = 201; res.end()`), 'a status set apart'),
      wrong(
        'created',
        'GET',
        201,
        200,
        `${EXPRESS} const list = wrap(async (req, res) => { res.status(201).json([]); }); app.get('/things', list);`,
        'a named and wrapped handler',
      ),
      wrong(
        'created',
        'GET',
        201,
        200,
        `${EXPRESS} app.get('/things', (req, res, next) => { if (!ready) return res.status(201).end(); next(); }, list);`,
        'middleware of a route',
      ),
      wrong(
        'created',
        'DELETE',
        201,
        200,
        `${EXPRESS} app.route('/things').delete((req, res) => res.status(201).end());`,
        'a chain of routes',
      ),
      {
        name: 'one outcome of two',
        code: express(`res.status(isNew ? 201 : 200).json(thing)`),
        errors: [
          {
            messageId: 'created',
            suggestions: [
              {
                messageId: 'send',
                data: { right: '200 OK' },
                output: express(`res.status(isNew ? 200 : 200).json(thing)`),
              },
            ],
          },
        ],
      },
      wrong('range', 'POST', 206, 200, express(`res.status(206).json(page)`, 'post')),
      wrong('range', 'POST', 416, 400, express(`res.status(416).end()`, 'post')),
      wrong(
        'content',
        'GET',
        413,
        400,
        express(`if (req.query.ids.length > 100) return res.status(413).json({}); res.end()`),
      ),
      wrong(
        'content',
        'GET',
        415,
        400,
        express(`if (!types.has(req.query.type)) return res.status(415).end(); res.end()`),
      ),
      wrong(
        'content',
        'GET',
        413,
        400,
        `import createError from 'http-errors'; ${express(`throw createError(413, 'Too many')`)}`,
        'a thrown error',
      ),
      { ...wrong('created', 'DELETE', 201, 200, typed, 'in TypeScript'), ts: true },
    ],
  },
  fastify: {
    valid: [
      { name: '201 to POST', code: fastify(`return reply.code(201).send(thing)`, 'post') },
      { name: '206 to GET', code: fastify(`return reply.code(206).send(part)`) },
      { name: '415 to POST', code: fastify(`return reply.unsupportedMediaType()`, 'post') },
      {
        name: 'a route of several methods',
        code: `${FASTIFY} app.route({ method: ['GET', 'POST'], url: '/things', handler: (request, reply) => reply.code(201).send() });`,
      },
      {
        name: 'a hook for all routes',
        code: `${FASTIFY} app.addHook('onRequest', async (request, reply) => { if (large) return reply.code(413).send(); });`,
      },
      {
        name: 'an error handler',
        code: `${FASTIFY} app.setErrorHandler((error, request, reply) => reply.code(413).send());`,
      },
      { name: 'a status that is not known', code: fastify(`return reply.code(found.status).send()`) },
    ],
    invalid: [
      wrong('created', 'GET', 201, 200, fastify(`return reply.code(201).send(things)`)),
      wrong(
        'created',
        'DELETE',
        201,
        200,
        fastify(`reply.code(201); return { removed: true }`, 'delete'),
        'a returned value',
      ),
      wrong(
        'created',
        'GET',
        201,
        200,
        `${FASTIFY} app.route({ method: 'GET', url: '/things', handler: (request, reply) => reply.code(201).send() });`,
        'a route object',
      ),
      wrong('range', 'POST', 206, 200, fastify(`return reply.code(206).send(page)`, 'post')),
      wrong('range', 'POST', 416, 400, fastify(`return reply.code(416).send()`, 'post')),
      {
        name: 'an error of @fastify/sensible',
        code: fastify(`return reply.unsupportedMediaType('No.')`),
        errors: [
          {
            messageId: 'content',
            suggestions: [
              {
                messageId: 'send',
                data: { right: '400 Bad Request' },
                output: fastify(`return reply.badRequest('No.')`),
              },
            ],
          },
        ],
      },
      { ...wrong('created', 'GET', 201, 200, typedReply, 'in TypeScript'), ts: true },
    ],
  },
});
