import { parseArgs } from 'node:util';

import { PRESETS, type PresetName } from '../../configs.ts';
import { describeError, Failure } from '../failure.ts';
import type { ParserChoice } from '../parser/parser.ts';
import { findNearest } from '../../syntax/nearest-word.ts';

/** The formats of `check`: two of its own, and those of `src/formatters`. */
export const CHECK_FORMATS = [
  'stylish',
  'json',
  'rdjson',
  'sarif',
  'gitlab',
  'junit',
  'checkstyle',
  'markdown',
] as const;

/** The name of a format of `check`. */
export type CheckFormat = (typeof CHECK_FORMATS)[number];

/** The formats that ESLint can be given as well, by the path that `formatter` prints. */
export const FORMATTERS = ['rdjson', 'sarif', 'gitlab', 'junit', 'checkstyle', 'markdown'] as const;

/** The name of a formatter for ESLint. */
export type FormatterName = (typeof FORMATTERS)[number];

/** Which files are meant. */
export interface Scope {
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
  /** Whether tests and test doubles are among them. */
  readonly tests: boolean;
}

/** How files are read. */
export interface Reading {
  readonly parser: ParserChoice;
  /** The file with the settings; null where none was named. */
  readonly settings: string | null;
}

/** What `check` prints, and what it fails for. */
export interface Reporting {
  readonly format: CheckFormat;
  /** The file that is written instead of standard output; null for the latter. */
  readonly outputFile: string | null;
  /** Whether warnings are left out. */
  readonly quiet: boolean;
  /** The most warnings that are no failure. */
  readonly maxWarnings: number;
  /** Whether each finding is printed, also where it is one of many that are a convention of the house. */
  readonly each: boolean;
}

/** `check`, with what it was told. */
export interface CheckCommand {
  readonly name: 'check';
  readonly scope: Scope;
  readonly reading: Reading;
  readonly reporting: Reporting;
  readonly preset: PresetName;
  /** What --rule said, in order. */
  readonly rules: readonly string[];
  readonly fix: boolean;
  /** The commit since which lines must have changed to be reported; null for all lines. */
  readonly since: string | null;
  /** The name of the file whose text comes on standard input; null where files are read. */
  readonly stdin: string | null;
}

/** The formats of `routes`; `json-responses` is the list of single responses. */
export const ROUTES_FORMATS = ['table', 'markdown', 'json', 'json-responses'] as const;

/** The name of a format of `routes`. */
export type RoutesFormat = (typeof ROUTES_FORMATS)[number];

/** Which operations `routes` lists; null for all. */
export interface RouteFilters {
  readonly method: string | null;
  /** A part of the path; `*` stands for anything. */
  readonly path: string | null;
  /** A status, or a class: `404`, `4xx`. */
  readonly status: string | null;
  readonly cause: string | null;
  /** A rule, or `any`. */
  readonly finding: string | null;
}

/** `routes`, with what it was told. */
export interface RoutesCommand {
  readonly name: 'routes';
  readonly scope: Scope;
  readonly reading: Reading;
  readonly format: RoutesFormat;
  readonly filters: RouteFilters;
}

/** `explain`, with the place it was asked about; lines count from 1. */
export interface ExplainCommand {
  readonly name: 'explain';
  readonly file: string;
  readonly line: number;
  readonly reading: Reading;
  /** Whether the rules that have nothing to do with it are listed, too. */
  readonly all: boolean;
  readonly format: 'text' | 'json';
}

/** `formatter`, with the name of the one whose path is asked for. */
export interface FormatterCommand {
  readonly name: 'formatter';
  readonly formatter: FormatterName;
}

/** What the command line asks for. */
export type Command =
  | CheckCommand
  | RoutesCommand
  | ExplainCommand
  | FormatterCommand
  | { readonly name: 'help' }
  | { readonly name: 'version' };

const COMMANDS = ['check', 'routes', 'explain', 'formatter'];

