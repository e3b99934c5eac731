import type { Target } from './harness.ts';

/** Code that an autofix changes. */
export interface AutofixExample {
  readonly code: string;
  /** The versions the code may run on; all where nothing is said. */
  readonly versions?: readonly Target['version'][];
  readonly options?: object;
  /** Where the old form surely fails, what is wrong with it. */
  readonly fails?: 'answers 500' | 'ends the process';
}

type Examples = Partial<Record<Target['framework'], readonly AutofixExample[]>>;

const route = (framework: Target['framework'], statements: string, kind = ''): string =>
  `app.all('/', ${kind} (${framework === 'express' ? 'req, res, next' : 'request, reply'}) => { ${statements} });`;
const express = (statements: string, more: Partial<AutofixExample> = {}): AutofixExample => ({
  code: `const app = require('express')(); ${route('express', statements)}`,
  ...more,
});
const fastify = (
  statements: string,
  more: Partial<AutofixExample> & { kind?: string; before?: string } = {},
): AutofixExample => {
  const { kind, before = '', ...rest } = more;
  return { code: `const app = require('fastify')(); ${before} ${route('fastify', statements, kind)}`, ...rest };
};
const withConstants = (example: AutofixExample): AutofixExample => ({
  ...example,
  code: `const { StatusCodes } = require('http-status-codes'); ${example.code}`,
});
const withErrors = (example: AutofixExample): AutofixExample => ({
  ...example,
  code: `const createError = require('http-errors'); ${example.code}`,
});
const named = { options: { prefer: 'named' } };
const strict = { options: { strict: true } };

const WAITING = `app.addHook('onSend', async (request, reply, payload) => { await new Promise(resolve => setTimeout(resolve, 20)); return payload; });`;

/** What every autofix changes, by rule and message: each kind of edit in each framework it is made in. */
export const AUTOFIXES: Readonly<Record<string, Examples>> = {
  'consistent-status-notation numeric': {
    express: [
      express('res.status(StatusCodes.NOT_FOUND).json({ a: 1 });'),
      express('res.sendStatus(StatusCodes.NO_CONTENT);'),
    ].map(withConstants),
    fastify: [fastify('reply.code(StatusCodes.NOT_FOUND).send({ a: 1 });')].map(withConstants),
  },
  'consistent-status-notation named': {
    express: [express('res.status(404).json({ a: 1 }); StatusCodes.OK;', named)].map(withConstants),
    fastify: [fastify('reply.code(404).send({ a: 1 }); StatusCodes.OK;', named)].map(withConstants),
  },
  'consistent-status-notation redirect': {
    express: [express(`res.redirect(302, '/x');`), express(`res.redirect((302), ('/x'));`)],
  },
  'no-invalid-status string': {
    express: [
      express(`res.statusCode = '404'; res.json({ a: 1 });`),
      express(`res.status('404').json({ a: 1 });`, { versions: [4] }),
      express(`res.status('404').json({ a: 1 });`, { versions: [5], fails: 'answers 500' }),
      express(`res.sendStatus('404');`, { versions: [4] }),
      express(`res.sendStatus('404');`, { versions: [5], fails: 'answers 500' }),
    ],
    fastify: [
      fastify(`reply.code('404').send({ a: 1 });`),
      fastify(`reply.statusCode = '404'; reply.send({ a: 1 });`),
      fastify(`reply.code('404'); return { a: 1 };`, { kind: 'async' }),
    ],
  },
  'no-invalid-status message': {
    express: [
      express(`next(createError('404'));`, { fails: 'answers 500' }),
      express(`throw createError('404', 'no such user');`, { fails: 'answers 500' }),
    ].map(withErrors),
    fastify: [
      fastify(`throw createError('404');`, { kind: 'async', fails: 'answers 500' }),
      fastify(`reply.send(createError('404', 'no such user'));`, { fails: 'answers 500' }),
    ].map(withErrors),
  },
  'no-second-response trailing': {
    express: [
      'res.status(404).json({ a: 1 }).end();',
      'res.sendStatus(404).end();',
      `res.send('x'); res.end();`,
      'res.json({ a: 1 }); res.end();',
      'try { res.json({ a: 1 }); } catch { res.sendStatus(500); } finally { res.end(); }',
    ].map(statements => express(statements, strict)),
  },
  'no-status-as-body content': {
    express: [
      `res.send(404, 'gone');`,
      `res.type('html').send((404), ('gone'));`,
      `res.json(404, { a: 1 });`,
      `res.jsonp(404, { a: 1 });`,
    ].map(statements => express(statements, { versions: [4] })),
  },
  'no-status-as-body ignored': {
    express: [`res.send('gone', 404);`, 'res.json({ a: 1 }, 404);'].map(statements =>
      express(statements, { versions: [4] }),
    ),
  },
  'require-returned-reply last': {
    fastify: [
      fastify('reply.code(201).send({ a: 1 });', { kind: 'async', ...strict }),
      fastify('reply.send({ a: 1 }); return;', { kind: 'async', ...strict }),
    ],
  },
  'require-returned-reply hook': {
    fastify: [
      fastify('reply.code(201).send({ a: 1 });', {
        kind: 'async',
        before: WAITING,
        versions: [4],
        fails: 'ends the process',
      }),
      fastify('reply.code(201).send({ a: 1 });', { kind: 'async', before: WAITING, versions: [5] }),
    ],
  },
};
