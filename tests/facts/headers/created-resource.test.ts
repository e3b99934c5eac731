import { expect, it } from 'vitest';

import {
  createsBatch,
  createsNothing,
  createsOnlySession,
  membersOf,
} from '../../../src/facts/headers/created-resource.ts';
import { endpointWords } from '../../../src/facts/outcomes/endpoint-words.ts';
import { express, lastResponse, nodeOf, readCode, type Route } from '../../read-code.ts';

function ask(body: string, route: Route) {
  const model = readCode(express(body, route));
  const response = lastResponse(model);
  return [response, endpointWords(response, model.file), model.file] as const;
}

const POST: Route = { on: 'POST /things' };
it.each<[string, Route, boolean]>([
  ['const all = await Thing.insertMany(req.body); res.status(201).json(all);', POST, true],
  ['const one = await Thing.create(req.body); res.status(201).json(one);', POST, false],
  ['const one = await Thing.create(req.body); res.status(201).json(one);', { on: 'POST /things/bulk' }, true],
  ['for (const a of req.body) await Thing.create(a); res.status(201).json({});', POST, true],
  ['const all = await Promise.all(req.body.map(a => Thing.create(a))); res.status(201).json(all);', POST, true],
  ['res.status(201).json([1, 2]);', POST, true],
  ['res.status(201).json([1]);', POST, false],
  ['await addTags(tags); res.status(201).json({});', POST, true],
  ['await addTag(tag); res.status(201).json({});', POST, false],
  ['const list = z.array(item).parse(req.body); await keep(list); res.status(201).json({});', POST, true],
  ['const one = item.parse(req.body); await keep(one); res.status(201).json({});', POST, false],
])('%s creates a batch: %s', (body, route, isSo) => {
  expect(createsBatch(...ask(body, route))).toBe(isSo);
});

it.each<[string, Route, boolean]>([
  ['const token = sign(req.body); res.status(201).json({ token, a: 1 });', POST, true],
  ['const one = await keep(req.body); res.status(201).json(one);', POST, false],
  ['things.push(req.body); res.status(201).json({});', POST, false],
  ['await keep(req.body); res.status(201).json({});', { ...POST, name: 'deleteThing' }, true],
  ['await Thing.create(req.body); res.status(201).json({});', { ...POST, name: 'deleteThing' }, false],
  ['await keep(req.body); res.status(201).json({});', { ...POST, name: 'addOrRemoveLabels' }, true],
  ['res.status(201).end();', POST, true],
  ['req.session.a = 1; res.status(201).end();', POST, false],
])('%s creates nothing: %s', (body, route, isSo) => {
  expect(createsNothing(...ask(body, route))).toBe(isSo);
});

it.each<[string, Route, boolean]>([
  ['res.status(201).json({ token });', { on: 'POST /x' }, true],
  ['res.status(201).json({ token, user });', { on: 'POST /x' }, false],
  ['res.status(201).json({ success: true, token });', { on: 'POST /x' }, true],
  ['await Thing.create(a); createThing(); res.status(201).json({ token });', { on: 'POST /x' }, false],
  ['res.status(201).json({ a: 1 });', { on: 'POST /login' }, true],
  ['res.status(201).json({ token });', { on: 'POST /register' }, false],
  ['res.status(201).json({ token });', { on: 'POST /x', name: 'createUser' }, false],
  ['res.status(201).json({ token });', { on: 'POST /x', name: 'createUserSession' }, true],
])('%s at %j creates a session alone: %s', (body, route, isSo) => {
  expect(createsOnlySession(...ask(body, route), null)).toBe(isSo);
});

it('has the members of an object', () => {
  const { file } = readCode(express('use({ a: 1, ...b, c: 2 }); res.end();'));
  expect(membersOf(nodeOf(file, '{ a: 1, ...b, c: 2 }')).map(file.text)).toEqual(['1', '2']);
  expect(membersOf(nodeOf(file, 'b'))).toEqual([]);
});
