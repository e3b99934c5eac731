import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { OPTIONS } from '../../src/cli/commands/args.ts';
import { HELP } from '../../src/cli/commands/help.ts';
import { ensureBuilt, ROOT } from '../cli/build.ts';
import { filesOf, findingsOf, makeProject, MISTAKEN, RIGHT, RULE, run, runWarm, runWith } from '../cli/run.ts';
import { git } from './project.ts';

/** A warning: a POST that makes a record, and answers 200 OK. */
const WARNED = `const app = require('express')();
app.post('/users', async (req, res) => {
  const user = await User.create(req.body);
  res.json(user);
});
`;

const WARNING = 'status-code/prefer-201-for-created-resource';

/** A handler that says by a function of the project's own what went wrong, with content that a 204 has none of. */
const OWN = `const app = require('express')();
const { tell } = require('replies');
app.delete('/users/:id', (req, res) => {
  tell(res, 204, { removed: true });
});
`;

/** So many routes that refuse a value with 400. */
function refusing(count: number, status = 400): string {
  const routes = Array.from(
    { length: count },
    (_, i) => `app.post('/orders/${i}', (req, res) => {
  if (req.body.amount < 1) return res.status(${status}).json({ error: 'The amount must be positive' });
  res.status(204).end();
});
`,
  );
  return `const app = require('express')();\napp.use(require('express').json());\n${routes.join('')}`;
}

/** So many routes that make a record and answer 201 Created. */
function creating(count: number, location = ''): string {
  const routes = Array.from(
    { length: count },
    (_, i) => `app.post('/orders/${i}', async (req, res) => {
  const order = await Order.create(req.body);
  res.status(201)${location}.json(order);
});
`,
  );
  return `const app = require('express')();\n${routes.join('')}`;
}

const rulesOf = (stdout: string, folder: string): (string | null)[] =>
  findingsOf(stdout, folder).map(({ rule }) => rule);

beforeAll(ensureBuilt, 120_000);

