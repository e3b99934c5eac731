import { describe, expect, it } from 'vitest';

import { makeProject } from '../read-project.ts';

type Files = Readonly<Record<string, string>>;

const ROUTER = "const express = require('express'); const router = express.Router();";
const USERS = `${ROUTER} router.get('/:id', (req, res) => res.json(1)); module.exports = router;`;
const SET_UP = "module.exports = app => { app.get('/users/:id', (req, res) => res.json(1)); };";
const PLUGIN =
  "module.exports = async fastify => { fastify.get('/:id', async (request, reply) => { reply.send(1); }); };";
const APP =
  "const fs = require('fs'); const path = require('node:path'); const express = require('express'); const app = express();";
const FASTIFY = "const fs = require('fs'); const path = require('path'); const app = require('fastify')();";

/** The routes of the first handler of a file. */
function routesOf(file: string, files: Files): string[] {
  const model = makeProject(files).read(file, files[file] ?? '');
  const [first] = model?.handlers ?? [];
  return (first?.handler.mounted() ?? []).map(
    route => `${route.method ?? '?'} ${route.path ?? '?'}${route.isWhole ? '' : ' (of an unknown prefix)'}`,
  );
}

const WHOLE = ['GET /users/:id'];
const NOWHERE = ['GET /:id (of an unknown prefix)'];

