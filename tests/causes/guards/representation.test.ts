import { expect, it } from 'vitest';

import { asksForForm } from '../../../src/causes/guards/representation.ts';
import { askIf } from '../reading.ts';

it.each([
  ["req.accepts('html')", true],
  ['req.xhr', true],
  ['req.isHTML', true],
  ['wantsJson', true],
  ["req.headers['hx-request']", true],
  ["req.headers['x-requested-with'] === 'XMLHttpRequest'", true],
  ["req.query.format === 'json'", true],
  ["(req.get('accept') || '').indexOf('html')", true],
  ["req.headers['x-tenant']", false],
  ['req.body.html5', false],
  ["req.query.page === '1'", false],
  ['isReady', false],
])('%s asks for a form: %s', (test, isSo) => {
  const { guard, provenances } = askIf(test);
  expect(asksForForm(guard, provenances)).toBe(isSo);
});
