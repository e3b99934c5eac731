import type { Finding } from './knowledge/finding.ts';
import { FINDINGS } from './knowledge/findings.ts';
import type { CallModel, ErrorModel, Failure, Gives } from './knowledge/package-model.ts';
import {
  STATED_DEEDS,
  STATED_GIVES,
  STATED_PLACES,
  STATED_VALUES,
  STATED_WAYS,
  stateModule,
  type StatedModule,
} from './knowledge/stated-calls.ts';
import { findNearest } from './syntax/nearest-word.ts';

/** Says of a setting, by the way to it from the plugin's key, what form it should have. */
type Complain = (key: string, form: string) => void;

type Row = Readonly<Record<string, unknown>>;

/** What is stated of one package, or of the files of one path. */
interface Stated {
  readonly package: string | null;
  readonly file: string | null;
  readonly calls: CallModel[];
  readonly errors: Record<string, ErrorModel>;
}

/** Causes of what went well. */
const WENT_WELL = /^(?:success-.*|redirect-.*|accepted|empty-list|not-modified|partial)$/;

/** The kinds of failures that a row can name. */
const FAILURES: readonly string[] = Object.entries(FINDINGS).flatMap(([name, { cause }]) =>
  WENT_WELL.test(cause) ? [] : [name],
);

const OF_CALL = ['package', 'file', 'path', 'gives', 'of', 'does', 'fails'];
const OF_ERROR = ['package', 'file', 'error', 'as', 'in'];

/** A row of a call and one of an error, as they are written. */
const ROWS =
  "{ package: '@company/store', path: 'obtain', gives: 'record' } or { file: 'src/errors.js', error: 'Absent', as: 'record-missing' }";

/** Reads what a project states of calls and errors; a row of another form is named, and counts as not there. */
export function readStatedCalls(value: unknown, complain: Complain): readonly StatedModule[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    complain('.calls', `an array of rows, such as [${ROWS}]`);
    return [];
  }
  const modules = new Map<string, Stated>();
  for (const [index, row] of value.entries()) readRow(row, reportsIn(`.calls[${String(index)}]`, complain), modules);
  return [...modules.values()].map(({ calls, errors, ...where }) => stateModule(where, { calls, errors }));
}

/** Complains of parts of one row. */
function reportsIn(row: string, complain: Complain): Complain {
  return (key, form) => {
    complain(row + key, form);
  };
}

function readRow(row: unknown, complain: Complain, modules: Map<string, Stated>): void {
  if (!isRecord(row)) {
    complain('', `a row, such as ${ROWS}`);
    return;
  }
  const isError = Object.hasOwn(row, 'error');
  const keys = isError ? OF_ERROR : OF_CALL;
  const other = Object.keys(row).find(key => !keys.includes(key));
  if (other !== undefined) {
    complain(`.${other}`, oneOf(other, keys));
    return;
  }
  const where = readWhere(row, complain);
  if (!where) return;
  const key = JSON.stringify(where);
  const stated = modules.get(key) ?? { ...where, calls: [], errors: {} };
  if (isError) {
    const error = readError(row, complain);
    if (!error) return;
    stated.errors[error.name] = error.model;
  } else {
    const call = readCall(row, complain);
    if (!call) return;
    stated.calls.push(call);
  }
  modules.set(key, stated);
}

/** The package or the files that a row is about. */
function readWhere(row: Row, complain: Complain): Pick<Stated, 'package' | 'file'> | null {
  const { package: name, file } = row;
  if ((name === undefined) === (file === undefined)) {
    complain('', `about a package or about files: with package, as '@company/store', or with file, as 'src/store.js'`);
    return null;
  }
  if (name !== undefined) {
    // A path that begins with a dot, a slash or an alias is no name of a package.
    const isName = typeof name === 'string' && /^(?:@[\w.~-]+\/)?[\w~-][\w./:~-]*\*?$|^@[\w.~-]+\/\*$/.test(name);
    if (!isName) complain('.package', "the name of a package, such as '@company/store' or '@company/*'");
    return isName ? { package: name, file: null } : null;
  }
  const isPath = typeof file === 'string' && /^[^\\![\]()]+$/.test(file) && !/^(?:\.\.(?:\/|$)|\.?\/?$)/.test(file);
  if (!isPath)
    complain('.file', "the path of a file of the project or its end, such as 'src/store.js' or 'src/stores/*'");
  return isPath ? { package: null, file: file.replace(/^(?:\.?\/)+/, '') } : null;
}

