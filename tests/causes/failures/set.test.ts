import { describe, expect, it } from 'vitest';

import { found, MIXED, NEUTRAL, type Evidence, type Reading } from '../../../src/causes/context/evidence.ts';
import { isBreakdown, readSet, readUndivided } from '../../../src/causes/failures/set.ts';
import type { CauseName } from '../../../src/knowledge/cause-table.ts';
import { present } from '../../read-code.ts';
import { evidenceOf } from './made-evidence.ts';

/** The evidence of a reading that must be one. */
function evidenceIn(reading: Reading | null): Evidence {
  return present(reading?.is === 'evidence' ? reading.evidence : null);
}

const BREAKS = evidenceOf('unexpected', { isStrong: false });

it.each<[CauseName, boolean]>([
  ['unexpected', true],
  ['upstream-error', true],
  ['upstream-timeout', true],
  ['unavailable', true],
  ['not-found', false],
  ['unauthenticated', false],
  ['rate-limited', false],
])('%s is a failure of the server: %s', (cause, expected) => {
  expect(isBreakdown(evidenceOf(cause))).toBe(expected);
});

describe('several failures together', () => {
  it.each<[string, readonly Evidence[], CauseName]>([
    ['the only one', [evidenceOf('not-found')], 'not-found'],
    ['the first of two that are as strong', [evidenceOf('malformed'), evidenceOf('not-found')], 'malformed'],
    ['the stronger', [evidenceOf('malformed', { isStrong: false }), evidenceOf('not-found')], 'not-found'],
    ['a refusal before a breakdown', [evidenceOf('unexpected'), evidenceOf('not-found')], 'not-found'],
    [
      'a weak refusal before a strong breakdown',
      [evidenceOf('unexpected'), evidenceOf('conflict', { isStrong: false })],
      'conflict',
    ],
  ])('speak by %s', (_, failures, cause) => {
    expect(evidenceIn(readSet(failures)).cause).toBe(cause);
  });

  it('say nothing where there are none', () => {
    expect(readSet([])).toBe(MIXED);
  });

  it('accept what is acceptable for one of them', () => {
    const { accepts = [] } = evidenceIn(
      readSet([
        evidenceOf('malformed', { accepts: [428] }),
        evidenceOf('not-found', { accepts: [418], flags: [410] }),
        evidenceOf('invalid'),
      ]),
    );
    const all = [400, 401, 403, 404, 409, 410, 413, 415, 418, 422, 428, 500];
    expect(all.filter(code => accepts.includes(code))).toEqual([401, 403, 404, 409, 413, 415, 418, 422, 428]);
  });

  it('accept every error status beside one for which there is no row', () => {
    const { accepts = [] } = evidenceIn(readSet([evidenceOf('not-found'), evidenceOf('other')]));
    expect([400, 422, 500, 599].every(code => accepts.includes(code))).toBe(true);
  });

  it('leave to strict what one of them does', () => {
    const { leaves } = evidenceIn(readSet([evidenceOf('not-found'), evidenceOf('forbidden', { leaves: [400] })]));
    expect(leaves).toEqual([400]);
    expect(evidenceIn(readSet([evidenceOf('not-found'), evidenceOf('conflict')])).leaves).toEqual([422]);
  });

  it('name the causes of the others once, and prove nothing then', () => {
    const failures = [evidenceOf('conflict', { isProven: true }), evidenceOf('invalid'), evidenceOf('invalid')];
    expect(evidenceIn(readSet(failures))).toMatchObject({
      isProven: false,
      besides: ['invalid'],
      reads: '`conflict` is asked in this guard, and other failures (invalid) are answered alike',
    });
  });

  it('name no others where all are of one cause', () => {
    const { besides, isProven, reads } = evidenceIn(
      readSet([evidenceOf('conflict', { isProven: true }), evidenceOf('conflict')]),
    );
    expect({ besides, isProven, reads }).toEqual({
      besides: undefined,
      isProven: true,
      reads: '`conflict` is asked in this guard',
    });
  });
});

describe('a catch that tells nothing apart', () => {
  it.each<[string, readonly (Evidence | null)[], Reading]>([
    ['nothing comes there', [], found(BREAKS)],
    ['only breakdowns come there', [evidenceOf('unexpected')], found(BREAKS)],
    ['only what cannot be read comes there', [null], found(BREAKS)],
    ['what it follows is mixed', [evidenceOf('not-found')], MIXED],
  ])('is not read by what comes there where %s', (_, arrived, whole) => {
    expect(readUndivided(arrived, whole)).toBeNull();
  });

  it('speaks by a refusal, and accepts every status of a server failure', () => {
    const { cause, besides, accepts = [] } = evidenceIn(readUndivided([evidenceOf('not-found')], found(BREAKS)));
    expect({ cause, besides }).toEqual({ cause: 'not-found', besides: ['unexpected'] });
    expect([500, 502, 503, 599].every(code => accepts.includes(code))).toBe(true);
    expect(accepts.includes(400)).toBe(false);
  });

  it('speaks by a refusal alone where nothing else can fail', () => {
    const { cause, besides } = evidenceIn(readUndivided([evidenceOf('not-found')], NEUTRAL));
    expect({ cause, besides }).toEqual({ cause: 'not-found', besides: undefined });
  });

  it.each<[string, readonly (Evidence | null)[]]>([
    ['another that cannot be read', [evidenceOf('not-found'), null]],
    ['a refusal that is weak', [evidenceOf('not-found', { isStrong: false })]],
  ])('is left to the rest, and never against the refusal, beside %s', (_, arrived) => {
    const { cause, accepts = [] } = evidenceIn(readUndivided(arrived, found(BREAKS)));
    expect(cause).toBe('unexpected');
    expect([400, 401, 403, 404, 410, 500].filter(code => accepts.includes(code))).toEqual([401, 403, 404, 410]);
    expect(readUndivided(arrived, NEUTRAL)).toBe(MIXED);
  });
});
