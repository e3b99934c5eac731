import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { MAX_SOURCE_BYTES, sourcesIn } from './package-files.ts';
import { MAX_CONFIG_BYTES, readRegularFile } from './read-file.ts';

/** The files beside the sources that a finding may depend on. */
const CONFIG = /^(?:package|[jt]sconfig(?:\.\w+)?)\.json$/;

/**
 * A digest of all that other files can say to the findings of a file: the text of each source file of a folder and of its package.json and tsconfig files, tests,
 * installed packages and what is built left out. Put into `settings['status-code'].stamp` it makes `eslint --cache` lint anew what may have changed by another file.
 * Throws a TypeError where the folder is none, or cannot be read.
 */
export function projectStamp(directory: string = process.cwd()): string {
  if (typeof directory !== 'string' || !isFolder(directory))
    throw new TypeError(
      `projectStamp takes the folder of the project, such as import.meta.dirname; ${JSON.stringify(directory)} is none.`,
    );
  const root = path.resolve(directory);
  const hash = createHash('sha256');
  const add = (filename: string, maxBytes: number): void => {
    const read = readRegularFile(filename, maxBytes);
    // What is not read says nothing to a finding, save that it is there.
    const text = read.is === 'read' ? read.bytes : Buffer.from(read.is);
    hash.update(`${path.relative(root, filename).split(path.sep).join('/')}\0${text.length}\0`).update(text);
  };
  for (const filename of sourcesIn(root, { withPackages: true, onFolder: folder => addConfigs(folder, add) }))
    add(filename, MAX_SOURCE_BYTES);
  return hash.digest('hex').slice(0, 32);
}

function addConfigs(folder: string, add: (filename: string, maxBytes: number) => void): void {
  for (const name of readdirSync(folder).sort()) if (CONFIG.test(name)) add(path.join(folder, name), MAX_CONFIG_BYTES);
}

function isFolder(directory: string): boolean {
  try {
    return statSync(directory).isDirectory();
  } catch {
    return false;
  }
}
