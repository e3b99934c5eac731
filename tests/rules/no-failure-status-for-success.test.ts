import rule from '../../src/rules/no-failure-status-for-success.ts';
import { testRule } from '../rule-tester.ts';

const express = (body: string, method = 'post'): string =>
  `const app = require('express')();\napp.${method}('/tags', async (req, res) => { ${body} });`;
const fastify = (body: string): string =>
  `const app = require('fastify')();\napp.post('/tags', async (request, reply) => { ${body} });`;

const BAD = '400 Bad Request';

testRule('no-failure-status-for-success', rule, {
  express: {
    valid: [
      {
        name: 'a typed handler that succeeds',
        code: `import type { Request, Response } from 'express'; export async function add(req: Request, res: Response): Promise<void> { res.status(201).json({ success: true }); }`,
        ts: true,
      },
      {
        name: 'a success',
        code: express(`res.status(201).json({ success: true, message: 'Tag created successfully' });`),
      },
      { name: 'a failure', code: express(`res.status(400).json({ success: false, message: 'No name' });`) },
      {
        name: 'a condition leads there',
        code: express(`if (!req.body.name) return res.status(400).json({ success: true }); res.json({});`),
      },
      {
        name: 'the text tells of a failure, so the flag is what is wrong',
        code: express(`res.status(404).json({ success: true, message: 'Tag not found' });`),
      },
      {
        name: 'in a catch',
        code: express(
          `try { await save(); } catch (e) { res.status(500).json({ success: true, message: 'Saved successfully' }); }`,
        ),
      },
      {
        name: 'in a callback that got an error',
        code: express(
          `save(err => { if (err) return res.status(500).json({ success: true, message: 'Saved successfully' }); res.json({}); });`,
        ),
      },
      { name: 'an error beside it', code: express(`res.status(400).json({ success: true, error: 'No name' });`) },
      { name: 'a text out of sight', code: express(`res.status(400).json({ success: true, message });`) },
      {
        name: 'a text alone, of nothing that was made',
        code: express(`res.status(401).json({ message: 'Successfully logged out' });`),
      },
      { name: 'a domain value', code: express(`res.status(409).json({ status: 'active', ok: tag.ok });`) },
      {
        name: 'already there',
        code: express(`res.status(409).json({ message: 'Tag was already created successfully', tag });`),
      },
      { name: 'a status out of sight', code: express(`res.status(code).json({ success: true });`) },
      { name: 'one of two statuses', code: express(`res.status(ok ? 200 : 400).json({ success: true });`) },
      {
        name: 'one of two contents',
        code: express(`res.status(400).json(ok ? { success: true } : { success: false });`),
      },
      {
        name: 'in an error handler',
        code: `const app = require('express')(); app.use((err, req, res, next) => { res.status(500).json({ success: true }); });`,
      },
    ],
    invalid: [
      {
        name: 'a typed handler',
        code: `import type { Request, Response } from 'express'; export async function list(req: Request, res: Response): Promise<void> { res.status(404).json({ success: true }); }`,
        ts: true,
        errors: [
          {
            messageId: 'success',
            suggestions: [
              {
                messageId: 'send',
                output: `import type { Request, Response } from 'express'; export async function list(req: Request, res: Response): Promise<void> { res.status(200).json({ success: true }); }`,
              },
            ],
          },
        ],
      },
      {
        name: 'a created record and a text that says so',
        code: express(
          `const tag = await Tag.create(req.body); res.status(400).json({ message: 'Tag created successfully!', tag });`,
        ),
        errors: [
          {
            messageId: 'success',
            data: { status: BAD, words: `\`message: 'Tag created successfully!'\``, right: '201 Created' },
            line: 2,
            suggestions: [
              {
                messageId: 'send',
                data: { right: '201 Created' },
                output: express(
                  `const tag = await Tag.create(req.body); res.status(201).json({ message: 'Tag created successfully!', tag });`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'success: true',
        code: express(`const tags = await Tag.find(); res.status(500).json({ success: true, tags });`, 'get'),
        errors: [
          {
            messageId: 'success',
            data: { status: '500 Internal Server Error', words: '`success: true`', right: '200 OK' },
            suggestions: [
              {
                messageId: 'send',
                output: express(`const tags = await Tag.find(); res.status(200).json({ success: true, tags });`, 'get'),
              },
            ],
          },
        ],
      },
      {
        name: 'a text alone as the content',
        code: express(`await tag.remove(); res.status(404).send('Tag removed successfully');`, 'delete'),
        errors: [
          {
            messageId: 'success',
            suggestions: [
              {
                messageId: 'send',
                output: express(`await tag.remove(); res.status(200).send('Tag removed successfully');`, 'delete'),
              },
            ],
          },
        ],
      },
      {
        name: 'flag and text both, under a condition',
        code: express(
          `const tag = await Tag.findById(1); if (tag) { return res.status(404).json({ success: true, message: 'Tag fetched successfully', tag }); } res.status(404).end();`,
          'get',
        ),
        errors: [
          {
            messageId: 'success',
            suggestions: [
              {
                messageId: 'send',
                output: express(
                  `const tag = await Tag.findById(1); if (tag) { return res.status(200).json({ success: true, message: 'Tag fetched successfully', tag }); } res.status(404).end();`,
                  'get',
                ),
              },
            ],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'a success', code: fastify(`return reply.code(201).send({ ok: true });`) },
      { name: 'a failure', code: fastify(`return reply.code(400).send({ ok: false });`) },
    ],
    invalid: [
      {
        name: 'ok: true',
        code: fastify(`await store.note(request.body); return reply.code(400).send({ ok: true });`),
        errors: [
          {
            messageId: 'success',
            data: { status: BAD, words: '`ok: true`', right: '200 OK' },
            suggestions: [
              {
                messageId: 'send',
                output: fastify(`await store.note(request.body); return reply.code(200).send({ ok: true });`),
              },
            ],
          },
        ],
      },
    ],
  },
});
