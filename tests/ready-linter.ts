import { createRequire } from 'node:module';
import path from 'node:path';

import { Linter } from 'eslint';

const require = createRequire(import.meta.url);
/** The class that ESLint makes of every configuration; the package does not export it, and `Linter` takes one in place of a configuration. */
const { FlatConfigArray } = require(
  path.join(path.dirname(require.resolve('eslint/package.json')), 'lib/config/flat-config-array.js'),
) as {
  readonly FlatConfigArray: new (
    configs: readonly Linter.Config[],
    options: { readonly basePath: string },
  ) => Linter.Config[] & { normalizeSync(): void };
};

/**
 * ESLint's linter for many small programs. `Linter` merges and validates a configuration at every call, which takes as long as to read and
 * to judge a program of ten lines; here that is done once for each configuration, as it is when ESLint lints a project.
 */
export class ReadyLinter extends Linter {
  readonly #basePath: string;
  readonly #ready = new Map<string, Linter.Config[]>();
  readonly #names = new Map<unknown, string>();

  constructor({ cwd = process.cwd() }: { readonly cwd?: string } = {}) {
    super({ cwd });
    this.#basePath = cwd;
  }

  override verify(
    code: Parameters<Linter['verify']>[0],
    config: Linter.Config | Linter.Config[],
    options?: string | Linter.LintOptions,
  ): Linter.LintMessage[] {
    return super.verify(code, this.#prepare(config), options as string);
  }

  #prepare(config: Linter.Config | Linter.Config[]): Linter.Config[] {
    const key = JSON.stringify(config, this.#replace);
    const known = this.#ready.get(key);
    if (known) return known;
    const made = new FlatConfigArray(Array.isArray(config) ? config : [config], { basePath: this.#basePath });
    made.normalizeSync();
    this.#ready.set(key, made);
    return made;
  }

  /** Plugins, parsers, and whatever else is no plain data, are told apart by what they are and not by what they hold. */
  readonly #replace = (key: string, value: unknown): unknown => {
    if (key === 'plugins')
      return Object.entries(value as object).map(([name, plugin]: [string, unknown]) => [name, this.#nameOf(plugin)]);
    const isPlain =
      Array.isArray(value) ||
      value === null ||
      typeof value !== 'object' ||
      Object.getPrototypeOf(value) === Object.prototype;
    return key === 'parser' || typeof value === 'function' || !isPlain ? this.#nameOf(value) : value;
  };

  #nameOf(thing: unknown): string {
    const name = this.#names.get(thing) ?? `thing ${this.#names.size}`;
    this.#names.set(thing, name);
    return name;
  }
}
