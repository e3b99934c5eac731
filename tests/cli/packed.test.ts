import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt, ROOT } from './build.ts';
import { findingsOf, makeProject, MISTAKEN, RULE } from './run.ts';

beforeAll(ensureBuilt, 60_000);

/** What is read of the packed package.json. */
interface Manifest {
  dependencies: Record<string, string>;
  bin: Record<string, string>;
}

// Slow: it packs the package as it would be published, and runs it where nothing else is.
describe('the packed package', () => {
  it('runs in a folder of its own, with its dependencies and ESLint and nothing else', { timeout: 60_000 }, () => {
    const folder = makeProject({
      'app/package.json': '{}',
      'app/a.ts': `import express from 'express';\nexpress().delete('/a', (req: express.Request, res: express.Response) => { res.status(204).json({ a: 1 as const }); });\n`,
      'app/b.tsx': `export const page = (req: Request, res: Response) => { res.status(204).send(render(<p />)); };\n`,
      'app/c.cjs': MISTAKEN,
      'app/d.js': `var app = require('express')();\napp.get('/', function (req, res) { with (req) { x = 010; }\n  res.status(204).json({ a: 1 }); });\n`,
    });
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const installed = path.join(folder, 'app/node_modules/eslint-plugin-status-code');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', [
      '-xzf',
      path.join(folder, `eslint-plugin-status-code-${version()}.tgz`),
      '-C',
      installed,
      '--strip-components=1',
    ]);
    installDependencies(installed, path.join(folder, 'app/node_modules'));
    const { bin } = JSON.parse(
      execFileSync(process.execPath, ['-p', 'JSON.stringify(require("./package.json"))'], {
        cwd: installed,
        encoding: 'utf8',
      }),
    ) as Manifest;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(installed, bin['eslint-plugin-status-code']!), 'check', '.'],
      { cwd: path.join(folder, 'app'), encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(status).toBe(1);
    for (const file of ['a.ts', 'c.cjs', 'd.js']) expect(stdout).toContain(`${file}\n`);
    expect(stdout).toMatch(/^\d findings in [34] of 4 files/m);
    lintsByConfig(
      path.join(folder, 'app'),
      'eslint.config.cjs',
      "const statusCode = require('eslint-plugin-status-code');\nmodule.exports = [statusCode.configs.recommended];\n",
    );
    lintsByConfig(
      path.join(folder, 'app'),
      'eslint.config.mjs',
      "import statusCode, { default as same } from 'eslint-plugin-status-code';\nexport default statusCode === same ? [statusCode.configs.recommended] : [];\n",
    );
  });

  it('says what to do where ESLint is missing', { timeout: 60_000 }, () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    const installed = path.join(folder, 'node_modules/eslint-plugin-status-code');
    mkdirSync(installed, { recursive: true });
    cpSync(path.join(ROOT, 'dist'), path.join(installed, 'dist'), { recursive: true });
    writeFileSync(path.join(installed, 'package.json'), '{ "type": "module" }');
    const { status, stderr } = spawnSync(process.execPath, [path.join(installed, 'dist/cli/bin.js'), 'check'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'eslint-plugin-status-code: ESLint was not found beside this package: run "npm install --save-dev eslint" (or use npx, which installs it).\n',
    });
  });
});

/** Holds that ESLint takes the package by a config, and finds what it should. */
function lintsByConfig(folder: string, name: string, config: string): void {
  writeFileSync(path.join(folder, name), config);
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules/eslint/bin/eslint.js'), 'c.cjs', '--format', 'json'],
    { cwd: folder, encoding: 'utf8' },
  );
  rmSync(path.join(folder, name));
  expect({ name, stderr }).toEqual({ name, stderr: '' });
  expect(findingsOf(stdout, folder)).toEqual([{ file: 'c.cjs', line: 3, rule: RULE }]);
}

function version(): string {
  return execFileSync(process.execPath, ['-p', 'require("./package.json").version'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();
}

/** Links the declared dependencies and ESLint into a folder, from those installed here; nothing that is not declared. */
function installDependencies(installed: string, target: string): void {
  const { dependencies } = JSON.parse(
    execFileSync(process.execPath, ['-p', 'JSON.stringify(require("./package.json"))'], {
      cwd: installed,
      encoding: 'utf8',
    }),
  ) as Manifest;
  for (const name of [...Object.keys(dependencies), 'eslint']) {
    mkdirSync(path.dirname(path.join(target, name)), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(target, name), 'dir');
  }
}
