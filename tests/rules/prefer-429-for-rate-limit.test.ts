import rule from '../../src/rules/prefer-429-for-rate-limit.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const REDIS = "import { createClient } from 'redis';\nconst redis = createClient();";
const FLEXIBLE =
  "import { RateLimiterRedis } from 'rate-limiter-flexible';\nconst limiter = new RateLimiterRedis({ points: 10, duration: 1, storeClient: redis });";
const MEMORY =
  "import { RateLimiterMemory } from 'rate-limiter-flexible';\nconst limiter = new RateLimiterMemory({ points: 10, duration: 1 });";
const COUNT =
  'const count = await redis.incr(`rate:${req.ip}`);\nif (count === 1) await redis.expire(`rate:${req.ip}`, 60);';
const SLIDING = 'const recent = (requests.get(req.ip) ?? []).filter(time => Date.now() - time < 60_000);';
const FIXED =
  'let entry = windows.get(req.ip);\nif (!entry || entry.resetAt < Date.now()) {\nentry = { count: 0, resetAt: Date.now() + 60_000 };\nwindows.set(req.ip, entry);\n}\nentry.count++;';

/** A route that counts and compares. */
const guarded =
  (
    before: string,
    test: string,
    { above = REDIS, on = 'GET /search' }: { above?: string; on?: string } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, above, body: `${before}\nif (${test}) ${answer(status)}` });

/** A route whose catch answers. */
const caught =
  (tried: string, { above = FLEXIBLE, before = '' }: { above?: string; before?: string } = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on: 'GET /search', above, body: `try {\n${tried}\n} catch (err) {\n${before}\n${answer(status)}\n}` });

