import { readFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { LintedProbes } from './linted-probes.ts';
import { FIRST_MEASURED, HARMLESS, MEANINGFUL, type Probe } from './probes.ts';

/** Probes whose meaning is not followed, and why. */
interface Unfollowed {
  readonly because: string;
  readonly probes: readonly string[];
}

const unfollowed = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'unfollowed.json'), 'utf8'),
) as readonly Unfollowed[];
const isUnfollowed = new Set(unfollowed.flatMap(({ probes }) => probes));

const linted = new LintedProbes();
afterAll(() => linted.remove());

const rows = (probes: readonly Probe[]): (readonly [string, Probe])[] => probes.map(probe => [probe.does, probe]);

describe('what a call is, whatever it is called', () => {
  it.each(rows([...FIRST_MEASURED, ...MEANINGFUL]).filter(([, { finds }]) => finds !== null))('%s', (does, probe) => {
    // What is listed is not followed: whoever follows it takes it off the list.
    expect(linted.lint(probe, 'recommended')).toEqual(isUnfollowed.has(does) ? [] : [probe.finds]);
  });

  it.each(rows([...FIRST_MEASURED, ...HARMLESS]).filter(([, { finds }]) => finds === null))(
    'says nothing of what %s',
    (_, probe) => {
      expect(linted.lint(probe, 'recommended')).toEqual([]);
      expect(linted.lint(probe, 'strict')).toEqual([]);
    },
  );

  it('has a program for each on the list, and no two of a name', () => {
    const names = [...FIRST_MEASURED, ...HARMLESS, ...MEANINGFUL].map(({ does }) => does);
    expect(new Set(names).size).toBe(names.length);
    expect([...isUnfollowed].filter(does => !MEANINGFUL.some(probe => probe.does === does))).toEqual([]);
    expect(HARMLESS.length + MEANINGFUL.length).toBeGreaterThanOrEqual(100);
  });
});
