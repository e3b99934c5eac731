import { expect, it } from 'vitest';

import { isNeutral, packageOf } from '../../src/knowledge/neutral-packages.ts';

it.each([
  ['date-fns', 'date-fns', true],
  ['date-fns/isMatch', 'date-fns', true],
  ['node:path', 'path', true],
  ['node:fs/promises', 'fs', false],
  ['lodash.first', 'lodash.first', true],
  ['lodashes', 'lodashes', false],
  ['@turf/distance', '@turf/distance', true],
  ['@scope/name/inner', '@scope/name', false],
  ['crypto', 'crypto', false],
  ['is-plain-object', 'is-plain-object', true],
  ['isomorphic-fetch', 'isomorphic-fetch', false],
  ['./date-fns', null, false],
  ['/lodash', null, false],
  ['#lodash', null, false],
  ['~/lodash', null, false],
  ['@/lodash', null, false],
])('%s is of %s, and neutral: %s', (source, name, isSo) => {
  expect(packageOf(source)).toBe(name);
  expect(isNeutral(source)).toBe(isSo);
});
