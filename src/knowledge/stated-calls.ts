import { packageOf } from './neutral-packages.ts';
import type { Deed, ErrorModel, Failure, Gives, PackageModel } from './package-model.ts';
import { knownPackage, rowOf } from './packages/index.ts';

/** What a project states of the calls of a package, or of files of its own; in the form of our own rows, before which it goes. */
export interface StatedModule {
  /** The name of the package; null for files. */
  readonly package: string | null;
  /** The end of the paths of files, `src/store.js`, in which `*` stands for any name and `**` for any folders; null for a package. */
  readonly file: string | null;
  readonly model: PackageModel;
}

/** What a call can be stated to give: those words of our rows that nothing but the call itself decides. */
export const STATED_GIVES = [
  'record',
  'records',
  'count',
  'existence',
  'written',
  'changed-record',
  'claims',
  'caller',
  'caller-verdict',
  'credential',
  'password-verdict',
  'permission-verdict',
  'schema-verdict',
  'schema-errors',
  'checked',
  'same',
  'answer',
  'body',
  'file',
  'nothing',
] as const satisfies readonly Gives[];

/** What a call can be stated to do besides. */
export const STATED_DEEDS = ['creates', 'changes', 'deletes', 'upserts'] as const satisfies readonly Deed[];

/** How a failure can be stated to show. */
export const STATED_WAYS = ['throws', 'rejects', 'value'] as const satisfies readonly Failure['by'][];

/** Which value can be stated to say that a call failed. */
export const STATED_VALUES = ['null', 'false', 'true'] as const satisfies readonly Failure['when'][];

/** What of an error can be stated to hold its name. */
export const STATED_PLACES = ['code', 'errno', 'type', 'kind'] as const satisfies readonly ErrorModel['in'][];

/** The row that a module states for a call, by the way to it; null where it has none. */
export const statedRow = rowOf;

/** Makes what is stated of a package or of files. */
export function stateModule(
  where: Pick<StatedModule, 'package' | 'file'>,
  { calls, errors }: Pick<PackageModel, 'calls' | 'errors'>,
): StatedModule {
  const known = where.package === null ? null : knownPackage(where.package);
  return {
    ...where,
    model: {
      package: where.package === null ? [] : [where.package],
      setup: '',
      calls,
      // `Model.obtain` is what `mongoose.model('Box', schema).obtain` leads to in our rows, and so in those of others.
      ...(known?.types && { types: known.types }),
      ...(errors && { errors }),
      otherwise: 'unknown',
      source: [],
    },
  };
}

/** Whether a module is of the package of which something is stated: itself, a path within it, one of a family `@company/*`. */
export function isStatedPackage({ package: name }: StatedModule, source: string): boolean {
  if (name === null) return false;
  return name.endsWith('*')
    ? (packageOf(source)?.startsWith(name.slice(0, -1)) ?? false)
    : source === name || packageOf(source) === name;
}
