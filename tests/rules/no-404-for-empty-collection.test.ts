import rule from '../../src/rules/no-404-for-empty-collection.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const listed =
  (found: string, test: string, { on = 'GET /posts' }: { on?: string } = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on,
      above: "import { NotFoundError } from './errors.js';",
      body: `${found}\nif (${test}) ${answer(status)}`,
    });

const ALL = 'const posts = await Post.find();';

const reported: readonly Row[] = [
  { name: 'the length is zero', code: listed(ALL, 'posts.length === 0') },
  { name: 'no length', code: listed(ALL, '!posts.length') },
  { name: 'no list, or no length', code: listed(ALL, '!posts || posts.length === 0') },
  { name: 'less than one', code: listed(ALL, 'posts.length < 1') },
  {
    name: 'sorted and limited',
    code: listed(
      'const posts = await Post.find({ isPublic: true }).sort({ createdAt: -1 }).limit(10);',
      'posts.length === 0',
    ),
  },
  {
    name: 'Prisma',
    code: listed('const posts = await prisma.post.findMany({ where: { isPublic: true } });', 'posts.length === 0'),
  },
  { name: 'Sequelize', code: listed('const posts = await Post.findAll();', 'posts.length === 0') },
  {
    name: 'a search by the query',
    code: listed('const posts = await Post.find({ title: req.query.title });', 'posts.length === 0'),
  },
  {
    name: "the caller's own",
    code: listed('const posts = await Post.find({ author: req.user.id });', '!posts.length', { on: 'GET /my/posts' }),
  },
  {
    name: 'SQL without a condition',
    code: listed("const { rows } = await pool.query('SELECT * FROM posts');", 'rows.length === 0'),
  },
  {
    name: 'a list by its call, whatever it is called',
    code: listed('const xq0 = await Post.find();', 'xq0.length === 0'),
  },
  {
    name: 'Prisma, whatever it is called',
    code: listed('const x = await prisma.post.findMany({ where: { isPublic: true } });', '!x.length'),
  },
  {
    name: 'Sequelize, whatever it is called',
    code: listed('const found = await Post.findAll();', '!found || found.length < 1'),
  },
].map(row => ({ ...row, right: null }));

const silent: readonly Row[] = [
  { name: '200 is right', sent: 200, code: listed(ALL, 'posts.length === 0') },
  { name: '204 is fine', sent: 204, code: listed(ALL, 'posts.length === 0') },
  { name: 'a status the options accept', options: { accept: [404] }, code: listed(ALL, 'posts.length === 0') },
  {
    name: 'the posts of a user of the path',
    code: listed('const posts = await Post.find({ author: req.params.id });', 'posts.length === 0', {
      on: 'GET /users/:id/posts',
    }),
  },
  {
    name: 'the posts of a user of the path, in a filter',
    code: listed(
      'const filter = {};\nfilter.author = req.params.id;\nconst posts = await Post.find(filter);',
      'posts.length === 0',
      { on: 'GET /users/:id/posts' },
    ),
  },
  {
    name: 'a filter that is out of sight',
    code: listed('const posts = await Post.find(filterOf(req));', 'posts.length === 0'),
  },
  {
    name: 'one record that SQL gives as a list',
    code: listed(
      "const { rows } = await pool.query('SELECT * FROM posts WHERE slug = $1', [req.query.slug]);",
      'rows.length === 0',
    ),
  },
  {
    name: 'one record by its id, whatever it is called',
    code: listed('const posts = await store.find(req.query.slug);', 'posts.length === 0'),
  },
  {
    name: 'one of a list, whatever it is called',
    code: listed('const posts = all.find(one => one.slug === req.query.slug);', '!posts'),
  },
  { name: 'one record', code: listed('const post = await Post.findOne({ slug: req.query.slug });', '!post') },
  {
    name: 'what the body names',
    code: listed('const posts = await Post.find({ _id: req.body.ids });', 'posts.length === 0', {
      on: 'POST /exports',
    }),
  },
  { name: 'a list that is there', code: listed(ALL, 'posts.length > 0') },
  {
    name: 'a list that was sent along',
    code: listed('const { posts } = req.body;', 'posts.length === 0', { on: 'POST /posts' }),
  },
];

const GUARD =
  "import express from 'express';\nconst app = express();\napp.get('/posts', async (req, res) => {\n  const posts = await Post.find();\n  if (posts.length === 0) return res.status(404).json({ message: 'No posts' });\n  res.json(posts);\n});";

const handWritten: Cases = {
  valid: [
    {
      name: 'a service, which may be given the record that has them',
      code: "import createError from 'http-errors';\nexport async function postsOf(author) {\n  const posts = await Post.find({ author });\n  if (posts.length === 0) throw createError(404);\n  return posts;\n}",
    },
  ],
  invalid: [
    {
      name: 'the report stands at the status and names the guard',
      code: GUARD,
      errors: [
        {
          messageId: 'wrong',
          line: 5,
          column: 45,
          endColumn: 48,
          data: {
            reads: '`posts`, the list that was asked for, is empty in this guard',
            place: '',
            meaning: 'the collection is there, with nothing in it',
            right: '200 OK',
            code: 404,
            sent: '404 Not Found',
            says: '"there is nothing at this address"',
          },
        },
      ],
    },
  ],
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 404, right: 200, reported, silent }), handWritten),
  fastify: casesOf('fastify', { sent: 404, right: 200, reported, silent }),
});
