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

  it('agrees with check on every line where that reports', () => {
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
