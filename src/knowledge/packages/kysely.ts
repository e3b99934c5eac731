import type { PackageModel } from '../package-model.ts';

/** What Kysely's calls mean: nothing runs before the chain's last word. */
export const kysely: PackageModel = {
  package: ['kysely'],
  setup: "import { Kysely } from 'kysely';\nconst db = new Kysely(config);",
  types: { 'Kysely()': ['Transaction()', 'Kysely().{withSchema,with}()'] },
  calls: [
    { path: 'Kysely().selectFrom', gives: 'records', of: 'chain(where).2', example: "db.selectFrom('box');" },
    {
      path: 'Kysely().insertInto',
      gives: 'written',
      of: 'chain(values).0',
      fails: [{ by: 'rejects', as: 'duplicate' }],
      does: ['creates'],
      example: "db.insertInto('box');",
    },
    {
      path: 'Kysely().updateTable',
      gives: { numUpdatedRows: 'count' },
      of: 'chain(where).2',
      does: ['changes'],
      example: "db.updateTable('box');",
    },
    {
      path: 'Kysely().deleteFrom',
      gives: { numDeletedRows: 'count' },
      of: 'chain(where).2',
      does: ['deletes'],
      example: "db.deleteFrom('box');",
    },
    {
      path: 'Kysely().**.{select,selectAll,where,orderBy,limit,offset,innerJoin,leftJoin,groupBy,set,values,onConflict,returning,returningAll}',
      chain: 'same',
      example: "db.selectFrom('box').%('id', '=', id);",
    },
    { path: 'Kysely().**.execute', chain: 'list', example: "await db.selectFrom('box').execute();" },
    { path: 'Kysely().**.executeTakeFirst', chain: 'one', example: "await db.selectFrom('box').executeTakeFirst();" },
    {
      path: 'Kysely().**.executeTakeFirstOrThrow',
      chain: 'or-throw',
      fails: [{ by: 'rejects', as: { body: 'reference-missing', else: 'record-missing' } }],
      example: "await db.selectFrom('box').executeTakeFirstOrThrow();",
    },
    {
      path: 'Kysely().transaction().execute',
      gives: 'same',
      callback: { at: '0', gives: ['=Kysely()'], isInside: true },
      example: "await db.transaction().execute(async trx => { await trx.selectFrom('box').executeTakeFirst(); });",
    },
    { path: 'Kysely().transaction', gives: 'handle', example: 'db.transaction();' },
  ],
  errors: { NoResultError: { as: 'record-missing' } },
  otherwise: 'store',
  source: ['dist/kysely.d.ts', 'dist/query-builder/'],
};
