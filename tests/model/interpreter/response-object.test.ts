import { expect, it } from 'vitest';

import { express } from '../../../src/frameworks/express.ts';
import { fastify } from '../../../src/frameworks/fastify.ts';
import { either } from '../../../src/frameworks/frameworks.ts';
import { findMethod } from '../../../src/model/interpreter/response-object.ts';

it.each([
  ['express', 'response', 'json', true],
  ['express', 'response', 'code', false],
  ['fastify', 'response', 'code', true],
  ['fastify', 'response', 'render', false],
  ['either', 'response', 'send', true],
  ['fastify', 'raw', 'end', true],
  ['express', 'response', 'toString', false],
] as const)('%s has a %s with %s: %s', (framework, object, name, isSo) => {
  expect(findMethod({ express, fastify, either }[framework], object, name) !== null).toBe(isSo);
});
