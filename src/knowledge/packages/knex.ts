import type { PackageModel } from '../package-model.ts';

const CONDITIONS = ['chain(where).0', 'chain(where).1', 'chain(where).2'];

/** What knex' calls mean: what its builder gives says the chain's last word. */
export const knex: PackageModel = {
  package: ['knex'],
  setup: "import knex from 'knex';\nconst db = knex(config);",
  types: {
    'Knex()': ['()', 'knex()', 'Transaction()'],
    'Builder()': ['Knex()()', 'Knex().{from,table,into,select,queryBuilder,withSchema,with}()', 'QueryBuilder()'],
  },
  calls: [
    { path: '{knex,}', gives: 'handle', example: 'knex.%(config);' },
    { path: 'Knex()', gives: 'records', of: CONDITIONS, example: "await db('boxes');" },
    { path: 'Knex().{from,table,select}', gives: 'records', of: CONDITIONS, example: "await db.%('boxes');" },
    { path: 'Builder().**.first', chain: 'one', of: CONDITIONS, example: "await db('boxes').where({ id }).first();" },
    {
      path: 'Builder().**.{where,andWhere,orWhere,whereIn,whereNot,whereNull,whereNotNull,whereRaw,whereExists,whereBetween}',
      chain: 'same',
      example: "await db('boxes').select('*').%({ id });",
    },
    {
      path: 'Builder().**.{select,columns,from,into,join,innerJoin,leftJoin,leftOuterJoin,orderBy,groupBy,having,limit,offset}',
      chain: 'same',
      example: "await db('boxes').%('name');",
    },
    {
      path: 'Builder().**.{distinct,with,as,transacting,forUpdate,onConflict,merge,ignore,modify,clone}',
      chain: 'same',
      example: "await db('boxes').%('name');",
    },
    { path: 'Builder().**.pluck', chain: 'list', example: "await db('boxes').pluck('name');" },
    {
      path: 'Builder().**.{count,countDistinct,sum,avg,min,max}',
      chain: 'count',
      example: "await db('boxes').where({ owner }).%('id');",
    },
    {
      path: 'Builder().**.insert',
      gives: 'written',
      of: '0',
      fails: [{ by: 'rejects', as: 'duplicate' }],
      does: ['creates'],
      example: "await db('boxes').insert({ name });",
    },
    {
      path: 'Builder().**.{update,increment,decrement}',
      gives: 'count',
      of: CONDITIONS,
      does: ['changes'],
      example: "await db('boxes').where({ id }).%({ name });",
    },
    {
      path: 'Builder().**.{del,delete,truncate}',
      gives: 'count',
      of: CONDITIONS,
      does: ['deletes'],
      example: "await db('boxes').where({ id }).%();",
    },
    { path: 'Builder().**.returning', chain: 'list', example: "await db('boxes').insert({ name }).returning('*');" },
    {
      path: 'Knex().raw',
      gives: { rows: 'records', '0': 'records' },
      sql: '0',
      example: 'await db.raw(statement, [id]);',
    },
    {
      path: 'Knex().transaction',
      gives: 'handle',
      callback: { at: '0', gives: ['=Knex()'], isInside: true },
      example: "await db.transaction(async trx => { await trx('boxes').where({ id }).first(); });",
    },
  ],
  errors: { KnexTimeoutError: { as: 'store-timed-out' } },
  otherwise: 'store',
  source: ['types/index.d.ts', 'lib/util/timeout.js'],
};
