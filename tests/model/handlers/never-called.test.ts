import { expect, it } from 'vitest';

import { readCode } from '../../read-code.ts';

const EXPRESS = "import express from 'express'; const app = express();";

it.each([
  ['named so', `${EXPRESS} app.use(function (err, req, res) { res.status(err.status || 500); res.redirect('/'); });`],
  ['typed so', `${EXPRESS} app.use((failure: HttpError, req: Request, res: Response) => { res.json({ failure }); });`],
  [
    'of a router',
    "const router = require('express').Router(); router.use('/boats', (error, request, response) => response.send(error.message));",
  ],
])(
  'an error handler of three parameters, %s, sends nothing: Express calls it with a request, a response and next',
  (_, code) => {
    expect(readCode(code).responses).toEqual([]);
  },
);

it.each([
  ['four parameters', `${EXPRESS} app.use((err, req, res, next) => { res.status(500).end(); });`],
  ['a rest', `${EXPRESS} app.use((err, req, res, ...rest) => { res.status(500).end(); });`],
  [
    'Fastify, which has three',
    "import Fastify from 'fastify'; const app = Fastify(); app.setErrorHandler((error, request, reply) => { reply.code(500).send(error); });",
  ],
  ['no registration in sight', 'export function onError(err, req, res) { res.status(500).end(); }'],
  ["three that are no error's", `${EXPRESS} app.use((req, res, next) => { res.status(500).end(); });`],
])('one with %s answers', (_, code) => {
  expect(readCode(code).responses.length).toBeGreaterThan(0);
});
