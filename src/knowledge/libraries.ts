/** What calls of common libraries mean, in one table: by module, or by the shape of the call where the module is out of sight. */

/** Calls that verify a credential: jsonwebtoken and jose, Firebase, passport, Google. */
export const TOKEN_VERIFY =
  /^(?:verify|constructEvent|constructEventAsync|jwtVerify|verifyToken|verifyJwt|verifyJWT|verifyAccessToken|verifyRefreshToken|verifyAuthToken|verifyIdToken|decodeToken|validateToken|checkToken|authenticateToken|jwtDecrypt|introspect|validateSession|getSession|verifySession)$/;

/** Calls that compare a password with its hash: bcrypt, argon2, scrypt and a model's own method. */
export const PASSWORD_CHECK =
  /^(?:compare|compareSync|comparePassword\w*|checkPassword\w*|verifyPassword\w*|validatePassword\w*|isValidPassword|isPasswordValid|isPasswordMatch\w*|isPasswordMatched|matchPassword|matchPasswords|correctPassword|isCorrectPassword|passwordMatch\w*|isMatch|authenticate|comparePasswords|validPassword|isPasswordCorrect|passwordCompare)$/;

/** Calls that log a caller in with what they are given. */
export const LOGS_IN =
  /^(?:auth|log_?in\w*|sign_?in\w*|authenticate\w*|findByCredentials|checkCredentials|validateCredentials|verifyCredentials|validateUser|verifyUser)$/i;

/** Callees that call another server: fetch, axios, got, undici, request, superagent, ofetch, ky. */
export const UPSTREAM_CALLEE =
  /^(?:fetch|axios|got|ky|ofetch|\$fetch|nodeFetch|superagent|undici|needle|request|requestPromise|rp)$/;

/** Modules of HTTP clients. */
export const UPSTREAM_MODULES =
  /^(?:axios|got|ky|ofetch|node-fetch|cross-fetch|undici|superagent|needle|request|request-promise(?:-native)?|bent|phin|make-fetch-happen)$/;

/** Calls that check a value's format: validator.js and its kin. */
export const FORMAT_CHECK =
  /^(?:isEmail|isURL|isUrl|isUUID|isMobilePhone|isPhone\w*|isAlpha\w*|isStrongPassword|isLength|isIn|isDate|isISO8601|isHexColor|isCreditCard|isPostalCode|isNumeric|isSlug|isIP|isEmailValid|isValidEmail|validateEmail|isValidPassword|validatePassword|isValidUrl|isValidPhone\w*|isValidUsername|isValidDate|isPasswordStrong|isStrong|isValid[A-Z]\w*|validate[A-Z]\w*)$/;

/** Functions that ask whether a value is there at all: lodash's `isNil` and its kin. */
export const NULLISH_CHECK = /^(?:isNil|isNull|isUndefined|isNullish|isNullOrUndefined|isNilOrEmpty)$/;

/** Libraries whose `validate` or `valid` checks the format of one string. */
export const FORMAT_LIBRARY = /^(?:node-?)?cron$|^(?:e-?mail-?)?validator$|^semver$|^uuid$/i;

/** Calls that check whether an id can be parsed at all. */
export const ID_CHECK =
  /^(?:isValidObjectId|isMongoId|isUuid|isUUID|validateMongoDbId|isValidId|isValid\w*(?:ObjectId|ObjectID)|isValidUuid|isValidUUID|isObjectId|isCuid)$/;

/** Methods of schema libraries that give a verdict on a value: zod, joi, yup, valibot, ajv, superstruct, class-validator, express-validator. */
export const SCHEMA_VERDICT =
  /^(?:safeParse|safeParseAsync|parse|parseAsync|validate|validateAsync|validateSync|isValid|isValidSync|validateOrReject|assert|is|decode|check|attempt|validationResult|validateBody|Check)$/;

/** Calls of schema libraries that give back what they were given, and throw where it is wrong. */
export const GIVES_BACK = /^(?:parse|parseAsync|validateSync|validateAsync|attempt|cast|mask)$/;

/** Modules of schema libraries. */
export const SCHEMA_MODULES =
  /^(?:zod|zod\/.*|joi|@hapi\/joi|celebrate|yup|valibot|ajv|superstruct|class-validator|express-validator|io-ts|@sinclair\/typebox.*|typebox|runtypes|arktype|fastest-validator|validatorjs|jsonschema|effect|@effect\/schema)$/;

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
export const ASKED_LIMITERS =
  /^(?:rate-limiter-flexible|@upstash\/ratelimit|limiter|bottleneck|express-brute|ratelimiter)$/;

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
export const DATE_TEST =
  /^(?:is(?:Before|After|Equal|Past|Future|Between|Within\w*|Same\w*|Weekend|Today|Tomorrow|Yesterday)|areIntervalsOverlapping)$/;

/** Functions of session libraries that give the caller of a request, by package: what they give has no account where nobody has signed in. */
export const GIVES_CALLER: Readonly<Record<string, RegExp>> = {
  '@clerk/fastify': /^getAuth$/,
  '@clerk/express': /^getAuth$/,
  '@clerk/nextjs': /^(?:getAuth|auth|currentUser)$/,
  '@auth/express': /^getSession$/,
  '@auth/fastify': /^getSession$/,
  '@auth/core': /^getToken$/,
  'next-auth': /^(?:getServerSession|getToken)$/,
  'better-auth': /^getSession$/,
  'supertokens-node': /^getSession$/,
};
