import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt } from './build.ts';
import { makeProject, runWarm } from './run.ts';
import { validate } from './schema.ts';

beforeAll(ensureBuilt, 60_000);

const PROJECT = {
  'package.json': '{ "dependencies": { "express": "5" } }',
  'src/app.js': `const express = require('express');
const { signedIn } = require('./signed-in');
const app = express();
app.use('/users', signedIn, require('./users'));
app.get('/health', (req, res) => res.sendStatus(204));
app.use((error, req, res, next) => {
  res.status(500).json({ error: 'Sorry' });
});
app.listen(80);
`,
  'src/signed-in.js': `exports.signedIn = (req, res, next) => {
  if (!req.user) return res.status(401).json({ error: 'Log in first' });
  next();
};
`,
  'src/users.js': `const router = require('express').Router();
const users = require('./users-controller');
router.get('/:id', users.show);
router.delete('/:id', users.remove);
router.post('/', require('./elsewhere').create);
module.exports = router;
`,
  'src/users-controller.js': `const { find } = require('./users-service');
exports.show = async (req, res) => {
  res.json(await find(req.params.id));
};
exports.remove = async (req, res, next) => {
  const user = await User.findById(req.params.id);
  if (!user) return res.status(400).json({ error: 'No such user' });
  audit(res);
  res.sendStatus(204);
};
`,
  'src/users-service.js': `const createError = require('http-errors');
exports.find = async id => {
  const user = await User.findById(id);
  if (!user) throw createError(404, 'No such user');
  return user;
};
`,
};

interface Operation {
  id: string;
  isPathWhole: boolean;
  isComplete: boolean;
  handler: { name: string | null; file: string; line: number } | null;
  before: { name: string }[];
  statuses: { status: number; origin: string; file: string; line: number; cause: string | null; findings: string[] }[];
  gaps: { reason: string; file: string; line: number }[];
}

