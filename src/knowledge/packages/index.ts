import { isNeutral, packageOf } from '../neutral-packages.ts';
import type { AddedTo, CallModel, ErrorModel, PackageModel } from '../package-model.ts';
import { packages } from './list.ts';

/** A row of a package that adds to the objects of a framework, or of its errors. */
export interface Owned<Row> {
  readonly package: PackageModel;
  readonly row: Row;
}

/** A row's path, taken apart. */
interface Pattern {
  readonly steps: readonly string[];
  readonly row: CallModel;
}

/** A package's paths, taken apart when it is first asked for. */
interface Compiled {
  readonly exact: ReadonlyMap<string, CallModel>;
  readonly patterns: readonly Pattern[];
  readonly added: readonly Pattern[];
  readonly types: readonly (readonly [from: readonly string[], to: readonly string[]])[];
}

/** How often the beginning of a path is replaced by what it stands for. */
const MAX_ROUNDS = 8;

/** What is known of a package whose calls are all computations. */
const PURE: PackageModel = { package: [], setup: '', calls: [], otherwise: 'pure', source: [] };

const byName: ReadonlyMap<string, PackageModel> = new Map(
  packages.flatMap(model => model.package.map(name => [name, model] as const)),
);

const families: readonly (readonly [string, PackageModel])[] = [...byName].flatMap(([name, model]) =>
  name.endsWith('*') ? [[name.slice(0, -1), model] as const] : [],
);

/** Those that add to the objects of a framework. */
const adding = packages.filter(model => model.adds ?? model.calls.some(row => row.on));

const errors = new Map<string, Owned<ErrorModel>[]>();
for (const model of packages)
  for (const [name, row] of Object.entries(model.errors ?? {}))
    errors.set(name, [...(errors.get(name) ?? []), { package: model, row }]);

const compiled = new WeakMap<PackageModel, Compiled>();

/** What is known of the package of a module (`jsonwebtoken`, `node:fs/promises`, `lodash/first`); null where it is none that is known. The language's own is `globalThis`. */
export function knownPackage(source: string): PackageModel | null {
  const module = source.startsWith('node:') ? source.slice('node:'.length) : source;
  const name = packageOf(source);
  if (name === null) return null;
  return (
    byName.get(module) ??
    byName.get(name) ??
    families.find(([begin]) => name.startsWith(begin))?.[1] ??
    (isNeutral(source) ? PURE : null)
  );
}

/** Whether anything is known of the package of a module. */
export function isKnownPackage(source: string): boolean {
  return knownPackage(source) !== null;
}

/**
 * What a call of a package means; null where no row says so, and the package's `otherwise` holds.
 *
 * The path leads from the module to what is called, a step for each name: `['verify']` for `jwt.verify(…)` and for `verify(…)` alike, since `default` and
 * `*` are no steps; `[]` for a module that is called itself, `axios(…)`. `()` stands for what a call of what is before it gives, or `new`, or an instance
 * that a type names, and whether it is awaited does not matter: `['Types', 'ObjectId']` for `new mongoose.Types.ObjectId(…)`, `['model', '()', 'findById']`
 * for `mongoose.model('Box', schema).findById(…)`, `['Repository', '()', 'findOne']` for `boxes.findOne(…)` with `boxes: Repository<Box>` of typeorm,
 * `['PrismaClient', '()', 'box', 'findMany']` for `this.box.findMany(…)` in a class that extends it. `[]` is a member whose name is not known.
 *
 * In a row's path `*` is any one name, `**` any number of steps, `{a,b}` either.
 */
export function packageRow(source: string, path: readonly string[]): CallModel | null {
  const model = knownPackage(source);
  return model && rowOf(model, path);
}

/** The row of a package for a call, by the way to it; null where it has none. */
export function rowOf(model: PackageModel, path: readonly string[]): CallModel | null {
  const { exact, patterns } = compile(model);
  const steps = canonicalPath(model, path);
  return exact.get(steps.join('.')) ?? patterns.find(one => matches(one.steps, steps))?.row ?? null;
}

/** A path with its beginning replaced by the type that it leads to: `Model.findById` for `model().findById`. */
export function canonicalPath(model: PackageModel, path: readonly string[]): readonly string[] {
  const { types } = compile(model);
  let begin = 0;
  while (path[begin] === 'default' || path[begin] === '*') begin++;
  let steps = path.slice(begin);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const rule = types.find(([from]) => from.length <= steps.length && matches(from, steps.slice(0, from.length)));
    if (!rule) break;
    steps = [...rule[1], ...steps.slice(rule[0].length)];
  }
  return steps;
}

/**
 * The rows of calls on what packages add to the request, the reply or the server, each with its package: one holds where the project uses that package.
 * `['isAuthenticated']` on the request, `['pg', 'query']` on the server.
 */
export function addedRows(on: AddedTo, path: readonly string[]): readonly Owned<CallModel>[] {
  return adding.flatMap(model => {
    const row = addedRow(model, on, path);
    return row ? [{ package: model, row }] : [];
  });
}

function addedRow(model: PackageModel, on: AddedTo, path: readonly string[]): CallModel | null {
  const own = compile(model).added.find(one => one.row.on === on && matches(one.steps, path));
  if (own) return own.row;
  for (const [begin, { source, path: to }] of Object.entries(model.adds ?? {})) {
    const [from, ...steps] = stepsOf(begin);
    if (from === on && steps.every((step, index) => path[index] === step))
      return packageRow(source, [...stepsOf(to), ...path.slice(steps.length)]);
  }
  return null;
}

/** What a class, a name or a code of an error says, in each package that has such errors. */
export function errorRows(name: string): readonly Owned<ErrorModel>[] {
  return errors.get(name) ?? [];
}

/** The paths that a row's `{a,b}` stand for. */
export function expand(path: string): readonly string[] {
  const group = /\{([^{}]*)\}/.exec(path);
  if (!group) return [path];
  const before = path.slice(0, group.index);
  const after = path.slice(group.index + group[0].length);
  return (group[1] ?? '').split(',').flatMap(one => expand(`${before}${one}${after}`));
}

function stepsOf(path: string): readonly string[] {
  return path.match(/\(\)|\[\]|[^.()[\]]+/g) ?? [];
}

function compile(model: PackageModel): Compiled {
  const known = compiled.get(model);
  if (known) return known;
  const exact = new Map<string, CallModel>();
  const patterns: Pattern[] = [];
  const added: Pattern[] = [];
  for (const row of model.calls) {
    for (const path of expand(row.path)) {
      const steps = stepsOf(path);
      if (row.on) added.push({ steps, row });
      else if (steps.includes('*') || steps.includes('**')) patterns.push({ steps, row });
      else exact.set(steps.join('.'), row);
    }
  }
  const types = Object.entries(model.types ?? {}).flatMap(([to, all]) =>
    all.flatMap(expand).map(from => [stepsOf(from), stepsOf(to)] as const),
  );
  const made = { exact, patterns, added, types };
  compiled.set(model, made);
  return made;
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === '**') return path.some((_, index) => matches(rest, path.slice(index))) || matches(rest, []);
  const [step, ...others] = path;
  return step !== undefined && (first === '*' ? step !== '()' : first === step) && matches(rest, others);
}
