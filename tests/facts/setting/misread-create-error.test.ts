import { expect, it } from 'vitest';

import { findMisreadErrors } from '../../../src/facts/setting/misread-create-error.ts';
import { express, readCode } from '../../read-code.ts';

const HEAD = "import createError from 'http-errors';";
it.each([
  [HEAD, 'createError(200)', 'no-error 200'],
  [HEAD, "createError('404')", 'message 404'],
  [HEAD, 'createError(404)', ''],
  [HEAD, "createError('gone')", ''],
  [HEAD, 'createError(code)', ''],
  ['', 'createError(200)', ''],
  ['', 'app.httpErrors.createError(200)', 'no-error 200'],
])('%s %s: %s', (head, call, found) => {
  const { file } = readCode(express(`next(${call});`, { head }));
  expect(
    findMisreadErrors(file)
      .map(({ is, code }) => `${is} ${code}`)
      .join(' '),
  ).toBe(found);
});
