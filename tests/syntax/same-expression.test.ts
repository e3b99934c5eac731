import * as tsParser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { expect, it } from 'vitest';

import { sameExpression } from '../../src/syntax/same-expression.ts';

function expression(code: string): TSESTree.Node {
  const [statement] = (tsParser.parseForESLint(`(${code});`, { range: true }).ast as TSESTree.Program).body;
  if (statement?.type !== 'ExpressionStatement') throw new TypeError(code);
  return statement.expression;
}

it.each([
  ['user.role', 'user /* who asks */ . role'],
  ['user.role', '(user)["role"]'],
  ['user.role', "user['role']"],
  ['user?.role', 'user.role'],
  ['user.role', '(user as User)!.role'],
  ["roles['is admin']", 'roles["is admin"]'],
  ["f('a', 1)", 'f("a",1.0,)'],
  ['`a`', "'a'"],
  ['`${a}b`', '`${ a }b`'],
  ['a + (b * c)', 'a+b*c'],
  ['new Error', 'new Error()'],
  ['{ a: 1, b }', "{ 'a': 1, b: b }"],
  ['x => x.id', '(x) => x /* its */ .id'],
  ['rows[0]', 'rows[ 0 ]'],
  ['/a/g.test(b)', '/a/g .test(b)'],
  ['f<string>(a)', 'f(a)'],
  ['-1', '- 1'],
])('%s is %s', (a, b) => {
  expect(sameExpression(expression(a), expression(b))).toBe(true);
});

it.each([
  ['user.role', 'user.roles'],
  ['user.role', 'users.role'],
  ["f('a')", 'f(a)'],
  ["f('a b')", "f('ab')"],
  ['a - b', 'b - a'],
  ['(a + b) * c', 'a + b * c'],
  ['f(a, b)', 'f(a)(b)'],
  ['f(a)', 'new f(a)'],
  ["'1'", '1'],
  ['/a/', "'/a/'"],
  ['/a/g', '/a/i'],
  ['`${a}b`', '`a${b}`'],
  ['x => x.id', 'x => x.key'],
  ['rows[i]', 'rows.i'],
  ['!a', 'a'],
  ['await f()', 'f()'],
  ['typeof a', 'void a'],
  ['[a, b]', '[a, , b]'],
  ['null', "'null'"],
])('%s is not %s', (a, b) => {
  expect(sameExpression(expression(a), expression(b))).toBe(false);
});
