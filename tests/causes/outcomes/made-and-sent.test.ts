import { expect, it } from 'vitest';

import { isDownload, isToldApart, tellsOfRecord, whatIsSent } from '../../../src/causes/outcomes/made-and-sent.ts';
import { present } from '../../read-code.ts';
import { ask, type Asked } from '../reading.ts';

const madeBy = ({ file }: Asked) => file.calls.filter(call => file.text(call).startsWith('User.create('));

it.each([
  ['const user = await User.create(a); res.json(user);', 'made'],
  ['const user = await User.create(a); res.json({ id: user.id });', 'made'],
  ['res.json(await User.create(a));', 'made'],
  ['const user = await User.create(a); const body = { user }; res.json(body);', 'made'],
  ['let user; user = await User.create(a); res.json(user);', 'made'],
  ['const entry = new Entry(); await User.create(entry); res.json(entry);', 'made'],
  ['await User.create(a); const all = await User.find(); res.json(all);', 'other'],
  ['await User.create(a); res.json({ ok: true });', 'nothing'],
  ['await User.create(a); res.end();', 'nothing'],
])('%s sends %s', (body, sent) => {
  const asked = ask(body, { on: 'POST /x' });
  expect(whatIsSent(asked.response, madeBy(asked), asked.file)).toBe(sent);
});

it.each([
  ["res.set('Content-Disposition', 'x').send(a);", true],
  ["res.download('a.pdf');", true],
  ["res.set('Content-Type', 'application/pdf').send(a);", true],
  ["res.set('Content-Type', 'application/json').send(a);", false],
  ['res.json(a);', false],
])('%s is a download: %s', (body, isSo) => {
  expect(isDownload(ask(body).response)).toBe(isSo);
});

it.each([
  ['res.status(a ? 200 : 201).json({});', true],
  ['if (a) { res.status(201).json({}); } else { res.json({}); }', true],
  ['const user = await User.create(1); if (user.old) return res.status(201).json({}); res.json({});', true],
  ['if (a) { res.status(202).json({}); } else { res.json({}); }', false],
  ['res.json({});', false],
])('%s is told apart: %s', (body, isSo) => {
  const asked = ask(body, { on: 'POST /x' });
  expect(isToldApart(present(asked.model.responses.at(-1)), madeBy(asked), asked.model)).toBe(isSo);
});

it.each([
  ['const { user, error } = await User.create(a); res.json({ user, error });', false],
  ['const { user, error: message } = await User.create(a); if (user) log(user); res.send({ user, message });', false],
  ['const result = await User.create(a); res.json({ user: result.user, reason: result.reason });', false],
  [
    'const { user, error } = await User.create(a); if (error) return res.status(400).end(); res.json({ user, error });',
    true,
  ],
  ['const { user, error } = await User.create(a); if (user) { res.json({ user, error }); }', true],
  ['const { user, error } = await User.create(a); res.json({ user });', true],
  ['const user = await User.create(a); res.json({ user, error: null });', true],
  ["const user = await User.create(a); res.render('user', { user });", false],
])('%s tells of what was made: %s', (body, isSo) => {
  const asked = ask(body, { on: 'POST /x' });
  expect(tellsOfRecord(present(asked.model.responses.at(-1)), madeBy(asked), asked.model)).toBe(isSo);
});
