import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { hasTrace } from '../../src/model/make-model.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';
import { collapsed, commented, requoted, spread, tokensOf, type Rewriting } from './formatting.ts';
import { blocksOfPages, filesOfExamples, type Written } from './written-code.ts';
import { TYPESCRIPT } from '../typescript.ts';

const STRICT = Object.fromEntries(
  Object.entries(rules).map(([name, { definition }]) => [
    `status-code/${name}`,
    ['error', ...('strict' in (definition.schema ?? {}) ? [{ strict: true }] : [])],
  ]),
);

const linter = new ReadyLinter();

/** The rules that speak of a code, each with the token that its report begins at. */
function findingsOf(code: string, { language }: Written): readonly string[] {
  const isScript = language === 'js' && /\brequire\b/.test(code) && !/^\s*(?:\/\*.*?\*\/\s*)?import\b/m.test(code);
  const config: Linter.Config = {
    files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
    plugins: { 'status-code': plugin },
    rules: STRICT as Linter.Config['rules'] & object,
    languageOptions: { sourceType: isScript ? 'commonjs' : 'module', ...(language === 'ts' && TYPESCRIPT) },
  };
  const messages = linter.verify(code, [config], { filename: `app.${language}` });
  expect(messages.filter(message => message.fatal).map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  const tokens = tokensOf(code);
  const lines = code.split('\n');
  return messages
    .map(({ ruleId, line, column }) => {
      const offset = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
      return `${ruleId ?? ''} at token ${tokens.findLastIndex(({ range }) => range[0] <= offset)}`;
    })
    .sort();
}

const REWRITINGS: readonly (readonly [string, Rewriting])[] = [
  ['comments between all tokens', commented],
  ['no white space and other quotes', code => requoted(collapsed(code))],
  ['many lines', spread],
];

const known = new Map<Written, readonly string[]>();

/** What is found in a code as it was written, asked once. */
function ownFindings(one: Written): readonly string[] {
  let findings = known.get(one);
  if (!findings) known.set(one, (findings = findingsOf(one.code, one)));
  return findings;
}

const written = [...blocksOfPages(), ...filesOfExamples()];

it('most of what is written here has findings, and all of it that has any shows a trace of a handler', () => {
  const reported = written.filter(one => ownFindings(one).length > 0);
  expect(reported.length).toBeGreaterThan(written.length / 3);
  expect(reported.filter(({ code }) => !hasTrace(code)).map(({ name }) => name)).toEqual([]);
}, 60_000);

describe.each(REWRITINGS)('with %s', (_, rewriting) => {
  it.each(written)('the same is found in $name', one => {
    const code = rewriting(one.code);
    expect(tokensOf(code)).toHaveLength(tokensOf(one.code).length);
    expect(findingsOf(code, one)).toEqual(ownFindings(one));
  });
});
