import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';

import { afterEach, describe, expect, it, vi } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { methodOf, pathOf } from '../../src/model/handlers/handler.ts';
import { makeProject, type Project, type ReadOptions } from './read-project.ts';

/** The handlers of a file: name, method and path. */
function routesOf(project: Project, code: string, file: string, options?: ReadOptions): string[] {
  return (project.read(file, code, options)?.handlers ?? []).map(
    ({ handler }) => `${handler.name ?? 'anonymous'} ${methodOf(handler) ?? '?'} ${pathOf(handler) ?? '?'}`,
  );
}

function read(files: Record<string, string>, code: string, file: string, options?: ReadOptions): string[] {
  return routesOf(makeProject({ ...files, [file]: code }), code, file, options);
}

const BODY = '(req, res) { res.status(201).json(req.body); }';
const NAMED = `export function create${BODY}`;
const COMMON = `function create${BODY} function list(req, res) { res.json([]); }`;
const CLASS = `class Users { create${BODY} static list(req, res) { res.json([]); } }`;
const ROUTER = "const { Router } = require('express'); const router = Router(); ";
const MODULE = "import { Router } from 'express'; const router = Router(); ";

describe('the method and path of a controller', () => {
  it.each([
    [
      'a named import',
      `${MODULE} import { create } from '../controllers/users.js'; router.post('/users', create);`,
      NAMED,
    ],
    [
      'another name',
      `${MODULE} import { create as add } from '../controllers/users'; router.post('/users', add);`,
      NAMED,
    ],
    [
      'a namespace',
      `${MODULE} import * as users from '../controllers/users'; router.post('/users', users.create);`,
      NAMED,
    ],
    [
      'middleware before it',
      `${MODULE} import { create } from '../controllers/users'; router.post('/users', auth, validate(schema), create);`,
      NAMED,
    ],
    [
      'an array',
      `${MODULE} import { create } from '../controllers/users'; router.post('/users', [auth, create]);`,
      NAMED,
    ],
    [
      'a wrapper',
      `${MODULE} import { create } from '../controllers/users'; router.post('/users', asyncHandler(create));`,
      NAMED,
    ],
    [
      'a wrapper where it is defined',
      `${MODULE} import { create } from '../controllers/users'; router.post('/users', create);`,
      `export const create = asyncHandler(async ${BODY.replace(')', ') =>')});`,
    ],
    [
      'a factory',
      `${MODULE} import { create } from '../controllers/users'; router.post('/users', create(service));`,
      `export const create = service => async function create${BODY};`,
    ],
    [
      'a function that hands its request and response on',
      `${MODULE} import { create } from '../controllers/users'; router.post('/users', (req, res, next) => create(req, res, next));`,
      NAMED,
    ],
    [
      'a default export',
      `${MODULE} import create from '../controllers/users'; router.post('/users', create);`,
      NAMED.replace('export', 'export default'),
    ],
    [
      'a default export of an object',
      `${MODULE} import users from '../controllers/users'; router.post('/users', users.create);`,
      `${COMMON} export default { create };`,
    ],
    [
      'an instance',
      `${MODULE} import { Users } from '../controllers/users'; router.post('/users', new Users().create);`,
      `export ${CLASS}`,
    ],
    [
      'an instance that is kept',
      `${MODULE} import { Users } from '../controllers/users'; const users = new Users(new Store()); router.post('/users', users.create.bind(users));`,
      `export ${CLASS}`,
    ],
    [
      'an instance that is exported',
      `${MODULE} import users from '../controllers/users'; router.post('/users', (req, res) => users.create(req, res));`,
      `${CLASS} export default new Users();`,
    ],
    [
      'an instance of a class that registers',
      `${MODULE} import { Users } from '../controllers/users'; export class Routes { users = new Users(); constructor() { this.router = Router(); this.router.post('/users', this.users.create); } }`,
      `export ${CLASS}`,
    ],
    [
      'an arrow property',
      `${MODULE} import { Users } from '../controllers/users'; router.post('/users', new Users().create);`,
      `export class Users { create = async ${BODY.replace(')', ') =>')} }`,
    ],
    ['an index file', `${MODULE} import { create } from '../controllers'; router.post('/users', create);`, NAMED],
    [
      'an index file with namespaces',
      `${MODULE} import { users } from '../controllers/index.js'; router.post('/users', users.create);`,
      NAMED,
    ],
    [
      'a module that makes the instance',
      `${MODULE} import { users } from '../container'; router.post('/users', users.create);`,
      `export ${CLASS}`,
    ],
    [
      'Fastify',
      "export default async function (fastify) { const { create } = await import('../controllers/users.js'); fastify.post('/users', { schema }, create); }",
      NAMED,
    ],
    [
      "Fastify's options",
      "import { create } from '../controllers/users.js'; export default async fastify => { fastify.route({ method: 'POST', url: '/users', preHandler: [auth], handler: create }); };",
      NAMED,
    ],
    [
      "Fastify's options in a variable",
      "import { create } from '../controllers/users.js'; const opts = { schema, handler: create }; export default async fastify => { fastify.post('/users', opts); };",
      NAMED,
    ],
  ])('are found by %s', (_, routes, controller) => {
    const files = {
      'src/routes/users.ts': routes,
      'src/controllers/index.ts': "export * from './users'; export * as users from './users';",
      'src/container.ts': "import { Users } from './controllers/users'; export const users = new Users();",
    };
    expect(read(files, controller, 'src/controllers/users.ts')).toContain('create POST /users');
  });

  it.each([
    [
      'module.exports = { … }',
      `${ROUTER} const { create, list } = require('../controllers/users'); router.route('/').get(list).post(create);`,
      `${COMMON} module.exports = { create, list };`,
    ],
    [
      'a member',
      `${ROUTER} const controller = require('../controllers/users.js'); router.get('/', controller.list); router.post('/', controller.create);`,
      `${COMMON} module.exports = { create, list };`,
    ],
    [
      'exports.name',
      `${ROUTER} const controller = require('../controllers/users'); router.get('/', controller.list); router.post('/', controller.create);`,
      `exports.create = function ${BODY}; exports.list = (req, res) => res.json([]);`,
    ],
    [
      'require in place',
      `${ROUTER} router.post('/', require('../controllers/users').create).get('/', require('../controllers/users').list);`,
      `${COMMON} module.exports = { create, list };`,
    ],
    [
      'static methods',
      `${ROUTER} const Users = require('../controllers/users'); router.route('/').get(Users.list).post(Users.prototype.create); router.post('/', new Users().create);`,
      `${CLASS} module.exports = Users;`,
    ],
  ])('are found in CommonJS, by %s', (_, routes, controller) => {
    expect(read({ 'src/routes/users.js': routes }, controller, 'src/controllers/users.js')).toEqual([
      'create POST /',
      'list GET /',
    ]);
  });

  it('have the prefix of the router where the same file mounts it', () => {
    expect(
      read(
        {
          'app.js': `${ROUTER} const { create } = require('./users'); router.post('/:id', create); app.use('/api/users', router);`,
        },
        `exports.create = function ${BODY};`,
        'users.js',
      ),
    ).toEqual(['create POST /api/users/:id']);
  });

  it('are unknown as far as registrations disagree', () => {
    const two = `${MODULE} import { create } from '../controllers/users'; router.post('/users', create);`;
    expect(
      read(
        { 'src/routes/a.ts': two, 'src/routes/b.ts': two.replace('post', 'put') },
        NAMED,
        'src/controllers/users.ts',
      ),
    ).toEqual(['create ? /users']);
    expect(
      read(
        { 'src/routes/a.ts': two, 'src/routes/b.ts': two.replace("'/users'", "'/people'") },
        NAMED,
        'src/controllers/users.ts',
      ),
    ).toEqual(['create POST ?']);
    expect(
      read(
        { 'src/routes/a.ts': two, 'src/routes/b.ts': two.replace('post', 'all') },
        NAMED,
        'src/controllers/users.ts',
      ),
    ).toEqual(['create ? /users']);
  });

  it.each([
    [
      'another file exports the name',
      `${MODULE} import { create } from '../controllers/posts'; router.post('/posts', create);`,
    ],
    [
      'nothing registers it',
      `${MODULE} import { create } from '../controllers/users'; cache.get('/users', 1); export { create };`,
    ],
    [
      'another framework does',
      "import Polka from 'polka'; import { create } from '../controllers/users'; const app = Polka(); app.post('/users', create);",
    ],
  ])('are unknown where %s', (_, routes) => {
    expect(
      read({ 'src/routes/users.ts': routes, 'src/controllers/posts.ts': NAMED }, NAMED, 'src/controllers/users.ts'),
    ).toEqual(['create ? ?']);
  });

  const routes = `${MODULE} import { create } from '../controllers/users'; router.post('/users', create);`;

  it('are unknown where one of those who may register it cannot be read', () => {
    expect(
      read({ 'src/routes/a.ts': routes, 'src/routes/b.ts': `${routes} }` }, NAMED, 'src/controllers/users.ts'),
    ).toEqual(['create ? ?']);
  });

  it('are not looked for in tests, built code, node_modules and other packages', () => {
    for (const place of [
      'test/users.ts',
      'src/routes/users.test.ts',
      'src/__tests__/users.ts',
      'dist/users.ts',
      'node_modules/a/users.ts',
      '.cache/users.ts',
    ]) {
      const up = path.posix.relative(path.posix.dirname(place), 'src/controllers/users');
      expect(read({ [place]: routes.replace('../controllers/users', up) }, NAMED, 'src/controllers/users.ts')).toEqual([
        'create ? ?',
      ]);
    }
    expect(
      read({ 'src/other/package.json': '{}', 'src/other/users.ts': routes }, NAMED, 'src/controllers/users.ts'),
    ).toEqual(['create ? ?']);
  });

  it('are not looked for outside of the directory that is linted', () => {
    const project = makeProject({ 'routes.ts': routes.replace('../', './app/'), 'app/controllers/users.ts': NAMED });
    expect(routesOf(project, NAMED, 'app/controllers/users.ts')).toEqual(['create POST /users']);
    expect(routesOf(project, NAMED, 'app/controllers/users.ts', { cwd: path.join(project.root, 'app') })).toEqual([
      'create ? ?',
    ]);
  });

  it('are not looked for where the setting says so', () => {
    expect(
      read({ 'src/routes/users.ts': routes }, NAMED, 'src/controllers/users.ts', { settings: { crossFile: false } }),
    ).toEqual(['create ? ?']);
  });

  it('are those of the same file where it registers the function itself', () => {
    const own = `import { app } from '../app'; ${NAMED} app.put('/own', create);`;
    expect(read({ 'src/routes/users.ts': routes }, own, 'src/controllers/users.ts')).toEqual(['create PUT /own']);
  });

  it('end on links and files that import one another', () => {
    const project = makeProject({
      'src/controllers/users.ts': `import '../routes/users'; ${NAMED}`,
      'src/routes/users.ts': routes,
      'src/controllers/index.ts': "export * from './users'; export * from './more'; export * from '.';",
      'src/controllers/more.ts': "export * from './index';",
    });
    mkdirSync(path.join(project.root, 'src/round'));
    symlinkSync(path.join(project.root, 'src'), path.join(project.root, 'src/round/src'));
    expect(routesOf(project, NAMED, 'src/controllers/users.ts')).toEqual(['create POST /users']);
  });
});

