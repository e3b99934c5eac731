import { describe, expect, it } from 'vitest';

import { FRAMEWORKS } from '../../../src/frameworks/frameworks.ts';
import {
  CAST_ERRORS,
  CAUSE_OF_ERROR,
  DATABASE_ERRORS,
  DATABASE_TIMEOUTS,
  DUPLICATE_CODES,
  DUPLICATE_NAMES,
  MISSING_CODES,
  MISSING_NAMES,
  REFUSED_CODES,
  SYNTAX_ERRORS,
  TIMEOUT_CODES,
  TOKEN_ERRORS,
  VALIDATION_ERRORS,
  VERSION_NAMES,
} from '../../../src/knowledge/libraries.ts';
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
    ['duplicate', [...DUPLICATE_CODES, ...DUPLICATE_NAMES]],
    ['version-conflict', [...VERSION_NAMES]],
    ['unknown', [...DATABASE_ERRORS]],
    ['record-missing', [...MISSING_CODES, ...MISSING_NAMES]],
    ['credential-invalid', [...TOKEN_ERRORS]],
    ['schema-refused', [...VALIDATION_ERRORS]],
    ['id-malformed', [...CAST_ERRORS]],
    ['text-unparsable', [...SYNTAX_ERRORS]],
    ['upstream-timed-out', [...TIMEOUT_CODES]],
    ['store-timed-out', [...DATABASE_TIMEOUTS]],
    ['upstream-unreachable', [...REFUSED_CODES]],
    ['rate-exceeded', ofCause('rate-limited')],
    ['content-too-large', ofCause('too-large')],
    ['media-unsupported', ofCause('unsupported-media')],
    ['store-unavailable', ofCause('unavailable')],
  ])('%s: %j', (finding, names) => {
    expect(names.filter(name => !findingsOf(name).includes(finding))).toEqual([]);
  });

  it('of no package is nothing', () => {
    expect(errorRows('P1000')).toEqual([]);
    expect(errorRows('constructor')).toEqual([]);
  });
});

function ofCause(cause: string): readonly string[] {
  return [...CAUSE_OF_ERROR].flatMap(([name, one]) => (one === cause ? [name] : []));
}
