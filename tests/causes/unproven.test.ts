import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { makeProject } from '../model/read-project.ts';

type Files = Readonly<Record<string, string>>;

const EXPRESS = { 'package.json': '{ "dependencies": { "express": "^5.0.0", "mongoose": "^8.0.0" } }' };
const FASTIFY = { 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }' };

/** The causes of the responses of a file with a status, those that fit the status left out; `weak` before what no rule would speak by. */
function causesIn(code: string, status: number, files: Files = {}): readonly string[] {
  const base = code.includes("'fastify'") ? FASTIFY : EXPRESS;
  const model = makeProject({ ...base, ...files, 'src/app.ts': code }).read('src/app.ts', code);
  const responses = model?.responses.filter(one => one.status.codes?.includes(status)) ?? [];
  return responses.flatMap(response => {
    const evidence = model && readCause(response, model);
    return evidence && !evidence.accepts?.includes(status)
      ? [`${evidence.isStrong ? '' : 'weak '}${evidence.cause}`]
      : [];
  });
}

const express = (body: string, on = "post('/boats/:id'", head = ''): string =>
  `import express from 'express';\n${head}\nconst app = express();\napp.${on}, async (req, res, next) => {\n${body}\n});`;
const fastify = (body: string, on = "post('/boats/:id'", head = ''): string =>
  `import Fastify from 'fastify';\n${head}\nconst app = Fastify();\napp.${on}, async (request, reply) => {\n${body}\n});`;

describe('a test whether there is a caller, behind authentication', () => {
  const refused = "return res.status(401).json({ message: 'Sign in' });";
  it('says nothing of the value that is missing around it', () => {
    const route = `post('/boats', requireAuth`;
    expect(
      causesIn(
        express(
          `let harbour = req.body.harbour;\nif (!harbour) { if (!req.user?.id) { ${refused} } harbour = home(req.user.id); }\nres.json(await Boat.create(harbour));`,
          route,
        ),
        401,
      ),
    ).toEqual([]);
    expect(
      causesIn(
        fastify(
          'if (!request.query.harbour) {\nif (!request.user) return reply.code(401).send({});\n}\nreturn {};',
          "get('/boats', { preHandler: [app.authenticate] }",
        ),
        401,
      ),
    ).toEqual([]);
  });

  it('leaves the value that is missing to speak for itself', () => {
    expect(
      causesIn(
        express(
          `if (!req.user) ${refused}\nif (!req.body.harbour) ${refused}\nres.json({});`,
          "post('/boats', requireAuth",
        ),
        401,
      ),
    ).toEqual(['malformed']);
  });
});

describe('what a limiter in sight says', () => {
  const limits = {
    'src/limits.ts':
      'export const limits = { async checkRateLimit(address) { const hits = await store.hits(address); return { allowed: hits < 10, resetAt: 1 }; } };',
  };
  it.each([
    ['a member of it', 'const verdict = await limits.checkRateLimit(req.ip);\nif (!verdict.allowed)'],
    ['taken apart', 'const { allowed } = await limits.checkRateLimit(req.ip);\nif (!allowed)'],
  ])('is no permission: %s', (_, test) => {
    const code = express(
      `${test} return res.status(429).json({});\nnext();`,
      "use('/boats'",
      "import { limits } from './limits.ts';",
    );
    expect(causesIn(code, 429, limits)).toEqual(['weak rate-limited']);
  });

  it('is a limit where another status is sent', () => {
    const code = express(
      'const verdict = await throttle.check(req.ip);\nif (verdict.exceeded) return res.status(503).json({});\nnext();',
      "use('/boats'",
    );
    expect(causesIn(code, 503)).toEqual(['weak rate-limited']);
  });
});

