import type { Linter } from 'eslint';

import { docsUrl } from '../../rule.ts';
import type { Reporter, Totals } from './check-result.ts';
import { findConventions, groupBy, type PlacedFinding, type WayOf } from './conventions.ts';
import { excerpt } from './excerpt.ts';
import type { Painter } from './painter.ts';
import { printable } from './printable.ts';
import type { Output } from './terminal.ts';

/** What the text for people is written with. */
export interface StylishOptions {
  readonly paint: Painter;
  readonly display: (filename: string) => string;
  /** Null where each finding is to be printed. */
  readonly wayOf: WayOf | null;
}

/** Writes findings for people: grouped by file, each with its line of source; then what is a convention of the house, a line each, and a summary. */
export function stylishReporter(output: Output, { paint, display, wayOf }: StylishOptions): Reporter {
  const found: (PlacedFinding & { readonly text: string })[] = [];
  return {
    file({ filename, text, messages }) {
      const lines = text.split(/\r?\n/);
      const file = display(filename);
      for (const message of messages)
        if (message.fatal !== true) found.push({ file, message, text: formatFinding(message, lines, paint) });
      // Only what may turn out to be a convention has to wait for the last file.
      if (wayOf === null) print(found.splice(0));
    },
    end(totals) {
      const conventions = wayOf === null ? [] : findConventions(found, wayOf);
      const told = new Set(conventions.flatMap(({ findings }) => findings));
      print(found.filter(one => !told.has(one)));
      for (const { rule, text } of conventions)
        output.write(`${paint('yellow', 'convention')}  ${paint('bold', rule)}  ${printable(text)}\n\n`);
      output.write(`${summarize(totals, paint)}\n`);
    },
  };

  function print(findings: typeof found): void {
    for (const [file, ofFile] of groupBy(findings, one => one.file))
      output.write(`${paint('underline', file)}\n${ofFile.map(({ text }) => text).join('\n')}\n`);
  }
}

function formatFinding(
  { line, column, endLine, endColumn, severity, message, ruleId, suggestions }: Linter.LintMessage,
  lines: readonly string[],
  paint: Painter,
): string {
  const rule = ruleId ?? '';
  const level = severity === 2 ? paint('red', 'error') : paint('yellow', 'warning');
  const { text, marker } = excerpt(
    lines[line - 1] ?? '',
    column - 1,
    endLine === line ? (endColumn ?? column + 1) - 1 : Infinity,
  );
  const margin = String(line).padStart(6);
  const offers = [...new Set(suggestions?.map(({ desc }) => printable(desc)))];
  return [
    `  ${line}:${column}  ${level}  ${paint('bold', rule)}`,
    `  ${printable(message)}`,
    paint('dim', `${margin} | `) + text,
    paint('dim', `${' '.repeat(margin.length)} | `) + paint(severity === 2 ? 'red' : 'yellow', marker),
    ...(offers.length > 0 ? [`  ${offers.length === 1 ? 'Suggestion' : 'Suggestions'}: ${offers.join(' / ')}`] : []),
    `  ${paint('dim', docsUrl(rule.replace(/^status-code\//, '')))}`,
    '',
  ].join('\n');
}

function summarize(
  {
    files,
    filesWithFindings,
    errors,
    warnings,
    fixable,
    withSuggestions,
    fixedFiles,
    failures,
    generated,
    tests,
    hidden,
    since,
  }: Totals,
  paint: Painter,
): string {
  const found = errors + warnings;
  const all = since === null ? count(files, 'file') : `${count(files, 'file')} changed since ${printable(since)}`;
  const parts = [
    found === 0
      ? `No ${hidden > 0 ? 'errors' : 'findings'} in ${all}`
      : `${count(found, 'finding')} in ${filesWithFindings} of ${all}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`,
    ...(found > 0 ? [`${fixable} fixable with --fix, ${withSuggestions} with suggestions`] : []),
    ...(fixedFiles > 0 ? [`${count(fixedFiles, 'file')} fixed`] : []),
    ...(failures > 0 ? [`${failures} could not be read or parsed`] : []),
    ...(hidden > 0 ? [`${count(hidden, 'warning')} not shown (--quiet)`] : []),
    ...(tests > 0
      ? [`${count(tests, 'test file or folder', 'test files or folders')} left out (--tests takes them in)`]
      : []),
    ...(generated > 0 ? [`${count(generated, 'minified or generated file')} left out`] : []),
  ];
  return paint(found > 0 ? (errors > 0 ? 'red' : 'yellow') : failures > 0 ? 'yellow' : 'green', `${parts.join('; ')}.`);
}

function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}
