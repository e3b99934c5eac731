import { describe, expect, it } from 'vitest';

import { FRAMEWORKS } from '../../../src/frameworks/frameworks.ts';
import type { FailureAs } from '../../../src/knowledge/package-model.ts';
import {
  addedRows,
  canonicalPath,
  errorRows,
  expand,
  isKnownPackage,
  knownPackage,
  packageRow,
} from '../../../src/knowledge/packages/index.ts';

describe('the package of a module', () => {
  it.each([
    ['jsonwebtoken', 'jsonwebtoken'],
    ['node:fs', 'fs'],
    ['fs/promises', 'fs'],
    ['node:fs/promises', 'fs'],
    ['validator/lib/isEmail', 'validator'],
    ['drizzle-orm/pg-core', 'drizzle-orm'],
    ['mysql2/promise', 'mysql2'],
  ])('%s is %s', (source, name) => {
    expect(knownPackage(source)?.package[0]).toBe(name);
  });

  it.each(['@aws-sdk/client-sns', '@googleapis/drive'])('%s belongs to a family that asks another server', source => {
    expect(knownPackage(source)?.otherwise).toBe('upstream');
  });

  it.each(['date-fns-tz', 'micromatch', 'path', 'lodash.first', 'lodash/first', 'semver'])('%s computes', source => {
    expect(knownPackage(source)?.otherwise).toBe('pure');
  });

  it.each(['winston', 'cors', 'helmet', '@sentry/node'])('%s means nothing', source => {
    expect(knownPackage(source)?.otherwise).toBe('nothing');
  });

  it.each(['./jsonwebtoken', '@/knex', '#pg', 'jsonwebtokens', '@own/pg', 'toString', '__proto__'])(
    '%s is none that is known',
    source => {
      expect(knownPackage(source)).toBeNull();
      expect(isKnownPackage(source)).toBe(false);
      expect(packageRow(source, ['verify'])).toBeNull();
    },
  );
});

describe('the path of a call', () => {
  it.each([[['verify']], [['default', 'verify']], [['*', 'verify']], [['default', 'default', 'verify']]])(
    '%j is one path however the module is taken',
    path => {
      expect(packageRow('jsonwebtoken', path)?.gives).toBe('claims');
    },
  );

  it.each([
    ['mongoose', ['model', '()', 'findById'], 'record'],
    ['mongoose', ['Model', 'findById'], 'record'],
    ['mongoose', ['connection', 'model', '()', 'findById'], 'record'],
    ['mongoose', ['Document', '()', 'save'], 'written'],
    ['mongoose', ['models', 'Box', 'find'], 'records'],
    ['@prisma/client', ['PrismaClient', '()', '$extends', '()', 'box', 'findMany'], 'records'],
    ['@prisma/client', ['PrismaClient', '()', '[]', 'findMany'], 'records'],
    ['typeorm', ['Repository', '()', 'findOne'], 'record'],
    ['typeorm', ['getRepository', '()', 'createQueryBuilder', '()', 'where', '()', 'getMany'], 'records'],
    ['sequelize', ['()', 'define', '()', 'findByPk'], 'record'],
    ['ioredis', ['()', 'get'], 'record'],
    ['ajv', ['()', 'compile', '()'], 'schema-verdict'],
    ['axios', [], { data: 'answer-content', status: 'answer-status', statusText: 'nothing', headers: 'nothing' }],
  ] as const)('of %s, %j, gives %j', (source, path, gives) => {
    expect(packageRow(source, path)?.gives).toEqual(gives);
  });

  it.each([
    ['mongoose', ['findById']],
    ['mongoose', ['model', 'findById']],
    ['@prisma/client', ['PrismaClient', '()', 'findMany']],
    ['@prisma/client', ['PrismaClient', '()', 'a', 'b', 'findMany']],
    ['knex', ['()', 'first']],
    ['jsonwebtoken', ['verify', 'call']],
    ['jsonwebtoken', []],
  ])('of %s, %j, is in no row', (source, path) => {
    expect(packageRow(source, path)).toBeNull();
  });

  it('ends where types lead to one another', () => {
    const types = { 'A()': ['B()'], 'B()': ['A()'] };
    const model = { package: [], setup: '', calls: [], types, otherwise: 'pure', source: [] } as const;
    expect(canonicalPath(model, ['A', '()', 'x'])).toHaveLength(3);
  });

  it('spells out alternatives within one another in turn', () => {
    expect(expand('{a,b}.{c,}d')).toEqual(['a.cd', 'a.d', 'b.cd', 'b.d']);
  });
});

describe('what packages add to the objects of a framework', () => {
  it.each([
    ['request', ['isAuthenticated'], 'passport'],
    ['request', ['jwtVerify'], '@fastify/jwt'],
    ['server', ['pg', 'query'], '@fastify/postgres'],
    ['server', ['mongo', 'db', 'collection', '()', 'findOne'], '@fastify/mongodb'],
    ['server', ['httpErrors', 'notFound'], '@fastify/sensible'],
    ['reply', ['jwtSign'], '@fastify/jwt'],
  ] as const)('%s, %j, is of %s', (on, path, name) => {
    expect(addedRows(on, path).map(one => one.package.package[0])).toEqual([name]);
  });

  it.each([
    ['request', ['jwtSign']],
    ['reply', ['isAuthenticated']],
    ['server', ['pg']],
    ['server', ['pgs', 'query']],
  ] as const)('%s, %j, is of none', (on, path) => {
    expect(addedRows(on, path)).toEqual([]);
  });
});

