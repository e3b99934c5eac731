import { expect, it } from 'vitest';

import { findUnanswered, lacksStatus } from '../../../src/facts/setting/missing-status.ts';
import { EXPRESS, FASTIFY, lastResponse, present, readCode } from '../../read-code.ts';

const SHOW = "app.get('/x', show); ";
it.each([
  ['an error handler', `${EXPRESS}app.use((err, req, res, next) => { res.json({ error: err.message }); });`, 'error'],
  ['one that sets it', `${EXPRESS}app.use((err, req, res, next) => { res.status(500).json({}); });`, null],
  ['one where there is no error', `${EXPRESS}app.use((err, req, res, next) => { if (!err) res.json({}); });`, null],
  [
    'one that looks at the status',
    `${EXPRESS}app.use((err, req, res, next) => { log(res.statusCode); res.json({}); });`,
    null,
  ],
  ['one of Fastify', `${FASTIFY}app.setErrorHandler((error, request, reply) => { reply.send({ a: 1 }); });`, 'error'],
  [
    'one that sends the error',
    `${FASTIFY}app.setErrorHandler((error, request, reply) => { reply.send(error); });`,
    null,
  ],
  [
    'one that sends its text',
    `${FASTIFY}app.setErrorHandler((error, request, reply) => { reply.send(error.message); });`,
    'error',
  ],
  [
    'a not-found handler',
    `${FASTIFY}app.setNotFoundHandler((request, reply) => { reply.send({ a: 1 }); });`,
    'not-found',
  ],
  [
    'one that sends the application',
    `${FASTIFY}app.setNotFoundHandler((request, reply) => { reply.sendFile('index.html'); });`,
    null,
  ],
  ['a catch-all', `${EXPRESS}${SHOW}app.use((req, res) => { res.send('Not found'); });`, 'not-found'],
  [
    'a catch-all for GET',
    `${EXPRESS}${SHOW}app.get('*', (req, res) => { res.json({ message: 'no such route' }); });`,
    'not-found',
  ],
  ['a catch-all with a page', `${EXPRESS}${SHOW}app.use((req, res) => { res.render('404'); });`, 'not-found'],
  [
    'a catch-all with the application',
    `${EXPRESS}${SHOW}app.get('*', (req, res) => { res.sendFile('index.html'); });`,
    null,
  ],
  ['a catch-all that says nothing of it', `${EXPRESS}${SHOW}app.use((req, res) => { res.send('Hello'); });`, null],
  ['the only handler', `${EXPRESS}app.use((req, res) => { res.send('Not found'); });`, null],
  ['a use before the routes', `${EXPRESS}app.use((req, res) => { res.send('Not found'); }); ${SHOW}`, null],
  [
    'a use before the error handler',
    `${EXPRESS}${SHOW}app.use((req, res) => { res.send('Not found'); }); app.use(onError);`,
    'not-found',
  ],
  [
    'a controller by its name',
    "export const notFound = (req, res) => { res.json({ message: 'not found' }); };",
    'not-found',
  ],
  ['a route', `${EXPRESS}app.get('/x', (req, res) => { res.send('Not found'); });`, null],
])('%s', (_, code, found) => {
  const model = readCode(code);
  const response = lastResponse(model);
  const outcome = present(response.status.outcomes[0]);
  expect(findUnanswered(response, outcome, model)).toBe(found);
  expect(lacksStatus(response, outcome, model)).toBe(found !== null);
});
