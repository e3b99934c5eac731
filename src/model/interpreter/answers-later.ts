import type { TSESTree } from '@typescript-eslint/utils';

import { unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { Handler } from '../handlers/handler.ts';
import type { Following, Response } from '../responses/response.ts';
import type { Interpretation } from './interpretation.ts';

/** A response while its file's responses are being linked. */
export type LinkedResponse = Response & { readonly followedBy: Following[] };

/** Tells each response of a handler what surely may answer once more after it. */
export function linkFollowing(
  responses: ReadonlyMap<TSESTree.Node, LinkedResponse>,
  { sends, late, unordered }: Interpretation,
  handler: Handler,
  file: File,
): void {
  const found = new Map<LinkedResponse, Map<TSESTree.Node, Following>>();
  const add = (first: TSESTree.Node, following: Following): void => {
    const response = responses.get(first);
    if (!response || response.isEscaped || !isSentThere(response)) return;
    const known = found.get(response) ?? new Map<TSESTree.Node, Following>();
    const same = known.get(following.node);
    // The copies of a finally block are one response.
    known.set(
      following.node,
      same ? { ...following, isByFailure: same.isByFailure && following.isByFailure } : following,
    );
    found.set(response, known);
  };
  for (const { node, nameNode, fn, state, precededBy } of sends) {
    const response = responses.get(node);
    if (!response || state.escaped || unordered.has(fn) || !answersForCertain(response)) continue;
    for (const preceding of precededBy)
      add(preceding.node, {
        node,
        nameNode,
        response,
        isByFailure: preceding.way === 'by-failure',
        isAlwaysSecond: response.isAlwaysSecond,
      });
  }
  for (const { node, nameNode, fn, state, precededBy } of late) {
    const isAlwaysSecond = state.unsent === null;
    if (state.escaped || unordered.has(fn) || !handsOn(node, handler, file)) continue;
    for (const preceding of precededBy)
      if (!isAlwaysSecond || isRefusal(responses.get(preceding.node)))
        add(preceding.node, {
          node,
          nameNode,
          response: null,
          isByFailure: preceding.way === 'by-failure',
          isAlwaysSecond,
        });
  }
  for (const [response, following] of found)
    response.followedBy.push(...[...following.values()].sort((a, b) => a.node.range[0] - b.node.range[0]));
}

/** Whether a send answers where it stands: what is piped starts later, and a function out of sight that throws does not send. */
function isSentThere({ body, via }: Response): boolean {
  return body.kind !== 'stream' && !/throw|assert/i.test(via);
}

/** Whether a later response surely is one: what a function returns is content only where Fastify is seen to call it, and only if it is not undefined. */
function answersForCertain({ via, handler, body }: Response): boolean {
  return via !== 'return' || (handler !== null && handler.routes.length > 0 && body.presence === 'some');
}

/** `res.json(user); next()` on all paths may be meant for what runs after the response; a refusal is never to be followed by what it refuses. */
function isRefusal(response: Response | undefined): boolean {
  return (
    response !== undefined &&
    response.handler !== null &&
    response.handler.routes.length > 0 &&
    response.status.codes !== null &&
    response.status.codes.every(code => code >= 400)
  );
}

/** Whether a call is Express's `next()` or `next('route')`, after which the handlers behind run; `next(error)` after a send only logs, and Fastify stops at a hook that has sent. */
function handsOn(node: TSESTree.Node, { next, framework }: Handler, file: File): boolean {
  if (node.type !== 'CallExpression' || !next || framework.nextRunsOn !== true) return false;
  const callee = unwrap(node.callee);
  const [argument] = node.arguments;
  return (
    callee.type === 'Identifier' &&
    file.bindings.variableOf(callee) === next &&
    (!argument || (argument.type === 'Literal' && argument.value === 'route'))
  );
}

/** Sends that are over when they return. */
const AT_ONCE = new Set(['json', 'content', 'payload', 'reason', 'redirect']);

/** Whether a second response is an `end()` (or Express's `send()`) without content after one that is over: it does nothing. */
export function isHarmless({ response }: Following, first: Response): boolean {
  if (!response || response.body.presence !== 'none' || !AT_ONCE.has(first.body.kind)) return false;
  return response.via === 'end' || (response.via === 'send' && response.framework.emptySendIsEnd === true);
}
