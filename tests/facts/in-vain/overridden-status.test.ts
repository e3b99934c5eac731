import { expect, it } from 'vitest';

import { findOverridden } from '../../../src/facts/in-vain/overridden-status.ts';
import { FASTIFY, fastify, lastResponse, readCode } from '../../read-code.ts';

const HEAD = "import createError from 'http-errors';";
const handler = (body: string): string => `${FASTIFY}app.setErrorHandler((error, request, reply) => { ${body} });`;

it.each<[string, string, readonly (readonly [number, number | null])[]]>([
  [
    'another status of the error',
    fastify('return reply.code(422).send(createError(404));', { head: HEAD }),
    [[422, 404]],
  ],
  ['the same', fastify('return reply.code(404).send(createError(404));', { head: HEAD }), []],
  [
    'a status nobody knows',
    fastify('return reply.code(422).send(new GoneError(code));', { head: 'class GoneError extends Base {}' }),
    [],
  ],
  ['a plain error', fastify("return reply.code(422).send(new Error('x'));"), []],
  ['proven by its status', handler('if (error.statusCode) reply.code(422).send(error);'), [[422, null]]],
  ['proven by another status', handler('if (error.statusCode === 404) reply.code(422).send(error);'), [[422, 404]]],
  ['proven by the same status', handler('if (error.statusCode === 422) reply.code(422).send(error);'), []],
  ['proven by a validation', handler('if (error.validation) reply.code(422).send(error);'), [[422, 400]]],
  ['not proven', handler('reply.code(422).send(error);'), []],
  ['proven not to be', handler('if (!error.statusCode) reply.code(422).send(error);'), []],
  ['changed', handler('error.statusCode = 422; if (error.validation) reply.code(422).send(error);'), []],
])('%s', (_, code, found) => {
  const model = readCode(code);
  expect(findOverridden(lastResponse(model), model.file).map(({ outcome, sent }) => [outcome.code, sent])).toEqual(
    found,
  );
});
