import { describe, expect, it } from 'vitest';

import { describeResponses, makeProject, type ReadOptions } from './read-project.ts';

const express = makeProject();

/** The responses of a handler that has `body`, with `definitions` beside it. */
function inHandler(definitions: string, body: string, options?: ReadOptions): string[] {
  const model = express.read(
    'app.js',
    `${definitions}\nexports.page = async (req, res, next) => { ${body} };`,
    options,
  );
  return describeResponses(
    model && { ...model, responses: model.responses.filter(({ handler }) => handler?.name === 'page') },
  );
}

describe('responders whose definition is in sight', () => {
  it.each([
    [
      'an argument',
      'function send(res, code, data) { res.status(code).json(data); }',
      'send(res, 404, { a: 1 });',
      ['send 404 at 404'],
    ],
    [
      'a choice made by the caller',
      'function send(res, code) { res.status(code).end(); }',
      'send(res, req.a ? 201 : 200);',
      ['send 200/201 at 201 200'],
    ],
    [
      'what the definition fixes',
      "function missing(res) { res.status(404).json({ error: 'x' }); }",
      'missing(res);',
      ['missing 404 at missing'],
    ],
    [
      'a function that the module exports, called by that',
      'exports.refuse = (res, code) => res.status(code).end(); exports.denied = res => exports.refuse(res, 403);',
      'exports.denied(res);',
      ['denied 403 at denied'],
    ],
    [
      'one that module.exports has',
      'module.exports.refuse = (res, code) => res.status(code).end();',
      'module.exports.refuse(res, 404);',
      ['refuse 404 at 404'],
    ],
    ['an implicit status', 'function show(res, x) { res.json(x); }', 'show(res, a);', ['show 200 at show']],
    [
      'the status set before',
      'function show(res, x) { res.json(x); }',
      'res.status(404); show(res, a);',
      ['show 404 at 404'],
    ],
    [
      'a default parameter',
      'const ok = (res, data, code = 200) => res.status(code).json(data);',
      'ok(res, a);',
      ['ok 200 at ok'],
    ],
    [
      'a default parameter that is given',
      'const ok = (res, data, code = 200) => res.status(code).json(data);',
      'ok(res, a, 201);',
      ['ok 201 at 201'],
    ],
    [
      'a property of an options object',
      'const reply = (res, options) => res.status(options.statusCode).json(options.data);',
      'reply(res, { statusCode: 404, data: 1 });',
      ['reply 404 at 404'],
    ],
    [
      'a destructured options object',
      'const reply = (res, { statusCode = 200, data }) => res.status(statusCode).json(data);',
      'reply(res, { data: 1 });',
      ['reply 200 at reply'],
    ],
    [
      'a response in an object',
      'const reply = ({ res, code }) => res.status(code).end();',
      'reply({ res, code: 404 });',
      ['reply 404 at 404'],
    ],
    [
      'a static method',
      'class Responses { static missing(res) { return res.status(404).end(); } }',
      'Responses.missing(res);',
      ['missing 404 at missing'],
    ],
    [
      'a method of an object',
      'const responses = { missing(res) { res.status(404).end(); } };',
      'return responses.missing(res);',
      ['missing 404 at missing'],
    ],
    [
      'an object that is made first',
      'class Ok { constructor(data) { this.code = 200; this.data = data; } send(res) { return res.status(this.code).json(this.data); } }',
      'return new Ok(a).send(res);',
      ['send 200 at send'],
    ],
    [
      'a class beneath',
      'class Base { constructor(code) { this.code = code; } send(res) { return this.prepare(res); } prepare(res) { return res.status(this.code).json({}); } } class Missing extends Base { constructor() { super(404); } }',
      'new Missing().send(res);',
      ['send 404 at send'],
    ],
    [
      'a responder that calls another',
      'const send = (res, code, data) => res.status(code).json(data); const missing = res => send(res, 404, {});',
      'missing(res);',
      ['missing 404 at missing'],
    ],
    [
      'a condition the arguments decide',
      'function send(res, code, data) { if (code === 204) return res.status(204).end(); return res.status(code).json(data); }',
      'send(res, 201, a);',
      ['send 201 at 201'],
    ],
    [
      'a string of digits',
      'function fail(res, code) { res.status(code).end(); }',
      "fail(res, '404');",
      ["fail 404 at '404'"],
    ],
  ])('takes the status from %s', (_, definitions, body, expected) => {
    expect(inHandler(definitions, body)).toEqual(expected);
  });

  it('follows methods of the class a handler stands in, private and inherited ones', () => {
    const code = `class Base { fail(res, code) { return res.status(code).end(); } }
class Users extends Base { #ok = (res, data) => res.json(data); constructor() { super(); this.bad = super.fail; } async show(req, res) { if (!req.a) return this.fail(res, 404); if (!req.b) return this.bad(res, 400); return this.#ok(res, 1); } }`;
    const model = express.read('users.js', code);
    expect(
      describeResponses(
        model && { ...model, responses: model.responses.filter(({ handler }) => handler?.name === 'show') },
      ),
    ).toEqual(['fail 404 at 404', 'bad 400 at 400', '#ok 200 at #ok']);
  });

  it('says that its own responses answer for its callers', () => {
    const model = express.read(
      'app.js',
      'function missing(res) { res.status(404).end(); }\nexports.missing = missing;',
    );
    expect(model?.responses.map(({ handler }) => handler?.role)).toEqual(['responder']);
  });

  it('claims no order after one that answers later, or not always', () => {
    const later = 'function limit(res) { setTimeout(() => res.status(503).end(), 1000); }';
    expect(inHandler(later, 'limit(res); res.json(1);')).toEqual(['limit 503 at limit', 'json 200 at json']);
    const model = express.read(
      'app.js',
      `function check(res, ok) { if (!ok) res.status(400).end(); return ok; }\nexports.show = (req, res) => { if (!check(res, req.body.ok)) return; res.json(1); };`,
    );
    expect(model?.responses.map(({ after, followedBy }) => after.length + followedBy.length)).toEqual([0, 0, 0]);
  });

  it('sees a second response after one that always answers', () => {
    const model = express.read(
      'app.js',
      'function missing(res) { res.status(404).end(); }\nexports.show = (req, res) => { if (!req.a) missing(res); res.json(1); };',
    );
    expect(model?.responses.map(({ after }) => after.length)).toEqual([0, 0, 1]);
  });

  it('keeps what it knows of a response that a helper does not touch, or sets a header of', () => {
    const helper = "function remember(res, token) { res.cookie('token', token); res.set('X-Token', token); }";
    expect(inHandler(helper, 'remember(res, 1); res.status(201).json(1);')).toEqual(['json 201 at 201']);
    const model = express.read('app.js', `${helper}\nexports.show = (req, res) => { remember(res, 1); res.json(1); };`);
    expect(model?.responses.map(({ isEscaped, headers }) => [isEscaped, headers.has('x-token')])).toEqual([
      [false, true],
    ]);
  });

  it('knows the content of a response from the definition', () => {
    const model = express.read(
      'app.js',
      'const empty = res => res.status(204).end(); const show = (res, x) => res.status(204).json({ x });\nexports.a = (req, res) => empty(res);\nexports.b = (req, res) => show(res, 1);',
    );
    expect(
      model?.responses.filter(({ handler }) => handler?.role === 'controller').map(({ body }) => body.presence),
    ).toEqual(['none', 'some']);
  });

  it('ends on responders that call one another', () => {
    const round =
      'function a(res, n) { if (n) return b(res, n); res.status(404).end(); } function b(res, n) { return a(res, n) || a(res, !n); }';
    expect(inHandler(round, 'a(res, req.n);').length).toBe(1);
  });
});

