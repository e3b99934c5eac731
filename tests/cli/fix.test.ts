import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt } from './build.ts';
import { makeProject, MISTAKEN, runWarm, type Run } from './run.ts';

beforeAll(ensureBuilt, 60_000);

const FIXABLE = `const app = require('express')();
app.get('/users/:id', (req, res) => {
  res.json({ name: 'café' });
  res.end();
});
`;
const FIXED = FIXABLE.replace('\n  res.end();', '');

/** A file's text without lines that are empty: what an edit leaves of a line is not the matter here. */
function textOf(filename: string): string {
  return readFileSync(filename, 'utf8').replaceAll(/\r?\n[ \t]*(?=\r?\n)/g, '');
}

function fix(folder: string, ...paths: readonly string[]): Run {
  return runWarm(folder, 'check', '--preset', 'strict', '--fix', ...paths);
}

describe.skipIf(process.platform === 'win32')('check --fix', () => {
  it('puts a new file in the place of the old one, with its mode, and leaves nothing else behind', () => {
    const folder = makeProject({ 'a.js': FIXABLE });
    const file = path.join(folder, 'a.js');
    chmodSync(file, 0o751);
    const before = statSync(file).ino;
    expect(fix(folder)).toMatchObject({ code: 0, stderr: '' });
    expect(textOf(file)).toBe(FIXED);
    expect(statSync(file).mode & 0o7777).toBe(0o751);
    expect(statSync(file).ino).not.toBe(before);
    expect(readdirSync(folder)).toEqual(['a.js']);
  });

  it('does not touch what has nothing to fix', () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    const before = statSync(path.join(folder, 'a.js'));
    expect(fix(folder).code).toBe(1);
    expect(statSync(path.join(folder, 'a.js'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('refuses a symbolic link that is named, and says what to name instead', () => {
    const folder = makeProject({ 'work/src/b.js': MISTAKEN, 'elsewhere/a.js': FIXABLE });
    symlinkSync('../../elsewhere/a.js', path.join(folder, 'work/src/link.js'));
    const { code, stdout, stderr } = fix(path.join(folder, 'work'), 'src/link.js');
    expect(stderr).toBe(
      `src/link.js is a symbolic link, so --fix leaves it alone: name the file it leads to, ${path.join(folder, 'elsewhere/a.js')}\n`,
    );
    expect(stdout).toContain('status-code/no-second-response');
    expect(code).toBe(1);
    expect(readFileSync(path.join(folder, 'elsewhere/a.js'), 'utf8')).toBe(FIXABLE);
  });

  it('refuses what a link to a folder brings from outside, and takes one that stays inside', () => {
    const folder = makeProject({ 'work/real/a.js': FIXABLE, 'elsewhere/a.js': FIXABLE });
    const work = path.join(folder, 'work');
    symlinkSync('../elsewhere', path.join(work, 'out'));
    symlinkSync('real', path.join(work, 'in'));
    expect(fix(work, 'out').stderr).toBe(
      `out/a.js lies outside of this folder, as a folder above it is a symbolic link, so --fix leaves it alone: name ${path.join(folder, 'elsewhere/a.js')}\n`,
    );
    expect(readFileSync(path.join(folder, 'elsewhere/a.js'), 'utf8')).toBe(FIXABLE);
    expect(fix(work, 'in')).toMatchObject({ code: 0, stderr: '' });
    expect(textOf(path.join(work, 'real/a.js'))).toBe(FIXED);
    expect(fix(work, '../elsewhere')).toMatchObject({ code: 0, stderr: '' });
  });

  it('refuses a file with other names', () => {
    const folder = makeProject({ 'a.js': FIXABLE });
    linkSync(path.join(folder, 'a.js'), path.join(folder, 'kept'));
    expect(fix(folder).stderr).toBe(
      'a.js has 2 names (hard links), so --fix leaves it alone: replace it by a copy of itself, or edit it by hand\n',
    );
    expect(readFileSync(path.join(folder, 'kept'), 'utf8')).toBe(FIXABLE);
  });

  it('leaves a write-protected file and a write-protected folder as they are', ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may write everything');
    const folder = makeProject({ 'a.js': FIXABLE, 'locked/b.js': FIXABLE });
    chmodSync(path.join(folder, 'a.js'), 0o444);
    chmodSync(path.join(folder, 'locked'), 0o555);
    const { stderr } = fix(folder);
    chmodSync(path.join(folder, 'locked'), 0o755);
    expect(stderr).toMatch(/^a\.js cannot be written: .*\nlocked\/b\.js cannot be written: .*\n$/);
    expect(readdirSync(path.join(folder, 'locked'))).toEqual(['b.js']);
  });

  it('keeps a byte order mark and the line ends', () => {
    const folder = makeProject({ 'a.js': `\uFEFF${FIXABLE.replaceAll('\n', '\r\n')}` });
    expect(fix(folder).code).toBe(0);
    expect(textOf(path.join(folder, 'a.js'))).toBe(`\uFEFF${FIXED.replaceAll('\n', '\r\n')}`);
  });

  it.for([
    ['Latin-1', Buffer.from(FIXABLE, 'latin1'), 'it is not UTF-8, save it as such'],
    ['UTF-16', Buffer.from(`\uFEFF${FIXABLE}`, 'utf16le'), 'it is UTF-16, save it as UTF-8'],
    ['UTF-16, big end first', Buffer.from(`\uFEFF${FIXABLE}`, 'utf16le').swap16(), 'it is UTF-16, save it as UTF-8'],
  ] as const)('names a file in %s, leaves it alone, and goes on', ([, bytes, message]) => {
    const folder = makeProject({ 'b.js': FIXABLE });
    mkdirSync(path.join(folder, 'src'));
    writeFileSync(path.join(folder, 'src/a.js'), bytes);
    expect(fix(folder)).toMatchObject({
      code: 2,
      stderr: `src/a.js cannot be read: ${message}\n`,
      stdout: 'No findings in 2 files; 1 file fixed; 1 could not be read or parsed.\n',
    });
    expect(readFileSync(path.join(folder, 'src/a.js'))).toEqual(bytes);
    expect(textOf(path.join(folder, 'b.js'))).toBe(FIXED);
  });
});
