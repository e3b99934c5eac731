import { describe, expect, it } from 'vitest';

import { allBefore } from '../../../src/model/handlers/handler.ts';
import type { Located } from '../../../src/model/definitions/frame.ts';
import { makeProject } from '../read-project.ts';

type Files = Readonly<Record<string, string>>;

const EXPRESS = "const express = require('express');";
const ROUTER = `${EXPRESS} const router = express.Router();`;
const SHOW = "router.get('/:id', (req, res) => res.json(find(req.params.id))); module.exports = router;";
const USERS = `${ROUTER} ${SHOW}`;
const APP = `${EXPRESS} const app = express();`;

/** The routes of the first handler of a file: method, path, whether the path is whole, what runs before and the error handlers behind. */
function routesOf(file: string, files: Files): string[] {
  const project = makeProject(files);
  const model = project.read(file, files[file] ?? '');
  const [first] = model?.handlers ?? [];
  return (first?.handler.mounted() ?? []).map(route => {
    const text = ({ node, frame }: Located): string => frame.file.text(node).replaceAll(/\s+/g, ' ').slice(0, 30);
    const before = [...allBefore(route)].map(({ handler }) => text(handler)).reverse();
    const behind = route.errorHandlers()?.map(text) ?? null;
    return [
      `${route.method ?? '?'} ${route.path ?? '?'}${route.isWhole ? '' : ' (of an unknown prefix)'}`,
      ...(before.length > 0 ? [`after ${before.join(', ')}`] : []),
      ...(behind === null ? ['errors unknown'] : behind.length > 0 ? [`errors to ${behind.join(', ')}`] : []),
    ].join(' | ');
  });
}

const WHOLE = 'GET /users/:id';

