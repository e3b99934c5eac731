import { existsSync } from 'node:fs';
import path from 'node:path';

import { Linter } from 'eslint';

import { findNearestPackage } from '../../project/nearest-package.ts';
import { EXTENSIONS } from '../../project/file-kind.ts';
import { parsers, type ParserChoice } from '../parser/parser.ts';

/** Makes the flat config of a command: files of all kinds, our parser in the way that was chosen, and nothing said of directives that do not concern us. */
export function makeConfig(
  choice: ParserChoice,
  part: Pick<Linter.Config, 'plugins' | 'rules' | 'settings'>,
): Linter.Config[] {
  return [
    // What was asked for is linted wherever it lies.
    { ignores: ['!**/node_modules/', '!**/.git/'] },
    {
      files: [`**/*.{${EXTENSIONS.join(',')}}`],
      languageOptions: { parser: parsers[choice], ecmaVersion: 'latest', sourceType: 'module' },
      linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
      ...part,
    },
  ];
}

/** Makes one linter a project: the current folder is one; a file outside of it belongs to its repository, or its package, as ESLint lints nothing outside of its folder. */
export class Linters {
  readonly #cwd: string;
  readonly #linters = new Map<string, Linter>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** Gets the linter for a file. */
  for(filename: string): Linter {
    const relative = path.relative(this.#cwd, filename);
    const isOutside = relative.startsWith('..') || path.isAbsolute(relative);
    const directory = isOutside ? projectOf(filename) : this.#cwd;
    let linter = this.#linters.get(directory);
    if (!linter) this.#linters.set(directory, (linter = new Linter({ configType: 'flat', cwd: directory })));
    return linter;
  }
}

function projectOf(filename: string): string {
  for (let folder = path.dirname(filename); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder;
  }
  return findNearestPackage(filename)?.directory ?? path.dirname(filename);
}

/** A message of ESLint that says the file could not be parsed. */
export function findParseFailure(messages: readonly Linter.LintMessage[]): Linter.LintMessage | null {
  return messages.find(message => message.fatal === true) ?? null;
}
