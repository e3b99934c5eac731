import { describe, expect, it } from 'vitest';

import { CAUSES, isWrongFor } from '../../src/knowledge/cause-table.ts';
import { isRegistered } from '../../src/reference/statuses.ts';
import { rules } from '../../src/rules/index.ts';

describe.each(Object.entries(CAUSES))('%s', (_, row) => {
  it('names a rule that there is', () => {
    expect(Object.keys(rules)).toContain(row.rule);
  });

  it('has its right status for right, and all that are acceptable', () => {
    for (const code of [row.right, ...row.acceptable]) {
      expect(isRegistered(code)).toBe(true);
      expect(isWrongFor(row, code)).toBe(false);
    }
  });

  it('has for wrong what only strict minds', () => {
    for (const code of row.strictOnly) expect(isWrongFor(row, code)).toBe(true);
  });

  it('leaves successes alone where it is of a failure', () => {
    if (row.right >= 400) expect([200, 204, 302].some(code => isWrongFor(row, code))).toBe(false);
  });
});

it.each([
  ['malformed', 404, true],
  ['malformed', 422, false],
  ['unexpected', 400, true],
  ['unexpected', 501, false],
  ['upstream-error', 500, true],
  ['success-created', 200, true],
  ['success-created', 204, false],
  ['empty-list', 404, true],
  ['empty-list', 400, false],
  ['too-large', 400, true],
  ['too-large', 404, false],
  ['not-found', 599, true],
  ['not-found', 600, false],
] as const)('%s is answered with %s: wrong is %s', (cause, code, isSo) => {
  const row = CAUSES[cause];
  expect(row && isWrongFor(row, code)).toBe(isSo);
});
