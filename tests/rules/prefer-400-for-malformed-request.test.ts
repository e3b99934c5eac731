import rule from '../../src/rules/prefer-400-for-malformed-request.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule } from '../rule-tester.ts';

interface Place {
  readonly on?: string;
  readonly above?: string;
  readonly first?: string;
}

/** A route whose guard stands in front of the refusal. */
const guard =
  (test: string, { on = 'POST /posts', above, first = '' }: Place = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, ...(above !== undefined && { above }), body: `${first}\nif (${test}) ${answer(status)}` });

/** A route that tries and answers in the catch, under a condition where one is given. */
const caught =
  (tried: string, { on = 'POST /posts', above, test }: Place & { readonly test?: string } = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on,
      ...(above !== undefined && { above }),
      body: `try {\n${tried}\n} catch (err) {\n${test === undefined ? answer(status) : `if (${test}) ${answer(status)}\nthrow err;`}\n}`,
    });

const JOI = "import Joi from 'joi';\nconst schema = Joi.object({ limit: Joi.number().max(100).required() });";

const missing: readonly Row[] = [
  { name: 'a missing field', code: guard('!req.body.title') },
  { name: 'a missing field, by undefined', code: guard('req.body.title === undefined') },
  { name: 'a missing field, by null', code: guard('req.body.title == null') },
  { name: 'an empty field', code: guard("title === ''", { first: 'const { title } = req.body;' }) },
  {
    name: 'one of several fields missing',
    code: guard('!title || !text', { first: 'const { title, text } = req.body;' }),
  },
  { name: 'no body', sent: 404, code: guard('!req.body') },
  { name: 'an empty list', code: guard('req.body.items.length === 0') },
];