describe('the path of a route', () => {
  it.each<[string, string, Files, readonly string[]]>([
    [
      'in another file',
      'src/users.js',
      { 'src/users.js': USERS, 'src/app.js': `${APP} app.use('/users', require('./users'));` },
      [WHOLE],
    ],
    [
      'in an application that is made with the Express a function is given',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/app.js': `exports.build = function (express) { const app = express(); app.use('/users', require('./users')); return app; };`,
      },
      [WHOLE],
    ],
    [
      'in an application of a Fastify that is given',
      'src/app.ts',
      {
        'src/app.ts': `export function build(fastify: typeof import('fastify').default) { const app = fastify(); app.get('/users/:id', async (request, reply) => reply.send(1)); return app; }`,
      },
      [WHOLE],
    ],
    [
      'in what a function is given that is called otherwise',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/app.js': `exports.build = function (make) { const app = make(); app.use('/users', require('./users')); return app; };`,
      },
      [`${WHOLE} (of an unknown prefix) | errors unknown`],
    ],
    [
      'by an import',
      'src/users.js',
      {
        'src/users.js': `import { Router } from 'express'; const router = Router(); router.get('/:id', (req, res) => res.json(1)); export default router;`,
        'src/app.js': `import express from 'express'; import users from './users.js'; const app = express(); app.use('/users', users);`,
      },
      [WHOLE],
    ],
    [
      'through routers of several files',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/routes/index.js': `${ROUTER} router.use('/users', require('../users')); module.exports = router;`,
        'src/app.js': `${APP} app.use('/api/v1', require('./routes'));`,
      },
      ['GET /api/v1/users/:id'],
    ],
    [
      'through an index file that exports it on',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/routes.js': "module.exports = { users: require('./users') };",
        'src/app.js': `${APP} const { users } = require('./routes'); app.use('/users', users);`,
      },
      [WHOLE],
    ],
    [
      'mounted twice',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/app.js': `${APP} app.use('/users', require('./users')); app.use(['/people', '/folk'], require('./users'));`,
      },
      [WHOLE, 'GET /people/:id', 'GET /folk/:id'],
    ],
    [
      'below a prefix that another file states',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/config.js': "module.exports = { api: { prefix: '/api' } };",
        'src/app.js': `${APP} const config = require('./config'); app.use(\`\${config.api.prefix}/users\`, require('./users'));`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'below a prefix that is not known',
      'src/users.js',
      { 'src/users.js': USERS, 'src/app.js': `${APP} app.use(process.env.BASE + '/users', require('./users'));` },
      ['GET …/users/:id'],
    ],
    [
      'below a prefix that a deployment sets',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/app.js': `${APP} const config = require('config'); const api = express.Router(); api.use(cors(), require('./users')); app.use(config.get('server.path'), api);`,
      },
      ['GET …/:id | after cors()'],
    ],
    [
      'below a prefix that a deployment may set',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/config.js': "module.exports = { prefix: process.env.PREFIX || '/api' };",
        'src/app.js': `${APP} const config = require('./config'); app.use(config.prefix, require('./users')); app.use(\`\${process.env.BASE ?? '/base'}/users\`, require('./users'));`,
      },
      ['GET …/api/:id', 'GET …/base/users/:id'],
    ],
    [
      'given to a function that mounts it',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/mount.js':
          'exports.mount = (type, app, routers) => { const base = `/${type}`; if (Array.isArray(routers)) { for (const one of routers) app.use(base, one); } else { app.use(base, routers); } };',
        'src/app.js': `${APP} const { mount } = require('./mount'); mount('boats', app, require('./boats')); mount('users', app, [require('./users')]);`,
      },
      [WHOLE, WHOLE],
    ],
    [
      'from a table that is looped over',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/app.js': `${APP} const table = [{ path: '/boats', route: require('./boats') }, { path: '/users', route: require('./users') }]; table.forEach(({ path, route }) => { app.use(path, route); });`,
      },
      [WHOLE],
    ],
    [
      'from a table in a loop over its entries',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/app.js': `${APP} const table = { '/boats': require('./boats'), '/users': require('./users') }; for (const [path, route] of Object.entries(table)) app.use(path, route);`,
      },
      [WHOLE],
    ],
    [
      'from a table of another file',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/table.js': "module.exports = [{ at: '/users', router: require('./users') }];",
        'src/app.js': `${APP} for (const one of require('./table')) app.use('/api' + one.at, one.router);`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'of a function that gets the application',
      'src/users.js',
      {
        'src/users.js': "module.exports = app => { app.get('/users/:id', (req, res) => res.json(1)); };",
        'src/index.js': `${APP} require('./users')(app); app.listen(3000);`,
      },
      [WHOLE],
    ],
    [
      'of a function that gets a router and a prefix',
      'src/users.js',
      {
        'src/users.js':
          'exports.mount = (router, prefix) => { router.get(`${prefix}/:id`, (req, res) => res.json(1)); };',
        'src/app.js': `${APP} const { mount } = require('./users'); const api = express.Router(); mount(api, '/users'); app.use('/api', api);`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'of a factory of routers',
      'src/users.js',
      {
        'src/users.js': `${EXPRESS} module.exports = service => { const router = express.Router(); router.get('/:id', (req, res) => res.json(service)); return router; };`,
        'src/app.js': `${APP} app.use('/users', require('./users')(new Store()));`,
      },
      [WHOLE],
    ],
    [
      'of a class that is given to the one with the application',
      'src/users.js',
      {
        'src/users.js': `${EXPRESS} class Users { path = '/users'; router = express.Router(); constructor() { this.routes(); } routes() { this.router.get(\`\${this.path}/:id\`, (req, res) => res.json(1)); } } exports.Users = Users;`,
        'src/app.js': `${EXPRESS} class App { constructor(controllers) { this.app = express(); this.mount(controllers); } mount(controllers) { controllers.forEach(one => { this.app.use('/api', one.router); }); } } exports.App = App;`,
        'src/server.js':
          "const { App } = require('./app'); const { Users } = require('./users'); new App([new Users()]).listen();",
      },
      ['GET /api/users/:id'],
    ],
    [
      'of a router that a method gives',
      'src/users.js',
      {
        'src/users.js': `${EXPRESS} class Users { constructor() { this.router = express.Router(); this.router.get('/:id', (req, res) => res.json(1)); } getRouter() { return this.router; } } module.exports = Users;`,
        'src/app.js': `${APP} const Users = require('./users'); app.use('/users', new Users().getRouter());`,
      },
      [WHOLE],
    ],
    [
      'of a controller',
      'src/show.js',
      {
        'src/show.js': 'exports.show = (req, res) => { res.status(200).json(1); };',
        'src/users.js': `${ROUTER} router.get('/:id', require('./show').show); module.exports = router;`,
        'src/app.js': `${APP} app.use('/users', require('./users'));`,
      },
      [WHOLE],
    ],
    [
      'of a controller in a table',
      'src/show.js',
      {
        'src/show.js': 'exports.show = (req, res) => { res.status(200).json(1); };',
        'src/app.js': `${APP} const { show } = require('./show'); [{ path: '/users/:id', handler: show }].forEach(one => app.get(one.path, one.handler));`,
      },
      [WHOLE],
    ],
    [
      'that a class computes',
      'src/users.js',
      {
        'src/users.js': `${ROUTER} class Users { constructor() { router.get(this.pathTo('one'), (req, res) => res.json(1)); } } module.exports = router;`,
        'src/app.js': `${APP} app.use('/users', require('./users'));`,
      },
      ['GET /users/…'],
    ],
    [
      'that a member names',
      'src/users.js',
      {
        'src/users.js': `${ROUTER} const ROUTES = { ONE: '/:id' }; router.get(ROUTES.ONE, (req, res) => res.json(1)); module.exports = router;`,
        'src/app.js': `${APP} app.use('/users', require('./users'));`,
      },
      [WHOLE],
    ],
    [
      'of a router that nobody mounts',
      'src/users.js',
      { 'src/users.js': USERS },
      ['GET /:id (of an unknown prefix) | errors unknown'],
    ],
    [
      'of a router with the name of another',
      'src/users.js',
      {
        'src/users.js': USERS,
        'src/app.js': `${APP} const router = express.Router(); app.use('/other', router); app.use('/users', require('./users'));`,
      },
      [WHOLE],
    ],
    [
      'of routers that mount one another',
      'src/users.js',
      {
        'src/users.js': `${ROUTER} router.get('/:id', (req, res) => res.json(1)); router.use('/boats', require('./boats')); module.exports = router;`,
        'src/boats.js': `${ROUTER} router.use('/users', require('./users')); module.exports = router;`,
      },
      [],
    ],
  ])('%s', (name, file, files, expected) => {
    const routes = routesOf(file, files);
    if (name.includes('one another')) expect(routes.length).toBeGreaterThan(0);
    else expect(routes).toEqual(expected);
  });
});

