import path from 'node:path';

import type { Linter } from 'eslint';

import { presetRules } from '../src/configs.ts';
import plugin from '../src/index.ts';
import type { SourceCode } from '../src/model/definitions/file.ts';
import { getModel, type LintContext } from '../src/model/get-model.ts';
import type { Model } from '../src/model/model.ts';
import { rules } from '../src/rules/index.ts';
import { parsePlain } from './plain-parse.ts';
import { ReadyLinter } from './ready-linter.ts';
import { TYPESCRIPT } from './typescript.ts';

/** The files that are linted, by their endings: ESLint takes a pattern that ends in `*` for no word on what to lint, and passes TypeScript over. */
export const LINTED: string[] = ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'];

/** Code that is linted for its edits. */
export interface Source {
  /** Where it stands: the rule's test, the page, the example. */
  readonly from: string;
  /** The rule whose edits are tried; null for those of every rule, in the preset `all`. */
  readonly rule: string | null;
  readonly code: string;
  readonly filename: string;
  readonly isTyped: boolean;
  /** Whether the same is there in TypeScript. */
  readonly hasTyped?: boolean;
  readonly options?: readonly object[] | undefined;
  readonly settings?: Record<string, unknown> | undefined;
  readonly languageOptions?: Linter.LanguageOptions | undefined;
}

/** A source in JavaScript as TypeScript, which reads all of it; null where it is TypeScript itself. */
export function inTypeScript(source: Source): Source | null {
  return source.isTyped
    ? null
    : {
        ...source,
        from: `${source.from} as TypeScript`,
        isTyped: true,
        filename: source.filename.replace(/\.([cm]?)jsx?$/, '.$1ts'),
      };
}

/** What a source's rules say of one version of its code, and what the model makes of it. */
export interface Linted {
  readonly code: string;
  readonly messages: readonly Linter.LintMessage[];
  readonly model: Model | null;
}

let read: Model | null = null;
const probe = {
  rules: {
    model: {
      create: (context: { sourceCode: unknown; filename: string }) => ({
        Program: () => {
          read = getModel(context.sourceCode as SourceCode, context.filename, context as LintContext);
        },
      }),
    },
  },
};

const recommended = presetRules('recommended', rules);
const all = presetRules('all', rules);
const linters = new Map<string, ReadyLinter>();

/** Lints a version of a source's code: with its own rule as the source has it, and with the other rules of `recommended`. */
export function lintSource(
  { from, rule, filename, isTyped, options, settings, languageOptions }: Source,
  code: string,
): Linted {
  const cwd = path.isAbsolute(filename) ? path.dirname(filename) : process.cwd();
  const linter = linters.get(cwd) ?? new ReadyLinter({ cwd });
  linters.set(cwd, linter);
  read = null;
  const messages = linter.verify(
    code,
    [
      {
        files: LINTED,
        plugins: { 'status-code': plugin, probe },
        rules: {
          ...(rule === null
            ? all
            : { ...recommended, [`status-code/${rule}`]: ['error', ...(options ?? [])] as Linter.RuleEntry }),
          'probe/model': 'error',
        },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        languageOptions: { ...(isTyped && TYPESCRIPT), ...languageOptions },
        ...(settings && { settings }),
      },
    ],
    { filename },
  );
  const passedOver = messages.find(({ ruleId, fatal }) => ruleId === null && !fatal);
  if (passedOver) throw new Error(`${filename} of ${from} is not linted: ${passedOver.message}`);
  return { code, messages, model: read };
}

/** What the parser of a source says against a version of its code. */
export function syntaxErrorIn({ filename, isTyped, languageOptions = {} }: Source, code: string): string | undefined {
  const { sourceType, ...others } = languageOptions;
  if (Object.keys(others).length > 0) throw new Error(`Not told to the parser: ${Object.keys(others).join()}`);
  try {
    parsePlain(code, { isTyped, filename, sourceType });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** One edit that a report offers. */
export interface Edit {
  readonly kind: 'fix' | 'suggestion';
  /** `no-second-response return`: the rule and what the edit is called; for a fix, the message it comes with. */
  readonly id: string;
  /** What the edit says it does; the report's own text for a fix. */
  readonly text: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly report: Linter.LintMessage;
  readonly before: Linted;
  readonly after: Linted;
  /** Where the code has changed, in the code before and in the code after. */
  readonly span: { readonly start: number; readonly oldEnd: number; readonly newEnd: number };
}

/** Applies every fix and every suggestion of a source, each to the code as it was; a list for each report, in the order in which its edits are offered. */
export function applyEdits(source: Source): {
  readonly before: Linted;
  readonly offered: readonly (readonly Edit[])[];
} {
  const before = lintSource(source, source.code);
  const own = before.messages.filter(({ ruleId }) =>
    source.rule === null ? ruleId?.startsWith('status-code/') : ruleId === `status-code/${source.rule}`,
  );
  const offered = own.map(report => {
    const rule = String(report.ruleId).replace('status-code/', '');
    const make = (
      kind: Edit['kind'],
      messageId: string | undefined,
      text: string,
      data: unknown,
      fix: { range: readonly [number, number]; text: string },
    ): Edit => {
      const [start, oldEnd] = fix.range;
      const code = source.code.slice(0, start) + fix.text + source.code.slice(oldEnd);
      return {
        kind,
        id: `${rule} ${String(messageId)}`,
        text,
        data: (data ?? {}) as Edit['data'],
        report,
        before,
        after: lintSource(source, code),
        span: { start, oldEnd, newEnd: start + fix.text.length },
      };
    };
    return [
      ...(report.fix ? [make('fix', report.messageId, report.message, {}, report.fix)] : []),
      ...(report.suggestions ?? []).map(({ messageId, desc, fix, ...rest }) =>
        make('suggestion', messageId, desc, (rest as { data?: unknown }).data, fix),
      ),
    ];
  });
  return { before, offered: offered.filter(edits => edits.length > 0) };
}

/** How a message reads whatever line it names, which an edit may move. */
export function withoutLines({ ruleId, messageId }: Linter.LintMessage): string {
  return `${String(ruleId)} ${String(messageId)}`;
}
