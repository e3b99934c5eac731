import rule from '../../src/rules/no-201-without-creation.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

/** A route that does some work and sends something with the status. */
const work =
  (on: string, body: string, content = '{ done: true }'): Row['code'] =>
  ({ route, framework, res }, status) =>
    route({
      on,
      body,
      last: `return ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send(${content});`,
    });

const reported: readonly Row[] = [
  {
    name: 'a PATCH that updates',
    code: work('PATCH /posts/:id', 'const post = await Post.findByIdAndUpdate(req.params.id, req.body);', 'post'),
  },
  {
    name: 'a PUT that updates only what is there',
    code: work('PUT /posts/:id', 'const post = await Post.findByIdAndUpdate(req.params.id, req.body);', 'post'),
  },
  {
    name: 'an UPDATE of SQL',
    code: work(
      'PATCH /posts/:id',
      "await pool.query('UPDATE posts SET title = $1 WHERE id = $2', [req.body.title, req.params.id]);",
    ),
  },
  {
    name: 'a POST that updates only what is there',
    code: work(
      'POST /me',
      'const profile = await Profile.findOneAndUpdate({ user: req.user.id }, { bio: req.body.bio }, { new: true });',
      'profile',
    ),
  },
  {
    name: 'a login',
    code: work(
      'POST /login',
      'const user = await User.findOne({ email: req.body.email });\nconst token = sign(user);',
      '{ token }',
    ),
  },
  { name: 'a logout', code: work('POST /logout', 'req.session = null;') },
  {
    name: 'a document that is found, changed and saved',
    code: work(
      'PATCH /posts/:id',
      'const post = await Post.findById(req.params.id);\npost.title = req.body.title;\nawait post.save();',
      'post',
    ),
  },
];

const silent: readonly Row[] = [
  ...['completeMultipartUpload', 'finishUpload', 'assembleChunkedUpload'].map(name => ({
    name: `what is uploaded in parts is made of them by ${name}`,
    code: work(
      'POST /files/:id/done',
      `await parts.${name}(req.params.id);\nconst file = await File.updateOne({ _id: req.params.id }, { state: 'there' });`,
      'file',
    ),
  })),
  {
    name: 'a GET: no-status-unfit-for-method speaks',
    code: work('GET /posts', 'const posts = await Post.find();', 'posts'),
  },
  {
    name: 'a DELETE: no-status-unfit-for-method speaks',
    code: work('DELETE /posts/:id', 'await Post.deleteOne({ _id: req.params.id });'),
  },
  { name: '200 is right', sent: 200, code: work('GET /posts', 'const posts = await Post.find();', 'posts') },
  {
    name: '204 is right',
    sent: 204,
    code: work('DELETE /posts/:id', 'await Post.deleteOne({ _id: req.params.id });', ''),
  },
  {
    name: 'a status the options accept',
    options: { accept: [201] },
    code: work('PATCH /posts/:id', 'const post = await Post.findByIdAndUpdate(req.params.id, req.body);', 'post'),
  },
  { name: 'a POST that creates', code: work('POST /posts', 'const post = await Post.create(req.body);', 'post') },
  {
    name: 'a POST of which nothing is in sight',
    code: work('POST /posts', 'const post = await posts.handle(req.body);', 'post'),
  },
  {
    name: 'a POST that adds a part to a record',
    code: work(
      'POST /posts/:id/comments',
      'const post = await Post.findById(req.params.id);\npost.comments.push({ text: req.body.text });\nawait post.save();',
      'post.comments.at(-1)',
    ),
  },
  {
    name: 'a POST that gives a record its part',
    code: work(
      'POST /hackathons/:id/submissions',
      'const participant = await Participant.findOne({ user: req.user.id });\nparticipant.submission = { text: req.body.text };\nawait participant.save();',
      'participant.submission',
    ),
  },
  {
    name: 'a POST that pushes a part into a record',
    code: work(
      'POST /posts/:id/comments',
      'const post = await Post.findByIdAndUpdate(req.params.id, { $push: { comments: req.body } });',
      'post',
    ),
  },
  {
    name: 'a POST that empties the store and has a function of the file fill it',
    code: (form, status) =>
      `${work('POST /demo', 'await Post.deleteMany({});\nawait fill();')(form, status)}\nconst fill = async () => { await Post.insertMany(samples); };`,
  },
  {
    name: 'a POST that has what is out of sight seed the store',
    code: work('POST /demo', 'await Post.deleteMany({});\nawait seedPosts();'),
  },
  { name: 'a POST without any work', code: work('POST /posts', '') },
  {
    name: 'a PUT that may create',
    code: work(
      'PUT /posts/:id',
      'const post = await Post.findByIdAndUpdate(req.params.id, req.body, { upsert: true });',
      'post',
    ),
  },
  {
    name: 'a PUT that replaces or creates',
    code: work('PUT /posts/:id', 'await posts.replaceOne({ _id: req.params.id }, req.body, { upsert: true });'),
  },
  {
    name: 'a PUT whose work is out of sight',
    code: work('PUT /posts/:id', 'const post = await posts.put(req.params.id, req.body);', 'post'),
  },
  {
    name: 'a PUT that knows whether it created',
    code: ({ route, framework, res }, status) =>
      route({
        on: 'PUT /posts/:id',
        body: 'const found = await Post.updateOne({ _id: req.params.id }, req.body);',
        last: `return ${res}.${framework === 'express' ? 'status' : 'code'}(found ? 204 : ${status}).send();`,
      }),
  },
  {
    name: 'a PATCH that may create',
    code: work(
      'PATCH /settings',
      'const settings = await prisma.settings.upsert({ where: { user: req.user.id }, create: req.body, update: req.body });',
      'settings',
    ),
  },
  {
    name: 'a PATCH that adds a record',
    code: work(
      'PATCH /posts/:id',
      'await Post.updateOne({ _id: req.params.id }, req.body);\nconst revision = await Revision.create({ post: req.params.id });',
      'revision',
    ),
  },
  {
    name: 'a PUT that creates where nothing is',
    code: work(
      'PUT /posts/:id',
      'let post = await Post.findById(req.params.id);\nif (post) await Post.updateOne({ _id: req.params.id }, req.body);\nelse post = await Post.create(req.body);',
      'post',
    ),
  },
  {
    name: 'a GET that makes what is missing',
    code: work(
      'GET /cart',
      'let cart = await Cart.findOne({ user: req.user.id });\nif (!cart) cart = await Cart.create({ user: req.user.id });',
      'cart',
    ),
  },
  {
    name: 'a login that makes a session',
    code: work(
      'POST /login',
      'const session = await prisma.login.create({ data: { email: req.body.email } });',
      'session',
    ),
  },
  {
    name: 'a login that makes the account',
    code: work('POST /login', 'const [user] = await User.findOrCreate({ where: { email: req.body.email } });', 'user'),
  },
  { name: 'an error', sent: 400, code: work('GET /posts', '') },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /posts',
        body: '',
        last: `return ${res}.${framework === 'express' ? 'status' : 'code'}(code()).send([]);`,
      }),
  },
];

