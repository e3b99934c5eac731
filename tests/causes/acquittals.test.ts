import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { ReadyLinter } from '../ready-linter.ts';

const linter = new ReadyLinter();

/** The rules of `recommended` that report on a file. */
function reports(code: string): string[] {
  const config = { ...plugin.configs.recommended, languageOptions: { sourceType: 'commonjs' as const } };
  return linter
    .verify(code, [config], { filename: 'app.js' })
    .map(({ ruleId, message }) => ruleId?.slice('status-code/'.length) ?? message);
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
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it.each([
    ['locals send nothing', express('res.status(404); res.locals.trace.push(1);')],
    ['nor does the log', express('res.status(404); res.log.warn(1);')],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual(['no-unsent-status']);
  });
});

describe('a callback has no status of what was sent before it', () => {
  it.each([
    [
      fastify(
        "if (request.body.error) { reply.status(303).redirect('/'); }\nread((err, rows) => { reply.send(rows); });",
      ).replace('async ', ''),
    ],
    [express("if (req.body.error) { res.redirect('/'); }\nread((err, rows) => { res.send(rows); });")],
  ])('%s', code => {
    expect(reports(code).filter(rule => rule === 'require-location-with-redirect')).toEqual([]);
  });

  it('and a redirect that is followed has its Location', () => {
    expect(reports(express("res.redirect('/login'); res.send();"))).not.toContain('require-location-with-redirect');
  });
});

describe('a status that is read from the error, or hangs on it, is no blind one', () => {
  const tried = (status: string): string =>
    `try { await boxes.insert(req.body); next(); } catch (e) { ${status} next(e); }`;
  it.each([
    [`res.status(e.status || 400).json({});`],
    [`res.status(e.statusCode ?? 400).json({});`],
    [`let code = 500; if (e.message === 'taken') code = 409; res.status(code).json({});`],
    [`const status = e.status || 422; res.status(status).json({});`],
    [`throw new Parse.Error(e.code || 400, e.message);`],
  ])('%s', status => {
    expect(reports(express(tried(status)))).toEqual([]);
  });

  it.each([
    [`res.status(400).json({ message: e.message });`],
    [`res.status(e.code === 'P2002' ? 409 : 400).json({});`],
    [`if (e) res.status(400).json({});`],
  ])('yet this is: %s', status => {
    expect(reports(express(tried(status)))).toEqual(['prefer-500-for-unexpected-failure']);
  });
});