describe('a team tells check what it tolerates', { timeout: 120_000 }, () => {
  it('--rule turns a rule on or off, sets its severity and its options', () => {
    const folder = makeProject({ 'a.js': MISTAKEN, 'b.js': WARNED, 'c.js': refusing(1) });
    const check = (...args: string[]) => runWarm(folder, 'check', '--json', ...args);
    expect(rulesOf(check().stdout, folder)).toEqual([RULE, WARNING, 'status-code/prefer-422-for-invalid-content']);
    const off = check('--rule', 'no-body-with-bodyless-status: off', '--rule', `${WARNING}: 0`);
    expect(rulesOf(off.stdout, folder)).toEqual(['status-code/prefer-422-for-invalid-content']);
    const tolerated = check('--rule', 'prefer-422-for-invalid-content: [warn, { accept: [400] }]');
    expect(rulesOf(tolerated.stdout, folder)).toEqual([RULE, WARNING]);
    const added = check('--rule', 'restrict-status: ["error", { "allow": [204, 201] }]');
    expect(added.code).toBe(2);
    expect(added.stderr).toMatch(/^eslint-plugin-status-code: --rule is not understood: .*restrict-status.*\n$/);
    const strict = runWarm(
      makeProject({ 'a.js': MISTAKEN.replace('204', '418') }),
      'check',
      '--rule',
      'no-inapplicable-status',
    );
    expect(strict.stdout).toContain('error  status-code/no-inapplicable-status');
  });

  it('--settings has the keys of the settings in ESLint, bare or as in a config', () => {
    const responders = { tell: { argument: 1 } };
    const folder = makeProject({
      'a.js': OWN.replace('tell(res, 204, { removed: true });', 'tell(res, 404);\n  tell(res, 404);'),
      'bare.json': JSON.stringify({ responders }),
      'whole.json': JSON.stringify({ settings: { 'status-code': { responders } } }),
      'wrong.json': JSON.stringify({ responder: {} }),
      'broken.json': '{ responders',
    });
    expect(runWarm(folder, 'check').code).toBe(0);
    for (const file of ['bare.json', 'whole.json']) {
      const { code, stdout } = runWarm(folder, 'check', '--json', '--settings', file);
      expect(rulesOf(stdout, folder)).toEqual(['status-code/no-second-response']);
      expect(code).toBe(1);
    }
    expect(runWarm(folder, 'explain', 'a.js:4', '--settings', 'bare.json').stdout).toContain('404 Not Found');
    expect(runWarm(folder, 'routes', '--settings', 'bare.json').stdout).toContain('404');
    expect(runWarm(folder, 'check', '--settings', 'wrong.json')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^eslint-plugin-status-code: in "wrong.json": The setting .*responder/) as string,
    });
    expect(runWarm(folder, 'check', '--settings', 'broken.json').stderr).toContain('are no JSON');
  });

  it('--quiet leaves warnings out, and fails for errors alone', () => {
    const folder = makeProject({ 'a.js': MISTAKEN, 'b.js': WARNED });
    const both = runWarm(folder, 'check', '--quiet');
    expect(both.stdout).not.toContain(WARNING);
    expect(both.stdout).toContain('1 finding in 1 of 2 files: 1 error, 0 warnings');
    expect(both.stdout).toContain('1 warning not shown (--quiet)');
    expect(both.code).toBe(1);
    expect(runWarm(folder, 'check', '--quiet', 'b.js')).toEqual({
      code: 0,
      stdout: 'No errors in 1 file; 1 warning not shown (--quiet).\n',
      stderr: '',
    });
    // What is not shown counts where a number is given, as in ESLint.
    expect(runWarm(folder, 'check', '--quiet', '--max-warnings', '0', 'b.js').code).toBe(1);
  });

  it('--max-warnings lets so many warnings pass, and no error', () => {
    const folder = makeProject({ 'a.js': MISTAKEN, 'b.js': WARNED, 'c.js': WARNED });
    expect(runWarm(folder, 'check', 'b.js').code).toBe(1);
    expect(runWarm(folder, 'check', 'b.js', '--max-warnings', '1')).toMatchObject({ code: 0, stderr: '' });
    const more = runWarm(folder, 'check', 'b.js', 'c.js', '--max-warnings', '1');
    expect(more).toMatchObject({
      code: 1,
      stderr: 'eslint-plugin-status-code: 2 warnings, where --max-warnings allows 1.\n',
    });
    expect(runWarm(folder, 'check', 'a.js', '--max-warnings', '9').code).toBe(1);
  });

  it('has one line for what the code does throughout, in the text alone', () => {
    const folder = makeProject({ 'a.js': refusing(3), 'b.js': refusing(3), 'c.js': MISTAKEN });
    const { code, stdout } = runWarm(folder, 'check');
    const lines = stdout.split('\n').filter(line => line.includes('prefer-422'));
    expect(lines).toEqual([
      expect.stringMatching(
        /^convention {2}status-code\/prefer-422-for-invalid-content .*400 Bad Request in all 6 places \(2 files, first a\.js:4:46\).*--rule "prefer-422-for-invalid-content: \[warn, \{ accept: \[400\] \}\]"/,
      ),
    ]);
    expect(stdout).toContain(RULE);
    expect(stdout).toContain('7 findings in 3 of 3 files: 1 error, 6 warnings');
    expect(code).toBe(1);
    expect(runWarm(folder, 'check', '--each').stdout.match(/warning {2}status-code\/prefer-422/g)).toHaveLength(6);
    expect(findingsOf(runWarm(folder, 'check', '--json').stdout, folder)).toHaveLength(7);
    // The line says how it ends.
    expect(
      runWarm(folder, 'check', '--rule', 'prefer-422-for-invalid-content: [warn, { accept: [400] }]').stdout,
    ).toContain('1 finding in');
    // One that is answered as it should be makes the rest slips, and four are no convention.
    writeFileSync(path.join(folder, 'd.js'), refusing(1, 422));
    expect(runWarm(folder, 'check').stdout).not.toContain('convention');
    expect(runWarm(makeProject({ 'a.js': refusing(4) }), 'check').stdout).not.toContain('convention');
  });
  it('has one line, too, for what is left out throughout, and none where it is there once', () => {
    const folder = makeProject({ 'a.js': creating(3), 'b.js': creating(3) });
    const check = (...args: string[]) => runWarm(folder, 'check', ...args).stdout;
    const kept = check()
      .split('\n')
      .filter(line => line.includes('require-location-with-201'));
    expect(kept).toEqual([
      expect.stringMatching(
        /^convention {2}status-code\/require-location-with-201 {2}Set Location to the address of what was created: a convention of this code in all 6 places \(2 files, first a\.js:4:14\)\. To keep it: --rule "require-location-with-201: off"\./,
      ),
    ]);
    expect(check('--rule', 'require-location-with-201: off')).toContain('No findings in 2 files');
    expect(check('--each').match(/warning {2}status-code\/require-location-with-201/g)).toHaveLength(6);
    writeFileSync(path.join(folder, 'c.js'), creating(1, `.location('/orders/' + order.id)`));
    expect(check()).not.toContain('convention');
  });

  it.each([
    [
      'unchallenged 401s',
      `app.get('/N', (req, res) => { if (!req.headers.authorization) return res.status(401).end(); res.json([]); });`,
      `app.get('/N', (req, res) => { if (!req.headers.authorization) return res.set('WWW-Authenticate', 'Bearer').status(401).end(); res.json([]); });`,
      'require-www-authenticate-with-401: off',
    ],
    [
      'failures that go out with 200 OK',
      `app.get('/N', (req, res) => { if (legacy()) return res.json({ success: false, error: 'N is closed' }); res.json([]); });`,
      `app.get('/N', (req, res) => { if (legacy()) return res.status(503).json({ success: false, error: 'N is closed' }); res.json([]); });`,
      'no-success-for-failure: off',
    ],
    [
      'empty successes with 200 OK',
      `app.delete('/N/:id', async (req, res) => { await Order.deleteOne({ _id: req.params.id }); res.status(200).end(); });`,
      `app.delete('/N/:id', async (req, res) => { await Order.deleteOne({ _id: req.params.id }); res.status(204).end(); });`,
      'prefer-204-for-empty-success: off',
    ],
    [
      'constants in the place of numbers',
      `app.get('/N', (req, res) => { res.status(StatusCodes.ACCEPTED).json({ job: 'N' }); });`,
      `app.get('/N', (req, res) => { res.status(202).json({ job: 'N' }); });`,
      'consistent-status-notation: [warn, { prefer: named }]',
    ],
  ])('has one line for %s', (_, line, otherwise, rule) => {
    const head = `const { StatusCodes } = require('http-status-codes');\nconst app = require('express')();\nconst Order = require('mongoose').model('Order');\n`;
    const lines = (text: string): string =>
      Array.from({ length: 5 }, (_each, i) => text.replaceAll('N', `n${i}`)).join('\n');
    const folder = makeProject({ 'a.js': `${head}${lines(line)}\n` });
    const check = (...args: string[]) => runWarm(folder, 'check', '--preset', 'all', ...args).stdout;
    const name = rule.slice(0, rule.indexOf(':'));
    const told = check()
      .split('\n')
      .filter(one => one.includes(`status-code/${name}`));
    expect(told).toEqual([expect.stringContaining(`in all 5 places (one file, first a.js:`)]);
    expect(told[0]).toMatch(/^convention /);
    expect(told[0]).toContain(`--rule "${rule}"`);
    expect(check('--rule', rule)).not.toContain(name);
    writeFileSync(path.join(folder, 'b.js'), `${head}${otherwise}\n`);
    expect(check()).toMatch(new RegExp(`(?:error|warning) {2}status-code/${name}`));
  });

  it('has one line for sends of Fastify that are not returned, and prints those that are lost by it', () => {
    const route = (i: number, send: string): string => `app.get('/${i}', async (request, reply) => { ${send} });\n`;
    const many = Array.from({ length: 5 }, (_, i) => route(i, `reply.send(await find(${i}));`)).join('');
    const head = `const fs = require('fs');\nconst app = require('fastify')();\n`;
    const folder = makeProject({
      'a.js': `${head}${many}${route(9, `reply.send(fs.createReadStream('a.txt'));`)}`,
    });
    const check = () => runWarm(folder, 'check', '--preset', 'strict').stdout;
    expect(check().match(/^convention {2}status-code\/require-returned-reply .* in all 5 places/gm)).toHaveLength(1);
    expect(check().match(/error {2}status-code\/require-returned-reply/g)).toHaveLength(1);
    // An early way out has to be returned, and says nothing of how the last send is written.
    writeFileSync(
      path.join(folder, 'b.js'),
      `${head}${route(1, `if (!request.query.q) return reply.send([]); reply.send(await find(1));`)}`,
    );
    expect(check()).toContain('in all 6 places');
    writeFileSync(path.join(folder, 'b.js'), `${head}${route(1, 'return reply.send(await find(1));')}`);
    expect(check()).not.toContain('convention');
  });
});

