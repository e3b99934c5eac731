import rule from '../../src/rules/no-status-overridden-by-error.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const FASTIFY = `const app = require('fastify')(); const createError = require('http-errors');`;
const route = (statements: string, kind = ''): string =>
  `${FASTIFY} app.get('/', ${kind}(request, reply) => { ${statements} });`;
const onError = (statements: string): string =>
  `${FASTIFY} app.setErrorHandler((error, request, reply) => { ${statements} });`;

const [UNPROCESSABLE, BAD, SERVER] = ['422 Unprocessable Entity', '400 Bad Request', '500 Internal Server Error'];
const data = (status: string, sent: string) => ({ status, sent });

testRule('no-status-overridden-by-error', rule, {
  fastify: {
    valid: [
      { name: 'an error without a status of its own', code: route(`reply.code(422).send(new Error('no'));`) },
      { name: 'an error that may carry none', code: route(`work().catch(error => { reply.code(500).send(error); });`) },
      { name: 'a caught error', code: route(`try { work(); } catch (error) { reply.code(500).send(error); }`) },
      { name: 'an object', code: route(`reply.code(422).send({ statusCode: 400 });`) },
      { name: 'an error out of sight', code: route(`reply.code(422).send(errors.invalid(request.body));`) },
      { name: 'the status the error carries', code: route(`reply.code(404).send(createError(404, 'no'));`) },
      {
        name: 'the status read from the error',
        code: route(`const error = createError(404); reply.code(error.statusCode).send(error);`),
      },
      { name: 'an error whose status is not known', code: route(`reply.code(422).send(createError(status));`) },
      { name: 'no status set', code: route(`reply.send(createError(404));`) },
      { name: 'the error handler, without a guard', code: onError(`reply.code(500).send(error);`) },
      {
        name: 'the error handler, the status read from the error',
        code: onError(`if (error.validation) reply.code(error.statusCode || 422).send(error);`),
      },
      {
        name: 'the error handler, the status of validation',
        code: onError(`if (error.validation) reply.code(400).send(error);`),
      },
      {
        name: 'the error handler, an object',
        code: onError(`if (error.validation) reply.code(422).send({ errors: error.validation });`),
      },
      {
        name: 'the error handler, the same status',
        code: onError(`if (error.statusCode === 429) reply.code(429).send(error);`),
      },
      {
        name: 'the error handler, another code',
        code: onError(`if (error.code === 'P2025') reply.code(404).send(error);`),
      },
      {
        name: 'the error handler, a guard that does not hold',
        code: onError(`if (!error.statusCode) reply.code(500).send(error);`),
      },
      {
        name: 'the error handler, the status given to the error',
        code: onError(`if (error.validation) { error.statusCode = 422; reply.code(422).send(error); }`),
      },
      {
        name: 'the error handler, a formatter that may give another',
        code: `const app = require('fastify')({ schemaErrorFormatter }); app.setErrorHandler((error, request, reply) => { if (error.validation) reply.code(422).send(error); });`,
      },
      {
        name: 'a status set in a callback of which no order is known',
        code: route(`reply.code(422); load(rows => { reply.send(createError(404)); });`),
      },
      { name: 'statusCode read', code: onError(`reply.code(error.statusCode || 500).send({});`) },
      {
        name: 'status after statusCode',
        code: onError(`reply.code(error.statusCode || error.status || 500).send({});`),
      },
      {
        name: 'statusCode read elsewhere',
        code: onError(`if (error.statusCode) return reply.send(error); reply.code(error.status || 500).send({});`),
      },
      {
        name: 'an error told apart, which may have status',
        code: onError(
          `if (error instanceof ApiError) reply.code(error.status || 500).send({}); else reply.send(error);`,
        ),
      },
      {
        name: 'an error taken apart',
        code: onError(`const { statusCode } = error; reply.code(error.status || statusCode || 500).send({});`),
      },
      { name: 'status without a fallback', code: onError(`reply.code(error.status).send({});`) },
      { name: 'status in a handler', code: route(`const error = load(); reply.code(error.status || 500).send({});`) },
      {
        name: 'in Express, which never sends an error so',
        code: `const app = require('express')(); app.use((error, req, res, next) => { if (error.statusCode) res.status(422).send(error); res.status(error.status || 500).json({}); });`,
      },
      {
        name: 'in TypeScript, an error class without a status',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nclass Invalid extends Error { constructor(readonly fields: string[]) { super('no'); } }\nexport function create(request: FastifyRequest, reply: FastifyReply) {\n  return reply.code(422).send(new Invalid([]));\n}`,
      },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'an error of http-errors',
        code: route(`reply.code(422).send(createError(400, 'no'));`),
        errors: [
          {
            messageId: 'overridden',
            data: data(UNPROCESSABLE, BAD),
            line: 1,
            suggestions: [
              { messageId: 'drop', data: { sent: BAD }, output: route(`reply.send(createError(400, 'no'));`) },
              {
                messageId: 'carry',
                data: { status: UNPROCESSABLE },
                output: route(`reply.code(422).send(createError(422, 'no'));`),
              },
            ],
          },
        ],
      },
      {
        name: 'a constructor of http-errors',
        code: route(`return reply.status(500).send(new createError.NotFound());`, 'async '),
        errors: [
          {
            messageId: 'overridden',
            data: data(SERVER, '404 Not Found'),
            suggestions: [
              { messageId: 'drop', output: route(`return reply.send(new createError.NotFound());`, 'async ') },
              {
                messageId: 'carry',
                output: route(`return reply.status(500).send(new createError.InternalServerError());`, 'async '),
              },
            ],
          },
        ],
      },
      {
        name: 'an error of @fastify/sensible',
        code: route(`reply.code(400).send(app.httpErrors.conflict());`),
        errors: [
          {
            messageId: 'overridden',
            data: data(BAD, '409 Conflict'),
            suggestions: [
              { messageId: 'drop', output: route(`reply.send(app.httpErrors.conflict());`) },
              { messageId: 'carry', output: route(`reply.code(400).send(app.httpErrors.badRequest());`) },
            ],
          },
        ],
      },
      {
        name: 'an answer of @fastify/sensible',
        code: route(`reply.code(201).notFound();`),
        errors: [
          {
            messageId: 'overridden',
            data: data('201 Created', '404 Not Found'),
            suggestions: [{ messageId: 'drop', output: route(`reply.notFound();`) }],
          },
        ],
      },
      {
        name: 'a status set in a statement of its own, the error returned',
        code: route(`reply.code(422); return createError(400);`, 'async '),
        errors: [
          {
            messageId: 'overridden',
            suggestions: [{ messageId: 'carry', output: route(`reply.code(422); return createError(422);`, 'async ') }],
          },
        ],
      },
      {
        name: 'a status set in a statement of its own',
        code: route(`reply.code(422); reply.send(createError(400));`),
        errors: [
          {
            messageId: 'overridden',
            suggestions: [
              { messageId: 'drop', output: route(`reply.send(createError(400));`) },
              { messageId: 'carry', output: route(`reply.code(422); reply.send(createError(422));`) },
            ],
          },
        ],
      },
      {
        name: 'an error out of a variable, with its status written onto it',
        code: route(`const error = new Error('no'); error.statusCode = 409; reply.code(400).send(error);`),
        errors: [
          {
            messageId: 'overridden',
            data: data(BAD, '409 Conflict'),
            suggestions: [
              {
                messageId: 'drop',
                output: route(`const error = new Error('no'); error.statusCode = 409; reply.send(error);`),
              },
              {
                messageId: 'carry',
                output: route(`const error = new Error('no'); error.statusCode = 400; reply.code(400).send(error);`),
              },
            ],
          },
        ],
      },
      {
        name: 'the one of two statuses that the error does not carry',
        code: route(`reply.code(request.query.strict ? 422 : 400).send(createError(400));`),
        errors: [
          {
            messageId: 'overridden',
            data: data(UNPROCESSABLE, BAD),
            suggestions: [{ messageId: 'drop', output: route(`reply.send(createError(400));`) }],
          },
        ],
      },
      {
        name: 'the error handler, an error of validation',
        code: onError(`if (error.validation) return reply.code(422).send(error); reply.send(error);`),
        errors: [
          {
            messageId: 'proven',
            data: { proof: '`error.validation` is set here', place: '', sent: BAD, status: UNPROCESSABLE },
            suggestions: [
              {
                messageId: 'drop',
                data: { sent: BAD },
                output: onError(`if (error.validation) return reply.send(error); reply.send(error);`),
              },
              {
                messageId: 'assign',
                data: { status: UNPROCESSABLE },
                output: onError(
                  `if (error.validation) return reply.code(422).send(Object.assign(error, { statusCode: 422 })); reply.send(error);`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'the error handler, an error with a status',
        code: onError(`if (error.statusCode) reply.code(500).send(error);`),
        errors: [
          {
            messageId: 'proven',
            data: { proof: '`error.statusCode` is set here', place: '', sent: 'a status of its own', status: SERVER },
            suggestions: [
              { messageId: 'drop', output: onError(`if (error.statusCode) reply.send(error);`) },
              {
                messageId: 'assign',
                output: onError(
                  `if (error.statusCode) reply.code(500).send(Object.assign(error, { statusCode: 500 }));`,
                ),
              },
            ],
          },
        ],
      },
      ...[
        [`error.statusCode < 500`, '`error.statusCode < 500` is true here', 'a status of its own'],
        [`error.statusCode === 404`, '`error.statusCode === 404` is true here', '404 Not Found'],
        [
          `error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'`,
          "`error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'` is true here",
          '413 Content Too Large',
        ],
        [`error.validation !== undefined`, '`error.validation !== undefined` is true here', BAD],
      ].map(([test = '', proof = '', sent = '']): InvalidCase => ({
        name: `the error handler, ${test}`,
        code: onError(`if (${test}) reply.code(422).send(error);`),
        errors: [
          {
            messageId: 'proven',
            data: { proof, place: '', sent, status: UNPROCESSABLE },
            suggestions: [
              { messageId: 'drop', output: onError(`if (${test}) reply.send(error);`) },
              {
                messageId: 'assign',
                output: onError(`if (${test}) reply.code(422).send(Object.assign(error, { statusCode: 422 }));`),
              },
            ],
          },
        ],
      })),
      {
        name: 'the error handler, one of two statuses',
        code: onError(`reply.code(error.validation ? 422 : 500).send(error);`),
        errors: [
          {
            messageId: 'proven',
            data: { proof: '`error.validation` is set here', place: '', sent: BAD, status: UNPROCESSABLE },
            suggestions: [
              {
                messageId: 'assign',
                output: onError(
                  `reply.code(error.validation ? 422 : 500).send(Object.assign(error, { statusCode: 422 }));`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'status alone',
        code: onError(`reply.code(error.status || 500).send({ error: error.message });`),
        errors: [
          {
            messageId: 'halfRead',
            data: { status: SERVER },
            line: 1,
            suggestions: [
              {
                messageId: 'read',
                data: { edit: 'error.statusCode || error.status' },
                output: onError(`reply.code(error.statusCode || error.status || 500).send({ error: error.message });`),
              },
            ],
          },
        ],
      },
      {
        name: 'status alone, out of a variable',
        code: onError(`const status = error.status ?? 500; reply.status(status).send({});`),
        errors: [
          {
            messageId: 'halfRead',
            suggestions: [
              {
                messageId: 'read',
                output: onError(
                  `const status = error.statusCode ?? error.status ?? 500; reply.status(status).send({});`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'in TypeScript, an error class of the project',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nclass Missing extends Error { statusCode = 404; }\nexport async function show(request: FastifyRequest, reply: FastifyReply) {\n  return reply.code(400).send(new Missing('no'));\n}`,
        errors: [
          {
            messageId: 'overridden',
            data: data(BAD, '404 Not Found'),
            line: 4,
            column: 21,
            endColumn: 24,
            suggestions: [
              {
                messageId: 'drop',
                output: `import type { FastifyReply, FastifyRequest } from 'fastify';\nclass Missing extends Error { statusCode = 404; }\nexport async function show(request: FastifyRequest, reply: FastifyReply) {\n  return reply.send(new Missing('no'));\n}`,
              },
            ],
          },
        ],
      },
    ] satisfies InvalidCase[],
  },
});
