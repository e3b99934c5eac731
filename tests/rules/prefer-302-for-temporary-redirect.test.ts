import rule from '../../src/rules/prefer-302-for-temporary-redirect.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { redirecting, redirectTo } from '../redirect-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const SAVE = 'await db.posts.create(req.body);';

const reported: readonly Row[] = [
  {
    name: "the reference's example: after a form was sent",
    code: redirecting("'/success'", { on: 'POST /contact', before: 'await messages.insert(req.body);' }),
  },
  {
    name: '308 after a form was sent',
    sent: 308,
    code: redirecting("'/success'", { on: 'POST /contact', before: 'await messages.insert(req.body);' }),
  },
  {
    name: 'after PUT',
    code: redirecting('`/posts/${post.id}`', { on: 'PUT /posts', before: 'const post = await Post.update(req.body);' }),
  },
  {
    name: 'after DELETE',
    code: redirecting("'/posts'", { on: 'DELETE /posts/:id', before: 'await Post.deleteOne({ _id: req.params.id });' }),
  },
  {
    name: 'after login',
    code: redirecting("'/dashboard'", {
      on: 'POST /login',
      before: 'const user = await User.findOne({ email: req.body.email });\nreq.session.user = user;',
    }),
  },
  { name: 'after logout by GET', code: redirecting("'/'", { on: 'GET /logout', before: 'req.session.destroy();' }) },
  { name: 'no caller', code: redirecting("'/login'", { on: 'GET /account', test: '!req.user' }) },
  {
    name: 'no caller, with the way back',
    code: redirecting('`/login?next=${req.originalUrl}`', { on: 'GET /account', test: '!req.user' }),
  },
  { name: 'no session', code: redirecting("'/login'", { on: 'GET /account', test: '!req.session.userId' }) },
  {
    name: 'isAuthenticated',
    only: 'express',
    code: redirecting("'/login'", { on: 'GET /account', test: '!req.isAuthenticated()' }),
  },
  { name: 'a caller who is known', code: redirecting("'/dashboard'", { on: 'GET /', test: 'req.user' }) },
  {
    name: 'a caller without permission',
    code: redirecting("'/'", { on: 'GET /admin', test: "req.user.role !== 'admin'" }),
  },
  {
    name: 'what a known caller leaves',
    code: (dialect, status) =>
      dialect.route({
        on: 'GET /',
        body: `if (req.user) return ${dialect.res}.send('hello');`,
        last: redirectTo("'/login'", dialect, status),
      }),
  },
  { name: 'a target that hangs on the caller', code: redirecting("req.user.isAdmin ? '/admin' : '/home'") },
  { name: 'a target in the session', code: redirecting("req.session.returnTo || '/'", { on: 'GET /callback' }) },
  {
    name: 'the language of the caller',
    code: redirecting("req.headers['accept-language'].startsWith('de') ? '/de' : '/en'"),
  },
  {
    name: 'the language of the caller, in a variable',
    code: redirecting('`/${language}/`', { before: "const language = pick(req.headers['accept-language']);" }),
  },
  {
    name: 'the language of the caller, in a guard',
    only: 'express',
    code: redirecting("'/de'", { test: "req.acceptsLanguages('de')" }),
  },
  { name: 'the language in a cookie', code: redirecting("'/de'", { test: "req.cookies.lang === 'de'" }) },
  {
    name: 'a record that is not there',
    code: redirecting("'/posts'", {
      on: 'GET /posts/:id',
      before: 'const post = await Post.findById(req.params.id);',
      test: '!post',
    }),
  },
  {
    name: '308 for a record that is not there',
    sent: 308,
    right: 307,
    code: redirecting("'/posts'", {
      on: 'GET /posts/:id',
      before: 'const post = await Post.findById(req.params.id);',
      test: '!post',
    }),
  },
  {
    name: 'Location and a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'GET /account',
        body: `if (!req.user) return ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).header('Location', '/login').send();`,
      }),
  },
  {
    name: 'one outcome of a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'GET /',
        body: '',
        last:
          framework === 'express'
            ? `return res.redirect(req.user ? ${status} : 302, '/dashboard');`
            : `return ${res}.code(req.user ? ${status} : 302).redirect('/dashboard');`,
      }),
  },
];

