import { readdirSync } from 'node:fs';
import path from 'node:path';

import { FreshCache } from './fresh-cache.ts';
import { readRegularFile } from './read-file.ts';

/** What shows that a project answers Boom's errors with their own status instead of the 500 that Express and Fastify see in them. */
const TRANSLATES =
  /\bisBoom\b|\.output\b\s*(?:\?\.|\.)\s*(?:statusCode|payload|headers)\b|\bboomify\b[^\n]*\.output|\{\s*output\s*[,}]/;

const SOURCE = /\.[cm]?[jt]sx?$/;

/** How much of a package is looked through before nothing is claimed. */
const MAX_FILES = 600;
const MAX_BYTES = 4_000_000;

const known = new FreshCache<boolean>(10_000);

/** Folders that hold no sources of the package. */
const NEVER = /^(?:node_modules|coverage|\..*)$/;

/** Folders that hold what was built of its sources: a second copy of them, save where the built code is what is linted. */
const BUILT = /^(?:dist|build)$/;

/** Whether some file of the package that a file belongs to turns Boom's errors into responses; also true where the package is too large to tell. */
export function translatesBoom(directory: string, filename: string, cwd: string): boolean {
  if (path.relative(cwd, directory).startsWith('..')) return true;
  const isBuilt = path
    .relative(directory, filename)
    .split(path.sep)
    .some(part => BUILT.test(part));
  const key = `${directory}\0${isBuilt ? 'built' : 'source'}`;
  return known.get(key, () => search(directory, isBuilt));
}

function search(root: string, isBuilt: boolean): boolean {
  const directories = [root];
  let files = 0;
  let bytes = 0;
  for (let directory = directories.pop(); directory !== undefined; directory = directories.pop()) {
    let entries;
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch {
      continue;
    }
    for (const entry of entries) {
      const file = path.join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!NEVER.test(entry.name) && (isBuilt || !BUILT.test(entry.name))) directories.push(file);
      } else if (entry.isFile() && SOURCE.test(entry.name)) {
        const read = readRegularFile(file, MAX_BYTES);
        if (read.is === 'too large') return true;
        if (read.is !== 'read') continue;
        bytes += read.size;
        if (++files > MAX_FILES || bytes > MAX_BYTES || TRANSLATES.test(read.bytes.toString('utf8'))) return true;
      }
    }
  }
  return false;
}
