import { describe, expect, it } from 'vitest';

import { makeProject } from '../read-project.ts';

type Files = Readonly<Record<string, string>>;

const CLASSES = `class Absent extends Error { constructor(message, kind) { super(message); this.kindCode = kind; } }
class Broken extends Error { constructor(message) { super(message); this.name = 'BrokenRule'; } }
class Lost extends Absent {}
module.exports = { Absent, Broken, Lost };`;

/** The statuses and the places of what a route throws, with the application's error handler in another file. */
function thrown(error: string, answer: string, more: Files = {}): string[] {
  const code = `const express = require('express'); const { Absent, Broken, Lost } = require('./errors');
const router = express.Router();
router.get('/:id', (req, res) => { const box = find(req.params.id); if (!box) throw ${error}; res.json(box); });
module.exports = router;`;
  const project = makeProject({
    'src/errors.js': CLASSES,
    'src/answer.js': `const { Absent, Broken, Lost } = require('./errors'); const { ZodError } = require('zod');
module.exports = (err, req, res, next) => { ${answer} };`,
    'src/app.js':
      "const express = require('express'); const app = express(); app.use('/boxes', require('./boxes')); app.use(require('./answer')); app.listen(1);",
    'src/boxes.js': code,
    ...more,
  });
  return (project.read('src/boxes.js', code)?.responses ?? [])
    .filter(({ via }) => via === 'throw')
    .map(({ status, error: value, framework }) => {
      const places = status.outcomes.map(({ node }) => code.slice(node.range[0], node.range[1]));
      const own = value?.status === null && value.isAnswered ? ` by ${framework.name}` : '';
      return `${status.codes?.join('/') ?? 'unknown'}${own}${value?.isAnswered ? '' : ' perhaps'} at ${[...new Set(places)].join(' ')}`;
    });
}

