import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { makeProject } from '../model/read-project.ts';

const EXPRESS = { 'package.json': '{ "dependencies": { "express": "^5.0.0" } }' };
const FASTIFY = { 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }' };

/** The cause of the response with a status, in a file of a project; null where nothing certain is read, or the status is fine for it. */
function causeOf(code: string, status = 400): string | null {
  const files = code.includes("'fastify'") ? FASTIFY : EXPRESS;
  const model = makeProject({ ...files, 'src/app.js': code }).read('src/app.js', code);
  const response = model?.responses.find(one => one.status.codes?.includes(status));
  const evidence = model && response ? readCause(response, model) : null;
  return evidence?.isStrong && !evidence.accepts?.includes(status) ? evidence.cause : null;
}

const express = (body: string, on = "post('/guests'", before = ''): string =>
  `import express from 'express';\nimport { Guest } from './guest.js';\n${before}\nconst app = express();\napp.${on}, async (req, res, next) => {\n${body}\n});`;
const fastify = (body: string, on = "post('/guests'", before = ''): string =>
  `import Fastify from 'fastify';\nimport { Guest } from './guest.js';\n${before}\nconst app = Fastify();\napp.${on}, async (req, reply) => {\n${body}\n});`;

const FIND = 'const guest = await Guest.findOne({ mail: req.body.mail });';
const TWICE = "{ message: 'This guest exists already' }";

describe('what a good exit left', () => {
  it.each([
    [
      'a duplicate, after what goes on',
      `import express from 'express';\nimport { Guest } from './guest.js';\nconst app = express();\nexport async function onlyNew(req, res, next) {\n${FIND}\nif (guest === null) { return next(); }\nconsole.warn('twice');\nres.status(400).json(${TWICE});\n}\napp.post('/guests', onlyNew, make);`,
      'conflict',
    ],
    [
      'a duplicate, after what was made',
      express(
        `${FIND}\nif (!guest) { const made = await Guest.create(req.body); return res.status(201).json(made); }\nreturn res.status(400).json(${TWICE});`,
      ),
      'conflict',
    ],
    [
      'a duplicate, after what was made, in Fastify',
      fastify(
        `${FIND}\nif (!guest) { const made = await Guest.create(req.body); return reply.code(201).send(made); }\nreturn reply.code(400).send(${TWICE});`,
      ),
      'conflict',
    ],
    [
      'a duplicate beside one that is brought back',
      fastify(
        `${FIND}\nif (guest) { if (guest.gone) { return guest.update({ gone: false }); } return reply.code(400).send(${TWICE}); }\nreturn Guest.create(req.body);`,
      ),
      'conflict',
    ],
    [
      'nothing, where a refusal left it',
      express(
        `${FIND}\nif (!guest) { return res.status(404).json({}); }\nreturn res.status(400).json({ message: 'No.' });`,
      ),
      null,
    ],
    [
      'nothing, where more is done in between',
      express(
        `${FIND}\nif (!guest) { return res.status(201).json(await Guest.create(req.body)); }\nawait reserve(guest);\nreturn res.status(400).json(${TWICE});`,
      ),
      null,
    ],
    [
      'nothing, where a throw left it',
      express(`${FIND}\nif (!guest) { throw new Error('none'); }\nreturn res.status(400).json(${TWICE});`),
      null,
    ],
  ])('%s', (_, code, cause) => {
    expect(causeOf(code)).toBe(cause);
  });
});

describe('a function with one call', () => {
  const handler = (guard: string, beside = '') =>
    `import express from 'express';\nconst app = express();\nclass AnswerError extends Error { constructor(text, statusCode) { super(text); this.statusCode = statusCode; } }\nfunction taken(error) { const [field] = Object.keys(error.keyValue); return new AnswerError(field + ' is taken', 400); }\napp.use((err, req, res, next) => {\nlet answer = err;\n${guard}\n${beside}\nres.status(answer.statusCode ?? 500).json({ message: answer.message });\n});`;
  it('stands behind the guard of that call', () => {
    expect(causeOf(handler('if (err.code === 11000) answer = taken(err);'))).toBe('conflict');
  });
  it('says nothing of it where there are several', () => {
    expect(
      causeOf(handler('if (err.code === 11000) answer = taken(err);', 'if (err.odd) answer = taken(err);')),
    ).toBeNull();
  });
});

