import { expect, it } from 'vitest';

import type { Provenance } from '../../../src/causes/provenance/kinds.ts';
import { countOfWritten, readCount, readLookup, saysMissing } from '../../../src/causes/guards/lookup.ts';
import type { Route } from '../../read-code.ts';
import { ask, askIf, say } from '../reading.ts';

type Lookup = Extract<Provenance, { is: 'lookup' }>;

function lookup(test: string, before: string, route: Route = {}): string {
  const { guard, context, provenances } = askIf(test, before, route);
  const { test: value } = guard;
  if (value.type === 'SwitchCase') throw new Error('no value');
  const found = provenances.of(value);
  if (found.is !== 'lookup') throw new Error(`a ${found.is}`);
  return say(readLookup(found satisfies Lookup, guard.holds, value, value, context));
}

const BY_PATH = 'const post = await Post.findById(req.params.id);';
const BY_BODY = 'const user = await User.findOne({ email: req.body.email });';

it.each<[string, string, string, Route, string]>([
  ['what the path names', BY_PATH, '!post', {}, 'not-found!'],
  ['what the body refers to', BY_BODY, '!user', {}, 'weak not-found'],
  ['the account that logs in', BY_BODY, '!user', { on: 'POST /login' }, 'unauthenticated! +404 by login-lookup'],
  [
    'whoever the path names while logging in',
    'const user = await User.findById(req.params.id);',
    '!user',
    { on: 'POST /login' },
    'mixed',
  ],
  ['the record of the caller', 'const user = await User.findById(req.user.id);', '!user', {}, 'weak not-found'],
  ['of nobody knows what', 'const user = await User.findOne(filter);', '!user', {}, 'weak not-found'],
  [
    'a secret of the path',
    'const one = await Reset.findOne({ a: req.params.token });',
    '!one',
    { on: 'PUT /reset/:token' },
    'mixed',
  ],
  ['a list', 'const all = await Post.find({ age: 1 });', '!all', {}, 'mixed'],
  ['how many', 'const n = await getLikeCount(req.params.id);', '!n', {}, 'mixed'],
  ['a count that is none', BY_PATH, '!post.rowCount', {}, 'not-found!'],
  ['a right of the caller', 'const me = await User.findById(req.user.id);', '!me.isAdmin', {}, 'forbidden'],
  [
    'an account that is blocked',
    BY_BODY,
    'user.blocked',
    { on: 'POST /login' },
    'forbidden +401,402,422,423,429 by account-state',
  ],
  [
    'an account that is not active',
    BY_BODY,
    '!user.isActive',
    { on: 'POST /login' },
    'forbidden +401,402,422,423,429 by account-state',
  ],
  ['a password of an account', BY_BODY, '!user.password', { on: 'POST /login' }, 'neutral'],
  [
    'a state of the caller',
    'const me = await User.findById(req.user.id);',
    'me.blocked',
    {},
    'forbidden +401,402,409,422,423,429 by account-state',
  ],
  ['a second factor', BY_BODY, 'user.mfa', { on: 'POST /login' }, 'mixed'],
  [
    'a session of the caller',
    'const me = await User.findById(req.user.id);',
    '!me.refreshToken',
    {},
    'unauthenticated +403',
  ],
  ['a state of a record', BY_PATH, 'post.isClosed', {}, 'weak conflict'],
  ['anything of a record', BY_PATH, 'post.colour', {}, 'neutral'],
  ['nothing of a record', BY_PATH, '!post.colour', {}, 'mixed'],
  [
    'a table',
    'const table = { a: 1 }; const one = new Map([[1, 2]]); const entry = one.get(req.params.id);',
    '!entry',
    {},
    'not-found +400,422',
  ],
  [
    'a token that is refreshed',
    'const one = await Token.findOne({ refreshToken: req.body.refreshToken });',
    '!one',
    { on: 'POST /x', name: 'refresh' },
    'unauthenticated +403',
  ],
  [
    'what a caller proves itself with',
    'const one = await getApiKey(req.body.key);',
    '!one',
    { on: 'POST /x' },
    'weak unauthenticated',
  ],
])('%s', (_, before, test, route, said) => {
  expect(lookup(test, before, route)).toBe(said);
});

it('does not miss what hangs on a record that was found', () => {
  const book = 'const book = await Book.findById(req.params.id); if (!book) return res.status(404).end();';
  expect(lookup('!first', `${book} const first = await Chapter.findOne({ book: req.params.id });`)).toBe('mixed');
  expect(lookup('!first', `${book} const first = await Chapter.findOne({ id: req.params.chapter });`)).toBe(
    'not-found!',
  );
});

function count(subject: string, isZero: boolean, before = '', route: Route = {}): string {
  const asked = ask(`${before}\nif (${subject}) return res.status(400).end();`, route);
  return say(readCount(asked.node(subject), isZero, asked.node(subject), asked.context));
}

it.each([
  ['req.body.tags', true, 'malformed!'],
  ['req.body.tags', false, 'neutral'],
  ["req.body.name.split('/')", true, 'malformed!'],
  ["req.body.name.replace('a', '')", true, 'mixed'],
  ['req.query.ids', true, 'malformed!'],
  ['req.files', true, 'malformed!'],
  ['things', true, 'mixed'],
  ['things', false, 'neutral'],
  ['errors', false, 'mixed'],
])('counts %s, none of them: %s', (subject, isZero, said) => {
  expect(count(subject, isZero)).toBe(said);
});

it.each([
  ['the rows of one record', 'const rows = await Post.find({ id: req.params.id });', 'rows', true, 'not-found!'],
  ['the books of a record', BY_PATH, 'post.books', true, 'mixed'],
  ['the books of a record that has some', BY_PATH, 'post.books', false, 'neutral'],
  ['the rows written', 'const done = await Post.updateOne({ id: req.params.id }, x);', 'done', true, 'not-found!'],
  [
    'the rows modified',
    'const done = await Post.updateOne({ id: req.params.id }, x);',
    'done.modifiedCount',
    true,
    'weak not-found',
  ],
])('counts %s', (_, before, subject, isZero, said) => {
  expect(count(subject, isZero, before)).toBe(said);
});

it('has a collection that is empty', () => {
  expect(count('posts', true, "const posts = await Post.find({ kind: 'a' });", { on: 'GET /posts' })).toBe(
    'empty-list',
  );
});

it('has another failure where the record was found before it is written', () => {
  const written = (before: string): string => {
    const asked = ask(
      `${before} const done = await Post.deleteOne({ id: req.params.id }); if (!done) return res.status(400).end();`,
    );
    const provenance = asked.of('done');
    if (provenance.is !== 'written') throw new Error(`a ${provenance.is}`);
    const at = asked.node('!done');
    return say(countOfWritten(provenance, at, 'done', asked.context));
  };
  expect(written('')).toBe('not-found!');
  expect(written(`${BY_PATH} if (!post) return res.status(404).end();`)).toBe('mixed');
});

it.each([
  ['User not found', true],
  ['No user with that id', true],
  ['This user does not exist', true],
  ['Nothing to see', false],
])('says "%s" that something is missing: %s', (text, isSo) => {
  expect(saysMissing(ask(`res.status(400).json({ error: '${text}' });`).context)).toBe(isSo);
});
