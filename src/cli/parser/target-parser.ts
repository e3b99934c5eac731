import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { Linter } from 'eslint';

import { MAX_CONFIG_BYTES } from '../../project/read-file.ts';

/** A parser as ESLint takes it. */
export type EslintParser = Linter.Parser & {
  parseForESLint: NonNullable<Extract<Linter.Parser, { parseForESLint: unknown }>['parseForESLint']>;
};

const known = new Map<string, EslintParser | null>();

/** Finds the `@typescript-eslint/parser` that resolves from a folder; null where there is none, or where it does not work with the ESLint at hand. */
export function findTargetParser(directory: string): EslintParser | null {
  let parser = known.get(directory);
  if (parser === undefined) known.set(directory, (parser = loadParser(directory)));
  return parser;
}

const parsersByFile = new Map<string, EslintParser | null>();

function loadParser(directory: string): EslintParser | null {
  if (!isPackageReadable(directory)) return null;
  try {
    const require = createRequire(path.join(directory, 'noop.js'));
    const file = require.resolve('@typescript-eslint/parser');
    let parser = parsersByFile.get(file);
    if (parser === undefined) {
      const loaded: unknown = require(file);
      parsersByFile.set(file, (parser = isParser(loaded) && works(loaded) ? loaded : null));
    }
    return parser;
  } catch {
    // There is none, or it refuses the project's TypeScript: version 7 has no API that it could use.
    return null;
  }
}

/** Whether the package.json around a folder can be read to its end: Node reads it to resolve a name, whatever it is. */
function isPackageReadable(directory: string): boolean {
  for (let folder = directory; ; folder = path.dirname(folder)) {
    const stat = statSync(path.join(folder, 'package.json'), { throwIfNoEntry: false });
    if (stat && !stat.isDirectory()) return stat.isFile() && stat.size <= MAX_CONFIG_BYTES;
    if (folder === path.dirname(folder)) return true;
  }
}

function isParser(value: unknown): value is EslintParser {
  return (
    typeof value === 'object' &&
    value !== null &&
    'parseForESLint' in value &&
    typeof value.parseForESLint === 'function'
  );
}

/** Whether a parser gives ESLint what it needs: ESLint 10 asks more of scope managers than version 7 of that parser has. */
function works(parser: EslintParser): boolean {
  const rule = { create: () => ({}) };
  const messages = new Linter({ configType: 'flat' }).verify(
    'const a: number = 1; export default a;',
    {
      files: ['**/*.ts'],
      languageOptions: { parser, parserOptions: QUIET },
      plugins: { probe: { rules: { rule } } },
      rules: { 'probe/rule': 'error' },
    },
    { filename: 'probe.ts' },
  );
  return messages.length === 0;
}

/** Options that keep the parser from printing warnings about the version of TypeScript; both names it has had. */
export const QUIET = { loggerFn: false, warnOnUnsupportedTypeScriptVersion: false } as const;
