import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { presetRules } from '../../src/configs.ts';
import plugin from '../../src/index.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';
import { HANDLERS } from './handlers.ts';
import { MODULES } from './modules.ts';
import { NOTATION } from './notation.ts';
import {
  idOf,
  programsOfExamples,
  programsOfPages,
  programsOfTests,
  withoutDoubles,
  type Program,
  type TestedRule,
} from './programs.ts';
import { RENAMING } from './renaming.ts';
import { Rewrite } from './rewrite.ts';
import { STATEMENTS } from './statements.ts';
import { parse, type Law, type Tree } from './tree.ts';
import { TYPESCRIPT } from '../typescript.ts';

/** The cases of every rule's test, which hands them over here instead of running them. */
const tested = vi.hoisted(() => [] as TestedRule[]);
vi.mock('../rule-tester.ts', () => ({
  testRule: (name: string, _rule: unknown, cases: TestedRule['cases']) => {
    tested.push({ name, cases });
  },
}));

/** A law that does not hold yet in some programs, which are named by the first digits of a digest of their code. */
interface Exception {
  readonly law: string;
  readonly because: string;
  readonly programs: readonly string[];
}

/** The programs in which laws do not hold yet. The list may only become shorter: the test fails where an entry is no longer needed. */
const LIST = path.join(import.meta.dirname, 'exceptions.json');
const EXCEPTIONS = JSON.parse(readFileSync(LIST, 'utf8')) as Exception[];

const LAWS: readonly Law[] = [...RENAMING, ...NOTATION, ...STATEMENTS, ...HANDLERS, ...MODULES];

/**
 * The suite tries one program in so many, and all that have an exception; `LAWS=all` tries every program (a quarter of an hour of one core),
 * `LAWS=98423f1c,dea9d220` those programs alone, and `LAWS=shrink` takes the exceptions that are no longer needed off the list.
 */
const MODE = process.env['LAWS'];
const SHARE = MODE === 'all' ? 1 : 24;
const ONLY = MODE !== undefined && /^[\da-f]{8}(?:,[\da-f]{8})*$/.test(MODE) ? new Set(MODE.split(',')) : null;

const all = presetRules('all', rules);
const linters = new Map<string, ReadyLinter>();
const EMPTY = new ReadyLinter({ cwd: '/server' });

/** A finding, by its rule, what it says and the place in the old code where it stands. */
interface Found {
  readonly key: string;
  readonly message: string;
}

function lint(program: Program, code: string): Linter.LintMessage[] {
  const { filename, settings, rule, isTyped, sourceType } = program;
  const cwd = path.dirname(filename);
  const linter = cwd === '/server' ? EMPTY : (linters.get(cwd) ?? new ReadyLinter({ cwd }));
  linters.set(cwd, linter);
  return linter.verify(
    code,
    [
      {
        files: ['**/*.{js,ts,jsx,tsx,cjs,mjs,cts,mts}'],
        plugins: { 'status-code': plugin },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        rules: {
          ...all,
          ...(rule && { [`status-code/${rule.name}`]: ['error', ...rule.options] as Linter.RuleEntry }),
        },
        languageOptions: { sourceType, ...(isTyped && TYPESCRIPT) },
        ...(settings && { settings }),
      },
    ],
    { filename },
  );
}

