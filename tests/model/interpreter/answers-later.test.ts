import { expect, it } from 'vitest';

import { isHarmless } from '../../../src/model/interpreter/answers-later.ts';
import { express, present, readCode } from '../../read-code.ts';

it.each([
  ['res.json({}); res.end();', true],
  ['res.json({}); res.send();', true],
  ['res.json({}); res.json({});', false],
  ["res.sendFile('a'); res.end();", false],
])('%s is harmless: %s', (body, isSo) => {
  const model = readCode(express(body));
  const [first] = model.responses;
  const following = present(first?.followedBy[0]);
  expect(isHarmless(following, present(first))).toBe(isSo);
});
