import { describe, expect, test } from 'vitest';

import { guardsAt } from '../../src/flow/guards.ts';
import { bodyOf, sampleOf, type Sample } from './parse-function.ts';

/** The guards at the call `f()` (or another), as source text; null when it cannot be reached. */
function guardsOf(sample: Sample, call = 'f()'): string[] | null {
  const { graph, getText } = sample;
  const guards = guardsAt(graph)(sample.call(call));
  return (
    guards &&
    guards.map(({ test: tested, holds, discriminant }) => {
      const text =
        tested.type === 'SwitchCase'
          ? `${getText(discriminant as never)} is ${getText(tested.test as never)}`
          : getText(tested);
      return holds ? text : `not ${text}`;
    })
  );
}

describe('where a condition is known', () => {
  test.for([
    ['if (a) f()', ['a']],
    ['if (a) {} else f()', ['not a']],
    ['if (a) g(); f()', []],
    ['if (a) return; f()', ['not a']],
    ['if (!a) return; if (b) throw c; f()', ['a', 'not b']],
    ['if (a) { if (b) return; } f()', []],
    ['if (a && b) f()', ['a', 'b']],
    ['if (a || b) f()', []],
    ['if (a || b) return; f()', ['not a', 'not b']],
    ['if (a && b) return; f()', []],
    ['if (!(a || !b)) f()', ['not a', 'b']],
    ['if (a) { if (b) { f() } }', ['a', 'b']],
    ['if (a) {} else if (b) {} else f()', ['not a', 'not b']],
    ['if (a?.b) f()', ['a?.b']],
    ['if ((a as T)!) f()', ['a']],
    ['if (a ?? b) f()', ['a ?? b']],
    ['if ((a = b)) f()', ['a = b']],
    ['if (await g()) f()', ['await g()']],
    ['if (g(), a) f()', ['a']],
    ['if (a ? b : c) f()', ['a ? b : c']],
    ['a && f()', ['a']],
    ['a || f()', ['not a']],
    ['!a || (b && f())', ['a', 'b']],
    ['a && b ? g() : f()', []],
    ['a ? f() : g()', ['a']],
    ['a ? g() : b ? g(1) : f()', ['not a', 'not b']],
    ['return a ? b && f() : g()', ['a', 'b']],
    ['g(a && f())', ['a']],
    ['g(a && b); f()', []],
    ['a ?? f()', []],
    ['a ||= f()', ['not a']],
    ['a &&= f()', ['a']],
    ['a ??= f()', []],
    ['const { b = f() } = a', []],
    ['while (a) f()', ['a']],
    ['while (a) g(); f()', ['not a']],
    ['while (a) { if (b) break; } f()', []],
    ['do { f() } while (a)', []],
    ['do { g() } while (a); f()', ['not a']],
    ['for (;a;) f()', ['a']],
    ['for (;a;b()) { if (c) continue; f() }', ['a', 'not c']],
    ['for (const x of y) { if (!x.ok) continue; f() }', ['x.ok']],
    ['if (a) for (const x of y) f()', ['a']],
    ['for (const x of y) if (x) break; f()', []],
    ['if (a) while (true) { if (b) { f(); break; } }', ['a', 'b']],
    ['l: { if (a) break l; f() }', ['not a']],
    ['try { if (!a) throw b; f() } catch {}', ['a']],
    ['if (a) try { g() } catch { f() }', ['a']],
    ['try { if (a) g() } catch { f() }', []],
    ['try { if (a) throw b } catch { f() }', []],
    ['try { g() } catch (e) { if (e.code) f() }', ['e.code']],
    ['with (a) { if (b) f() }', ['b']],
    ['if (false) f()', null],
    ['return; f()', null],
  ] as const)('%s', ([code, expected]) => {
    expect(guardsOf(bodyOf(code))).toEqual(expected);
  });

  test('an arrow function that is one expression', () => {
    expect(guardsOf(sampleOf('(a, b) => a ? b || f() : g()'))).toEqual(['a', 'not b']);
  });

  test('every copy of a `finally` block', () => {
    const { graph, getText, all } = bodyOf('if (a) return; try { g() } finally { f() }');
    const copies = all('f()').map(point =>
      guardsAt(graph)(point)?.map(({ test: tested, holds }) => `${holds} ${getText(tested)}`),
    );
    expect(copies).toEqual([['false a'], ['false a']]);
  });

  test('the handler of the design', () => {
    const sample = bodyOf('if (!u) return s404(); if (u.owner !== me && !admin) return s403(); json(u)');
    expect(guardsOf(sample, 's404()')).toEqual(['not u']);
    expect(guardsOf(sample, 's403()')).toEqual(['u', 'u.owner !== me', 'not admin']);
    expect(guardsOf(sample, 'json(u)')).toEqual(['u']);
  });
});

