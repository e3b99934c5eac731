import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';

import type { CallModel, ErrorModel } from '../../knowledge/package-model.ts';
import { isStatedPackage, statedRow, type StatedModule } from '../../knowledge/stated-calls.ts';
import type { File } from '../definitions/file.ts';
import type { Imports } from '../definitions/imports.ts';
import type { PackagePath } from '../definitions/package-path.ts';
import { globPattern } from './glob.ts';
import type { Origin } from '../../syntax/bindings.ts';

/** What begins the source of a path that leads from files of the project. */
const OF_FILE = 'file:';

/** What the settings state of calls, asked for the modules that a file imports. */
export class StatedModules {
  readonly #modules: readonly StatedModule[];
  readonly #files: readonly (readonly [pattern: RegExp, module: StatedModule])[];
  readonly #imports: Imports | null;

  constructor(modules: readonly StatedModule[], imports: Imports | null) {
    this.#modules = modules;
    this.#imports = imports;
    this.#files = modules.flatMap(module => {
      const pattern = module.file === null ? null : globPattern(`**/${bare(module.file)}`);
      return pattern ? [[pattern, module] as const] : [];
    });
  }

  /** Whether anything is stated. */
  get isEmpty(): boolean {
    return this.#modules.length === 0;
  }

  /** Where a way begins: at a package or file of which something is stated; null at any other. */
  begin({ source, name }: Origin, file: File): PackagePath | null {
    const steps = name === '*' ? [] : name.split('.');
    if (this.#modules.some(one => isStatedPackage(one, source))) return { source, path: steps };
    if (this.#files.length === 0) return null;
    const named = /^\.{1,2}(?:\/|$)/.test(source)
      ? path.posix.join(path.posix.dirname(slashed(file.filename)), source)
      : null;
    if (named !== null && this.#isStatedFile(named)) return { source: OF_FILE + named, path: steps };
    return named === null && source.startsWith('node:') ? null : this.#beginElsewhere(source, steps, file);
  }

  /** The row for a call, by the way to it from where it begins; the first that is stated. */
  row({ source, path: steps }: PackagePath): CallModel | null {
    for (const module of this.#of(source)) {
      const row = statedRow(module.model, steps);
      if (row) return row;
    }
    return null;
  }

  /** What is stated of errors of a class, name or code: by the modules that a file uses where they state something, else by all. */
  errors(name: string, file: File): readonly ErrorModel[] {
    const stating = this.#modules.flatMap(module => {
      const row = module.model.errors?.[name];
      return row ? [{ module, row }] : [];
    });
    if (stating.length < 2) return stating.map(({ row }) => row);
    const used = new Set(
      [...file.modules].flatMap(source => {
        const begun = this.begin({ source, name: '*' }, file);
        return begun ? this.#of(begun.source) : [];
      }),
    );
    const near = stating.filter(({ module }) => used.has(module));
    return (near.length > 0 ? near : stating).map(({ row }) => row);
  }

  #of(source: string): readonly StatedModule[] {
    return source.startsWith(OF_FILE)
      ? this.#files.flatMap(([pattern, module]) => (pattern.test(bare(source.slice(OF_FILE.length))) ? [module] : []))
      : this.#modules.filter(one => isStatedPackage(one, source));
  }

  #isStatedFile(filename: string): boolean {
    const name = bare(slashed(filename));
    return this.#files.some(([pattern]) => pattern.test(name));
  }

  /** By an alias of a folder, or an index file that exports what is another's: what is stated is so of the file that defines it. */
  #beginElsewhere(source: string, [first = '*', ...members]: readonly string[], file: File): PackagePath | null {
    const found = this.#imports?.follow({ source, name: first }, file);
    if (!found || !this.#isStatedFile(found.frame.file.filename)) return null;
    const own = found.frame.file;
    const begun = { source: OF_FILE + slashed(own.filename), path: members };
    if (first === '*' || found.node.type === 'Program') return begun;
    const name = [first, 'default', ...ownName(found.node)].find(
      one => this.#imports?.exported(own, one)?.node === found.node,
    );
    return name === undefined ? null : { ...begun, path: [name, ...members] };
  }
}

/** The name that a definition gives what it defines. */
function ownName(node: TSESTree.Node): readonly string[] {
  const named = node.parent?.type === 'VariableDeclarator' ? node.parent : node;
  return 'id' in named && named.id?.type === 'Identifier' ? [named.id.name] : [];
}

function slashed(filename: string): string {
  return filename.replaceAll('\\', '/');
}

/** A path without its extension, and without the index of a folder: as modules are imported. */
function bare(filename: string): string {
  return filename.replace(/\.(?:[cm]?[jt]sx?|\*)$/, '').replace(/(?<=[^/])\/(?:index)?$/, '');
}
