import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';

import { EXTENSIONS, isSource } from '../../project/file-kind.ts';
import { describeError, Failure } from '../failure.ts';
import { Glob, isGlob } from './glob.ts';
import { IgnorePatterns, inheritedPatterns, withGitIgnore } from './git-ignore.ts';
import { isTestFile, isTestFolder } from './test-files.ts';

/** One file to lint. */
export interface FoundFile {
  /** Absolute. */
  readonly filename: string;
  /** Whether it was named on the command line, so that only its size keeps it out. */
  readonly isNamed: boolean;
}

/** Folders that hold what is installed or built; hidden ones are left out, too. */
const IGNORED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'dist',
  'build',
  'coverage',
]);

/** Names that minifiers and bundlers give. */
const BUNDLE = /[.-](?:min|bundle|chunk)\.[cm]?js$/;

/** What the search is told. */
export interface SearchOptions {
  readonly cwd: string;
  /** Patterns of --ignore. */
  readonly ignore: readonly string[];
  /** Whether tests and test doubles are looked for, too. */
  readonly tests: boolean;
  /** Called with a folder that cannot be read, and why. */
  readonly onProblem: (filename: string, message: string) => void;
}

/** What a search found. */
export interface Found {
  readonly files: readonly FoundFile[];
  /** How many tests and test doubles were left out; those in a folder of them count as one. */
  readonly tests: number;
}

/** Finds the files to lint below paths, each once, in order; throws a Failure for a path that is not there or is no code. */
export function findFiles(paths: readonly string[], options: SearchOptions): Found {
  const { cwd, ignore } = options;
  const asked = ignore.length > 0 ? new IgnorePatterns(cwd, ignore, null) : null;
  const found = new Map<string, FoundFile>();
  const left = new Set<string>();
  const search = (folder: string, glob: Glob | null): void => {
    const walked = walk(folder, inheritedPatterns(folder, asked), {
      ...options,
      tests: options.tests || glob?.namesTests === true,
      onTest: filename => left.add(filename),
    });
    for (const file of walked)
      if (!found.has(file) && (glob === null || glob.matches(file)))
        found.set(file, { filename: file, isNamed: false });
  };
  for (const one of paths.length > 0 ? paths : ['.']) {
    const filename = path.resolve(cwd, one);
    // What is there is meant, whatever its name looks like: `users/[id].ts`.
    const is = kindOf(filename, one);
    if (is === 'folder') {
      search(filename, null);
    } else if (is === 'missing') {
      const glob = new Glob(one, cwd);
      const size = found.size;
      if (kindOf(glob.folder, one) === 'folder') search(glob.folder, glob);
      if (found.size === size) throw new Failure(`no file to lint matches "${one}"${noteOnTests(left.size)}.`);
    } else if (isSource(filename)) {
      if (!asked?.ignores(filename, false)) found.set(filename, { filename, isNamed: true });
    } else {
      throw new Failure(
        `"${one}" is not linted: name folders, or files ending in ${EXTENSIONS.map(extension => `.${extension}`).join(' ')} that are no declarations.`,
      );
    }
  }
  if (found.size === 0)
    throw new Failure(
      `no JavaScript or TypeScript file to lint in ${paths.length > 0 ? paths.map(one => `"${one}"`).join(', ') : 'this folder'}${noteOnTests(left.size)}: name another folder (what is ignored is in --help).`,
    );
  return { files: [...found.values()], tests: left.size };
}

function noteOnTests(left: number): string {
  return left === 0 ? '' : ', where tests are left out (--tests takes them in)';
}

/** What stands at a path; a pattern that is no path is missing, and everything else that is missing a Failure. */
function kindOf(filename: string, given: string): 'folder' | 'file' | 'missing' {
  try {
    return statSync(filename).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A pattern may hold what no name of a file on this system does.
    if (isGlob(given) && code !== 'EACCES') return 'missing';
    throw new Failure(
      code === 'ENOENT'
        ? `"${given}" does not exist: check the path.`
        : `"${given}" cannot be read: ${describeError(error)}.`,
    );
  }
}

/** What a walk is told. */
interface Walk extends Pick<SearchOptions, 'onProblem' | 'tests'> {
  readonly onTest: (filename: string) => void;
}

/** Walks a folder depth first, by name. Symbolic links are not followed, as git does not: no cycle, and no file twice. */
function* walk(directory: string, outer: IgnorePatterns | null, options: Walk): Generator<string> {
  const { onProblem, onTest, tests } = options;
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    onProblem(directory, `cannot be read: ${describeError(error)}`);
    return;
  }
  const patterns = withGitIgnore(directory, outer);
  // Files before folders, so that what belongs together is printed together.
  entries.sort((a, b) => Number(a.isDirectory()) - Number(b.isDirectory()) || (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const filename = path.join(directory, entry.name);
    if (entry.isDirectory()) {
      if (IGNORED_FOLDERS.has(entry.name) || entry.name.startsWith('.') || patterns?.ignores(filename, true)) continue;
      if (!tests && isTestFolder(entry.name)) onTest(filename);
      else yield* walk(filename, patterns, options);
    } else if (
      entry.isFile() &&
      isSource(entry.name) &&
      !BUNDLE.test(entry.name) &&
      !patterns?.ignores(filename, false)
    ) {
      if (!tests && isTestFile(entry.name)) onTest(filename);
      else yield filename;
    }
  }
}
