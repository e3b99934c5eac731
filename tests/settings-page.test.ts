import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import { FINDINGS } from '../src/knowledge/findings.ts';
import { STATED_DEEDS, STATED_GIVES, STATED_VALUES, STATED_WAYS } from '../src/knowledge/stated-calls.ts';
import plugin from '../src/index.ts';
import { DEFAULT_SETTINGS, readSettings } from '../src/settings.ts';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../docs/settings.md'), 'utf8');

/** An example of the page with the settings above it. */
interface Example {
  readonly title: string;
  readonly settings: Record<string, unknown>;
  readonly isWrong: boolean;
  readonly rule: string;
  readonly code: string;
}

const examples: Example[] = [];
const shown: Record<string, unknown>[] = [];
for (const { groups } of PAGE.matchAll(
  /^```(?:json\n(?<json>.*?)|js (?<mark>[✗✓]) (?<rule>[\w-]+)\n(?<code>.*?))^```$/gms,
)) {
  if (groups?.['json'] !== undefined) shown.push(JSON.parse(groups['json']) as Record<string, unknown>);
  else
    examples.push({
      title: `${String(shown.length)} ${groups?.['mark'] ?? ''} ${groups?.['rule'] ?? ''} ${String(examples.length + 1)}`,
      settings: shown.at(-1) ?? {},
      isWrong: groups?.['mark'] === '✗',
      rule: groups?.['rule'] ?? '',
      code: groups?.['code'] ?? '',
    });
}

function lint({ rule, code }: Example, settings: Record<string, unknown>): Linter.LintMessage[] {
  const sourceType = /^import /m.test(code) ? 'module' : 'commonjs';
  return new Linter().verify(
    code,
    [
      {
        plugins: { 'status-code': plugin },
        rules: { [`status-code/${rule}`]: 'error' },
        languageOptions: { sourceType },
        settings: { 'status-code': settings },
      },
    ],
    { filename: 'app.js' },
  );
}

describe('the page of the settings', () => {
  it('has a section for each setting, with an example of it', () => {
    for (const key of Object.keys(DEFAULT_SETTINGS)) {
      expect(PAGE).toMatch(new RegExp(`^## .*\`${key}\``, 'm'));
      expect(shown.some(settings => Object.hasOwn(settings, key))).toBe(true);
    }
  });

  it.each(shown)('shows settings that are understood: %j', settings => {
    expect(readSettings({ 'status-code': settings }).problem).toBeNull();
  });

  it('marks every block', () => {
    expect([...PAGE.matchAll(/^```\w/gm)]).toHaveLength(shown.length + examples.length);
  });

  it.each(examples)('$title', example => {
    const messages = lint(example, example.settings);
    expect(messages.map(({ ruleId, fatal }) => [ruleId, fatal])).toEqual(
      example.isWrong ? expect.arrayContaining([[`status-code/${example.rule}`, undefined]]) : [],
    );
  });

  it.each(['express', 'fastify', 'responders', 'errors', 'calls', 'wrappers'])('shows what %s changes', key => {
    const changed = examples.filter(
      example =>
        Object.hasOwn(example.settings, key) &&
        JSON.stringify(lint(example, {})) !== JSON.stringify(lint(example, example.settings)),
    );
    expect(changed).not.toEqual([]);
  });

  it.each(examples.filter(({ settings }) => Object.hasOwn(settings, 'calls')))(
    'says otherwise of $title without its rows',
    example => {
      expect(lint(example, {}).map(({ message }) => message)).not.toEqual(
        lint(example, example.settings).map(({ message }) => message),
      );
    },
  );

  it('has every word that a row can say', () => {
    const failures = Object.entries(FINDINGS).flatMap(([name, { cause }]) =>
      /^(?:success|redirect)-/.test(cause) || ['accepted', 'empty-list', 'not-modified', 'partial'].includes(cause)
        ? []
        : [name],
    );
    const words = [...STATED_GIVES, ...STATED_DEEDS, ...STATED_WAYS, ...STATED_VALUES, ...failures];
    expect(words.filter(word => !PAGE.includes(`\`${word}\``))).toEqual([]);
  });
});
