import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { readRegularFile } from './read-file.ts';
import { realPath } from './real-path.ts';
import { resolveModule } from './resolve-module.ts';

/** Bounds of what is looked through to find who imports a file; of files and bytes alone, so that the same tree always gets the same answer. */
export interface SearchLimits {
  /** How many source files a package may have. */
  readonly files: number;
  /** The size of the largest file that is looked at, in bytes. */
  readonly fileBytes: number;
  /** How much text a package may have, in bytes. */
  readonly bytes: number;
}

/** The largest file that is looked at, in bytes: generated and bundled ones are over it. */
export const MAX_SOURCE_BYTES = 256_000;

/** Enough for a large application; past them nobody is known to import anything. */
const SEARCH_LIMITS: SearchLimits = { files: 10_000, fileBytes: MAX_SOURCE_BYTES, bytes: 48_000_000 };

/** The files that reach one file by imports. */
export interface Importers {
  /** Those that register something with a router: they may name the file's functions. */
  readonly registering: readonly string[];
  /** Those between them and the file: index files that export it on, modules that make instances of its classes. */
  readonly between: ReadonlySet<string>;
  /** Those that do neither, and may call what they import: an entry that sets an application up and listens. */
  readonly others: readonly string[];
}

interface Entry {
  readonly filename: string;
  readonly mtime: number;
  readonly size: number;
  readonly registers: boolean;
  readonly exports: boolean;
  readonly makesApplication: boolean;
  readonly loadsModules: boolean;
  readonly sendsResults: boolean;
  readonly extendsResponses: boolean;
  readonly specifiers: readonly string[];
  /** The interfaces that its classes implement, by the names that it has for them. */
  readonly implemented: readonly string[];
}

interface Index {
  /** When the folder was last looked through, and how long that took, in milliseconds. */
  checked: number;
  took: number;
  /** Whether the package has more than the bounds allow: then none of it is known. */
  isTooLarge: boolean;
  entries: ReadonlyMap<string, Entry>;
  /** Files by the last segment of what they import. */
  byStem: ReadonlyMap<string, readonly Entry[]>;
  /** What specifiers were found to stand for while nothing has changed, by importer and specifier. */
  readonly resolved: Map<string, string | null>;
}

/** A package is looked through again after this long at the earliest, in milliseconds, and so seldom that it takes a fiftieth of the time at most. */
const FRESH_FOR = 2000;
const SELDOM = 50;

/** How many packages are remembered. */
const MAX_PACKAGES = 50;

/** How many index files stand between a router and a controller: `controllers/index.js`, and an index of that. */
const MAX_HOPS = 3;

/** More files than these import one file where it is no controller. */
const MAX_REGISTERING = 30;
const MAX_BETWEEN = 40;

/** A package with more applications than these is no server of its own. */
const MAX_APPLICATIONS = 8;

/** More files than these are not looked through for methods that are added to responses. */
const MAX_EXTENSIONS = 12;

