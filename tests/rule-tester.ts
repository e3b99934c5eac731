import * as tsParser from '@typescript-eslint/parser';
import { RuleTester, type Linter } from 'eslint';
import { describe, it } from 'vitest';

import type { StatusCodeRule } from '../src/rule.ts';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

/** What every case may say besides its code. */
interface Case {
  readonly code: string;
  /** What the case shows, as the test's title; the code where there is none. */
  readonly name?: string;
  /** The rule's options object, alone in an array. */
  readonly options?: readonly [object];
  /** Whether the code is TypeScript, which espree cannot read. */
  readonly ts?: boolean;
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

// Paths without a package.json above them: what a case means must be in its code.
const LANGUAGES = [
  { name: 'JavaScript, espree', filename: '/server/app.js', reads: (one: Case) => !one.ts, languageOptions: {} },
  {
    name: 'JavaScript and TypeScript, @typescript-eslint/parser',
    filename: '/server/app.ts',
    reads: () => true,
    languageOptions: { parser: tsParser },
  },
] as const;

/**
 * Runs a rule over the cases of each framework: JavaScript with espree and again with @typescript-eslint/parser, which must agree,
 * and the cases marked `ts` with the latter. Every error names its `messageId`; ESLint itself checks that the placeholders of a
 * message are supplied, that suggestions and fixes are asserted, and that what they make parses.
 */
export function testRule(
  name: string,
  rule: StatusCodeRule,
  cases: { readonly express?: Cases; readonly fastify?: Cases },
): void {
  for (const [framework, { valid, invalid }] of Object.entries<Cases>(cases)) {
    for (const { name: language, filename, reads, languageOptions } of LANGUAGES) {
      const prepare = <One extends Case>({ ts: _ts, ...one }: One): Omit<One, 'ts'> => ({ filename, ...one });
      const tests = {
        valid: valid
          .map(one => (typeof one === 'string' ? { code: one } : one))
          .filter(reads)
          .map(prepare),
        invalid: invalid.filter(reads).map(prepare),
        assertionOptions: { requireMessage: 'messageId' },
      };
      if (tests.valid.length + tests.invalid.length === 0) continue;
      describe(`${framework} (${language})`, () => {
        new RuleTester({ languageOptions }).run(name, rule, tests as unknown as Parameters<RuleTester['run']>[2]);
      });
    }
  }
}
