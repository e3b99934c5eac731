import rule from '../../src/rules/no-contradictory-body.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const EXPRESS = "import express from 'express'; const app = express();";
const FASTIFY = "import Fastify from 'fastify'; const app = Fastify();";

const express = (statements: string, signature = '(req, res)'): string =>
  `${EXPRESS} app.get('/a', ${signature} => { ${statements} });`;
/** A method that may create, so that a 201 is no misuse of its own. */
const put = (statements: string): string => express(statements).replace('app.get', 'app.put');
const fastify = (statements: string, signature = '(request, reply)'): string =>
  `${FASTIFY} app.get('/a', ${signature} => { ${statements} });`;

/** A case that is written the same for both frameworks, its response called `res`, its status set by `status`. */
const silent: readonly { readonly name: string; readonly code: string }[] = [
  {
    name: "a 1xx, which is never the status of a response: a code of the project's own",
    code: `res.json({ status: 100, description: 'Done' })`,
  },
  {
    name: 'a class whose instances carry such a code',
    code: `res.send(new Answer(100)); class Answer { constructor(status) { this.status = status; } }`,
  },
  { name: 'a code that is the status', code: `res.status(404).send({ statusCode: 404 })` },
  { name: 'a phrase that is the status', code: `res.status(404).send({ error: 'Not Found' })` },
  { name: 'a former phrase of the status', code: `res.status(422).send('Unprocessable Entity')` },
  { name: 'the words OK and Created in a success', code: `res.status(202).send('OK')` },
  { name: 'Accepted as a word', code: `res.status(200).send({ message: 'Accepted' })` },
  { name: 'Found as a word', code: `res.status(200).send('Found')` },
  { name: 'Gone as a word', code: `res.status(404).send({ message: 'Gone' })` },
  { name: 'Conflict as a word', code: `res.status(400).send({ error: 'Conflict' })` },
  { name: 'Locked as a word: an account is', code: `res.status(403).send({ message: 'Locked' })` },
  { name: '"Unauthorized" under 403', code: `res.status(403).send({ error: 'Unauthorized' })` },
  {
    name: 'a sentence that begins with a phrase',
    code: `res.status(400).send('Not found: the category of this post')`,
  },
  { name: 'a domain field that holds a number', code: `res.send({ errorCode: 404, limit: 500, port: 403 })` },
  { name: 'a code of the project', code: `res.send({ code: 1106 })` },
  { name: 'a code that is a success', code: `res.send({ code: 202 })` },
  { name: 'a code as a text', code: `res.send({ code: '404' })` },
  { name: 'a status that is no status', code: `res.send({ status: 1 })` },
  { name: 'a status that is a word', code: `res.send({ status: 'active' })` },
  { name: 'a status read from elsewhere', code: `res.status(502).send({ status: upstream.status })` },
  {
    name: 'a code passed on from upstream',
    code: `if (upstream.status === 404) res.status(502).send({ status: 404 }); else res.send({})`,
  },
  {
    name: 'a code passed on from upstream in a switch',
    code: `switch (upstream.statusCode) { case 404: res.status(502).send({ statusCode: 404 }); break; default: res.send({}); }`,
  },
  { name: 'a text passed on from upstream', code: `res.status(502).send(upstream.statusText)` },
  { name: 'a status of its own beside another code', code: `res.status(401).send({ status: 401, code: 404 })` },
  { name: 'one variable for both', code: `const code = ok ? 200 : 404; res.status(code).send({ status: code })` },
  { name: 'one condition for both', code: `res.status(ok ? 200 : 404).send({ statusCode: ok ? 200 : 404 })` },
  {
    name: 'contents chosen as the status is',
    code: `res.status(ok ? 200 : 404).send(ok ? { statusCode: 200 } : { statusCode: 404 })`,
  },
  {
    name: 'a variable that its guard ties to the content',
    code: `const code = ok ? 200 : 404; if (code === 404) res.status(code).send({ status: 404 }); else res.send({})`,
  },
  {
    name: 'a condition that its guard excludes',
    code: `if (!ok) res.status(ok ? 200 : 404).send({ status: 404 }); else res.send({})`,
  },
  { name: 'an unknown status', code: `res.status(code).send({ status: 404 })` },
  {
    name: 'an object that is changed',
    code: `const body = { status: 200 }; body.status = 404; res.status(404).send(body)`,
  },
  {
    name: 'an object that a function gets',
    code: `const body = { status: 200 }; finish(body); res.status(404).send(body)`,
  },
  { name: 'a spread after the code', code: `res.status(404).send({ status: 200, ...rest })` },
  { name: 'a nested code', code: `res.send({ check: { status: 503 } })` },
  { name: 'content that never goes out', code: `res.status(204).send({ statusCode: 200 })` },
  { name: 'a response that went out of sight', code: `prepare(res); res.send({ statusCode: 404 })` },
];