/** The findings that an error may be, in any package and framework. */
function findingsOf(name: string): readonly string[] {
  return [
    ...errorRows(name).flatMap(({ row }) => membersOf(row.as)),
    ...FRAMEWORKS.flatMap(({ ownErrors }) => ownErrors.get(name)?.as ?? []),
  ];
}

function membersOf(as: FailureAs): readonly string[] {
  return typeof as === 'string' ? [as] : Object.values(as);
}

describe('what an error says', () => {
  it.each([
    [
      'duplicate',
      [
        '11000',
        '11001',
        'P2002',
        '23505',
        'ER_DUP_ENTRY',
        '1062',
        'SQLITE_CONSTRAINT_UNIQUE',
        'SQLITE_CONSTRAINT_PRIMARYKEY',
        'E11000',
        'SequelizeUniqueConstraintError',
        'UniqueConstraintError',
        'UniqueViolationError',
        'UniqueConstraintViolationException',
        'DuplicateKeyError',
      ],
    ],
    [
      'version-conflict',
      ['VersionError', 'OptimisticLockError', 'OptimisticLockVersionMismatchError', 'StaleObjectError'],
    ],
    [
      'unknown',
      [
        'MongoError',
        'MongoServerError',
        'MongoBulkWriteError',
        'PrismaClientKnownRequestError',
        'QueryFailedError',
        'DatabaseError',
        'SequelizeDatabaseError',
        'SqliteError',
        'PostgresError',
      ],
    ],
    [
      'record-missing',
      [
        'P2025',
        'ENOENT',
        'EntityNotFoundError',
        'EntityNotFound',
        'DocumentNotFoundError',
        'EmptyResultError',
        'ResourceNotFoundError',
      ],
    ],
    [
      'credential-invalid',
      [
        'JsonWebTokenError',
        'TokenExpiredError',
        'NotBeforeError',
        'JWTExpired',
        'JWTInvalid',
        'JWSSignatureVerificationFailed',
        'JOSEError',
        'UnauthorizedError',
      ],
    ],
    [
      'schema-refused',
      ['ZodError', 'ValidationError', 'SequelizeValidationError', 'ValiError', 'StructError', 'ValidationException'],
    ],
    ['id-malformed', ['CastError', 'BSONTypeError', 'BSONError']],
    [
      'text-unparsable',
      [
        'SyntaxError',
        'URIError',
        'entity.parse.failed',
        'FST_ERR_CTP_INVALID_JSON_BODY',
        'FST_ERR_CTP_EMPTY_JSON_BODY',
      ],
    ],
    [
      'upstream-timed-out',
      [
        'ETIMEDOUT',
        'ECONNABORTED',
        'ESOCKETTIMEDOUT',
        'UND_ERR_CONNECT_TIMEOUT',
        'UND_ERR_HEADERS_TIMEOUT',
        'UND_ERR_BODY_TIMEOUT',
        'AbortError',
        'TimeoutError',
        'ABORT_ERR',
        'RequestTimeoutError',
        'request-timeout',
        'body-timeout',
      ],
    ],
    [
      'store-timed-out',
      [
        'P2024',
        '57014',
        'PROTOCOL_SEQUENCE_TIMEOUT',
        'ER_QUERY_TIMEOUT',
        'SequelizeConnectionAcquireTimeoutError',
        'ConnectionAcquireTimeoutError',
        'SequelizeTimeoutError',
        'KnexTimeoutError',
        'QueryTimeoutError',
        'MongoNetworkTimeoutError',
        'MongoOperationTimeoutError',
      ],
    ],
    [
      'upstream-unreachable',
      ['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'EHOSTUNREACH', 'EAI_AGAIN', 'UND_ERR_SOCKET'],
    ],
    ['rate-exceeded', ['RateLimiterRes']],
    [
      'content-too-large',
      [
        'LIMIT_FILE_SIZE',
        'entity.too.large',
        'parameters.too.many',
        'PayloadTooLargeError',
        'FST_ERR_CTP_BODY_TOO_LARGE',
        'FST_REQ_FILE_TOO_LARGE',
      ],
    ],
    ['media-unsupported', ['encoding.unsupported', 'charset.unsupported', 'FST_ERR_CTP_INVALID_MEDIA_TYPE']],
    [
      'store-unavailable',
      [
        'P1001',
        'P1017',
        'PrismaClientInitializationError',
        '53300',
        '57P03',
        '08001',
        '08004',
        '08006',
        'ER_CON_COUNT_ERROR',
        'POOL_ENQUEUELIMIT',
        'POOL_CLOSED',
        'PROTOCOL_CONNECTION_LOST',
        'SequelizeConnectionError',
        'SequelizeConnectionRefusedError',
        'SequelizeHostNotReachableError',
        'MongoServerSelectionError',
        'MongooseServerSelectionError',
        'MongoNotConnectedError',
        'MaxRetriesPerRequestError',
        'ClientOfflineError',
        'NR_CLOSED',
      ],
    ],
  ])('%s: %j', (finding, names) => {
    expect(names.filter(name => !findingsOf(name).includes(finding))).toEqual([]);
  });

  it.each(['P1000', 'constructor', 'Version', 'TokenError', 'ExpiredError', 'JoiError', 'BroadcastError', 'Timeout'])(
    'of no package, %s, is nothing',
    name => {
      expect(errorRows(name)).toEqual([]);
    },
  );
});
