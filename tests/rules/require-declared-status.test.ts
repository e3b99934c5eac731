import { Linter } from 'eslint';
import { expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import rule from '../../src/rules/require-declared-status.ts';
import { makeProject } from '../model/read-project.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const FASTIFY = `const app = require('fastify')();`;
const route = (response: string, statements: string, before = ''): string =>
  `${FASTIFY} ${before} app.post('/users', { schema: { response: ${response} } }, async (request, reply) => { ${statements} });`;
const strict = [{ strict: true }] as const;
const CREATED = '{ 201: user }';

/** A 200 that is sent where 201 is declared, with the edits that declare it or send the other. */
const sendsOk = (response: string, statements: string, declared: string, sent: string) => ({
  code: route(response, statements),
  errors: [
    {
      messageId: 'undeclared',
      data: { status: '200 OK', declared: '201 Created' },
      suggestions: [
        { messageId: 'declare', data: { status: '200 OK', like: '201 Created' }, output: route(declared, statements) },
        { messageId: 'send', data: { like: '201 Created' }, output: route(response, sent) },
      ],
    },
  ],
});

testRule('require-declared-status', rule, {
  fastify: {
    valid: [
      { name: 'a status that is declared', code: route(CREATED, 'return reply.code(201).send(created);') },
      {
        name: 'a status that a callback of what is returned sets',
        code: route(
          CREATED,
          'return db.transaction(async trx => { const created = await trx.insert(user); reply.code(201); return created; });',
        ),
      },
      {
        name: 'a status that a callback of what was awaited sets',
        code: route(
          CREATED,
          'const created = await db.transaction(async trx => { reply.code(201); return trx.insert(user); }); return created;',
        ),
      },
      { name: 'by its class', code: route(`{ '2xx': user }`, 'return created;'), options: strict },
      {
        name: 'by its class in capitals',
        code: route(`{ 201: user, '2XX': user }`, 'return created;'),
        options: strict,
      },
      {
        name: 'by the default',
        code: route(`{ 201: user, default: failure }`, 'return reply.code(202).send(created);'),
        options: strict,
      },
      {
        name: 'by a constant',
        code: `const { StatusCodes } = require('http-status-codes'); ${route('{ [StatusCodes.OK]: user, 201: user }', 'return created;')}`,
      },
      {
        name: 'in a spread',
        code: route('{ ...common, 201: user }', 'return created;', 'const common = { 200: user };'),
      },
      { name: 'a spread out of sight', code: route('{ ...common, 201: user }', 'return created;') },
      { name: 'a key out of sight', code: route('{ [status]: user, 201: user }', 'return created;') },
      { name: 'no schema', code: `${FASTIFY} app.get('/', async () => created);`, options: strict },
      {
        name: 'a schema without responses',
        code: `${FASTIFY} app.get('/', { schema: { body: user } }, async () => created);`,
        options: strict,
      },
      {
        name: 'a schema out of sight',
        code: `${FASTIFY} app.get('/', { schema: userSchema }, async () => created);`,
        options: strict,
      },
      {
        name: 'a schema that is made',
        code: `${FASTIFY} app.get('/', { schema: toSchema({ response: { 201: user } }) }, async () => created);`,
        options: strict,
      },
      { name: 'only errors declared', code: route(`{ '4xx': failure }`, 'return created;') },
      { name: 'no status declared', code: route('{}', 'return created;'), options: strict },
      { name: 'an error that is not declared', code: route(CREATED, 'return reply.code(404).send({ error: 1 });') },
      { name: 'a thrown error', code: route(CREATED, `throw new Error('no');`), options: strict },
      { name: 'an error sent', code: route(CREATED, `return reply.code(404).send(new Error('no'));`), options: strict },
      { name: 'an answer of @fastify/sensible', code: route(CREATED, 'return reply.notFound();'), options: strict },
      { name: 'a redirect', code: route(CREATED, `return reply.redirect('/x');`), options: strict },
      { name: 'no content', code: route(CREATED, 'return reply.code(204).send();'), options: strict },
      { name: 'nothing sent', code: route(CREATED, 'return reply.send();') },
      { name: 'null', code: route(CREATED, 'return null;') },
      { name: 'a text', code: route(CREATED, `return 'created';`) },
      { name: 'a template', code: route(CREATED, 'return reply.send(`created ${1}`);') },
      {
        name: 'what is stringified',
        code: route(CREATED, 'const text = JSON.stringify(created); return reply.send(text);'),
      },
      { name: 'bytes', code: route(CREATED, `return Buffer.from('x');`) },
      { name: 'a stream', code: route(CREATED, `return fs.createReadStream('x');`) },
      { name: 'another content type', code: route(CREATED, `return reply.type('text/html').send(page);`) },
      { name: 'a status that is not known', code: route(CREATED, 'return reply.code(status).send(created);') },
      { name: 'a reply that went out of sight', code: route(CREATED, 'prepare(reply); return reply.send(created);') },
      {
        name: 'a hook',
        code: `${FASTIFY} app.get('/', { schema: { response: { 201: user } }, preHandler: async (request, reply) => reply.send({ cached: true }) }, async (request, reply) => reply.code(201).send(created));`,
      },
      {
        name: 'one of its two routes declares it',
        code: `${FASTIFY} const show = async (request, reply) => { return created; }; app.get('/a', { schema: { response: { 201: user } } }, show); app.get('/b', { schema: { response: { 200: user } } }, show);`,
      },
      {
        name: 'Express, where nothing is declared',
        code: `const app = require('express')(); app.get('/', { schema: { response: { 201: user } } }, (req, res) => { res.json({}); });`,
      },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'a callback that sets no status',
        ...sendsOk(
          CREATED,
          'const created = await db.transaction(async trx => { reply.log.info(trx); return trx.insert(user); }); return created;',
          '{ 201: user, 200: user }',
          'const created = await db.transaction(async trx => { reply.log.info(trx); return trx.insert(user); }); return reply.code(201).send(created);',
        ),
      },
      {
        name: 'a returned value',
        ...sendsOk(CREATED, 'return created;', '{ 201: user, 200: user }', 'return reply.code(201).send(created);'),
      },
      {
        name: 'a payload',
        ...sendsOk(
          CREATED,
          'return reply.send({ id: 1 });',
          '{ 201: user, 200: user }',
          'return reply.code(201).send({ id: 1 });',
        ),
      },
      {
        name: 'a status that is set',
        ...sendsOk(
          CREATED,
          'return reply.code(200).send(created);',
          '{ 201: user, 200: user }',
          'return reply.code(201).send(created);',
        ),
      },
      {
        name: 'JSON by its content type',
        ...sendsOk(
          CREATED,
          `return reply.type('application/json').send(created);`,
          '{ 201: user, 200: user }',
          `return reply.type('application/json').code(201).send(created);`,
        ),
      },
      {
        name: 'on lines of their own',
        ...sendsOk(
          '{\n  201: Type.Object({ id: Type.String() }),\n}',
          'return created;',
          '{\n  201: Type.Object({ id: Type.String() }),\n  200: Type.Object({ id: Type.String() }),\n}',
          'return reply.code(201).send(created);',
        ),
      },
      {
        name: 'a schema of zod',
        ...sendsOk(
          '{ 201: z.object({ id: z.string() }) }',
          'return created;',
          '{ 201: z.object({ id: z.string() }), 200: z.object({ id: z.string() }) }',
          'return reply.code(201).send(created);',
        ),
      },
      {
        name: 'a schema of JSON Schema',
        ...sendsOk(
          `{ 201: { type: 'object', properties: { id: { type: 'string' } } } }`,
          'return created;',
          `{ 201: { type: 'object', properties: { id: { type: 'string' } } }, 200: { type: 'object', properties: { id: { type: 'string' } } } }`,
          'return reply.code(201).send(created);',
        ),
      },
      {
        name: 'several declared',
        code: route(`{ 200: user, 202: job, '4xx': failure }`, 'return reply.code(201).send(created);'),
        errors: [
          {
            messageId: 'undeclared',
            data: { status: '201 Created', declared: '200 OK, 202 Accepted, `4xx`' },
            suggestions: [
              {
                messageId: 'declare',
                output: route(
                  `{ 200: user, 202: job, '4xx': failure, 201: user }`,
                  'return reply.code(201).send(created);',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'the one of two statuses',
        code: route(CREATED, 'return reply.code(isNew ? 201 : 200).send(created);'),
        errors: [
          {
            messageId: 'undeclared',
            suggestions: [
              {
                messageId: 'declare',
                output: route('{ 201: user, 200: user }', 'return reply.code(isNew ? 201 : 200).send(created);'),
              },
              { messageId: 'send', output: route(CREATED, 'return reply.code(isNew ? 201 : 201).send(created);') },
            ],
          },
        ],
      },
      {
        name: 'fastify.route',
        code: `${FASTIFY} app.route({ method: 'POST', url: '/users', schema: { response: { 201: user } }, handler: async () => created });`,
        errors: [
          {
            messageId: 'undeclared',
            line: 1,
            suggestions: [
              {
                messageId: 'declare',
                output: `${FASTIFY} app.route({ method: 'POST', url: '/users', schema: { response: { 201: user, 200: user } }, handler: async () => created });`,
              },
            ],
          },
        ],
      },
      {
        name: 'fastify.route with options that have a name',
        code: `${FASTIFY} const create = { method: 'POST', url: '/users', schema: { response: { 201: user } }, handler: async () => created }; app.route(create);`,
        errors: [
          {
            messageId: 'undeclared',
            suggestions: [
              {
                messageId: 'declare',
                output: `${FASTIFY} const create = { method: 'POST', url: '/users', schema: { response: { 201: user, 200: user } }, handler: async () => created }; app.route(create);`,
              },
            ],
          },
        ],
      },
      {
        name: 'options that have a name',
        code: `${FASTIFY} const schema = { response: { 201: user } }; const options = { schema }; app.post('/users', options, async () => created);`,
        errors: [
          {
            messageId: 'undeclared',
            suggestions: [
              {
                messageId: 'declare',
                output: `${FASTIFY} const schema = { response: { 201: user, 200: user } }; const options = { schema }; app.post('/users', options, async () => created);`,
              },
            ],
          },
        ],
      },
      {
        name: 'the handler among the options',
        code: `${FASTIFY} app.post('/users', { schema: { response: { 201: user } }, async handler(request, reply) { reply.send(created); } });`,
        errors: [
          {
            messageId: 'undeclared',
            suggestions: [
              {
                messageId: 'declare',
                output: `${FASTIFY} app.post('/users', { schema: { response: { 201: user, 200: user } }, async handler(request, reply) { reply.send(created); } });`,
              },
              {
                messageId: 'send',
                output: `${FASTIFY} app.post('/users', { schema: { response: { 201: user } }, async handler(request, reply) { reply.code(201).send(created); } });`,
              },
            ],
          },
        ],
      },
      {
        name: 'a spread schema, which cannot be added to in place',
        code: route('{ ...common }', 'return created;', 'const common = { 201: user };'),
        errors: [
          {
            messageId: 'undeclared',
            suggestions: [
              {
                messageId: 'send',
                output: route(
                  '{ ...common }',
                  'return reply.code(201).send(created);',
                  'const common = { 201: user };',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a named handler',
        code: `${FASTIFY} async function create(request, reply) { return created; } app.post('/users', { schema: { response: { 201: user } } }, create);`,
        errors: [
          {
            messageId: 'undeclared',
            suggestions: [
              {
                messageId: 'declare',
                output: `${FASTIFY} async function create(request, reply) { return created; } app.post('/users', { schema: { response: { 201: user, 200: user } } }, create);`,
              },
              {
                messageId: 'send',
                output: `${FASTIFY} async function create(request, reply) { return reply.code(201).send(created); } app.post('/users', { schema: { response: { 201: user } } }, create);`,
              },
            ],
          },
        ],
      },
      {
        name: 'strict: an error',
        options: strict,
        code: route(`{ 201: user, 400: failure }`, 'return reply.code(404).send({ error: 1 });'),
        errors: [
          {
            messageId: 'undeclaredError',
            data: { status: '404 Not Found', declared: '201 Created, 400 Bad Request' },
            suggestions: [
              {
                messageId: 'declare',
                output: route(
                  `{ 201: user, 400: failure, 404: failure }`,
                  'return reply.code(404).send({ error: 1 });',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'strict: an error where none is declared',
        options: strict,
        code: route(CREATED, 'return reply.code(404).send({ error: 1 });'),
        errors: [{ messageId: 'undeclaredError' }],
      },
      {
        name: 'strict: a success where only errors are declared',
        options: strict,
        code: route(`{ '4xx': failure }`, 'return created;'),
        errors: [{ messageId: 'undeclared', data: { status: '200 OK', declared: '`4xx`' } }],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import Fastify, { type RouteShorthandOptions } from 'fastify';\nconst app = Fastify().withTypeProvider<TypeBoxTypeProvider>();\nconst options: RouteShorthandOptions = { schema: { response: { 201: User } as const } };\napp.post<{ Body: UserBody }>('/users', options, async (request, reply) => {\n  return reply.status(200).send(created);\n});`,
        errors: [
          {
            messageId: 'undeclared',
            line: 5,
            column: 23,
            endColumn: 26,
            suggestions: [
              {
                messageId: 'declare',
                output: `import Fastify, { type RouteShorthandOptions } from 'fastify';\nconst app = Fastify().withTypeProvider<TypeBoxTypeProvider>();\nconst options: RouteShorthandOptions = { schema: { response: { 201: User, 200: User } as const } };\napp.post<{ Body: UserBody }>('/users', options, async (request, reply) => {\n  return reply.status(200).send(created);\n});`,
              },
              {
                messageId: 'send',
                output: `import Fastify, { type RouteShorthandOptions } from 'fastify';\nconst app = Fastify().withTypeProvider<TypeBoxTypeProvider>();\nconst options: RouteShorthandOptions = { schema: { response: { 201: User } as const } };\napp.post<{ Body: UserBody }>('/users', options, async (request, reply) => {\n  return reply.status(201).send(created);\n});`,
              },
            ],
          },
        ],
      },
    ] satisfies InvalidCase[],
  },
});

it.each([
  [
    '{ schema: createUser }',
    [
      'Declare 200 OK, or send a declared status: the route has 201 Created, so Fastify sends all fields of this content, private ones too.',
    ],
  ],
  ['{ schema: { response: { 200: user, ...responses } } }', []],
  [
    'options',
    [
      'Declare 200 OK, or send a declared status: the route has 201 Created, so Fastify sends all fields of this content, private ones too.',
    ],
  ],
])('reads schemas in another file of the project: %s', (options, messages) => {
  const { root } = makeProject({
    'schemas.js':
      'export const createUser = { response: { 201: user } };\nexport const responses = { 201: user };\nexport const options = { schema: createUser };',
  });
  const code = `import Fastify from 'fastify'; import { createUser, options, responses } from './schemas.js'; const app = Fastify(); app.post('/users', ${options}, async (request, reply) => reply.send(created));`;
  const found = new Linter({ cwd: root }).verify(
    code,
    [{ plugins: { 'status-code': plugin }, rules: { 'status-code/require-declared-status': 'error' } }],
    { filename: `${root}/routes.js` },
  );
  expect(found.map(({ message }) => message)).toEqual(messages);
  expect(found.flatMap(({ suggestions }) => suggestions?.map(({ messageId }) => messageId) ?? [])).toEqual(
    messages.map(() => 'send'),
  );
});
