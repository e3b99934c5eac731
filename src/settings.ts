import { FRAMEWORKS } from './frameworks/frameworks.ts';
import type { KnownFrameworkName } from './frameworks/framework.ts';
import type { StatedModule } from './knowledge/stated-calls.ts';
import { readStatedCalls } from './stated-calls-setting.ts';
import { findNearest } from './syntax/nearest-word.ts';

/** A version a project states for its framework: a major alone, or a major with a minor. */
export interface StatedVersion {
  readonly major: number;
  readonly minor: number | null;
}

/** Where a project's own function, class or factory has its status: fixed, in an argument (counted from 0), or in a property of an options object. */
export interface StatusPlace {
  readonly status: number | null;
  readonly argument: number | null;
  readonly property: string | null;
  /** What it is where the argument or property is not given. */
  readonly default: number | null;
}

/** The versions of the frameworks a project states, by their names. */
type StatedVersions = Readonly<Record<KnownFrameworkName, StatedVersion | null>>;

/** The settings of this plugin, read from ESLint's `settings['status-code']`. */
export interface Settings extends StatedVersions {
  /** The project's functions that send, by name (`sendResponse`, `ApiResponse.notFound`). */
  readonly responders: ReadonlyMap<string, StatusPlace>;
  /** The project's error classes and factories, by name. */
  readonly errors: ReadonlyMap<string, StatusPlace>;
  /** What calls and errors mean that neither their definitions nor our rows say, by package or file. */
  readonly calls: readonly StatedModule[];
  /** Functions whose function arguments are handlers, by name. */
  readonly wrappers: ReadonlySet<string>;
  /** Whether other files of the project are read. */
  readonly crossFile: boolean;
  /** Whether type information is asked where there is any. */
  readonly types: 'auto' | 'off';
  /** A digest of the project's files, as `projectStamp` makes it: it decides nothing, but is a part of the config by which `eslint --cache` keeps results. */
  readonly stamp: string | null;
}

/** The settings of a project that states none. */
export const DEFAULT_SETTINGS: Settings = {
  ...statedVersions(() => null),
  responders: new Map(),
  errors: new Map(),
  calls: [],
  wrappers: new Set(),
  crossFile: true,
  types: 'auto',
  stamp: null,
};

/** The key of the settings in ESLint's shared settings. */
const SETTINGS_KEY = 'status-code';

const KEYS = Object.keys(DEFAULT_SETTINGS);

const PLACE =
  "{ argument: 1 } (the status is the second argument), { property: 'statusCode' } (in an options object) or { status: 404 } (always this one)";

const VERSION = "a major such as 5, or a version such as '4.27'";

/** Reads the settings; the first that has another form is named in the problem, and what is wrong counts as not set. */
export function readSettings(shared: Readonly<Record<string, unknown>> | undefined): {
  readonly settings: Settings;
  readonly problem: string | null;
} {
  const given = shared?.[SETTINGS_KEY];
  if (given === undefined) return { settings: DEFAULT_SETTINGS, problem: null };
  const problems: string[] = [];
  const complain = (key: string, form: string): void => {
    problems.push(`The setting \`settings['${SETTINGS_KEY}']${key}\` is not understood. It should be ${form}.`);
  };
  if (!isRecord(given)) {
    complain('', 'an object, such as { express: 5, crossFile: false }');
    return { settings: DEFAULT_SETTINGS, problem: problems[0] ?? null };
  }
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(DEFAULT_SETTINGS, key)) continue;
    const meant = findNearest(key, KEYS);
    complain(`.${key}`, `one of ${KEYS.join(', ')}${meant === null ? '' : ` (did you mean ${meant}?)`}`);
  }
  const version = (key: KnownFrameworkName): StatedVersion | null => {
    if (given[key] === undefined) return null;
    const read = readVersion(given[key]);
    if (!read) complain(`.${key}`, VERSION);
    return read;
  };
  const places = (key: 'responders' | 'errors', example: string): Map<string, StatusPlace> => {
    const found = new Map<string, StatusPlace>();
    if (given[key] === undefined) return found;
    if (!isRecord(given[key])) {
      complain(`.${key}`, `an object by name, such as { ${example}: { argument: 1 } }`);
      return found;
    }
    for (const [name, value] of Object.entries(given[key])) {
      const place = readPlace(value);
      if (place) found.set(name, place);
      else complain(`.${key}.${name}`, PLACE);
    }
    return found;
  };
  const settings: Settings = {
    ...statedVersions(version),
    responders: places('responders', 'sendResponse'),
    errors: places('errors', 'AppError'),
    calls: readStatedCalls(given['calls'], complain),
    wrappers: readNames(given['wrappers'], complain),
    crossFile: readBoolean(given['crossFile'], complain),
    types: readTypes(given['types'], complain),
    stamp: readStamp(given['stamp'], complain),
  };
  return { settings, problem: problems[0] ?? null };
}

function statedVersions(read: (name: KnownFrameworkName) => StatedVersion | null): StatedVersions {
  return Object.fromEntries(FRAMEWORKS.map(({ name }) => [name, read(name)])) as StatedVersions;
}

function readVersion(value: unknown): StatedVersion | null {
  const match = /^(\d{1,3})(?:\.(\d{1,4})(?:\.[\dx*].*)?)?$/.exec(
    typeof value === 'number' || typeof value === 'string' ? String(value) : '',
  );
  return match ? { major: Number(match[1]), minor: match[2] === undefined ? null : Number(match[2]) } : null;
}

function readPlace(value: unknown): StatusPlace | null {
  if (!isRecord(value)) return null;
  const { status = null, argument = null, property = null, default: fallback = null, ...rest } = value;
  if (Object.keys(rest).length > 0 || (status ?? argument ?? property) === null) return null;
  if ((status !== null && !isStatus(status)) || (fallback !== null && !isStatus(fallback))) return null;
  if (argument !== null && !(Number.isInteger(argument) && (argument as number) >= 0)) return null;
  if (property !== null && typeof property !== 'string') return null;
  return {
    status: status as number | null,
    argument: argument as number | null,
    property,
    default: fallback as number | null,
  };
}

function isStatus(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 599;
}

function readNames(value: unknown, complain: (key: string, form: string) => void): ReadonlySet<string> {
  if (value === undefined) return new Set();
  if (Array.isArray(value) && value.every(one => typeof one === 'string')) return new Set(value);
  complain('.wrappers', "an array of names, such as ['asyncHandler']");
  return new Set();
}

function readBoolean(value: unknown, complain: (key: string, form: string) => void): boolean {
  if (value === undefined || typeof value === 'boolean') return value ?? true;
  complain('.crossFile', 'true or false');
  return true;
}

function readTypes(value: unknown, complain: (key: string, form: string) => void): 'auto' | 'off' {
  if (value === undefined || value === 'auto' || value === 'off') return value ?? 'auto';
  complain('.types', "'auto' or 'off'");
  return 'auto';
}

function readStamp(value: unknown, complain: (key: string, form: string) => void): string | null {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value ?? null;
  complain('.stamp', "what projectStamp(import.meta.dirname) of 'eslint-plugin-status-code' gives");
  return null;
}

/** The place a settings' list gives for a callee, whose names are tried from the longest: `ApiResponse.notFound`, then `notFound`. */
export function findPlace(
  places: ReadonlyMap<string, StatusPlace>,
  path: readonly string[] | null,
): StatusPlace | null {
  if (places.size === 0 || !path) return null;
  for (let start = 0; start < path.length; start++) {
    const place = places.get(path.slice(start).join('.'));
    if (place) return place;
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
