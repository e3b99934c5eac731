import rule from '../../src/rules/prefer-503-for-unavailable-service.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const QUERY = "const { rows } = await pool.query('SELECT * FROM posts');";
const PING = "await db.query('SELECT 1');";

const guarded =
  (test: string, { above = '', on = 'GET /posts' }: { above?: string; on?: string } = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, above, body: `if (${test}) ${answer(status)}` });

const caught =
  (test: string, tried = QUERY): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on: 'GET /posts',
      body: `try {\n${tried}\n} catch (err) {\nif (${test}) ${answer(status)}\nthrow err;\n}`,
    });

/** A health check that answers with a content. */
const check =
  (
    content: string,
    { on = 'GET /health', tried = PING, around = true }: { on?: string; tried?: string; around?: boolean } = {},
  ): Row['code'] =>
  ({ route, res, framework }, status) => {
    const answer = `return ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send(${content});`;
    return route({
      on,
      body: around ? `try {\n${tried}\n} catch (err) {\n${answer}\n}` : `${tried}\nif (!isUp()) { ${answer} }`,
    });
  };

const reported: readonly Row[] = [
  { name: "the reference's example: a database that is unreachable", code: caught("err.code === 'ECONNREFUSED'") },
  { name: '404', sent: 404, code: caught("err.code === 'ECONNREFUSED'") },
  { name: 'an unknown host of a database', code: caught("err.code === 'ENOTFOUND'") },
  {
    name: 'a cache that refuses',
    code: caught("err.code === 'ECONNREFUSED'", "const posts = await cache.findAll('posts');"),
  },
  {
    name: 'a switch over the code',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${QUERY}\n} catch (err) {\nswitch (err.code) {\ncase 'ECONNREFUSED': ${answer(status)}\ndefault: throw err;\n}\n}`,
      }),
  },
  { name: 'PostgreSQL with too many connections', code: caught("err.code === '53300'") },
  { name: 'PostgreSQL that is starting', code: caught("err.code === '57P03'") },
  { name: 'a pool of MySQL that is full', code: caught("err.code === 'POOL_ENQUEUELIMIT'") },
  { name: 'MySQL with too many connections', code: caught("err.code === 'ER_CON_COUNT_ERROR'") },
  {
    name: 'Prisma that does not reach its database',
    code: caught("err.code === 'P1001'", 'const posts = await prisma.post.findMany();'),
  },
  {
    name: 'Sequelize by its class',
    code: caught('err instanceof SequelizeConnectionRefusedError', 'const posts = await Post.findAll();'),
  },
  {
    name: 'MongoDB by its name',
    code: caught("err.name === 'MongooseServerSelectionError'", 'const posts = await Post.find();'),
  },
  { name: 'maintenance in the environment', code: guarded('process.env.MAINTENANCE_MODE') },
  { name: 'maintenance in the environment, compared', code: guarded("process.env.MAINTENANCE === 'true'") },
  { name: 'maintenance in the settings', sent: 403, code: guarded('settings.maintenance') },
  { name: 'maintenance by a flag', code: guarded("flags.get('maintenance')") },
  {
    name: 'maintenance, save for administrators',
    sent: 403,
    code: guarded("settings.maintenanceMode && req.user.role !== 'admin'"),
  },
  { name: 'maintenance by a function', code: guarded('isUnderMaintenance()') },
  { name: 'a server that is shutting down', code: guarded('isShuttingDown') },
  { name: 'toobusy-js', code: guarded('busy()', { above: "import busy from 'toobusy-js';" }) },
  { name: '@fastify/under-pressure', only: 'fastify', code: guarded('app.isUnderPressure()') },
  { name: 'a health check that fails, answered 500', sent: 500, code: check("{ status: 'unhealthy' }") },
  { name: 'a health check that fails, answered 200', sent: 200, code: check("{ status: 'down' }") },
  { name: 'a health check that fails, answered 200 without a word of it', sent: 200, code: check('{ checks: [] }') },
  { name: 'a health check that fails, answered 404', sent: 404, code: check('{}') },
  { name: 'readiness', sent: 500, code: check("'not ready'", { on: 'GET /ready' }) },
  {
    name: 'a health check of two words',
    sent: 500,
    code: check("{ status: 'down' }", { on: 'GET /api/health-check' }),
  },
  { name: 'readiness under a prefix', sent: 500, code: check('{ ready: false }', { on: 'GET /api/readyz' }) },
  { name: 'what a health check says without a catch', sent: 200, code: check('{ ok: false }', { around: false }) },
  {
    name: 'what a health check says without a catch, answered 500',
    sent: 500,
    code: check("{ status: 'DOWN' }", { around: false }),
  },
  {
    name: 'a health check of another server',
    sent: 500,
    code: check('{}', { tried: "await fetch('https://search.example/ping');" }),
  },
  {
    name: 'one outcome of a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'GET /posts',
        body: '',
        last: `return ${res}.${framework === 'express' ? 'status' : 'code'}(settings.maintenance ? ${status} : 200).send({});`,
      }),
  },
  { name: '502 of a failing health check', sent: 502, code: check("{ status: 'down' }") },
  { name: '504 of a failing health check', sent: 504, code: check("{ status: 'down' }") },
];

const silent: readonly Row[] = [
  {
    name: 'a job at the end of whose path is a word of checks',
    sent: 500,
    code: check('{ title: 1 }', { on: 'POST /orders/ship-ready' }),
  },
  {
    name: 'a permission with a word of checks in it',
    sent: 409,
    code: check('{}', { on: 'POST /releases/:id/withdraw-readiness' }),
  },
  { name: 'a list of what is ready', sent: 500, code: check('{}', { on: 'GET /parcels/not-ready' }) },
  { name: 'something done to the word itself', sent: 500, code: check('{}', { on: 'POST /parcels/:id/ready' }) },
  { name: '503 is right', sent: 503, code: caught("err.code === 'ECONNREFUSED'") },
  {
    name: '503 of maintenance is right, whoever is let in',
    sent: 503,
    code: guarded("settings.maintenanceMode && req.user.role !== 'admin'"),
  },
  { name: '500 of a database is fine', sent: 500, code: caught("err.code === 'ECONNREFUSED'") },
  { name: '502 of a database is fine', sent: 502, code: caught("err.code === 'ECONNREFUSED'") },
  { name: '504 of a database is fine', sent: 504, code: caught("err.code === 'ECONNREFUSED'") },
  { name: '500 of maintenance is fine', sent: 500, code: guarded('settings.maintenance') },
  { name: 'a status the options accept', options: { accept: [400] }, code: caught("err.code === 'ECONNREFUSED'") },
  { name: 'a health check that fails, answered 503', sent: 503, code: check("{ status: 'down' }") },
  { name: 'a health check that still serves', sent: 200, code: check("{ status: 'degraded' }") },
  {
    name: 'a health check that says it is fine all the same',
    sent: 200,
    code: check("{ status: 'ok', database: false }"),
  },
  {
    name: 'a health check that passes',
    sent: 200,
    code: ({ route, res }) => route({ on: 'GET /health', body: PING, last: `return ${res}.send({ status: 'ok' });` }),
  },
  {
    name: 'a health check that tells of its parts after the catch',
    sent: 200,
    code: ({ route, res }) =>
      route({
        on: 'GET /health',
        body: `let database = 'up';\ntry {\n${PING}\n} catch (err) {\ndatabase = 'down';\n}`,
        last: `return ${res}.send({ database });`,
      }),
  },
  {
    name: 'a health check whose content is chosen',
    sent: 200,
    code: ({ route, res }) =>
      route({ on: 'GET /health', body: '', last: `return ${res}.send({ status: isUp() ? 'up' : 'down' });` }),
  },
  { name: 'another catch that answers 500', sent: 500, code: check("{ status: 'error' }", { on: 'GET /posts' }) },
  { name: 'a record that is named so', sent: 500, code: check("{ status: 'error' }", { on: 'GET /health-records' }) },
  {
    name: 'a part of the health of a person',
    sent: 500,
    code: check("{ status: 'error' }", { on: 'GET /patients/:id/health/records' }),
  },
  {
    name: 'ECONNREFUSED of an HTTP call belongs to prefer-502',
    code: caught("err.code === 'ECONNREFUSED'", "const answer = await fetch('https://weather.example/today');"),
  },
  { name: 'ECONNREFUSED of what is out of sight', code: caught("err.code === 'ECONNREFUSED'", 'await run(req.body);') },
  { name: 'maintenance that is off', code: guarded('!settings.maintenance') },
  { name: 'maintenance that is off, compared', code: guarded("process.env.MAINTENANCE === 'false'") },
  { name: 'a record of maintenance', code: guarded('!req.body.maintenance', { on: 'POST /maintenances' }) },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /posts',
        body: `if (settings.maintenance) return ${res}.${framework === 'express' ? 'status' : 'code'}(settings.status).send({});`,
      }),
  },
];

const HEALTH =
  "import express from 'express';\nconst app = express();\napp.get('/health', async (req, res) => {\n  try {\n    await db.query('SELECT 1');\n    res.json({ status: 'up' });\n  } catch (err) {\n    res.json({ status: 'down' });\n  }\n});";
const CONTROLLER =
  "export async function healthCheck(req, res) {\n  try {\n    await db.query('SELECT 1');\n    res.json({ status: 'up' });\n  } catch (err) {\n    res.status(500).json({ error: err.message });\n  }\n}";
const RETURNED =
  "import Fastify from 'fastify';\nconst fastify = Fastify();\nfastify.get('/health', async (request, reply) => {\n  try {\n    await db.query('SELECT 1');\n    return { status: 'up' };\n  } catch (err) {\n    return { status: 'down' };\n  }\n});";

const handWritten: { readonly express: Cases; readonly fastify: Cases } = {
  express: {
    valid: [],
    invalid: [
      {
        name: 'the status the framework supplies, reported at the method',
        code: HEALTH,
        errors: [
          {
            messageId: 'wrong',
            line: 8,
            column: 9,
            endColumn: 13,
            data: {
              reads: "`status: 'down'` is what this health check says where it fails",
              place: '',
              meaning: 'the server cannot serve for now',
              right: '503 Service Unavailable',
              code: 200,
              sent: '200 OK',
              says: '"all went well"',
            },
            suggestions: [
              {
                messageId: 'use',
                output: HEALTH.replace("res.json({ status: 'down' })", "res.status(503).json({ status: 'down' })"),
              },
            ],
          },
        ],
      },
      {
        name: 'a controller by its name',
        code: CONTROLLER,
        errors: [
          {
            messageId: 'wrong',
            line: 6,
            data: {
              reads: 'what this health check asks has failed here',
              place: ' (line 5)',
              meaning: 'the server cannot serve for now',
              right: '503 Service Unavailable',
              code: 500,
              sent: '500 Internal Server Error',
              says: '"something is broken"',
            },
            suggestions: [{ messageId: 'use', output: CONTROLLER.replace('500', '503') }],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [],
    invalid: [
      {
        name: 'a value that is returned',
        code: RETURNED,
        errors: [
          {
            messageId: 'wrong',
            line: 8,
            suggestions: [
              {
                messageId: 'use',
                output: RETURNED.replace(
                  "return { status: 'down' }",
                  "return reply.code(503).send({ status: 'down' })",
                ),
              },
            ],
          },
        ],
      },
    ],
  },
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 400, right: 503, reported, silent }), handWritten.express),
  fastify: join(casesOf('fastify', { sent: 400, right: 503, reported, silent }), handWritten.fastify),
});
