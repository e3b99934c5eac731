import { expect, it } from 'vitest';

import { solveAfter, type Analysis } from '../../src/flow/solve.ts';
import { bodyOf } from './parse-function.ts';

/** What a search from one call passes when it is asked for another one. */
function passed(code: string, from: string, to: string): { readonly steps: number; readonly isReached: boolean } {
  const sample = bodyOf(code);
  let steps = 0;
  const analysis: Analysis<true> = {
    initial: true,
    transfer: () => {
      steps++;
      return true;
    },
    join: () => true,
    equals: () => true,
  };
  const isReached = solveAfter(sample.graph, sample.call(from), analysis).get(sample.call(to)) === true;
  return { steps, isReached };
}

const rest = Array.from({ length: 200 }, (_, index) => `rest${index}();`).join(' ');

it('is followed no further than what is asked for', () => {
  const { steps, isReached } = passed(`a(); b(); ${rest}`, 'a()', 'b()');
  expect(isReached).toBe(true);
  expect(steps).toBeLessThan(5);
});

it('is followed to the end of the outermost loop, which leads back', () => {
  expect(passed(`while (x) { b(); while (y) { c(); } a(); } ${rest}`, 'a()', 'b()')).toMatchObject({ isReached: true });
  expect(passed(`while (x) { b(); while (y) { c(); } a(); } ${rest}`, 'a()', 'c()').steps).toBeLessThan(20);
  expect(passed(`b(); a(); ${rest}`, 'a()', 'b()')).toEqual({ steps: 1, isReached: false });
});

it.each([
  ['a(); b(); c()', true],
  ['a(); if (x) d(); b(); c()', true],
  ['a(); if (x) return; b(); c()', false],
  ['if (x) { a(); return; } b(); c()', false],
])('tells whether all ways from a() lead to b(): %s', (code, isSo) => {
  const sample = bodyOf(code);
  const analysis: Analysis<true> = { initial: true, transfer: () => true, join: () => true, equals: () => true };
  expect(solveAfter(sample.graph, sample.call('a()'), analysis).onlyAt(sample.call('b()')) === true).toBe(isSo);
});