describe('an error that says no status has the one that the error handler gives it', () => {
  it.each<[string, string, string, string]>([
    ['its class', 'new Absent()', 'res.status(err instanceof Absent ? 404 : 500).json({});', '404 at Absent'],
    [
      'another class',
      'new Broken()',
      'if (err instanceof Absent) return res.status(404).json({}); res.status(500).json({});',
      '500 at Broken',
    ],
    [
      'a class it extends',
      'new Lost()',
      'if (err instanceof Absent) return res.status(404).json({}); res.status(500).json({});',
      '404 at Lost',
    ],
    ['a property of its own', "new Absent('x', 404)", 'res.status(err.kindCode ?? 500).json({});', '404 at 404'],
    ['the default for such a property', 'new Broken()', 'res.status(err.kindCode ?? 500).json({});', '500 at Broken'],
    [
      'what it is taken apart into',
      'new Broken()',
      'const { kindCode = 418, message } = err; res.status(kindCode).json({ message });',
      '418 at Broken',
    ],
    [
      'its name',
      "new Broken('x')",
      "if (err.name === 'BrokenRule') return res.status(422).json({}); res.status(500).json({});",
      '422 at Broken',
    ],
    [
      "its class's name",
      "new Absent('x')",
      "switch (err.constructor.name) { case 'Absent': return res.status(404).json({}); default: return res.status(500).json({}); }",
      '404 at Absent',
    ],
    [
      'the default of a switch',
      "new Lost('x')",
      "switch (err.constructor.name) { case 'Absent': return res.status(404).json({}); default: return res.status(503).json({}); }",
      '503 at Lost',
    ],
    [
      'a switch of true',
      "new Lost('x')",
      'switch (true) { case err instanceof Broken: return res.status(422).json({}); case err instanceof Lost: return res.status(410).json({}); default: return res.status(500).json({}); }',
      '410 at Lost',
    ],
    [
      'a table',
      "new Absent('x', 'gone')",
      'const STATUS_OF = { gone: 410, broken: 422 }; res.status(STATUS_OF[err.kindCode] || 500).json({});',
      '410 at Absent',
    ],
    [
      'a variable that is set in a branch',
      "new Absent('x')",
      'let status = 500; if (err instanceof Absent) { status = 404; } if (err instanceof Broken) status = 422; res.status(status).json({});',
      '404 at Absent',
    ],
    [
      'what is written onto it first',
      "new Absent('x')",
      "err.statusCode = err.statusCode || 500; err.status = err.status || 'error'; res.status(err.statusCode).json({});",
      '500 at Absent',
    ],
    [
      'an object that is changed for others alone',
      "new Absent('x')",
      "const sent = { status: err.kindCode || 500 }; if (err.name === 'CastError') sent.status = 400; res.status(sent.status).json(sent);",
      '500 at Absent',
    ],
    [
      'a test of a package, which is of its own errors',
      "new Absent('x')",
      "const { isHttpError } = require('http-errors'); if (isHttpError(err)) return res.status(err.status).json({}); res.status(500).json({});",
      '500 at Absent',
    ],
    [
      'a class of a package, which it is not of',
      "new Absent('x')",
      'if (err instanceof ZodError) return res.status(400).json({}); res.status(500).json({});',
      '500 at Absent',
    ],
    [
      'a property of its own, where all are told apart by it',
      "new Absent('x', 410)",
      "if (err && err.name === 'UnauthorizedError') return res.status(401).json({}); else if (err && err.kindCode) res.status(err.kindCode).json({}); else if (err) res.status(500).json({});",
      '410 at 410',
    ],
    [
      'the other side of two tests',
      "new Broken('x')",
      "if (err instanceof Absent || err.name === 'CastError') return res.status(404).json({}); if (!(err && err.kindCode)) return res.status(503).json({}); res.status(500).json({});",
      '503 at Broken',
    ],
    [
      'what is late',
      "new Absent('x')",
      'if (res.headersSent) return next(err); res.status(404).json({});',
      '404 at Absent',
    ],
    [
      'a plain error',
      "new Error('no box')",
      'if (err instanceof Absent) return res.status(404).json({}); res.status(500).json({});',
      '500 at Error',
    ],
    [
      'its message',
      "new Error('no box')",
      "if (err.message === 'no box') return res.status(404).json({}); res.status(500).json({});",
      '404 at Error',
    ],
    [
      'one that says its own',
      "Object.assign(new Error('x'), { status: 400 })",
      'res.status(err.kindCode ?? 500).json({});',
      '400 perhaps at 400',
    ],
    [
      'what the framework does, where none of the handlers wants it',
      "new Error('no box')",
      'if (err instanceof Absent) return res.status(404).json({}); next(err);',
      '500 by express at Error',
    ],
  ])('%s', (_, error, answer, expected) => {
    expect(thrown(error, answer)).toEqual([expected]);
  });
});

describe('nothing is known', () => {
  it.each<[string, string, string, string]>([
    [
      'of a test out of sight',
      "new Absent('x')",
      'if (isOurs(err)) return res.status(404).json({}); res.status(500).json({});',
      'perhaps',
    ],
    ['of a status out of sight', "new Absent('x')", 'res.status(statusOf(err)).json({});', 'perhaps'],
    [
      'of what is copied out of sight',
      "new Absent('x')",
      'const error = copyOf(err); res.status(error.kindCode || 500).json({});',
      'perhaps',
    ],
    [
      'of a copy that something out of sight is put onto',
      "new Absent('x')",
      'const error = { ...err, ...more() }; res.status(error.kindCode || 500).json({});',
      'perhaps',
    ],
    [
      'of another status than that of the response',
      "new Absent('x')",
      'res.status(last.statusCode === 200 ? 500 : last.statusCode).json({});',
      'perhaps',
    ],
    [
      'of a value written on some ways',
      "new Absent('x')",
      'let status = 500; if (process.env.X) status = 404; res.status(status).json({});',
      'perhaps',
    ],
    [
      'of an error that is changed',
      "Object.assign(new Absent('x'), { kindCode: pick() })",
      'res.status(err.kindCode ?? 500).json({});',
      'perhaps',
    ],
  ])('%s', (_, error, answer, expected) => {
    expect(thrown(error, answer).join()).toContain(expected);
  });
});

