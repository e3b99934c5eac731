import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Linter } from 'eslint';

import { presetRules } from '../../src/configs.ts';
import plugin from '../../src/index.ts';
import { CAUSES } from '../../src/knowledge/cause-table.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';
import type { Files } from './moves.ts';
import type { Program } from './programs.ts';
import { TYPESCRIPT } from '../typescript.ts';

/** The rules that say which status a failure has. */
export const BY_CAUSE: ReadonlySet<string> = new Set(
  Object.values(CAUSES)
    .filter(({ right }) => right >= 400)
    .map(({ rule }) => rule),
);

/** What a move may not bring about either: that nobody answers, or two do. */
const OF_ORDER = ['no-unanswered-request', 'no-second-response', 'no-unsent-status', 'no-success-for-failure'];

const asked = Object.fromEntries(
  Object.entries(presetRules('strict', rules)).filter(([id]) => {
    const name = id.replace('status-code/', '');
    return BY_CAUSE.has(name) || OF_ORDER.includes(name);
  }),
);

/** What is found, by its rule and the two statuses that it names first: the right one and the one that is sent. */
export interface Finding {
  readonly rule: string;
  readonly statuses: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What two versions of a program may share: a rule and the statuses that it names. */
export function keyOf({ rule, statuses }: Pick<Finding, 'rule' | 'statuses'>): string {
  return `${rule} ${statuses}`;
}

/** The findings of one list that another one does not have, as often as it does not. */
export function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const left = others.map(keyOf);
  return findings.filter(one => {
    const index = left.indexOf(keyOf(one));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** The name of a program's own file. */
export function nameOfFile({ isTyped }: Pick<Program, 'isTyped'>): string {
  return `app.${isTyped ? 'ts' : 'js'}`;
}

/** Lints programs, each in a folder that is a package of its own, and versions of them that have more files. */
export class LintedFiles {
  readonly #root = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-laws-')));
  readonly #linter = new ReadyLinter({ cwd: this.#root });
  readonly #folders = new Map<Program, string>();
  #count = 0;

  /** How many files were linted. */
  linted = 0;

  /** Removes what was written. */
  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** What is found in the files of a version of a program. A single file is linted in place of the program's own. */
  lint(files: Files, program: Program): Finding[] {
    const isSingle = Object.keys(files).length === 1;
    let folder = isSingle ? this.#folders.get(program) : undefined;
    folder ??= this.#write(isSingle ? { [nameOfFile(program)]: program.code } : files, program);
    if (isSingle) this.#folders.set(program, folder);
    const in_ = folder;
    // A file of error classes answers nothing.
    return Object.entries(files)
      .filter(([name]) => !name.startsWith('qx-errors'))
      .flatMap(([name, text]) => this.#lint(path.join(in_, name), text, program));
  }

  #write(files: Files, { code, sourceType }: Program): string {
    const folder = path.join(this.#root, String(this.#count++));
    mkdirSync(folder);
    const dependencies = { [/fastify/i.test(code) ? 'fastify' : 'express']: '^5.0.0' };
    const type = sourceType === 'module' ? 'module' : 'commonjs';
    for (const [name, text] of Object.entries({ 'package.json': JSON.stringify({ type, dependencies }), ...files }))
      writeFileSync(path.join(folder, name), text);
    return folder;
  }

  #lint(filename: string, text: string, { settings, rule, isTyped, sourceType }: Program): Finding[] {
    this.linted++;
    const config: Linter.Config = {
      files: ['**/*.{js,ts}'],
      plugins: { 'status-code': plugin },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      rules: {
        ...asked,
        ...(rule && { [`status-code/${rule.name}`]: ['error', ...rule.options] as Linter.RuleEntry }),
      },
      languageOptions: { sourceType, ...(isTyped && TYPESCRIPT) },
      ...(settings && { settings }),
    };
    return this.#linter.verify(text, [config], { filename }).map(({ ruleId, message, line, column }) => {
      if (ruleId === null) throw new SyntaxError(`${message} in\n${text}`);
      const statuses = (message.match(/\b[1-5]\d\d\b/g) ?? []).slice(0, 2).join(' ');
      return { rule: ruleId.replace('status-code/', ''), statuses, message, line, column };
    });
  }
}
