import type { Model } from '../model/index.ts';
import type { Response } from '../model/response.ts';
import type { Outcome } from '../model/status.ts';
import { CAUSES, type CauseName } from './causes.ts';
import { judge } from './judge.ts';

const ALL = Object.keys(CAUSES) as CauseName[];
const TOLERATED = new Map(ALL.map(cause => [cause, CAUSES[cause]?.strictOnly ?? []]));

/** Finds the rule that calls one outcome of a response wrong by its cause, whether or not that rule is on: rules that come after it in the fixed order stay silent. Null where none does. */
export function findCauseOwner(response: Response, outcome: Outcome, model: Model): string | null {
  for (const cause of ALL) {
    const judgement = judge(response, outcome, model, [cause], TOLERATED.get(cause) ?? []);
    if (judgement.is === 'wrong') return judgement.row.rule;
  }
  return null;
}