const reported: readonly Row[] = [
  { name: 'no body, where a parser is there in any case', only: 'fastify', sent: 500, code: guard('!req.body') },
  { name: 'a list of the body that is none', code: guard('!Array.isArray(req.body.tags)') },
  {
    name: 'a number of the query that is none, sent on afterwards',
    code: guard('Number.isNaN(page)', {
      on: 'GET /posts',
      first: 'const page = parseInt(req.query.page, 10);\nconst answer = await fetch(`https://posts.example/${page}`);',
    }),
  },
  {
    name: 'a field that is nothing but spaces',
    code: guard('!title.trim()', { first: 'const { title } = req.body;' }),
  },
  {
    name: '422 for an id of the path that cannot be parsed',
    sent: 422,
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts/:id',
        body: `if (!isValidMongooseObjectId(req.params.id) || !req.params.id) ${answer(status)}`,
      }),
  },
  {
    name: 'a reset token that finds nothing to update, as a failure of the server',
    sent: 500,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /password',
        body: `const user = await users.update({ resetToken: req.body.resetToken }, { password: hash });\nif (!user) ${answer(status)}`,
      }),
  },
  {
    name: 'a token of the path that finds nothing, as a failure of the server',
    sent: 500,
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /invitations/:token',
        body: `const invitation = await Invitation.findOne({ token: req.params.token });\nif (!invitation) ${answer(status)}`,
      }),
  },
  ...missing,
  ...missing.map(row => ({ ...row, name: `${row.name}, answered 403`, sent: 403 })),
  ...missing.slice(0, 5).map(row => ({ ...row, name: `${row.name}, answered 404`, sent: 404 })),
  { name: 'a missing field answered 401', sent: 401, code: guard('!req.body.title') },
  { name: 'a field of another type', code: guard("typeof req.body.title !== 'string'") },
  { name: 'a field that is no list', code: guard('!Array.isArray(req.body.items)') },
  {
    name: 'a field that is no number',
    code: guard('isNaN(amount)', { first: 'const amount = Number(req.body.amount);' }),
  },
  { name: 'a field that is no integer', code: guard('!Number.isInteger(req.body.amount)') },
  { name: 'no file', code: guard('!req.file', { on: 'POST /images' }) },
  { name: 'no file, answered 404', sent: 404, code: guard('!req.file', { on: 'POST /images' }) },
  {
    name: 'no file of @fastify/multipart',
    only: 'fastify',
    sent: 404,
    code: guard('!file', { on: 'POST /images', first: 'const file = await req.file();' }),
  },
  {
    name: 'an id that mongoose cannot parse',
    code: guard('!mongoose.isValidObjectId(req.params.id)', {
      on: 'GET /posts/:id',
      above: "import mongoose from 'mongoose';",
    }),
  },
  {
    name: 'an id that mongodb cannot parse',
    code: guard('!ObjectId.isValid(id)', {
      on: 'GET /posts/:id',
      above: "import { ObjectId } from 'mongodb';",
      first: 'const { id } = req.params;',
    }),
  },
  {
    name: 'an id that is no number',
    code: guard('Number.isNaN(id)', { on: 'GET /posts/:id', first: 'const id = parseInt(req.params.id, 10);' }),
  },
  { name: 'an id that is no UUID', code: guard('!isUUID(req.params.id)', { on: 'GET /posts/:id' }) },
  {
    name: 'an id that does not match',
    sent: 403,
    code: guard('!/^\\d+$/.test(req.params.id)', { on: 'GET /posts/:id' }),
  },
  {
    name: 'an id that cannot be cast, by name',
    code: caught('await Post.findById(req.params.id);', { on: 'GET /posts/:id', test: "err.name === 'CastError'" }),
  },
  {
    name: 'an id that cannot be cast, by class',
    code: caught('await Post.findById(req.params.id);', {
      on: 'GET /posts/:id',
      above: "import mongoose from 'mongoose';",
      test: 'err instanceof mongoose.Error.CastError',
    }),
  },
  { name: 'a missing query parameter', code: guard('!req.query.search', { on: 'GET /posts' }) },
  { name: 'a query parameter out of range', code: guard('req.query.limit > 100', { on: 'GET /posts' }) },
  {
    name: 'a query parameter out of a list',
    sent: 403,
    code: guard("!['asc', 'desc'].includes(req.query.order)", { on: 'GET /posts' }),
  },
  {
    name: 'a path parameter out of a list',
    code: guard('!KINDS.includes(req.params.kind)', {
      on: 'GET /posts/:kind',
      above: "const KINDS = ['news', 'blog'];",
    }),
  },
  {
    name: 'a query that fails its schema',
    code: guard('error', { on: 'GET /posts', above: JOI, first: 'const { error } = schema.validate(req.query);' }),
  },
  {
    name: 'a path that fails its schema',
    code: guard('!result.success', { on: 'GET /posts/:id', first: 'const result = Parameters.safeParse(req.params);' }),
  },
  { name: 'a missing header', sent: 403, code: guard("!req.headers['accept-language']", { on: 'GET /posts' }) },
  {
    name: 'a schema failure proven to be a missing field',
    code: guard("error && error.details[0].type === 'any.required'", {
      above: JOI,
      first: 'const { error } = schema.validate(req.body);',
    }),
  },
  { name: 'text that is no JSON', code: caught('req.filter = JSON.parse(req.query.filter);', { on: 'GET /posts' }) },
  { name: 'text that is no JSON, answered 422', sent: 422, code: caught('req.filter = JSON.parse(req.body.filter);') },
  {
    name: 'a path that cannot be decoded',
    code: caught('req.name = decodeURIComponent(req.params.name);', { on: 'GET /posts/:name' }),
  },
  {
    name: 'a SyntaxError by class',
    code: caught('req.filter = JSON.parse(req.body.filter);\nawait search(req.filter);', {
      test: 'err instanceof SyntaxError',
    }),
  },
  {
    name: 'one outcome of a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'POST /posts',
        body: '',
        last: `return ${res}.${framework === 'express' ? 'status' : 'code'}(req.body.title ? 202 : ${status}).send({});`,
      }),
  },
  { name: '404 for a missing query parameter', sent: 404, code: guard('!req.query.search', { on: 'GET /posts' }) },
  { name: '412 for a missing field, as nothing speaks of versions', sent: 412, code: guard('!req.body.title') },
  { name: '402 for a body that is missing', sent: 402, code: guard('!req.body') },
  { name: '409 for a missing field', sent: 409, code: guard('!req.body.title || !req.body.text') },
  { name: '405 for a missing field', sent: 405, code: guard('!req.body.title') },
  { name: '406 for a type that is another', sent: 406, code: guard("typeof req.body.title !== 'string'") },
  {
    name: '412 for a missing version in strict',
    sent: 412,
    options: { accept: [], strict: true },
    code: guard('!req.body.version'),
  },
  {
    name: '422 for a path parameter below its bound',
    sent: 422,
    code: guard('id < 1', { on: 'GET /posts/:id', first: 'const id = Number(req.params.id);' }),
  },
  {
    name: 'a default for what the query leaves out',
    code: guard('isNaN(page)', { on: 'GET /posts', first: 'let { page } = req.query;\nif (!page) page = 1;' }),
  },
  {
    name: 'a value of the body that is trimmed in place',
    code: guard('!name', { first: 'let { name } = req.body;\nname = name.trim();' }),
  },
];