const CONVERTED = `class Answer extends Error { constructor(message, statusCode) { super(message); this.statusCode = statusCode; } }
let error = { ...err }; error.message = err.message;
if (err.name === 'BrokenRule') { error = new Answer('Broken', 404); }
if (err.code === 11000) error = new Answer('Twice', 400);
res.status(error.statusCode || 500).json({ message: error.message || 'Server error' });`;

describe('an error that the error handler converts first has the status of what it becomes', () => {
  it.each<[string, string, string, string]>([
    ['by its name', "new Broken('x')", CONVERTED, '404 at Broken'],
    ['not, where it has another', "new Absent('x')", CONVERTED, '500 at Absent'],
    [
      'of a copy by a function of the language',
      "new Absent('x', 410)",
      'const error = Object.assign({}, err); res.status(error.kindCode || 500).json({});',
      '410 at 410',
    ],
    [
      'of a copy with more',
      "new Absent('x', 410)",
      'const error = { status: err.kindCode, ...err, message: err.message }; res.status(error.status || 500).json({});',
      '410 at 410',
    ],
    [
      'of a copy that has no name',
      "new Error('x')",
      "const error = { ...err }; res.status(error.name === 'Error' ? 400 : 500).json({});",
      '500 at Error',
    ],
  ])('%s', (_, error, answer, expected) => {
    expect(thrown(error, answer)).toEqual([expected]);
  });
});

describe('an error handler that keeps the status which was set before', () => {
  const KEEPS = 'const status = res.statusCode === 200 ? 500 : res.statusCode; res.status(status).json({});';
  const answered = (body: string, answer = KEEPS): string[] => {
    const code = `const express = require('express'); const app = express();
app.get('/:id', (req, res, next) => { ${body} });
app.use((err, req, res, next) => { ${answer} });`;
    return (makeProject().read('src/app.js', code)?.responses ?? [])
      .filter(({ error }) => error !== null)
      .map(
        ({ status, error }) =>
          `${status.codes?.join('/') ?? 'unknown'}${error?.isAnswered ? '' : ' perhaps'} at ${status.outcomes.map(({ node }) => code.slice(...node.range)).join(' ')}`,
      );
  };

  it.each<[string, string, string?]>([
    ["throw new Error('x');", '500 at Error'],
    ["res.status(404); throw new Error('x');", '404 at 404'],
    ["if (!req.params.id) { res.status(400); return next(new Error('x')); } res.json(1);", '400 at 400'],
    ["res.status(201); next(new Error('x'));", 'unknown at '],
    ["res.status(statusOf(req)); throw new Error('x');", 'unknown at '],
  ])('%s', (body, expected) => {
    expect(answered(body)).toEqual([expected]);
  });

  it.each([
    'res.status(res.statusCode < 400 ? 500 : res.statusCode).json({});',
    'const code = res.statusCode !== 200 ? res.statusCode : 500; res.status(code); res.json({ stack: err.stack });',
  ])('%s', answer => {
    expect(answered("res.status(404); throw new Error('x');", answer)).toEqual(['404 at 404']);
    expect(answered("throw new Error('x');", answer)).toEqual(['500 at Error']);
  });

  it('has its own where it keeps none', () => {
    expect(answered("res.status(404); throw new Error('x');", 'res.status(502).json({});')).toEqual(['502 at Error']);
  });
});

it('does not ask the error handlers of an application that something out of sight may add one to', () => {
  const app =
    "const express = require('express'); const app = express(); app.use('/boxes', require('./boxes')); watch(app); app.use(require('./answer'));";
  expect(thrown('new Absent()', 'res.status(404).json({});', { 'src/app.js': app }).join()).toContain('perhaps');
});

