import rule from '../../src/rules/consistent-status-notation.ts';
import { testRule } from '../rule-tester.ts';

const CODES = `const { StatusCodes } = require('http-status-codes');`;
const express = (statements: string, before = ''): string =>
  `${before} const app = require('express')(); app.get('/users', (req, res) => { ${statements} });`;
const fastify = (statements: string, before = ''): string =>
  `${before} const app = require('fastify')(); app.get('/users', (request, reply) => { ${statements} });`;
const named = [{ prefer: 'named' }] as const;

testRule('consistent-status-notation', rule, {
  express: {
    valid: [
      { name: 'a number', code: express('res.status(404).end();') },
      {
        name: 'a constant of the project',
        code: express('res.status(STATUS.MISSING).end();', 'const STATUS = { MISSING: 404 };'),
      },
      { name: 'named: a constant', code: express('res.status(StatusCodes.NOT_FOUND).end();', CODES), options: named },
      { name: 'named: a file without a library', code: express('res.status(404).end();'), options: named },
      {
        name: 'named: a status the library has no name for',
        code: express('res.status(299).end();', CODES),
        options: named,
      },
      { name: 'a number that is no status', code: express('res.json({ count: 404 });', CODES), options: named },
      {
        name: 'a name of an error',
        code: express(`throw new createError.NotFound();`, `const createError = require('http-errors');`),
      },
      { name: 'a redirect with arguments out of sight', code: express(`res.redirect(302, ...args);`) },
      {
        name: 'named: the name means something else there',
        options: named,
        code: express('const StatusCodes = {}; res.status(404).json(StatusCodes);', CODES),
      },
      {
        name: 'named: a type alone',
        ts: true,
        options: named,
        code: `import type { StatusCodes } from 'http-status-codes';\nimport type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response): unknown => res.status(404).json({});`,
      },
      {
        name: 'named: a type among other names',
        ts: true,
        options: named,
        code: `import { type StatusCodes, getReasonPhrase } from 'http-status-codes';\nimport type { Request, Response } from 'express';\nexport const show = (req: Request, res: Response): unknown => res.status(404).json(getReasonPhrase(404));`,
      },
      { name: 'a redirect with another status', code: express(`res.redirect(303, '/x');`) },
      {
        name: 'a redirect behind a status, which no-ignored-redirect-status reports',
        code: express(`res.status(301).redirect(302, '/x');`),
      },
    ],
    invalid: [
      {
        name: 'a constant',
        code: express('res.status(StatusCodes.NOT_FOUND).end();', CODES),
        output: express('res.status(404).end();', CODES),
        errors: [{ messageId: 'numeric', data: { status: '404 Not Found', text: 'StatusCodes.NOT_FOUND' } }],
      },
      {
        name: 'a constant out of a pattern',
        code: express('res.sendStatus(NOT_FOUND);', `const { NOT_FOUND } = require('http-status');`),
        output: express('res.sendStatus(404);', `const { NOT_FOUND } = require('http-status');`),
        errors: [{ messageId: 'numeric' }],
      },
      {
        name: 'both of two',
        code: express('res.status(req.query.x ? StatusCodes.OK : StatusCodes.CREATED).end();', CODES),
        output: express('res.status(req.query.x ? 200 : 201).end();', CODES),
        errors: [{ messageId: 'numeric' }, { messageId: 'numeric' }],
      },
      {
        name: 'named: a number',
        options: named,
        code: express('res.status(404).end();', CODES),
        output: express('res.status(StatusCodes.NOT_FOUND).end();', CODES),
        errors: [{ messageId: 'named', data: { status: '404 Not Found', text: 'StatusCodes.NOT_FOUND' } }],
      },
      {
        name: 'named: http-status',
        options: named,
        code: express('res.status(404).end();', `const httpStatus = require('http-status');`),
        output: express('res.status(httpStatus.NOT_FOUND).end();', `const httpStatus = require('http-status');`),
        errors: [{ messageId: 'named' }],
      },
      {
        name: 'named: node:http2',
        options: named,
        code: express('res.status(404).end();', `const { constants } = require('node:http2');`),
        output: express(
          'res.status(constants.HTTP_STATUS_NOT_FOUND).end();',
          `const { constants } = require('node:http2');`,
        ),
        errors: [{ messageId: 'named' }],
      },
      {
        name: 'a redirect',
        code: express(`res.redirect(302, '/x');`),
        output: express(`res.redirect('/x');`),
        errors: [{ messageId: 'redirect', data: { status: '302 Found' } }],
      },
      {
        name: 'a redirect to what stands in parentheses',
        code: express(`res.redirect((302), ((req.query.next || '/')));`),
        output: express(`res.redirect(((req.query.next || '/')));`),
        errors: [{ messageId: 'redirect' }],
      },
      {
        name: 'a redirect with a comment at the status',
        code: express(`res.redirect(302 /* for now */, '/');`),
        output: null,
        errors: [{ messageId: 'redirect' }],
      },
      {
        name: 'a redirect with a comment',
        code: express(`res.redirect(302, /* home */ '/');`),
        output: express(`res.redirect(/* home */ '/');`),
        errors: [{ messageId: 'redirect' }],
      },
    ],
  },
  fastify: {
    valid: [
      {
        name: 'a hook that sets a status, which a redirect without one keeps',
        code: `const app = require('fastify')(); app.addHook('onRequest', async (request, reply) => { reply.code(307); }); app.get('/x', (request, reply) => { reply.redirect('/a', 302); });`,
      },
      {
        name: 'a hook, whose reply may have a status',
        code: `const app = require('fastify')(); app.addHook('onRequest', (request, reply, done) => { reply.redirect('/x', 302); });`,
      },
    ],
    invalid: [
      {
        name: 'a constant',
        code: fastify('reply.code(StatusCodes.NOT_FOUND).send();', CODES),
        output: fastify('reply.code(404).send();', CODES),
        errors: [{ messageId: 'numeric' }],
      },
      {
        name: 'a redirect',
        code: fastify(`reply.redirect('/x', 302);`),
        errors: [
          { messageId: 'redirect', suggestions: [{ messageId: 'drop', output: fastify(`reply.redirect('/x');`) }] },
        ],
      },
      {
        name: 'a redirect with the status first',
        code: fastify(`reply.redirect(302, '/x');`),
        errors: [
          { messageId: 'redirect', suggestions: [{ messageId: 'drop', output: fastify(`reply.redirect('/x');`) }] },
        ],
      },
      {
        name: 'a redirect to what stands in parentheses',
        code: fastify(`reply.redirect((request.query.next ?? '/'), (302));`),
        errors: [
          {
            messageId: 'redirect',
            suggestions: [{ messageId: 'drop', output: fastify(`reply.redirect((request.query.next ?? '/'));`) }],
          },
        ],
      },
      {
        name: 'named, in TypeScript',
        ts: true,
        options: named,
        code: `import { StatusCodes } from 'http-status-codes';\nimport type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply) {\n  return reply.status(404).send({});\n}`,
        output: `import { StatusCodes } from 'http-status-codes';\nimport type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply) {\n  return reply.status(StatusCodes.NOT_FOUND).send({});\n}`,
        errors: [{ messageId: 'named', line: 4 }],
      },
    ],
  },
});
