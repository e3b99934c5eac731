import type { TSESTree } from '@typescript-eslint/utils';

import { isInLoop, isWithin } from '../../syntax/functions.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { Handler } from '../handlers/handler.ts';
import type { Following, ForwardedFirst, Response } from '../responses/response.ts';
import type { Interpretation } from './interpretation.ts';
import type { Preceding } from './send-order.ts';

/** A response while its file's responses are being linked. */
export type LinkedResponse = Response & { readonly followedBy: Following[] };

/** Tells each response of a handler what surely may answer once more after it. */
export function linkFollowing(
  responses: ReadonlyMap<TSESTree.Node, LinkedResponse>,
  { sends, late }: Interpretation,
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
  for (const { node, nameNode, state, precededBy } of sends) {
    const response = responses.get(node);
    if (!response || state.escaped || !answersForCertain(response)) continue;
    for (const preceding of precededBy)
      add(preceding.node, {
        node,
        nameNode,
        response,
        ...wayOf(preceding, node, responses),
        isAlwaysSecond: response.isAlwaysSecond,
      });
  }
  for (const { node, nameNode, state, precededBy } of late) {
    const isAlwaysSecond = state.unsent === null;
    if (state.escaped || !handsOn(node, handler, file)) continue;
    for (const preceding of precededBy)
      if (!isAlwaysSecond || isRefusal(responses.get(preceding.node)))
        add(preceding.node, {
          node,
          nameNode,
          response: null,
          ...wayOf(preceding, node, responses),
          isAlwaysSecond,
        });
  }
  for (const [response, following] of found)
    response.followedBy.push(...[...following.values()].sort((a, b) => a.node.range[0] - b.node.range[0]));
}

/** How control comes from a send to a later answer, and whether a `return` after the send would keep it from there. */
function wayOf(
  { node: first, way, isCalledBefore }: Preceding,
  node: TSESTree.Node,
  responses: ReadonlyMap<TSESTree.Node, LinkedResponse>,
): Pick<Following, 'isByFailure' | 'isPastFailure' | 'isInCallback' | 'isLeftByReturn'> {
  const fn = responses.get(first)?.fn ?? null;
  return {
    isByFailure: way === 'by-failure',
    isPastFailure: way === 'past-failure',
    isInCallback: isCalledBefore && node !== first,
    isLeftByReturn: !isCalledBefore && (fn === null || isWithin(node, fn)) && (node !== first || isInLoop(first)),
  };
}

/** Finds where a handler hands an error on and then answers itself, so that the error handler and it both do. */
export function findForwardedFirst(
  responses: ReadonlyMap<TSESTree.Node, LinkedResponse>,
  { sends, forwards }: Interpretation,
  { framework }: Handler,
): readonly ForwardedFirst[] {
  if (framework.nextRunsOn !== true || forwards.length === 0) return [];
  const found = new Map<TSESTree.Node, ForwardedFirst>();
  for (const { node, forwardedBy } of sends) {
    const response = responses.get(node);
    if (!response || !answersForCertain(response) || !isSentThere(response)) continue;
    for (const { node: first, way } of forwardedBy) {
      const forward = way === 'onwards' && !found.has(first) ? forwards.find(one => one.node === first) : null;
      if (forward) found.set(first, { ...forward, response });
    }
  }
  return [...found.values()];
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
  // check().finally(next)
  if (node.type === 'Identifier' && node.parent.type === 'CallExpression')
    return framework.nextRunsOn === true && methodCall(node.parent)?.name === 'finally';
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
