import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Linter } from 'eslint';

import type { Cases, ValidCase } from '../rule-tester.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A program whose findings a change of its form must keep. */
export interface Program {
  /** Where it stands: the rule's test, the page, the example. */
  readonly from: string;
  readonly code: string;
  readonly filename: string;
  readonly isTyped: boolean;
  readonly sourceType: 'module' | 'commonjs' | 'script';
  readonly settings?: Record<string, unknown> | undefined;
  /** The options that a rule's own case gives it. */
  readonly rule?: { readonly name: string; readonly options: readonly object[] } | undefined;
}

/** What a rule's test hands over instead of running it. */
export interface TestedRule {
  readonly name: string;
  readonly cases: Partial<Record<string, Cases>>;
}

/** A name for a program that stays while its code does. */
export function idOf({ code }: Pick<Program, 'code'>): string {
  return createHash('sha256').update(code).digest('hex').slice(0, 8);
}

/** The programs of the rules' tests, right and wrong ones, each code once. */
export function programsOfTests(tested: readonly TestedRule[]): Program[] {
  return tested.flatMap(({ name, cases }) =>
    Object.values(cases)
      .flatMap(one => [...(one?.valid ?? []), ...(one?.invalid ?? [])])
      .flatMap((one): Program[] => {
        const { code, ts = false, filename, options, settings, languageOptions } = toCase(one);
        // A case with a parser of its own is about that parser.
        if (languageOptions !== undefined && Object.keys(languageOptions).some(key => key !== 'sourceType')) return [];
        // The same code is there as JavaScript.
        if (code.startsWith('/* as TypeScript */')) return [];
        return [
          {
            from: `tests/rules/${name}.test.ts`,
            code,
            isTyped: ts,
            filename: filename ?? `/server/app.${ts ? 'ts' : 'js'}`,
            settings,
            sourceType: languageOptions?.sourceType ?? 'module',
            rule: options && { name, options },
          },
        ];
      }),
  );
}

function toCase(one: ValidCase): Exclude<ValidCase, string> {
  return typeof one === 'string' ? { code: one } : one;
}

/** The blocks of code of all pages. */
export function programsOfPages(): Program[] {
  const pages = [
    'README.md',
    ...['docs', 'docs/rules'].flatMap(folder =>
      readdirSync(path.join(ROOT, folder))
        .filter(name => name.endsWith('.md'))
        .map(name => `${folder}/${name}`),
    ),
  ];
  return pages.flatMap(page =>
    [
      ...readFileSync(path.join(ROOT, page), 'utf8').matchAll(
        /^```(?<language>js|ts)(?: (?<mark>[✗✓]))?(?: [^\n]*)?\n(?<code>.*?)^```$/gms,
      ),
    ].map(({ groups }): Program => {
      const { language = 'js', code = '' } = groups ?? {};
      return {
        from: page,
        code,
        isTyped: language === 'ts',
        filename: `/server/app.${language}`,
        sourceType: language === 'js' && /\brequire\(/.test(code) && !/^import /m.test(code) ? 'commonjs' : 'module',
      };
    }),
  );
}

/** The files of the example servers, which read one another. */
export function programsOfExamples(): Program[] {
  return readdirSync(path.join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.[jt]s$/.test(name) && !name.includes('node_modules'))
    .sort()
    .map(name => ({
      from: `examples/${name}`,
      code: readFileSync(path.join(ROOT, 'examples', name), 'utf8'),
      isTyped: name.endsWith('.ts'),
      filename: path.join(ROOT, 'examples', name),
      sourceType: name.endsWith('.ts') ? 'module' : 'commonjs',
    }));
}

/** One of each code in each setting; the first that has it. */
export function withoutDoubles(programs: readonly Program[]): Program[] {
  const seen = new Map<string, Program>();
  for (const one of programs) {
    const key = JSON.stringify([one.code, one.isTyped, one.filename, one.settings ?? null, one.rule ?? null]);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

/** ESLint's language options for a program, its parser apart. */
export function sourceTypeOf({ sourceType }: Program): Pick<Linter.LanguageOptions, 'sourceType'> {
  return { sourceType };
}
