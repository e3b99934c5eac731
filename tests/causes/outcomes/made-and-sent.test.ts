import { expect, it } from 'vitest';

import { isDownload, isToldApart, whatIsSent } from '../../../src/causes/outcomes/made-and-sent.ts';
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
