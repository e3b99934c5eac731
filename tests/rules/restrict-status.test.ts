import rule from '../../src/rules/restrict-status.ts';
import { testRule } from '../rule-tester.ts';

const express = (method: string, statements: string): string =>
  `const app = require('express')(); app.${method}('/users', (req, res) => { ${statements} });`;
const fastify = (method: string, statements: string): string =>
  `const app = require('fastify')(); app.${method}('/users', (request, reply) => { ${statements} });`;
const options = [{ allow: { '*': [400, 404], GET: [200, 304], POST: [201] } }] as const;

testRule('restrict-status', rule, {
  express: {
    valid: [
      { name: 'nothing listed', code: express('get', 'res.status(418).end();') },
      { name: 'a status of the method', code: express('get', 'res.json({});'), options },
      { name: 'a status of every method', code: express('post', 'res.status(404).end();'), options },
      {
        name: 'a method without a list',
        code: express('put', 'res.status(418).end();'),
        options: [{ allow: { GET: [200] } }],
      },
      {
        name: 'a method that is not known: the status of any',
        code: 'exports.show = (req, res) => { res.status(201).end(); };',
        options,
      },
      { name: 'a status that is not known', code: express('get', 'res.status(status).end();'), options },
    ],
    invalid: [
      {
        name: 'a status of another method',
        code: express('get', 'res.status(201).end();'),
        options,
        errors: [
          {
            messageId: 'restricted',
            data: {
              status: '201 Created',
              method: 'GET',
              allowed: '200 OK, 304 Not Modified, 400 Bad Request, 404 Not Found',
            },
            line: 1,
          },
        ],
      },
      {
        name: 'the status the framework supplies',
        code: express('post', 'res.json({});'),
        options,
        errors: [
          {
            messageId: 'restricted',
            data: { status: '200 OK', method: 'POST', allowed: '201 Created, 400 Bad Request, 404 Not Found' },
          },
        ],
      },
      {
        name: 'one of two',
        code: express('get', 'res.status(req.query.x ? 200 : 422).end();'),
        options,
        errors: [{ messageId: 'restricted' }],
      },
      {
        name: 'a method that is not known',
        code: 'exports.show = (req, res) => { res.status(418).end(); };',
        options,
        errors: [
          {
            messageId: 'restricted',
            data: {
              status: '418 (Unused)',
              method: 'any method',
              allowed: '200 OK, 201 Created, 304 Not Modified, 400 Bad Request, 404 Not Found',
            },
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [{ name: 'a status of the method', code: fastify('post', 'reply.code(201).send({});'), options }],
    invalid: [
      {
        name: 'another',
        code: fastify('post', 'reply.code(202).send({});'),
        options,
        errors: [{ messageId: 'restricted' }],
      },
      {
        name: 'in TypeScript, a thrown error',
        ts: true,
        code: `import createError from 'http-errors';\nexport function load(id: string): void {\n  throw createError(409, id);\n}`,
        options,
        errors: [{ messageId: 'restricted', line: 3 }],
      },
    ],
  },
});