describe('values by what is done with them', () => {
  it.for([
    [
      'a value that is on a list of refused ones',
      fastify(
        "if (TAKEN.has(req.body.name)) return reply.code(400).send({ message: 'No.' });\nreturn {};",
        "post('/guests'",
        "const TAKEN = new Set(['root']);",
      ),
      'invalid',
    ],
    [
      'a value on a list by which something else is done',
      express(
        "if (KINDS.includes(req.body.kind)) { const room = await findRoom(req.body.kind); await book(room); return res.status(400).json({ message: 'No.' }); }\nres.json({});",
        "post('/guests'",
        "const KINDS = ['big', 'small'];",
      ),
      null,
    ],
    [
      'somebody on a list of those who are shut out, under 403',
      express(
        "if (BLOCKED.includes(req.body.mail)) return res.status(403).json({ message: 'No.' });\nres.json({});",
        "post('/guests'",
        "const BLOCKED = ['a@b.c'];",
      ),
      null,
      403,
    ],
    [
      'two dates of a library',
      fastify(
        "if (dayjs(req.body.out).isBefore(dayjs(req.body.in))) return reply.code(400).send({ message: 'No.' });\nreturn {};",
        "post('/stays'",
        "import dayjs from 'dayjs';",
      ),
      'invalid',
    ],
    [
      'a date of a library and the clock',
      express(
        "if (isPast(parseISO(req.body.day))) return res.status(400).json({ message: 'No.' });\nres.json({});",
        "post('/stays'",
        "import { isPast, parseISO } from 'date-fns';",
      ),
      'invalid',
    ],
    [
      'a duration of a library',
      express(
        "if (differenceInDays(new Date(req.body.out), new Date(req.body.in)) < 1) return res.status(400).json({ message: 'No.' });\nres.json({});",
        "post('/stays'",
        "import { differenceInDays } from 'date-fns';",
      ),
      'invalid',
    ],
    [
      'a date that cannot be read',
      express(
        "if (!isValid(parseISO(req.body.day))) return res.status(400).json({ message: 'No.' });\nres.json({});",
        "post('/stays'",
        "import { isValid, parseISO } from 'date-fns';",
      ),
      null,
    ],
    [
      'a record under the key of the path',
      fastify(
        "const room = await Room.findById(req.params.no);\nif (room) return reply.code(400).send({ message: 'No.' });\nawait Room.create({ _id: req.params.no, ...req.body });\nreturn reply.code(201).send({});",
        "post('/rooms/:no'",
      ),
      'conflict',
    ],
    [
      'a record of the path, with another that is made',
      express(
        "const room = await Room.findById(req.params.no);\nif (room) return res.status(400).json({ message: 'No.' });\nawait Guest.create({ room: req.params.no });\nres.status(201).json({});",
        "post('/rooms/:no/guests'",
      ),
      null,
    ],
    [
      'a password at a path that says nothing of it',
      fastify(
        "const guest = await Guest.findOne({ where: { mail: req.body.mail } });\nif (!(await bcrypt.compare(req.body.password, guest.hash))) return reply.code(400).send({ message: 'No.' });\nreturn { token: await reply.jwtSign({ sub: guest.id }) };",
        "post('/door/password'",
        "import bcrypt from 'bcrypt';",
      ),
      'unauthenticated',
    ],
    [
      'a password that is changed',
      express(
        "const guest = await Guest.findOne({ where: { mail: req.body.mail } });\nif (!(await bcrypt.compare(req.body.password, guest.hash))) return res.status(400).json({ message: 'No.' });\nawait guest.update({ hash: await bcrypt.hash(req.body.next, 9) });\nres.json({});",
        "post('/door/password'",
        "import bcrypt from 'bcrypt';",
      ),
      null,
    ],
    [
      'nobody, by a session library',
      express(
        "const { userId } = getAuth(req);\nif (userId === null) return res.status(403).json({ message: 'No.' });\nres.json({ userId });",
        "get('/mine'",
        "import { getAuth } from '@clerk/express';",
      ),
      'unauthenticated',
      403,
    ],
    [
      'a header that is compared with a secret of the server',
      fastify(
        "const pass = req.headers['x-gate'];\nif (!pass) return reply.code(400).send({ message: 'No.' });\nif (process.env.GATE_SECRET !== pass) return reply.code(401).send({});\nreturn {};",
        "get('/mine'",
      ),
      'unauthenticated',
    ],
    [
      'a header that is compared with nothing',
      express(
        "const tenant = req.get('x-tenant');\nif (!tenant) return res.status(401).json({ message: 'No.' });\nres.json({});",
        "get('/mine'",
      ),
      'malformed',
      401,
    ],
  ] as readonly (readonly [string, string, string | null, number?])[])('%s', ([, code, cause, status]) => {
    expect(causeOf(code, status)).toBe(cause);
  });
});

