import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';

/** The rules of `recommended` that report on a file. */
function reports(code: string): string[] {
  const config = { ...plugin.configs.recommended, languageOptions: { sourceType: 'commonjs' as const } };
  return new Linter().verify(code, [config], { filename: 'app.js' }).map(({ ruleId, message }) => ruleId?.slice('status-code/'.length) ?? message);
}

const express = (handler: string, start = "post('/boxes'"): string =>
  `const app = require('express')();\napp.${start}, async (req, res, next) => {\n${handler}\n});`;
const fastify = (handler: string, start = "post('/boxes'"): string =>
  `const app = require('fastify')();\napp.${start}, async (request, reply) => {\n${handler}\n});`;

describe('what is called on a member that the project has put on the response may send', () => {
  it.each([
    ['after a status', express('res.status(200).enforcer.send({ id: 1 });')],
    ['in a statement of its own', express('res.status(404); res.boom.notFound();')],
    ['of Fastify', fastify('reply.code(200); reply.views.show({ id: 1 });').replace('async ', '')],
  ])('%s', (_, code) => { expect(reports(code)).toEqual([]); });

  it.each([
    ['locals send nothing', express('res.status(404); res.locals.trace.push(1);')],
    ['nor does the log', express('res.status(404); res.log.warn(1);')],
  ])('%s', (_, code) => { expect(reports(code)).toEqual(['no-unsent-status']); });
});

describe('a callback has no status of what was sent before it', () => {
  it.each([
    [fastify("if (request.body.error) { reply.status(303).redirect('/'); }\nread((err, rows) => { reply.send(rows); });").replace('async ', '')],
    [express("if (req.body.error) { res.redirect('/'); }\nread((err, rows) => { res.send(rows); });")],
  ])('%s', code => { expect(reports(code).filter(rule => rule === 'require-location-with-redirect')).toEqual([]); });

  it('and a redirect that is followed has its Location', () => {
    expect(reports(express("res.redirect('/login'); res.send();"))).not.toContain('require-location-with-redirect');
  });
});

describe('a status that is read from the error, or hangs on it, is no blind one', () => {
  const tried = (status: string): string => `try { await boxes.insert(req.body); } catch (e) { ${status} }`;
  it.each([
    [`res.status(e.status || 400).json({});`], [`res.status(e.statusCode ?? 400).json({});`],
    [`let code = 500; if (e.message === 'taken') code = 409; res.status(code).json({});`],
    [`const status = e.status || 422; res.status(status).json({});`],
    [`throw new Parse.Error(e.code || 400, e.message);`],
  ])('%s', status => { expect(reports(express(tried(status)))).toEqual([]); });

  it.each([
    [`res.status(400).json({ message: e.message });`],
    [`res.status(e.code === 'P2002' ? 409 : 400).json({});`],
    [`if (e) res.status(400).json({});`],
  ])('yet this is: %s', status => { expect(reports(express(tried(status)))).toEqual(['prefer-500-for-unexpected-failure']); });
});

describe('a refusal of the code itself may be what a catch answers', () => {
  const open = `async function openBox(id) { const box = await boxes.find(id); if (!box) throw new BoxGone(); return box; }\n`;
  const tried = (call: string): string => `try { ${call} res.json({}); } catch (e) { res.status(400).json({ message: e.message }); }`;
  it.each([
    ['thrown in the try', express(tried(`if (!(await boxes.isOpen())) throw new Error('closed'); await boxes.update(req.body);`))],
    ['thrown by a function in sight', open + express(tried('await openBox(req.body.id);'))],
    ['thrown further down', `${open}const read = async id => openBox(id);\n${express(tried('await read(req.body.id); await boxes.update(req.body);'))}`],
    ['in Fastify', open + fastify(`try { await openBox(request.body.id); return {}; } catch (e) { return reply.code(400).send({}); }`)],
  ])('%s', (_, code) => { expect(reports(code)).toEqual([]); });

  it.each([
    ['what a catch only lets go on is none', `async function openBox(id) { try { return await boxes.find(id); } catch (e) { log(e); throw e; } }\n${express(tried('await openBox(req.body.id);'))}`],
    ['nor is a plain error of another function', `async function openBox(id) { const box = await boxes.find(id); if (!box) throw new Error('none'); return box; }\n${express(tried('await openBox(req.body.id);'))}`],
    ['nor is what ends in a catch of its own', `async function openBox(id) { const box = await boxes.find(id); try { if (!box) throw new BoxGone(); } catch (e) { log(e); } return box; }\n${express(tried('await openBox(req.body.id);'))}`],
  ])('%s', (_, code) => { expect(reports(code)).toEqual(['prefer-500-for-unexpected-failure']); });
});