describe('check is pointed at code', { timeout: 120_000 }, () => {
  it('--stdin checks the text that is piped in as that of --stdin-filename, also where there is no such file', () => {
    const folder = makeProject({ 'src/a.js': RIGHT });
    const piped = (name: string, ...args: string[]) =>
      runWith(folder, { input: MISTAKEN }, 'check', '--stdin', '--stdin-filename', name, '--json', ...args);
    for (const name of ['src/a.js', 'src/new.ts', 'test/a.test.js']) {
      const { code, stdout, stderr } = piped(name);
      expect(findingsOf(stdout, folder)).toEqual([{ file: path.normalize(name), line: 3, rule: RULE }]);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    }
    expect(readFileSync(path.join(folder, 'src/a.js'), 'utf8')).toBe(RIGHT);
    expect(piped('src/a.js', '--ignore', 'src')).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(runWith(folder, { input: RIGHT }, 'check', '--stdin', '--stdin-filename', 'b.js').code).toBe(0);
    expect(runWith(folder, { input: 'let = ;' }, 'check', '--stdin', '--stdin-filename', 'b.js').code).toBe(2);
  });

  it('patterns name files, whatever the shell makes of them', () => {
    const folder = makeProject({
      'src/a.js': RIGHT,
      'src/b.ts': RIGHT,
      'src/deep/c.ts': RIGHT,
      'src/[id].js': RIGHT,
      'lib/d.js': RIGHT,
      'node_modules/e/e.js': RIGHT,
    });
    const linted = (...patterns: string[]) =>
      filesOf(runWarm(folder, 'check', '--json', ...patterns).stdout, folder)
        .map(file => file.replaceAll('\\', '/'))
        .sort();
    expect(linted('src/*.{js,ts}')).toEqual(['src/[id].js', 'src/a.js', 'src/b.ts']);
    expect(linted('**/*.ts')).toEqual(['src/b.ts', 'src/deep/c.ts']);
    expect(linted('{src,lib}/**/?.js')).toEqual(['lib/d.js', 'src/a.js']);
    expect(linted('./src/[ab].*')).toEqual(['src/a.js', 'src/b.ts']);
    // A file of that name is meant before the pattern.
    expect(linted('src/[id].js')).toEqual(['src/[id].js']);
    expect(runWarm(folder, 'check', 'src/*.tsx')).toMatchObject({
      code: 2,
      stderr: 'eslint-plugin-status-code: no file to lint matches "src/*.tsx".\n',
    });
  });

  it('tests and test doubles are left out, unless they are named or --tests takes them in', () => {
    const tests = {
      'test/server.js': MISTAKEN,
      'src/__mocks__/api.js': MISTAKEN,
      'src/users.test.js': MISTAKEN,
      'src/users.e2e-spec.ts': MISTAKEN,
      'src/api.mock.js': MISTAKEN,
    };
    const folder = makeProject({ ...tests, 'src/users.js': RIGHT, 'src/contest.js': RIGHT, 'routes/test.js': RIGHT });
    const { code, stdout } = runWarm(folder, 'check');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'No findings in 3 files; 5 test files or folders left out (--tests takes them in).\n',
    });
    expect(findingsOf(runWarm(folder, 'check', '--tests', '--json').stdout, folder)).toHaveLength(5);
    expect(runWarm(folder, 'check', 'src/users.test.js').code).toBe(1);
    expect(runWarm(folder, 'check', 'test').code).toBe(1);
    expect(runWarm(folder, 'check', '**/*.test.js').code).toBe(1);
    expect(runWarm(folder, 'routes').stdout).toContain('3 operations in 3 files');
    expect(runWarm(folder, 'routes', '--tests').stdout).toContain('8 operations in 8 files');
    const only = makeProject({ 'test/a.js': MISTAKEN });
    expect(runWarm(only, 'check')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--tests takes them in') as string,
    });
  });
});

