import * as tsParser from '@typescript-eslint/parser';
import { RuleTester, type Linter } from 'eslint';
import { describe, it } from 'vitest';

import type { StatusCodeRule } from '../src/rule.ts';
import { compareDialects, Readings } from './dialects.ts';
import { digest, IN_ALL_DIALECTS } from './one-dialect.ts';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** What every case may say besides its code. */
export interface Case {
  readonly code: string;
  /** What the case shows, as the test's title; the code where there is none. */
  readonly name?: string;
  /** The rule's options object, alone in an array. */
  readonly options?: readonly [object];
  /** Whether the code is TypeScript, which espree cannot read. */
  readonly ts?: boolean;
  /** The row of which this is one form: the others are the same in another language. */
  readonly row?: object;
  readonly filename?: string;
  readonly settings?: Record<string, unknown>;
  readonly languageOptions?: Linter.LanguageOptions;
  readonly only?: boolean;
}

/** Code the rule says nothing about; a string is a case of JavaScript without options. */
export type ValidCase = string | Case;

/** Code the rule reports. */
export interface InvalidCase extends Case {
  readonly errors: readonly ExpectedError[];
  /** The code after the rule's fix; must be given exactly where there is one. */
  readonly output?: string | null;
}

/** A report as a case expects it; what is left out is not compared, except that suggestions must be given where there are any. */
export interface ExpectedError {
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly line?: number;
  /** From 1, as ESLint prints it. */
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly suggestions?: readonly {
    readonly messageId: string;
    readonly data?: Readonly<Record<string, string | number>>;
    readonly output: string;
  }[];
}

/** The cases of one framework. */
export interface Cases {
  readonly valid: readonly ValidCase[];
  readonly invalid: readonly InvalidCase[];
}

/** A way to read a case: the language it is written in, and the parser. */
export interface Dialect {
  readonly name: string;
  readonly filename: string;
  readonly reads: (one: Case) => boolean;
  readonly languageOptions: Linter.LanguageOptions;
}

// Paths without a package.json above them: what a case means must be in its code.
/** The parsers that read the cases: ESLint's own the JavaScript, that of typescript-eslint all. */
export const DIALECTS: readonly Dialect[] = [
  { name: 'JavaScript, espree', filename: '/server/app.js', reads: one => !one.ts, languageOptions: {} },
  {
    name: 'JavaScript and TypeScript, @typescript-eslint/parser',
    filename: '/server/app.ts',
    reads: () => true,
    languageOptions: { parser: tsParser },
  },
];

/** The cases of a dialect: of each case, and of the forms of each row, one in one dialect, so that every dialect has its share of them. */
function casesIn<One extends Case>(dialect: Dialect, cases: readonly One[]): One[] {
  if (IN_ALL_DIALECTS) return cases.filter(dialect.reads);
  const rows = new Map<object, One[]>();
  for (const one of cases) rows.set(one.row ?? one, [...(rows.get(one.row ?? one) ?? []), one]);
  return [...rows.values()].flatMap(forms => {
    const ways = forms.flatMap(one => DIALECTS.filter(({ reads }) => reads(one)).map(by => ({ one, by })));
    const way = ways[digest(forms[0]?.code ?? '') % ways.length];
    return way?.by === dialect ? [way.one] : [];
  });
}

/**
 * Runs a rule over the cases of each framework, each in one dialect: JavaScript with espree or with @typescript-eslint/parser, or
 * TypeScript; that it is the same in the others is asked behind them. Every error names its `messageId`; ESLint itself checks that the
 * placeholders of a message are supplied, that suggestions and fixes are asserted, and that what they make parses.
 */
export function testRule(
  name: string,
  rule: StatusCodeRule,
  cases: { readonly express?: Cases; readonly fastify?: Cases },
): void {
  for (const [framework, { valid, invalid }] of Object.entries<Cases>(cases)) {
    const named = valid.map(one => (typeof one === 'string' ? { code: one } : one));
    const readings = new Readings(rule);
    for (const dialect of DIALECTS) {
      const { filename, languageOptions } = dialect;
      const seen = new Set<string>();
      const prepare = <One extends Case>(case_: One): Omit<One, 'ts' | 'row'> & { before?: () => void } => {
        const { ts: _ts, row: _row, ...one } = case_;
        // ESLint tells a case that is there twice only where it holds no function.
        const text = JSON.stringify(one);
        if (seen.has(text)) throw new Error(`${name} has a case twice: ${text}`);
        seen.add(text);
        return { filename, ...one, ...(!IN_ALL_DIALECTS && { before: () => readings.expect(case_, dialect) }) };
      };
      const tests = {
        valid: casesIn(dialect, named).map(prepare),
        invalid: casesIn(dialect, invalid).map(prepare),
        assertionOptions: { requireMessage: 'messageId' },
      };
      if (tests.valid.length + tests.invalid.length === 0) continue;
      describe(`${framework} (${dialect.name})`, () => {
        const tester = new RuleTester({ languageOptions });
        Object.assign(tester, { linter: readings.linter });
        tester.run(name, readings.rule, tests as unknown as Parameters<RuleTester['run']>[2]);
      });
    }
    if (!IN_ALL_DIALECTS)
      it(
        `${framework} is the same whichever parser reads it, and with types on its parameters`,
        { timeout: 120_000 },
        () => compareDialects([...named, ...invalid], DIALECTS, readings),
      );
  }
}
