import rule from '../../src/rules/no-ignored-redirect-status.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const EXPRESS = "import express from 'express'; const app = express();";
const FASTIFY = "import Fastify from 'fastify'; const app = Fastify();";

const express = (statements: string): string => `${EXPRESS} app.get('/old', (req, res) => { ${statements} });`;
const fastify = (statements: string): string => `${FASTIFY} app.get('/old', (request, reply) => { ${statements} });`;
const on = (version: number | string): { readonly settings: Record<string, unknown> } => ({
  settings: { 'status-code': { fastify: version } },
});

const discarded = (status: string) => ({ messageId: 'discarded', data: { status, sent: '302 Found' } });
const noRedirect = (status: string) => ({ messageId: 'noRedirect', data: { status } });
const redirect = (status: string, output: string) => ({ messageId: 'redirect', data: { status }, output });
const drop = (output: string) => ({ messageId: 'drop', output });
const answer = (status: string, output: string) => ({ messageId: 'answer', data: { status }, output });

testRule('no-ignored-redirect-status', rule, {
  express: {
    valid: [
      {
        name: 'a function of its own that answers programs with JSON',
        code: `${EXPRESS} function redirect(res, to, isProgram) { if (isProgram) res.status(200).json({ to }); else res.redirect(to); } app.get('/old', (req, res) => { redirect(res, '/new', req.query.json === '1'); });`,
      },
      {
        name: 'a function of its own that gets the status second',
        code: `${EXPRESS} const redirect = (res, status, to) => res.redirect(status, to); app.get('/old', (req, res) => { redirect(res, 301, '/new'); });`,
      },
      { name: 'redirect(301, url)', code: express(`res.redirect(301, '/new')`) },
      { name: 'redirect(302, url), as redundant as it is', code: express(`res.redirect(302, '/new')`) },
      { name: 'redirect(url)', code: express(`res.redirect('/new')`) },
      { name: 'a 302 that is set before: it is what goes out', code: express(`res.status(302).redirect('/new')`) },
      { name: 'the same status twice', code: express(`res.status(301).redirect(301, '/new')`) },
      { name: 'a redirect made by hand', code: express(`res.status(301).location('/new').end()`) },
      {
        name: 'a status that another answer goes out with',
        code: express(`res.status(404); if (req.accepts('html')) return res.redirect('/404'); res.json({})`),
      },
      { name: 'a status of which nothing is known', code: express(`res.redirect(result.code, '/new')`) },
      { name: 'an address and a status that are not in sight', code: express(`res.redirect(a, b)`) },
      {
        name: 'a status set before by the function around a callback',
        code: express(`res.status(201); save(() => { res.redirect('/new') }); res.json({})`),
      },
      {
        name: 'a response that went out of sight',
        code: express(`res.status(301); prepare(res); res.redirect('/new')`),
      },
      { name: '300 Multiple Choices', code: express(`res.redirect(300, '/new')`) },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'a 301 set before',
        code: express(`res.status(301).redirect('/new')`),
        errors: [
          {
            ...discarded('301 Moved Permanently'),
            ...placeOf(express(`res.status(301).redirect('/new')`), '301'),
            suggestions: [
              drop(express(`res.redirect('/new')`)),
              redirect('301 Moved Permanently', express(`res.redirect(301, '/new')`)),
            ],
          },
        ],
      },
      {
        name: 'a chain over several lines, its comments kept',
        code: express(
          `res\n  .status(308) // for good\n  .cookie('a', 'b')\n  .redirect(\n    // the new place\n    target,\n  )`,
        ),
        errors: [
          {
            ...discarded('308 Permanent Redirect'),
            suggestions: [
              drop(
                express(`res // for good\n  .cookie('a', 'b')\n  .redirect(\n    // the new place\n    target,\n  )`),
              ),
              redirect(
                '308 Permanent Redirect',
                express(
                  `res // for good\n  .cookie('a', 'b')\n  .redirect(\n    // the new place\n    308, target,\n  )`,
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'a status that is no redirect, set before',
        code: express(`res.status(401).redirect('/login')`),
        errors: [{ ...discarded('401 Unauthorized'), suggestions: [drop(express(`res.redirect('/login')`))] }],
      },
      {
        name: 'a 200 set before',
        code: express(`res.status(200).redirect('/new')`),
        errors: [{ ...discarded('200 OK'), suggestions: [drop(express(`res.redirect('/new')`))] }],
      },
      {
        name: 'a status set in a statement of its own',
        code: express(`res.status(301); res.redirect('/new')`),
        errors: [
          {
            ...discarded('301 Moved Permanently'),
            ...placeOf(express(`res.status(301); res.redirect('/new')`), '301'),
            suggestions: [
              drop(express(`res.redirect('/new')`)),
              redirect('301 Moved Permanently', express(`res.redirect(301, '/new')`)),
            ],
          },
        ],
      },
      {
        name: 'an assigned status, followed by a comment',
        code: express(`res.statusCode = 301; /* now go */ res.redirect('/new')`),
        errors: [
          {
            ...discarded('301 Moved Permanently'),
            suggestions: [
              drop(express(` /* now go */ res.redirect('/new')`)),
              redirect('301 Moved Permanently', express(` /* now go */ res.redirect(301, '/new')`)),
            ],
          },
        ],
      },
      {
        name: 'a status set on some paths',
        code: express(`if (moved) res.status(301); res.redirect('/new')`),
        errors: [discarded('301 Moved Permanently')],
      },
      {
        name: "a library's constant",
        code: `import { StatusCodes } from 'http-status-codes'; ${express(`res.status(StatusCodes.MOVED_PERMANENTLY).redirect('/new')`)}`,
        errors: [
          {
            ...discarded('301 Moved Permanently'),
            suggestions: [
              drop(`import { StatusCodes } from 'http-status-codes'; ${express(`res.redirect('/new')`)}`),
              redirect(
                '301 Moved Permanently',
                `import { StatusCodes } from 'http-status-codes'; ${express(`res.redirect(StatusCodes.MOVED_PERMANENTLY, '/new')`)}`,
              ),
            ],
          },
        ],
      },
      {
        name: 'the status after the address',
        code: express(`res.redirect('/new', 301)`),
        errors: [
          {
            messageId: 'misplaced',
            data: {
              status: '301 Moved Permanently',
              effect:
                'Express 5 takes the address for the status and answers 500 Internal Server Error, Express 4 only deprecates the order',
            },
            ...placeOf(express(`res.redirect('/new', 301)`), '301'),
            suggestions: [
              redirect('301 Moved Permanently', express(`res.redirect(301, '/new')`)),
              drop(express(`res.redirect('/new')`)),
            ],
          },
        ],
      },
      {
        name: "the status after the address, as a library's constant",
        code: `import { StatusCodes } from 'http-status-codes'; ${express(`res.redirect(target, StatusCodes.SEE_OTHER)`)}`,
        errors: [
          {
            messageId: 'misplaced',
            suggestions: [
              redirect(
                '303 See Other',
                `import { StatusCodes } from 'http-status-codes'; ${express(`res.redirect(StatusCodes.SEE_OTHER, target)`)}`,
              ),
              drop(`import { StatusCodes } from 'http-status-codes'; ${express(`res.redirect(target)`)}`),
            ],
          },
        ],
      },
      {
        name: 'redirect with an error status',
        code: express(`res.redirect(404, '/missing')`),
        errors: [
          {
            ...noRedirect('404 Not Found'),
            ...placeOf(express(`res.redirect(404, '/missing')`), '404'),
            suggestions: [
              answer('404 Not Found', express(`res.status(404).send()`)),
              drop(express(`res.redirect('/missing')`)),
            ],
          },
        ],
      },
      {
        name: 'redirect with a success, its address computed',
        code: express(`res.redirect(200, urlFor('home'))`),
        errors: [{ ...noRedirect('200 OK'), suggestions: [drop(express(`res.redirect(urlFor('home'))`))] }],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { Request, Response } from 'express';\nexport const old = (req: Request, res: Response): void => {\n  res.status(301).redirect('/new');\n};`,
        errors: [
          {
            ...discarded('301 Moved Permanently'),
            line: 3,
            column: 14,
            endColumn: 17,
            suggestions: [
              drop(
                `import type { Request, Response } from 'express';\nexport const old = (req: Request, res: Response): void => {\n  res.redirect('/new');\n};`,
              ),
              redirect(
                '301 Moved Permanently',
                `import type { Request, Response } from 'express';\nexport const old = (req: Request, res: Response): void => {\n  res.redirect(301, '/new');\n};`,
              ),
            ],
          },
        ],
      },
    ] satisfies InvalidCase[],
  },
  fastify: {
    valid: [
      {
        name: 'a function of its own that gets the status last',
        ...on(5),
        code: `${FASTIFY} const Links = { redirect: (reply, to, status) => reply.redirect(to, status) }; app.get('/old', (request, reply) => Links.redirect(reply, '/new', 301));`,
      },
      { name: 'code(301).redirect(url)', code: fastify(`reply.code(301).redirect('/new')`) },
      { name: 'redirect(url)', code: fastify(`reply.redirect('/new')`) },
      { name: 'redirect(url, 301), the version unknown', code: fastify(`reply.redirect('/new', 301)`) },
      { name: 'redirect(url, 301) in Fastify 5', code: fastify(`reply.redirect('/new', 301)`), ...on(5) },
      { name: 'redirect(url, 301) in Fastify 4.28', code: fastify(`reply.redirect('/new', 301)`), ...on('4.28') },
      { name: 'redirect(url, 301) in some Fastify 4', code: fastify(`reply.redirect('/new', 301)`), ...on(4) },
      {
        name: 'redirect(url, 302) in Fastify 4.20: 302 is what goes out',
        code: fastify(`reply.redirect('/new', 302)`),
        ...on('4.20'),
      },
      { name: 'redirect(301, url), the version unknown', code: fastify(`reply.redirect(301, '/new')`) },
      { name: 'redirect(301, url) in Fastify 4', code: fastify(`reply.redirect(301, '/new')`), ...on(4) },
      {
        name: 'code(301) before redirect(url, 302), the version unknown',
        code: fastify(`reply.code(301).redirect('/new', 302)`),
      },
      { name: 'a response that went out of sight', code: fastify(`prepare(reply); reply.code(404).redirect('/new')`) },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'redirect(301, url) in Fastify 5',
        code: fastify(`reply.redirect(301, '/new')`),
        ...on(5),
        errors: [
          {
            messageId: 'misplaced',
            data: {
              status: '301 Moved Permanently',
              effect: 'Fastify 5 takes it for the address and answers 500 Internal Server Error',
            },
            ...placeOf(fastify(`reply.redirect(301, '/new')`), '301'),
            suggestions: [
              redirect('301 Moved Permanently', fastify(`reply.code(301).redirect('/new')`)),
              drop(fastify(`reply.redirect('/new')`)),
            ],
          },
        ],
      },
      {
        name: 'redirect(url, 301) in Fastify 4.20',
        code: fastify(`reply.redirect('/new', 301)`),
        ...on('4.20'),
        errors: [
          {
            messageId: 'misplaced',
            data: { status: '301 Moved Permanently', effect: 'Fastify ignores it before 4.28 and sends 302 Found' },
            ...placeOf(fastify(`reply.redirect('/new', 301)`), '301'),
            suggestions: [
              redirect('301 Moved Permanently', fastify(`reply.code(301).redirect('/new')`)),
              drop(fastify(`reply.redirect('/new')`)),
            ],
          },
        ],
      },
      {
        name: 'code(301) before redirect(url, 302) in Fastify 5',
        code: fastify(`reply.code(301).redirect('/new', 302)`),
        ...on(5),
        errors: [
          {
            ...discarded('301 Moved Permanently'),
            ...placeOf(fastify(`reply.code(301).redirect('/new', 302)`), '301'),
          },
        ],
      },
      {
        name: 'an error status set before',
        code: fastify(`reply.code(404).redirect('/missing')`),
        errors: [
          {
            ...noRedirect('404 Not Found'),
            ...placeOf(fastify(`reply.code(404).redirect('/missing')`), '404'),
            suggestions: [
              answer('404 Not Found', fastify(`reply.code(404).send()`)),
              drop(fastify(`reply.redirect('/missing')`)),
            ],
          },
        ],
      },
      {
        name: 'an error status given',
        code: fastify(`return reply.redirect('/login', 401)`),
        errors: [
          {
            ...noRedirect('401 Unauthorized'),
            suggestions: [
              answer('401 Unauthorized', fastify(`return reply.code(401).send()`)),
              drop(fastify(`return reply.redirect('/login')`)),
            ],
          },
        ],
      },
      {
        name: 'an error status set in a statement of its own',
        code: fastify(`reply.code(401); return reply.redirect('/login')`),
        errors: [
          {
            ...noRedirect('401 Unauthorized'),
            suggestions: [answer('401 Unauthorized', fastify(`reply.code(401); return reply.send()`))],
          },
        ],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function old(request: FastifyRequest, reply: FastifyReply) {\n  return reply.status(200).redirect('/new');\n}`,
        errors: [
          {
            ...noRedirect('200 OK'),
            line: 3,
            column: 23,
            endColumn: 26,
            suggestions: [
              answer(
                '200 OK',
                `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function old(request: FastifyRequest, reply: FastifyReply) {\n  return reply.status(200).send();\n}`,
              ),
              drop(
                `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function old(request: FastifyRequest, reply: FastifyReply) {\n  return reply.redirect('/new');\n}`,
              ),
            ],
          },
        ],
      },
    ] satisfies InvalidCase[],
  },
});