describe('check hands on what it found', { timeout: 120_000 }, () => {
  it('--output-file writes the report into a file, without colours', () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    const printed = run(folder, 'check');
    const written = runWith(folder, { env: { FORCE_COLOR: '1' } }, 'check', '--output-file', 'reports/status.txt');
    expect(written).toEqual({ code: 1, stdout: '', stderr: '' });
    expect(readFileSync(path.join(folder, 'reports/status.txt'), 'utf8')).toBe(printed.stdout);
    expect(runWarm(folder, 'check', '--format', 'sarif', '--output-file', 'x.sarif').code).toBe(1);
    expect(JSON.parse(readFileSync(path.join(folder, 'x.sarif'), 'utf8'))).toHaveProperty('runs');
    // A call that is wrong leaves what is there.
    expect(runWarm(folder, 'check', 'none', '--output-file', 'x.sarif').code).toBe(2);
    expect(existsSync(path.join(folder, 'x.sarif'))).toBe(true);
  });

  it.each([
    [
      'junit',
      /^<\?xml .*<testsuites name="ESLint" tests="2" failures="1" errors="0">.*<failure type="error" message=".*<testcase name="b.js"/s,
    ],
    [
      'checkstyle',
      /^<\?xml .*<file name="[^"]*a\.js">\n<error line="3" column="14" severity="error" message="[^"]+" source="eslint\.status-code\.no-body/s,
    ],
    [
      'markdown',
      /^\*\*1 finding in 1 file\*\*: 1 error, 0 warnings\.\n\n### `a\.js`\n\n- 3:14 \*\*error\*\* .*\[`status-code\/no-body-with-bodyless-status`\]\(https:/s,
    ],
  ])('--format %s', (format, form) => {
    const folder = makeProject({ 'a.js': MISTAKEN, 'b.js': RIGHT });
    expect(runWarm(folder, 'check', '--format', format)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(form) as string,
      stderr: '',
    });
  });

  it('--json is short for --format json', () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    expect(runWarm(folder, 'check', '--json')).toEqual(runWarm(folder, 'check', '--format', 'json'));
    expect(runWarm(folder, 'routes', '--json')).toEqual(runWarm(folder, 'routes', '--format', 'json'));
    expect(runWarm(folder, 'explain', 'a.js:3', '--json')).toEqual(
      runWarm(folder, 'explain', 'a.js:3', '--format', 'json'),
    );
  });

  it('explain --json --all says all that explain says, for programs', () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    const told = JSON.parse(runWarm(folder, 'explain', 'a.js:3', '--json', '--all').stdout) as {
      facts: { heading: string; lines: string[] }[];
      rules: { name: string; preset: string; messages: string[]; silence: string | null }[];
    };
    expect(told).toMatchObject({ version: 1, file: 'a.js', line: 3 });
    expect(told.facts.find(({ heading }) => heading === 'Status')?.lines).toEqual([
      expect.stringContaining('204 No Content'),
    ]);
    const spoken = told.rules.filter(({ messages }) => messages.length > 0);
    expect(spoken.map(({ name, preset }) => `status-code/${name} ${preset}`)).toEqual([`${RULE} recommended`]);
    expect(told.rules.filter(({ silence }) => silence !== null)).toHaveLength(told.rules.length - 1);
  });

  it('routes has formats and filters of its own, and reads the settings with them', () => {
    const folder = makeProject({
      'a.js': `${MISTAKEN}app.get('/users', (req, res) => { refuse(res, 404); });\n`,
      'settings.json': '{ "responders": { "refuse": { "argument": 1 } } }',
    });
    const listed = (...more: readonly string[]): string =>
      runWarm(folder, 'routes', '--settings', 'settings.json', ...more).stdout;
    expect(listed('--method', 'get')).toMatch(/^GET +\/users +404\b.*\n\n1 of 2 operations/);
    expect(listed('--finding', 'any', '--format', 'markdown')).toContain('/users/:id');
    expect(JSON.parse(listed('--status', '4xx', '--json'))).toMatchObject({ operations: [{ path: '/users' }] });
    expect(runWarm(folder, 'routes', '--status', '4xx', '--json').stdout).not.toContain('"path": "/users"');
  });

  it('FORCE_COLOR colours what is no terminal, and 0 nothing', () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    const plain = run(folder, 'check').stdout;
    const coloured = runWith(folder, { env: { FORCE_COLOR: '1' } }, 'check').stdout;
    expect(plain).not.toContain('\u001B[');
    expect(coloured).toContain('\u001B[31m');
    expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(plain);
    expect(runWith(folder, { env: { FORCE_COLOR: '0' } }, 'check').stdout).toBe(plain);
  });
});

