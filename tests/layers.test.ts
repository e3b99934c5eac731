import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const SRC = path.join(ROOT, 'src');
const layers = JSON.parse(readFileSync(path.join(ROOT, 'tools/layers.json'), 'utf8')) as string[][];

/** An import, export or `import()` of a module's source. */
interface Import {
  readonly file: string;
  readonly target: string;
  readonly isType: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts')).map(name => name.replaceAll(path.sep, '/'));
const imports = files.flatMap(importsOf);

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, source, argument, importKind, exportKind, specifiers } = node as { type?: string; source?: { value?: unknown } | null; argument?: unknown; importKind?: string; exportKind?: string; specifiers?: { importKind?: string }[] };
    if (type?.startsWith('Import') || type?.startsWith('Export') || type === 'TSImportType') {
      const target = type === 'TSImportType' ? (argument as { literal?: { value?: unknown }; value?: unknown }).literal?.value ?? (argument as { value?: unknown }).value ?? source?.value : source?.value;
      const isType = importKind === 'type' || exportKind === 'type' || type === 'TSImportType' || (specifiers !== undefined && specifiers.length > 0 && specifiers.every(one => one.importKind === 'type'));
      if (typeof target === 'string') found.push({ file, target, isType });
    }
    Object.values(node).forEach(visit);
  };
  visit(parse(readFileSync(path.join(SRC, file), 'utf8')).body);
  return found;
}

/** The position of a file's layer from the top; -1 where it is in none. */
function layerOf(file: string): number {
  return layers.findIndex(members => members.includes(file.split('/')[0] ?? ''));
}

function resolve({ file, target }: Import): string {
  return path.posix.join(path.posix.dirname(file), target);
}

describe('the layers of src/', () => {
  it('hold every file', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter(file => layerOf(file) < 0)).toEqual([]);
    expect(layers.flat().filter(member => member.endsWith('.ts') && !files.includes(member))).toEqual([]);
  });

  it('import only downwards', () => {
    const relative = imports.filter(({ target }) => target.startsWith('.'));
    expect(relative.length).toBeGreaterThan(100);
    expect(relative.filter(one => layerOf(resolve(one)) < layerOf(one.file))).toEqual([]);
  });

  it('keep HTTP out of the flow graph and the syntax', () => {
    const theirs = imports.filter(({ file }) => /^(?:flow|syntax)\//.test(file));
    expect(theirs.length).toBeGreaterThan(20);
    expect(theirs.filter(one => one.target.startsWith('.') && resolve(one).startsWith('reference/'))).toEqual([]);
  });

  it('import files that exist, by their whole names', () => {
    expect(imports.filter(one => one.target.startsWith('.') && !existsSync(path.join(SRC, resolve(one))))).toEqual([]);
  });

  it('need no module at run time but those of Node, of ESLint, and the dependencies of package.json', () => {
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { dependencies?: Record<string, string> };
    const allowed = new Set(['eslint', ...Object.keys(dependencies)]);
    const packageOf = (target: string): string => target.split('/').slice(0, target.startsWith('@') ? 2 : 1).join('/');
    expect(imports.filter(({ target, isType }) => !isType && !target.startsWith('.') && !target.startsWith('node:') && !allowed.has(packageOf(target)))).toEqual([]);
  });

  it('are enforced by our own lint, too', { timeout: 60_000 }, async () => {
    const eslint = new ESLint({ cwd: ROOT, overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } }, ruleFilter: ({ ruleId }) => ruleId === '@typescript-eslint/no-restricted-imports' });
    const upwards = [
      ['reference/statuses.ts', '../syntax/unwrap.ts'], ['syntax/unwrap.ts', '../reference/statuses.ts'], ['flow/graph.ts', '../model/index.ts'], ['frameworks/express.ts', '../model/index.ts'],
      ['model/index.ts', '../causes/causes.ts'], ['model/index.ts', '../rule.ts'], ['rule.ts', './rules/index.ts'], ['rules/index.ts', '../index.ts'], ['rules/index.ts', '../cli/bin.ts'],
    ] as const;
    const downwards = [['model/index.ts', './index.ts'], ['rules/index.ts', '../rule.ts'], ['index.ts', './rules/index.ts'], ['rule.ts', './model/get-model.ts'], ['frameworks/express.ts', '../reference/statuses.ts']] as const;
    const lint = async ([file, target]: readonly [string, string]): Promise<string> => {
      const [result] = await eslint.lintText(`import { x } from '${target}';\nx();\n`, { filePath: path.join(SRC, file) });
      return `${file} → ${target}: ${result?.messages.map(message => message.ruleId ?? message.message).join() ?? 'not linted'}`;
    };
    expect(await Promise.all(upwards.map(lint))).toEqual(upwards.map(([file, target]) => `${file} → ${target}: @typescript-eslint/no-restricted-imports`));
    expect(await Promise.all(downwards.map(lint))).toEqual(downwards.map(([file, target]) => `${file} → ${target}: `));
  });
});
