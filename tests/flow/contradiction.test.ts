import { expect, test } from 'vitest';

import { contradicts, guardsAt } from '../../src/flow/guards.ts';
import { bodyOf } from './parse-function.ts';

/** Whether the guards at `f()` contradict those at `g()`. */
function isContradiction(code: string): boolean {
  const { graph, call } = bodyOf(code);
  const guards = guardsAt(graph);
  const answers = [
    [guards(call('f()')), guards(call('g()'))],
    [guards(call('g()')), guards(call('f()'))],
  ].map(([a, b]) => contradicts(a ?? [], b ?? []));
  expect(answers[0]).toBe(answers[1]);
  return answers[0] === true;
}

test.for([
  ['if (x) f(); if (!x) g()'],
  ['if (x) f(); else g()'],
  ['if (a && x) f(); if (b && !x) g()'],
  ['if (x.y( 1,2 )) f(); if (!x.y(1, 2)) g()'],
  ['if (x === "a") f(); if (x === "b") g()'],
  ['if (x === "a") f(); if (x !== "a") g()'],
  ['if (x === "a") f(); if ("b" === x) g()'],
  ['if (x === \'a\') f(); if (x !== "a") g()'],
  ['if (x === `a`) f(); if (x === "b") g()'],
  ['if (x === 1) f(); if (x === -1) g()'],
  ['if (x === y) f(); if (y !== x) g()'],
  ['if (x === y) f(); if (x !== y) g()'],
  ['if (x == null) f(); if (x != null) g()'],
  ['if (x == null) f(); if (x != undefined) g()'],
  ['if (x == null) f(); if (x == 1) g()'],
  ['if (x == "a") f(); if (x == "b") g()'],
  ['if (x === null) f(); if (x != null) g()'],
  ['if (x == null) f(); if (x) g()'],
  ['if (x === undefined) f(); if (x) g()'],
  ['if (x === "a") f(); if (!x) g()'],
  ['if (x === 0) f(); if (x) g()'],
  ['if (typeof x === "string") f(); if (typeof x === "number") g()'],
  ['switch (x) { case 1: f(); break; case 2: g() }'],
  ['switch (x) { case 1: f(); break; default: g() }'],
  ['switch (x) { case 1: f() } if (x === 2) g()'],
  ['switch (x) { case A: f(); break; default: g() }'],
  ['switch (x) { case "": f() } if (x) g()'],
] as const)('%s cannot both happen', ([code]) => {
  expect(isContradiction(code)).toBe(true);
});

test.for([
  ['if (x) f(); if (x) g()'],
  ['if (x) f(); if (!y) g()'],
  ['if (x) f(); g()'],
  ['if (x) f(); if (!x.y) g()'],
  ['if (x === "a b") f(); if (x !== "ab") g()'],
  ['if (x === "a") f(); if (y === "b") g()'],
  ['if (x === y) f(); if (x === z) g()'],
  ['if (x === "a") f(); if (x === "a") g()'],
  ['if (x !== "a") f(); if (x !== "b") g()'],
  ['if (x == 1) f(); if (x == "1") g()'],
  ['if (x == null) f(); if (x !== null) g()'],
  ['if (x == undefined) f(); if (x == null) g()'],
  ['if (x == 0) f(); if (x) g()'],
  ['if (x !== "a") f(); if (!x) g()'],
  ['if (x === y) f(); if (!x) g()'],
  ['if (x > 1) f(); if (x < 1) g()'],
  ['if (/a/ === x) f(); if (/b/ === x) g()'],
  ['switch (x) { case 1: f() } switch (y) { case 2: g() }'],
] as const)('%s may both happen', ([code]) => {
  expect(isContradiction(code)).toBe(false);
});
