import type { TSESTree } from '@typescript-eslint/utils';

import { NODE_UTIL } from '../../knowledge/shapes/language.ts';
import type { File } from '../../model/definitions/file.ts';

/** The function of which `util.promisify` made what is called, `const verify = promisify(jwt.verify)`: calling one is calling the other. Null where nothing of the kind is called. */
export function findPromised({ callee }: TSESTree.CallExpression, { bindings }: File): TSESTree.Node | null {
  const made = bindings.resolve(callee);
  if (made.type !== 'CallExpression') return null;
  const origin = bindings.originOf(made.callee);
  const [promised] = made.arguments;
  if (!promised || origin === null || !NODE_UTIL.has(origin.source) || origin.name.split('.').at(-1) !== 'promisify')
    return null;
  return promised.type === 'Identifier' ? bindings.resolve(promised) : promised;
}
