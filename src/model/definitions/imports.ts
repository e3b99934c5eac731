import type { TSESTree } from '@typescript-eslint/utils';

import type { Origin } from '../../syntax/bindings.ts';
import type { File } from './file.ts';
import type { Frame, Located } from './frame.ts';

/** What leads from one file of the project to the others. */
export interface Imports {
  /** Finds what a module exports under a name (`default`, `*` for the module itself); null for what is out of sight. */
  follow(origin: Origin, importer: File): Located | null;
  /** Finds what a file exports under a name. */
  exported(file: File, name: string): Located | null;
  /** The file that a module specifier stands for; null for what is out of sight. */
  open(specifier: string, importer: File): File | null;
  /** The files with classes that implement an interface of a name, tests left out; null where they are many, or not all of them can be read. */
  implementing(name: string): readonly File[] | null;
}

/** Finds the definitions that expressions stand for. */
export interface Definitions {
  /** The project's other files; null where they are not read. */
  readonly imports: Imports | null;
  /** The function, class, object or other expression that a value comes from; the expression itself where nothing more is in sight. */
  locate(node: TSESTree.Node, frame: Frame, steps?: number): Located;
  /** The member of an object, class, enum, module or instance; null where it has none in sight. */
  member(container: Located, name: string, steps?: number): Located | null;
}
