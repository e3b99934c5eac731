import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt } from '../cli/build.ts';
import { applyToFile, commentOf, readReport, type Comment } from '../formatters/reviewdog.ts';
import { commandsOf, commitAll, git, makeInstalled, runShell, writeProgram } from './project.ts';

/** A server as it is on the main branch, with an old mistake in it: content with a 204. */
const MAIN = `const app = require('express')();

app.delete('/sessions/:id', async (req, res) => {
  await sessions.delete(req.params.id);
  res.status(204).json({ ended: true });
});

module.exports = app;
`;

/** What a branch adds to it: two mistakes, the second with two ways out that edit different lines. */
const ADDED = `app.delete('/users/:id', async (req, res) => {
  if (req.user.role !== 'admin') {
    return res.status(401).json({ error: 'Only administrators may do this' });
  }
  await users.delete(req.params.id);
  return res
    .status(204)
    .json({
      removed: true,
    });
});
`;

/** The same as it must be once the first suggestion of each comment has been committed. */
const MENDED = ADDED.replace('401', '403').replace(/\.json\(\{\n {6}removed: true,\n {4}\}\);/, '.send();');

/** A repository with a branch that is checked out. */
function makeRepository(): string {
  const folder = makeInstalled({ 'app.js': MAIN });
  git(folder, 'init', '--quiet');
  commitAll(folder, 'Start');
  git(folder, 'checkout', '--quiet', '-b', 'delete-users');
  writeFileSync(path.join(folder, 'app.js'), MAIN.replace('module.exports', `${ADDED}\nmodule.exports`));
  commitAll(folder, 'Delete users');
  return folder;
}

/** Runs the commands of a job in order, as CI does: the first that fails ends it. \`npm ci\` is left out, as the project is installed already. */
function runJob(
  folder: string,
  commands: readonly string[],
  env?: Readonly<Record<string, string>>,
): { code: number | null; stderr: string } {
  for (const command of commands.filter(one => one !== 'npm ci')) {
    const { code, stderr } = runShell(folder, command, env);
    if (code !== 0) return { code, stderr: `${command}\n${stderr}` };
  }
  return { code: 0, stderr: '' };
}

/** The lines of a file that a branch adds to main. */
function addedLines(folder: string, file: string): Set<number> {
  const diff = git(folder, 'diff', '--unified=0', 'main...HEAD', '--', file);
  return new Set(
    Array.from(diff.matchAll(/^@@ -\S+ \+(?<start>\d+)(?:,(?<count>\d+))? @@/gm)).flatMap(({ groups }) =>
      Array.from({ length: Number(groups?.['count'] ?? 1) }, (_, i) => Number(groups?.['start']) + i),
    ),
  );
}

/** The comments that reviewdog would post: those on lines that the branch adds. It stands in for the program, which takes the report as the workflow hands it over. */
function commentsOf(folder: string): Comment[] {
  return readReport(readFileSync(path.join(folder, 'posted.json'), 'utf8'))
    .diagnostics.map(commentOf)
    .filter(({ path: file, lines: [first] }) => addedLines(folder, file).has(first));
}

beforeAll(ensureBuilt, 120_000);

