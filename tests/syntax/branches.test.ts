import { expect, it } from 'vitest';

import { isInOtherBranch } from '../../src/syntax/branches.ts';
import { ask } from '../causes/reading.ts';

it.each([
  ['if (a) { test(); } else { SEND }', true],
  ['if (a) SEND; else test();', true],
  ['if (a) { test(); return; } SEND', true],
  ['if (a) { if (b) test(); throw b; } SEND', true],
  ['switch (a) { case 1: test(); break; default: SEND }', true],
  ['switch (a) { case 1: { test(); return; } } SEND', true],
  ['switch (a) { case 1: test(); break; } SEND', false],
  ['switch (a) { case 1: test(); default: SEND }', false],
  ['switch (a) { case 1: test(); SEND; break; }', false],
  ['if (a) test(); SEND', false],
  ['test(); if (a) { SEND }', false],
  ['if (test()) { SEND }', false],
  ['if (a) { test(); SEND }', false],
  ['list.forEach(one => { if (one) { test(); return; } }); SEND', false],
  ['a ? test() : SEND', true],
])('in another branch: %s: %s', (body, isSo) => {
  const { node, response } = ask(body.replace('SEND', 'res.end()'));
  expect(isInOtherBranch(node('test()'), response.node)).toBe(isSo);
});