const reported: readonly Row[] = [
  { name: "the reference's example: a limit of requests a minute", code: guarded(COUNT, 'count > 60') },
  { name: '400', sent: 400, code: guarded(COUNT, 'count > 60') },
  { name: '401', sent: 401, code: guarded(COUNT, 'count > 60') },
  { name: '500', sent: 500, code: guarded(COUNT, 'count > 60') },
  { name: 'the limit on the left', code: guarded(COUNT, 'MAX_REQUESTS < count') },
  { name: 'the comparison in a variable', code: guarded(`${COUNT}\nconst isOver = count >= 60;`, 'isOver') },
  {
    name: 'what the limit lets pass comes first',
    code: ({ route, answer, framework }, status) =>
      route({
        on: 'GET /search',
        above: REDIS,
        body: COUNT,
        last: `if (count <= 60) return ${framework === 'express' ? 'res.json({})' : '{}'};\n${answer(status)}`,
      }),
  },
  {
    name: 'of planets, whose name only begins like a plan',
    code: guarded(
      'const count = await redis.incr(`planets:${req.ip}`);\nif (count === 1) await redis.expire(`planets:${req.ip}`, 60);',
      'count > PLANETS_A_MINUTE',
      { above: 'const PLANETS_A_MINUTE = 60;' },
    ),
  },
  {
    name: 'counted in one transaction',
    code: guarded("const [count] = await redis.multi().incr('rate').expire('rate', 60).exec();", 'count > 60'),
  },
  {
    name: 'read before it is counted up',
    code: guarded(
      'const key = `rate:${req.ip}`;\nconst current = await redis.get(key);\nawait redis.multi().incr(key).expire(key, 60).exec();',
      'Number(current) >= 60',
    ),
  },
  {
    name: 'a sliding log in a sorted set',
    code: guarded(
      "await redis.zremrangebyscore('rate', 0, Date.now() - 60_000);\nconst recent = await redis.zcard('rate');",
      'recent >= 60',
    ),
  },
  {
    name: 'a sliding log in memory',
    code: guarded(SLIDING, 'recent.length >= 60', { above: 'const requests = new Map();' }),
  },
  {
    name: 'a fixed window in memory',
    code: guarded(FIXED, 'entry.count > MAX', { above: 'const windows = new Map();' }),
  },
  {
    name: 'a fixed window in an object',
    code: guarded('if (windows[req.ip].start < Date.now() - 60_000) reset(req.ip);', 'windows[req.ip].count > 60', {
      above: 'const windows = {};',
    }),
  },
  {
    name: 'a bucket of tokens',
    code: guarded(
      'const bucket = buckets.get(req.ip);\nbucket.tokens += (Date.now() - bucket.lastRefill) / 1000;',
      'bucket.tokens < 1',
      { above: 'const buckets = new Map();' },
    ),
  },
  {
    name: 'what was stored in the last hour',
    code: guarded(
      'const sent = await Message.countDocuments({ author: req.user.id, createdAt: { $gte: new Date(Date.now() - 3_600_000) } });',
      'sent >= 20',
      { on: 'POST /messages' },
    ),
  },
  {
    name: 'tries of a login in a window, answered 400',
    sent: 400,
    code: guarded(
      'const attempts = await redis.incr(`login:${req.ip}`);\nawait redis.expire(`login:${req.ip}`, 900);',
      'attempts > 5',
      { on: 'POST /login' },
    ),
  },
  {
    name: 'one outcome of a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'GET /search',
        above: REDIS,
        body: `${COUNT}\nreturn ${res}.${framework === 'express' ? 'status' : 'code'}(count > 60 ? ${status} : 200).send({});`,
      }),
  },
  { name: 'rate-limiter-flexible, awaited', code: caught('await limiter.consume(req.ip);') },
  {
    name: 'rate-limiter-flexible, as a promise',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /search',
        above: FLEXIBLE,
        body: '',
        last: `return limiter.consume(req.ip).then(() => next()).catch(() => { ${answer(status)} });`,
      }),
  },
  {
    name: 'two limiters at once',
    code: caught('await Promise.all([limiter.consume(req.ip), limiter.consume(req.body.email)]);'),
  },
  {
    name: 'what is no failure of its store',
    code: caught('await limiter.consume(req.ip);', { before: 'if (err instanceof Error) throw err;' }),
  },
  {
    name: 'its class of refusals',
    sent: 500,
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /search',
        above: FLEXIBLE,
        body: `try {\nawait limiter.consume(req.ip);\n} catch (err) {\nif (err instanceof RateLimiterRes) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'the time it tells to wait',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /search',
        above: FLEXIBLE,
        body: `try {\nawait limiter.consume(req.ip);\nawait search(req.query.q);\n} catch (err) {\nif (err.msBeforeNext) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'a limiter in memory, which has no store that fails, answered 500',
    sent: 500,
    code: caught('await limiter.consume(req.ip);', { above: MEMORY }),
  },
  {
    name: '@upstash/ratelimit',
    code: guarded('const { success } = await ratelimit.limit(req.ip);', '!success', {
      above: "import { Ratelimit } from '@upstash/ratelimit';\nconst ratelimit = new Ratelimit({ redis });",
    }),
  },
  {
    name: 'limiter',
    code: guarded('', '!limiter.tryRemoveTokens(1)', {
      above:
        "import { RateLimiter } from 'limiter';\nconst limiter = new RateLimiter({ tokensPerInterval: 10, interval: 'second' });",
    }),
  },
  {
    name: 'the limiter that @fastify/rate-limit makes',
    only: 'fastify',
    code: guarded('const limit = await check(req);', 'limit.isExceeded', {
      above: 'const check = app.createRateLimit();',
    }),
  },
  {
    name: 'an error that is thrown',
    right: 429,
    code: ({ route }, status) =>
      route({
        on: 'GET /search',
        above: `${REDIS}\nimport createError from 'http-errors';`,
        body: `${COUNT}\nif (count > 60) throw createError(${status}, 'Too many requests');`,
      }),
  },
  { name: '404 hides the endpoint', sent: 404, code: guarded(COUNT, 'count > 60') },
  { name: '409', sent: 409, code: guarded(COUNT, 'count > 60') },
];

