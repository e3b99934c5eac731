import path from 'node:path';

import { Linter } from 'eslint';

import { EXTENSIONS } from './file-kind.ts';
import { parser } from './parser.ts';

/** Makes the flat config of a command: files of all kinds, our parser, and nothing said of directives that do not concern us. */
export function makeConfig(part: Pick<Linter.Config, 'plugins' | 'rules'>): Linter.Config[] {
  return [
    // What was asked for is linted wherever it lies.
    { ignores: ['!**/node_modules/', '!**/.git/'] },
    {
      files: [`**/*.{${EXTENSIONS.join(',')}}`],
      languageOptions: { parser, ecmaVersion: 'latest', sourceType: 'module' },
      linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
      ...part,
    },
  ];
}

/** Makes linters by the folder they take for the project: the current one, or for files outside of it the root of their drive, as ESLint lints nothing outside. */
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
    const directory = isOutside ? path.dirname(filename) : this.#cwd;
    let linter = this.#linters.get(directory);
    if (!linter) {
      linter = new Linter({ configType: 'flat', cwd: directory });
      // Only the current folder's linter is used again and again.
      if (!isOutside) this.#linters.set(directory, linter);
    }
    return linter;
  }
}

/** A message of ESLint that says the file could not be parsed. */
export function findParseFailure(messages: readonly Linter.LintMessage[]): Linter.LintMessage | null {
  return messages.find(message => message.fatal === true) ?? null;
}
