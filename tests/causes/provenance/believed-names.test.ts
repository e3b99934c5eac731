import { expect, it } from 'vitest';

import { believed, isBelieved } from '../../../src/causes/provenance/believed-names.ts';
import { namedProvenance } from '../../../src/causes/provenance/calls.ts';
import { ask } from '../reading.ts';

it.each([
  ['compare(a, b)', '', false],
  ['compare(password, b)', '', true],
  ['compare(a, b)', "import { compare } from 'bcryptjs';", true],
  ['checkPassword(a, b)', '', true],
  ['verify(req.cookies.token, key)', '', true],
  ['verify(req.body.id, token)', '', true],
  ['findWords(a)', "import { findWords } from 'words';", false],
  ['words.findWords(a)', "import words from 'words';", true],
  ['findWords(a)', '', true],
  ['canEdit(a)', '', true],
])('%s with "%s": %s', (text, head, isSo) => {
  const { node, provenances } = ask(`const x = ${text}; res.end();`, { head });
  const call = node(text);
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect(isBelieved(call, namedProvenance(call, 0, provenances), provenances)).toBe(isSo);
});

it.each([
  ['compare(password, again)', '', 'names alone'],
  ['compare(req.body.password, req.body.again)', '', 'names alone'],
  ['compare(req.body.password, found.hash)', 'const found = await User.findOne({ mail: req.body.mail });', 'more'],
  ['found.isMatch(req.body.password)', 'const found = await User.findOne({ mail: req.body.mail });', 'more'],
  ['checkPassword(req.body.password, req.user)', '', 'more'],
  ['canMove(from, to)', '', 'names alone'],
  ['canMove(req.user, to)', '', 'more'],
  ["req.ability.can('move')", '', 'more'],
  ["cannot('move')", 'const { cannot } = rightsOf(req.user);', 'more'],
  ["cannot('move')", 'const { cannot } = rightsOf(game);', 'names alone'],
  ['verifyToken(text)', '', 'names alone'],
  ['verifyToken(req.cookies.token)', '', 'more'],
  ['verifyToken(req.body.text)', '', 'more'],
])('%s after "%s" is believed by %s', (text, before, by) => {
  const { node, provenances } = ask(`${before}\nconst x = ${text}; res.end();`);
  const call = node(text);
  if (call.type !== 'CallExpression') throw new Error(call.type);
  const one = believed(call, namedProvenance(call, 0, provenances), provenances);
  expect('isNamed' in one ? 'names alone' : 'more').toBe(by);
});

it('believes what a package exports where it is waited for', () => {
  const { node, provenances } = ask('const x = await findWords(a); res.end();', {
    head: "import { findWords } from 'words';",
  });
  const call = node('findWords(a)');
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect(isBelieved(call, namedProvenance(call, 0, provenances), provenances)).toBe(true);
});
