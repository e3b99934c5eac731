import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from './file.ts';
import { frameOf, type Located } from './frame.ts';
import type { Imports } from './imports.ts';

/** An interface, by the file that declares it and its name there. */
interface Declared {
  readonly file: File;
  readonly name: string;
}

/** How many files lead from a type to its interface: index files that export it on. */
const MAX_HOPS = 6;

/** Finds the classes behind interfaces: what is typed by one that a single class implements is an instance of that class. */
export class Implementations {
  readonly #imports: Imports;
  readonly #known = new WeakMap<TSESTree.TSTypeReference, Located | null>();

  constructor(imports: Imports) {
    this.#imports = imports;
  }

  /** The one class of the project that implements the interface which a type names; null where it names none, or there is not exactly one. */
  of(type: TSESTree.TSTypeReference, file: File): Located | null {
    let known = this.#known.get(type);
    if (known === undefined) {
      this.#known.set(type, null);
      this.#known.set(type, (known = this.#find(type, file)));
    }
    return known;
  }

  #find({ typeName }: TSESTree.TSTypeReference, file: File): Located | null {
    const declared = typeName.type === 'Identifier' ? this.#declaration(typeName, file, 0) : null;
    if (!declared) return null;
    const found: Located[] = [];
    // A file that cannot be read may have another.
    for (const other of this.#imports.implementing(declared.name) ?? [])
      for (const cls of classesOf(other))
        if (cls.implements.some(({ expression }) => this.#isOf(expression, other, declared)))
          found.push({ node: cls, frame: frameOf(other) });
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  #isOf(expression: TSESTree.Expression, file: File, declared: Declared): boolean {
    const own = expression.type === 'Identifier' ? this.#declaration(expression, file, 0) : null;
    return own?.file === declared.file && own.name === declared.name;
  }

  /** What a name of a type stands for in a file. */
  #declaration(name: TSESTree.Identifier, file: File, hops: number): Declared | null {
    const origin = file.bindings.originOf(file.bindings.nameOfType(name));
    if (origin) return this.#exported(origin.source, origin.name, file, hops);
    return declares(file, name.name) ? { file, name: name.name } : null;
  }

  /** What a module exports under the name of a type. */
  #exported(source: string, name: string, importer: File, hops: number): Declared | null {
    const file = hops > MAX_HOPS ? null : this.#imports.open(source, importer);
    if (!file) return null;
    for (const statement of file.sourceCode.ast.body as readonly TSESTree.ProgramStatement[]) {
      const found = this.#exportedBy(statement, name, file, hops + 1);
      if (found) return found;
    }
    return null;
  }

  #exportedBy(statement: TSESTree.ProgramStatement, name: string, file: File, hops: number): Declared | null {
    switch (statement.type) {
      case 'ExportNamedDeclaration': {
        if (interfaceNamed(statement.declaration, name)) return { file, name };
        const specifier = statement.specifiers.find(({ exported }) => nameOf(exported) === name);
        if (!specifier) return null;
        const local = nameOf(specifier.local);
        if (statement.source) return this.#exported(statement.source.value, local, file, hops);
        return specifier.local.type === 'Identifier' ? this.#declaration(specifier.local, file, hops) : null;
      }
      case 'ExportDefaultDeclaration': {
        if (name !== 'default') return null;
        const { declaration } = statement;
        if (declaration.type === 'TSInterfaceDeclaration') return { file, name: declaration.id.name };
        return declaration.type === 'Identifier' ? this.#declaration(declaration, file, hops) : null;
      }
      case 'ExportAllDeclaration':
        return statement.exported ? null : this.#exported(statement.source.value, name, file, hops);
      default:
        return null;
    }
  }
}

function nameOf(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

function interfaceNamed(node: TSESTree.Node | null, name: string): boolean {
  return node?.type === 'TSInterfaceDeclaration' && node.id.name === name;
}

/** Whether a file declares an interface of a name at its top. */
function declares({ sourceCode }: File, name: string): boolean {
  return (sourceCode.ast.body as readonly TSESTree.ProgramStatement[]).some(statement =>
    interfaceNamed(statement.type === 'ExportNamedDeclaration' ? statement.declaration : declaredBy(statement), name),
  );
}

function declaredBy(statement: TSESTree.ProgramStatement): TSESTree.Node {
  return statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;
}

/** The classes that a file declares at its top. */
function classesOf({ sourceCode }: File): readonly TSESTree.ClassDeclaration[] {
  return (sourceCode.ast.body as readonly TSESTree.ProgramStatement[]).flatMap(statement => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : declaredBy(statement);
    return declared?.type === 'ClassDeclaration' ? [declared] : [];
  });
}
