import { existsSync } from 'node:fs';
import path from 'node:path';

import ignore, { type Ignore } from 'ignore';

import { MAX_CONFIG_BYTES, readTextFile } from '../../project/read-file.ts';

/** The patterns of one folder's .gitignore, or of the command line, and those of the folders around it. */
export class IgnorePatterns {
  readonly #directory: string;
  readonly #patterns: Ignore;
  readonly #outer: IgnorePatterns | null;

  constructor(directory: string, lines: string | readonly string[], outer: IgnorePatterns | null) {
    this.#directory = directory;
    this.#patterns = ignore.default().add(lines);
    this.#outer = outer;
  }

  /** Whether a path is ignored: the innermost folder that says anything decides. */
  ignores(file: string, isDirectory: boolean): boolean {
    const relative = path.relative(this.#directory, file).split(path.sep).join('/');
    if (relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative)) {
      const { ignored, unignored } = this.#patterns.test(isDirectory ? `${relative}/` : relative);
      if (ignored) return true;
      if (unignored) return false;
    }
    return this.#outer?.ignores(file, isDirectory) ?? false;
  }
}

/** The patterns that hold in a folder: those of its own .gitignore over those around it. */
export function withGitIgnore(directory: string, outer: IgnorePatterns | null): IgnorePatterns | null {
  const lines = readTextFile(path.join(directory, '.gitignore'), MAX_CONFIG_BYTES);
  return lines === null ? outer : new IgnorePatterns(directory, lines, outer);
}

/** The patterns that come to a folder from around it: of its repository's folders, from the root down; none outside of one. Those that ignore the folder itself do not count, as it was asked for. */
export function inheritedPatterns(directory: string, outer: IgnorePatterns | null): IgnorePatterns | null {
  const folders: string[] = [];
  for (let folder = directory; !existsSync(path.join(folder, '.git')); folder = path.dirname(folder)) {
    if (folder === path.dirname(folder)) return outer;
    folders.unshift(path.dirname(folder));
  }
  const patterns = folders.reduce<IgnorePatterns | null>((known, folder) => withGitIgnore(folder, known), outer);
  return patterns?.ignores(directory, true) ? outer : patterns;
}
