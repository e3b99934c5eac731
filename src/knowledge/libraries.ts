import { folded, spelled, type Vocabulary } from './shapes/vocabulary.ts';

/** What calls of common libraries mean, in one table: by module, or by the shape of the call where the module is out of sight. */

/** Calls that verify a credential: jsonwebtoken and jose, Firebase, passport, Google. */
export const TOKEN_VERIFY = spelled(
  'verify{,Token,Jwt,JWT,AccessToken,RefreshToken,AuthToken,IdToken,Session}',
  'constructEvent{,Async}',
  'jwtVerify',
  'jwtDecrypt',
  '{decode,validate,check,authenticate}Token',
  'introspect',
  '{validate,get}Session',
);

/** Calls that compare a password with its hash: bcrypt, argon2, scrypt and a model's own method. */
export const PASSWORD_CHECK = spelled(
  'compare{,Sync}',
  '{compare,check,verify,validate}Password*',
  '{isValid,valid,isCorrect,correct}Password',
  'isPassword{Valid,Correct,Match*}',
  'matchPassword{,s}',
  'passwordMatch*',
  'passwordCompare',
  'isMatch',
  'authenticate',
);

/** Calls that log a caller in with what they are given. */
export const LOGS_IN = folded(
  'auth',
  'log_in*',
  'sign_in*',
  'authenticate*',
  'findbycredentials',
  '{check,validate,verify}credentials',
  '{validate,verify}user',
);

/** Callees that call another server: fetch, axios, got, undici, request, superagent, ofetch, ky. */
export const UPSTREAM_CALLEE = spelled(
  '{,$,o}fetch',
  'nodeFetch',
  'axios',
  'got',
  'ky',
  'superagent',
  'undici',
  'needle',
  'request{,Promise}',
  'rp',
);

/** Modules of HTTP clients. */
export const UPSTREAM_MODULES = spelled(
  'axios',
  'got',
  'ky',
  'ofetch',
  'node-fetch',
  'cross-fetch',
  'undici',
  'superagent',
  'needle',
  'request{,-promise,-promise-native}',
  'bent',
  'phin',
  'make-fetch-happen',
);

/** Calls that check a value's format: validator.js and its kin. */
export const FORMAT_CHECK = spelled(
  'is{Email,URL,Url,UUID,MobilePhone,StrongPassword,Length,In,Date,ISO8601,HexColor,CreditCard,PostalCode,Numeric,Slug,IP}',
  'is{Phone,Alpha}*',
  'isEmailValid',
  'isPasswordStrong',
  'isStrong',
  '{isValid,validate}+',
);

/** Functions that ask whether a value is there at all: lodash's `isNil` and its kin. */
export const NULLISH_CHECK = spelled('is{Nil,Null,Undefined,Nullish,NullOrUndefined,NilOrEmpty}');

/** Libraries whose `validate` or `valid` checks the format of one string. */
export const FORMAT_LIBRARY = folded('{,node_}cron', '{,e_mail_}validator', 'semver', 'uuid');

/** Calls that check whether an id can be parsed at all. */
export const ID_CHECK = spelled(
  'is{MongoId,Uuid,UUID,ObjectId,Cuid}',
  'isValid{Id,Uuid,UUID}',
  'isValid*{ObjectId,ObjectID}',
  'validateMongoDbId',
);

/** Methods of schema libraries that give a verdict on a value: zod, joi, yup, valibot, ajv, superstruct, class-validator, express-validator. */
export const SCHEMA_VERDICT = spelled(
  '{parse,safeParse}{,Async}',
  'validate{,Async,Sync,OrReject,Body}',
  'isValid{,Sync}',
  'assert',
  'is',
  'decode',
  '{c,C}heck',
  'attempt',
  'validationResult',
);

/** Calls of schema libraries that give back what they were given, and throw where it is wrong. */
export const GIVES_BACK = spelled('parse{,Async}', 'validate{Sync,Async}', 'attempt', 'cast', 'mask');

/** Modules of schema libraries. */
export const SCHEMA_MODULES = spelled(
  'zod',
  'zod/*',
  '{,@hapi/}joi',
  'celebrate',
  'yup',
  'valibot',
  'ajv',
  'superstruct',
  'class-validator',
  'express-validator',
  'io-ts',
  '@sinclair/typebox*',
  'typebox',
  'runtypes',
  'arktype',
  'fastest-validator',
  'validatorjs',
  'jsonschema',
  'effect',
  '@effect/schema',
);

/** How a limiter library is told what to answer: options that are a status, functions that answer, and functions whose result is sent as the error. */
export interface LimiterOptions {
  readonly statuses: readonly string[];
  readonly handlers: readonly string[];
  readonly builders: readonly string[];
}

/** The options of limiter libraries by module. Sources: express-rate-limit source/rate-limit.ts; @fastify/rate-limit index.js; express-brute index.js. (express-slow-down only delays.) */
export const LIMITERS: Readonly<Record<string, LimiterOptions>> = {
  'express-rate-limit': { statuses: ['statusCode'], handlers: ['handler'], builders: [] },
  '@fastify/rate-limit': { statuses: [], handlers: [], builders: ['errorResponseBuilder'] },
  'fastify-rate-limit': { statuses: [], handlers: [], builders: ['errorResponseBuilder'] },
  'express-brute': { statuses: [], handlers: ['failCallback'], builders: [] },
};

/** Modules whose limiters are asked in the handler: their calls reject, or say whether a request is still within the limit. */
export const ASKED_LIMITERS = spelled(
  'rate-limiter-flexible',
  '@upstash/ratelimit',
  'limiter',
  'bottleneck',
  'express-brute',
  'ratelimiter',
);

/** Libraries of dates: what they make of a value is still that value. */
export const DATE_LIBRARIES: ReadonlySet<string> = new Set([
  'date-fns',
  'date-fns-tz',
  'dayjs',
  'moment',
  'moment-timezone',
  'luxon',
  '@js-temporal/polyfill',
  '@formkit/tempo',
]);

/** What such libraries say of one date or of two, by the name of the function or method. */
export const DATE_TEST = spelled(
  'is{Before,After,Equal,Past,Future,Between,Weekend,Today,Tomorrow,Yesterday}',
  'is{Within,Same}*',
  'areIntervalsOverlapping',
);

/** Functions of session libraries that give the caller of a request, by package: what they give has no account where nobody has signed in. */
export const GIVES_CALLER: Readonly<Record<string, Vocabulary>> = {
  '@clerk/fastify': spelled('getAuth'),
  '@clerk/express': spelled('getAuth'),
  '@clerk/nextjs': spelled('getAuth', 'auth', 'currentUser'),
  '@auth/express': spelled('getSession'),
  '@auth/fastify': spelled('getSession'),
  '@auth/core': spelled('getToken'),
  'next-auth': spelled('getServerSession', 'getToken'),
  'better-auth': spelled('getSession'),
  'supertokens-node': spelled('getSession'),
};