describe('a list that was asked for', () => {
  it.each([
    ['awaited', 'const groups = await groupsOf(id);'],
    ['awaited for some', 'const groups = id ? await groupsOf(id) : [];'],
    ['awaited by its list', 'const groups = (await groupsOf(id)) ?? [];'],
  ])('says what its maker knows: %s', (_, list) => {
    const code = express(
      `${list}\nif (!groups.includes(req.query.group)) return res.status(403).json({});\nres.json({});`,
      "get('/boats'",
    );
    expect(causesIn(code, 403)).toEqual([]);
  });

  it('is a form where it is written down', () => {
    const code = express(
      "if (!['red', 'blue'].includes(req.query.colour)) return res.status(403).json({});\nres.json({});",
      "get('/boats'",
    );
    expect(causesIn(code, 403)).toEqual(['malformed']);
  });
});

describe('a write that gives a result, whatever it met', () => {
  const model = "import mongoose from 'mongoose';\nconst Boat = mongoose.model('Boat', new mongoose.Schema({}));";
  it.each([
    ['itself', 'const done = await Boat.updateOne({ _id: req.params.id }, req.body);', ''],
    [
      'by a function',
      'const done = await updateBoat(req.params.id, req.body);',
      'const updateBoat = (id, change) => Boat.updateOne({ _id: id }, change);',
    ],
    [
      'by a method of a class',
      'const done = await new Boats().updateBoat(req.params.id, req.body);',
      'class Boats { model = Boat;\nasync updateBoat(id, change) { return this.model.deleteOne({ _id: id }); } }',
    ],
  ])('shows no missing record by being false: %s', (_, write, head) => {
    const code = express(
      `${write}\nif (!done) return res.status(400).json({});\nres.json({});`,
      undefined,
      `${model}\n${head}`,
    );
    expect(causesIn(code, 400)).toEqual([]);
  });

  it('shows one where it gives the record', () => {
    const code = express(
      'const done = await updateBoat(req.params.id, req.body);\nif (!done) return res.status(400).json({});\nres.json({});',
      undefined,
      `${model}\nconst updateBoat = (id, change) => Boat.findByIdAndUpdate(id, change);`,
    );
    expect(causesIn(code, 400)).toEqual(['not-found']);
  });
});

describe('a default that the compiler asks for', () => {
  const never = 'const assertNever = (kind) => { throw new Error(`no ${kind}`); };';
  const body = (call: string): string =>
    `switch (req.body.kind) { case 'a': break; case 'b': break; default: { ${call}\nreturn res.status(400).json({}); } }\nres.json({});`;

  it('sends nothing behind a call that always throws', () => {
    expect(causesIn(express(body('assertNever(req.body.kind);'), undefined, never), 400)).toEqual([]);
    expect(
      causesIn(
        express(body('assertNever(req.body.kind);'), undefined, "import { assertNever } from './never.ts';"),
        400,
        {
          'src/never.ts': 'export function assertNever(kind: never): never { throw new Error(String(kind)); }',
        },
      ),
    ).toEqual([]);
  });

  it('sends where the call comes back', () => {
    expect(causesIn(express(body('note(req.body.kind);'), undefined, 'const note = kind => log(kind);'), 400)).toEqual([
      'invalid',
    ]);
  });
});

describe('a token that is decoded and not verified', () => {
  const decode = "import jwt from 'jsonwebtoken';\nconst decodeTicket = token => jwt.decode(token, {});";
  it.each([
    ['out of the body', 'const { sub } = decodeTicket(req.body.token);'],
    ['out of the query', 'const { sub } = decodeTicket(req.query.token);'],
  ])('says nothing of the caller: %s', (_, made) => {
    expect(
      causesIn(express(`${made}\nif (!sub) return res.status(400).json({});\nres.json({});`, undefined, decode), 400),
    ).toEqual([]);
  });

  it('does where it is what callers send to say who they are', () => {
    const made = "const { sub } = decodeTicket(req.headers.authorization.split(' ')[1]);";
    expect(
      causesIn(express(`${made}\nif (!sub) return res.status(400).json({});\nres.json({});`, undefined, decode), 400),
    ).toEqual(['unauthenticated']);
  });
});

it('a credential that is right and for something else is no missing one', () => {
  const body =
    "const pass = await queue.checkAccessToken(req.headers['x-access-token']);\nif (pass.eventId !== req.body.eventId) return res.status(403).json({});\nres.json({});";
  expect(causesIn(express(body), 403)).toEqual([]);
  expect(
    causesIn(
      express('if (req.headers.authorization !== process.env.API_KEY) return res.status(403).json({});\nres.json({});'),
      403,
    ),
  ).toEqual(['unauthenticated']);
});