describe('check is on its own', { timeout: 120_000 }, () => {
  it('--fix mends what changes no response, and leaves the choice of a status alone', () => {
    const looped = `${MISTAKEN}app.get('/users', (req, res) => { res.status('200').json([]); });\n`;
    const folder = makeProject({ 'a.js': looped });
    expect(run(folder, 'check').stdout).toContain('1 fixable with --fix');
    const fixed = run(folder, 'check', '--fix');
    expect(fixed.stdout).toContain('1 file fixed');
    expect(fixed.code).toBe(1);
    expect(readFileSync(path.join(folder, 'a.js'), 'utf8')).toBe(looped.replace(`'200'`, '200'));
  });

  it('--since reports what was added since a commit', () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    git(folder, 'init', '--quiet', '--initial-branch', 'main');
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '--message', 'old');
    expect(run(folder, 'check', '--since', 'main').code).toBe(0);
    writeFileSync(path.join(folder, 'b.js'), MISTAKEN);
    expect(findingsOf(run(folder, 'check', '--since', 'main', '--json').stdout, folder)).toEqual([
      { file: 'b.js', line: 3, rule: RULE },
    ]);
  });

  it('--parser bundled loads no parser of the project', () => {
    const folder = makeProject({
      'a.ts': MISTAKEN,
      'node_modules/@typescript-eslint/parser/package.json': '{ "name": "@typescript-eslint/parser", "main": "i.js" }',
      'node_modules/@typescript-eslint/parser/i.js': `require('fs').writeFileSync(__dirname + '/ran', '');\nthrow 1;\n`,
      'node_modules/typescript/package.json': '{ "name": "typescript", "version": "6.0.3" }',
    });
    const ran = path.join(folder, 'node_modules/@typescript-eslint/parser/ran');
    expect(findingsOf(run(folder, 'check', '--parser', 'bundled', '--json').stdout, folder)).toHaveLength(1);
    expect(existsSync(ran)).toBe(false);
    // Told nothing, it tries that of the project, and does without where it cannot be loaded.
    expect(findingsOf(run(folder, 'check', '--json').stdout, folder)).toHaveLength(1);
    expect(existsSync(ran)).toBe(true);
  });

  it.each([
    [['chekc'], 'unknown command "chekc": did you mean "check"?'],
    [['check', '--stdin-file', 'a.js'], `unknown option '--stdin-file': did you mean --stdin-filename?`],
    [['check', '--format', 'check-style'], 'unknown format "check-style": did you mean checkstyle?'],
    [['check', '--rule', 'prefer-402-for-denied-permission: off'], 'did you mean "prefer-403-for-denied-permission"?'],
  ])('%j is asked what was meant', (args, question) => {
    expect(run(makeProject({ 'a.js': RIGHT }), ...args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(question) as string,
    });
  });

  it('--version and --help say what they are asked', () => {
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    for (const option of ['--version', '-v'])
      expect(run(makeProject({}), option)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    for (const option of ['--help', '-h']) expect(run(makeProject({}), 'check', option).stdout).toContain(HELP.trim());
  });

  it.each([
    [['--path', 'users/'], ['/users/:id']],
    [['--cause', 'success-deleted'], ['/users/:id']],
    [['--cause', 'not-found'], ['/orders/:id']],
    [['--path', 'orders', '--cause', 'success-deleted'], []],
  ])('routes %j lists those alone', (args, paths) => {
    const folder = makeProject({
      'a.js': `const app = require('express')();
const Order = require('mongoose').model('Order');
app.delete('/users/:id', async (req, res) => { await Order.deleteOne({ _id: req.params.id }); res.status(204).end(); });
app.get('/orders/:id', async (req, res) => {
  const order = await Order.findById(req.params.id);
  if (!order) return res.status(404).end();
  res.json(order);
});
`,
    });
    const { stdout } = run(folder, 'routes', '--json', ...args);
    const { operations } = JSON.parse(stdout) as { operations: { path: string }[] };
    expect(operations.map(one => one.path)).toEqual(paths);
  });

  it.each(Object.keys(OPTIONS))('--%s is on one of the ways that are gone here', option => {
    const ways = readdirSync(import.meta.dirname).filter(name => name.endsWith('.test.ts'));
    const text = ways.map(name => readFileSync(path.join(import.meta.dirname, name), 'utf8')).join('\n');
    expect(text).toMatch(new RegExp(`'--${option}'`));
  });
});

describe('what check takes', () => {
  const page = readFileSync(path.join(ROOT, 'docs/check.md'), 'utf8');

  it.each(Object.keys(OPTIONS))('--%s stands in the help and on its page', option => {
    expect(HELP).toContain(`--${option}`);
    expect(page).toContain(`--${option}`);
  });

  it('has exit codes that stand on its page', { timeout: 120_000 }, () => {
    const folder = makeProject({ 'right.js': RIGHT, 'wrong.js': MISTAKEN, 'broken.js': 'let = ;' });
    for (const [file, code] of [
      ['right.js', 0],
      ['wrong.js', 1],
      ['broken.js', 2],
      ['missing.js', 2],
    ] as const) {
      expect(run(folder, 'check', file).code).toBe(code);
      expect(page).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
    }
  });
});
