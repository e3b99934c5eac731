import { either, except, folded, spelled } from './vocabulary.ts';

/** Calls that look one record or several up. */
export const LOOKUP = spelled(
  '{find,get,load}{,+}',
  '{fetch,read,view}+',
  '{lookup,retrieve,select,exists,count,search,list,detail}*',
  'show',
  'first',
  'query',
  'populate',
  'lean',
  'exec',
  'where',
  'one',
  'oneOrNone',
  'maybeOne',
  'single',
  'maybeSingle',
  'execute',
  'all',
);

/** Calls that ask whether a record is there: `isEmailTaken(email)`, `checkUserExists(name)`. */
export const EXISTENCE_CHECK = spelled(
  '{check,is,has,does,if}+{Exist{,s,ing},Taken,Registered,InUse,Duplicate{,d,s}}{,+}',
  '*Exist{,s}',
  'exists+',
);

/** Lookups that give a list. */
export const LIST_LOOKUP = spelled(
  'find{,All,Many,AndCountAll}',
  'getAll*',
  'list*',
  'search*',
  'query',
  'select',
  'all',
  'any',
  'many',
  'manyOrNone',
  'aggregate',
  'paginate',
);

/** Lookups that give one record, though their name begins like those that give several. */
export const FINDS_ONE_RECORD = spelled('find{One,ById,ByPk,Unique,First}*');

/** Ends of a chain that give one of the records. */
export const GIVES_ONE = spelled('first', 'findOne', 'one', 'single', 'maybeSingle', 'get', 'executeTakeFirst');

/** Lookups of numbers: `getLikeCount(id)`. */
export const COUNTS = spelled(
  '{get,fetch,load,find,read,calculate,compute}*{Count,Total,Sum,Average,Stats,Statistics}{,+}',
);

/** Calls that count records. */
export const COUNTING = folded('count*');

/** Calls that give a number of records. */
export const SAYS_COUNT = folded('*count*');

/** Lookups by an id, and those that have it in what they are given. */
export const BY_ID = spelled('*By{Id{,s},Pk{,s},PK{,s}}');
export const BY_ONE_ID = spelled('*By{Id,Pk,PK}');
export const FINDS_BY_FILTER = spelled('*find{,One,Unique,First}');

/** Fields of a filter that are the id of a record. */
export const FILTERED_ID = spelled('id', '_id');

/** What excludes the record itself from a lookup: mongo's `$ne`, Sequelize's `Op.ne`, Prisma's `not`, typeorm's `Not`, knex's `whereNot`, SQL. */
export const EXCLUDES_ITSELF = spelled('$ne', 'ne', 'not', 'Not', '*whereNot*', '*!=*', '*<>*');

/** Lookups that throw where nothing is found, and tests of files: prisma, typeorm, mongoose, objection, kysely; node:fs. */
export const MAY_MISS = spelled('*OrThrow', '*OrFail', 'orFail', '{access,stat,lstat,realpath,readFile}{,Sync}');

/** Clients of stores, by what they are called. */
export const STORE = folded('redis*', 'prisma*', 'knex', 'mongo*', 'sequelize', 'pg', 'pool', 'db', 'database');

/** Links of a query that is built by chained calls, which are lookups by no other name. */
export const QUERY_LINK = spelled(
  'sort',
  'limit',
  'skip',
  'offset',
  'include',
  'with',
  'for',
  'from',
  'join',
  '{left,inner}Join',
  'orderBy',
  'groupBy',
  'eq',
  'neq',
  'match',
  'values',
  'set',
  'addSelect',
  '{and,or}Where',
  'returning',
  'session',
  'transacting',
  'catch',
  'then',
  'orFail',
  'toArray',
  'project',
  'cursor',
  'fields',
  'prepare',
  'get*',
  'executeTakeFirst',
);

/** Links of a chain that give what was changed in another form: mongoose, knex. */
export const FORM_OF_CHANGED = spelled(
  'select',
  'populate',
  'lean',
  'exec',
  'session',
  'returning',
  'sort',
  'collation',
  'orFail',
  'projection',
);

/** What a driver keeps the records under that a query gave. */
export const HOLDS_ROWS = spelled('row{,s}', 'data', 'doc{,s}', 'result{,s}', 'value');

/** Those of them that may be a field of one record. */
export const MAY_BE_FIELD = spelled('result*', '*value');

/** Members under which drivers keep what they say of a write. */
export const WRAPS_COUNT = spelled('result', 'raw', 'response', 'meta', 'info', 'summary', 'stats', '0', '1');

/** What libraries call the number of records that were met, whatever was done. */
const COUNTED = folded('*affected*', '*count*', '*matched*');

/** The number of records that a query has met. */
export const COUNT_OF_FOUND = either(COUNTED, folded('*modified*', '*total*'));

/** The number of records that a write has met, and not of those that it has left otherwise. */
export const COUNT_OF_WRITTEN = except(either(COUNTED, folded('*deleted*', '*changes*', 'n')), folded('*modified*'));

/** Either, where it is compared with nothing. */
export const COMPARED_COUNT = either(COUNTED, folded('*modified*', '*deleted*', '*size*', '*changes*', 'n'));

/** Counts that are zero as well where the record was there and is the same as before. */
export const COUNT_OF_CHANGED = spelled('nModified', 'Modified', 'modifiedCount', 'changedRows');

/** Numbers of elements. */
export const LENGTH = spelled('length', 'count', 'rowCount');
export const LENGTH_OF_LIST = spelled('length');

/** Methods that compare two values. */
export const COMPARES = spelled('equals', 'localeCompare');

/** Operators of queries that ask for what is later than something: mongo, Sequelize, Prisma, typeorm, drizzle. */
export const LATER_THAN = spelled('{,$}gt{,e}', '*MoreThan*');
