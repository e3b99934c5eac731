import { describe, expect, it } from 'vitest';

import * as libraries from '../../src/knowledge/libraries.ts';

/** What each list knows, and near misses that it must not take for it. */
const EXAMPLES: Readonly<
  Record<keyof typeof libraries, { readonly is: readonly string[]; readonly isNot: readonly string[] }>
> = {
  TOKEN_VERIFY: {
    is: ['verify', 'jwtVerify', 'verifyIdToken', 'introspect'],
    isNot: ['verifyEmail', 'verified', 'sign'],
  },
  DATE_LIBRARIES: { is: ['date-fns', 'dayjs', 'moment'], isNot: ['date', 'validator'] },
  DATE_TEST: { is: ['isBefore', 'isWithinInterval', 'isSameDay'], isNot: ['isBeforehand', 'format', 'isEmail'] },
  GIVES_CALLER: { is: ['@clerk/fastify', '@auth/express'], isNot: ['express-session', 'clerk'] },
  PASSWORD_CHECK: {
    is: ['compare', 'comparePasswordHash', 'isMatch', 'verifyPassword'],
    isNot: ['comparison', 'hashPassword', 'isMatching'],
  },
  LOGS_IN: {
    is: ['login', 'signInUser', 'authenticate', 'findByCredentials'],
    isNot: ['logger', 'signUp', 'findCredentials'],
  },
  UPSTREAM_CALLEE: { is: ['fetch', 'axios', '$fetch', 'request'], isNot: ['fetchUser', 'requests', 'prefetch'] },
  UPSTREAM_MODULES: {
    is: ['axios', 'node-fetch', 'request-promise-native'],
    isNot: ['axios-mock-adapter', 'gotcha', 'requests'],
  },
  FORMAT_CHECK: {
    is: ['isEmail', 'isPhoneNumber', 'validateEmail', 'isValidThing'],
    isNot: ['isEmailTaken', 'isvalid', 'email'],
  },
  NULLISH_CHECK: { is: ['isNil', 'isNullOrUndefined'], isNot: ['isNilpotent', 'isEmpty'] },
  FORMAT_LIBRARY: { is: ['cron', 'validator', 'email-validator', 'uuid'], isNot: ['cronjob', 'validators', 'guid'] },
  ID_CHECK: { is: ['isValidObjectId', 'isUUID', 'isValidUserObjectId'], isNot: ['isValid', 'isIdle', 'isValidEmail'] },
  SCHEMA_VERDICT: { is: ['safeParse', 'validate', 'check', 'Check'], isNot: ['parser', 'validates', 'checks'] },
  GIVES_BACK: { is: ['parse', 'cast', 'mask'], isNot: ['safeParse', 'validate'] },
  SCHEMA_MODULES: {
    is: ['zod', 'zod/v4', '@hapi/joi', '@sinclair/typebox'],
    isNot: ['zodiac', 'joi-to-swagger', 'my-yup'],
  },
  LIMITERS: {
    is: ['express-rate-limit', '@fastify/rate-limit'],
    isNot: ['express-slow-down', 'rate-limiter-flexible'],
  },
  ASKED_LIMITERS: { is: ['rate-limiter-flexible', '@upstash/ratelimit'], isNot: ['express-rate-limit', 'limiters'] },
};

function isVocabulary(list: unknown): list is { readonly has: (text: string) => boolean } {
  return typeof (list as { readonly has?: unknown }).has === 'function';
}

function knows(name: keyof typeof libraries, text: string): boolean {
  const list: unknown = libraries[name];
  return isVocabulary(list) ? list.has(text) : Object.hasOwn(list as object, text);
}

describe.each(Object.entries(EXAMPLES))('%s', (name, { is, isNot }) => {
  it.each(is)('knows %s', text => {
    expect(knows(name as keyof typeof libraries, text)).toBe(true);
  });

  it.each(isNot)('does not take %s for one', text => {
    expect(knows(name as keyof typeof libraries, text)).toBe(false);
  });
});

it('has examples of every list', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(Object.keys(libraries).sort());
});
