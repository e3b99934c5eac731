import rule from '../../src/rules/require-retry-after.ts';
import { controller, express, EXPRESS, fastify, FASTIFY } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

const NAMES = { 429: '429 Too Many Requests', 503: '503 Service Unavailable' } as const;

/** A report whose suggestion writes the field after the status, or where it is said. */
const lacking = (
  status: 429 | 503,
  code: string,
  from: string,
  to: string,
  name: string = NAMES[status],
): InvalidCase => ({
  name,
  code,
  errors: [
    {
      messageId: 'missing',
      data: { status: NAMES[status] },
      ...placeOf(code, String(status)),
      suggestions: [{ messageId: 'set', output: code.replace(from, to) }],
    },
  ],
});

const typed = controller('express', "res.status(503).json({ message: 'Back soon' });");
const typedReply = controller('fastify', 'return reply.code(429).send();');

testRule('require-retry-after', rule, {
  express: {
    valid: [
      { name: 'set', code: express(`res.set('Retry-After', '120').status(503).end()`) },
      { name: 'setHeader', code: express(`res.setHeader('retry-after', 60); res.status(429).end()`) },
      { name: 'writeHead', code: express(`res.writeHead(503, { 'Retry-After': 60 }); res.end()`) },
      { name: 'headers that are not in sight', code: express(`res.set(limits).status(429).end()`) },
      { name: 'the reset of a limit', code: express(`res.set('X-RateLimit-Reset', reset).status(429).end()`) },
      {
        name: 'the handler of express-rate-limit, which sets it',
        code: `import rateLimit from 'express-rate-limit'; ${EXPRESS} app.use(rateLimit({ windowMs: 60000, handler: (req, res) => { res.status(429).json({}); } }));`,
      },
      {
        name: 'a named handler of a limiter',
        code: `import { rateLimit } from 'express-rate-limit'; ${EXPRESS} const onLimit = (req, res) => { res.status(429).json({}); }; app.use(rateLimit({ handler: onLimit }));`,
      },
      {
        name: 'the handler of a limiter of another module',
        code: `import { createLimiter } from './limiter.js'; ${EXPRESS} app.use(createLimiter({ handler: (req, res) => res.status(429).end() }));`,
      },
      { name: 'a response that went out of sight', code: express(`limit(res); res.status(429).end()`) },
      { name: 'a helper, whose callers may set it', code: `export function busy(res) { res.status(503).end(); }` },
      { name: "the project's own function, which may set it", code: express(`sendError(res, 503, 'Back soon')`) },
      { name: 'an error, which an error handler answers', code: express(`throw new HttpError(503, 'Back soon')`) },
      {
        name: 'a limiter that an awaited callback gives the response to',
        code: `${EXPRESS} app.use(async (req, res, next) => { try { await Promise.all(limits.map(async limit => { await limit.handler(req, res, check); })); } catch (error) { return res.status(429).json({ error: error.message }); } next(); });`,
      },
      {
        name: 'an error handler: the limiter that threw may have set it',
        code: `${EXPRESS} app.use((err, req, res, next) => { if (err.status === 429) return res.status(429).json({ message: err.message }); next(err); });`,
      },
      { name: '413, which may be for good', code: express(`res.status(413).end()`, 'post') },
      { name: 'another status', code: express(`res.status(500).end()`) },
      { name: 'a status that is not known', code: express(`res.status(code).end()`) },
    ],
    invalid: [
      lacking(
        429,
        express(`await Promise.all(limits.map(async limit => { await limit.check(req); })); res.status(429).end()`),
        '.status(429)',
        `.status(429).set('Retry-After', '60')`,
        'a limiter that does not get the response',
      ),
      lacking(
        429,
        express(`res.status(429).end(); await Promise.all(limits.map(limit => limit.log(req, res)))`),
        '.status(429)',
        `.status(429).set('Retry-After', '60')`,
        'a response that is handed on afterwards',
      ),
      lacking(
        429,
        express(
          `await connect(() => { sink(err => fail(err)); }); limits.forEach(limit => limit.on('end', () => log(res))); res.status(429).end()`,
        ),
        '.status(429)',
        `.status(429).set('Retry-After', '60')`,
        'a response that a listener hands on',
      ),
      lacking(
        503,
        `${EXPRESS} app.use((err, req, res, next) => { if (err.code === 'ECONNREFUSED') return res.status(503).json({}); next(err); });`,
        '.status(503)',
        `.status(503).set('Retry-After', '60')`,
        'an error handler of failures that no limiter throws',
      ),
      lacking(
        429,
        express(`res.status(429).json({ message: 'Slow down' })`),
        '.status(429)',
        `.status(429).set('Retry-After', '60')`,
      ),
      lacking(503, express(`res.status(503).end()`), '.status(503)', `.status(503).set('Retry-After', '60')`),
      lacking(503, express(`res.sendStatus(503)`), '.sendStatus', `.set('Retry-After', '60').sendStatus`, 'sendStatus'),
      lacking(
        503,
        express(`res.writeHead(503); res.end()`),
        'writeHead(503)',
        `writeHead(503, { 'Retry-After': '60' })`,
        'writeHead',
      ),
      lacking(
        429,
        `import { RateLimiterMemory } from 'rate-limiter-flexible'; ${EXPRESS} app.use((req, res, next) => { limiter.consume(req.ip).then(() => next()).catch(() => { res.status(429).end(); }); });`,
        '.status(429)',
        `.status(429).set('Retry-After', '60')`,
        'a limiter that answers nothing itself',
      ),
      {
        name: 'one outcome of two: the field would go with both',
        code: express(`res.status(ready ? 200 : 503).json({})`),
        errors: [{ messageId: 'missing' }],
      },
      { ...lacking(503, typed, '.status(503)', `.status(503).set('Retry-After', '60')`, 'in TypeScript'), ts: true },
    ],
  },
  fastify: {
    valid: [
      { name: 'header', code: fastify(`return reply.code(503).header('Retry-After', 60).send()`) },
      { name: 'headers', code: fastify(`return reply.headers({ 'retry-after': 60 }).code(429).send()`) },
      {
        name: 'options of @fastify/rate-limit, which sets it',
        code: `import rateLimit from '@fastify/rate-limit'; ${FASTIFY} app.register(rateLimit, { onExceeded: (request, reply) => { reply.code(429).send(); } });`,
      },
      {
        name: 'an error handler: @fastify/rate-limit throws after it has set it',
        code: `${FASTIFY} app.setErrorHandler((error, request, reply) => { if (error.statusCode === 429) return reply.code(429).type('text/html').send(page(error.message)); reply.send(error); });`,
      },
      {
        name: 'an error of @fastify/sensible, which an error handler answers',
        code: fastify(`return reply.serviceUnavailable()`),
      },
      { name: 'a response that went out of sight', code: fastify(`limit(reply); return reply.code(429).send()`) },
    ],
    invalid: [
      lacking(
        429,
        fastify(`return reply.code(429).send({ message: 'Slow down' })`),
        '.code(429)',
        `.code(429).header('Retry-After', '60')`,
      ),
      lacking(
        503,
        fastify(`reply.code(503); return { message: 'Back soon' }`),
        '.code(503)',
        `.code(503).header('Retry-After', '60')`,
        'a returned value',
      ),
      {
        ...lacking(429, typedReply, '.code(429)', `.code(429).header('Retry-After', '60')`, 'in TypeScript'),
        ts: true,
      },
    ],
  },
});
