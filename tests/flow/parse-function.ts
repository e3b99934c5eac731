import { parseForESLint } from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';

import { buildGraph } from '../../src/flow/build.ts';
import type { GraphOptions } from '../../src/flow/graph-builder.ts';
import type { FlowGraph, Point, VisitorKeys } from '../../src/flow/graph.ts';
import type { FunctionNode } from '../../src/syntax/functions.ts';

/** Source code as the flow layer reads it. */
export interface Parsed {
  readonly ast: TSESTree.Program;
  readonly visitorKeys: VisitorKeys;
  getText(node: TSESTree.Node): string;
}

/** Parses JavaScript (with types allowed) as a script, so that `with` parses. */
export function parse(code: string, { jsx = false } = {}): Parsed {
  const { ast, visitorKeys } = parseForESLint(code, {
    range: true,
    loc: true,
    sourceType: 'script',
    ecmaFeatures: { jsx },
  });
  return { ast, visitorKeys, getText: node => code.slice(node.range[0], node.range[1]) };
}

/** A function's graph, and its points by their source text. */
export interface Sample extends Parsed {
  readonly fn: FunctionNode;
  readonly graph: FlowGraph;
  /** Gets the one call with this text. */
  call(text: string): Point;
  /** Gets all points with this text, in the order they were made. */
  all(text: string): Point[];
}

/** Builds the graph of the first function in the code. */
export function sampleOf(code: string, options?: GraphOptions): Sample {
  const parsed = parse(code);
  const [statement] = parsed.ast.body;
  const fn =
    statement?.type === 'FunctionDeclaration'
      ? statement
      : statement?.type === 'ExpressionStatement'
        ? statement.expression
        : null;
  if (fn?.type !== 'FunctionDeclaration' && fn?.type !== 'ArrowFunctionExpression' && fn?.type !== 'FunctionExpression')
    throw new Error('no function');
  const graph = buildGraph(fn, parsed.visitorKeys, options);
  if (!graph) throw new Error('no graph');
  const all = (text: string): Point[] =>
    graph.points.filter(point => point.kind !== 'entry' && parsed.getText(point.node).replace(/;$/, '') === text);
  return {
    ...parsed,
    fn,
    graph,
    all,
    call(text) {
      const [point, ...others] = all(text).filter(one => one.kind === 'call');
      if (!point || others.length > 0) throw new Error(`${point ? 'several calls' : 'no call'} ${text}`);
      return point;
    },
  };
}

/** Builds the graph of an async function with this body. */
export function bodyOf(body: string, options?: GraphOptions): Sample {
  return sampleOf(`async function handler() {\n${body}\n}`, options);
}
