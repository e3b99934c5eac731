import { describe, expect, it } from 'vitest';

import { FASTIFY_VERSIONS, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const USER = `{ type: 'object', properties: { id: { type: 'number' } } }`;

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const sent = async (response: string, statements: string) => {
    const { status, body } = await runExample(
      `const user = { id: 7, passwordHash: 'x' }; app.get('/', { schema: { response: ${response} } }, async (request, reply) => { ${statements} });`,
      { framework: 'fastify', version },
    );
    return [status, body.toString()];
  };

  it.each([
    [`{ 201: ${USER} }`, 'return user;', 200],
    [`{ 200: ${USER} }`, 'return reply.code(201).send(user);', 201],
    [`{ 200: ${USER}, '4xx': ${USER} }`, 'return reply.code(500).send(user);', 500],
    [`{ '4xx': ${USER} }`, 'return user;', 200],
  ])('sends every field with a status that is not declared: %s', async (response, statements, status) => {
    expect(await sent(response, statements)).toEqual([status, '{"id":7,"passwordHash":"x"}']);
  });

  it.each([
    [`{ 200: ${USER} }`, 'return user;', 200],
    [`{ '2xx': ${USER} }`, 'return reply.code(201).send(user);', 201],
    [`{ '2XX': ${USER} }`, 'return user;', 200],
    [`{ default: ${USER} }`, 'return reply.code(404).send(user);', 404],
  ])('sends only the fields that are declared with one that is: %s', async (response, statements, status) => {
    expect(await sent(response, statements)).toEqual([status, '{"id":7}']);
  });

  it('leaves texts alone', async () => {
    expect(await sent(`{ 201: ${USER} }`, `return 'text';`)).toEqual([200, 'text']);
  });
});
