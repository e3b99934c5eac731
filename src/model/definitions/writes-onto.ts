import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from './file.ts';

/**
 * The values that are written onto one member of the object a variable holds, `result.status = 404`; `unknown` where something else may write it:
 * a function that gets the object, `Object.assign`, a computed name, a method of the object itself.
 */
export function writesOnto({ references }: Variable, name: string, file: File): readonly TSESTree.Node[] | 'unknown' {
  const written: TSESTree.Node[] = [];
  for (const { identifier } of references) {
    let node: TSESTree.Node = identifier;
    while (node.parent && node.parent.type !== 'ChainExpression' && unwrap(node.parent) !== node.parent)
      node = node.parent;
    const { parent } = node;
    if (parent?.type === 'CallExpression' && parent.callee !== node && isGivenAway(parent, node, file))
      return 'unknown';
    if (parent?.type !== 'MemberExpression' || parent.object !== node) continue;
    const assignment = parent.parent;
    if (assignment.type === 'UpdateExpression') return 'unknown';
    if (assignment.type !== 'AssignmentExpression' || assignment.left !== parent) continue;
    const member = propertyName(parent);
    if (member === null || (member === name && assignment.operator !== '=')) return 'unknown';
    if (member === name) written.push(assignment.right);
  }
  return written;
}

/** Whether a call may write onto an object that it gets. */
function isGivenAway(call: TSESTree.CallExpression, argument: TSESTree.Node, file: File): boolean {
  const callee = unwrap(call.callee);
  const isMethod = callee.type === 'MemberExpression';
  const name = isMethod ? propertyName(callee) : null;
  if (name === 'assign') return call.arguments[0] === argument;
  // A method that sends, logs or keeps it, `res.json(result)`, `list.push(result)`, and a function of another file leave a status alone; one of the file may set it.
  return !isMethod && file.bindings.originOf(callee) === null;
}
