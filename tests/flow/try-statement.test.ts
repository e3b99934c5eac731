import { describe, expect, test } from 'vitest';

import { buildGraph } from '../../src/flow/build.ts';
import type { Point } from '../../src/flow/graph.ts';
import { mayPrecede } from './may-precede.ts';
import { bodyOf, type Sample } from './parse-function.ts';

/** Where each live copy of the `finally` block's `f()` goes on to. */
function continuations({ getText, all }: Sample): string[] {
  const name = ({ kind, node }: Point): string =>
    kind === 'exit' || kind === 'raise' ? kind : getText(node).replace(/;$/, '');
  return all('f()').map(point => point.out.map(({ to }) => name(to)).join());
}

describe('a `finally` block is copied once for each way out', () => {
  test.for([
    ['try { a() } finally { f() } z()', ['z()', 'raise']],
    ['try { return a() } finally { f() } z()', ['exit', 'raise']],
    ['try { if (a) return; b() } finally { f() } z()', ['z()', 'raise', 'exit']],
    ['try { if (a) return 1; if (b) return 2; return 3 } finally { f() }', ['exit', 'raise']],
    ['try { throw a } finally { f() } z()', ['raise']],
    ['try { if (a) throw b; throw c } catch { b() } finally { f() } z()', ['z()', 'raise']],
    ['try { a() } catch (e) { throw e } finally { f() } z()', ['z()', 'raise']],
    ['try { a() } finally { f(); return }', ['return', 'return']],
    [
      'while (a) { try { if (b) break; if (c) continue; d() } finally { f() } y() } z()',
      ['y()', 'z()', 'raise', 'while (a) { try { if (b) break; if (c) continue; d() } finally { f() } y() }'],
    ],
    ['try { try { a() } finally { f() } } catch { y() } z()', ['y(),z()', 'y(),y()']],
    ['l: { try { break l } finally { f() } y() } z()', ['z()', 'raise']],
  ] as const)('%s', ([code, expected]) => {
    expect(continuations(bodyOf(code)).sort()).toEqual([...expected].sort());
  });

  test('a jump runs each `finally` on its way', () => {
    const sample = bodyOf('for (;;) { try { try { break } finally { f() } } finally { g() } } z()');
    expect(continuations(sample)).toEqual(expect.arrayContaining([expect.stringContaining('g()')]));
    const precedes = mayPrecede(sample.graph);
    const [breaking] = sample.all('break');
    expect(breaking).toBeUndefined();
    expect(sample.all('f()').some(copy => precedes(copy, sample.call('z()')))).toBe(true);
    // No way to the end but by both of them.
    expect(sample.call('z()').in.map(({ from }) => sample.getText(from.node))).toEqual(['g()']);
  });

  test('more than eight ways out are not followed', () => {
    const labels = (count: number): string => {
      const names = Array.from({ length: count }, (_, index) => `l${index}`);
      return `${names.map(name => `${name}: {`).join(' ')} try { ${names.map((name, index) => `if (a${index}) break ${name};`).join(' ')} } finally { f() } ${'}'.repeat(count)}`;
    };
    // Falling through and throwing are two of them.
    expect(bodyOf(labels(6)).all('f()')).toHaveLength(8);
    expect(() => bodyOf(labels(7))).toThrow('no graph');
  });
});

describe('nesting is not exponential', () => {
  const nest = (depth: number, wrap: (inner: string, level: number) => string): string =>
    Array.from({ length: depth }).reduce<string>((inner, _, level) => wrap(inner, level), 'if (a) return; send()');
  const sizeOf = (body: string): number => bodyOf(body, { pointBudget: 100_000 }).graph.points.length;

  test.for([
    ['in the block', (inner: string) => `try { ${inner} } finally { f() }`],
    ['in the `finally`', (inner: string) => `try { if (b) return; g() } finally { ${inner} }`],
    [
      'in both',
      (inner: string, level: number) =>
        level % 2 ? `try { ${inner} } finally { f() }` : `try { if (b) return; g() } finally { ${inner} }`,
    ],
    ['in the `catch`', (inner: string) => `try { g() } catch (e) { ${inner} } finally { f() }`],
  ] as const)('%s', ([, wrap]) => {
    const [six, twelve] = [sizeOf(nest(6, wrap)), sizeOf(nest(12, wrap))];
    expect(twelve).toBeLessThan(6 * six);
    expect(twelve).toBeLessThan(1500);
  });

  test('and what is exponential all the same is given up', () => {
    const code = nest(
      14,
      inner => `try { g() } finally { for (const x of y) { try { h(); if (x) continue; } finally { ${inner} } } }`,
    );
    const { fn, visitorKeys } = bodyOf('');
    expect(buildGraph(fn, visitorKeys)).not.toBeNull();
    expect(() => bodyOf(code)).toThrow('no graph');
  });
});

describe('what a `catch` may come from', () => {
  test.for([
    ['try { a(); b = c } catch { s500() }', ['try', 'a()']],
    ['try { await a } catch { s500() }', ['try', 'await a']],
    ['try { new A() } catch { s500() }', ['try', 'new A()']],
    ['try { a`b` } catch { s500() }', ['try', 'a`b`']],
    ['try { for await (const x of y) ; } catch { s500() }', ['try', 'for await (const x of y) ']],
    ['try { if (a) throw b } catch { s500() }', ['try', 'throw b']],
    ['try { const { a } = b } catch { s500() }', ['try']],
    ['try { (() => { throw a })() } catch { s500() }', ['try', '(() => { throw a })()']],
    ['try { try { a() } finally { b = 1 } } catch { s500() }', ['try', 'b = 1']],
  ] as const)('%s', ([code, expected]) => {
    const { call, getText } = bodyOf(code);
    const sources = call('s500()').in.map(({ from }) =>
      from.node.type === 'TryStatement' ? 'try' : getText(from.node).replace(/;$/, ''),
    );
    expect(sources).toEqual(expected);
  });

  test('outside of a `try` only `throw` has an edge to the exceptional end', () => {
    const { graph, getText } = bodyOf('a(); try { b() } catch { c() } await d(); if (e) throw f');
    expect(graph.raise.in.map(({ from }) => getText(from.node))).toEqual(['throw f']);
    expect(
      graph.points
        .flatMap(({ out }) => out)
        .filter(({ kind }) => kind === 'throw')
        .map(({ from }) => getText(from.node).slice(0, 7)),
    ).toEqual(['try { b', 'b()', 'throw f']);
  });
});
