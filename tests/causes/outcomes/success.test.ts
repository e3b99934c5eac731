import { expect, it } from 'vitest';

import { purposeOf } from '../../../src/causes/context/purpose.ts';
import { readSuccess } from '../../../src/causes/outcomes/success.ts';
import { EXPRESS } from '../../read-code.ts';
import { ask, askFile, provenancesOf, sayEvidence, type Asked } from '../reading.ts';

function success({ response, model, file }: Asked): string {
  return sayEvidence(readSuccess(response, model, provenancesOf(model), purposeOf(response, file)));
}

const MAKE = 'const user = await User.create(req.body); res.json(user);';

it.each([
  ['POST /users', '', MAKE, 'success-created by writes'],
  ['POST /x', 'createUser', MAKE, 'success-created by writes'],
  ['POST /x', 'upsertUser', MAKE, 'weak success-action by writes'],
  ['POST /users', '', 'const user = await User.create(req.body); res.json({ ok: true });', 'success-created by writes'],
  [
    'POST /users',
    '',
    'const user = await User.create(req.body); const all = await User.find({}); res.json(all);',
    'weak success-created by writes',
  ],
  ['POST /users', '', "await User.create(req.body); res.render('users');", 'weak success-created by writes'],
  ['POST /users', '', 'await User.create(req.body); res.end();', 'weak success-created by writes'],
  ['POST /users', '', 'await User.updateOne({ id: 1 }, req.body); res.json({});', 'success-updated by writes'],
  [
    'POST /x',
    'generateKey',
    'await User.updateOne({ id: 1 }, req.body); res.json({});',
    'weak success-updated by writes',
  ],
  ['POST /users', '', 'res.json({});', 'weak success-action by writes'],
  ['POST /login', '', 'res.json({});', 'success-action by writes'],
  ['POST /logout', 'logout', 'res.json({});', 'success-action by writes'],
  ['POST /x', 'rejectOrder', 'res.json({});', 'success-action by writes'],
  ['GET /users', '', 'res.json({});', 'success-read by writes'],
  ['GET /users', '', MAKE, 'weak success-read by writes'],
  ['DELETE /users/:id', '', 'res.json({});', 'success-deleted by writes'],
  ['POST /x', 'deleteUsers', 'res.json({});', 'success-deleted by writes'],
  ['POST /x', 'getUsers', 'res.json({});', 'success-read by writes'],
  ['PUT /users/:id', '', 'await User.updateOne({ id: 1 }, req.body); res.json({});', 'success-updated by writes'],
  ['PUT /users/:id', '', 'res.json({});', 'weak success-updated by writes'],
  [
    'PUT /users/:id',
    '',
    'await User.updateOne({ id: 1 }, req.body); res.status(a ? 200 : 201).json({});',
    'weak success-updated by writes',
  ],
  ['POST /users', '', "res.redirect('/x');", 'nothing'],
])('%s %s: %s', (on, name, body, said) => {
  expect(success(ask(body, { on, name }))).toBe(said);
});

it('says nothing of middleware and error handlers', () => {
  expect(success(askFile(`${EXPRESS}app.use((req, res, next) => { res.json({}); });`))).toBe('nothing');
  expect(success(askFile(`${EXPRESS}app.use((err, req, res, next) => { res.json({}); });`))).toBe('nothing');
});
