import * as tsParser from '@typescript-eslint/parser';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { visitorKeys } from '@typescript-eslint/visitor-keys';

import type { Rewrite } from './rewrite.ts';
import type { Program } from './programs.ts';

/** A parsed program. */
export interface Tree {
  readonly code: string;
  readonly ast: TSESTree.Program;
  readonly scopes: readonly TSESLint.Scope.Scope[];
  readonly nodes: readonly TSESTree.Node[];
}

/** A change of the form of programs that must keep what is found in them. */
export interface Law {
  readonly name: string;
  /** Writes the change down; nothing where the program has nothing to change. */
  readonly change: (tree: Tree, rewrite: Rewrite, program: Program) => void;
  /** How the program is read after the change, where that changes with it. */
  readonly reads?: Partial<Pick<Program, 'isTyped' | 'sourceType' | 'filename'>>;
  /** The place of the old code that counts for one, where a report may stand at either. */
  readonly place?: (offset: number, tree: Tree) => number;
  /** Gives a message about the changed code the words of the old code. */
  readonly undo?: (message: string, tree: Tree) => string;
}

/** Parses a program as TypeScript, which reads all of them; null where it is no program. */
export function parse({ code, sourceType, filename }: Program): Tree | null {
  try {
    const { ast, scopeManager } = tsParser.parseForESLint(code, {
      range: true,
      loc: true,
      comment: true,
      tokens: true,
      sourceType: sourceType === 'module' ? 'module' : 'script',
      ecmaVersion: 'latest',
      // No law asks what the language itself has.
      lib: [],
      filePath: filename,
      ecmaFeatures: { globalReturn: sourceType === 'commonjs', jsx: /x$|js$/.test(filename) },
    });
    return {
      code,
      ast,
      scopes: (scopeManager as unknown as { scopes: TSESLint.Scope.Scope[] }).scopes,
      nodes: nodesOf(ast),
    };
  } catch {
    return null;
  }
}

function nodesOf(ast: TSESTree.Program): TSESTree.Node[] {
  const nodes: TSESTree.Node[] = [];
  const visit = (node: TSESTree.Node, parent: TSESTree.Node | undefined): void => {
    (node as { parent: TSESTree.Node | undefined }).parent = parent;
    nodes.push(node);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null>)[key];
      for (const one of Array.isArray(child) ? child : [child]) if (one) visit(one, node);
    }
  };
  visit(ast, undefined);
  return nodes;
}

/** The last token of a node. */
export function lastTokenOf({ ast }: Tree, { range }: TSESTree.Node): TSESTree.Token | undefined {
  return ast.tokens?.findLast(token => token.range[1] <= range[1] && token.range[0] >= range[0]);
}

/** The first token from a place on. */
export function tokenFrom({ ast }: Tree, offset: number): TSESTree.Token | undefined {
  return ast.tokens?.find(token => token.range[0] >= offset);
}

/** The statement lists of a tree, with the nodes that have them. */
export function listsOf({ nodes }: Tree): {
  readonly parent: TSESTree.BlockStatement | TSESTree.Program;
  readonly body: readonly TSESTree.Statement[];
}[] {
  return nodes.flatMap(node =>
    node.type === 'BlockStatement' || node.type === 'Program' ? [{ parent: node, body: node.body }] : [],
  );
}

/** A function as it stands in the code. */
export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression | TSESTree.FunctionDeclaration;

/** Whether a node is a function. */
export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  );
}

/** The package that a program imports or requires as its framework. */
export function frameworkOf({ nodes }: Tree): 'express' | 'fastify' | null {
  for (const node of nodes) {
    const source =
      node.type === 'ImportDeclaration'
        ? node.source.value
        : node.type === 'CallExpression' &&
            node.callee.type === 'Identifier' &&
            node.callee.name === 'require' &&
            node.arguments[0]?.type === 'Literal'
          ? node.arguments[0].value
          : null;
    if (source === 'express' || source === 'fastify') return source;
  }
  return null;
}

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'use']);

/** The handlers that stand in the calls that register them on what the file makes itself: `app.get('/', (req, res) => …)`, where app is `express()` or `Fastify()`. */
export function registeredHandlers(tree: Tree): {
  readonly handler: TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression;
  readonly call: TSESTree.CallExpression;
  readonly statement: TSESTree.ExpressionStatement;
}[] {
  const apps = new Set(
    tree.nodes.flatMap(node =>
      node.type === 'VariableDeclarator' &&
      node.id.type === 'Identifier' &&
      node.init?.type === 'CallExpression' &&
      /^(?:express|[Ff]astify|(?:express\.)?Router)$/.test(tree.code.slice(...node.init.callee.range))
        ? [node.id.name]
        : [],
    ),
  );
  return tree.nodes.flatMap(node => {
    if (node.type !== 'ExpressionStatement' || node.expression.type !== 'CallExpression') return [];
    const { callee, arguments: given } = node.expression;
    if (
      callee.type !== 'MemberExpression' ||
      callee.object.type !== 'Identifier' ||
      callee.property.type !== 'Identifier' ||
      callee.computed
    )
      return [];
    const last = given.at(-1);
    if (
      !apps.has(callee.object.name) ||
      !METHODS.has(callee.property.name) ||
      (last?.type !== 'ArrowFunctionExpression' && last?.type !== 'FunctionExpression') ||
      given[0]?.type !== 'Literal' ||
      node.parent.type !== 'Program'
    )
      return [];
    return [{ handler: last, call: node.expression, statement: node }];
  });
}