const READ =
  'export const getPosts = async (req, res) => {\n  const posts = await Post.find();\n  res.status(201).json(posts);\n};';
const DELETED =
  'export const deletePost = async (request, reply) => {\n  await posts.remove(request.params.id);\n  return reply.code(201).send({ done: true });\n};';
const NAMED = (name: string, work: string): string =>
  `import express from 'express';\nconst router = express.Router();\nasync function ${name}(req, res) {\n  ${work}\n  res.status(201).json(result);\n}\nrouter.post('/here', ${name});`;
const DELETED_BY_POST = NAMED('deletePosts', 'const result = await client.deletePosts(req.body.ids);');

const express: Cases = {
  valid: [
    {
      name: 'a POST whose name says that it makes something',
      code: NAMED('generateKey', 'const result = await User.findByIdAndUpdate(req.user.id, { key: random() });'),
    },
    {
      name: 'a controller that creates',
      code: 'export const createPost = async (req, res) => {\n  res.status(201).json(await Post.create(req.body));\n};',
    },
    {
      name: 'a controller of which the name says nothing',
      code: 'export const posts = async (req, res) => {\n  res.status(201).json(await handle(req.body));\n};',
    },
  ],
  invalid: [
    {
      name: 'a POST whose name says that it deletes',
      code: DELETED_BY_POST,
      errors: [
        {
          messageId: 'wrong',
          line: 5,
          suggestions: [{ messageId: 'use', output: DELETED_BY_POST.replace('201', '200') }],
        },
      ],
    },
    {
      name: 'a controller that reads, at the status',
      code: READ,
      errors: [
        {
          messageId: 'wrong',
          line: 3,
          column: 14,
          endColumn: 17,
          suggestions: [{ messageId: 'use', output: READ.replace('201', '200') }],
        },
      ],
    },
  ],
};

const fastify: Cases = {
  valid: [],
  invalid: [
    {
      name: 'a controller that deletes, at the status',
      code: DELETED,
      errors: [
        {
          messageId: 'wrong',
          line: 3,
          column: 21,
          endColumn: 24,
          suggestions: [{ messageId: 'use', output: DELETED.replace('201', '200') }],
        },
      ],
    },
  ],
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 201, right: 200, reported, silent }), express),
  fastify: join(casesOf('fastify', { sent: 201, right: 200, reported, silent }), fastify),
});
