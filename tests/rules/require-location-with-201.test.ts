import rule from '../../src/rules/require-location-with-201.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const EXPRESS = "import express from 'express'; const app = express();";
const FASTIFY = "import Fastify from 'fastify'; const app = Fastify();";

const express = (statements: string, path = '/users', method = 'post'): string =>
  `${EXPRESS} app.${method}('${path}', async (req, res) => { ${statements} });`;
const fastify = (statements: string, path = '/users', method = 'post'): string =>
  `${FASTIFY} app.${method}('${path}', async (request, reply) => { ${statements} });`;

const missing = { messageId: 'missing', data: { status: '201 Created' } };
const set = (location: string, output: string) => ({ messageId: 'set', data: { location: `\`${location}\`` }, output });

testRule('require-location-with-201', rule, {
  express: {
    valid: [
      {
        name: 'a code that ends by itself, as a function gives it',
        code: `${express(`const made = await createPairing(req.user); res.status(201).send(made)`, '/pairings')} async function createPairing(user) { const pairingCode = secret(); await db.createRow({ hash: hash(pairingCode) }); return { pairingCode, expiresAt: soon(), role: user.role }; }`,
      },
      {
        name: 'a code that ends by itself',
        code: express(
          `await db.insertRow(req.body); res.status(201).json({ device_code: code, expires_in: 60 })`,
          '/devices/pair',
        ),
      },
      {
        name: 'a token beside what it is for',
        code: express(
          `const token = await db.issue(req.user); res.status(201).send({ refresh_token: token, address: req.user.address })`,
          '/link',
        ),
      },
      {
        name: 'an address that is signed',
        code: express(
          `const upload_url = await store.sign(req.body.key); res.status(201).send({ upload_url })`,
          '/parts',
        ),
      },
      {
        name: 'something that is redeemed',
        code: express(
          `const given = await use(req.body.code); res.status(201).send(given.response)`,
          '/vouchers/redeem',
        ),
      },
      {
        name: 'a setting, by its SQL in a function',
        code: `${express(`const mode = await keepMode(req.params.key, req.body.mode); res.status(201).send(mode)`, '/:key/mode')} async function keepMode(key, mode) { await db.query('INSERT INTO modes (k, m) VALUES (?, ?) ON DUPLICATE KEY UPDATE m = VALUES(m)', [key, mode]); return { key, mode }; }`,
      },
      {
        name: 'a setting, by an upsert of prisma',
        code: express(
          `const device = await prisma.device.upsert({ where: { id: req.body.id }, create: req.body, update: req.body }); res.status(201).json(device)`,
          '/devices',
        ),
      },
      {
        name: 'a list that a schema has checked',
        code: express(`const rows = v.parse(v.array(row), req.body); await keep(rows); res.status(201).end()`),
      },
      {
        name: 'a list that a schema has checked, with a bound',
        code: `const readings = Joi.array().items(reading).max(100);\n${express(`const { value } = readings.validate(req.body); await store.write(req.params.meter, value); res.sendStatus(201)`)}`,
      },
      {
        name: 'one record for each item of the body',
        code: express(
          `await insertLabels(req.body.labels.map(text => ({ text }))); res.status(201).json({ done: true })`,
        ),
      },
      {
        name: 'a list that a function of the file asks for',
        ts: true,
        code: `${express(`const rows = convert(req.body); if (rows.length) await publish(req.params.meter, rows); res.status(201).end()`)}\nasync function publish(meter: string, rows: Reading[]) { await backend.push(meter, rows); }`,
      },
      {
        name: 'lines of a stream, kept as they come',
        ts: true,
        code: `import { createGunzip } from 'node:zlib';\n${express(`const lines: Line[] = []; const kept = store.write(req.params.meter, lines); req.pipe(createGunzip()).pipe(parser); await kept; res.status(201).end()`)}`,
      },
      {
        name: 'something done for each item, and a connection made for each',
        code: express(
          `const { ids } = req.body; await Promise.allSettled(ids.map(async id => { const store = await createOrGetStore(); await notify(store, id); })); res.status(201).json({ message: 'ok' })`,
          '/digest/send',
        ),
      },
      {
        name: 'a record made for each item, one after the other',
        code: express(
          `await async.eachSeries(req.body.items, async item => { await createItem(item); }); res.status(201).json({})`,
        ),
      },
      {
        name: 'a list by its type',
        ts: true,
        code: express(`const entries = req.body as Entry[]; await journal.append(entries); res.status(201).end()`),
      },
      { name: 'location', code: express('res.status(201).location(`/users/${user.id}`).json(user)') },
      { name: 'location before the status', code: express(`res.location(url); res.status(201).end()`) },
      { name: 'location before sendStatus', code: express(`res.location(url).sendStatus(201)`) },
      { name: 'set', code: express(`res.status(201).set('Location', url).json(user)`) },
      { name: 'set with an object', code: express(`res.set({ location: url }).status(201).json(user)`) },
      { name: 'header', code: express(`res.status(201).header('Location', url).json(user)`) },
      { name: 'append', code: express(`res.status(201).append('Location', url).json(user)`) },
      { name: 'setHeader', code: express(`res.setHeader('location', url); res.status(201).json(user)`) },
      {
        name: 'setHeaders',
        code: express(`res.setHeaders(new Headers({ Location: url })); res.status(201).json(user)`),
      },
      { name: 'writeHead', code: express(`res.writeHead(201, { Location: url }); res.end()`) },
      { name: 'a redirect with the status', code: express(`res.redirect(201, url)`) },
      { name: 'headers that are not in sight', code: express(`res.status(201).set(headersOf(user)).json(user)`) },
      { name: 'headers that are spread', code: express(`res.set({ ...headers }).status(201).json(user)`) },
      { name: 'a response that went out of sight', code: express(`describe(user, res); res.status(201).json(user)`) },
      {
        name: 'a callback, before which it may be set',
        code: express(`if (a) res.location(url); save(() => res.status(201).end())`),
      },
      {
        name: 'a helper, whose callers may set it',
        code: `export function created(res, data) { res.status(201).json(data); }`,
      },
      {
        name: 'a function of a request, whose caller may have set it',
        code: `${EXPRESS} app.post('/users', (req, res) => { point(req, res); return made(req, res); });\nasync function made(req, res) { res.status(201).json(await service.add(req.body)); }`,
      },
      { name: "the project's own function, which may set it", code: express(`return sendResponse(res, 201, user)`) },
      { name: 'a status that is not known', code: express(`res.status(code).json(user)`) },
      { name: 'another status', code: express(`res.status(200).json(user)`) },
      { name: 'PUT', code: `${EXPRESS} app.put('/i', (req, res) => res.status(201).json({}));` },
      { name: 'PATCH', code: express(`res.status(201).json(user)`, '/users/:id', 'patch') },
      { name: 'GET, for which the status is wrong', code: express(`res.status(201).json(user)`, '/users', 'get') },
      { name: 'DELETE, for which the status is wrong', code: express(`res.status(201).end()`, '/users/:id', 'delete') },
      {
        name: 'insertMany',
        code: express(`const users = await User.insertMany(req.body); res.status(201).json(users)`),
      },
      {
        name: 'bulkCreate',
        code: express(`await User.bulkCreate(req.body.users); res.status(201).json({ message: 'created' })`),
      },
      {
        name: 'createMany',
        code: express(
          `const result = await prisma.user.createMany({ data: req.body }); res.status(201).json({ result })`,
        ),
      },
      {
        name: 'an array, mapped',
        code: express(
          `const users = await Promise.all(req.body.map(one => User.create(one))); res.status(201).json({ users })`,
        ),
      },
      {
        name: 'a record made for each item',
        code: express(
          `for (const one of req.body) await User.create(one); res.status(201).json({ message: 'created' })`,
        ),
      },
      {
        name: 'records made by a call of the plural',
        code: express(`const made = await service.addUsers(req.body.users); res.status(201).json(made)`),
      },
      {
        name: 'something added or removed',
        code: `exports.addOrRemoveLabels = async (req, res) => { res.status(201).json(await client.addOrRemoveLabels(req.body)); };`,
      },
      {
        name: 'a group joined',
        code: `exports.joinGroup = async (req, res) => { await client.join(req.body.code); res.status(201).json({}); };`,
      },
      {
        name: 'a batch by its path',
        code: express(`res.status(201).json(await createUsers(req.body))`, '/users/batch'),
      },
      {
        name: 'a batch by its name',
        code: `exports.bulkCreateUsers = async (req, res) => { res.status(201).json(await service.run(req.body)); };`,
      },
      { name: 'a login by its path', code: express(`res.status(201).json({ user, token })`, '/login') },
      {
        name: 'a login by its name',
        code: `exports.loginUser = async (req, res) => { res.status(201).json({ user, token }); };`,
      },
      { name: 'a login in two words', code: express(`res.status(201).json({ user })`, '/log-in') },
      { name: 'a token refresh', code: express(`res.status(201).json({ expires })`, '/auth/refresh') },
      { name: 'sessions', code: express(`res.status(201).json({ id })`, '/sessions') },
      {
        name: 'a token handler',
        code: `exports.createToken = async (req, res) => { res.status(201).json({ value }); };`,
      },
      {
        name: 'content that carries only a token',
        code: express(`res.status(201).json({ accessToken, refreshToken, expiresIn: 3600 })`, '/verify'),
      },
      { name: 'content that is a token', code: express(`res.status(201).send(token)`, '/verify') },
      {
        name: 'a handler that changes something',
        code: `exports.updateUser = async (req, res) => { res.status(201).json(await service.update(req.body)); };`,
      },
      {
        name: 'a handler that reads',
        code: `exports.getUsers = async (req, res) => { res.status(201).json(users); };`,
      },
      { name: 'a logout', code: `exports.logOut = async (req, res) => { res.status(201).json({ message: 'bye' }); };` },
      {
        name: 'a message sent',
        code: `exports.sendMagicLink = async (req, res) => { await mail.send(req.body); res.status(201).end('Created.'); };`,
      },
      {
        name: 'an update behind a POST',
        code: express(
          `const profile = await Profile.findOneAndUpdate({ user: req.userId }, req.body, { new: true }); res.status(201).json(profile)`,
          '/profile',
        ),
      },
      // Right code that defeats the rules which go by the method alone.
      {
        name: 'a login answered 200',
        code: `${EXPRESS} app.post('/login', (req, res) => res.status(200).json({ token }));`,
      },
      { name: 'a job answered 202', code: `${EXPRESS} app.post('/jobs', (req, res) => res.status(202).json({ id }));` },
      {
        name: 'a deletion answered 202',
        code: `${EXPRESS} app.delete('/jobs/:id', (req, res) => res.status(202).json({}));`,
      },
      {
        name: 'a callback of something that is no route',
        code: `cache.get('k', (err, res) => res.status(201).send());`,
      },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'a record that a function of the file asks for, though it has a list',
        ts: true,
        code: `${express(`const row = convert(req.body); await publish(row); res.status(201).end()`)}\nasync function publish(row: Order, ...rest: Line[]) { await backend.push(row.items); }`,
        errors: [missing],
      },
      {
        name: 'a function of a request, whose caller has done nothing with the response on this way',
        code: `${EXPRESS} app.post('/users', (req, res) => { if (!req.body) { return refuse(req, res); } return made(req, res); });\nasync function made(req, res) { res.status(201).json(await service.add(req.body)); }`,
        errors: [missing],
      },
      {
        name: 'a function of a request, whose caller has answered by the response on the other ways',
        code: `${EXPRESS} app.post('/users', async (req, res) => { try { return res.json(await known(req)); } catch { return made(req, res); } });\nasync function made(req, res) { res.status(201).json(await service.add(req.body)); }`,
        errors: [missing],
      },
      {
        name: 'one record, and something told to each of a list',
        code: express(
          `const post = await service.createPost(req.body); await Promise.all(post.readers.map(one => notify(one))); res.status(201).json(post)`,
        ),
        errors: [missing],
      },
      {
        name: 'one record, read from a packed body',
        code: `import { createGunzip } from 'node:zlib';\n${express(`const item = await unpack(req.pipe(createGunzip())); await store.add(item); res.status(201).json({})`)}`,
        errors: [missing],
      },
      {
        name: 'json',
        code: express(`const user = await service.add(req.body); res.status(201).json(user)`),
        errors: [
          {
            ...missing,
            ...placeOf(express(`const user = await service.add(req.body); res.status(201).json(user)`), '201'),
          },
        ],
      },
      {
        name: 'sendStatus',
        code: express(`await save(req.body); res.sendStatus(201)`),
        errors: [{ ...missing, ...placeOf(express(`await save(req.body); res.sendStatus(201)`), '201') }],
      },
      {
        name: 'writeHead without it',
        code: express(`await save(req.body); res.writeHead(201, { 'Content-Type': 'text/plain' }); res.end()`),
        errors: [missing],
      },
      {
        name: 'a status set apart',
        code: express(`res.status(201); res.json(await service.add(req.body))`),
        errors: [missing],
      },
      {
        name: 'Content-Location alone',
        code: express(`res.status(201).set('Content-Location', url).json(await service.add(req.body))`),
        errors: [missing],
      },
      {
        name: 'a Location in the content',
        code: express(`res.status(201).json({ location: url })`),
        errors: [missing],
      },
      {
        name: 'a Location on some paths only',
        code: express(`if (url) res.location(url); res.status(201).end()`),
        errors: [missing],
      },
      {
        name: 'the creating outcome of two',
        code: express(`res.status(isNew ? 201 : 200).json(await service.add(req.body))`),
        errors: [missing],
      },
      {
        name: 'a controller whose method is not known',
        code: `exports.createUser = async (req, res) => { const user = await User.create(req.body); res.status(201).json(user); };`,
        errors: [missing],
      },
      {
        name: 'a named handler',
        code: `${EXPRESS} app.post('/u', createUser); async function createUser(req, res) { res.status(201).json(await service.add(req.body)); }`,
        errors: [missing],
      },
      {
        name: 'a registration that returns a token too',
        code: `exports.register = async (req, res) => { const user = await User.create(req.body); res.status(201).json({ token: sign(user) }); };`,
        errors: [missing],
      },
      {
        name: 'a registration by its path',
        code: express(`res.status(201).json({ token })`, '/auth/signup'),
        errors: [missing],
      },
      {
        name: 'an order with its lines',
        code: express(
          `const order = await Order.create(req.body); await Line.insertMany(order.lines); res.status(201).json({ message: 'created' })`,
          '/orders',
        ),
        errors: [missing],
      },
      {
        name: 'the id in the content',
        code: express(`const user = await service.add(req.body); res.status(201).json({ id: user.uuid })`),
        errors: [
          {
            ...missing,
            suggestions: [
              set(
                '/users/${user.uuid}',
                express(
                  'const user = await service.add(req.body); res.status(201).location(`/users/${user.uuid}`).json({ id: user.uuid })',
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'the record as content, just created',
        code: express(`const user = await User.create(req.body); res.status(201).json(user)`),
        errors: [
          {
            ...missing,
            suggestions: [
              set(
                '/users/${user.id}',
                express(
                  'const user = await User.create(req.body); res.status(201).location(`/users/${user.id}`).json(user)',
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'the record in the content, its id read elsewhere',
        code: express(
          `const user = await service.add(req.body); log(user._id); res.status(201).json({ message: 'created', data: { user } })`,
        ),
        errors: [
          {
            ...missing,
            suggestions: [
              set(
                '/users/${user._id}',
                express(
                  "const user = await service.add(req.body); log(user._id); res.status(201).location(`/users/${user._id}`).json({ message: 'created', data: { user } })",
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'a document that is saved',
        code: express(`const user = new User(req.body); await user.save(); return res.status(201).send({ user })`),
        errors: [
          {
            ...missing,
            suggestions: [
              set(
                '/users/${user.id}',
                express(
                  'const user = new User(req.body); await user.save(); return res.status(201).location(`/users/${user.id}`).send({ user })',
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'an object with its id',
        code: express(`const user = { id: nextId(), ...req.body }; users.push(user); res.status(201).json(user)`),
        errors: [missing],
      },
      {
        name: 'an object with its id last',
        code: express(`const user = { ...req.body, id: nextId() }; users.push(user); res.status(201).json(user)`),
        errors: [
          {
            ...missing,
            suggestions: [
              set(
                '/users/${user.id}',
                express(
                  'const user = { ...req.body, id: nextId() }; users.push(user); res.status(201).location(`/users/${user.id}`).json(user)',
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'a parameter in the path',
        code: express(`const post = await Post.create(req.body); res.status(201).json(post)`, '/users/:userId/posts'),
        errors: [
          {
            ...missing,
            suggestions: [
              set(
                '/users/${req.params.userId}/posts/${post.id}',
                express(
                  'const post = await Post.create(req.body); res.status(201).location(`/users/${req.params.userId}/posts/${post.id}`).json(post)',
                  '/users/:userId/posts',
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'a router, mounted out of sight: no suggestion',
        code: `import { Router } from 'express'; const router = Router(); router.post('/users', async (req, res) => { const user = await User.create(req.body); res.status(201).json(user); });`,
        errors: [missing],
      },
      {
        name: 'two records in the content: no suggestion',
        code: express(
          `const user = await User.create(req.body); const profile = await Profile.create(user.id); res.status(201).json({ user, profile })`,
        ).replace('user.id', 'user'),
        errors: [missing],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { Request, Response } from 'express';\nexport class Users {\n  async create(req: Request, res: Response) {\n    const user = await this.users.create(req.body);\n    return res.status(201).json(user);\n  }\n}`,
        errors: [{ ...missing, line: 5, column: 23, endColumn: 26 }],
      },
    ] satisfies InvalidCase[],
  },
  fastify: {
    valid: [
      {
        name: 'a list by the schema of the route',
        code: `${FASTIFY} app.post('/readings', { schema: { body: { type: 'array', items: reading } } }, async (request, reply) => { await keep(request.body); return reply.code(201).send(); });`,
      },
      { name: 'header', code: fastify('return reply.code(201).header("location", `/users/${user.id}`).send(user)') },
      { name: 'headers', code: fastify(`return reply.headers({ Location: url }).code(201).send(user)`) },
      { name: 'reply.raw', code: fastify(`reply.raw.setHeader('location', url); return reply.code(201).send(user)`) },
      {
        name: 'a header before a returned value',
        code: fastify(`reply.code(201).header('Location', url); return user`),
      },
      {
        name: 'headers that are not in sight',
        code: fastify(`return reply.headers(headersOf(user)).code(201).send(user)`),
      },
      {
        name: 'a response that went out of sight',
        code: fastify(`describe(user, reply); return reply.code(201).send(user)`),
      },
      { name: 'PUT', code: fastify(`return reply.code(201).send({})`, '/i', 'put') },
      {
        name: 'PUT in a route object',
        code: `${FASTIFY} app.route({ method: 'PUT', url: '/i', handler: async (request, reply) => reply.code(201).send({}) });`,
      },
      {
        name: 'a batch',
        code: fastify(`const users = await db.insertMany(request.body); return reply.code(201).send(users)`),
      },
      { name: 'a session', code: fastify(`return reply.code(201).send({ id })`, '/session') },
      { name: 'content that carries only a token', code: fastify(`return reply.code(201).send({ token })`, '/verify') },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'send',
        code: fastify(`return reply.code(201).send(await service.add(request.body))`),
        errors: [
          { ...missing, ...placeOf(fastify(`return reply.code(201).send(await service.add(request.body))`), '201') },
        ],
      },
      {
        name: 'a returned value',
        code: fastify(`const id = await service.add(request.body); reply.code(201); return { id }`),
        errors: [missing],
      },
      {
        name: 'the id in the content',
        code: fastify(`const id = await service.add(request.body); return reply.code(201).send({ id })`),
        errors: [
          {
            ...missing,
            suggestions: [
              {
                messageId: 'set',
                data: { location: '`/users/${id}`' },
                output: fastify(
                  "const id = await service.add(request.body); return reply.code(201).header('Location', `/users/${id}`).send({ id })",
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a plugin, whose prefix is out of sight: no suggestion',
        code: `export default async function users(fastify) { fastify.post('/users', async (request, reply) => { const user = await User.create(request.body); return reply.code(201).send(user); }); }`,
        errors: [missing],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function createUser(request: FastifyRequest, reply: FastifyReply) {\n  const user = await users.create(request.body);\n  return reply.status(201).send(user);\n}`,
        errors: [{ ...missing, line: 4, column: 23, endColumn: 26 }],
      },
    ] satisfies InvalidCase[],
  },
});
