import { expect, it } from 'vitest';

import { findPromised } from '../../../src/causes/provenance/promised.ts';
import { ask } from '../reading.ts';

it.each([
  ["import { promisify } from 'util';", 'promisify(jwt.verify)', 'jwt.verify'],
  ["import util from 'node:util';", 'util.promisify(jwt.verify)', 'jwt.verify'],
  ["import { promisify } from 'other';", 'promisify(jwt.verify)', null],
  ["import { inspect } from 'util';", 'inspect(jwt.verify)', null],
  ["import { promisify } from 'util'; function own(a) {}", 'promisify(own)', 'function own(a) {}'],
  ['', 'jwt.verify', null],
])('%s %s', (head, made, promised) => {
  const { node, file } = ask('const x = f(1); res.end();', { head: `${head} const f = ${made};` });
  const call = node('f(1)');
  if (call.type !== 'CallExpression') throw new Error(call.type);
  const found = findPromised(call, file);
  expect(found && file.text(found)).toBe(promised);
});