describe('a pull request', { timeout: 120_000 }, () => {
  it('is linted, commented with suggestions, mended by committing them, and linted clean', () => {
    const folder = makeRepository();
    const commands = commandsOf('pull-requests.md', 'github-review');
    expect(commands.map(command => command.split(' ', 2).join(' '))).toEqual([
      'npm ci',
      'npx eslint',
      'reviewdog -f=rdjson',
    ]);
    writeProgram(
      path.join(folder, 'bin/reviewdog'),
      `test "$1 $2 $3 $4" = '-f=rdjson -reporter=github-pr-review -filter-mode=added -fail-level=error' || exit 3\ncat > posted.json`,
    );
    expect(runJob(folder, commands)).toEqual({ code: 0, stderr: '' });

    const comments = commentsOf(folder);
    expect(comments.map(({ path: file, lines }) => [file, ...lines])).toEqual([
      ['app.js', 10, 10],
      ['app.js', 14, 17],
    ]);
    expect(comments.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(comments.map(({ offered }) => offered.length)).toEqual([1, 2]);
    expect(comments[0]?.body).toMatch(
      /so the caller is known; 401 Unauthorized says "who are you\?".*> \*\*403 Forbidden\*\*.*\n\nSend 403 Forbidden\.$/s,
    );
    expect(comments[1]?.body).toMatch(
      /1\. Drop the content and keep 204 No Content\.\n2\. Send the content with 200 OK\.$/,
    );

    // From the bottom up, so that the lines of the others stay where they are.
    for (const comment of comments.toReversed()) applyToFile(folder, comment);
    expect(readFileSync(path.join(folder, 'app.js'), 'utf8')).toBe(
      MAIN.replace('module.exports', `${MENDED}\nmodule.exports`),
    );
    commitAll(folder, 'Apply suggestions from code review');
    expect(runJob(folder, commands)).toEqual({ code: 0, stderr: '' });
    expect(commentsOf(folder)).toEqual([]);
  });

  it('fails where ESLint cannot run, and not where it only finds something', () => {
    const folder = makeRepository();
    const [, lint = ''] = commandsOf('pull-requests.md', 'github-review');
    expect(runShell(folder, lint).code).toBe(0);
    writeFileSync(path.join(folder, 'eslint.config.mjs'), 'export default [{ rules: { "status-code/none": 2 } }];\n');
    expect(runShell(folder, lint).code).not.toBe(0);
  });

  it('is linted without a config by the line of the page', () => {
    const folder = makeRepository();
    const [, command = ''] =
      /the line that runs ESLint is `([^`]+)`/.exec(
        readFileSync(new URL('../../docs/pull-requests.md', import.meta.url), 'utf8'),
      ) ?? [];
    expect(runShell(folder, command)).toMatchObject({ code: 0 });
    expect(readReport(readFileSync(path.join(folder, 'eslint.json'), 'utf8')).diagnostics).toHaveLength(3);
  });

  it('has a report for code scanning', () => {
    const folder = makeRepository();
    expect(runJob(folder, commandsOf('pull-requests.md', 'github-scanning'))).toEqual({ code: 0, stderr: '' });
    const {
      runs: [run],
    } = JSON.parse(readFileSync(path.join(folder, 'eslint.sarif'), 'utf8')) as {
      runs: [{ results: { ruleId: string; fixes: unknown[] }[] }];
    };
    expect(run.results.map(({ ruleId, fixes }) => [ruleId, fixes.length])).toEqual([
      ['status-code/no-body-with-bodyless-status', 2],
      ['status-code/prefer-403-for-denied-permission', 1],
      ['status-code/no-body-with-bodyless-status', 2],
    ]);
  });

  it('has on GitLab what is new in it by its fingerprints', () => {
    const folder = makeRepository();
    const commands = commandsOf('pull-requests.md', 'gitlab-quality');
    expect(commands[0]).toBe('npm ci');
    const report = (): {
      fingerprint: string;
      check_name: string;
      location: { path: string; lines: { begin: number } };
    }[] => {
      expect(runJob(folder, commands, { CI_PROJECT_DIR: folder }).code).toBe(1);
      return JSON.parse(readFileSync(path.join(folder, 'gl-code-quality-report.json'), 'utf8')) as ReturnType<
        typeof report
      >;
    };
    const branch = report();
    git(folder, 'checkout', '--quiet', 'main');
    const known = new Set(report().map(({ fingerprint }) => fingerprint));
    expect(
      branch
        .filter(({ fingerprint }) => !known.has(fingerprint))
        .map(({ check_name, location }) => [check_name, location.path, location.lines.begin]),
    ).toEqual([
      ['status-code/prefer-403-for-denied-permission', 'app.js', 10],
      ['status-code/no-body-with-bodyless-status', 'app.js', 14],
    ]);
  });
});
