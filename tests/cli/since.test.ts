import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { parseDiff } from '../../src/cli/files/parse-diff.ts';
import { commitAll, git, runShell } from '../journeys/project.ts';
import { BIN, ensureBuilt } from './build.ts';
import { findingsOf, makeProject, MISTAKEN, RIGHT, runWarm } from './run.ts';

const FILES = {
  'package.json': '{ "type": "commonjs" }',
  'src/old.js': MISTAKEN,
  'src/right.js': RIGHT,
  '.gitignore': 'ignored.js\n',
};

/** A repository with a mistake on main, and a branch from there. */
function makeRepository(files: Readonly<Record<string, string>> = FILES): string {
  const folder = makeProject(files);
  git(folder, 'init', '--quiet');
  commitAll(folder, 'Start');
  git(folder, 'checkout', '--quiet', '-b', 'feature');
  return folder;
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** What `check --since main` finds, as `file:line`. */
function since(folder: string, ...args: string[]): string[] {
  const { stdout, stderr, code } = runWarm(folder, 'check', '--since', 'main', '--format', 'json', ...args);
  expect(stderr).toBe('');
  const found = findingsOf(stdout, folder).map(({ file, line }) => `${file}:${line}`);
  expect(code).toBe(found.length > 0 ? 1 : 0);
  return found;
}

beforeAll(ensureBuilt, 120_000);

describe('check --since', { timeout: 120_000 }, () => {
  it('reports changed lines, whether committed, staged or neither, and untracked files', () => {
    const folder = makeRepository();
    expect(since(folder)).toEqual([]);
    write(folder, 'src/right.js', MISTAKEN);
    expect(since(folder)).toEqual(['src/right.js:3']);
    git(folder, 'add', 'src/right.js');
    expect(since(folder)).toEqual(['src/right.js:3']);
    commitAll(folder, 'Change');
    expect(since(folder)).toEqual(['src/right.js:3']);
    write(folder, 'src/neu é.js', MISTAKEN);
    write(folder, 'src/ignored.js', MISTAKEN);
    expect(since(folder)).toEqual(['src/neu é.js:3', 'src/right.js:3']);
    commitAll(folder, 'Add');
    expect(since(folder)).toEqual(['src/neu é.js:3', 'src/right.js:3']);
  });

  it('leaves the old mistakes of a changed file alone', () => {
    const folder = makeRepository();
    write(folder, 'src/old.js', `// New.\n${MISTAKEN}${MISTAKEN.split('\n').slice(1).join('\n')}`);
    expect(since(folder)).toEqual(['src/old.js:7']);
  });

  it('reports a finding whose evidence has changed', () => {
    const handler = (role: string): string =>
      `app.get('/a', (req, res) => {\n  if (${role}) {\n    return res.status(401).json({ error: 'No' });\n  }\n  res.json({});\n});\n`;
    const folder = makeRepository({ ...FILES, 'src/a.js': handler('!req.user') });
    write(folder, 'src/a.js', handler(`req.user.role !== 'admin'`));
    expect(since(folder)).toEqual(['src/a.js:3']);
  });

  it('follows renames', () => {
    const folder = makeRepository({ ...FILES, 'src/long.js': `${'// A line.\n'.repeat(30)}${MISTAKEN}` });
    renameSync(path.join(folder, 'src/long.js'), path.join(folder, 'src/renamed.js'));
    git(folder, 'add', '--all');
    expect(since(folder)).toEqual([]);
    write(folder, 'src/renamed.js', `${'// A line.\n'.repeat(30)}${MISTAKEN}${MISTAKEN}`);
    expect(since(folder)).toEqual(['src/renamed.js:37']);
  });

  it('compares with where the branch was left, not with what has come to main since', () => {
    const folder = makeRepository();
    git(folder, 'checkout', '--quiet', 'main');
    write(folder, 'src/old.js', RIGHT);
    commitAll(folder, 'Mend');
    git(folder, 'checkout', '--quiet', 'feature');
    expect(since(folder)).toEqual([]);
    // Against main as it is now, the mended line would count as changed by the branch.
    expect(git(folder, 'diff', '--name-only', 'main').trim()).toBe('src/old.js');
  });

  it('works below the root, through a link, and in spite of the settings of git', () => {
    const folder = makeRepository();
    write(folder, 'src/right.js', MISTAKEN);
    for (const [key, value] of [
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['diff.relative', 'true'],
      ['color.ui', 'always'],
      ['core.quotePath', 'true'],
      ['diff.external', 'false'],
    ])
      git(folder, 'config', key!, value!);
    const link = `${folder}-link`;
    symlinkSync(folder, link, 'dir');
    try {
      for (const cwd of [path.join(folder, 'src'), path.join(link, 'src')])
        expect(
          findingsOf(runWarm(cwd, 'check', '--since', 'main', '--format', 'json').stdout, cwd).map(({ line }) => line),
        ).toEqual([3]);
    } finally {
      rmSync(link);
    }
  });

  it('says in its summary what it looked at', () => {
    const folder = makeRepository();
    expect(runWarm(folder, 'check', '--since', 'main').stdout).toBe('No findings in 0 files changed since main.\n');
    write(folder, 'src/right.js', MISTAKEN);
    expect(runWarm(folder, 'check', '--since', 'HEAD').stdout).toContain(
      '1 finding in 1 of 1 file changed since HEAD: 1 error, 0 warnings;',
    );
  });

  it('reports a changed file that cannot be parsed', () => {
    const folder = makeRepository();
    write(folder, 'src/right.js', `${RIGHT}let = ;\n`);
    expect(runWarm(folder, 'check', '--since', 'main')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('right.js:5') as string,
    });
  });

  it.each([
    [
      'an unknown commit',
      (folder: string) => runWarm(folder, 'check', '--since', 'nowhere'),
      /git knows no commit "nowhere": check the name, or fetch it first/,
    ],
    [
      'what looks like an option',
      (folder: string) => runWarm(folder, 'check', '--since=--help'),
      /git knows no commit "--help"/,
    ],
    ['no commit', (folder: string) => runWarm(folder, 'check', '--since='), /--since takes a branch or commit/],
    [
      '--fix beside it',
      (folder: string) => runWarm(folder, 'check', '--since', 'main', '--fix'),
      /--fix edits whole files/,
    ],
    [
      'a path outside',
      (folder: string) => {
        const other = makeProject({ 'a.js': MISTAKEN });
        return runWarm(folder, 'check', '--since', 'main', other);
      },
      /is not in the repository of this folder/,
    ],
    [
      'a history without a common commit',
      (folder: string) => {
        git(folder, 'checkout', '--quiet', '--orphan', 'alone');
        commitAll(folder, 'Alone');
        return runWarm(folder, 'check', '--since', 'main');
      },
      /"main" and the current branch have no common commit: fetch more of the history/,
    ],
    [
      'no repository',
      () => runWarm(makeProject({ 'a.js': MISTAKEN }), 'check', '--since', 'main'),
      /--since needs a git repository, and this folder is in none \(git says: not a git repository/,
    ],
    [
      'no git',
      (folder: string) => runShell(folder, `PATH=/nowhere '${process.execPath}' '${BIN}' check --since main`),
      /--since needs git, which was not found/,
    ],
  ])('says what to do about %s', (_, call, message) => {
    const { code, stdout, stderr } = call(makeRepository());
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('the diff', () => {
  it('is read by the counts of its hunks, whatever its lines say', () => {
    const diff = [
      'diff --git a/a b.js b/a b.js',
      '--- a/a b.js\t',
      '+++ b/a b.js\t',
      '@@ -1,2 +1,3 @@ function () {',
      '-old',
      '--- a/x',
      '+one',
      '+++ b/x',
      '+@@ -1 +9 @@',
      '\\ No newline at end of file',
      '@@ -9,0 +11 @@',
      '+two',
      '@@ -20,2 +22,0 @@',
      '-a',
      '-b',
      'diff --git a/q.js b/q.js',
      '--- /dev/null',
      '+++ "b/q\\"\\t\\303.js"',
      '@@ -0,0 +1 @@',
      '+x',
      'Binary files a/x.png and b/x.png differ',
      '',
    ].join('\n');
    expect(parseDiff(diff)).toEqual(
      new Map([
        ['a b.js', new Set([1, 2, 3, 11])],
        ['q"\t\u00C3.js', new Set([1])],
      ]),
    );
  });
});