describe('methods that the project adds to the response', () => {
  it.each([
    [
      "app.response.missing = function () { return this.status(404).end(); }; const app = require('express')();",
      'res.missing();',
      ['missing 404 at missing'],
    ],
    [
      'const attach = (req, res, next) => { res.ok = (data, code = 200) => res.status(code).json(data); next(); };',
      'res.ok(1, 201);',
      ['ok 201 at 201'],
    ],
  ])('%s', (definitions, body, expected) => {
    expect(inHandler(definitions, body)).toEqual(expected);
  });

  it('reads a reply decorator of Fastify', () => {
    const code =
      "import Fastify from 'fastify'; const app = Fastify(); app.decorateReply('missing', function (text) { this.code(404).send({ text }); });\napp.get('/', (request, reply) => { reply.missing('x'); });";
    expect(
      describeResponses(makeProject({ 'package.json': '{ "dependencies": { "fastify": "5" } }' }).read('app.js', code)),
    ).toContain('missing 404 at missing');
  });
});

describe('a method that another file decorates replies with', () => {
  const ROUTE = (name: string): string =>
    `module.exports = async fastify => { fastify.get('/', async (request, reply) => { reply.${name}('x'); return reply; }); };`;
  const read = (name: string, files: Readonly<Record<string, string>>): string[] =>
    describeResponses(
      makeProject({
        'package.json': '{ "dependencies": { "fastify": "5", "fastify-plugin": "5" } }',
        'routes.js': ROUTE(name),
        ...files,
      }).read('routes.js', ROUTE(name)),
    );
  const PLUGIN =
    "const fp = require('fastify-plugin'); module.exports = fp(async fastify => { fastify.decorateReply('missing', function (text) { this.code(404).send({ text }); }); });";

  it('in a plugin without a scope of its own', () => {
    expect(read('missing', { 'plugin.js': PLUGIN })).toEqual(['missing 404 at missing']);
  });

  it('where the application is made, by a name', () => {
    const app =
      "const { gone } = require('./gone'); const app = require('fastify')(); app.decorateReply('missing', gone); app.register(require('./routes'));";
    expect(
      read('missing', {
        'app.js': app,
        'gone.js': 'exports.gone = function () { return this.status(410).send(); };',
      }),
    ).toEqual(['missing 410 at missing']);
  });

  it('even where a package has one of the same name', () => {
    const own = PLUGIN.replace("'missing'", "'notFound'").replace('404', '410');
    expect(read('notFound', { 'plugin.js': own })).toEqual(['notFound 410 at notFound']);
    expect(read('notFound', {})).toEqual(['notFound 404 at notFound']);
  });

  it('is not known where two files do so', () => {
    const other = PLUGIN.replace('404', '410');
    expect(read('missing', { 'plugin.js': PLUGIN, 'other.js': other })).not.toContain('missing 404 at missing');
    expect(read('missing', { 'plugin.js': PLUGIN, 'other.js': other })).not.toContain('missing 410 at missing');
  });
});

