import rule from '../../src/rules/no-unsent-status.ts';
import { testRule } from '../rule-tester.ts';

const express = (body: string): string =>
  `const app = require('express')();\napp.get('/users', (req, res) => { ${body} });`;
const middleware = (body: string): string =>
  `const app = require('express')();\napp.use((req, res, next) => { ${body} });`;
const fastify = (body: string): string =>
  `const app = require('fastify')();\napp.get('/users', (request, reply) => { ${body} });`;
const fastifyAsync = (body: string): string =>
  `const app = require('fastify')();\napp.get('/users', async (request, reply) => { ${body} });`;

const expressAsync = (body: string): string =>
  `const app = require('express')();\napp.get('/users', async (req, res) => { ${body} });`;

/** Functions that get a response, or none. */
const HELPERS = `
function createZip(out) { const zip = archiver('zip'); if (out) { zip.pipe(out); out.attachment('a.zip'); } return zip; }
function report(target, value) { if (target == null) { console.log(value); return; } target.end(value); }
function answerLater(target, value) { if (!value) { console.log('none'); return; } setImmediate(() => { target.end(value); }); }
`;

const ANSWER = `function answer(value, out) { if (!value) { console.log('none'); return; } out.send(value); }\n`;

const NOT_FOUND = { status: '404 Not Found' };

const ANSWERS = `class Answer {
static ok(res, data, status) { return res.json({ data }); }
static sent(res, data, status) { return res.status(status).json({ data }); }
static logged(res, data, status) { log(status); return res.json({ data }); }
static counted(res, data) { return res.status(arguments.length > 2 ? 400 : 200).json({ data }); }
static created(res, data, code) { return res.status(201).json({ data }); }
static rest(res, data, ...more) { return res.json({ data, more }); }
}\n`;
const REFUSED = `class Refused extends Error { constructor({ status, message }) { super(message); this.status = status; } }
class Denied extends Error { constructor(status, { message }) { super(message); this.status = status; } }
class Box { constructor({ status }) { this.status = status; } }\n`;

