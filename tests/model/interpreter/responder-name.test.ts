import { expect, it } from 'vitest';

import { isResponderName, statusOfResponderName } from '../../../src/model/interpreter/responder-name.ts';

it.each([
  ['sendResponse', true],
  ['respondWithError', true],
  ['handleError', true],
  ['#send', true],
  ['userResponse', true],
  ['compute', false],
  ['handleUpload', false],
  ['resend', false],
])('%s answers: %s', (name, isSo) => {
  expect(isResponderName(name)).toBe(isSo);
});

it.each([
  ['sendNotFound', 404],
  ['badRequestResponse', 400],
  ['handle404', 404],
  ['created', 201],
  ['ok', 200],
  ['noContent', 204],
  ['internalError', 500],
  ['serverError', 500],
  ['#forbidden', 403],
  ['sendUser', null],
  ['handle200', null],
  ['found', null],
  ['send', null],
])('%s says %s', (name, status) => {
  expect(statusOfResponderName(name)).toBe(status);
});
