import type { TSESTree } from '@typescript-eslint/utils';

import { IN } from '../../knowledge/contexts.ts';
import { found, MIXED, type Reading } from '../context/evidence.ts';
import type { Provenance } from '../provenance/kinds.ts';
import { readFinding } from './findings.ts';
import { readSet } from './set.ts';

/** Reads a failure that a call gave as a value, `const { error } = await …; if (error)`: the call failed for what its package says, or because it did not get through. */
export function readFailedCall(
  { as, attribute, isOfWrite }: Extract<Provenance, { is: 'failed' }>,
  at: TSESTree.Node,
  text: string,
): Reading {
  if (attribute !== null) return MIXED;
  const reads = `\`${text}\` is the failure of a call that can fail in many ways`;
  const readings = [...as, 'store-failed' as const].map(one => readFinding(one, at, reads, 'callback'));
  const evidences = readings.flatMap(one => (one.is === 'evidence' ? one.evidence : []));
  // What no status is right for acquits them all.
  if (evidences.length < readings.length) return MIXED;
  const whole = readSet(evidences);
  // What is written may break a rule of the store, which says so in the same place.
  return whole.is === 'evidence' && isOfWrite
    ? found({ ...whole.evidence, accepts: [...(whole.evidence.accepts ?? []), ...IN.refusingStore.accepts] })
    : whole;
}
