import { readFileSync } from 'node:fs';

import { defineConfig, globalIgnores } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';

/** The layers of src/, from the top down; imports only point down. */
const layers = JSON.parse(readFileSync(new URL('./tools/layers.json', import.meta.url), 'utf8'));

/** One config object a layer, which forbids it the layers above. `flow` and `syntax` know nothing of HTTP, so not even the reference below them. */
const directions = layers.map((members, index) => {
  const above = layers.slice(0, index).flat();
  const forbidden = ['flow', 'syntax'].includes(members[0]) ? [...above, 'reference'] : above;
  return {
    name: `layers/${members.join(', ')}`,
    files: members.map(member => member.endsWith('.ts') ? `src/${member}` : `src/${member}/**`),
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', {
        paths: [
          { name: 'typescript', message: 'The plugin must run where there is no TypeScript.' },
          { name: '@typescript-eslint/parser', message: 'Parsers come from the host.' },
        ],
        patterns: [
          { group: ['@typescript-eslint/utils', '@typescript-eslint/utils/*'], allowTypeImports: true, message: 'Only its types: it is no dependency of the published package.' },
          ...(forbidden.length > 0 ? [{ regex: `^\\.{1,2}/(?:\\.\\./)*(?:${forbidden.map(toPattern).join('|')})`, message: 'Imports only point down the layers (tools/layers.json).' }] : []),
        ],
      }],
    },
  };
});

function toPattern(member) {
  return member.endsWith('.ts') ? `${member.replace('.', '\\.')}$` : `${member}/`;
}

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'examples/', 'benchmarks/fixtures/', '**/fixtures/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A number in a text reads as it is written.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      // Arrow functions whose call is their whole body are how a test or a callback is written here.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `_` marks what a destructuring leaves behind.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A `switch` over node types names those it reads and leaves the rest to its default.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'eqeqeq': 'error',
      'no-console': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    files: ['src/rules/*.ts', 'src/rule.ts'],
    extends: [eslintPlugin.configs['rules-recommended']],
    rules: {
      // What defineRule makes of every definition.
      'eslint-plugin/require-meta-type': 'off',
      'eslint-plugin/require-meta-schema': 'off',
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // What a test asserts to be there it may also use.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['tests/rules/*.ts'],
    extends: [eslintPlugin.configs['tests-recommended']],
  },
  {
    files: ['**/*.{js,mjs}'],
    rules: { 'eqeqeq': 'error', 'prefer-const': 'error', 'object-shorthand': 'error', 'no-unused-vars': 'error', 'no-undef': 'error', 'no-var': 'error' },
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly', performance: 'readonly', setTimeout: 'readonly', structuredClone: 'readonly' } },
  },
  ...directions,
);
