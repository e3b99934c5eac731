import { expect, it } from 'vitest';

import { isLogCall } from '../../../src/model/errors/log-calls.ts';
import { inSight } from '../definitions/sight.ts';

it.each([
  ['console.log(a)', true],
  ['logger.error(a)', true],
  ['req.log.info(a)', true],
  ['work(a)', false],
  ['list.push(a)', false],
  ['catalogue.log', false],
])('%s: %s', (text, isSo) => {
  expect(isLogCall(inSight({ main: `const x = ${text};` }).node('main', text))).toBe(isSo);
});
