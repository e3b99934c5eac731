import { functionsOf } from '../../model/handlers/find-handlers.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';

/** Whether one place in the code stands for several statuses with nothing here to tell them apart, or for one of which others are possible: the definition of what is called there has its own reasons. */
export function isDecidedElsewhere(
  { status, nameNode }: Response,
  { node, code, guards, isImplicit }: Outcome,
): boolean {
  if (guards.length > 0) return false;
  // errorHandler(new AppError(308), req, res) sends the error's status, else 500: which of them, its definition says.
  if (!status.isComplete && node === nameNode && !isImplicit) return true;
  return status.outcomes.some(other => other.node === node && other.code !== code && other.guards.length === 0);
}

/** Whether an outcome is that of a function called by name which stands in the file, and sends the same status itself: there it is written, once for all calls. */
export function isWrittenInCallee({ node, nameNode }: Response, outcome: Outcome, { file, handlers }: Model): boolean {
  if (outcome.node !== nameNode || node.type !== 'CallExpression') return false;
  const functions = functionsOf(node.callee, file);
  return handlers.some(
    ({ handler, responses }) =>
      functions.includes(handler.fn) &&
      responses.some(({ status }) => status.outcomes.some(({ code }) => code === outcome.code)),
  );
}
