import { expect, it } from 'vitest';

import { readFile } from '../../../src/model/definitions/file.ts';
import {
  annotatedType,
  findParameters,
  findResponseUse,
  frameworkOfHandler,
  isErrorName,
  onlyListens,
} from '../../../src/model/handlers/handler-shape.ts';
import { parseCode, present } from '../../read-code.ts';

function first(code: string) {
  const file = readFile(parseCode(code), 'a.ts');
  return { file, fn: present(file.functions[0]) };
}

/** Which parameters are which: `error request response next`. */
function shape(parameters: string, registered: { readonly isError: boolean } | null = null): string | null {
  const { file, fn } = first(`function f(${parameters}) {}`);
  const found = findParameters(fn, registered);
  return (
    found &&
    [found.error, found.request, found.response, found.next]
      .map(node => (node ? file.text(node).replace(/:.*/, '') : '-'))
      .join(' ')
  );
}

it.each([
  ['req, res', '- req res -'],
  ['req, res, next', '- req res next'],
  ['err, req, res, next', 'err req res next'],
  ['path, req, res, next', '- req res next'],
  ['{ body }, res', '- { body } res -'],
  ['_req, _res', '- _req _res -'],
  ['a: Request, b: Response', '- a b -'],
  ['a: FastifyRequest, b: FastifyReply', '- a b -'],
  ['err, res', null],
  ['res', '- - res -'],
  ['res, next', '- - res next'],
  ['code, res', '- - res -'],
  ['a, b', null],
  ['a, b, c, res', '- - res -'],
  ['', null],
])('(%s): %s', (parameters, said) => {
  expect(shape(parameters)).toBe(said);
});

it.each([
  ['a, b', false, '- a b -'],
  ['a, b, d', false, '- a b d'],
  ['a, b, d, e', false, 'a b d e'],
  ['a, b, d', true, 'a b d -'],
  ['', false, '- - - -'],
  ['ctx', false, null],
  ['c, next', false, null],
])('registered, (%s), an error handler: %s', (parameters, isError, said) => {
  expect(shape(parameters, { isError })).toBe(said);
});

it.each([
  ['res.status(404).end()', 'end status', true],
  ['res.json({})', 'json', true],
  ['res.json()', 'json', false],
  ['res.statusCode = 404', '', true],
  ['res.on("close", f)', 'on', false],
  ['res.body.pipe(f)', '', false],
  ['work(() => res.send())', 'send', true],
])('%s calls %s, which tells: %s', (use, methods, isTelling) => {
  const { file, fn } = first(`function f(res) { ${use}; }`);
  const found = findResponseUse(file, fn.params[0] ?? null);
  expect([...found.methods].sort().join(' ')).toBe(methods);
  expect(found.isTelling).toBe(isTelling);
});

it.each([
  ['res.on("close", g);', true],
  ['res.raw.once("close", g);', true],
  ['res.on("close", g); res.end();', false],
  ['', false],
])('%s only listens: %s', (body, isSo) => {
  const { file, fn } = first(`function f(res) { ${body} }`);
  expect(onlyListens(file, fn.params[0] ?? null)).toBe(isSo);
});

it.each([
  ['req, res', 'res.render("a")', 'express'],
  ['req, res', 'res.code(1)', 'fastify'],
  ['req, reply', 'reply.send()', 'fastify'],
  ['req, res', 'res.send()', 'either'],
  ['a: FastifyRequest, res', 'res.send()', 'fastify'],
  ['a: express.Request, res', 'res.send()', 'express'],
])('(%s) with %s is of %s', (parameters, use, framework) => {
  const { file, fn } = first(`function f(${parameters}) { ${use}; }`);
  const found = present(findParameters(fn, null));
  expect(frameworkOfHandler(found, findResponseUse(file, found.response)).name).toBe(framework);
});

it.each([
  ['a: Response', 'Response'],
  ['a: express.Response<string>', 'express.Response'],
  ['a: string', null],
  ['a', null],
])('the type of %s is %s', (parameter, type) => {
  expect(annotatedType(first(`function f(${parameter}) {}`).fn.params[0])).toBe(type);
});

it.each([
  ['err', true],
  ['_error', true],
  ['a: HttpError', true],
  ['user', false],
])('%s is an error: %s', (parameter, isSo) => {
  expect(isErrorName(present(first(`function f(${parameter}) {}`).fn.params[0]))).toBe(isSo);
});
