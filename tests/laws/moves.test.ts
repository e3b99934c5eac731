import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { cutOf } from './cut.ts';
import { FAR } from './far.ts';
import { BY_CAUSE, keyOf, LintedFiles, nameOfFile, without, type Finding } from './linted-files.ts';
import { MOVES, type Files, type Subject } from './moves.ts';
import { idOf, programsOfPages, programsOfTests, withoutDoubles, type Program, type TestedRule } from './programs.ts';
import { refusalAt, variablesOf } from './refusal.ts';
import { renamed } from './renamed-project.ts';
import { parse } from './tree.ts';

/** The cases of every rule's test, which hands them over here instead of running them. */
const tested = vi.hoisted(() => [] as TestedRule[]);
vi.mock('../rule-tester.ts', () => ({
  testRule: (name: string, _rule: unknown, cases: TestedRule['cases']) => {
    tested.push({ name, cases });
  },
}));

/** Where laws do not hold yet, by their names: refusals by the first digits of a digest of their program's code, and their line. */
interface Unfollowed {
  readonly because: string;
  readonly laws: Readonly<Record<string, readonly string[]>>;
}

/** What is not followed yet, each with its reason. The list may only become shorter: the test fails where an entry is no longer needed. */
const LIST = path.join(import.meta.dirname, 'unfollowed.json');
const UNFOLLOWED = JSON.parse(readFileSync(LIST, 'utf8')) as Unfollowed[];

/** `MOVES=all` tries the programs of all tests, `MOVES=write` puts what is not followed into the list, without a reason, and takes off it what is. */
const MODE = process.env['MOVES'];
const SHARE = MODE === 'all' ? 1 : 96;

/** A refusal of a program, with what is found of it. */
interface Refused {
  readonly id: string;
  readonly subject: Subject;
  readonly before: readonly Finding[];
  /** The finding at the refusal itself; null where that is right as it stands. */
  readonly finding: Finding | null;
}

const linted = new LintedFiles();
afterAll(() => linted.remove(), 60_000);

let refused: readonly Refused[] = [];

beforeAll(async () => {
  await Promise.all(
    readdirSync(path.join(import.meta.dirname, '../rules')).map(
      name => import(`../rules/${name.replace('.test.ts', '')}.test.ts`),
    ),
  );
  const isDue = (program: Program): boolean =>
    /^\/server\/app\.[jt]s$/.test(program.filename) &&
    (!program.from.startsWith('tests/') || Number.parseInt(idOf(program), 16) % SHARE === 0);
  refused = withoutDoubles([...programsOfPages(), ...programsOfTests(tested)])
    .filter(isDue)
    .flatMap(refusalsOf);
}, 300_000);

/** The refusals of a program: those that something is found of, and the first of those that nothing is. */
function refusalsOf(program: Program): Refused[] {
  const tree = parse(program);
  if (!tree) return [];
  let before: readonly Finding[];
  try {
    before = linted.lint({ [nameOfFile(program)]: program.code }, program);
  } catch {
    return [];
  }
  const known = { tree, variables: variablesOf(tree) };
  const starts = program.code
    .split('\n')
    .map((_, index, lines) => lines.slice(0, index).join('\n').length + Math.min(index, 1));
  const found = before.filter(one => BY_CAUSE.has(one.rule) && !/ 2\d\d$/.test(one.statuses));
  const places =
    found.length > 0
      ? found.map(finding => ({ finding, offset: (starts[finding.line - 1] ?? 0) + finding.column - 1 }))
      : before.length > 0
        ? []
        : tree.nodes
            .filter(({ type }) => type === 'CallExpression')
            .map(({ range }) => ({ finding: null, offset: range[1] - 1 }));
  const all = places.flatMap(({ finding, offset }): Refused[] => {
    const refusal = refusalAt(offset, tree, known.variables);
    if (!refusal) return [];
    const subject: Subject = { known, program, refusal, cut: cutOf(refusal, known) };
    return [{ id: `${idOf(program)}:${finding?.line ?? 'right'}`, subject, before, finding }];
  });
  return found.length > 0 ? all : all.slice(0, 1);
}

/** What has come out of a law, by its name: what it was tried on, and on what it does not hold. */
const outcomes = new Map<string, { readonly tried: number; readonly broken: readonly string[] }>();

/** Holds that a law is broken where the list says so, and nowhere else. */
function judge(law: string, tried: number, broken: ReadonlyMap<string, string>): void {
  outcomes.set(law, { tried, broken: [...broken.keys()] });
  const listed = new Set(UNFOLLOWED.flatMap(one => one.laws[law] ?? []));
  // eslint-disable-next-line no-console -- the figure is what the run is for
  console.info(`${law}: ${tried - broken.size} of ${tried}`);
  if (MODE === 'write') return;
  const others = [...broken].filter(([id]) => !listed.has(id)).map(([, text]) => text);
  // No matcher: the difference of so much code takes a test runner minutes to draw.
  if (others.length > 0) throw new Error(others.join('\n=====\n'));
  if (MODE === undefined)
    expect(
      [...listed].filter(id => !broken.has(id)),
      'refusals that are followed now, and are to be taken off the list',
    ).toEqual([]);
  expect(tried, 'refusals that the law changes').toBeGreaterThan(0);
}

