import type { TSESTree } from '@typescript-eslint/utils';

import type { CauseName } from '../../knowledge/cause-table.ts';
import type { File } from '../../model/definitions/file.ts';

/** One place on the way of a failure, with what happens there. */
export interface Step {
  readonly file: File;
  readonly node: TSESTree.Node;
  /** A sentence without its full stop. */
  readonly says: string;
}

/** One reading of the code that speaks for a cause. */
export interface Evidence {
  readonly cause: CauseName;
  /** Whether it decides alone; weak evidence names a cause in the inventory, but no rule speaks by it. */
  readonly isStrong: boolean;
  readonly node: TSESTree.Node;
  /** What stands there, to complete "… (line N), so": "`req.user.role` is compared in this guard". */
  readonly reads: string;
  /** Statuses that are fine too where this is the evidence, beyond those of the cause: a state that conflicts. */
  readonly accepts?: readonly number[];
  /** Statuses that only `strict` flags where this is the evidence. */
  readonly leaves?: readonly number[];
  /** Statuses that are acceptable for the cause, though not where this is the evidence: 404 for a field missing from the body, 422 for text that does not parse. */
  readonly flags?: readonly number[];
  /** Whether it is a field, a lookup or an error's code of this very record: no verdict of others, no shape, no set of failures. */
  readonly isProven?: boolean;
  /** Whether the error may be that of a model's own validation. */
  readonly isModelSave?: boolean;
  /** What kind of reading it is, for rules with finer distinctions. */
  readonly by:
    | 'guard'
    | 'validator'
    | 'login-lookup'
    | 'account-state'
    | 'error-code'
    | 'catch'
    | 'callback'
    | 'api'
    | 'writes'
    | 'registration'
    | 'action';
  /** Where the failure arises that travelled to the response; none where that is the evidence itself. */
  readonly origin?: { readonly file: File; readonly node: TSESTree.Node };
  /** How a failure came to where it is answered, from where it arises; none where that is the evidence itself. */
  readonly way?: readonly Step[];
  /** The causes of the other failures that the same response answers: no one status is right for all of them. */
  readonly besides?: readonly CauseName[];
}

/** What guards say of why a response is sent: a cause with its evidence, nothing that matters, or two causes mixed. */
export type Reading =
  { readonly is: 'evidence'; readonly evidence: Evidence } | { readonly is: 'neutral' } | { readonly is: 'mixed' };

/** Nothing of a failure can be read there. */
export const NEUTRAL: Reading = { is: 'neutral' };

/** It speaks for several causes at once, or for one this plugin does not judge. */
export const MIXED: Reading = { is: 'mixed' };

/** Evidence as a reading. */
export function found(evidence: Evidence): Reading {
  return { is: 'evidence', evidence };
}

const IN_GUARD = ' in this guard';

/** What was read, without where that stands: it is told of another place. */
export function withoutGuard(reads: string): string {
  return reads.endsWith(IN_GUARD) ? reads.slice(0, -IN_GUARD.length) : reads;
}

/** What a disjunction says: the one cause all its parts speak for; mixed where they differ or one says nothing. */
export function agree(readings: readonly Reading[]): Reading {
  const evidences = readings.map(reading => (reading.is === 'evidence' ? reading.evidence : null));
  const [first] = evidences;
  if (readings.length === 0) return NEUTRAL;
  if (!first || evidences.some(one => one?.cause !== first.cause))
    return readings.every(one => one.is === 'neutral') ? NEUTRAL : MIXED;
  const weak = evidences.find(one => one && !one.isStrong);
  return found(
    joined(
      weak ?? first,
      evidences.filter(one => one !== null),
    ),
  );
}

/** One piece of evidence for several failures of one cause: a status that is fine for one of them is fine, and one is refused only where it is for all. */
function joined(one: Evidence, all: readonly Evidence[]): Evidence {
  if (all.length < 2) return one;
  return {
    ...one,
    accepts: all.flatMap(({ accepts }) => accepts ?? []),
    leaves: all.flatMap(({ leaves }) => leaves ?? []),
    flags: (one.flags ?? []).filter(code => all.every(({ flags }) => flags?.includes(code))),
    isProven: all.every(({ isProven }) => isProven === true),
  };
}
