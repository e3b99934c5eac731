import { STATUS_CODES } from 'node:http';
import { constants } from 'node:http2';
import { describe, expect, it } from 'vitest';
import { registry } from '../../src/reference/registry.ts';
import { getNames, statusLibraries } from '../../src/reference/status-libraries.ts';
import type { StatusLibrary } from '../../src/reference/status-libraries.ts';
import {
  constantFor,
  findStatusByConstant,
  findStatusByErrorName,
  findStatusByName,
  findStatusLibrary,
} from '../../src/reference/status-names.ts';

const libraries = Object.keys(statusLibraries) as StatusLibrary[];
const http2Statuses = Object.entries(constants).filter(([name]) => name.startsWith('HTTP_STATUS_'));
const nodeErrorCodes = Object.keys(STATUS_CODES)
  .map(Number)
  .filter(code => code >= 400);

function codesOf(library: StatusLibrary): number[] {
  return [...getNames(library).keys()].sort((a, b) => a - b);
}

describe('names in libraries', () => {
  it('of node:http2 are those of Node itself, no more and no fewer', () => {
    expect(http2Statuses.length).toBeGreaterThan(60);
    expect(
      Object.fromEntries([...getNames('node:http2')].flatMap(([code, names]) => names.map(name => [name, code]))),
    ).toEqual(Object.fromEntries(http2Statuses));
  });

  it('of http-errors and @fastify/sensible cover the error statuses of Node', () => {
    expect(codesOf('http-errors')).toEqual(nodeErrorCodes);
    expect(codesOf('@fastify/sensible')).toEqual(nodeErrorCodes);
  });

  it('are missing for the statuses a library leaves out', () => {
    const nodeCodes = Object.keys(STATUS_CODES).map(Number);
    const left = (library: StatusLibrary): number[] => nodeCodes.filter(code => !codesOf(library).includes(code));
    expect(left('http-status-codes')).toEqual([208, 226, 425, 506, 508, 509, 510]);
    expect(left('http-status')).toEqual([509]);
    expect(left('@hapi/boom').filter(code => code >= 400)).toEqual([421, 426, 431, 505, 506, 507, 508, 509, 510, 511]);
    expect(codesOf('@hapi/boom').filter(code => code < 400)).toEqual([]);
    expect(libraries.map(library => codesOf(library).filter(code => !nodeCodes.includes(code)))).toEqual([
      [419, 420],
      [306],
      [],
      [],
      [],
      [],
    ]);
  });

  it('differ from the reason phrase only where the library does', () => {
    const irregular = (library: StatusLibrary): string[] =>
      [...getNames(library)].flatMap(([code, names]) => names.filter(name => findStatusByName(name) !== code));
    // METHOD_FAILURE and its like are unregistered; the others are words of the library's own.
    expect(irregular('http-status-codes')).toEqual(['INSUFFICIENT_SPACE_ON_RESOURCE', 'METHOD_FAILURE']);
    expect(irregular('http-status')).toEqual([]);
    expect(irregular('http-errors')).toEqual(['BandwidthLimitExceeded']);
    expect(irregular('@fastify/sensible')).toEqual(['bandwidthLimitExceeded']);
    expect(irregular('@hapi/boom').sort()).toEqual([
      'badData',
      'badImplementation',
      'clientTimeout',
      'entityTooLarge',
      'illegal',
      'internal',
      'proxyAuthRequired',
      'resourceGone',
      'serverUnavailable',
      'teapot',
    ]);
  });

  it.each(libraries)('of %s lead back to their status', library => {
    const names = [...getNames(library)].flatMap(([code, own]) => own.map(name => [name, code] as const));
    expect(new Set(names.map(([name]) => name)).size).toBe(names.length);
    for (const [name, code] of names) expect([name, findStatusByConstant(library, name)]).toEqual([name, code]);
    for (const code of codesOf(library))
      expect(findStatusByConstant(library, constantFor(library, code) ?? '')).toBe(code);
  });

  it.each<[StatusLibrary, string, number]>([
    ['http-status-codes', 'NOT_FOUND', 404],
    ['http-status-codes', 'MOVED_TEMPORARILY', 302],
    ['http-status-codes', 'REQUEST_TOO_LONG', 413],
    ['http-status-codes', 'REQUEST_URI_TOO_LONG', 414],
    ['http-status-codes', 'REQUESTED_RANGE_NOT_SATISFIABLE', 416],
    ['http-status-codes', 'INSUFFICIENT_SPACE_ON_RESOURCE', 419],
    ['http-status-codes', 'METHOD_FAILURE', 420],
    ['http-status-codes', 'UNPROCESSABLE_ENTITY', 422],
    ['http-status', 'FOUND', 302],
    ['http-status', 'SWITCH_PROXY', 306],
    ['http-status', 'REQUEST_ENTITY_TOO_LARGE', 413],
    ['http-status', 'TOO_EARLY', 425],
    ['node:http2', 'HTTP_STATUS_NOT_FOUND', 404],
    ['node:http2', 'HTTP_STATUS_TEAPOT', 418],
    ['http-errors', 'ImATeapot', 418],
    ['http-errors', 'URITooLong', 414],
    ['http-errors', 'HTTPVersionNotSupported', 505],
    ['http-errors', 'BandwidthLimitExceeded', 509],
    ['http-errors', '404', 404],
    ['@hapi/boom', 'badImplementation', 500],
    ['@hapi/boom', 'illegal', 451],
    ['@hapi/boom', 'proxyAuthRequired', 407],
    ['@hapi/boom', 'clientTimeout', 408],
    ['@hapi/boom', 'resourceGone', 410],
    ['@hapi/boom', 'entityTooLarge', 413],
    ['@hapi/boom', 'teapot', 418],
    ['@hapi/boom', 'badData', 422],
    ['@hapi/boom', 'internal', 500],
    ['@hapi/boom', 'serverUnavailable', 503],
    ['@fastify/sensible', 'imateapot', 418],
    ['@fastify/sensible', 'uriTooLong', 414],
    ['@fastify/sensible', 'httpVersionNotSupported', 505],
  ])('%s has %s for %i', (library, name, code) => {
    expect(findStatusByConstant(library, name)).toBe(code);
    expect(getNames(library).get(code)).toContain(/^\d+$/.test(name) ? 'NotFound' : name);
  });

  it.each<[StatusLibrary, string]>([
    ['http-status-codes', 'FOUND'],
    ['http-status-codes', 'TOO_EARLY'],
    ['http-status-codes', 'CONTENT_TOO_LARGE'],
    // The text 'NOT_FOUND', not a status.
    ['http-status-codes', '404'],
    ['http-status', '404'],
    ['http-status', '404_NAME'],
    ['http-status', 'MOVED_TEMPORARILY'],
    ['node:http2', 'NOT_FOUND'],
    ['http-errors', 'OK'],
    ['http-errors', 'HttpError'],
    ['@hapi/boom', 'unprocessableEntity'],
    ['@hapi/boom', 'misdirectedRequest'],
    ['@fastify/sensible', 'NotFound'],
    ['@fastify/sensible', 'toString'],
  ])('%s has no %s', (library, name) => {
    expect(findStatusByConstant(library, name)).toBeNull();
  });

  it('are suggested as the library spells them, or not at all', () => {
    expect(libraries.map(library => constantFor(library, 403))).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
      'HTTP_STATUS_FORBIDDEN',
      'Forbidden',
      'forbidden',
      'forbidden',
    ]);
    expect(constantFor('http-status-codes', 302)).toBe('MOVED_TEMPORARILY');
    expect(constantFor('@hapi/boom', 500)).toBe('internal');
    expect(constantFor('@hapi/boom', 422)).toBe('badData');
    expect(constantFor('http-status-codes', 425)).toBeNull();
    expect(constantFor('http-errors', 204)).toBeNull();
    expect(constantFor('http-status', 299)).toBeNull();
  });

  it('are looked for where they are statuses, not where they are texts', () => {
    expect(statusLibraries['http-status-codes'].objects).toEqual(['module', 'StatusCodes', 'default']);
    expect(statusLibraries['node:http2'].objects).toEqual(['constants']);
  });

  it('are found by the module they are imported from', () => {
    for (const library of libraries) expect(findStatusLibrary(library)).toBe(library);
    expect(findStatusLibrary('http2')).toBe('node:http2');
    expect(findStatusLibrary('node:http')).toBeNull();
    expect(findStatusLibrary('./http-status')).toBeNull();
  });
});

