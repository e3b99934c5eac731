import type { PackageModel } from '../package-model.ts';

/** What Drizzle's calls mean: what its builder gives says the chain's last word. */
export const drizzleOrm: PackageModel = {
  package: ['drizzle-orm'],
  setup:
    "import drizzleOrm, { eq } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nconst db = drizzle(pool);",
  types: {
    'Db()': [
      'drizzle()',
      '{NodePgDatabase,PostgresJsDatabase,PgDatabase,NeonHttpDatabase,MySql2Database,MySqlDatabase}()',
      '{BetterSQLite3Database,LibSQLDatabase,DrizzleD1Database,BaseSQLiteDatabase}()',
      'Db().$with()',
    ],
  },
  calls: [
    { path: 'drizzle', gives: 'handle', example: 'drizzle(pool);' },
    {
      path: 'Db().query.*.findFirst',
      gives: 'record',
      of: '0.where',
      example: 'await db.query.boxes.findFirst({ where: eq(boxes.id, id) });',
    },
    {
      path: 'Db().query.*.findMany',
      gives: 'records',
      of: '0.where',
      example: 'await db.query.boxes.findMany({ where: eq(boxes.owner, owner) });',
    },
    {
      path: 'Db().{select,selectDistinct,selectDistinctOn,with}',
      gives: 'records',
      of: 'chain(where).0',
      example: 'await db.%().from(boxes);',
    },
    { path: 'Db().$count', gives: 'count', of: '1', example: 'await db.$count(boxes, eq(boxes.owner, owner));' },
    {
      path: 'Db().**.{from,where,limit,offset,orderBy,groupBy,having,innerJoin,leftJoin,rightJoin,fullJoin,set,values,for,prepare,execute}',
      chain: 'same',
      example: 'await db.select().from(boxes).%(given);',
    },
    {
      path: 'Db().**.{onConflictDoNothing,onConflictDoUpdate,onDuplicateKeyUpdate}',
      chain: 'same',
      does: ['upserts'],
      example: 'await db.insert(boxes).values({ name }).%(given);',
    },
    { path: 'Db().**.{returning,all}', chain: 'list', example: 'await db.select().from(boxes).%();' },
    { path: 'Db().**.get', chain: 'one', example: 'db.select().from(boxes).get();' },
    {
      path: 'Db().insert',
      gives: 'written',
      of: 'chain(values).0',
      fails: [{ by: 'rejects', as: 'duplicate' }],
      does: ['creates'],
      example: 'await db.insert(boxes).values({ name }).returning();',
    },
    {
      path: 'Db().update',
      gives: { rowCount: 'count', rowsAffected: 'count', changes: 'count' },
      of: 'chain(where).0',
      does: ['changes'],
      example: 'await db.update(boxes).set({ name }).where(eq(boxes.id, id));',
    },
    {
      path: 'Db().delete',
      gives: { rowCount: 'count', rowsAffected: 'count', changes: 'count' },
      of: 'chain(where).0',
      does: ['deletes'],
      example: 'await db.delete(boxes).where(eq(boxes.id, id));',
    },
    {
      path: 'Db().execute',
      gives: { rows: 'records', rowCount: 'count', '0': 'records' },
      sql: '0',
      example: 'await db.execute(statement);',
    },
    {
      path: 'Db().transaction',
      gives: 'same',
      callback: { at: '0', gives: ['=Db()'], isInside: true },
      example: 'await db.transaction(async tx => { await tx.query.boxes.findFirst(given); });',
    },
    {
      path: '{and,eq,ne,or,not,gt,gte,lt,lte,like,ilike,inArray,isNull,isNotNull,between,exists,desc,asc,count,sum}',
      gives: 'nothing',
      example: 'drizzleOrm.%(boxes.owner, owner);',
    },
  ],
  errors: { DrizzleQueryError: { as: 'unknown' } },
  otherwise: 'store',
  source: ['pg-core/db.d.ts', 'pg-core/query-builders/', 'errors.d.ts'],
};
