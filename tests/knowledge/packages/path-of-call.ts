import type { TSESTree } from '@typescript-eslint/utils';

import { knownPackage, packageRow } from '../../../src/knowledge/packages/index.ts';
import type { AddedTo } from '../../../src/knowledge/package-model.ts';
import type { File } from '../../../src/model/definitions/file.ts';
import { isFunction, parametersOf, type FunctionNode } from '../../../src/syntax/functions.ts';
import { propertyName, unwrapAwait } from '../../../src/syntax/unwrap.ts';

/** Where a value comes from: a module, and the way from there; of what packages add to a framework's objects the object stands for the module. */
export interface PackagePath {
  readonly source: string | null;
  readonly on: AddedTo | null;
  readonly path: readonly string[];
}

const MAX_DEPTH = 24;

/** The way from a module to an expression, as `packageRow` takes it; null where it comes from none. */
export function pathOf(node: TSESTree.Node, file: File, depth = 0): PackagePath | null {
  const value = unwrapAwait(node);
  if (depth > MAX_DEPTH) return null;
  const origin = file.bindings.originOf(value);
  if (origin) return { source: origin.source, on: null, path: origin.name === '*' ? [] : origin.name.split('.') };
  switch (value.type) {
    case 'MemberExpression':
      return step(pathOf(value.object, file, depth + 1), propertyName(value) ?? '[]');
    case 'CallExpression':
    case 'NewExpression':
      return step(pathOf(value.callee, file, depth + 1), '()');
    case 'Identifier':
      return pathOfName(value, file, depth);
    case 'ThisExpression':
      return pathOfClass(value, file, depth);
    default:
      return null;
  }
}

function step(path: PackagePath | null, name: string): PackagePath | null {
  return path && { ...path, path: [...path.path, name] };
}

function pathOfName(name: TSESTree.Identifier, file: File, depth: number): PackagePath | null {
  const { bindings } = file;
  const variable = bindings.variableOf(name);
  const definition = variable?.defs[0];
  if (!variable || !definition) return { source: 'globalThis', on: null, path: [name.name] };
  const init = bindings.initOf(name);
  if (init?.type === 'ClassDeclaration') return init.superClass ? pathOf(init.superClass, file, depth + 1) : null;
  if (init) return pathOf(init, file, depth + 1);
  const { node } = definition;
  if (definition.type === 'Parameter') {
    const annotation = definition.name.type === 'Identifier' ? definition.name.typeAnnotation : undefined;
    return annotation
      ? pathOfType(annotation, file, depth)
      : pathOfParameter(node as FunctionNode, name.name, file, depth);
  }
  if (node.type !== 'VariableDeclarator' || !node.init) return null;
  const whole = pathOf(node.init, file, depth + 1);
  if (node.id.type === 'ArrayPattern') {
    const index = node.id.elements.findIndex(one => one?.type === 'Identifier' && one.name === name.name);
    return index < 0 ? null : step(whole, String(index));
  }
  if (node.id.type !== 'ObjectPattern') return null;
  const property = node.id.properties.find(
    one => one.type === 'Property' && one.value.type === 'Identifier' && one.value.name === name.name,
  );
  return property?.type === 'Property' && property.key.type === 'Identifier' ? step(whole, property.key.name) : null;
}

/** `boxes: Repository<Box>`. */
function pathOfType(annotation: TSESTree.TSTypeAnnotation, file: File, depth: number): PackagePath | null {
  const type = annotation.typeAnnotation;
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier'
    ? step(pathOf(type.typeName, file, depth + 1), '()')
    : null;
}

/** Parameters of handlers, of plugins, and of callbacks that a package is given. */
function pathOfParameter(fn: FunctionNode, name: string, file: File, depth: number): PackagePath | null {
  const index = parametersOf(fn).findIndex(one => one.type === 'Identifier' && one.name === name);
  const call = fn.parent;
  if (index < 0 || call.type !== 'CallExpression') return null;
  const called = pathOf(call.callee, file, depth + 1);
  const callback = called?.source ? packageRow(called.source, called.path)?.callback : undefined;
  const at = callback?.at === 'last' ? call.arguments.length - 1 : Number(callback?.at);
  if (callback && call.arguments[at] === fn) {
    const given = callback.gives[index];
    return given?.startsWith('=') && called?.source
      ? { source: called.source, on: null, path: given.slice(1).match(/\(\)|\w+/g) ?? [] }
      : null;
  }
  const method = call.callee.type === 'MemberExpression' ? propertyName(call.callee) : null;
  if (method === 'register') return index === 0 ? { source: null, on: 'server', path: [] } : null;
  const on = (['request', 'reply'] as const)[index];
  return on && method && /^(?:get|post|put|delete|use|addHook)$/.test(method) ? { source: null, on, path: [] } : null;
}

/** `this` in a class that extends one of a package. */
function pathOfClass(node: TSESTree.Node, file: File, depth: number): PackagePath | null {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (isFunction(outer) && outer.type === 'FunctionDeclaration') return null;
    if (outer.type === 'ClassDeclaration' || outer.type === 'ClassExpression')
      return outer.superClass ? step(pathOf(outer.superClass, file, depth + 1), '()') : null;
  }
  return null;
}

/** Whether a module's package is known. */
export function isKnown(path: PackagePath | null): boolean {
  return path?.source != null && knownPackage(path.source) !== null;
}
