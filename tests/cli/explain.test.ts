import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { rules } from '../../src/rules/index.ts';
import { ensureBuilt, ROOT } from './build.ts';
import { findingsOf, makeProject, MISTAKEN, runWarm } from './run.ts';
import { validate } from './schema.ts';

beforeAll(ensureBuilt, 60_000);

const SERVER = `const app = require('express')();
app.delete('/users/:id', async function removeUser(req, res, next) {
  if (!req.user) return res.status(401).json({ error: 'Log in first' });
  if (req.user.role !== 'admin') {
    res.set('X-Reason', 'role');
    return res.status(401).json({ error: 'No' });
  }
  if (req.query.trace) res.set('X-Trace', req.query.trace);
  audit(res);
  await User.remove(req.params.id);
  res.status(req.query.quiet ? 204 : 200).json({ removed: true });
});
app.get('/slow', (req, res) => {
  setTimeout(() => res.sendStatus(503), 10);
});
`;

/** A project whose failures arise in another file than they are answered in. */
const TRAVELS = {
  'package.json': '{ "dependencies": { "express": "^5.0.0", "mongoose": "^8.0.0" } }',
  'users.js': `const User = require('mongoose').model('User');
async function rename(id, name) {
  const existing = await User.findOne({ name });
  if (existing) throw new Taken('taken');
  return User.updateOne({ _id: id }, { name });
}
async function renameAll(ids, name) {
  for (const id of ids) await rename(id, name);
}
async function move(id, to) {
  const user = await User.findById(id);
  if (!user) return { ok: false, reason: 'absent' };
  return { ok: true };
}
class Taken extends Error {}
module.exports = { rename, renameAll, move, Taken };
`,
  'app.js': `const { rename, renameAll, move, Taken } = require('./users');
const app = require('express')();
app.put('/users/:id', async (req, res) => {
  try {
    await rename(req.params.id, req.body.name);
    res.json({ ok: true });
  } catch (error) {
    if (error instanceof Taken) return res.status(400).json({ error: 'Taken' });
    throw error;
  }
});
app.put('/users', async function renameMany(req, res) {
  try {
    await renameAll(req.body.ids, req.body.name);
  } catch (error) {
    return res.status(404).json({ error: 'No' });
  }
});
app.post('/users/:id/place', async (req, res) => {
  const result = await move(req.params.id, req.body.to);
  if (result.reason === 'absent') return res.status(400).json({ error: 'none' });
  res.json(result);
});
app.get('/users/:id', async (req, res) => {
  const user = await require('mongoose').model('User').findById(req.params.id);
  if (!user) throw Object.assign(new Error('No such user'), { status: 400 });
  res.json(user);
});
app.use((err, req, res, next) => {
  if (req.query.key) return res.status(403).json({ error: err.message });
  res.status(err.status || 500).json({ error: err.message });
});
`,
};

