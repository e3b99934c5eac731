import { describe, expect, it } from 'vitest';

import { agree, found, MIXED, NEUTRAL, type Evidence, type Reading } from '../../../src/causes/context/evidence.ts';
import { askIf, say } from '../reading.ts';

const node = askIf('x').node('x');
const of = (cause: Evidence['cause'], more: Partial<Evidence> = {}): Reading =>
  found({ cause, isStrong: true, node, reads: 'x', by: 'guard', ...more });

const READINGS: readonly Reading[] = [
  NEUTRAL,
  MIXED,
  of('forbidden'),
  of('forbidden', { isStrong: false }),
  of('forbidden', { accepts: [401], leaves: [409] }),
  of('forbidden', { flags: [404, 422], isProven: true }),
  of('forbidden', { flags: [422], isProven: true, accepts: [404] }),
  of('malformed'),
  of('malformed', { flags: [422] }),
];

describe('agree', () => {
  it('says nothing of nothing', () => {
    expect(agree([])).toBe(NEUTRAL);
  });

  it('says of one what it says', () => {
    for (const one of READINGS) expect(agree([one])).toEqual(one);
  });

  it('does not hang on the order', () => {
    for (const one of READINGS)
      for (const other of READINGS) expect(say(agree([one, other]))).toBe(say(agree([other, one])));
  });

  it('is the same for the same twice', () => {
    for (const one of READINGS) expect(say(agree([one, one]))).toBe(say(one));
  });

  it('is the same however its parts are grouped', () => {
    for (const a of READINGS)
      for (const b of READINGS)
        for (const c of READINGS)
          // Beside what says nothing of a failure, or two of a kind, nothing is certain any more.
          expect(say(agree([agree([a, b]), c]))).toBe(say(agree([a, agree([b, c])])));
  });

  it.each<[string, readonly Reading[], string]>([
    ['two causes', [of('forbidden'), of('malformed')], 'mixed'],
    ['a cause and nothing', [of('forbidden'), NEUTRAL], 'mixed'],
    ['nothing and a cause', [NEUTRAL, of('forbidden')], 'mixed'],
    ['nothing twice', [NEUTRAL, NEUTRAL], 'neutral'],
    ['nothing and what is mixed', [NEUTRAL, MIXED], 'mixed'],
    ['a weak one', [of('forbidden'), of('forbidden', { isStrong: false })], 'weak forbidden'],
    ['what one accepts', [of('forbidden', { accepts: [401] }), of('forbidden')], 'forbidden +401'],
    ['what one leaves', [of('forbidden', { leaves: [409] }), of('forbidden')], 'forbidden ~409'],
    ['what both flag', [of('malformed', { flags: [404, 422] }), of('malformed', { flags: [422] })], 'malformed -422'],
    ['what one flags', [of('malformed', { flags: [404] }), of('malformed')], 'malformed'],
    ['both proven', [of('malformed', { isProven: true }), of('malformed', { isProven: true })], 'malformed!'],
    ['one proven', [of('malformed', { isProven: true }), of('malformed')], 'malformed'],
  ])('%s', (_, readings, said) => {
    expect(say(agree(readings))).toBe(said);
  });
});