it('does not ask them for what is thrown where a catch around it may answer', () => {
  const code = `const express = require('express'); const app = express(); class Absent extends Error {}
app.get('/:id', (req, res) => { try { if (!find(req.params.id)) throw new Absent(); res.json({}); } catch (error) { refuse(error, res); } });
app.use((err, req, res, next) => { res.status(err instanceof Absent ? 404 : 500).end(); });`;
  const answered = (makeProject({ 'src/app.js': code }).read('src/app.js', code)?.responses ?? []).filter(
    ({ error }) => error?.isAnswered,
  );
  expect(answered).toEqual([]);
});

describe('an error handler that a call makes', () => {
  const project = (error: string, use: string, more: Files = {}): string[] =>
    thrown(error, 'res.status(410).json({});', {
      'src/app.js': `const express = require('express'); const app = express(); app.use('/boxes', require('./boxes')); app.use(${use}); app.listen(1);`,
      ...more,
    });

  it('is the one that a factory in sight returns', () => {
    const factory =
      'module.exports = shown => (err, req, res, next) => { res.status(err instanceof shown ? 404 : 500).end(); };';
    const use = "require('./factory')(require('./errors').Absent)";
    expect(project('new Absent()', use, { 'src/factory.js': factory })).toEqual(['404 at Absent']);
  });

  it.each([
    ['of a package', "require('errorhandler')()"],
    ['of a package, kept under a name', "require('strange').handle"],
    ['out of sight', 'handleErrors({ log })'],
  ])('is not known where it is %s', (_, use) => {
    expect(project("new Error('no box')", use).join()).toContain('perhaps');
  });

  it.each([
    ['what the framework has', "express.static('public')"],
    ['what hands all errors on but its own', "require('celebrate').errors()"],
  ])('is not what is behind as %s', (_, use) => {
    expect(project("new Error('no box')", use)).toEqual(['500 by express at Error']);
  });
});

it.each(['js', 'ts'])('reads what a named function sets in a branch, in a file of %s', language => {
  const code = `const express = require('express'); const app = express(); class Absent extends Error {}
app.get('/:id', (req, res) => { if (!find(req.params.id)) throw new Absent(); res.json({}); });
app.use(function answer(err, req, res, next) { let status = 500; if (err instanceof Absent) { status = 404; } res.status(status).end(); });`;
  const [response] = (makeProject().read(`src/app.${language}`, code)?.responses ?? []).filter(
    ({ via }) => via === 'throw',
  );
  expect(response?.status.codes).toEqual([404]);
});

it('takes two applications for one where they answer alike', () => {
  const app = (more: string): string =>
    `const express = require('express'); const app = express(); app.use('/boxes', require('./boxes')); ${more}`;
  const answer = 'res.status(404).json({});';
  const same = {
    'src/app.js': app("app.use(require('./answer'));"),
    'src/other.js': app("app.use(require('./answer'));"),
  };
  expect(thrown('new Absent()', answer, same)).toEqual(['404 at Absent']);
  const other = { ...same, 'src/other.js': app('app.use((err, req, res, next) => { res.status(400).end(); });') };
  expect(thrown('new Absent()', answer, other).join()).toContain('perhaps');
});

describe('a rejection in Express 4', () => {
  const code = (handler: string): string =>
    `const express = require('express'); const app = express(); const { Absent } = require('./errors');
app.get('/:id', ${handler});
app.use((err, req, res, next) => { res.status(404).end(); });`;
  const BODY = 'async (req, res) => { if (!find(req.params.id)) throw new Absent(); res.json({}); }';
  it.each<[string, string, string, boolean]>([
    ['goes nowhere', BODY, '"express": "^4.18.0"', false],
    ['is taken by a wrapper', `wrap(${BODY})`, '"express": "^4.18.0"', true],
    ['is taken by a package', BODY, '"express": "^4.18.0", "express-async-errors": "3"', true],
    ['is an exception where the function is none', BODY.replace('async ', ''), '"express": "^4.18.0"', true],
    ['is taken in Express 5', BODY, '"express": "^5.0.0"', true],
  ])('%s', (_, handler, dependencies, isAnswered) => {
    const project = makeProject({
      'package.json': `{ "dependencies": { ${dependencies} } }`,
      'src/errors.js': CLASSES,
      'src/app.js': code(handler),
    });
    const [response] = (project.read('src/app.js', code(handler))?.responses ?? []).filter(
      ({ via }) => via === 'throw',
    );
    expect(response?.error?.isAnswered).toBe(isAnswered);
  });
});

