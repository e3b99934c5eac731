import type { TSESTree } from '@typescript-eslint/utils';

import { elementsOf, findProperty, type Frame } from '../../model/definitions/frame.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';

/** What a function gives under a key of an object or a list: for each of its results the value; null where one is not written out. Where it has caught an error, what it gives is what is left. */
export function givenUnder(key: string, fn: FunctionNode, frame: Frame): readonly TSESTree.Node[] | null {
  const found = returnsOf(fn).map(result => [result, valueUnder(key, result, frame)] as const);
  // catch (error) { return [error, null]; }
  const values = found.filter(([result, value]) => !(value && isNull(value) && isInCatch(result)));
  const known = values.flatMap(([, value]) => value ?? []);
  return known.length === values.length ? known : null;
}

function valueUnder(key: string, node: TSESTree.Node, frame: Frame): TSESTree.Node | null {
  const value = frame.file.bindings.resolve(node);
  if (value.type === 'ArrayExpression') return elementsOf({ node: value, frame })?.[Number(key)]?.node ?? null;
  const found = value.type === 'ObjectExpression' ? findProperty(value, key) : null;
  return found === 'unknown' ? null : found;
}

function isNull(node: TSESTree.Node): boolean {
  return (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
}

function isInCatch(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (outer.type === 'CatchClause') return true;
  return false;
}