const FASTIFY = "const app = require('fastify')();";
const PLUGIN =
  "module.exports = async fastify => { fastify.get('/:id', async (request, reply) => { reply.send(1); }); };";

describe('the path of a route of Fastify', () => {
  it.each<[string, string, Files, readonly string[]]>([
    [
      'with the prefix of its plugin',
      'src/users.js',
      { 'src/users.js': PLUGIN, 'src/app.js': `${FASTIFY} app.register(require('./users'), { prefix: '/users' });` },
      [WHOLE],
    ],
    [
      'of plugins in plugins',
      'src/users.js',
      {
        'src/users.js': PLUGIN,
        'src/api.js':
          "module.exports = async (instance, options) => { instance.register(require('./users'), { prefix: '/users' }); };",
        'src/app.js': `${FASTIFY} app.register(require('./api'), { prefix: '/api' });`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'of a module that is imported when it is registered',
      'src/users.js',
      {
        'src/users.js': PLUGIN.replace('module.exports =', 'export default'),
        'src/app.js':
          "import Fastify from 'fastify'; const app = Fastify(); app.register(import('./users.js'), { prefix: '/users' });",
      },
      [WHOLE],
    ],
    [
      'by the folder it stands in',
      'src/routes/users/index.js',
      {
        'src/routes/users/index.js': PLUGIN,
        'src/app.js': `${FASTIFY} const path = require('node:path'); app.register(require('@fastify/autoload'), { dir: path.join(__dirname, 'routes'), options: { prefix: '/api' } });`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'by a folder that is a parameter, in a module',
      'src/routes/users/_id/index.js',
      {
        'src/routes/users/_id/index.js': `export default async fastify => { fastify.get('/', async (request, reply) => { reply.send(1); }); };`,
        'src/app.js':
          "import Fastify from 'fastify'; import autoload from '@fastify/autoload'; import { join } from 'node:path'; const app = Fastify(); app.register(autoload, { dir: join(import.meta.dirname, 'routes'), routeParams: true });",
      },
      [WHOLE],
    ],
    [
      'by what the plugin says instead of its folder',
      'src/routes/people/index.js',
      {
        'src/routes/people/index.js': `${PLUGIN} module.exports.autoPrefix = '/users';`,
        'src/app.js': `${FASTIFY} const path = require('path'); const autoload = require('@fastify/autoload'); app.register(autoload, { dir: path.join(__dirname, 'routes') });`,
      },
      [WHOLE],
    ],
    [
      'without that of a plugin that has no scope',
      'src/users.js',
      {
        'src/users.js': `const fp = require('fastify-plugin'); module.exports = fp(async fastify => { fastify.get('/users/:id', async (request, reply) => { reply.send(1); }); });`,
        'src/app.js': `${FASTIFY} app.register(require('./users'), { prefix: '/ignored' });`,
      },
      [WHOLE],
    ],
  ])('%s', (_, file, files, expected) => {
    expect(routesOf(file, { ...files, 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }' })).toEqual(
      expected,
    );
  });
});

describe('what runs before a route', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'where it is mounted',
      { 'src/app.js': `${APP} app.use('/users', signedIn, require('./users'));` },
      [`${WHOLE} | after signedIn`],
    ],
    [
      'for all that is mounted after it',
      {
        'src/app.js': `${APP} app.use(express.json()); app.use(signedIn); app.use('/users', require('./users')); function late(req, res, next) { next(); } app.use(late);`,
      },
      [`${WHOLE} | after express.json(), signedIn`],
    ],
    [
      'for the paths above it alone',
      {
        'src/app.js': `${APP} app.use('/boats', boatsOnly); app.use('/users', signedIn); app.use('/users', require('./users'));`,
      },
      [`${WHOLE} | after signedIn`],
    ],
    [
      'in a function that sets the application up',
      {
        'src/set-up.js': 'module.exports = app => { app.use(signedIn); };',
        'src/app.js': `${APP} require('./set-up')(app); app.use('/users', require('./users'));`,
      },
      [`${WHOLE} | after signedIn`],
    ],
    [
      'by a name that is taken out of a module',
      {
        'src/auth.js': 'exports.signedIn = (req, res, next) => next();',
        'src/app.js': `${APP} const { signedIn } = require('./auth'); app.use(signedIn); app.use('/users', require('./users'));`,
      },
      [`${WHOLE} | after signedIn`],
    ],
    [
      'in another method of the class',
      {
        'src/app.js': `${EXPRESS} class App { constructor() { this.app = express(); this.before(); this.routes(); this.after(); } routes() { this.app.use('/users', require('./users')); } before() { this.app.use(signedIn); } after() { this.app.use(late); } } function late(req, res, next) { next(); } new App();`,
      },
      [`${WHOLE} | after signedIn`],
    ],
  ])('%s', (_, files, expected) => {
    expect(routesOf('src/users.js', { 'src/users.js': USERS, ...files })).toEqual(expected);
  });
});

