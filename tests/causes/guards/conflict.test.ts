import { expect, it } from 'vitest';

import {
  readExisting,
  readListed,
  readOtherHolder,
  readState,
  readVersions,
} from '../../../src/causes/guards/conflict.ts';
import type { Route } from '../../read-code.ts';
import { ask, say } from '../reading.ts';

const BY_BODY = 'const user = await User.findOne({ email: req.body.email });';

/** What a record says that is there where this is answered. */
function existing(before: string, name: string, text = 'No', route: Route = {}): string {
  const asked = ask(`${before}\nif (${name}) return res.status(400).json({ error: '${text}' });\n${route.head ?? ''}`, {
    ...route,
    head: '',
  });
  const found = asked.provenances.of(asked.node(name));
  if (found.is !== 'lookup') throw new Error(`a ${found.is}`);
  return say(readExisting(found, asked.node(name), name, asked.context));
}

it.each<[string, string, string, string, Route, string]>([
  ['a duplicate by its text', BY_BODY, 'user', 'Email already taken', { on: 'POST /x', name: 'go' }, 'conflict'],
  ['a duplicate of what is made', BY_BODY, 'user', 'No', { on: 'POST /users', name: 'createUser' }, 'conflict!'],
  [
    'a duplicate of what a registration makes',
    BY_BODY,
    'user',
    'No',
    { on: 'POST /register', name: 'go' },
    'conflict!',
  ],
  [
    'what refers to something that is to be removed',
    'const claims = await Claim.findOne({ boat: req.body.boatName }); await Boat.create({});',
    'claims',
    'No',
    { on: 'DELETE /boats', name: 'go' },
    'conflict +400,403,422',
  ],
  [
    'the same by POST to an address that says so',
    'const claims = await Claim.countBy({ boat: req.body.boatName }); await Boat.create({});',
    'claims',
    'No',
    { on: 'POST /boats/delete', name: 'go' },
    'conflict +400,403,422',
  ],
  [
    'what the path names',
    'const user = await User.findById(req.params.id);',
    'user',
    'No',
    { on: 'POST /users/:id', name: 'createUser' },
    'neutral',
  ],
  [
    'a state of the server: whether there is any',
    'const any = await hasAdmin();',
    'any',
    'An admin exists already',
    { on: 'POST /setup', name: 'go', head: 'async function hasAdmin() { return User.exists({ admin: true }); }' },
    'conflict +400,403,422',
  ],
  [
    'whether there is one of a fixed kind',
    "const { store } = require('./store.js'); const any = await store.users.findOne({ role: 'owner' });",
    'any',
    'An owner exists already',
    { on: 'POST /setup', name: 'go' },
    'conflict +400,403,422',
  ],
  [
    'what an account was made of',
    'const account = accountOf(req.body); const old = await account.findOld();',
    'old',
    'The account exists already',
    { on: 'POST /setup', name: 'go' },
    'conflict',
  ],
  ['what nobody makes', BY_BODY, 'user', 'No', { on: 'POST /x', name: 'go' }, 'neutral'],
  ['the account that logs in', BY_BODY, 'user', 'No', { on: 'POST /login' }, 'neutral'],
  [
    'another record of an update',
    'const user = await User.findOne({ email: req.body.email, id: { $ne: req.params.id } });',
    'user',
    'No',
    {},
    'conflict',
  ],
  [
    'a record by its id',
    'const user = await User.findById(req.body.friend);',
    'user',
    'No',
    { on: 'POST /users', name: 'createUser' },
    'neutral',
  ],
  [
    'a coupon',
    'const coupon = await Coupon.findOne({ name: req.body.name });',
    'coupon',
    'taken',
    { on: 'POST /users', name: 'createUser' },
    'mixed',
  ],
  [
    'a like',
    'const like = await Like.findOne({ post: req.body.post });',
    'like',
    'You already like it',
    { on: 'POST /x', name: 'go' },
    'conflict +400,403,422',
  ],
  [
    'a dependent record',
    BY_BODY,
    'user',
    'Role in use',
    { on: 'DELETE /roles/:id', name: 'go' },
    'conflict +400,403,422',
  ],
  [
    'what is called existing',
    'const existingUser = await User.findOne({ email: req.body.email });',
    'existingUser',
    'No',
    { on: 'POST /x', name: 'go' },
    'weak conflict',
  ],
])('%s', (_, before, name, text, route, said) => {
  expect(existing(before, name, text, route)).toBe(said);
});

it('says nothing of what was left behind', () => {
  const asked = ask(`${BY_BODY} if (!user) return res.end(); res.status(400).json({ error: 'taken' });`);
  const found = asked.of('user');
  if (found.is !== 'lookup') throw new Error(`a ${found.is}`);
  expect(say(readExisting(found, asked.node('!user'), 'user', asked.context))).toBe('neutral');
});

it.each([
  ['list.some(one => one.name === req.body.name)', 'It is taken', 'conflict'],
  ['list.some(one => one.name === req.body.name)', 'It is not there', 'nothing'],
  ['list.some(one => one.name === req.body.name)', 'It does not exist', 'nothing'],
  ['list.some(one => one.isBig)', 'It is taken', 'nothing'],
  ['likes.some(one => one.name === req.body.name)', 'It is taken', 'conflict +400,403,422'],
])('%s, %s', (test, text, said) => {
  const { guard, context } = ask(`if (${test}) return res.status(400).json({ error: '${text}' });`);
  if (guard.test.type !== 'CallExpression') throw new Error('no call');
  expect(say(readListed(guard.test, guard.test, test, context))).toBe(said);
});

it.each([
  ['other.id', 'req.params.id', 'conflict'],
  ['other.id', 'req.user.id', 'conflict'],
  ['other.name', 'req.params.id', 'nothing'],
  ['other.id', 'req.body.id', 'nothing'],
])('the holder %s and %s', (one, two, said) => {
  const asked = ask(
    `const other = await User.findOne({ email: req.body.email }); if (${one} !== ${two}) return res.status(400).end();`,
  );
  const found = asked.of(one);
  if (found.is !== 'lookup') throw new Error(`a ${found.is}`);
  expect(say(readOtherHolder(found, asked.of(two), asked.node(one), one, asked.context))).toBe(said);
});

it.each([
  ['post.version', 'req.body.version', 'conflict'],
  ['post.__v', "req.headers['if-match']", 'conflict'],
  ['post.version', 'req.body.name', 'nothing'],
  ['post.name', 'req.body.version', 'nothing'],
])('the version %s and %s', (one, two, said) => {
  const asked = ask(
    `const post = await Post.findById(req.params.id); if (${one} !== ${two}) return res.status(400).end();`,
  );
  expect(say(readVersions(asked.of(one), asked.of(two), asked.node(one), one))).toBe(said);
});

it.each([
  ['post.isPaid', 'It is already paid', 'conflict +400,403,422'],
  ['post.isPaid', 'It is paid', 'nothing'],
  ['req.body.name', 'It is already paid', 'nothing'],
])('the state %s where the answer is "%s"', (value, text, said) => {
  const asked = ask(
    `const post = await Post.findById(req.params.id); if (${value}) return res.status(400).json({ error: '${text}' });`,
  );
  expect(say(readState(asked.of(value), asked.node(value), value, asked.context))).toBe(said);
});
