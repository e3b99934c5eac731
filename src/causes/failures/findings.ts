import type { TSESTree } from '@typescript-eslint/utils';

import type { Finding } from '../../knowledge/finding.ts';
import { FINDINGS } from '../../knowledge/findings.ts';
import { agree, found, MIXED, NEUTRAL, type Evidence, type Reading } from '../context/evidence.ts';

/** Findings that are of the very record that is asked for or written: no verdict of others, and no shape. */
const OF_RECORD: ReadonlySet<Finding> = new Set(['duplicate', 'record-missing', 'id-malformed']);

/** What one finding says of a response. */
export function readFinding(finding: Finding, at: TSESTree.Node, reads: string, by: Evidence['by']): Reading {
  const { cause, accepts, flags, isVague } = FINDINGS[finding];
  if (cause === 'other') return MIXED;
  return found({
    cause,
    isStrong: !isVague,
    node: at,
    reads,
    by,
    ...(accepts && { accepts }),
    ...(flags && { flags }),
    ...(OF_RECORD.has(finding) && { isProven: true }),
  });
}

/** What an error says that is one of several findings: nothing by itself where it is only told to be of a package. */
export function readFindings(
  findings: ReadonlySet<Finding | 'unknown'>,
  at: TSESTree.Node,
  reads: string,
  by: Evidence['by'],
): Reading {
  const readings = [...findings].flatMap(one => (one === 'unknown' ? [] : readFinding(one, at, reads, by)));
  const [only, second] = readings;
  if (!only) return NEUTRAL;
  return second ? agree(readings) : only;
}