describe('what answers where no route does', () => {
  const behind = (file: string, files: Files): string[] => {
    const [first] = makeProject(files).read(file, files[file] ?? '')?.handlers ?? [];
    return (first?.handler.mounted() ?? []).flatMap(route =>
      route.notFoundHandlers().map(({ node, frame }) => frame.file.text(node).slice(0, 24)),
    );
  };

  it.each<[string, Files, readonly string[]]>([
    [
      'stands behind all routes',
      {
        'src/app.js': `${APP} app.use(cors()); app.use('/users', require('./users')); app.use((req, res) => { res.status(404).end(); });`,
      },
      ['(req, res) => { res.stat'],
    ],
    [
      'forwards an error, in another file',
      {
        'src/app.js': `${APP} app.use('/users', require('./users')); app.use(require('./absent').absent);`,
        'src/absent.js': 'exports.absent = (req, res, next) => { next(createError(404)); };',
      },
      ['(req, res, next) => { ne'],
    ],
    [
      'is none that hands requests on, that stands before, or for another path',
      {
        'src/app.js': `${APP} app.use((req, res) => { res.end(); }); app.use('/users', require('./users')); app.use('/boats', (req, res) => { res.end(); }); app.use((req, res, next) => { next(); });`,
      },
      [],
    ],
  ])('%s', (_, files, expected) => {
    expect(behind('src/users.js', { 'src/users.js': USERS, ...files })).toEqual(expected);
  });

  it('is set for a scope of Fastify, the nearest first', () => {
    const files = {
      'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }',
      'src/users.js': PLUGIN.replace(
        'fastify.get',
        'fastify.setNotFoundHandler((request, reply) => { reply.code(410).send(); }); fastify.get',
      ),
      'src/app.js': `${FASTIFY} app.setNotFoundHandler((request, reply) => { reply.code(404).send(); }); app.register(require('./users'), { prefix: '/users' });`,
    };
    const [, users] = (makeProject(files).read('src/users.js', files['src/users.js'])?.handlers ?? []).map(
      ({ handler }) => handler,
    );
    const texts = (users?.mounted() ?? []).flatMap(route =>
      route.notFoundHandlers().map(({ node, frame }) => /\d+/.exec(frame.file.text(node))?.[0]),
    );
    expect(texts).toEqual(['410', '404']);
  });
});