describe('responders whose definition is out of sight', () => {
  const imported =
    "const { sendResponse, sendNotFound, handle404, notFoundResponse, sendSuccess, ApiResponse, created, respond, audit, setStatus } = require('@acme/http');";

  it.each([
    ['sendResponse(res, 404, {});', ['sendResponse 404 at 404']],
    ['sendResponse(res, { statusCode: 404 });', ['sendResponse 404 at 404']],
    [
      'sendResponse(res, HTTP_STATUS.NOT_FOUND); const HTTP_STATUS = require("@acme/status");',
      ['sendResponse 404 at HTTP_STATUS.NOT_FOUND'],
    ],
    ['sendNotFound(res);', ['sendNotFound 404 at sendNotFound']],
    ['handle404(req, res);', ['handle404 404 at handle404']],
    ['notFoundResponse(res, "x");', ['notFoundResponse 404 at notFoundResponse']],
    ['ApiResponse.notFound(res);', ['notFound 404 at notFound']],
    ['created(res, 1);', ['created 201 at created']],
    ['sendSuccess(res, 1);', ['sendSuccess unknown']],
    ['audit(res, 404);', []],
  ])('%s', (body, expected) => {
    expect(inHandler(imported, body)).toEqual(expected);
  });

  it('goes by what the settings say', () => {
    const settings = {
      responders: {
        respond: { argument: 2, default: 200 },
        'ApiResponse.gone': { status: 410 },
        audit: { property: 'code' },
        oops: { status: 500 },
      },
    };
    expect(inHandler(imported, 'respond(res, 1, 404);', { settings })).toEqual(['respond 404 at 404']);
    expect(inHandler(imported, 'respond(res, 1);', { settings })).toEqual(['respond 200 at respond']);
    expect(inHandler(imported, 'ApiResponse.gone(res);', { settings })).toEqual(['gone 410 at gone']);
    expect(inHandler(imported, 'audit(res, { code: 409 });', { settings })).toEqual(['audit 409 at 409']);
    expect(inHandler(imported, 'res.oops(1);', { settings })).toEqual(['oops 500 at oops']);
  });

  it('makes handlers of what a declared wrapper gets', () => {
    const code =
      "const { endpoint } = require('@acme/http');\nexports.show = endpoint(async (ctxIn, ctxOut) => { ctxOut.status(404).json({}); });";
    expect(describeResponses(express.read('a.js', code))).toEqual([]);
    expect(describeResponses(express.read('a.js', code, { settings: { wrappers: ['endpoint'] } }))).toEqual([
      'json 404 at 404',
    ]);
  });
});
