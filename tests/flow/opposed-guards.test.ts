import { expect, it } from 'vitest';

import { areAlternatives, areOpposed } from '../../src/flow/opposed-guards.ts';
import type { Guard } from '../../src/flow/graph.ts';
import { parseCode } from '../read-code.ts';

/** A guard that holds where a condition does. */
function guard(test: string): Guard {
  const [statement] = parseCode(test, 'test.ts').ast.body;
  if (statement?.type !== 'ExpressionStatement') throw new Error(test);
  return { test: statement.expression, holds: true, discriminant: null };
}

it.each([
  ["kind === 'a'", "kind === 'b'", true],
  ["kind === 'a'", "kind === 'a'", false],
  ['error instanceof Gone', 'error instanceof Taken', true],
  ["err.name === 'CastError'", 'err.code === 11000', true],
  ["caught.error.code === 'P2002'", "caught.error.name === 'NotFoundError'", true],
  ["err.name === 'CastError'", "other.code === 'X'", false],
  ["err.name === 'CastError'", 'err.status === 400', false],
  ["order.name === 'a'", "order.code === 'b'", false],
  ['isAdmin(user)', 'isGuest(user)', true],
  ['error', 'user', true],
])('%s and %s', (one, other, are) => {
  expect(areAlternatives(guard(one), guard(other))).toBe(are);
  expect(areAlternatives(guard(other), guard(one))).toBe(are);
});

it.each([
  ['x < y', 'x >= y', true],
  ['x < y', 'x <= y', false],
  ['rows.length > 0', 'rows.length < 1', true],
  ['a', 'b', false],
])('%s against %s', (one, other, are) => {
  expect(areOpposed(guard(one), guard(other))).toBe(are);
});
