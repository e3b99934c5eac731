import rule from '../../src/rules/no-misplaced-parameter.ts';
import { testRule } from '../rule-tester.ts';

const EXPRESS = `const app = require('express')();\n`;
const FASTIFY = `const app = require('fastify')();\n`;
const FAILS = '500 Internal Server Error';

testRule('no-misplaced-parameter', rule, {
  express: {
    valid: [
      {
        name: 'a typed error handler',
        code: `import express from 'express'; const app = express(); app.use((err: Error, req: express.Request, res: express.Response, next: express.NextFunction) => { res.status(500).json({ e: err.message }); });`,
        ts: true,
      },
      {
        name: 'an error handler',
        code: `${EXPRESS}app.use((err, req, res, next) => { res.status(500).json({ e: err.message }); });`,
      },
      { name: 'a route', code: `${EXPRESS}app.get('/', (req, res) => { res.json(req.query); });` },
      {
        name: 'an error handler whose last parameter is not used',
        code: `${EXPRESS}app.use((err, req, res, _next) => { res.status(500).json({ e: err.message }); });`,
      },
      {
        name: 'names that say nothing',
        code: `${EXPRESS}app.use((a, b, c) => { c.status(500).json({ e: a.message }); });`,
      },
      {
        name: 'a third parameter that is not used as a response',
        code: `${EXPRESS}app.use((err, req, res) => { res(err); });`,
      },
      {
        name: 'a helper that is called by its name',
        code: `${EXPRESS}function fail(err, req, res) { res.status(500).json({ e: err.message }); }\napp.get('/', (req, res) => fail(new Error(), req, res));`,
      },
      {
        name: 'names that are swapped, and used for what they are',
        code: `${EXPRESS}app.get('/', (res, req) => { req.json(res.query.a); });`,
      },
      { name: 'parameters that are not used', code: `${EXPRESS}app.get('/', (res, req, next) => next());` },
      {
        name: 'an application of another framework',
        code: `const app = require('restify').createServer(); app.use((err, req, res) => { res.status(500).json({ e: err.message }); });`,
      },
      {
        name: 'a rest of parameters',
        code: `${EXPRESS}app.use((err, req, ...rest) => { rest[0].status(500).end(); });`,
      },
    ],
    invalid: [
      {
        name: 'a typed error handler with three parameters',
        code: `import express from 'express'; const app = express(); app.use((err: Error, req: express.Request, res: express.Response) => { res.status(500).json({ e: err.message }); });`,
        ts: true,
        errors: [
          {
            messageId: 'missing',
            suggestions: [
              {
                messageId: 'list',
                output: `import express from 'express'; const app = express(); app.use((err: Error, req: express.Request, res: express.Response, next) => { res.status(500).json({ e: err.message }); });`,
              },
            ],
          },
        ],
      },
      {
        name: 'an error handler with three parameters',
        code: `${EXPRESS}app.use((err, req, res) => { res.status(500).json({ e: err.message }); });`,
        errors: [
          {
            messageId: 'missing',
            data: { name: 'err', fails: FAILS },
            line: 2,
            suggestions: [
              {
                messageId: 'list',
                data: { list: 'err, req, res, next' },
                output: `${EXPRESS}app.use((err, req, res, next) => { res.status(500).json({ e: err.message }); });`,
              },
            ],
          },
        ],
      },
      {
        name: 'an error handler with three parameters, named',
        code: `${EXPRESS}function onError(error, request, response) { response.statusCode = 500; response.end(error.message); }\napp.use(onError);`,
        errors: [
          {
            messageId: 'missing',
            line: 2,
            suggestions: [
              {
                messageId: 'list',
                output: `${EXPRESS}function onError(error, request, response, next) { response.statusCode = 500; response.end(error.message); }\napp.use(onError);`,
              },
            ],
          },
        ],
      },
      {
        name: 'a next of the code around it',
        code: `${EXPRESS}const next = require('next'); app.use((err, req, res) => { next(); res.status(500).end(err.message); });`,
        errors: [{ messageId: 'missing' }],
      },
      {
        name: 'the error comes last',
        code: `${EXPRESS}app.use((req, res, next, err) => { res.status(500).json({ e: err.message }); });`,
        errors: [
          {
            messageId: 'last',
            data: { name: 'req', text: 'err' },
            suggestions: [
              {
                messageId: 'list',
                data: { list: 'err, req, res, next' },
                output: `${EXPRESS}app.use((err, req, res, next) => { res.status(500).json({ e: err.message }); });`,
              },
            ],
          },
        ],
      },
      {
        name: 'request and response are swapped',
        code: `${EXPRESS}app.get('/notes', async (res, req, next) => { res.json(await load(req.query.page)); });`,
        errors: [
          {
            messageId: 'swapped',
            data: { framework: 'Express', name: 'res', fails: FAILS },
            suggestions: [
              {
                messageId: 'list',
                data: { list: 'req, res, next' },
                output: `${EXPRESS}app.get('/notes', async (req, res, next) => { res.json(await load(req.query.page)); });`,
              },
            ],
          },
        ],
      },
      {
        name: 'swapped in an error handler',
        code: `${EXPRESS}app.use((err, res, req, next) => { res.status(500).json({ path: req.path }); });`,
        errors: [
          {
            messageId: 'swapped',
            data: { framework: 'Express', name: 'res', fails: FAILS },
            suggestions: [
              {
                messageId: 'list',
                data: { list: 'err, req, res, next' },
                output: `${EXPRESS}app.use((err, req, res, next) => { res.status(500).json({ path: req.path }); });`,
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
        name: 'an error handler of three parameters',
        code: `${FASTIFY}app.setErrorHandler((error, request, reply) => { reply.code(500).send({ e: error.message }); });`,
      },
      { name: 'a route', code: `${FASTIFY}app.get('/', (request, reply) => { reply.send(request.query); });` },
    ],
    invalid: [
      {
        name: 'request and reply are swapped',
        code: `${FASTIFY}app.get('/notes', async (reply, request) => { return reply.code(200).send(request.query.page); });`,
        errors: [
          {
            messageId: 'swapped',
            data: { framework: 'Fastify', name: 'reply', fails: FAILS },
            suggestions: [
              {
                messageId: 'list',
                data: { list: 'request, reply' },
                output: `${FASTIFY}app.get('/notes', async (request, reply) => { return reply.code(200).send(request.query.page); });`,
              },
            ],
          },
        ],
      },
    ],
  },
});
