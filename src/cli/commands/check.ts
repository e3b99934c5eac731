import { setImmediate } from 'node:timers/promises';

import type { Linter } from 'eslint';

import plugin from '../../index.ts';
import { namedLines } from '../../formatters/evidence-lines.ts';
import gitlab from '../../formatters/gitlab.ts';
import rdjson from '../../formatters/rdjson.ts';
import sarif from '../../formatters/sarif.ts';
import type { CheckCommand, CheckFormat } from './args.ts';
import { jsonReporter } from '../output/check-json.ts';
import { addTo, noTotals, type FileResult, type Reporter, type Totals } from '../output/check-result.ts';
import { displayPath } from '../output/display-path.ts';
import { describeError } from '../failure.ts';
import { findFiles, type FoundFile } from '../files/find-files.ts';
import { findChanges, type ChangedLines } from '../files/git-changes.ts';
import { formatterReporter } from '../output/formatter-reporter.ts';
import { Linters, makeConfig } from '../lint/lint-file.ts';
import type { Painter } from '../output/painter.ts';
import { printable } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';
import { readSource } from '../files/read-source.ts';
import { findReasonNotToWrite, replaceFile } from '../files/replace-file.ts';
import { stylishReporter } from '../output/stylish.ts';
import type { Terminal } from '../output/terminal.ts';

const FORMATTERS = { rdjson, sarif, gitlab } as const;

/** Runs `check` and gets its exit code. */
export async function check(
  { paths, ignore, preset, fix, since, format, parser }: CheckCommand,
  terminal: Terminal,
  painter: Painter,
): Promise<number> {
  const cwd = terminal.cwd();
  const changes = since === null ? null : findChanges(since, cwd);
  const totals = noTotals(since);
  const warn = (filename: string, message: string): void =>
    void terminal.stderr.write(`${displayPath(filename, cwd)} ${printable(message)}\n`);
  const found = findFiles(paths, {
    cwd,
    ignore,
    onProblem: (filename, message) => {
      totals.failures++;
      warn(filename, message);
    },
  });
  const files = changes ? found.filter(({ filename }) => changes.linesOf(filename) !== null) : found;
  const reporter = makeReporter(format, { terminal, painter, cwd });
  const linters = new Linters(cwd);
  const config = makeConfig(parser, { plugins: { 'status-code': plugin }, rules: plugin.configs[preset].rules ?? {} });
  const progress = new Progress(terminal.stderr, files.length);
  for (const [index, file] of files.entries()) {
    // So that a closed pipe is noticed, and the run ends.
    await setImmediate();
    progress.at(index + 1, file.filename);
    const whole = checkFile(file, { linters, config, fix, totals, cwd });
    if (!whole) continue;
    const result = changes ? inChangedLines(whole, changes.linesOf(file.filename) ?? new Set()) : whole;
    addTo(totals, result);
    if (result.messages.length > 0) progress.clear();
    for (const { message, line, column } of result.messages.filter(({ fatal }) => fatal === true))
      warn(line > 0 ? `${file.filename}:${line}:${column}` : file.filename, message);
    reporter.file(result);
  }
  progress.clear();
  reporter.end(totals);
  if (totals.errors + totals.warnings > 0) return 1;
  return totals.failures > 0 ? 2 : 0;
}

function makeReporter(
  format: CheckFormat,
  { terminal: { stdout }, painter, cwd }: { terminal: Terminal; painter: Painter; cwd: string },
): Reporter {
  switch (format) {
    case 'json':
      return jsonReporter(stdout);
    case 'stylish':
      return stylishReporter(stdout, painter, filename => displayPath(filename, cwd));
    default:
      return formatterReporter(stdout, FORMATTERS[format], cwd);
  }
}

interface Run {
  readonly linters: Linters;
  readonly config: Linter.Config[];
  readonly fix: boolean;
  readonly totals: Totals;
  readonly cwd: string;
}

/** Lints one file, whatever happens; null where it is nobody's source. */
function checkFile(file: FoundFile, { linters, config, fix, totals, cwd }: Run): FileResult | null {
  const { filename } = file;
  const source = readSource(file);
  if (source.is === 'generated') {
    totals.generated++;
    return null;
  }
  if (source.is !== 'text') return failed(filename, '', source.message);
  const { text } = source;
  const linter = linters.for(filename);
  const verify = (): Linter.LintMessage[] => readable(linter.verify(text, config, { filename }));
  try {
    if (!fix) return { filename, text, messages: verify(), isFixed: false };
    const { output, messages, fixed } = linter.verifyAndFix(text, config, { filename });
    const reason = fixed ? findReasonNotToWrite(filename, cwd) : null;
    // Its findings stand, as nothing of it was mended.
    if (reason !== null) return { filename, text, messages: [failure(reason), ...verify()], isFixed: false };
    if (fixed) replaceFile(filename, output);
    return { filename, text: output, messages: readable(messages), isFixed: fixed };
  } catch (error) {
    return failed(
      filename,
      text,
      (error as NodeJS.ErrnoException).syscall
        ? `cannot be written: ${describeError(error)}`
        : `cannot be analysed: ${describeError(error)}`,
    );
  }
}

/** The part of a result that concerns changed lines, by where it is reported or by its evidence; that a file cannot be read concerns all of it. */
function inChangedLines(result: FileResult, lines: ChangedLines): FileResult {
  if (lines === 'all') return result;
  const concerns = ({ fatal, line, endLine, message }: Linter.LintMessage): boolean =>
    fatal === true ||
    Array.from({ length: (endLine ?? line) - line + 1 }, (_, i) => line + i).some(one => lines.has(one)) ||
    namedLines(message).some(named => lines.has(named.line));
  return { ...result, messages: result.messages.filter(concerns) };
}

function failed(filename: string, text: string, message: string): FileResult {
  return { filename, text, messages: [failure(message)], isFixed: false };
}

function failure(message: string): Linter.LintMessage {
  return { ruleId: null, fatal: true, severity: 2, message, line: 0, column: 0 };
}

/** The messages about this plugin's rules, and why the file could not be parsed. Whatever else ESLint has to say, on malformed directives for one, is not our business here. */
function readable(messages: readonly Linter.LintMessage[]): Linter.LintMessage[] {
  return messages
    .filter(({ ruleId, fatal }) => fatal === true || ruleId?.startsWith('status-code/'))
    .map(message =>
      message.fatal
        ? {
            ...message,
            message: `cannot be parsed: ${describeError(new Error(message.message.replace(/^Parsing error: /, '')))}`,
          }
        : message,
    );
}
