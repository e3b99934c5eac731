import { expect, it } from 'vitest';

import { isAskedLimiter, readRejection } from '../../../src/causes/failures/asked-limiters.ts';
import { findCatchPlace } from '../../../src/causes/failures/catch-place.ts';
import { present } from '../../read-code.ts';
import { ask, say } from '../reading.ts';

const LIMITER =
  "import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'; const local = new RateLimiterMemory({}); const far = new RateLimiterRedis({});";

it.each([
  ['local.consume(1)', true],
  ['limiter.consume(1)', false],
  ['ask(1)', true],
])('%s asks a limiter: %s', (text, isSo) => {
  const { node, file } = ask(`const ask = app.createRateLimit(); const x = ${text}; res.end();`, { head: LIMITER });
  const call = node(text);
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect(isAskedLimiter(call, file)).toBe(isSo);
});

it.each([
  ['await local.consume(1);', 1, 'rate-limited by catch'],
  ['await far.consume(1);', 1, 'rate-limited +500,502,504 by catch'],
  ['await local.consume(1);', 2, 'nothing'],
  ['await local.get(1);', 1, 'nothing'],
  ['await work(1);', 1, 'nothing'],
])('the rejection of %s beside %s calls', (tried, calls, said) => {
  const { response, file } = ask(`try { ${tried} } catch (err) { res.status(400).end(); }`, { head: LIMITER });
  expect(say(readRejection(present(findCatchPlace(response.node)), calls, response, file))).toBe(said);
});

it('is none where the error is one of its store', () => {
  const { response, file } = ask(
    'try { await far.consume(1); } catch (err) { if (err instanceof Error) res.status(400).end(); }',
    { head: LIMITER },
  );
  expect(readRejection(present(findCatchPlace(response.node)), 1, response, file)).toBe(null);
});
