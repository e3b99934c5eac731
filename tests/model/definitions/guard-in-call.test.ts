import { expect, it } from 'vitest';

import { argumentsOf, callFrame } from '../../../src/model/definitions/frame.ts';
import { decide } from '../../../src/model/definitions/guard-in-call.ts';
import { present } from '../../read-code.ts';
import { inSight } from './sight.ts';

it.each([
  ['code === 204', '204', true],
  ['code === 204', '404', false],
  ['code !== 204', '404', true],
  ['code == 204', "'204'", true],
  ['code != 204', "'204'", false],
  ['code < 400', '404', false],
  ['code <= 404', '404', true],
  ['code > 400', '404', true],
  ['code >= 405', '404', false],
  ['code > 400', "'404'", null],
  ['code', '404', true],
  ['code', '0', false],
  ['code', 'a ? 1 : 2', true],
  ['code', 'a ? 0 : 2', null],
  ['code === 204', 'other', null],
  ['work(code)', '404', null],
])('%s with %s: %s', (test, given, isSo) => {
  const { definitions, used, fileOf, node } = inSight({
    main: `function use(code) { if (${test}) return; } use(${given});`,
  });
  const { frame } = used();
  const call = present(fileOf('main').calls.at(-1));
  const fn = present(fileOf('main').functions[0]);
  const inside = present(callFrame({ node: fn, frame }, argumentsOf(call, frame), null));
  const found = node('main', `if (${test}) return;`);
  if (found.type !== 'IfStatement') throw new Error(found.type);
  const guard = { test: found.test, holds: true, discriminant: null };
  expect(decide(guard, inside, definitions.evaluator)).toBe(isSo);
  expect(decide({ ...guard, holds: false }, inside, definitions.evaluator)).toBe(isSo === null ? null : !isSo);
});
