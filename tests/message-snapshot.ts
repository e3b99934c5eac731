import path from 'node:path';

import type { Linter } from 'eslint';

import plugin, { type RuleName } from '../src/index.ts';
import { LINTED } from './edit-source.ts';
import { ReadyLinter } from './ready-linter.ts';
import type { Cases, InvalidCase } from './rule-tester.ts';
import { TYPESCRIPT } from './typescript.ts';

/** What a rule's test hands over to its tester. */
export interface TestedRule {
  readonly name: string;
  readonly cases: Partial<Record<string, Cases>>;
}

const linters = new Map<string, ReadyLinter>();

/** The programs of a rule's test that must be reported. Cases that have a name and the kinds of their reports in common are one case in several dialects, of which the first is enough. */
function programsOf({ cases }: TestedRule): readonly InvalidCase[] {
  const distinct = new Map<string, InvalidCase>();
  for (const one of Object.values(cases).flatMap(each => each?.invalid ?? [])) {
    const { name, code, errors, options } = one;
    const kinds = errors.map(({ messageId, suggestions = [] }) => [messageId, suggestions.map(each => each.messageId)]);
    const key = JSON.stringify([name?.replace(/ \(typed\)$/, '') ?? code, kinds, options]);
    if (!distinct.has(key)) distinct.set(key, one);
  }
  return [...distinct.values()];
}

/** What was said of a program, which three tests ask for. */
const said = new WeakMap<InvalidCase, Linter.LintMessage[]>();

function lint(rule: string, program: InvalidCase): Linter.LintMessage[] {
  const messages = said.get(program) ?? lintAnew(rule, program);
  said.set(program, messages);
  return messages;
}

function lintAnew(rule: string, { code, ts = false, filename, options, settings, languageOptions }: InvalidCase) {
  const file = filename ?? `/server/app.${ts ? 'ts' : 'js'}`;
  const cwd = path.isAbsolute(file) ? path.dirname(file) : process.cwd();
  const linter = linters.get(cwd) ?? new ReadyLinter({ cwd });
  linters.set(cwd, linter);
  return linter.verify(
    code,
    [
      {
        files: LINTED,
        plugins: { 'status-code': plugin },
        rules: { [`status-code/${rule}`]: ['error', ...(options ?? [])] },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        languageOptions: { ...(ts && TYPESCRIPT), ...languageOptions },
        ...(settings && { settings }),
      },
    ],
    { filename: file },
  );
}

/** The reports of a program as people read them: the code, `^^^` under what is reported, the text, and what each edit makes of the code. */
function showProgram(rule: string, program: InvalidCase): string {
  const { name, code, options, settings, filename } = program;
  const messages = lint(rule, program);
  const given = messages.map(({ messageId, message }) => messageId ?? message).sort();
  const expected = program.errors.map(({ messageId }) => messageId).sort();
  if (given.join() !== expected.join())
    throw new Error(`${rule} says ${given.join() || 'nothing'}, its test expects ${expected.join()}: ${code}`);
  const heading = [
    `## ${(name ?? '').replace(/ \(typed\)$/, '') || '(no name)'}`,
    ...(options ? [`options: ${JSON.stringify(options[0])}`] : []),
    ...(settings ? [`settings: ${JSON.stringify(settings)}`] : []),
    ...(filename === undefined ? [] : [`file: ${path.basename(filename)}`]),
  ];
  return [...heading, ...showReports(code, messages), ...messages.flatMap(one => showEdits(code, one, messages))].join(
    '\n',
  );
}

/** The lines of the code, each with what is reported on it beneath. */
function showReports(code: string, messages: readonly Linter.LintMessage[]): readonly string[] {
  const lines = code.split('\n');
  const margin = marginOf(lines);
  return lines.flatMap((text, index) => {
    const number = index + 1;
    const beneath = messages.flatMap(message => {
      const { line, column, endLine = line, endColumn = column + 1 } = message;
      if (number < line || number > endLine) return [];
      const start = number === line ? column - 1 : text.length - text.trimStart().length;
      const end = number === endLine ? endColumn - 1 : text.length;
      const carets = `${' '.repeat(margin.length + start)}${'^'.repeat(Math.max(1, end - start))}`;
      return number === endLine ? [carets, `${margin}${message.message}`] : [carets];
    });
    return [`${numbered(number, margin)}${text}`.trimEnd(), ...beneath];
  });
}

/** What each edit of a report says, and the lines that it changes. */
function showEdits(
  code: string,
  { line, column, fix, suggestions = [] }: Linter.LintMessage,
  { length }: readonly Linter.LintMessage[],
): readonly string[] {
  const where = length > 1 ? ` at ${line}:${column}` : '';
  const edits = [...(fix ? [{ desc: '', fix }] : []), ...suggestions];
  return edits.flatMap(({ desc, fix: { range, text } }) => {
    const [start, end] = range;
    const before = code.split('\n');
    const after = (code.slice(0, start) + text + code.slice(end)).split('\n');
    const same = (one: readonly string[], two: readonly string[]): number => {
      const first = one.findIndex((each, index) => each !== two[index]);
      return first < 0 ? one.length : first;
    };
    const head = same(before, after);
    const tail = Math.min(same([...before].reverse(), [...after].reverse()), before.length - head, after.length - head);
    const margin = marginOf(before);
    const part = (sign: string, lines: readonly string[]): string[] =>
      lines
        .slice(head, lines.length - tail)
        .map((each, index) => `${sign} ${numbered(head + index + 1, margin)}${each}`.trimEnd());
    return [
      `${desc === '' ? 'fix' : 'suggestion'}${where}${desc === '' ? '' : `: ${desc}`}`,
      ...part('-', before),
      ...part('+', after),
    ];
  });
}

/** The space that line numbers take, none in code of one line. */
function marginOf({ length }: readonly unknown[]): string {
  return length === 1 ? '' : ' '.repeat(String(length).length + 2);
}

function numbered(line: number, margin: string): string {
  return margin === '' ? '' : `${String(line).padStart(margin.length - 2)}  `;
}

/** A report as it was said, and the text it was made of. */
export interface Said {
  readonly text: string;
  /** With `{{placeholders}}` for what differs. */
  readonly template: string;
}

/** The reports of a rule in its tests, each with the line that it is on; code is no part of the text, as it may say anything. */
export function placed(rule: TestedRule): readonly { readonly text: string; readonly line: number }[] {
  return programsOf(rule).flatMap(program =>
    lint(rule.name, program).map(({ message, line }) => ({ text: message.replaceAll(/`[^`]*`/g, ''), line })),
  );
}

/** The reports of a rule in its tests. */
export function saidBy(rule: TestedRule): readonly Said[] {
  return programsOf(rule).flatMap(program =>
    lint(rule.name, program).map(({ message, messageId }) => ({
      text: message,
      template: plugin.rules[rule.name as RuleName].meta?.messages?.[messageId ?? ''] ?? '',
    })),
  );
}

/** Everything that a rule says in its tests, to be proof-read. */
export function showMessages(rule: TestedRule): string {
  return `# ${rule.name}\n\n${programsOf(rule)
    .map(program => showProgram(rule.name, program))
    .join('\n\n')}\n`;
}
