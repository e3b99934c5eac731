import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { makeProject } from '../model/read-project.ts';

type Files = Readonly<Record<string, string>>;

const EXPRESS = "import express from 'express';\nconst app = express();";
const FASTIFY = "import Fastify from 'fastify';\nconst app = Fastify();";

/** The cause of the last answer with 400 of `src/app.ts`, `weak` before it where no rule would speak by it. */
function causeIn(code: string, files: Files = {}): string | null {
  const all: Files = { 'package.json': '{ "dependencies": { "express": "^5.0.0" } }', ...files, 'src/app.ts': code };
  const model = makeProject(all).read('src/app.ts', code);
  const response = model?.responses.findLast(({ status: { codes } }) => codes?.includes(400));
  const evidence = model && response ? readCause(response, model) : null;
  return evidence && `${evidence.isStrong ? '' : 'weak '}${evidence.cause}`;
}

/** The same in an Express handler. */
function causeOf(body: string, head = '', files: Files = {}): string | null {
  return causeIn(`${EXPRESS}\n${head}\napp.post('/boats/:id', async (req, res) => {\n${body}\n});`, files);
}

const REFUSED = 'return res.status(400).json({ no: true });';

describe('a package outvotes the names of its calls', () => {
  it.each<[string, string, string, string | null]>([
    [
      'a client that gives its failure as a member',
      "import { createClient } from '@supabase/supabase-js';\nconst store = createClient(a, b);",
      `const { data, error } = await store.from('boats').select('*').order('id');\nif (error) ${REFUSED}\nres.json(data);`,
      'unexpected',
    ],
    [
      'one record of it, which may not be there',
      "import { createClient } from '@supabase/supabase-js';\nconst store = createClient(a, b);",
      `const { data, error } = await store.from('boats').select('*').eq('id', req.params.id).single();\nif (error) ${REFUSED}\nres.json(data);`,
      'not-found',
    ],
    [
      'its records under another name',
      "import { createClient as link } from '@supabase/supabase-js';\nconst zone = link(a, b);",
      `const { data: row } = await zone.from('boats').select('*').eq('id', req.params.id).maybeSingle();\nif (!row) ${REFUSED}\nres.json(row);`,
      'not-found',
    ],
    [
      'what the failure says is asked',
      "import { createClient } from '@supabase/supabase-js';\nconst store = createClient(a, b);",
      `const { error } = await store.from('boats').insert(req.body);\nif (error.code === 'X1') ${REFUSED}\nres.json(1);`,
      null,
    ],
    [
      'a store whose calls have names of their own',
      "import { Boat } from './boat';",
      `const [row] = await Boat.aggregate([{ $match: { _id: req.params.id } }]);\nif (!row) ${REFUSED}\nres.json(row);`,
      'not-found',
    ],
    [
      'a call of a store that has no row, whatever it goes by',
      "import { Boat } from './boat';",
      `const row = await Boat.findFleetOf(req.params.id);\nif (!row) ${REFUSED}\nres.json(row);`,
      null,
    ],
    [
      'that such a call has failed',
      "import { Boat } from './boat';",
      `try { res.json(await Boat.findFleetOf(req.params.id)); } catch { ${REFUSED} }`,
      'unexpected',
    ],
    [
      'a call of a package that is named like a lookup',
      "import { getUserAgent } from 'ua-parser-js';",
      `const row = await getUserAgent(req.params.id);\nif (!row) ${REFUSED}\nres.json(row);`,
      null,
    ],
  ])('%s', (_, head, body, cause) => {
    const files = {
      'src/boat.ts':
        "import mongoose from 'mongoose';\nexport const Boat = mongoose.model('Boat', new mongoose.Schema({}));",
    };
    expect(causeOf(body, head, files)).toBe(cause);
  });

  it('computes with what it gave', () => {
    // A search in a list of another server is no call of its package.
    const body = `const { members } = await api.list();\nconst one = members.find(member => member.mail === req.body.mail);\nif (one.role !== 'admin') ${REFUSED}\nres.json(one);`;
    expect(causeOf(body, "import { api } from 'better-auth';")).toBeNull();
  });
});

describe('promises that are waited for together', () => {
  it.each([
    ['Promise.all', 'const [boat, crew] = await Promise.all([Boat.findById(req.params.id), Crew.find()]);', 'boat'],
    ['a list of them', 'const work = [Boat.findById(req.params.id)];\nconst [boat] = await Promise.all(work);', 'boat'],
    [
      'Promise.allSettled',
      'const [{ value: boat }] = await Promise.allSettled([Boat.findById(req.params.id)]);',
      'boat',
    ],
  ])('%s', (_, before, name) => {
    expect(causeOf(`${before}\nif (!${name}) ${REFUSED}\nres.json(1);`)).toBe('not-found');
  });

  it('each is its own', () => {
    const before = 'const [boat, crew] = await Promise.all([Boat.findById(req.params.id), roundUp()]);';
    expect(causeOf(`${before}\nif (!crew) ${REFUSED}\nres.json(boat);`)).toBeNull();
  });
});

