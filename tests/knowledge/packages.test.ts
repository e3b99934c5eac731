import type { TSESTree } from '@typescript-eslint/utils';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import type { CallModel, PackageModel } from '../../src/knowledge/package-model.ts';
import { addedRows, canonicalPath, expand, knownPackage, packageRow } from '../../src/knowledge/packages/index.ts';
import { packages } from '../../src/knowledge/packages/list.ts';
import { readFile, type File, type SourceCode } from '../../src/model/definitions/file.ts';
import { isWithin } from '../../src/syntax/functions.ts';
import { pathOf } from './packages/path-of-call.ts';
import { TYPESCRIPT } from '../typescript.ts';

/** A row's example: a module with a block for each of the row's alternatives. */
interface Example {
  readonly row: CallModel;
  readonly code: string;
}

describe.each(packages.map(model => [model.package[0] ?? '', model] as const))('%s', (_, model) => {
  it.each(model.calls.map(row => [`${row.on ? `${row.on}.` : ''}${row.path}`, row] as const))(
    'knows %s in its example, by require, under another name, and not with its import out of sight',
    (_path, row) => {
      const example = exampleOf(row, model);
      const { code } = example;
      for (const one of [code, required(code), renamed(code)]) expect(blocksWithout(row, one), one).toEqual([]);
      const unseen = outOfSight(example);
      expect(blocksWithout(row, unseen), unseen).toHaveLength(choicesOf(row.path).length);
    },
  );

  it('says where it has that from', () => {
    expect(model.source.length).toBeGreaterThan(0);
    expect(model.package.length).toBeGreaterThan(0);
  });

  it('has errors whose classes are its own', () => {
    for (const { extends: base } of Object.values(model.errors ?? {}))
      if (base !== undefined) expect(Object.keys(model.errors ?? {})).toContain(base);
  });

  it('has no two rows for one path', () => {
    const paths = model.calls.flatMap(row => expand(row.path).map(path => `${row.on ?? ''}:${path}`));
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
  });
});

it('has each package once', () => {
  const names = packages.flatMap(model => model.package);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

function exampleOf(row: CallModel, { setup }: PackageModel): Example {
  const blocks = choicesOf(row.path).map(choices => `{\n${filled(row.example, choices)}\n}`);
  return { row, code: [setup, ...blocks].join('\n') };
}

/** Every choice among the alternatives of a path: all of the first, and of the others the first, where there are several. */
function choicesOf(path: string): readonly (readonly string[])[] {
  const groups = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, inside]) => (inside ?? '').split(','));
  return groups.reduce<readonly (readonly string[])[]>(
    (all, group) => all.flatMap(one => group.map(choice => [...one, choice])),
    [[]],
  );
}

function filled(example: string, choices: readonly string[]): string {
  return example.replace(/(\.?)%(\d?)/g, (_, dot: string, index: string) => {
    const choice = choices[index ? Number(index) - 1 : 0] ?? '';
    return choice === '' && index === '' ? '' : dot + choice;
  });
}

/** The blocks of a module in which no call is of a row by the alternative that the block is for. */
function blocksWithout(row: CallModel, code: string): readonly string[] {
  const file = fileOf(code);
  const paths = choicesOf(row.path).map(choices => chosen(row.path, choices));
  const calls = [...file.calls, ...file.news].filter(call => rowsOf(call, file).includes(row));
  return file.sourceCode.ast.body
    .filter(statement => statement.type === 'BlockStatement')
    .filter((block, index) => !calls.some(call => isWithin(call, block) && isBy(paths[index] ?? '', call, file)))
    .map(block => file.text(block));
}

function chosen(path: string, choices: readonly string[]): string {
  return choices.reduce((text, choice) => text.replace(/\{[^{}]*\}/, () => choice), path);
}

/** Whether a call is by a path without alternatives. */
function isBy(path: string, call: TSESTree.CallExpression | TSESTree.NewExpression, file: File): boolean {
  const found = pathOf(call.callee, file);
  const model = found?.source == null ? null : knownPackage(found.source);
  const steps = found && (model ? canonicalPath(model, found.path) : found.path);
  const pattern = path
    .replaceAll('()', '.()')
    .replace(/^\./, '')
    .replace(/[.()$]/g, '\\$&')
    .replace(/\*\*\\\./g, '(?:.+\\.)?')
    .replace(/(?<!\))\*(?!\))/g, '[^.()]+');
  return steps !== null && new RegExp(`^${pattern}$`).test(steps.join('.'));
}