function told({ id, subject: { program } }: Refused, files: Files, found: string): string {
  const after = Object.entries(files).map(([name, text]) => `// ${name}\n${text}`);
  return `${id} of ${program.from}\n${found}\n--- before\n${program.code}\n--- after\n${after.join('\n')}`;
}

function list(sign: string, findings: readonly Finding[]): string {
  return findings.map(({ rule, message }) => `${sign} ${rule}: ${message}\n`).join('');
}

describe('what is found of a refusal is found where', () => {
  it.each(MOVES.map(move => ({ move, name: move.name })))('$name', { timeout: 900_000 }, ({ move, name }) => {
    const broken = new Map<string, string>();
    let tried = 0;
    for (const one of refused) {
      const files = move.change(one.subject);
      if (!files) continue;
      tried++;
      const { program } = one.subject;
      const after = linted.lint(files, program);
      const lost = without(one.before, after).filter(finding => one.finding && keyOf(finding) === keyOf(one.finding));
      const added = without(after, one.before);
      if (lost.length > 0 || added.length > 0) broken.set(one.id, told(one, files, list('-', lost) + list('+', added)));
    }
    judge(name, tried, broken);
  });
});

describe('what is found of a refusal is found where nothing', () => {
  it('has a name that means something', { timeout: 900_000 }, () => {
    const broken = new Map<string, string>();
    const programs = new Set(refused.map(({ subject: { program } }) => program));
    let tried = 0;
    for (const program of programs) {
      const all = refused.filter(({ subject }) => subject.program === program);
      const files = renamed({ [nameOfFile(program)]: program.code }, program.sourceType);
      const after = linted.lint(files, program);
      tried += all.length;
      for (const one of all) {
        const lost = one.finding ? without([one.finding], after) : [];
        const added = one.finding ? [] : without(after, one.before);
        if (lost.length > 0 || added.length > 0)
          broken.set(one.id, told(one, files, list('-', lost) + list('+', added)));
      }
    }
    judge('nothing has a name that means something', tried, broken);
  });
});

describe('a wrong status is found, and the right one left alone, where', () => {
  it.each(FAR.map(far => ({ far, name: far.name })))('$name', { timeout: 900_000 }, ({ far, name }) => {
    const broken = new Map<string, string>();
    let tried = 0;
    for (const one of refused) {
      const { subject, finding } = one;
      const exit = subject.refusal.exits.find(
        ({ status }) => status !== null && status.loc.start.line === finding?.line,
      );
      const [right, wrong] = (finding?.statuses.split(' ') ?? []).map(Number);
      if (!exit || !right || !wrong || exit.status?.value !== wrong) continue;
      const files = far.change(subject, exit, wrong);
      const righted = far.change(subject, exit, right);
      if (!files || !righted) continue;
      tried++;
      const found = without(linted.lint(files, subject.program), []).filter(({ rule }) => rule === finding?.rule);
      const rest = one.before.filter(other => other !== finding);
      const alarms = without(linted.lint(righted, subject.program), rest).filter(({ rule }) => BY_CAUSE.has(rule));
      const isFound = found.some(({ statuses }) => statuses.split(' ').map(Number).includes(wrong));
      if (!isFound) broken.set(one.id, told(one, files, 'nothing is found'));
      if (alarms.length > 0)
        broken.set(`${one.id} as right`, told(one, righted, `though it is right\n${list('+', alarms)}`));
    }
    judge(name, tried, broken);
  });
});

afterAll(() => {
  const counts = [...outcomes.values()];
  const sum = (of: (one: (typeof counts)[number]) => number): number => counts.reduce((all, one) => all + of(one), 0);
  // eslint-disable-next-line no-console -- as above
  console.info(
    `${refused.length} refusals, of which something is found of ${refused.filter(({ finding }) => finding !== null).length}, ${linted.linted} files linted, ${sum(({ tried, broken }) => tried - broken.length)} of ${sum(({ tried }) => tried)} hold`,
  );
  if (MODE !== 'write') return;
  const known = UNFOLLOWED.map(({ because, laws }): Unfollowed => ({
    because,
    laws: withRefusals(
      Object.entries(laws).map(([law, ids]) => [law, ids.filter(id => outcomes.get(law)?.broken.includes(id))]),
    ),
  }));
  const fresh = withRefusals(
    [...outcomes].map(([law, { broken }]) => [
      law,
      broken.filter(id => !known.some(({ laws }) => laws[law]?.includes(id))),
    ]),
  );
  const entries = [...known, { because: '', laws: fresh }].filter(({ laws }) => Object.keys(laws).length > 0);
  writeFileSync(LIST, `${JSON.stringify(entries, null, 2)}\n`);
});

function withRefusals(laws: readonly (readonly [string, readonly string[]])[]): Unfollowed['laws'] {
  return Object.fromEntries(laws.filter(([, refusals]) => refusals.length > 0));
}
