import { expect, it } from 'vitest';

import { findExports } from '../../../src/model/definitions/exports.ts';
import { readFile } from '../../../src/model/definitions/file.ts';
import { parseCode } from '../../read-code.ts';

it.each<[string, string, readonly string[]]>([
  ['export const a = 1;', 'a', ['a']],
  ['export const { a } = b;', 'a', ['a']],
  ['export function a() {}', 'a', ['function a() {}']],
  ['export enum a { B }', 'a', ['enum a { B }']],
  ['const b = 1; export { b as a };', 'a', ['b']],
  ["export { b as a } from './b';", 'a', ['./b b']],
  ["export * from './b';", 'a', ['./b a']],
  ["export * from './b';", 'default', []],
  ["export * as a from './b';", 'a', ['./b *']],
  ['export default 1;', 'default', ['1']],
  ['export const a = 1;', 'b', []],
  ['module.exports = { a: 1 };', 'a', ['1']],
  ['module.exports = { a: 1, a: 2 };', 'a', ['2']],
  ['module.exports = { a: 1 };', 'default', ['{ a: 1 }']],
  ['module.exports = { a: 1 };', '*', ['{ a: 1 }']],
  ["module.exports = { ...require('./b') };", 'a', ['./b a']],
  ['exports.a = 1;', 'a', ['1']],
  ['exports.b = exports.a = 1;', 'a', ['1']],
  ['module.exports.a = 1;', 'a', ['1']],
  ['Object.assign(module.exports, { a: 1 });', 'a', ['1']],
  ['Object.assign(other, { a: 1 });', 'a', []],
  ['other.a = 1;', 'a', []],
])('%s exports %s', (code, name, found) => {
  const file = readFile(parseCode(code), 'a.ts');
  expect(
    findExports(file, name).map(one => ('node' in one ? file.text(one.node) : `${one.source} ${one.name}`)),
  ).toEqual(found);
});

it('is the module itself as a whole, and for a default that CommonJS has not', () => {
  const file = readFile(parseCode('export const a = 1;'), 'a.ts');
  expect(findExports(file, '*')).toEqual([{ node: file.sourceCode.ast }]);
  expect(findExports(file, 'default')).toEqual([]);
  const plain = readFile(parseCode('exports.a = 1;'), 'a.ts');
  expect(findExports(plain, 'default')).toEqual([{ node: plain.sourceCode.ast }]);
});