describe('switch', () => {
  test.for([
    ['switch (k) { case 1: f() }', ['k is 1']],
    ['switch (k) { case 1: break; case 2: f() }', ['not k is 1', 'k is 2']],
    ['switch (k) { case 1: g(); case 2: f() }', []],
    ['switch (k) { case 1: break; default: g(); case 2: f() }', ['not k is 1']],
    ['switch (k) { case 1: case 2: f() }', []],
    ['switch (k) { case 1: break; default: f() }', ['not k is 1']],
    ['switch (k) { default: f(); break; case 1: case 2: }', ['not k is 1', 'not k is 2']],
    ['switch (k) { case 1: return; case 2: return; } f()', ['not k is 1', 'not k is 2']],
    ['switch (k) { case 1: return; default: } f()', ['not k is 1']],
    ['switch (k) { case 1: break; } f()', []],
    ['if (a) switch (k) { case 1: g(); break; } f()', []],
    ['switch (true) { case a > 1 && b: f(); break; case c: }', ['a > 1', 'b']],
    ['switch (true) { case a > 1: break; case !c: f() }', ['not a > 1', 'not c']],
  ] as const)('%s', ([code, expected]) => {
    expect(guardsOf(bodyOf(code))).toEqual(expected);
  });
});

describe('an assignment drops what it makes uncertain', () => {
  test.for([
    ['if (!a) return; a = b; f()', []],
    ['if (!a) return; a++; f()', []],
    ['if (!a) return; a ||= b; f()', []],
    ['if (!a) return; b = a; f()', ['a']],
    ['if (!a) return; [b, { a }] = c; f()', []],
    ['if (!a) return; ({ x: [a = 1] } = c); f()', []],
    ['if (!a) return; ({ a: b } = c); f()', ['a']],
    ['if (!a) return; [...a] = c; f()', []],
    ['if (!a) return; for (a of b) f()', []],
    ['if (!a) return; for (const a of b) f()', []],
    ['if (!a) return; try { g() } catch (a) { f() }', []],
    ['if (!a) return; const a2 = 1; f()', ['a']],
    ['if (!a || !b || !c) return; b = 1; f()', ['a', 'c']],
    ['if (!a) return; if (b) a = c; f()', []],
    ['if (!a) return; while (b) { f(); a = c }', []],
    ['if (!a) return; g(a); await h(); f()', ['a']],
    ['if (!a.b) return; a = c; f()', []],
    ['if (!a.b) return; a.b = c; f()', []],
    ['if (!a.b.c) return; a.b = c; f()', []],
    ['if (!a.b) return; a.c = c; f()', ['a.b']],
    ['if (!a) return; a.c = c; f()', ['a']],
    ['if (!a.b) return; a.b.c = c; f()', ['a.b']],
    ['if (!a.b) return; a[c] = d; f()', []],
    ['if (!a) return; a[c] = d; f()', ['a']],
    ['if (!a[c]) return; a.d = 1; f()', []],
    ['if (!a[c]) return; c = 1; f()', []],
    ['if (!a?.[c].d) return; c = 1; f()', []],
    ['if (!a["b"]) return; a.b = c; f()', []],
    ['if (!isOk(a)) return; a.b = c; f()', []],
    ['if (!a.isOk()) return; a.b = c; f()', []],
    ['if (!isOk(a.b)) return; a.c = c; f()', ['isOk(a.b)']],
    ['if (a.b !== c) return; d.b = 1; f()', ['not a.b !== c']],
    ['if (!this.a) return; this.a = 1; f()', []],
    ['if (!(a = g())) return; a = h(); f()', []],
    ['switch (k) { case 1: k = 2; f() }', []],
    ['switch (k) { case j: j = 2; f() }', []],
    ['if (!list.some(x => x.id === a)) return; a = 1; f()', []],
    ['if (!a) return; f(); a = 1', ['a']],
  ] as const)('%s', ([code, expected]) => {
    expect(guardsOf(bodyOf(code))).toEqual(expected);
  });
});

test('copies of one test are one guard', () => {
  const { graph, all } = bodyOf('try { g() } finally { if (a) f() }');
  const [one, other] = all('f()').map(point => guardsAt(graph)(point));
  expect(one).toHaveLength(1);
  expect(one?.[0]).toBe(other?.[0]);
});
