import { readdirSync } from 'node:fs';
import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter, Rule } from 'eslint';
import { beforeAll, describe, expect, it, vi } from 'vitest';

import { describeResponse } from '../../src/cli/lint/describe-response.ts';
import type { SourceCode } from '../../src/model/definitions/file.ts';
import { getModel } from '../../src/model/get-model.ts';
import type { Model } from '../../src/model/model.ts';
import type { HandlerResponses, Response } from '../../src/model/responses/response.ts';
import type { StatusCodeRule } from '../../src/rule.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';
import type { Case, Cases, Dialect } from '../rule-tester.ts';

/** A case of a rule's test. */
interface Tested {
  readonly rule: StatusCodeRule;
  readonly framework: string;
  readonly one: Case;
}

/** The cases of every rule's test, which hands them over here instead of running them. */
const tested = vi.hoisted(() => [] as Tested[]);
vi.mock('../rule-tester.ts', async importOriginal => ({
  ...(await importOriginal<typeof import('../rule-tester.ts')>()),
  testRule: (_name: string, rule: StatusCodeRule, cases: Partial<Record<string, Cases>>) => {
    for (const [framework, { valid, invalid } = { valid: [], invalid: [] }] of Object.entries(cases))
      for (const one of [...valid, ...invalid])
        tested.push({ rule, framework, one: typeof one === 'string' ? { code: one } : one });
  },
}));

let dialects: readonly Dialect[] = [];

beforeAll(async () => {
  ({ DIALECTS: dialects } = await import('../rule-tester.ts'));
  const names = readdirSync(path.join(import.meta.dirname, '../rules')).map(name => name.replace('.test.ts', ''));
  await Promise.all(names.map(name => import(`../rules/${name}.test.ts`)));
}, 120_000);

const linters = new Map<string, ReadyLinter>();

/** The linter of a file's own folder, outside of which ESLint lints nothing. */
function linterOf(filename: string): ReadyLinter {
  const cwd = path.dirname(filename);
  const linter = linters.get(cwd) ?? new ReadyLinter({ cwd });
  linters.set(cwd, linter);
  return linter;
}

let model: Model | null = null;
const probe: Rule.RuleModule = {
  create: context => ({
    Program: () => {
      model = getModel(context.sourceCode as unknown as SourceCode, context.filename, context);
    },
  }),
};
const plugins = { tested: { rules: { ...rules, probe } } };

/** What is made of a case in one dialect: the model with its causes, and what the case's rule reports and offers. */
function read({ rule, one }: Tested, dialect: Dialect): readonly string[] {
  model = null;
  const filename = one.filename ?? dialect.filename;
  const messages = linterOf(filename).verify(
    one.code,
    [
      {
        files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'],
        plugins,
        rules: { 'tested/probe': 'error', [`tested/${rule.definition.name}`]: ['error', ...(one.options ?? [])] },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        languageOptions: { ...dialect.languageOptions, ...one.languageOptions },
        ...(one.settings && { settings: one.settings }),
      },
    ],
    { filename },
  );
  return [...describeModel(model), ...messages.map(message => describeMessage(message, one.code))];
}

