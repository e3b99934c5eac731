import rule from '../../src/rules/prefer-301-for-permanent-move.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { redirecting } from '../redirect-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const HTTPS = "'https://' + req.headers.host + req.url";

const reported: readonly Row[] = [
  {
    name: "the reference's example: HTTP to HTTPS",
    code: redirecting(HTTPS, { test: "req.headers['x-forwarded-proto'] !== 'https'" }),
  },
  {
    name: 'HTTP to HTTPS, in a template',
    code: redirecting('`https://${req.hostname}${req.originalUrl}`', { test: "req.protocol === 'http'" }),
  },
  {
    name: 'HTTP to HTTPS, in a variable',
    code: redirecting('target', {
      before: 'const { host } = req.headers;\nconst target = `https://${host}${req.url}`;',
    }),
  },
  {
    name: 'HTTP to HTTPS in production',
    code: redirecting(HTTPS, { test: "process.env.NODE_ENV === 'production' && !req.secure" }),
  },
  { name: 'HTTP to HTTPS without a guard, as a server of its own does', code: redirecting(HTTPS) },
  { name: '307', sent: 307, right: 308, code: redirecting(HTTPS, { test: '!req.secure' }) },
  { name: '303', sent: 303, code: redirecting(HTTPS, { test: '!req.secure' }) },
  {
    name: 'another host',
    code: redirecting('`https://www.example.com${req.url}`', { test: "req.hostname === 'example.com'" }),
  },
  {
    name: 'www',
    code: redirecting('`${req.protocol}://www.${req.hostname}${req.url}`', {
      test: "!req.hostname.startsWith('www.')",
    }),
  },
  { name: 'a slash that is added', code: redirecting("req.url + '/'", { test: "!req.url.endsWith('/')" }) },
  { name: 'a slash that is removed', code: redirecting('req.url.slice(0, -1)', { test: "req.url.endsWith('/')" }) },
  {
    name: 'slashes that are removed',
    code: redirecting("req.path.replace(/\\/+$/, '')", { test: 'hasTrailingSlash(req.path)' }),
  },
];

const silent: readonly Row[] = [
  { name: '301 is right', sent: 301, code: redirecting(HTTPS, { test: '!req.secure' }) },
  { name: '308 is right', sent: 308, code: redirecting(HTTPS, { test: '!req.secure' }) },
  {
    name: 'a status the options accept',
    options: { accept: [302] },
    code: redirecting(HTTPS, { test: '!req.secure' }),
  },
  { name: 'another page', code: redirecting("'/documentation'", { on: 'GET /docs' }) },
  { name: 'a page of another host', code: redirecting("'https://example.com/'") },
  { name: 'the way back after login', code: redirecting('`/login?next=${req.url}`', { test: '!req.user' }) },
  {
    name: 'the way back after login at another host',
    code: redirecting('`https://id.example.com/login?next=${req.url}`', { test: '!req.secure' }),
  },
  { name: 'the same path under another prefix', code: redirecting('`/v2${req.url}`') },
  {
    name: 'another host while something else holds',
    code: redirecting('`https://status.example.com${req.url}`', { test: 'settings.isDown' }),
  },
  {
    name: 'another host for known callers',
    code: redirecting('`https://members.example.com${req.url}`', { test: 'req.user' }),
  },
  { name: 'an address of the configuration', code: redirecting('settings.origin + req.url', { test: '!req.secure' }) },
  { name: 'a part of the path', code: redirecting("req.url.replace('/old', '/new')") },
];

const PLAIN =
  "import express from 'express';\nconst app = express();\napp.use((req, res, next) => {\n  if (req.secure) return next();\n  res.redirect(`https://${req.headers.host}${req.originalUrl}`);\n});";
const FASTIFY =
  "import Fastify from 'fastify';\nconst fastify = Fastify();\nfastify.addHook('onRequest', async (request, reply) => {\n  if (request.protocol === 'http') return reply.redirect(`https://${request.hostname}${request.url}`);\n});";

const handWritten: { readonly express: Cases; readonly fastify: Cases } = {
  express: {
    valid: [
      { name: 'a redirect of something else', code: 'export const move = (link, target) => link.redirect(target);' },
    ],
    invalid: [
      {
        name: 'the status the framework supplies, reported at the method',
        code: PLAIN,
        errors: [
          {
            messageId: 'wrong',
            line: 5,
            column: 7,
            endColumn: 15,
            data: {
              reads:
                '`https://${req.headers.host}${req.originalUrl}` is the address asked for with only the scheme changed',
              place: '',
              meaning: 'every later request will be sent there as well',
              right: '301 Moved Permanently',
              code: 302,
              sent: '302 Found',
              says: '"ask here again next time"',
            },
            suggestions: [{ messageId: 'use', output: PLAIN.replace('redirect(', 'redirect(301, ') }],
          },
        ],
      },
      {
        name: 'a file of which the framework is not known gets no edit',
        code: PLAIN.replace(
          "import express from 'express';\nconst app = express();\napp.use((req, res, next) => {",
          'export const https = (req, res) => {',
        )
          .replace('if (req.secure) return next();', '')
          .replace('});', '};'),
        errors: [{ messageId: 'wrong' }],
      },
    ],
  },
  fastify: {
    valid: [],
    invalid: [
      {
        name: 'the status the framework supplies',
        code: FASTIFY,
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            suggestions: [{ messageId: 'use', output: FASTIFY.replace('reply.redirect', 'reply.code(301).redirect') }],
          },
        ],
      },
    ],
  },
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 302, right: 301, reported, silent }), handWritten.express),
  fastify: join(casesOf('fastify', { sent: 302, right: 301, reported, silent }), handWritten.fastify),
});