const silent: readonly Row[] = [
  { name: '429 is right', sent: 429, code: guarded(COUNT, 'count > 60') },
  { name: '503 is fine', sent: 503, code: guarded(COUNT, 'count > 60') },
  { name: 'a status the options accept', options: { accept: [403] }, code: guarded(COUNT, 'count > 60') },
  {
    name: 'what is within the limit',
    code: ({ route, answer }, status) =>
      route({ on: 'GET /search', above: REDIS, body: `${COUNT}\nif (count <= 60) ${answer(status)}` }),
  },
  { name: 'a counter without a window', code: guarded("const visits = await redis.incr('visits');", 'visits > 1000') },
  {
    name: 'a number of records',
    code: guarded('const posts = await Post.countDocuments({ author: req.user.id });', 'posts >= 10', {
      on: 'POST /posts',
    }),
  },
  {
    name: 'the quota of a plan',
    code: guarded(
      'const used = await Export.count({ where: { user: req.user.id, createdAt: { [Op.gte]: startOfMonth(new Date()) } } });',
      'used >= req.user.plan.limit',
      { on: 'POST /exports' },
    ),
  },
  { name: 'the quota of a plan, counted in Redis', code: guarded(COUNT, 'count > subscription.requests') },
  { name: 'the limit of a cart', code: guarded('', 'req.body.cart.length > 20', { on: 'POST /orders' }) },
  {
    name: 'an account that is locked after failed tries',
    code: guarded('const user = await User.findOne({ email: req.body.email });', 'user.loginAttempts >= 5', {
      on: 'POST /login',
    }),
  },
  {
    name: 'a lockout in a window of time, answered 403',
    code: guarded(
      'const attempts = await redis.incr(`login:${req.ip}`);\nawait redis.expire(`login:${req.ip}`, 900);',
      'attempts > 5',
      { on: 'POST /login' },
    ),
  },
  {
    name: 'a lockout in a window of time, answered 423',
    sent: 423,
    code: guarded(
      'const failures = await redis.incr(`failed:${req.ip}`);\nawait redis.expire(`failed:${req.ip}`, 900);',
      'failures > 5',
      { on: 'POST /login' },
    ),
  },
  { name: 'a size', code: guarded('', 'req.body.text.length > 1000', { on: 'POST /posts' }) },
  { name: 'a function out of sight, which may ask for anything', code: guarded('', 'isRateLimited(req.ip)') },
  { name: 'a store of a limiter that fails', sent: 500, code: caught('await limiter.consume(req.ip);') },
  {
    name: 'the error of its store',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /search',
        above: FLEXIBLE,
        body: `try {\nawait limiter.consume(req.ip);\n} catch (err) {\nif (err instanceof Error) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'other work in the same try',
    sent: 400,
    code: caught('await limiter.consume(req.ip);\nconst posts = await Post.find({ title: req.query.q });'),
  },
  {
    name: 'a limiter of another file',
    sent: 400,
    code: caught('await limiter.consume(req.ip);', { above: "import { limiter } from './limiter.js';" }),
  },
  {
    name: 'an array that is filtered by something else than time',
    code: guarded('const recent = requests.filter(one => one.size > 10);', 'recent.length >= 60', {
      above: 'const requests = [];',
    }),
  },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /search',
        above: REDIS,
        body: `${COUNT}\nif (count > 60) return ${res}.${framework === 'express' ? 'status' : 'code'}(statusOf(count)).send({});`,
      }),
  },
  { name: '402 of a paid interface, chosen on purpose', sent: 402, code: guarded(COUNT, 'count > 60') },
];

const LIMITER =
  "import rateLimit from 'express-rate-limit';\nexport const limiter = rateLimit({ windowMs: 60_000, limit: 60, statusCode: 403 });";
const HANDLER =
  "import { rateLimit } from 'express-rate-limit';\napp.use(rateLimit({\n  windowMs: 60_000,\n  handler: (req, res) => res.status(403).json({ message: 'Slow down' }),\n}));";
const NAMED =
  "const { rateLimit } = require('express-rate-limit');\nfunction tooMany(req, res) {\n  res.status(400).send('Slow down');\n}\nmodule.exports = rateLimit({ handler: tooMany });";
const BUILDER =
  "import rateLimit from '@fastify/rate-limit';\nawait fastify.register(rateLimit, {\n  max: 60,\n  errorResponseBuilder: (request, context) => ({ statusCode: 403, error: 'Slow down', message: context.after }),\n});";
const ROUTE =
  "fastify.get('/search', {\n  config: { rateLimit: { max: 10, errorResponseBuilder() { return { statusCode: 400, message: 'Slow down' }; } } },\n}, async () => []);";
const BRUTE =
  "import ExpressBrute from 'express-brute';\nconst brute = new ExpressBrute(store, { failCallback(req, res, next, date) { res.status(400).send({ next: date }); } });";

const handWritten: { readonly express: Cases; readonly fastify: Cases } = {
  express: {
    valid: [
      { name: '429 as the option', code: LIMITER.replace('403', '429') },
      { name: '503 as the option', code: LIMITER.replace('403', '503') },
      { name: 'an option the options accept', options: [{ accept: [403] }], code: LIMITER },
      { name: 'an option that is not known', code: LIMITER.replace('403', 'config.status') },
      { name: 'no option: the library sends 429 itself', code: LIMITER.replace(', statusCode: 403', '') },
      {
        name: 'an option of the same name of something else',
        code: "import { answer } from './answer.js';\nexport const forbidden = answer({ statusCode: 403 });\nexport const error = createError({ statusCode: 403 });",
      },
      {
        name: 'express-slow-down delays and answers nothing',
        code: "import { slowDown } from 'express-slow-down';\nexport const slow = slowDown({ windowMs: 60_000, delayAfter: 5, statusCode: 403 });",
      },
      {
        name: 'the status the library gives its handler',
        code: HANDLER.replace(
          '(req, res) => res.status(403)',
          '(req, res, next, options) => res.status(options.statusCode)',
        ),
      },
      {
        name: 'another function of the options',
        code: "import { rateLimit } from 'express-rate-limit';\napp.use(rateLimit({ skip: (req, res) => { if (!req.user.isAdmin) res.status(403).end(); return false; } }));",
      },
      {
        name: 'a handler that tells something else apart',
        code: HANDLER.replace(
          "res.status(403).json({ message: 'Slow down' })",
          "{ if (req.user.role !== 'admin') res.status(403).end(); else res.status(429).end(); }",
        ),
      },
    ],
    invalid: [
      {
        name: 'an option, reported at its value',
        code: LIMITER,
        errors: [
          {
            messageId: 'wrong',
            line: 2,
            column: 77,
            endColumn: 80,
            data: {
              reads: '`statusCode` says what `express-rate-limit` answers once its limit is reached',
              place: '',
              meaning: 'the client sends more than it may in this time',
              right: '429 Too Many Requests',
              code: 403,
              sent: '403 Forbidden',
              says: '"you may never do this"',
            },
            suggestions: [{ messageId: 'use', output: LIMITER.replace('403', '429') }],
          },
        ],
      },
      {
        name: 'an option of TypeScript',
        ts: true,
        code: LIMITER.replace('403', '403 as number'),
        errors: [
          { messageId: 'wrong', suggestions: [{ messageId: 'use', output: LIMITER.replace('403', '429 as number') }] },
        ],
      },
      {
        name: 'an option of a class',
        code: LIMITER.replace('= rateLimit', '= new rateLimit').replace('403', '500'),
        errors: [
          {
            messageId: 'wrong',
            suggestions: [
              { messageId: 'use', output: LIMITER.replace('= rateLimit', '= new rateLimit').replace('403', '429') },
            ],
          },
        ],
      },
      {
        name: 'options in a variable',
        code: "const rateLimit = require('express-rate-limit');\nconst options = { statusCode: 400 };\nmodule.exports = rateLimit(options);",
        errors: [
          {
            messageId: 'wrong',
            line: 2,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "const rateLimit = require('express-rate-limit');\nconst options = { statusCode: 429 };\nmodule.exports = rateLimit(options);",
              },
            ],
          },
        ],
      },
      {
        name: 'a constant as the option',
        code: LIMITER.replace('403', 'StatusCodes.FORBIDDEN').replace(
          'import',
          "import { StatusCodes } from 'http-status-codes';\nimport",
        ),
        errors: [
          {
            messageId: 'wrong',
            suggestions: [
              {
                messageId: 'use',
                output: LIMITER.replace('403', 'StatusCodes.TOO_MANY_REQUESTS').replace(
                  'import',
                  "import { StatusCodes } from 'http-status-codes';\nimport",
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a handler in the options',
        code: HANDLER,
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            data: {
              reads: '`express-rate-limit` calls this handler once its limit is reached',
              place: '',
              meaning: 'the client sends more than it may in this time',
              right: '429 Too Many Requests',
              code: 403,
              sent: '403 Forbidden',
              says: '"you may never do this"',
            },
            suggestions: [{ messageId: 'use', output: HANDLER.replace('403', '429') }],
          },
        ],
      },
      {
        name: 'a handler in the options that answers in two ways',
        code: HANDLER.replace(
          "res.status(403).json({ message: 'Slow down' })",
          "{ if (req.accepts('html')) return res.status(403).render('slow'); res.status(403).json({}); }",
        ),
        errors: [1, 2].map(place => ({
          messageId: 'wrong',
          suggestions: [
            {
              messageId: 'use',
              output: HANDLER.replace(
                "res.status(403).json({ message: 'Slow down' })",
                `{ if (req.accepts('html')) return res.status(${place === 1 ? 429 : 403}).render('slow'); res.status(${place === 2 ? 429 : 403}).json({}); }`,
              ),
            },
          ],
        })),
      },
      {
        name: 'a handler by its name',
        code: NAMED,
        errors: [
          { messageId: 'wrong', line: 3, suggestions: [{ messageId: 'use', output: NAMED.replace('400', '429') }] },
        ],
      },
      {
        name: 'a handler of express-brute',
        code: BRUTE,
        errors: [
          { messageId: 'wrong', line: 2, suggestions: [{ messageId: 'use', output: BRUTE.replace('400', '429') }] },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: '429 from the builder', code: BUILDER.replace('403', '429') },
      { name: 'the status the plugin gives its builder', code: BUILDER.replace('403', 'context.statusCode') },
      { name: 'who is banned is answered 403', code: BUILDER.replace('403', 'context.ban ? 403 : 429') },
      { name: 'the options of another plugin', code: BUILDER.replace('@fastify/rate-limit', './own-limit.js') },
    ],
    invalid: [
      {
        name: 'the builder of the plugin',
        code: BUILDER,
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            column: 62,
            endColumn: 65,
            data: {
              reads: '`errorResponseBuilder` says what `@fastify/rate-limit` answers once its limit is reached',
              place: '',
              meaning: 'the client sends more than it may in this time',
              right: '429 Too Many Requests',
              code: 403,
              sent: '403 Forbidden',
              says: '"you may never do this"',
            },
            suggestions: [{ messageId: 'use', output: BUILDER.replace('403', '429') }],
          },
        ],
      },
      {
        name: 'the plugin imported where it is registered',
        code: BUILDER.replace("import rateLimit from '@fastify/rate-limit';\n", '').replace(
          'register(rateLimit',
          "register(await import('@fastify/rate-limit')",
        ),
        errors: [
          {
            messageId: 'wrong',
            suggestions: [
              {
                messageId: 'use',
                output: BUILDER.replace("import rateLimit from '@fastify/rate-limit';\n", '')
                  .replace('register(rateLimit', "register(await import('@fastify/rate-limit')")
                  .replace('403', '429'),
              },
            ],
          },
        ],
      },
      {
        name: 'the options of a route',
        code: ROUTE,
        errors: [
          { messageId: 'wrong', line: 2, suggestions: [{ messageId: 'use', output: ROUTE.replace('400', '429') }] },
        ],
      },
    ],
  },
};

const lost = {
  above: REDIS,
  first: 'const count = await redis.incr(req.ip);\nif (count === 1) await redis.expire(req.ip, 60);',
  test: 'count > 60',
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 403, right: 429, reported, silent, lost }), handWritten.express),
  fastify: join(casesOf('fastify', { sent: 403, right: 429, reported, silent, lost }), handWritten.fastify),
});
