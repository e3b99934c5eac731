import * as tsParser from '@typescript-eslint/parser';
import { Linter, type Rule } from 'eslint';
import { expect, it } from 'vitest';

import { ReadyLinter } from './ready-linter.ts';

/** A rule that says what it was given. */
const tells = (name: string): Rule.RuleModule => ({
  meta: { schema: [{}], messages: { given: '{{given}}' } },
  create: context => ({
    Program: node =>
      context.report({
        node,
        messageId: 'given',
        data: { given: JSON.stringify([name, context.options, context.settings, context.languageOptions.sourceType]) },
      }),
  }),
});
const [one, other] = ['one', 'other'].map(name => ({ rules: { tells: tells(name) } }));

const CONFIGS: readonly (Linter.Config | Linter.Config[])[] = [
  { plugins: { own: one! }, rules: { 'own/tells': 'error' } },
  { plugins: { own: other! }, rules: { 'own/tells': 'error' } },
  [{ plugins: { own: one! }, rules: { 'own/tells': 'error' } }],
  [{ plugins: { own: one! }, rules: { 'own/tells': ['error', { a: 1 }] } }],
  [{ plugins: { own: one! }, rules: { 'own/tells': ['error', { a: 2 }] } }],
  [{ plugins: { own: one! }, rules: { 'own/tells': 'warn' }, settings: { a: 1 } }],
  [{ plugins: { own: one! }, rules: { 'own/tells': 'error' }, languageOptions: { sourceType: 'script' } }],
  [{ plugins: { own: one! }, rules: { 'own/tells': 'error' }, languageOptions: { parser: tsParser } }],
  [
    { plugins: { own: one! }, rules: { 'own/tells': 'error' } },
    { files: ['**/*.ts'], settings: { b: 1 } },
  ],
];

it('a linter that keeps its configurations says of each what a new one says', () => {
  const ready = new ReadyLinter();
  for (const round of [1, 2])
    for (const [index, config] of CONFIGS.entries())
      for (const filename of ['app.js', 'app.ts'])
        for (const code of ['let a = 1;', 'let a: number = 1;', 'let'])
          expect(ready.verify(code, config, { filename }), `${round} ${index} ${filename} ${code}`).toEqual(
            new Linter().verify(code, config, { filename }),
          );
  expect(() => ready.verify('', { rules: { 'own/tells': 'error' } })).toThrow('own');
});
