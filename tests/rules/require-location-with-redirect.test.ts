import rule from '../../src/rules/require-location-with-redirect.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const EXPRESS = "import express from 'express'; const app = express();";
const FASTIFY = "import Fastify from 'fastify'; const app = Fastify();";

const express = (statements: string): string => `${EXPRESS} app.get('/old', (req, res) => { ${statements} });`;
const fastify = (statements: string, kind = ''): string =>
  `${FASTIFY} app.get('/old', ${kind} (request, reply) => { ${statements} });`;

const missing = (status: string) => ({ messageId: 'missing', data: { status } });
const REDIRECTS = [
  [301, '301 Moved Permanently'],
  [302, '302 Found'],
  [303, '303 See Other'],
  [307, '307 Temporary Redirect'],
  [308, '308 Permanent Redirect'],
] as const;

testRule('require-location-with-redirect', rule, {
  express: {
    valid: [
      { name: 'redirect', code: express(`res.redirect(301, '/new')`) },
      { name: 'location', code: express(`res.location('/new').status(301).end()`) },
      { name: 'location before sendStatus', code: express(`res.location('/new').sendStatus(301)`) },
      { name: 'set', code: express(`res.set('Location', '/new'); res.status(302).send()`) },
      { name: 'set with an object, in capitals', code: express(`res.status(302).set({ LOCATION: '/new' }).end()`) },
      { name: 'header', code: express(`res.status(302).header('location', '/new').end()`) },
      { name: 'append', code: express(`res.append('Location', '/new').status(302).end()`) },
      { name: 'setHeader', code: express(`res.setHeader('Location', '/new'); res.statusCode = 302; res.end()`) },
      {
        name: 'setHeaders with a Map',
        code: express(`res.setHeaders(new Map([['Location', '/new']])); res.status(302).end()`),
      },
      { name: 'writeHead', code: express(`res.writeHead(302, { Location: '/new' }); res.end()`) },
      { name: 'writeHead with an array', code: express(`res.writeHead(302, ['Location', '/new']); res.end()`) },
      { name: 'headers that are not in sight', code: express(`res.set(headers).status(302).end()`) },
      { name: 'headers that are spread', code: express(`res.writeHead(302, { ...headers }); res.end()`) },
      { name: 'a header whose name is not known', code: express(`res.set(name, '/new').status(302).end()`) },
      {
        name: 'a Location that is set only sometimes, with the redirect',
        code: express(`if (moved) { res.status(301); res.location('/new'); } res.send('ok')`),
      },
      {
        name: 'a callback, before which anything may be set',
        code: express(`if (a) res.location('/new'); load(() => res.status(302).end())`),
      },
      { name: 'a response that went out of sight', code: express(`prepare(res); res.status(302).end()`) },
      { name: 'a helper, whose callers may set it', code: `export function finish(res) { res.status(302).end(); }` },
      {
        name: "the project's own function, which may set it",
        code: `${EXPRESS} app.get('/old', (req, res) => sendResponse(res, 302, { url: '/new' }));`,
      },
      { name: '304 Not Modified', code: express(`res.status(304).end()`) },
      { name: '300 Multiple Choices', code: express(`res.status(300).json(choices)`) },
      { name: 'a status that is not known', code: express(`res.status(upstream.status).end()`) },
      {
        name: 'a variable that a guard may tie to something',
        code: express(`const code = moved ? 301 : 200; res.status(code).json({})`),
      },
      {
        name: 'a resumable upload that answers 308 with its Range',
        code: express(`res.status(308).set('Range', 'bytes=0-99').end()`),
      },
    ] satisfies ValidCase[],
    invalid: [
      ...REDIRECTS.map(([code, status]): InvalidCase => ({
        name: status,
        code: express(`res.status(${code}).end()`),
        errors: [{ ...missing(status), ...placeOf(express(`res.status(${code}).end()`), String(code)) }],
      })),
      {
        name: 'sendStatus',
        code: express(`res.sendStatus(302)`),
        errors: [{ ...missing('302 Found'), ...placeOf(express(`res.sendStatus(302)`), '302') }],
      },
      {
        name: 'writeHead with other headers',
        code: express(`res.writeHead(302, { 'Content-Type': 'text/plain' }); res.end()`),
        errors: [missing('302 Found')],
      },
      {
        name: 'a status set apart',
        code: express(`res.statusCode = 301; res.end()`),
        errors: [
          { ...missing('301 Moved Permanently'), ...placeOf(express(`res.statusCode = 301; res.end()`), '301') },
        ],
      },
      {
        name: 'Content-Location, which no client follows',
        code: express(`res.status(302).set('Content-Location', '/new').end()`),
        errors: [missing('302 Found')],
      },
      {
        name: 'a Location on some paths only',
        code: express(`if (url) res.location(url); res.status(302).end()`),
        errors: [missing('302 Found')],
      },
      {
        name: 'a Location that is taken back',
        code: express(`res.location('/new'); res.removeHeader('Location'); res.status(302).end()`),
        errors: [missing('302 Found')],
      },
      {
        name: 'one outcome of two',
        code: express(`res.status(moved ? 301 : 200).json({})`),
        errors: [missing('301 Moved Permanently')],
      },
      {
        name: 'an address in the content',
        code: express(`return res.status(302).json({ message: 'moved', url: target })`),
        errors: [
          {
            ...missing('302 Found'),
            suggestions: [
              {
                messageId: 'redirect',
                data: { call: 'redirect(302, target)' },
                output: express(`return res.redirect(302, target)`),
              },
            ],
          },
        ],
      },
      {
        name: 'an address as the content',
        code: express(`res.cookie('a', 'b').status(301).send('/new')`),
        errors: [
          {
            ...missing('301 Moved Permanently'),
            suggestions: [
              {
                messageId: 'redirect',
                data: { call: "redirect(301, '/new')" },
                output: express(`res.cookie('a', 'b').redirect(301, '/new')`),
              },
            ],
          },
        ],
      },
      {
        name: 'a text that is no address',
        code: express(`res.status(301).send('Moved')`),
        errors: [missing('301 Moved Permanently')],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { Request, Response } from 'express';\nexport const old = (req: Request, res: Response) => {\n  res.status(301).json({ location: '/new' });\n};`,
        errors: [
          {
            ...missing('301 Moved Permanently'),
            line: 3,
            column: 14,
            endColumn: 17,
            suggestions: [
              {
                messageId: 'redirect',
                data: { call: "redirect(301, '/new')" },
                output: `import type { Request, Response } from 'express';\nexport const old = (req: Request, res: Response) => {\n  res.redirect(301, '/new');\n};`,
              },
            ],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'redirect after code', code: fastify(`reply.code(301).redirect('/new')`) },
      { name: 'redirect with a code', code: fastify(`reply.redirect('/new', 301)`) },
      { name: 'header', code: fastify(`reply.code(307).header('location', '/new').send()`) },
      { name: 'headers', code: fastify(`reply.headers({ Location: '/new' }).code(302).send()`) },
      { name: 'reply.raw', code: fastify(`reply.raw.setHeader('Location', '/new'); reply.code(302).send()`) },
      { name: 'headers that are not in sight', code: fastify(`reply.headers(upstream.headers).code(302).send()`) },
      { name: '304 Not Modified', code: fastify(`reply.code(304).send()`) },
      { name: 'a response that went out of sight', code: fastify(`prepare(reply); reply.code(302).send()`) },
      {
        name: 'a Location set before a returned value',
        code: fastify(`reply.code(302).header('location', '/new'); return '';`, 'async'),
      },
    ] satisfies ValidCase[],
    invalid: [
      ...REDIRECTS.map(([code, status]): InvalidCase => ({
        name: status,
        code: fastify(`reply.code(${code}).send()`),
        errors: [{ ...missing(status), ...placeOf(fastify(`reply.code(${code}).send()`), String(code)) }],
      })),
      {
        name: 'a returned value',
        code: fastify(`reply.code(302); return { message: 'moved' };`, 'async'),
        errors: [missing('302 Found')],
      },
      {
        name: 'an address in the content',
        code: fastify(`return reply.status(303).send({ redirectTo: '/new' });`, 'async'),
        errors: [
          {
            ...missing('303 See Other'),
            suggestions: [
              {
                messageId: 'redirect',
                data: { call: "status(303).redirect('/new')" },
                output: fastify(`return reply.status(303).redirect('/new');`, 'async'),
              },
            ],
          },
        ],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function old(request: FastifyRequest, reply: FastifyReply) {\n  return reply.code(308).send();\n}`,
        errors: [{ ...missing('308 Permanent Redirect'), line: 3, column: 21, endColumn: 24 }],
      },
    ],
  },
});
