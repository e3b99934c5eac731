import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import type { Origin } from '../../syntax/bindings.ts';
import { nameOfOrigin, nameOfPackage } from '../../syntax/known-names.ts';
import { propertyName, unwrapAwait } from '../../syntax/unwrap.ts';

/** How many calls and variables lead back to a package. */
const MAX_STEPS = 12;

/** What a variable may be set to that leads back to a package. */
const LEADS_ON: ReadonlySet<TSESTree.Node['type']> = new Set([
  'AwaitExpression',
  'CallExpression',
  'NewExpression',
  'MemberExpression',
  'Identifier',
] as TSESTree.Node['type'][]);

/** The package that something comes from, itself or as what the package made: `object` of joi for `schema` after `const schema = Joi.object({ … }).required()`; null where it is none. */
export function packageBehind(node: TSESTree.Node, { bindings }: File): Origin | null {
  let current = unwrapAwait(node);
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const origin = bindings.originOf(current);
    if (origin) return origin;
    if (current.type === 'MemberExpression') current = unwrapAwait(current.object);
    else if (current.type === 'CallExpression' || current.type === 'NewExpression')
      current = unwrapAwait(current.callee);
    else if (current.type === 'Identifier') {
      const made = bindings.resolveAwaited(current);
      if (made === current) return null;
      current = made;
    } else return null;
  }
  return null;
}

/**
 * The code of a callee or receiver with what comes from packages under the packages' own names, whatever the file calls it:
 * `multer().single` for `upload.single` after `const upload = multer()`. Only what is defined elsewhere goes by its name in the file.
 */
export function originCode(node: TSESTree.Node, file: File, depth = 0): string {
  const value = unwrapAwait(node);
  switch (value.type) {
    case 'MemberExpression':
      return `${originCode(value.object, file, depth)}.${propertyName(value) ?? '[]'}`;
    case 'CallExpression': {
      // `require('multer')()`
      const required = file.bindings.originOf(value);
      return required ? nameOfPackage(required.source) : `${originCode(value.callee, file, depth)}()`;
    }
    case 'NewExpression':
      return originCode(value.callee, file, depth);
    case 'Identifier': {
      const made = file.bindings.initOf(value);
      const isMade =
        made !== null && depth < MAX_STEPS && LEADS_ON.has(made.type) && file.bindings.originOf(value)?.name !== '*';
      return isMade && packageBehind(made, file) ? originCode(made, file, depth + 1) : nameOfOrigin(value);
    }
    default:
      return file.code(value);
  }
}

/** The same, name by name. */
export function originPath(node: TSESTree.Node, file: File): readonly string[] {
  return originCode(node, file).split('.');
}
