import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { Failure } from '../failure.ts';
import { parseDiff } from './parse-diff.ts';

/** The lines that are new in a file, from 1; all of them in a file that is new as a whole. */
export type ChangedLines = ReadonlySet<number> | 'all';

/** What has changed in a repository since some commit. */
export interface GitChanges {
  /** The changed lines of a file, by its absolute name; null where nothing in it has changed. */
  linesOf(filename: string): ChangedLines | null;
}

/** Settings of the user that would change what is parsed here. */
const PLAIN = [
  '-c',
  'core.quotePath=false',
  '-c',
  'diff.noprefix=false',
  '-c',
  'diff.mnemonicPrefix=false',
  '-c',
  'diff.relative=false',
  '-c',
  'color.ui=false',
] as const;

/** The most that git may print, in bytes. */
const MAX_OUTPUT = 2 ** 30;

/** Asks git what has changed since a branch or commit was left: committed, staged or not, untracked files included. Throws a Failure that says what is wrong. */
export function findChanges(since: string, cwd: string): GitChanges {
  const up = git(
    cwd,
    ['rev-parse', '--show-cdup'],
    message => `--since needs a git repository, and this folder is in none (git says: ${message}).`,
  );
  // Not the name that git has for the folder: symbolic links may lead here.
  const root = path.resolve(cwd, up.trim());
  const commit = git(
    root,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`],
    () =>
      `git knows no commit "${since}": check the name, or fetch it first (in CI, clone with the whole history: "fetch-depth: 0" on GitHub, "GIT_DEPTH: 0" on GitLab).`,
  ).trim();
  const base = git(
    root,
    ['merge-base', commit, 'HEAD'],
    message =>
      `"${since}" and the current branch have no common commit${message ? ` (git says: ${message})` : ''}: fetch more of the history (in CI, "fetch-depth: 0" on GitHub, "GIT_DEPTH: 0" on GitLab).`,
  ).trim();
  const failed = (message: string): string =>
    `git could not tell what has changed since "${since}" (it says: ${message}).`;
  const diff = git(
    root,
    [
      'diff',
      '--unified=0',
      '--find-renames',
      '--diff-filter=d',
      '--no-ext-diff',
      '--no-textconv',
      '--ignore-submodules',
      '--src-prefix=a/',
      '--dst-prefix=b/',
      base,
      '--',
    ],
    failed,
  );
  const untracked = git(root, ['ls-files', '--others', '--exclude-standard', '-z'], failed)
    .split('\0')
    .filter(name => name !== '');
  const changed = new Map<string, ChangedLines>(parseDiff(diff));
  for (const name of untracked) changed.set(name, 'all');
  return {
    linesOf(filename) {
      const relative = path.relative(root, filename);
      if (relative.startsWith('..') || path.isAbsolute(relative))
        throw new Failure(
          `"${filename}" is not in the repository of this folder, so --since cannot tell what has changed in it: run the command there.`,
        );
      return changed.get(relative.split(path.sep).join('/')) ?? null;
    },
  };
}

function git(cwd: string, args: readonly string[], explain: (message: string) => string): string {
  const { status, stdout, stderr, error } = spawnSync('git', [...PLAIN, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (error)
    throw new Failure(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? '--since needs git, which was not found: install it, or leave the option out.'
        : explain(error.message),
    );
  if (status !== 0)
    throw new Failure(
      explain(
        stderr
          .trim()
          .replace(/^(?:fatal|error): /, '')
          .split('\n', 1)[0] ?? '',
      ),
    );
  return stdout;
}
