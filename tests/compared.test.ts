import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { rules } from '../src/rules/index.ts';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../docs/compared.md'), 'utf8');

/** Checks of a status code that were found in other tools. */
const CHECKS = 56;

const VERDICTS = /^\*\*(?<verdict>Covered|Not decidable|Left out)\*\*(?: by |: )\S.*\.$/;

/** The rows of the tables of checks. */
const rows = [
  ...PAGE.matchAll(/^\| (?<number>\d+) \| (?<check>[^|]+) \| (?<elsewhere>[^|]+) \| (?<here>[^|]+) \|$/gm),
].map(({ groups }) => ({
  number: Number(groups?.['number']),
  check: groups?.['check'] ?? '',
  elsewhere: groups?.['elsewhere'] ?? '',
  here: groups?.['here'] ?? '',
}));

/** The tools the page lists, each with its address. */
const tools = [...PAGE.matchAll(/^\| \[(?<name>[^\]]+)\]\((?<url>https:\/\/[^)\s]+)\) \| \S[^|]* \|$/gm)].map(
  ({ groups }) => groups?.['name'] ?? '',
);

/** The rules that a text links, by the names it shows. */
function rulesIn(text: string): string[] {
  return [...text.matchAll(/\[`(?<name>[\w-]+)`\]\((?<target>[^)]*)\)/g)].map(({ groups }) => {
    expect(groups?.['target']).toBe(`rules/${groups?.['name'] ?? ''}.md`);
    return groups?.['name'] ?? '';
  });
}

describe('the page that compares the plugin with other tools', () => {
  it('has a row for every check', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: CHECKS }, (_, index) => index + 1));
    expect(new Set(rows.map(({ check }) => check)).size).toBe(CHECKS);
  });

  it.each(rows)('answers $number: $check', ({ here }) => {
    const verdict = VERDICTS.exec(here)?.groups?.['verdict'];
    const named = rulesIn(here);
    expect(verdict).toBeDefined();
    if (verdict === 'Covered') expect(named).not.toEqual([]);
    expect(named.filter(name => !Object.hasOwn(rules, name))).toEqual([]);
    // Who has only `recommended` on must not look for a report that comes in `strict`.
    for (const name of named) {
      const { preset } = rules[name]!.definition;
      if (preset === 'strict') expect(here).toContain(`rules/${name}.md) (from \`strict\` on)`);
      if (preset === 'all') expect(here).toContain(`rules/${name}.md) (in \`all\`)`);
    }
  });

  it('names no tool that it does not link, and links none that it does not name', () => {
    const named = rows.flatMap(({ elsewhere }) =>
      elsewhere === 'none found' ? [] : elsewhere.replaceAll('in part ', '').split(/[,;] /),
    );
    expect([...new Set(named)].filter(name => !tools.includes(name))).toEqual([]);
    expect(tools.filter(name => !named.includes(name) && name !== 'REDbot')).toEqual([]);
  });

  it('says which rules have no counterpart, and means rules that no row names', () => {
    const [, last = ''] = PAGE.split('## What none of them checks');
    const named = new Set(rows.flatMap(({ here }) => rulesIn(here)));
    expect(rulesIn(last)).not.toEqual([]);
    expect(rulesIn(last).filter(name => !Object.hasOwn(rules, name) || named.has(name))).toEqual([]);
  });
});
