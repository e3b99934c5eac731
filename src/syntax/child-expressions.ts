import type { TSESTree } from '@typescript-eslint/utils';

import { unwrap } from './unwrap.ts';

/** The expressions that an expression is made of, one level down; none for functions. */
export function childExpressions(node: TSESTree.Node): readonly TSESTree.Node[] {
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.map(property => (property.type === 'SpreadElement' ? property.argument : property.value));
    case 'ArrayExpression':
      return node.elements.filter(element => element !== null);
    case 'CallExpression':
    case 'NewExpression':
      return [...node.arguments, ...(node.callee.type === 'MemberExpression' ? [node.callee.object] : [])];
    case 'TemplateLiteral':
      return node.expressions;
    case 'BinaryExpression':
    case 'LogicalExpression':
      return [node.left, node.right];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate];
    case 'SpreadElement':
    case 'UnaryExpression':
      return [node.argument];
    case 'MemberExpression':
      return [node.object];
    case 'TaggedTemplateExpression':
      return node.quasi.expressions;
    case 'AssignmentExpression':
      return [node.right];
    default:
      return [];
  }
}

/** The name that a chain of members and calls starts with: `axios` of `axios.create().get(url)`; null where it is none. */
export function rootName(node: TSESTree.CallExpression): string | null {
  let current: TSESTree.Node = unwrap(node.callee);
  for (;;) {
    if (current.type === 'MemberExpression') current = unwrap(current.object);
    else if (current.type === 'CallExpression') current = unwrap(current.callee);
    else return current.type === 'Identifier' ? current.name : null;
  }
}
