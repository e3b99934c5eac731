import { describe, expect, it } from 'vitest';

import { describeResponses, makeProject, type ReadOptions } from './read-project.ts';

const express = makeProject();
const fastify = makeProject({ 'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }' });
const neither = makeProject({ 'package.json': '{ "dependencies": { "left-pad": "1.0.0" } }' });

function inService(code: string, project = express, options?: ReadOptions): string[] {
  return describeResponses(project.read('service.js', code, options));
}

function inHandler(body: string): string[] {
  return describeResponses(
    express.read(
      'app.js',
      `const app = require('express')();\nconst createError = require('http-errors');\napp.get('/', async (req, res, next) => { ${body} });`,
    ),
  );
}

describe('errors of libraries', () => {
  it.each([
    [
      "const createError = require('http-errors'); function f(x) { if (!x) throw createError(404, 'No such thing'); }",
      'throw 404 at 404, no handler',
    ],
    [
      "import createError from 'http-errors'; export function f() { throw new createError.NotFound(); }",
      'throw 404 at NotFound, no handler',
    ],
    [
      "import { Forbidden } from 'http-errors'; export function f() { throw new Forbidden('no'); }",
      'throw 403 at Forbidden, no handler',
    ],
    [
      "import createError from 'http-errors'; export function f() { throw createError[409](); }",
      'throw 409 at 409, no handler',
    ],
    [
      "import createError from 'http-errors'; export function f() { throw createError('404'); }",
      "throw 500 at '404', no handler",
    ],
    [
      "import createError from 'http-errors'; export function f() { throw createError(200); }",
      'throw 500 at 200, no handler',
    ],
    [
      "import createError from '@fastify/error'; const Gone = createError('GONE', 'gone', 410); export function f() { throw new Gone(); }",
      'throw 410 at Gone, no handler',
    ],
    [
      "import createError from '@fastify/error'; const Broken = createError('B', 'broken'); export function f() { throw new Broken(); }",
      'throw 500 at Broken, no handler',
    ],
  ])('%s', (code, expected) => {
    expect(inService(code)).toEqual([expected]);
  });

  it.each([
    ['export function f(fastify) { throw fastify.httpErrors.notFound(); }', 'throw 404 at notFound, no handler'],
    [
      'export default async app => { app.get("/", async () => { throw app.httpErrors.conflict("taken"); }); };',
      'throw 409 at conflict',
    ],
    ['export function f(fastify) { throw fastify.httpErrors.getHttpError(418); }', 'throw 418 at 418, no handler'],
    ["export function f({ httpErrors }) { throw httpErrors.createError(404, 'x'); }", 'throw 404 at 404, no handler'],
  ])('@fastify/sensible: %s', (code, expected) => {
    expect(inService(code, fastify)).toEqual([expected]);
  });

  it('reads an untranslated Boom as the 500 it is, and one that the project translates as unknown', () => {
    const code = "const Boom = require('@hapi/boom'); function f() { throw Boom.notFound(); } module.exports = f;";
    expect(inService(code, makeProject())).toEqual(['throw 500 at notFound, no handler']);
    const translating = makeProject({
      'errors.js':
        'module.exports = (err, req, res, next) => res.status(err.output.statusCode).json(err.output.payload);',
    });
    expect(inService(code, translating)).toEqual(['throw unknown, no handler']);
  });
});

