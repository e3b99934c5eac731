import { expect, it } from 'vitest';

import {
  isPassword,
  nameOfCalled,
  provesWho,
  sourcesOfArguments,
} from '../../../src/causes/provenance/argument-facts.ts';
import { ask } from '../reading.ts';

it.each([
  ['req.body.password', true],
  ['user.passwordHash', true],
  ['pwd', true],
  ['req.body.name', false],
  ['user.id', false],
])('%s is a password: %s', (value, isSo) => {
  const { node, provenances } = ask(`use(${value}); res.end();`);
  expect(isPassword(node(value), provenances)).toBe(isSo);
});

it.each([
  ['req.cookies.token', true],
  ["req.headers['x-any']", true],
  ['accessToken', true],
  ['jwtText', true],
  ['resetToken', false],
  ['req.body.name', false],
])('%s proves who calls: %s', (value, isSo) => {
  const { node, provenances } = ask(`use(${value}); res.end();`);
  expect(provesWho(node(value), provenances)).toBe(isSo);
});

it.each([
  ['check(1)', "import { compare as check } from 'bcrypt';", 'compare'],
  ['check(1)', "import check from 'bcrypt';", 'check'],
  ['lib.check(1)', "import * as lib from 'bcrypt';", 'check'],
  [
    'check(1)',
    "import { promisify } from 'util'; import { verify } from 'jsonwebtoken'; const check = promisify(verify);",
    'verify',
  ],
  [
    'check(1)',
    "import { promisify } from 'util'; const check = promisify((token, done) => jwt.verify(token, done));",
    'verify',
  ],
  [
    'check(1)',
    "import { promisify } from 'util'; const check = promisify((token, done) => { log(); jwt.verify(token, done); });",
    '',
  ],
])('%s with "%s" is called %s', (text, head, name) => {
  const { node, file } = ask(`const x = ${text}; res.end();`, { head });
  const call = node(text);
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect(nameOfCalled(call, file)).toBe(name);
});

it.each([
  ['find(req.params.id, { a: req.body.a })', 'body param'],
  ['db.from(req.query.t).where(req.params.id)', 'param query'],
  ['find(1)', ''],
])('the sources of %s: %s', (text, said) => {
  const { node, provenances } = ask(`const x = ${text}; res.end();`);
  const call = node(text);
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect([...sourcesOfArguments(call, 0, provenances)].sort().join(' ')).toBe(said);
});