describe('an error that a service throws', () => {
  const read = (code: string, answer: string): string[] => {
    const project = makeProject({
      'src/errors.js': CLASSES,
      'src/app.js': `const express = require('express'); const { Absent } = require('./errors'); const app = express(); app.use((err, req, res, next) => { ${answer} });`,
      'src/boxes.js': code,
    });
    return (project.read('src/boxes.js', code)?.responses ?? []).map(({ status }) => status.codes?.join() ?? 'unknown');
  };
  const SERVICE =
    "const { Absent, Broken } = require('./errors'); exports.open = id => { if (!id) throw new Absent(); };";

  it('has the status that is meant for it', () => {
    expect(read(SERVICE, 'res.status(err instanceof Absent ? 404 : 500).end();')).toEqual(['404']);
  });

  it('has it behind middleware of packages that stands before all routes', () => {
    const files = {
      'src/errors.js': CLASSES,
      'src/app.js': `const express = require('express'); const { Absent } = require('./errors'); const app = express(); app.use(require('cors')()); app.use(require('body-parser').json()); app.get('/', (req, res) => res.json({})); app.use((err, req, res, next) => { res.status(err instanceof Absent ? 404 : 500).end(); });`,
      'src/boxes.js': SERVICE,
    };
    const statuses = (app: string): string[] =>
      (makeProject({ ...files, 'src/app.js': app }).read('src/boxes.js', SERVICE)?.responses ?? []).map(
        ({ status }) => status.codes?.join() ?? 'unknown',
      );
    expect(statuses(files['src/app.js'])).toEqual(['404']);
    const between = files['src/app.js'].replace('app.use((err', "app.use(require('strange')()); app.use((err");
    expect(statuses(between)).toEqual([]);
  });

  it('is nothing of HTTP where it only gets what all others do: who calls the service may catch it', () => {
    expect(read(SERVICE, 'res.status(err.status || 500).end();')).toEqual([]);
  });
});

describe('in Fastify', () => {
  const read = (app: string): string[] => {
    const project = makeProject({
      'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }',
      'src/errors.js': CLASSES,
      'src/app.js': app,
    });
    return (project.read('src/app.js', app)?.responses ?? [])
      .filter(({ via }) => via === 'throw')
      .map(({ status }) => status.codes?.join() ?? 'unknown');
  };
  const ROUTE = "app.get('/:id', async request => { if (!request.params.id) throw new Absent('x', 410); return 1; });";
  const HEAD = "const app = require('fastify')(); const { Absent } = require('./errors');";

  it('an error handler counts wherever it is set', () => {
    const set =
      'app.setErrorHandler((error, request, reply) => error instanceof Absent ? reply.code(error.kindCode).send({}) : reply.code(500).send({}));';
    expect(read(`${HEAD} ${ROUTE} ${set}`)).toEqual(['410']);
    expect(read(`${HEAD} ${set} ${ROUTE}`)).toEqual(['410']);
  });

  it('that of the nearest scope counts', () => {
    const scoped = `app.register(async app => { app.setErrorHandler((error, request, reply) => { reply.code(404).send({}); }); ${ROUTE} });`;
    expect(
      read(`${HEAD} ${scoped} app.setErrorHandler((error, request, reply) => { reply.code(500).send({}); });`),
    ).toEqual(['404']);
  });
});
