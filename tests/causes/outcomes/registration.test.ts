import { expect, it } from 'vitest';

import { readFallback } from '../../../src/causes/outcomes/registration.ts';
import { EXPRESS, FASTIFY, lastResponse, readCode } from '../../read-code.ts';
import { sayEvidence } from '../reading.ts';

const SHOW = "app.get('/x', show);\n";
const REFUSE = '(req, res) => { res.status(400).end(); });';

it.each([
  ['a use behind the routes', `${EXPRESS}${SHOW}app.use(${REFUSE}`, 'not-found by registration'],
  ['a use before them', `${EXPRESS}app.use(${REFUSE} ${SHOW}`, 'nothing'],
  ['a use alone', `${EXPRESS}app.use(${REFUSE}`, 'nothing'],
  ['a wildcard', `${EXPRESS}${SHOW}app.all('*', ${REFUSE}`, 'not-found by registration'],
  ['a named wildcard', `${EXPRESS}${SHOW}app.all('/*splat', ${REFUSE}`, 'not-found by registration'],
  ['a wildcard as a pattern', `${EXPRESS}${SHOW}app.all(/.*/, ${REFUSE}`, 'not-found by registration'],
  [
    'a wildcard and an error handler',
    `${EXPRESS}${SHOW}app.all('*', (req, res) => { res.status(400).end(); }); app.use(onError);`,
    'not-found by registration',
  ],
  [
    'a wildcard and a route',
    `${EXPRESS}${SHOW}app.all('*', (req, res) => { res.status(400).end(); }); app.get('/y', show);`,
    'nothing',
  ],
  ['the other methods of a path', `${EXPRESS}${SHOW}app.all('/x', ${REFUSE}`, 'method by registration'],
  ['all methods of a path', `${EXPRESS}${SHOW}app.all('/y', ${REFUSE}`, 'nothing'],
  [
    'a route that says so',
    `${EXPRESS}app.post('/x', function methodNotAllowed(req, res) { res.status(400).end(); });`,
    'method by registration',
  ],
  [
    'a text that says so',
    `${EXPRESS}app.post('/x', (req, res) => { res.status(400).send('Method not allowed'); });`,
    'method by registration',
  ],
  ['what never gets an error', `${EXPRESS}${SHOW}app.use((err, res) => { res.status(400).end(); });`, 'nothing'],
  [
    'a not-found handler',
    `${FASTIFY}app.setNotFoundHandler((request, reply) => { reply.code(400).send(); });`,
    'not-found by registration',
  ],
  [
    'a wildcard of Fastify',
    `${FASTIFY}${SHOW}app.all('*', (request, reply) => { reply.code(400).send(); });`,
    'not-found by registration',
  ],
  [
    'several methods of Fastify',
    `${FASTIFY}app.get('/x', show); app.route({ method: ['PUT', 'POST'], url: '/x', handler: (request, reply) => { reply.code(400).send(); } });`,
    'method by registration',
  ],
  ['a route', `${EXPRESS}app.get('/x', ${REFUSE}`, 'nothing'],
])('%s', (_, code, said) => {
  const model = readCode(code);
  expect(sayEvidence(readFallback(lastResponse(model), model))).toBe(said);
});
