import { expect, it } from 'vitest';

import {
  choosesDeed,
  conflict,
  hasOptionalPrincipal,
  isDerived,
  malformed,
  proven,
  refused,
  short,
  shutOut,
  strong,
  tokenIn,
  unlessNobody,
  weak,
} from '../../../src/causes/context/question.ts';
import { MIXED } from '../../../src/causes/context/evidence.ts';
import { askIf, say } from '../reading.ts';

const at = askIf('x').node('x');

it.each([
  ['strong', strong('forbidden', at, 'x'), 'forbidden'],
  ['proven', proven('forbidden', at, 'x'), 'forbidden!'],
  ['weak', weak('forbidden', at, 'x'), 'weak forbidden'],
  ['of the path', malformed('param', at, 'x'), 'malformed! +404 -422'],
  ['of the body', malformed('body', at, 'x'), 'malformed!'],
  ['a refusal', refused(at, 'x'), 'forbidden ~400,409,422'],
  ['an account that is shut out', shutOut(at, 'x', false), 'forbidden +401,402,409,422,423,429 by account-state'],
  ['one that logs in', shutOut(at, 'x', true), 'forbidden +401,402,422,423,429 by account-state'],
  ['a conflict', conflict(at, 'x'), 'conflict'],
  [
    'a weak one',
    conflict(at, 'x', { isStrong: false, accepts: [400], by: 'error-code' }),
    'weak conflict +400 by error-code',
  ],
])('%s', (_, reading, said) => {
  expect(say(reading)).toBe(said);
});

it.each([
  ["name.replace('.png', '')", true],
  ["url.split('/').at(-1)", true],
  ["name.replace('.png', '').trim()", true],
  ['name.trim()', false],
  ["url.split('/')", false],
  ['name', false],
])('%s is derived: %s', (test, isSo) => {
  const { node, context } = askIf(`!${test}`);
  expect(isDerived(node(test), context)).toBe(isSo);
});

it.each([
  ['req.user?.role', true],
  ['req.user?.roles.admin', true],
  ["req.user?.can('a')", true],
  ['req.user.role', false],
  ['other?.role', false],
  ['req.user.role?.name', false],
  ["req.user.roles?.includes('a')", false],
  ['res.locals.user.permissions?.[0]', false],
  ['req.auth.user?.role', true],
  ['req.user?.role?.name', true],
])('%s may be of nobody: %s', (test, isSo) => {
  const { node, context } = askIf(`!${test}`);
  expect(hasOptionalPrincipal(node(test), context)).toBe(isSo);
});

it.each([
  ['req.user?.role', '', 'forbidden +401,407'],
  ['req.user.role', '', 'forbidden'],
  ['req.session.userId', '', 'forbidden +401,404'],
  ['req.user?.role', 'if (!req.user) return res.end();', 'forbidden'],
])('of %s after "%s": %s', (test, before, said) => {
  const { node, context } = askIf(`${test} !== 'a'`, before);
  expect(say(unlessNobody(strong('forbidden', at, 'x'), node(test), context))).toBe(said);
  expect(unlessNobody(MIXED, node(test), context)).toBe(MIXED);
});

it('knows what is kept in the session by a pattern as well', () => {
  const { node, context } = askIf('userId !== 1', 'const { userId } = req.session;');
  expect(
    say(
      unlessNobody(
        strong('forbidden', at, 'x'),
        (node('userId !== 1') as unknown as { left: typeof at }).left,
        context,
      ),
    ),
  ).toBe('forbidden +401,404');
});

it('shortens what it shows', () => {
  const long = `${'a'.repeat(60)}.b`;
  const { node, file } = askIf(long);
  expect(short(node(long), { file })).toBe(`${'a'.repeat(47)}…`);
  expect(short(at, { file: askIf('x').file })).toBe('x');
});

it.each([
  ['action', true, false],
  ['_method', true, false],
  ['cmd', true, false],
  ['actions', false, false],
  ['resetToken', false, true],
  ['otp', false, true],
  ['name', false, false],
  [null, false, false],
])('a field called %s chooses a deed: %s, and is a token: %s', (name, isDeed, isToken) => {
  expect(choosesDeed(name)).toBe(isDeed);
  expect(tokenIn(name)).toBe(isToken);
});
