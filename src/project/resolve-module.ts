import { readdirSync } from 'node:fs';
import path from 'node:path';

import { createPathsMatcher, getTsconfig } from 'get-tsconfig';
import { resolveImports } from 'resolve-pkg-maps';

import { FreshCache } from './fresh-cache.ts';
import { GuardedFiles } from './guarded-files.ts';
import { findNearestPackage } from './nearest-package.ts';
import { realPath } from './real-path.ts';
import { candidatesInWorkspace } from './workspace-packages.ts';

/** The extensions of source files, in the order they are tried. */
const EXTENSIONS = ['.ts', '.js', '.tsx', '.mts', '.cts', '.mjs', '.cjs', '.jsx'];

/** What a TypeScript import says and what the file is called: './errors.js' is errors.ts. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
  '.jsx': ['.tsx'],
};

/** How many directories are remembered at most. */
const MAX_DIRECTORIES = 2000;

/** What an entry of a directory is; a link may be either. */
type Kind = 'file' | 'directory' | 'link';

const listings = new FreshCache<ReadonlyMap<string, Kind>>(2000, MAX_DIRECTORIES);
const matchers = new FreshCache<((specifier: string) => string[]) | null>(2000, MAX_DIRECTORIES);

/** Finds the source file of the project that a module specifier stands for, as a real path within `cwd` and outside of node_modules, unless it is in the package of the file that asks; null for packages and for what is not there. */
export function resolveModule(specifier: string, importer: string, cwd: string): string | null {
  if (!path.isAbsolute(importer) || specifier === '') return null;
  const found = firstOf(candidatesOf(specifier, importer), importer, cwd);
  return found ?? (isBare(specifier) ? firstOf(candidatesInWorkspace(specifier, importer, cwd), importer, cwd) : null);
}

function firstOf(candidates: readonly string[], importer: string, cwd: string): string | null {
  for (const candidate of candidates) {
    const file = findSource(candidate);
    const real = file && realPath(file);
    if (real && (isOwn(real, cwd) || isOfSamePackage(real, importer, cwd))) return real;
  }
  return null;
}

/** Whether a specifier names a package, or something in one: `@shop/stock/errors`. */
function isBare(specifier: string): boolean {
  return /^(?:@[^/]+\/)?[^./#@:][^:]*$/.test(specifier) && !path.isAbsolute(specifier);
}

function candidatesOf(specifier: string, importer: string): readonly string[] {
  const directory = path.dirname(importer);
  // require(path.join(__dirname, file))
  if (path.isAbsolute(specifier)) return [specifier];
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return [path.resolve(directory, specifier) + endOf(specifier)];
  // A scoped or plain package name is not looked for where no `paths` or `baseUrl` maps it.
  const mapped = pathsMatcher(directory)?.(specifier) ?? [];
  // TypeScript asks `paths` first, which lead to the source.
  return specifier.startsWith('#') ? [...mapped, ...fromImportsMap(specifier, importer)] : mapped;
}

/** What ends with a slash or with dots stands for a directory, though a file beside it may have the same name: `./v1/` and v1.js. */
function endOf(specifier: string): string {
  return /(?:^|\/)(?:\.{1,2})?$/.test(specifier) ? path.sep : '';
}

/** The targets of `"imports": { "#errors/*": "./src/errors/*.js" }` in the nearest package.json. */
function fromImportsMap(specifier: string, importer: string): readonly string[] {
  const manifest = findNearestPackage(importer);
  if (!manifest?.imports) return [];
  try {
    return resolveImports(manifest.imports as Parameters<typeof resolveImports>[0], specifier, [
      'node',
      'import',
      'require',
      'default',
      'development',
      'source',
    ])
      .filter(target => target.startsWith('./'))
      .flatMap(target => [path.resolve(manifest.directory, target), ...unbuilt(target, manifest.directory)]);
  } catch {
    return [];
  }
}

/** The source of what is not built: `./build/errors.js` in a package without that folder stands in `src`, as compilers keep the rest of a path. */
function unbuilt(target: string, directory: string): readonly string[] {
  const [, folder = '', rest] = /^\.\/([^/]+)\/(.+)$/.exec(target) ?? [];
  const entries = list(directory);
  return rest === undefined || entries.has(folder) || !entries.has('src') ? [] : [path.join(directory, 'src', rest)];
}

function pathsMatcher(directory: string): ((specifier: string) => string[]) | null {
  return matchers.get(directory, () => {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      try {
        const config = getTsconfig(directory, name, new GuardedFiles());
        const match = config && createPathsMatcher(config);
        if (match) return match;
      } catch {
        /* a broken tsconfig maps nothing */
      }
    }
    return null;
  });
}

/** The source file at a path: itself, its TypeScript source, with an extension, or the index of a directory. */
function findSource(candidate: string): string | null {
  if (candidate.endsWith(path.sep)) return findIndex(candidate.slice(0, -1));
  const directory = path.dirname(candidate);
  const name = path.basename(candidate);
  const entries = list(directory);
  const extension = path.extname(name);
  if (EXTENSIONS.includes(extension)) {
    if (isFile(entries.get(name))) return candidate;
    const stem = name.slice(0, -extension.length);
    for (const source of SOURCES_OF[extension] ?? [])
      if (isFile(entries.get(stem + source))) return path.join(directory, stem + source);
  }
  for (const source of EXTENSIONS) if (isFile(entries.get(name + source))) return path.join(directory, name + source);
  const kind = name === '' ? 'directory' : entries.get(name);
  if (kind === 'file' || (kind === undefined && directory !== candidate)) return null;
  return findIndex(candidate);
}

function findIndex(directory: string): string | null {
  const inside = list(directory);
  for (const source of EXTENSIONS)
    if (isFile(inside.get(`index${source}`))) return path.join(directory, `index${source}`);
  return null;
}

function isFile(kind: Kind | undefined): boolean {
  return kind === 'file' || kind === 'link';
}

function list(directory: string): ReadonlyMap<string, Kind> {
  return listings.get(directory, () => {
    const entries = new Map<string, Kind>();
    try {
      for (const entry of readdirSync(directory, { withFileTypes: true })) {
        entries.set(entry.name, entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'directory' : 'file');
      }
    } catch {
      /* there is none, or it may not be read */
    }
    return entries;
  });
}

const roots = new Map<string, string>();

/** Whether a file is of the very package in node_modules that a file is of that is linted: monorepos keep their packages in `packages/node_modules`. */
function isOfSamePackage(file: string, importer: string, cwd: string): boolean {
  const folder = installedFolder(file);
  return folder !== null && folder === installedFolder(importer) && isWithinRoot(file, cwd);
}

function installedFolder(file: string): string | null {
  const parts = file.split(path.sep);
  const at = parts.lastIndexOf('node_modules');
  return at < 0 ? null : parts.slice(0, at + (parts[at + 1]?.startsWith('@') ? 3 : 2)).join(path.sep);
}

function isOwn(file: string, cwd: string): boolean {
  return isWithinRoot(file, cwd) && !relativeToRoot(file, cwd).split(path.sep).includes('node_modules');
}

function relativeToRoot(file: string, cwd: string): string {
  let root = roots.get(cwd);
  if (root === undefined) roots.set(cwd, (root = realPath(cwd)));
  return path.relative(root, file);
}

function isWithinRoot(file: string, cwd: string): boolean {
  const relative = relativeToRoot(file, cwd);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
