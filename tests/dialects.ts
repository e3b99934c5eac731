import path from 'node:path';

import { Linter, type Rule } from 'eslint';

import type { SourceCode } from '../src/model/definitions/file.ts';
import { getModel } from '../src/model/get-model.ts';
import type { Model } from '../src/model/model.ts';
import type { StatusCodeRule } from '../src/rule.ts';
import { describeMessage, describeModel } from './describe-model.ts';
import { ReadyLinter } from './ready-linter.ts';
import type { Case, Dialect } from './rule-tester.ts';
import { TYPESCRIPT } from './typescript.ts';

/** What is made of the cases of a rule, in each dialect: the model with its causes, and what the rule reports and offers. */
export class Readings {
  /** The rule, whose runs leave the model behind. */
  readonly rule: StatusCodeRule;
  /** The linter for the rule's tester, which is told by `expect` what comes. */
  readonly linter: Linter;
  readonly #known = new Map<Case, Map<Dialect, readonly string[]>>();
  readonly #linters = new Map<string, ReadyLinter>();
  #model: Model | null = null;
  #expected: { readonly one: Case; readonly dialect: Dialect } | null = null;

  constructor(rule: StatusCodeRule) {
    const keep = (context: Rule.RuleContext): void => {
      this.#model = getModel(context.sourceCode as unknown as SourceCode, context.filename, context);
    };
    this.rule = {
      ...rule,
      create: context => ({ ...rule.create(context), 'Program:exit': () => keep(context) }),
    };
    const take = (code: string, messages: readonly Linter.LintMessage[]): void => this.#take(code, messages);
    this.linter = new (class extends Linter {
      override verify(
        code: Parameters<Linter['verify']>[0],
        config: Linter.Config | Linter.Config[],
        options?: string | Linter.LintOptions,
      ): Linter.LintMessage[] {
        const messages = super.verify(code, config, options as string);
        take(typeof code === 'string' ? code : code.text, messages);
        return messages;
      }
    })();
  }

  /** Says which case the rule's tester lints next; what it lints behind that is the case after its fixes. */
  expect(one: Case, dialect: Dialect): void {
    this.#expected = { one, dialect };
    this.#model = null;
  }

  /** What is made of a case in one dialect, which is read where its test has not done so. */
  of(one: Case, dialect: Dialect): readonly string[] {
    const known = this.#known.get(one)?.get(dialect);
    if (known) return known;
    this.expect(one, dialect);
    this.#take(one.code, this.#lint(one, dialect));
    return this.#known.get(one)?.get(dialect) ?? [];
  }

  #take(code: string, messages: readonly Linter.LintMessage[]): void {
    if (!this.#expected || messages.some(({ fatal }) => fatal)) return;
    const { one, dialect } = this.#expected;
    this.#expected = null;
    const said = [...describeModel(this.#model), ...messages.map(message => describeMessage(message, code))];
    this.#known.set(one, (this.#known.get(one) ?? new Map<Dialect, readonly string[]>()).set(dialect, said));
  }

  #lint(one: Case, dialect: Dialect): Linter.LintMessage[] {
    const filename = one.filename ?? dialect.filename;
    // Outside of its folder ESLint lints nothing.
    const cwd = path.dirname(filename);
    const linter = this.#linters.get(cwd) ?? new ReadyLinter({ cwd });
    this.#linters.set(cwd, linter);
    const messages = linter.verify(
      one.code,
      [
        {
          files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'],
          plugins: { tested: { rules: { rule: this.rule } } },
          rules: { 'tested/rule': ['error', ...(one.options ?? [])] },
          linterOptions: { reportUnusedDisableDirectives: 'off' },
          languageOptions: {
            ...dialect.languageOptions,
            ...(dialect.languageOptions.parser && TYPESCRIPT),
            ...one.languageOptions,
          },
          ...(one.settings && { settings: one.settings }),
        },
      ],
      { filename },
    );
    const failure = messages.find(({ ruleId }) => ruleId === null);
    if (failure) throw new SyntaxError(`${failure.message}\n${one.code}`);
    return messages;
  }
}

/** How many differences are told: more of them would say no more. */
const SHOWN = 10;

/**
 * Holds that of each case the same is made by every parser that reads it, and of the forms of a row in JavaScript and in TypeScript;
 * gives how many were compared.
 */
export function compareDialects(
  cases: readonly Case[],
  dialects: readonly Dialect[],
  readings: Readings,
): { readonly parsers: number; readonly languages: number } {
  const problems: string[] = [];
  const compared = { parsers: 0, languages: 0 };
  /** What was made of the JavaScript of each row. */
  const ofRow = new Map<object, readonly string[]>();
  for (const one of cases) {
    if (problems.length >= SHOWN) break;
    const ways = dialects.filter(({ reads }) => reads(one));
    const last = ways.at(-1);
    // TypeScript that is the form of no row has nothing beside it.
    if (!last || (one.ts && !one.row)) continue;
    const made = readings.of(one, last);
    if (!one.ts) {
      for (const other of ways.slice(0, -1)) {
        compared.parsers++;
        problems.push(...differences(`${other.name} (-) and ${last.name} (+)`, readings.of(one, other), made, one));
      }
      if (one.row) ofRow.set(one.row, made);
    } else if (one.row) {
      const plain = ofRow.get(one.row);
      if (!plain) throw new Error(`There is no JavaScript of ${one.name ?? one.code}`);
      compared.languages++;
      problems.push(
        ...differences('JavaScript (-) and TypeScript (+)', withoutPlaces(plain), withoutPlaces(made), one),
      );
    }
  }
  if (problems.length > 0) throw new Error(`At least ${problems.length} differ\n${problems.join('\n')}`);
  return compared;
}

/** What is said without the places, which types move. */
function withoutPlaces(said: readonly string[]): readonly string[] {
  return said.map(text => text.replaceAll(/\b\d+:\d+\b|\blines? \d+(?:(?:, | to )\d+)*/g, 'somewhere'));
}

/** What is said of a case in one dialect alone, as a text; none where both say the same. */
function differences(what: string, left: readonly string[], right: readonly string[], { code }: Case): string[] {
  const lost = left.filter(text => !right.includes(text)).map(text => `- ${text}`);
  const found = right.filter(text => !left.includes(text)).map(text => `+ ${text}`);
  if (left.join('\n') === right.join('\n')) return [];
  return [`${what}\n${[...lost, ...found].join('\n')}\n${code}\n`];
}
