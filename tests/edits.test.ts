import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Linter } from 'eslint';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { rules } from '../src/rules/index.ts';
import { presetRules } from '../src/configs.ts';
import { AUTOFIXES } from './wire/autofix-examples.ts';
import { CHECKS, FOLLOW_UPS, riskOf } from './edit-checks.ts';
import { findBrokenEdits } from './edit-layouts.ts';
import { applyEdits, inTypeScript, syntaxErrorIn, withoutLines, type Edit, type Source } from './edit-source.ts';
import { digest, IN_ALL_DIALECTS } from './one-dialect.ts';
import type { Cases, InvalidCase } from './rule-tester.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** The cases of every rule's test, which hands them over here instead of running them. */
const tested = vi.hoisted(() => [] as { name: string; cases: Partial<Record<string, Cases>> }[]);
vi.mock('./rule-tester.ts', () => ({
  testRule: (name: string, _rule: unknown, cases: Partial<Record<string, Cases>>) => {
    tested.push({ name, cases });
  },
}));

/** Of the forms of a row one, as the text of the first decides: tests/dialects.ts compares what is reported and offered in each. */
function oneOfEachRow(cases: readonly InvalidCase[]): readonly InvalidCase[] {
  if (IN_ALL_DIALECTS) return cases;
  const rows = new Map<object, InvalidCase[]>();
  for (const one of cases) rows.set(one.row ?? one, [...(rows.get(one.row ?? one) ?? []), one]);
  return [...rows.values()].map(forms => forms[digest(forms[0]!.code) % forms.length]!);
}

function sourcesOfTests(): Source[] {
  return tested.flatMap(({ name, cases }) =>
    Object.values(cases)
      .flatMap(one => oneOfEachRow(one?.invalid ?? []))
      .map(({ ts = false, row, filename, code, options, settings, languageOptions }) => ({
        from: `tests/rules/${name}.test.ts`,
        rule: name,
        code,
        isTyped: ts,
        hasTyped: row !== undefined,
        filename: filename ?? `/server/app.${ts ? 'ts' : 'js'}`,
        options,
        settings,
        languageOptions,
      })),
  );
}

