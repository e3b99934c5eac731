import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';
import { feasibleOutcomes } from '../outcomes/feasible-outcomes.ts';
import { findSuccessPayload, type SuccessPayload } from './success-payload.ts';

/** Finds where the content says that the request succeeded, though an outcome of the status is a 4xx or 5xx; null for every other outcome. */
export function findSuccessUnderFailure(response: Response, outcome: Outcome, model: Model): SuccessPayload | null {
  if (outcome.isImplicit || outcome.code < 400 || outcome.code > 599) return null;
  if (outcome.guards.length > 0 || !feasibleOutcomes(response, [], model).includes(outcome)) return null;
  return findSuccessPayload(response, model.file);
}
