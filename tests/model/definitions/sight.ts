import type { TSESTree } from '@typescript-eslint/utils';

import { findExports } from '../../../src/model/definitions/exports.ts';
import { readFile, type File } from '../../../src/model/definitions/file.ts';
import { frameOf, type Located } from '../../../src/model/definitions/frame.ts';
import type { Imports } from '../../../src/model/definitions/imports.ts';
import { Resolver } from '../../../src/model/definitions/resolver.ts';
import { readSettings } from '../../../src/settings.ts';
import { nodeOf, parseCode } from '../../read-code.ts';

/** Files in sight of one another, without a disk: `./a` is the file `a`. */
export function inSight(files: Readonly<Record<string, string>>) {
  const read = new Map<string, File>(
    Object.entries(files).map(([name, text]) => [name, readFile(parseCode(text, `${name}.ts`), `${name}.ts`)]),
  );
  const exported = (file: File, name: string): Located | null => {
    for (const one of findExports(file, name)) {
      if ('node' in one) return { node: one.node, frame: frameOf(file) };
      const found = follow({ source: one.source, name: one.name });
      if (found) return found;
    }
    return null;
  };
  const follow = ({ source, name }: { readonly source: string; readonly name: string }): Located | null => {
    const file = read.get(source.replace('./', ''));
    return file ? exported(file, name) : null;
  };
  const imports: Imports = {
    follow,
    exported,
    open: specifier => read.get(specifier.replace('./', '')) ?? null,
    implementing: name =>
      [...read.values()].filter(({ sourceCode }) => new RegExp(`implements[^{]*\\b${name}\\b`).test(sourceCode.text)),
  };
  const definitions = new Resolver({
    imports,
    mayReadNames: true,
    isBoomTranslated: () => true,
    settings: readSettings(undefined).settings,
  });
  const fileOf = (name: string): File => {
    const file = read.get(name);
    if (!file) throw new Error(`no file ${name}`);
    return file;
  };
  /** What `use(…)` of a file is given, for the last such call. */
  const used = (name = 'main'): Located => {
    const file = fileOf(name);
    const call = file.calls.findLast(one => file.text(one.callee) === 'use');
    const [node] = call?.arguments ?? [];
    if (!node) throw new Error('nothing is used');
    return { node, frame: frameOf(file) };
  };
  const text = ({ node, frame }: { readonly node: TSESTree.Node; readonly frame: Located['frame'] }): string =>
    frame.file.text(node);
  return { definitions, fileOf, used, text, node: (name: string, code: string) => nodeOf(fileOf(name), code) };
}
