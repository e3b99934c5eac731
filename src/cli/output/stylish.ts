import type { Linter } from 'eslint';

import { docsUrl } from '../../rule.ts';
import type { Reporter, Totals } from './check-result.ts';
import { excerpt } from './excerpt.ts';
import type { Painter } from './painter.ts';
import { printable } from './printable.ts';
import type { Output } from './terminal.ts';

/** Writes findings for people: grouped by file, each with its line of source, and a summary at the end. */
export function stylishReporter(output: Output, paint: Painter, display: (filename: string) => string): Reporter {
  return {
    file({ filename, text, messages }) {
      const findings = messages.filter(({ fatal }) => fatal !== true);
      if (findings.length === 0) return;
      const lines = text.split(/\r?\n/);
      const parts = findings.map(message => formatFinding(message, lines, paint));
      output.write(`${paint('underline', display(filename))}\n${parts.join('\n')}\n`);
    },
    end(totals) {
      output.write(`${summarize(totals, paint)}\n`);
    },
  };
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
    since,
  }: Totals,
  paint: Painter,
): string {
  const found = errors + warnings;
  const all = since === null ? count(files, 'file') : `${count(files, 'file')} changed since ${printable(since)}`;
  const parts = [
    found === 0
      ? `No findings in ${all}`
      : `${count(found, 'finding')} in ${filesWithFindings} of ${all}: ${count(errors, 'error')}, ${count(warnings, 'warning')}`,
    ...(found > 0 ? [`${fixable} fixable with --fix, ${withSuggestions} with suggestions`] : []),
    ...(fixedFiles > 0 ? [`${count(fixedFiles, 'file')} fixed`] : []),
    ...(failures > 0 ? [`${failures} could not be read or parsed`] : []),
    ...(generated > 0 ? [`${count(generated, 'minified or generated file')} left out`] : []),
  ];
  return paint(found > 0 ? (errors > 0 ? 'red' : 'yellow') : failures > 0 ? 'yellow' : 'green', `${parts.join('; ')}.`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