it('a body that names another record than the path may be called a bad request', () => {
  const body = (test: string): string => `if (${test}) return res.status(400).json({});\nres.json({});`;
  expect(causesIn(express(body('req.body.id !== req.params.id'), "put('/boats/:id'"), 400)).toEqual([]);
  expect(causesIn(express(body("req.body.colour !== 'red'"), "put('/boats/:id'"), 400)).toEqual(['invalid']);
});

it('a file that may not be opened may be the client’s to know', () => {
  const body = (code: string, status: number): string =>
    `try { res.json(await fs.readdir(req.query.folder)); } catch (error) { if (error.code === '${code}') return res.status(${status}).json({});\nthrow error; }`;
  const head = "import fs from 'node:fs/promises';";
  expect(causesIn(express(body('EACCES', 403), "get('/files'", head), 403)).toEqual([]);
  expect(causesIn(express(body('EACCES', 400), "get('/files'", head), 400)).toEqual(['unexpected']);
  expect(causesIn(express(body('ENOSPC', 403), "get('/files'", head), 403)).toEqual(['unexpected']);
});

describe('an error with a status, thrown by what resolvers call', () => {
  const code = (head: string): string =>
    `import { AppError } from './errors.ts';\n${head}\nexport async function makeBoat(input) { try { return await boats.insertOne(input); } catch (error) { if (error.code === 11000) throw new AppError(500, 'twice');\nthrow error; } }`;
  const files = (dependencies: string): Files => ({
    'package.json': `{ "dependencies": { ${dependencies} } }`,
    'src/errors.ts':
      'export class AppError extends Error { constructor(status, message) { super(message); this.status = status; } }',
  });
  const mongo = "import { MongoClient } from 'mongodb';\nconst boats = new MongoClient(a).db().collection('boats');";

  it('is no answer of a server that speaks GraphQL', () => {
    expect(causesIn(code(mongo), 500, files('"express": "^5.0.0", "mongodb": "^6.0.0", "graphql": "^16.0.0"'))).toEqual(
      [],
    );
  });

  it('is one of any other', () => {
    expect(causesIn(code(mongo), 500, files('"express": "^5.0.0", "mongodb": "^6.0.0"'))).toEqual(['conflict']);
  });
});

describe('what a function in sight says by true and false', () => {
  const called = (head: string): readonly string[] =>
    causesIn(
      express(
        'const done = await removeBoat(req.params.id);\nif (!done) return res.status(400).json({});\nres.json({});',
        "delete('/boats/:id'",
        head,
      ),
      400,
    );
  it('is no missing record where that is not what it asks for', () => {
    expect(
      called(
        'async function removeBoat(id) { if (!id) return false;\nawait Boat.deleteOne({ _id: id });\nreturn true; }',
      ),
    ).not.toContain('not-found');
  });

  it('is one where it is', () => {
    expect(
      called(
        'async function removeBoat(id) { const boat = await Boat.findById(id);\nif (!boat) return false;\nawait boat.remove();\nreturn true; }',
      ),
    ).toEqual(['not-found']);
  });
});

it('the scope of a token that is compared with one word says what the token is for', () => {
  const body = (test: string): string =>
    `const payload = jwt.verify(req.headers.authorization, KEY);\nif (${test}) return res.status(401).json({});\nres.json({});`;
  const head = "import jwt from 'jsonwebtoken';";
  expect(causesIn(express(body("payload.scope !== 'second-factor'"), undefined, head), 401)).toEqual([
    'weak forbidden',
  ]);
  expect(causesIn(express(body("payload.role !== 'admin'"), undefined, head), 401)).toEqual(['forbidden']);
});

it('a record that is asked about a password is asked no question of form', () => {
  const body = (test: string): string =>
    `const account = await Account.findOne({ mail: req.body.mail });\nif (!account) return res.status(401).json({});\nif (!${test}) return res.status(401).json({});\nres.json({});`;
  expect(causesIn(express(body('(await account.validatePassword(req.body.password))')), 401)).toEqual([
    'unauthenticated',
    'unauthenticated',
  ]);
  expect(causesIn(express(body('validateEmail(req.body.mail)')), 401)).toContain('invalid');
});

