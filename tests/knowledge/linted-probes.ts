import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import * as tsParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';

import { presetRules } from '../../src/configs.ts';
import plugin from '../../src/index.ts';
import { CAUSES } from '../../src/knowledge/cause-table.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';
import type { Probe } from './probes.ts';

/** The rules that say which status something has. */
const BY_CAUSE: ReadonlySet<string> = new Set(Object.values(CAUSES).map(({ rule }) => `status-code/${rule}`));

/** Lints programs of several files, each in a folder of its own. */
export class LintedProbes {
  readonly #root = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-probes-')));
  readonly #linter = new ReadyLinter({ cwd: this.#root });
  #count = 0;

  /** Removes what was written. */
  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** What the rules by cause say of all files of a program: each rule with the first two statuses that it names. */
  lint({ files }: Probe, preset: 'recommended' | 'strict'): string[] {
    const folder = path.join(this.#root, String(this.#count++));
    mkdirSync(folder);
    const code = Object.values(files).join('\n');
    const dependencies = { [code.includes("from 'fastify'") ? 'fastify' : 'express']: '^5.0.0' };
    const all = { 'package.json': JSON.stringify({ type: 'module', dependencies }), ...files };
    for (const [name, text] of Object.entries(all)) writeFileSync(path.join(folder, name), text);
    return Object.entries(files).flatMap(([name, text]) => this.#lint(path.join(folder, name), text, preset));
  }

  #lint(filename: string, text: string, preset: 'recommended' | 'strict'): string[] {
    const config: Linter.Config = {
      files: ['**/*.{js,ts}'],
      plugins: { 'status-code': plugin },
      rules: Object.fromEntries(Object.entries(presetRules(preset, rules)).filter(([id]) => BY_CAUSE.has(id))),
      languageOptions: { sourceType: 'module', ...(filename.endsWith('.ts') && { parser: tsParser }) },
    };
    return this.#linter.verify(text, [config], { filename }).map(({ ruleId, message }) => {
      if (ruleId === null) throw new SyntaxError(`${message} in\n${text}`);
      const statuses = (message.match(/\b[1-5]\d\d\b/g) ?? []).slice(0, 2);
      return [ruleId.replace('status-code/', ''), ...statuses].join(' ');
    });
  }
}
