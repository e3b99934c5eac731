import { expect, it } from 'vitest';

import { purposeOf } from '../../../src/causes/context/purpose.ts';
import { EXPRESS, express, lastResponse, readCode } from '../../read-code.ts';

/** What a handler is for, in a few words. */
function shown(code: string, filename?: string): string {
  const model = readCode(code, filename);
  const purpose = purposeOf(lastResponse(model), model.file);
  const { isLogin, creates, updates, isAction, isLogout, isRefusal, saysCreates } = purpose;
  return Object.entries({ isLogin, creates, updates, isAction, isLogout, isRefusal, saysCreates })
    .filter(([, isSo]) => isSo)
    .map(([name]) => name)
    .join(' ');
}

it.each([
  ['POST /login', '', 'isLogin isAction'],
  ['GET /login', '', 'isAction'],
  ['POST /x', 'loginUser', 'isLogin isAction'],
  ['POST /users', '', 'creates'],
  ['POST /users', 'createUser', 'creates saysCreates'],
  ['POST /register', 'go', 'creates saysCreates'],
  ['POST /users', 'show', ''],
  ['GET /users', '', ''],
  ['PUT /users/:id', '', 'updates'],
  ['POST /x', 'updateUser', 'updates'],
  ['POST /logout', '', 'creates isAction isLogout'],
  ['POST /x', 'rejectOrder', 'isAction isRefusal'],
  ['POST /x', 'addMembers', 'creates isAction saysCreates'],
  ['POST /x', 'addMember', 'creates saysCreates'],
  ['POST /orders/:id/cancel', 'go', 'isAction isRefusal'],
  ['POST /users', 'createMetrics', 'saysCreates'],
])('%s %s', (on, name, said) => {
  expect(shown(express('res.status(400).end();', { on, name }))).toBe(said);
});

it('goes by a factory, a class of one method and the name of the file', () => {
  expect(
    shown(
      `${EXPRESS}const login = () => { return async (req, res) => res.status(400).end(); }; app.post('/x', login());`,
    ),
  ).toContain('isLogin');
  expect(shown('export class RegisterUserUseCase { async execute(req, res) { res.status(400).end(); } }')).toContain(
    'saysCreates',
  );
  expect(shown('export async function create(req, res) { res.status(400).end(); }', 'src/messages.ts')).toContain(
    'isAction',
  );
  expect(shown('export async function create(req, res) { res.status(400).end(); }', 'src/users.ts')).not.toContain(
    'isAction',
  );
});
