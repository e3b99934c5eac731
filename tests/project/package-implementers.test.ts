import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { packageImplementers } from '../../src/project/package-files.ts';

const root = mkdtempSync(path.join(tmpdir(), 'status-code-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const FILES: Readonly<Record<string, string>> = {
  'src/rows.ts': 'export class Rows<T> extends Base implements Store<T>, Cache {\n}',
  'src/pages.ts': 'class Pages\n  implements Cache\n{}',
  'src/store.ts': '// what implements Store is elsewhere;\nexport interface Store {}',
  'tests/fake.ts': 'class Fake implements Store {}',
  'src/rows.spec.ts': 'class Fake implements Store {}',
  ...Object.fromEntries([1, 2, 3, 4].map(index => [`src/job${String(index)}.ts`, 'class Job implements Work {}'])),
};
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), text);
}

it.each<[string, readonly string[] | null]>([
  ['Store', ['rows.ts']],
  ['Cache', ['pages.ts', 'rows.ts']],
  ['Rows', []],
  ['Nothing', []],
  // So many that none is meant.
  ['Work', null],
])('who implements %s', (name, files) => {
  expect(
    packageImplementers(name, root)
      ?.map(one => path.basename(one))
      .sort() ?? null,
  ).toEqual(files);
});

it('of a package that is too large nobody', () => {
  // What is known of a folder is kept, whatever the bounds of who asks.
  const source = path.join(root, 'src');
  expect(packageImplementers('Store', source, { files: 2, fileBytes: 1000, bytes: 100_000 })).toBeNull();
});
