import type { TSESTree } from '@typescript-eslint/utils';

/** What identifiers stand for where it comes from, by the identifier; only those that the file gives a name of its own. */
const names = new WeakMap<TSESTree.Node, string>();

/** The packages that identifiers stand for whole. */
const packages = new WeakMap<TSESTree.Node, string>();

/** Says what the value of an identifier is called where it comes from. */
export function nameAs(identifier: TSESTree.Node, name: string): void {
  names.set(identifier, name);
}

/** Says which package an identifier stands for: `import schemas from 'joi'`, `const schemas = require('joi')`. */
export function nameAsPackage(identifier: TSESTree.Node, source: string): void {
  packages.set(identifier, nameOfPackage(source));
}

/** The name of what an identifier stands for: as a module exports it, or the key by which a pattern takes it; its own where it is defined in any other way. */
export function knownName(identifier: TSESTree.Identifier): string {
  return names.get(identifier) ?? identifier.name;
}

/** Like `knownName`, and what is a whole package goes by that: `rawBody` for `raw-body`, whatever the file calls it. */
export function nameOfOrigin(identifier: TSESTree.Identifier): string {
  return names.get(identifier) ?? packages.get(identifier) ?? identifier.name;
}

/** The name of a package as code has it: `rawBody` for `raw-body`, `isEmail` for `validator/lib/isEmail`. */
export function nameOfPackage(source: string): string {
  const last =
    source
      .replace(/^node:/, '')
      .split('/')
      .at(-1) ?? source;
  return last.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());
}