testRule('no-unsent-status', rule, {
  express: {
    valid: [
      { name: 'sent in the same chain', code: express('res.status(404).json({});') },
      { name: 'a status that a function sends', code: ANSWERS + express('Answer.sent(res, 1, 400);') },
      { name: 'a status that a function reads', code: ANSWERS + express('Answer.logged(res, 1, 400);') },
      { name: 'a status among the arguments', code: ANSWERS + express('Answer.counted(res, 1, 400);') },
      { name: 'the status that goes out anyway', code: ANSWERS + express('Answer.created(res, 1, 201);') },
      { name: 'the rest of the arguments', code: ANSWERS + express('Answer.rest(res, 1, 400);') },
      { name: 'a number that is none', code: ANSWERS + express('Answer.ok(res, 1, 7);') },
      {
        name: 'an error that is given an object',
        code:
          REFUSED +
          express(
            'if (!req.query.page) throw new Refused({ status: 400, message: String(req.query.page) }); res.end();',
          ),
      },
      {
        name: 'an error that is given a status first',
        code: REFUSED + express("if (!req.query.page) throw new Denied(400, { message: 'Which?' }); res.end();"),
      },
      { name: 'what is no error', code: REFUSED + express('res.json(new Box(404));') },
      { name: 'sent by another statement', code: express('res.status(404); res.json({});') },
      { name: 'passed on with next()', code: middleware('res.status(404); next();') },
      { name: 'a status for the error handler', code: express(`res.status(404); throw new Error('no such user');`) },
      {
        name: 'a status for the error handler, with next(error)',
        code: middleware('res.status(404); next(new Error());'),
      },
      { name: 'the response is passed on', code: express('res.status(404); renderError(res);') },
      { name: 'the response is passed on in an object', code: express('res.status(404); renderError({ req, res });') },
      { name: 'the response is passed on in a list', code: express('res.status(200); clients.push(res);') },
      { name: 'the response is kept', code: express('res.status(200); this.res = res;') },
      {
        name: 'the response is kept in an object',
        code: express('res.status(200); const client = { id, res }; clients.add(client);'),
      },
      ...[
        'const answer = () => res.end(); if (!req.user) { res.status(401); answer(); }',
        'load((error, user) => { if (error) { res.status(500); return next(error); } res.json(user); });',
        'load((error, user) => { if (error) res.status(500); res.json(user); });',
        'find(user => { if (!user) res.status(404); });',
        'load((error, user) => { if (!user) { res.status(404); user.render(() => res.end()); } });',
        "proc.on('error', () => { res.status(500); }); proc.on('close', () => { res.end(); });",
        "res.on('finish', () => { res.status(200); }); res.json({});",
        'check((error) => { if (error) res.status(401); }); res.json({});',
        'const found = find().catch(() => { res.status(404); }); found.then(user => res.json(user));',
        'items.forEach(item => { if (!item.ok) res.status(400); }); res.json(items);',
        'return find().then(user => { if (!user) { res.status(404); return { error: 1 }; } return user; });',
      ].map(body => ({
        name: body,
        code: `const app = require('express')();\napp.get('/users', (req, res, next) => { ${body} });`,
      })),
      { name: 'a callback sends', code: express('res.status(201); save(() => res.json({}));') },
      { name: 'a stream is piped into it', code: express('res.status(200); file.pipe(res);') },
      {
        name: 'an event stream stays open',
        code: express(`res.status(200).set('content-type', 'text/event-stream'); res.write('retry: 1000');`),
      },
      {
        name: 'a function that can do without a response is given one',
        code: `${HELPERS}${expressAsync('const zip = createZip(res); await add(zip); res.status(200); return await zip.finalize();')}`,
      },
      {
        name: 'a function that compares the response with nothing is given one',
        code: `${HELPERS}${express('res.status(202); report(res, req.query.a);')}`,
      },
      {
        name: 'a function answers in a callback, when it has come back',
        code: `${HELPERS}${express('answerLater(res, req.query.a); res.status(202);')}`,
      },
      { name: 'a head that is written', code: express('res.writeHead(200, headers);') },
      {
        name: 'a returned value may be sent by what calls the handler',
        code: express('res.status(201); return { id: 1 };'),
      },
      { name: 'a helper that gets the response alone', code: 'function notFound(res) { return res.status(404); }' },
      {
        name: 'a helper that sets the status for its caller',
        code: 'export const created = (req, res) => res.status(201);',
      },
      { name: 'an unknown status', code: express('res.status(error.status);') },
      { name: 'a handler that sets none', code: express('log(req.url);') },
      { name: 'no path goes on', code: express('for (;;) { res.status(503); if (ready()) return res.json({}); }') },
    ],
    invalid: [
      {
        name: 'a status that a function never reads',
        code: ANSWERS + express("if (!req.query.page) return Answer.ok(res, 'Which page?', 400); Answer.ok(res, []);"),
        errors: [{ messageId: 'unread', data: { name: 'ok', status: '400 Bad Request', sent: '200 OK' } }],
      },
      {
        name: 'a status by its name that a function never reads',
        code:
          "const { StatusCodes } = require('http-status-codes');\nconst fail = (res, statusCode) => res.status(500).json({});\n" +
          express('fail(res, StatusCodes.NOT_FOUND);'),
        errors: [
          { messageId: 'unread', data: { name: 'fail', status: '404 Not Found', sent: '500 Internal Server Error' } },
        ],
      },
      {
        name: 'an error that takes its status out of an object',
        code: REFUSED + express("if (!req.query.page) throw new Refused(400, 'Which page?'); res.end();"),
        errors: [{ messageId: 'apart', data: { name: 'Refused', status: '400 Bad Request' } }],
      },
      ...[
        ['where `!site` holds, ', 'if (!req.query.page) return res.status(404); find(list => { res.json(list); });'],
        ['where `!site` holds, ', 'if (!site) { res.status(404); return; } find().then(list => { res.json(list); });'],
        ['where `!site` holds, ', "if (!site) { res.status(404); return; } stream.on('end', () => { res.json({}); });"],
        ['where `!user` holds, ', 'load((error, user) => { if (!user) return res.status(404); res.json(user); });'],
        [
          'where `error.isGone` holds, ',
          'find().then(user => { res.json(user); }).catch(error => { if (error.isGone) { res.status(404); return; } res.sendStatus(500); });',
        ],
        ['where `!user` holds, ', 'find().then(user => { if (!user) { res.status(404); return; } res.json(user); });'],
        [
          'where `problem` holds, ',
          'require("fs").readFile("a", (problem, text) => { if (problem) { res.status(404); return; } res.send(text); });',
        ],
        [
          'where `problem` holds, ',
          'load((error, user) => { user.posts((problem, posts) => { if (problem) { res.status(404); return; } res.json(posts); }); });',
        ],
      ].map(([where = '', body = '']) => ({
        name: body,
        code: express(body),
        errors: [
          {
            messageId:
              body.startsWith('if (!req.query.page) return') || body.includes('return res.status(404)')
                ? ('returned' as const)
                : ('unsent' as const),
            data: { ...NOT_FOUND, where },
            // What an unknown callback sends may have the status that the end has.
            suggestions: body.includes('find(list')
              ? []
              : [
                  { messageId: 'send', output: express(body.replace('res.status(404)', 'res.status(404).end()')) },
                  { messageId: 'sendStatus', output: express(body.replace('res.status(404)', 'res.sendStatus(404)')) },
                ],
          },
        ],
      })),
      {
        name: 'nothing is sent',
        code: express('res.status(404);'),
        errors: [
          {
            messageId: 'unsent',
            data: { ...NOT_FOUND, where: '' },
            line: 2,
            column: 46,
            endLine: 2,
            endColumn: 49,
            suggestions: [
              { messageId: 'send', data: NOT_FOUND, output: express('res.status(404).end();') },
              { messageId: 'sendStatus', output: express('res.sendStatus(404);') },
            ],
          },
        ],
      },
      {
        name: 'the response is returned',
        code: express('return res.status(404);'),
        errors: [
          {
            messageId: 'returned',
            data: { ...NOT_FOUND, where: '' },
            line: 2,
            column: 53,
            suggestions: [
              { messageId: 'send', data: NOT_FOUND, output: express('return res.status(404).end();') },
              { messageId: 'sendStatus', output: express('return res.sendStatus(404);') },
            ],
          },
        ],
      },
      {
        name: 'a chain that goes on',
        code: express(`res.status(404).type('text').set('x-a', '1');`),
        errors: [
          {
            messageId: 'unsent',
            suggestions: [
              {
                messageId: 'send',
                data: NOT_FOUND,
                output: express(`res.status(404).type('text').set('x-a', '1').end();`),
              },
            ],
          },
        ],
      },
      {
        name: 'statusCode',
        code: express('if (!user) { res.statusCode = 404; return; } res.json(user);'),
        errors: [
          {
            messageId: 'unsent',
            data: { ...NOT_FOUND, where: 'where `!user` holds, ' },
            suggestions: [
              {
                messageId: 'send',
                data: NOT_FOUND,
                output: express('if (!user) { res.statusCode = 404; res.end(); return; } res.json(user);'),
              },
            ],
          },
        ],
      },
      {
        name: 'one path of several',
        code: express('if (!user) return res.status(404); res.json(user);'),
        errors: [
          {
            messageId: 'returned',
            suggestions: [
              {
                messageId: 'send',
                data: NOT_FOUND,
                output: express('if (!user) return res.status(404).end(); res.json(user);'),
              },
              { messageId: 'sendStatus', output: express('if (!user) return res.sendStatus(404); res.json(user);') },
            ],
          },
        ],
      },
      {
        name: 'no suggestion where another path sends with it',
        code: express('res.status(404); if (req.query.body) res.json({});'),
        errors: [{ messageId: 'unsent' }],
      },
      {
        name: 'a middleware that refuses',
        code: middleware('if (!req.user) { res.status(401); return; } next();'),
        errors: [
          {
            messageId: 'unsent',
            suggestions: [
              { messageId: 'send', output: middleware('if (!req.user) { res.status(401).end(); return; } next();') },
              {
                messageId: 'sendStatus',
                output: middleware('if (!req.user) { res.sendStatus(401); return; } next();'),
              },
            ],
          },
        ],
      },
      {
        name: 'error middleware',
        code: `const app = require('express')();\napp.use((error, req, res, next) => { res.status(500); log(error); });`,
        errors: [
          {
            messageId: 'unsent',
            suggestions: [
              {
                messageId: 'send',
                output: `const app = require('express')();\napp.use((error, req, res, next) => { res.status(500).end(); log(error); });`,
              },
              {
                messageId: 'sendStatus',
                output: `const app = require('express')();\napp.use((error, req, res, next) => { res.sendStatus(500); log(error); });`,
              },
            ],
          },
        ],
      },
      {
        name: 'a controller that sends elsewhere',
        code: 'exports.show = async (req, res) => { const user = await find(); if (!user) return res.status(404); res.json(user); };',
        errors: [
          {
            messageId: 'returned',
            suggestions: [
              {
                messageId: 'send',
                output:
                  'exports.show = async (req, res) => { const user = await find(); if (!user) return res.status(404).end(); res.json(user); };',
              },
              {
                messageId: 'sendStatus',
                output:
                  'exports.show = async (req, res) => { const user = await find(); if (!user) return res.sendStatus(404); res.json(user); };',
              },
            ],
          },
        ],
      },
      {
        ts: true,
        name: 'a typed controller',
        code: `import type { Request, Response } from 'express';\nimport { StatusCodes } from 'http-status-codes';\nexport function show(req: Request, res: Response) { if (!user) return res.status(StatusCodes.NOT_FOUND); return res.json(user!); }`,
        errors: [
          {
            messageId: 'returned',
            data: { ...NOT_FOUND, where: '' },
            suggestions: [
              {
                messageId: 'send',
                output: `import type { Request, Response } from 'express';\nimport { StatusCodes } from 'http-status-codes';\nexport function show(req: Request, res: Response) { if (!user) return res.status(StatusCodes.NOT_FOUND).end(); return res.json(user!); }`,
              },
              {
                messageId: 'sendStatus',
                output: `import type { Request, Response } from 'express';\nimport { StatusCodes } from 'http-status-codes';\nexport function show(req: Request, res: Response) { if (!user) return res.sendStatus(StatusCodes.NOT_FOUND); return res.json(user!); }`,
              },
            ],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      {
        name: 'a function that can do without a reply is given one',
        code: `function answer(value, out) { if (out === undefined) { console.log(value); return; } out.send(value); }\n${fastify('reply.code(202); answer(request.id, reply);')}`,
      },
      { name: 'an awaited send', code: fastifyAsync('await reply.code(404).send({});') },
      {
        name: 'an awaited reply that a callback sends',
        code: fastifyAsync('later(() => reply.send({})); await reply.code(202);'),
      },
      { name: 'an awaited reply that was sent before', code: fastifyAsync('reply.send({}); await reply.code(202);') },
      {
        name: 'an awaited reply that something else has',
        code: fastifyAsync('queue.push(reply); await reply.code(202);'),
      },
      { name: 'sent in the same chain', code: fastify('reply.code(404).send({});') },
      { name: 'an async handler that falls off its end sends what is set', code: fastifyAsync('reply.code(204);') },
      { name: 'an async handler that returns nothing', code: fastifyAsync('reply.code(204); return;') },
      {
        name: 'an async handler that takes a cookie back, which @fastify/cookie has a method for too',
        code: fastifyAsync(`reply.clearCookie('sid').status(204);`),
      },
      {
        name: 'the same in a plugin whose parameters go by short names',
        code: `export default async function session(fastify) {\nfastify.delete('/session', async (req, res) => { await end(req); res.status(204); res.clearCookie('sid', { path: '/' }); });\n}`,
      },
      { name: 'a returned value is sent', code: fastify('reply.code(201); return { id: 1 };') },
      { name: 'a returned promise is sent', code: fastify('reply.code(201); return service.create();') },
      { name: 'an error', code: fastifyAsync(`reply.code(404); throw new Error('no such user');`) },
      {
        name: 'a hook, after which the handler runs',
        code: `const app = require('fastify')();\napp.addHook('onRequest', async (request, reply) => reply.code(404));`,
      },
      { name: 'a raw stream', code: fastify('reply.code(200); file.pipe(reply.raw);') },
      { name: 'hijack', code: fastify('reply.code(200).hijack();') },
      { name: 'the reply is passed on', code: fastify('reply.code(404); renderError(reply);') },
      {
        name: 'a function of either framework that may fall off its end',
        code: 'export async function presence(req, res) { scan(); if (req.x) return res.status(400).send(1); res.status(200); }',
      },
    ],
    invalid: [
      {
        name: 'a function that answers in some cases alone is given the reply',
        code: `${ANSWER}${fastify('answer(request.id, reply); reply.code(202);')}`,
        errors: [
          {
            messageId: 'unsent',
            suggestions: ['send()'].map(send => ({
              messageId: 'send',
              output: `${ANSWER}${fastify(`answer(request.id, reply); reply.code(202).${send};`)}`,
            })),
          },
        ],
      },
      {
        name: 'the reply is awaited before it is sent',
        code: fastifyAsync(`await reply.code(404); return { error: 'none' };`),
        errors: [
          {
            messageId: 'awaited',
            data: NOT_FOUND,
            suggestions: [
              {
                messageId: 'unawaited',
                output: fastifyAsync(`reply.code(404); return { error: 'none' };`),
              },
            ],
          },
        ],
      },
      {
        name: 'a chain is awaited before it is sent',
        code: fastifyAsync(`if (!request.query.a) { await reply.status(404).header('x-a', '1'); } return { a: 1 };`),
        errors: [
          {
            messageId: 'awaited',
            data: NOT_FOUND,
            suggestions: [
              {
                messageId: 'unawaited',
                output: fastifyAsync(
                  `if (!request.query.a) { reply.status(404).header('x-a', '1'); } return { a: 1 };`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'nothing is sent',
        code: fastify('reply.code(404);'),
        errors: [
          {
            messageId: 'unsent',
            data: { ...NOT_FOUND, where: '' },
            line: 2,
            column: 52,
            endLine: 2,
            endColumn: 55,
            suggestions: [{ messageId: 'send', data: NOT_FOUND, output: fastify('reply.code(404).send();') }],
          },
        ],
      },
      {
        name: 'the reply is returned by an async handler',
        code: fastifyAsync('return reply.code(404);'),
        errors: [
          {
            messageId: 'returned',
            data: { ...NOT_FOUND, where: '' },
            suggestions: [
              { messageId: 'send', data: NOT_FOUND, output: fastifyAsync('return reply.code(404).send();') },
            ],
          },
        ],
      },
      {
        name: 'statusCode',
        code: fastify('reply.statusCode = 404;'),
        errors: [
          {
            messageId: 'unsent',
            suggestions: [{ messageId: 'send', output: fastify('reply.statusCode = 404; reply.send();') }],
          },
        ],
      },
      {
        name: 'an error handler',
        code: `const app = require('fastify')();\napp.setErrorHandler((error, request, reply) => { request.log.error(error); reply.status(500); });`,
        errors: [
          {
            messageId: 'unsent',
            suggestions: [
              {
                messageId: 'send',
                output: `const app = require('fastify')();\napp.setErrorHandler((error, request, reply) => { request.log.error(error); reply.status(500).send(); });`,
              },
            ],
          },
        ],
      },
      {
        ts: true,
        name: 'a typed handler',
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function remove(request: FastifyRequest, reply: FastifyReply) { if (!request.user) return reply.code(401).send(); return reply.code(204) as FastifyReply; }`,
        errors: [
          {
            messageId: 'returned',
            suggestions: [
              {
                messageId: 'send',
                output: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function remove(request: FastifyRequest, reply: FastifyReply) { if (!request.user) return reply.code(401).send(); return reply.code(204).send() as FastifyReply; }`,
              },
            ],
          },
        ],
      },
    ],
  },
});
