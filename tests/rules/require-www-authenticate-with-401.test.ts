import rule from '../../src/rules/require-www-authenticate-with-401.ts';
import { controller, express, fastify } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

const missing = { messageId: 'missing', data: { status: '401 Unauthorized' } } as const;

/** A report whose suggestion writes the field after the status, or where it is said. */
const lacking = (name: string, code: string, from: string, to: string): InvalidCase => ({
  name,
  code,
  errors: [
    { ...missing, ...placeOf(code, '401'), suggestions: [{ messageId: 'set', output: code.replace(from, to) }] },
  ],
});

const typed = controller(
  'express',
  "if (!req.headers.authorization) return res.status(401).json({ message: 'Log in first' });",
);
const typedReply = controller('fastify', 'if (!request.headers.authorization) return reply.code(401).send();');

testRule('require-www-authenticate-with-401', rule, {
  express: {
    valid: [
      { name: 'set', code: express(`res.set('WWW-Authenticate', 'Bearer').status(401).end()`) },
      { name: 'header', code: express(`res.header('www-authenticate', 'Basic realm="x"'); res.sendStatus(401)`) },
      { name: 'writeHead', code: express(`res.writeHead(401, { 'WWW-Authenticate': 'Basic' }); res.end()`) },
      { name: 'headers that are not in sight', code: express(`res.set(challenge()).status(401).end()`) },
      { name: 'a response that went out of sight', code: express(`challenge(res); res.status(401).end()`) },
      { name: 'a helper, whose callers may set it', code: `export function refuse(res) { res.status(401).end(); }` },
      { name: "the project's own function, which may set it", code: express(`sendError(res, 401, 'Log in first')`) },
      {
        name: 'an error, which an error handler answers',
        code: express(`throw new UnauthorizedError('Log in first')`),
      },
      {
        name: 'a forwarded error',
        code: `import createError from 'http-errors'; ${express(`next(createError(401))`)}`,
      },
      {
        name: 'a 401 that should be 403 Forbidden',
        code: express(
          `if (!req.user) return res.end(); if (req.user.role !== 'admin') return res.status(401).end(); res.end()`,
        ),
      },
      { name: 'a 401 whose content says Forbidden', code: express(`res.status(401).send('Forbidden')`) },
      { name: 'another status', code: express(`res.status(403).end()`) },
      { name: 'a status that is not known', code: express(`res.status(code).end()`) },
    ],
    invalid: [
      lacking(
        'json',
        express(`res.status(401).json({ message: 'Log in first' })`),
        '.status(401)',
        `.status(401).set('WWW-Authenticate', 'Bearer')`,
      ),
      lacking(
        'sendStatus',
        express(`res.sendStatus(401)`),
        '.sendStatus',
        `.set('WWW-Authenticate', 'Bearer').sendStatus`,
      ),
      lacking(
        'writeHead',
        express(`res.writeHead(401); res.end()`),
        'writeHead(401)',
        `writeHead(401, { 'WWW-Authenticate': 'Bearer' })`,
      ),
      lacking(
        'a status set apart',
        express(`res.statusCode = 401; res.end('No.')`),
        'res.end',
        `res.setHeader('WWW-Authenticate', 'Bearer').end`,
      ),
      lacking(
        'missing credentials',
        express(`if (!req.headers.authorization) return res.status(401).end(); res.end()`),
        '.status(401)',
        `.status(401).set('WWW-Authenticate', 'Bearer')`,
      ),
      {
        name: 'one outcome of two: the field would go with both',
        code: express(`res.status(user ? 200 : 401).json({})`),
        errors: [missing],
      },
      {
        name: 'a field on some paths only',
        code: express(`if (realm) res.set('WWW-Authenticate', realm); res.status(401).end()`),
        errors: [
          {
            ...missing,
            suggestions: [
              {
                messageId: 'set',
                output: express(
                  `if (realm) res.set('WWW-Authenticate', realm); res.status(401).set('WWW-Authenticate', 'Bearer').end()`,
                ),
              },
            ],
          },
        ],
      },
      {
        ...lacking('in TypeScript', typed, '.status(401)', `.status(401).set('WWW-Authenticate', 'Bearer')`),
        ts: true,
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'header', code: fastify(`return reply.code(401).header('WWW-Authenticate', 'Bearer').send()`) },
      { name: 'headers', code: fastify(`return reply.headers({ 'www-authenticate': 'Bearer' }).code(401).send()`) },
      {
        name: 'an error of @fastify/sensible, which an error handler answers',
        code: fastify(`return reply.unauthorized()`),
      },
      {
        name: 'a redirect with the status of another response: no-ignored-redirect-status speaks',
        code: fastify(`return reply.redirect('/login', 401)`),
      },
      { name: 'a thrown error', code: fastify(`throw app.httpErrors.unauthorized()`) },
      { name: 'a response that went out of sight', code: fastify(`challenge(reply); return reply.code(401).send()`) },
    ],
    invalid: [
      lacking(
        'send',
        fastify(`return reply.code(401).send({ message: 'Log in first' })`),
        '.code(401)',
        `.code(401).header('WWW-Authenticate', 'Bearer')`,
      ),
      lacking(
        'a returned value',
        fastify(`reply.code(401); return { message: 'Log in first' }`),
        '.code(401)',
        `.code(401).header('WWW-Authenticate', 'Bearer')`,
      ),
      {
        ...lacking('in TypeScript', typedReply, '.code(401)', `.code(401).header('WWW-Authenticate', 'Bearer')`),
        ts: true,
      },
    ],
  },
});
