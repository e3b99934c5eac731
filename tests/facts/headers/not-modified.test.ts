import { expect, it } from 'vitest';

import { findWrongNotModified } from '../../../src/facts/headers/not-modified.ts';
import { express, lastResponse, present, readCode } from '../../read-code.ts';

it.each([
  ['GET', 'res.status(304).end();', 'unconditional'],
  ['POST', 'res.status(304).end();', 'unsafe'],
  ['GET', "if (req.headers['if-none-match'] === tag) res.status(304).end();", null],
  ['GET', 'if (req.fresh) res.status(304).end();', null],
  ['GET', 'if (isSame(req)) res.status(304).end();', null],
  ['GET', 'if (req.isSame) res.status(304).end();', null],
  ['GET', 'if (req.query.same) res.status(304).end();', 'unconditional'],
  ['GET', "res.set('ETag', tag); res.status(304).end();", 'unconditional'],
  ['GET', 'if (upstream.status === 304) res.status(304).end();', null],
  ['GET', 'res.status(404).end();', null],
])('%s: %s', (method, body, wrong) => {
  const model = readCode(express(body, { on: `${method} /x` }));
  const response = lastResponse(model);
  expect(findWrongNotModified(response, present(response.status.outcomes[0]), model)).toBe(wrong);
});