describe('what loads a parameter of the path', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'runs before the routes that have it',
      {
        'src/users.js': `${ROUTER} router.param('id', loadUser); router.use(signedIn); ${SHOW}`,
        'src/app.js': `${APP} app.use('/users', require('./users'));`,
      },
      [`${WHOLE} | after signedIn, loadUser`],
    ],
    [
      'wherever it stands, in another file too',
      {
        'src/users.js': `${ROUTER} ${SHOW} router.param('id', require('./load').byId);`,
        'src/load.js': 'exports.byId = (req, res, next, id) => { next(); };',
        'src/app.js': `${APP} app.use('/users', require('./users'));`,
      },
      [`${WHOLE} | after require('./load').byId`],
    ],
    [
      'not before those that have another one, nor for a mount of it',
      {
        'src/users.js': `${ROUTER} router.param('boat', loadBoat); router.param('team', loadTeam); ${SHOW}`,
        'src/app.js': `${APP} app.param('team', load); app.use('/:team/users', require('./users'));`,
      },
      ['GET /:team/users/:id | after load'],
    ],
  ])('%s', (_, files, expected) => {
    expect(routesOf('src/users.js', files)).toEqual(expected);
  });
});

describe('what stands before an error handler on its own router', () => {
  const OWN = 'exports.onError = (err, req, res, next) => res.status(500).end();';
  const aheadOf = (files: Files): string[] => {
    const [first] = makeProject({ 'src/errors.js': OWN, ...files }).read('src/errors.js', OWN)?.handlers ?? [];
    return (first?.handler.mounted() ?? []).flatMap(({ ahead }) =>
      ahead().map(({ is, handler: { node, frame } }) => `${is} ${frame.file.text(node).slice(0, 24)}`),
    );
  };

  it.each<[string, Files, readonly string[]]>([
    [
      'in the order of the code',
      {
        'src/app.js': `${APP} app.use(express.json()); app.use(signedIn, (err, req, res, next) => next(err)); app.use(require('./errors').onError); app.use(late);`,
      },
      ['middleware express.json()', 'middleware signedIn', 'error-handler (err, req, res, next) =>'],
    ],
    [
      'nothing of the routers around it',
      {
        'src/app.js': `${APP} app.use(express.json()); app.use('/users', require('./users'));`,
        'src/users.js': `${ROUTER} router.use(signedIn); router.use(require('./errors').onError); module.exports = router;`,
      },
      ['middleware signedIn'],
    ],
    [
      'around the call of the function that adds it, too',
      {
        'src/app.js': `${APP} app.use(express.json()); require('./set-up')(app); app.use(late);`,
        'src/set-up.js': `const { onError } = require('./errors'); module.exports = app => { app.use(signedIn); app.use(onError); };`,
      },
      ['middleware express.json()', 'middleware signedIn'],
    ],
    [
      'of what runs in no known order only what may be in the way',
      {
        'src/app.js': `${APP} module.exports = app; require('./more'); app.use(require('./errors').onError);`,
        'src/more.js': `const app = require('./app'); app.use(signedIn); app.use((err, req, res, next) => next(err)); mystery(app);`,
      },
      ['error-handler (err, req, res, next) =>', 'unknown mystery(app)'],
    ],
  ])('%s', (_, files, expected) => {
    expect(aheadOf(files)).toEqual(expected);
  });
});

describe('what answers the errors of a route', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'behind its mount',
      { 'src/app.js': `${APP} app.use('/users', require('./users')); app.use((err, req, res, next) => next(err));` },
      [`${WHOLE} | errors to (err, req, res, next) => next(`],
    ],
    [
      'in another file',
      {
        'src/app.js': `${APP} app.use('/users', require('./users')); app.use(require('./errors').answer);`,
        'src/errors.js': 'exports.answer = (err, req, res, next) => { res.status(500).end(); };',
      },
      [`${WHOLE} | errors to (err, req, res, next) => { res`],
    ],
    [
      'not before it',
      { 'src/app.js': `${APP} app.use((err, req, res, next) => next(err)); app.use('/users', require('./users'));` },
      [WHOLE],
    ],
    [
      'in a file that uses the application',
      {
        'src/app.js': `${APP} app.use('/users', require('./users')); module.exports = app;`,
        'src/server.js': "const app = require('./app'); app.use((err, req, res, next) => next(err)); app.listen(1);",
      },
      [`${WHOLE} | errors to (err, req, res, next) => next(`],
    ],
    [
      'unless something out of sight may add one',
      { 'src/app.js': `${APP} app.use('/users', require('./users')); monitor(app);` },
      [`${WHOLE} | errors unknown`],
    ],
    [
      'also where a server is made of the application',
      {
        'src/app.js': `${APP} const http = require('http'); app.use('/users', require('./users')); http.createServer(app).listen();`,
      },
      [WHOLE],
    ],
  ])('%s', (_, files, expected) => {
    expect(routesOf('src/users.js', { 'src/users.js': USERS, ...files })).toEqual(expected);
  });
});
