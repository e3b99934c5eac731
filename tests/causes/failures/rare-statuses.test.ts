import { expect, it } from 'vitest';

import { isRare, speaksOf } from '../../../src/causes/failures/rare-statuses.ts';
import { ask } from '../reading.ts';

it.each([
  [400, false],
  [404, false],
  [500, false],
  [504, false],
  [402, true],
  [418, true],
  [501, true],
  [200, false],
  [600, false],
])('%s is rare: %s', (code, isSo) => {
  expect(isRare(code)).toBe(isSo);
});

it.each([
  [402, '!req.user.hasPaid', 'No', '', true],
  [402, '!req.body.name', 'No', '', false],
  [402, '!req.body.name', 'Upgrade your plan', '', true],
  [402, '!req.body.name', 'No', 'checkout', true],
  [402, 'payload', 'No', '', false],
  [410, '!post', 'It has expired', '', true],
  [499, '!post', 'No', '', true],
])('%s where %s says "%s" in %s: %s', (code, test, text, name, isSo) => {
  const { response, file, guard } = ask(`if (${test}) return res.status(${code}).json({ error: '${text}' });`, {
    name,
  });
  expect(speaksOf(code, response, guard.test, file)).toBe(isSo);
});

it('reads what the names of a guard stand for', () => {
  const { response, file, guard } = ask('const allowed = user.hasPaid; if (!allowed) return res.status(402).end();');
  expect(speaksOf(402, response, guard.test, file)).toBe(true);
});
