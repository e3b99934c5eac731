import type { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';

import { presetRules } from '../../src/configs.ts';
import plugin from '../../src/index.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';
import { StepCounter } from './count-steps.ts';

const all = {
  plugins: { 'status-code': plugin },
  rules: presetRules('all', rules),
  languageOptions: { sourceType: 'commonjs' as const },
};

const linter = new ReadyLinter();

function lint(code: string): readonly Linter.LintMessage[] {
  const messages = linter.verify(code, all, { filename: 'app.js' });
  const fatal = messages.find(message => message.fatal);
  if (fatal) throw new SyntaxError(fatal.message);
  return messages;
}

const steps = new StepCounter();
afterAll(() => steps.end());

/** How many times the steps twice as much takes, beside what every file takes, which two parts tell. */
function growthOf(write: (count: number) => string, count: number): number {
  const stepsOf = (size: number): number => {
    const code = write(size);
    return steps.count(() => {
      lint(code);
    });
  };
  // What is made when a rule first runs is not counted.
  lint(write(2));
  const least = stepsOf(2);
  const [once, twice] = [count, 2 * count].map(size => (stepsOf(size) - least) / (size - 2));
  return (2 * (twice ?? NaN)) / (once ?? NaN);
}

type Part = (index: number) => string;

function repeat(count: number, part: Part, separator: string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(separator);
}

const EXPRESS = `const express = require('express'); const app = express();`;
const FASTIFY = `const app = require('fastify')();`;

const inFile =
  (part: Part, head = EXPRESS, separator = '\n') =>
  (count: number): string =>
    `${head}\n${repeat(count, part, separator)}`;
const inHandler =
  (part: Part, end = 'res.json({});', separator = '\n') =>
  (count: number): string =>
    `${EXPRESS} app.post('/x', async (req, res, next) => { ${repeat(count, part, separator)} ${end} });`;
const inErrorHandler =
  (part: Part) =>
  (count: number): string =>
    `${EXPRESS} app.use((err, req, res, next) => { ${repeat(count, part, '\n')} res.status(500).json({}); });`;

/** What a file has more and more of; nothing bounds it. */
const FILES: Readonly<Record<string, (count: number) => string>> = {
  'handlers on one line': inFile(
    i => `app.get('/x${i}', (req, res) => { if (!req.body.a) return res.status(400).json({}); res.json({}); });`,
    EXPRESS,
    ' ',
  ),
  'handlers on lines of their own': inFile(
    i => `app.get('/x${i}', (req, res) => { if (!req.body.a) return res.status(400).json({}); res.json({}); });`,
  ),
  'handlers with a lookup': inFile(
    i =>
      `app.get('/x${i}/:id', async (req, res) => { const row = await Post.findById(req.params.id); if (!row) return res.status(404).json({}); res.json(row); });`,
  ),
  'handlers with a query': inFile(
    i =>
      `app.get('/x${i}/:id', (req, res) => { db.query('SELECT * FROM t WHERE id = $1', [req.params.id], (err, found) => { if (err) return res.status(400).json({}); res.json(found.rows[0]); }); });`,
  ),
  'handlers with promises': inFile(
    i =>
      `app.get('/x${i}/:id', (req, res) => { M.findById(req.params.id).then(row => { if (!row) return res.status(404).json({}); res.json(row); }).catch(error => { res.status(400).json(error); }); });`,
  ),
  logins: inFile(
    i =>
      `app.post('/login${i}', async (req, res) => { const user = await User.findOne({ where: { email: req.body.email } }); if (!user) return res.status(401).json({}); if (!(await bcrypt.compare(req.body.password, user.password))) return res.status(401).json({}); res.json({ token: jwt.sign({}, 'x') }); });`,
  ),
  'handlers that make a record': inFile(
    i =>
      `app.post('/x${i}', async (req, res) => { try { const old = await Post.findOne({ where: { slug: req.body.slug } }); if (old) return res.status(409).json({}); const row = await Post.create(req.body); res.status(201).json(row); } catch (error) { res.status(500).json({ error: error.message }); } });`,
  ),
  'handlers that delete': inFile(
    i =>
      `app.delete('/x${i}/:id', async (req, res) => { await M.deleteOne({ _id: req.params.id }); res.json({ message: 'deleted' }); });`,
  ),
  'handlers of Fastify': inFile(
    i =>
      `app.get('/x${i}/:id', { schema: { response: { 200: {} } } }, async (request, reply) => { const row = await Post.findById(request.params.id); if (!row) { reply.code(404).send({}); return; } return row; });`,
    FASTIFY,
  ),
  'plugins of Fastify': inFile(
    i =>
      `app.register(async app => { app.addHook('preHandler', app.authenticate); app.get('/', async (request, reply) => { if (request.user.role !== 'a') return reply.code(401).send({}); return {}; }); }, { prefix: '/p${i}' });`,
    FASTIFY,
  ),
  'redirects of Fastify': inFile(
    i => `app.post('/x${i}', async (request, reply) => reply.redirect('/a${i}', 302));`,
    FASTIFY,
  ),
  redirects: inFile(i => `app.post('/x${i}', (req, res) => { res.redirect(302, '/a${i}'); });`),
  'middleware that refuses': inFile(
    i => `app.use((req, res, next) => { if (req.user.role !== 'a${i}') return res.status(403).json({}); next(); });`,
  ),
  'middleware by name': inFile(
    i =>
      `app.use(check${i}); app.get('/x${i}', (req, res) => { if (req.user.role !== 'admin') return res.status(403).json({}); res.json({}); });`,
  ),
  'routers behind authentication': inFile(
    i =>
      `const r${i} = express.Router(); r${i}.use(requireAuth); r${i}.get('/', (req, res) => { if (req.user.id !== 1) return res.status(403).json({}); res.json({}); }); app.use('/p${i}', r${i});`,
  ),
  'paths behind authentication': inFile(
    i =>
      `app.use('/p${i}', requireAuth); app.get('/p${i}/x', (req, res) => { if (!req.user.roles.includes('r${i}')) return res.status(401).json({}); res.json({}); });`,
  ),
  'a gate before each route': inFile(
    i => `app.get('/x${i}', gate, (req, res) => { if (!req.user) return res.sendStatus(403); res.json({}); });`,
    `${EXPRESS} function gate(req, res, next) { if (!req.user) return res.sendStatus(401); next(); }`,
  ),
  'gates that a factory makes': inFile(
    i =>
      `app.use('/x${i}', gate(${i})); app.get('/x${i}', (req, res) => { if (!req.user) return res.sendStatus(403); res.json({}); });`,
    `${EXPRESS} const gate = role => (req, res, next) => { if (!req.user) return res.sendStatus(401); next(); };`,
  ),
  'gates of their own': inFile(
    i =>
      `function gate${i}(req, res, next) { if (!req.user) return res.sendStatus(401); next(); } app.use(gate${i}); app.get('/x${i}', (req, res) => { if (!req.user) return res.sendStatus(403); res.json({}); });`,
  ),
  'plugins that add hooks around them': inFile(
    i =>
      `const p${i} = fp(async scope => { scope.addHook('onRequest', async (request, reply) => { if (!request.user) return reply.code(401).send({}); }); }); app.register(p${i}); app.get('/x${i}', async (request, reply) => { if (!request.user) return reply.code(403).send({}); return {}; });`,
    `const fp = require('fastify-plugin'); ${FASTIFY}`,
  ),
  hooks: inFile(
    i =>
      `app.addHook('onRequest', async (request, reply) => { if (request.user.a === ${i}) return reply.code(403).send({}); });`,
    FASTIFY,
  ),
  controllers: inFile(
    i =>
      `exports.c${i} = async (req, res, next) => { try { const row = await svc.find(req.params.id); if (!row) return next(createError(404)); res.json(row); } catch (error) { next(error); } };`,
    '',
  ),
  helpers: inFile(
    i =>
      `function send${i}(res, status, body) { return res.status(status).json(body); }\napp.get('/x${i}', (req, res) => { if (!req.query.a) return send${i}(res, 400, {}); send${i}(res, 200, {}); });`,
  ),
  'errors of services': inFile(
    i =>
      `async function s${i}(id) { const row = await M.findById(id); if (!row) throw Object.assign(new Error('x'), { status: 404 }); return row; }\napp.get('/x${i}/:id', async (req, res, next) => { try { res.json(await s${i}(req.params.id)); } catch (error) { next(error); } });`,
  ),
  schemas: inFile(
    i =>
      `const s${i} = Joi.object({ a: Joi.string() });\napp.post('/x${i}', (req, res) => { const { error } = s${i}.validate(req.body); if (error) return res.status(400).json({ error: error.details }); res.json({}); });`,
    `const Joi = require('joi');\n${EXPRESS}`,
  ),
  'validation chains': inFile(
    i =>
      `app.post('/x${i}', body('a').isEmail(), (req, res) => { const errors = validationResult(req); if (!errors.isEmpty()) return res.status(400).json({ errors: errors.array() }); res.json({}); });`,
    `const { body, validationResult } = require('express-validator');\n${EXPRESS}`,
  ),
  limiters: inFile(
    i =>
      `app.use('/x${i}', rateLimit({ windowMs: 1, max: ${i}, handler: (req, res) => { res.status(403).json({}); } }));`,
    `const rateLimit = require('express-rate-limit');\n${EXPRESS}`,
  ),
  'refused methods': inFile(
    i =>
      `app.use((req, res, next) => { res.locals.a = ${i}; next(); });\napp.all('/x${i}', (req, res) => { res.status(405).end(); });`,
  ),
};

/** What one handler has more and more of; the points that its flow graph may have bound it. */
const HANDLERS: Readonly<Record<string, (count: number) => string>> = {
  refusals: inHandler(i => `if (!req.body.a${i}) return res.status(400).json({ error: 'a${i} is missing' });`),
  'refusals in a chain of else': inHandler(
    i => `if (req.body.kind === 'a${i}') { res.status(400).json({ error: 'a${i}' }); }`,
    'else { res.json({}); }',
    ' else ',
  ),
  'refusals over a lookup in a chain of else': count =>
    inHandler(
      i => `if (user.kind === 'a${i}') { res.status(403).json({ error: 'a${i}' }); }`,
      'else { res.json({}); }',
      ' else ',
    )(count).replace('=> { ', '=> { const user = await User.findOne({ where: { id: req.body.id } }); '),
  cases: count =>
    `${EXPRESS} app.post('/x', (req, res) => { switch (req.body.kind) { ${repeat(count, i => `case 'a${i}': res.status(400).json({}); break;`, '\n')} default: res.json({}); } });`,
  lookups: inHandler(
    i => `const row${i} = await M.findById(req.body.id${i}); if (!row${i}) return res.status(404).json({});`,
  ),
  'records behind a refusal': count =>
    inHandler(i => `const row${i} = await User.findById(req.user.id); if (!row${i}) return res.status(404).json({});`)(
      count,
    ).replace('=> { ', '=> { if (!req.user) return res.status(401).json({}); '),
  passwords: inHandler(
    i => `if (!(await bcrypt.compare(req.body.password, user${i}.hash))) return res.status(400).json({});`,
  ),
  loops: inHandler(i => `for (const a of req.body.l${i}) { if (!a) return res.status(404).json({}); }`),
  tries: inHandler(
    i => `try { await f${i}(req.body); } catch (error) { return res.status(400).json({ error: error.message }); }`,
  ),
  'errors told apart by name': inErrorHandler(
    i => `if (err.name === 'E${i}') return res.status(400).json({ error: err.message });`,
  ),
  'errors told apart by class': inErrorHandler(
    i => `if (err instanceof E${i}) return res.status(404).json({ error: err.message });`,
  ),
  'statuses set too late': count =>
    `${EXPRESS} app.post('/x', (req, res) => { res.json({}); ${repeat(count, i => `if (req.body.a${i}) res.status(400);`, '\n')} });`,
};

/** Sends of one handler that follow one another, for each of which those before it are looked for: as long as the budget lasts. */
const SENDS: Readonly<Record<string, (count: number) => string>> = {
  'behind conditions': inHandler(i => `if (req.body.a${i}) res.status(400).json({ error: 'a${i}' });`),
  'behind conditions, with Fastify': count =>
    `${FASTIFY} app.post('/x', async (request, reply) => { ${repeat(count, i => `if (request.body.a${i}) reply.code(400).send({ error: 'a${i}' });`, '\n')} return reply.send({}); });`,
  'in catches': inHandler(
    i => `try { await f${i}(req.body); } catch (error) { res.status(400).json({ error: error.message }); }`,
  ),
  'of every path': inHandler(i => `res.status(400).json({ error: 'a${i}' });`),
};

const named = (shapes: Readonly<Record<string, (count: number) => string>>) =>
  Object.entries(shapes).map(([shape, write]) => ({ shape, write }));

/** Callbacks of one handler that answer: each is looked at once, with what may have answered before it nearby. */
const CALLBACKS: Readonly<Record<string, (count: number) => string>> = {
  callbacks: inHandler(i => `db.query('select ${i}', (err, rows) => { if (err) return res.status(500).json({}); });`),
  'forwarded errors': inHandler(i => `if (req.query.a${i}) next(new Error('x'));`),
  'awaited chains of one handler': inHandler(
    i => `const row${i} = await load${i}().catch(next); if (!row${i}) return;`,
  ),
  'chains that nobody waits for': inHandler(
    i => `load${i}().then(row => { req.a${i} = row; }).catch(error => { res.status(500).json({}); });`,
  ),
  listeners: inHandler(i => `source${i}.on('end', () => { res.status(500).json({}); });`),
};

/** Callbacks that run in the course of the handler, each of which may have answered when the next one runs. */
const INLINED: Readonly<Record<string, (count: number) => string>> = {
  'lists of one handler': inHandler(i => `items${i}.forEach(item => { if (!item.ok) return res.sendStatus(400); });`),
  'transactions of one handler': inHandler(
    i => `await db.transaction(async t => { if (!t.ok${i}) res.status(400).json({}); });`,
  ),
  'errors handed on in conditions': inHandler(i => `if (req.query.a${i}) next(new Error('x'));`),
};

// Where n parts take a·n + b·n² steps, twice as many take 2 + 2x / (1 + x) times those, x being b·n / a: half as many parts need a limit
// this much nearer to 2 to show the same share of squares.
describe('twice as much takes about twice as many steps', () => {
  it.each(named(FILES))('in a file: $shape', { timeout: 60_000 }, ({ write }) => {
    expect(growthOf(write, 25)).toBeLessThan(2.051);
  });

  it.each(named(HANDLERS))('in one handler: $shape', { timeout: 60_000 }, ({ write }) => {
    expect(growthOf(write, 25)).toBeLessThan(2.16);
  });

  it.each(named(SENDS))('in one handler, sends one after another: $shape', { timeout: 60_000 }, ({ write }) => {
    expect(growthOf(write, 200)).toBeLessThan(2.7);
    // Each is told of, however many there are.
    expect(
      lint(write(300)).filter(({ ruleId }) => ruleId === 'status-code/no-second-response').length,
    ).toBeGreaterThanOrEqual(299);
  });

  it.each(named(CALLBACKS))('in one handler, answers in callbacks: $shape', { timeout: 60_000 }, ({ write }) => {
    expect(growthOf(write, 100)).toBeLessThan(2.16);
  });

  it.each(named(INLINED))('in one handler, callbacks in its course: $shape', { timeout: 60_000 }, ({ write }) => {
    expect(growthOf(write, 200)).toBeLessThan(2.7);
    // Each is told of, however many there are: what is asked of one takes nothing from the others.
    expect(
      lint(write(300)).filter(({ ruleId }) => ruleId === 'status-code/no-second-response').length,
    ).toBeGreaterThanOrEqual(299);
  });
});
