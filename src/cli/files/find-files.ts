import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';

import { EXTENSIONS, isSource } from '../parser/file-kind.ts';
import { describeError, Failure } from '../failure.ts';
import { IgnorePatterns, inheritedPatterns, withGitIgnore } from './git-ignore.ts';

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
  /** Called with a folder that cannot be read, and why. */
  readonly onProblem: (filename: string, message: string) => void;
}

/** Finds the files to lint below paths, each once, in order; throws a Failure for a path that is not there or is no code. */
export function findFiles(paths: readonly string[], { cwd, ignore, onProblem }: SearchOptions): FoundFile[] {
  const asked = ignore.length > 0 ? new IgnorePatterns(cwd, ignore, null) : null;
  const found = new Map<string, FoundFile>();
  for (const one of paths.length > 0 ? paths : ['.']) {
    const filename = path.resolve(cwd, one);
    if (isFolder(filename, one)) {
      for (const file of walk(filename, inheritedPatterns(filename, asked), onProblem))
        if (!found.has(file)) found.set(file, { filename: file, isNamed: false });
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
      `no JavaScript or TypeScript file to lint in ${paths.length > 0 ? paths.map(one => `"${one}"`).join(', ') : 'this folder'}: name another folder (what is ignored is in --help).`,
    );
  return [...found.values()];
}

function isFolder(filename: string, given: string): boolean {
  try {
    return statSync(filename).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Failure(`"${given}" cannot be read: ${describeError(error)}.`);
    throw new Failure(
      /[*?{]/.test(given)
        ? `no file matches "${given}": name files and folders, patterns are not expanded here.`
        : `"${given}" does not exist: check the path.`,
    );
  }
}

/** Walks a folder depth first, by name. Symbolic links are not followed, as git does not: no cycle, and no file twice. */
function* walk(
  directory: string,
  outer: IgnorePatterns | null,
  onProblem: SearchOptions['onProblem'],
): Generator<string> {
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
      if (!IGNORED_FOLDERS.has(entry.name) && !entry.name.startsWith('.') && !patterns?.ignores(filename, true))
        yield* walk(filename, patterns, onProblem);
    } else if (
      entry.isFile() &&
      isSource(entry.name) &&
      !BUNDLE.test(entry.name) &&
      !patterns?.ignores(filename, false)
    ) {
      yield filename;
    }
  }
}
