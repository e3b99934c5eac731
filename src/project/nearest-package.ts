import { statSync } from 'node:fs';
import path from 'node:path';

import { FreshCache } from './fresh-cache.ts';
import { MAX_CONFIG_BYTES, readTextFile } from './read-file.ts';

/** The parts of a package.json this plugin reads; all but the directory may be missing or of another type in a broken file. */
export interface PackageManifest {
  readonly directory: string;
  readonly type: string | null;
  /** Declared ranges by package name, of dependencies, peers, optional and development ones. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** The map of `#`-names to files, as written; null where there is none. */
  readonly imports: Readonly<Record<string, unknown>> | null;
}

interface CacheEntry {
  readonly mtime: number;
  readonly size: number;
  readonly manifest: PackageManifest | null;
}

const cache = new FreshCache<CacheEntry>(2000);

/** Finds the package.json nearest to a file, itself or above it; null where there is none. Unreadable and broken ones are passed over as if empty. */
export function findNearestPackage(filename: string): PackageManifest | null {
  if (!path.isAbsolute(filename)) return null;
  for (let directory = path.dirname(filename); ; directory = path.dirname(directory)) {
    const manifest = readPackage(directory);
    if (manifest) return manifest;
    if (directory === path.dirname(directory)) return null;
  }
}

/** Reads the package.json of one directory; null where there is none. */
function readPackage(directory: string): PackageManifest | null {
  return cache.get(directory, known => readEntry(directory, known)).manifest;
}

function readEntry(directory: string, known: CacheEntry | undefined): CacheEntry {
  const file = path.join(directory, 'package.json');
  let mtime = -1;
  let size = -1;
  try {
    const stat = statSync(file);
    // A folder, a pipe or a device of that name is no package.json.
    if (stat.isFile()) ({ mtimeMs: mtime, size } = stat);
  } catch {
    /* there is none */
  }
  const isSame = known?.mtime === mtime && known.size === size;
  const manifest = isSame ? known.manifest : size < 0 ? null : parse(file, directory);
  return { mtime, size, manifest };
}

function parse(file: string, directory: string): PackageManifest {
  const dependencies = new Map<string, string>();
  let type: string | null = null;
  let imports: Record<string, unknown> | null = null;
  try {
    const json: unknown = JSON.parse(readTextFile(file, MAX_CONFIG_BYTES) ?? '');
    if (isRecord(json)) {
      type = typeof json['type'] === 'string' ? json['type'] : null;
      imports = isRecord(json['imports']) ? json['imports'] : null;
      addDependencies(json, dependencies);
    }
  } catch {
    /* a broken package.json says nothing */
  }
  return { directory, type, dependencies, imports };
}

/** Adds the packages that a package.json names, each with its range; `dependencies` has the last word. */
function addDependencies(json: Record<string, unknown>, dependencies: Map<string, string>): void {
  for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies', 'dependencies']) {
    const ranges = json[key];
    if (isRecord(ranges)) for (const [name, range] of Object.entries(ranges)) dependencies.set(name, String(range));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
