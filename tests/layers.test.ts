import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

import { layers, roomOf, whyForbidden } from '../tools/layers.mjs';
import { parsePlain } from './plain-parse.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const SRC = path.join(ROOT, 'src');

/** An import, export or `import()` of a module's source. */
interface Import {
  readonly file: string;
  readonly target: string;
  readonly isType: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => name.replaceAll(path.sep, '/'));
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, source, argument, importKind, exportKind, specifiers } = node as {
      type?: string;
      source?: { value?: unknown } | null;
      argument?: unknown;
      importKind?: string;
      exportKind?: string;
      specifiers?: { importKind?: string }[];
    };
    if (type?.startsWith('Import') || type?.startsWith('Export') || type === 'TSImportType') {
      const target =
        type === 'TSImportType'
          ? ((argument as { literal?: { value?: unknown }; value?: unknown }).literal?.value ??
            (argument as { value?: unknown }).value ??
            source?.value)
          : source?.value;
      const isType =
        importKind === 'type' ||
        exportKind === 'type' ||
        type === 'TSImportType' ||
        (specifiers !== undefined && specifiers.length > 0 && specifiers.every(one => one.importKind === 'type'));
      if (typeof target === 'string') found.push({ file, target, isType });
    }
    Object.values(node).forEach(visit);
  };
  visit(parsePlain(readFileSync(path.join(SRC, file), 'utf8'), { isTyped: true }).body);
  return found;
}

function resolve({ file, target }: Import): string {
  return path.posix.join(path.posix.dirname(file), target);
}

/**
 * The circles there are. A guard may ask a function whose returns are conditions, and those are made of guards. Expressions hold conditions and functions that
 * run in their course, whose bodies are statements, and those hold loops, tries and expressions. What a module's computed name leads to is located by texts
 * that are computed of what is located.
 */
const CIRCLES: readonly (readonly string[])[] = [
  ['causes/guards/condition.ts', 'causes/guards/guard.ts'],
  [
    'flow/closures.ts',
    'flow/conditions.ts',
    'flow/expressions.ts',
    'flow/loops.ts',
    'flow/statements.ts',
    'flow/try-statement.ts',
  ],
  ['model/definitions/computed-text.ts', 'model/definitions/computed-truth.ts', 'model/definitions/locate.ts'],
];

/** Finds the groups of files that import one another in a circle (Tarjan's strongly connected components), in order. */
function circles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    stack.push(file);
    for (const next of edges.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const members = stack.splice(stack.indexOf(file));
    if (members.length > 1) found.push(members.sort());
  };
  for (const file of edges.keys()) if (!index.has(file)) visit(file);
  return found.sort();
}

describe('the layers of src/', () => {
  it('hold every file', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter(file => roomOf(file) === null)).toEqual([]);
    expect(
      layers
        .flat()
        .filter(member =>
          member.endsWith('.ts') ? !files.includes(member) : !files.some(file => roomOf(file)?.name === member),
        ),
    ).toEqual([]);
  });

  it('import only downwards, and keep HTTP out of the flow graph and the syntax', () => {
    const relative = imports.filter(({ target }) => target.startsWith('.'));
    expect(relative.length).toBeGreaterThan(100);
    expect(
      relative.map(one => ({ ...one, why: whyForbidden(one.file, resolve(one)) })).filter(({ why }) => why !== null),
    ).toEqual([]);
  });

  it('have circles of imports only where syntax nests in itself', () => {
    const edges = new Map(
      files.map(file => [file, imports.filter(one => one.file === file && one.target.startsWith('.')).map(resolve)]),
    );
    expect(circles(edges)).toEqual(CIRCLES);
  });

  it('import files that exist, by their whole names', () => {
    expect(imports.filter(one => one.target.startsWith('.') && !existsSync(path.join(SRC, resolve(one))))).toEqual([]);
  });

  it('need no module at run time but those of Node, of ESLint, and the dependencies of package.json', () => {
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    const allowed = new Set(['eslint', ...Object.keys(dependencies)]);
    const packageOf = (target: string): string =>
      target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');
    expect(
      imports.filter(
        ({ target, isType }) =>
          !isType && !target.startsWith('.') && !target.startsWith('node:') && !allowed.has(packageOf(target)),
      ),
    ).toEqual([]);
  });

  it('are enforced by our own lint, too', { timeout: 60_000 }, async () => {
    const eslint = new ESLint({
      cwd: ROOT,
      overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
      ruleFilter: ({ ruleId }) => ruleId === 'house/layers',
    });
    const upwards = [
      ['reference/statuses.ts', '../syntax/unwrap.ts'],
      ['syntax/unwrap.ts', '../reference/statuses.ts'],
      ['flow/graph.ts', '../model/model.ts'],
      ['frameworks/express.ts', '../model/model.ts'],
      ['model/model.ts', '../causes/judge.ts'],
      ['model/model.ts', '../rule.ts'],
      ['rule.ts', './rules/index.ts'],
      ['rules/index.ts', '../index.ts'],
      ['rules/index.ts', '../cli/bin.ts'],
      ['model/responses/status.ts', '../errors/read-error.ts'],
      ['causes/provenance/kinds.ts', '../guards/lookup.ts'],
      ['knowledge/shapes/callers.ts', '../../syntax/unwrap.ts'],
    ] as const;
    const downwards = [
      ['model/get-model.ts', './model.ts'],
      ['rules/index.ts', '../rule.ts'],
      ['index.ts', './rules/index.ts'],
      ['rule.ts', './model/get-model.ts'],
      ['frameworks/express.ts', '../reference/statuses.ts'],
      ['causes/guards/lookup.ts', '../provenance/kinds.ts'],
      ['model/interpreter/interpret.ts', '../responses/status.ts'],
    ] as const;
    const lint = async ([file, target]: readonly [string, string]): Promise<string> => {
      const [result] = await eslint.lintText(`import { x } from '${target}';\nx();\n`, {
        filePath: path.join(SRC, file),
      });
      return `${file} → ${target}: ${result?.messages.map(message => message.ruleId ?? message.message).join() ?? 'not linted'}`;
    };
    expect(await Promise.all(upwards.map(lint))).toEqual(
      upwards.map(([file, target]) => `${file} → ${target}: house/layers`),
    );
    expect(await Promise.all(downwards.map(lint))).toEqual(downwards.map(([file, target]) => `${file} → ${target}: `));
  });
});
