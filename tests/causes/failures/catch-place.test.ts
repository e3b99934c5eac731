import { expect, it } from 'vitest';

import { findCatchPlace } from '../../../src/causes/failures/catch-place.ts';
import { ask } from '../reading.ts';

it.each([
  ['try { x(); } catch (e) { res.end(); }', 'CatchClause'],
  ['try { res.end(); } catch (e) { x(); }', null],
  ['work().catch(e => { res.end(); });', 'ArrowFunctionExpression'],
  ['work().then(ok, e => { res.end(); });', 'ArrowFunctionExpression'],
  ['work().then(value => { res.end(); });', null],
  ["stream.on('error', e => { res.end(); });", 'ArrowFunctionExpression'],
  ["stream.on('data', e => { res.end(); });", null],
  ['work((err, row) => { if (err) res.end(); });', null],
  ['res.end();', null],
])('%s: %s', (body, type) => {
  expect(findCatchPlace(ask(body).response.node)?.type ?? null).toBe(type);
});
