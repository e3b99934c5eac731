import { expect, it } from 'vitest';

import { onlyReturn, returnsOf } from '../../../src/model/definitions/returns.ts';
import { present } from '../../read-code.ts';
import { inSight } from './sight.ts';

it.each<[string, readonly string[], string | null]>([
  ['const f = a => a + 1;', ['a + 1'], 'a + 1'],
  ['function f(a) { return a; }', ['a'], 'a'],
  ['function f(a) { if (a) return 1; else return 2; }', ['1', '2'], null],
  ['function f(a) { for (const x of a) { return x; } return 0; }', ['x', '0'], null],
  ['function f(a) { try { return 1; } catch { return 2; } finally { return 3; } }', ['1', '2', '3'], null],
  ['function f(a) { switch (a) { case 1: return 1; default: return 2; } }', ['1', '2'], null],
  ['function f(a) { return; }', [], null],
  ['function f(a) { work(() => { return 1; }); }', [], null],
])('%s', (main, returned, only) => {
  const file = inSight({ main }).fileOf('main');
  const fn = present(file.functions[0]);
  expect(returnsOf(fn).map(file.text)).toEqual(returned);
  const one = onlyReturn(fn);
  expect(one && file.text(one)).toBe(only);
});
