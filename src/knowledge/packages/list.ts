import type { PackageModel } from '../package-model.ts';
import { argon2 } from './argon2.ts';
import { aws } from './aws.ts';
import { bcrypt } from './bcrypt.ts';
import { passport, callerMiddleware, fastifyCallers } from './callers.ts';
import { drizzleOrm } from './drizzle-orm.ts';
import { expressValidator } from './express-validator.ts';
import { firebaseAdmin } from './firebase-admin.ts';
import { validator, uuid, formats } from './formats.ts';
import { axios, fetching, got, olderClients, nodeHttp } from './http-clients.ts';
import { httpErrors, fastifySensible } from './http-errors.ts';
import { joi, celebrate } from './joi.ts';
import { jose } from './jose.ts';
import { jsonwebtoken } from './jsonwebtoken.ts';
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { limitingMiddleware, fastifyRateLimit, askedLimiters, overload } from './limiters.ts';
import { lodash } from './lodash.ts';
import { mongodb } from './mongodb.ts';
import { mongoose } from './mongoose.ts';
import { mysql } from './mysql.ts';
import { fs, crypto, language, nodeWork } from './node.ts';
import { loggers, nothing, computing } from './nothing.ts';
import { objection } from './objection.ts';
import { otherStores } from './other-stores.ts';
import { pg, pgPromise, fastifyPostgres } from './pg.ts';
import { prisma } from './prisma.ts';
import { redis, fastifyRedis, fastifyStores } from './redis.ts';
import {
  yup,
  ajv,
  classValidator,
  classTransformer,
  typebox,
  superstruct,
  valibot,
  jsonschema,
  otherSchemas,
} from './schemas.ts';
import { secrets, permissions } from './secrets.ts';
import { sequelize } from './sequelize.ts';
import { betterSqlite, sqlite3 } from './sqlite.ts';
import { stripe, nodemailer } from './stripe.ts';
import { supabase } from './supabase.ts';
import { typeorm } from './typeorm.ts';
import { multer, formParsers, uploadMiddleware, bodyReaders, fastifyMultipart, bodyParser } from './uploads.ts';
import { upstreamClients } from './upstream.ts';
import { queues, caches, parsers, media } from './work.ts';
import { wrappers, openapi, runners } from './wrappers.ts';
import { zod, zodValidationError } from './zod.ts';

/** Every package of which something is known. */
export const packages: readonly PackageModel[] = [
  ajv,
  argon2,
  askedLimiters,
  aws,
  axios,
  bcrypt,
  betterSqlite,
  bodyParser,
  bodyReaders,
  caches,
  ...callerMiddleware,
  celebrate,
  classTransformer,
  classValidator,
  computing,
  crypto,
  drizzleOrm,
  expressValidator,
  ...fastifyCallers,
  fastifyMultipart,
  fastifyPostgres,
  fastifyRateLimit,
  fastifyRedis,
  fastifySensible,
  ...fastifyStores,
  fetching,
  firebaseAdmin,
  ...formats,
  formParsers,
  fs,
  got,
  httpErrors,
  joi,
  jose,
  jsonschema,
  jsonwebtoken,
  knex,
  kysely,
  language,
  limitingMiddleware,
  lodash,
  loggers,
  media,
  mongodb,
  mongoose,
  multer,
  mysql,
  nodeHttp,
  nodemailer,
  nodeWork,
  nothing,
  objection,
  olderClients,
  openapi,
  ...otherSchemas,
  otherStores,
  overload,
  parsers,
  passport,
  ...permissions,
  pg,
  pgPromise,
  prisma,
  queues,
  redis,
  runners,
  ...secrets,
  sequelize,
  sqlite3,
  stripe,
  supabase,
  superstruct,
  typebox,
  typeorm,
  uploadMiddleware,
  upstreamClients,
  uuid,
  valibot,
  validator,
  wrappers,
  yup,
  zod,
  zodValidationError,
];
