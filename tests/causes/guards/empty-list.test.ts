import { expect, it } from 'vitest';

import { isBesideLength, readEmptyList } from '../../../src/causes/guards/empty-list.ts';
import type { Route } from '../../read-code.ts';
import { askIf, say } from '../reading.ts';

const LIST: Route = { on: 'GET /posts' };

it.each<[string, string, Route, string]>([
  ['a list', "const posts = await Post.find({ kind: 'a' });", LIST, 'empty-list'],
  ['a list by the query', 'const posts = await Post.find({ kind: req.query.kind });', LIST, 'empty-list'],
  ['a list of the caller', 'const posts = await Post.find({ owner: req.user.id });', LIST, 'empty-list'],
  ['a list by the body', 'const posts = await Post.find({ kind: req.body.kind });', LIST, 'mixed'],
  ['a list by what is out of sight', 'const posts = await Post.find({ kind: other });', LIST, 'mixed'],
  [
    'a list of what the path names',
    "const posts = await Post.find({ kind: 'a' });",
    { on: 'GET /users/:id/posts' },
    'mixed',
  ],
  ['one record', "const posts = await Post.findOne({ kind: 'a' });", LIST, 'mixed'],
  ['SQL for one', "const posts = await db.query('SELECT * FROM posts WHERE a = 1');", LIST, 'mixed'],
  ['SQL for all', "const posts = await db.query('SELECT * FROM posts');", LIST, 'empty-list'],
])('%s', (_, before, route, said) => {
  const { of, node, context } = askIf('!posts.length', before, route);
  const found = of('posts');
  if (found.is !== 'lookup') throw new Error(`a ${found.is}`);
  expect(say(readEmptyList(found, node('posts'), 'posts', context))).toBe(said);
});

it.each([
  ['!posts || posts.length === 0', true],
  ['!posts || other.length === 0', false],
  ['!posts', false],
])('%s stands beside a length: %s', (test, isSo) => {
  const { node, context } = askIf(test);
  const at = node('!posts');
  expect(isBesideLength(at.type === 'UnaryExpression' ? at.argument : at, at, context)).toBe(isSo);
});
