import { expect, it } from 'vitest';

import { feasibleOutcomes } from '../../../src/facts/outcomes/feasible-outcomes.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

function feasible(code: string): readonly number[] {
  const model = readCode(code);
  const response = lastResponse(model);
  return feasibleOutcomes(response, [], model).map(one => one.code);
}

it.each<[string, string, readonly number[]]>([
  ['one', express('res.status(404).end();'), [404]],
  ['a choice', express('res.status(a ? 404 : 200).end();'), [404, 200]],
  ['a choice that its guard has made', express('if (a) res.status(a ? 404 : 200).end();'), [404]],
  ['a choice that its guard has ruled out', express('if (!a) res.status(a ? 404 : 200).end();'), [200]],
  ['a variable of several', express('let code = 200; if (a) code = 404; res.status(code).end();'), []],
  ['a variable of one', express('const code = 404; res.status(code).end();'), [404]],
  ['an unknown one', express('res.status(code).end();'), []],
  ['one of several, unknown', express('res.status(err.status || 500).end();'), []],
  ['one set in vain', express('res.json({}).status(404);'), []],
  ['none, for want of one', express('res.end();'), [200]],
  ['none of a responder', 'export const send = res => res.end({ a: 1 });', []],
])('%s', (_, code, codes) => {
  expect(feasible(code)).toEqual(codes);
});

it('asks for what else holds', () => {
  const model = readCode(express('res.status(a ? 404 : 200).end();'));
  const response = lastResponse(model);
  const [first] = response.status.outcomes;
  expect(feasibleOutcomes(response, first?.guards ?? [], model).map(({ code }) => code)).toEqual([404]);
});
