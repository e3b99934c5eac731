import * as tsParser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter } from 'eslint';

import { parseBundled } from '../../src/cli/parser/bundled-parser.ts';
import type { Language } from './generate.ts';

/** The ways a program can be read. */
export type ParserName = 'espree' | 'typescript-eslint' | 'bundled';

/** What reads a program, and how. */
export interface Reading {
  readonly parser: ParserName;
  readonly filename: string;
  readonly languageOptions: Linter.LanguageOptions;
}

const bundled = (language: Language): Linter.Parser => ({
  meta: { name: 'bundled', version: '1' },
  parseForESLint: (text: string) =>
    ({
      ...parseBundled(text, {
        language: language === 'ts' ? 'ts' : 'tsx',
        sourceType: language === 'script' || language === 'commonjs' ? 'commonjs' : 'module',
      }),
    }) as unknown as { ast: never },
});

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
    languageOptions: { sourceType, parserOptions, parser: parser === 'bundled' ? bundled(language) : tsParser },
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
