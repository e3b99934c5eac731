import { describe, expect, test } from 'vitest';

import { solve, solveAfter, type Analysis } from '../../src/flow/solve.ts';
import { bodyOf, type Sample } from './parse-function.ts';

type Paths = 'every path' | 'some paths' | 'no path';

/** On which paths the header is set when a call is made. */
function headerPaths(sample: Sample, call: string): Paths | null {
  return solve<Paths>(sample.graph, {
    initial: 'no path',
    transfer: ({ node }, state) => (sample.getText(node) === 'setHeader()' ? 'every path' : state),
    join: (a, b) => (a === b ? a : 'some paths'),
    equals: (a, b) => a === b,
  }).get(sample.call(call));
}

describe('a header set before a response', () => {
  test.for([
    ['if (a) setHeader(); else setHeader(); send()', 'every path'],
    ['if (a) setHeader(); send()', 'some paths'],
    ['try { setHeader(); g() } catch {} send()', 'some paths'],
    ['try { setHeader(); send() } catch {}', 'every path'],
    ['try { setHeader(); g() } catch { send() }', 'some paths'],
    ['try { setHeader() } catch { send() }', 'no path'],
    ['setHeader(); try { g() } catch { send() }', 'every path'],
    ['try { g() } finally { setHeader() } send()', 'every path'],
    ['switch (k) { case 1: setHeader(); break; default: setHeader() } send()', 'every path'],
    ['switch (k) { case 1: setHeader(); break; case 2: setHeader() } send()', 'some paths'],
    ['for (const x of y) setHeader(); send()', 'some paths'],
    ['do setHeader(); while (a); send()', 'every path'],
    ['while (true) { if (a) { setHeader(); break } } send()', 'every path'],
    ['if (!a) return; setHeader(); send()', 'every path'],
    ['if (!a) throw b; else setHeader(); send()', 'every path'],
    ['a && setHeader(); send()', 'some paths'],
    ['a ?? setHeader(); send()', 'some paths'],
    ['send(); setHeader()', 'no path'],
    ['return; send()', null],
  ] as const)('%s: %s', ([code, expected]) => {
    expect(headerPaths(bodyOf(code), 'send()')).toBe(expected);
  });
});

describe('edges', () => {
  /** How many responses may have been sent before a call, where `res.headersSent` is what it says. */
  function sentBefore(sample: Sample, call: string): readonly boolean[] | null {
    const { graph, getText } = sample;
    const states = solve<readonly boolean[]>(graph, {
      initial: [false],
      transfer: ({ kind, node }, state) => (kind === 'call' && getText(node).startsWith('send(') ? [true] : state),
      edge: ({ guard }, state) => {
        if (!guard || getText(guard.test) !== 'res.headersSent') return state;
        return state.includes(guard.holds) ? [guard.holds] : null;
      },
      join: (a, b) => [false, true].filter(sent => a.includes(sent) || b.includes(sent)),
      equals: (a, b) => a.join() === b.join(),
    });
    return states.get(sample.call(call));
  }

  test.for([
    ['try { send(1); await g() } catch { s500() }', 's500()', [false, true]],
    ['try { send(1); await g() } catch { if (!res.headersSent) s500() }', 's500()', [false]],
    ['try { send(1); await g() } catch { if (res.headersSent) return; s500() }', 's500()', [false]],
    ['send(1); if (!res.headersSent) s500()', 's500()', null],
    ['if (res.headersSent) return next(); s500()', 'next()', null],
  ] as const)('%s: sent before %s: %s', ([code, call, expected]) => {
    expect(sentBefore(bodyOf(code), call)).toEqual(expected);
  });
});

describe('states of exceptions', () => {
  const collect = (sample: Sample): Analysis<string> => ({
    initial: '',
    transfer: ({ kind, node }, state) =>
      kind === 'call' || kind === 'throw' ? `${state}${sample.getText(node).replace(/;$/, '')} ` : state,
    join: (a, b) => [...new Set([...a.split('|'), ...b.split('|')])].sort().join('|'),
    equals: (a, b) => a === b,
  });

  test('what throws has not happened, save a `throw`', () => {
    const sample = bodyOf('try { a(); b(); throw c } catch { d() }');
    expect(solve(sample.graph, collect(sample)).get(sample.call('d()'))).toBe('|a() |a() b() throw c ');
  });

  test('an uncaught exception ends the function; only `throw` is drawn', () => {
    const sample = bodyOf('a(); if (b) throw c; d()');
    const states = solve(sample.graph, collect(sample));
    expect(states.get(sample.graph.raise)).toBe('a() throw c ');
    expect(states.get(sample.graph.exit)).toBe('a() d() ');
  });

  test('what follows a point starts where it has completed', () => {
    const sample = bodyOf('try { a(); b() } catch { c() } d()');
    const after = solveAfter(sample.graph, sample.call('b()'), { ...collect(sample), initial: 'start ' });
    expect(after.get(sample.call('c()'))).toBeNull();
    expect(after.get(sample.call('b()'))).toBeNull();
    expect(after.get(sample.call('d()'))).toBe('start b() ');
  });
});
