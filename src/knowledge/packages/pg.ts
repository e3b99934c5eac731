import type { PackageModel } from '../package-model.ts';
import { NODE_STYLE } from './node-style.ts';
import { POSTGRES_CODES } from './postgres-errors.ts';

/** What the calls of PostgreSQL's driver mean. */
export const pg: PackageModel = {
  package: ['pg', 'pg-pool', '@neondatabase/serverless', '@vercel/postgres'],
  setup: "import postgres, { Client, Pool } from 'pg';\nconst pool = new Pool();",
  types: {
    'Pool()': [
      'Client()',
      'PoolClient()',
      'Pool().connect()',
      'native.{Pool,Client}()',
      'createPool()',
      'createClient()',
    ],
  },
  calls: [
    { path: '{Pool,Client,createPool,createClient}', gives: 'handle', example: 'postgres.%(config);' },
    {
      path: 'Pool().query',
      gives: { rows: 'records', rowCount: 'count' },
      of: '1',
      sql: '0',
      callback: NODE_STYLE,
      example:
        'const { rows } = await pool.query(statement, [id]);\nconst client = await pool.connect();\nclient.query(statement);',
    },
    { path: 'Pool().{connect,end,release,on}', gives: 'handle', example: 'await new Client().%(given);' },
  ],
  errors: { DatabaseError: { as: 'unknown' }, ...POSTGRES_CODES },
  otherwise: 'store',
  source: ['lib/client.js', 'lib/result.js', 'pg-pool: index.js', 'pg-protocol: dist/messages.js'],
};

/** What the calls of pg-promise mean: how many rows are there, each says by its name. */
export const pgPromise: PackageModel = {
  package: ['pg-promise'],
  setup: "import pgPromise from 'pg-promise';\nconst db = pgPromise()(address);",
  types: { 'Db()': ['()()', 'IDatabase()', 'ITask()'] },
  calls: [
    {
      path: 'Db().one',
      gives: 'sure-record',
      of: '1',
      sql: '0',
      fails: [{ by: 'rejects', as: 'record-missing' }],
      example: 'await db.one(statement, [id]);',
    },
    { path: 'Db().oneOrNone', gives: 'record', of: '1', sql: '0', example: 'await db.oneOrNone(statement, [id]);' },
    {
      path: 'Db().many',
      gives: 'records',
      of: '1',
      sql: '0',
      fails: [{ by: 'rejects', as: 'record-missing' }],
      example: 'await db.many(statement, [id]);',
    },
    {
      path: 'Db().{any,manyOrNone,query}',
      gives: 'records',
      of: '1',
      sql: '0',
      example: 'await db.%(statement, [id]);',
    },
    { path: 'Db().none', gives: 'nothing', of: '1', sql: '0', example: 'await db.none(statement, [id]);' },
    {
      path: 'Db().result',
      gives: { rows: 'records', rowCount: 'count' },
      of: '1',
      sql: '0',
      example: 'await db.result(statement, [id]);',
    },
    {
      path: 'Db().{task,tx}',
      gives: 'same',
      callback: { at: 'last', gives: ['=Db()'], isInside: true },
      example: 'await db.%(async t => { await t.one(statement); });',
    },
  ],
  errors: {
    QueryResultError: { as: 'record-missing' },
    noData: { as: 'record-missing', in: 'code' },
  },
  otherwise: 'store',
  source: ['lib/database.js', 'lib/errors/query-result.js'],
};

/** The plugin that keeps a pool at the server. */
export const fastifyPostgres: PackageModel = {
  package: ['@fastify/postgres', 'fastify-postgres'],
  setup: "import postgres from '@fastify/postgres';\napp.register(postgres);",
  calls: [
    {
      path: 'pg.transact',
      on: 'server',
      callback: { at: '0', gives: ['handle'], isInside: true },
      example: 'app.register(async server => { await server.pg.transact(async client => {}); });',
    },
  ],
  adds: { 'server.pg': { source: 'pg', path: 'Pool()' } },
  otherwise: 'store',
  source: ['index.js'],
};
