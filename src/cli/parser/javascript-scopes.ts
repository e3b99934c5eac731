import { analyze, type ScopeManager } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/utils';
import { visitorKeys } from '@typescript-eslint/visitor-keys';

import type { SourceType } from '../../project/file-kind.ts';

/** Finds the scopes of a plain JavaScript tree with the analysis that TypeScript gets, so that both are read alike. It asks for a few lists that trees of JavaScript parsers leave out: they are put in, empty. */
export function analyzeJavaScript(ast: TSESTree.Program, sourceType: SourceType): ScopeManager {
  const stack: unknown[] = [ast];
  while (stack.length > 0) {
    const node = stack.pop();
    if (Array.isArray(node)) {
      for (const one of node) stack.push(one);
    } else if (isNode(node)) {
      complete(node);
      for (const key of visitorKeys[node.type] ?? []) stack.push((node as unknown as Record<string, unknown>)[key]);
    }
  }
  const type = sourceType === 'module' ? sourceType : 'script';
  return analyze(ast, { sourceType: type, globalReturn: type === 'script', childVisitorKeys: visitorKeys });
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** The lists that typescript-estree always gives, by the nodes that carry them. */
interface Incomplete {
  decorators?: unknown[];
  implements?: unknown[];
}

function complete(node: TSESTree.Node): void {
  const lists: Incomplete = node as unknown as Incomplete;
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      lists.implements ??= [];
      lists.decorators ??= [];
      break;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty':
      lists.decorators ??= [];
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      for (const parameter of node.params as unknown as Incomplete[]) parameter.decorators ??= [];
      break;
    default:
  }
}