function explain(line: number, ...options: readonly string[]): string {
  const folder = makeProject({ 'src/users.js': SERVER });
  const { code, stdout, stderr } = runWarm(folder, 'explain', `src/users.js:${line}`, ...options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** The source files of the examples. */
function exampleFiles(): Record<string, string> {
  const folder = path.join(ROOT, 'examples');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    name => /^(?:express|fastify)-server[\\/].*(?:\.[jt]s|package\.json)$/.test(name) && !name.includes('node_modules'),
  );
  return Object.fromEntries(names.map(name => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

describe('explain', () => {
  it('tells what is known of the response at a line', () => {
    const text = explain(6);
    expect(text).toMatch(/^src\/users\.js:6 {2}`res\.status\(401\)\.json\(\{ error: 'No' \}\)`\n/);
    expect(text).toContain('Handler  route handler removeUser (lines 2 to 12); Express; DELETE /users/:id\n');
    expect(text).toContain('Sent     by json, at 6:12\n');
    expect(text).toContain('Status   401 Unauthorized, set at 6:23 as `401`\n');
    expect(text).toContain("Headers  x-reason always: `'role'`\n         no others\n");
    expect(text).toContain("Content  json, surely some: `{ error: 'No' }`\n");
    expect(text).toContain("Guards   line 3: `req.user` holds\n         line 4: `req.user.role !== 'admin'` holds\n");
    expect(text).toMatch(/Cause {4}forbidden \(certain enough for a rule to speak\)\n.*\(line 4\)\n/);
  });

  it('tells which reader spoke of a guard or a catch, and which passed', () => {
    expect(explain(6)).toContain(
      'Readers  line 4: comparisons spoke; settings, rates, negotiation, results, cases, representations passed\n',
    );
    const folder = makeProject({
      'package.json': '{ "dependencies": { "express": "5", "mongoose": "8" } }',
      'boats.js': `const app = require('express')();
const { Boat } = require('./boat');
const { find } = require('./find');
app.get('/boats/:id', async (req, res) => {
  const boat = await Boat.findById(req.params.id);
  if (!boat) return res.status(400).json({});
  const crew = await find(req.params.crew);
  if (!crew) return res.status(400).json({});
  if (!isEmail(req.query.mail)) return res.status(400).json({});
  const hull = await store.fetchHull(req.params.id);
  if (!hull) return res.status(400).json({});
  try {
    await Boat.deleteOne({ _id: req.params.id });
  } catch {
    return res.status(400).json({});
  }
  res.json({});
});
app.get('/health', (req, res) => res.json({}));
`,
      'boat.js':
        "const mongoose = require('mongoose');\nexports.Boat = mongoose.model('Boat', new mongoose.Schema({}));\n",
      'find.js': "const { Boat } = require('./boat');\nexports.find = id => Boat.findOne({ crew: id });\n",
    });
    const readers = (line: number): string | undefined =>
      /^Readers {2}(.*)$/m.exec(runWarm(folder, 'explain', `boats.js:${line}`).stdout)?.[1];
    expect(readers(6)).toMatch(/^line 6: truth, values spoke; settings, .*, comparisons passed; .* by its package$/);
    expect(readers(8)).toMatch(/^line 8: truth, values spoke; .* passed; the call is known by its definition$/);
    expect(readers(9)).toMatch(/^line 9: truth, calls, forms spoke; .* passed$/);
    expect(readers(11)).toMatch(/ passed; the call is known by its names \(rights and stores\)$/);
    expect(readers(15)).toBe(
      'line 14: of what was tried, work spoke; limiters, verdicts of others, verification, schemas, parsing, servers passed',
    );
    expect(readers(19)).toBe('none: no guard or catch is read');
  });

  it('tells what stands around the handler: its routes, what runs before it, and who answers its errors', () => {
    const folder = makeProject({
      'package.json': '{ "dependencies": { "express": "5" } }',
      'users.js':
        "const router = require('express').Router();\nrouter.get('/:id', (req, res) => {\n  if (!find(req.params.id)) throw new Error('none');\n  res.json({});\n});\nmodule.exports = router;\n",
      'app.js':
        "const app = require('express')();\napp.use(signedIn);\napp.use('/users', require('./users'));\napp.use((err, req, res, next) => {\n  res.status(500).json({});\n});\n",
    });
    const { stdout } = runWarm(folder, 'explain', 'users.js:3');
    expect(stdout).toContain('Express; GET /users/:id\n');
    expect(stdout).toContain('Before   `signedIn` (app.js:2)\n');
    expect(stdout).toMatch(
      /Errors {3}answered by `\(err, req, res, next\) => \{ res\.status\(500\).*` \(app\.js:4\)\n/,
    );
    expect(stdout).toContain('Status   500 Internal Server Error, given by the error handler\n');
  });

  it('asks every rule where all are asked for, and tells what it says or why it is silent', () => {
    const text = explain(6, '--all');
    const said = text
      .slice(text.indexOf('\nRules'))
      .split('\n')
      .filter(line => /^ {2}(?:speaks|silent) {2}/.test(line));
    expect(new Set(said.map(line => /^ {2}\w+ {2}([\w-]+)/.exec(line)?.[1]))).toEqual(new Set(Object.keys(rules)));
    expect(said.filter(line => line.startsWith('  speaks'))).toEqual([
      expect.stringMatching(
        /^ {2}speaks {2}prefer-403-for-denied-permission: Send 403 Forbidden, not 401: `req\.user\.role`.* 401 Unauthorized says/,
      ),
    ]);
    expect(said.every(line => /: .+/.test(line) && !line.includes('{{'))).toBe(true);
    for (const [
      name,
      {
        definition: { preset },
      },
    ] of Object.entries(rules)) {
      expect(said.find(line => line.includes(`  ${name}`))?.includes('off in recommended')).toBe(
        preset === 'strict' || preset === 'all',
      );
    }
  });

  it('names what speaks and what came near, and how many others are silent', () => {
    const said = explain(6)
      .split('\n')
      .filter(line => line.startsWith('  '));
    const rulesSaid = said.slice(said.findIndex(line => line.startsWith('  speaks')));
    expect(rulesSaid[0]).toContain('prefer-403-for-denied-permission');
    expect(rulesSaid.some(line => line.startsWith('  silent  prefer-401-for-missing-credentials'))).toBe(true);
    expect(rulesSaid.length).toBeLessThan(10);
    const more = /^ {2}(\d+) more are silent: --all says why$/.exec(rulesSaid.at(-1) ?? '');
    expect(Number(more?.[1]) + rulesSaid.length - 1).toBe(Object.keys(rules).length);
  });

  it('says the same as JSON, by its schema', () => {
    const short = JSON.parse(explain(6, '--json')) as { rules: { name: string; speaks: boolean }[] };
    expect(validate('explain.schema.json', short)).toEqual([]);
    expect(short.rules.filter(one => one.speaks).map(one => one.name)).toEqual(['prefer-403-for-denied-permission']);
    const whole = JSON.parse(explain(6, '--json', '--all')) as typeof short;
    expect(validate('explain.schema.json', whole)).toEqual([]);
    expect(whole.rules.map(one => one.name)).toEqual(Object.keys(rules));
  });

  it('goes the way of a failure, from where it arises to what answers it', () => {
    const folder = makeProject(TRAVELS);
    const way = (place: string): string[] => {
      const { stdout } = runWarm(folder, 'explain', place, '--json');
      const told = JSON.parse(stdout) as { way: { file: string; line: number; column: number; text: string }[] };
      expect(validate('explain.schema.json', told)).toEqual([]);
      return told.way.map(({ file, line, text }) => `${file}:${line} ${text}`);
    };
    const taken = '`existing`, a record that is there already, was found in this guard';
    // Thrown in a service, told apart in the catch of the handler.
    expect(way('app.js:8')).toEqual([
      `users.js:4 ${taken}`,
      'users.js:4 `rename` throws `Taken`',
      'app.js:5 `rename` is called',
      'app.js:7 the error is caught here',
      'app.js:8 400 Bad Request answers it',
    ]);
    // By two functions, into a catch that tells nothing apart.
    expect(way('app.js:16')).toEqual([
      `users.js:4 ${taken}`,
      'users.js:4 `rename` throws `Taken`',
      'users.js:8 `rename` is called by `renameAll`',
      'app.js:14 `renameAll` is called by `renameMany`',
      'app.js:15 the error is caught here',
      'app.js:16 404 Not Found answers it',
    ]);
    // A result that says why.
    expect(way('app.js:21').slice(1)).toEqual([
      "users.js:12 `move` returns `{ ok: false, reason: 'absent' }`",
      'app.js:20 `move` is called',
      'app.js:21 400 Bad Request answers it',
    ]);
    // Thrown in the handler, answered by the error handler of the application.
    expect(way('app.js:26')).toEqual([
      'app.js:26 `user`, looked up by a path parameter, was not found in this guard',
      'app.js:26 the error is thrown',
      'app.js:29 this error handler answers it',
    ]);
    // What arises and is answered in one place has none.
    expect(way('app.js:30')).toEqual([]);
    expect(runWarm(folder, 'explain', 'app.js:8').stdout).toMatch(
      /^Way {6}users\.js:4:7 {2}`existing`, .*\n {9}users\.js:4:17 {2}`rename` throws `Taken`\n/m,
    );
  });

  it('goes it in a Fastify application of modules, and out of the handler that throws by itself', () => {
    const folder = makeProject({
      'package.json': '{ "type": "module", "dependencies": { "fastify": "^5.0.0", "pg": "^8.0.0" } }',
      'orders.ts': `import type { Prisma } from '@prisma/client';
export class Missing extends Error {}
export async function load(prisma: Prisma, id: string) {
  const order = await prisma.order.findUnique({ where: { id } });
  if (!order) throw new Missing('No such order');
  return order;
}
`,
      'app.ts': `import Fastify from 'fastify';
import { PrismaClient } from '@prisma/client';
import { load, Missing } from './orders.ts';
const prisma = new PrismaClient();
const app = Fastify();
app.get('/orders/:id', async (request, reply) => {
  try {
    return await load(prisma, request.params.id);
  } catch (error) {
    if (error instanceof Missing) return reply.code(400).send({ error: error.message });
    throw error;
  }
});
`,
    });
    const { stdout } = runWarm(folder, 'explain', 'app.ts:10');
    expect(stdout).toMatch(
      /^Way {6}orders\.ts:5:8 {2}`order`, .*\n {9}orders\.ts:5:\d+ {2}`load` throws `Missing`\n {9}app\.ts:8:\d+ {2}`load` is called\n {9}app\.ts:9:5 {2}the error is caught here\n {9}app\.ts:10:\d+ {2}400 Bad Request answers it\n/m,
    );
  });

  it('agrees with check on every line where that reports', { timeout: 30_000 }, () => {
    const folder = makeProject({ 'src/users.js': SERVER, 'src/mistaken.js': MISTAKEN, ...exampleFiles() });
    const findings = findingsOf(runWarm(folder, 'check', '--preset', 'strict', '--format', 'json').stdout, folder);
    expect(findings.length).toBeGreaterThan(5);
    const missing = findings.filter(({ file, line, rule }) => {
      const { stdout } = runWarm(folder, 'explain', `${file}:${line}`, '--json');
      const { rules: said } = JSON.parse(stdout) as { rules: { name: string; speaks: boolean }[] };
      return !said.some(one => one.speaks && `status-code/${one.name}` === rule);
    });
    expect(missing).toEqual([]);
  });

  it('tells outcomes, sometimes-set headers and an escaped response apart', () => {
    const text = explain(11);
    expect(text).toContain('204 No Content, set at 11:32 as `204`, when `req.query.quiet` holds\n');
    expect(text).toContain('200 OK, set at 11:38 as `200`, when `req.query.quiet` does not hold\n');
    expect(text).toContain('after the response went to a function out of sight');
    expect(text).toContain('others may be set, which could not be read');
  });

  it('tells a response in a callback', () => {
    const text = explain(14);
    expect(text).toContain('in a callback: no order is claimed');
    expect(text).toContain('503 Service Unavailable');
  });

  it('takes the nearest response below a line without one, and a column after it', () => {
    expect(explain(4)).toMatch(/^src\/users\.js:6 /);
    const folder = makeProject({ 'src/users.js': SERVER });
    expect(runWarm(folder, 'explain', 'src/users.js:4:7').stdout).toMatch(/^src\/users\.js:6 /);
  });

  it('tells an error where none is in sight', () => {
    const folder = makeProject({ 'a.ts': 'export const a: number = 1;\n', 'b.ts': 'const = 1' });
    expect(runWarm(folder, 'explain', 'a.ts:1')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/no response was recognised in "a\.ts"/) as string,
    });
    expect(runWarm(folder, 'explain', 'b.ts:1')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/"b\.ts" cannot be parsed: /) as string,
    });
  });
});