describe('a record that is made only where none was found', () => {
  const service = (body: string): Files => ({
    'src/boats.ts': `import { Boat } from './model.ts';\nexport class Boats {\n async createBoat(input) {\n try {\n${body}\n } catch (error) { throw new Error('No boat'); }\n }\n}`,
    'src/model.ts':
      "import mongoose from 'mongoose';\nexport const Boat = mongoose.model('Boat', new mongoose.Schema({ name: String }));",
  });
  const code = express(
    'const boat = await boats.createBoat(req.body);\nres.json(boat);',
    "post('/boats'",
    "import { Boats } from './boats.ts';\nconst boats = new Boats();",
  );
  it.each([
    ['given back', 'const found = await Boat.findOne({ name: input.name });\nif (found) return found;'],
    [
      'changed and given back',
      'const found = await Boat.findOne({ name: input.name });\nif (found) { const changed = await Boat.findOneAndUpdate({ _id: found._id }, input, { new: true }); return changed; }',
    ],
  ])('is no creation behind the return of one that is there: %s', (_, before) => {
    expect(causesIn(code, 200, service(`${before}\nreturn await Boat.create(input);`))).toEqual([
      'weak success-action',
    ]);
    expect(causesIn(code, 200, service(`${before}\nconst boat = new Boat(input);\nreturn await boat.save();`))).toEqual(
      ['weak success-action'],
    );
  });

  it('is one where nothing else is given back, or something else is', () => {
    expect(causesIn(code, 200, service('return await Boat.create(input);'))).toEqual(['success-created']);
    const refusal = "if (await Boat.findOne({ name: input.name })) return { problem: 'taken' };";
    expect(causesIn(code, 200, service(`${refusal}\nreturn await Boat.create(input);`))).toEqual(['success-created']);
  });
});

describe('a schema in a function whose name says that it makes something', () => {
  const files = {
    'src/schemas.ts':
      "import Joi from 'joi';\nexport const registerBoatValidation = input => Joi.object({ name: Joi.string().min(2).required() }).validate(input);",
  };
  it('makes no record', () => {
    const code = express(
      'const { error, value } = await registerBoatValidation(req.body);\nif (error) return res.status(422).json({});\nres.json(value);',
      "post('/boats'",
      "import { registerBoatValidation } from './schemas.ts';",
    );
    expect(causesIn(code, 200, files)).not.toContain('success-created');
  });
});

describe('two halves of a test', () => {
  const schemas =
    "import Joi from 'joi';\nconst query = Joi.object({ path: Joi.string().min(2) }), body = Joi.object({ path: Joi.string().min(2) });";
  it('say nothing together where each is the verdict on another part of the request', () => {
    const test = (condition: string): string =>
      express(
        `const { error: inQuery } = query.validate(req.query);\nconst { error: inBody } = body.validate(req.body);\nif (${condition}) return res.status(400).json({});\nnext();`,
        "post('/files'",
        schemas,
      );
    expect(causesIn(test('inQuery && inBody'), 400)).toEqual([]);
    expect(causesIn(test('inBody'), 400)).toEqual(['invalid']);
  });

  it('say nothing of the body where the other is none of the request, and the answer is none for what is written wrong', () => {
    const test = (status: number): string =>
      express(
        `const { role } = req.body;\nif (config.hasRoles && !['skipper', 'mate'].includes(role)) return res.status(${status}).json({});\nnext();`,
        "post('/crew'",
      );
    expect(causesIn(test(403), 403)).toEqual([]);
    expect(causesIn(test(400), 400)).toEqual(['invalid']);
  });
});

