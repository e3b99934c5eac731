import { describe, expect, it } from 'vitest';

import { findParserAnswered500 } from '../../../src/facts/setting/parser-errors.ts';
import { makeProject } from '../../model/read-project.ts';

type Files = Readonly<Record<string, string>>;

const APP = `const express = require('express'); const app = express();`;
const ERRORS = `exports.onError = (err, req, res, next) => { res.status(500).json({ error: err.message }); };`;
const USE_ERRORS = `app.use(require('./errors').onError);`;

/** The parser whose errors the error handler of a file makes 500 of, as the report names it; an empty text where there is none. */
function parserOf(files: Files, file = 'src/errors.js'): string {
  const model = makeProject(files).read(file, files[file] ?? '');
  const found = model?.handlers.map(({ handler }) => handler).find(({ role }) => role === 'error');
  if (!model || !found) throw new Error(`There is no error handler in ${file}`);
  const parser = findParserAnswered500(found, model);
  return parser && (parser.name ?? found.framework.title) ? (parser.name ?? found.framework.title) : '';
}

describe('an error handler in a file of its own', () => {
  it.each<[string, string, Files]>([
    ['behind a parser', 'express.json()', { 'src/app.js': `${APP} app.use(express.json()); ${USE_ERRORS}` }],
    ['before a parser', '', { 'src/app.js': `${APP} ${USE_ERRORS} app.use(express.json());` }],
    ['in an application without a parser', '', { 'src/app.js': `${APP} ${USE_ERRORS}` }],
    ['that no file registers', '', { 'src/app.js': `${APP} app.use(express.json());` }],
    [
      'registered at a route alone',
      '',
      { 'src/app.js': `${APP} app.use(express.json()); app.post('/x', create, require('./errors').onError);` },
    ],
    [
      'behind a parser that a function of another file adds',
      'bodyParser.json()',
      {
        'src/app.js': `${APP} require('./middleware')(app); ${USE_ERRORS}`,
        'src/middleware.js': `const bodyParser = require('body-parser'); module.exports = app => { app.use(bodyParser.json()); };`,
      },
    ],
    [
      'behind a parser that another file makes',
      'express.json()',
      {
        'src/app.js': `${APP} const { parser } = require('./parser'); app.use(parser); ${USE_ERRORS}`,
        'src/parser.js': `const express = require('express'); exports.parser = express.json({ limit: '1mb' });`,
      },
    ],
    [
      'added by a function that gets the application behind its parser',
      'express.json()',
      {
        'src/app.js': `${APP} app.use(express.json()); require('./set-up')(app);`,
        'src/set-up.js': `const { onError } = require('./errors'); module.exports = app => { app.use(onError); };`,
      },
    ],
    [
      'made by a factory',
      'express.json()',
      {
        'src/app.js': `${APP} app.use(express.json()); app.use(require('./errors')(log));`,
        'src/errors.js': `module.exports = log => (err, req, res, next) => { log.error(err); res.status(500).end(); };`,
      },
    ],
    [
      'of a router in an application with a parser',
      '',
      {
        'src/app.js': `${APP} app.use(express.json()); app.use('/users', require('./users'));`,
        'src/users.js': `const router = require('express').Router(); router.get('/', list); router.use(require('./errors').onError); module.exports = router;`,
      },
    ],
    [
      'of a router that has a parser itself',
      'express.json()',
      {
        'src/app.js': `${APP} app.use('/users', require('./users'));`,
        'src/users.js': `const express = require('express'); const router = express.Router(); router.use(express.json()); router.use(require('./errors').onError); module.exports = router;`,
      },
    ],
    [
      'behind an error handler of a third file, which may answer',
      '',
      {
        'src/app.js': `${APP} app.use(express.json()); app.use(require('./bodies')); ${USE_ERRORS}`,
        'src/bodies.js': `module.exports = (err, req, res, next) => err.type ? res.status(err.status).end() : next(err);`,
      },
    ],
    [
      'behind an error handler that a file adds which uses the application',
      '',
      {
        'src/app.js': `${APP} app.use(express.json()); module.exports = app; require('./bodies'); ${USE_ERRORS}`,
        'src/bodies.js': `const app = require('./app'); app.use((err, req, res, next) => err.type ? res.status(err.status).end() : next(err));`,
      },
    ],
  ])('%s: %s', (_, parser, files) => {
    expect(parserOf({ 'src/errors.js': ERRORS, ...files })).toBe(parser);
  });

  it('of Fastify', () => {
    const files = {
      'package.json': '{ "dependencies": { "fastify": "^5.0.0" } }',
      'src/errors.js': `exports.onError = (error, request, reply) => { reply.code(500).send({ error: error.message }); };`,
    };
    const app = `const app = require('fastify')(); app.setErrorHandler(require('./errors').onError);`;
    expect(parserOf({ ...files, 'src/app.js': app })).toBe('Fastify');
    expect(parserOf(files)).toBe('');
  });
});

describe('what an error handler does with its error', () => {
  const parserFor = (statements: string): string =>
    parserOf(
      { 'src/app.js': `${APP} app.use(express.json()); app.use((err, req, res, next) => { ${statements} });` },
      'src/app.js',
    );

  it.each([
    `const { message, stack } = err; console.error(stack); res.status(500).send(message);`,
    `const text = err.message || 'Oops'; if (text) res.status(500).send(text); else res.status(503).end();`,
    `let error = err; error.message = error.message ?? 'Oops'; res.status(500).json({ error });`,
    `res.locals.error = err; res.status(500).render('error', { message: err.message, error: isLive ? {} : err });`,
    `req.app.emit('error', err, req); res.status(500).end();`,
    `res.format({ json: () => res.status(500).json({ error: err.message }), default: () => res.status(500).send(err.toString()) });`,
    `if (!err) console.warn('none'); res.status(500).end();`,
    `if (err == null) console.warn('none'); res.status(500).end();`,
    `res.status(500).json({ error: typeof err === 'string' ? err : err.message });`,
    `res.status(500).send(\`Failed: \${err}\`);`,
    `res.sendStatus(500); return next();`,
    `if (res.headersSent && !res.writableEnded) return next(err); res.status(500).end();`,
  ])('tells nothing: %s', statements => {
    expect(parserFor(statements)).toBe('express.json()');
  });

  it.each([
    `const { code } = err; res.status(500).json({ code });`,
    `const { message, ...rest } = err; res.status(500).json({ message });`,
    `const known = errors[err.name]; res.status(500).json({ known });`,
    `res.status(500).json({ type: err.constructor.name });`,
    `res.status(500).json({ own: err[property] });`,
    `const cause = err.cause ?? err; if (cause instanceof Refused) audit(); res.status(500).end();`,
    `const isOurs = isOperational(err); if (isOurs) audit(); res.status(500).end();`,
    `if ('status' in err) audit(); res.status(500).end();`,
    `err.status = err.status || 500; res.status(500).end();`,
    `switch (true) { case err instanceof Refused: audit(); } res.status(500).end();`,
    `render(err, req, res); res.status(500).end();`,
    `if (!res.headersSent) next(err); else res.status(500).end();`,
    `if (req.xhr) res.sendStatus(500); next();`,
    `setTimeout(next, 10, err); res.status(500).end();`,
  ])('tells errors apart, or leaves them to others: %s', statements => {
    expect(parserFor(statements)).toBe('');
  });
});