describe('errors of the project', () => {
  it.each([
    ["function f() { throw new AppError('No', 404); }", 'throw 404 at 404, no handler'],
    ["function f() { throw new ApiError(404, 'No'); }", 'throw 404 at 404, no handler'],
    ["function f() { throw new AppError({ statusCode: 404, message: 'No' }); }", 'throw 404 at 404, no handler'],
    [
      "function f(cb) { throw new AppError('No', StatusCodes.NOT_FOUND); } const { StatusCodes } = require('http-status-codes');",
      'throw 404 at StatusCodes.NOT_FOUND, no handler',
    ],
    [
      "const { HTTP_STATUS } = require('shared'); function f() { throw new AppError('No', HTTP_STATUS.NOT_FOUND); }",
      'throw 404 at HTTP_STATUS.NOT_FOUND, no handler',
    ],
    ["function f(ok) { throw new AppError('No', ok ? 404 : 410); }", 'throw 404/410 at 404 410, no handler'],
    ["function f() { throw ApiError.badRequest('No'); }", 'throw 400 at badRequest, no handler'],
    ['function f() { throw { status: 422, message: "No" }; }', 'throw 422 at 422, no handler'],
    ["function f() { const err = new Error('No'); err.status = 404; throw err; }", 'throw 404 at 404, no handler'],
    ["function f() { throw Object.assign(new Error('No'), { status: 404 }); }", 'throw 404 at 404, no handler'],
    [
      "function f() { const err = new Error('No'); Object.assign(err, { statusCode: 404 }); throw err; }",
      'throw 404 at 404, no handler',
    ],
    ["function f() { return Promise.reject(new AppError('No', 404)); }", 'reject 404 at 404, no handler'],
    [
      "function f() { return new Promise((resolve, reject) => { reject(new AppError('No', 404)); }); }",
      'reject 404 at 404, no handler',
    ],
    ["function f(x) { if (!x) return new AppError('No', 404); return null; }", 'return 404 at 404, no handler'],
    ['function f() { throw new NotFoundError(); }', 'throw 404 at NotFoundError, no handler'],
    ['function f() { throw new UserNotFoundError(); }', 'throw unknown, no handler'],
  ])('%s', (code, expected) => {
    expect(inService(code)).toEqual([expected]);
  });

  it.each([
    [
      'a status its constructor passes on',
      'class ApiError extends Error { constructor(code, m) { super(m); this.statusCode = code; } } class Missing extends ApiError { constructor(m) { super(404, m); } } function f() { throw new Missing("x"); }',
      'throw 404 at Missing, no handler',
    ],
    [
      'a field',
      'class Missing extends Error { statusCode = 404; } function f() { throw new Missing("x"); }',
      'throw 404 at Missing, no handler',
    ],
    [
      'a getter',
      'class Missing extends Error { get status() { return 404; } } function f() { throw new Missing("x"); }',
      'throw 404 at Missing, no handler',
    ],
    [
      'a default parameter',
      'class Bad extends Error { constructor(m, status = 400) { super(m); this.status = status; } } function f() { throw new Bad("x"); }',
      'throw 400 at Bad, no handler',
    ],
    [
      'a default parameter that is given',
      'class Bad extends Error { constructor(m, status = 400) { super(m); this.status = status; } } function f() { throw new Bad("x", 409); }',
      'throw 409 at 409, no handler',
    ],
    [
      'destructured options',
      'class Bad extends Error { constructor({ message, statusCode = 500 }) { super(message); this.statusCode = statusCode; } } function f() { throw new Bad({ message: "x", statusCode: 403 }); }',
      'throw 403 at 403, no handler',
    ],
    [
      'a status beside a text that is none',
      'class AppError extends Error { constructor(m, code) { super(m); this.statusCode = code; this.status = `${code}`.startsWith("4") ? "fail" : "error"; } } function f() { throw new AppError("x", 404); }',
      'throw 404 at 404, no handler',
    ],
    [
      'a function for a class',
      'function AppError(m, code) { this.message = m; this.statusCode = code; } function f() { throw new AppError("x", 404); }',
      'throw 404 at 404, no handler',
    ],
    [
      'a static factory',
      'class ApiError extends Error { constructor(status, m) { super(m); this.status = status; } static badRequest(m) { return new ApiError(400, m); } } function f() { throw ApiError.badRequest("x"); }',
      'throw 400 at badRequest, no handler',
    ],
    [
      'a factory that is handed the status',
      'const fail = (status, m) => { const e = new Error(m); e.status = status; return e; }; function f() { throw fail(404, "x"); }',
      'throw 404 at 404, no handler',
    ],
    ['a class that cannot carry one', 'class Odd extends Error { } function f() { throw new Odd("x"); }', null],
    [
      'nothing but the argument, for a class that extends itself,',
      'class A extends A { } function f() { throw new A(404); }',
      'throw 404 at 404, no handler',
    ],
  ])('reads %s off the definition', (_, code, expected) => {
    expect(inService(code).filter(one => one.startsWith('throw'))).toEqual(expected === null ? [] : [expected]);
  });

  it('reads a parameter property of TypeScript', () => {
    expect(
      describeResponses(
        express.read(
          'service.ts',
          'class HttpError extends Error { constructor(public readonly statusCode: number, m: string) { super(m); } }\nexport function f() { throw new HttpError(404, "x"); }',
        ),
      ),
    ).toEqual(['throw 404 at 404, no handler']);
  });

  it('reads names of classes alone only in a project of Express or Fastify', () => {
    expect(inService('function f() { throw new NotFoundError(); }', neither)).toEqual(['throw unknown, no handler']);
  });

  it('takes the status from where the settings say', () => {
    const settings = {
      errors: { Oops: { argument: 2 }, 'Fail.missing': { status: 404 }, Odd: { property: 'http', default: 500 } },
    };
    expect(inService("function f() { throw new Oops('a', 'b', 409); }", express, { settings })).toEqual([
      'throw 409 at 409, no handler',
    ]);
    expect(inService('function f() { throw Fail.missing(); }', express, { settings })).toEqual([
      'throw 404 at missing, no handler',
    ]);
    expect(inService('function f() { throw new Odd({ http: 403 }); }', express, { settings })).toEqual([
      'throw 403 at 403, no handler',
    ]);
  });
});

