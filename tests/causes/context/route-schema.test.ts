import { expect, it } from 'vitest';

import { isEnumerated } from '../../../src/causes/context/route-schema.ts';
import { FASTIFY } from '../../read-code.ts';
import { askFile } from '../reading.ts';

it.each([
  ["{ schema: { body: { type: 'object', properties: { kind: { enum: ['a'] } } } } }", true],
  ["{ schema: { body: { type: 'object', properties: { kind: { const: 'a' } } } } }", true],
  ["{ schema: { body: { type: 'object', properties: { kind: { type: 'string' } } } } }", false],
  ["{ schema: { body: { type: 'object', properties: { other: { enum: ['a'] } } } } }", false],
  ["{ schema: { body: Type.Object({ kind: Type.Union([Type.Literal('a')]) }) } }", true],
  ['{ schema: { body: Type.Object({ kind: Type.Optional(Type.Enum(KINDS)) }) } }', true],
  ['{ schema: { body: Type.Object({ kind: Type.Union([Type.String()]) }) } }', false],
  ['{ schema: { body: Type.Object({ kind: Type.String() }) } }', false],
  ['{ schema: {} }', false],
])('%s: %s', (options, isSo) => {
  const { context } = askFile(`${FASTIFY}app.post('/x', ${options}, (request, reply) => reply.code(400).send());`);
  expect(isEnumerated('kind', context)).toBe(isSo);
  expect(isEnumerated(null, context)).toBe(false);
});
