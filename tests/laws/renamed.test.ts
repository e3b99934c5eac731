import { afterAll, describe, expect, it } from 'vitest';

import { keyOf, LintedFiles } from './linted-files.ts';
import { MISJUDGED, type Ground, type Misjudged } from './misjudged-handlers.ts';
import type { Files } from './moves.ts';
import { renamed } from './renamed-project.ts';

const linted = new LintedFiles();
afterAll(() => linted.remove(), 60_000);

/** What is found in the files of a small project, with the line. */
function findingsIn(files: Files): readonly string[] {
  const code = Object.values(files).join('\n');
  const isTyped = Object.keys(files).some(name => name.endsWith('.ts'));
  return linted
    .lint(files, { from: 'a small project', code, filename: '/server/app.js', isTyped, sourceType: 'module' })
    .map(finding => `${keyOf(finding)} in line ${finding.line}`);
}

/** What became of each project, by what its finding rests on. */
const stayed = new Map<Ground, boolean[]>();

describe('what is found where nothing has a name that means something', () => {
  it.each(MISJUDGED)('$name', ({ ground, finding, files, goes }: Misjudged) => {
    const before = findingsIn(files);
    expect(before).toEqual([expect.stringMatching(`^${finding} in line`)]);
    const after = findingsIn(renamed(files));
    stayed.set(ground, [...(stayed.get(ground) ?? []), after.length > 0]);
    expect(after).toEqual(goes === null ? before : []);
  });

  it('rests on names alone where it goes', () => {
    expect(MISJUDGED.filter(({ goes }) => goes !== null).map(({ ground }) => ground)).toEqual(
      MISJUDGED.filter(({ ground }) => ground === 'name').map(({ ground }) => ground),
    );
  });
});

afterAll(() => {
  const shares = [...stayed].map(([ground, all]) => `${ground} ${all.filter(Boolean).length} of ${all.length}`);
  // eslint-disable-next-line no-console -- the figure is what the run is for
  console.info(`found under any name: ${shares.join(', ')}`);
});
