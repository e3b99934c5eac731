import type { PackageModel } from '../package-model.ts';

/** What the makers of errors with a status mean: which status says `reference/status-libraries`. */
export const httpErrors: PackageModel = {
  package: ['http-errors', '@hapi/boom', 'boom', 'http-errors-enhanced', 'restify-errors', 'api-problem'],
  setup: "import createError from 'http-errors';",
  calls: [
    { path: '{isHttpError,isBoom}', gives: 'own-error', of: '0', example: 'createError.%(error);' },
    { path: '{*,}', gives: 'error', example: "createError.NotFound('no box');\nthrow createError(404);" },
  ],
  errors: { HttpError: { as: 'unknown' }, isBoom: { as: 'unknown', in: 'has' } },
  otherwise: 'pure',
  source: ['index.js', '@hapi/boom: lib/index.d.ts'],
};

/** What Fastify's plugin for such errors means. */
export const fastifySensible: PackageModel = {
  package: ['@fastify/sensible', 'fastify-sensible'],
  setup: "import sensible from '@fastify/sensible';\nconst app = framework();\napp.register(sensible);",
  calls: [
    {
      path: 'httpErrors.*',
      on: 'server',
      gives: 'error',
      example: 'app.register(async server => { server.httpErrors.notFound(); });',
    },
    {
      path: 'assert',
      on: 'server',
      gives: 'nothing',
      of: '0',
      fails: [{ by: 'throws', as: 'unknown' }],
      example: 'app.register(async server => { server.assert(box, 404); });',
    },
    {
      path: 'to',
      on: 'server',
      gives: { '0': 'failure', '1': 'same' },
      of: '0',
      example: 'app.register(async server => { await server.to(work()); });',
    },
    {
      path: '{notFound,badRequest,unauthorized,forbidden,conflict,unprocessableEntity,tooManyRequests,internalServerError,badGateway,serviceUnavailable,gatewayTimeout,getHttpError}',
      on: 'reply',
      gives: 'error',
      example: "app.get('/', (request, reply) => { reply.%(); });",
    },
    {
      path: '{vary,cacheControl,preventCache,revalidate,staticCache,stale,maxAge}',
      on: 'reply',
      gives: 'nothing',
      example: "app.get('/', (request, reply) => { reply.%(); });",
    },
  ],
  otherwise: 'nothing',
  source: ['index.js', 'lib/assert.js'],
};
