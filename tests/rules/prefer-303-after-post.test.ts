import rule from '../../src/rules/prefer-303-after-post.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const EXPRESS = "import express from 'express';\nconst app = express();\n";
const FASTIFY = "import Fastify from 'fastify';\nconst app = Fastify();\n";

const express = (on: string, body: string): string => `${EXPRESS}app.${on}, async (req, res) => {\n${body}\n});`;
const fastify = (on: string, body: string): string => `${FASTIFY}app.${on}, async (request, reply) => {\n${body}\n});`;

const SAVE = 'const post = await Post.create(req.body);';
const IMPLICIT = express("post('/posts'", `${SAVE}\nres.redirect('/posts');`);
const EXPLICIT = express("post('/posts'", `${SAVE}\nres.redirect(302, '/posts');`);
const LOGIN = express(
  "post('/login'",
  "req.session.user = await User.findOne({ email: req.body.email });\nres.redirect('/');",
);
const DELETE = express("delete('/posts/:id'", "await Post.deleteOne({ _id: req.params.id });\nres.redirect('/posts');");
const TYPED =
  "import type { Request, Response } from 'express';\nimport express from 'express';\nconst app = express();\napp.put('/posts/:id', async (req: Request, res: Response): Promise<void> => {\n  await Post.update(req.body);\n  res.redirect('/posts');\n});";
const REPLY = fastify("post('/posts'", "await Post.create(request.body);\nreturn reply.redirect('/posts');");
const CODE = REPLY.replace('reply.redirect', 'reply.code(302).redirect');
const data = { reads: 'this answers POST and has done what was asked', right: '303 See Other', sent: '302 Found' };

const cases: { readonly express: Cases; readonly fastify: Cases } = {
  express: {
    valid: [
      { name: '303 is right', code: EXPLICIT.replace('302', '303') },
      { name: '301 belongs to prefer-302-for-temporary-redirect', code: EXPLICIT.replace('302', '301') },
      { name: '307 asks for the same method on purpose', code: EXPLICIT.replace('302', '307') },
      { name: 'GET', code: EXPLICIT.replace('app.post', 'app.get') },
      { name: 'nothing was done before', code: EXPLICIT.replace(SAVE, 'const next = req.query.next;') },
      {
        name: 'the redirect comes before the work',
        code: express("post('/posts'", `if (!req.user) return res.redirect('/login');\n${SAVE}\nres.json(post);`),
      },
      {
        name: 'the work failed',
        code: express(
          "post('/posts'",
          `try {\n${SAVE}\nres.json(post);\n} catch (error) {\nres.redirect('/posts?error=failed');\n}`,
        ),
      },
      {
        name: 'HTTP to HTTPS',
        code: express("post('/posts'", `${SAVE}\nres.redirect('https://' + req.headers.host + req.url);`),
      },
      {
        name: 'a method that is not known',
        code: "export async function create(req, res) {\n  await Post.create(req.body);\n  res.redirect('/posts');\n}",
      },
    ],
    invalid: [
      {
        name: 'the status the framework supplies, reported at the method',
        code: IMPLICIT,
        errors: [
          {
            messageId: 'see',
            line: 5,
            column: 5,
            endColumn: 13,
            data,
            suggestions: [{ messageId: 'use', output: IMPLICIT.replace("redirect('", "redirect(303, '") }],
          },
        ],
      },
      {
        name: 'a status that is written, reported there',
        code: EXPLICIT,
        errors: [
          {
            messageId: 'see',
            line: 5,
            column: 14,
            endColumn: 17,
            data,
            suggestions: [{ messageId: 'use', output: EXPLICIT.replace('302', '303') }],
          },
        ],
      },
      {
        name: 'a login',
        code: LOGIN,
        errors: [
          {
            messageId: 'see',
            suggestions: [{ messageId: 'use', output: LOGIN.replace("redirect('", "redirect(303, '") }],
          },
        ],
      },
      {
        name: 'DELETE',
        code: DELETE,
        errors: [
          {
            messageId: 'see',
            data: { ...data, reads: 'this answers DELETE and has done what was asked' },
            suggestions: [{ messageId: 'use', output: DELETE.replace("redirect('", "redirect(303, '") }],
          },
        ],
      },
      {
        name: 'PUT',
        ts: true,
        code: TYPED,
        errors: [
          {
            messageId: 'see',
            suggestions: [{ messageId: 'use', output: TYPED.replace("redirect('", "redirect(303, '") }],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: '303 is right', code: CODE.replace('302', '303') },
      { name: 'GET', code: REPLY.replace('app.post', 'app.get') },
    ],
    invalid: [
      {
        name: 'the status the framework supplies',
        code: REPLY,
        errors: [
          {
            messageId: 'see',
            line: 5,
            data,
            suggestions: [{ messageId: 'use', output: REPLY.replace('reply.redirect', 'reply.code(303).redirect') }],
          },
        ],
      },
      {
        name: 'a status that is written',
        code: CODE,
        errors: [{ messageId: 'see', suggestions: [{ messageId: 'use', output: CODE.replace('302', '303') }] }],
      },
      {
        name: 'typed',
        ts: true,
        code: REPLY.replace('(request, reply)', '(request: FastifyRequest, reply: FastifyReply)'),
        errors: [
          {
            messageId: 'see',
            suggestions: [
              {
                messageId: 'use',
                output: REPLY.replace('(request, reply)', '(request: FastifyRequest, reply: FastifyReply)').replace(
                  'reply.redirect',
                  'reply.code(303).redirect',
                ),
              },
            ],
          },
        ],
      },
    ],
  },
};

testRule(rule.definition.name, rule, cases);
