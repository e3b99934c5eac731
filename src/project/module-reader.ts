import { statSync } from 'node:fs';

import { MAX_SOURCE_BYTES } from './package-files.ts';
import { parseModule, type ParsedModule, type ParseOptions, type Parser } from './parse-module.ts';
import { readRegularFile } from './read-file.ts';
import { resolveModule } from './resolve-module.ts';

/** How much source text is kept parsed, in bytes; a syntax tree takes some fifty times as much memory. */
const MAX_CACHED_BYTES = 3_000_000;

interface Entry {
  readonly mtime: number;
  readonly size: number;
  readonly module: ParsedModule | null;
}

/** Parsed files by parser, so that each is read once a process until it changes. */
const caches = new WeakMap<Parser, Map<string, Entry>>();

/**
 * Reads the other files of the project for one linted file, each as it is on disk and the same one every time. How many are read is bounded by who
 * asks, for each question anew: a bound shared by the questions of a file would make an answer depend on what was asked, or known, before it.
 */
export class ModuleReader {
  readonly #options: ParseOptions;
  readonly #cwd: string;
  readonly #cache: Map<string, Entry>;
  readonly #opened = new Map<string, ParsedModule | null>();
  readonly #resolved = new Map<string, string | null>();

  constructor(options: ParseOptions, cwd: string) {
    this.#options = options;
    this.#cwd = cwd;
    let cache = caches.get(options.parser);
    if (!cache) caches.set(options.parser, (cache = new Map<string, Entry>()));
    this.#cache = cache;
  }

  /** Finds the file that a module specifier stands for, as a real path; null for packages, for what is outside of the project or not there. */
  resolve(specifier: string, importer: string): string | null {
    const key = `${importer}\0${specifier}`;
    let file = this.#resolved.get(key);
    if (file === undefined) this.#resolved.set(key, (file = resolveModule(specifier, importer, this.#cwd)));
    return file;
  }

  /** Parses a file of the project; null where it is unreadable or too large. */
  read(file: string): ParsedModule | null {
    let module = this.#opened.get(file);
    if (module === undefined) this.#opened.set(file, (module = this.#readFresh(file)));
    return module;
  }

  #readFresh(file: string): ParsedModule | null {
    let mtime: number;
    let size: number;
    try {
      const stat = statSync(file);
      if (!stat.isFile() || stat.size > MAX_SOURCE_BYTES) return null;
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
    const read = readRegularFile(file, MAX_SOURCE_BYTES);
    if (read.is !== 'read') return null;
    const module = parseModule(read.bytes.toString('utf8'), file, this.#options);
    this.#cache.delete(file);
    this.#cache.set(file, { mtime: read.mtime, size: read.size, module });
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
