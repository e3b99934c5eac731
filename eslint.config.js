import { defineConfig, globalIgnores } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import tseslint from 'typescript-eslint';

import { layersRule } from './tools/layers.mjs';
import { limitRules } from './tools/limits.mjs';
import { parser } from './tools/shared-program.mjs';

/** Code is read as a tree: source text is quoted and moved, and nothing is decided by it. What is left in `causes` reads `file.code(…)`, which has no comments and one notation. */
const asText = names => {
  const text = `CallExpression[callee.type='MemberExpression'][callee.property.name=/^(?:${names})$/][callee.object.name!='response']`;
  const message =
    'Code is read as a tree: ask the nodes (src/syntax/words.ts, same-expression.ts, descendants.ts), not the text.';
  return [
    `CallExpression[callee.property.name=/^(?:test|exec)$/] > ${text}.arguments`,
    `CallExpression[callee.property.name=/^(?:test|exec)$/] > TemplateLiteral.arguments ${text}`,
    `CallExpression[callee.property.name=/^(?:match|matchAll|search|includes|startsWith|endsWith|indexOf|split|slice)$/] > MemberExpression.callee > ${text}.object`,
    `BinaryExpression[operator=/^[!=]==?$/] > ${text}`,
    `NewExpression[callee.name='RegExp'] ${text}`,
  ].map(selector => ({ selector, message }));
};

const withoutSource = ['getText', 'getSource'].map(name => ({
  selector: `CallExpression[callee.property.name='${name}']`,
  message: 'Code is read as a tree; `file.text(node)` quotes it.',
}));

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'examples/', 'benchmarks/fixtures/', '**/fixtures/']),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A number in a text reads as it is written.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      // Arrow functions whose call is their whole body are how a test or a callback is written here.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // `_` marks what a destructuring leaves behind.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // A `switch` over node types names those it reads and leaves the rest to its default.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // Node types are written as strings: the enum would be a runtime import of @typescript-eslint/utils.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Records of functions are destructured here; only classes use `this`.
      '@typescript-eslint/unbound-method': 'off',
      // A linked list is walked from itself.
      '@typescript-eslint/no-this-alias': 'off',
      // `NonNullable<unknown>` and `Record<never, never>` are meant.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // Characters are spread, of texts that are ASCII.
      '@typescript-eslint/no-misused-spread': 'off',
      // The types are those of one parser; the trees of others lack some of what they promise.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // `x !== null && x.y !== null` says what is asked of each.
      '@typescript-eslint/prefer-optional-chain': 'off',
      // Its cure is the non-null assertion that is forbidden.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // `return void count++` leaves a function after counting.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/formatters/**', 'src/causes/**'],
    rules: { 'no-restricted-syntax': ['error', ...asText('text|code'), ...withoutSource] },
  },
  {
    files: ['src/causes/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...asText('text'), ...withoutSource] },
  },
  {
    // Functions that a reader can hold; in `causes` they are on their way there (tools/limits.json).
    files: ['src/**/*.ts'],
    ignores: ['src/causes/**'],
    rules: limitRules,
  },
  {
    // Before the tree is read: whether the file is worth it. And the one place that gives texts and codes of nodes.
    files: ['src/model/*.ts'],
    ignores: ['src/model/definitions/file.ts', 'src/model/get-model.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...asText('text|code'),
        ...withoutSource,
        {
          selector: "MemberExpression[property.name='text'][object.property.name='sourceCode']",
          message: 'Code is read as a tree.',
        },
      ],
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
      // A stand-in for something asynchronous has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // These run programs made of text.
    files: ['tests/flow/**/*.ts', 'tests/wire/**/*.ts'],
    rules: { '@typescript-eslint/no-implied-eval': 'off', '@typescript-eslint/no-unsafe-call': 'off' },
  },
  {
    files: ['tests/rules/*.ts'],
    extends: [eslintPlugin.configs['tests-recommended']],
  },
  {
    files: ['**/*.{js,mjs}'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-unused-vars': 'error',
      'no-undef': 'error',
      'no-var': 'error',
    },
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        structuredClone: 'readonly',
      },
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { house: { rules: { layers: layersRule } } },
    rules: {
      'house/layers': 'error',
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'typescript', message: 'The plugin must run where there is no TypeScript.' },
            { name: '@typescript-eslint/parser', message: 'Parsers come from the host.' },
          ],
          patterns: [
            {
              group: ['@typescript-eslint/utils', '@typescript-eslint/utils/*'],
              allowTypeImports: true,
              message: 'Only its types: it is no dependency of the published package.',
            },
          ],
        },
      ],
    },
  },
);
