import type { TSESTree } from '@typescript-eslint/utils';

/** Puts nodes in source order, of two that begin at one place the longer one first: a node comes before all it holds. */
export function sortBySource(nodes: TSESTree.Node[]): void {
  nodes.sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
}

/** Finds those of some nodes in source order that stand within a node (or are it): a look at all of them for each handler takes the square of a file's length. */
export function nodesWithin<One extends TSESTree.Node>(
  ordered: readonly One[],
  { range: [start, end] }: Pick<TSESTree.Node, 'range'>,
): readonly One[] {
  return ordered.slice(firstFrom(ordered, start), firstFrom(ordered, end)).filter(({ range }) => range[1] <= end);
}

/** The index of the first node that begins at a place or behind it. */
function firstFrom(ordered: readonly TSESTree.Node[], place: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.range[0] ?? Infinity) >= place) high = middle;
    else low = middle + 1;
  }
  return low;
}