describe('what makes no record', () => {
  it.each([
    ['an update by a query builder', express(`const made = await db.createQueryBuilder().update(Box).set({ size: req.body.size }).execute(); res.status(200).json({ count: made.affected });`)],
    ['an insert that lets a row be there', express(`await db('boxes').insert(req.body).onConflict('id').merge(); res.status(200).json(req.body);`)],
    ['a row ignored where it is there', express(`await db.createQueryBuilder().insert().into(Box).values(req.body).orIgnore().execute(); res.status(200).json(req.body);`)],
    ['an index', express(`const made = await store.createIndex(req.body); res.status(200).json(made);`)],
    ['a function that looks first', `async function createBox(name) { const old = await boxes.findOne({ name }); if (!old) { return await boxes.insert({ name }); } return old; }\n${express(`const box = await createBox(req.body.name); res.status(200).json(box);`)}`],
  ])('%s', (_, code) => { expect(reports(code)).toEqual([]); });

  it('a use case does', () => {
    expect(reports(express(`const box = await createBoxUseCase.execute(req.body); res.status(200).json(box);`))).toEqual(['prefer-201-for-created-resource']);
  });

  it('a helper that gets the response changes no record', () => {
    expect(reports(express(`store.open(req.params.db, err => { if (err) return next(err); setLocation(res, req.params.db); res.status(201).json({ ok: true }); });`, "put('/:db'"))).toEqual([]);
  });
});

describe('Allow', () => {
  it('may be set by middleware of the file', () => {
    const code = `const app = require('express')();\napp.use((req, res, next) => { res.set('Allow', 'GET'); next(); });\napp.use((req, res, next) => { if (req.method !== 'GET') return res.status(405).send(); next(); });`;
    expect(reports(code)).toEqual([]);
    expect(reports(code.replace("'Allow'", "'X-Served-By'"))).toEqual(['require-allow-with-405']);
  });
});

describe('a responder that chooses among statuses', () => {
  const route = (sent: string): string => `const send = (reply, resolve) => { const body = resolve(); return reply.status(body ? 200 : 204).send(body); };
const app = require('fastify')();
app.post('/boxes', { schema: { response: { 204: {}, 201: {} } } }, async (request, reply) => ${sent});`;
  it('is not asked to declare those that this call never takes', () => {
    expect(reports(route('send(reply, () => null)'))).not.toContain('require-declared-status');
    expect(reports(route('{ const found = await read(); return reply.code(200).send({ found }); }'))).toContain('require-declared-status');
  });
});

describe('a 201 that stores nothing in sight has no address', () => {
  it.each([
    ['a signed token', express(`const token = sign({ agent: req.body.name }); res.status(201).json({ token, url: urlOf(token) });`)],
    ['of Fastify', fastify(`const token = mint(); return reply.status(201).send({ token, seen: true });`)],
  ])('%s', (_, code) => { expect(reports(code)).toEqual([]); });

  it.each([
    ['what is waited for may store', express(`const box = await keep(req.body); res.status(201).json({ box });`)],
    ['and so may a list', express(`const box = { id: nextId(), ...req.body }; boxes.push(box); res.status(201).json(box);`)],
  ])('%s', (_, code) => { expect(reports(code)).toEqual(['require-location-with-201']); });
});

describe('a copy of a variable that changes', () => {
  it('has not all of its values', () => {
    const handler = (copy: string): string => `const app = require('express')();
app.use((error, req, res, next) => { let code = 400; let status = ${copy}; if (error.isOwn) { status = 400; code = 50109; } res.status(status).json({ code, message: error.message }); });`;
    expect(reports(handler('code'))).toEqual([]);
    expect(reports(handler('50109'))).toEqual(['no-invalid-status']);
  });
});

