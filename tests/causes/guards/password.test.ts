import { expect, it } from 'vitest';

import { readWrongPassword } from '../../../src/causes/guards/password.ts';
import type { Route } from '../../read-code.ts';
import { askIf, say } from '../reading.ts';

it.each<[string, string, Route, string]>([
  ['at login', '', { on: 'POST /login' }, 'unauthenticated'],
  ['by an update', '', { on: 'PUT /me' }, 'weak unauthenticated'],
  ['by a function that changes it', '', { on: 'POST /x', name: 'changeIt' }, 'weak unauthenticated'],
  ['at a path that changes it', '', { on: 'POST /password' }, 'weak unauthenticated'],
  ['before an account is deleted', '', { on: 'DELETE /x' }, 'weak unauthenticated'],
  ['of who is known', 'if (!req.user) return res.end();', { on: 'POST /x' }, 'weak unauthenticated'],
  [
    'the current one',
    'await bcrypt.compare(req.body.currentPassword, hash);',
    { on: 'POST /x' },
    'weak unauthenticated',
  ],
])('a wrong password %s', (_, before, route, said) => {
  const { node, context } = askIf('!ok', before, route);
  expect(say(readWrongPassword(node('!ok'), context))).toBe(said);
});
