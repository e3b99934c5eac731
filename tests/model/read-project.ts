import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll } from 'vitest';

import type { SourceCode } from '../../src/model/definitions/file.ts';
import { getModel, type LintContext } from '../../src/model/get-model.ts';
import type { Model } from '../../src/model/model.ts';

/** A folder of files, written for a test and gone after it. */
export interface Project {
  readonly root: string;
  write(files: Readonly<Record<string, string>>): void;
  /** Lints one file as ESLint would, and gives its model; throws where it does not parse. */
  read(file: string, code: string, options?: ReadOptions): Model | null;
}

/** How a file is read. */
export interface ReadOptions {
  readonly parser?: 'espree' | 'typescript';
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly cwd?: string;
  /** Whether the parser has type information, by the tsconfig of the project. */
  readonly isTyped?: boolean;
}

/** Makes a folder with files in it, at the package.json of an Express project unless another is given. */
export function makeProject(files: Readonly<Record<string, string>> = {}): Project {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-')));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const write = (written: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries(written)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
  };
  write({ 'package.json': '{ "dependencies": { "express": "^5.0.0" } }', ...files });
  return { root, write, read: (file, code, options) => read(path.join(root, file), code, { cwd: root, ...options }) };
}

function read(
  filename: string,
  code: string,
  { parser = filename.endsWith('.ts') ? 'typescript' : 'espree', settings, cwd, isTyped = false }: ReadOptions,
): Model | null {
  let model: Model | null = null;
  const rule = {
    create: (context: LintContext & { sourceCode: unknown; filename: string }) => ({
      Program: () => {
        model = getModel(context.sourceCode as SourceCode, context.filename, context);
      },
    }),
  };
  const sourceType = /^(?:import|export)\b/m.test(code) ? 'module' : 'commonjs';
  const messages = new Linter({ cwd: cwd ?? path.dirname(filename) }).verify(
    code,
    [
      {
        files: ['**/*.{js,ts}'],
        languageOptions: {
          sourceType,
          ...(parser === 'typescript' && {
            parser: typescriptParser,
            ...(isTyped && { parserOptions: { projectService: true, tsconfigRootDir: cwd } }),
          }),
        },
        plugins: { test: { rules: { model: rule } } },
        rules: { 'test/model': 'error' },
        ...(settings && { settings: { 'status-code': settings } }),
      },
    ],
    { filename },
  );
  const [problem] = messages;
  if (problem) throw new Error(problem.message);
  return model;
}

/** Each response of a model in a few words: how it is sent, its statuses, where the status is written, and whether in a handler. */
export function describeResponses(model: Model | null): string[] {
  return (model?.responses ?? []).map(({ via, status, handler }) => {
    const codes = status.codes?.join('/') ?? 'unknown';
    const places = [...new Set(status.outcomes.map(({ node }) => model?.file.text(node)))].join(' ');
    return `${via} ${codes}${places ? ` at ${places}` : ''}${handler ? '' : ', no handler'}`;
  });
}