/** Text that may make an application. */
const MAKES_APPLICATION = /\b(?:express|fastify)(?:['"]\s*\))?\s*(?:<[^()]{0,200}>\s*)?\(/i;

/** Text that may load modules whose names it computes: `require(path.join(__dirname, file))`, `await import(`./routes/${name}.js`)`, `requireAll(…)`. */
const LOADS_MODULES =
  /\b(?:require|import)\s*\(\s*(?:`[^`]{0,200}\$\{|[\w$.]+\s*[(+)[]|(['"])[^'"\n]{1,100}\1\s*\+)|\brequire-(?:all|dir|directory)\b/;

/** A package with more files than these that load modules by computed names loads no routes by them. */
const MAX_LOADERS = 8;

const SOURCE = /(?<!\.d)\.(?:[cm]?[jt]s|[jt]sx)$/;
const EXTENSION = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** Folders of what is installed, built or generated. */
const NEVER = /^(?:node_modules|bower_components|coverage|dist|build|out|\..*)$/;

/** Tests register handlers by methods and paths of their own. */
const TEST_FOLDER = /^(?:tests?|specs?|e2e|cypress|fixtures|__\w+__)$/i;
const TEST_FILE = /(?:^|[._-])(?:test|spec|e2e|cy|stories|bench|mock)s?\.[a-z]+$/i;

/** Text that may register a handler. */
const REGISTERS =
  /\.\s*(?:get|post|put|patch|delete|del|head|options|all|use|register|route|setErrorHandler|setNotFoundHandler|addHook)\s*(?:<[^()]{0,200}>\s*)?\(/;

/** Text that may add a method to responses: `decorateReply('missing', …)`, `res.missing = …`, `app.response.missing = …`, `Object.assign(res, …)`. */
const EXTENDS_RESPONSES =
  /\bdecorateReply\b|\b(?:assign|defineProperty)\(\s*(?:\w+\.)*(?:res|response|reply)\b|\b(?:res|response|reply|prototype)(?:\.__proto__)?\.(?!statusCode\b|locals\b|headers\b|body\b|data\b)\w+(?:\.\w+)?\s*=(?![=>])\s*(?:async\b|function\b|\(|\{|\w+\s*(?:=>|[;,.(\n]))/;

/** What sends a result that a function of the project returned: `const { statusCode, body } = await controller.handle(req); res.status(statusCode).json(body)`; not what hands on the answer of another server. */
const SENDS_RESULTS =
  /(?:const|let)\s+(?:(\w+)|\{[^}]{0,100}\bstatusCode\b[^}]{0,100}\})\s*(?::[^=;]{1,80})?=\s*await\s+(?!fetch|axios|got|request|undici|\w+\.inject)[\w.]+\([\s\S]{0,400}?\.\s*(?:status|code)\(\s*(?:\1\.)?statusCode\s*\)[\s;]*(?:\w+\s*)?\.\s*(?:json|send|end)\(\s*(?:\1\.)?body\b/;

const EXPORTS = /\bexport\b|\bexports\b/;

const SPECIFIER = /\b(?:from|import|require)\s*(?:\(\s*)?(['"])([^'"\n]{1,300})\1/g;

/** What the classes of a text implement: `class Rows implements Store, Cache<Row> {`. */
const IMPLEMENTS = /\bimplements\s+([\w$][^{};=]{0,300})\{/g;

/** An interface that more classes implement is behind none of them. */
const MAX_IMPLEMENTERS = 3;

const indexes = new Map<string, Index>();

/** Whether a file's text has an adapter that sends the results `{ statusCode, body }` of other functions. */
export function sendsResults(text: string): boolean {
  return text.includes('statusCode') && SENDS_RESULTS.test(text);
}

/** Whether some file of a package has such an adapter; false where not all of it can be looked at. */
export function packageSendsResults(directory: string, limits: SearchLimits = SEARCH_LIMITS): boolean {
  const { isTooLarge, entries } = indexOf(realPath(directory), limits);
  if (isTooLarge) return false;
  for (const entry of entries.values()) if (entry.sendsResults) return true;
  return false;
}

/** The files of a package that may make an application; null where they are too many, or not all of the package can be looked at. */
export function packageApplications(directory: string, limits: SearchLimits = SEARCH_LIMITS): readonly string[] | null {
  const { isTooLarge, entries } = indexOf(realPath(directory), limits);
  const found = [...entries.values()].filter(one => one.makesApplication).map(({ filename }) => filename);
  return isTooLarge || found.length > MAX_APPLICATIONS ? null : found;
}

/** The files of a package that may load modules whose names they compute; none where they are many, or not all of the package can be looked at. */
export function packageLoaders(directory: string, limits: SearchLimits = SEARCH_LIMITS): readonly string[] {
  const { isTooLarge, entries } = indexOf(realPath(directory), limits);
  const found = [...entries.values()].filter(one => one.loadsModules).map(({ filename }) => filename);
  return isTooLarge || found.length > MAX_LOADERS ? [] : found;
}

/** The source files of a package below one of its folders. */
export function packageFolder(
  folder: string,
  directory: string,
  limits: SearchLimits = SEARCH_LIMITS,
): readonly string[] {
  const start = folder.endsWith(path.sep) ? folder : folder + path.sep;
  return [...indexOf(realPath(directory), limits).entries.keys()].filter(filename => filename.startsWith(start));
}

/** The files of a package that may add methods to responses; none where not all of the package can be looked at, or they are too many. */
export function packageExtensions(directory: string, limits: SearchLimits = SEARCH_LIMITS): readonly string[] {
  const { isTooLarge, entries } = indexOf(realPath(directory), limits);
  const found = [...entries.values()].filter(one => one.extendsResponses).map(({ filename }) => filename);
  return isTooLarge || found.length > MAX_EXTENSIONS ? [] : found;
}

/** The files of a package with classes that implement an interface of a name; null where they are many, or not all of the package can be looked at. */
export function packageImplementers(
  name: string,
  directory: string,
  limits: SearchLimits = SEARCH_LIMITS,
): readonly string[] | null {
  const { isTooLarge, entries } = indexOf(realPath(directory), limits);
  if (isTooLarge) return null;
  const found = [...entries.values()].filter(({ implemented }) => implemented.includes(name));
  return found.length > MAX_IMPLEMENTERS ? null : found.map(({ filename }) => filename);
}

/** The files of a package that import one of some others; none where not all of the package can be looked at, or there are too many. */
export function packageImporters(
  packages: readonly string[],
  directory: string,
  limits: SearchLimits = SEARCH_LIMITS,
): readonly string[] {
  const { isTooLarge, byStem } = indexOf(realPath(directory), limits);
  const found = packages.flatMap(name =>
    (byStem.get(stemOf(name)) ?? []).filter(({ specifiers }) => specifiers.includes(name)),
  );
  return isTooLarge || found.length > MAX_APPLICATIONS ? [] : [...new Set(found.map(({ filename }) => filename))];
}

/** Finds the files of a package that import a file, directly or through others; null where not all of the package can be looked at. */
export function findImporters(
  filename: string,
  directory: string,
  cwd: string,
  limits: SearchLimits = SEARCH_LIMITS,
): Importers | null {
  const root = realPath(directory);
  const index = indexOf(root, limits);
  if (index.isTooLarge) return null;
  const target = realPath(filename);
  const registering = new Set<string>();
  const between = new Set<string>();
  const others = new Set<string>();
  let targets = [target];
  for (let hop = 0; hop < MAX_HOPS && targets.length > 0; hop++) {
    const next: string[] = [];
    for (const one of targets) {
      for (const entry of importing(one, index, cwd)) {
        if (entry.filename === target || registering.has(entry.filename) || between.has(entry.filename)) continue;
        if (entry.registers) registering.add(entry.filename);
        else if (!entry.exports) others.add(entry.filename);
        else {
          between.add(entry.filename);
          next.push(entry.filename);
        }
      }
      if (registering.size + others.size > MAX_REGISTERING || between.size > MAX_BETWEEN) return null;
    }
    targets = next;
  }
  return { registering: [...registering], between, others: [...others] };
}

function* importing(target: string, { byStem, resolved }: Index, cwd: string): Generator<Entry> {
  const resolve = (specifier: string, importer: string): string | null => {
    const key = `${cwd}\0${importer}\0${specifier}`;
    let file = resolved.get(key);
    if (file === undefined) resolved.set(key, (file = resolveModule(specifier, importer, cwd)));
    return file;
  };
  for (const stem of stemsOf(target)) {
    for (const entry of byStem.get(stem) ?? []) {
      if (entry.specifiers.some(one => stemOf(one) === stem && resolve(one, entry.filename) === target)) yield entry;
    }
  }
}

/** The last segments by which a file can be imported: its name, and its folder's where it is an index. */
function stemsOf(filename: string): readonly string[] {
  const name = path.basename(filename).replace(EXTENSION, '');
  return name === 'index' ? [name, path.basename(path.dirname(filename)), ''] : [name];
}

/** The last segment of what is imported, without the marks of aliases and the extension: `../controllers/`, `@controllers`; empty for `..`. */
function stemOf(specifier: string): string {
  const last = specifier.split('/').findLast(segment => segment !== '' && segment !== '.' && segment !== '..') ?? '';
  return last.replace(EXTENSION, '').replace(/^[@#~$]/, '');
}

function indexOf(root: string, limits: SearchLimits): Index {
  const known = indexes.get(root);
  const age = performance.now() - (known?.checked ?? 0);
  if (known && age < Math.max(FRESH_FOR, known.took * SELDOM)) return known;
  if (!known && indexes.size >= MAX_PACKAGES) indexes.clear();
  const index = look(root, known ?? null, limits);
  indexes.set(root, index);
  return index;
}

/** Looks a package through: what has not changed since the last time is not read again. */
function look(root: string, before: Index | null, limits: SearchLimits): Index {
  const start = performance.now();
  const entries = new Map<string, Entry>();
  let bytes = 0;
  let reads = 0;
  let isTooLarge = false;
  for (const filename of sourcesIn(root)) {
    const old = before?.entries.get(filename);
    const entry = readEntry(filename, old, limits);
    if (!entry) continue;
    if (entry !== old) reads++;
    bytes += entry.size;
    isTooLarge = entries.size >= limits.files || bytes > limits.bytes;
    if (isTooLarge) break;
    entries.set(filename, entry);
  }
  const isSame = before?.entries.size === entries.size && reads === 0;
  const end = performance.now();
  const seen = isTooLarge ? new Map<string, Entry>() : entries;
  return {
    checked: end,
    took: end - start,
    isTooLarge,
    entries: seen,
    byStem: isSame ? before.byStem : arrange(seen.values()),
    // What is not read, a tsconfig for instance, may have changed all the same.
    resolved: new Map(),
  };
}

/** How a folder is walked. */
export interface Walk {
  /** Whether the packages within are entered, too. */
  readonly withPackages: boolean;
  /** Called with each folder before its files. */
  readonly onFolder?: (folder: string) => void;
}

/** The source files of a folder, in an order that is the same on every system; links are not followed, and packages within are not entered unless that is asked for. */
export function* sourcesIn(
  root: string,
  { withPackages, onFolder }: Walk = { withPackages: false },
): Generator<string> {
  const directories = [root];
  for (let directory = directories.pop(); directory !== undefined; directory = directories.pop()) {
    let entries;
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch {
      continue;
    }
    if (!withPackages && directory !== root && entries.some(entry => entry.name === 'package.json')) continue;
    onFolder?.(directory);
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.isDirectory()) {
        if (!NEVER.test(entry.name) && !TEST_FOLDER.test(entry.name))
          directories.push(path.join(directory, entry.name));
      } else if (entry.isFile() && SOURCE.test(entry.name) && !TEST_FILE.test(entry.name))
        yield path.join(directory, entry.name);
    }
  }
}

/** What a file's text says; null where it cannot be read or is too large to be written by hand. */
function readEntry(filename: string, old: Entry | undefined, limits: SearchLimits): Entry | null {
  if (old && isUnchanged(old)) return old;
  const read = readRegularFile(filename, limits.fileBytes);
  if (read.is !== 'read') return null;
  const { mtime, size } = read;
  const text = read.bytes.toString('utf8');
  const registers = REGISTERS.test(text);
  const exports = EXPORTS.test(text);
  const specifiers = [...new Set(Array.from(text.matchAll(SPECIFIER), match => match[2] ?? ''))];
  return {
    filename,
    mtime,
    size,
    registers,
    exports,
    makesApplication: MAKES_APPLICATION.test(text),
    loadsModules: LOADS_MODULES.test(text),
    sendsResults: sendsResults(text),
    extendsResponses: EXTENDS_RESPONSES.test(text),
    specifiers,
    implemented: implementedIn(text),
  };
}

function isUnchanged({ filename, mtime, size }: Entry): boolean {
  try {
    const stat = statSync(filename);
    return stat.isFile() && stat.mtimeMs === mtime && stat.size === size;
  } catch {
    return false;
  }
}

function arrange(entries: Iterable<Entry>): Map<string, Entry[]> {
  const byStem = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const stem of new Set(entry.specifiers.map(stemOf))) {
      const list = byStem.get(stem);
      if (list) list.push(entry);
      else byStem.set(stem, [entry]);
    }
  }
  return byStem;
}

function implementedIn(text: string): readonly string[] {
  if (!text.includes('implements')) return [];
  return [...text.matchAll(IMPLEMENTS)].flatMap(([, list = '']) => list.match(/[\w$]+/g) ?? []);
}
