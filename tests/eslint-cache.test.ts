import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ESLint, type Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';

import plugin, { projectStamp } from '../src/index.ts';

const HANDLER =
  "const { DONE } = require('./codes.js');\nexports.show = (req, res) => { res.status(DONE).json({ id: req.params.id }); };\n";

interface LintOptions {
  readonly strategy?: 'metadata' | 'content';
  readonly cacheFile?: string;
  readonly crossFile?: boolean;
  readonly stamp?: string;
}

/** A project of two files, linted as `eslint --cache` lints it. */
function makeProject(): {
  root: string;
  write: (name: string, text: string) => void;
  lint: (options?: LintOptions) => Promise<string[]>;
} {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-')));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  let written = 0;
  const write = (name: string, text: string): void => {
    writeFileSync(path.join(root, name), text);
    const later = new Date(Date.now() + 5000 * written++);
    utimesSync(path.join(root, name), later, later);
  };
  write('package.json', '{ "dependencies": { "express": "^5.0.0" } }');
  write('codes.js', 'exports.DONE = 204;\n');
  write('users.js', HANDLER);
  return {
    root,
    write,
    lint: async ({ strategy = 'content', cacheFile = '.eslintcache', crossFile = true, stamp } = {}) => {
      const eslint = new ESLint({
        cwd: root,
        overrideConfigFile: true,
        cache: true,
        cacheStrategy: strategy,
        cacheLocation: path.join(root, cacheFile),
        overrideConfig: [
          {
            files: ['**/*.js'],
            languageOptions: { sourceType: 'commonjs' },
            plugins: { 'status-code': plugin },
            rules: { 'status-code/no-body-with-bodyless-status': 'error' },
            settings: { 'status-code': { crossFile, ...(stamp !== undefined && { stamp }) } },
          } satisfies Linter.Config,
        ],
      });
      const results = await eslint.lintFiles(['*.js']);
      return results.flatMap(({ filePath, messages }) =>
        messages.map(({ line, ruleId }) => `${path.basename(filePath)}:${line} ${ruleId ?? 'fatal'}`),
      );
    },
  };
}

const FOUND = ['users.js:2 status-code/no-body-with-bodyless-status'];

describe('eslint --cache, with findings that depend on another file', () => {
  it.each(['metadata', 'content'] as const)('keeps a finding whose other file has changed, by %s', async strategy => {
    const { write, lint } = makeProject();
    expect(await lint({ strategy })).toEqual(FOUND);
    write('codes.js', 'exports.DONE = 200;\n');
    expect(await lint({ strategy })).toEqual(FOUND);
    write('users.js', `${HANDLER}// An edit of the file itself has it linted again.\n`);
    expect(await lint({ strategy })).toEqual([]);
  });

  it('misses a finding that the change of another file brings', async () => {
    const { write, lint } = makeProject();
    write('codes.js', 'exports.DONE = 200;\n');
    expect(await lint()).toEqual([]);
    write('codes.js', 'exports.DONE = 204;\n');
    expect(await lint()).toEqual([]);
  });

  it('is right again where the cache is deleted', async () => {
    const { root, write, lint } = makeProject();
    expect(await lint()).toEqual(FOUND);
    write('codes.js', 'exports.DONE = 200;\n');
    rmSync(path.join(root, '.eslintcache'));
    expect(await lint()).toEqual([]);
  });

  it('is right where the cache goes by all the files that are read', async () => {
    const { root, write, lint } = makeProject();
    const keyed = (): string =>
      `.eslintcache-${createHash('sha256')
        .update(readFileSync(path.join(root, 'codes.js')))
        .update(readFileSync(path.join(root, 'users.js')))
        .digest('hex')
        .slice(0, 12)}`;
    expect(await lint({ cacheFile: keyed() })).toEqual(FOUND);
    write('codes.js', 'exports.DONE = 200;\n');
    expect(await lint({ cacheFile: keyed() })).toEqual([]);
  });

  it('is right, and keeps what nothing has changed, where the settings have a stamp of the project', async () => {
    const { root, write, lint } = makeProject();
    const first = projectStamp(root);
    expect(await lint({ stamp: first })).toEqual(FOUND);
    expect(projectStamp(root)).toBe(first);
    write('codes.js', 'exports.DONE = 200;\n');
    expect(projectStamp(root)).not.toBe(first);
    expect(await lint({ stamp: projectStamp(root) })).toEqual([]);
    // The same texts are the same stamp, whatever their dates.
    write('codes.js', 'exports.DONE = 204;\n');
    expect(projectStamp(root)).toBe(first);
    expect(plugin.projectStamp(root)).toBe(first);
  });

  it('has nothing that may be stale where no other file is read', async () => {
    const { write, lint } = makeProject();
    expect(await lint({ crossFile: false })).toEqual([]);
    write('codes.js', 'exports.DONE = 200;\n');
    expect(await lint({ crossFile: false })).toEqual([]);
  });

  it('lints all files again where the setting changes, as the config is a part of the key', async () => {
    const { lint } = makeProject();
    expect(await lint({ crossFile: false })).toEqual([]);
    expect(await lint({ crossFile: true })).toEqual(FOUND);
  });
});
