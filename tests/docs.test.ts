import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import * as tsParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../src/index.ts';
import { formatAuthenticationNote, formatEntry } from '../src/reference/entries.ts';
import { rules } from '../src/rules/index.ts';
import { ReadyLinter } from './ready-linter.ts';

/** A fenced block of a page that the rule must report on (✗) or pass (✓). */
interface Block {
  readonly framework: string;
  readonly language: 'js' | 'ts';
  readonly isWrong: boolean;
  readonly options: readonly object[];
  readonly code: string;
}

const FENCE = /^```(?<language>js|ts) (?<mark>[✗✓])(?: (?<options>\{[^\n]*\}))?\n(?<code>.*?)^```$/gms;
const pages = Object.keys(rules)
  .map(name => ({ name, file: path.resolve(import.meta.dirname, `../docs/rules/${name}.md`) }))
  .filter(({ file }) => existsSync(file));

/** The blocks of the sections "Express" and "Fastify". */
function blocksOf(page: string): Block[] {
  return page.split(/^#{2,3} /m).flatMap(section => {
    const framework = /^(?:Express|Fastify)$/m.exec(section.split('\n', 1)[0] ?? '')?.[0];
    return framework === undefined
      ? []
      : [...section.matchAll(FENCE)].map(({ groups }): Block => ({
          framework,
          language: groups?.['language'] as Block['language'],
          isWrong: groups?.['mark'] === '✗',
          code: groups?.['code'] ?? '',
          options: groups?.['options'] === undefined ? [] : [JSON.parse(groups['options']) as object],
        }));
  });
}

const linter = new ReadyLinter();

function lint(name: string, { language, options, code }: Block): Linter.LintMessage[] {
  const sourceType = language === 'js' && /\brequire\(/.test(code) && !/^import /m.test(code) ? 'commonjs' : 'module';
  const config: Linter.Config = {
    files: ['**/*.{js,ts}'],
    plugins: { 'status-code': plugin },
    rules: { [`status-code/${name}`]: ['error', ...options] },
    languageOptions: { sourceType, ...(language === 'ts' && { parser: tsParser }) },
  };
  return linter.verify(code, [config], { filename: `app.${language}` });
}

it('there are pages', () => {
  expect(pages.length).toBeGreaterThan(0);
});

describe.each(pages)('the page of $name', ({ name, file }) => {
  const page = readFileSync(file, 'utf8');
  const definition = rules[name]!.definition;
  const blocks = blocksOf(page);
  const frameworks = ['Express', 'Fastify'].filter(one => (definition.framework?.title ?? one) === one);

  it('has its rule for a title, and says what the rule does', () => {
    expect(page.startsWith(`# \`status-code/${name}\`\n`)).toBe(true);
    expect(page).toContain(`\n${definition.description}.\n`);
  });

  it('quotes the entries of the reference, word for word', () => {
    expect(definition.entries.length).toBeGreaterThan(0);
    for (const status of definition.entries) expect(page).toContain(`\n\n${formatEntry(status)}\n\n`);
    if ([401, 403].includes(definition.entries[0] ?? 0))
      expect(page).toContain(`\n\n${formatAuthenticationNote()}\n\n`);
  });

  it('has the sections readers look for', () => {
    const titles = [...page.matchAll(/^#{2,3} (.*)$/gm)].map(match => match[1]);
    expect(titles).toEqual(expect.arrayContaining(['Examples', ...frameworks, 'What stays silent', 'How to fix']));
  });

  it.each(frameworks)('shows wrong and right code of %s', framework => {
    const own = blocks.filter(block => block.framework === framework);
    expect(own.some(block => block.isWrong)).toBe(true);
    expect(own.some(block => !block.isWrong)).toBe(true);
  });

  it('marks every block of its examples as one of the two', () => {
    const examples = page.slice(page.indexOf('\n## Examples'), page.indexOf('\n## What stays silent'));
    expect([...examples.matchAll(/^```\w/gm)]).toHaveLength(blocks.length);
  });

  it.each(
    blocks.map(block => ({ ...block, mark: block.isWrong ? '✗' : '✓', first: block.code.trim().split('\n')[0] })),
  )('$framework $language $mark $first', block => {
    const messages = lint(name, block);
    expect(messages.filter(message => message.fatal).map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
    if (block.isWrong) expect(messages.map(message => message.ruleId)).toContain(`status-code/${name}`);
    else expect(messages.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  });
});
