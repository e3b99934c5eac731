import { expect, it } from 'vitest';

import { readNames, readComparedValue } from '../../../src/causes/guards/pair.ts';
import type { Guard } from '../../../src/flow/graph.ts';
import type { Comparison } from '../../../src/causes/context/question.ts';
import { ask, askIf, say, type Asked } from '../reading.ts';
import type { Route } from '../../read-code.ts';

/** The two sides of a comparison and how they are related where it holds, or does not. */
function sidesOf({ test, holds }: Guard) {
  if (test.type !== 'BinaryExpression') throw new Error('no comparison');
  const relation: Comparison['relation'] = /^[<>]/.test(test.operator)
    ? 'ordered'
    : test.operator.startsWith('=') === holds
      ? 'equals'
      : 'differs';
  return { relation, left: test.left, right: test.right, at: test };
}

function pair(test: string, before = '', route: Route = {}): string {
  const { guard, context, provenances }: Asked = askIf(test, before, route);
  const { relation, left, right, at } = sidesOf(guard);
  return say(
    readComparedValue(
      { relation, provenance: provenances.of(left), other: provenances.of(right), node: left, otherNode: right, at },
      context,
    ),
  );
}

it.each([
  ['another method', "req.method !== 'POST'", 'method'],
  ['this method', "req.method === 'POST'", 'neutral'],
  ['a preflight', "req.method !== 'OPTIONS'", 'neutral'],
  ['a role', "req.user.role !== 'admin'", 'forbidden'],
  ['a role of whoever is there', "req.user?.role !== 'admin'", 'forbidden +401,407'],
  ['the same role', "req.user.role === 'admin'", 'mixed'],
  ['the caller and the path', 'req.user.id !== req.params.id', 'forbidden'],
  ['the caller and a header', "req.user.id !== req.headers['x-id']", 'mixed'],
  ['an email that is changed', 'req.user.email !== req.body.email', 'mixed'],
  ['an id in the body', 'req.user.id !== req.body.id', 'forbidden'],
  ['the password kept', 'req.user.passwordHash !== hash', 'weak unauthenticated'],
  ['the same password', 'req.user.passwordHash === hash', 'mixed'],
  ['a state of the account', "req.user.status !== 'open'", 'mixed'],
  ['funds', 'req.user.balance < req.body.amount', 'invalid +402'],
  ['a revoked token', 'req.user.tokenVersion !== version', 'unauthenticated +403'],
  ['the sort of login', "req.auth.type !== 'key'", 'mixed'],
  ['a credential', "req.headers.authorization !== 'x'", 'unauthenticated'],
  ['a credential of a kind', "req.headers.authorization.kind !== 'api'", 'unauthenticated +403'],
  ['a credential that is another value', 'req.headers.authorization === other', 'mixed'],
  ['a reset token', "req.cookies.resetToken !== 'x'", 'mixed'],
  ['a value of the body', "req.body.kind !== 'a'", 'invalid'],
  ['a value over a limit', 'req.body.size > 10', 'invalid'],
  ['a value that is another', 'req.body.kind !== other', 'mixed'],
  ['a code of the body', "req.body.code !== 'a'", 'mixed'],
  ['a password of the body and a constant', "req.body.password !== 'x'", 'mixed'],
  ['the length of a password', 'req.body.password.length < 8', 'invalid'],
  ['two fields of the body', 'req.body.a === req.body.b', 'invalid'],
  ['nothing else asked', "req.body.kind === 'a'", 'invalid'],
  ['a role nobody may give', "req.body.role === 'root'", 'invalid +403'],
  ['a field beside a record', 'req.body.owner !== req.user.id', 'nothing'],
  ['an upload', 'req.file.size > 10', 'invalid'],
  ['a limit of the query', 'req.query.limit > 100', 'malformed!'],
  ['a limit of the path', 'req.params.page > 100', 'malformed! +404 -422'],
  ['a signed address', 'req.query.expires < Date.now()', 'mixed'],
  ['a value of the query', "req.query.kind !== 'a'", 'mixed'],
  ['nothing known', 'a !== b', 'nothing'],
])('%s: %s', (_, test, said) => {
  expect(pair(test)).toBe(said);
});

