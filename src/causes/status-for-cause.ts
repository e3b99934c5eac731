import { CAUSES, isWrongFor } from '../knowledge/cause-table.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { readCause } from './read-cause.ts';

/** What an edit should send in the place of a status, where it would send the given one: that of the response's cause, if the cause speaks against the given one. */
export function statusForCause(response: Response, outcome: Outcome, code: number, model: Model): number {
  const evidence = readCause(response, model, outcome);
  const row = evidence && CAUSES[evidence.cause];
  return row && isWrongFor(row, code) ? row.right : code;
}
