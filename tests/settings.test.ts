import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../src/index.ts';
import { DEFAULT_SETTINGS, findPlace, readSettings } from '../src/settings.ts';

function read(settings: unknown): ReturnType<typeof readSettings> {
  return readSettings({ 'status-code': settings });
}

describe('readSettings', () => {
  it('has its defaults where nothing is set', () => {
    expect(readSettings(undefined)).toEqual({ settings: DEFAULT_SETTINGS, problem: null });
    expect(readSettings({ react: {} })).toEqual({ settings: DEFAULT_SETTINGS, problem: null });
  });

  it('reads every setting', () => {
    const { settings, problem } = read({
      express: 5,
      fastify: '4.27',
      crossFile: false,
      types: 'off',
      stamp: 'abc',
      wrappers: ['wrap'],
      responders: { send: { argument: 1, default: 200 } },
      errors: { Oops: { status: 404 } },
      calls: [{ package: '@company/store', path: 'default', gives: 'record', of: '0' }],
    });
    expect(problem).toBeNull();
    expect(settings).toEqual({
      express: { major: 5, minor: null },
      fastify: { major: 4, minor: 27 },
      crossFile: false,
      types: 'off',
      stamp: 'abc',
      wrappers: new Set(['wrap']),
      responders: new Map([['send', { status: null, argument: 1, property: null, default: 200 }]]),
      errors: new Map([['Oops', { status: 404, argument: null, property: null, default: null }]]),
      calls: [
        {
          package: '@company/store',
          file: null,
          model: {
            package: ['@company/store'],
            setup: '',
            calls: [{ path: '', example: '', gives: 'record', of: ['0'] }],
            errors: {},
            otherwise: 'unknown',
            source: [],
          },
        },
      ],
    });
  });

  it.each([
    [3, "`settings['status-code']`"],
    [{ expres: 5 }, '.expres`'],
    [{ express: 'latest' }, '.express`'],
    [{ fastify: -1 }, '.fastify`'],
    [{ crossFile: 'no' }, '.crossFile`'],
    [{ types: true }, '.types`'],
    [{ stamp: 3 }, '.stamp`'],
    [{ stamp: '' }, '.stamp`'],
    [{ wrappers: 'wrap' }, '.wrappers`'],
    [{ responders: ['send'] }, '.responders`'],
    [{ responders: { send: 1 } }, '.responders.send`'],
    [{ responders: { send: { argument: -1 } } }, '.responders.send`'],
    [{ responders: { send: { status: 42 } } }, '.responders.send`'],
    [{ errors: { Oops: {} } }, '.errors.Oops`'],
    [{ errors: { Oops: { argument: 1, arg: 2 } } }, '.errors.Oops`'],
  ])('names the key and the right form of %j, and goes on without it', (settings, key) => {
    const { settings: rest, problem } = read(settings);
    expect(problem).toContain(key);
    expect(problem).toMatch(/It should be .+\.$/);
    expect(rest).toEqual(DEFAULT_SETTINGS);
  });
});

