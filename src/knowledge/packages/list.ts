import type { PackageModel } from '../package-model.ts';
import { argon2 } from './argon2.ts';
import { bcrypt } from './bcrypt.ts';
import { drizzleOrm } from './drizzle-orm.ts';
import { jose } from './jose.ts';
import { jsonwebtoken } from './jsonwebtoken.ts';
import { knex } from './knex.ts';
import { kysely } from './kysely.ts';
import { mongodb } from './mongodb.ts';
import { mongoose } from './mongoose.ts';
import { mysql } from './mysql.ts';
import { objection } from './objection.ts';
import { fastifyPostgres, pg, pgPromise } from './pg.ts';
import { prisma } from './prisma.ts';
import { fastifyRedis, fastifyStores, redis } from './redis.ts';
import { sequelize } from './sequelize.ts';
import { betterSqlite, sqlite3 } from './sqlite.ts';
import { supabase } from './supabase.ts';
import { typeorm } from './typeorm.ts';

/** Every package of which something is known. */
export const packages: readonly PackageModel[] = [
  // Credentials.
  argon2,
  bcrypt,
  jose,
  jsonwebtoken,
  // Stores.
  betterSqlite,
  drizzleOrm,
  fastifyPostgres,
  fastifyRedis,
  ...fastifyStores,
  knex,
  kysely,
  mongodb,
  mongoose,
  mysql,
  objection,
  pg,
  pgPromise,
  prisma,
  redis,
  sequelize,
  sqlite3,
  supabase,
  typeorm,
];
