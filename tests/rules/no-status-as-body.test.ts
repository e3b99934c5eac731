import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll } from 'vitest';

import rule from '../../src/rules/no-status-as-body.ts';
import { testRule } from '../rule-tester.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'express-4-'));
writeFileSync(path.join(directory, 'package.json'), JSON.stringify({ dependencies: { express: '^4.18.0' } }));
afterAll(() => rmSync(directory, { recursive: true }));

/** A file whose nearest package.json allows Express 4 alone. */
const EXPRESS_4 = path.join(directory, 'app.js');

const express = (body: string): string =>
  `const app = require('express')();\napp.get('/users', (req, res) => { ${body} });`;
const fastify = (body: string): string =>
  `const app = require('fastify')();\napp.get('/users', (request, reply) => { ${body} });`;

const STATUS = '404 Not Found';
const edit = (text: string): { status: string; edit: string } => ({ status: STATUS, edit: text });

testRule('no-status-as-body', rule, {
  express: {
    valid: [
      {
        name: 'a function of its own that gets the status second',
        code: "const app = require('express')();\nconst answers = { send: (res, status, text) => res.status(status).send(text) };\napp.get('/users', (req, res) => { answers.send(res, 404, 'No.'); });",
      },
      { name: 'a status of something else than an error', code: express('res.json(order.status, order.items);') },
      { name: 'a number that is data', code: express('res.json(count);') },
      { name: 'a variable that may be data', code: express('const limit = 200; res.send(limit);') },
      { name: 'a number alone is JSON', code: express('res.json(404);') },
      { name: 'a number that is no registered status', code: express('res.send(123);') },
      { name: 'a number out of range', code: express('res.send(1000);') },
      { name: 'a number beside the status', code: express('res.status(404).send(404);') },
      { name: 'a number in a text', code: express(`res.send('404');`) },
      { name: 'a number in an object', code: express('res.json({ code: 404 });') },
      { name: 'sendStatus', code: express('res.sendStatus(404);') },
      { name: 'two arguments of which neither is known', code: express('res.json(code, body);') },
      { name: 'two values of which none is a status', code: express('res.json(users, 7);') },
      { name: 'spread arguments', code: express('res.json(...[404, body]);') },
    ],
    invalid: [
      {
        name: 'the status of an error beside its text',
        code: express('try { list(); } catch (err) { res.send(err.status, err.message); }'),
        errors: [
          {
            messageId: 'content',
            data: {
              status: '`err.status`',
              via: 'send',
              effect: 'Express 5 sends 200 OK with that value as its content, and Express 4 deprecates it',
            },
            suggestions: [
              {
                messageId: 'status',
                data: { status: '`err.status`', edit: 'res.status(err.status).send(err.message)' },
                output: express('try { list(); } catch (err) { res.status(err.status).send(err.message); }'),
              },
            ],
          },
        ],
      },
      {
        name: 'send with nothing else',
        code: express('res.send(404);'),
        errors: [
          {
            messageId: 'content',
            data: {
              status: STATUS,
              via: 'send',
              effect: 'Express 5 sends 200 OK with the number as its content, and Express 4 deprecates it',
            },
            line: 2,
            column: 44,
            endLine: 2,
            endColumn: 47,
            suggestions: [
              { messageId: 'status', data: edit('res.sendStatus(404)'), output: express('res.sendStatus(404);') },
              { messageId: 'data', data: { edit: 'res.json(404)' }, output: express('res.json(404);') },
            ],
          },
        ],
      },
      {
        name: 'the settings say Express 4, where nothing else does',
        settings: { 'status-code': { express: 4 } },
        code: express('res.send(404);'),
        errors: [
          {
            messageId: 'content',
            suggestions: [
              { messageId: 'status', output: express('res.sendStatus(404);') },
              { messageId: 'data', output: express('res.json(404);') },
            ],
          },
        ],
      },
      {
        name: 'the settings say a version of Express 4',
        settings: { 'status-code': { express: '4.18' } },
        code: express(`res.send(404, 'gone');`),
        output: express(`res.status(404).send('gone');`),
        errors: [{ messageId: 'content' }],
      },
      {
        name: 'the settings say Express 5, the package.json 4',
        settings: { 'status-code': { express: 5 } },
        filename: EXPRESS_4,
        code: express(`res.send(404, 'gone');`),
        errors: [
          {
            messageId: 'content',
            suggestions: [{ messageId: 'status', output: express(`res.status(404).send('gone');`) }],
          },
        ],
      },
      {
        name: 'a constant',
        code: `const { StatusCodes } = require('http-status-codes');\n${express('res.send(StatusCodes.NOT_FOUND);')}`,
        errors: [
          {
            messageId: 'content',
            line: 3,
            suggestions: [
              {
                messageId: 'status',
                data: edit('res.sendStatus(StatusCodes.NOT_FOUND)'),
                output: `const { StatusCodes } = require('http-status-codes');\n${express('res.sendStatus(StatusCodes.NOT_FOUND);')}`,
              },
              {
                messageId: 'data',
                output: `const { StatusCodes } = require('http-status-codes');\n${express('res.json(StatusCodes.NOT_FOUND);')}`,
              },
            ],
          },
        ],
      },
      {
        name: 'before the content',
        code: express(`res.send(404, 'gone');`),
        errors: [
          {
            messageId: 'content',
            column: 44,
            suggestions: [
              {
                messageId: 'status',
                data: edit(`res.status(404).send('gone')`),
                output: express(`res.status(404).send('gone');`),
              },
            ],
          },
        ],
      },
      {
        name: 'behind the content',
        code: express('res.json({ a: 1 }, 404);'),
        errors: [
          {
            messageId: 'ignored',
            data: { status: STATUS, via: 'json', effect: 'Express 5 sends 200 OK, and Express 4 deprecates it' },
            column: 54,
            suggestions: [
              {
                messageId: 'status',
                data: edit('res.status(404).json({ a: 1 })'),
                output: express('res.status(404).json({ a: 1 });'),
              },
            ],
          },
        ],
      },
      {
        name: 'json',
        code: express('res.json(404, body);'),
        errors: [
          {
            messageId: 'content',
            suggestions: [{ messageId: 'status', output: express('res.status(404).json(body);') }],
          },
        ],
      },
      {
        name: 'jsonp',
        code: express('res.jsonp({ a: 1 }, 404);'),
        errors: [
          {
            messageId: 'ignored',
            suggestions: [{ messageId: 'status', output: express('res.status(404).jsonp({ a: 1 });') }],
          },
        ],
      },
      {
        name: 'two numbers: Express 4 takes the first of send',
        code: express('res.send(404, 200);'),
        errors: [
          {
            messageId: 'content',
            suggestions: [
              {
                messageId: 'status',
                data: edit('res.status(404).json(200)'),
                output: express('res.status(404).json(200);'),
              },
            ],
          },
        ],
      },
      {
        name: 'two numbers: Express 4 takes the second of json',
        code: express('res.json(200, 404);'),
        errors: [
          {
            messageId: 'ignored',
            column: 49,
            suggestions: [
              {
                messageId: 'status',
                data: edit('res.status(404).json(200)'),
                output: express('res.status(404).json(200);'),
              },
            ],
          },
        ],
      },
      {
        name: 'a number that send would take for a status again',
        code: express('res.send(404, 7);'),
        errors: [
          {
            messageId: 'content',
            suggestions: [
              {
                messageId: 'status',
                data: edit('res.status(404).json(7)'),
                output: express('res.status(404).json(7);'),
              },
            ],
          },
        ],
      },
      {
        ts: true,
        name: 'a typed controller',
        code: `import type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response): unknown => res.send(404 as any);`,
        errors: [
          {
            messageId: 'content',
            suggestions: [
              {
                messageId: 'status',
                output: `import type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response): unknown => res.sendStatus(404);`,
              },
              {
                messageId: 'data',
                output: `import type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response): unknown => res.json(404);`,
              },
            ],
          },
        ],
      },
      {
        name: 'Express 4: send, whose type middleware may have set',
        filename: EXPRESS_4,
        code: express('res.send(404);'),
        errors: [
          {
            messageId: 'content',
            suggestions: [
              { messageId: 'status', output: express('res.sendStatus(404);') },
              { messageId: 'data', output: express('res.json(404);') },
            ],
          },
        ],
      },
      {
        name: 'Express 4: a comment between the two',
        filename: EXPRESS_4,
        code: express(`res.send(404, /* for old clients */ 'gone');`),
        output: express(`res.status(404).send(/* for old clients */ 'gone');`),
        errors: [{ messageId: 'content' }],
      },
      {
        name: 'Express 4: a comment at the status',
        filename: EXPRESS_4,
        code: express(`res.send(404 /* for old clients */, 'gone');`),
        output: null,
        errors: [{ messageId: 'content' }],
      },
      {
        name: 'Express 4: both in parentheses',
        filename: EXPRESS_4,
        code: express(`res.json(({ a: 1 }), (404));`),
        output: express(`res.status(404).json(({ a: 1 }));`),
        errors: [{ messageId: 'ignored' }],
      },
      {
        name: 'Express 4: content that reads the status',
        filename: EXPRESS_4,
        code: express('res.json({ s: res.statusCode }, 404);'),
        errors: [
          {
            messageId: 'ignored',
            suggestions: [{ messageId: 'status', output: express('res.status(404).json({ s: res.statusCode });') }],
          },
        ],
      },
      {
        name: 'Express 4: content that may read the status',
        filename: EXPRESS_4,
        code: express('res.json({ s: render() }, 404);'),
        errors: [
          {
            messageId: 'ignored',
            suggestions: [{ messageId: 'status', output: express('res.status(404).json({ s: render() });') }],
          },
        ],
      },
      {
        name: 'Express 4: more arguments, which may do something',
        filename: EXPRESS_4,
        code: express(`res.send(404, 'a', side());`),
        output: null,
        errors: [{ messageId: 'content' }],
      },
      {
        name: 'Express 4: before the content',
        filename: EXPRESS_4,
        code: express(`res.send(404, 'gone');`),
        output: express(`res.status(404).send('gone');`),
        errors: [{ messageId: 'content' }],
      },
      {
        name: 'Express 4: behind the content',
        filename: EXPRESS_4,
        code: express('res.json({ a: 1 }, 404);'),
        output: express('res.status(404).json({ a: 1 });'),
        errors: [{ messageId: 'ignored' }],
      },
      {
        name: 'Express 4: content that may be a number',
        filename: EXPRESS_4,
        code: express('res.json(404, body);'),
        errors: [
          {
            messageId: 'content',
            suggestions: [{ messageId: 'status', output: express('res.status(404).json(body);') }],
          },
        ],
      },
      {
        name: 'Express 4: a content type that sendStatus would change',
        filename: EXPRESS_4,
        code: express(`res.type('json').send(404);`),
        errors: [
          {
            messageId: 'content',
            suggestions: [
              { messageId: 'status', output: express(`res.type('json').sendStatus(404);`) },
              { messageId: 'data', output: express(`res.type('json').json(404);`) },
            ],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'a number that is data', code: fastify('reply.send(count);') },
      { name: 'a number beside the status', code: fastify('reply.code(404).send(404);') },
      { name: 'a returned number that is data', code: fastify('return users.length;') },
      {
        name: 'a number that a function returns to its caller',
        code: 'export const statusOf = (request, reply) => { if (reply.sent) reply.code(200).send({}); return 404; };',
      },
    ],
    invalid: [
      {
        name: 'the status of an error beside its text',
        code: fastify('try { list(); } catch (error) { reply.send(error.statusCode, error.message); }'),
        errors: [
          {
            messageId: 'content',
            suggestions: [
              {
                messageId: 'status',
                data: { status: '`error.statusCode`', edit: 'reply.code(error.statusCode).send(error.message)' },
                output: fastify('try { list(); } catch (error) { reply.code(error.statusCode).send(error.message); }'),
              },
            ],
          },
        ],
      },
      {
        name: 'send with nothing else',
        code: fastify('reply.send(404);'),
        errors: [
          {
            messageId: 'content',
            data: { status: STATUS, via: 'send', effect: 'Fastify sends 200 OK with the number as its content' },
            line: 2,
            column: 52,
            endLine: 2,
            endColumn: 55,
            suggestions: [
              { messageId: 'status', data: edit('reply.code(404).send()'), output: fastify('reply.code(404).send();') },
            ],
          },
        ],
      },
      {
        name: 'before the content',
        code: fastify('reply.send(404, { a: 1 });'),
        errors: [
          {
            messageId: 'content',
            suggestions: [{ messageId: 'status', output: fastify('reply.code(404).send({ a: 1 });') }],
          },
        ],
      },
      {
        name: 'behind the content',
        code: fastify('reply.send({ a: 1 }, 404);'),
        errors: [
          {
            messageId: 'ignored',
            data: { status: STATUS, via: 'send', effect: 'Fastify sends 200 OK' },
            suggestions: [{ messageId: 'status', output: fastify('reply.code(404).send({ a: 1 });') }],
          },
        ],
      },
      {
        name: 'returned',
        code: fastify('return 404;'),
        errors: [
          {
            messageId: 'content',
            data: { status: STATUS, via: 'return', effect: 'Fastify sends 200 OK with the number as its content' },
            column: 48,
            suggestions: [{ messageId: 'status', output: fastify('return reply.code(404).send();') }],
          },
        ],
      },
      {
        ts: true,
        name: 'a typed handler',
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport function show(request: FastifyRequest, reply: FastifyReply): void { reply.send(404); }`,
        errors: [
          {
            messageId: 'content',
            suggestions: [
              {
                messageId: 'status',
                output: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport function show(request: FastifyRequest, reply: FastifyReply): void { reply.code(404).send(); }`,
              },
            ],
          },
        ],
      },
    ],
  },
});
