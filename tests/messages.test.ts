import { readdirSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it, vi } from 'vitest';

import { rules } from '../src/rules/index.ts';
import { placed, saidBy, showMessages, type Said, type TestedRule } from './message-snapshot.ts';

/** The cases of every rule's test, which hands them over here instead of running them. */
const tested = vi.hoisted(() => new Map<string, TestedRule>());
vi.mock('./rule-tester.ts', () => ({
  testRule: (name: string, _rule: unknown, cases: TestedRule['cases']) => {
    tested.set(name, { name, cases });
  },
}));

/** What a message says first: what to send or do. */
const VERDICT =
  /^(?:Answer|Call|Compare|Declare|Drop|Fall back|Give|Leave|Let|Make|Move|Put|Read|Redirect|Return|Say|Send|Set|Throw|Write)\b[^:]*/;

/** The placeholders that hold evidence: what stands in the code, and where. Names of statuses are no evidence. */
const EVIDENCE = new Set([
  'allowed',
  'content',
  'declared',
  'name',
  'parser',
  'place',
  'proof',
  'property',
  'reads',
  'source',
  'text',
  'use',
  'via',
  'where',
  'words',
]);

/** A message without its evidence. */
function fixedText({ text, template }: Said): string {
  const names = [...template.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
  const pattern = template
    .split(/\{\{\w+\}\}/)
    .map(part => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
    .join('(.*?)');
  const values = new RegExp(`^${pattern}$`, 's').exec(text)?.slice(1) ?? [];
  return template.replaceAll(/\{\{\w+\}\}/g, () => {
    const name = names.shift() ?? '';
    const value = values.shift() ?? '';
    return EVIDENCE.has(name) ? '' : value;
  });
}

describe.each(Object.keys(rules))('what %s says', name => {
  // In a hook, where a rule's test that has more than its cases can add no tests here.
  beforeAll(() => import(`./rules/${name}.test.ts`), 60_000);

  it('is what was read', { timeout: 60_000 }, async () => {
    await expect(showMessages(tested.get(name)!)).toMatchFileSnapshot(`messages/${name}.txt`);
  });

  it('says in its first 60 characters what to send or do, and has no more than 160 beside the evidence', () => {
    const tooLong = saidBy(tested.get(name)!).flatMap(said => {
      const fixed = fixedText(said);
      const verdict = VERDICT.exec(fixed)?.[0] ?? '';
      const rest = fixed.slice(verdict.length);
      const isGood = verdict !== '' && verdict.length <= 60 && rest.startsWith(': ') && fixed.length <= 160;
      return isGood ? [] : [`${verdict.length}/${fixed.length}: ${said.text}`];
    });
    expect(tooLong).toEqual([]);
  });

  it('has said what to send or do after 60 characters as they are read, whatever it quotes', () => {
    const late = saidBy(tested.get(name)!).flatMap(({ text }) => {
      const [verdict = ''] = /^(?:`[^`]*`|[^`:]|:(?! ))*(?=: )/.exec(text) ?? [];
      return verdict !== '' && verdict.length <= 60 ? [] : [`${verdict.length}: ${text}`];
    });
    expect(late).toEqual([]);
  });

  it('would say it so for any status', () => {
    const LONGEST = '500 Internal Server Error';
    const templates = new Set(saidBy(tested.get(name)!).map(({ template }) => template));
    for (const template of templates) {
      const verdict = template
        .slice(0, template.indexOf(': '))
        .replaceAll(/\{\{(?:code|claimed|effect|empty|fails|fallback|ok|response|right|status)\}\}/g, placeholder =>
          placeholder === '{{code}}' ? '500' : placeholder === '{{response}}' ? `${LONGEST} response` : LONGEST,
        );
      // What is left is the name of a property or a method: what is longer than that may not stand in a verdict.
      expect(
        verdict.replaceAll(/\{\{\w+\}\}/g, '').length + 10 * (verdict.match(/\{\{/g) ?? []).length,
      ).toBeLessThanOrEqual(60);
      expect(verdict).not.toMatch(/\{\{(?!name|method|via)/);
    }
  });

  it('names no line but others', () => {
    for (const { text, line } of placed(tested.get(name)!)) expect(text).not.toMatch(new RegExp(`line ${line}\\b`));
  });
});

it('keeps what each rule says, and no other', () => {
  expect(readdirSync(path.join(import.meta.dirname, 'messages')).sort()).toEqual(
    Object.keys(rules).map(name => `${name}.txt`),
  );
});
