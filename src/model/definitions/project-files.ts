import type { ModuleReader } from '../../project/module-reader.ts';
import type { ParsedModule } from '../../project/parse-module.ts';
import type { Origin } from '../../syntax/bindings.ts';
import { findExports } from './exports.ts';
import { readFile, type File, type SourceCode } from './file.ts';
import { frameOf, type Located } from './frame.ts';

/** How many imports and re-exports are followed for one question, known files counted like new ones: index files of index files. Past them nothing is in sight. */
const MAX_FOLLOWED = 120;

/** One question of where a name comes from, with what it has followed already: index files may export each other. */
type Question = Set<string>;

const files = new WeakMap<ParsedModule, File>();

/** The file that is linted, as the editor has it, and the real path it stands at. */
export interface LintedFile {
  readonly path: string;
  readonly file: File;
}

/** Finds the real paths of the files whose classes implement an interface of a name; null where they are many, or not all can be looked at. */
type FindImplementing = (name: string) => readonly string[] | null;

/** Finds what the project's own modules export. */
export class ProjectFiles {
  readonly #reader: ModuleReader;
  readonly #linted: LintedFile | null;
  readonly #findImplementing: FindImplementing;
  readonly #inSight: ReadonlySet<string> | null;
  /** What imports lead to, by the file they stand in: asked five times of each, as every call by an imported name asks. */
  readonly #followed = new Map<File, Map<string, Located | null>>();

  /** Given some real paths, no other file is in sight by its specifier. */
  constructor(
    reader: ModuleReader,
    linted: LintedFile | null,
    findImplementing: FindImplementing,
    inSight: ReadonlySet<string> | null = null,
  ) {
    this.#reader = reader;
    this.#linted = linted;
    this.#findImplementing = findImplementing;
    this.#inSight = inSight;
  }

  /** The same, with some files, and others by their real paths, alone in sight. */
  part(files: readonly File[], others: Iterable<string>): ProjectFiles {
    const paths = files.map(file => this.pathOf(file));
    return new ProjectFiles(this.#reader, this.#linted, this.#findImplementing, new Set([...others, ...paths]));
  }

  /** The real path of a file. */
  pathOf(file: File): string {
    return file === this.#linted?.file ? this.#linted.path : file.filename;
  }

  /** The file that a module specifier stands for, walked once as long as it stays the same; null where it is out of sight. */
  open(specifier: string, importer: File): File | null {
    const filename = this.#reader.resolve(specifier, importer.filename);
    return filename === null || this.#inSight?.has(filename) === false ? null : this.read(filename);
  }

  /** The file at a real path of the project; null where it cannot be read. The one that is linted is what the editor has, and not what was stored. */
  read(filename: string): File | null {
    if (filename === this.#linted?.path) return this.#linted.file;
    const module = this.#reader.read(filename);
    if (!module) return null;
    let file = files.get(module);
    if (!file) files.set(module, (file = toFile(module)));
    return file;
  }

  /** The files with classes that implement an interface of a name; null where they are many, or one of them cannot be read. */
  implementing(name: string): readonly File[] | null {
    const found = this.#findImplementing(name)?.map(filename => this.read(filename));
    return found?.every(file => file !== null) ? found : null;
  }

  /** Follows an import to the node that defines it. */
  follow(origin: Origin, importer: File): Located | null {
    const key = `${origin.source}\0${origin.name}`;
    let ofFile = this.#followed.get(importer);
    if (!ofFile) this.#followed.set(importer, (ofFile = new Map<string, Located | null>()));
    let found = ofFile.get(key);
    if (found === undefined) ofFile.set(key, (found = this.#follow(origin, importer, new Set())));
    return found;
  }

  /** What a file exports under a name. */
  exported(file: File, name: string): Located | null {
    return this.#exported(file, name, new Set());
  }

  #follow({ source, name }: Origin, importer: File, question: Question): Located | null {
    const key = `${importer.filename}\0${source}\0${name}`;
    if (question.has(key) || question.size >= MAX_FOLLOWED) return null;
    question.add(key);
    const file = this.open(source, importer);
    return file && this.#exported(file, name, question);
  }

  #exported(file: File, name: string, question: Question): Located | null {
    for (const one of findExports(file, name)) {
      const found = 'node' in one ? { node: one.node, frame: frameOf(file) } : this.#follow(one, file, question);
      if (found) return found;
    }
    return null;
  }
}

/** The walk asks for no more of a source code than a parser gives. */
function toFile({ filename, text, ast, scopeManager, visitorKeys }: ParsedModule): File {
  return readFile({ text, ast, scopeManager, visitorKeys } as unknown as SourceCode, filename);
}
