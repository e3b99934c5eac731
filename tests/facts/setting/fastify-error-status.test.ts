import { expect, it } from 'vitest';

import { findHalfRead } from '../../../src/facts/setting/fastify-error-status.ts';
import { FASTIFY, lastHandler, readCode } from '../../read-code.ts';

it.each([
  ['reply.code(error.status || 500).send({});', '|| 500'],
  ['reply.code(error.status ?? 500).send({});', '?? 500'],
  ['reply.code(error.statusCode || 500).send({});', ''],
  ['log(error.statusCode); reply.code(error.status || 500).send({});', ''],
  ['if (error instanceof ApiError) reply.code(error.status || 500).send({}); else reply.send(error);', ''],
  ['reply.code(error.status || 200).send({});', ''],
  ['reply.code(other.status || 500).send({});', ''],
])('%s: %s', (body, found) => {
  const model = readCode(`${FASTIFY}app.setErrorHandler((error, request, reply) => { ${body} });`);
  expect(
    findHalfRead(lastHandler(model), model.file)
      .map(({ operator, fallback }) => `${operator} ${fallback}`)
      .join(' '),
  ).toBe(found);
});
