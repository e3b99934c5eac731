import rule from '../../src/rules/no-status-after-response.ts';
import { testRule } from '../rule-tester.ts';

testRule('no-status-after-response', rule, {
  express: {
    valid: [
      { name: 'set before', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).json({}); });` },
      { name: 'set before on another path', code: `const app = require('express')();
app.get('/x', (req, res) => { if (req.a) { res.status(404).end(); return; } res.set('a', 'b'); res.end(); });` },
      { name: 'a file is sent later', code: `const app = require('express')();
app.get('/x', (req, res) => { res.sendFile(path); res.status(404); });` },
      { name: 'in a callback', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json({}); later(() => res.status(404)); });` },
    ],
    invalid: [
      {
        name: 'in the chain', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json({}).status(404); });`,
        errors: [
          { messageId: 'status', line: 2, column: 44, suggestions: [{ messageId: 'move', output: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).json({}); });` }] },
        ],
      },
      {
        name: 'in a statement', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json({}); res.status(404); });`,
        errors: [
          { messageId: 'status', line: 2, column: 49, suggestions: [{ messageId: 'move', output: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404); res.json({}); });` }] },
        ],
      },
      {
        name: 'a header throws', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json({}); res.set('a', 'b'); });`,
        errors: [
          { messageId: 'thrown', line: 2, column: 49, suggestions: [{ messageId: 'move', output: `const app = require('express')();
app.get('/x', (req, res) => { res.set('a', 'b'); res.json({}); });` }] },
        ],
      },
      {
        name: 'an assignment', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json({}); res.statusCode = 404; });`,
        errors: [
          { messageId: 'status', line: 2, column: 49, suggestions: [{ messageId: 'move', output: `const app = require('express')();
app.get('/x', (req, res) => { res.statusCode = 404; res.json({}); });` }] },
        ],
      },
      {
        name: 'typed', ts: true, code: `import type { Request, Response } from 'express';
export const handle = (req: Request, res: Response): void => { res.json({}); res.status(404); };`,
        errors: [
          { messageId: 'status', line: 2, column: 82, suggestions: [{ messageId: 'move', output: `import type { Request, Response } from 'express';
export const handle = (req: Request, res: Response): void => { res.status(404); res.json({}); };` }] },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'set before', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(404).send(); });` },
      { name: 'a stream is sent later', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.send(fs.createReadStream(path)); reply.code(404); });` },
    ],
    invalid: [
      {
        name: 'in the chain', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.send({ a: 1 }).code(404); });`,
        errors: [
          { messageId: 'status', line: 2, column: 58, suggestions: [{ messageId: 'move', output: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(404).send({ a: 1 }); });` }] },
        ],
      },
      {
        name: 'a header is ignored', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.send({ a: 1 }); reply.header('a', 'b'); });`,
        errors: [
          { messageId: 'header', line: 2, column: 65, suggestions: [{ messageId: 'move', output: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.header('a', 'b'); reply.send({ a: 1 }); });` }] },
        ],
      },
      {
        name: 'typed', ts: true, code: `import type { FastifyReply, FastifyRequest } from 'fastify';
export function handle(request: FastifyRequest, reply: FastifyReply) { reply.send({ a: 1 }); reply.code(404); }`,
        errors: [
          { messageId: 'status', line: 2, column: 100, suggestions: [{ messageId: 'move', output: `import type { FastifyReply, FastifyRequest } from 'fastify';
export function handle(request: FastifyRequest, reply: FastifyReply) { reply.code(404); reply.send({ a: 1 }); }` }] },
        ],
      },
    ],
  },
});