describe('what finds out who calls, tried with other work', () => {
  const files = {
    'src/tokens.ts':
      "import jwt from 'jsonwebtoken';\nexport async function isSigned(req) { try { req.user = jwt.verify(req.headers.authorization, 'key'); return true; } catch { return false; } }\nexport async function renew(token) { const claims = jwt.verify(token, 'key'); if (!(await db.tokens.findOne({ id: claims.id }))) throw new Error('gone'); return claims; }",
  };
  const head = "import { isSigned, renew } from './tokens.ts';";
  it.each([
    [
      'in a function that never fails',
      'if (await isSigned(req)) { await Visit.updateOne({}, { $inc: { seen: 1 } }); return next(); }',
      403,
    ],
    ['in a function that is given what is verified', 'return res.json(await renew(req.body.refreshToken));', 401],
    [
      'by a field that is taken apart',
      "const text = req.get('authorization').split('Bearer ').pop();\nres.json(await callers.ask(text));",
      401,
    ],
  ])('accepts that the caller is not known: %s', (_, body, status) => {
    const code = express(
      `try {\n${body}\n} catch (error) { return res.status(${String(status)}).json({}); }`,
      "use('/boats'",
      head,
    );
    expect(causesIn(code, status, files)).toEqual([]);
  });

  it('is no verification where a middleware is made, and called at once', () => {
    const code = express(
      "try { passport.authenticate('mail', { scope: ['name'] })(req, res, next); } catch (error) { res.status(500).json({}); }",
      "get('/start'",
      "import passport from 'passport';",
    );
    expect(causesIn(code, 500)).toEqual([]);
  });
});

describe('a field that the constructor is given in an object', () => {
  it('is what it is declared as', () => {
    const files = {
      'src/mail.ts':
        "export class Mail {\n async letter(id) { const letter = await this.store.findById(id); if (!letter) throw new Error('No letter'); return letter; }\n}",
    };
    const code =
      "import express from 'express';\nimport type { Mail } from './mail.ts';\nclass Server {\n private mail: Mail | undefined;\n private app = express();\n constructor(options: { mail?: Mail }) {\n this.mail = options.mail;\n this.app.get('/letters/:id', async (req, res) => {\n try { res.json(await this.mail.letter(req.params.id)); } catch (error) { res.status(404).json({}); }\n });\n }\n}";
    expect(causesIn(code, 404, files)).toEqual(['not-found']);
    expect(causesIn(code.replace('status(404)', 'status(400)'), 400, files)).toEqual(['not-found']);
  });
});

describe('what a handler checks that the schema of its route has checked', () => {
  const route = (field: string, body: string): string =>
    fastify(
      `${body}\nreturn {};`,
      `post('/boats', { schema: { body: { type: 'object', properties: { kind: { type: 'string', ${field} }, other: { type: 'string' } } } } }`,
    );
  const refuse = 'return reply.code(400).send({});';
  it.each([
    ["enum: ['sail', 'motor']", `if (!['sail', 'motor'].includes(request.body.kind)) ${refuse}`],
    ["format: 'email'", `const { kind } = request.body;\nif (!/^[^@]+@[^@]+$/.test(kind)) ${refuse}`],
    ['maxLength: 20', `if (request.body.kind.length > 20) ${refuse}`],
  ])('is refused before: %s', (field, body) => {
    expect(causesIn(route(field, body), 400)).toEqual(['weak invalid']);
    expect(causesIn(route("description: 'kind'", body), 400)).toEqual(['invalid']);
  });

  it('is not where two fields are compared', () => {
    const body = `if (request.body.kind === request.body.other) ${refuse}`;
    expect(causesIn(route('minLength: 2', body), 400)).toEqual(['invalid']);
  });
});

describe('what a value is compared with', () => {
  it('says of its form only where it is the same for every request', () => {
    const test = (argument: string): string =>
      express(
        `const claims = await sessions.read(req);\nif (!req.params.id.startsWith(${argument})) return res.status(403).json({});\nnext();`,
        "get('/files/:id'",
        "const PREFIX = 'file-';",
      );
    expect(causesIn(test('claims.base'), 403)).toEqual([]);
    expect(causesIn(test('PREFIX'), 403)).toEqual(['malformed']);
  });
});

