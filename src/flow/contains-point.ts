import type { TSESTree } from '@typescript-eslint/utils';

import type { VisitorKeys } from './graph.ts';

/** Whether the evaluation of a node of this type is itself a point. */
function isPoint(type: string): boolean {
  switch (type) {
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
    case 'ImportExpression':
    case 'AwaitExpression':
    case 'YieldExpression':
    case 'AssignmentExpression':
    case 'UpdateExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return true;
    default:
      return false;
  }
}

/** Gets the child nodes of a node in the order of its visitor keys, which is that of the source. */
export function childrenOf(node: TSESTree.Node, visitorKeys: VisitorKeys): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) children.push(one);
    } else if (isNode(value)) {
      children.push(value);
    }
  }
  return children;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** Tells whether evaluating an expression makes a point: only then is it worth a branch. Each node is looked at once, whatever is asked. */
export class PointFinder {
  readonly #known = new Map<TSESTree.Node, boolean>();
  readonly #visitorKeys: VisitorKeys;

  constructor(visitorKeys: VisitorKeys) {
    this.#visitorKeys = visitorKeys;
  }

  /** Whether a point is inside an expression. */
  has(root: TSESTree.Node): boolean {
    const known = this.#known.get(root);
    if (known !== undefined) return known;
    // All of the expression is read at once and without recursion: its parts are asked about later, and it may be a chain of thousands.
    const parents = new Map<TSESTree.Node, TSESTree.Node | null>([[root, null]]);
    const waiting = [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (!this.#known.has(node)) this.#known.set(node, false);
      if (isPoint(node.type)) {
        for (
          let one: TSESTree.Node | null = node;
          one !== null && this.#known.get(one) !== true;
          one = parents.get(one) ?? null
        )
          this.#known.set(one, true);
      }
      if (
        node.type === 'FunctionExpression' ||
        node.type === 'ArrowFunctionExpression' ||
        node.type === 'ClassExpression'
      )
        continue;
      for (const child of childrenOf(node, this.#visitorKeys)) {
        if (parents.has(child)) continue;
        parents.set(child, node);
        waiting.push(child);
      }
    }
    return this.#known.get(root) === true;
  }
}