/** The blocks of code of all pages: those of a rule's page with its rule, others with the rule they name or with all. */
function sourcesOfPages(): Source[] {
  const pages = [
    'README.md',
    ...['docs', 'docs/rules'].flatMap(folder =>
      readdirSync(path.join(ROOT, folder))
        .filter(name => name.endsWith('.md'))
        .map(name => `${folder}/${name}`),
    ),
  ];
  return pages.flatMap(page => {
    const own = path.basename(page, '.md');
    let settings: Record<string, unknown> = {};
    return [
      ...readFileSync(path.join(ROOT, page), 'utf8').matchAll(
        /^```(?<language>json|js|ts)(?: (?<mark>[✗✓]))?(?: (?<rule>[a-z][\w-]+))?(?: (?<options>\{[^\n]*\}))?\n(?<code>.*?)^```$/gms,
      ),
    ].flatMap(({ groups }): Source[] => {
      const { language = '', mark, rule, options, code = '' } = groups ?? {};
      if (language === 'json') {
        if (page === 'docs/settings.md') settings = { 'status-code': JSON.parse(code) as unknown };
        return [];
      }
      if (mark === '✓') return [];
      return [
        {
          from: page,
          rule: rule ?? (Object.hasOwn(rules, own) ? own : null),
          code,
          isTyped: language === 'ts',
          filename: `app.${language}`,
          settings,
          ...(options !== undefined && { options: [JSON.parse(options) as object] }),
          languageOptions: {
            sourceType:
              language === 'js' && /\brequire\(/.test(code) && !/^import /m.test(code) ? 'commonjs' : 'module',
          },
        },
      ];
    });
  });
}

function sourcesOfExamples(): Source[] {
  const files = readdirSync(path.join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' }).filter(
    name => /\.[jt]s$/.test(name) && !name.includes('node_modules'),
  );
  return files.map(name => ({
    from: `examples/${name}`,
    rule: null,
    code: readFileSync(path.join(ROOT, 'examples', name), 'utf8'),
    isTyped: name.endsWith('.ts'),
    filename: path.join(ROOT, 'examples', name),
    languageOptions: { sourceType: name.endsWith('.ts') ? 'module' : 'commonjs' },
  }));
}

/** The same source as TypeScript; a row of a test has a form of its own there. */
function typedFormOf(source: Source): Source | null {
  return source.hasTyped ? null : inTypeScript(source);
}

/**
 * A source in JavaScript or as TypeScript, as its text decides: that the same is reported and offered in both is what
 * tests/dialects.ts holds. What an edit leaves must parse in the other one, too.
 */
function inOneLanguage(source: Source): readonly { readonly source: Source; readonly other: Source | null }[] {
  const typed = typedFormOf(source);
  if (!typed) return [{ source, other: null }];
  const ways = [
    { source, other: typed },
    { source: typed, other: source },
  ];
  return IN_ALL_DIALECTS ? ways : [ways[digest(source.code) % 2]!];
}

/** An edit with what is wrong with it. */
const problems: string[] = [];
const applied = new Map<string, number>();
const perSource = new Map<string, number>();

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function complain(source: Source, edit: Edit, problem: string): void {
  problems.push(
    `${source.from}: ${edit.id} (${edit.text}): ${problem}\n--- before\n${edit.before.code}\n--- after\n${edit.after.code}\n`,
  );
}

const followed = new Set<string>();
const fixed = new Set<string>();
const recommended = presetRules('recommended', rules);

/** Whether a new report is one that the edit announces. */
function mayFollow({ ruleId }: Linter.LintMessage, id: string): boolean {
  return FOLLOW_UPS[id]?.rules.includes(String(ruleId).replace('status-code/', '')) === true;
}

/** What is wrong with one edit, which must leave code that parses in the other language, too. */
function judge(edit: Edit, other: Source | null): readonly string[] {
  const { before, after, report, id } = edit;
  const fatal = after.messages.find(message => message.fatal)?.message ?? (other && syntaxErrorIn(other, after.code));
  if (fatal) return [`the result does not parse: ${fatal}`];
  const wrong: string[] = [];
  const ofRule = ({ messages }: Edit['after']) => messages.filter(({ ruleId }) => ruleId === report.ruleId);
  if (ofRule(after).length >= ofRule(before).length) wrong.push('the rule reports as much as before');
  const left = before.messages.map(withoutLines);
  for (const message of after.messages) {
    const index = left.indexOf(withoutLines(message));
    if (index >= 0) left.splice(index, 1);
    else if (!Object.hasOwn(recommended, String(message.ruleId)) && message.ruleId !== report.ruleId) continue;
    else if (mayFollow(message, id)) followed.add(`${id} ${String(message.ruleId)}`);
    else wrong.push(`a new report: ${String(message.ruleId)} ${message.message}`);
  }
  const check = CHECKS[id];
  if (!check) return [...wrong, 'no check says what it must have done'];
  const failure = check.fails(edit);
  return failure === null ? wrong : [...wrong, failure];
}

beforeAll(async () => {
  await Promise.all(
    readdirSync(path.join(ROOT, 'tests/rules')).map(name => import(`./rules/${name.replace('.test.ts', '')}.test.ts`)),
  );
}, 60_000);

describe('every edit of the tests, the pages and the examples', () => {
  it(
    'does what it says, leaves nothing to report and brings nothing up, in JavaScript or in TypeScript',
    { timeout: 600_000 },
    () => {
      const start = Date.now();
      for (const { source, other } of [...sourcesOfTests(), ...sourcesOfPages(), ...sourcesOfExamples()].flatMap(
        inOneLanguage,
      )) {
        for (const edits of applyEdits(source).offered) {
          for (const edit of edits) {
            if (edit.kind === 'fix') fixed.add(edit.id);
            count(applied, edit.id);
            count(perSource, `${edit.kind} ${source.from.split('/', 1)[0] ?? ''} ${source.isTyped ? 'ts' : 'js'}`);
            for (const problem of judge(edit, other)) complain(source, edit, problem);
          }
          const risks = edits.map(riskOf);
          if (risks.some((one, index) => one < (risks[index - 1] ?? 0)))
            complain(source, edits[0]!, `a safer edit comes later: ${edits.map(({ id }) => id).join(', ')}`);
        }
      }
      const total = [...applied.values()].reduce((sum, count) => sum + count, 0);
      // eslint-disable-next-line no-console -- the figure is what the run is for
      console.info(
        `${total} edits applied in ${Math.round((Date.now() - start) / 1000)} s: ${[...perSource].map(([what, count]) => `${count} ${what}`).join(', ')}`,
      );
      expect(problems).toEqual([]);
      // Each kind of fix is proven on the wire.
      expect([...fixed].sort()).toEqual(Object.keys(AUTOFIXES).sort());
      expect([...Object.keys(CHECKS)].filter(id => !applied.has(id))).toEqual([]);
      expect(
        Object.entries(FOLLOW_UPS)
          .flatMap(([id, one]) => one.rules.map(rule => `${id} status-code/${rule}`))
          .sort(),
      ).toEqual([...followed].sort());
    },
  );

  it('parses and keeps every comment with parentheses and comments in odd places', { timeout: 600_000 }, () => {
    // The rules of causes all have one edit, made in one place: some of their cases are enough.
    const hasOneEdit = ({ rule }: Source): boolean =>
      Object.hasOwn(rules[rule ?? '']?.definition.messages ?? {}, 'use');
    const found = sourcesOfTests()
      .filter((source, index) => !hasOneEdit(source) || index % 20 === 0)
      .map(source => {
        const typed = typedFormOf(source);
        return findBrokenEdits(typed ? [source, typed] : [source]);
      });
    expect(found.flatMap(({ broken }) => broken)).toEqual([]);
    expect(found.reduce((sum, { tried }) => sum + tried, 0)).toBeGreaterThan(1000);
  });
});