const contradiction = (sent: string, claimed: string, words: string) => ({
  messageId: 'contradiction',
  data: { sent, claimed, words },
});

testRule('no-contradictory-body', rule, {
  express: {
    valid: [
      ...silent.map(({ name, code }): ValidCase => ({ name, code: express(code) })),
      { name: 'the locals of a view', code: express(`res.render('error', { status: 404 })`) },
      { name: 'the reason phrase that sendStatus sends', code: express(`res.sendStatus(404)`) },
      {
        name: 'a helper that sends what its callers have set',
        code: `export function sendNotFound(res) { res.json({ statusCode: 404 }); }`,
      },
      {
        name: 'the phrase of a plain error, which an error handler may translate',
        code: express(`next(new Error('Unauthorized'))`, '(req, res, next)'),
      },
      {
        name: 'a text of an error that fits',
        code: `import createError from 'http-errors'; ${express(`throw createError(404, 'Not Found')`)}`,
      },
      {
        name: 'an instance whose code is the status',
        code: `class Answer { constructor(code, data) { this.statusCode = code; this.data = data; } } ${express(`res.status(201).json(new Answer(201, req.body))`)}`,
      },
    ],
    invalid: [
      {
        name: 'a code in the body of an implicit 200',
        code: express(`res.json({ statusCode: 404 })`),
        errors: [
          {
            ...contradiction('200 OK', '404 Not Found', '`statusCode: 404`'),
            ...placeOf(express(`res.json({ statusCode: 404 })`), 'json'),
            suggestions: [{ messageId: 'status', output: express(`res.status(404).json({ statusCode: 404 })`) }],
          },
        ],
      },
      {
        name: 'a code under an explicit 200',
        code: express(`res.status(200).json({ status: 404, title: 'No such user' })`),
        errors: [
          {
            ...contradiction('200 OK', '404 Not Found', '`status: 404`'),
            ...placeOf(express(`res.status(200).json({ status: 404, title: 'No such user' })`), '200'),
            suggestions: [
              { messageId: 'status', output: express(`res.status(404).json({ status: 404, title: 'No such user' })`) },
            ],
          },
        ],
      },
      {
        name: 'a status that the cause speaks against is not suggested',
        code: `import express from 'express'; const app = express(); app.post('/users', async (req, res) => { const user = await db.users.create(req.body); res.status(201).location(\`/users/\${user.id}\`).json({ statusCode: 200, user }); });`,
        errors: [
          {
            ...contradiction('201 Created', '200 OK', '`statusCode: 200`'),
            suggestions: [
              {
                messageId: 'content',
                output: `import express from 'express'; const app = express(); app.post('/users', async (req, res) => { const user = await db.users.create(req.body); res.status(201).location(\`/users/\${user.id}\`).json({ statusCode: 201, user }); });`,
              },
            ],
          },
        ],
      },
      {
        name: 'a code as a text',
        code: express(`res.status(400).json({ httpStatusCode: '404' })`),
        errors: [
          {
            ...contradiction('400 Bad Request', '404 Not Found', "`httpStatusCode: '404'`"),
            suggestions: [
              { messageId: 'status', output: express(`res.status(404).json({ httpStatusCode: '404' })`) },
              { messageId: 'content', output: express(`res.status(400).json({ httpStatusCode: '400' })`) },
            ],
          },
        ],
      },
      {
        name: 'problem+json',
        code: express(
          `res.status(400).type('application/problem+json').send({ type: 'about:blank', title: 'Out of stock', status: 422 })`,
        ),
        errors: [
          {
            ...contradiction('400 Bad Request', '422 Unprocessable Entity', '`status: 422`'),
            suggestions: [
              {
                messageId: 'status',
                output: express(
                  `res.status(422).type('application/problem+json').send({ type: 'about:blank', title: 'Out of stock', status: 422 })`,
                ),
              },
              {
                messageId: 'content',
                output: express(
                  `res.status(400).type('application/problem+json').send({ type: 'about:blank', title: 'Out of stock', status: 400 })`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a `code` that is an error',
        code: express(`res.json({ code: 500, msg: 'no' })`),
        errors: [
          {
            ...contradiction('200 OK', '500 Internal Server Error', '`code: 500`'),
            suggestions: [{ messageId: 'status', output: express(`res.status(500).json({ code: 500, msg: 'no' })`) }],
          },
        ],
      },
      {
        name: 'a phrase as the whole text',
        code: express(`res.status(401).send('Forbidden')`),
        errors: [
          {
            ...contradiction('401 Unauthorized', '403 Forbidden', "'Forbidden'"),
            ...placeOf(express(`res.status(401).send('Forbidden')`), '401'),
            suggestions: [
              { messageId: 'status', output: express(`res.status(403).send('Forbidden')`) },
              { messageId: 'content', output: express(`res.status(401).send('Unauthorized')`) },
            ],
          },
        ],
      },
      {
        name: 'a phrase with a full stop after writeHead',
        code: express(`res.writeHead(403); res.end('Bad Request.')`),
        errors: [
          {
            ...contradiction('403 Forbidden', '400 Bad Request', "'Bad Request.'"),
            suggestions: [
              { messageId: 'status', output: express(`res.writeHead(400); res.end('Bad Request.')`) },
              { messageId: 'content', output: express(`res.writeHead(403); res.end('Forbidden')`) },
            ],
          },
        ],
      },
      {
        name: 'a phrase in a property, in double quotes',
        code: express(`res.status(400).json({ success: false, error: "Not Found" })`),
        errors: [
          {
            ...contradiction('400 Bad Request', '404 Not Found', '`error: "Not Found"`'),
            suggestions: [
              { messageId: 'status', output: express(`res.status(404).json({ success: false, error: "Not Found" })`) },
              {
                messageId: 'content',
                output: express(`res.status(400).json({ success: false, error: "Bad Request" })`),
              },
            ],
          },
        ],
      },
      {
        name: 'a phrase under a success has no success to be changed to',
        code: express(`res.json({ error: 'Not Found' })`),
        errors: [
          {
            ...contradiction('200 OK', '404 Not Found', "`error: 'Not Found'`"),
            suggestions: [{ messageId: 'status', output: express(`res.status(404).json({ error: 'Not Found' })`) }],
          },
        ],
      },
      {
        name: 'only the wrong outcome of two',
        code: put(`res.status(isNew ? 201 : 200).json({ status: 200 })`),
        errors: [
          {
            ...contradiction('201 Created', '200 OK', '`status: 200`'),
            ...placeOf(put(`res.status(isNew ? 201 : 200).json({ status: 200 })`), '201'),
            suggestions: [{ messageId: 'status', output: put(`res.status(isNew ? 200 : 200).json({ status: 200 })`) }],
          },
        ],
      },
      {
        name: 'content made by JSON.stringify',
        code: express(`res.statusCode = 404; res.end(JSON.stringify({ statusCode: 400 }))`),
        errors: [
          {
            ...contradiction('404 Not Found', '400 Bad Request', '`statusCode: 400`'),
            suggestions: [
              {
                messageId: 'status',
                output: express(`res.statusCode = 400; res.end(JSON.stringify({ statusCode: 400 }))`),
              },
              {
                messageId: 'content',
                output: express(`res.statusCode = 404; res.end(JSON.stringify({ statusCode: 404 }))`),
              },
            ],
          },
        ],
      },
      {
        name: 'content in a constant',
        code: express(`const body = { statusCode: 400 }; res.status(404).json(body)`),
        errors: [
          {
            ...contradiction('404 Not Found', '400 Bad Request', '`statusCode: 400`'),
            suggestions: [
              { messageId: 'status', output: express(`const body = { statusCode: 400 }; res.status(400).json(body)`) },
              { messageId: 'content', output: express(`const body = { statusCode: 404 }; res.status(404).json(body)`) },
            ],
          },
        ],
      },
      {
        name: "a library's constants",
        code: `import { StatusCodes } from 'http-status-codes'; ${express(`res.status(StatusCodes.OK).json({ statusCode: StatusCodes.NOT_FOUND })`)}`,
        errors: [
          {
            ...contradiction('200 OK', '404 Not Found', '`statusCode: StatusCodes.NOT_FOUND`'),
            suggestions: [
              {
                messageId: 'status',
                output: `import { StatusCodes } from 'http-status-codes'; ${express(`res.status(StatusCodes.NOT_FOUND).json({ statusCode: StatusCodes.NOT_FOUND })`)}`,
              },
            ],
          },
        ],
      },
      {
        name: "an instance of the project's own class",
        code: `class ApiResponse { constructor(code, data) { this.statusCode = code; this.data = data; } } ${put(`res.status(201).json(new ApiResponse(200, req.body))`)}`,
        errors: [
          {
            ...contradiction('201 Created', '200 OK', '`statusCode: 200`'),
            suggestions: [
              {
                messageId: 'status',
                output: `class ApiResponse { constructor(code, data) { this.statusCode = code; this.data = data; } } ${put(`res.status(200).json(new ApiResponse(200, req.body))`)}`,
              },
              {
                messageId: 'content',
                output: `class ApiResponse { constructor(code, data) { this.statusCode = code; this.data = data; } } ${put(`res.status(201).json(new ApiResponse(201, req.body))`)}`,
              },
            ],
          },
        ],
      },
      {
        name: 'a class that fixes the code',
        code: `class Missing { constructor() { this.statusCode = 404; } } ${express(`res.json(new Missing())`)}`,
        errors: [
          {
            ...contradiction('200 OK', '404 Not Found', '`statusCode: 404`'),
            suggestions: [
              {
                messageId: 'status',
                output: `class Missing { constructor() { this.statusCode = 404; } } ${express(`res.status(404).json(new Missing())`)}`,
              },
            ],
          },
        ],
      },
      {
        name: 'the text of an error',
        code: `import createError from 'http-errors'; ${express(`throw createError(404, 'Forbidden')`)}`,
        errors: [
          {
            ...contradiction('404 Not Found', '403 Forbidden', "'Forbidden'"),
            suggestions: [
              {
                messageId: 'status',
                output: `import createError from 'http-errors'; ${express(`throw createError(403, 'Forbidden')`)}`,
              },
              {
                messageId: 'content',
                output: `import createError from 'http-errors'; ${express(`throw createError(404, 'Not Found')`)}`,
              },
            ],
          },
        ],
      },
      {
        name: 'an exported controller in TypeScript',
        ts: true,
        code: `import type { Request, Response } from 'express';\nexport const show = async (req: Request, res: Response): Promise<void> => {\n  res.status(500).json({ statusCode: 503 } as const);\n};`,
        errors: [
          {
            ...contradiction('500 Internal Server Error', '503 Service Unavailable', '`statusCode: 503`'),
            line: 3,
            column: 14,
            endColumn: 17,
            suggestions: [
              {
                messageId: 'status',
                output: `import type { Request, Response } from 'express';\nexport const show = async (req: Request, res: Response): Promise<void> => {\n  res.status(503).json({ statusCode: 503 } as const);\n};`,
              },
              {
                messageId: 'content',
                output: `import type { Request, Response } from 'express';\nexport const show = async (req: Request, res: Response): Promise<void> => {\n  res.status(500).json({ statusCode: 500 } as const);\n};`,
              },
            ],
          },
        ],
      },
    ] satisfies InvalidCase[],
  },
  fastify: {
    valid: [
      ...silent.map(({ name, code }): ValidCase => ({ name, code: fastify(code, '(request, res)') })),
      {
        name: 'a not-found handler without a status, of which require-status-in-error-handler speaks',
        code: `${FASTIFY} app.setNotFoundHandler(async () => ({ code: 404, message: 'Not Found' }));`,
      },
      {
        name: "another framework's response object that its adapter is returned",
        code: fastify(`return { statusCode: 204 }`, 'async (request, reply)'),
      },
      {
        name: "an adapter's response object with its parts",
        code: fastify(`return { statusCode: 404, headers: {}, body: '{}' }`, 'async (request, reply)'),
      },
    ],
    invalid: [
      {
        name: 'a code in what is sent',
        code: fastify(`reply.send({ statusCode: 404, error: 'x' })`),
        errors: [
          {
            ...contradiction('200 OK', '404 Not Found', '`statusCode: 404`'),
            ...placeOf(fastify(`reply.send({ statusCode: 404, error: 'x' })`), 'send'),
            suggestions: [
              { messageId: 'status', output: fastify(`reply.code(404).send({ statusCode: 404, error: 'x' })`) },
            ],
          },
        ],
      },
      {
        name: 'a code in what is returned',
        code: fastify(`reply.code(409); return { statusCode: 400, message: 'taken' };`, 'async (request, reply)'),
        errors: [
          {
            ...contradiction('409 Conflict', '400 Bad Request', '`statusCode: 400`'),
            suggestions: [
              {
                messageId: 'status',
                output: fastify(
                  `reply.code(400); return { statusCode: 400, message: 'taken' };`,
                  'async (request, reply)',
                ),
              },
              {
                messageId: 'content',
                output: fastify(
                  `reply.code(409); return { statusCode: 409, message: 'taken' };`,
                  'async (request, reply)',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a phrase',
        code: fastify(`reply.code(401).send({ message: 'Forbidden' })`),
        errors: [
          {
            ...contradiction('401 Unauthorized', '403 Forbidden', "`message: 'Forbidden'`"),
            ...placeOf(fastify(`reply.code(401).send({ message: 'Forbidden' })`), '401'),
            suggestions: [
              { messageId: 'status', output: fastify(`reply.code(403).send({ message: 'Forbidden' })`) },
              { messageId: 'content', output: fastify(`reply.code(401).send({ message: 'Unauthorized' })`) },
            ],
          },
        ],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply) {\n  return reply.status(404).send({ status: 400 });\n}`,
        errors: [
          {
            ...contradiction('404 Not Found', '400 Bad Request', '`status: 400`'),
            line: 3,
            column: 23,
            endColumn: 26,
            suggestions: [
              {
                messageId: 'status',
                output: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply) {\n  return reply.status(400).send({ status: 400 });\n}`,
              },
              {
                messageId: 'content',
                output: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply) {\n  return reply.status(404).send({ status: 404 });\n}`,
              },
            ],
          },
        ],
      },
    ],
  },
});
