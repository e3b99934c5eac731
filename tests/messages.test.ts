import { readdirSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { rules } from '../src/rules/index.ts';
import { showMessages, type TestedRule } from './message-snapshot.ts';

/** The cases of every rule's test, which hands them over here instead of running them. */
const tested = vi.hoisted(() => new Map<string, TestedRule>());
vi.mock('./rule-tester.ts', () => ({
  testRule: (name: string, _rule: unknown, cases: TestedRule['cases']) => {
    tested.set(name, { name, cases });
  },
}));

describe('what the rules say', () => {
  it.each(Object.keys(rules))('%s', { timeout: 60_000 }, async name => {
    await import(`./rules/${name}.test.ts`);
    await expect(showMessages(tested.get(name)!)).toMatchFileSnapshot(`messages/${name}.txt`);
  });

  it('is kept for every rule, and for no other', () => {
    expect(readdirSync(path.join(import.meta.dirname, 'messages')).sort()).toEqual(
      Object.keys(rules).map(name => `${name}.txt`),
    );
  });
});
