import { expect, it } from 'vitest';

import { isAuthenticated, provesCaller, refusesBefore } from '../../../src/causes/context/authentication.ts';
import { EXPRESS, FASTIFY } from '../../read-code.ts';
import { ask, askFile } from '../reading.ts';

it.each([
  ['a test of the caller', 'if (!req.user) return res.end(); res.status(400).end();', true],
  ['a test of whatever', 'if (!req.body) return res.end(); res.status(400).end();', false],
  ['a sort of login', "if (req.auth.type === 'session') res.status(400).end();", true],
  ['another sort of login', "if (req.auth.type !== 'session') res.status(400).end();", false],
  ['no caller', 'if (!req.user) res.status(400).end();', false],
  [
    'a verified token',
    'const claims = jwt.verify(req.cookies.token, key); if (!claims) return res.end(); res.status(400).end();',
    true,
  ],
])('%s proves the caller: %s', (_, body, isSo) => {
  const { conditions, response, provenances, model } = ask(body);
  expect(provesCaller(conditions, response, provenances, model)).toBe(isSo);
});

const GATE = 'function gate(req, res, next) { if (!req.user) return res.status(401).end(); next(); }';
const END = '(req, res) => res.status(400).end());';
it.each<[string, string, boolean, boolean]>([
  ['what refuses, whatever it is called', `${EXPRESS}${GATE} app.use(gate); app.get('/x', ${END}`, false, true],
  [
    'the authentication itself',
    `${EXPRESS}${GATE} app.get('/x', gate, (req, res, next) => { if (!req.user) return res.status(401).end(); next(); });`,
    false,
    false,
  ],
  ['what refuses before one route', `${EXPRESS}${GATE} app.get('/x', gate, ${END}`, false, true],
  ['what only is called so', `${EXPRESS}app.get('/x', requireAuth, ${END}`, true, true],
  [
    'what is called so and does not',
    `${EXPRESS}function requireAuth(req, res, next) { next(); } app.get('/x', requireAuth, ${END}`,
    true,
    false,
  ],
  ['what is optional', `${EXPRESS}app.get('/x', optionalAuth, ${END}`, false, false],
  ['what only tells', `${EXPRESS}app.get('/x', loadAuth, ${END}`, true, false],
  ['a limiter', `${EXPRESS}app.get('/x', authLimiter, ${END}`, true, false],
  ['a schema', `${EXPRESS}app.get('/x', validate(authSchema), ${END}`, true, false],
  ['authors', `${EXPRESS}app.get('/x', loadAuthors, ${END}`, false, false],
  ['a session for all', `${EXPRESS}app.use(session()); app.get('/x', ${END}`, false, false],
  ['nothing', `${EXPRESS}app.get('/x', ${END}`, false, false],
  [
    'one of two routes',
    `${EXPRESS}${GATE} const show = (req, res) => res.status(400).end(); app.get('/x', gate, show); app.get('/y', show);`,
    false,
    false,
  ],
  [
    'a hook',
    `${FASTIFY}app.addHook('onRequest', async (request, reply) => { if (!request.user) return reply.code(401).send(); }); app.get('/x', (request, reply) => reply.code(400).send());`,
    true,
    true,
  ],
  [
    'a plugin by its name',
    `${FASTIFY}app.register(requireAuth); app.get('/x', (request, reply) => reply.code(400).send());`,
    false,
    true,
  ],
  [
    'a plugin with a hook',
    `import fp from 'fastify-plugin'; ${FASTIFY}const plugin = fp(async scope => { scope.addHook('onRequest', async (request, reply) => { if (!request.user) return reply.code(401).send(); }); }); app.register(plugin); app.get('/x', (request, reply) => reply.code(400).send());`,
    false,
    true,
  ],
])('%s', (_, code, isProven, isAll) => {
  const { response, provenances, model } = askFile(code);
  expect(provesCaller([], response, provenances, model)).toBe(isProven || isAll);
  expect(isAuthenticated(response, provenances, model)).toBe(isAll);
});

it.each([
  ['if (!req.user) return res.status(401).end(); res.status(400).end();', true],
  ['if (!req.user) return res.status(403).end(); res.status(400).end();', false],
  ['if (!req.user) return res.status(a ? 401 : 403).end(); res.status(400).end();', false],
  ['res.status(400).end();', false],
])('%s refuses before: %s', (body, isSo) => {
  const { response, model } = ask(body);
  expect(refusesBefore(response, model)).toBe(isSo);
});
