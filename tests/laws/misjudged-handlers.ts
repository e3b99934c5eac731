import type { Files } from './moves.ts';

/** What a finding rests on: code of the project, what a package is, what a framework gives, or what something out of sight is called. */
export type Ground = 'definition' | 'package' | 'framework' | 'name';

/** A small project with one wrong status. */
export interface Misjudged {
  readonly name: string;
  readonly ground: Ground;
  /** The rule that says so, and the statuses that it names. */
  readonly finding: string;
  readonly files: Files;
  /** Why nothing is found where nothing is called what it is; null where the same is found. */
  readonly goes: string | null;
}

const MODELS = `import mongoose from 'mongoose';
const fields = { title: String, owner: String, shelf: Number };
export const Novel = mongoose.model('Novel', new mongoose.Schema(fields));
export const Reader = mongoose.model('Reader', new mongoose.Schema({ mail: String, hash: String }));
`;
const EXPRESS = "import express from 'express';\nconst app = express();\napp.use(express.json());\n";
const FASTIFY = "import Fastify from 'fastify';\nconst app = Fastify();\n";

/** The small projects, each about another kind of evidence. */
export const MISJUDGED: readonly Misjudged[] = [
  {
    name: 'a service throws a class of its own, which the handler tells apart',
    ground: 'definition',
    finding: 'prefer-404-for-missing-resource 404 400',
    files: {
      'app.js': `import { fetchNovel, NovelGone } from './novels.js';
${EXPRESS}app.get('/novels/:id', async (req, res, next) => {
  try {
    res.json(await fetchNovel(req.params.id));
  } catch (error) {
    if (error instanceof NovelGone) return res.status(400).json({ message: 'No.' });
    next(error);
  }
});
`,
      'novels.js': `import { Novel } from './models.js';
export class NovelGone extends Error {}
export async function fetchNovel(id) {
  const novel = await Novel.findById(id);
  if (!novel) throw new NovelGone('gone');
  return novel;
}
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'a service says in a result that nothing is there',
    ground: 'definition',
    finding: 'prefer-404-for-missing-resource 404 422',
    files: {
      'app.js': `import { shelve } from './novels.js';
${EXPRESS}app.put('/novels/:id/shelf', async (req, res) => {
  const outcome = await shelve(req.params.id, req.body.shelf);
  if (!outcome.ok) return res.status(422).json({ message: 'No.' });
  res.json({ shelf: outcome.shelf });
});
`,
      'novels.js': `import { Novel } from './models.js';
export async function shelve(id, shelf) {
  const novel = await Novel.findById(id);
  if (!novel) return { ok: false, reason: 'gone' };
  novel.shelf = shelf;
  await novel.save();
  return { ok: true, shelf };
}
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'a function of the project checks a value of the body',
    ground: 'definition',
    finding: 'prefer-422-for-invalid-content 422 400',
    files: {
      'app.js': `import { fitsShelf } from './rules.js';
import { Novel } from './models.js';
${EXPRESS}app.post('/novels', async (req, res) => {
  if (!fitsShelf(req.body.shelf)) return res.status(400).json({ message: 'No.' });
  const novel = await Novel.create(req.body);
  res.status(201).location('/novels/' + novel.id).json(novel);
});
`,
      'rules.js': 'export const fitsShelf = shelf => shelf > 0 && shelf <= 40;\n',
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'a function of the project asks whose the record is',
    ground: 'definition',
    finding: 'prefer-403-for-denied-permission 403 401',
    files: {
      'app.js': `import { ownsNovel } from './rules.js';
import { Novel } from './models.js';
${EXPRESS}app.delete('/novels/:id', async (req, res) => {
  const novel = await Novel.findById(req.params.id);
  if (!novel) return res.sendStatus(404);
  if (!ownsNovel(req.user, novel)) return res.status(401).json({ message: 'No.' });
  await novel.deleteOne();
  res.sendStatus(204);
});
`,
      'rules.js': 'export function ownsNovel(user, novel) {\n  return novel.owner === user.id;\n}\n',
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'a function of the project answers with the status it is given',
    ground: 'definition',
    finding: 'prefer-404-for-missing-resource 404 400',
    files: {
      'app.js': `import { refuse } from './answers.js';
import { Novel } from './models.js';
${EXPRESS}app.get('/novels/:id', async (req, res) => {
  const novel = await Novel.findById(req.params.id);
  if (!novel) return refuse(res, 400, 'No.');
  res.json(novel);
});
`,
      'answers.js':
        'export function refuse(res, status, message) {\n  return res.status(status).json({ message });\n}\n',
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'the error handler looks the status of a code up',
    ground: 'definition',
    finding: 'prefer-404-for-missing-resource 404 409',
    files: {
      'app.js': `import { Novel } from './models.js';
${EXPRESS}const STATUS_OF = { E_GONE: 409, E_BUSY: 503 };
class ShelfError extends Error {
  constructor(code) {
    super('The shelf says no');
    this.code = code;
  }
}
app.get('/novels/:id', async (req, res) => {
  const novel = await Novel.findById(req.params.id);
  if (!novel) throw new ShelfError('E_GONE');
  res.json(novel);
});
app.use((error, req, res, next) => {
  res.status(STATUS_OF[error.code] ?? 500).json({ message: error.message });
});
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'a method of an instance that a controller is made with throws',
    ground: 'definition',
    finding: 'prefer-404-for-missing-resource 404 400',
    files: {
      'app.js': `import { Novel } from './models.js';
${EXPRESS}class NovelGone extends Error {}
class Library {
  async lendNovel(id) {
    const novel = await Novel.findById(id);
    if (!novel) throw new NovelGone('gone');
    return novel;
  }
}
class Desk {
  constructor(library) {
    this.library = library;
  }
  lend = async (req, res) => {
    try {
      const novel = await this.library.lendNovel(req.params.id);
      res.json(novel);
    } catch (error) {
      if (error instanceof NovelGone) return res.status(400).json({ message: 'No.' });
      throw error;
    }
  };
}
const desk = new Desk(new Library());
app.get('/novels/:id', desk.lend);
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'prisma finds no record',
    ground: 'package',
    finding: 'prefer-404-for-missing-resource 404 400',
    files: {
      'app.js': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
${FASTIFY}app.get('/novels/:id', async (request, reply) => {
  const novel = await prisma.novel.findUnique({ where: { id: request.params.id } });
  if (novel === null) return reply.code(400).send({ message: 'No.' });
  return novel;
});
`,
    },
    goes: null,
  },
  {
    name: 'prisma has such a record already',
    ground: 'package',
    finding: 'prefer-409-for-conflict 409 400',
    files: {
      'app.js': `import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
${FASTIFY}app.post('/novels', async (request, reply) => {
  try {
    const novel = await prisma.novel.create({ data: request.body });
    return reply.code(201).header('location', '/novels/' + novel.id).send(novel);
  } catch (error) {
    if (error.code === 'P2002') return reply.code(400).send({ message: 'No.' });
    throw error;
  }
});
`,
    },
    goes: null,
  },
  {
    name: 'knex finds no row',
    ground: 'package',
    finding: 'prefer-404-for-missing-resource 404 400',
    files: {
      'app.js': `import knex from 'knex';
const base = knex({ client: 'pg' });
${EXPRESS}app.get('/novels/:id', async (req, res) => {
  const novel = await base('novels').where({ id: req.params.id }).first();
  if (!novel) return res.status(400).json({ message: 'No.' });
  res.json(novel);
});
`,
    },
    goes: null,
  },
  {
    name: 'bcrypt says that the password is wrong',
    ground: 'package',
    finding: 'prefer-401-for-missing-credentials 401 403',
    files: {
      'app.js': `import bcrypt from 'bcrypt';
import { Reader } from './models.js';
${EXPRESS}app.post('/login', async (req, res) => {
  const reader = await Reader.findOne({ mail: req.body.mail });
  if (!reader) return res.sendStatus(401);
  const isRight = await bcrypt.compare(req.body.password, reader.hash);
  if (!isRight) return res.status(403).json({ message: 'No.' });
  req.session.reader = reader.id;
  res.sendStatus(204);
});
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'jsonwebtoken refuses a token',
    ground: 'package',
    finding: 'prefer-401-for-missing-credentials 401 403',
    files: {
      'app.js': `import jwt from 'jsonwebtoken';
${EXPRESS}function onlyReaders(req, res, next) {
  try {
    req.user = jwt.verify(req.headers.authorization, process.env.KEY);
  } catch (error) {
    return res.status(403).json({ message: 'No.' });
  }
  next();
}
app.get('/shelf', onlyReaders, (req, res) => {
  res.json({ reader: req.user.id });
});
`,
    },
    goes: null,
  },
  {
    name: 'zod refuses the body',
    ground: 'package',
    finding: 'prefer-422-for-invalid-content 422 400',
    files: {
      'app.js': `import { z } from 'zod';
import { Novel } from './models.js';
${EXPRESS}const Submission = z.object({ title: z.string().min(1), shelf: z.number().max(40) });
app.post('/novels', async (req, res) => {
  const checked = Submission.safeParse(req.body);
  if (!checked.success) return res.status(400).json({ message: 'No.' });
  const novel = await Novel.create(checked.data);
  res.status(201).location('/novels/' + novel.id).json(novel);
});
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'axios reaches no other server',
    ground: 'package',
    finding: 'prefer-502-for-upstream-failure 502 400',
    files: {
      'app.js': `import axios from 'axios';
const reviews = axios.create({ baseURL: 'https://reviews.example' });
${EXPRESS}app.get('/reviews', async (req, res) => {
  try {
    const { data } = await reviews.get('/latest');
    res.json(data);
  } catch (error) {
    res.status(400).json({ message: 'No.' });
  }
});
`,
    },
    goes: null,
  },
  {
    name: 'a limiter lets nobody through any more',
    ground: 'package',
    finding: 'prefer-429-for-rate-limit 429 403',
    files: {
      'app.js': `import { RateLimiterMemory } from 'rate-limiter-flexible';
const visits = new RateLimiterMemory({ points: 10, duration: 1 });
${FASTIFY}app.get('/novels', async (request, reply) => {
  try {
    await visits.consume(request.ip);
  } catch {
    return reply.code(403).send({ message: 'No.' });
  }
  return { novels: [] };
});
`,
    },
    goes: null,
  },
  {
    name: 'mongoose refuses what is saved',
    ground: 'package',
    finding: 'prefer-422-for-invalid-content 422 400',
    files: {
      'app.js': `import mongoose from 'mongoose';
import { Novel } from './models.js';
${EXPRESS}app.post('/novels', async (req, res, next) => {
  try {
    const novel = await Novel.create(req.body);
    res.status(201).location('/novels/' + novel.id).json(novel);
  } catch (error) {
    if (error instanceof mongoose.Error.ValidationError) return res.status(400).json({ message: 'No.' });
    next(error);
  }
});
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'there is no header with a credential',
    ground: 'framework',
    finding: 'prefer-401-for-missing-credentials 401 400',
    files: {
      'app.ts': `import express, { type NextFunction, type Request, type Response } from 'express';
const app = express();
export function onlyReaders(req: Request, res: Response, next: NextFunction) {
  const credential = req.headers.authorization;
  if (!credential) return res.status(400).json({ message: 'No.' });
  next();
}
app.use(onlyReaders);
`,
    },
    goes: null,
  },
  {
    name: "Fastify's own verification fails",
    ground: 'framework',
    finding: 'prefer-401-for-missing-credentials 401 403',
    files: {
      'app.js': `${FASTIFY}app.addHook('onRequest', async (request, reply) => {
  try {
    await request.jwtVerify();
  } catch (error) {
    return reply.code(403).send({ message: 'No.' });
  }
});
`,
    },
    goes: null,
  },
  {
    name: 'the caller is known, and of the wrong role',
    ground: 'framework',
    finding: 'prefer-403-for-denied-permission 403 401',
    files: {
      'app.js': `${EXPRESS}function onlyStaff(req, res, next) {
  if (req.user.role !== 'staff') return res.status(401).json({ message: 'No.' });
  next();
}
app.get('/staff', onlyStaff, (req, res) => {
  res.json({ shelves: 40 });
});
`,
    },
    goes: null,
  },
  {
    name: 'a field of the body is missing',
    ground: 'framework',
    finding: 'prefer-400-for-malformed-request 400 404',
    files: {
      'app.js': `import { Novel } from './models.js';
${EXPRESS}app.post('/novels', async (req, res) => {
  const { title } = req.body;
  if (!title) return res.status(404).json({ message: 'No.' });
  const novel = await Novel.create({ title });
  res.status(201).location('/novels/' + novel.id).json(novel);
});
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'a parameter of the path is no number',
    ground: 'framework',
    finding: 'prefer-400-for-malformed-request 400 422',
    files: {
      'app.js': `import { Novel } from './models.js';
${EXPRESS}app.get('/novels/:number', async (req, res) => {
  const number = Number(req.params.number);
  if (Number.isNaN(number)) return res.status(422).json({ message: 'No.' });
  res.json(await Novel.find({ number }));
});
`,
      'models.js': MODELS,
    },
    goes: null,
  },
  {
    name: 'the method is another one',
    ground: 'framework',
    finding: 'prefer-405-for-unsupported-method 405 400',
    files: {
      'app.js': `${EXPRESS}app.all('/shelves', (req, res) => {
  if (req.method !== 'GET') return res.status(400).json({ message: 'No.' });
  res.json({ shelves: 40 });
});
`,
    },
    goes: null,
  },
  {
    name: "Fastify's validation refuses the body",
    ground: 'framework',
    finding: 'prefer-422-for-invalid-content 422 400',
    files: {
      'app.js': `${FASTIFY}app.setErrorHandler((error, request, reply) => {
  if (error.validation && error.validationContext === 'body') return reply.code(400).send({ message: 'No.' });
  return reply.send(error);
});
`,
    },
    goes: null,
  },
  {
    name: 'a module out of sight looks a record up',
    ground: 'name',
    finding: 'prefer-404-for-missing-resource 404 400',
    files: {
      'app.js': `import { loadNovelById } from './elsewhere.js';
${EXPRESS}app.get('/novels/:id', async (req, res) => {
  const novel = await loadNovelById(req.params.id);
  if (!novel) return res.status(400).json({ message: 'No.' });
  res.json(novel);
});
`,
    },
    goes: 'A function out of sight is known to look something up by its name alone.',
  },
  {
    name: 'a module out of sight compares a password',
    ground: 'name',
    finding: 'prefer-401-for-missing-credentials 401 400',
    files: {
      'app.js': `import { comparePassword } from './elsewhere.js';
import { Reader } from './models.js';
${EXPRESS}app.post('/login', async (req, res) => {
  const reader = await Reader.findOne({ mail: req.body.mail });
  if (!reader) return res.sendStatus(401);
  if (!(await comparePassword(req.body.password, reader.hash))) return res.status(400).json({ message: 'No.' });
  req.session.reader = reader.id;
  res.sendStatus(204);
});
`,
      'models.js': MODELS,
    },
    goes: 'A function out of sight is known to compare a password by its name alone.',
  },
  {
    name: 'a module out of sight knows what the caller may do',
    ground: 'name',
    finding: 'prefer-403-for-denied-permission 403 401',
    files: {
      'app.js': `import { hasPermission } from './elsewhere.js';
${EXPRESS}app.get('/staff', (req, res) => {
  if (!hasPermission(req.user, 'shelve')) return res.status(401).json({ message: 'No.' });
  res.json({ shelves: 40 });
});
`,
    },
    goes: 'A function out of sight is known to ask for a permission by its name alone.',
  },
];
