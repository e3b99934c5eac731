import { findStatus, isRegistered } from '../../reference/statuses.ts';
import { isDecidedElsewhere } from '../outcomes/decided-elsewhere.ts';
import { feasibleOutcomes } from '../outcomes/feasible-outcomes.ts';
import type { File } from '../../model/definitions/file.ts';
import { methodOf } from '../../model/handlers/handler.ts';
import { findWrongNotModified } from '../headers/not-modified.ts';
import { isPassedOn } from '../outcomes/passed-on.ts';
import type { MechanicsRule, Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';

/** A rule that calls a status wrong whatever the cause of the response. */
export type StatusRule = MechanicsRule | 'no-status-unfit-for-method' | 'no-unregistered-status' | 'no-inapplicable-status' | 'no-unconditional-304';

/** Finds the rule that calls one outcome of a response wrong whatever its cause, on or off: the rules that come after it in the fixed order stay silent. Null where none does. */
export function findStatusMistake(response: Response, outcome: Outcome, file: File): StatusRule | null {
  if (response.mistake) return response.mistake;
  if (findUnfitMethod(response, outcome, file) !== null) return 'no-status-unfit-for-method';
  if (isUnregistered(response, outcome, file)) return 'no-unregistered-status';
  if (findInapplicable(response, outcome, file) !== null) return 'no-inapplicable-status';
  return findWrongNotModified(response, outcome, file) ? 'no-unconditional-304' : null;
}

/** The method of the requests a handler answers, where a status never answers that method; null for every other. What is wrong with a 304, `findWrongNotModified` says. */
export function findUnfitMethod(response: Response, outcome: Outcome, file: File): string | null {
  const { handler } = response;
  const unfit = findStatus(outcome.code)?.methods?.unfit;
  if (!unfit || outcome.code === 304 || !handler || handler.role === 'error' || handler.role === 'not-found') return null;
  const method = methodOf(handler);
  if (method === null || !unfit.includes(method) || isDecidedElsewhere(response, outcome)) return null;
  return feasibleOutcomes(response, []).includes(outcome) && !isFromElsewhere(response, outcome, file) ? method : null;
}

/** Whether a status is none that IANA has registered, though an integer of the classes 1xx to 5xx. */
export function isUnregistered(response: Response, outcome: Outcome, file: File): boolean {
  const { code, isImplicit } = outcome;
  return !isImplicit && Number.isInteger(code) && code >= 200 && code <= 599 && !isRegistered(code) && !response.mistake && !isDecidedElsewhere(response, outcome) && !isFromElsewhere(response, outcome, file);
}

/** What a status is for, where a handler has no use for it (it completes "418 … is"); null for every other. */
export function findInapplicable(response: Response, outcome: Outcome, file: File): string | null {
  const purpose = response.mistake || isDecidedElsewhere(response, outcome) ? null : findStatus(outcome.code)?.inapplicable ?? null;
  return purpose === null || isFromElsewhere(response, outcome, file) ? null : purpose;
}

function isFromElsewhere({ guards }: Response, outcome: Outcome, file: File): boolean {
  return isPassedOn(outcome.code, [...guards, ...outcome.guards], file);
}
