import type { TSESTree } from '@typescript-eslint/utils';

import { READS_FIELD, REQUEST } from '../../knowledge/shapes/requests.ts';
import { isWithin } from '../../syntax/functions.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { methodCall, propertyName, stringValue, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Provenances } from './provenance.ts';

/** How far variables and members are followed. */
const MAX_DEPTH = 10;

/**
 * The names that lead from the request to what an expression reads, whatever the file calls the request and what it keeps of it:
 * ['headers', 'host'] for `req.headers.host`, `request.get('Host')` and `name` after `const { host: name } = req.headers`; null for other expressions.
 */
export function pathFromRequest(node: TSESTree.Node, provenances: Provenances, depth = 0): readonly string[] | null {
  if (depth > MAX_DEPTH) return null;
  const value = unwrapAwait(node);
  if (value.type === 'Identifier') return pathOfName(value, provenances, depth);
  if (value.type === 'MemberExpression') {
    const path = pathFromRequest(value.object, provenances, depth + 1);
    return path && [...path, propertyName(value) ?? '[]'];
  }
  const method = methodCall(value);
  if (!method || !READS_FIELD.has(method.name) || pathFromRequest(method.object, provenances, depth + 1)?.length !== 0)
    return null;
  const [field] = method.call.arguments;
  const name = field && stringValue(field);
  return name == null ? null : ['headers', name.toLowerCase()];
}

function pathOfName(node: TSESTree.Identifier, provenances: Provenances, depth: number): readonly string[] | null {
  if (provenances.of(node).is === 'request') return [];
  const { bindings } = provenances.file;
  const variable = bindings.variableOf(node);
  const definition = variable && bindings.definitionOf(variable);
  if (!definition) return null;
  const name = definition.name as TSESTree.Node;
  if (definition.type === 'Parameter') {
    const pattern = provenances.handlerOf(definition.node)?.parameters.request;
    return pattern && isWithin(name, pattern) ? pathInPattern(pattern, name) : REQUEST.has(node.name) ? [] : null;
  }
  const declarator = definition.node as TSESTree.Node;
  if (declarator.type !== 'VariableDeclarator' || !declarator.init) return null;
  const inner = pathInPattern(declarator.id, name);
  const path = inner && pathFromRequest(declarator.init, provenances, depth + 1);
  return path && [...path, ...inner];
}
