import path from 'node:path';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { makeProject } from './read-project.ts';

const touched = vi.hoisted(() => new Set<string>());

vi.mock('node:fs', async importOriginal => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const watched = <F extends object>(run: F): F =>
    new Proxy(run, {
      apply: (target, self, given: unknown[]): unknown => {
        touched.add(String(given[0]));
        return Reflect.apply(target as never, self, given);
      },
    });
  return {
    ...fs,
    readFileSync: watched(fs.readFileSync),
    openSync: watched(fs.openSync),
    readdirSync: watched(fs.readdirSync),
    statSync: watched(fs.statSync),
    realpathSync: watched(fs.realpathSync),
  };
});

const CODE =
  "const { MISSING } = require('./codes'); const { notBoom } = require('@hapi/boom'); exports.create = (req, res) => { throw notBoom(MISSING); };";

describe('what is touched on disk for one file', () => {
  beforeEach(() => touched.clear());

  const project = makeProject({
    'package.json': '{ "dependencies": { "express": "^5.0.0", "@hapi/boom": "10" } }',
    'src/codes.js': 'exports.MISSING = 404;',
    'src/routes.js': "const { create } = require('./users'); router.post('/users', create);",
    'src/users.js': CODE,
  });
  /** The files and folders of the project that were touched, package.json and what would lie beside it apart. */
  const read = (settings: Readonly<Record<string, unknown>>): string[] => {
    const model = project.read('src/users.js', CODE, { settings });
    model?.handlers.forEach(({ handler }) => handler.mounted());
    return [...touched]
      .map(file => path.relative(project.root, file))
      .filter(file => !file.startsWith('..') && !file.endsWith('package.json'))
      .sort();
  };

  it('is nothing but package.json where crossFile is false', () => {
    expect(read({ crossFile: false })).toEqual([]);
  });

  it('is the files of the package where it is true', () => {
    expect(read({ crossFile: true })).toEqual(expect.arrayContaining(['src/codes.js', 'src/routes.js']));
  });
});
