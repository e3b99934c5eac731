import { describe, expect, it } from 'vitest';

import type { Evidence } from '../../../src/causes/context/evidence.ts';
import type { Failure } from '../../../src/causes/failures/arrivals.ts';
import { findLost } from '../../../src/causes/failures/lost.ts';
import { frameOf } from '../../../src/model/definitions/frame.ts';
import type { Outcome } from '../../../src/model/responses/status.ts';
import { express, nodeOf, readCode } from '../../read-code.ts';
import { evidenceOf } from './made-evidence.ts';

const { file } = readCode(express('try { if (!one) throw new Gone(); find(one); } catch { res.status(500).end(); }'));
const THROW = nodeOf(file, 'throw new Gone();');
const CALL = nodeOf(file, 'find(one)');

/** A failure that is thrown in the function of the catch, or that leaves the call there. */
function failure(
  evidence: Evidence | null,
  { from = THROW, own = null }: Partial<Pick<Failure, 'from' | 'own'>> = { own: evidence },
): Failure {
  return { error: { node: nodeOf(file, 'new Gone()'), frame: frameOf(file) }, evidence, own, from };
}

const outcome = (code: number): Outcome => ({
  code,
  value: code,
  node: nodeOf(file, '500'),
  isImplicit: false,
  guards: [],
});

const GONE = evidenceOf('not-found');

describe('a refusal among what comes to a catch', () => {
  it('is lost where the catch answers like a failure of the server', () => {
    const [lost] = findLost([failure(GONE)], [outcome(500)]);
    expect(lost).toMatchObject({ evidence: GONE, isThrownHere: true, outcome: { code: 500 } });
    expect(file.text(lost?.node ?? file.sourceCode.ast)).toBe('new Gone()');
  });

  it('is reported at the call that throws it, with what it does there', () => {
    const told = evidenceOf('not-found', { reads: '`find` throws `Gone`' });
    const [lost] = findLost([failure(told, { from: CALL })], [outcome(503)]);
    expect(lost).toMatchObject({ node: CALL, evidence: told, isThrownHere: false });
  });

  it('is told as its own function says where it is thrown there', () => {
    const own = evidenceOf('not-found', { reads: '`one` was not found in this guard' });
    expect(findLost([failure(GONE, { own })], [outcome(500)])).toMatchObject([{ evidence: own }]);
  });

  it('is thrown elsewhere where a call throws it, though the function of the catch says why', () => {
    expect(findLost([failure(GONE, { from: CALL, own: GONE })], [outcome(500)])).toMatchObject([
      { node: CALL, isThrownHere: false },
    ]);
  });

  it.each<[string, Failure, readonly Outcome[]]>([
    ['is answered as the fault of the client', failure(GONE), [outcome(400)]],
    ['is answered with one of several statuses', failure(GONE), [outcome(500), outcome(502)]],
    ['is answered with no status that is known', failure(GONE), []],
    ['cannot be read', failure(null), [outcome(500)]],
    ['is read weakly', failure(evidenceOf('not-found', { isStrong: false })), [outcome(500)]],
    ['is a failure of the server', failure(evidenceOf('unexpected')), [outcome(500)]],
    ['accepts the status', failure(evidenceOf('conflict', { accepts: [503] })), [outcome(503)]],
    ['has the status among those of its cause', failure(evidenceOf('rate-limited')), [outcome(503)]],
    ['is of a cause without a rule', failure(evidenceOf('other')), [outcome(500)]],
  ])('is not lost where it %s', (_, arrived, outcomes) => {
    expect(findLost([arrived], outcomes)).toEqual([]);
  });
});
