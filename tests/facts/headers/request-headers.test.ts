import { expect, it } from 'vitest';

import { handsOverRequest, mayReadHeader } from '../../../src/facts/headers/request-headers.ts';
import { express, lastHandler, nodeOf, readCode } from '../../read-code.ts';

it.each([
  ['use(req.headers.range); res.end();', true],
  ["req.get('Range'); res.end();", true],
  ['req.get(name); res.end();', true],
  ['work(req); res.end();', true],
  ['work(req.headers); res.end();', true],
  ['const { headers } = req; res.end();', true],
  ['const { body } = req; res.end();', false],
  ['work(req.body); res.end();', false],
  ['req.headers[name]; res.end();', true],
  ['res.end();', false],
])('%s may read a range: %s', (body, isSo) => {
  const model = readCode(express(body));
  expect(mayReadHeader(lastHandler(model).handler, /range/i, model.file)).toBe(isSo);
});

it('leaves out what is said to show nothing', () => {
  const model = readCode(express("use('range'); res.end();"));
  expect(mayReadHeader(lastHandler(model).handler, /range/i, model.file, [nodeOf(model.file, "use('range')")])).toBe(
    false,
  );
});

it.each([
  ['isSame(req)', true],
  ['isSame(req.headers)', true],
  ['isSame(req.body)', false],
  ['isSame(other)', false],
])('%s hands the request over: %s', (text, isSo) => {
  const model = readCode(express(`if (${text}) res.end();`));
  expect(handsOverRequest(nodeOf(model.file, text), lastHandler(model).handler, model.file)).toBe(isSo);
});
