import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt, ROOT } from '../cli/build.ts';
import { MISTAKEN, RIGHT } from '../cli/run.ts';
import { commandsOf, commitAll, git, makeInstalled, removeQuickNpx, runShell } from './project.ts';

/** A warning: a POST that makes a record, and answers 200 OK. */
const WARNED = `const app = require('express')();
app.post('/users', async (req, res) => {
  const user = await User.create(req.body);
  res.json(user);
});
`;

/** Findings as ESLint and \`check\` print them with --format json, as \`file:line:column rule\`. */
function findings(folder: string, stdout: string): string[] {
  const results = JSON.parse(stdout) as {
    filePath: string;
    messages: { line: number; column: number; ruleId: string; message: string }[];
  }[];
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(
        ({ line, column, ruleId, message }) =>
          `${path.relative(folder, filePath)}:${line}:${column} ${ruleId} ${message}`,
      ),
    )
    .sort();
}

beforeAll(ensureBuilt, 120_000);

describe('a run in CI', { timeout: 120_000 }, () => {
  it.each([
    ['nothing', { 'a.js': RIGHT }, 0, 0],
    ['an error', { 'a.js': MISTAKEN }, 1, 1],
    // `check` has no severities to fail by: whatever it finds, it fails for.
    ['a warning', { 'a.js': WARNED }, 0, 1],
    ['a file that cannot be parsed', { 'a.js': 'let = ;\n' }, 1, 2],
  ])('ends with the exit code for %s', (_, files, eslint, check) => {
    const folder = makeInstalled(files);
    expect(runShell(folder, 'eslint .').code).toBe(eslint);
    expect(runShell(folder, 'eslint-plugin-status-code check').code).toBe(check);
  });

  it('ends with an error where it was told nonsense', () => {
    const folder = makeInstalled({ 'a.js': RIGHT });
    for (const command of [
      'eslint --none .',
      'eslint-plugin-status-code check --none',
      'eslint-plugin-status-code check none.js',
    ])
      expect(runShell(folder, command).code).toBe(2);
  });

  it('ends with an error for warnings where it is told so', () => {
    expect(runShell(makeInstalled({ 'a.js': WARNED }), 'npx eslint . --max-warnings 0').code).toBe(1);
  });

  it('ends in the same way with the npx of npm', () => {
    const folder = makeInstalled({ 'a.js': WARNED });
    removeQuickNpx(folder);
    expect(runShell(folder, 'npx eslint . --max-warnings 0').code).toBe(1);
    expect(runShell(folder, 'npx eslint-plugin-status-code check --none').code).toBe(2);
  });

  it('finds the same with a cache, in parallel, in shards, and without a config', { timeout: 300_000 }, () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd'].flatMap((name, i) => [
        [`src/${name}.js`, i % 2 === 0 ? MISTAKEN : WARNED],
        [`lib/${name}.js`, i % 2 === 0 ? WARNED : RIGHT],
      ]),
    );
    const folder = makeInstalled(files);
    const lint = (options: string): string[] =>
      findings(folder, runShell(folder, `eslint src lib -f json ${options}`).stdout);
    const plain = lint('');
    expect(plain).toHaveLength(6);
    for (const options of [
      '--cache --cache-strategy content',
      '--cache --cache-strategy content',
      '--concurrency auto',
      '--concurrency 2',
    ])
      expect(lint(options)).toEqual(plain);
    const shards = ['src', 'lib']
      .flatMap(shard => findings(folder, runShell(folder, `eslint ${shard} -f json`).stdout))
      .sort();
    expect(shards).toEqual(plain);
    expect(findings(folder, runShell(folder, 'eslint-plugin-status-code check src lib --format json').stdout)).toEqual(
      plain,
    );
  });

  it('lints a changed file anew in spite of the cache', () => {
    const folder = makeInstalled({ 'a.js': RIGHT, 'b.js': MISTAKEN });
    const [command = ''] = commandsOf('ci.md', 'cache');
    expect(runShell(folder, `${command} -f json`).code).toBe(1);
    writeFileSync(path.join(folder, 'a.js'), MISTAKEN);
    writeFileSync(path.join(folder, 'b.js'), RIGHT);
    expect(findings(folder, runShell(folder, `${command} -f json`).stdout).map(one => one.split(' ', 1)[0])).toEqual([
      'a.js:3:14',
    ]);
  });

  it('has a cache that knows the version of the plugin', () => {
    const folder = makeInstalled({ 'a.js': RIGHT });
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(runShell(folder, 'npx eslint --print-config a.js').stdout).toContain(
      `"status-code:eslint-plugin-status-code@${version}"`,
    );
  });
});

describe('the configs of docs/ci.md', { timeout: 120_000 }, () => {
  const page = readFileSync(path.join(ROOT, 'docs/ci.md'), 'utf8');
  const blockOf = (name: string): string =>
    new RegExp(`<!-- config: ${name} -->\\n\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

  it('are JSON where they are shown as JSON, and name tasks that are there', () => {
    const turbo = JSON.parse(blockOf('turbo')) as { tasks: Record<string, { inputs: string[]; outputs: string[] }> };
    expect(turbo.tasks['lint']?.inputs).toContain('$TURBO_DEFAULT$');
    const nx = JSON.parse(blockOf('nx')) as { targetDefaults: Record<string, { cache: boolean; inputs: string[] }> };
    expect(nx.targetDefaults['lint']).toMatchObject({
      cache: true,
      inputs: expect.arrayContaining(['default', '^default']) as string[],
    });
    expect(JSON.parse(blockOf('lint-staged'))).toEqual({
      '*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}': 'eslint --max-warnings 0 --no-warn-ignored',
    });
  });

  it('lint what is staged, by the command that lint-staged is given', () => {
    const folder = makeInstalled({ 'a.js': RIGHT, 'b.js': MISTAKEN });
    git(folder, 'init', '--quiet');
    commitAll(folder, 'Start');
    const [command = ''] = Object.values(JSON.parse(blockOf('lint-staged')) as Record<string, string>);
    expect(runShell(folder, `npx ${command} ${path.join(folder, 'a.js')}`).code).toBe(0);
    expect(runShell(folder, `npx ${command} ${path.join(folder, 'b.js')}`).code).toBe(1);
    // A hook without lint-staged.
    const [hook = ''] = commandsOf('ci.md', 'hook');
    expect(runShell(folder, hook).code).toBe(0);
    writeFileSync(path.join(folder, 'a.js'), MISTAKEN);
    git(folder, 'add', 'a.js');
    expect(runShell(folder, hook)).toMatchObject({ code: 1, stdout: expect.stringContaining('a.js') as string });
  });
});
