import { expect, it } from 'vitest';

import { findCreatedId, findRoutePath } from '../../../src/facts/headers/created-location.ts';
import { EXPRESS, express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ['const user = await User.create(a); res.json(user);', 'user.id'],
  ['const user = await User.create(a); res.json({ user });', 'user.id'],
  ["const user = await User.create(a); res.json({ status: 'success', data: { user } });", 'user.id'],
  ['const user = await User.create(a); log(user._id); res.json(user);', 'user._id'],
  ['res.json({ id: made.id });', 'made.id'],
  ['res.json({ id: make() });', null],
  ['const user = new User(a); await user.save(); res.json(user);', 'user.id'],
  ['const user = new User(a); res.json(user);', null],
  ['const user = { id: 1 }; res.json(user);', 'user.id'],
  ['res.json(user);', null],
  ['res.end();', null],
])('%s: %s', (body, id) => {
  const model = readCode(express(body, { on: 'POST /users' }));
  expect(findCreatedId(lastResponse(model), model.file)).toBe(id);
});

it.each([
  [express('res.end();', { on: 'POST /users' }), '/users'],
  [express('res.end();', { on: 'POST /users/:id/posts' }), '/users/${req.params.id}/posts'],
  [express('res.end();', { on: 'POST /users/*' }), null],
  [`${EXPRESS}const router = express.Router(); router.post('/users', (req, res) => res.end());`, null],
])('%s stands at %s', (code, path) => {
  const model = readCode(code);
  expect(findRoutePath(lastResponse(model), model.file)).toBe(path);
});
