import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../definitions/file.ts';
import type { Handler } from '../handlers/handler.ts';
import { readBody } from '../responses/body.ts';
import { withHeaders, type Headers } from '../responses/headers.ts';
import type { Following, HandlerResponses, Late, Response } from '../responses/response.ts';
import { Status } from '../responses/status.ts';
import { findForwardedFirst, linkFollowing } from './answers-later.ts';
import { mayHaveSetStatus } from './awaited-callbacks.ts';
import type { Interpretation, Send } from './interpretation.ts';
import { findUnsent } from './unsent.ts';

export function toResponses(handler: Handler, interpretation: Interpretation, file: File): HandlerResponses {
  const { sends, late, early, hasDeferred, handedTo, statuses } = interpretation;
  const byNode = new Map<TSESTree.Node, { response: Response; after: Set<TSESTree.Node> }>();
  for (const send of sends) {
    const response = toResponse(send, handler, file);
    const known = byNode.get(send.node);
    // A finally block is copied for each way out of its try: one response, what all copies agree on.
    const merged: Response = known
      ? {
          ...known.response,
          status: mergeStatuses(known.response.status, response.status),
          headers: known.response.headers.join(response.headers),
          isAlwaysSecond: known.response.isAlwaysSecond && response.isAlwaysSecond,
          guards: known.response.guards.filter(guard => response.guards.includes(guard)),
        }
      : response;
    const after = known?.after ?? new Set();
    for (const node of send.state.sent?.by ?? []) after.add(node);
    byNode.set(send.node, { response: merged, after });
  }
  const complete = new Map<TSESTree.Node, Response & { after: Response[]; followedBy: Following[] }>(
    [...byNode].map(([node, { response }]) => [node, { ...response, after: [], followedBy: [] }]),
  );
  for (const [node, { after }] of byNode)
    for (const one of after) {
      const earlier = complete.get(one);
      if (earlier) complete.get(node)?.after.push(earlier);
    }
  linkFollowing(complete, interpretation, handler, file);
  const find = (nodes: readonly TSESTree.Node[]): Response[] =>
    nodes.map(node => complete.get(node)).filter(response => response !== undefined);
  return {
    handler,
    hasDeferred,
    handedTo: [...handedTo],
    responses: [...complete.values()],
    unsent: findUnsent(interpretation, handler, [...complete.values()], file),
    statuses: [...statuses.values()],
    forwarded: findForwardedFirst(complete, interpretation, handler),
    late: late.map(({ node, nameNode, does, state, head, isFollowed }): Late => ({
      node,
      nameNode,
      does,
      isFollowed,
      isEarly: early.has(node),
      head: head && handler.framework.hasHooks === false ? head : null,
      after: find(state.sent?.by ?? []),
      isAlways: state.unsent === null && state.escaped === null && !early.has(node),
    })),
  };
}

function toResponse(send: Send, handler: Handler, file: File): Response {
  const { effect, node, nameNode, state, guards, fn, isDeferred, error, body, isAlwaysSecond } = send;
  const status = statusOf(send, handler);
  const allGuards = status.outcomes.length === 1 ? [...guards, ...(status.outcomes[0]?.guards ?? [])] : guards;
  return {
    node,
    nameNode,
    via: effect.via,
    handler,
    fn,
    framework: handler.framework,
    status,
    headers: headersOf(send, file),
    discarded: discardedBy(send),
    body: body ?? readBody(effect.content, allGuards, file),
    error,
    guards,
    isDeferred,
    isEscaped: state.escaped !== null,
    after: [],
    followedBy: [],
    isAlwaysSecond,
  };
}

function headersOf({ effect, state, error }: Send, file: File): Headers {
  const draft = state.unsent ?? state.escaped ?? state.sent?.draft;
  if (!draft) throw new TypeError('A send without a state.');
  let { headers } = draft;
  for (const { name, value } of effect.headers ?? []) headers = headers.with(name, value);
  return error?.headers ? withHeaders(headers, error.headers, file) : headers;
}

/** The status of a send; the one that goes out where none is set is not known where a callback may have set one. */
function statusOf({ status, node, fn }: Send, handler: Handler): Status {
  if (!status.outcomes.some(({ isImplicit }) => isImplicit) || !mayHaveSetStatus({ node, fn, handler })) return status;
  return new Status(
    status.outcomes.filter(({ isImplicit }) => !isImplicit),
    false,
  );
}

/** The statuses set before a send that brings its own along, as an Error does that Fastify gets as the payload. */
function discardedBy({ effect, state, error }: Send): Response['discarded'] {
  return ('resets' in effect.status && effect.status.resets) || (error?.status && /^(?:send|return)$/.test(effect.via))
    ? (state.unsent?.set.filter(({ isPending }) => !isPending) ?? [])
    : [];
}

function mergeStatuses(a: Status, b: Status): Status {
  const outcomes = [
    ...a.outcomes,
    ...b.outcomes.filter(one => !a.outcomes.some(other => other.node === one.node && other.code === one.code)),
  ];
  return new Status(outcomes, a.isComplete && b.isComplete);
}
