import { expect, it } from 'vitest';

import { findRedirectMistakes } from '../../../src/facts/setting/redirect-status.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ["res.status(301).redirect('/x');", 'discarded 301'],
  ["res.status(302).redirect('/x');", ''],
  ["res.redirect('/x', 301);", 'misplaced 301'],
  ["res.redirect(301, '/x');", ''],
  ["res.redirect(200, '/x');", 'no-redirect 200'],
  ["res.redirect('/x');", ''],
  ['res.end();', ''],
])('%s: %s', (body, found) => {
  const model = readCode(express(body));
  expect(
    findRedirectMistakes(lastResponse(model), model)
      .map(one => `${one.is} ${one.outcome.code}`)
      .join(' '),
  ).toBe(found);
});