describe('a trailing end()', () => {
  it('is no response of its own', () => {
    const handler = express(`try { res.json({ ok: true }).end(); await boxes.update(req.body); } catch (e) { res.status(500).json({}); }`);
    expect(reports(handler).filter(rule => rule === 'no-second-response')).toHaveLength(1);
  });
});

describe('what only makes a value after a send', () => {
  it('asks for no return', () => {
    expect(reports(fastify(`reply.status(400).send({ message: 'none' });\nclient = new Client();`))).not.toContain('require-returned-reply');
    expect(reports(fastify(`reply.status(400).send({ message: 'none' });\nawait client.close();`))).toContain('require-returned-reply');
  });
});

describe('what was changed, in another form', () => {
  it('is one record all the same', () => {
    const handler = (chain: string): string => express(`const box = await Box.findOneAndUpdate({ _id: req.params.id }, { size: 1 })${chain}; if (!box) return res.status(400).json({}); res.json(box);`, "patch('/boxes/:id'");
    for (const chain of ['', '.select("size")', '.populate("owner").lean()']) expect(reports(handler(chain)), chain).toEqual(['prefer-404-for-missing-resource']);
  });
});

describe('the caller is there', () => {
  const HOOK = `const app = require('fastify')(); const authenticateUser = require('./authenticate-user');\napp.register(authenticateUser);\n`;
  it.each([
    ['behind a plugin that authenticates', `${HOOK}app.get('/me', async (request, reply) => { if (request.user == null) throw app.httpErrors.forbidden(); return request.user; });`],
    ['behind middleware of all routes', `const app = require('express')();\napp.use(requireAuth);\napp.get('/me', (req, res) => { if (!req.user) return res.status(403).json({}); res.json(req.user); });`],
    ['where a member is read without asking', express(`if (!req.user.id) return res.status(403).json({}); res.json(req.user);`, "get('/me'")],
    ['or the session itself is not set up', express(`if (!req.session) return res.status(500).json({}); res.json({});`, "get('/me'")],
  ])('%s', (_, code) => { expect(reports(code)).toEqual([]); });

  it.each([
    ['a plugin that does something else', `${HOOK.replaceAll('authenticateUser', 'addHeaders')}app.get('/me', async (request, reply) => { if (request.user == null) throw app.httpErrors.forbidden(); return request.user; });`],
    ['a plugin that is registered later', `const app = require('fastify')();\napp.get('/me', async (request, reply) => { if (request.user == null) throw app.httpErrors.forbidden(); return request.user; });\napp.register(require('./authenticate-user'));`],
    ['the user of a session', express(`if (!req.session.userId) return res.status(500).json({}); res.json({});`, "get('/me'")],
    ['no session, or no user in it', express(`if (!req.session || !req.session.user) return res.status(403).json({}); res.json({});`, "get('/me'")],
  ])('yet not by %s', (_, code) => { expect(reports(code)).toEqual(['prefer-401-for-missing-credentials']); });
});

describe('what another server answered is no part of the request', () => {
  const asked = (test: string): string => express(`const answer = await fetch('https://api.example/boxes/' + req.body.id); const data = await answer.json(); if (${test}) return res.status(502).json({}); res.json(data);`);
  it.each([['!Array.isArray(data)'], ['Number.isNaN(data)']])('%s', test => { expect(reports(asked(test)).filter(rule => rule.startsWith('prefer-400'))).toEqual([]); });
  it('yet the body is', () => { expect(reports(asked('!Array.isArray(req.body.ids)'))).toContain('prefer-400-for-malformed-request'); });
});

