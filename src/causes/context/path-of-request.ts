import type { TSESTree } from '@typescript-eslint/utils';

import { isOtherOperator } from '../../syntax/operators.ts';
import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import { childExpressions } from '../../syntax/child-expressions.ts';
import { isFunction } from '../../syntax/functions.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import { alternativesOf } from './conditions.ts';

/** Properties of requests and URLs that hold the path. */
const PATHS: ReadonlySet<string> = new Set(['pathname', 'path', 'url', 'originalUrl', 'baseUrl']);

/** Whether the path of the request may be another than the ones this function answers where it sends a response: `if (method === 'POST' && url.pathname === '/notes') return …` leaves other paths as well as other methods. */
export function mayBeOtherPath({ guards, node }: Response, file: File): boolean {
  return (
    guards.some(guard => isOtherPath(guard, file)) ||
    exitsBefore(node).some(test => alternativesOf(test, false).some(guard => isOtherPath(guard, file)))
  );
}

/** The tests of the ifs that were passed on the way to a node, in its function: before it in the same blocks, or around it where it stands in their `else`. */
function exitsBefore(node: TSESTree.Node): readonly TSESTree.Expression[] {
  const found: TSESTree.Expression[] = [];
  for (let inner = node, outer = node.parent; outer && !isFunction(inner); inner = outer, outer = outer.parent) {
    if (outer.type === 'IfStatement' && inner === outer.alternate) found.push(outer.test);
    if (outer.type !== 'BlockStatement') continue;
    for (const statement of outer.body) {
      if (statement === inner) break;
      if (statement.type === 'IfStatement') found.push(statement.test);
    }
  }
  return found;
}

/** Whether a guard says that the path is not the one it is compared with. */
function isOtherPath({ test, holds }: Guard, file: File): boolean {
  if (test.type === 'SwitchCase') return false;
  const atom = unwrap(test);
  const differs = atom.type === 'BinaryExpression' && isOtherOperator(atom.operator);
  return differs === holds && readsPath(atom, file);
}

/** Whether an expression reads the path of a request, through the variables of its file. */
function readsPath(node: TSESTree.Node, file: File, depth = 0): boolean {
  if (depth > 8) return false;
  const value = unwrap(node);
  if (value.type === 'MemberExpression' && PATHS.has(propertyName(value) ?? '')) return true;
  if (value.type !== 'Identifier') return childExpressions(value).some(child => readsPath(child, file, depth + 1));
  const definition = file.bindings.variableOf(value)?.defs[0];
  const declarator = definition?.type === 'Variable' ? (definition.node as TSESTree.Node) : null;
  if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return false;
  if (declarator.id.type === 'Identifier') return readsPath(declarator.init, file, depth + 1);
  return PATHS.has(pathInPattern(declarator.id, definition?.name as TSESTree.Node)?.at(-1) ?? '');
}