describe('what runs before sets members of the request', () => {
  const DOCK =
    'export async function dock(req, res, next) {\n  req.dock = await Dock.findById(req.user.dock);\n  next();\n}\nexport const withBoat = key => async (req, res, next) => {\n  req.boat = await Boat.findById(req.params[key]);\n  next();\n};';
  const files = { 'src/before.ts': DOCK };
  const head = "import { dock, withBoat } from './before';";

  it.each<[string, string, string, string | null]>([
    [
      'a record of another holder than the caller has',
      "app.put('/boats/:id', dock, async (req, res) => {",
      `const boat = await Boat.findById(req.params.id);\nif (boat.dock !== req.dock.id) ${REFUSED}`,
      'forbidden',
    ],
    [
      'the same, taken apart',
      "app.put('/boats/:id', dock, async (req, res) => {",
      `const { dock: own, params: { id } } = req;\nconst boat = await Boat.findById(id);\nif (boat.dock !== own.id) ${REFUSED}`,
      'forbidden',
    ],
    [
      'a record that a factory of middleware looked up',
      "app.put('/boats/:id', withBoat('id'), async (req, res) => {",
      `if (!req.boat) ${REFUSED}`,
      'not-found',
    ],
    ['nothing before', "app.put('/boats/:id', async (req, res) => {", `if (!req.boat) ${REFUSED}`, null],
    [
      'what the caller has, and what another record says: no record of the URL',
      "app.put('/boats', dock, async (req, res) => {",
      `const boat = await Boat.findOne({ name: req.body.name });\nif (boat.dock !== req.dock.id) ${REFUSED}`,
      null,
    ],
  ])('%s', (_, start, body, cause) => {
    expect(causeIn(`${EXPRESS}\n${head}\n${start}\n${body}\nres.json(1);\n});`, files)).toBe(cause);
  });

  it('hooks of Fastify as well', () => {
    const code = `${FASTIFY}\n${head}\napp.put('/boats/:id', { preHandler: withBoat('id') }, async (req, reply) => {\nif (!req.boat) return reply.code(400).send({ no: true });\nreturn 1;\n});`;
    expect(causeIn(code, { ...files, 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }' })).toBe(
      'not-found',
    );
  });
});

describe('a service that is declared, injected or resolved', () => {
  const files = {
    'src/keys.ts':
      "import jwt from 'jsonwebtoken';\nexport class Keys {\n  async whose(text: string) {\n    try { return jwt.verify(text, KEY).sub; } catch { return null; }\n  }\n}",
    'src/context.ts':
      "import { Keys } from './keys';\nexport class Context {\n  private static one: Context;\n  static only() { if (!Context.one) Context.one = new Context(); return Context.one; }\n  keys() { return new Keys(); }\n}",
  };
  const guard = `if (!who) ${REFUSED}\nres.json(who);`;

  it.each([
    ['by the type of a parameter', 'function routes(keys: Keys) {', 'keys', '}'],
    ['by a container', 'const keys = container.resolve<Keys>(Keys);', 'keys', ''],
    ['by a factory', '', 'Context.only().keys()', ''],
  ])('%s', (_, before, keys, after) => {
    const code = `${EXPRESS}\nimport { Keys } from './keys';\nimport { Context } from './context';\n${before}\napp.get('/boats', async (req, res) => {\nconst who = await ${keys}.whose(req.cookies.token);\n${guard}\n});\n${after}`;
    expect(causeIn(code, files)).toBe('unauthenticated');
  });

  it('in a controller', () => {
    const code = `import { Keys } from './keys';\nimport type { Request, Response } from 'express';\nexport class Boats {\n  constructor(private readonly keys: Keys) {}\n  async list(req: Request, res: Response) {\n    const who = await this.keys.whose(req.cookies.token);\n    ${guard}\n  }\n}`;
    expect(causeIn(code, files)).toBe('unauthenticated');
  });
});

describe('what verifying a token gave', () => {
  const token = 'const claims = await verifyToken(req.cookies.token);';

  it.each([
    ['claims.valid', 'unauthenticated'],
    ['claims.sub', 'unauthenticated'],
    ['claims.data', 'unauthenticated'],
    ['claims.locale', null],
  ])('!%s', (member, cause) => {
    expect(causeOf(`${token}\nif (!${member}) ${REFUSED}\nres.json(1);`)).toBe(cause);
  });
});

describe('a failure of another server', () => {
  const files = (refuse: string): Files => ({
    'src/ship.ts': `export async function ship(file) {\n  const answer = await fetch(STORE, { method: 'POST', body: file });\n  const said = await answer.json();\n  ${refuse}\n  return said;\n}`,
  });
  const body = `try {\nawait ship(1);\n} catch (error) {\n${REFUSED}\n}\nres.json(1);`;
  const head = "import { ship } from './ship';";

  it.each([
    ['whatever it said', '', 'upstream-error'],
    ['or what it refuses, which is thrown on', 'if (answer.status !== 200) throw said;', 'weak upstream-error'],
  ])('%s', (_, refuse, cause) => {
    expect(causeOf(body, head, files(refuse))).toBe(cause);
  });
});

describe('a function that throws where nothing is found', () => {
  const guard = `if (!boat) ${REFUSED}\nres.json(boat);`;

  it.each([
    ['gives something', 'if (!row) throw new Error(id);', 'return row;', null],
    ['the same, with more asked', 'if (!row || row.closed) throw new Error(id);', 'return new Model(row);', null],
    ['may give nothing', 'if (!row) log(id);', 'return row;', 'not-found'],
    [
      'gives nothing on one way',
      'if (!row) throw new Error(id);\nif (row.closed) return null;',
      'return row;',
      'not-found',
    ],
  ])('%s', (_, refuse, answer, cause) => {
    const files = {
      'src/boats.ts': `async function load(id) {\nconst row = await Boat.findById(id);\n${refuse}\n${answer}\n}\nexport async function find(id) {\nconst boat = await load(id);\nreturn boat;\n}`,
    };
    expect(causeOf(`const boat = await find(req.params.id);\n${guard}`, "import { find } from './boats';", files)).toBe(
      cause,
    );
  });
});

describe('a flag of the body', () => {
  it('that is false is there', () => {
    expect(causeOf(`if (!req.body.isGuest) ${REFUSED}\nres.json(1);`)).toBeNull();
    expect(causeOf(`if (!req.body.issue) ${REFUSED}\nres.json(1);`)).toBe('malformed');
  });
});

describe('a list that is asked for its first element alone', () => {
  it('is one record', () => {
    const empty = (answer: string): string | null =>
      causeIn(
        `${EXPRESS}\napp.get('/boats', async (req, res) => {\nconst boats = await Boat.find({ name: req.query.name });\nif (!boats.length) ${REFUSED}\nres.json(${answer});\n});`,
      );
    expect(empty('boats')).toBe('empty-list');
    expect(empty('boats[0]')).not.toBe('empty-list');
  });
});

describe('a definition that hangs elsewhere', () => {
  const KEG =
    "import mongoose from 'mongoose';\nimport bcrypt from 'bcrypt';\nconst schema = new mongoose.Schema({ lid: String });\nschema.statics.grok = function (id) { return this.findOne({ _id: id }); };\nschema.statics.ask = function (id) { if (!id) throw Object.assign(new Error('x'), { status: 400 }); return id.length > 3; };\nschema.methods.fits = function (lid) { return bcrypt.compare(lid, this.lid); };\nexport default mongoose.model('Keg', schema);";
  const head = "import Keg from './keg';";

  it.each<[string, string, string | null]>([
    [
      'a static that looks a record up',
      `const keg = await Keg.grok(req.params.id);\nif (!keg) ${REFUSED}\nres.json(keg);`,
      'not-found',
    ],
    ['a static that computes', `if (!Keg.ask(req.params.id)) ${REFUSED}\nres.json(1);`, 'malformed'],
    [
      'a method that compares a password',
      `const keg = await Keg.findOne({ mail: req.body.mail }).select('+lid');\nif (!(await keg.fits(req.body.lid))) ${REFUSED}\nres.json(keg);`,
      'unauthenticated',
    ],
  ])('%s', (_, body, cause) => {
    const code = `${EXPRESS}\n${head}\napp.post('/login/:id', async (req, res) => {\n${body}\n});`;
    expect(causeIn(code, { 'src/keg.ts': KEG })?.replace(/^weak /, '')).toBe(cause);
  });

  it('on a prototype', () => {
    const cellar =
      "const Keg = require('./keg');\nfunction Cellar() {}\nCellar.prototype.grok = function (id) { return this.deep(id); };\nCellar.prototype.deep = function (id) { return Keg.findById(id); };\nmodule.exports = new Cellar();";
    const code = `${EXPRESS}\nconst cellar = require('./cellar');\napp.get('/kegs/:id', async (req, res) => {\nconst keg = await cellar.grok(req.params.id);\nif (!keg) ${REFUSED}\nres.json(keg);\n});`;
    expect(causeIn(code, { 'src/cellar.js': cellar, 'src/keg.ts': KEG })).toBe('not-found');
  });
});

describe('an interface with one class', () => {
  const files = (more: Files = {}): Files => ({
    'src/kegs.ts': 'export interface Kegs { grok(id: string): Promise<object | null> }',
    'src/index.ts': "export * from './kegs';\nexport * from './circle';",
    'src/circle.ts': "export * from './index';",
    'src/prisma-kegs.ts':
      "import type { Kegs } from './kegs';\nimport { PrismaClient } from '@prisma/client';\nconst db = new PrismaClient();\nexport class PrismaKegs implements Kegs {\n  grok(id: string) { return db.keg.findUnique({ where: { id } }); }\n}",
    ...more,
  });
  const controller = (from: string): string =>
    `import type { Kegs } from '${from}';\nimport type { Request, Response } from 'express';\nexport class Pub {\n  constructor(private readonly kegs: Kegs) {}\n  async show(req: Request, res: Response) {\n    const keg = await this.kegs.grok(req.params.id);\n    if (!keg) ${REFUSED}\n    res.json(keg);\n  }\n}`;

  it.each<[string, string, Files, string | null]>([
    ['is that class', './kegs', {}, 'not-found'],
    ['by an index file', './index', {}, 'not-found'],
    [
      'beside one of tests',
      './kegs',
      { 'tests/fake.ts': "import type { Kegs } from '../src/kegs';\nexport class Fake implements Kegs {}" },
      'not-found',
    ],
    [
      'is none of two',
      './kegs',
      { 'src/memory.ts': "import type { Kegs } from './kegs';\nexport class Memory implements Kegs {}" },
      null,
    ],
    ['is out of sight', './circle', { 'src/index.ts': "export * from './circle';" }, null],
  ])('%s', (_, from, more, cause) => {
    expect(causeIn(controller(from), files(more))).toBe(cause);
  });

  it('in a use case that a controller asks', () => {
    const useCase =
      "import type { Kegs } from './kegs';\nexport class FindKeg {\n  constructor(private kegs: Kegs) {}\n  run(id: string) { return this.kegs.grok(id); }\n}";
    const code = `import { FindKeg } from './find-keg';\nexport const show = (find: FindKeg) => async (req, res) => {\nconst keg = await find.run(req.params.id);\nif (!keg) ${REFUSED}\nres.json(keg);\n};`;
    expect(causeIn(code, files({ 'src/find-keg.ts': useCase }))).toBe('not-found');
  });
});

describe('a schema that a function of the project asks', () => {
  const files = {
    'src/boat-schema.ts':
      "import Joi from 'joi';\nexport const boatSchema = boat => {\nconst schema = Joi.object({ name: Joi.string().min(3).required() });\nreturn schema.validate(boat);\n};",
    'src/parse-boat.ts':
      "import { z } from 'zod';\nconst Boat = z.object({ name: z.string().min(3) });\nexport function checkBoat(boat) { return Boat.safeParse(boat); }",
    'src/harbour.ts':
      "import Joi from 'joi';\nconst HARBOUR = Joi.object({ name: Joi.string().min(3) });\nexport const harbourOf = () => HARBOUR.validate(process.env);",
  };
  const head =
    "import { boatSchema } from './boat-schema';\nimport { checkBoat } from './parse-boat';\nimport { harbourOf } from './harbour';";
  it.each<[string, string, string | null]>([
    ['its error, of joi', `const { error } = boatSchema(req.body);\nif (error) ${REFUSED}`, 'invalid'],
    [
      'its error, of a copy',
      `const boat = req.body;\nconst { error } = boatSchema(boat);\nif (error) ${REFUSED}`,
      'invalid',
    ],
    ['its success, of zod', `const checked = checkBoat(req.body);\nif (!checked.success) ${REFUSED}`, 'invalid'],
    ['of the query', `const { error } = boatSchema(req.query);\nif (error) ${REFUSED}`, 'malformed'],
    ['the whole of it, which may be anything', `if (checkBoat(req.body)) ${REFUSED}`, null],
    ['of nothing that the request says', `const { error } = harbourOf();\nif (error) ${REFUSED}`, null],
  ])('%s', (_, body, cause) => {
    expect(causeOf(`${body}\nres.json({});`, head, files)).toBe(cause);
  });
});
