import { describe, expect, test } from 'vitest';

import { guardsAt } from '../../src/flow/guards.ts';
import { mayPrecede } from './may-precede.ts';
import { bodyOf, type Sample } from './parse-function.ts';

type Answer = 'yes' | 'no';

/** Whether the first call may be followed by the later one: by the edges alone, and when contradictory guards exclude a path. */
function follows(sample: Sample, first: string, later: string): [byEdges: Answer, feasibly: Answer] {
  const { graph, getText } = sample;
  const orders = [
    mayPrecede(graph),
    mayPrecede(graph, {
      guardsAt: guardsAt(graph),
      isStable: ({ test: tested }) => getText(tested) !== 'res.headersSent',
    }),
  ];
  const [byEdges, feasibly] = orders.map(order => (order(sample.call(first), sample.call(later)) ? 'yes' : 'no')) as [
    Answer,
    Answer,
  ];
  return [byEdges, feasibly];
}

describe('may one response be followed by another?', () => {
  test.for([
    ['if (!u) return s404(); json(u)', 's404()', 'json(u)', 'no', 'no'],
    ['if (!u) { s404() } json(u)', 's404()', 'json(u)', 'yes', 'yes'],
    ['try { u = await f(); json(u) } catch { s500() }', 'json(u)', 's500()', 'no', 'no'],
    ['try { u = await f(); if (!u) { s404(); return } json(u) } catch { s500() }', 'json(u)', 's500()', 'no', 'no'],
    ['try { u = await f(); if (!u) { s404(); return } json(u) } catch { s500() }', 's404()', 's500()', 'no', 'no'],
    ['try { json(u); await audit(); done() } catch { s500() }', 'json(u)', 's500()', 'yes', 'yes'],
    ['try { json(u); return await audit() } catch { s500() }', 'json(u)', 's500()', 'yes', 'yes'],
    ['try { f(); send(1) } finally { if (a) return; send(2) }', 'send(1)', 'send(1)', 'no', 'no'],
    ['for (x of xs) { if (bad) s400() } send(2)', 's400()', 'send(2)', 'yes', 'yes'],
    ['for (x of xs) { if (bad) s400() } send(2)', 's400()', 's400()', 'yes', 'yes'],
    ['for (x of xs) { if (bad) return s400() } send(2)', 's400()', 's400()', 'no', 'no'],
    ['switch (k) { case 1: send(1); break; case 2: send(2); default: send(3) }', 'send(2)', 'send(3)', 'yes', 'yes'],
    ['switch (k) { case 1: send(1); break; case 2: send(2); default: send(3) }', 'send(1)', 'send(2)', 'no', 'no'],
    ['switch (k) { case 1: send(1); break; case 2: send(2); default: send(3) }', 'send(1)', 'send(3)', 'no', 'no'],
    ['if (x) send(1); if (!x) send(2)', 'send(1)', 'send(2)', 'yes', 'no'],
    ['if (x) send(1); x = !x; if (!x) send(2)', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['if (x) { send(1); if (y) x = null } if (!x) send(2)', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['if (x) send(1); if (k && !x) { if (j) send(2) }', 'send(1)', 'send(2)', 'yes', 'no'],
    ['if (x) send(1); if (x) return; send(2)', 'send(1)', 'send(2)', 'yes', 'no'],
    ['if (x) send(1); if (x && y) return; send(2)', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['if (k === "a") send(1); if (k === "b") send(2)', 'send(1)', 'send(2)', 'yes', 'no'],
    ['if (!x) send(1); else if (y) send(2)', 'send(1)', 'send(2)', 'no', 'no'],
    ['send(1); throw new E(); send(2)', 'send(1)', 'send(2)', 'no', 'no'],
    ['x ? send(1) : send(2)', 'send(1)', 'send(2)', 'no', 'no'],
    ['x && send(1); y || send(2)', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['x && send(1); x || send(2)', 'send(1)', 'send(2)', 'yes', 'no'],
    ['a(send(1), send(2))', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['a(send(1), send(2))', 'send(2)', 'send(1)', 'no', 'no'],
    ['while (q.length) { send(1) } send(2)', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['while (x) { if (y) { send(1); continue } send(2) }', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['while (true) { send(1) } send(2)', 'send(1)', 'send(2)', 'no', 'no'],
    ['send(1); return send(2); send(3)', 'send(2)', 'send(3)', 'no', 'no'],
    ['if (!res.headersSent) send(1); if (res.headersSent) send(2)', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['l: for (x of xs) { for (y of ys) { send(1); continue l } send(2) }', 'send(1)', 'send(2)', 'yes', 'yes'],
    ['l: { send(1); break l; send(2) } send(3)', 'send(1)', 'send(3)', 'yes', 'yes'],
  ] as const)('%s: %s before %s', ([code, first, later, byEdges, feasibly]) => {
    expect(follows(bodyOf(code), first, later)).toEqual([byEdges, feasibly]);
  });

  test('a `finally` block follows what completed in its `try`, whichever way it left', () => {
    const { graph, all, call } = bodyOf('try { f(); send(1) } finally { end(2) }');
    const [fallThrough, thrown] = all('end(2)');
    const precedes = mayPrecede(graph);
    expect(all('end(2)')).toHaveLength(2);
    expect(precedes(call('send(1)'), fallThrough as never)).toBe(true);
    expect(precedes(call('send(1)'), thrown as never)).toBe(false);
    expect(precedes(call('f()'), thrown as never)).toBe(true);
  });

  test('a `throw` is followed by its handler', () => {
    const { graph, all, call } = bodyOf('try { throw e } catch { s500() }');
    expect(mayPrecede(graph)(all('throw e')[0] as never, call('s500()'))).toBe(true);
  });
});
