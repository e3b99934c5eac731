import rule from '../../src/rules/prefer-405-for-unsupported-method.ts';
import { casesOf, join, type Dialect, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

/** A handler of every method, its guard in front of the answer. */
const guard =
  (test: string, { first = '', on = 'ALL /posts' }: { first?: string; on?: string } = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, body: `${first}\nif (${test}) ${answer(status)}` });

/** An application with a route on `/posts`, and what follows it. */
const after =
  (last: (dialect: Dialect, status: number) => string): Row['code'] =>
  (one, status) =>
    `${one.route({ on: 'GET /posts', body: '' })}\n${last(one, status)}`;

const answerIn = ({ res, answer }: Dialect, status: number): string => `(req, ${res}) => { ${answer(status)} }`;

/** A route of Fastify that stands for the given methods of a path. */
const listed = (methods: string, body: (dialect: Dialect, status: number) => string, url = '/posts'): Row['code'] =>
  after(
    (one, status) =>
      `app.route({ method: ${methods}, url: '${url}', handler: async (req, reply) => { ${body(one, status)} } });`,
  );

const reported: readonly Row[] = [
  { name: "req.method !== 'GET'", code: guard("req.method !== 'GET'") },
  { name: "!(req.method === 'GET')", code: guard("!(req.method === 'GET')") },
  { name: 'neither of two methods', code: guard("req.method !== 'GET' && req.method !== 'POST'") },
  { name: 'not in a list of methods', code: guard("!['GET', 'POST'].includes(req.method)") },
  { name: 'a method kept in a variable', code: guard("method !== 'POST'", { first: 'const { method } = req;' }) },
  { name: '400', sent: 400, code: guard("req.method !== 'GET'") },
  { name: '500', sent: 500, code: guard("req.method !== 'GET'") },
  {
    name: 'the default of a switch',
    code: ({ route, answer, res }, status) =>
      route({
        on: 'ALL /posts',
        body: '',
        last: `switch (req.method) {\ncase 'GET': return ${res}.send([]);\ncase 'POST': return ${res}.send({});\ndefault: ${answer(status)}\n}`,
      }),
  },
  {
    name: 'what is left after the methods that are known',
    code: ({ route, answer, res }, status) =>
      route({
        on: 'ALL /posts',
        body: `if (req.method === 'GET') return ${res}.send([]);\nif (req.method === 'POST') return ${res}.send({});`,
        last: answer(status),
      }),
  },
  {
    name: 'the else',
    code: ({ route, answer, res }, status) =>
      route({
        on: 'ALL /posts',
        body: `if (req.method === 'GET') { ${res}.send([]); } else { ${answer(status)} }`,
        last: '',
      }),
  },
  {
    name: '.all() after the methods of the path',
    only: 'express',
    code: after((one, status) => `app.all('/posts', ${answerIn(one, status)});`),
  },
  {
    name: '.all() at the end of a route',
    only: 'express',
    code: (one, status) =>
      `import express from 'express';\nconst app = express();\n${one.isTyped ? 'const typed: boolean = true;\n' : ''}app.route('/posts').get((req, res) => { res.json([]); }).all(${answerIn(one, status)});`,
  },
  {
    name: 'a route for the other methods of a path that does nothing but refuse them',
    only: 'fastify',
    code: listed("['POST', 'PUT', 'DELETE']", (one, status) => one.answer(status)),
  },
  {
    name: 'a route that only says that the method is not allowed',
    code: (one, status) => one.route({ on: 'PUT /posts', body: '', last: one.answer(status, 'Method not allowed') }),
  },
];