function operations(...args: readonly string[]): Operation[] {
  const { code, stdout, stderr } = runWarm(makeProject(PROJECT), 'routes', ...args, '--format', 'json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const listed = JSON.parse(stdout) as { operations: Operation[] };
  expect(validate('routes.schema.json', listed)).toEqual([]);
  return listed.operations;
}

const told = (operation: Operation | undefined): string[] =>
  (operation?.statuses ?? []).map(({ status, origin, file, line }) => `${status} ${origin} ${file}:${line}`);

describe('routes, by operations', () => {
  it('lists each with its full path, and all that answers: handler, what that calls, and what runs before', () => {
    const [health, create, remove, show, ...others] = operations();
    expect(others).toEqual([]);
    expect([health, create, remove, show].map(one => one?.id)).toEqual([
      'GET /health',
      'POST /users',
      'DELETE /users/:id',
      'GET /users/:id',
    ]);
    expect(health).toMatchObject({ isPathWhole: true, isComplete: true, before: [], gaps: [] });
    expect(told(show)).toEqual([
      '200 handler src/users-controller.js:3',
      '401 middleware src/signed-in.js:2',
      '404 handler src/users-service.js:4',
    ]);
    expect(show).toMatchObject({
      isComplete: true,
      handler: { name: 'show', file: 'src/users-controller.js', line: 2 },
      before: [{ name: 'signedIn' }],
    });
  });

  it('says why an operation is not complete', () => {
    const [, create, remove] = operations();
    expect(create).toMatchObject({ isComplete: false });
    expect(create?.gaps.map(({ reason }) => reason)).toContain('handler-out-of-sight');
    expect(remove).toMatchObject({ isComplete: false });
    expect(remove?.gaps).toContainEqual({ reason: 'response-handed-on', file: 'src/users-controller.js', line: 8 });
  });

  it('has the cause and the findings of a status', () => {
    const [, , remove] = operations();
    expect(remove?.statuses.find(({ status }) => status === 400)).toMatchObject({
      cause: 'not-found',
      findings: ['prefer-404-for-missing-resource'],
    });
  });

  it.each([
    [
      ['--method', 'get'],
      ['GET /health', 'GET /users/:id'],
    ],
    [
      ['--path', '/users/*id'],
      ['DELETE /users/:id', 'GET /users/:id'],
    ],
    [['--status', '404'], ['GET /users/:id']],
    [
      ['--status', '4xx'],
      ['POST /users', 'DELETE /users/:id', 'GET /users/:id'],
    ],
    [
      ['--cause', 'not-found'],
      ['DELETE /users/:id', 'GET /users/:id'],
    ],
    [['--finding', 'any'], ['DELETE /users/:id']],
    [['--finding', 'status-code/prefer-404-for-missing-resource'], ['DELETE /users/:id']],
    [['--finding', 'no-second-response'], []],
  ])('lists what %j asks for', (args, ids) => {
    expect(operations(...args).map(({ id }) => id)).toEqual(ids);
  });

  describe('what middleware of packages answers', () => {
    /** What is answered, an operation each: its id, its statuses with their origins, and whether all is known. */
    function answered(files: Record<string, string>): Record<string, string> {
      const { stdout } = runWarm(makeProject(files), 'routes', '--format', 'json');
      const { operations: all } = JSON.parse(stdout) as { operations: Operation[] };
      expect(validate('routes.schema.json', JSON.parse(stdout))).toEqual([]);
      return Object.fromEntries(
        all.map(({ id, statuses, isComplete }) => [
          id,
          `${statuses.map(({ status, origin }) => `${status} ${origin}`).join(', ')}${isComplete ? '' : ' …'}`,
        ]),
      );
    }

    it('is there of a parser of bodies, of passport and of a limiter, where it stands before the handler', () => {
      expect(
        answered({
          'auth.js': `const passport = require('passport');\npassport.use(new Strategy());\nmodule.exports = passport;\n`,
          'app.js': `const express = require('express');
const { rateLimit } = require('express-rate-limit');
const passport = require('./auth');
const app = express();
app.get('/before', (req, res) => res.json({}));
app.use(express.json(), passport.initialize());
app.get('/open', (req, res) => res.json({}));
app.post('/open', rateLimit({ windowMs: 1000 }), (req, res) => res.status(204).end());
app.get('/me', passport.authenticate('jwt', { session: false }), (req, res) => res.json(req.user));
app.get('/page', passport.authenticate('local', { failureRedirect: '/login' }), (req, res) => res.json({}));
app.get('/own', passport.authenticate('local', options()), (req, res) => res.json({}));
`,
        }),
      ).toEqual({
        'GET /before': '200 handler',
        'GET /open': '200 handler',
        'POST /open': '204 handler, 400 middleware, 413 middleware, 415 middleware, 429 middleware',
        'GET /me': '200 handler, 401 middleware',
        'GET /page': '200 handler, 302 middleware',
        'GET /own': '200 handler …',
      });
    });

    it('is there of Fastify, which parses bodies by itself', () => {
      expect(
        answered({
          'app.ts': `import Fastify from 'fastify';
const app = Fastify();
app.put('/a', async (request, reply) => reply.code(204).send());
app.get('/a', async () => ({ a: 1 }));
`,
        }),
      ).toEqual({
        'PUT /a': '204 handler, 400 framework, 413 framework, 415 framework',
        'GET /a': '200 handler',
      });
    });

    it("is the error handler's to say where errors go there", () => {
      const app = `const express = require('express');
const { expressjwt } = require('express-jwt');
const app = express();
app.use(express.json());
app.post('/a', expressjwt({ secret, algorithms: ['HS256'] }), (req, res) => res.status(204).end());
`;
      expect(answered({ 'app.js': app })).toEqual({
        'POST /a': '204 handler, 400 middleware, 401 middleware, 413 middleware, 415 middleware',
      });
      expect(answered({ 'app.js': `${app}app.use((error, req, res, next) => res.status(503).json({}));\n` })).toEqual({
        'POST /a': '204 handler, 503 error-handler',
      });
    });

    it('is there of what a plugin has added to the instance, by itself or as the maker of what runs', () => {
      const files = {
        'auth.js': `const scopes = new Set();
async function verify(request, reply) {
  if (!request.headers.authorization) return reply.code(401).send();
}
function needs(scope) {
  if (!scopes.has(scope)) throw new Error('No such scope');
  return async (request, reply) => {
    if (!request.user.scopes.includes(scope)) return reply.code(403).send();
  };
}
module.exports = require('fastify-plugin')(async app => {
  app.decorate('verify', verify);
  app.decorate('needs', needs);
});
`,
        'app.js': `const app = require('fastify')({ trustProxy: true });
app.setErrorHandler((error, request, reply) => reply.code(500).send());
app.register(require('./auth'));
app.register(require('./things'), { prefix: '/things' });
`,
        'things.js': `module.exports = async app => {
  app.addHook('preHandler', app.verify);
  app.get('/', async (request, reply) => reply.send([]));
  app.get('/:id', { preHandler: app.needs('read') }, async (request, reply) => reply.send({}));
};
`,
      };
      expect(answered(files)).toEqual({
        'GET /things': '200 handler, 401 middleware',
        'GET /things/:id': '200 handler, 401 middleware, 403 middleware',
      });
      // Which of two it is, is not known.
      const other = `const app = require('fastify')();
app.decorate('verify', async () => {});
app.get('/other', async (request, reply) => reply.send([]));
`;
      expect(answered({ ...files, 'other.js': other })).toMatchObject({ 'GET /things': '200 handler …' });
    });

    it('is no gap where a response is bound or given to middleware of a package that is known', () => {
      expect(
        answered({
          'app.js': `const express = require('express');
const app = express();
app.use((req, res, next) => { express.json({ limit: req.path === '/big' ? '9mb' : '1mb' })(req, res, next); });
app.use((req, res, next) => { const write = res.write.bind(res); count(write); next(); });
app.get('/a', (req, res) => res.json({}));
app.get('/b', (req, res) => { render(res)(req, res); });
`,
        }),
      ).toMatchObject({ 'GET /a': '200 handler', 'GET /b': ' …' });
    });

    it('is there of a method that middleware adds to responses where that is called, and nowhere else', () => {
      expect(
        answered({
          'app.js': `const app = require('express')();
app.use((req, res, next) => {
  if (!req.headers.accept) return res.sendStatus(406);
  res.missing = what => res.status(404).json({ what });
  next();
});
app.get('/boats', (req, res) => res.json([]));
app.get('/boats/:id', (req, res) => res.missing('boat'));
`,
        }),
      ).toEqual({ 'GET /boats': '200 handler, 406 middleware', 'GET /boats/:id': '404 handler, 406 middleware' });
    });

    it('is not made up for middleware that lets all requests pass, or that nothing is known of', () => {
      expect(
        answered({
          'app.js': `const app = require('express')();
const { body } = require('express-validator');
app.post('/a', body('name').notEmpty(), (req, res) => res.status(204).end());
app.post('/b', require('some-guard')(), (req, res) => res.status(204).end());
`,
        }),
      ).toEqual({ 'POST /a': '204 handler', 'POST /b': '204 handler …' });
    });
  });

  it('reads the files of the package in node_modules that is named, and of no other', () => {
    const folder = makeProject({
      'packages/node_modules/@shop/api/lib/app.js': `const app = require('express')();
const { refuse } = require('../util');
const { deny } = require('../../other/util');
app.get('/a', (req, res) => refuse(res));
app.get('/b', (req, res) => deny(res));
`,
      'packages/node_modules/@shop/api/util.js': 'exports.refuse = res => res.status(404).end();\n',
      'packages/node_modules/@shop/other/util.js': 'exports.deny = res => res.status(403).end();\n',
    });
    const { stdout } = runWarm(folder, 'routes', 'packages/node_modules/@shop/api', '--json');
    const { operations: all } = JSON.parse(stdout) as { operations: Operation[] };
    expect(all.map(({ id, statuses }) => [id, ...statuses.map(({ status }) => status)])).toEqual([
      ['GET /a', 404],
      ['GET /b'],
    ]);
  });

  it('numbers those of one method and path', () => {
    const folder = makeProject({
      'a.js':
        "const app = require('express')();\napp.get('/a', (req, res) => res.json({}));\napp.get('/a', (req, res) => res.json({}));\n",
    });
    const { stdout } = runWarm(folder, 'routes', '--format', 'json');
    expect((JSON.parse(stdout) as { operations: Operation[] }).operations.map(({ id }) => id)).toEqual([
      'GET /a',
      'GET /a #2',
    ]);
  });

  it('prints a line each for people, long paths whole', () => {
    const long = `/${'very-long/'.repeat(8)}:id`;
    const folder = makeProject({
      ...PROJECT,
      'src/long.js': `const app = require('express')();\napp.get('${long}', (req, res) => res.json({}));\n`,
    });
    const { stdout } = runWarm(folder, 'routes');
    const lines = stdout.split('\n');
    expect(lines.find(line => line.includes('/health'))).toMatch(/^GET +\/health +204 +src\/app\.js:5$/);
    expect(lines.find(line => line.startsWith('DELETE'))).toMatch(/\/users\/:id +204 400 401 … +remove \(src\//);
    expect(lines.some(line => line.includes(`${long}  200`))).toBe(true);
    expect(lines.at(-2)).toMatch(/^5 operations in \d files: 5 with the full path, \d with every way out understood/);
  });

  it('prints a table of Markdown', () => {
    const { stdout } = runWarm(makeProject(PROJECT), 'routes', '--format', 'markdown', '--path', 'health');
    expect(stdout).toBe(
      '| Method | Path | Statuses | Handler |\n| :-- | :-- | :-- | :-- |\n| GET | `/health` | 204 | src/app.js:5 |\n',
    );
  });
});
