import rule from '../../src/rules/prefer-504-for-upstream-timeout.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const FETCH = "const answer = await fetch('https://weather.example/today', { signal: AbortSignal.timeout(5000) });";
const AXIOS = "const { data } = await axios.get('https://weather.example/today', { timeout: 5000 });";
const QUERY = "const { rows } = await pool.query('SELECT * FROM posts');";

/** A route whose catch asks the error. */
const caught =
  (test: string, tried = FETCH, { first = '' }: { first?: string } = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on: 'GET /weather',
      above: "import axios from 'axios';",
      body: `${first}\ntry {\n${tried}\n} catch (err) {\nif (${test}) ${answer(status)}\nthrow err;\n}`,
    });

const reported: readonly Row[] = [
  { name: 'AbortError', code: caught("err.name === 'AbortError'") },
  { name: 'TimeoutError', code: caught("err.name === 'TimeoutError'") },
  { name: 'TimeoutError by its class', code: caught('err instanceof TimeoutError') },
  { name: 'either name', code: caught("err.name === 'AbortError' || err.name === 'TimeoutError'") },
  { name: 'ECONNABORTED', code: caught("err.code === 'ECONNABORTED'", AXIOS) },
  { name: 'ETIMEDOUT', code: caught("err.code === 'ETIMEDOUT'", AXIOS) },
  { name: 'ESOCKETTIMEDOUT', code: caught("err.code === 'ESOCKETTIMEDOUT'", AXIOS) },
  { name: 'a timeout of undici', code: caught("err.code === 'UND_ERR_HEADERS_TIMEOUT'") },
  { name: 'the code of the cause', code: caught("err.cause.code === 'UND_ERR_CONNECT_TIMEOUT'") },
  { name: '400', sent: 400, code: caught("err.name === 'TimeoutError'") },
  { name: '502', sent: 502, code: caught("err.name === 'TimeoutError'") },
  {
    name: '500 of an upstream call in strict',
    sent: 500,
    options: { accept: [] },
    code: caught("err.name === 'TimeoutError'"),
  },
  {
    name: 'a switch over the code',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /weather',
        body: `try {\n${FETCH}\n} catch (err) {\nswitch (err.code) {\ncase 'ETIMEDOUT': ${answer(status)}\ndefault: throw err;\n}\n}`,
      }),
  },
  {
    name: 'one outcome of a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'GET /weather',
        body: `try {\n${FETCH}\n} catch (err) {\nreturn ${res}.${framework === 'express' ? 'status' : 'code'}(err.name === 'TimeoutError' ? ${status} : 500).send({});\n}`,
      }),
  },
  { name: 'a query that is cancelled by PostgreSQL', code: caught("err.code === '57014'", QUERY) },
  {
    name: 'a pool of Prisma without a free connection',
    code: caught("err.code === 'P2024'", 'const posts = await prisma.post.findMany();'),
  },
  { name: 'a pool of knex', code: caught("err.name === 'KnexTimeoutError'", QUERY) },
];

const silent: readonly Row[] = [
  { name: '504 is right', sent: 504, code: caught("err.name === 'TimeoutError'") },
  { name: '503 is fine', sent: 503, code: caught("err.name === 'TimeoutError'") },
  { name: '500 is accepted by default', sent: 500, code: caught("err.name === 'TimeoutError'") },
  {
    name: '500 of a database, in strict',
    sent: 500,
    options: { accept: [] },
    code: caught("err.code === 'P2024'", 'const posts = await prisma.post.findMany();'),
  },
  {
    name: '500 of a socket of a database, in strict',
    sent: 500,
    options: { accept: [] },
    code: caught("err.code === 'ETIMEDOUT'", QUERY),
  },
  { name: 'a status the options accept', options: { accept: [408] }, code: caught("err.name === 'TimeoutError'") },
  {
    name: 'the client that went away',
    code: caught(
      "err.name === 'AbortError'",
      "const answer = await fetch('https://weather.example/today', { signal: abort.signal });",
      { first: "const abort = new AbortController();\nreq.raw.on('close', () => abort.abort());" },
    ),
  },
  { name: 'another code', code: caught("err.code === 'EPIPE'") },
  { name: 'all other errors', code: caught("err.name !== 'TimeoutError'") },
  {
    name: 'a request that took too long to arrive',
    code: ({ route, answer }, status) => route({ on: 'POST /files', body: `if (req.timedout) ${answer(status)}` }),
  },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /weather',
        body: `try {\n${FETCH}\n} catch (err) {\nif (err.name === 'TimeoutError') return ${res}.${framework === 'express' ? 'status' : 'code'}(statusOf(err)).send({});\nthrow err;\n}`,
      }),
  },
];

const CATCH =
  "app.get('/weather', async (req, res) => {\n  try {\n    res.json((await axios.get('https://weather.example/today')).data);\n  } catch (err) {\n    if (err.code === 'ECONNABORTED') return res.status(408).json({ error: 'Too slow' });\n    throw err;\n  }\n});";

const handWritten: Cases = {
  valid: [],
  invalid: [
    {
      name: 'the report stands at the status and names the code',
      code: CATCH,
      errors: [
        {
          messageId: 'wrong',
          line: 5,
          column: 56,
          endColumn: 59,
          data: {
            reads: '`err.code` is `ECONNABORTED`',
            place: '',
            meaning: 'another server did not answer in time',
            right: '504 Gateway Timeout',
            code: 408,
            sent: '408 Request Timeout',
            says: '"your request took too long to arrive"',
          },
          suggestions: [{ messageId: 'use', output: CATCH.replace('408', '504') }],
        },
      ],
    },
  ],
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 408, right: 504, reported, silent }), handWritten),
  fastify: casesOf('fastify', { sent: 408, right: 504, reported, silent }),
});