describe('a refusal of the code itself may be what a catch answers', () => {
  const open = `async function openBox(id) { const box = await boxes.find(id); if (!box) throw new BoxGone(); return box; }\n`;
  const tried = (call: string): string =>
    `try { ${call} res.json({}); } catch (e) { res.status(400).json({ message: e.message }); }`;
  it.each([
    [
      'thrown in the try',
      express(tried(`if (!(await boxes.isOpen())) throw new Error('closed'); await boxes.update(req.body);`)),
    ],
    ['thrown by a function in sight', open + express(tried('await openBox(req.body.id);'))],
    [
      'thrown further down',
      `${open}const read = async id => openBox(id);\n${express(tried('await read(req.body.id); await boxes.update(req.body);'))}`,
    ],
    [
      'in Fastify',
      open +
        fastify(`try { await openBox(request.body.id); return {}; } catch (e) { return reply.code(400).send({}); }`),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it.each([
    [
      'what a catch only lets go on is none',
      `async function openBox(id) { try { return await boxes.find(id); } catch (e) { log(e); throw e; } }\n${express(tried('await openBox(req.body.id);'))}`,
    ],
    [
      'nor is a plain error of another function',
      `async function openBox(id) { const box = await boxes.find(id); if (!box) throw new Error('none'); return box; }\n${express(tried('await openBox(req.body.id);'))}`,
    ],
    [
      'nor is what ends in a catch of its own',
      `async function openBox(id) { const box = await boxes.find(id); try { if (!box) throw new BoxGone(); } catch (e) { log(e); } return box; }\n${express(tried('await openBox(req.body.id);'))}`,
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual(['prefer-500-for-unexpected-failure']);
  });
});

describe('what makes no record', () => {
  it.each([
    [
      'an update by a query builder',
      express(
        `const made = await db.createQueryBuilder().update(Box).set({ size: req.body.size }).execute(); res.status(200).json({ count: made.affected });`,
      ),
    ],
    [
      'an insert that lets a row be there',
      express(`await db('boxes').insert(req.body).onConflict('id').merge(); res.status(200).json(req.body);`),
    ],
    [
      'a row ignored where it is there',
      express(
        `await db.createQueryBuilder().insert().into(Box).values(req.body).orIgnore().execute(); res.status(200).json(req.body);`,
      ),
    ],
    ['an index', express(`const made = await store.createIndex(req.body); res.status(200).json(made);`)],
    [
      'a function that looks first',
      `async function createBox(name) { const old = await boxes.findOne({ name }); if (!old) { return await boxes.insert({ name }); } return old; }\n${express(`const box = await createBox(req.body.name); res.status(200).json(box);`)}`,
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it('a use case does', () => {
    expect(
      reports(express(`const box = await createBoxUseCase.execute(req.body); res.status(200).json(box);`)),
    ).toEqual(['prefer-201-for-created-resource']);
  });

  it('a helper that gets the response changes no record', () => {
    expect(
      reports(
        express(
          `store.open(req.params.db, err => { if (err) return next(err); setLocation(res, req.params.db); res.status(201).json({ ok: true }); });`,
          "put('/:db'",
        ),
      ),
    ).toEqual([]);
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
  const route = (
    sent: string,
  ): string => `const send = (reply, resolve) => { const body = resolve(); return reply.status(body ? 200 : 204).send(body); };
const app = require('fastify')();
app.post('/boxes', { schema: { response: { 204: {}, 201: {} } } }, async (request, reply) => ${sent});`;
  it('is not asked to declare those that this call never takes', () => {
    expect(reports(route('send(reply, () => null)'))).not.toContain('require-declared-status');
    expect(reports(route('{ const found = await read(); return reply.code(200).send({ found }); }'))).toContain(
      'require-declared-status',
    );
  });
});

describe('a 201 that stores nothing in sight has no address', () => {
  it.each([
    [
      'a signed token',
      express(`const token = sign({ agent: req.body.name }); res.status(201).json({ token, url: urlOf(token) });`),
    ],
    ['of Fastify', fastify(`const token = mint(); return reply.status(201).send({ token, seen: true });`)],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it.each([
    ['what is waited for may store', express(`const box = await keep(req.body); res.status(201).json({ box });`)],
    [
      'and so may a list',
      express(`const box = { id: nextId(), ...req.body }; boxes.push(box); res.status(201).json(box);`),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual(['require-location-with-201']);
  });
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
    const handler = express(
      `try { res.json({ ok: true }).end(); await boxes.update(req.body); } catch (e) { res.status(500).json({}); }`,
    );
    expect(reports(handler).filter(rule => rule === 'no-second-response')).toHaveLength(1);
  });
});

describe('what only makes a value after a send', () => {
  it('asks for no return', () => {
    expect(reports(fastify(`reply.status(400).send({ message: 'none' });\nclient = new Client();`))).not.toContain(
      'require-returned-reply',
    );
    expect(reports(fastify(`reply.status(400).send({ message: 'none' });\nawait client.close();`))).toContain(
      'require-returned-reply',
    );
  });
});

describe('what was changed, in another form', () => {
  it('is one record all the same', () => {
    const handler = (chain: string): string =>
      express(
        `const box = await Box.findOneAndUpdate({ _id: req.params.id }, { size: 1 })${chain}; if (!box) return res.status(400).json({}); res.json(box);`,
        "patch('/boxes/:id'",
      );
    for (const chain of ['', '.select("size")', '.populate("owner").lean()'])
      expect(reports(handler(chain)), chain).toEqual(['prefer-404-for-missing-resource']);
  });
});

describe('the caller is there', () => {
  const HOOK = `const app = require('fastify')(); const authenticateUser = require('./authenticate-user');\napp.register(authenticateUser);\n`;
  it.each([
    [
      'behind a plugin that authenticates',
      `${HOOK}app.get('/me', async (request, reply) => { if (request.user == null) throw app.httpErrors.forbidden(); return request.user; });`,
    ],
    [
      'behind middleware of all routes',
      `const app = require('express')();\napp.use(requireAuth);\napp.get('/me', (req, res) => { if (!req.user) return res.status(403).json({}); res.json(req.user); });`,
    ],
    [
      'where a member is read without asking',
      express(`if (!req.user.id) return res.status(403).json({}); res.json(req.user);`, "get('/me'"),
    ],
    [
      'or the session itself is not set up',
      express(`if (!req.session) return res.status(500).json({}); res.json({});`, "get('/me'"),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it.each([
    [
      'a plugin that does something else',
      `${HOOK.replaceAll('authenticateUser', 'addHeaders')}app.get('/me', async (request, reply) => { if (request.user == null) throw app.httpErrors.forbidden(); return request.user; });`,
    ],
    [
      'a plugin that is registered later',
      `const app = require('fastify')();\napp.get('/me', async (request, reply) => { if (request.user == null) throw app.httpErrors.forbidden(); return request.user; });\napp.register(require('./authenticate-user'));`,
    ],
    [
      'the user of a session',
      express(`if (!req.session.userId) return res.status(500).json({}); res.json({});`, "get('/me'"),
    ],
    [
      'no session, or no user in it',
      express(`if (!req.session || !req.session.user) return res.status(403).json({}); res.json({});`, "get('/me'"),
    ],
  ])('yet not by %s', (_, code) => {
    expect(reports(code)).toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('what another server answered is no part of the request', () => {
  const asked = (test: string): string =>
    express(
      `const answer = await fetch('https://api.example/boxes/' + req.body.id); const data = await answer.json(); if (${test}) return res.status(502).json({}); res.json(data);`,
    );
  it.each([['!Array.isArray(data)'], ['Number.isNaN(data)']])('%s', test => {
    expect(reports(asked(test)).filter(rule => rule.startsWith('prefer-400'))).toEqual([]);
  });
  it('yet the body is', () => {
    expect(reports(asked('!Array.isArray(req.body.ids)'))).toContain('prefer-400-for-malformed-request');
  });
});

describe('who is known proves it once more', () => {
  it.each([
    [
      'by the record of the own id',
      express(
        `const user = await User.findOneOrFail({ where: { id: req.user_id } }); if (!(await bcrypt.compare(req.body.password, user.hash))) return res.status(400).json({}); res.json({});`,
        "post('/boxes/close'",
      ),
    ],
    [
      'by a member of the caller',
      express(
        `if (req.user.profile.password !== hash(req.body.password)) return res.status(400).json({}); res.json({});`,
        "post('/boxes/close'",
      ),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it('yet at login nobody is known', () => {
    expect(
      reports(
        express(
          `const user = await User.findOne({ email: req.body.email }); if (!(await bcrypt.compare(req.body.password, user.hash))) return res.status(400).json({}); res.json({});`,
          "post('/login'",
        ),
      ),
    ).toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('a credential of another kind', () => {
  it.each([
    [
      'by a part of it',
      express(
        `const token = parseToken(req.headers.authorization); if (token.kind !== 'api') return res.status(403).json({}); res.json({});`,
        "get('/boxes'",
      ),
    ],
    [
      'where it may be absent',
      express(
        `const token = parseToken(req.headers.authorization); if (token?.type !== 'api') return res.status(403).json({}); res.json({});`,
        "get('/boxes'",
      ),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it('yet it is not answered with 500', () => {
    expect(
      reports(
        express(
          `const token = parseToken(req.headers.authorization); if (token.kind !== 'api') return res.status(500).json({}); res.json({});`,
          "get('/boxes'",
        ),
      ),
    ).toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('a session may have no user', () => {
  it('so that 401 is as fine as 403', () => {
    const handler = (status: number): string =>
      express(
        `if (req.session.userId !== req.params.id) return res.status(${status}).json({}); res.json({});`,
        "get('/users/:id'",
      );
    expect(reports(handler(401))).toEqual([]);
    expect(reports(handler(500))).toEqual(['prefer-403-for-denied-permission']);
  });
});

describe('a verification that says no by its value', () => {
  const handler = (work: string): string =>
    express(
      `try { const { session } = await auth.validateSession(req.cookies.session); ${work} res.json({}); } catch (e) { res.status(500).json({}); }`,
      "get('/me'",
    );
  it('does not fail by it', () => {
    expect(reports(handler('if (!session) return res.status(401).json({});'))).toEqual([]);
  });
});

describe('an error that carries a redirect', () => {
  it('is answered by something that knows it', () => {
    const code = (status: number): string =>
      `class Away extends Error { constructor(m) { super(m); this.statusCode = ${status}; } }\n${fastify(`if (!request.user) throw new Away('login'); return {};`, "get('/me'")}`;
    expect(reports(code(307))).toEqual([]);
    expect(reports(code(500))).toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('a schema that asks for presence and type alone', () => {
  const checked = (schema: string): string =>
    `const { z } = require('zod');\nconst schema = ${schema};\n${express(`const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(400).json({}); res.json({});`, "post('/boxes/open'")}`;
  it.each([
    ['z.object({ token: z.string() })'],
    ['z.object({ token: z.string().optional(), owner: z.object({ id: z.number() }) }).strict()'],
  ])('%s', schema => {
    expect(reports(checked(schema))).toEqual([]);
  });
  it.each([['z.object({ token: z.string().min(8) })'], ['z.object({ mail: z.string().email(), token: z.string() })']])(
    'and not %s',
    schema => {
      expect(reports(checked(schema))).toEqual(['prefer-422-for-invalid-content']);
    },
  );
});

describe('a list beside other conditions', () => {
  it.each([
    [
      'may list those that need no key',
      express(
        `const key = keys.read(req.body.api); if (!key && !NEEDS_NONE.includes(req.body.api)) return res.status(400).json({}); res.json({});`,
        "post('/boxes/ask'",
      ),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });
  it.each([
    [`req.body.kind && !KINDS.includes(req.body.kind)`],
    [`typeof req.body.kind === 'string' && !KINDS.includes(req.body.kind)`],
    [`!KINDS.includes(req.body.kind)`],
  ])('yet this is about the value: %s', test => {
    expect(
      reports(express(`if (${test}) return res.status(400).json({}); res.json({});`, "post('/boxes/ask'")),
    ).toEqual(['prefer-422-for-invalid-content']);
  });
});

describe('a predicate that throws', () => {
  const predicate = (no: string): string =>
    `function isValidCron(text) { if (text.length < 3) { ${no} } return true; }\n${express(`if (!isValidCron(req.body.cron)) return res.status(400).json({}); res.json({});`, "post('/boxes/plan'")}`;
  it('never says no', () => {
    expect(reports(predicate(`throw new BadCron(text);`))).toEqual([]);
    expect(reports(predicate(`return false;`))).toEqual(['prefer-422-for-invalid-content']);
  });
});

/** The rules of `strict` that report on a file. */
function strictly(code: string): string[] {
  const config = { ...plugin.configs.strict, languageOptions: { sourceType: 'commonjs' as const } };
  return linter
    .verify(code, [config], { filename: 'app.js' })
    .map(({ ruleId, message }) => ruleId?.slice('status-code/'.length) ?? message);
}

describe('an error of OAuth goes out with 400', () => {
  const grant = (answer: string): string =>
    `const grant = await Grant.findOne({ code: req.body.code }); if (grant.app !== req.body.app) ${answer} res.json({});`;
  it.each([
    [
      'as its server throws it',
      express(grant(`throw new GrantError(400, 'invalid_grant', 'of another app');`), "post('/grants/take'"),
    ],
    [
      'as its content says it',
      express(grant(`return res.status(400).json({ error: 'unauthorized_client' });`), "post('/grants/take'"),
    ],
    [
      'of Fastify',
      fastify(
        `const grant = await Grant.findOne({ code: request.body.code }); if (grant.app !== request.body.app) return reply.code(400).send({ error: 'invalid_grant' }); return {};`,
        "post('/grants/take'",
      ),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it('and no other error does', () => {
    expect(
      reports(
        express(
          `if (req.body.size > 9) return res.status(400).json({ error: 'too_large' }); res.json({});`,
          "post('/grants/take'",
        ),
      ),
    ).toEqual(['prefer-422-for-invalid-content']);
  });
});

describe('a nonce that was used', () => {
  it.each([
    [
      'in a cache',
      express(
        `const key = 'visit:' + req.body.nonce; const seen = await cache.get(key); if (seen) return res.status(403).json({ error: 'used already' }); res.json({});`.replace(
          'get(key)',
          "get('nonce:' + req.body.value)",
        ),
      ),
    ],
    [
      'in a store',
      express(
        `const seen = await Nonce.findOne({ value: req.body.nonce }); if (seen) return res.status(403).json({ error: 'Nonce in use' }); const box = await Box.create(req.body); res.status(201).location('/boxes/' + box.id).json(box);`,
      ),
    ],
  ])('is no duplicate: %s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it('and a name that was is one', () => {
    expect(
      reports(
        express(
          `const seen = await Box.findOne({ name: req.body.name }); if (seen) return res.status(403).json({ error: 'Name in use' }); const box = await Box.create(req.body); res.status(201).location('/boxes/' + box.id).json(box);`,
        ),
      ),
    ).toEqual(['prefer-409-for-conflict']);
  });
});

describe('what a guard refused by a throw of its own', () => {
  it.each([
    [
      'is no cause of what is thrown after it',
      express(`if (!KINDS.includes(req.body.kind)) { throw new WrongKind(); } return res.status(501).json({});`),
    ],
    [
      'nor of what is sent',
      fastify(`if (KINDS.includes(request.body.kind)) throw new KnownKind(); throw app.httpErrors.notImplemented();`),
    ],
    [
      'nor of what its else sends, which is what follows it',
      express(
        `if (KINDS.includes(req.body.kind)) { throw new KnownKind(); } else { res.status(400).json({}); }`,
        "post('/boxes/ask'",
      ),
    ],
    [
      'in strict',
      fastify(`if (KINDS.includes(request.body.kind)) throw new KnownKind(); return reply.code(400).send({});`),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it('and what its own branch says is', () => {
    expect(
      reports(
        express(
          `if (!KINDS.includes(req.body.kind)) { res.status(400).json({}); return; } res.json({});`,
          "post('/boxes/ask'",
        ),
      ),
    ).toEqual(['prefer-422-for-invalid-content']);
  });
});

describe('who is not known any more', () => {
  it.each([
    [
      'after they were refused',
      express(
        `if (!(await logIn(req))) return res.status(401).set('WWW-Authenticate', 'Basic').json({}); if (req.session.user == null) return res.status(500).json({}); res.json({});`,
        "get('/me'",
      ),
    ],
    [
      'after they were refused, of Fastify',
      fastify(
        `if (!(await logIn(request))) return reply.code(401).send({}); if (!request.user) return reply.code(500).send({}); return {};`,
        "get('/me'",
      ),
    ],
    [
      'in a service that is given them',
      `const express = require('express');\nclass Keys { async list(auth) { if (!auth.uid) { throw new ApiError(500, 'nobody'); } return this.rows(auth.uid); } }`,
    ],
  ])('%s, the server has lost', (_, code) => {
    expect(reports(code).filter(rule => rule.startsWith('prefer-401'))).toEqual([]);
  });

  it('yet who was never asked for is missing', () => {
    expect(
      reports(express(`if (!req.session.user) return res.status(500).json({}); res.json({});`, "get('/me'")),
    ).toEqual(['prefer-401-for-missing-credentials']);
    expect(
      reports(
        express(
          `if (!req.session.user) return res.status(500).json({}); if (!(await logIn(req))) return res.status(401).json({}); res.json({});`,
          "get('/me'",
        ),
      ),
    ).toEqual(['prefer-401-for-missing-credentials']);
  });

  it('may have another identity', () => {
    expect(
      reports(
        express(
          `const id = req.userId || req.visitId; if (!id) return res.status(400).json({}); res.json({});`,
          "get('/me'",
        ),
      ),
    ).toEqual([]);
    expect(
      reports(express(`const id = req.userId; if (!id) return res.status(400).json({}); res.json({});`, "get('/me'")),
    ).toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('a promised function is the function', () => {
  const unsubscribe = (made: string, status = 403): string =>
    `const jwt = require('jsonwebtoken'); const util = require('util');\nconst readAsync = ${made};\n${express(`let payload; try { payload = await readAsync(req.params.token); } catch (e) { return res.sendStatus(${status}); } res.json(payload);`, "post('/leave/:token'")}`;
  it.each([
    ['util.promisify(jwt.verify)'],
    ['util.promisify((token, done) => jwt.verify(token, KEY, done))'],
    ['util.promisify((token, done) => { jwt.verify(token, KEY, done); })'],
  ])('%s', made => {
    expect(reports(unsubscribe(made))).toEqual([]);
  });
  it.each([
    ['util.promisify(store.load)'],
    ['util.promisify((token, done) => { jwt.verify(token, KEY); store.load(token, done); })'],
  ])('and no verification: %s', made => {
    expect(reports(unsubscribe(made))).toEqual(['prefer-500-for-unexpected-failure']);
  });

  it('so that a credential it verifies is one', () => {
    const code = `const { promisify } = require('node:util'); const jwt = require('jsonwebtoken');\nconst readAsync = promisify(jwt.verify);\n${express(`try { req.user = await readAsync(req.headers.authorization, KEY); } catch (e) { return res.status(400).json({}); } next();`, "use('/me'")}`;
    expect(reports(code)).toEqual(['prefer-401-for-missing-credentials']);
  });
});

describe('the failure of a request of node itself', () => {
  const asked = (work: string): string =>
    `const https = require('node:https');\n${express(`try { ${work} } catch (e) { res.status(500).json({}); }`, "get('/weather'")}`;
  it.each([
    [`https.get(URL, answer => { answer.pipe(res); });`],
    [`const out = https.request(URL, answer => { answer.pipe(res); }); out.end(BODY);`],
  ])('is an event that no catch sees: %s', work => {
    expect(strictly(asked(work)).filter(rule => rule.startsWith('prefer-50'))).toEqual([]);
  });

  it('unless a promise is made of it', () => {
    expect(
      strictly(
        asked(
          `const text = await new Promise((resolve, reject) => { https.get(URL, resolve).on('error', reject); }); res.json(text);`,
        ),
      ),
    ).toContain('prefer-502-for-upstream-failure');
  });
  it('and its own event tells of it', () => {
    expect(
      strictly(
        `const https = require('https');\n${express(`https.get(URL, answer => { answer.pipe(res); }).on('error', error => { res.status(500).json({}); });`, "get('/weather'")}`,
      ),
    ).toContain('prefer-502-for-upstream-failure');
  });
});

describe('what is called request', () => {
  const saved = (handler: string): string =>
    express(`try { ${handler} } catch (e) { return res.status(400).json({}); } res.json({});`, "post('/boxes/photo'");
  it('is no client where it is a variable of the file', () => {
    expect(
      reports(
        saved(`const { request } = req.context; await request.saveRequestFiles({ limits: { files: 1 } });`),
      ).filter(rule => rule.startsWith('prefer-502')),
    ).toEqual([]);
    expect(
      reports(saved(`const { request } = req.context; await request.refresh();`)).filter(rule =>
        rule.startsWith('prefer-502'),
      ),
    ).toEqual([]);
  });
  it('and is one where a module gives it', () => {
    expect(reports(`const request = require('request-promise');\n${saved(`await request.get(URL);`)}`)).toContain(
      'prefer-502-for-upstream-failure',
    );
  });
});

describe('nothing is changed where nothing was found', () => {
  it.each([
    [
      express(
        `const box = await Box.findById(req.params.id); if (!box) { res.status(200).end(); return; } await box.update(req.body); res.status(204).end();`,
        "put('/boxes/:id'",
      ),
    ],
    [
      fastify(
        `const box = await Box.findById(request.params.id); if (box === null) return reply.code(200).send(); await box.update(request.body); return reply.code(204).send();`,
        "patch('/boxes/:id'",
      ),
    ],
  ])('%s', code => {
    expect(strictly(code)).not.toContain('prefer-204-for-empty-success');
  });
  it('yet something is where it was', () => {
    expect(
      strictly(
        express(
          `const box = await Box.findById(req.params.id); if (box) { await box.update(req.body); res.status(200).end(); return; } res.status(404).end();`,
          "put('/boxes/:id'",
        ),
      ),
    ).toContain('prefer-204-for-empty-success');
  });
});

describe('a 201 without content for which nothing is done', () => {
  it('has no address', () => {
    const handler = (work: string): string =>
      `const app = require('express')();\napp.post('/marks', (req, res) => { switch (req.query.as) { case 'text': store.put(req.body); res.status(200).json({}); return; case 'pixel': ${work} res.sendStatus(201); return; } });`;
    expect(reports(handler(''))).not.toContain('require-location-with-201');
    expect(reports(handler('marks[req.body.id] = req.body;'))).toContain('require-location-with-201');
    expect(reports(handler('store.put(req.body);'))).toContain('require-location-with-201');
  });
});

describe('an error of GraphQL', () => {
  const resolver = (
    base: string,
    module: string,
  ): string => `const express = require('express'); const { ${base} } = require('${module}');\nclass NotFoundError extends ${base} { constructor(message) { super(message, 'NOT_FOUND'); } }
module.exports = { card: async (source, { id }, ctx) => { try { return await ctx.store.cards.save({ id }); } catch (e) { throw new NotFoundError('no card'); } } };`;
  it.each([
    ['ApolloError', 'apollo-server-errors'],
    ['GraphQLError', 'graphql'],
  ])('has no status: %s', (base, module) => {
    expect(strictly(resolver(base, module)).filter(rule => rule.startsWith('prefer-'))).toEqual([]);
  });
});

describe('a value of the switch that the server may have given', () => {
  const made = (value: string): string =>
    express(
      `const settings = await readSettings(); const kind = ${value}; switch (kind) { case 'wood': break; case 'tin': break; default: return res.status(400).json({}); } res.json({});`,
      "post('/boxes/ask'",
    );
  it('is none of the body alone', () => {
    expect(reports(made('req.body.kind ?? settings.kind'))).toEqual([]);
    expect(reports(made('req.body.kind || settings.boxes.kind'))).toEqual([]);
    expect(reports(made("req.body.kind ?? 'wood'"))).toEqual(['prefer-422-for-invalid-content']);
  });
});

describe('what works with the claims of a token', () => {
  const code = (given: string, status: number): string =>
    express(
      `try { req.session.owner = await owners.fromClaims(${given}); } catch (e) { return res.status(${status}).json({}); } next();`,
      "use('/me'",
    );
  it('says who the caller is', () => {
    expect(reports(code('req.claims', 401))).toEqual([]);
    expect(reports(code('req.auth.owner.name', 400))).toEqual(['prefer-500-for-unexpected-failure']);
  });
});

describe('a parser of a part of the request', () => {
  it('fails with what the request says', () => {
    const code = (name: string): string =>
      express(
        `${name}(req, res, error => { if (error) return res.status(400).json({}); res.json({}); });`,
        "get('/boxes'",
      );
    expect(reports(code('qsParser'))).toEqual([]);
    expect(reports(code('loadSession'))).toEqual(['prefer-500-for-unexpected-failure']);
  });
});

describe('what finds or makes a record', () => {
  const code = (branch: string): string =>
    `class Room { static async createRoom(names) { let room = await Room.findOne({ names }); ${branch} return room; } }\n${express(`res.json(await Room.createRoom(req.body.names));`, "post('/rooms/'")}`;
  it('is told from one that makes it, in a callback too', () => {
    expect(
      reports(
        code(
          `if (room === null) { room = await Room.insert({ names, seats: names.map(name => Seat.create({ name })) }); }`,
        ),
      ),
    ).toEqual([]);
    expect(
      reports(
        code(`const seats = names.map(name => Seat.create({ name })); room = await Room.insert({ names, seats });`),
      ),
    ).toEqual(['prefer-201-for-created-resource']);
  });
});

describe('what a responder in sight decides, a flag of the request, an account by its id', () => {
  const responder = `const express = require('express');\nconst app = express();\nclass Refused extends Error {}\nconst fail = (err, res) => { let code = err.code || err.status || 500; if (err instanceof Refused) { code = 403; } res.status(code).json({ code, error: err.message }); };\n`;
  it.each([
    [
      'the status of the error it is given',
      `${responder}app.get('/a', (req, res) => fail({ status: 404, message: 'none' }, res));`,
    ],
    ['by its code', `${responder}app.get('/a', (req, res) => { fail({ code: 400, message: 'none' }, res); });`],
    [
      'a flag for a credential that middleware verified',
      express(`if (!req.authorized) return res.sendStatus(401); res.json({});`, "get('/boxes'"),
    ],
    [
      'the same of Fastify',
      fastify(`if (!request.isAuthorized) return reply.code(401).send({}); return {};`, "get('/boxes'"),
    ],
    [
      'an account found by the id that a service is given',
      `const express = require('express');\nexports.checkAgain = async (password, userId) => { const user = await db.get({ resource: 'user', id: userId }); if (user == null) { throw new BadRequestError('no user'); } if (!(await comparePassword(password, user.password))) throw new BadRequestError('wrong'); };`,
    ],
    [
      'and by its key',
      `const express = require('express');\nexports.checkAgain = async (password, id) => { const user = await User.findByPk(id); if (!user) { throw new BadRequestError('no user'); } if (!(await bcrypt.compare(password, user.password))) throw new BadRequestError('wrong'); };`,
    ],
  ])('%s', (_, code) => {
    expect(reports(code).filter(rule => /contradictory|prefer-40[13]/.test(rule))).toEqual([]);
  });

  it('but a permission of a caller who is known', () => {
    expect(
      reports(
        express(
          `if (!req.user.isAuthorized) return res.status(401).set('WWW-Authenticate', 'Basic').json({}); res.json({});`,
          "get('/boxes'",
        ),
      ),
    ).toEqual(['prefer-403-for-denied-permission']);
  });
});
