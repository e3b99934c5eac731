import { expect, it } from 'vitest';

import { findRangeNames, mayReadRange } from '../../../src/facts/headers/byte-range.ts';
import { express, lastHandler, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ['use(req.headers.range); res.end();', true],
  ['use(req.query.dateRange); res.end();', false],
  ["res.set('Content-Range', a); res.end();", false],
])('%s reads a range: %s', (body, isSo) => {
  const model = readCode(express(body));
  expect(mayReadRange(lastHandler(model).handler, model.file)).toBe(isSo);
});

it.each([
  [
    'const { size } = stat(a); const start = 0; const end = 9; createReadStream(a, { start, end }); res.end();',
    { size: 'size', bounds: { start: 'start', end: 'end' } },
  ],
  ['const total = file.length; res.end();', { size: 'total', bounds: null }],
  ['const info = statSync(a); res.end();', { size: 'info.size', bounds: null }],
  ['res.end();', null],
])('%s', (body, names) => {
  const model = readCode(express(body));
  expect(findRangeNames(lastHandler(model).handler, lastResponse(model).node, model.file)).toEqual(names);
});
