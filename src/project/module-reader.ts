import { readFileSync, statSync } from 'node:fs';

import { parseModule, type ParsedModule, type Parser, type ParseOptions } from './parse-module.ts';
import { resolveModule } from './resolve-module.ts';

/** Bounds of what is read for one linted file. */
export interface ReadLimits {
  /** How many other files are opened. */
  readonly files: number;
  /** How many of them are parsed anew, the rest being known. */
  readonly parses: number;
  /** The size of the largest file that is read, in bytes. */
  readonly fileBytes: number;
  /** How long reading may take, in milliseconds; one file is always finished. */
  readonly milliseconds: number;
}

/** Enough for a controller with its errors, constants and responders; generated and bundled files are over the size. */
export const DEFAULT_LIMITS: ReadLimits = { files: 120, parses: 60, fileBytes: 256_000, milliseconds: 1500 };

/** How much source text is kept parsed, in bytes; a syntax tree takes some fifty times as much memory. */
const MAX_CACHED_BYTES = 3_000_000;

interface Entry {
  readonly mtime: number;
  readonly size: number;
  readonly module: ParsedModule | null;
}

/** Parsed files by parser, so that each is read once a process until it changes. */
const caches = new WeakMap<Parser, Map<string, Entry>>();

/** Reads the files of the project that one linted file imports, within bounds; each sees the file as it is on disk. */
export class ModuleReader {
  readonly #options: ParseOptions;
  readonly #cwd: string;
  readonly #limits: ReadLimits;
  readonly #cache: Map<string, Entry>;
  readonly #opened = new Map<string, ParsedModule | null>();
  readonly #resolved = new Map<string, string | null>();
  #parses = 0;
  #spent = 0;

  constructor(options: ParseOptions, cwd: string, limits: ReadLimits = DEFAULT_LIMITS) {
    this.#options = options;
    this.#cwd = cwd;
    this.#limits = limits;
    let cache = caches.get(options.parser);
    if (!cache) caches.set(options.parser, cache = new Map<string, Entry>());
    this.#cache = cache;
  }

  /** Finds the file that a module specifier stands for, as a real path; null for packages, for what is outside of the project or not there, and past the bounds. */
  resolve(specifier: string, importer: string): string | null {
    const key = `${importer}\0${specifier}`;
    let file = this.#resolved.get(key);
    if (file === undefined) {
      if (this.#spent > this.#limits.milliseconds) return null;
      const start = performance.now();
      this.#resolved.set(key, file = resolveModule(specifier, importer, this.#cwd));
      this.#spent += performance.now() - start;
    }
    return file;
  }

  /** Parses a file of the project; null where it is unreadable or too large, and past the bounds. */
  read(file: string): ParsedModule | null {
    const opened = this.#opened.get(file);
    if (opened !== undefined) return opened;
    if (this.#opened.size >= this.#limits.files || this.#spent > this.#limits.milliseconds) return null;
    const start = performance.now();
    const module = this.#readFresh(file);
    this.#spent += performance.now() - start;
    this.#opened.set(file, module);
    return module;
  }

  #readFresh(file: string): ParsedModule | null {
    let mtime: number;
    let size: number;
    try {
      const stat = statSync(file);
      if (!stat.isFile() || stat.size > this.#limits.fileBytes) return null;
      ({ mtimeMs: mtime, size } = stat);
    } catch {
      return null;
    }
    const known = this.#cache.get(file);
    if (known?.mtime === mtime && known.size === size) {
      // The last used goes to the end, so that the first is the one to let go of.
      this.#cache.delete(file);
      this.#cache.set(file, known);
      return known.module;
    }
    if (this.#parses >= this.#limits.parses) return null;
    this.#parses++;
    let module: ParsedModule | null = null;
    try {
      module = parseModule(readFileSync(file, 'utf8'), file, this.#options);
    } catch { /* gone or not to be read since the look at it */ }
    this.#cache.delete(file);
    this.#cache.set(file, { mtime, size, module });
    this.#evict();
    return module;
  }

  #evict(): void {
    let bytes = 0;
    for (const { size } of this.#cache.values()) bytes += size;
    for (const [file, { size }] of this.#cache) {
      if (bytes <= MAX_CACHED_BYTES) return;
      this.#cache.delete(file);
      bytes -= size;
    }
  }
}
