import type { TSESTree } from '@typescript-eslint/utils';

import { statusLibraries, type StatusLibrary } from '../../reference/status-libraries.ts';
import { constantFor, findStatusByConstant, findStatusLibrary } from '../../reference/status-names.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { knownName } from '../../syntax/known-names.ts';
import type { ConstantReader } from '../../syntax/static-values.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from './file.ts';

/** The libraries that name statuses as constants, and not as errors. */
const CONSTANTS: ReadonlySet<StatusLibrary> = new Set(['http-status-codes', 'http-status', 'node:http2']);

/** Whether an expression is a library's own name for a status, `StatusCodes.NOT_FOUND`. */
export function isStatusConstant(node: TSESTree.Node, code: number, file: File): boolean {
  const origin = node.type === 'MemberExpression' || node.type === 'Identifier' ? file.bindings.originOf(node) : null;
  const library = origin && findStatusLibrary(origin.source);
  const name = origin?.name.split('.').at(-1) ?? '';
  if (!library || !CONSTANTS.has(library) || findStatusByConstant(library, name) !== code) return false;
  return node.type === 'MemberExpression' || (node.type === 'Identifier' && knownName(node) === name);
}

/** A status as a constant of the library that a file imports. */
export interface StatusConstant {
  readonly text: string;
  /** The variable that the text begins with. */
  readonly variable: Variable;
}

/** Makes the writer of a status as a constant of the library that a file imports; null where it imports none. */
export function constantWriter(file: File): ((code: number) => StatusConstant | null) | null {
  for (const scope of file.sourceCode.scopeManager?.scopes ?? []) {
    if (scope.block.type !== 'Program') continue;
    for (const variable of scope.variables) {
      const {
        identifiers: [identifier],
      } = variable;
      const origin = identifier && file.bindings.originOf(identifier);
      const library = origin && findStatusLibrary(origin.source);
      if (!identifier || !library || !CONSTANTS.has(library)) continue;
      const { objects } = statusLibraries[library];
      const inner = objects.find(name => name !== 'module' && name !== 'default');
      // The whole module of node:http2 has its names in `constants`.
      const object = objects.includes(origin.name === '*' ? 'module' : origin.name)
        ? identifier.name
        : origin.name === '*' && inner !== undefined
          ? `${identifier.name}.${inner}`
          : null;
      if (object !== null)
        return code => {
          const name = constantFor(library, code);
          return name === null ? null : { text: `${object}.${name}`, variable };
        };
    }
  }
  return null;
}

/** Makes a reader of the constants that stand for statuses: those of the libraries that name them, and what other files define. */
export function constantReader(file: File, readImported: ConstantReader = () => null): ConstantReader {
  return node => {
    const origin = file.bindings.originOf(node);
    if (!origin) return node.type === 'MemberExpression' ? globalConstant(node, file) : null;
    const library = findStatusLibrary(origin.source);
    if (!library) return readImported(node);
    const path = origin.name.split('.');
    // ReasonPhrases.GONE of http-status-codes is a text: only the exports that hold statuses are read.
    const [object] = path;
    if (
      path.length > 1 &&
      object !== 'default' &&
      object !== undefined &&
      !statusLibraries[library].objects.includes(object)
    )
      return null;
    return findStatusByConstant(library, path.at(-1) ?? origin.name);
  };
}

/** `http2.constants.HTTP_STATUS_OK` with `http2` destructured or passed in; only names that say so themselves. */
function globalConstant(node: TSESTree.MemberExpression, file: File): number | null {
  const name = propertyName(node);
  if (name === null || !name.startsWith('HTTP_STATUS_')) return null;
  const object = unwrap(node.object);
  return object.type === 'Identifier' && file.bindings.variableOf(object)
    ? null
    : findStatusByConstant('node:http2', name);
}
