import { readdirSync } from 'node:fs';
import path from 'node:path';

import { getTsconfig } from 'get-tsconfig';
import { resolveExports } from 'resolve-pkg-maps';

import { FreshCache } from './fresh-cache.ts';
import { GuardedFiles } from './guarded-files.ts';
import { MAX_CONFIG_BYTES, readTextFile } from './read-file.ts';

/** A package of a workspace, where it stands and what its package.json says of its entries. */
interface WorkspacePackage {
  readonly directory: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** What a package keeps its sources in, and what they are compiled into; null where its tsconfig does not say. */
interface Built {
  readonly from: string;
  readonly into: string;
}

/** How many folders one pattern of a workspace is looked for in. */
const MAX_FOLDERS = 2000;

/** How deep `**` of a pattern goes. */
const MAX_DEPTH = 5;

/** How long a workspace is trusted, in milliseconds, and how many are kept. */
const FRESH = 2000;
const MOST = 500;

/** The conditions of `exports` that lead to a package's own sources or, failing that, to what is built of them. Source: Node.js, "Conditional exports". */
const CONDITIONS = ['source', 'development', 'import', 'node', 'require', 'default'];

/** Each set of conditions leads to one target: declarations stand where what is built would. */
const ASKED = [CONDITIONS, ['types', ...CONDITIONS]];

const workspaces = new FreshCache<ReadonlyMap<string, WorkspacePackage>>(FRESH, MOST);
const compiled = new FreshCache<Built | null>(FRESH, MOST);

/**
 * Where the source of `@shop/stock` or `@shop/stock/errors` may stand, that is a package of the workspace around a file and no installed one, likeliest first; empty for any other.
 * Sources: npm and Yarn, "workspaces" in package.json; pnpm, pnpm-workspace.yaml.
 */
export function candidatesInWorkspace(specifier: string, importer: string, root: string): readonly string[] {
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  const inner = parts.slice(specifier.startsWith('@') ? 2 : 1).join('/');
  for (let directory = path.dirname(importer); isWithin(directory, root); directory = path.dirname(directory)) {
    const found = packagesOf(directory).get(name);
    if (found) return entriesOf(found, inner);
    if (directory === path.dirname(directory)) break;
  }
  return [];
}

function isWithin(directory: string, root: string): boolean {
  return directory === root || directory.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}

/** The files that an entry of a package may be written in: beside what its package.json names, where its compiler takes that from. */
function entriesOf({ directory, manifest }: WorkspacePackage, inner: string): readonly string[] {
  const targets = targetsOf(manifest, inner).map(target => path.resolve(directory, target));
  const sources = targets.flatMap(target => sourcesOf(target, directory));
  const plain = inner === '' ? ['index', 'src/index', 'lib/index'] : [inner, `src/${inner}`];
  return [
    ...sources,
    ...targets.filter(target => !isDeclaration(target)),
    ...(targets.length > 0 || 'exports' in manifest ? [] : plain.map(one => path.join(directory, one))),
  ];
}

/** What a package.json names for an entry, `source` before what is built. */
function targetsOf(manifest: Readonly<Record<string, unknown>>, inner: string): readonly string[] {
  const named = inner === '' ? ['source', 'module', 'main', 'types', 'typings'].map(key => manifest[key]) : [];
  return [...fromExports(manifest['exports'], inner), ...named].filter(target => typeof target === 'string');
}

function fromExports(exports: unknown, inner: string): readonly string[] {
  if (exports === undefined || exports === null) return [];
  try {
    return ASKED.flatMap(conditions =>
      resolveExports(exports as Parameters<typeof resolveExports>[0], inner, conditions),
    );
  } catch {
    return [];
  }
}

/** `dist/errors.js` is written in `src/errors.ts`, where the package's tsconfig says that the one is made of the other. */
function sourcesOf(target: string, directory: string): readonly string[] {
  const built = builtOf(directory);
  if (!built || !isWithin(target, built.into)) return [];
  return [path.join(built.from, path.relative(built.into, target).replace(/\.d\.([cm]?)ts$/, '.$1js'))];
}

function builtOf(directory: string): Built | null {
  return compiled.get(directory, () => {
    try {
      const options = getTsconfig(directory, 'tsconfig.json', new GuardedFiles())?.config.compilerOptions;
      if (options?.outDir === undefined) return null;
      // Without `rootDir` it is the folder that all sources have in common, which is `src` as a rule.
      const from = options.rootDir ?? 'src';
      return { from: path.resolve(directory, from), into: path.resolve(directory, options.outDir) };
    } catch {
      return null;
    }
  });
}

function isDeclaration(target: string): boolean {
  return /\.d\.[cm]?ts$/.test(target);
}

/** The packages of the workspace that a directory is the root of, by name; none where it is none. */
function packagesOf(root: string): ReadonlyMap<string, WorkspacePackage> {
  return workspaces.get(root, () => {
    const found = new Map<string, WorkspacePackage>();
    for (const pattern of patternsOf(root)) {
      for (const directory of foldersOf(root, pattern.split('/').filter(Boolean))) {
        const manifest = readManifest(directory);
        const name = manifest?.['name'];
        if (manifest && typeof name === 'string' && !found.has(name)) found.set(name, { directory, manifest });
      }
    }
    return found;
  });
}

function readManifest(directory: string): Readonly<Record<string, unknown>> | null {
  const text = readTextFile(path.join(directory, 'package.json'), MAX_CONFIG_BYTES);
  if (text === null) return null;
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

/** The patterns of the folders of a workspace's packages, as npm, Yarn, pnpm or Lerna are told them; what they leave out (`!test`) is not. */
function patternsOf(root: string): readonly string[] {
  const told = readManifest(root)?.['workspaces'];
  const packages = isRecord(told) ? told['packages'] : told;
  const lerna = textsOf(readJson(path.join(root, 'lerna.json'))?.['packages']);
  return [...textsOf(packages), ...lerna, ...fromPnpm(root)].filter(pattern => !pattern.startsWith('!'));
}

function readJson(file: string): Readonly<Record<string, unknown>> | null {
  const text = readTextFile(file, MAX_CONFIG_BYTES);
  try {
    const json: unknown = text === null ? null : JSON.parse(text);
    return isRecord(json) ? json : null;
  } catch {
    return null;
  }
}

/** The list under `packages:` of pnpm-workspace.yaml, an item a line. */
function fromPnpm(root: string): readonly string[] {
  const lines = readTextFile(path.join(root, 'pnpm-workspace.yaml'), MAX_CONFIG_BYTES)?.split(/\r?\n/) ?? [];
  const first = lines.findIndex(line => line.startsWith('packages:'));
  if (first < 0) return [];
  const found: string[] = [];
  for (const line of lines.slice(first + 1)) {
    const item = /^ *- *(['"]?)([^'"#\s]+)\1/.exec(line)?.[2];
    if (item !== undefined) found.push(item);
    else if (/^\S/.test(line) && !line.startsWith('#')) break;
  }
  return found;
}

/** The folders below one that a pattern's segments name: `packages/*`, `apps/**`. */
function foldersOf(directory: string, segments: readonly string[]): readonly string[] {
  let level: readonly string[] = [directory];
  for (const segment of segments) {
    if (segment === '.') continue;
    level = level.flatMap(one =>
      segment === '**'
        ? everyFolder(one)
        : segment.includes('*')
          ? foldersIn(one).filter(inside => matches(path.basename(inside), segment))
          : [path.join(one, segment)],
    );
    if (level.length > MAX_FOLDERS) return [];
  }
  return level;
}

function everyFolder(directory: string, depth = 0): readonly string[] {
  if (depth === MAX_DEPTH) return [directory];
  return [directory, ...foldersIn(directory).flatMap(one => everyFolder(one, depth + 1))];
}

function foldersIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter(entry => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
      .map(({ name }) => path.join(directory, name));
  } catch {
    return [];
  }
}

/** Whether a name is one that a segment with `*` stands for: `plugin-*`. */
function matches(name: string, segment: string): boolean {
  const [begin = '', ...rest] = segment.split('*');
  const end = rest.at(-1) ?? '';
  return name.length >= begin.length + end.length && name.startsWith(begin) && name.endsWith(end);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
