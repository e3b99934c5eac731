import * as tsParser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter } from 'eslint';

import { parseBundled } from '../../src/parsing/bundled-parser.ts';
import { parsePlain } from '../plain-parse.ts';
import type { Language } from './generate.ts';

/** The ways a program can be read. */
export type ParserName = 'espree' | 'typescript-eslint' | 'bundled';

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
  return parsePlain(text, { isTyped: true, filename, sourceType, jsx: language === 'jsx' || language === 'tsx' });
}

/** The texts of the comments of a program, as its own parser reads it; throws where it does not parse. */
export function commentsIn(code: string, { parser, filename, languageOptions }: Reading): readonly string[] {
  const { sourceType, parserOptions } = languageOptions;
  const { jsx } = (parserOptions as { readonly ecmaFeatures: { readonly jsx: boolean } }).ecmaFeatures;
  const { comments = [] } =
    parser === 'bundled'
      ? parseByBundled(code, languageOptions)
      : parsePlain(code, { isTyped: parser !== 'espree', filename, sourceType, jsx });
  return comments.map(({ value }) => value.trim());
}

/** As ESLint hands a text over to the bundled parser. */
function parseByBundled(code: string, { parser }: Linter.LanguageOptions): TSESTree.Program {
  const text = code.replace(/^\uFEFF/, '').replace(/^#!/, '//');
  return (parser as { parseForESLint(text: string): { ast: TSESTree.Program } }).parseForESLint(text).ast;
}
