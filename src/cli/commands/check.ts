import path from 'node:path';
import { setImmediate } from 'node:timers/promises';

import type { Linter } from 'eslint';

import plugin from '../../index.ts';
import { namedLines } from '../../formatters/evidence-lines.ts';
import checkstyle from '../../formatters/checkstyle.ts';
import gitlab from '../../formatters/gitlab.ts';
import junit from '../../formatters/junit.ts';
import markdown from '../../formatters/markdown.ts';
import rdjson from '../../formatters/rdjson.ts';
import sarif from '../../formatters/sarif.ts';
import type { CheckCommand, CheckFormat, Reporting } from './args.ts';
import { readRules } from './rule-options.ts';
import { Answers } from '../lint/answers.ts';
import { jsonReporter } from '../output/check-json.ts';
import { addTo, noTotals, type FileResult, type Reporter, type Totals } from '../output/check-result.ts';
import { displayPath } from '../output/display-path.ts';
import { describeError, Failure } from '../failure.ts';
import { findFiles, type FoundFile, type SearchOptions } from '../files/find-files.ts';
import { findChanges, type ChangedLines } from '../files/git-changes.ts';
import { IgnorePatterns } from '../files/git-ignore.ts';
import { formatterReporter } from '../output/formatter-reporter.ts';
import { Linters, makeConfig } from '../lint/lint-file.ts';
import type { Painter } from '../output/painter.ts';
import { printable } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';
import { makeTarget } from '../output/output-file.ts';
import { decodeSource, readSource, type SourceFile } from '../files/read-source.ts';
import { findReasonNotToWrite, replaceFile } from '../files/replace-file.ts';
import { readSettingsFile } from '../files/settings-file.ts';
import { stylishReporter } from '../output/stylish.ts';
import { isSource } from '../../project/file-kind.ts';
import type { Output, Terminal } from '../output/terminal.ts';

const FORMATTERS_BY_NAME = { rdjson, sarif, gitlab, junit, checkstyle, markdown } as const;

/** Runs `check` and gets its exit code. */
export async function check(command: CheckCommand, terminal: Terminal, painter: Painter): Promise<number> {
  const { reporting, reading, since, fix } = command;
  const cwd = terminal.cwd();
  const target = makeTarget(reporting.outputFile, terminal.stdout, cwd);
  const totals = noTotals(since);
  const warn = (filename: string, message: string): void =>
    void terminal.stderr.write(`${displayPath(filename, cwd)} ${printable(message)}\n`);
  const changes = since === null ? null : findChanges(since, cwd);
  const texts = await findTexts(command, terminal, (filename, message) => {
    totals.failures++;
    warn(filename, message);
  });
  totals.tests = texts.tests;
  const files = changes ? texts.files.filter(({ filename }) => changes.linesOf(filename) !== null) : texts.files;
  // A few lines of many say nothing of the rest.
  const answers = reporting.format === 'stylish' && !reporting.each && changes === null ? new Answers() : null;
  const reporter = makeReporter(reporting.format, {
    stdout: target.output,
    painter: reporting.outputFile === null ? painter : (_, text) => text,
    answers,
    cwd,
  });
  const linters = new Linters(cwd);
  const config = makeConfig(reading.parser, configOf(command, answers, cwd));
  if (command.rules.length > 0) requireValid(config, linters, cwd);
  const progress = new Progress(terminal.stderr, files.length);
  for (const [index, file] of files.entries()) {
    // So that a closed pipe is noticed, and the run ends.
    await setImmediate();
    progress.at(index + 1, file.filename);
    const whole = checkFile(file, texts.source, { linters, config, fix, totals, cwd });
    if (!whole) continue;
    const concerned = changes ? inChangedLines(whole, changes.linesOf(file.filename) ?? new Set()) : whole;
    const result = reporting.quiet ? withoutWarnings(concerned) : concerned;
    addTo(totals, result);
    totals.hidden += concerned.messages.length - result.messages.length;
    if (result.messages.length > 0) progress.clear();
    for (const { message, line, column } of result.messages.filter(({ fatal }) => fatal === true))
      warn(line > 0 ? `${file.filename}:${line}:${column}` : file.filename, message);
    reporter.file(result);
  }
  progress.clear();
  reporter.end(totals);
  target.end();
  return exitCode(totals, reporting, terminal);
}

