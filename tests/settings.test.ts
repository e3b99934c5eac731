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
