import type { TSESTree } from '@typescript-eslint/utils';

import type { Edge, FlowGraph, Point } from '../../src/flow/graph.ts';

const LONGEST_LABEL = 48;

/** The Mermaid flowchart of a graph: one line a point, one line an edge. */
export function mermaidOf(graph: FlowGraph, getText: (node: TSESTree.Node) => string): string {
  const lines = ['flowchart TD'];
  for (const point of graph.points)
    lines.push(`  p${point.index}${shapeOf(point, `"${escape(labelOf(point, getText))}"`)}`);
  for (const point of graph.points) {
    for (const edge of point.out) lines.push(`  p${edge.from.index} ${arrowOf(edge)} p${edge.to.index}`);
  }
  return `${lines.join('\n')}\n`;
}

function shapeOf(point: Point, label: string): string {
  switch (point.kind) {
    case 'test':
      return `{${label}}`;
    case 'entry':
    case 'exit':
    case 'raise':
      return `([${label}])`;
    case 'pass':
      return `(${label})`;
    default:
      return `[${label}]`;
  }
}

function arrowOf(edge: Edge): string {
  switch (edge.kind) {
    case 'next':
      return '-->';
    case 'throw':
      return '-.->|throw|';
    default:
      return `-->|${edge.kind}|`;
  }
}

function labelOf(point: Point, getText: (node: TSESTree.Node) => string): string {
  const { kind, node } = point;
  switch (kind) {
    case 'entry':
    case 'exit':
    case 'raise':
      return kind;
    // Its own text says what it is.
    case 'throw':
      return shorten(getText(node));
    case 'return':
      return node.type === 'ReturnStatement' ? shorten(getText(node)) : shorten(`return ${getText(node)}`);
    case 'pass':
      return node.type === 'BlockStatement' ? 'finally' : node.type === 'TryStatement' ? 'try' : 'loop';
    case 'test':
      return testLabel(node, getText);
    case 'await':
      return shorten(node.type === 'ForOfStatement' ? `await next of ${getText(node.right)}` : getText(node));
    default:
      return shorten(`${kind} ${getText(node)}`);
  }
}

function testLabel(node: TSESTree.Node, getText: (node: TSESTree.Node) => string): string {
  switch (node.type) {
    case 'SwitchCase':
      return shorten(`case ${node.test ? getText(node.test) : ''}`);
    case 'ForInStatement':
      return shorten(`another key in ${getText(node.right)}`);
    case 'ForOfStatement':
      return shorten(`another of ${getText(node.right)}`);
    case 'AssignmentPattern':
      return shorten(`default ${getText(node)}`);
    default:
      return shorten(getText(node));
  }
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_LABEL ? `${line.slice(0, LONGEST_LABEL - 1)}…` : line;
}

function escape(label: string): string {
  return label.replace(/[#"<]/g, character => ({ '#': '#35;', '"': '#quot;', '<': '#lt;' })[character] ?? character);
}
