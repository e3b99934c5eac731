import { expect, it } from 'vitest';

import { isBelieved } from '../../../src/causes/provenance/believed-names.ts';
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

it('believes what a package exports where it is waited for', () => {
  const { node, provenances } = ask('const x = await findWords(a); res.end();', {
    head: "import { findWords } from 'words';",
  });
  const call = node('findWords(a)');
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect(isBelieved(call, namedProvenance(call, 0, provenances), provenances)).toBe(true);
});