describe('errors in handlers', () => {
  it.each([
    ["throw new Error('x');", ['throw 500 at Error']],
    ["next(new Error('x'));", ['next 500 at Error']],
    ['next(createError(404));', ['next 404 at 404']],
    ["res.status(404); throw new Error('x');", ['throw 404 at 404']],
    ["res.status(201); throw new Error('x');", ['throw 500 at Error']],
    ["next('route');", []],
    ['try { await f(); } catch (err) { throw err; }', []],
    ['try { await f(); } catch (err) { next(err); }', []],
    ["try { throw new Error('x'); } catch (err) { res.status(400).end(); }", ['end 400 at 400']],
    [
      'try { throw createError(404); } catch (err) { res.status(err.status).end(); }',
      ['throw 404 at 404', 'end unknown'],
    ],
    ['return new Promise((resolve, reject) => { reject(createError(410)); });', ['reject 410 at 410']],
    ['rows.forEach(row => { if (!row) throw createError(404); });', ['throw 404 at 404']],
  ])('%s', (body, expected) => {
    expect(inHandler(body)).toEqual(expected);
  });

  it('says of a plain error that it has no status of its own', () => {
    const model = express.read(
      'app.js',
      "const app = require('express')();\napp.get('/', () => { throw new Error('x'); });",
    );
    expect(model?.responses.map(({ error }) => error?.status)).toEqual([null]);
    expect(model?.responses.map(({ error }) => error?.message && model.file.text(error.message))).toEqual(["'x'"]);
  });

  it('keeps the guards of its function and of those around it', () => {
    const model = express.read(
      'service.js',
      'function f(user, rows) { if (!user) return; rows.forEach(row => { if (row.owner !== user.id) throw new ApiError(403, "no"); }); }',
    );
    expect(model?.responses[0]?.guards.map(({ test, holds }) => `${model.file.text(test)} ${holds}`)).toEqual([
      'user true',
      'row.owner !== user.id true',
    ]);
  });

  it('lets the framework decide which property counts', () => {
    const code = 'function f() { throw Object.assign(new Error("x"), { status: 404, statusCode: 409 }); }';
    expect(inService(code, express)).toEqual(['throw 404 at 404, no handler']);
    expect(inService(code, fastify)).toEqual(['throw 409 at 409, no handler']);
  });

  it('reads an error that Fastify is sent or returned', () => {
    const code =
      "import Fastify from 'fastify'; import createError from 'http-errors'; const app = Fastify();\napp.get('/a', async (request, reply) => reply.code(422).send(createError(404)));\napp.get('/b', async () => createError(410));\napp.get('/c', async (request, reply) => reply.code(422).send({ statusCode: 404 }));";
    expect(describeResponses(fastify.read('app.js', code))).toEqual([
      'send 404 at 404',
      'return 410 at 410',
      'send 422 at 422',
    ]);
  });

  it('knows a handler that only throws', () => {
    expect(
      describeResponses(
        express.read(
          'middleware.js',
          'exports.protect = (req, res, next) => { if (!req.user) throw new AppError("x", 401); next(); };',
        ),
      ),
    ).toEqual(['throw 401 at 401']);
  });
});

describe('definitions that go round', () => {
  it('ends on factories, classes and variables that call themselves', () => {
    expect(inService('const a = x => a(x); function f() { throw a(404); }')).toEqual([]);
    expect(inService('let a = b, b = a; a = b; b = a; function f() { throw new AppError("x", a); }')).toEqual([
      'throw unknown, no handler',
    ]);
    expect(
      inService(
        'class A extends Error { constructor() { super(); this.status = new A().status; } } function f() { throw new A(); }',
      )[0],
    ).toMatch(/^throw unknown/);
  });
});