function offsetsOf(code: string): (place: { readonly line: number; readonly column: number }) => number {
  const starts = [0];
  for (const match of code.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(match.index + match[0].length);
  return ({ line, column }) => (starts[line - 1] ?? 0) + column - 1;
}

/** What is said of a program before any change, by how it is read. */
const unchanged = new Map<string, Linter.LintMessage[]>();

function lintUnchanged(program: Program): Linter.LintMessage[] {
  const key = JSON.stringify(program);
  const messages = unchanged.get(key) ?? lint(program, program.code);
  unchanged.set(key, messages);
  return messages;
}

/** The findings of a version of a program, in the places of the first one. */
function findingsIn(
  messages: readonly Linter.LintMessage[],
  code: string,
  back: (offset: number) => number | null,
  undo: (message: string) => string,
): Found[] {
  const offsetOf = offsetsOf(code);
  return messages
    .map(message => {
      if (message.ruleId === null) throw new SyntaxError(message.message);
      const offset = back(offsetOf(message));
      return {
        key: `${message.ruleId} ${message.messageId ?? ''} at ${String(offset)}`,
        message: undo(message.message),
      };
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.message < b.message ? -1 : 1));
}

/** What a law makes of a program; null where it has nothing to change. */
function changed(
  law: Law,
  program: Program,
  tree: Tree,
): { readonly program: Program; readonly code: string; readonly back: (offset: number) => number | null } | null {
  const rewrite = new Rewrite(tree.code);
  law.change(tree, rewrite, program);
  if (rewrite.isEmpty) return null;
  const { code, back } = rewrite.finish();
  return { program: { ...program, ...law.reads }, code, back };
}

/** What a law changes in what is found, a line each; null where the law has nothing to change. */
function differences(law: Law, program: Program, tree: Tree): readonly string[] | null {
  const after = changed(law, program, tree);
  if (after === null) return null;
  const undo = (message: string): string => law.undo?.(message, tree) ?? message;
  // The parser may change with the law; the findings of the old code are then those of the new parser, which the rules' tests compare.
  const reads = law.reads?.isTyped === undefined ? program : { ...program, isTyped: law.reads.isTyped };
  const place = (offset: number | null): number | null =>
    offset === null ? null : (law.place?.(offset, tree) ?? offset);
  const before = findingsIn(lintUnchanged(reads), program.code, place, undo);
  const now = findingsIn(lint(after.program, after.code), after.code, offset => place(after.back(offset)), undo);
  const texts = (found: readonly Found[], others: readonly Found[]): string[] => {
    const left = others.map(({ key, message }) => `${key}: ${message}`);
    return found
      .map(({ key, message }) => `${key}: ${message}`)
      .filter(text => {
        const index = left.indexOf(text);
        if (index >= 0) left.splice(index, 1);
        return index < 0;
      });
  };
  return [...texts(before, now).map(text => `- ${text}`), ...texts(now, before).map(text => `+ ${text}`)];
}

let programs: readonly { readonly program: Program; readonly tree: Tree; readonly id: string }[] = [];

beforeAll(async () => {
  await Promise.all(
    readdirSync(path.join(import.meta.dirname, '../rules')).map(
      name => import(`../rules/${name.replace('.test.ts', '')}.test.ts`),
    ),
  );
  const excepted = new Set(EXCEPTIONS.flatMap(one => one.programs));
  const isDue = (id: string, { from }: Program): boolean =>
    ONLY?.has(id) ?? (excepted.has(id) || from.startsWith('examples/') || Number.parseInt(id, 16) % SHARE === 0);
  programs = withoutDoubles([...programsOfTests(tested), ...programsOfPages(), ...programsOfExamples()]).flatMap(
    program => {
      const id = idOf(program);
      const tree = isDue(id, program) ? parse(program) : null;
      return tree === null || lintUnchanged(program).some(({ ruleId }) => ruleId === null)
        ? []
        : [{ program, tree, id }];
    },
  );
}, 300_000);

/** The exceptions that a run has not needed, by their law. */
const unneeded = new Map<string, ReadonlySet<string>>();

afterAll(() => {
  if (MODE !== 'shrink') return;
  const left = EXCEPTIONS.map(one => ({
    ...one,
    programs: one.programs.filter(id => unneeded.get(one.law)?.has(id) !== true),
  })).filter(({ programs: ids }) => ids.length > 0);
  writeFileSync(LIST, `${JSON.stringify(left, null, 2)}\n`);
});

describe('the same is found where', () => {
  it.each(LAWS.map(law => ({ law, name: law.name })))('$name', { timeout: 900_000 }, ({ law, name }) => {
    const broken: string[] = [];
    const needed = new Set<string>();
    const excepted = new Set(EXCEPTIONS.filter(one => one.law === name).flatMap(one => one.programs));
    let pairs = 0;
    for (const { program, tree, id } of programs) {
      let difference: readonly string[] | null;
      try {
        difference = differences(law, program, tree);
      } catch (error) {
        difference = [String(error)];
      }
      if (difference === null) continue;
      pairs++;
      if (difference.length === 0) continue;
      needed.add(id);
      if (!excepted.has(id))
        broken.push(
          `${id} of ${program.from}\n${difference.join('\n')}\n--- before\n${program.code}\n--- after\n${changed(law, program, tree)?.code ?? ''}\n`,
        );
    }
    // eslint-disable-next-line no-console -- the figure is what the run is for
    console.info(`${name}: ${pairs} pairs, ${broken.length} broken, ${excepted.size} exceptions`);
    // No matcher: the difference of so much code takes a test runner minutes to draw.
    if (broken.length > 0) throw new Error(broken.join('\n'));
    if (ONLY) return;
    if (MODE === 'shrink') unneeded.set(name, new Set([...excepted].filter(id => !needed.has(id))));
    else
      expect(
        [...excepted].filter(id => !needed.has(id)),
        'exceptions that are no longer needed',
      ).toEqual([]);
    expect(pairs, 'programs that the law changes').toBeGreaterThan(0);
  });
});
