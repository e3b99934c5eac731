import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { layers, roomOf } from '../tools/layers.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const PAGE = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const [, listed = ''] = /^```\n(.*?)^```$/ms.exec(PAGE) ?? [];

/** What the list says of src/, in its order. */
const places = [...listed.matchAll(/^src\/(?<place>\S+) {2,}\S.*$/gm)].map(
  ({ groups }) => groups?.['place']?.replace(/\/$/, '') ?? '',
);

/** Parts of src/ that a line has beside the one it begins with, or that need none. */
const UNLISTED = ['cli/bin.ts', 'cli/failure.ts', 'plugin.ts', 'configs.ts', 'version.ts'];

/** Names of commands and files that stand for any. */
const STANDS_FOR = /NAME|FILE|DIR|something/;

describe('CONTRIBUTING.md', () => {
  it('lists the rooms of src/, all of them, from the top down', () => {
    expect(listed.trim().split('\n')).toHaveLength(places.length);
    expect(places).toEqual(layers.flat().filter((room: string) => !UNLISTED.includes(room)));
    for (const place of places) expect(existsSync(path.join(ROOT, 'src', place)), place).toBe(true);
    expect(places.filter(place => roomOf(place)?.name !== place && roomOf(`${place}/x.ts`)?.name !== place)).toEqual(
      [],
    );
  });

  it('names files that exist', () => {
    const named = [...PAGE.matchAll(/\b(?:src|tests|tools|docs|benchmarks)\/[\w./-]*\w\/?/g)]
      .map(([file]) => file)
      .filter(file => !STANDS_FOR.test(file));
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(file => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it('names scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...PAGE.matchAll(/npm run (?<script>[\w:-]+)/g)].map(({ groups }) => groups?.['script'] ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(script => !Object.hasOwn(scripts, script))).toEqual([]);
  });
});
