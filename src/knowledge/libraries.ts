import type { CauseName } from './cause-table.ts';

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

/** Error codes that say a unique constraint was violated: MongoDB, Prisma, PostgreSQL, MySQL, SQLite. */
export const DUPLICATE_CODES: ReadonlySet<string> = new Set([
  '11000',
  '11001',
  'P2002',
  '23505',
  'ER_DUP_ENTRY',
  '1062',
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'E11000',
]);

/** Error names that say so. */
export const DUPLICATE_NAMES: ReadonlySet<string> = new Set([
  'SequelizeUniqueConstraintError',
  'UniqueConstraintError',
  'UniqueViolationError',
  'UniqueConstraintViolationException',
  'DuplicateKeyError',
]);

/** Error names of a version that somebody else has changed: mongoose, typeorm, Sequelize, mikro-orm. */
export const VERSION_NAMES: ReadonlySet<string> = new Set([
  'VersionError',
  'OptimisticLockError',
  'OptimisticLockVersionMismatchError',
  'StaleObjectError',
]);

/** Error names by which a database's errors are told from others; which it is, the code tells. */
export const DATABASE_ERRORS: ReadonlySet<string> = new Set([
  'MongoError',
  'MongoServerError',
  'MongoBulkWriteError',
  'PrismaClientKnownRequestError',
  'QueryFailedError',
  'DatabaseError',
  'SequelizeDatabaseError',
  'SqliteError',
  'PostgresError',
]);

/** Error codes that say a record was not there: Prisma, PouchDB, the file system. */
export const MISSING_CODES: ReadonlySet<string> = new Set(['P2025', 'ENOENT']);

/** Error names that say so: typeorm, mongoose, sequelize, mikro-orm. */
export const MISSING_NAMES: ReadonlySet<string> = new Set([
  'EntityNotFoundError',
  'EntityNotFound',
  'DocumentNotFoundError',
  'EmptyResultError',
  'ResourceNotFoundError',
]);

/** Error names of failed token verification: jsonwebtoken, jose, express-jwt. */
export const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'JsonWebTokenError',
  'TokenExpiredError',
  'NotBeforeError',
  'JWTExpired',
  'JWTInvalid',
  'JWSSignatureVerificationFailed',
  'JOSEError',
  'UnauthorizedError',
]);

/** Error names of failed validation of content: zod, joi, yup, mongoose, Sequelize, class-validator, valibot, superstruct. */
export const VALIDATION_ERRORS: ReadonlySet<string> = new Set([
  'ZodError',
  'ValidationError',
  'SequelizeValidationError',
  'ValiError',
  'StructError',
  'ValidationException',
]);

/** Error names of values that cannot be cast: mongoose's, of path ids. */
export const CAST_ERRORS: ReadonlySet<string> = new Set(['CastError', 'BSONTypeError', 'BSONError']);

/** Error names and codes of text that does not parse: JavaScript's, body-parser's, Fastify's. Sources: body-parser lib/types/json.js; fastify lib/errors.js. */
export const SYNTAX_ERRORS: ReadonlySet<string> = new Set([
  'SyntaxError',
  'URIError',
  'entity.parse.failed',
  'FST_ERR_CTP_INVALID_JSON_BODY',
  'FST_ERR_CTP_EMPTY_JSON_BODY',
]);

/** Error codes and names of calls that took too long. */
export const TIMEOUT_CODES: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'ECONNABORTED',
  'ESOCKETTIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'AbortError',
  'TimeoutError',
  'ABORT_ERR',
  'RequestTimeoutError',
  'request-timeout',
  'body-timeout',
]);

/** Error codes and names of databases that took too long to answer, or whose pool gave no connection in time: Prisma, PostgreSQL, MySQL, Sequelize, knex, typeorm, MongoDB. */
export const DATABASE_TIMEOUTS: ReadonlySet<string> = new Set([
  'P2024',
  '57014',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_QUERY_TIMEOUT',
  'SequelizeConnectionAcquireTimeoutError',
  'ConnectionAcquireTimeoutError',
  'SequelizeTimeoutError',
  'KnexTimeoutError',
  'QueryTimeoutError',
  'MongoNetworkTimeoutError',
  'MongoOperationTimeoutError',
]);

/** Error codes of calls that did not get through. */
export const REFUSED_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

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

/** What some errors are, by their code or class, beyond the kinds above: limiters, bodies and uploads that are too large or of another type, and databases, caches and queues that are down or take no more connections. */
export const CAUSE_OF_ERROR: ReadonlyMap<string, CauseName> = new Map<string, CauseName>([
  // rate-limiter-flexible rejects with it when the limit is reached, and with an Error when its store fails.
  ['RateLimiterRes', 'rate-limited'],
  // multer, body-parser, Fastify, @fastify/multipart.
  ...[
    'LIMIT_FILE_SIZE',
    'entity.too.large',
    'parameters.too.many',
    'PayloadTooLargeError',
    'FST_ERR_CTP_BODY_TOO_LARGE',
    'FST_REQ_FILE_TOO_LARGE',
  ].map(code => [code, 'too-large'] as const),
  ...['encoding.unsupported', 'charset.unsupported', 'FST_ERR_CTP_INVALID_MEDIA_TYPE'].map(
    code => [code, 'unsupported-media'] as const,
  ),
  // Prisma; PostgreSQL (53300 has too many connections, 57P03 cannot take them now, 08… lost or refused them); MySQL; Sequelize; MongoDB; Redis.
  ...[
    'P1001',
    'P1017',
    'PrismaClientInitializationError',
    '53300',
    '57P03',
    '08001',
    '08004',
    '08006',
    'ER_CON_COUNT_ERROR',
    'POOL_ENQUEUELIMIT',
    'POOL_CLOSED',
    'PROTOCOL_CONNECTION_LOST',
    'SequelizeConnectionError',
    'SequelizeConnectionRefusedError',
    'SequelizeHostNotReachableError',
    'MongoServerSelectionError',
    'MongooseServerSelectionError',
    'MongoNotConnectedError',
    'MaxRetriesPerRequestError',
    'ClientOfflineError',
    'NR_CLOSED',
  ].map(code => [code, 'unavailable'] as const),
]);

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