function readCall(row: Row, complain: Complain): CallModel | null {
  const { path = '', of } = row;
  if (typeof path !== 'string' || !/^(?:[\w$*]|\(\)|\{[\w$,().]*\}|\.)*$/.test(path)) {
    complain(
      '.path',
      "the way from the module to the call, such as 'obtain', 'Store().obtain' or 'users.{find,obtain}'",
    );
    return null;
  }
  const gives = readGives(row['gives'], complain);
  const does = readDeeds(row['does'], complain);
  const fails = readFailures(row['fails'], complain);
  if (gives === null || does === null || fails === null) return null;
  if (gives === undefined && does.length === 0 && fails.length === 0) {
    complain('', "with what the call gives, does or fails by, such as gives: 'record'");
    return null;
  }
  const slots = of === undefined ? [] : Array.isArray(of) ? (of as readonly unknown[]) : [of];
  if (!slots.every(slot => typeof slot === 'string' && /^\d(?:\.[\w$]+)*$/.test(slot))) {
    complain('.of', "the place of an argument, counted from '0', or of a member of it, such as '0.where.id'");
    return null;
  }
  return {
    path: path.replace(/^default(?:\.|(?=\()|$)/, ''),
    example: '',
    ...(gives !== undefined && { gives }),
    ...(slots.length > 0 && { of: slots as readonly string[] }),
    ...(does.length > 0 && { does }),
    ...(fails.length > 0 && { fails }),
  };
}

function readGives(value: unknown, complain: Complain): CallModel['gives'] | null {
  if (value === undefined) return undefined;
  const members = isRecord(value) ? Object.entries(value) : [];
  if (typeof value !== 'string' && members.length === 0) {
    complain('.gives', `${oneOf(null, STATED_GIVES)}, or such a word for each member, as { user: 'record' }`);
    return null;
  }
  for (const [key, word] of isRecord(value) ? members : [['', value] as const]) {
    if (!isOneOf(word, STATED_GIVES)) {
      complain(key === '' ? '.gives' : `.gives.${key}`, oneOf(word, STATED_GIVES));
      return null;
    }
  }
  return value as Gives | Readonly<Record<string, Gives>>;
}

function readDeeds(value: unknown, complain: Complain): NonNullable<CallModel['does']> | null {
  if (value === undefined) return [];
  const deeds: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = deeds.flatMap(one => (isOneOf(one, STATED_DEEDS) ? [one] : []));
  if (found.length === deeds.length) return found;
  complain(
    '.does',
    `an array of ${STATED_DEEDS.join(', ')}${nearest(
      deeds.find(one => !isOneOf(one, STATED_DEEDS)),
      STATED_DEEDS,
    )}`,
  );
  return null;
}

function readFailures(value: unknown, complain: Complain): readonly Failure[] | null {
  if (value === undefined) return [];
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found: Failure[] = [];
  for (const [index, row] of rows.entries()) {
    const failure = readFailure(row, reportsIn(`.fails[${String(index)}]`, complain));
    if (!failure) return null;
    found.push(failure);
  }
  return found;
}

function readFailure(row: unknown, complain: Complain): Failure | null {
  const form = "such as { by: 'throws', as: 'record-missing' } or { by: 'value', when: 'false', as: 'role-lacking' }";
  if (!isRecord(row)) {
    complain('', `a failure, ${form}`);
    return null;
  }
  const { by, when, as, ...others } = row;
  const [other] = Object.keys(others);
  if (other !== undefined) complain(`.${other}`, oneOf(other, ['by', 'when', 'as']));
  else if (!isOneOf(by, STATED_WAYS)) complain('.by', oneOf(by, STATED_WAYS));
  else if (by === 'value' && !isOneOf(when, STATED_VALUES))
    complain('.when', `the value that says so, ${oneOf(when, STATED_VALUES)}`);
  else if (by !== 'value' && when !== undefined) complain('', `without when, for nothing is given: ${form}`);
  else if (!isOneOf(as, FAILURES)) complain('.as', oneOf(as, FAILURES));
  else return { by, ...(isOneOf(when, STATED_VALUES) && { when }), as: as as Finding };
  return null;
}

function readError(row: Row, complain: Complain): { readonly name: string; readonly model: ErrorModel } | null {
  const { error, as, in: place } = row;
  if (typeof error !== 'string' || error === '')
    complain('.error', "the class, name or code of an error, such as 'Absent'");
  else if (!isOneOf(as, FAILURES)) complain('.as', oneOf(as, FAILURES));
  else if (place !== undefined && !isOneOf(place, STATED_PLACES)) complain('.in', oneOf(place, STATED_PLACES));
  else return { name: error, model: { as: as as Finding, ...(place !== undefined && { in: place }) } };
  return null;
}

function isOneOf<Word extends string>(value: unknown, words: readonly Word[]): value is Word {
  return typeof value === 'string' && (words as readonly string[]).includes(value);
}

/** The words that are understood, and the one that was likely meant. */
function oneOf(given: unknown, words: readonly string[]): string {
  return `one of ${words.join(', ')}${nearest(given, words)}`;
}

function nearest(given: unknown, words: readonly string[]): string {
  const meant = typeof given === 'string' ? findNearest(given, words) : null;
  return meant === null ? '' : ` (did you mean ${meant}?)`;
}

function isRecord(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
