import type { ModuleReader } from '../project/module-reader.ts';
import type { ParsedModule } from '../project/parse-module.ts';
import type { Origin } from '../syntax/bindings.ts';
import { findExports } from './exports.ts';
import { readFile, type File, type SourceCode } from './file.ts';
import { frameOf, type Located } from './frame.ts';

/** How many re-exports are followed: index files of index files. */
const MAX_HOPS = 8;

const files = new WeakMap<ParsedModule, File>();

/** A part of the project: one file that is read already, and the others that may be opened. */
export interface Part {
  readonly own: { readonly path: string; readonly file: File };
  readonly others: ReadonlySet<string>;
}

/** Finds what the project's own modules export. */
export class ProjectFiles {
  readonly #reader: ModuleReader;
  readonly #part: Part | null;

  /** Given a part of the project, no other file is in sight. */
  constructor(reader: ModuleReader, part: Part | null = null) {
    this.#reader = reader;
    this.#part = part;
  }

  /** The file that a module specifier stands for, walked once as long as it stays the same; null where it is out of sight. */
  open(specifier: string, importer: File): File | null {
    const filename = this.#reader.resolve(specifier, importer.filename);
    if (filename === null) return null;
    if (this.#part?.own.path === filename) return this.#part.own.file;
    return this.#part && !this.#part.others.has(filename) ? null : this.read(filename);
  }

  /** The file at a real path of the project; null where it cannot be read. */
  read(filename: string): File | null {
    const module = this.#reader.read(filename);
    if (!module) return null;
    let file = files.get(module);
    if (!file) files.set(module, file = toFile(module));
    return file;
  }

  /** Follows an import to the node that defines it. */
  follow({ source, name }: Origin, importer: File, hops = 0): Located | null {
    const file = this.open(source, importer);
    return file && this.exported(file, name, hops);
  }

  /** What a file exports under a name. */
  exported(file: File, name: string, hops = 0): Located | null {
    if (hops > MAX_HOPS) return null;
    for (const one of findExports(file, name)) {
      const found = 'node' in one ? { node: one.node, frame: frameOf(file) } : this.follow(one, file, hops + 1);
      if (found) return found;
    }
    return null;
  }
}

/** The walk asks for no more of a source code than a parser gives. */
function toFile({ filename, text, ast, scopeManager, visitorKeys }: ParsedModule): File {
  return readFile({ text, ast, scopeManager, visitorKeys } as unknown as SourceCode, filename);
}
