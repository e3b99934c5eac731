import type { TSESTree } from '@typescript-eslint/utils';

import { nodesWithin } from '../../syntax/nodes-within.ts';
import { findMember } from '../../syntax/static-values.ts';
import { propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import { mentions } from '../../syntax/words.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { mayReadHeader } from './request-headers.ts';

/** The field `Range` as code names it: `req.headers.range`, `'Range'`, `req.range(size)`; not Content-Range, nor `dateRange`. */
const RANGE = /(?<![-\w])range\b/i;

/** Names of the number of bytes there are. */
const SIZE_NAME = /^(?:(?:file|video|total|content|stat)_?)?(?:size|length|bytes|total)$/i;

/** Whether a handler reads the Range of its request, or may have it read by a function out of sight. */
export function mayReadRange(handler: Handler, file: File): boolean {
  return mayReadHeader(handler, RANGE, file);
}

/** The variables of a handler that a Content-Range is made of, as they are written. */
export interface RangeNames {
  /** The first and last byte; null where no call that opens a part of a file names them. */
  readonly bounds: { readonly start: string; readonly end: string } | null;
  readonly size: string;
}

/** Finds the variables that a Content-Range can be made of before a place in a handler: `createReadStream(file, { start, end })` and `stat.size`; null where the size is not in sight. */
export function findRangeNames({ fn }: Handler, at: TSESTree.Node, file: File): RangeNames | null {
  const size = findSize(fn, at, file);
  if (size === null) return null;
  for (const call of nodesWithin(file.calls, fn)) {
    const options = call.arguments.find(argument => argument.type === 'ObjectExpression');
    const [start, end] = [options && findMember(options, 'start'), options && findMember(options, 'end')];
    if (
      start?.type === 'Identifier' &&
      end?.type === 'Identifier' &&
      [start, end].every(name => isDefinedBefore(name, at, file))
    )
      return { bounds: { start: start.name, end: end.name }, size };
  }
  return { bounds: null, size };
}

function isDefinedBefore(name: TSESTree.Node, at: TSESTree.Node, file: File): boolean {
  const definition = file.bindings.variableOf(name)?.defs[0]?.name as TSESTree.Node | undefined;
  return definition !== undefined && definition.range[1] <= at.range[0];
}

/** A constant of the function itself that is named a size, or set to `….size` or `….length`. */
function findSize(fn: Handler['fn'], at: TSESTree.Node, file: File): string | null {
  if (fn.body.type !== 'BlockStatement') return null;
  for (const statement of fn.body.body) {
    if (statement.type !== 'VariableDeclaration' || statement.range[1] > at.range[0]) continue;
    for (const { id, init } of statement.declarations) {
      if (id.type === 'ObjectPattern') {
        const size = id.properties.find(
          property =>
            property.type === 'Property' && propertyName(property) === 'size' && property.value.type === 'Identifier',
        );
        if (size?.type === 'Property' && size.value.type === 'Identifier') return size.value.name;
      }
      if (id.type !== 'Identifier' || !init) continue;
      const value = unwrapAwait(init);
      if (
        SIZE_NAME.test(id.name) ||
        (value.type === 'MemberExpression' && /^(?:size|length)$/.test(propertyName(value) ?? ''))
      )
        return id.name;
      if (value.type === 'CallExpression' && mentions(value.callee, /^l?stat(?:Sync)?$/, file.sourceCode.visitorKeys))
        return `${id.name}.size`;
    }
  }
  return null;
}
