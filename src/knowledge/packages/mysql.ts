import type { PackageModel } from '../package-model.ts';

/** What the calls of MySQL's drivers mean. */
export const mysql: PackageModel = {
  package: ['mysql2', 'mysql2/promise', 'mysql', 'promise-mysql', 'mariadb'],
  setup: "import mysql from 'mysql2/promise';\nconst pool = mysql.createPool(config);",
  types: {
    'Pool()': [
      '{createPool,createConnection,createPoolCluster}()',
      'Pool().{promise,getConnection}()',
      '{Connection,PoolConnection}()',
    ],
  },
  calls: [
    {
      path: 'Pool().{query,execute}',
      gives: { '0': 'records', affectedRows: 'count', '0.affectedRows': 'count', '0.insertId': 'made' },
      of: '1',
      sql: '0',
      callback: { at: 'last', gives: ['failure', 'records', 'nothing'] },
      example: 'const [rows] = await pool.%(statement, [id]);',
    },
    {
      path: 'Pool().{getConnection,beginTransaction,commit,rollback,release,end}',
      gives: 'handle',
      example: 'await pool.%();',
    },
    { path: '{createPool,createConnection}', gives: 'handle', example: 'mysql.%(config);' },
  ],
  errors: {
    ER_DUP_ENTRY: { as: 'duplicate', in: 'code' },
    '1062': { as: 'duplicate', in: 'errno' },
    ER_NO_REFERENCED_ROW: { as: 'reference-missing', in: 'code' },
    ER_NO_REFERENCED_ROW_2: { as: 'reference-missing', in: 'code' },
    ER_ROW_IS_REFERENCED: { as: 'still-referred-to', in: 'code' },
    ER_ROW_IS_REFERENCED_2: { as: 'still-referred-to', in: 'code' },
    ER_BAD_NULL_ERROR: { as: 'field-missing', in: 'code' },
    ER_DATA_TOO_LONG: { as: 'field-invalid', in: 'code' },
    ER_QUERY_TIMEOUT: { as: 'store-timed-out', in: 'code' },
    ER_LOCK_WAIT_TIMEOUT: { as: 'store-timed-out', in: 'code' },
    PROTOCOL_SEQUENCE_TIMEOUT: { as: 'store-timed-out', in: 'code' },
    ER_CON_COUNT_ERROR: { as: 'store-unavailable', in: 'code' },
    POOL_ENQUEUELIMIT: { as: 'store-unavailable', in: 'code' },
    POOL_CLOSED: { as: 'store-unavailable', in: 'code' },
    PROTOCOL_CONNECTION_LOST: { as: 'store-unavailable', in: 'code' },
  },
  otherwise: 'store',
  source: ['promise.js', 'lib/base/connection.js', 'lib/constants/errors.js', 'mysql: lib/Pool.js'],
};