describe('a caller that is known by what is registered before', () => {
  const admin =
    'const admin = (req, res, next) => { if (req.user && req.user.isAdmin) next(); else res.status(401).json({}); }; export { admin };';
  /** The cause of the refusal; `or nobody` where the caller may be unknown as well, so that 401 fits too. */
  const causeBehind = (routes: string): string | null => {
    const project = makeProject({
      'src/routes/users.ts': `${MODULE} import { protect } from '../middleware/protect'; import { admin } from '../middleware/admin'; ${routes}`,
      'src/middleware/admin.ts': admin,
    });
    const model = project.read('src/middleware/admin.ts', admin);
    const response = model?.responses.at(-1);
    const evidence = model && response ? readCause(response, model) : null;
    return evidence && `${evidence.cause}${evidence.accepts?.includes(401) ? ' or nobody' : ''}`;
  };

  it.each([
    ['in the same call', "router.get('/users', protect, admin, list);", 'forbidden'],
    ['for all routes of the router', "router.use(protect); router.get('/users', admin, list);", 'forbidden'],
    [
      'in the same call, and not in another',
      "router.get('/users', protect, admin, list); router.get('/posts', admin, list);",
      'forbidden or nobody',
    ],
    ['after it', "router.get('/users', admin, protect, list);", 'forbidden or nobody'],
    [
      'for all routes, but further down',
      "router.get('/users', admin, list); router.use(protect);",
      'forbidden or nobody',
    ],
  ])('%s', (_, routes, cause) => {
    expect(causeBehind(routes)).toBe(cause);
  });
});

