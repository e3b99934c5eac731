import type { TSESTree } from '@typescript-eslint/utils';

import { isServerError } from '../../reference/statuses.ts';
import { CAUSES, isWrongFor } from '../../knowledge/cause-table.ts';
import type { Outcome } from '../../model/responses/status.ts';
import type { Evidence } from '../context/evidence.ts';
import type { Failure } from './arrivals.ts';
import { isBreakdown } from './set.ts';

/** A refusal that its catch answers like a failure of the server, since it does not tell it apart. */
export interface LostRefusal {
  /** What is thrown, or the call that throws it. */
  readonly node: TSESTree.Node;
  readonly evidence: Evidence;
  /** What the catch answers. */
  readonly outcome: Outcome;
  /** Whether it is thrown in the function of the catch, rather than in one that is called there. */
  readonly isThrownHere: boolean;
}

/** Finds the refusals among what comes to a catch that tells none apart and answers with one status of a server's failure. */
export function findLost(arrived: readonly Failure[], outcomes: readonly Outcome[]): readonly LostRefusal[] {
  const [outcome, ...others] = outcomes;
  if (!outcome || others.length > 0 || !isServerError(outcome.code)) return [];
  return arrived.flatMap(({ evidence, own, from }) => {
    if (!evidence || !evidence.isStrong || isBreakdown(evidence) || evidence.accepts?.includes(outcome.code)) return [];
    const row = CAUSES[evidence.cause];
    if (!row || !isWrongFor(row, outcome.code)) return [];
    const isThrownHere = own !== null && from.type === 'ThrowStatement';
    const node = from.type === 'ThrowStatement' ? from.argument : from;
    return [{ node, evidence: own ?? evidence, outcome, isThrownHere }];
  });
}