describe('a check of the path in a function', () => {
  const test = (body: string): string =>
    express(
      'if (!isId(req.params.id)) return res.status(422).json({});\nnext();',
      "get('/files/:id'",
      `import { Types } from 'mongoose';\nconst isId = id => ${body};`,
    );
  it('is of its form, and not whether there is one', () => {
    const code = test('!!id && Types.ObjectId.isValid(id)');
    const model = makeProject({ ...EXPRESS, 'src/app.ts': code }).read('src/app.ts', code);
    const [response] = model?.responses.filter(one => one.status.codes?.includes(422)) ?? [];
    expect(model && response && readCause(response, model)?.reads).toContain('can be parsed');
  });
});

describe('a member of what a function makes of a credential', () => {
  it('is a right of somebody, or of nobody', () => {
    const test = (member: string): string =>
      express(
        `const caller = await getUserOfToken(req.headers.authorization);\nif (!caller?.${member}) return res.status(403).json({});\nnext();`,
        "get('/files'",
      );
    expect(causesIn(test('admin'), 403)).toEqual([]);
  });
});

describe('a write that meets nothing after its record was asked for', () => {
  const files = {
    'src/parcels.ts':
      "import { Parcel } from './model.ts';\nexport const getParcel = id => Parcel.findOne({ _id: id });\nexport const decline = id => Parcel.findOneAndUpdate({ _id: id }, { declined: true });",
    'src/model.ts':
      "import mongoose from 'mongoose';\nexport const Parcel = mongoose.model('Parcel', new mongoose.Schema({}));",
  };
  const test = (before: string): string =>
    express(
      `${before}\nif (!(await decline(req.params.id))) return res.status(500).json({});\nres.json({});`,
      "post('/parcels/:id'",
      "import { decline, getParcel } from './parcels.ts';",
    );
  it('has failed in the server', () => {
    expect(
      causesIn(
        test(
          'const parcel = check(await getParcel(req.params.id));\nif (parcel.isErr()) return res.status(404).json({});',
        ),
        500,
        files,
      ),
    ).toEqual([]);
  });

  it('has not found it otherwise', () => {
    expect(causesIn(test(''), 500, files)).toEqual(['not-found']);
  });
});

describe('a function called like a schema', () => {
  const code = express(
    'const isValid = await domains.validate(req.body.mail);\nif (!isValid) return res.status(400).json({});\nnext();',
    "post('/boats'",
    "import { domains } from './domains.ts';",
  );
  it('is none where it asks a store', () => {
    const body =
      'const known = await redis.get(mail); if (known) return true; const answers = await names.ask(mail); return answers.length > 0;';
    expect(
      causesIn(code, 400, {
        'src/domains.ts': `import { createClient } from 'redis';\nconst redis = createClient();\nexport const domains = { async validate(mail) { ${body} } };`,
      }),
    ).toEqual([]);
  });
});

describe('an error that a function of the project rejects with', () => {
  const boats = (miss: string): Files => ({
    'src/boats.ts': `import { pool } from './pool.ts';\nexport async function getBoat(id) {\nconst [boat] = await pool.ask('boats', [id]);\nif (!boat) ${miss}\nreturn boat;\n}`,
  });
  const code = (status: number): string =>
    express(
      `try { res.json(await getBoat(req.params.id)); } catch (error) { res.status(${String(status)}).json({}); }`,
      "get('/boats/:id'",
      "import { getBoat } from './boats.ts';",
    );
  it.each([
    ['by a promise', "return Promise.reject(new Error('NOT_FOUND'));"],
    ['thrown', "throw new Error('Boat not found');"],
    ['as a text', "throw 'Boat not found';"],
  ])('is what its text says, where the status is fine for that: %s', (_, miss) => {
    expect(causesIn(code(404), 404, boats(miss))).toEqual([]);
    expect(causesIn(code(409), 409, boats(miss))).toHaveLength(1);
  });
});

describe('what asks whether somebody may create', () => {
  it('creates nothing', () => {
    const test = (receiver: string): string =>
      express(
        `const { body } = req;\nawait ${receiver}.create(req.user, body);\nres.json({});`,
        "post('/boats'",
        "import { boatAuthorizer, boats } from './boats.ts';",
      );
    expect(causesIn(test('boatAuthorizer'), 200)).not.toContain('success-created');
  });
});
