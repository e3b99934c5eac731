import { findContradictions } from '../facts/content/body-claims.ts';
import { findSuccessUnderFailure } from '../facts/content/failure-for-success.ts';
import { findWrongNotModified } from '../facts/headers/not-modified.ts';
import { statusInVain, type InVain } from '../facts/in-vain/status-in-vain.ts';
import { lacksStatus } from '../facts/setting/missing-status.ts';
import { findInapplicable, findUnfitMethod, isUnregistered } from '../facts/setting/unfit-status.ts';
import { CAUSES } from '../knowledge/cause-table.ts';
import { isError, isSuccess } from '../reference/statuses.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { fine, judge, type Judgement, type Terms } from './judge.ts';
import { readCause } from './read-cause.ts';

/*
 * Who speaks of the status of one outcome, in one fixed order, whether or not the rules are on: one misuse is reported once.
 *   1. the rules about statuses set in vain          2. no-status-unfit-for-method      3. no-unregistered-status
 *   4. no-inapplicable-status, no-failure-status-for-success                            5. no-unconditional-304
 *   6. require-status-in-error-handler
 *   7. the rule of the cause                         8. no-contradictory-body           9. rules about what the status calls for
 * Where a success status is wrong for the cause of a failure, the content that names the right one speaks before the cause (8 before 7).
 */

/** The rules about statuses that are set in vain. */
const OF_VAIN: Readonly<Record<InVain, string>> = {
  'as-content': 'no-status-as-body',
  overridden: 'no-status-overridden-by-error',
  'sent-twice': 'no-second-response',
  'after-response': 'no-status-after-response',
  'method-overwritten': 'no-invalid-status',
};

/** Finds the rule that calls one outcome of a response wrong whatever its cause (1 to 5); null where none does. */
function ruleWhateverCause(response: Response, outcome: Outcome, model: Model): string | null {
  const inVain = statusInVain(response, model);
  if (inVain) return OF_VAIN[inVain];
  if (findUnfitMethod(response, outcome, model) !== null) return 'no-status-unfit-for-method';
  if (isUnregistered(response, outcome, model)) return 'no-unregistered-status';
  if (findInapplicable(response, outcome, model) !== null) return 'no-inapplicable-status';
  if (findSuccessUnderFailure(response, outcome, model) !== null) return 'no-failure-status-for-success';
  return findWrongNotModified(response, outcome, model) ? 'no-unconditional-304' : null;
}

/** Judges one outcome of a response by the table of causes, unless a rule that comes before that of the cause speaks. */
export function judgeInOrder(response: Response, outcome: Outcome, model: Model, terms: Terms): Judgement {
  const earlier = ruleWhateverCause(response, outcome, model);
  if (earlier !== null)
    return fine(
      statusInVain(response, model)
        ? `a status is set in vain: ${earlier} speaks`
        : `whatever the cause, this status is wrong: ${earlier} speaks`,
    );
  const judgement = judge(response, outcome, model, terms);
  if (judgement.is !== 'wrong' || !isSuccess(outcome.code) || !isError(judgement.row.right)) return judgement;
  if (contradictsContent(response, outcome, model))
    return fine('its content names the status it should have: no-contradictory-body speaks');
  return lacksStatus(response, outcome, model)
    ? fine('the status is missing: require-status-in-error-handler speaks')
    : judgement;
}

/** Finds the rule that calls one outcome of a response wrong before its content is looked at (1 to 7): rules that come after it stay silent. Null where none does. */
export function findOwner(response: Response, outcome: Outcome, model: Model): string | null {
  const earlier = ruleWhateverCause(response, outcome, model);
  if (earlier !== null) return earlier;
  if (lacksStatus(response, outcome, model)) return 'require-status-in-error-handler';
  const cause = readCause(response, model, outcome)?.cause;
  if (cause === undefined) return null;
  const judgement = judgeInOrder(response, outcome, model, {
    causes: [cause],
    accept: CAUSES[cause]?.strictOnly ?? [],
  });
  return judgement.is === 'wrong' ? judgement.row.rule : null;
}

/** Finds the rule that calls the status of one outcome wrong, that of its content included (1 to 8): what the status calls for is no question then. Null where none does. */
export function findStatusOwner(response: Response, outcome: Outcome, model: Model): string | null {
  return (
    findOwner(response, outcome, model) ??
    (contradictsContent(response, outcome, model) ? 'no-contradictory-body' : null)
  );
}

/** Whether the content names another status than the outcome. */
function contradictsContent(response: Response, outcome: Outcome, model: Model): boolean {
  return findContradictions(response, model).some(one => one.outcome === outcome);
}