/** The rows that a call is of. */
function rowsOf(call: TSESTree.CallExpression | TSESTree.NewExpression, file: File): readonly CallModel[] {
  const found = pathOf(call.callee, file);
  if (!found) return [];
  if (found.source !== null) {
    const row = packageRow(found.source, found.path);
    return row ? [row] : [];
  }
  return found.on === null
    ? []
    : addedRows(found.on, found.path)
        .filter(({ package: model }) => model.package.some(name => file.modules.has(name)))
        .map(({ row }) => row);
}

const files = new Map<string, File>();

function fileOf(code: string): File {
  const known = files.get(code);
  if (known) return known;
  let file: File | null = null;
  const rule = {
    create: ({ sourceCode }: { sourceCode: unknown }) => ({
      Program: () => {
        file = readFile(sourceCode as SourceCode, 'app.ts');
      },
    }),
  };
  const [problem] = new Linter().verify(
    code,
    [
      {
        files: ['**/*.ts'],
        languageOptions: { ...TYPESCRIPT, sourceType: 'module' },
        plugins: { test: { rules: { read: rule } } },
        rules: { 'test/read': 'error' },
      },
    ],
    'app.ts',
  );
  if (problem || !file) throw new Error(`${problem?.message ?? 'not read'} in\n${code}`);
  files.set(code, file);
  return file;
}

/** A piece of code with parts of it replaced. */
function edited(code: string, edits: readonly (readonly [range: readonly [number, number], text: string])[]): string {
  return [...edits]
    .sort(([[a]], [[b]]) => b - a)
    .reduce((text, [[from, to], put]) => text.slice(0, from) + put + text.slice(to), code);
}

/** The same code with its imports under other names. */
function renamed(code: string): string {
  const { sourceCode } = fileOf(code);
  const edits = sourceCode.ast.body.flatMap(statement => {
    if (statement.type !== 'ImportDeclaration') return [];
    return (sourceCode.getDeclaredVariables?.(statement) ?? []).flatMap(({ name, defs, references }) => {
      const specifier = defs[0]?.node;
      const local = specifier?.type === 'ImportSpecifier' ? `${nameOf(specifier.imported)} as ${name}Elsewhere` : null;
      return [
        ...(specifier
          ? [[specifier.range, local ?? specifierUnder(sourceCode.getText(specifier), name)] as const]
          : []),
        ...references.map(({ identifier }) => {
          const { parent } = identifier;
          const isShorthand = parent?.type === 'Property' && parent.shorthand;
          return [identifier.range, `${isShorthand ? `${name}: ` : ''}${name}Elsewhere`] as const;
        }),
      ];
    });
  });
  return edited(code, edits);
}

function nameOf(imported: { readonly type: string; readonly name?: string; readonly value?: string }): string {
  return imported.name ?? `'${imported.value ?? ''}'`;
}

/** `* as jose`, `jwt`. */
function specifierUnder(specifier: string, name: string): string {
  return specifier.replace(new RegExp(`${name}$`), `${name}Elsewhere`);
}

/** The same code as CommonJS. */
function required(code: string): string {
  const { sourceCode } = fileOf(code);
  const edits = sourceCode.ast.body.flatMap(statement => {
    if (statement.type !== 'ImportDeclaration') return [];
    const call = `require('${statement.source.value}')`;
    const whole = statement.specifiers.find(({ type }) => type !== 'ImportSpecifier');
    const named = statement.specifiers.flatMap(one =>
      one.type === 'ImportSpecifier' ? `${nameOf(one.imported)}: ${one.local.name}` : [],
    );
    const lines = [
      ...(whole ? [`const ${whole.local.name} = ${call};`] : []),
      ...(named.length > 0 ? [`const { ${named.join(', ')} } = ${call};`] : []),
      ...(statement.specifiers.length === 0 ? [`${call};`] : []),
    ];
    return [[statement.range, lines.join(' ')] as const];
  });
  return edited(code, edits);
}

/** The same code without its imports; of what the language has by itself, with its name defined by the project. */
function outOfSight({ code }: Example): string {
  const { sourceCode } = fileOf(code);
  const imports = sourceCode.ast.body.filter(({ type }) => type === 'ImportDeclaration');
  if (imports.length === 0) {
    const scope = sourceCode.scopeManager?.globalScope;
    const names = new Set([
      ...(scope?.through ?? []).map(({ identifier }) => identifier.name),
      ...(scope?.variables ?? []).filter(({ references }) => references.length > 0).map(({ name }) => name),
    ]);
    return `import { ${[...names].join(', ')} } from './own.js';\n${code}`;
  }
  return edited(
    code,
    imports.map(({ range }) => [range, ''] as const),
  );
}
