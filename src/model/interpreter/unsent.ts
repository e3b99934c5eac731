import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../definitions/file.ts';
import { findResponseUse } from '../handlers/handler-shape.ts';
import type { Handler } from '../handlers/handler.ts';
import type { Response, Unsent } from '../responses/response.ts';
import { Status, type Outcome } from '../responses/status.ts';
import { isWithin } from '../../syntax/functions.ts';
import { isGivenPartOfContext } from './given-response.ts';
import type { Interpretation } from './interpretation.ts';
import type { LaterRun } from './later-runs.ts';

/** Methods after which the response is under way, though nothing has ended it: an event stream stays open. */
const STARTS = ['write', 'flushHeaders', 'writeHead', 'hijack', 'writeContinue', 'writeProcessing'];

/** Finds the statuses set on paths that end with nothing sent; none where what calls the function may send them. */
export function findUnsent(
  { ends }: Interpretation,
  handler: Handler,
  responses: readonly Response[],
  file: File,
): readonly Unsent[] {
  if (!mustAnswer(handler, responses) || isGivenPartOfContext(handler, file)) return [];
  const { methods } = findResponseUse(file, handler.parameters.response);
  if (STARTS.some(method => methods.has(method))) return [];
  const sent = new Set<Outcome>(responses.flatMap(({ status }) => status.outcomes));
  const found = new Map<TSESTree.Node, Unsent>();
  for (const { state, returned, returns, of } of ends) {
    // What is returned may be sent by a wrapper; falling off the end of an async Fastify handler sends what was set. A function made on the way may answer yet.
    if (
      !state.unsent ||
      returns === 'other' ||
      state.unsent.entrusted.length > 0 ||
      (handler.framework.sendsResults !== false &&
        (of ? mayReturn(of, handler) : handler.fn.async && returns === 'nothing'))
    )
      continue;
    for (const { setter, outcomes, isComplete, isPending } of state.unsent.set) {
      if (!isPending && (!of || isWithin(setter, of.call)))
        found.set(setter, {
          setter,
          status: new Status(outcomes, isComplete),
          returned: returns === 'response' ? returned : null,
          isNeverSent: outcomes.every(outcome => !sent.has(outcome)),
        });
    }
  }
  return [...found.values()];
}

/** Whether what a callback leaves unsent may be answered by what the handler gives back: it is async, or gives back the promise of the callback. */
function mayReturn({ chain, call }: LaterRun, { fn }: Handler): boolean {
  return fn.async || (chain !== null && /^(?:Return|Arrow)/.test(call.parent.type));
}

/** Whether nobody but this function answers: a helper that sets the status for its caller never sends itself, and after a hook of Fastify the handler runs. */
function mustAnswer({ role, routes }: Handler, responses: readonly Response[]): boolean {
  return (
    role !== 'hook' && role !== 'responder' && (routes.length > 0 || responses.some(({ error }) => error === null))
  );
}
