import rule from '../../src/rules/no-invalid-status.ts';
import { testRule } from '../rule-tester.ts';

const express = (body: string): string =>
  `const app = require('express')();\napp.get('/users/:id', (req, res, next) => { ${body} });`;
const failed = (body: string): string =>
  `const app = require('express')();\napp.use((error, req, res, next) => { ${body} });`;
const fastify = (body: string): string =>
  `const app = require('fastify')();\napp.get('/users/:id', (request, reply) => { ${body} });`;
const createError = (body: string): string => `const createError = require('http-errors');\n${express(body)}`;

const MODULES = `const fs = require('node:fs'); const { Pool } = require('pg'); const pool = new Pool();\n`;

const FAILS = '500 Internal Server Error';

const sequence = 'res.status = (req.query.a, 404); res.json({});';

testRule('no-invalid-status', rule, {
  express: {
    valid: [
      {
        name: 'an error of a function out of sight may always carry a status',
        code: express('load().then(user => res.json(user)).catch(error => { res.status(error.status).json({}); });'),
      },
      {
        name: 'an error of a file, with a fallback',
        code: `${MODULES}${express(`try { res.send(fs.readFileSync('a')); } catch (error) { const { status = 500 } = error; res.status(status).end(); }`)}`,
      },
      {
        name: 'an error of a query that is asked for its status',
        code: `${MODULES}${express(`pool.query('select 1', (error, found) => { if (error && error.status) return res.status(error.status).end(); res.json(found); });`)}`,
      },
      {
        name: 'a function between catches what a file fails with',
        code: `${MODULES}const read = name => { try { return fs.readFileSync(name); } catch { return null; } };\n${express(`try { check(read('a')); res.end(); } catch (error) { res.status(error.status).end(); }`)}`,
      },
      {
        name: 'a function between gives its errors a status',
        code: `${MODULES}const load = () => pool.query('select 1').catch(error => { throw Object.assign(error, { status: 503 }); });\nconst app = require('express')(); app.get('/a', async (req, res) => { try { res.json(await load()); } catch (error) { res.status(error.status).end(); } });`,
      },
      { name: 'a number', code: express('res.status(404).json({});') },
      { name: 'a status that is not registered', code: express('res.status(499).end();') },
      { name: 'an unknown value', code: express('res.status(status).json({});') },
      { name: 'an unknown property of an error', code: failed('res.status(error.status || 500).json({});') },
      { name: 'a fallback', code: failed('const { status = 500 } = error; res.status(status).json({});') },
      {
        name: 'the status is asked for',
        code: failed('if (error.status) return res.status(error.status).end(); next(error);'),
      },
      {
        name: 'the class is asked for',
        code: failed(
          'if (error instanceof HttpError) { res.status(error.status).end(); } else { res.status(500).end(); }',
        ),
      },
      {
        name: 'the status is written onto it',
        code: failed('error.status ??= 500; res.status(error.status).json({});'),
      },
      {
        name: 'a function may write the status onto it',
        code: failed('normalize(error); res.status(error.statusCode).json({});'),
      },
      {
        name: 'another error handler has had it before',
        code: `const app = require('express')();\napp.use((error, req, res, next) => next(toHttp(error)));\napp.use((error, req, res, next) => { res.status(error.status).end(); });`,
      },
      {
        name: 'a handler of errors that nothing in sight registers',
        code: 'exports.fail = (error, req, res, next) => { res.status(error.status).end(); };',
      },
      {
        name: 'what a catch gets is not known',
        code: express('try { load(); } catch (e) { res.status(e.status).end(); }'),
      },
      {
        name: 'the file itself sets numeric codes',
        code: `class Failure extends Error { constructor(code) { super(); this.code = code; } }\n${failed('res.status(error.code || 500).end();')}`,
      },
      {
        name: 'the class sets what is read',
        code: `class Failure extends Error { constructor(s) { super(); this.status = s; } }\n${express('const e = new Failure(404); res.status(e.status).end();')}`,
      },
      {
        name: 'the class extends one out of sight',
        code: `class Failure extends Base { }\n${express('const e = new Failure(404); res.status(e.status).end();')}`,
      },
      {
        name: 'the class takes all that it is given',
        code: `class Failure extends Error { constructor(o) { super(); Object.assign(this, o); } }\n${express('const e = new Failure({ status: 404 }); res.status(e.status).end();')}`,
      },
      { name: '|| catches NaN', code: failed('res.status(parseInt(error.code) || 500).json({});') },
      {
        name: 'NaN is ruled out by isNaN',
        code: failed('const status = Number(error.code); res.status(isNaN(status) ? 500 : status).json({});'),
      },
      {
        name: 'NaN is ruled out by a comparison',
        code: failed('res.status(error.code >= 400 ? Number(error.code) : 500).json({});'),
      },
      {
        name: 'NaN is ruled out by a pattern',
        code: failed(`res.status(/^\\d+$/.test(error.code) ? Number(error.code) : 500).json({});`),
      },
      { name: 'a conversion of an unknown value', code: express('res.status(Number(config.status)).end();') },
      {
        name: 'a path parameter with a pattern',
        code: `const app = require('express')();\napp.get('/status/:code(\\\\d{3})', (req, res) => { res.sendStatus(Number(req.params.code)); });`,
      },
      {
        name: 'a switch of protocols by hand',
        code: express(`res.writeHead(101, { upgrade: 'websocket' }); res.end();`),
      },
      { name: 'an interim response by its own method', code: express('res.writeContinue(); res.json({});') },
      { name: 'a mock that replaces the method', code: express('res.status = () => res; res.json({});') },
      { name: 'an unknown value assigned over the method', code: express('res.status = status; res.json({});') },
      { name: 'another property', code: express('res.locals.status = 404; res.json({});') },
      { name: 'createError with a number', code: createError(`next(createError(404, 'no such user'));`) },
      { name: 'createError with a message', code: createError(`next(createError('no such user'));`) },
      {
        name: 'createError of something else',
        code: `const { createError } = require('./errors');\n${express(`next(createError('404'));`)}`,
      },
      { name: 'a redirect, whose arguments are told apart by type', code: express(`res.redirect('301', '/x');`) },
    ],
    invalid: [
      {
        name: 'the error of a query has no status',
        code: `${MODULES}const app = require('express')(); app.get('/a', async (req, res) => { try { res.json(await pool.query('select 1')); } catch (error) { const { statusCode, message } = error; res.status(statusCode).send(message); } });`,
        errors: [
          {
            messageId: 'statusless',
            data: { fallback: FAILS, source: 'pool.query', place: '', name: 'statusCode', text: 'statusCode' },
            suggestions: [
              {
                messageId: 'fallback',
                output: `${MODULES}const app = require('express')(); app.get('/a', async (req, res) => { try { res.json(await pool.query('select 1')); } catch (error) { const { statusCode, message } = error; res.status(statusCode ?? 500).send(message); } });`,
              },
            ],
          },
        ],
      },
      {
        name: 'the error that a callback gets of a file has no status',
        code: `${MODULES}${express(`fs.readFile('a', (err, text) => { if (err) return res.status(err.status).end(); res.send(text); });`)}`,
        errors: [
          {
            messageId: 'statusless',
            data: { fallback: FAILS, source: 'fs.readFile', place: '', name: 'status', text: 'err.status' },
            suggestions: [
              {
                messageId: 'fallback',
                output: `${MODULES}${express(`fs.readFile('a', (err, text) => { if (err) return res.status(err.status ?? 500).end(); res.send(text); });`)}`,
              },
            ],
          },
        ],
      },
      {
        name: 'a function of the project passes on what a query fails with',
        code: `${MODULES}const load = async id => { const { rows } = await pool.query('select 1', [id]); if (!rows[0]) throw Object.assign(new Error('none'), { status: 404 }); return rows[0]; };\nconst app = require('express')(); app.get('/a', async (req, res) => { try { res.json(await load(1)); } catch (error) { res.status(error.status).end(); } });`,
        errors: [
          {
            messageId: 'statusless',
            suggestions: [
              {
                messageId: 'fallback',
                output: `${MODULES}const load = async id => { const { rows } = await pool.query('select 1', [id]); if (!rows[0]) throw Object.assign(new Error('none'), { status: 404 }); return rows[0]; };\nconst app = require('express')(); app.get('/a', async (req, res) => { try { res.json(await load(1)); } catch (error) { res.status(error.status ?? 500).end(); } });`,
              },
            ],
          },
        ],
      },
      {
        name: 'an error need not have a status',
        code: failed('res.status(error.status).json({});'),
        errors: [
          {
            messageId: 'lacking',
            data: { name: 'status', text: 'error.status', effect: `Express answers ${FAILS}`, fallback: FAILS },
            suggestions: [
              {
                messageId: 'fallback',
                data: { fallback: FAILS },
                output: failed('res.status(error.status ?? 500).json({});'),
              },
            ],
          },
        ],
      },
      {
        name: 'taken out of the error',
        code: failed('const { statusCode, message } = error; res.status(statusCode).json({ message });'),
        errors: [
          {
            messageId: 'lacking',
            suggestions: [
              {
                messageId: 'fallback',
                output: failed(
                  'const { statusCode, message } = error; res.status(statusCode ?? 500).json({ message });',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'the code of an error, with a fallback',
        code: failed('res.status(error.code || 500).json({});'),
        errors: [{ messageId: 'code', data: { effect: `Express answers ${FAILS}`, fallback: FAILS } }],
      },
      {
        name: 'the code of an error',
        code: failed('res.status(error.code).json({});'),
        errors: [{ messageId: 'code' }],
      },
      {
        name: 'a property that the class never sets',
        code: `class Failure extends Error { constructor(s) { super(); this.status = s; } }\n${express('const e = new Failure(404); res.status(e.statusCode).end();')}`,
        errors: [
          {
            messageId: 'unset',
            suggestions: [
              {
                messageId: 'read',
                data: { edit: 'e.status' },
                output: `class Failure extends Error { constructor(s) { super(); this.status = s; } }\n${express('const e = new Failure(404); res.status(e.status).end();')}`,
              },
            ],
          },
        ],
      },
      {
        name: 'a plain error has none',
        code: express(`const e = new Error('x'); res.status(e.status).end();`),
        errors: [
          {
            messageId: 'unset',
            suggestions: [
              {
                messageId: 'fallback',
                output: express(`const e = new Error('x'); res.status(e.status ?? 500).end();`),
              },
            ],
          },
        ],
      },
      {
        name: 'undefined',
        code: express('res.status(undefined).json({});'),
        errors: [{ messageId: 'undefined', data: { text: 'undefined', effect: `Express answers ${FAILS}` } }],
      },
      {
        name: 'a sequence that is assigned',
        code: express(sequence),
        errors: [
          {
            messageId: 'assigned',
            suggestions: [{ messageId: 'call', output: express('res.status((req.query.a, 404)); res.json({});') }],
          },
        ],
      },
      {
        name: 'a string that is kept',
        code: express("let s; res.status(s = '404').json({}); if (s === '404') log();"),
        output: null,
        errors: [{ messageId: 'string' }],
      },
      {
        name: 'a string that is kept by an assignment',
        code: express("const s = res.statusCode = '404'; res.json({ s });"),
        output: null,
        errors: [{ messageId: 'string' }],
      },
      {
        name: 'an error that may get another status',
        code: createError("const e = createError('404'); prepare(e); next(e);"),
        errors: [
          {
            messageId: 'message',
            suggestions: [
              { messageId: 'number', output: createError('const e = createError(404); prepare(e); next(e);') },
            ],
          },
        ],
      },
      {
        name: 'a string',
        code: express(`res.status('404').json({});`),
        output: express('res.status(404).json({});'),
        errors: [
          {
            messageId: 'string',
            data: { text: `'404'`, effect: `Express 5 answers ${FAILS} for it, Express 4 converts it` },
            line: 2,
            column: 56,
            endLine: 2,
            endColumn: 61,
          },
        ],
      },
      {
        name: 'a string for sendStatus',
        code: express(`res.sendStatus("404");`),
        output: express('res.sendStatus(404);'),
        errors: [{ messageId: 'string' }],
      },
      {
        name: 'a string that is assigned',
        code: express(`res.statusCode = '404'; res.end();`),
        output: express('res.statusCode = 404; res.end();'),
        errors: [{ messageId: 'string' }],
      },
      {
        name: 'one string of two',
        code: express(`res.status(user ? '200' : 404).json({});`),
        output: express('res.status(user ? 200 : 404).json({});'),
        errors: [{ messageId: 'string' }],
      },
      {
        name: 'a string that is written elsewhere',
        code: express(`const status = '404'; res.status(status).json({ status });`),
        errors: [{ messageId: 'string', line: 2, column: 78 }],
      },
      {
        name: 'a status that is never sent, too',
        code: express(`res.status('404'); next();`),
        output: express('res.status(404); next();'),
        errors: [{ messageId: 'string' }],
      },
      {
        name: 'a fraction',
        code: express('res.status(404.5).json({});'),
        errors: [
          {
            messageId: 'noStatus',
            data: { text: '404.5', effect: `Express 5 answers ${FAILS}, Express 4 cuts off the fraction` },
          },
        ],
      },
      {
        name: 'too small',
        code: express('res.status(99).json({});'),
        errors: [{ messageId: 'noStatus', data: { text: '99', effect: `Express answers ${FAILS}` } }],
      },
      {
        name: 'of no class',
        code: express('res.status(600).json({});'),
        errors: [
          { messageId: 'noStatus', data: { text: '600', effect: 'Express sends it with the reason "unknown"' } },
        ],
      },
      { name: 'negative', code: express('res.status(-1).json({});'), errors: [{ messageId: 'noStatus' }] },
      {
        name: 'no number',
        code: express('res.status(true).json({});'),
        errors: [{ messageId: 'noStatus', data: { text: 'true', effect: `Express answers ${FAILS}` } }],
      },
      {
        name: 'a name',
        code: express(`res.status('NOT_FOUND').json({});`),
        errors: [
          {
            messageId: 'noStatus',
            data: { text: `'NOT_FOUND'`, effect: `Express answers ${FAILS}` },
            suggestions: [
              { messageId: 'number', data: { status: '404 Not Found' }, output: express('res.status(404).json({});') },
            ],
          },
        ],
      },
      {
        name: 'an interim status',
        code: express('res.status(102).end();'),
        errors: [{ messageId: 'interim', data: { status: '102 Processing' }, column: 56 }],
      },
      {
        name: 'possibly NaN',
        code: failed('res.status(parseInt(error.code)).json({});'),
        errors: [
          {
            messageId: 'nan',
            data: {
              text: 'parseInt(error.code)',
              effect: `Express 5 answers ${FAILS} then, and Express 4 ends the process`,
              fallback: FAILS,
            },
            line: 2,
            column: 49,
            endColumn: 69,
            suggestions: [
              {
                messageId: 'fallback',
                data: { fallback: FAILS },
                output: failed('res.status(parseInt(error.code) || 500).json({});'),
              },
            ],
          },
        ],
      },
      {
        name: '?? lets NaN through',
        code: failed('res.status(Number(error.code) ?? 500).json({});'),
        errors: [
          {
            messageId: 'nan',
            suggestions: [
              {
                messageId: 'fallback',
                data: { fallback: FAILS },
                output: failed('res.status(Number(error.code) || 500).json({});'),
              },
            ],
          },
        ],
      },
      {
        name: 'a variable',
        code: express('try { work(); } catch (e) { const status = +e.code; res.status(status).end(); }'),
        errors: [
          {
            messageId: 'nan',
            suggestions: [
              {
                messageId: 'fallback',
                output: express(
                  'try { work(); } catch (e) { const status = +e.code || 500; res.status(status).end(); }',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a path parameter',
        code: express('res.sendStatus(Number(req.params.id));'),
        errors: [
          {
            messageId: 'nan',
            suggestions: [{ messageId: 'fallback', output: express('res.sendStatus(Number(req.params.id) || 500);') }],
          },
        ],
      },
      {
        name: 'an assignment over the method',
        code: express('res.status = 404; res.json({});'),
        errors: [
          {
            messageId: 'assigned',
            data: { text: 'res.status = 404', name: 'status' },
            line: 2,
            column: 58,
            endColumn: 61,
            suggestions: [
              {
                messageId: 'call',
                data: { name: 'status', status: '404 Not Found' },
                output: express('res.status(404); res.json({});'),
              },
            ],
          },
        ],
      },
      {
        name: 'createError with a string',
        code: createError(`next(createError('404'));`),
        output: createError('next(createError(404));'),
        errors: [{ messageId: 'message', data: { text: `'404'`, fails: FAILS }, line: 3, column: 62, endColumn: 67 }],
      },
      {
        name: 'createError with a string and a message',
        code: createError(`next(createError('404', 'no such user'));`),
        output: createError(`next(createError(404, 'no such user'));`),
        errors: [{ messageId: 'message' }],
      },
      {
        name: 'createError with a string and what may be an error',
        code: createError(`next(createError('404', error));`),
        errors: [
          {
            messageId: 'message',
            suggestions: [
              {
                messageId: 'number',
                data: { status: '404 Not Found' },
                output: createError('next(createError(404, error));'),
              },
            ],
          },
        ],
      },
      {
        name: 'createError with a status of success',
        code: createError('throw createError(200);'),
        errors: [{ messageId: 'noError', data: { status: '200 OK', fails: FAILS } }],
      },
      {
        ts: true,
        name: 'a typed controller',
        code: `import type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response): unknown => res.status('404' as any).json({});`,
        output: `import type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response): unknown => res.status(404 as any).json({});`,
        errors: [{ messageId: 'string', line: 2 }],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'a number', code: fastify('reply.code(404).send({});') },
      {
        name: 'a mark for none, which a comparison rules out',
        code: fastify(
          'let status = 0; if (filters) status = judge(request.ip); if (status > 0) return reply.code(status).send({}); return {};',
        ),
      },
      {
        name: 'a mark for none, which a test rules out',
        code: fastify(
          'let status = 0; if (filters) status = judge(request.ip); if (status) reply.code(status).send({});',
        ),
      },
      { name: 'an unknown value', code: fastify('reply.code(error.statusCode).send({});') },
      {
        name: 'a conversion of what a schema may have checked',
        code: fastify('reply.code(Number(request.params.id)).send({});'),
      },
      { name: 'another property', code: fastify('reply.statusCode = 404; reply.send({});') },
      {
        name: 'a value that is no status assigned over a method',
        code: fastify('reply.code = wrap(reply.code); reply.send({});'),
      },
    ],
    invalid: [
      {
        name: 'the error of a file that is read at once has no status',
        code: `${MODULES}${fastify(`try { reply.send(fs.readFileSync('a')); } catch (error) { reply.code(error.statusCode).send({}); }`)}`,
        errors: [
          {
            messageId: 'statusless',
            data: {
              fallback: FAILS,
              source: 'fs.readFileSync',
              place: '',
              name: 'statusCode',
              text: 'error.statusCode',
            },
            suggestions: [
              {
                messageId: 'fallback',
                output: `${MODULES}${fastify(`try { reply.send(fs.readFileSync('a')); } catch (error) { reply.code(error.statusCode ?? 500).send({}); }`)}`,
              },
            ],
          },
        ],
      },
      {
        name: 'a string',
        code: fastify(`reply.code('404').send({});`),
        output: fastify('reply.code(404).send({});'),
        errors: [
          {
            messageId: 'string',
            data: { text: `'404'`, effect: 'it works only because Fastify converts it' },
            line: 2,
            column: 56,
            endColumn: 61,
          },
        ],
      },
      {
        name: 'out of range',
        code: fastify('reply.status(700).send({});'),
        errors: [{ messageId: 'noStatus', data: { text: '700', effect: `Fastify answers ${FAILS}` } }],
      },
      {
        name: 'a fraction',
        code: fastify('reply.code(404.5).send({});'),
        errors: [{ messageId: 'noStatus', data: { text: '404.5', effect: 'Fastify cuts off the fraction' } }],
      },
      {
        name: 'an interim status',
        code: fastify('reply.code(100).send();'),
        errors: [{ messageId: 'interim', data: { status: '100 Continue' } }],
      },
      {
        name: 'possibly NaN',
        code: `const app = require('fastify')();\napp.setErrorHandler((error, request, reply) => { reply.code(parseInt(error.code, 10)).send({}); });`,
        errors: [
          {
            messageId: 'nan',
            data: { text: 'parseInt(error.code, 10)', effect: `Fastify answers ${FAILS}`, fallback: FAILS },
            suggestions: [
              {
                messageId: 'fallback',
                output: `const app = require('fastify')();\napp.setErrorHandler((error, request, reply) => { reply.code(parseInt(error.code, 10) || 500).send({}); });`,
              },
            ],
          },
        ],
      },
      {
        name: 'an assignment over code()',
        code: fastify('reply.code = 404; reply.send({});'),
        errors: [
          {
            messageId: 'assigned',
            data: { text: 'reply.code = 404', name: 'code' },
            suggestions: [{ messageId: 'call', output: fastify('reply.code(404); reply.send({});') }],
          },
        ],
      },
      {
        name: 'an assignment over status()',
        code: fastify('reply.status = 404; reply.send({});'),
        errors: [
          {
            messageId: 'assigned',
            suggestions: [{ messageId: 'call', output: fastify('reply.status(404); reply.send({});') }],
          },
        ],
      },
      {
        name: `createError of @fastify/sensible`,
        code: `const fastify = require('fastify')();\nfastify.get('/', async () => { throw fastify.httpErrors.createError('404', 'no such user'); });`,
        output: `const fastify = require('fastify')();\nfastify.get('/', async () => { throw fastify.httpErrors.createError(404, 'no such user'); });`,
        errors: [{ messageId: 'message', line: 2 }],
      },
      {
        ts: true,
        name: 'a typed handler',
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply) { return reply.code(0 as number).send({}); }`,
        errors: [{ messageId: 'noStatus', data: { text: '0', effect: `Fastify answers ${FAILS}` } }],
      },
    ],
  },
});
