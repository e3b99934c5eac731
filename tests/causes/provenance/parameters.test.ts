import { expect, it } from 'vitest';

import { givenArguments, valueAt } from '../../../src/causes/provenance/parameters.ts';
import { present } from '../../read-code.ts';
import { ask } from '../reading.ts';

it.each<[string, string, readonly string[], readonly string[] | null]>([
  ['function f(a) {}', 'f(1); f(2);', [], ['1', '2']],
  ['function f(a) {}', '', [], null],
  ['function f(a) {}', 'f();', [], null],
  ['function f(a) {}', 'f(...all);', [], null],
  ['function f(a) {}', 'f(1); later(f);', [], null],
  ['export { f }; function f(a) {}', 'f(1);', [], ['1']],
  ['function f(a) {} module.exports = { f };', 'f(1);', [], ['1']],
  ['function f(a) {}', 'f({ b: 1 });', ['b'], ['1']],
  ['function f(a) {}', 'f({ b: { c: 1 } });', ['b', 'c'], ['1']],
  ['function f(a) {}', 'f({ ...x });', ['b'], ['x']],
  ['function f(a) {}', 'f({ [key]: 1 });', ['b'], null],
  ['const f = a => a;', 'f(1);', [], ['1']],
  ['class C { f(a) {} g() { this.f(1); } }', '', [], ['1']],
])('%s with %s', (head, body, path, given) => {
  const { file } = ask(`${body} res.end();`, { head });
  const fn = present(file.functions.find(one => one.params.some(parameter => file.text(parameter) === 'a')));
  expect(givenArguments(fn, 0, path, file, [])?.map(({ node }) => file.text(node)) ?? null).toEqual(given);
});

it('has the calls of other files as well', () => {
  const { file } = ask('f(1); res.end();', { head: 'function f(a) {}' });
  const other = ask('f(2); res.end();');
  const call = other.node('f(2)');
  if (call.type !== 'CallExpression') throw new Error(call.type);
  const given = givenArguments(present(file.functions[0]), 0, [], file, [{ call, file: other.file }]);
  expect(given?.map(one => one.file.text(one.node))).toEqual(['1', '2']);
});

it('ends in an object that is made of itself', () => {
  const { node, file } = ask('var settings = { ...settings }; use(settings); res.end();');
  expect(valueAt({ node: node('settings'), file, path: ['a'] })).toBe('unknown');
});
