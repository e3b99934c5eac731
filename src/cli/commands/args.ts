import { parseArgs } from 'node:util';

import { PRESETS, type PresetName } from '../../configs.ts';
import { describeError, Failure } from '../failure.ts';
import type { ParserChoice } from '../parser/parser.ts';

/** The formats of `check`: two of its own, and those of `src/formatters`. */
export const CHECK_FORMATS = ['stylish', 'json', 'rdjson', 'sarif', 'gitlab'] as const;

/** The name of a format of `check`. */
export type CheckFormat = (typeof CHECK_FORMATS)[number];

/** `check`, with what it was told. */
export interface CheckCommand {
  readonly name: 'check';
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
  readonly preset: PresetName;
  readonly fix: boolean;
  /** The commit since which lines must have changed to be reported; null for all lines. */
  readonly since: string | null;
  readonly format: CheckFormat;
  readonly parser: ParserChoice;
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
  readonly paths: readonly string[];
  readonly ignore: readonly string[];
  readonly format: RoutesFormat;
  readonly filters: RouteFilters;
  readonly parser: ParserChoice;
}

/** `explain`, with the place it was asked about; lines count from 1. */
export interface ExplainCommand {
  readonly name: 'explain';
  readonly file: string;
  readonly line: number;
  readonly parser: ParserChoice;
  /** Whether the rules that have nothing to do with it are listed, too. */
  readonly all: boolean;
  readonly json: boolean;
}

/** What the command line asks for. */
export type Command =
  CheckCommand | RoutesCommand | ExplainCommand | { readonly name: 'help' } | { readonly name: 'version' };

const COMMANDS = ['check', 'routes', 'explain'];

const OPTIONS = {
  preset: { type: 'string' },
  fix: { type: 'boolean' },
  since: { type: 'string' },
  format: { type: 'string' },
  ignore: { type: 'string', multiple: true },
  parser: { type: 'string' },
  method: { type: 'string' },
  path: { type: 'string' },
  status: { type: 'string' },
  cause: { type: 'string' },
  finding: { type: 'string' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** The options each command takes. */
const OPTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  check: ['preset', 'fix', 'since', 'format', 'ignore', 'parser'],
  routes: ['format', 'ignore', 'parser', 'method', 'path', 'status', 'cause', 'finding'],
  explain: ['parser', 'all', 'json'],
};

/** Reads the command line; throws a Failure that says what to write instead. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  const [name, ...rest] = positionals;
  if (name === undefined)
    throw new Failure('say what to do: "check [paths]", "routes [paths]" or "explain FILE:LINE" (--help tells more).');
  if (!COMMANDS.includes(name))
    throw new Failure(
      `unknown command "${name}": the commands are check, routes and explain (for a folder, write "check ${name}").`,
    );
  const foreign = Object.keys(values).find(option => !OPTIONS_OF[name]?.includes(option));
  if (foreign) throw new Failure(`${name} has no option --${foreign}: see --help for what it takes.`);
  const ignore = values.ignore ?? [];
  if (values.since !== undefined && values.fix)
    throw new Failure('--fix edits whole files, so it cannot be limited by --since: use one of them.');
  if (values.since === '') throw new Failure('--since takes a branch or commit: "--since origin/main".');
  const parser = oneOf('parser', values.parser ?? 'project', ['project', 'bundled'] as const);
  switch (name) {
    case 'check':
      return {
        name,
        paths: rest,
        ignore,
        parser,
        fix: values.fix ?? false,
        since: values.since ?? null,
        preset: oneOf('preset', values.preset ?? 'recommended', PRESETS),
        format: oneOf('format', values.format ?? 'stylish', CHECK_FORMATS),
      };
    case 'routes':
      return {
        name,
        paths: rest,
        ignore,
        parser,
        format: oneOf('format', values.format ?? 'table', ROUTES_FORMATS),
        filters: readFilters(values),
      };
    default:
      return {
        name: 'explain',
        parser,
        all: values.all ?? false,
        json: values.json ?? false,
        ...parsePlace(rest),
      };
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's sentence on an unknown option goes on about positional arguments that start with a dash.
    const [first = ''] = describeError(error).split(/\. | To specify/);
    throw new Failure(
      `${first.charAt(0).toLowerCase()}${first.slice(1).replace(/\.$/, '')}: see --help for the options.`,
    );
  }
}

function oneOf<Value extends string>(option: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find(one => one === value);
  if (found === undefined)
    throw new Failure(
      `unknown ${option} "${value}": use ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}.`,
    );
  return found;
}

/** The options of `routes` that say which operations are listed. */
function readFilters({ method, path, status, cause, finding }: ReturnType<typeof parse>['values']): RouteFilters {
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
