import rule from '../../src/rules/prefer-204-for-empty-success.ts';
import { testRule, type Cases, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const EXPRESS = "import express from 'express';\nconst app = express();\n";
const FASTIFY = "import Fastify from 'fastify';\nconst app = Fastify();\n";
const DELETE = 'await Post.deleteOne({ _id: req.params.id });';

const express = (last: string, method = 'delete', before = DELETE): string =>
  `${EXPRESS}app.${method}('/posts/:id', async (req, res) => {\n  ${before}\n  ${last}\n});`;
const fastify = (last: string, method = 'delete', before = DELETE): string =>
  `${FASTIFY}app.${method}('/posts/:id', async (req, reply) => {\n  ${before}\n  ${last}\n});`;

const reported = (
  name: string,
  code: string,
  from: string,
  to: string,
  more: Partial<InvalidCase> = {},
): InvalidCase => ({
  name,
  code,
  errors: [{ messageId: 'empty', suggestions: [{ messageId: 'use', output: code.replace(from, to) }] }],
  ...more,
});
const silent = (make: (last: string, method?: string, before?: string) => string, res: string): ValidCase[] => [
  { name: '204 is right', code: make(`return ${res}.status(204).send();`) },
  { name: '202 is another matter', code: make(`return ${res}.status(202).send();`) },
  { name: 'content', code: make(`return ${res}.send({ deleted: true });`) },
  { name: 'content that is not known', code: make(`return ${res}.send(await load());`) },
  { name: 'GET', code: make(`return ${res}.send();`, 'get', 'const posts = await Post.find();') },
  { name: 'POST', code: make(`return ${res}.send();`, 'post', 'await mail(req.body);') },
  { name: 'an error', code: make(`return ${res}.status(404).send();`) },
  { name: 'a status that is not known', code: make(`return ${res}.status(statusOf(req)).send();`) },
  { name: 'a response that went out of sight', code: make(`finish(${res}); return ${res}.send();`) },
];

const cases: { readonly express: Cases; readonly fastify: Cases } = {
  express: {
    valid: [
      ...silent(express, 'res'),
      { name: 'content that was written before', code: express('res.write("deleted"); res.end();') },
      {
        name: 'middleware',
        code: `${EXPRESS}app.delete('/posts', (req, res, next) => { if (!ready) return res.status(200).end(); next(); }, remove);`,
      },
      {
        name: 'a method that a decorator registers, compiled',
        code: "export class Saml {\n  async updateEnabled(req, res) {\n    await Setting.updateOne(req.body);\n    res.sendStatus(200);\n  }\n}\n__decorate([Post('/config/toggle')], Saml.prototype, 'updateEnabled', null);",
      },
      {
        name: 'a controller that does something else',
        code: 'export async function sendMail(req, res) {\n  await Mail.updateOne(req.body);\n  res.sendStatus(200);\n}',
      },
    ],
    invalid: [
      {
        ...reported(
          'the status the framework supplies, reported at the method',
          express('res.end();'),
          'res.end',
          'res.status(204).end',
        ),
        errors: [
          {
            messageId: 'empty',
            line: 5,
            column: 7,
            endColumn: 10,
            data: { reads: 'this answers DELETE', right: '204 No Content', sent: '200 OK', content: 'an empty one' },
            suggestions: [{ messageId: 'use', output: express('res.status(204).end();') }],
          },
        ],
      },
      reported('send without an argument', express('res.send();'), 'res.send', 'res.status(204).send'),
      reported('a status that is written', express('res.status(200).end();'), '200', '204'),
      {
        ...reported('sendStatus, which sends the text OK', express('res.sendStatus(200);'), '200', '204'),
        errors: [
          {
            messageId: 'empty',
            data: { reads: 'this answers DELETE', right: '204 No Content', sent: '200 OK', content: 'the text "OK"' },
            suggestions: [{ messageId: 'use', output: express('res.sendStatus(204);') }],
          },
        ],
      },
      reported(
        'PUT',
        express('res.sendStatus(200);', 'put', 'await Post.updateOne({ _id: req.params.id }, req.body);'),
        '200',
        '204',
      ),
      reported(
        'PATCH',
        express('res.status(200).send();', 'patch', 'await Post.updateOne({ _id: req.params.id }, req.body);'),
        '200',
        '204',
      ),
      reported('a callback', express('remove(req.params.id, () => res.sendStatus(200));'), '200', '204'),
      reported(
        'a controller by its name',
        'export async function deletePost(req, res) {\n  await Post.deleteOne({ _id: req.params.id });\n  res.sendStatus(200);\n}',
        '200',
        '204',
      ),
      reported(
        'a controller that updates',
        'export async function updatePost(req, res) {\n  await Post.updateOne({ _id: req.params.id }, req.body);\n  res.sendStatus(200);\n}',
        '200',
        '204',
      ),
      reported(
        'typed',
        "import type { Request, Response } from 'express';\nexport const deletePost = async (req: Request, res: Response): Promise<void> => {\n  await Post.deleteOne({ _id: req.params.id });\n  res.sendStatus(200);\n};",
        '200',
        '204',
        { ts: true },
      ),
    ],
  },
  fastify: {
    valid: [
      ...silent(fastify, 'reply'),
      { name: 'null, which is sent as text', code: fastify('return reply.send(null);') },
      { name: 'a stream that the handler writes', code: fastify('reply.raw.write("deleted"); return reply.send();') },
    ],
    invalid: [
      reported('send without an argument', fastify('return reply.send();'), 'reply.send', 'reply.code(204).send'),
      reported('a status that is written', fastify('return reply.code(200).send();'), '200', '204'),
      reported(
        'PUT',
        fastify('return reply.code(200).send();', 'put', 'await Post.updateOne({ _id: req.params.id }, req.body);'),
        '200',
        '204',
      ),
      reported(
        'typed',
        fastify('return reply.send();').replace('(req, reply)', '(req: FastifyRequest, reply: FastifyReply)'),
        'reply.send',
        'reply.code(204).send',
        { ts: true },
      ),
    ],
  },
};

testRule(rule.definition.name, rule, cases);
