import type { TSESTree } from '@typescript-eslint/utils';

import type { Response } from '../../model/responses/response.ts';

/** The lines of a response, from 1, both included. */
export interface Span {
  readonly line: number;
  readonly endLine: number;
}

/** The most lines a response spans: a status set at the top of a long function is no part of its lines. */
const MAX_LINES = 15;

/** Where a response stands: from the first node that sets its status to the end of the sending call; a thrown error is its expression. */
export function spanOf(response: Response): Span {
  const { node, nameNode, status } = response;
  const send = node.loc.start.line;
  const setters = status.outcomes
    .filter(({ isImplicit, node: at }) => !isImplicit && isInside(at, response))
    .map(({ node: at }) => at.loc.start.line);
  const last = node.loc.end.line;
  // Nearer and nearer to the name of the sending method, until it fits.
  const line =
    [Math.min(send, ...setters), send, Math.min(nameNode.loc.start.line, ...setters.filter(one => one >= send))].find(
      first => last - first < MAX_LINES,
    ) ?? send;
  return { line, endLine: Math.min(last, line + MAX_LINES - 1) };
}

/** Whether a node stands in the same function: constants lie elsewhere, some in other files. */
function isInside(node: TSESTree.Node, { fn, node: sending }: Response): boolean {
  const home = fn ?? sending;
  for (let outer: TSESTree.Node | undefined = node; outer; outer = outer.parent) if (outer === home) return true;
  return false;
}
