import { expect, it } from 'vitest';

import { isPassedOn } from '../../../src/facts/outcomes/passed-on.ts';
import { reportPlaceOf } from '../../../src/facts/outcomes/report-place.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ['if (upstream.status === 404) res.status(404).end();', true],
  ['if (404 === answer.statusCode) res.status(404).end();', true],
  ['switch (err.code) { case 404: return res.status(404).end(); }', true],
  ['if (upstream.status === 410) res.status(404).end();', false],
  ['if (upstream.size === 404) res.status(404).end();', false],
  ['res.status(404).end();', false],
])('%s is passed on: %s', (body, isSo) => {
  const model = readCode(express(body));
  expect(isPassedOn(404, lastResponse(model).guards, model.file)).toBe(isSo);
});

it.each([
  ['res.sendStatus(404);', '404'],
  ['res.status(404).end();', '404'],
  ['res.status(404); res.end();', 'end'],
  ['res.end();', 'end'],
])('%s is reported at %s', (body, place) => {
  const model = readCode(express(body));
  expect(model.file.text(reportPlaceOf(lastResponse(model)))).toBe(place);
});
