import rule from '../../src/rules/no-unsent-status.ts';
import { testRule } from '../rule-tester.ts';

testRule('no-unsent-status', rule, {
  express: {
    valid: [
      { name: 'sent in the chain', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).end(); });` },
      { name: 'sent later', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404); res.end(); });` },
      { name: 'next() follows', code: `const app = require('express')();
app.use((req, res, next) => { res.status(404); next(); });` },
      { name: 'an error follows', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404); throw new Error(); });` },
      { name: 'handed to a function out of sight', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404); respond(res); });` },
      { name: 'used in a callback', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(202); later(() => res.end()); });` },
    ],
    invalid: [
      {
        name: 'a returned setter', code: `const app = require('express')();
app.get('/x', (req, res) => { return res.status(404); });`,
        errors: [
          { messageId: 'returned', line: 2, column: 49, suggestions: [{ messageId: 'send', data: { status: '404 Not Found' }, output: `const app = require('express')();
app.get('/x', (req, res) => { return res.status(404).end(); });` }, { messageId: 'sendStatus', output: `const app = require('express')();
app.get('/x', (req, res) => { return res.sendStatus(404); });` }] },
        ],
      },
      {
        name: 'on one path', code: `const app = require('express')();
app.get('/x', (req, res) => { if (!req.query.a) { res.status(400); return; } res.end(); });`,
        errors: [
          { messageId: 'unsent', line: 2, column: 62, suggestions: [{ messageId: 'send', data: { status: '400 Bad Request' }, output: `const app = require('express')();
app.get('/x', (req, res) => { if (!req.query.a) { res.status(400).end(); return; } res.end(); });` }, { messageId: 'sendStatus', output: `const app = require('express')();
app.get('/x', (req, res) => { if (!req.query.a) { res.sendStatus(400); return; } res.end(); });` }] },
        ],
      },
      {
        name: 'an assignment', code: `const app = require('express')();
app.get('/x', (req, res) => { res.statusCode = 404; });`,
        errors: [
          { messageId: 'unsent', line: 2, column: 48, suggestions: [{ messageId: 'send', data: { status: '404 Not Found' }, output: `const app = require('express')();
app.get('/x', (req, res) => { res.statusCode = 404; res.end(); });` }] },
        ],
      },
      {
        name: 'typed', ts: true, code: `import express, { type Request, type Response } from 'express';
const app = express();
app.get('/x', (req: Request, res: Response) => { res.status(404); });`,
        errors: [
          { messageId: 'unsent', line: 3, column: 61, suggestions: [{ messageId: 'send', data: { status: '404 Not Found' }, output: `import express, { type Request, type Response } from 'express';
const app = express();
app.get('/x', (req: Request, res: Response) => { res.status(404).end(); });` }, { messageId: 'sendStatus', output: `import express, { type Request, type Response } from 'express';
const app = express();
app.get('/x', (req: Request, res: Response) => { res.sendStatus(404); });` }] },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'sent', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { return reply.code(404).send(); });` },
      { name: 'an async handler that ends', code: `const app = require('fastify')();
app.delete('/x', async (request, reply) => { reply.code(204); });` },
      { name: 'a returned value', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(201); return { id: 1 }; });` },
    ],
    invalid: [
      {
        name: 'a returned setter', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { return reply.code(404); });`,
        errors: [
          { messageId: 'returned', line: 2, column: 55, suggestions: [{ messageId: 'send', data: { status: '404 Not Found' }, output: `const app = require('fastify')();
app.get('/x', (request, reply) => { return reply.code(404).send(); });` }] },
        ],
      },
      {
        name: 'in an async handler too', code: `const app = require('fastify')();
app.get('/x', async (request, reply) => { return reply.code(404); });`,
        errors: [
          { messageId: 'returned', line: 2, column: 61, suggestions: [{ messageId: 'send', data: { status: '404 Not Found' }, output: `const app = require('fastify')();
app.get('/x', async (request, reply) => { return reply.code(404).send(); });` }] },
        ],
      },
      {
        name: 'typed', ts: true, code: `import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
const app = Fastify();
app.get('/x', (request: FastifyRequest, reply: FastifyReply) => { return reply.code(404); });`,
        errors: [
          { messageId: 'returned', line: 3, column: 85, suggestions: [{ messageId: 'send', data: { status: '404 Not Found' }, output: `import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
const app = Fastify();
app.get('/x', (request: FastifyRequest, reply: FastifyReply) => { return reply.code(404).send(); });` }] },
        ],
      },
    ],
  },
});
