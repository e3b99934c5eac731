import type { TSESTree } from '@typescript-eslint/utils';

import { MODULE_OBJECT } from '../../knowledge/shapes/language.ts';
import type { CallElsewhere } from '../../model/handlers/calls-elsewhere.ts';
import type { File } from '../../model/definitions/file.ts';
import { findProperty } from '../../model/definitions/frame.ts';
import { type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';

/** How many objects deep a value is followed. */
const MAX_STEPS = 8;

/** A value, in the file it stands in, and the keys that lead on from it. */
export interface Given {
  readonly node: TSESTree.Node;
  readonly file: File;
  readonly path: readonly string[];
}

/** What all the calls in sight give a function for a parameter, or within it; null where one of them cannot be seen, or there is none. */
export function givenArguments(
  fn: FunctionNode,
  index: number,
  path: readonly string[],
  file: File,
  elsewhere: readonly CallElsewhere[],
): readonly Given[] | null {
  const own = callsInFile(fn, file);
  if (!own) return null;
  const given: Given[] = [];
  for (const { call, file: caller } of [...own.map(one => ({ call: one, file })), ...elsewhere]) {
    if (call.arguments.some(argument => argument.type === 'SpreadElement')) return null;
    const argument = call.arguments[index];
    const value = argument ? valueAt({ node: argument, file: caller, path }) : null;
    if (value === 'unknown') return null;
    // A call that leaves it out says nothing of where it comes from.
    if (value) given.push(value);
  }
  return given.length > 0 ? given : null;
}

/** Follows keys into objects that are written out; null where one of them has no such key, `unknown` where a computed one may stand for it. */
export function valueAt({ node, file, path }: Given, steps = 0): Given | 'unknown' | null {
  const [key, ...rest] = path;
  const object = file.bindings.resolve(node);
  if (key === undefined || object.type !== 'ObjectExpression') return { node, file, path };
  const value = findProperty(object, key);
  if (value === null) return null;
  // var settings = { ...settings }
  if (steps > MAX_STEPS) return 'unknown';
  if (value !== 'unknown') return valueAt({ node: value, file, path: rest }, steps + 1);
  // { ...req.body, password: hash }
  const [spread, ...others] = object.properties.filter(property => property.type === 'SpreadElement');
  return spread &&
    others.length === 0 &&
    object.properties.every(property => property.type === 'SpreadElement' || propertyName(property) !== null)
    ? valueAt({ node: spread.argument, file, path }, steps + 1)
    : 'unknown';
}

/** The calls of a function in its own file; null where it is handed to somebody else there. */
function callsInFile(fn: FunctionNode, file: File): readonly TSESTree.CallExpression[] | null {
  const { parent } = fn;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    const name = propertyName(parent);
    return nodesWithin(file.calls, parent.parent).filter(call => {
      const method = methodCall(call);
      return method?.name === name && method.object.type === 'ThisExpression';
    });
  }
  const name = fn.type === 'FunctionDeclaration' ? fn.id : parent.type === 'VariableDeclarator' ? parent.id : null;
  const variable = name && file.bindings.variableOf(name);
  if (!variable) return [];
  const calls: TSESTree.CallExpression[] = [];
  for (const { identifier } of variable.references) {
    const use = identifier as TSESTree.Node;
    if (use === name || isExported(use)) continue;
    if (use.parent?.type !== 'CallExpression' || use.parent.callee !== use) return null;
    calls.push(use.parent);
  }
  return calls;
}

/** The one call of a function that nothing outside of its file can reach; null where there are several, none, or it is handed on. */
export function soleCallOf(fn: FunctionNode, file: File): TSESTree.CallExpression | null {
  const { parent } = fn;
  const name = fn.type === 'FunctionDeclaration' ? fn.id : parent.type === 'VariableDeclarator' ? parent.id : null;
  const variable = name && file.bindings.variableOf(name);
  if (!variable || isDeclaredOutward(fn) || variable.references.some(({ identifier }) => isExported(identifier)))
    return null;
  const calls = callsInFile(fn, file);
  return calls?.length === 1 ? (calls[0] ?? null) : null;
}

/** `export function create() {}`, `export const create = () => {}` */
function isDeclaredOutward({ parent }: FunctionNode): boolean {
  const declaration = parent.type === 'VariableDeclarator' ? parent.parent.parent : parent;
  return declaration.type.startsWith('Export');
}

/** `export { create }`, `export default create`, `module.exports = { create }`, `exports.create = create`. */
function isExported(use: TSESTree.Node): boolean {
  let current = use.parent;
  if (current?.type === 'ExportSpecifier' || current?.type === 'ExportDefaultDeclaration') return true;
  while (current?.type === 'Property' || current?.type === 'ObjectExpression') current = current.parent;
  return current?.type === 'AssignmentExpression' && isExports(unwrap(current.left));
}

function isExports(node: TSESTree.Node): boolean {
  let current = node;
  while (current.type === 'MemberExpression') current = unwrap(current.object);
  return current.type === 'Identifier' && MODULE_OBJECT.has(current.name);
}
