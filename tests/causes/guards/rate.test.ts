import { expect, it } from 'vitest';

import { readRate } from '../../../src/causes/guards/rate.ts';
import type { Route } from '../../read-code.ts';
import { askIf, say } from '../reading.ts';

function rate(test: string, before: string, route: Route = {}): string {
  const { guard, context } = askIf(test, before, { on: 'POST /x', ...route });
  return say(readRate(guard, context));
}

const REDIS = 'const hits = await redis.incr(req.ip); await redis.expire(req.ip, 60);';
const ENTRY = 'const entry = table.get(req.ip); if (entry.resetAt < Date.now()) table.delete(req.ip);';

it.each<[string, string, string, string, Route?]>([
  ['a counter of a store', REDIS, 'hits > 10', 'rate-limited'],
  ['below the limit', REDIS, 'hits < 10', 'neutral'],
  ['the limit on the left', REDIS, '10 < hits', 'rate-limited'],
  ['a counter without a window', 'const hits = await redis.incr(req.ip);', 'hits > 10', 'nothing'],
  ['a counter of logins', REDIS, 'hits > 10', 'rate-limited +403,423', { on: 'POST /login' }],
  ['a quota of a plan', REDIS, 'hits > plan.hits', 'nothing'],
  ['an entry in memory', ENTRY, 'entry.count > 10', 'rate-limited'],
  ['an entry without a window', 'const entry = table.get(req.ip);', 'entry.count > 10', 'nothing'],
  ['a bucket that is empty', ENTRY, 'entry.tokens < 1', 'rate-limited'],
  ['a bucket that is not', ENTRY, 'entry.tokens > 1', 'neutral'],
  [
    'requests by time',
    'const recent = requests.filter(time => Date.now() - time < 60);',
    'recent.length > 10',
    'rate-limited',
  ],
  ['requests of a kind', 'const recent = requests.filter(one => one.kind > 2);', 'recent.length > 10', 'nothing'],
  ['records since', 'const n = await Try.count({ createdAt: { $gte: hourAgo } });', 'n > 10', 'rate-limited'],
  ['all records', 'const n = await Try.count({ kind: 1 });', 'n > 10', 'nothing'],
  ['a value', '', 'req.body.count > 10', 'nothing'],
  ['a predicate', '', 'isRateLimited(req.ip)', 'weak rate-limited'],
  ['a predicate that says no', '', '!isRateLimited(req.ip)', 'neutral'],
  [
    'a limiter of a library',
    'const { success } = await limiter.limit(req.ip);',
    '!success',
    'rate-limited',
    { head: "import { Ratelimit } from '@upstash/ratelimit'; const limiter = new Ratelimit({});" },
  ],
  [
    'one that lets pass',
    'const { success } = await limiter.limit(req.ip);',
    'success',
    'neutral',
    { head: "import { Ratelimit } from '@upstash/ratelimit'; const limiter = new Ratelimit({});" },
  ],
  ['what only is called limiter', 'const { success } = await limiter.limit(req.ip);', '!success', 'nothing'],
])('%s', (_, before, test, said, route) => {
  expect(rate(test, before, route)).toBe(said);
});
