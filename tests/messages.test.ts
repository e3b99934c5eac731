import { readdirSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it, vi } from 'vitest';

import { rules } from '../src/rules/index.ts';
import { showMessages, type TestedRule } from './message-snapshot.ts';

/** The cases of every rule's test, which hands them over here instead of running them. */
const tested = vi.hoisted(() => new Map<string, TestedRule>());
vi.mock('./rule-tester.ts', () => ({
  testRule: (name: string, _rule: unknown, cases: TestedRule['cases']) => {
    tested.set(name, { name, cases });
  },
}));

describe.each(Object.keys(rules))('what %s says', name => {
  // In a hook, where a rule's test that has more than its cases can add no tests here.
  beforeAll(() => import(`./rules/${name}.test.ts`), 60_000);

  it('is what was read', { timeout: 60_000 }, async () => {
    await expect(showMessages(tested.get(name)!)).toMatchFileSnapshot(`messages/${name}.txt`);
  });
});

it('keeps what each rule says, and no other', () => {
  expect(readdirSync(path.join(import.meta.dirname, 'messages')).sort()).toEqual(
    Object.keys(rules).map(name => `${name}.txt`),
  );
});
