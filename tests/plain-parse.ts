import { createRequire } from 'node:module';

import type { TSESTree } from '@typescript-eslint/utils';

const require = createRequire(import.meta.url);
type Parse = (code: string, options: object) => TSESTree.Program;
const partOf = (owner: string, part: string): { readonly parse: Parse } =>
  createRequire(require.resolve(owner))(part) as { readonly parse: Parse };

/** The parsers by themselves, as they stand where ESLint and typescript-eslint find them: what these give to rules has its scopes, which cost as much again. */
const typescript = partOf('@typescript-eslint/parser', '@typescript-eslint/typescript-estree');
const espree = partOf('eslint/package.json', 'espree');

/** How a text is read. */
export interface PlainReading {
  /** Whether typescript-eslint's parser reads it, and not ESLint's own. */
  readonly isTyped: boolean;
  /** What the parser tells the language by. */
  readonly filename?: string;
  readonly sourceType?: 'module' | 'commonjs' | 'script' | undefined;
  readonly jsx?: boolean;
}

/** The tree of a text as ESLint's parsers read it, with its tokens and comments; throws where it is no program. For what asks for neither scopes nor rules. */
export function parsePlain(
  code: string,
  { isTyped, filename, sourceType, jsx = false }: PlainReading,
): TSESTree.Program {
  // As ESLint hands a text over.
  const text = code.replace(/^\uFEFF/, '').replace(/^#!/, '//');
  const all = { range: true, loc: true, comment: true, tokens: true };
  const kind = sourceType ?? (filename?.endsWith('.cjs') === true ? 'commonjs' : 'module');
  return isTyped
    ? typescript.parse(text, { ...all, jsx, sourceType: kind === 'module' ? kind : 'script', filePath: filename })
    : espree.parse(text, { ...all, ecmaVersion: 'latest', sourceType: kind, ecmaFeatures: { jsx } });
}
