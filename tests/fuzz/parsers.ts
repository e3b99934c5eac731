import { createRequire } from 'node:module';

import * as tsParser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter } from 'eslint';

import { parseBundled } from '../../src/cli/parser/bundled-parser.ts';
import type { Language } from './generate.ts';

/** The ways a program can be read. */
export type ParserName = 'espree' | 'typescript-eslint' | 'bundled';

interface Commented {
  readonly comments: readonly { readonly value: string }[];
}

/** ESLint's own parser, which is installed where ESLint finds it. */
const espree = createRequire(createRequire(import.meta.url).resolve('eslint/package.json'))('espree') as {
  parse(text: string, options: object): Commented;
};

/** What reads a program, and how. */
export interface Reading {
  readonly parser: ParserName;
  readonly filename: string;
  readonly languageOptions: Linter.LanguageOptions;
}

const bundled = (language: 'ts' | 'tsx', sourceType: 'commonjs' | 'module'): Linter.Parser => ({
  meta: { name: 'bundled', version: '1' },
  parseForESLint: (text: string) => ({ ...parseBundled(text, { language, sourceType }) }) as unknown as { ast: never },
});
const BUNDLED = {
  ts: { commonjs: bundled('ts', 'commonjs'), module: bundled('ts', 'module') },
  tsx: { commonjs: bundled('tsx', 'commonjs'), module: bundled('tsx', 'module') },
};

/** How a language is read by one of the parsers. */
export function readingOf(language: Language, parser: ParserName): Reading {
  const sourceType = language === 'script' || language === 'commonjs' ? language : 'module';
  const jsx = language === 'jsx' || language === 'tsx';
  const filename = `/server/app.${language === 'ts' || language === 'tsx' ? language : 'js'}`;
  const parserOptions = { ecmaFeatures: { jsx } };
  if (parser === 'espree') return { parser, filename, languageOptions: { sourceType, parserOptions } };
  return {
    parser,
    filename,
    languageOptions: {
      sourceType,
      parserOptions,
      parser:
        parser === 'bundled'
          ? BUNDLED[language === 'ts' ? 'ts' : 'tsx'][sourceType === 'module' ? 'module' : 'commonjs']
          : tsParser,
    },
  };
}

/** Parses a text with @typescript-eslint/parser, which reads all languages; throws where it is no program. */
export function parseText(text: string, language: Language): TSESTree.Program {
  const {
    filename,
    languageOptions: { sourceType },
  } = readingOf(language, 'typescript-eslint');
  return tsParser.parseForESLint(text, {
    sourceType: sourceType === 'module' ? 'module' : 'script',
    ecmaFeatures: { jsx: language === 'jsx' || language === 'tsx', globalReturn: sourceType === 'commonjs' },
    range: true,
    loc: true,
    comment: true,
    tokens: true,
    filePath: filename,
  }).ast;
}

/** The texts of the comments of a program, as its own parser reads it; throws where it does not parse. No scopes are made, of which the comments need none. */
export function commentsIn(code: string, { parser, filename, languageOptions }: Reading): readonly string[] {
  // As ESLint hands a text over.
  const text = code.replace(/^\uFEFF/, '').replace(/^#!/, '//');
  const { sourceType, parserOptions } = languageOptions;
  const options = {
    sourceType: sourceType === 'module' ? 'module' : 'script',
    ecmaFeatures: {
      ...(parserOptions as { ecmaFeatures: object }).ecmaFeatures,
      globalReturn: sourceType === 'commonjs',
    },
    ecmaVersion: 'latest',
    range: true,
    loc: true,
    comment: true,
    filePath: filename,
  };
  const other = languageOptions.parser as { parseForESLint(text: string, options: object): { ast: Commented } };
  const { comments } = parser === 'espree' ? espree.parse(text, options) : other.parseForESLint(text, options).ast;
  return comments.map(({ value }) => value.trim());
}