describe('who is known proves it once more', () => {
  it.each([
    ['by the record of the own id', express(`const user = await User.findOneOrFail({ where: { id: req.user_id } }); if (!(await bcrypt.compare(req.body.password, user.hash))) return res.status(400).json({}); res.json({});`, "post('/boxes/close'")],
    ['by a member of the caller', express(`if (req.user.profile.password !== hash(req.body.password)) return res.status(400).json({}); res.json({});`, "post('/boxes/close'")],
  ])('%s', (_, code) => { expect(reports(code)).toEqual([]); });

  it('yet at login nobody is known', () => {
    expect(reports(express(`const user = await User.findOne({ email: req.body.email }); if (!(await bcrypt.compare(req.body.password, user.hash))) return res.status(400).json({}); res.json({});`, "post('/login'")))
      .toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('a credential of another kind', () => {
  it.each([
    ['by a part of it', express(`const token = parseToken(req.headers.authorization); if (token.kind !== 'api') return res.status(403).json({}); res.json({});`, "get('/boxes'")],
    ['where it may be absent', express(`const token = parseToken(req.headers.authorization); if (token?.type !== 'api') return res.status(403).json({}); res.json({});`, "get('/boxes'")],
  ])('%s', (_, code) => { expect(reports(code)).toEqual([]); });

  it('yet it is not answered with 500', () => {
    expect(reports(express(`const token = parseToken(req.headers.authorization); if (token.kind !== 'api') return res.status(500).json({}); res.json({});`, "get('/boxes'"))).toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('a session may have no user', () => {
  it('so that 401 is as fine as 403', () => {
    const handler = (status: number): string => express(`if (req.session.userId !== req.params.id) return res.status(${status}).json({}); res.json({});`, "get('/users/:id'");
    expect(reports(handler(401))).toEqual([]);
    expect(reports(handler(500))).toEqual(['prefer-403-for-denied-permission']);
  });
});

describe('a verification that says no by its value', () => {
  const handler = (work: string): string => express(`try { const { session } = await auth.validateSession(req.cookies.session); ${work} res.json({}); } catch (e) { res.status(500).json({}); }`, "get('/me'");
  it('does not fail by it', () => {
    expect(reports(handler('if (!session) return res.status(401).json({});'))).toEqual([]);
  });
});

describe('an error that carries a redirect', () => {
  it('is answered by something that knows it', () => {
    const code = (status: number): string => `class Away extends Error { constructor(m) { super(m); this.statusCode = ${status}; } }\n${fastify(`if (!request.user) throw new Away('login'); return {};`, "get('/me'")}`;
    expect(reports(code(307))).toEqual([]);
    expect(reports(code(500))).toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('a schema that asks for presence and type alone', () => {
  const checked = (schema: string): string => `const { z } = require('zod');\nconst schema = ${schema};\n${express(`const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(400).json({}); res.json({});`, "post('/boxes/open'")}`;
  it.each([['z.object({ token: z.string() })'], ['z.object({ token: z.string().optional(), owner: z.object({ id: z.number() }) }).strict()']])('%s', schema => { expect(reports(checked(schema))).toEqual([]); });
  it.each([['z.object({ token: z.string().min(8) })'], ['z.object({ mail: z.string().email(), token: z.string() })']])('and not %s', schema => { expect(reports(checked(schema))).toEqual(['prefer-422-for-invalid-content']); });
});

describe('a list beside other conditions', () => {
  it.each([
    ['may list those that need no key', express(`const key = keys.read(req.body.api); if (!key && !NEEDS_NONE.includes(req.body.api)) return res.status(400).json({}); res.json({});`, "post('/boxes/ask'")],
  ])('%s', (_, code) => { expect(reports(code)).toEqual([]); });
  it.each([
    [`req.body.kind && !KINDS.includes(req.body.kind)`], [`typeof req.body.kind === 'string' && !KINDS.includes(req.body.kind)`], [`!KINDS.includes(req.body.kind)`],
  ])('yet this is about the value: %s', test => {
    expect(reports(express(`if (${test}) return res.status(400).json({}); res.json({});`, "post('/boxes/ask'"))).toEqual(['prefer-422-for-invalid-content']);
  });
});

describe('a predicate that throws', () => {
  const predicate = (no: string): string => `function isValidCron(text) { if (text.length < 3) { ${no} } return true; }\n${express(`if (!isValidCron(req.body.cron)) return res.status(400).json({}); res.json({});`, "post('/boxes/plan'")}`;
  it('never says no', () => {
    expect(reports(predicate(`throw new BadCron(text);`))).toEqual([]);
    expect(reports(predicate(`return false;`))).toEqual(['prefer-422-for-invalid-content']);
  });
});
