import { expect, it } from 'vitest';

import { isDeclared, readDeclaredStatuses } from '../../../src/facts/setting/declared-statuses.ts';
import { findUndeclared } from '../../../src/facts/setting/undeclared-status.ts';
import { FASTIFY, lastResponse, present, readCode } from '../../read-code.ts';

const route = (response: string, answer = 'reply.code(201).send({ a: 1 })'): string =>
  `${FASTIFY}const more = { 204: {} }; app.post('/x', { schema: { response: ${response} } }, (request, reply) => ${answer});`;

it.each([
  ['{ 200: {}, 404: {} }', '200 404'],
  ["{ '2XX': {}, default: {} }", '2xx default'],
  ['{ 200: {}, ...more }', '200 204'],
  ['{ 200: {}, ...other }', null],
  ['{ [key]: {} }', null],
  ['other', null],
])('%s declares %s', (response, keys) => {
  const model = readCode(route(response));
  const declared = readDeclaredStatuses(present(model.registrations.at(-1)), model);
  expect(declared && [...declared.schemas.keys()].sort().join(' ')).toBe(keys);
});

it.each([
  ['{ 201: {} }', 201, true],
  ["{ '2xx': {} }", 201, true],
  ['{ default: {} }', 500, true],
  ['{ 200: {} }', 201, false],
])('%s declares %s: %s', (response, code, isSo) => {
  const model = readCode(route(response));
  expect(isDeclared(code, present(readDeclaredStatuses(present(model.registrations.at(-1)), model)))).toBe(isSo);
});

it.each([
  ['{ 200: {} }', 'reply.code(201).send({ a: 1 })', '201 of several'],
  ['{ 404: {} }', 'reply.code(201).send({ a: 1 })', '201'],
  ['{ 200: {} }', 'reply.code(404).send({ a: 1 })', '404'],
  ['{ 201: {} }', 'reply.code(201).send({ a: 1 })', ''],
  ['{ 200: {} }', 'reply.code(201).send()', ''],
  ['{ 200: {} }', "reply.code(201).send('a')", ''],
  ['{ 200: {} }', 'reply.code(201).send(fs.createReadStream(a))', ''],
  ['{ 200: {} }', "reply.code(201).type('text/csv').send({ a: 1 })", ''],
  ['{ 200: {} }', "reply.redirect('/x')", ''],
  ['{}', 'reply.code(201).send({ a: 1 })', ''],
])('%s, %s does not declare %s', (response, answer, found) => {
  const model = readCode(route(response, answer));
  expect(
    findUndeclared(lastResponse(model), model)
      .map(one => `${one.outcome.code}${one.isOneOfSeveral ? ' of several' : ''}`)
      .join(' '),
  ).toBe(found);
});
