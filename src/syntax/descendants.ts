import type { TSESTree } from '@typescript-eslint/utils';

/** The keys of each type of node under which its children are. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

/** The node and all that is inside it, in source order. */
export function* descendants(root: TSESTree.Node, visitorKeys: VisitorKeys): Generator<TSESTree.Node> {
  // An explicit stack: generated files nest deeper than the call stack holds.
  const stack: TSESTree.Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    const children = childNodes(node, visitorKeys);
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i] ?? root);
  }
}

/** The children of a node in source order, each place once: the key and the value of a shorthand property are one. */
export function childNodes(node: TSESTree.Node, visitorKeys: VisitorKeys): readonly TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const one of value as readonly unknown[]) if (isNode(one)) children.push(one);
  }
  // Most nodes have theirs in order, and every walk asks here.
  if (children.every((child, i) => child.range[0] > (children[i - 1]?.range[0] ?? -1))) return children;
  // Of two that begin at one place the longer one holds the other: `{ a = 1 }`.
  children.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  return children.filter((child, i) => child.range[0] !== children[i - 1]?.range[0]);
}

/** Whether an expression does something besides giving a value, or holds code that may: a call, an assignment, a function. */
export function runsSomething(expression: TSESTree.Node, visitorKeys: VisitorKeys): boolean {
  return holds(expression, visitorKeys, ({ type }) =>
    /^(?:Call|New|TaggedTemplate|Import|Await|Yield|Assignment|Update|Function|ArrowFunction|Class)Expression$/.test(
      type,
    ),
  );
}

/** Whether a node, or one inside it, is such a one. */
export function holds(
  root: TSESTree.Node,
  visitorKeys: VisitorKeys,
  isSought: (node: TSESTree.Node) => boolean,
): boolean {
  for (const node of descendants(root, visitorKeys)) if (isSought(node)) return true;
  return false;
}

function isNode(value: unknown): value is TSESTree.Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { type?: unknown }).type === 'string' &&
    Array.isArray((value as { range?: unknown }).range)
  );
}
