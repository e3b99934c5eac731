import rule from '../../src/rules/prefer-201-for-created-resource.ts';
import { casesOf, join, type Dialect, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const CREATE = 'const post = await Post.create(req.body);';

const send = ({ framework, res }: Dialect, status: number, content: string): string =>
  `return ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send(${content});`;

/** A route that does some work and sends something with the status. */
const work =
  (
    body: string,
    { on = 'POST /posts', content = 'post', above }: { on?: string; content?: string; above?: string } = {},
  ): Row['code'] =>
  (one, status) =>
    one.route({ on, ...(above !== undefined && { above }), body, last: send(one, status, content) });

const reported: readonly Row[] = [
  { name: 'a record that is returned', code: work(CREATE) },
  {
    name: 'a message that says so',
    code: work('await Post.create(req.body);', { content: "{ message: 'Post created' }" }),
  },
  {
    name: 'an implicit 200',
    code: (one, status) =>
      one.route({
        on: 'POST /posts',
        body: CREATE,
        last:
          status === 200
            ? `return ${one.res}.send(post);`
            : `return ${one.res}.${one.framework === 'express' ? 'status' : 'code'}(${status}).send(post);`,
      }),
  },
  { name: 'a new document that is saved', code: work('const post = new Post(req.body);\nawait post.save();') },
  { name: 'prisma', code: work('const post = await prisma.post.create({ data: req.body });') },
  { name: 'an insert of knex', code: work("const [post] = await knex('posts').insert(req.body).returning('*');") },
  { name: 'an insert of drizzle', code: work('const [post] = await db.insert(posts).values(req.body).returning();') },
  { name: 'insertOne', code: work('const post = await db.collection("posts").insertOne(req.body);') },
  {
    name: 'an INSERT of SQL',
    code: work("const post = await pool.query('INSERT INTO posts (title) VALUES ($1) RETURNING *', [req.body.title]);"),
  },
  { name: 'a service that creates', code: work('const post = await postService.createPost(req.body);') },
  {
    name: 'a use case made in place, in a promise',
    code: (one, status) =>
      one.route({
        on: 'POST /posts',
        body: '',
        last: `return new CreatePostUseCase(\nposts,\n).execute(req.body).then(post => ${one.res}.${one.framework === 'express' ? 'status' : 'code'}(${status}).send(post));`,
      }),
  },
  { name: 'a use case', code: work('const post = await createPostUseCase.execute(req.body);') },
  {
    name: 'a registration that returns a token',
    code: work('const user = await User.create(req.body);\nconst token = sign(user);', {
      on: 'POST /register',
      content: '{ user, token }',
    }),
  },
  {
    name: 'a registration by a service',
    code: work('const user = await auth.registerUser(req.body);', { on: 'POST /auth/signup', content: 'user' }),
  },
  {
    name: 'a part of a resource, whose parent counts it',
    code: work('const comment = await Comment.create(req.body);', {
      on: 'POST /posts/:id/comments',
      content: 'comment',
    }),
  },
  { name: 'in a transaction', code: work('const post = await db.transaction(async tx => tx.insert(req.body));') },
  {
    name: 'a call in a promise',
    code: (one, status) =>
      one.route({
        on: 'POST /posts',
        body: '',
        last: `return Post.create(req.body).then(post => { ${send(one, status, 'post')} });`,
      }),
  },
  {
    name: 'after a duplicate has left',
    code: (one, status) =>
      one.route({
        on: 'POST /posts',
        body: `const same = await Post.findOne({ title: req.body.title });\nif (same) ${one.answer(409)}\n${CREATE}`,
        last: send(one, status, 'post'),
      }),
  },
  {
    name: 'another record that is made as well, if asked for',
    code: work(`${CREATE}\nif (req.body.notify) await Note.create({ post: post.id });`),
  },
  {
    name: 'others that are told of it',
    code: work(`${CREATE}\nawait Reader.updateMany({ isActive: true }, { $addToSet: { unread: post.id } });`),
  },
  {
    name: 'a document that is awaited before it is saved',
    code: work('const post = await new Post(req.body);\nawait post.save();'),
  },
  {
    name: 'a list in memory from which something is removed',
    code: work(`${CREATE}\n_.remove(queue, one => one.id === post.id);`, { above: "import _ from 'lodash';" }),
  },
  {
    name: 'a log row beside it',
    code: work(`${CREATE}\nif (req.body.isTest) await AuditLog.create({ post: post.id });`),
  },
  {
    name: 'a log, where logs are what is asked for',
    code: work('const row = await Log.create(req.body);', { on: 'POST /logs', content: 'row' }),
  },
];

const silent: readonly Row[] = [
  {
    name: 'a function that is made, and called',
    code: work("const readPost = posts.createReader('latest');\nconst post = await readPost();"),
  },
  {
    name: 'a function that is made and called at once',
    code: work('const post = await createLookup(posts)(req.params.id);'),
  },
  {
    name: 'a function that is waited for, and called',
    code: work('const transform = await templates.createRenderer(req.body.name);\nconst post = transform(req.body);'),
  },
  {
    name: 'a runner of queries',
    code: work('const runner = source.createQueryRunner();\nconst found = await service.count(runner);', {
      on: 'POST /setup',
      content: '{ redirect: found > 0 }',
    }),
  },
  {
    name: 'what is counted',
    code: work('await metrics.registerClientMetrics(req.body);', { on: 'POST /client/metrics', content: '' }),
  },
  {
    name: 'an object that holds what was sent, and no record',
    code: work('const [error, dto] = CallToolDto.create(req.body);\nconst result = await tools.call(dto);', {
      on: 'POST /tools/call',
    }),
  },
  {
    name: 'what another server makes',
    code: work('const order = await razorpay.orders.create({ amount: 100 });', { on: 'POST /subscription' }),
  },
  { name: '201 is right', sent: 201, code: work(CREATE) },
  { name: '202 is fine', sent: 202, code: work(CREATE) },
  { name: '204 says no more than nothing', sent: 204, code: work('await Post.create(req.body);', { content: '' }) },
  {
    name: 'an object that a factory makes and nothing stores',
    code: work("const event = EventFactory.create('posted', { by: req.body.author });", { content: 'event' }),
  },
  {
    name: 'a redirect after the creation',
    code: ({ route, res }) => route({ on: 'POST /posts', body: CREATE, last: `return ${res}.redirect('/posts');` }),
  },
  { name: 'a status the options accept', options: { accept: [200] }, code: work(CREATE) },
  { name: 'nothing is returned or said', code: work('await Post.create(req.body);', { content: '' }) },
  {
    name: 'a login',
    code: work('const session = await Session.create({ user: req.body.email });', {
      on: 'POST /login',
      content: '{ token: session.id }',
    }),
  },
  {
    name: 'a session',
    code: work('const session = await Session.create({ user: req.body.email });', {
      on: 'POST /sessions',
      content: 'session',
    }),
  },
  {
    name: 'a token',
    code: work('const token = await createToken(req.body.email);', { on: 'POST /auth/refresh', content: '{ token }' }),
  },
  {
    name: 'a page after the creation',
    only: 'express',
    code: ({ route, res }) =>
      route({ on: 'POST /posts', body: CREATE, last: `return ${res}.render('posts/created', { post });` }),
  },
  {
    name: 'a registration that waits for its confirmation',
    code: work('const pending = await auth.beginRegistration({ email: req.body.email });', {
      on: 'POST /register',
      content: '{ success: true }',
    }),
  },
  {
    name: 'a delivery that is acknowledged',
    code: work(
      "const event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], secret);\nconst post = await orders.registerCredentials(req.body);",
    ),
  },
  {
    name: 'the error of a creation that failed',
    code: one =>
      one.route({
        on: 'POST /posts',
        body: '',
        last: `try {\n${CREATE}\nreturn ${one.res}.${one.framework === 'express' ? 'status' : 'code'}(201).send(post);\n} catch (error) {\nreturn ${one.res}.send(error);\n}`,
      }),
  },
  {
    name: 'a release',
    code: work('const release = await Transaction.create({ amount: req.body.amount });', {
      on: 'POST /escrow/release',
      content: 'release',
    }),
  },
  {
    name: 'a search by POST',
    code: work('const posts = await Post.find(req.body);', { on: 'POST /posts/search', content: 'posts' }),
  },
  {
    name: 'a search that is logged',
    code: work('await Query.create(req.body);\nconst posts = await Post.find(req.body);', {
      on: 'POST /search',
      content: 'posts',
    }),
  },
  {
    name: 'a toggle',
    code: work('const like = await Like.create({ post: req.params.id });', {
      on: 'POST /posts/:id/toggle',
      content: '{ liked: true }',
    }),
  },
  {
    name: 'a like',
    code: work('const like = await Like.create({ post: req.params.id });', {
      on: 'POST /posts/:id/like',
      content: '{ liked: true }',
    }),
  },
  {
    name: 'an upload',
    code: work('const file = await File.create({ name: req.body.name });', { on: 'POST /upload', content: 'file' }),
  },
  {
    name: 'a message',
    code: work('const message = await Message.create(req.body);', { on: 'POST /messages', content: 'message' }),
  },
  {
    name: 'an action',
    code: work('await Event.create({ order: req.params.id });', {
      on: 'POST /orders/:id/cancel',
      content: "{ message: 'Cancelled' }",
    }),
  },
  {
    name: 'an upsert',
    code: work(
      'const post = await Post.findOneAndUpdate({ slug: req.body.slug }, req.body, { upsert: true, new: true });',
    ),
  },
  {
    name: 'upsert of prisma',
    code: work(
      'const post = await prisma.post.upsert({ where: { slug: req.body.slug }, create: req.body, update: req.body });',
    ),
  },
  { name: 'findOrCreate', code: work('const [post] = await Post.findOrCreate({ where: { slug: req.body.slug } });') },
  {
    name: 'an INSERT that may update',
    code: work(
      "const post = await pool.query('INSERT INTO posts (slug) VALUES ($1) ON CONFLICT (slug) DO UPDATE SET slug = $1', [req.body.slug]);",
    ),
  },
  {
    name: 'a creation on one of two paths',
    code: work(
      'let post = await Post.findOne({ slug: req.body.slug });\nif (!post) {\npost = await Post.create(req.body);\n}',
    ),
  },
  {
    name: 'the record that was there',
    code: (one, status) =>
      one.route({
        on: 'POST /posts',
        body: `const same = await Post.findOne({ slug: req.body.slug });\nif (same) ${send(one, status, 'same')}\n${CREATE}`,
        last: send(one, 201, 'post'),
      }),
  },
  {
    name: 'a GET that records the visit',
    code: work('await Visit.create({ path: req.params.id });\nconst post = await Post.findById(req.params.id);', {
      on: 'GET /posts/:id',
    }),
  },
  { name: 'a PUT', code: work(CREATE, { on: 'PUT /posts/:id' }) },
  {
    name: 'an update by POST',
    code: work('const post = await Post.findByIdAndUpdate(req.params.id, req.body);', { on: 'POST /posts/:id' }),
  },
  {
    name: 'hashes and clients are made, not stored',
    code: work("const post = createHash('sha256').update(req.body.text).digest('hex');", {
      above: "import { createHash } from 'node:crypto';",
    }),
  },
  { name: 'work out of sight', code: work('const post = await posts.handle(req.body);') },
  {
    name: 'an archive that is made and sent',
    code: (one, status) =>
      one.route({
        on: 'POST /create',
        body: 'const archive = await createArchive(req.body.source);',
        last: `${one.res}.header('Content-Disposition', 'attachment');\n${send(one, status, 'archive')}`,
      }),
  },
  {
    name: 'a picture that is made and sent',
    code: (one, status) =>
      one.route({
        on: 'POST /badges',
        body: 'const badge = await badges.create(req.body);',
        last: `${one.res}.type('image/png');\n${send(one, status, 'badge')}`,
      }),
  },
  {
    name: 'a row beside an action whose result is sent',
    code: work('const payment = await wallet.pay(req.body.to, 5);\nawait db.insertTransfer({ to: req.body.to });', {
      on: 'POST /transfers',
      content: '{ id: payment.id }',
    }),
  },
  {
    name: 'a row of an audit',
    code: work('const report = await engine.render(req.body);\nawait auditLog.insert({ at: Date.now() });', {
      on: 'POST /reports',
      content: 'report',
    }),
  },
  {
    name: 'a second step that is wanted first',
    code: (one, status) =>
      one.route({
        on: 'POST /accesses',
        body: `const made = await bank.create(req.body);\nif (made.kind === 'second-factor') ${send(one, status, 'made')}`,
        last: send(one, 201, 'made'),
      }),
  },
  {
    name: 'a step that is left where nothing is made yet',
    code: (one, status) =>
      one.route({
        on: 'POST /orders',
        body: `const order = await shop.create(req.body);\nif (order.isReady) ${send(one, 201, 'order')}`,
        last: send(one, status, 'order'),
      }),
  },
  {
    name: 'a record that is restored beside one that is made',
    code: (one, status) =>
      one.route({
        on: 'POST /kinds',
        body: `const old = await findKind(req.body.name);\nif (old) {\nold.deleted = false;\nawait putKind(old.id, old);\n${send(one, status, 'old')}\n}\nconst kind = await insertKind(req.body);`,
        last: send(one, 201, 'kind'),
      }),
  },
  {
    name: 'a record that was found and is kept again',
    code: work(
      'const old = await Kind.findOne({ name: req.body.name });\nold.deleted = false;\nawait store.put(old);',
      { on: 'POST /kinds', content: 'old' },
    ),
  },
  {
    name: 'a status that is chosen by what was made',
    code: (one, status) =>
      one.route({
        on: 'POST /kinds',
        body: 'const kind = await kinds.create(req.body);',
        last: `return ${one.res}.${one.framework === 'express' ? 'status' : 'code'}(kind.isNew ? 201 : ${status}).send(kind);`,
      }),
  },
];

const SAVED =
  'export const signup = async (req, res) => {\n  const user = new User({ email: req.body.email });\n  await user.save();\n  res.json(user);\n};';
const ADDED =
  'export async function addDomain(req, res) {\n  const domain = await query.domain.add({ address: req.body.address });\n  return res.status(200).send(domain);\n}';
const CONSTANT =
  "import { StatusCodes } from 'http-status-codes';\nexport async function createPost(request, reply) {\n  const post = await prisma.post.create({ data: request.body });\n  return reply.code(StatusCodes.OK).send(post);\n}";
const RETURNED =
  "import Fastify from 'fastify';\nconst fastify = Fastify();\nfastify.post('/posts', async (request, reply) => {\n  const post = await prisma.post.create({ data: request.body });\n  return post;\n});";

const express: Cases = {
  valid: [
    {
      name: 'a helper that only listens',
      ts: true,
      code: "import type { Request, Response } from 'express';\nexport function createSession(req: Request, res: Response): Session {\n  res.once('finish', () => sessions.delete(req.ip));\n  return sessions.create(req.ip);\n}",
    },
    {
      name: 'members are added to what is there',
      code: 'export async function addMembers(req, res) {\n  const group = await groups.addMembers(req.params.id, req.body.members);\n  return res.status(200).json(group);\n}',
    },
    {
      name: 'a controller of messages',
      code: 'export async function createMessage(req, res) {\n  const message = await Message.create(req.body);\n  return res.status(200).json(message);\n}',
    },
    {
      name: 'a handler that makes or changes',
      code: 'export async function createOrUpdate(req, res) {\n  const post = await Post.create(req.body);\n  return res.status(200).json(post);\n}',
    },
  ],
  invalid: [
    {
      name: 'a controller, at the sending method',
      code: SAVED,
      errors: [
        {
          messageId: 'wrong',
          line: 4,
          column: 7,
          endColumn: 11,
          suggestions: [{ messageId: 'use', output: SAVED.replace('res.json', 'res.status(201).json') }],
        },
      ],
    },
    {
      name: 'an add* controller, at the status',
      code: ADDED,
      errors: [
        {
          messageId: 'wrong',
          line: 3,
          column: 21,
          endColumn: 24,
          suggestions: [{ messageId: 'use', output: ADDED.replace('200', '201') }],
        },
      ],
    },
  ],
};

const fastify: Cases = {
  valid: [
    {
      name: 'a helper that only listens',
      ts: true,
      code: "import type { FastifyReply, FastifyRequest } from 'fastify';\nexport function createFeed(request: FastifyRequest, reply: FastifyReply): Feed {\n  const feed = new Feed(request.url);\n  reply.raw.on('close', () => feed.stop());\n  return registerFeed(feed);\n}",
    },
  ],
  invalid: [
    {
      name: 'a constant',
      code: CONSTANT,
      errors: [
        {
          messageId: 'wrong',
          line: 4,
          column: 21,
          endColumn: 35,
          suggestions: [{ messageId: 'use', output: CONSTANT.replace('StatusCodes.OK', 'StatusCodes.CREATED') }],
        },
      ],
    },
    {
      name: 'a value that is returned',
      code: RETURNED,
      errors: [
        {
          messageId: 'wrong',
          line: 5,
          suggestions: [
            { messageId: 'use', output: RETURNED.replace('return post;', 'return reply.code(201).send(post);') },
          ],
        },
      ],
    },
  ],
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 200, right: 201, reported, silent }), express),
  fastify: join(casesOf('fastify', { sent: 200, right: 201, reported, silent }), fastify),
});