function describeMessage(message: Linter.LintMessage, code: string): string {
  if (message.ruleId === null) throw new SyntaxError(`${message.message}\n${code}`);
  const { line, column, endLine, endColumn, messageId, fix, suggestions = [] } = message;
  const edits = [...(fix ? [{ messageId: 'fix', fix }] : []), ...suggestions];
  return `report at ${line}:${column} to ${String(endLine)}:${String(endColumn)}: ${String(messageId)} ${message.message}${edits
    .map(one => `\n  ${String(one.messageId)}: \`${code.slice(...one.fix.range)}\` becomes \`${one.fix.text}\``)
    .join('')}`;
}

/** All that the model says of a file. */
function describeModel(model: Model | null): readonly string[] {
  if (!model) return ['no trace of a handler'];
  return [
    ...model.registrations.map(
      ({ node, method, path: at, handlers, framework }) =>
        `registration ${place(node)}: ${String(method)} ${String(at)} ${framework.name} ${handlers.map(({ role }) => role).join()}`,
    ),
    ...model.handlers.flatMap(describeHandler),
    ...model.responses.flatMap(response => [
      `response ${place(response.node)}${flags(response)}`,
      ...describeResponse(response, model).map(({ heading, lines }) => `  ${heading}: ${lines.join('; ')}`),
      ...response.followedBy.map(({ node, isByFailure }) => `  followed ${place(node)}${flags({ isByFailure })}`),
    ]),
  ];
}

function describeHandler({ handler, late, unsent, statuses, hasDeferred }: HandlerResponses): readonly string[] {
  const set = statuses.map(
    ({ outcomes, isComplete, isPending }) => `${codes(outcomes)}${flags({ isComplete, isPending })}`,
  );
  return [
    `handler ${place(handler.fn)}: ${handler.role} ${String(handler.name)} ${handler.framework.name}${flags({ hasDeferred })}`,
    `  sets ${set.join('; ')}`,
    ...late.map(({ node, does, after, ...is }) => `  late ${does} ${place(node)} after ${after.length}${flags(is)}`),
    ...unsent.map(
      ({ setter, status, isNeverSent }) =>
        `  unsent ${place(setter)}: ${codes(status.outcomes)}${flags({ isNeverSent })}`,
    ),
  ];
}

function codes(outcomes: Response['status']['outcomes']): string {
  return outcomes
    .map(({ code, isImplicit, guards }) => `${code}${flags({ isImplicit })} under ${guards.length}`)
    .join();
}

/** The names of what holds of a thing. */
function flags(thing: object): string {
  return Object.entries(thing)
    .map(([name, value]) => (value === true ? ` ${name}` : ''))
    .join('');
}

function place({ type, loc }: TSESTree.Node): string {
  return `${type} at ${loc.start.line}:${loc.start.column} to ${loc.end.line}:${loc.end.column}`;
}

/** What is said without the places, which types move. */
function withoutPlaces(said: readonly string[]): readonly string[] {
  return said.map(text => text.replaceAll(/\b\d+:\d+\b|\blines? \d+(?:(?:, | to )\d+)*/g, 'somewhere'));
}

/** What is said of a case in one dialect alone, as a text; none where both say the same. */
function differences(what: string, left: readonly string[], right: readonly string[], { rule, one }: Tested): string[] {
  const lost = left.filter(text => !right.includes(text)).map(text => `- ${text}`);
  const found = right.filter(text => !left.includes(text)).map(text => `+ ${text}`);
  if (left.join('\n') === right.join('\n')) return [];
  return [`${what}, ${rule.definition.name}\n${[...lost, ...found].join('\n')}\n${one.code}\n`];
}

/** How many differences are told. */
const SHOWN = 10;

describe('the models of all cases, their causes and what their rules report', () => {
  it('are the same whichever parser reads them, and with types on their parameters', { timeout: 600_000 }, () => {
    const problems: string[] = [];
    const compared = { parsers: 0, languages: 0 };
    /** What was made of the JavaScript of each row. */
    const ofRow = new Map<string, readonly string[]>();
    const rows = new Map<object, number>();
    const keyOf = ({ framework, one, rule }: Tested): string | null => {
      if (!one.row) return null;
      if (!rows.has(one.row)) rows.set(one.row, rows.size);
      return `${rule.definition.name} ${framework} ${String(rows.get(one.row))}`;
    };
    for (const each of tested) {
      // More of them would say no more.
      if (problems.length >= SHOWN) break;
      const ways = dialects.filter(({ reads }) => reads(each.one));
      const last = ways.at(-1);
      // TypeScript that is the form of no row has nothing beside it.
      if (!last || (each.one.ts && !each.one.row)) continue;
      const made = read(each, last);
      const key = keyOf(each);
      if (!each.one.ts) {
        for (const other of ways.slice(0, -1)) {
          compared.parsers++;
          problems.push(...differences(`${other.name} (-) and ${last.name} (+)`, read(each, other), made, each));
        }
        if (key !== null) ofRow.set(key, made);
      } else {
        const plain = ofRow.get(key ?? '');
        if (!plain) throw new Error(`There is no JavaScript of ${each.one.name ?? each.one.code}`);
        compared.languages++;
        problems.push(
          ...differences('JavaScript (-) and TypeScript (+)', withoutPlaces(plain), withoutPlaces(made), each),
        );
      }
    }
    if (problems.length > 0) throw new Error(`At least ${problems.length} differ\n${problems.join('\n')}`);
    // eslint-disable-next-line no-console -- the figure is what the run is for
    console.info(`${compared.parsers} cases by two parsers, ${compared.languages} rows in two languages`);
    expect(compared.parsers).toBeGreaterThan(4000);
    expect(compared.languages).toBeGreaterThan(2000);
  });
});
