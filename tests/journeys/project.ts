import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from '../cli/build.ts';
import { makeProject, type Run } from '../cli/run.ts';

/** The plugin as an ESLint config has it. */
const CONFIG = `import statusCode from 'eslint-plugin-status-code';\nexport default [statusCode.configs.recommended];\n`;

/**
 * A project that has installed ESLint and this package, for one test; `npx` finds both. What it finds is started by a program of two lines
 * in its place, as that of npm takes as long to start as ESLint does; `removeQuickNpx` leaves a folder to the one of npm.
 */
export function makeInstalled(files: Readonly<Record<string, string>>): string {
  const folder = makeProject({
    'package.json': '{ "name": "shop", "type": "commonjs" }',
    'eslint.config.mjs': CONFIG,
    '.gitignore': 'node_modules\n*.json\n!package.json\n*.sarif\n.eslintcache\n',
    ...files,
  });
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '.bin'), { recursive: true });
  symlinkSync(ROOT, path.join(modules, 'eslint-plugin-status-code'), 'junction');
  symlinkSync(path.join(ROOT, 'node_modules/eslint'), path.join(modules, 'eslint'), 'junction');
  writeProgram(
    path.join(modules, '.bin/eslint'),
    `exec '${process.execPath}' '${path.join(ROOT, 'node_modules/eslint/bin/eslint.js')}' "$@"`,
  );
  writeProgram(
    path.join(modules, '.bin/eslint-plugin-status-code'),
    `exec '${process.execPath}' '${path.join(ROOT, 'dist/cli/bin.js')}' "$@"`,
  );
  writeProgram(quickNpxOf(folder), 'program="$1"; shift\nexec "$(dirname "$0")/$program" "$@"');
  return folder;
}

/** Lets `npx` be the one of npm. */
export function removeQuickNpx(folder: string): void {
  rmSync(quickNpxOf(folder));
}

function quickNpxOf(folder: string): string {
  return path.join(folder, 'node_modules/.bin/npx');
}

/** Writes a program for the shell. */
export function writeProgram(filename: string, script: string): void {
  mkdirSync(path.dirname(filename), { recursive: true });
  writeFileSync(filename, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Runs git, with a name for its commits, and gets what it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync(
    'git',
    [
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.com',
      '-c',
      'commit.gpgsign=false',
      '-c',
      'init.defaultBranch=main',
      '-c',
      'core.autocrlf=false',
      ...args,
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    },
  );
}

/** Commits everything. */
export function commitAll(folder: string, message: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', message);
}

/** Runs a command of a job as CI does, with programs of `bin` found first. */
export function runShell(folder: string, command: string, env: Readonly<Record<string, string>> = {}): Run {
  const bins = [path.join(folder, '../bin'), path.join(folder, 'bin'), path.join(folder, 'node_modules/.bin')].join(
    path.delimiter,
  );
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', command], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, PATH: `${bins}${path.delimiter}${process.env['PATH'] ?? ''}`, NODE_OPTIONS: '', ...env },
  });
  return { code: status, stdout, stderr };
}

/** The commands of a job in a page of docs/: what stands behind `run:`, or in the list `script:`, below the mark of that name. */
export function commandsOf(page: string, name: string): string[] {
  const text = readFileSync(path.join(ROOT, 'docs', page), 'utf8');
  const [, language, block] =
    new RegExp(`<!-- commands: ${name} -->\\n\`\`\`(\\w+)\\n(.*?)\\n\`\`\``, 's').exec(text) ?? [];
  if (block === undefined) throw new Error(`${page} has no commands named ${name}.`);
  if (language === 'sh') return block.split('\n').filter(line => line !== '' && !line.startsWith('#'));
  const runs = Array.from(block.matchAll(/^ *-? ?run: (?<command>.+)$/gm), ({ groups }) => groups?.['command'] ?? '');
  const [, script = ''] = /^ *script:\n(.*?)^ {0,2}\w/ms.exec(block) ?? [];
  return [...runs, ...Array.from(script.matchAll(/^ *- (?<command>.+)$/gm), ({ groups }) => groups?.['command'] ?? '')];
}
