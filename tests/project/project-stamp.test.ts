import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { projectStamp } from '../../src/project/project-stamp.ts';

function makeFolder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'status-code-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

const FILES = { 'package.json': '{}', 'src/a.js': 'exports.a = 1;', 'src/b/c.ts': 'export const c = 2;' };

describe('the stamp of a project', () => {
  it('is the same for the same texts, wherever they stand', () => {
    expect(projectStamp(makeFolder(FILES))).toBe(projectStamp(makeFolder(FILES)));
    expect(projectStamp(makeFolder(FILES))).toMatch(/^[\da-f]{32}$/);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['the text of a source', { 'src/a.js': 'exports.a = 2;' }],
    ['a new source', { 'src/d.js': '' }],
    ['package.json', { 'package.json': '{ "dependencies": { "express": "5" } }' }],
    ['a tsconfig', { 'tsconfig.json': '{}' }],
    ['a source of a package within', { 'packages/x/package.json': '{}', 'packages/x/index.js': '1' }],
    ['what moves from one file to another', { 'src/a.js': 'exports.a = 1', 'src/b/c.ts': ';export const c = 2;' }],
  ])('is another one after a change of %s', (_, changed) => {
    expect(projectStamp(makeFolder({ ...FILES, ...changed }))).not.toBe(projectStamp(makeFolder(FILES)));
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['installed packages', { 'node_modules/x/index.js': '1' }],
    ['what is built', { 'dist/a.js': '1' }],
    ['tests', { 'tests/a.js': '1', 'src/a.test.js': '1' }],
    ['texts that are no source', { 'README.md': '1' }],
  ])('is the same after a change of %s', (_, changed) => {
    expect(projectStamp(makeFolder({ ...FILES, ...changed }))).toBe(projectStamp(makeFolder(FILES)));
  });

  it('follows no link', () => {
    const root = makeFolder(FILES);
    const stamp = projectStamp(root);
    symlinkSync(tmpdir(), path.join(root, 'src/elsewhere'));
    expect(projectStamp(root)).toBe(stamp);
  });

  it.each([
    ['a file', path.join(import.meta.dirname, 'project-stamp.test.ts')],
    ['nothing', '/no/such/folder'],
    ['no text', 3],
  ])('says what to write where it gets %s', (_, given) => {
    expect(() => projectStamp(given as string)).toThrow(
      /takes the folder of the project, such as import\.meta\.dirname/,
    );
  });
});