describe('a router that is loaded with its folder', () => {
  it.each<[string, string, Files, readonly string[]]>([
    [
      'below the name of its file',
      'src/routes/users.js',
      {
        'src/routes/users.js': USERS,
        'src/app.js': `${APP} fs.readdirSync(path.join(__dirname, 'routes')).forEach(file => { const name = file.split('.')[0]; app.use('/' + name, require(path.join(__dirname, 'routes', file))); });`,
      },
      WHOLE,
    ],
    [
      'from an index beside it that leaves itself out',
      'src/routes/users.js',
      {
        'src/routes/users.js': USERS,
        'src/routes/index.js': `const fs = require('fs'); const path = require('path'); ${ROUTER} for (const file of fs.readdirSync(__dirname)) { if (file === 'index.js') continue; const { name } = path.parse(file); router.use(\`/\${name}\`, require('./' + file)); } module.exports = router;`,
        'src/app.js': `${APP} app.use('/api', require('./routes'));`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'with a filter, its extension cut off by a pattern',
      'src/routes/users.js',
      {
        'src/routes/users.js': USERS,
        'src/app.js': `${APP} const folder = path.resolve(__dirname, './routes'); fs.readdirSync(folder).filter(one => one.indexOf('.') !== 0 && one.slice(-3) === '.js').forEach(one => { const router = require(path.join(folder, one)); app.use(\`/\${one.replace(/\\.js$/, '')}\`, router); });`,
      },
      WHOLE,
    ],
    [
      'once it is compiled',
      'src/routes/users.ts',
      {
        'src/routes/users.ts': `import { Router } from 'express'; const router = Router(); router.get('/:id', (req, res) => { res.json(1); }); export default router;`,
        'src/app.ts': `import express from 'express'; import { readdirSync } from 'fs'; import path from 'path'; const app = express(); readdirSync(path.join(__dirname, 'routes')).filter(file => file.endsWith('.js')).map(async file => { const loaded = await import(path.join(__dirname, 'routes', file)); app.use('/' + path.basename(file, '.js'), loaded.default); });`,
      },
      WHOLE,
    ],
    [
      'by the entries of the folder, in a module',
      'src/routes/users.js',
      {
        'src/routes/users.js': USERS.replace('module.exports =', 'export default').replace(
          /const express = require\('express'\);/,
          "import express from 'express';",
        ),
        'src/app.js': `import fs from 'node:fs'; import path from 'node:path'; import express from 'express'; const __dirname = path.dirname(new URL(import.meta.url).pathname); const app = express(); fs.readdirSync(path.join(__dirname, 'routes'), { withFileTypes: true }).filter(entry => entry.isFile() && entry.name.endsWith('.js')).forEach(async entry => { const loaded = await import(path.join(__dirname, 'routes', entry.name)); app.use('/' + entry.name.split('.')[0], loaded.default || loaded); });`,
      },
      WHOLE,
    ],
    [
      'by a pattern of names, as a function that gets the application',
      'src/routes/users.js',
      {
        'src/routes/users.js': SET_UP,
        'src/app.js': `${APP} const glob = require('glob'); glob.sync('./src/routes/**/*.js').forEach(file => require(path.resolve(file))(app));`,
      },
      WHOLE,
    ],
    [
      'by a function that is given the folder',
      'src/public/users/index.js',
      {
        'src/public/users/index.js': PLUGIN,
        'src/load.js': `const { readdirSync } = require('fs'); const path = require('path'); module.exports = (instance, folder) => { readdirSync(folder, { withFileTypes: true }).filter(one => one.isDirectory()).map(one => one.name).forEach(async name => { const plugin = await import(path.resolve(folder, name)); if (plugin?.default) instance.register(plugin.default, { prefix: '/api/' + name }); }); };`,
        'src/app.js': `${FASTIFY} require('./load')(app, path.join(__dirname, 'public'));`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'by a callback',
      'src/routes/users.js',
      {
        'src/routes/users.js': USERS,
        'src/app.js': `${APP} fs.readdir(path.join(__dirname, 'routes'), (error, files) => { files.forEach(file => { app.use('/' + file.replace('.js', ''), require('./routes/' + file)); }); });`,
      },
      WHOLE,
    ],
    [
      'in a folder of it, by a function that calls itself',
      'src/routes/admin/users.js',
      {
        'src/routes/admin/users.js': SET_UP,
        'src/app.js': `${APP} const load = folder => { fs.readdirSync(folder).forEach(name => { const file = path.join(folder, name); if (fs.statSync(file).isDirectory()) load(file); else require(file)(app); }); }; load(path.join(__dirname, 'routes'));`,
      },
      WHOLE,
    ],
  ])('%s', (_, file, files, expected) => {
    const isFastify = Object.values(files).some(text => text.includes('fastify'));
    expect(
      routesOf(file, {
        ...files,
        ...(isFastify && { 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }' }),
      }),
    ).toEqual(expected);
  });

  it.each<[string, string, Files, readonly string[]]>([
    [
      'of another folder',
      'src/others/users.js',
      {
        'src/others/users.js': USERS,
        'src/app.js': `${APP} fs.readdirSync(path.join(__dirname, 'routes')).forEach(file => app.use('/' + file.split('.')[0], require(path.join(__dirname, 'routes', file))));`,
      },
      NOWHERE,
    ],
    [
      'that is left out',
      'src/routes/users.js',
      {
        'src/routes/users.js': USERS,
        'src/app.js': `${APP} fs.readdirSync(path.join(__dirname, 'routes')).filter(file => file !== 'users.js').forEach(file => app.use('/' + file.split('.')[0], require(path.join(__dirname, 'routes', file))));`,
      },
      NOWHERE,
    ],
    [
      'that a function out of sight may leave out',
      'src/routes/users.js',
      {
        'src/routes/users.js': USERS,
        'src/app.js': `${APP} const { isRoute } = require('is-route'); fs.readdirSync(path.join(__dirname, 'routes')).forEach(file => { if (isRoute(file)) app.use('/' + file.split('.')[0], require(path.join(__dirname, 'routes', file))); });`,
      },
      NOWHERE,
    ],
    [
      'of a folder in the one that is listed',
      'src/routes/admin/users.js',
      {
        'src/routes/admin/users.js': USERS,
        'src/app.js': `${APP} fs.readdirSync(path.join(__dirname, 'routes')).forEach(file => app.use('/' + file.split('.')[0], require(path.join(__dirname, 'routes', file))));`,
      },
      NOWHERE,
    ],
    [
      'below a name that nobody can tell',
      'src/routes/users.js',
      {
        'src/routes/users.js': USERS,
        'src/app.js': `${APP} const pluralize = require('pluralize'); fs.readdirSync(path.join(__dirname, 'routes')).forEach(file => app.use('/api/' + pluralize(file), require(path.join(__dirname, 'routes', file))));`,
      },
      ['GET /api/…/:id'],
    ],
    [
      'below a prefix that grows with the folders',
      'src/routes/admin/users.js',
      {
        'src/routes/admin/users.js': USERS,
        'src/app.js': `${APP} const load = (folder, prefix) => { fs.readdirSync(folder).forEach(name => { const file = path.join(folder, name); if (fs.statSync(file).isDirectory()) load(file, prefix + '/' + name); else app.use(prefix, require(file)); }); }; load(path.join(__dirname, 'routes'), '/api');`,
      },
      ['GET …/:id'],
    ],
  ])('not one %s', (_, file, files, expected) => {
    expect(routesOf(file, files)).toEqual(expected);
  });
});
