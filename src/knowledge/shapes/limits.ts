import { either, folded, spelled, worded } from './vocabulary.ts';

/** Fields that count requests. */
export const LIMIT_NAME = folded(
  'count',
  'counter',
  'hit{,s}',
  'request{,s}',
  'requestcount',
  'attempt{,s}',
  'call{,s}',
  'tries',
  'tokens',
  'remaining',
  'total',
  'used',
);

/** Counters that go down to nothing, as a bucket of tokens does. */
export const COUNTS_DOWN = folded('tokens', 'remaining*', 'allowance', 'left');

/** Predicates that ask whether a client has sent too many requests. */
export const LIMIT_CHECK = folded(
  '{,is,has,check}_{rate_limit{,ed,exceeded,reached},throttled,too_many_requests}',
  '{,is,has,check}_{exceeds,exceeded,over}_{,rate_}limit',
);

/** Limits of what a customer has bought or may hold, rather than of how fast requests come: `planLimit`, but not `planetLimit`. */
export const QUOTA = worded(
  'plan{,s}',
  'quota{,s}',
  'tier{,s}',
  'subscription{,s}',
  'subscriber{,s}',
  'subscribe{,d}',
  'credit{,s}',
  'cart{,s}',
  'basket{,s}',
  'stock{,s}',
  'seat{,s}',
  'capacity',
  'storage',
  'inventory',
  'balance{,s}',
);

/** Counters of failed tries, after which an account is locked. */
export const LOCKOUT = either(
  folded('*fail*', '*attempt*', '*tries*', '*lock*', '*log_in*', '*sign_in*', '*passw*', '*otp*', 'pin'),
);

/** Calls of a limiter, and what limiters are called. */
export const ASKS_LIMITER = folded('consume', 'throttle', '*limit*');
export const LIMITER = folded('*limit{,er,s}', '*limit{,er,s}(*');

/** What limiters answer: `success` of @upstash/ratelimit, `isExceeded` of @fastify/rate-limit, `tryRemoveTokens()` of limiter. */
export const SAYS_WITHIN = spelled('success', 'allowed', 'isAllowed', 'tryRemoveTokens');
export const SAYS_EXCEEDED = spelled('isExceeded', 'exceeded', 'limited', 'blocked', 'isRateLimited');

/** Functions, and what they are called on, that ask for a limit of requests: `checkRateLimit`, `rateLimiter`, `throttle`. */
export const OF_LIMITS = worded('rate limit*', 'ratelimit*', 'throttl*');

/** Limiters that keep their counts in memory. */
export const LOCAL_LIMITER = spelled('RateLimiterMemory', 'RateLimiter', 'TokenBucket');

/** Calls that count up in a store, and those that give how many there are. Redis, memcached, and stores of limiters. */
export const COUNTS_UP = spelled(
  '{,h}incr',
  '{,h}incrby',
  'incrBy',
  'hIncrBy',
  'increment',
  'z{card,Card,count,Count}',
);

/** Those of them that count a key. */
export const COUNTS_KEY = folded('incr', 'incrby', 'increment');

/** Calls and options that end a window of time in a store. */
export const ENDS_WINDOW = folded('{,p}expire{,at}', '{,p}setex', '{,p}ttl', 'zremrangebyscore');
export const WINDOW_OPTION = folded('ex', 'px', 'ttl', 'expiresin', 'windowms', 'window');
export const WINDOW_WORD = folded('ex', 'px');

/** Fields in which an entry keeps when its window started or ends. */
export const WINDOW_FIELD = folded(
  '*reset*',
  '*start*',
  '*expir*',
  '*window*',
  '*first*',
  '*last*',
  '*since*',
  '*until*',
  '*timestamp*',
  'time',
  'ts',
);

/** Names of the time at which a window begins. */
export const SINCE = folded('*window*', '*since*', '*cutoff*');
export const SOME_TIME_AGO = folded('*ago', 'since*', '*window*', '*cutoff*');
