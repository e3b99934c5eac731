import type { Linter } from 'eslint';

import { describeError } from '../failure.ts';
import { findFiles, type FoundFile } from '../files/find-files.ts';
import { readSource } from '../files/read-source.ts';
import { readSettingsFile, type SharedSettings } from '../files/settings-file.ts';
import { inventoryOf, type InventoryEntry } from '../lint/inventory.ts';
import { Linters } from '../lint/lint-file.ts';
import { factsOf, type FileFacts } from '../lint/operation-facts.ts';
import { operationsOf, type Operation } from '../lint/operations.ts';
import { readModel } from '../lint/read-model.ts';
import { displayPath } from '../output/display-path.ts';
import { toJson } from '../output/operations-json.ts';
import { formatMarkdown, formatOperations } from '../output/operations-table.ts';
import type { Painter } from '../output/painter.ts';
import { printable } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import type { ParserChoice } from '../parser/parser.ts';
import type { RouteFilters, RoutesCommand } from './args.ts';

/** How each file is read. */
interface HowToRead {
  readonly parser: ParserChoice;
  readonly settings: SharedSettings;
}

/** Runs `routes`: prints the operations of what could be read, names on stderr what could not, and gets the exit code: 2 where there was such. */
export function routes({ scope, reading, format, filters }: RoutesCommand, terminal: Terminal, paint: Painter): number {
  const cwd = terminal.cwd();
  let failures = 0;
  const warn = (filename: string, message: string): void => {
    failures++;
    terminal.stderr.write(`${displayPath(filename, cwd)} ${printable(message)}\n`);
  };
  const how = { parser: reading.parser, settings: readSettingsFile(reading.settings, cwd) };
  const { files } = findFiles(scope.paths, { ...scope, cwd, onProblem: warn });
  const read = <Result>(readOne: (file: FoundFile, linters: Linters) => Result | string | null): Result[] => {
    const linters = new Linters(cwd);
    const progress = new Progress(terminal.stderr, files.length);
    const results: Result[] = [];
    files.forEach((file, index) => {
      progress.at(index + 1, file.filename);
      const result = readOne(file, linters);
      if (typeof result === 'string') {
        progress.clear();
        warn(file.filename, result);
      } else if (result) results.push(result);
    });
    progress.clear();
    return results;
  };
  if (format === 'json-responses') {
    const responses = read((file, linters) => listResponses(file, linters, how)).flat();
    terminal.stdout.write(`${JSON.stringify({ responses }, null, 2)}\n`);
    return failures > 0 ? 2 : 0;
  }
  const facts = read((file, linters) => readFacts(file, linters, how));
  const all = operationsOf(facts);
  const operations = all.filter(one => passes(one, filters));
  const listed = { operations, all: all.length, files: files.length };
  terminal.stdout.write(
    format === 'json'
      ? toJson(operations, cwd)
      : format === 'markdown'
        ? formatMarkdown(operations, cwd)
        : formatOperations(listed, cwd, paint),
  );
  return failures > 0 ? 2 : 0;
}

/** Whether an operation is one that was asked for; a status, a cause and a finding may be those of different statuses of it. */
function passes(operation: Operation, { method, path, status, cause, finding }: RouteFilters): boolean {
  const { statuses } = operation;
  return (
    (method === null || operation.method === method || operation.method === null) &&
    (path === null || hasPart(operation.path ?? '', path)) &&
    (status === null || statuses.some(one => isOf(one.status, status))) &&
    (cause === null || statuses.some(one => one.cause === cause)) &&
    (finding === null ||
      statuses.some(({ findings }) => (finding === 'any' ? findings.length > 0 : findings.includes(finding))))
  );
}

/** Whether a path has the parts of a pattern in it, one after the other. */
function hasPart(text: string, pattern: string): boolean {
  let from = 0;
  for (const part of pattern.split('*')) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

function isOf(status: number, wanted: string): boolean {
  return wanted.endsWith('xx') ? String(status).startsWith(wanted.charAt(0)) : String(status) === wanted;
}

/** What one file says of operations, whatever happens; or why that is not known. */
function readFacts(file: FoundFile, linters: Linters, how: HowToRead): FileFacts | string | null {
  const { filename } = file;
  const source = readSource(file);
  if (source.is === 'generated') return null;
  if (source.is !== 'text') return source.message;
  const read = readModel(linters.for(filename), { filename, text: source.text, ...how, preset: 'recommended' });
  if (read.is !== 'model') return read.message;
  const { model, findings } = read;
  try {
    return model && factsOf(model, filename, (from, to) => rulesAt(findings, from, to));
  } catch (error) {
    return `cannot be analysed: ${describeError(error)}`;
  }
}

/** The rules that report something on some lines, each once. */
function rulesAt(findings: readonly Linter.LintMessage[], from: number, to: number): string[] {
  const names = findings
    .filter(({ line }) => line >= from && line <= to)
    .flatMap(({ ruleId }) => ruleId?.replace(/^status-code\//, '') ?? []);
  return [...new Set(names)].sort();
}

/** The responses of one file, whatever happens; or why they are not known. */
function listResponses(file: FoundFile, linters: Linters, how: HowToRead): readonly InventoryEntry[] | string {
  const { filename } = file;
  const source = readSource(file);
  if (source.is === 'generated') return [];
  if (source.is !== 'text') return source.message;
  const read = readModel(linters.for(filename), { filename, text: source.text, ...how });
  if (read.is !== 'model') return read.message;
  try {
    return read.model ? inventoryOf(read.model, filename) : [];
  } catch (error) {
    return `cannot be analysed: ${describeError(error)}`;
  }
}
