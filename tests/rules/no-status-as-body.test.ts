import rule from '../../src/rules/no-status-as-body.ts';
import { testRule } from '../rule-tester.ts';

testRule('no-status-as-body', rule, {
  express: {
    valid: [
      { name: 'a number that is data', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json(count); });` },
      { name: 'a number out of range', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json(7); });` },
      { name: 'a status apart', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).send({}); });` },
    ],
    invalid: [
      {
        name: 'send', code: `const app = require('express')();
app.get('/x', (req, res) => { res.send(404); });`,
        errors: [
          { messageId: 'content', line: 2, column: 40, suggestions: [{ messageId: 'status', data: { status: '404 Not Found', edit: 'res.sendStatus(404)' }, output: `const app = require('express')();
app.get('/x', (req, res) => { res.sendStatus(404); });` }, { messageId: 'data', data: { edit: 'res.json(404)' }, output: `const app = require('express')();
app.get('/x', (req, res) => { res.json(404); });` }] },
        ],
      },
      {
        name: 'before the content', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json(404, { a: 1 }); });`,
        errors: [
          { messageId: 'content', line: 2, column: 40, suggestions: [{ messageId: 'status', data: { status: '404 Not Found', edit: 'res.status(404).json({ a: 1 })' }, output: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).json({ a: 1 }); });` }] },
        ],
      },
      {
        name: 'behind the content', code: `const app = require('express')();
app.get('/x', (req, res) => { res.json({ a: 1 }, 404); });`,
        errors: [
          { messageId: 'ignored', line: 2, column: 50, suggestions: [{ messageId: 'status', data: { status: '404 Not Found', edit: 'res.status(404).json({ a: 1 })' }, output: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).json({ a: 1 }); });` }] },
        ],
      },
      {
        name: 'typed', ts: true, code: `import type { Request, Response } from 'express';
export const handle = (req: Request, res: Response): void => { res.send(404); };`,
        errors: [
          { messageId: 'content', line: 2, column: 73, suggestions: [{ messageId: 'status', data: { status: '404 Not Found', edit: 'res.sendStatus(404)' }, output: `import type { Request, Response } from 'express';
export const handle = (req: Request, res: Response): void => { res.sendStatus(404); };` }, { messageId: 'data', data: { edit: 'res.json(404)' }, output: `import type { Request, Response } from 'express';
export const handle = (req: Request, res: Response): void => { res.json(404); };` }] },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'a value', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.send(count); });` },
      { name: 'a status apart', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(404).send({}); });` },
    ],
    invalid: [
      {
        name: 'send', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.send(404); });`,
        errors: [
          { messageId: 'content', line: 2, column: 48, suggestions: [{ messageId: 'status', data: { status: '404 Not Found', edit: 'reply.code(404).send()' }, output: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(404).send(); });` }] },
        ],
      },
      {
        name: 'before the content', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.send(404, { a: 1 }); });`,
        errors: [
          { messageId: 'content', line: 2, column: 48, suggestions: [{ messageId: 'status', data: { status: '404 Not Found', edit: 'reply.code(404).send({ a: 1 })' }, output: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(404).send({ a: 1 }); });` }] },
        ],
      },
      {
        name: 'typed', ts: true, code: `import type { FastifyReply, FastifyRequest } from 'fastify';
export function handle(request: FastifyRequest, reply: FastifyReply) { reply.send(404); }`,
        errors: [
          { messageId: 'content', line: 2, column: 83, suggestions: [{ messageId: 'status', data: { status: '404 Not Found', edit: 'reply.code(404).send()' }, output: `import type { FastifyReply, FastifyRequest } from 'fastify';
export function handle(request: FastifyRequest, reply: FastifyReply) { reply.code(404).send(); }` }] },
        ],
      },
    ],
  },
});
