import { findContradictions } from '../facts/content/body-claims.ts';
import { lacksStatus } from '../facts/setting/missing-status.ts';
import { findStatusMistake } from '../facts/setting/unfit-status.ts';
import { CAUSES } from '../knowledge/cause-table.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { judge } from './judge.ts';
import { readCause } from './read-cause.ts';

/** Finds the rule that calls one outcome of a response wrong before its content is looked at, whether or not that rule is on: rules that come after it in the fixed order stay silent. Null where none does. */
export function findOwner(response: Response, outcome: Outcome, model: Model): string | null {
  const mistake = findStatusMistake(response, outcome, model.file);
  if (mistake) return mistake;
  if (lacksStatus(response, outcome, model)) return 'require-status-in-error-handler';
  const cause = readCause(response, model, outcome)?.cause;
  if (cause === undefined) return null;
  const judgement = judge(response, outcome, model, { causes: [cause], accept: CAUSES[cause]?.strictOnly ?? [] });
  return judgement.is === 'wrong' ? judgement.row.rule : null;
}

/** Finds the rule that calls the status of one outcome wrong, that of its content included: what the status calls for is no question then. */
export function findStatusOwner(response: Response, outcome: Outcome, model: Model): string | null {
  return findOwner(response, outcome, model) ?? (findContradictions(response, model).some(one => one.outcome === outcome) ? 'no-contradictory-body' : null);
}
