import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../definitions/file.ts';
import { findResponseUse } from '../handlers/handler-shape.ts';
import type { Handler } from '../handlers/handler.ts';
import type { Response, Unsent } from '../responses/response.ts';
import { Status, type Outcome } from '../responses/status.ts';
import { isGivenPartOfContext } from './given-response.ts';
import type { Interpretation } from './interpretation.ts';

/** Methods after which the response is under way, though nothing has ended it: an event stream stays open. */
const STARTS = ['write', 'flushHeaders', 'writeHead', 'hijack', 'writeContinue', 'writeProcessing'];

/** Finds the statuses set on paths that end with nothing sent; none where what calls the function may send them. */
export function findUnsent(
  { ends, hasDeferred }: Interpretation,
  handler: Handler,
  responses: readonly Response[],
  file: File,
): readonly Unsent[] {
  if (hasDeferred || !mustAnswer(handler, responses) || isGivenPartOfContext(handler, file)) return [];
  const { methods } = findResponseUse(file, handler.parameters.response);
  if (STARTS.some(method => methods.has(method))) return [];
  const sent = new Set<Outcome>(responses.flatMap(({ status }) => status.outcomes));
  const found = new Map<TSESTree.Node, Unsent>();
  for (const { state, returned, returns } of ends) {
    // What is returned may be sent by a wrapper; falling off the end of an async Fastify handler sends what was set.
    if (
      !state.unsent ||
      returns === 'other' ||
      (handler.framework.sendsResults !== false && handler.fn.async && returns === 'nothing')
    )
      continue;
    for (const { setter, outcomes, isComplete, isPending } of state.unsent.set) {
      if (!isPending)
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

/** Whether nobody but this function answers: a helper that sets the status for its caller never sends itself, and after a hook of Fastify the handler runs. */
function mustAnswer({ role, routes }: Handler, responses: readonly Response[]): boolean {
  return (
    role !== 'hook' && role !== 'responder' && (routes.length > 0 || responses.some(({ error }) => error === null))
  );
}
