import { expect, it } from 'vitest';

import { readTruthOfValue } from '../../../src/causes/guards/truth.ts';
import { askIf, say } from '../reading.ts';
import type { Route } from '../../read-code.ts';

/** What a value says that is tested as `value` or `!value` stands there. */
function truth(test: string, before = '', route: Route = {}): string {
  const { guard, context, provenances } = askIf(test, before, route);
  if (guard.test.type === 'SwitchCase') throw new Error('no value');
  return say(readTruthOfValue(provenances.of(guard.test), guard.holds, guard.test, guard.test, context));
}

it.each([
  ['no caller', '!req.user', 'unauthenticated!'],
  ['a caller', 'req.user', 'neutral'],
  ['no id of the caller', '!req.user?.id', 'unauthenticated!'],
  ['an id read off the caller', '!req.user.id', 'neutral'],
  ['no name of whoever is there', '!req.user?.email', 'mixed'],
  ['no right', '!req.user.isAdmin', 'forbidden'],
  ['no right of whoever is there', '!req.user?.isAdmin', 'forbidden +401,407'],
  ['no plan', '!req.user.colour', 'mixed'],
  ['no second factor', '!req.user.mfaEnabled', 'mixed'],
  ['a caller who is shut out', 'req.user.banned', 'forbidden +401,402,409,422,423,429 by account-state'],
  ['a caller who is not let in', '!req.user.emailVerified', 'forbidden +401,402,409,422,423,429 by account-state'],
  ['no token', '!req.headers.authorization', 'unauthenticated!'],
  ['a token', 'req.headers.authorization', 'neutral'],
  ['no session at all', '!req.session', 'neutral'],
  ['a reset token', '!req.cookies.resetToken', 'mixed'],
  ['a token of a kind', "!req.headers.authorization.startsWith('sk_')", 'unauthenticated! +403'],
  ['a scheme', "!req.headers.authorization.startsWith('Bearer ')", 'unauthenticated!'],
  ['no body', '!req.body', 'malformed! +500'],
  ['no field', '!req.body.name', 'malformed!'],
  ['a field', 'req.body.name', 'neutral'],
  ['no token in the body', '!req.body.token', 'weak malformed'],
  ['a part of a field', "!req.body.name.replace('a', '')", 'mixed'],
  ['no parameter of the query', '!req.query.page', 'malformed!'],
  ['no parameter of the path', '!req.params.id', 'malformed! +404 -422'],
  ['no header', "!req.headers['x-tenant']", 'malformed!'],
  ['no origin', '!req.headers.origin', 'malformed! +401,403,422'],
  ['no upload', '!req.file', 'malformed!'],
  ['another method', '!req.method', 'neutral'],
  ['a right by name', '!isAdmin', 'weak forbidden ~400,409,422'],
  ['a right that is kept on the request', '!req.isAdmin', 'forbidden ~400,409,422'],
  ['a right that is kept in the session', '!req.session.isAdmin', 'forbidden ~400,409,422'],
  ['whether somebody is known, kept in the session', '!req.session.authenticated', 'unauthenticated'],
  ['a login by name', '!isAuthenticated', 'weak unauthenticated'],
  ['a login that is kept on the request', '!req.isAuthenticated', 'unauthenticated!'],
  ['a password by name', '!isMatch', 'weak unauthenticated'],
  ['whatever is not there', '!thing', 'mixed'],
  ['whatever is there', 'thing', 'mixed'],
])('%s: %s', (_, test, said) => {
  expect(truth(test, '', { on: 'POST /x/:id' })).toBe(said);
});

it.each([
  ['a verified token', 'const claims = jwt.verify(req.cookies.token, key);', '!claims', 'unauthenticated'],
  ['a claim of it', 'const claims = jwt.verify(req.cookies.token, key);', '!claims.admin', 'forbidden'],
  ['another claim', 'const claims = jwt.verify(req.cookies.token, key);', '!claims.colour', 'mixed'],
  ['a token of another kind', 'const ok = verify(req.body.captcha, key);', '!ok', 'mixed'],
  [
    'a wrong password',
    'const one = await User.findOne({ mail: req.body.mail });\nconst ok = await compare(req.body.password, one.hash);',
    '!ok',
    'unauthenticated',
  ],
  ['the same by names alone', 'const ok = await compare(req.body.password, hash);', '!ok', 'weak unauthenticated'],
  ['a right one', 'const ok = await bcrypt.compare(req.body.password, user.hash);', 'ok', 'neutral'],
  [
    'a login that fails',
    'const { error } = await signIn(req.body.email, req.body.password);',
    'error',
    'weak unauthenticated',
  ],
  [
    'a login that is shut out',
    'const { banned } = await signIn(req.body.email, req.body.password);',
    'banned',
    'forbidden +401,402,422,423,429 by account-state',
  ],
  ['a permission of the caller', 'const may = canEdit(req.user, post);', '!may', 'forbidden'],
  ['what may be one, by its name', 'const may = canPay(booking);', '!may', 'weak forbidden ~400,409,422'],
  ['a record', 'const post = await Post.findById(req.params.id);', '!post', 'not-found!'],
  ['an update of none', 'const post = await Post.findByIdAndUpdate(req.params.id, x);', '!post', 'not-found!'],
  ['a creation', 'const post = await Post.create(req.body);', '!post', 'mixed'],
  ['nothing deleted', 'const done = await Post.deleteOne({ id: req.params.id });', '!done.deletedCount', 'not-found!'],
  ['a schema', 'const { error } = schema.validate(req.body);', 'error', 'invalid -409 by validator'],
  ['another server', "const answer = await fetch('http://a');", '!answer.ok', 'weak upstream-error'],
  ['a fault found', 'const { error } = checkThing(req.body.thing);', 'error', 'weak invalid'],
])('%s: %s %s', (_, before, test, said) => {
  expect(truth(test, before, { on: 'POST /x/:id' })).toBe(said);
});

it('knows the caller behind authentication', () => {
  const head =
    'function requireUser(req, res, next) { if (!req.user) return res.status(401).end(); next(); }\napp.use(requireUser);';
  expect(truth('!req.user', '', { head })).toBe('neutral');
});

it('has the server at fault where the caller was refused before', () => {
  expect(truth('!req.session.user', 'if (!req.headers.authorization) return res.status(401).end();')).toBe(
    'unauthenticated! +500',
  );
});
