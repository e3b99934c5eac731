import type { PackageModel } from '../package-model.ts';
import { argon2 } from './argon2.ts';
import { bcrypt } from './bcrypt.ts';
import { jose } from './jose.ts';
import { jsonwebtoken } from './jsonwebtoken.ts';
import { mongoose } from './mongoose.ts';

/** Every package of which something is known. */
export const packages: readonly PackageModel[] = [argon2, bcrypt, jose, jsonwebtoken, mongoose];
