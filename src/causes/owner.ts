import type { Model } from '../model/index.ts';
import type { Response } from '../model/response.ts';
import type { Outcome } from '../model/status.ts';
import { CAUSES } from './causes.ts';
import { judge } from './judge.ts';
import { readCause } from './read-cause.ts';

/** Finds the rule that calls one outcome of a response wrong by its cause, whether or not that rule is on: rules that come after it in the fixed order stay silent. Null where none does. */
export function findCauseOwner(response: Response, outcome: Outcome, model: Model): string | null {
  const cause = readCause(response, model, outcome)?.cause;
  if (cause === undefined) return null;
  const judgement = judge(response, outcome, model, [cause], CAUSES[cause]?.strictOnly ?? []);
  return judgement.is === 'wrong' ? judgement.row.rule : null;
}