const silent: readonly Row[] = [
  {
    name: 'a list that another server answers, asked with a value of the request',
    sent: 500,
    code: guard('!Array.isArray(tides)', {
      on: 'GET /tides',
      first:
        'const answer = await fetch(`https://tides.example/${req.query.port}`, { headers: { key: keyOf(req.user) } });\nconst tides = await answer.json();',
    }),
  },
  {
    name: 'a number that another server answers, by axios',
    sent: 502,
    code: guard('isNaN(data.height)', {
      on: 'GET /tides/:port',
      above: "import axios from 'axios';",
      first: 'const { data } = await axios.get(`https://tides.example/${req.params.port}`);',
    }),
  },
  {
    name: 'what a service gives, and is no list',
    sent: 500,
    code: guard('!Array.isArray(found)', { on: 'POST /tides', first: 'const found = await tides.of(req.body.port);' }),
  },
  {
    name: 'the type of a field of a record',
    sent: 500,
    code: guard('Number.isNaN(Number(berth.length))', {
      on: 'GET /berths/:id',
      first: 'const berth = await Berth.findById(req.params.id);\nif (!berth) return next();',
    }),
  },
  {
    name: 'what is made of the caller alone',
    sent: 500,
    code: guard('!Array.isArray(crews)', { first: 'const crews = crewsOf(req.user);' }),
  },
  { name: 'no parser of bodies', only: 'express', sent: 500, code: guard('!req.body') },
  { name: 'the same, by undefined', only: 'express', sent: 500, code: guard('req.body === undefined') },
  {
    name: 'the same, kept first',
    only: 'express',
    sent: 500,
    code: guard('body == null', { first: 'const { body } = req;' }),
  },
  {
    name: 'a name without its ending that is empty',
    sent: 403,
    code: guard('!folder.length', { first: "const folder = req.body.file.replace('.png', '');" }),
  },
  {
    name: 'the last part of a path that is empty',
    sent: 403,
    code: guard('!name', { first: "const name = req.body.url.split('/').pop();" }),
  },
  {
    name: 'a field of which nothing is left',
    sent: 403,
    code: guard("slug === ''", { first: "const slug = req.body.title.replace(/[^a-z]/g, '').trim();" }),
  },
  {
    name: 'a flag of the body that is not set',
    sent: 403,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /predict',
        body: `const isStreamed = req.body.streaming === 'true' || req.body.streaming === true;\nif (!isStreamed) ${answer(status)}`,
      }),
  },
  {
    name: 'the type of what a path gives, for a type checker',
    sent: 403,
    code: ({ route, answer }, status) =>
      route({ on: 'GET /posts/:id', body: `if (typeof req.params.id !== 'string') ${answer(status)}` }),
  },
  {
    name: 'a name that is none of those there are',
    sent: 403,
    code: ({ route, answer }, status) =>
      route({ on: 'GET /tables/:name', body: `if (req.params.name in tables === false) ${answer(status)}` }),
  },
  {
    name: 'an id that cannot be parsed, hidden as what may not be seen',
    sent: 403,
    code: ({ route, answer }, status) =>
      route({ on: 'GET /posts/:id', body: `if (!isValidUuid(req.params.id)) ${answer(status)}` }),
  },
  {
    name: 'the caller, whom middleware keeps in the body',
    sent: 401,
    code: ({ route, answer }, status) =>
      route({ on: 'GET /orders', body: `const userId = req.body.user?.id;\nif (!userId) ${answer(status)}` }),
  },
  {
    name: 'the caller, whom middleware should have kept in the body',
    sent: 500,
    code: ({ route, answer }, status) =>
      route({ on: 'GET /orders', body: `const { user } = req.body;\nif (!user) ${answer(status)}` }),
  },
  {
    name: '422 for an id of the query that cannot be parsed',
    sent: 422,
    code: ({ route, answer }, status) =>
      route({ on: 'GET /posts', body: `if (!isValidObjectId(req.query.author)) ${answer(status)}` }),
  },
  {
    name: 'two failures in one test: no account, and nothing to order',
    sent: 401,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /orders',
        body: `const account = await User.findById(req.user.id);\nconst { items } = req.body;\nif (!account && !items) ${answer(status)}`,
      }),
  },
  {
    name: 'a reset token that finds nothing',
    sent: 403,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /password',
        body: `const user = await users.update({ resetToken: req.body.resetToken }, { password: hash });\nif (!user) ${answer(status)}`,
      }),
  },
  { name: '400 is right', sent: 400, code: guard('!req.body.title') },
  { name: '411 is acceptable', sent: 411, code: guard("!req.headers['content-length']") },
  { name: '413 is acceptable', sent: 413, code: guard('req.query.limit > 100', { on: 'GET /posts' }) },
  { name: '415 is acceptable', sent: 415, code: guard("!req.headers['content-type']") },
  { name: '431 is acceptable', sent: 431, code: guard("!req.headers['accept-language']") },
  {
    name: '404 for a path parameter',
    sent: 404,
    code: guard('!mongoose.isValidObjectId(req.params.id)', { on: 'GET /posts/:id' }),
  },
  {
    name: '404 for a path parameter that cannot be cast',
    sent: 404,
    code: caught('await Post.findById(req.params.id);', { on: 'GET /posts/:id', test: "err.name === 'CastError'" }),
  },
  { name: '422 for a missing field', sent: 422, code: guard('!req.body.title') },
  { name: '422 for a field of another type', sent: 422, code: guard("typeof req.body.title !== 'string'") },
  { name: 'a status the options accept', options: { accept: [500] }, code: guard('!req.body.title') },
  {
    name: 'a redirect',
    code: ({ route, res }) =>
      route({ on: 'POST /posts', body: `if (!req.body.title) return ${res}.redirect('/posts/new');` }),
  },
  { name: 'a value that prefer-422-for-invalid-content owns', code: guard('req.body.title.length > 100') },
  {
    name: 'a schema over the body, which prefer-422-for-invalid-content owns',
    code: guard('error', { above: JOI, first: 'const { error } = schema.validate(req.body);' }),
  },
  {
    name: 'one schema over several parts',
    code: guard('error', { above: JOI, first: 'const { error } = schema.validate({ ...req.body, ...req.params });' }),
  },
  {
    name: 'presence and value in one',
    code: guard('!email || !EMAIL.test(email)', { first: 'const { email } = req.body;' }),
  },
  { name: 'a missing token', sent: 401, code: guard('!req.body.token', { on: 'POST /session' }) },
  { name: 'a missing code', sent: 401, code: guard('!req.query.code', { on: 'GET /callback' }) },
  {
    name: 'a missing refresh token in the query',
    sent: 403,
    code: guard('!req.query.refreshToken', { on: 'GET /refresh' }),
  },
  {
    name: 'missing login fields',
    sent: 401,
    code: guard('!email || !password', { on: 'POST /login', first: 'const { email, password } = req.body;' }),
  },
  { name: 'a missing e-mail address at login', sent: 401, code: guard('!req.body.email', { on: 'POST /login' }) },
  {
    name: 'a missing webhook signature',
    sent: 401,
    code: guard("!req.headers['x-hub-signature']", { on: 'POST /webhook' }),
  },
  { name: 'a missing CSRF token', sent: 403, code: guard("!req.headers['x-csrf-token']") },
  {
    name: 'a signed URL without its signature',
    sent: 403,
    code: guard('!req.query.signature', { on: 'GET /files/:id' }),
  },
  {
    name: 'a signed URL that has expired',
    sent: 403,
    code: guard('req.query.expires < Date.now()', { on: 'GET /files/:id' }),
  },
  { name: 'a missing authorization header', sent: 403, code: guard('!req.headers.authorization') },
  {
    name: 'a record that is not there',
    code: guard('!post', { on: 'GET /posts/:id', first: 'const post = await Post.findById(req.params.id);' }),
  },
  {
    name: 'a list of what is forbidden',
    sent: 403,
    code: guard('FORBIDDEN.includes(req.params.name)', {
      on: 'GET /notes/:name',
      above: "const FORBIDDEN = ['admin'];",
    }),
  },
  {
    name: 'text that does not parse where a caller is looked for',
    sent: 403,
    code: caught('req.body = JSON.parse(req.body);'),
  },
  {
    name: 'a plain error, which an error handler out of sight may translate',
    code: ({ route }) =>
      route({
        above: 'addErrorHandler(app);',
        on: 'POST /posts',
        body: "if (!req.body.title) throw new Error('No title.');",
      }),
  },
  {
    name: 'the type of what did not come with the request',
    code: guard('!Array.isArray(rows)', { first: 'const rows = await load();' }),
  },
  { name: 'parsing of a file', code: caught('config = JSON.parse(text);', { above: 'let config;\nlet text;' }) },
  {
    name: 'parsing and database in one try',
    code: caught('const filter = JSON.parse(req.query.filter);\nawait Post.find(filter);'),
  },
  { name: '412 for a missing version', sent: 412, code: guard('!req.body.version') },
  { name: '402 for a missing payment', sent: 402, code: guard('!req.body.paymentMethod', { on: 'POST /orders' }) },
  {
    name: '402 where the path is one of payments',
    sent: 402,
    code: guard('!req.body.source', { on: 'POST /checkout' }),
  },
  {
    name: '403 for an origin that is missing',
    sent: 403,
    code: guard('!origin', { first: 'const { origin } = req.headers;' }),
  },
  {
    name: '403 for an origin that is missing or foreign',
    sent: 403,
    code: guard("!origin || !origin.endsWith('.example.com')", {
      on: 'GET /export',
      first: "const origin = req.headers['origin'];",
    }),
  },
  {
    name: '403 for a host that is missing or foreign',
    sent: 403,
    code: guard("!host || host.startsWith('10.')", { on: 'DELETE /cache', first: 'const { host } = req.headers;' }),
  },
  {
    name: '401 for a referrer of another site',
    sent: 401,
    code: guard("!referer || new URL(referer).hostname !== 'example.com'", {
      first: 'const { referer } = req.headers;',
    }),
  },
  {
    name: 'an id of the body that a lookup sets again',
    sent: 404,
    code: guard('!id', { first: 'let { name, id } = req.body;\nif (name) id = await directory.resolve(name);' }),
  },
  {
    name: 'a value of the query that a pattern sets again',
    sent: 404,
    code: guard('!place', {
      on: 'GET /weather',
      first: 'let { place } = req.query;\nif (!place) ({ city: place } = await geo.locate(req.ip));',
    }),
  },
  {
    name: 'a value of the body that a loop sets again',
    sent: 404,
    code: guard('!slug', { first: 'let { slug } = req.body;\nfor (const one of await names.list()) slug = one.slug;' }),
  },
];