/** Every option of the command line. */
export const OPTIONS = {
  preset: { type: 'string' },
  rule: { type: 'string', multiple: true },
  settings: { type: 'string' },
  fix: { type: 'boolean' },
  since: { type: 'string' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  quiet: { type: 'boolean' },
  'max-warnings': { type: 'string' },
  each: { type: 'boolean' },
  format: { type: 'string' },
  json: { type: 'boolean' },
  'output-file': { type: 'string' },
  tests: { type: 'boolean' },
  ignore: { type: 'string', multiple: true },
  parser: { type: 'string' },
  method: { type: 'string' },
  path: { type: 'string' },
  status: { type: 'string' },
  cause: { type: 'string' },
  finding: { type: 'string' },
  all: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** The options each command takes. */
const OPTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  check: [
    ...['preset', 'rule', 'settings', 'fix', 'since', 'stdin', 'stdin-filename', 'quiet', 'max-warnings', 'each'],
    ...['format', 'json', 'output-file', 'tests', 'ignore', 'parser'],
  ],
  routes: [
    ...['format', 'json', 'ignore', 'tests', 'parser', 'settings'],
    ...['method', 'path', 'status', 'cause', 'finding'],
  ],
  explain: ['format', 'json', 'all', 'parser', 'settings'],
  formatter: [],
};

type Values = ReturnType<typeof parse>['values'];

/** Reads the command line; throws a Failure that says what to write instead. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [name, ...rest] = positionals;
  if (name === undefined)
    throw new Failure('say what to do: "check [paths]", "routes [paths]" or "explain FILE:LINE" (--help tells more).');
  if (!COMMANDS.includes(name)) throw unknownCommand(name);
  const foreign = Object.keys(values).find(option => !OPTIONS_OF[name]?.includes(option));
  if (foreign) throw new Failure(`${name} has no option --${foreign}: see --help for what it takes.`);
  takeJson(values);
  const reading = {
    parser: oneOf('parser', values.parser ?? 'project', ['project', 'bundled'] as const),
    settings: values.settings ?? null,
  };
  const scope = { paths: rest, ignore: values.ignore ?? [], tests: values.tests ?? false };
  switch (name) {
    case 'check':
      return checkCommand(values, scope, reading);
    case 'routes':
      return {
        name,
        scope,
        reading,
        format: oneOf('format', values.format ?? 'table', ROUTES_FORMATS),
        filters: readFilters(values),
      };
    case 'formatter':
      if (rest.length !== 1) throw new Failure(`formatter takes the name of one: ${FORMATTERS.join(', ')}.`);
      return { name, formatter: oneOf('formatter', rest[0] ?? '', FORMATTERS) };
    default:
      return {
        name: 'explain',
        reading,
        all: values.all ?? false,
        format: oneOf('format', values.format ?? 'text', ['text', 'json'] as const),
        ...parsePlace(rest),
      };
  }
}

function unknownCommand(name: string): Failure {
  const meant = findNearest(name, COMMANDS);
  return new Failure(
    meant === null
      ? `unknown command "${name}": the commands are check, routes, explain and formatter (for a folder, write "check ${name}").`
      : `unknown command "${name}": did you mean "${meant}"?`,
  );
}

/** Takes --json for --format json. */
function takeJson(values: Values): void {
  if (!values.json) return;
  if (values.format !== undefined && values.format !== 'json')
    throw new Failure(`--json is short for --format json, and --format ${values.format} was given: use one of them.`);
  values.format = 'json';
}

function checkCommand(values: Values, scope: Scope, reading: Reading): CheckCommand {
  if (values.since !== undefined && values.fix)
    throw new Failure('--fix edits whole files, so it cannot be limited by --since: use one of them.');
  if (values.since === '') throw new Failure('--since takes a branch or commit: "--since origin/main".');
  return {
    name: 'check',
    scope,
    reading,
    preset: oneOf('preset', values.preset ?? 'recommended', PRESETS),
    rules: values.rule ?? [],
    fix: values.fix ?? false,
    since: values.since ?? null,
    stdin: stdinName(values, scope),
    reporting: {
      format: oneOf('format', values.format ?? 'stylish', CHECK_FORMATS),
      outputFile: values['output-file'] ?? null,
      quiet: values.quiet ?? false,
      // What is not shown fails nothing, unless a number of it was allowed.
      maxWarnings: maxWarnings(values['max-warnings'], values.quiet === true ? Infinity : 0),
      each: values.each ?? false,
    },
  };
}

function stdinName(values: Values, { paths }: Scope): string | null {
  const { stdin = false, 'stdin-filename': filename } = values;
  if (!stdin) {
    if (filename === undefined) return null;
    throw new Failure('--stdin-filename names the text that --stdin reads: add --stdin.');
  }
  if (filename === undefined || filename === '')
    throw new Failure(
      '--stdin needs the name of the file that the text is of: "--stdin --stdin-filename src/users.js".',
    );
  const other = paths.length > 0 ? 'paths' : values.fix ? '--fix' : values.since === undefined ? null : '--since';
  if (other !== null)
    throw new Failure(`--stdin checks one text and writes nothing, so ${other} cannot be given with it.`);
  return filename;
}

function maxWarnings(given: string | undefined, fallback: number): number {
  if (given === undefined) return fallback;
  if (!/^\d+$/.test(given)) throw new Failure(`--max-warnings takes a number, 0 or more, and not "${given}".`);
  return Number(given);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's sentence on an unknown option goes on about positional arguments that start with a dash.
    const [first = ''] = describeError(error).split(/\. | To specify/);
    const unknown = /^Unknown option '--(?<name>[^'=]+)/.exec(first)?.groups?.['name'];
    const meant = unknown === undefined ? null : findNearest(unknown, Object.keys(OPTIONS));
    throw new Failure(
      `${first.charAt(0).toLowerCase()}${first.slice(1).replace(/\.$/, '')}: ${meant === null ? 'see --help for the options.' : `did you mean --${meant}?`}`,
    );
  }
}

function oneOf<Value extends string>(option: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find(one => one === value);
  if (found === undefined) {
    const meant = findNearest(value, allowed);
    throw new Failure(
      `unknown ${option} "${value}": ${meant === null ? `use ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}.` : `did you mean ${meant}?`}`,
    );
  }
  return found;
}

/** The options of `routes` that say which operations are listed. */
function readFilters({ method, path, status, cause, finding }: Values): RouteFilters {
  return {
    method: method?.toUpperCase() ?? null,
    path: path ?? null,
    status: statusFilter(status ?? null),
    cause: cause ?? null,
    finding: finding?.replace(/^status-code\//, '') ?? null,
  };
}

function statusFilter(value: string | null): string | null {
  if (value !== null && !/^[1-5](?:\d\d|xx)$/i.test(value))
    throw new Failure(`"${value}" is no status: write one, as in --status 404, or a class, as in --status 4xx.`);
  return value?.toLowerCase() ?? null;
}

function parsePlace(rest: readonly string[]): Pick<ExplainCommand, 'file' | 'line'> {
  const [place] = rest;
  // A column, as editors and `check` write it, is passed over.
  const match = rest.length === 1 ? /^(?<file>.+?):(?<line>[1-9]\d*)(?::\d+)?$/.exec(place ?? '') : null;
  const { file, line } = match?.groups ?? {};
  if (file === undefined || line === undefined)
    throw new Failure('explain takes one place, a file and a line in it: "explain src/users.js:42".');
  return { file, line: Number(line) };
}
