import * as tsParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';

/**
 * TypeScript as typescript-eslint's parser reads it, without the thousand variables of the language's library: it makes them anew for each
 * text, which takes a quarter of the lint of a program of ten lines. The cases of the rules run with them, and `tests/dialects.ts` compares
 * what is made of a case there with what is made without.
 */
export const TYPESCRIPT: Linter.LanguageOptions = { parser: tsParser, parserOptions: { lib: [] } };