describe('a long-lived process', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const routes = `${MODULE} import { create } from '../controllers/users'; router.post('/users', create);`;

  it('sees an edit of the file that registers', () => {
    const project = makeProject({ 'src/routes/users.ts': routes, 'src/controllers/users.ts': NAMED });
    expect(routesOf(project, NAMED, 'src/controllers/users.ts')).toEqual(['create POST /users']);
    project.write({ 'src/routes/users.ts': routes.replace('post', 'put') });
    const later = new Date(Date.now() + 5000);
    utimesSync(path.join(project.root, 'src/routes/users.ts'), later, later);
    expect(routesOf(project, NAMED, 'src/controllers/users.ts')).toEqual(['create PUT /users']);
  });

  it('sees a file that registers since, and one that no longer does, after a while', () => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] });
    const project = makeProject({
      'src/routes/users.ts': `${MODULE} export { router };`,
      'src/controllers/users.ts': NAMED,
    });
    expect(routesOf(project, NAMED, 'src/controllers/users.ts')).toEqual(['create ? ?']);
    project.write({ 'src/routes/users.ts': routes });
    vi.advanceTimersByTime(60_000);
    expect(routesOf(project, NAMED, 'src/controllers/users.ts')).toEqual(['create POST /users']);
    project.write({ 'src/routes/more.ts': routes.replace('post', 'delete') });
    vi.advanceTimersByTime(60_000);
    expect(routesOf(project, NAMED, 'src/controllers/users.ts')).toEqual(['create ? /users']);
  });
});