describe('rows of calls', () => {
  const row = { package: 'p', path: 'a', gives: 'record' };

  it.each([
    [{}, '.calls`', 'an array of rows, such as [{ package:'],
    ['p', '.calls`', 'an array of rows'],
    [['p'], '.calls[0]`', 'a row, such as { package:'],
    [[null], '.calls[0]`', 'a row, such as'],
    [
      [{ ...row, give: 'record' }],
      '.calls[0].give`',
      'one of package, file, path, gives, of, does, fails (did you mean gives?)',
    ],
    [
      [{ path: 'a', gives: 'record' }],
      '.calls[0]`',
      "about a package or about files: with package, as '@company/store'",
    ],
    [[{ ...row, file: 'a.js' }], '.calls[0]`', 'about a package or about files'],
    [[{ ...row, package: './store' }], '.calls[0].package`', 'the name of a package, such as'],
    [[{ ...row, package: 3 }], '.calls[0].package`', 'the name of a package'],
    [[{ ...row, package: '@/store' }], '.calls[0].package`', 'the name of a package'],
    [
      [{ file: '../a.js', path: 'a', gives: 'record' }],
      '.calls[0].file`',
      "the path of a file of the project or its end, such as 'src/store.js'",
    ],
    [[{ file: '!a.js', path: 'a', gives: 'record' }], '.calls[0].file`', 'the path of a file'],
    [[{ file: '', path: 'a', gives: 'record' }], '.calls[0].file`', 'the path of a file'],
    [[{ ...row, path: 'a(b' }], '.calls[0].path`', "the way from the module to the call, such as 'obtain'"],
    [[{ ...row, path: ['a'] }], '.calls[0].path`', 'the way from the module'],
    [
      [{ package: 'p', path: 'a' }],
      '.calls[0]`',
      "with what the call gives, does or fails by, such as gives: 'record'",
    ],
    [[{ ...row, gives: 'recrod' }], '.calls[0].gives`', '(did you mean record?)'],
    [[{ ...row, gives: 'handle' }], '.calls[0].gives`', 'one of record, records, count'],
    [[{ ...row, gives: {} }], '.calls[0].gives`', "or such a word for each member, as { user: 'record' }"],
    [[{ ...row, gives: { user: 'calller' } }], '.calls[0].gives.user`', '(did you mean caller?)'],
    [
      [{ ...row, of: 0 }],
      '.calls[0].of`',
      "the place of an argument, counted from '0', or of a member of it, such as '0.where.id'",
    ],
    [[{ ...row, of: ['id'] }], '.calls[0].of`', 'the place of an argument'],
    [
      [{ ...row, does: ['create'] }],
      '.calls[0].does`',
      'an array of creates, changes, deletes, upserts (did you mean creates?)',
    ],
    [[{ ...row, does: 3 }], '.calls[0].does`', 'an array of creates'],
    [
      [{ ...row, fails: ['throws'] }],
      '.calls[0].fails[0]`',
      "a failure, such as { by: 'throws', as: 'record-missing' }",
    ],
    [
      [{ ...row, fails: [{ by: 'throw', as: 'duplicate' }] }],
      '.calls[0].fails[0].by`',
      'one of throws, rejects, value (did you mean throws?)',
    ],
    [[{ ...row, fails: [{ by: 'throws', as: 'dupplicate' }] }], '.calls[0].fails[0].as`', '(did you mean duplicate?)'],
    [[{ ...row, fails: [{ by: 'throws', as: 'created' }] }], '.calls[0].fails[0].as`', 'one of credential-missing,'],
    [
      [{ ...row, fails: [{ by: 'value', as: 'duplicate' }] }],
      '.calls[0].fails[0].when`',
      'the value that says so, one of null, false, true',
    ],
    [
      [{ ...row, fails: [{ by: 'throws', when: 'null', as: 'duplicate' }] }],
      '.calls[0].fails[0]`',
      'without when, for nothing is given',
    ],
    [
      [{ ...row, fails: [{ by: 'throws', ass: 'duplicate' }] }],
      '.calls[0].fails[0].ass`',
      'one of by, when, as (did you mean as?)',
    ],
    [
      [{ package: 'p', error: 3, as: 'duplicate' }],
      '.calls[0].error`',
      "the class, name or code of an error, such as 'Absent'",
    ],
    [[{ package: 'p', error: 'E', as: 'missing' }], '.calls[0].as`', 'one of credential-missing'],
    [
      [{ package: 'p', error: 'E', as: 'duplicate', in: 'cod' }],
      '.calls[0].in`',
      'one of code, errno, type, kind (did you mean code?)',
    ],
    [
      [{ package: 'p', error: 'E', as: 'duplicate', path: 'a' }],
      '.calls[0].path`',
      'one of package, file, error, as, in',
    ],
  ])('%j is none: %s', (calls, key, form) => {
    const { settings, problem } = read({ calls });
    expect(problem).toContain(`settings['status-code']${key}`);
    expect(problem).toContain(form);
    expect(problem).toMatch(/ is not understood\. It should be .+\.$/);
    expect(settings.calls.flatMap(({ model }) => model.calls)).toHaveLength(0);
  });

  it('keeps the rows that are right beside one that is not', () => {
    const { settings, problem } = read({ calls: [{ ...row, gives: 'x' }, row, { ...row, path: 'b' }] });
    expect(problem).toContain('.calls[0].gives');
    expect(settings.calls.map(({ model }) => model.calls.map(({ path }) => path))).toEqual([['a', 'b']]);
  });

  it('says which key was meant', () => {
    expect(read({ call: [] }).problem).toContain('(did you mean calls?)');
  });
});

describe('findPlace', () => {
  it('tries the longest name first', () => {
    const { settings } = read({ responders: { missing: { status: 404 }, 'Api.missing': { status: 410 } } });
    expect(findPlace(settings.responders, ['this', 'Api', 'missing'])?.status).toBe(410);
    expect(findPlace(settings.responders, ['other', 'missing'])?.status).toBe(404);
    expect(findPlace(settings.responders, ['other'])).toBeNull();
  });
});

describe('a wrong setting', () => {
  it('is one report a file, whatever rules are on', () => {
    const code =
      "import express from 'express';\nconst app = express();\napp.get('/', (req, res) => res.status(200).json({}));";
    const messages = new Linter().verify(
      code,
      [
        {
          files: ['**/*.js'],
          plugins: { 'status-code': plugin },
          settings: { 'status-code': { crossFile: 'no' } },
          rules: {
            'status-code/no-body-with-bodyless-status': 'error',
            'status-code/prefer-404-for-missing-resource': 'error',
          },
        },
      ],
      { filename: 'app.js' },
    );
    expect(messages.map(({ message }) => message)).toEqual([
      "The setting `settings['status-code'].crossFile` is not understood. It should be true or false.",
    ]);
  });
});
