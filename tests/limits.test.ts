import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { differences, listed, measure } from '../tools/limits.mjs';
import type { Exceeding } from '../tools/limits.mjs';

const one: Exceeding = { file: 'src/causes/a.ts', function: 'read', rule: 'complexity', figure: 30 };

/** What a program exceeds. */
async function measureProgram(code: string): Promise<Exceeding[]> {
  const root = mkdtempSync(path.join(tmpdir(), 'limits-'));
  try {
    writeFileSync(path.join(root, 'program.ts'), code);
    return await measure('.', root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the limits of functions', () => {
  it('are exceeded in src/causes only where it is listed, and by no more and no less', async () => {
    const found = differences(listed(), await measure('src/causes'));
    expect(found.map(({ text }) => text)).toEqual([]);
  }, 60_000);

  it('are listed for src/causes only', () => {
    expect(listed().filter(({ file }) => !file.startsWith('src/causes/'))).toEqual([]);
  });
});

describe('the list', () => {
  it('says nothing of what is as listed', () => {
    expect(differences([one], [one])).toEqual([]);
  });

  it.each([
    ['a figure that rose', [one], [{ ...one, figure: 31 }], 'over'],
    ['a function that is not listed', [], [one], 'over'],
    ['another rule of a listed function', [one], [one, { ...one, rule: 'max-params', figure: 6 }], 'over'],
    ['a second function of the name', [one], [one, one], 'over'],
    ['a figure that fell', [one], [{ ...one, figure: 29 }], 'stale'],
    ['a function that is within the limit', [one], [], 'stale'],
  ] as const)('tells of %s', (_, list, measured, kind) => {
    expect(differences(list, measured).map(difference => difference.kind)).toEqual([kind]);
  });

  it('names the function and its figure, by every rule, whatever a comment says', async () => {
    const nested = 'if (a) { for (;;) { while (b) { if (c) { if (d) e(); } } } }';
    const code = `
      /* eslint-disable */
      export const build = (a, b, c, d, e, f) => 1;
      class Reader { #read(x) { return ${Array.from({ length: 21 }, (_, i) => `x === ${i}`).join(' || ')}; } }
      function outer() { return function inner() { ${nested} }; }
      function long() {
        ${'call();\n'.repeat(70)}
      }`;
    expect(await measureProgram(code)).toEqual([
      { file: 'program.ts', function: '#read', rule: 'complexity', figure: 21 },
      { file: 'program.ts', function: 'inner', rule: 'max-depth', figure: 5 },
      { file: 'program.ts', function: 'long', rule: 'max-lines-per-function', figure: 72 },
      { file: 'program.ts', function: 'build', rule: 'max-params', figure: 6 },
    ]);
  }, 60_000);
});
