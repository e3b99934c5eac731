import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt } from './build.ts';
import { findingsOf, makeProject, MISTAKEN, RIGHT, RULE, runWarm } from './run.ts';

beforeAll(ensureBuilt, 60_000);

/** What can stand where a file is expected, and end a run that reads it: by waiting, by never ending, or by its size. */
const SPECIAL: readonly (readonly [string, (filename: string) => void])[] = [
  ['a pipe', filename => void execFileSync('mkfifo', [filename])],
  ['a link to an endless device', filename => symlinkSync('/dev/zero', filename)],
  [
    'a folder',
    filename => {
      mkdirSync(filename);
    },
  ],
  [
    'a file of terabytes',
    filename => {
      writeFileSync(filename, '{}');
      truncateSync(filename, 2 ** 40);
    },
  ],
];

/** A handler whose status leads to another module by what a tsconfig or package.json says. */
const LEADS_ELSEWHERE = `const { GONE } = require('lib/statuses');
const app = require('express')();
app.delete('/users/:id', (req, res) => { res.status(GONE).json({ removed: true }); });
`;

/** Where it stands, and what leads there from the linted file. */
const PLACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'package.json': {},
  '.gitignore': {},
  'tsconfig.json': {},
  'jsconfig.json': {},
  'base.json': { 'tsconfig.json': '{ "extends": "./base.json" }' },
  'node_modules/base/package.json': { 'tsconfig.json': '{ "extends": "base" }' },
  'node_modules/base/tsconfig.json': { 'tsconfig.json': '{ "extends": "base" }' },
  'node_modules/express/package.json': {},
  'lib/statuses.js': { 'tsconfig.json': '{ "compilerOptions": { "paths": { "lib/*": ["./lib/*"] } } }' },
  'other.js': {},
};

describe.skipIf(process.platform === 'win32').for(SPECIAL)('%s', ([, make]) => {
  it('in the place of a file that is read on the way does not stop a run', () => {
    const files = Object.entries(PLACES).flatMap(([place, leading], n) => {
      const own = {
        'a.js': LEADS_ELSEWHERE + MISTAKEN,
        ...(place !== 'package.json' && { 'package.json': '{ "dependencies": { "express": "*" } }' }),
        ...leading,
      };
      return Object.entries(own).map(([name, text]) => [`p${n}/${name}`, text] as const);
    });
    const folder = makeProject({ ...Object.fromEntries(files), '.git/HEAD': '' });
    for (const [n, place] of Object.keys(PLACES).entries()) {
      const filename = path.join(folder, `p${n}`, place);
      mkdirSync(path.dirname(filename), { recursive: true });
      make(filename);
    }
    const { code, stdout } = runWarm(folder, 'check', '--format', 'json');
    const found = findingsOf(stdout, folder)
      .filter(({ line, rule }) => line === 6 && rule === RULE)
      .map(({ file }) => file);
    expect(found.sort()).toEqual(Object.keys(PLACES).map((_, n) => `p${n}/a.js`));
    expect(code).toBe(1);
  });

  it('that is named is refused with a word on what it is, and the others are read', () => {
    const folder = makeProject({ 'a.js': RIGHT });
    make(path.join(folder, 'special.js'));
    // A folder that is named is walked, whatever its name is.
    if (statSync(path.join(folder, 'special.js')).isDirectory()) return;
    const checked = runWarm(folder, 'check', 'special.js', 'a.js');
    expect(checked.code).toBe(2);
    expect(checked.stderr).toMatch(
      /^(?:special\.js cannot be read: it is no regular file, but a folder, a pipe, a socket or a device, or leads to one|special\.js has \d+\.\d MB: files over 2 MB are taken for bundles and not linted)\n$/,
    );
    expect(checked.stdout).toBe('No findings in 2 files; 1 could not be read or parsed.\n');
    expect(runWarm(folder, 'routes', 'special.js', 'a.js')).toMatchObject({
      code: 2,
      stderr: checked.stderr,
      stdout: expect.stringContaining('1 operation in 2 files') as string,
    });
    expect(runWarm(folder, 'explain', 'special.js:1')).toMatchObject({ code: 2, stdout: '' });
  });
});
