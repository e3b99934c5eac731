import { expect, it } from 'vitest';

import { joinValues } from '../../../src/model/definitions/evaluate.ts';
import { inSight } from './sight.ts';

const A =
  'export const CODE = 404; export const CODES = { GONE: 410 }; export enum Http { Teapot = 418 } export const HttpStatus = {}; export const pick = a => (a ? 400 : 500);';

/** The values, `+` behind them where there may be others. */
function evaluate(main: string): string {
  const { definitions, used } = inSight({ main, a: A });
  const { node, frame } = used();
  const { values, isComplete } = definitions.evaluator.evaluate(node, frame);
  return `${values.map(({ value }) => String(value)).join(' ')}${isComplete ? '' : '+'}`;
}

it.each([
  ['use(404);', '404'],
  ["use('a');", 'a'],
  ['const x = 404; use(x);', '404'],
  ["import { CODE } from './a'; use(CODE);", '404'],
  ["import { CODES } from './a'; use(CODES.GONE);", '410'],
  ["import { Http } from './a'; use(Http.Teapot);", '418'],
  ["import { StatusCodes } from 'http-status-codes'; use(StatusCodes.CONFLICT);", '409'],
  ['use(a ? 400 : 404);', '400 404'],
  ['use(a || 500);', '500+'],
  ['use(a ?? 500);', '500+'],
  ["import { pick } from './a'; use(pick(1));", '400 500'],
  ['const same = code => code; use(same(404));', '404'],
  ['use(same(404));', '+'],
  ['use(x);', '+'],
  ['let x = 1; x = 2; use(x);', '1 2'],
  ['const x = x; use(x);', '+'],
])('%s: %s', (main, values) => {
  expect(evaluate(main)).toBe(values);
});

it('knows the arguments of a call from what a function makes of them', () => {
  const { definitions, used, text } = inSight({ main: 'const same = code => code; use(same(404));' });
  const { node, frame } = used();
  const [only] = definitions.evaluator.evaluate(node, frame).values;
  expect(only?.isArgument).toBe(true);
  expect(only && text(only)).toBe('404');
});

it('keeps the condition of a choice', () => {
  const { definitions, used, text } = inSight({ main: 'use(a ? 400 : 404);' });
  const { node, frame } = used();
  const choices = definitions.evaluator
    .evaluate(node, frame)
    .values.map(one => one.choices.map(({ test, holds }) => `${holds ? '' : '!'}${text({ node: test, frame })}`));
  expect(choices).toEqual([['a'], ['!a']]);
});

it('joins values', () => {
  const values = { values: [], isComplete: true };
  expect(joinValues(values, { values: [], isComplete: false }).isComplete).toBe(false);
  expect(joinValues(values, values).isComplete).toBe(true);
});
