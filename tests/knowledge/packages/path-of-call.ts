import type { TSESTree } from '@typescript-eslint/utils';

import { knownPackage } from '../../../src/knowledge/packages/index.ts';
import type { AddedTo } from '../../../src/knowledge/package-model.ts';
import type { File } from '../../../src/model/definitions/file.ts';
import { frameOf } from '../../../src/model/definitions/frame.ts';
import { Locator } from '../../../src/model/definitions/locate.ts';
import { PackagePaths } from '../../../src/model/definitions/package-path.ts';
import { parametersOf, type FunctionNode } from '../../../src/syntax/functions.ts';
import { pathInPattern } from '../../../src/syntax/patterns.ts';
import { propertyName, unwrapAwait } from '../../../src/syntax/unwrap.ts';

/** Where a value comes from: a module, and the way from there; of what packages add to a framework's objects the object stands for the module. */
export interface PackagePath {
  readonly source: string | null;
  readonly on: AddedTo | null;
  readonly path: readonly string[];
}

const MAX_DEPTH = 24;

const paths = new PackagePaths(new Locator(null));

/** The way from a module to an expression, as `packageRow` takes it, or from a framework's object, as `addedRows` does; null where it comes from none. */
export function pathOf(node: TSESTree.Node, file: File, depth = 0): PackagePath | null {
  const found = paths.of(node, frameOf(file));
  if (found) return { source: found.source, on: null, path: found.path };
  const value = unwrapAwait(node);
  if (depth > MAX_DEPTH) return null;
  switch (value.type) {
    case 'MemberExpression':
      return step(pathOf(value.object, file, depth + 1), propertyName(value) ?? '[]');
    case 'CallExpression':
      return step(pathOf(value.callee, file, depth + 1), '()');
    case 'Identifier':
      return pathOfName(value, file, depth);
    default:
      return null;
  }
}

function step(path: PackagePath | null, ...names: readonly string[]): PackagePath | null {
  return path && { ...path, path: [...path.path, ...names] };
}

function pathOfName(name: TSESTree.Identifier, file: File, depth: number): PackagePath | null {
  const definition = file.bindings.variableOf(name)?.defs[0];
  if (!definition) return null;
  const { node } = definition;
  if (definition.type === 'Parameter') return pathOfParameter(node as FunctionNode, definition.name);
  if (node.type !== 'VariableDeclarator' || !node.init) return null;
  const members = pathInPattern(node.id, definition.name);
  return members && step(pathOf(node.init, file, depth + 1), ...members);
}

/** Parameters of handlers and of plugins. */
function pathOfParameter(fn: FunctionNode, parameter: TSESTree.Node): PackagePath | null {
  const index = parametersOf(fn).indexOf(parameter);
  const call = fn.parent;
  if (index < 0 || call.type !== 'CallExpression') return null;
  const method = call.callee.type === 'MemberExpression' ? propertyName(call.callee) : null;
  if (method === 'register') return index === 0 ? { source: null, on: 'server', path: [] } : null;
  const on = (['request', 'reply'] as const)[index];
  return on && method && /^(?:get|post|put|delete|use|addHook)$/.test(method) ? { source: null, on, path: [] } : null;
}

/** Whether a module's package is known. */
export function isKnown(path: PackagePath | null): boolean {
  return path?.source != null && knownPackage(path.source) !== null;
}