const POST = 'const post = await Post.findById(req.params.id);';
it.each([
  ['an owner by name', POST, 'post.userId !== userOfRequest', 'weak forbidden'],
  ['a role of the caller', 'const me = await User.findById(req.user.id);', "me.role !== 'admin'", 'forbidden'],
  ['a role of somebody', POST, "post.role !== 'admin'", 'mixed'],
  ['a password of a record that is updated', POST, 'post.password !== req.body.password', 'weak unauthenticated'],
  ['an amount', POST, 'post.size < req.body.size', 'invalid'],
  ['a balance', POST, 'post.balance < req.body.amount', 'invalid +402'],
  ['an amount of something', POST, 'post.size < other', 'mixed'],
  ['a stored version', POST, 'post.version !== req.body.version', 'conflict'],
  [
    'another holder',
    'const other = await Post.findOne({ name: req.body.name });',
    'other.id !== req.params.id',
    'conflict',
  ],
  ['a claim', 'const claims = jwt.verify(req.cookies.token, key);', 'claims.sub !== req.params.id', 'forbidden'],
  ['a purpose', 'const claims = jwt.verify(req.cookies.token, key);', "claims.purpose !== 'reset'", 'weak forbidden'],
  ['an expiry', 'const claims = jwt.verify(req.cookies.token, key);', 'claims.exp < Date.now()', 'unauthenticated'],
  ['an answer', "const answer = await fetch('http://a');", 'answer.status !== 200', 'weak upstream-error'],
  ['a good answer', "const answer = await fetch('http://a');", 'answer.status === 200', 'mixed'],
])('%s: %s %s', (_, before, test, said) => {
  expect(pair(test, before)).toBe(said);
});

it('takes a comparison for the choice of a deed where one was done', () => {
  const inBlock = (deed: string): string => {
    const { guard, context, provenances } = ask(`if (req.body.kind !== 'a') { ${deed} return res.status(400).end(); }`);
    const { relation, left, right, at } = sidesOf(guard);
    return say(
      readComparedValue(
        { relation, provenance: provenances.of(left), other: provenances.of(right), node: left, otherNode: right, at },
        context,
      ),
    );
  };
  expect(inBlock('')).toBe('invalid');
  expect(inBlock('await Post.deleteOne({ id: req.params.id });')).toBe('mixed');
});

it('knows by a password who logs in', () => {
  expect(
    pair('user.password !== req.body.password', 'const user = await User.findOne({ name: req.body.name });', {
      on: 'POST /login',
    }),
  ).toBe('unauthenticated');
});

function names(test: string, name = ''): string {
  const { guard, context } = askIf(test, '', { name, on: 'POST /x' });
  const { relation, left, right, at } = sidesOf(guard);
  return say(readNames(relation, left, right, at, context));
}

it.each([
  ['two passwords', 'password !== user.password', '', 'weak unauthenticated'],
  ['two equal ones', 'password === user.password', '', 'nothing'],
  ['a password typed twice', 'password !== confirmPassword', '', 'nothing'],
  ['a name beside a password', 'user.email !== mail && password !== user.password', '', 'weak unauthenticated'],
  ['a role in a guard of roles', "account.role !== 'admin'", 'requireRole', 'weak forbidden'],
  ['a name that is tested with a password', 'password !== user.password && user.email !== email', '', 'neutral'],
  ['a value that is tested with one', 'password !== user.password && user.email !== colour', '', 'nothing'],
  ['a role anywhere', "account.role !== 'admin'", 'show', 'nothing'],
  ['the role of everybody', "account.role !== 'guest'", 'requireRole', 'nothing'],
])('by names alone, %s: %s in %s', (_, test, name, said) => {
  expect(names(test, name)).toBe(said);
});
