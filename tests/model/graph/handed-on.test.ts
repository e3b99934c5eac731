import { describe, expect, it } from 'vitest';

import { allBefore } from '../../../src/model/handlers/handler.ts';
import { makeProject } from '../read-project.ts';

type Files = Readonly<Record<string, string>>;

const EXPRESS = "const express = require('express');";
const APP = `${EXPRESS} const app = express();`;
const SHOW = 'show(req, res) { res.json(1); }';

/** The routes of a handler of a file, and the names of what stands before it. */
function routesOf(file: string, files: Files, name = 'show'): string[] {
  const model = makeProject(files).read(file, files[file] ?? '');
  const found = model?.handlers.find(({ handler }) => handler.name === name) ?? model?.handlers[0];
  return (found?.handler.mounted() ?? []).map(route => {
    const before = [...allBefore(route)].map(({ handler }) => handler.frame.file.text(handler.node)).reverse();
    return [
      `${route.method ?? '?'} ${route.path ?? '?'}${route.isWhole ? '' : ' (of an unknown prefix)'}`,
      ...(before.length > 0 ? [`after ${before.join(', ')}`] : []),
    ].join(' | ');
  });
}

const GUARD = 'function signedIn(req, res, next) { next(); }';

describe('a helper that registers what is left of its arguments', () => {
  it.each<[string, string, Files, readonly string[]]>([
    [
      'in the same file',
      'app.js',
      {
        'app.js': `${APP} ${GUARD} function show(req, res) { res.json(1); } function route(method, path, ...handlers) { app[method](path, ...handlers); } route('get', '/users/:id', signedIn, show);`,
      },
      ['GET /users/:id | after signedIn'],
    ],
    [
      'in another file, given the router',
      'users.js',
      {
        'users.js': `exports.show = (req, res) => { res.json(1); };`,
        'setup.js': `exports.route = (router, verb, path, ...rest) => router[verb](path, ...rest);`,
        'app.js': `${APP} ${GUARD} const { route } = require('./setup'); const users = require('./users'); route(app, 'get', '/users/:id', signedIn, users.show);`,
      },
      ['GET /users/:id | after signedIn'],
    ],
    [
      'that hands them on to another one',
      'app.js',
      {
        'app.js': `${APP} ${GUARD} function show(req, res) { res.json(1); } const route = (method, path, ...handlers) => { app[method]('/api' + path, handlers); }; const get = (path, ...handlers) => route('get', path, ...handlers); get('/users/:id', signedIn, show);`,
      },
      ['GET /api/users/:id | after signedIn'],
    ],
    [
      'as an array that is spread',
      'app.js',
      {
        'app.js': `${APP} ${GUARD} function show(req, res) { res.json(1); } const chain = [signedIn, show]; app.get('/users/:id', ...chain);`,
      },
      ['GET /users/:id | after signedIn'],
    ],
  ])('%s', (_, file, files, expected) => {
    expect(routesOf(file, files)).toEqual(expected);
  });

  it('is not known where the arguments come from elsewhere', () => {
    const files = {
      'users.js': `exports.show = (req, res) => { res.json(1); };`,
      'app.js': `${APP} const users = require('./users'); const { route } = require('some-routes'); route(app, 'get', '/users/:id', users.show);`,
    };
    expect(routesOf('users.js', files)).toEqual([]);
  });
});

const BASE = `${EXPRESS} class Base { constructor() { this.router = express.Router(); } get(path, ...handlers) { this.router.get(path, ...handlers); } }`;

describe('a method of a base class that registers', () => {
  it.each<[string, string, Files, readonly string[]]>([
    [
      'in the same file',
      'app.js',
      {
        'app.js': `${BASE} class Users extends Base { init() { this.get('/users/:id', this.show); return this; } ${SHOW} } const app = express(); app.use('/api', new Users().router);`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'in another file, for each class its own prefix',
      'users.js',
      {
        'base.js': `${BASE} module.exports = Base;`,
        'users.js': `const Base = require('./base'); class Users extends Base { constructor() { super(); this.get('/:id', this.show.bind(this)); } ${SHOW} } module.exports = Users;`,
        'boats.js': `const Base = require('./base'); class Boats extends Base { constructor() { super(); this.get('/:id', this.show.bind(this)); } ${SHOW} } module.exports = Boats;`,
        'app.js': `${APP} const Users = require('./users'); const Boats = require('./boats'); app.use('/boats', new Boats().router); app.use('/users', new Users().router);`,
      },
      ['GET /users/:id'],
    ],
    [
      'with a path that the class gives to it, from a list of pairs',
      'users.ts',
      {
        'base.ts': `import { Router, RequestHandler } from 'express'; export default abstract class Base { private _router: Router = Router(); constructor(private _path: string) {} get path(): string { return this._path; } get router(): Router { return this._router; } protected mount(pairs: [string, RequestHandler][]): void { for (const pair of pairs) { const [suffix, handler] = pair; this.router.get(\`\${this.path}\${suffix}\`, Base.wrap(handler as RequestHandler)); } } static wrap = (fn: RequestHandler): RequestHandler => async (req, res, next) => { try { await fn(req, res, next); } catch (error) { next(error); } }; }`,
        'users.ts': `import Base from './base'; import { RequestHandler } from 'express'; export default class Users extends Base { constructor() { super('/users'); this.init(); } init(): void { this.mount([['/:id', this.show]]); } private show: RequestHandler = async (req, res): Promise<void> => { res.json(1); }; }`,
        'app.ts': `import express from 'express'; import Users from './users'; const app = express(); app.use('/api', new Users().router);`,
      },
      ['GET /api/users/:id'],
    ],
    [
      'with a path of each instance',
      'users.js',
      {
        'users.js': `${EXPRESS} class Users { constructor(app, base) { this.app = app; this.base = base; this.init(); } init() { this.app.get(this.base + '/:id', this.show); } ${SHOW} } module.exports = Users;`,
        'app.js': `${APP} const Users = require('./users'); new Users(app, '/users'); new Users(app, '/people');`,
      },
      ['GET /users/:id', 'GET /people/:id'],
    ],
  ])('%s', (_, file, files, expected) => {
    expect(routesOf(file, files)).toEqual(expected);
  });

  it('is not known where the base class is out of sight', () => {
    const files = {
      'users.js': `const { Base } = require('some-base'); class Users extends Base { init() { this.get('/users/:id', this.show); } ${SHOW} } module.exports = Users;`,
      'app.js': `${APP} const Users = require('./users'); app.use('/api', new Users().router);`,
    };
    expect(routesOf('users.js', files)).toEqual(['GET /users/:id (of an unknown prefix)']);
  });
});