const THROWN = (status: number): string =>
  `import createError from 'http-errors';\nexport const create = async (req, res) => {\n  if (!req.body.title) throw createError(${status}, 'No title.');\n  res.sendStatus(202);\n};`;
const CONSTANT = (name: string): string =>
  `import { StatusCodes } from 'http-status-codes';\nexport const create = async (req, res) => {\n  if (!req.body.title) return res.status(StatusCodes.${name}).json({ error: 'No title.' });\n  res.sendStatus(StatusCodes.ACCEPTED);\n};`;
const SEND_STATUS = (status: number): string =>
  `export const create = async (req, res) => {\n  if (!req.body.title) return res.sendStatus(${status});\n  res.sendStatus(202);\n};`;
const PARSER = (status: number): string =>
  `import express from 'express';\nconst app = express();\napp.use(express.json());\napp.use((err, req, res, next) => {\n  if (err.type === 'entity.parse.failed') return res.status(${status}).json({ error: 'This is no JSON.' });\n  next(err);\n});`;
const SYNTAX = (status: number): string =>
  `import express from 'express';\nconst app = express();\napp.use(express.json());\napp.use((err, req, res, next) => {\n  if (err instanceof SyntaxError && err.status === 400 && 'body' in err) {\n    return res.status(${status}).json({ error: 'This is no JSON.' });\n  }\n  next(err);\n});`;
