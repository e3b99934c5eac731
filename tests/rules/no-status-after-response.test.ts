import rule from '../../src/rules/no-status-after-response.ts';
import { testRule } from '../rule-tester.ts';

const express = (body: string): string =>
  `const app = require('express')();\napp.get('/users', (req, res) => { ${body} });`;
const fastify = (body: string, before = ''): string =>
  `const app = require('fastify')();\n${before}app.get('/users', (request, reply) => { ${body} });`;

const OK = { place: '', sent: 'with 200 OK', name: 'status' };

testRule('no-status-after-response', rule, {
  express: {
    valid: [
      { name: 'set before', code: express('res.status(404).json({});') },
      { name: 'set before on some path', code: express('if (user) res.json(user); res.status(404);') },
      {
        name: 'a second response is what is wrong',
        code: express('if (!user) res.status(404).json({}); res.status(200).json(user);'),
      },
      { name: 'a second response in the chain is what is wrong', code: express('res.json(1).status(404).json(2);') },
      { name: 'a second response after a header', code: express(`res.json(1); res.set('x-a', '1'); res.end('b');`) },
      { name: 'a stream that starts later', code: express('file.pipe(res); res.status(206);') },
      { name: 'a file that is opened first', code: express('res.sendFile(path); res.status(404);') },
      { name: 'a view that may be rendered later', code: express(`res.render('users'); res.status(404);`) },
      { name: 'headersSent', code: express(`if (user) res.json(user); if (!res.headersSent) res.status(404).end();`) },
      {
        name: 'set in finally, which runs where nothing was sent',
        code: express(`try { return res.json(find()); } finally { res.set('x-a', '1'); }`),
      },
      ...[
        'if (req.query.a) res.writeHead(200); res.status(500); res.end();',
        "file.pipe(res); file.on('error', () => { res.status(404).end(); });",
        'res.json(users); check(() => { res.status(500); });',
        'try { res.writeHead(200); work(); } catch { res.status(500); } finally { res.end(); }',
      ].map(body => ({ name: body, code: express(body) })),
      { name: 'a callback', code: express('save(() => res.status(500)); res.json({});') },
      { name: 'a response that went out of sight', code: express('decorate(res); res.json({}); res.status(404);') },
      { name: 'reads and listeners', code: express(`res.json({}); res.get('etag'); res.on('finish', done);`) },
    ],
    invalid: [
      {
        name: 'in the chain',
        code: express('res.json(users).status(404);'),
        errors: [
          {
            messageId: 'status',
            data: OK,
            line: 2,
            column: 51,
            endLine: 2,
            endColumn: 57,
            suggestions: [{ messageId: 'move', output: express('res.status(404).json(users);') }],
          },
        ],
      },
      {
        name: 'returned',
        code: express('return res.json({ user, token }).status(201);'),
        errors: [
          {
            messageId: 'status',
            data: OK,
            suggestions: [{ messageId: 'move', output: express('return res.status(201).json({ user, token });') }],
          },
        ],
      },
      {
        name: 'a statement',
        code: express('res.json(users);\nres.status(404);'),
        errors: [
          {
            messageId: 'status',
            data: { ...OK, place: ' on line 2' },
            line: 3,
            column: 5,
            endColumn: 11,
            suggestions: [{ messageId: 'move', output: express('res.status(404);\nres.json(users);') }],
          },
        ],
      },
      {
        name: 'a statement that ends with its line, and another behind the setter',
        code: express('res.json(users)\nres.status(404); log()'),
        errors: [
          {
            messageId: 'status',
            data: { ...OK, place: ' on line 2' },
            suggestions: [{ messageId: 'move', output: express('res.status(404);\nres.json(users); log()') }],
          },
        ],
      },
      {
        name: 'a statement that ends with its line, and a regular expression behind the setter',
        code: express('res.json(users)\nres.status(404);\n/a/.test(log)'),
        errors: [
          {
            messageId: 'status',
            data: { ...OK, place: ' on line 2' },
            suggestions: [{ messageId: 'move', output: express('res.status(404);\nres.json(users);\n/a/.test(log)') }],
          },
        ],
      },
      {
        name: 'statusCode',
        code: express('res.json(users); res.statusCode = 404;'),
        errors: [
          {
            messageId: 'status',
            data: { place: '', sent: 'with 200 OK', name: 'statusCode' },
            suggestions: [{ messageId: 'move', output: express('res.statusCode = 404; res.json(users);') }],
          },
        ],
      },
      {
        name: 'not the next statement',
        code: express('res.json(users); const status = find(); res.status(status);'),
        errors: [{ messageId: 'status' }],
      },
      {
        name: 'after sendStatus, which has its own',
        code: express('res.sendStatus(200).status(404);'),
        errors: [{ messageId: 'status', data: OK }],
      },
      {
        name: 'after a redirect, which has its own',
        code: express(`res.redirect('/x'); res.status(301);`),
        errors: [{ messageId: 'status', data: { place: '', sent: 'with 302 Found', name: 'status' } }],
      },
      {
        name: 'on every path',
        code: express('if (user) res.json(user); else res.status(404).json({}); res.status(500);'),
        errors: [{ messageId: 'status', data: { place: '', sent: 'with the status it had', name: 'status' } }],
      },
      {
        name: 'a header',
        code: express(`res.json(users); res.set('x-total', '1');`),
        errors: [
          {
            messageId: 'thrown',
            data: { place: '', name: 'set' },
            line: 2,
            column: 56,
            endColumn: 59,
            suggestions: [{ messageId: 'move', output: express(`res.set('x-total', '1'); res.json(users);`) }],
          },
        ],
      },
      {
        name: 'a header in the chain',
        code: express(`res.json(users).location('/x');`),
        errors: [
          {
            messageId: 'thrown',
            data: { place: '', name: 'location' },
            suggestions: [{ messageId: 'move', output: express(`res.location('/x').json(users);`) }],
          },
        ],
      },
      {
        name: 'a cookie',
        code: express(`res.send(users); log(); res.cookie('seen', '1');`),
        errors: [{ messageId: 'thrown', data: { place: '', name: 'cookie' } }],
      },
      {
        name: 'a head',
        code: express(`res.json(users); log(); res.writeHead(404, { 'x-a': '1' });`),
        errors: [{ messageId: 'thrown', data: { place: '', name: 'writeHead' } }],
      },
      {
        name: 'a status and a header',
        code: express(`res.json(users).status(404).set('x-a', '1');`),
        errors: [
          {
            messageId: 'status',
            data: OK,
            suggestions: [{ messageId: 'move', output: express(`res.status(404).json(users).set('x-a', '1');`) }],
          },
          { messageId: 'thrown' },
        ],
      },
      ...(
        [
          ['res.writeHead(200); res.status(500); res.end();', 'head'],
          ["res.writeHead(200); file.on('error', () => { res.status(500).end(); }); file.pipe(res);", 'head'],
          [
            "res.writeHead(200); file.on('error', () => { res.setHeader('x-a', '1'); res.end(); }); file.pipe(res);",
            'head-thrown',
          ],
          ['res.flushHeaders(); find().catch(() => { res.statusCode = 500; res.end(); });', 'head'],
          ["res.write('a'); res.statusCode = 500; res.end();", 'head'],
          ['res.json(users); setImmediate(() => { res.status(500); });', 'status'],
          ["file.on('error', () => { res.status(500).end(); }); res.writeHead(200); file.pipe(res);", 'head'],
        ] as const
      ).map(([body, messageId]) => ({ name: body, code: express(body), errors: [{ messageId }] })),
      {
        name: 'within a callback',
        code: express('find(user => { res.json(user).status(201); });'),
        errors: [
          {
            messageId: 'status',
            suggestions: [{ messageId: 'move', output: express('find(user => { res.status(201).json(user); });') }],
          },
        ],
      },
      {
        ts: true,
        name: 'a typed controller',
        code: `import type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response) => { (res.json(user!) as Response).status(200); };`,
        errors: [{ messageId: 'status', data: OK }],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'set before', code: fastify('reply.code(404).send({});') },
      { name: 'a stream is opened first', code: fastify('reply.send(createReadStream(path)).code(404);') },
      { name: 'what may be a stream', code: fastify('reply.send(payload).code(404);') },
      {
        name: 'a hook runs before the head',
        code: fastify(
          'reply.send({ a: 1 }).code(404);',
          `app.addHook('onSend', async (request, reply, payload) => payload);\n`,
        ),
      },
      {
        name: 'a hook of the route runs before the head',
        code: `const app = require('fastify')();\napp.get('/', { preSerialization: async (request, reply, payload) => payload }, (request, reply) => { reply.send({ a: 1 }).code(404); });`,
      },
      { name: 'set before on some path', code: fastify('if (user) reply.send({}); reply.code(404);') },
      {
        name: 'a second response is what is wrong',
        code: fastify('if (!user) reply.code(404).send({}); reply.code(200).send({ user });'),
      },
    ],
    invalid: [
      {
        name: 'in the chain',
        code: fastify('reply.send({ a: 1 }).code(404);'),
        errors: [
          {
            messageId: 'status',
            data: { place: '', sent: 'with 200 OK', name: 'code' },
            line: 2,
            column: 62,
            endLine: 2,
            endColumn: 66,
            suggestions: [{ messageId: 'move', output: fastify('reply.code(404).send({ a: 1 });') }],
          },
        ],
      },
      {
        name: 'a statement',
        code: fastify('reply.send({ a: 1 }); reply.status(404);'),
        errors: [
          {
            messageId: 'status',
            data: OK,
            suggestions: [{ messageId: 'move', output: fastify('reply.status(404); reply.send({ a: 1 });') }],
          },
        ],
      },
      {
        name: 'after a redirect',
        code: fastify(`reply.redirect('/x').code(301);`),
        errors: [
          {
            messageId: 'status',
            data: { place: '', sent: 'with 302 Found', name: 'code' },
            suggestions: [{ messageId: 'move', output: fastify(`reply.code(301).redirect('/x');`) }],
          },
        ],
      },
      {
        name: 'a header is lost without an error',
        code: fastify(`reply.send({ a: 1 }); reply.header('x-a', '1');`),
        errors: [
          {
            messageId: 'header',
            data: { place: '', name: 'header' },
            suggestions: [{ messageId: 'move', output: fastify(`reply.header('x-a', '1'); reply.send({ a: 1 });`) }],
          },
        ],
      },
      {
        ts: true,
        name: 'a typed handler',
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply): Promise<void> { await reply.send({ a: 1 }); reply.code(404); }`,
        errors: [{ messageId: 'status' }],
      },
    ],
  },
});
