import { expect, it } from 'vitest';

import { express } from '../../../src/frameworks/express.ts';
import { fastify } from '../../../src/frameworks/fastify.ts';
import { ErrorReader } from '../../../src/model/errors/read-error.ts';
import { inSight } from '../definitions/sight.ts';

const A =
  'export class AppError extends Error { constructor(message, status) { super(message); this.status = status; } } export class Missing extends AppError { constructor(m) { super(m, 404); } }';

/** The error that is used, in a few words: its status, its name and what it is. */
function read(main: string, name: 'express' | 'fastify' = 'express'): string {
  const { definitions, used } = inSight({ main, a: A });
  const { node, frame } = used();
  const error = new ErrorReader(definitions).read(node, frame, name === 'express' ? express : fastify);
  if (!error) return 'nothing';
  const codes = error.status === null ? 'none' : (error.status.codes?.join('/') ?? 'unknown');
  return `${codes} ${error.name ?? '-'}${error.isHttp ? ' http' : ''}${error.isError ? ' error' : ''}`;
}

it.each([
  ["use(new Error('x'));", 'none Error error'],
  ["import { AppError } from './a'; use(new AppError('x', 409));", '409 AppError http error'],
  ["import { Missing } from './a'; use(new Missing('x'));", '404 Missing http error'],
  ["import createError from 'http-errors'; use(createError(404, 'x'));", '404 createError http error'],
  ["import createError from 'http-errors'; use(new createError.NotFound());", '404 NotFound http error'],
  ["import Boom from '@hapi/boom'; use(Boom.conflict('x'));", 'unknown conflict http error'],
  ['use({ status: 404 });', '404 - http'],
  ['use({ status: 404, message });', '404 - http'],
  ['use({ message });', 'none -'],
  ['use({ ...more });', 'unknown -'],
  ["const err = new Error('x'); err.status = 404; use(err);", '404 Error http error'],
  ["const err = new Error('x'); use(err); err.status = 404;", 'none Error error'],
  ["use(Object.assign(new Error('x'), { status: 404 }));", '404 Error http error'],
  ["use(a ? new Error('x') : { status: 404 });", 'unknown Error http'],
  ['function make() { return { status: 404 }; } use(make());', '404 make http'],
  ["use(new NotFoundError('x'));", '404 NotFoundError http error'],
  ["use(new HttpException('x', 403));", '403 HttpException http error'],
  ['try { work(); } catch (err) { use(err); }', 'nothing'],
  ['use(work());', 'nothing'],
  ["use('text');", 'nothing'],
])('%s: %s', (main, said) => {
  expect(read(main)).toBe(said);
});

it('has the text that it is made with', () => {
  const { definitions, used, text } = inSight({ main: "use(new Error('no'));" });
  const { node, frame } = used();
  const error = new ErrorReader(definitions).read(node, frame, express);
  expect(error?.message && text({ node: error.message, frame })).toBe("'no'");
  expect(error && text({ node: error.nameNode, frame })).toBe('Error');
});