const TYPED = (status: number): string =>
  `import type { Request, Response } from 'express';\nexport class PostController {\n  async get(req: Request<{ id: string }>, res: Response): Promise<void> {\n    const id = Number(req.params.id);\n    if (Number.isNaN(id)) {\n      res.status(${status}).json({ message: 'No such id.' });\n      return;\n    }\n    res.json(await this.posts.get(id));\n  }\n}`;
const SENSIBLE = (name: string): string =>
  `import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/posts', async (request, reply) => {\n  if (!request.body.title) return reply.${name}('No title.');\n  return { done: true };\n});`;
const FASTIFY_THROWN = (name: string): string =>
  `import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/posts', async request => {\n  if (!request.query.search) throw app.httpErrors.${name}('What for?');\n  return [];\n});`;
const FASTIFY_CONSTANT = (name: string): string =>
  `import { StatusCodes } from 'http-status-codes';\nexport async function create(request, reply) {\n  if (!request.body.title) return reply.status(StatusCodes.${name}).send({ error: 'No title.' });\n  return { done: true };\n}`;
const CONTEXT = (status: number): string =>
  `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, request, reply) => {\n  if (error.validation && error.validationContext === 'querystring') return reply.code(${status}).send({ issues: error.validation });\n  return reply.send(error);\n});`;
