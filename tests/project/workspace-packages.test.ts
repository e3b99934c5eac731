import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { resolveModule } from '../../src/project/resolve-module.ts';

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

/** What the specifiers stand for in a file of a project that has some files, as paths in it. */
function resolved(files: Readonly<Record<string, string>>, importer: string, specifiers: readonly string[]) {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-')));
  made.push(root);
  for (const [name, text] of Object.entries({ ...files, [importer]: '' })) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return specifiers.map(specifier => {
    const found = resolveModule(specifier, path.join(root, importer), root);
    return found && path.relative(root, found).replaceAll(path.sep, '/');
  });
}

const STOCK = '{ "name": "@shop/stock", "main": "./dist/index.js", "types": "./dist/index.d.ts" }';
const BUILT = '{ "compilerOptions": { "rootDir": "lib", "outDir": "dist" } }';

describe('a package of the workspace', () => {
  it.each([
    ['npm and Yarn', 'package.json', '{ "workspaces": ["packages/*"] }'],
    ['Yarn, in an object', 'package.json', '{ "workspaces": { "packages": ["./packages/*"] } }'],
    ['pnpm', 'pnpm-workspace.yaml', "packages:\n  # all\n  - 'packages/*'\noverrides:\n  - x\n"],
    ['Lerna', 'lerna.json', '{ "packages": ["packages/**"] }'],
  ])('stands for its source, by %s', (_, name, text) => {
    const files = {
      [name]: text,
      'packages/stock/package.json': STOCK,
      'packages/stock/tsconfig.json': BUILT,
      'packages/stock/lib/index.ts': '',
    };
    expect(resolved(files, 'packages/server/src/app.ts', ['@shop/stock', '@shop/none', 'stock'])).toEqual([
      'packages/stock/lib/index.ts',
      null,
      null,
    ]);
  });

  it('stands for the source also where what is built of it is there', () => {
    const files = {
      'package.json': '{ "workspaces": ["libs/stock"] }',
      'libs/stock/package.json': STOCK,
      'libs/stock/tsconfig.json': '{ "compilerOptions": { "outDir": "./dist" } }',
      'libs/stock/src/index.ts': '',
      'libs/stock/dist/index.js': '',
    };
    expect(resolved(files, 'app.js', ['@shop/stock'])).toEqual(['libs/stock/src/index.ts']);
  });

  it('gives what its exports name, and no declarations', () => {
    const files = {
      'package.json': '{ "workspaces": ["libs/stock", "!libs/old"] }',
      'libs/stock/package.json':
        '{ "name": "stock", "exports": { ".": { "types": "./index.d.ts", "default": "./main.js" }, "./errors": "./src/errors.js" } }',
      'libs/stock/main.js': '',
      'libs/stock/index.d.ts': '',
      'libs/stock/src/errors.ts': '',
      'libs/stock/src/inner.ts': '',
    };
    expect(resolved(files, 'app.js', ['stock', 'stock/errors', 'stock/inner'])).toEqual([
      'libs/stock/main.js',
      'libs/stock/src/errors.ts',
      null,
    ]);
  });

  it.each([
    ['broken', '{ "workspaces": ['],
    ['of other types', '{ "workspaces": 3 }'],
    ['without any', '{}'],
  ])('is none where the package.json is %s', (_, text) => {
    expect(resolved({ 'package.json': text, 'packages/stock/package.json': STOCK }, 'app.js', ['@shop/stock'])).toEqual(
      [null],
    );
  });
});
