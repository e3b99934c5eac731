import type { TSESTree } from '@typescript-eslint/utils';

import { propertyName } from './unwrap.ts';

/** A function with a body. */
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** Whether a node is a function with a body (overload signatures and `declare function` have none). */
export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node != null &&
    (node.type === 'FunctionDeclaration' ||
      node.type === 'FunctionExpression' ||
      node.type === 'ArrowFunctionExpression') &&
    node.body != null
  );
}

/** The function that a node stands in, or null at the top level. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | null {
  for (let current = node.parent; current; current = current.parent) if (isFunction(current)) return current;
  return null;
}

/** Whether a node stands within another (or is it). */
export function isWithin(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return node.range[0] >= outer.range[0] && node.range[1] <= outer.range[1];
}

/** The name a function goes by: its own, or that of the variable, key, member or class member it is assigned to, through wrappers such as `asyncHandler(fn)`; null where it has none. */
export function functionName(fn: FunctionNode): string | null {
  if (fn.id) return fn.id.name;
  let current: TSESTree.Node = fn;
  for (let depth = 0; depth < 4 && current.parent; depth++) {
    const parent: TSESTree.Node = current.parent;
    switch (parent.type) {
      case 'VariableDeclarator':
        return parent.id.type === 'Identifier' ? parent.id.name : null;
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        return propertyName(parent);
      case 'AssignmentExpression':
        return parent.left.type === 'MemberExpression'
          ? propertyName(parent.left)
          : parent.left.type === 'Identifier'
            ? parent.left.name
            : null;
      case 'CallExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        current = parent;
        break;
      default:
        return null;
    }
  }
  return null;
}

/** The parameters of a function without TypeScript's `this`, each as its pattern without a default. */
export function parametersOf(fn: FunctionNode): readonly TSESTree.Node[] {
  const parameters: TSESTree.Node[] = [];
  for (const parameter of fn.params) {
    if (parameter.type === 'Identifier' && parameter.name === 'this') continue;
    parameters.push(
      parameter.type === 'AssignmentPattern'
        ? parameter.left
        : parameter.type === 'TSParameterProperty'
          ? parameter.parameter
          : parameter,
    );
  }
  return parameters;
}

/** Whether a node stands in a loop of its own function. */
export function isInLoop(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (/^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(outer.type)) return true;
  return false;
}
