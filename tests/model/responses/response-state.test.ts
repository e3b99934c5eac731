import { describe, expect, it } from 'vitest';

import { Headers } from '../../../src/model/responses/headers.ts';
import {
  equalStates,
  FRESH,
  joinDrafts,
  joinStates,
  mapDrafts,
  type Draft,
  type SetStatus,
  type State,
} from '../../../src/model/responses/response-state.ts';
import { EXPRESS, nodeOf, present, readCode } from '../../read-code.ts';

const { file } = readCode(`${EXPRESS}app.get('/', (req, res) => { one; two; res.end(); });`);
const [one, two] = [nodeOf(file, 'one'), nodeOf(file, 'two')];
const set = (setter: typeof one): SetStatus => ({ setter, outcomes: [], isComplete: true, isPending: false });
const [setOne, setTwo] = [set(one), set(two)];

const DRAFTS: readonly Draft[] = [
  FRESH,
  { ...FRESH, set: [setOne], mayBeUnset: false },
  { ...FRESH, set: [setTwo], mayBeUnset: false, headers: Headers.none.with('allow', one) },
  { ...FRESH, set: [setOne, setTwo], headers: Headers.none.with('allow', two) },
  { ...FRESH, headers: Headers.none.with('vary', one).incomplete() },
  { ...FRESH, head: one },
  { ...FRESH, entrusted: [present(file.functions[0])] },
];

const STATES: readonly State[] = [
  { unsent: null, sent: null, escaped: null },
  ...DRAFTS.map(draft => ({ unsent: draft, sent: null, escaped: null })),
  { unsent: null, sent: { draft: FRESH, by: [one] }, escaped: null },
  { unsent: null, sent: { draft: FRESH, by: [two] }, escaped: null },
  { unsent: FRESH, sent: { draft: FRESH, by: [one, two] }, escaped: null },
  { unsent: null, sent: null, escaped: FRESH },
];

describe('joinStates', () => {
  it('is commutative', () => {
    for (const a of STATES) for (const b of STATES) expect(equalStates(joinStates(a, b), joinStates(b, a))).toBe(true);
  });

  it('is associative', () => {
    for (const a of STATES)
      for (const b of STATES)
        for (const c of STATES)
          expect(equalStates(joinStates(joinStates(a, b), c), joinStates(a, joinStates(b, c)))).toBe(true);
  });

  it('is idempotent', () => {
    for (const a of STATES) expect(equalStates(joinStates(a, a), a)).toBe(true);
  });

  it('has a neutral state: nothing reaches there', () => {
    const [nowhere] = STATES;
    for (const a of STATES) if (nowhere) expect(equalStates(joinStates(a, nowhere), a)).toBe(true);
  });

  it('loses nothing', () => {
    const joined = joinDrafts(DRAFTS[1] ?? FRESH, DRAFTS[3] ?? FRESH);
    expect(joined.set).toEqual([setOne, setTwo]);
    expect(joined.mayBeUnset).toBe(true);
    expect(joined.headers.has('allow')).toBe('sometimes');
  });
});

describe('equalStates', () => {
  it('tells all these states apart', () => {
    for (const [index, a] of STATES.entries())
      for (const [other, b] of STATES.entries()) expect(equalStates(a, b)).toBe(index === other);
  });
});

it('changes the draft of each phase', () => {
  const state: State = { unsent: FRESH, sent: { draft: FRESH, by: [one] }, escaped: FRESH };
  const changed = mapDrafts(state, draft => ({ ...draft, mayBeUnset: false }));
  expect([changed.unsent?.mayBeUnset, changed.sent?.draft.mayBeUnset, changed.escaped?.mayBeUnset]).toEqual([
    false,
    false,
    false,
  ]);
  expect(changed.sent?.by).toEqual([one]);
  expect(mapDrafts({ unsent: null, sent: null, escaped: null }, draft => draft)).toEqual({
    unsent: null,
    sent: null,
    escaped: null,
  });
});
