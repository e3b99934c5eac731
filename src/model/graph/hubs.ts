import type { File } from '../definitions/file.ts';
import { isClass, Locator } from '../definitions/locate.ts';
import type { ProjectFiles } from '../definitions/project-files.ts';

/** The files that lead to one file by imports, by name. */
export interface Importing {
  /** Real paths of those that register something or call what they import. */
  readonly filenames: readonly string[];
  /** Real paths of those through which they do: index files, modules that make instances. */
  readonly between: ReadonlySet<string>;
}

/** Finds the files that import a file, directly or through others; null where they are too many, or the project is. */
export type FindImporting = (file: File) => Importing | null;

/** Finds the real paths of the files that import one of some packages, or a file of one. */
export type FindUsers = (packages: readonly string[]) => readonly string[];

/** What a project loads by the names of its files. */
export interface FolderLoads {
  /** Finds the real paths of the files that may load modules whose names they compute. */
  readonly findLoaders: () => readonly string[];
  /** Finds the real paths of the source files below a folder. */
  readonly filesBelow: (folder: string) => readonly string[];
}

/** How a project's files lead to one another. */
export interface ProjectLinks extends FolderLoads {
  readonly findImporting: FindImporting;
  readonly findUsers: FindUsers;
}

/** The files that lead to one file, read. */
export interface Hubs {
  readonly files: readonly File[];
  /** Sees that one file, the one that is linted, and those between, alone: what else is imported is not opened for the question who uses it. */
  readonly locator: Locator;
  /** Whether each of them can be read, and they are not too many. */
  readonly areAll: boolean;
}

const NONE: Hubs = { files: [], locator: new Locator(null), areAll: false };

/** The files that lead from an application to one file, each set found once. */
export class HubReader {
  readonly #files: ProjectFiles | null;
  readonly #links: ProjectLinks;
  readonly #asked = new Set<string>();
  readonly #linted: File;
  readonly #known = new Map<File, Hubs>();
  #ownBetween: readonly string[] | null = null;

  constructor(linted: File, files: ProjectFiles | null, links: ProjectLinks) {
    this.#linted = linted;
    this.#files = files;
    this.#links = links;
  }

  /** The files below a folder that anything is asked of: those alone are of interest to who loads the folder, and all where that is the linted file itself. */
  filesBelow(folder: string, loader: File): readonly string[] {
    if (!this.#files) return [];
    const all = this.#links.filesBelow(folder).filter(filename => filename !== this.#pathOf(loader));
    return loader === this.#linted ? all : all.filter(filename => this.#asked.has(filename));
  }

  /** The files that import one of some packages. */
  importersOf(packages: readonly string[]): readonly File[] {
    return this.#files ? this.#links.findUsers(packages).flatMap(filename => this.read(filename) ?? []) : [];
  }

  /** The files that use what one file exports; the file itself is none of them. */
  of(file: File): Hubs {
    let known = this.#known.get(file);
    this.#asked.add(this.#pathOf(file));
    if (!known) this.#known.set(file, (known = this.#read(file)));
    return known;
  }

  /** The file at a real path; null where it cannot be read, or no other file is. */
  read(filename: string): File | null {
    return this.#files?.read(filename) ?? null;
  }

  #pathOf(file: File): string {
    return this.#files?.pathOf(file) ?? file.filename;
  }

  #read(file: File): Hubs {
    const files = this.#files;
    const importing = files && this.#links.findImporting(file);
    if (!importing) return NONE;
    const { filenames, between } = importing;
    const read = [...new Set([...filenames, ...this.#links.findLoaders()])].map(filename => files.read(filename));
    this.#ownBetween ??= [...(this.#links.findImporting(this.#linted)?.between ?? [])];
    return {
      files: read.flatMap(one => (one && one !== file ? [one] : [])),
      locator: new Locator(
        files.part([this.#linted, file, ...basesOf(file, files)], [...between, ...this.#ownBetween]),
      ),
      areAll: !read.includes(null),
    };
  }
}

/** How many classes extend one another. */
const MAX_BASES = 3;

/** The files of the classes that the classes of a file extend: what an instance has may be theirs. */
function basesOf(file: File, files: ProjectFiles, depth = 0): readonly File[] {
  if (depth >= MAX_BASES) return [];
  const classes = new Set(file.functions.map(({ parent }) => parent.parent?.parent));
  return [...classes].flatMap(cls => {
    const superClass = cls && isClass(cls) ? cls.superClass : null;
    const origin = superClass && file.bindings.originOf(superClass);
    const base = origin && files.follow(origin, file)?.frame.file;
    return base && base !== file ? [base, ...basesOf(base, files, depth + 1)] : [];
  });
}