describe('names in a project’s own code', () => {
  const named = registry.filter(({ standing }) => standing !== 'unused');

  it.each(named.map(({ code, reason }) => [code, reason] as const))(
    'stand for %i in every spelling',
    (code, reason) => {
      const words = reason.split(/[\s-]+/);
      const constant = words.join('_').toUpperCase();
      const pascal = words.map(word => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('');
      const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
      const spellings = [
        constant,
        pascal,
        camel,
        words.join(''),
        `HTTP_${code}_${constant}`,
        `HTTP_STATUS_${constant}`,
        `STATUS_${constant}`,
        `${constant}_${code}`,
      ];
      expect(spellings.filter(name => findStatusByName(name) !== code)).toEqual([]);
    },
  );

  it('may be the former names of the status', () => {
    for (const { code, aliases } of registry) {
      for (const alias of aliases)
        expect([
          alias,
          findStatusByName(
            alias
              .replaceAll("'", '')
              .replaceAll(/[\s-]+/g, '_')
              .toUpperCase(),
          ),
        ]).toEqual([alias, code]);
    }
    expect(http2Statuses.filter(([name, code]) => findStatusByName(name) !== code).map(([name]) => name)).toEqual([
      // Not a phrase of the status, and not a registered status.
      'HTTP_STATUS_TEAPOT',
      'HTTP_STATUS_BANDWIDTH_LIMIT_EXCEEDED',
    ]);
  });

  it('may be only the number after a word that says what it is', () => {
    expect(findStatusByName('HTTP_404')).toBe(404);
    expect(findStatusByName('STATUS_CODE_204')).toBe(204);
    expect(findStatusByName('HTTP_299')).toBeNull();
    expect(findStatusByName('404')).toBeNull();
    expect(findStatusByName('E404')).toBeNull();
  });

  it.each([
    'HTTP_400_NOT_FOUND',
    'NOT_FOUND_400',
    'USER_NOT_FOUND',
    'SUCCESS',
    'HTTP',
    'STATUS_CODE',
    'UNUSED',
    '',
    'constructor',
    '__proto__',
  ])('%j stands for no status', name => {
    expect(findStatusByName(name)).toBeNull();
  });
});

describe('names of errors', () => {
  it.each(nodeErrorCodes.filter(code => code !== 509))('in every suffix for %i', code => {
    const constructor = constantFor('http-errors', code) ?? '';
    const base = constructor.replace(/Error$/, '');
    const names = [
      constructor,
      `${base}Error`,
      `${base}Exception`,
      `Http${base}Error`,
      `Api${base}Error`,
      `${base}HttpException`,
    ];
    expect(names.filter(name => findStatusByErrorName(name) !== code)).toEqual([]);
  });

  it.each([
    ['NotFoundError', 404],
    ['ForbiddenException', 403],
    ['BadRequest', 400],
    ['HTTPNotFoundError', 404],
    ['InternalServerError', 500],
    ['InternalServerErrorException', 500],
    ['UriTooLongError', 414],
    ['PayloadTooLargeException', 413],
    ['UnprocessableEntityError', 422],
    ['UnprocessableContentError', 422],
    ['UnauthenticatedError', 401],
    ['ImATeapotException', 418],
    ['HttpVersionNotSupportedException', 505],
  ])('%s is %i', (name, code) => {
    expect(findStatusByErrorName(name)).toBe(code);
  });

  it.each([
    'UserNotFoundError',
    'ValidationError',
    'AppError',
    'ApiError',
    'HttpError',
    'Error',
    'Exception',
    'TimeoutError',
    'OkError',
    'CreatedException',
    'FoundError',
    '',
  ])('%j names no status', name => {
    expect(findStatusByErrorName(name)).toBeNull();
  });
});
