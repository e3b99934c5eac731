import { expect, it } from 'vitest';

import { findInvalidStatuses, findPossibleNaN } from '../../../src/facts/setting/invalid-status.ts';
import { express, lastHandler, readCode } from '../../read-code.ts';

it.each([
  ["res.status('404').end();", 'string'],
  ['res.status(404).end();', ''],
  ['res.status(700).end();', 'no-status'],
  ['res.status(40.5).end();', 'no-status'],
  ["res.status('abc').end();", 'no-status'],
  ['res.status(102).end();', 'interim'],
  ['res.status(code).end();', ''],
  ["res.redirect('/x', '301');", ''],
])('%s: %s', (body, found) => {
  const { statuses } = lastHandler(readCode(express(body)));
  expect(
    statuses
      .flatMap(findInvalidStatuses)
      .map(({ is }) => is)
      .join(' '),
  ).toBe(found);
});

it.each([
  ['res.status(parseInt(req.query.code)).end();', true],
  ['res.status(parseInt(req.query.code) || 500).end();', false],
  ['res.status(404).end();', false],
])('%s may be no number: %s', (body, isSo) => {
  const model = readCode(express(body));
  const { handler, statuses } = lastHandler(model);
  expect(statuses.some(set => findPossibleNaN(set, handler, model.file) !== null)).toBe(isSo);
});
