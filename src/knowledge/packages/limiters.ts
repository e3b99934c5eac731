import type { Failure, PackageModel } from '../package-model.ts';

const REACHED: readonly Failure[] = [{ by: 'value', when: 'false', as: 'rate-exceeded' }];

/** Middleware that refuses what comes too often. */
export const limitingMiddleware: PackageModel = {
  package: ['express-rate-limit', 'express-brute', 'express-limiter', '@arcjet/node', 'express-slow-down', 'ddos'],
  setup: "import rateLimit from 'express-rate-limit';",
  calls: [
    {
      path: '{rateLimit,}',
      gives: 'middleware',
      middleware: { limits: true },
      fails: [{ by: 'sends', as: 'rate-exceeded' }],
      example: 'rateLimit.%({ windowMs, max });',
    },
    { path: 'slowDown', gives: 'middleware', middleware: {}, example: 'rateLimit.slowDown({ windowMs });' },
    {
      path: '().{prevent,getMiddleware}',
      gives: 'middleware',
      middleware: { limits: true },
      example: 'new rateLimit(store).%(options);',
    },
    { path: '{MemoryStore,ipKeyGenerator}', gives: 'handle', example: 'rateLimit.%(given);' },
  ],
  otherwise: 'nothing',
  source: ['dist/index.d.ts', 'express-brute: index.js', 'express-slow-down: dist/index.d.ts'],
};

/** Fastify's plugin that does so. */
export const fastifyRateLimit: PackageModel = {
  package: ['@fastify/rate-limit', 'fastify-rate-limit'],
  setup: "import limit from '@fastify/rate-limit';\nconst app = framework();\napp.register(limit, { max });",
  calls: [
    {
      path: 'rateLimit',
      on: 'server',
      gives: 'middleware',
      middleware: { limits: true },
      fails: [{ by: 'rejects', as: 'rate-exceeded' }],
      example: 'app.register(async server => { server.rateLimit(); });',
    },
  ],
  plugin: { limits: true },
  otherwise: 'nothing',
  source: ['index.js'],
};

/** Limiters that a handler asks. */
export const askedLimiters: PackageModel = {
  package: ['rate-limiter-flexible', '@upstash/ratelimit', 'limiter', 'ratelimiter', 'rolling-rate-limiter'],
  setup: "import * as limits from 'rate-limiter-flexible';\nconst limiter = new limits.RateLimiterMemory({ points });",
  calls: [
    {
      path: '*().{consume,penalty}',
      gives: { remainingPoints: 'count' },
      of: '0',
      fails: [{ by: 'rejects', as: 'rate-exceeded' }],
      example: 'await limiter.%(ip);',
    },
    {
      path: '*().get',
      gives: { remainingPoints: 'count', consumedPoints: 'count' },
      of: '0',
      example: 'await limiter.get(ip);',
    },
    {
      path: '*().{limit,blockUntilReady}',
      gives: { success: 'limit-verdict', remaining: 'count' },
      of: '0',
      fails: REACHED,
      example: 'const { success } = await limiter.%(ip);',
    },
    { path: '*().{tryRemoveTokens,wouldLimit}', gives: 'limit-verdict', fails: REACHED, example: 'limiter.%(1);' },
    { path: '*().removeTokens', gives: 'count', example: 'await limiter.removeTokens(1);' },
    { path: '*().{reward,delete,block,set}', gives: 'nothing', example: 'await limiter.%(ip);' },
  ],
  errors: { RateLimiterRes: { as: 'rate-exceeded' } },
  otherwise: 'nothing',
  source: ['types.d.ts', '@upstash/ratelimit: README.md', 'limiter: dist/cjs/RateLimiter.d.ts'],
};

/** What says that the server has more to do than it can. */
export const overload: PackageModel = {
  package: ['toobusy-js', 'toobusy', '@fastify/under-pressure', 'under-pressure', 'overload-protection'],
  setup: "import toobusy from 'toobusy-js';\nconst app = framework();\napp.register(toobusy);",
  calls: [
    { path: '', gives: 'limit-verdict', fails: [{ by: 'value', when: 'true', as: 'off-duty' }], example: 'toobusy();' },
    {
      path: 'isUnderPressure',
      on: 'server',
      gives: 'limit-verdict',
      fails: [{ by: 'value', when: 'true', as: 'off-duty' }],
      example: 'app.register(async server => { server.isUnderPressure(); });',
    },
  ],
  errors: { FST_UNDER_PRESSURE: { as: 'off-duty', in: 'code', status: 503 } },
  otherwise: 'nothing',
  source: ['toobusy-js: toobusy.js', '@fastify/under-pressure: index.js'],
};
