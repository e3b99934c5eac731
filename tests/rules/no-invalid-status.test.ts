import rule from '../../src/rules/no-invalid-status.ts';
import { testRule } from '../rule-tester.ts';

testRule('no-invalid-status', rule, {
  express: {
    valid: [
      { name: 'an integer', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).end(); });` },
      { name: 'unknown', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(req.code).end(); });` },
      { name: 'with a fallback', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(parseInt(err.code) || 500).end(); });` },
      { name: 'a constant', code: `import { StatusCodes } from 'http-status-codes';
export const f = (req, res) => res.status(StatusCodes.GONE).end();` },
      { name: 'createError with a number', code: `const app = require('express')();
app.get('/x', (req, res) => { throw require('http-errors')(404, 'x'); });` },
    ],
    invalid: [
      {
        name: 'a string', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status('404').end(); });`, output: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).end(); });`,
        errors: [
          { messageId: 'string', line: 2, column: 42 },
        ],
      },
      {
        name: 'out of range', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(99).end(); });`,
        errors: [
          { messageId: 'noStatus', line: 2, column: 42 },
        ],
      },
      {
        name: 'no integer', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(200.5).end(); });`,
        errors: [
          { messageId: 'noStatus', line: 2, column: 42 },
        ],
      },
      {
        name: 'an interim response', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status(102).end(); });`,
        errors: [
          { messageId: 'interim', line: 2, column: 42 },
        ],
      },
      {
        name: 'possibly NaN', code: `const app = require('express')();
app.use((err, req, res, next) => { res.status(parseInt(err.code)).end(); });`,
        errors: [
          { messageId: 'nan', line: 2, column: 47, suggestions: [{ messageId: 'fallback', data: { fallback: '500 Internal Server Error' }, output: `const app = require('express')();
app.use((err, req, res, next) => { res.status(parseInt(err.code) || 500).end(); });` }] },
        ],
      },
      {
        name: 'the name of a status', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status('NOT_FOUND').end(); });`,
        errors: [
          { messageId: 'noStatus', line: 2, column: 42, suggestions: [{ messageId: 'number', data: { status: '404 Not Found' }, output: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404).end(); });` }] },
        ],
      },
      {
        name: 'an assignment over the method', code: `const app = require('express')();
app.get('/x', (req, res) => { res.status = 404; res.end(); });`,
        errors: [
          { messageId: 'assigned', line: 2, column: 44, suggestions: [{ messageId: 'call', data: { name: 'status', status: '404 Not Found' }, output: `const app = require('express')();
app.get('/x', (req, res) => { res.status(404); res.end(); });` }] },
        ],
      },
      {
        name: 'createError with a string', code: `const createError = require('http-errors');
const app = require('express')();
app.get('/x', (req, res) => { throw createError('404'); });`, output: `const createError = require('http-errors');
const app = require('express')();
app.get('/x', (req, res) => { throw createError(404); });`,
        errors: [
          { messageId: 'message', line: 3, column: 49 },
        ],
      },
      {
        name: 'createError with a success', code: `const createError = require('http-errors');
const app = require('express')();
app.get('/x', (req, res) => { throw createError(200); });`,
        errors: [
          { messageId: 'noError', line: 3, column: 49 },
        ],
      },
      {
        name: 'typed', ts: true, code: `import type { Request, Response } from 'express';
export const handle = (req: Request, res: Response): void => { res.status(99).end(); };`,
        errors: [
          { messageId: 'noStatus', line: 2, column: 75 },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'an integer', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(404).send(); });` },
    ],
    invalid: [
      {
        name: 'a string', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code('404').send(); });`, output: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(404).send(); });`,
        errors: [
          { messageId: 'string', line: 2, column: 48 },
        ],
      },
      {
        name: 'out of range', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(600).send(); });`,
        errors: [
          { messageId: 'noStatus', line: 2, column: 48 },
        ],
      },
      {
        name: 'an assignment over the method', code: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code = 404; reply.send(); });`,
        errors: [
          { messageId: 'assigned', line: 2, column: 50, suggestions: [{ messageId: 'call', data: { name: 'code', status: '404 Not Found' }, output: `const app = require('fastify')();
app.get('/x', (request, reply) => { reply.code(404); reply.send(); });` }] },
        ],
      },
      {
        name: 'typed', ts: true, code: `import type { FastifyReply, FastifyRequest } from 'fastify';
export function handle(request: FastifyRequest, reply: FastifyReply) { reply.code(99).send(); }`,
        errors: [
          { messageId: 'noStatus', line: 2, column: 83 },
        ],
      },
    ],
  },
});
