import type { TSESTree } from '@typescript-eslint/utils';

import { childrenOf } from './contains-point.ts';
import type { VisitorKeys } from './graph.ts';

/** A variable or a property of one, as `user.role`; `isOpen` where any property below it may be meant, as in `user[key]` or `isAdmin(user)`. */
export interface AccessPath {
  readonly path: string;
  readonly isOpen: boolean;
}

/** Gets the path of a variable, `this`, or a member of either; null for anything else. */
function findAccessPath(expression: TSESTree.Node): AccessPath | null {
  const names: string[] = [];
  let isOpen = false;
  let node = expression;
  for (;;) {
    switch (node.type) {
      case 'Identifier':
      case 'ThisExpression':
        names.push(node.type === 'Identifier' ? node.name : 'this');
        return { path: names.reverse().join('.'), isOpen };
      case 'MemberExpression': {
        const name = propertyNameOf(node);
        if (name === null) {
          isOpen = true;
          names.length = 0;
        } else {
          names.push(name);
        }
        node = node.object;
        break;
      }
      case 'ChainExpression':
      case 'TSNonNullExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        node = node.expression;
        break;
      default:
        return null;
    }
  }
}

function propertyNameOf({ computed, property }: TSESTree.MemberExpression): string | null {
  if (!computed) return property.type === 'PrivateIdentifier' ? `#${property.name}` : property.name;
  return property.type === 'Literal' ? String(property.value) : null;
}

/** Gets the paths that an expression reads. What a call is given, it may read all of. */
export function pathsRead(expression: TSESTree.Node, visitorKeys: VisitorKeys): AccessPath[] {
  const read: AccessPath[] = [];
  const waiting: { node: TSESTree.Node; isOpen: boolean }[] = [{ node: expression, isOpen: false }];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const { node, isOpen } = one;
    switch (node.type) {
      case 'Identifier':
      case 'ThisExpression':
      case 'MemberExpression': {
        const path = findAccessPath(node);
        if (path) read.push(isOpen ? { ...path, isOpen } : path);
        if (node.type !== 'MemberExpression') break;
        waiting.push({ node: node.object, isOpen: false });
        if (node.computed) waiting.push({ node: node.property, isOpen: false });
        break;
      }
      case 'CallExpression':
      case 'NewExpression':
        // `user.isAdmin()` reads all of `user`, not the method alone.
        waiting.push({
          node: node.callee.type === 'MemberExpression' ? node.callee.object : node.callee,
          isOpen: true,
        });
        for (const argument of node.arguments) waiting.push({ node: argument, isOpen: true });
        break;
      case 'Literal':
        break;
      case 'BinaryExpression':
      case 'LogicalExpression':
        waiting.push({ node: node.left, isOpen }, { node: node.right, isOpen });
        break;
      default:
        for (const child of childrenOf(node, visitorKeys)) waiting.push({ node: child, isOpen });
    }
  }
  return read;
}

/** Gets the paths that the node of an `assign` point writes. */
export function pathsWritten(node: TSESTree.Node): AccessPath[] {
  const written: AccessPath[] = [];
  const waiting: TSESTree.Node[] = [node];
  for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
    switch (target.type) {
      case 'AssignmentExpression':
      case 'AssignmentPattern':
        waiting.push(target.left);
        break;
      case 'UpdateExpression':
      case 'RestElement':
        waiting.push(target.argument);
        break;
      case 'VariableDeclarator':
        waiting.push(target.id);
        break;
      case 'Property':
        waiting.push(target.value);
        break;
      case 'ObjectPattern':
        waiting.push(...target.properties);
        break;
      case 'ArrayPattern':
        for (const element of target.elements) if (element) waiting.push(element);
        break;
      default: {
        const path = findAccessPath(target);
        if (path) written.push(path);
      }
    }
  }
  return written;
}

/** Whether writing one path may change what is read at another; two names for one object are not seen. */
export function mayChange(written: AccessPath, read: AccessPath): boolean {
  if (written.path === read.path) return !written.isOpen || read.isOpen;
  if (read.path.startsWith(`${written.path}.`)) return true;
  return read.isOpen && written.path.startsWith(`${read.path}.`);
}
