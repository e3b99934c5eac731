import { expect, it } from 'vitest';

import { destructuredMember, isClass } from '../../../src/model/definitions/locate.ts';
import { inSight } from './sight.ts';

const A =
  'export function f() {} export const o = { m: 1, n: { k: 2 } }; export class C { static s = 3; i = 4; m() {} } export default { d: 5 };';

it.each<[string, string]>([
  ['const x = 1; use(x);', '1'],
  ['const o = { a: { b: 2 } }; use(o.a.b);', '2'],
  ['const { a } = { a: 2 }; use(a);', '2'],
  ['function f() {} use(f);', 'function f() {}'],
  ["import { f } from './a'; use(f);", 'function f() {}'],
  ["import { f as g } from './a'; use(g);", 'function f() {}'],
  ["import * as a from './a'; use(a.o.n.k);", '2'],
  ["import a from './a'; use(a.d);", '5'],
  ["const a = require('./a'); use(a.o.m);", '1'],
  ["import { o } from './a'; const { m } = o; use(m);", '1'],
  ["import { C } from './a'; use(C.s);", '3'],
  ["import { C } from './a'; use(new C().i);", '4'],
  ["import { C } from './a'; const c = new C(); use(c.m);", '() {}'],
  ["import { C } from './a'; class D extends C {} use(new D().i);", '4'],
  ['enum E { A = 7 } use(E.A);', '7'],
  ['const o = Object.freeze({ a: 1 }); use(o.a);', '1'],
  ['function f() {} use(f.bind(null));', 'function f() {}'],
  ['const o = { ...p }; const p = { a: 1 }; use(o.a);', '1'],
  ['const o = { a: 2, ...p }; use(o.a);', '2'],
  ['const make = code => ({ code }); use(make(9).code);', '9'],
  ['function F() {} F.a = 6; use(F.a);', '6'],
  ['const o = { a: 1, b() { use(this.a); } };', '1'],
  ['class K { a = 1; b() { use(this.a); } }', '1'],
  ['class K { constructor() { this.a = 8; } b() { use(this.a); } }', '8'],
  ['class K { static a = 1; static b() { use(this.a); } }', '1'],
  ["import { C } from './a'; function b(c: C) { use(c.m); }", '() {}'],
  ["import { C } from './a'; function b(c: Promise<C> | null) { use(c.m); }", '() {}'],
  ["import { C } from './a'; class K { constructor(private readonly c: C) {} b() { use(this.c.m); } }", '() {}'],
  ["import { C } from './a'; class K { constructor(c: C) { this.d = c; } b() { use(this.d.m); } }", '() {}'],
  ["import { C } from './a'; class K { private c: C; b() { use(this.c.i); } }", '4'],
  ["import { C } from './a'; class K { private static c: C; static b() { use(K.c.i); } }", '4'],
  ["import { C } from './a'; const c = container.resolve<C>(TYPES.C); use(c.m);", '() {}'],
  ["import { C } from './a'; const c = container.get(C); use(c.m);", '() {}'],
  ["import { C } from './a'; const c = container.of(C); use(c.m);", 'c.m'],
  ["import { C } from './a'; const make = (): C => { if (a) return one; return two; }; use(make().m);", '() {}'],
  [
    "import { C } from './a'; class K { static only() { return K.c; } static c: K; of() { return new C(); } } use(K.only().of().m);",
    '() {}',
  ],
  ['function b(c: Out) { use(c.m); }', 'c.m'],
  ['function b(c: One | Two) { use(c.m); }', 'c.m'],
  ["import { none } from './a'; use(none);", 'none'],
  ["import { f } from './away'; use(f);", 'f'],
  ['use(o.a);', 'o.a'],
  ['const x = y; const y = x; use(x);', 'x'],
  ['const o = {}; use(o.a);', 'o.a'],
])('%s', (main, found) => {
  const { definitions, used, text } = inSight({ main, a: A });
  const { node, frame } = used();
  expect(text(definitions.locator.locate(node, frame)).replace('y', 'x')).toBe(found);
});

it('binds what a call gives', () => {
  const { definitions, used, text } = inSight({
    main: 'const o = { a: 1 }; const make = one => ({ m: one }); use(make(o).m.a);',
  });
  const { node, frame } = used();
  expect(text(definitions.locator.locate(node, frame))).toBe('1');
});

it('tells classes and destructured members', () => {
  const { fileOf, node } = inSight({ main: 'const { key: name, other = 1 } = object; class K {} use(name, other);' });
  const file = fileOf('main');
  expect(isClass(node('main', 'class K {}'))).toBe(true);
  expect(isClass(node('main', 'object'))).toBe(false);
  const variable = file.bindings.variableOf(node('main', 'name'));
  expect(variable && destructuredMember(variable, file)?.name).toBe('key');
  const withDefault = file.bindings.variableOf(node('main', 'other'));
  expect(withDefault && destructuredMember(withDefault, file)).toBe(null);
});
