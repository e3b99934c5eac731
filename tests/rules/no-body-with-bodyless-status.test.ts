import rule from '../../src/rules/no-body-with-bodyless-status.ts';
import { testRule } from '../rule-tester.ts';

const express = (body: string): string =>
  `const app = require('express')();\napp.delete('/users/:id', async (req, res) => { ${body} });`;
const fastify = (body: string): string =>
  `const app = require('fastify')();\napp.delete('/users/:id', async (request, reply) => { ${body} });`;

/** A GET that has compared a condition, as a 304 wants it. */
const conditional = (body: string): string =>
  `const app = require('express')();\napp.get('/users', async (req, res) => { if (req.fresh) ${body} });`;
const conditionalReply = (body: string): string =>
  `const app = require('fastify')();\napp.get('/users', async (request, reply) => { if (request.headers['if-none-match'] === tag) ${body} });`;

testRule('no-body-with-bodyless-status', rule, {
  express: {
    valid: [
      { name: 'no argument', code: express('res.status(204).send();') },
      { name: 'end without content', code: express('res.status(204).end();') },
      { name: 'sendStatus: the reason phrase is no content on 204', code: express('res.sendStatus(204);') },
      { name: 'undefined', code: express('res.status(204).send(undefined);') },
      { name: 'the empty string', code: express(`res.status(204).send('');`) },
      { name: 'null', code: express('res.status(204).json(null);') },
      {
        name: 'a bare variable whose value is unknown',
        code: express('const result = remove(); res.status(204).json(result);'),
      },
      {
        name: 'an awaited call whose value is unknown',
        code: express('res.status(204).json(await service.remove(req.params.id));'),
      },
      { name: 'a status that takes content', code: express('res.status(200).json({ ok: true });') },
      { name: 'an unknown status', code: express('res.status(req.code).json({ ok: true });') },
      { name: 'a status of a helper out of sight', code: express('prepare(res); res.json({ ok: true });') },
      { name: 'a redirect', code: express(`res.redirect('/users');`) },
      {
        name: 'the content goes with the other branch',
        code: express('if (!user) { res.status(404); return res.json({ error: 1 }); } res.status(204).end();'),
      },
      {
        name: 'a 304 that is wrong itself: no-unconditional-304 speaks',
        code: express(`res.status(304).send('not modified');`),
      },
      { name: 'no handler', code: `cache.get('k', (err, res) => res.status(204).send({ a: 1 }));` },
    ],
    invalid: [
      // The name of the method that answers is no status to replace, in whatever way it is written.
      ...['.#load', '.load', `['load']`].map(called => {
        const code = `class Users { async ${called.replace(/[^#\w]/g, '')}(req, res) { await res.status(204).send({ a: 1 }); }\nasync show(req, res) { return this${called}(req, res); } }\nmodule.exports = new Users();`;
        return {
          name: `a method of the class that answers, this${called}`,
          code,
          errors: [
            {
              messageId: 'lost',
              line: 1,
              suggestions: [
                { messageId: 'drop', output: code.replace('{ a: 1 }', '') },
                { messageId: 'send', output: code.replace('204', '200') },
              ],
            },
            { messageId: 'lost', line: 2, suggestions: [] },
          ],
        };
      }),
      {
        name: 'json',
        code: express('res.status(204).json({ ok: true });'),
        errors: [
          {
            messageId: 'lost',
            data: { status: '204 No Content', content: '`{ ok: true }`' },
            line: 2,
            column: 59,
            endLine: 2,
            endColumn: 62,
            suggestions: [
              { messageId: 'drop', data: { status: '204 No Content' }, output: express('res.status(204).send();') },
              { messageId: 'send', output: express('res.status(200).json({ ok: true });') },
            ],
          },
        ],
      },
      {
        name: 'send of a text',
        code: conditional(`res.status(304).send('not modified');`),
        errors: [
          {
            messageId: 'lost',
            suggestions: [
              {
                messageId: 'drop',
                data: { status: '304 Not Modified' },
                output: conditional('res.status(304).send();'),
              },
              { messageId: 'send', output: conditional(`res.status(200).send('not modified');`) },
            ],
          },
        ],
      },
      {
        name: 'end with content',
        code: express(`res.statusCode = 204; res.end('bye');`),
        errors: [
          {
            messageId: 'lost',
            suggestions: [
              {
                messageId: 'drop',
                data: { status: '204 No Content' },
                output: express('res.statusCode = 204; res.end();'),
              },
              { messageId: 'send', output: express(`res.statusCode = 200; res.end('bye');`) },
            ],
          },
        ],
      },
      {
        name: 'an argument that contains calls is not dropped',
        code: express('res.status(204).json({ at: now() });'),
        errors: [
          {
            messageId: 'lost',
            suggestions: [{ messageId: 'send', output: express('res.status(200).json({ at: now() });') }],
          },
        ],
      },
      {
        name: '205: the content is really sent',
        code: express(`res.status(205).end('x');`),
        errors: [
          {
            messageId: 'unwanted',
            suggestions: [
              { messageId: 'drop', data: { status: '205 Reset Content' }, output: express('res.status(205).end();') },
              { messageId: 'send', output: express(`res.status(200).end('x');`) },
            ],
          },
        ],
      },
      {
        name: '205 with null: JSON sends the text null',
        code: express('res.status(205).json(null);'),
        errors: [
          {
            messageId: 'unwanted',
            suggestions: [
              { messageId: 'drop', data: { status: '205 Reset Content' }, output: express('res.status(205).send();') },
              { messageId: 'send', output: express('res.status(200).json(null);') },
            ],
          },
        ],
      },
      {
        name: 'a file',
        code: express('res.status(204).sendFile(path);'),
        errors: [
          {
            messageId: 'lost',
            suggestions: [{ messageId: 'send', output: express('res.status(200).sendFile(path);') }],
          },
        ],
      },
      {
        name: 'a stream',
        code: express('res.status(204); file.pipe(res);'),
        errors: [
          {
            messageId: 'lost',
            suggestions: [{ messageId: 'send', output: express('res.status(200); file.pipe(res);') }],
          },
        ],
      },
      {
        name: 'one outcome of several, whose content the other needs',
        code: express('res.status(removed ? 204 : 404).json({ removed });'),
        errors: [
          {
            messageId: 'lost',
            column: 69,
            suggestions: [{ messageId: 'send', output: express('res.status(removed ? 200 : 404).json({ removed });') }],
          },
        ],
      },
      {
        name: 'a record that a guard shows to be there',
        code: express(
          'const user = await User.findByIdAndDelete(req.params.id); if (!user) return res.sendStatus(404); res.status(204).json(user);',
        ),
        errors: [
          {
            messageId: 'lost',
            suggestions: [
              {
                messageId: 'drop',
                data: { status: '204 No Content' },
                output: express(
                  'const user = await User.findByIdAndDelete(req.params.id); if (!user) return res.sendStatus(404); res.status(204).send();',
                ),
              },
              {
                messageId: 'send',
                output: express(
                  'const user = await User.findByIdAndDelete(req.params.id); if (!user) return res.sendStatus(404); res.status(200).json(user);',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'constants of a library',
        code: `import { StatusCodes } from 'http-status-codes';\nexport const remove = (req, res) => res.status(StatusCodes.NO_CONTENT).json({ ok: true });`,
        errors: [
          {
            messageId: 'lost',
            suggestions: [
              {
                messageId: 'drop',
                data: { status: '204 No Content' },
                output: `import { StatusCodes } from 'http-status-codes';\nexport const remove = (req, res) => res.status(StatusCodes.NO_CONTENT).send();`,
              },
              {
                messageId: 'send',
                output: `import { StatusCodes } from 'http-status-codes';\nexport const remove = (req, res) => res.status(StatusCodes.OK).json({ ok: true });`,
              },
            ],
          },
        ],
      },
      {
        name: 'a typed controller',
        ts: true,
        code: `import type { Request, Response } from 'express';\nexport class Users { remove = async (req: Request, res: Response): Promise<void> => { res.status(204 as const).json({ ok: true } satisfies Body); }; }`,
        errors: [
          {
            messageId: 'lost',
            suggestions: [
              {
                messageId: 'drop',
                data: { status: '204 No Content' },
                output: `import type { Request, Response } from 'express';\nexport class Users { remove = async (req: Request, res: Response): Promise<void> => { res.status(204 as const).send(); }; }`,
              },
              {
                messageId: 'send',
                output: `import type { Request, Response } from 'express';\nexport class Users { remove = async (req: Request, res: Response): Promise<void> => { res.status(200 as const).json({ ok: true } satisfies Body); }; }`,
              },
            ],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'no argument', code: fastify('reply.code(204).send();') },
      { name: 'null: the types of Fastify 5 ask for it', code: fastify('return reply.code(204).send(null);') },
      { name: 'null returned', code: fastify('reply.code(204); return null;') },
      { name: 'nothing returned', code: fastify('reply.code(204); return;') },
      { name: 'an unknown value returned', code: fastify('reply.code(204); return remove();') },
      { name: 'a status that takes content', code: fastify('reply.code(200); return { ok: true };') },
    ],
    invalid: [
      {
        name: 'send',
        code: fastify('return reply.code(204).send({ ok: true });'),
        errors: [
          {
            messageId: 'lost',
            suggestions: [
              {
                messageId: 'drop',
                data: { status: '204 No Content' },
                output: fastify('return reply.code(204).send();'),
              },
              { messageId: 'send', output: fastify('return reply.code(200).send({ ok: true });') },
            ],
          },
        ],
      },
      {
        name: 'a returned value',
        code: fastify('reply.code(204); return { ok: true };'),
        errors: [
          {
            messageId: 'lost',
            suggestions: [{ messageId: 'send', output: fastify('reply.code(200); return { ok: true };') }],
          },
        ],
      },
      {
        name: '205 with null: four bytes',
        code: fastify('reply.code(205).send(null);'),
        errors: [
          {
            messageId: 'unwanted',
            suggestions: [
              { messageId: 'drop', data: { status: '205 Reset Content' }, output: fastify('reply.code(205).send();') },
              { messageId: 'send', output: fastify('reply.code(200).send(null);') },
            ],
          },
        ],
      },
      {
        name: '304 with null keeps a content-length',
        code: conditionalReply('reply.code(304).send(null);'),
        errors: [
          {
            messageId: 'lost',
            suggestions: [
              {
                messageId: 'drop',
                data: { status: '304 Not Modified' },
                output: conditionalReply('reply.code(304).send();'),
              },
              { messageId: 'send', output: conditionalReply('reply.code(200).send(null);') },
            ],
          },
        ],
      },
      {
        name: 'typed',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function remove(request: FastifyRequest, reply: FastifyReply) { return reply.status(204).send({ ok: true }); }`,
        errors: [
          {
            messageId: 'lost',
            line: 2,
            suggestions: [
              {
                messageId: 'drop',
                data: { status: '204 No Content' },
                output: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function remove(request: FastifyRequest, reply: FastifyReply) { return reply.status(204).send(); }`,
              },
              {
                messageId: 'send',
                output: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function remove(request: FastifyRequest, reply: FastifyReply) { return reply.status(200).send({ ok: true }); }`,
              },
            ],
          },
        ],
      },
    ],
  },
});