const silent: readonly Row[] = [
  { name: '405 is right', sent: 405, code: guard("req.method !== 'GET'") },
  { name: '501 is fine', sent: 501, code: guard("req.method !== 'GET'") },
  { name: '403 is fine', sent: 403, code: guard("req.method !== 'GET'") },
  { name: '503 is fine', sent: 503, code: guard("req.method !== 'GET'") },
  { name: 'a status the options accept', options: { accept: [404] }, code: guard("req.method !== 'GET'") },
  { name: 'a read-only mode', sent: 400, code: guard("readOnly && req.method !== 'GET'") },
  { name: 'a demo', sent: 400, code: guard("process.env.DEMO && req.method !== 'GET'") },
  {
    name: 'a check of forged requests',
    sent: 400,
    code: guard("req.method !== 'GET' && req.headers['x-csrf-token'] !== req.session.csrf"),
  },
  {
    name: 'a check of forged requests inside',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({
        on: 'ALL /posts',
        body: `if (!['GET', 'HEAD'].includes(req.method)) {\nif (!isTrusted(req)) ${answer(status)}\n}`,
      }),
  },
  { name: 'the method or the path', code: guard("req.method !== 'GET' || req.url !== '/posts'") },
  { name: 'the method or the content', sent: 400, code: guard("req.method !== 'POST' || !req.body.title") },
  {
    name: 'after the preflight has left',
    code: ({ route, answer, res, framework }, status) =>
      route({
        on: 'ALL /posts',
        body: `if (req.method === 'OPTIONS') return ${res}.${framework === 'express' ? 'status' : 'code'}(204).send();`,
        last: answer(status),
      }),
  },
  { name: 'a method that is asked for', code: guard("req.method === 'GET'") },
  { name: 'something else that is called method', sent: 400, code: guard("req.body.method !== 'card'") },
  {
    name: '.all() on a wildcard is a not-found handler',
    only: 'express',
    code: after((one, status) => `app.all('*', ${answerIn(one, status)});`),
  },
  {
    name: '.all() on a path without other methods',
    only: 'express',
    code: after((one, status) => `app.all('/old', ${answerIn(one, status)});`),
  },
  {
    name: '.all() that refuses some',
    only: 'express',
    sent: 400,
    code: after(
      (one, status) => `app.all('/posts', (req, res) => { if (!check(req)) ${one.answer(status)} res.json({}); });`,
    ),
  },
  {
    name: 'a route for several methods of a path without others',
    only: 'fastify',
    code: listed("['POST', 'PUT', 'DELETE']", (one, status) => one.answer(status), '/old'),
  },
  {
    name: 'a route for several methods that refuses some',
    only: 'fastify',
    sent: 400,
    code: listed("['POST', 'PUT']", (one, status) => `if (!check(req)) ${one.answer(status)} return {};`),
  },
  {
    name: 'a route for several methods that refuses all but on a condition',
    only: 'fastify',
    sent: 400,
    code: listed(
      "['POST', 'PUT']",
      (one, status) => `if (check(req)) { ${one.answer(status)} } await forward(req, reply);`,
    ),
  },
  {
    name: 'a route for one other method, which may have its own reason',
    only: 'fastify',
    code: listed("['POST']", (one, status) => one.answer(status)),
  },
  {
    name: 'a route that answers more than that',
    sent: 400,
    code: (one, status) =>
      one.route({
        on: 'PUT /posts',
        body: `if (check(req)) ${one.answer(200)}`,
        last: one.answer(status, 'Method not allowed'),
      }),
  },
];

const SWITCH =
  "export default function handler(req, res) {\n  if (req.method !== 'POST') {\n    return res.status(404).json({ error: 'POST only' });\n  }\n  res.json({ done: true });\n}";

const ONE_PATH =
  "export default function handler(req, res) {\n  if (req.path !== '/clock') return res.status(404).json({});\n  if (req.method !== 'GET') return res.status(404).json({});\n  res.json({ time: 12 });\n}";

const handWritten: Cases = {
  valid: [
    {
      name: 'methods and paths told apart in one chain of else',
      code: "import http from 'node:http';\nhttp.createServer((req, res) => {\n  const { pathname } = new URL(req.url, 'http://localhost');\n  if (req.method === 'PUT' && pathname === '/clock') { res.writeHead(204); res.end(); }\n  else if (req.method === 'GET') { res.end('12:00'); }\n  else { res.writeHead(404); res.end(); }\n}).listen(80);",
    },
    {
      name: 'paths told apart before the method',
      code: "export default function handler(req, res) {\n  if (req.path.startsWith('/static')) return res.sendFile(req.path);\n  if (req.method === 'GET') return res.json([]);\n  return res.status(404).json({ error: 'Nothing here' });\n}",
    },
    {
      name: 'methods and paths told apart by a proxy of Fastify',
      code: "export async function forward(request, reply) {\n  const where = request.raw.url;\n  if (request.method === 'POST' && where === '/hooks') return reply.send(await take(request.body));\n  if (request.method !== 'GET') return reply.code(404).send({ error: 'Nothing here' });\n  return list();\n}",
    },
    {
      name: 'a check that only unsafe methods pass',
      code: "export function csrfProtection(req, res, next) {\n  if (req.method !== 'GET') return res.status(400).json({ error: 'No token' });\n  next();\n}",
    },
  ],
  invalid: [
    {
      name: 'the path is the one that is meant',
      code: ONE_PATH,
      errors: [
        {
          messageId: 'wrong',
          line: 3,
          suggestions: [
            {
              messageId: 'use',
              output: ONE_PATH.replace("'GET') return res.status(404)", "'GET') return res.status(405)"),
            },
          ],
        },
      ],
    },
    {
      name: 'the report stands at the status and names the guard',
      code: SWITCH,
      errors: [
        {
          messageId: 'wrong',
          line: 3,
          column: 23,
          endColumn: 26,
          data: {
            reads: '`req.method` is compared in this guard',
            place: ' (line 2)',
            meaning: 'the resource exists, and not for this method',
            right: '405 Method Not Allowed',
            code: 404,
            sent: '404 Not Found',
            says: '"there is nothing at this address"',
          },
          suggestions: [{ messageId: 'use', output: SWITCH.replace('404', '405') }],
        },
      ],
    },
  ],
};

const lost = { on: 'ALL /posts', test: "req.method !== 'POST'" };

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 404, right: 405, reported, silent, lost }), handWritten),
  fastify: casesOf('fastify', { sent: 404, right: 405, reported, silent, lost }),
});
