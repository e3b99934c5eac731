import type { ModuleReader } from '../project/module-reader.ts';
import type { ParsedModule } from '../project/parse-module.ts';
import type { Origin } from '../syntax/bindings.ts';
import { findExports } from './exports.ts';
import { readFile, type File, type SourceCode } from './file.ts';
import { frameOf, type Located } from './frame.ts';

/** How many re-exports are followed: index files of index files. */
const MAX_HOPS = 8;

const files = new WeakMap<ParsedModule, File>();

/** Finds what the project's own modules export. */
export class ProjectFiles {
  readonly #reader: ModuleReader;

  constructor(reader: ModuleReader) {
    this.#reader = reader;
  }

  /** The file that a module specifier stands for, walked once as long as it stays the same; null where it is out of sight. */
  open(specifier: string, importer: File): File | null {
    const module = this.#reader.open(specifier, importer.filename);
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