const silent: readonly Row[] = [
  { name: '302 is right', sent: 302, code: redirecting("'/login'", { on: 'GET /account', test: '!req.user' }) },
  { name: '303 is fine', sent: 303, code: redirecting("'/success'", { on: 'POST /contact', before: SAVE }) },
  { name: '307 is fine', sent: 307, code: redirecting("'/login'", { on: 'GET /account', test: '!req.user' }) },
  {
    name: 'a status the options accept',
    options: { accept: [301] },
    code: redirecting("'/login'", { on: 'GET /account', test: '!req.user' }),
  },
  { name: 'a page that moved', code: redirecting("'/documentation'", { on: 'GET /docs' }) },
  { name: 'an endpoint of POST that moved', sent: 308, code: redirecting("'/v2/orders'", { on: 'POST /v1/orders' }) },
  {
    name: 'a short link, read from the record that the URL names',
    code: redirecting('link.url', {
      on: 'GET /:code',
      before: 'const link = await Link.findOne({ code: req.params.code });\nif (!link) throw new Error();',
    }),
  },
  {
    name: 'a short link of a known caller',
    code: redirecting('link.url', {
      on: 'GET /:code',
      before: 'const link = await Link.findOne({ code: req.params.code });',
      test: 'req.user',
    }),
  },
  {
    name: 'a short link that is counted in POST',
    code: redirecting('link.url', {
      on: 'GET /:code',
      before:
        'const link = await Link.findOne({ code: req.params.code });\nawait Link.updateOne({ hits: link.hits + 1 });',
    }),
  },
  {
    name: 'a canonical slug',
    code: redirecting('`/posts/${post.slug}`', {
      on: 'GET /posts/:slug',
      before: 'const post = await Post.findOne({ slugs: req.params.slug });',
      test: 'post.slug !== req.params.slug',
    }),
  },
  {
    name: 'a page of a table of moved ones',
    code: redirecting('moved[req.params.slug]', {
      on: 'GET /posts/:slug',
      before: 'const post = await Post.findOne({ slug: req.params.slug });',
      test: '!post && moved[req.params.slug]',
    }),
  },
  {
    name: 'a page of a table of moved ones, in a variable',
    code: redirecting('target', {
      on: 'GET /posts/:slug',
      before: 'const { slug } = req.params;\nconst post = await Post.findOne({ slug });\nconst target = moved[slug];',
      test: '!post',
    }),
  },
  {
    name: 'HTTP to HTTPS',
    code: redirecting("'https://' + req.headers.host + req.originalUrl", { test: '!req.secure' }),
  },
  {
    name: 'HTTP to HTTPS for known callers alone',
    code: redirecting('`https://${req.headers.host}${req.originalUrl}`', { test: 'req.user && !req.secure' }),
  },
  { name: 'a trailing slash', code: redirecting("req.originalUrl + '/'", { test: "!req.originalUrl.endsWith('/')" }) },
  { name: 'a query parameter', code: redirecting('req.query.url', { on: 'GET /away' }) },
  { name: 'the language of the path', code: redirecting('`/${req.params.lang}/home`', { on: 'GET /:lang' }) },
  {
    name: 'a caller who was let pass to a page that moved',
    code: (dialect, status) =>
      dialect.route({
        on: 'GET /old',
        body: `if (!req.user) ${dialect.answer(401)}`,
        last: redirectTo("'/new'", dialect, status),
      }),
  },
  { name: 'a flag that cannot be read', code: redirecting("'/new'", { test: 'settings.moved' }) },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /account',
        body:
          framework === 'express'
            ? "if (!req.user) return res.redirect(statusFor(req), '/login');"
            : `if (!req.user) return ${res}.code(statusFor(req)).redirect('/login');`,
      }),
  },
];

const GUARD =
  "import express from 'express';\nconst app = express();\napp.get('/account', (req, res) => {\n  if (!req.user) return res.redirect(301, '/login');\n  res.render('account');\n});";
const CATCH_ALL =
  "import express from 'express';\nconst app = express();\napp.get('/posts', (req, res) => res.json([]));\napp.use((req, res) => res.redirect(301, '/'));";
const NOT_FOUND =
  "import Fastify from 'fastify';\nconst fastify = Fastify();\nfastify.setNotFoundHandler((request, reply) => reply.code(301).redirect('/'));";

const handWritten: { readonly express: Cases; readonly fastify: Cases } = {
  express: {
    valid: [
      { name: 'a site that moved to another host', code: CATCH_ALL.replace("'/')", "'https://new.example.com')") },
      {
        name: 'a status that `redirect` discards',
        code: GUARD.replace("redirect(301, '/login')", "status(301).redirect('/login')"),
      },
    ],
    invalid: [
      {
        name: 'the report stands at the status and names the guard',
        code: GUARD,
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            column: 38,
            endColumn: 41,
            data: {
              reads: '`req.user` is missing in this guard',
              place: '',
              meaning: 'the next request may have to go elsewhere',
              right: '302 Found',
              code: 301,
              sent: '301 Moved Permanently',
              says: '"never ask here again", and caches remember',
            },
            suggestions: [{ messageId: 'use', output: GUARD.replace('301', '302') }],
          },
        ],
      },
      {
        name: 'what no route answers',
        code: CATCH_ALL,
        errors: [
          { messageId: 'wrong', line: 4, suggestions: [{ messageId: 'use', output: CATCH_ALL.replace('301', '302') }] },
        ],
      },
      {
        name: 'middleware',
        code: 'export function requireUser(req, res, next) { if (!req.session.user) return res.redirect(301, "/login"); next(); }',
        errors: [
          {
            messageId: 'wrong',
            suggestions: [
              {
                messageId: 'use',
                output:
                  'export function requireUser(req, res, next) { if (!req.session.user) return res.redirect(302, "/login"); next(); }',
              },
            ],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [],
    invalid: [
      {
        name: 'what no route answers',
        code: NOT_FOUND,
        errors: [
          { messageId: 'wrong', line: 3, suggestions: [{ messageId: 'use', output: NOT_FOUND.replace('301', '302') }] },
        ],
      },
      {
        name: 'the status as the second argument, as Fastify 5 has it',
        code: NOT_FOUND.replace("code(301).redirect('/')", "redirect('/', 301)"),
        errors: [
          {
            messageId: 'wrong',
            suggestions: [
              { messageId: 'use', output: NOT_FOUND.replace("code(301).redirect('/')", "redirect('/', 302)") },
            ],
          },
        ],
      },
    ],
  },
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 301, right: 302, reported, silent }), handWritten.express),
  fastify: join(casesOf('fastify', { sent: 301, right: 302, reported, silent }), handWritten.fastify),
});
