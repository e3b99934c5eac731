import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A position of the Reviewdog Diagnostic Format. */
export interface Position {
  readonly line?: number;
  readonly column?: number;
}

/** A range of it; without an end it is empty, or one line. */
export interface Range {
  readonly start: Position;
  readonly end?: Position;
}

/** A suggestion of it. */
export interface Suggestion {
  readonly range: Range;
  readonly text: string;
}

/** A diagnostic of it. */
export interface Diagnostic {
  readonly message: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly range?: Range };
  readonly code?: { readonly value: string; readonly url?: string };
  readonly suggestions?: readonly Suggestion[];
  readonly related_locations?: readonly {
    readonly message?: string;
    readonly location: { readonly path: string; readonly range?: Range };
  }[];
}

/** A whole report of it. */
export interface DiagnosticResult {
  readonly source: { readonly name: string; readonly url?: string };
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a report, and throws where it is not what the format's protocol buffers allow, unknown fields included. Source: reviewdog proto/rdf/reviewdog.proto. */
export function readReport(text: string): DiagnosticResult {
  const report: unknown = JSON.parse(text);
  check('DiagnosticResult', report, '$');
  return report as DiagnosticResult;
}

/** The messages of the format: each field's type; `[]` repeats it, `!` says that the format requires it or that it is of no use without. */
const MESSAGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DiagnosticResult: { diagnostics: 'Diagnostic[]!', source: 'Source', severity: 'Severity' },
  Diagnostic: {
    message: 'string!',
    location: 'Location!',
    severity: 'Severity',
    source: 'Source',
    code: 'Code',
    suggestions: 'Suggestion[]',
    original_output: 'string',
    related_locations: 'RelatedLocation[]',
  },
  Location: { path: 'string!', range: 'Range' },
  RelatedLocation: { message: 'string', location: 'Location!' },
  Range: { start: 'Position!', end: 'Position' },
  Position: { line: 'int32', column: 'int32' },
  Suggestion: { range: 'Range!', text: 'string!' },
  Source: { name: 'string!', url: 'string' },
  Code: { value: 'string!', url: 'string' },
};

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: value => typeof value === 'string',
  int32: value => typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 2 ** 31,
  Severity: value => ['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO'].includes(value as string),
};

function check(type: string, value: unknown, at: string): void {
  const scalar = SCALARS[type];
  if (scalar) {
    if (!scalar(value)) throw new TypeError(`${at} is no ${type}: ${JSON.stringify(value)}`);
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${at} is no ${type}.`);
  const fields = MESSAGES[type]!;
  for (const [name, one] of Object.entries(value)) {
    const [, item = '', repeated] = /^(\w+)(\[\])?!?$/.exec(fields[name] ?? '') ?? [];
    if (item === '') throw new TypeError(`${at}.${name} is no field of ${type}.`);
    if (!repeated) check(item, one, `${at}.${name}`);
    else if (Array.isArray(one)) one.forEach((element, i) => check(item, element, `${at}.${name}[${i}]`));
    else throw new TypeError(`${at}.${name} is no list.`);
  }
  for (const [name, field] of Object.entries(fields))
    if (field.endsWith('!') && !(name in value)) throw new TypeError(`${at}.${name} is missing.`);
}

/** What reviewdog would post for a diagnostic: where its comment stands, and which suggestions it shows. */
export interface Comment {
  readonly path: string;
  readonly lines: readonly [number, number];
  readonly body: string;
  /** The texts that may be committed, each for the lines of the comment. */
  readonly offered: readonly string[];
  readonly rejected: readonly string[];
}

/** Makes a review comment as reviewdog does for GitHub: it stands at the lines of the first suggestion, and a suggestion with other lines is refused. Source: reviewdog service/github/github.go. */
export function commentOf({ message, location, suggestions = [] }: Diagnostic): Comment {
  const lines = linesOf(suggestions[0]?.range ?? location.range!);
  const offered: string[] = [];
  const rejected: string[] = [];
  for (const { range, text } of suggestions) {
    const own = linesOf(range);
    if (own[0] !== lines[0] || own[1] !== lines[1])
      rejected.push(
        `GitHub comment range and suggestion line range must be same. L${lines.join('-L')} v.s. L${own.join('-L')}`,
      );
    // Columns count bytes there; a whole line needs none.
    else if (range.start.column !== undefined || range.end?.column !== undefined)
      rejected.push('This applier takes whole lines only.');
    else offered.push(text);
  }
  return { path: location.path, lines, body: message, offered, rejected };
}

function linesOf({ start, end }: Range): [number, number] {
  return [start.line ?? 0, end?.line ?? start.line ?? 0];
}

/** Puts a text in the place of the lines of a comment, as a forge does when a suggestion is committed. */
export function applyToText(
  text: string,
  { lines: [first, last] }: Pick<Comment, 'lines'>,
  replacement: string,
): string {
  const lines = text.split('\n');
  // An end of line that git does not know is part of the line.
  const carriageReturn = lines[last - 1]?.endsWith('\r') && !replacement.endsWith('\r') ? '\r' : '';
  lines.splice(first - 1, last - first + 1, replacement + carriageReturn);
  return lines.join('\n');
}

/** Commits one of the suggestions of a comment. */
export function applyToFile(folder: string, comment: Comment, index = 0): void {
  const filename = path.join(folder, comment.path);
  writeFileSync(filename, applyToText(readFileSync(filename, 'utf8'), comment, comment.offered[index]!));
}
