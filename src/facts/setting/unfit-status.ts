import type { File } from '../../model/definitions/file.ts';
import { methodOf } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';
import { findStatus, isRegistered } from '../../reference/statuses.ts';
import { statusInVain } from '../in-vain/status-in-vain.ts';
import { isDecidedElsewhere } from '../outcomes/decided-elsewhere.ts';
import { feasibleOutcomes } from '../outcomes/feasible-outcomes.ts';
import { isPassedOn } from '../outcomes/passed-on.ts';

/** The method of the requests a handler answers, where a status never answers that method; null for every other. What is wrong with a 304, `findWrongNotModified` says. */
export function findUnfitMethod(response: Response, outcome: Outcome, model: Model): string | null {
  const { handler } = response;
  const unfit = findStatus(outcome.code)?.methods?.unfit;
  if (!unfit || outcome.code === 304 || !handler || handler.role === 'error' || handler.role === 'not-found')
    return null;
  const method = methodOf(handler);
  if (method === null || !unfit.includes(method) || isDecidedElsewhere(response, outcome)) return null;
  return feasibleOutcomes(response, [], model).includes(outcome) && !isFromElsewhere(response, outcome, model.file)
    ? method
    : null;
}

/** Whether a status is none that IANA has registered, though an integer of the classes 1xx to 5xx. */
export function isUnregistered(response: Response, outcome: Outcome, model: Model): boolean {
  const { code, isImplicit } = outcome;
  return (
    !isImplicit &&
    Number.isInteger(code) &&
    code >= 200 &&
    code <= 599 &&
    !isRegistered(code) &&
    !statusInVain(response, model) &&
    !isDecidedElsewhere(response, outcome) &&
    !isFromElsewhere(response, outcome, model.file)
  );
}

/** What a status is for, where a handler has no use for it (it completes "418 … is"); null for every other. */
export function findInapplicable(response: Response, outcome: Outcome, model: Model): string | null {
  const purpose =
    statusInVain(response, model) !== null || isDecidedElsewhere(response, outcome)
      ? null
      : (findStatus(outcome.code)?.inapplicable ?? null);
  return purpose === null || isFromElsewhere(response, outcome, model.file) ? null : purpose;
}

function isFromElsewhere({ guards }: Response, outcome: Outcome, file: File): boolean {
  return isPassedOn(outcome.code, [...guards, ...outcome.guards], file);
}