describe('hooks as a resource', () => {
  it.each([
    [
      'made by a name',
      "app.post('/hooks', async (req, res) => { const hook = await db.webhook.create({ data: req.body }); res.status(200).json(hook); });",
      true,
    ],
    [
      'delivered',
      "app.post('/shop/webhook', async (req, res) => { const event = await Event.create(req.body); res.status(200).json(event); });",
      false,
    ],
  ])('%s', (_, route, isMade) => {
    const cause = causeOf(`import express from 'express';\nconst app = express();\n${route}`, 200);
    expect(cause === 'success-created').toBe(isMade);
  });
});

describe('a result that is written onto after it is made', () => {
  const openGuest = (body: string): string =>
    express(
      "const result = await check(req.params.id);\nif (!result.ok) return res.status(409).json({ message: 'No.' });\nres.json({});",
      "patch('/guests/:id'",
      `const check = async id => {\nconst guest = await Guest.findById(id);\nif (!guest) return { ok: false };\n${body}\n};`,
    );

  it.each([
    ['is not what it was made as', 'const out = { ok: true };\nif (guest.away) out.ok = false;\nreturn out;', null],
    ['is, where nothing is', 'const out = { ok: true };\nreturn out;', 'not-found'],
  ])('%s', (_, body, cause) => {
    expect(causeOf(openGuest(body), 409)).toBe(cause);
  });
});

describe("a duplicate among the caller's own records", () => {
  const rename = (filter: string): string =>
    express(
      `const twin = await Guest.findOne({ team: req.user.team, mail: req.body.mail${filter} });\nif (twin) return res.status(400).json(${TWICE});\nawait Guest.updateOne({ _id: req.params.id }, { mail: req.body.mail });\nres.json({});`,
      "put('/guests/:id'",
    );
  it.each([
    ['that is another than the one that is changed', ', _id: { $ne: req.params.id }', 'conflict'],
    ['that may be the one itself', '', null],
  ])('%s', (_, filter, cause) => {
    expect(causeOf(rename(filter))).toBe(cause);
  });
});

describe('a password that is hashed and compared with the one that is kept', () => {
  const login = (test: string): string =>
    `const { mail, password } = req.body;\nconst guest = await Guest.findOne({ mail });\nif (!guest) return next();\n${test} return res.status(403).json({});\nres.json({ token: sign(guest) });`;
  it.each([
    ['by a package', 'const made = await argon2.hash(password);\nif (made !== guest.password)'],
    [
      "by node's crypto",
      "const made = crypto.createHash('sha256').update(password).digest('hex');\nif (made !== guest.password)",
    ],
    ['where it is compared', 'if (guest.passwordHash !== hashOf(password, guest.salt))'],
  ])('is wrong: %s', (_, test) => {
    const modules = "import argon2 from 'argon2';\nimport crypto from 'node:crypto';";
    expect(causeOf(express(login(test), "post('/login'", modules), 403)).toBe('unauthenticated');
  });

  it('is none where nothing of it was sent', () => {
    expect(causeOf(express(login('if (guest.password !== settings.fallback)'), "post('/login'"), 403)).toBeNull();
  });
});