/** 1 for errors and for more warnings than are allowed, 2 where something could not be read, 0 else. */
function exitCode(
  { errors, warnings, hidden, failures }: Totals,
  { maxWarnings }: Reporting,
  { stderr }: Terminal,
): number {
  const tooMany = warnings + hidden > maxWarnings;
  if (tooMany && maxWarnings > 0)
    stderr.write(
      `eslint-plugin-status-code: ${warnings + hidden} warnings, where --max-warnings allows ${maxWarnings}.\n`,
    );
  if (errors > 0 || tooMany) return 1;
  return failures > 0 ? 2 : 0;
}

/** The files to check, and how the text of one is got. */
interface Texts {
  readonly files: readonly FoundFile[];
  readonly tests: number;
  readonly source: (file: FoundFile) => SourceFile;
}

async function findTexts(
  { scope, stdin }: CheckCommand,
  terminal: Terminal,
  onProblem: SearchOptions['onProblem'],
): Promise<Texts> {
  const cwd = terminal.cwd();
  if (stdin === null) return { ...findFiles(scope.paths, { ...scope, cwd, onProblem }), source: readSource };
  const filename = path.resolve(cwd, stdin);
  if (!isSource(filename))
    throw new Failure(`"${stdin}" is no name of a file that is linted: its ending says how the text is parsed.`);
  const chunks: Buffer[] = [];
  for await (const chunk of terminal.stdin ?? []) chunks.push(Buffer.from(chunk));
  const ignored = scope.ignore.length > 0 && new IgnorePatterns(cwd, scope.ignore, null).ignores(filename, false);
  return {
    files: ignored ? [] : [{ filename, isNamed: true }],
    tests: 0,
    source: () => decodeSource(Buffer.concat(chunks)),
  };
}

/** What is linted with: the preset, what --rule changes of it, and the settings. */
function configOf({ preset, rules, reading }: CheckCommand, answers: Answers | null, cwd: string): Linter.Config {
  return {
    plugins: {
      'status-code': plugin,
      ...(answers && { answers: { rules: { status: answers.rule } } }),
    },
    rules: {
      ...plugin.configs[preset].rules,
      ...readRules(rules),
      ...(answers && { 'answers/status': 'warn' }),
    },
    settings: readSettingsFile(reading.settings, cwd),
  };
}

/** Has ESLint look at the options of the rules, so that what is wrong with them is said once, and not of each file. */
function requireValid(config: Linter.Config[], linters: Linters, cwd: string): void {
  const filename = path.join(cwd, 'any.js');
  try {
    linters.for(filename).verify('', config, { filename });
  } catch (error) {
    throw new Failure(`--rule is not understood: ${describeError(error)}`);
  }
}

function withoutWarnings(result: FileResult): FileResult {
  return { ...result, messages: result.messages.filter(({ severity }) => severity === 2) };
}

function makeReporter(
  format: CheckFormat,
  how: {
    readonly stdout: Output;
    readonly painter: Painter;
    readonly answers: Answers | null;
    readonly cwd: string;
  },
): Reporter {
  const { stdout, painter, answers, cwd } = how;
  switch (format) {
    case 'json':
      return jsonReporter(stdout);
    case 'stylish':
      return stylishReporter(stdout, {
        paint: painter,
        display: filename => displayPath(filename, cwd),
        wayOf: answers && ((rule, messageId) => answers.wayOf(rule, messageId)),
      });
    default:
      return formatterReporter(stdout, FORMATTERS_BY_NAME[format], cwd);
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
function checkFile(
  file: FoundFile,
  read: Texts['source'],
  { linters, config, fix, totals, cwd }: Run,
): FileResult | null {
  const { filename } = file;
  const source = read(file);
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
