import type { PackageModel } from '../package-model.ts';

const CONDITIONS = ['chain(where).0', 'chain(where).1', 'chain(findById).0'];

/** What Objection's calls mean: what its builder gives says the chain's last word. */
export const objection: PackageModel = {
  package: ['objection'],
  setup: "import objection, { Model } from 'objection';\nclass Box extends Model {}",
  types: { 'Builder()': ['Model.{query,relatedQuery}()', 'Model().{$query,$relatedQuery}()', 'QueryBuilder()'] },
  calls: [
    { path: 'Model.{query,relatedQuery}', gives: 'records', of: CONDITIONS, example: 'await Box.%(trx);' },
    { path: 'Model().{$query,$relatedQuery}', gives: 'records', of: 'receiver', example: 'await new Box().%(trx);' },
    {
      path: 'Builder().**.{findById,findOne,first}',
      chain: 'one',
      of: CONDITIONS,
      example: 'await Box.query().%(id);',
    },
    {
      path: 'Builder().**.throwIfNotFound',
      chain: 'or-throw',
      fails: [{ by: 'rejects', as: { body: 'reference-missing', else: 'record-missing' } }],
      example: 'await Box.query().findById(id).throwIfNotFound();',
    },
    {
      path: 'Builder().**.{where,andWhere,orWhere,whereIn,whereNot,select,orderBy,limit,offset,groupBy,withGraphFetched,withGraphJoined,modify}',
      chain: 'same',
      example: 'await Box.query().%({ id });',
    },
    {
      path: 'Builder().**.{insert,insertAndFetch,insertGraph}',
      gives: 'written',
      of: '0',
      fails: [
        { by: 'rejects', as: 'schema-refused' },
        { by: 'rejects', as: 'duplicate' },
      ],
      does: ['creates'],
      example: 'await Box.query().%({ name });',
    },
    {
      path: 'Builder().**.{patch,update,increment,decrement}',
      gives: 'count',
      of: CONDITIONS,
      does: ['changes'],
      example: 'await Box.query().where({ id }).%({ name });',
    },
    {
      path: 'Builder().**.{patchAndFetchById,updateAndFetchById,patchAndFetch,updateAndFetch}',
      gives: 'changed-record',
      of: '0',
      does: ['changes'],
      example: 'await Box.query().%(id, { name });',
    },
    {
      path: 'Builder().**.{delete,deleteById,del}',
      gives: 'count',
      of: ['0', ...CONDITIONS],
      does: ['deletes'],
      example: 'await Box.query().%(id);',
    },
    { path: 'Builder().**.{resultSize,count}', chain: 'count', example: 'await Box.query().where({ owner }).%();' },
    {
      path: '{transaction,Model.transaction}',
      gives: 'same',
      callback: { at: 'last', gives: ['handle'], isInside: true },
      example: 'await objection.transaction(knex, async trx => {});\nawait Box.transaction(async trx => {});',
    },
  ],
  errors: {
    NotFoundError: { as: 'record-missing' },
    ValidationError: { as: 'schema-refused' },
    ModelValidation: { as: 'schema-refused', in: 'type' },
    DBError: { as: 'unknown' },
    ConstraintViolationError: { as: 'unknown', extends: 'DBError' },
    UniqueViolationError: { as: 'duplicate', extends: 'ConstraintViolationError' },
    ForeignKeyViolationError: {
      as: { deleting: 'still-referred-to', else: 'reference-missing' },
      extends: 'ConstraintViolationError',
    },
    NotNullViolationError: { as: 'field-missing', extends: 'ConstraintViolationError' },
    CheckViolationError: { as: 'field-invalid', extends: 'ConstraintViolationError' },
    // An id of the path that is no number, as much as a value of the body that does not fit its column.
    DataError: { as: 'unknown', extends: 'DBError' },
  },
  otherwise: 'store',
  source: ['lib/queryBuilder/QueryBuilder.js', 'lib/model/Model.js', 'db-errors: lib/', 'lib/model/ValidationError.js'],
};