const JSON_BODY = (status: number): string =>
  `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, request, reply) => {\n  if (error.code === 'FST_ERR_CTP_INVALID_JSON_BODY') return reply.code(${status}).send({ error: 'This is no JSON.' });\n  return reply.send(error);\n});`;
const FASTIFY_TYPED = (status: number): string =>
  `import type { FastifyPluginAsync } from 'fastify';\nconst plugin: FastifyPluginAsync = async fastify => {\n  fastify.get<{ Querystring: { from?: string } }>('/events', async (request, reply) => {\n    if (request.query.from === undefined) return reply.code(${status}).send({ message: 'From when?' });\n    return fastify.events.since(request.query.from);\n  });\n};\nexport default plugin;`;

const lost = { test: '!req.query.page' };

testRule('prefer-400-for-malformed-request', rule, {
  express: join(casesOf('express', { sent: 500, right: 400, reported, silent, lost }), {
    valid: [{ name: 'the parser error answered 413', code: PARSER(413) }],
    invalid: [
      {
        name: 'sendStatus',
        code: SEND_STATUS(403),
        errors: [
          {
            messageId: 'wrong',
            line: 2,
            column: 46,
            endLine: 2,
            endColumn: 49,
            data: {
              reads: '`req.body.title` is missing in this guard',
              place: '',
              meaning: 'the request is incomplete or cannot be read',
              right: '400 Bad Request',
              code: 403,
              sent: '403 Forbidden',
              says: '"I know who you are, and you may not do this"',
            },
            suggestions: [{ messageId: 'use', data: { right: '400 Bad Request' }, output: SEND_STATUS(400) }],
          },
        ],
      },
      {
        name: 'an error thrown',
        code: THROWN(404),
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 42,
            endColumn: 45,
            suggestions: [{ messageId: 'use', output: THROWN(400) }],
          },
        ],
      },
      {
        name: 'a constant of http-status-codes',
        code: CONSTANT('INTERNAL_SERVER_ERROR'),
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 42,
            endColumn: 75,
            suggestions: [{ messageId: 'use', output: CONSTANT('BAD_REQUEST') }],
          },
        ],
      },
      {
        name: 'the error of the body parser, by type',
        code: PARSER(422),
        errors: [
          {
            messageId: 'wrong',
            line: 5,
            column: 61,
            endColumn: 64,
            suggestions: [{ messageId: 'use', output: PARSER(400) }],
          },
        ],
      },
      {
        name: 'the error of the body parser, by class',
        code: SYNTAX(500),
        errors: [
          {
            messageId: 'wrong',
            line: 6,
            column: 23,
            endColumn: 26,
            suggestions: [{ messageId: 'use', output: SYNTAX(400) }],
          },
        ],
      },
      {
        name: 'a controller class',
        ts: true,
        code: TYPED(500),
        errors: [
          {
            messageId: 'wrong',
            line: 6,
            column: 18,
            endColumn: 21,
            suggestions: [{ messageId: 'use', output: TYPED(400) }],
          },
        ],
      },
    ],
  }),
  fastify: join(casesOf('fastify', { sent: 500, right: 400, reported, silent, lost }), {
    valid: [{ name: 'the parser error answered 400', code: JSON_BODY(400) }],
    invalid: [
      {
        name: 'reply.forbidden() of @fastify/sensible',
        code: SENSIBLE('forbidden'),
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            column: 41,
            endLine: 4,
            endColumn: 50,
            data: {
              reads: '`request.body.title` is missing in this guard',
              place: '',
              meaning: 'the request is incomplete or cannot be read',
              right: '400 Bad Request',
              code: 403,
              sent: '403 Forbidden',
              says: '"I know who you are, and you may not do this"',
            },
            suggestions: [{ messageId: 'use', output: SENSIBLE('badRequest') }],
          },
        ],
      },
      {
        name: 'httpErrors thrown',
        code: FASTIFY_THROWN('internalServerError'),
        errors: [
          { messageId: 'wrong', line: 4, suggestions: [{ messageId: 'use', output: FASTIFY_THROWN('badRequest') }] },
        ],
      },
      {
        name: 'a constant of http-status-codes',
        code: FASTIFY_CONSTANT('INTERNAL_SERVER_ERROR'),
        errors: [
          { messageId: 'wrong', line: 3, suggestions: [{ messageId: 'use', output: FASTIFY_CONSTANT('BAD_REQUEST') }] },
        ],
      },
      {
        name: 'error.validation of the query',
        code: CONTEXT(500),
        errors: [{ messageId: 'wrong', line: 4, suggestions: [{ messageId: 'use', output: CONTEXT(400) }] }],
      },
      {
        name: 'the error of the JSON parser',
        code: JSON_BODY(422),
        errors: [{ messageId: 'wrong', line: 4, suggestions: [{ messageId: 'use', output: JSON_BODY(400) }] }],
      },
      {
        name: 'a plugin in TypeScript',
        ts: true,
        code: FASTIFY_TYPED(500),
        errors: [{ messageId: 'wrong', line: 4, suggestions: [{ messageId: 'use', output: FASTIFY_TYPED(400) }] }],
      },
    ],
  }),
});
