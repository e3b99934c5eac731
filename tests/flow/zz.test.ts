import { test } from 'vitest';
import * as espree from 'espree';
import { KEYS } from 'eslint-visitor-keys';
import { parse } from './parse-function.ts';
import { buildGraph } from '../../src/flow/build.ts';
import { guardsAt } from '../../src/flow/guards.ts';
import { mayPrecede } from '../../src/flow/order.ts';
const handler = (i: number) => `async function h${i}(req, res) {
  const id = Number(req.params.id);
  if (!req.user) return res.status(401).json({ error: 'x' });
  if (Number.isNaN(id)) { res.status(400).json({ error: 'bad' }); return; }
  try {
    const item = await db.items.findOne({ where: { id } });
    if (!item) { return res.status(404).json({ error: 'none' }); }
    if (item.owner !== req.user.id && !req.user.admin) return res.status(403).json({ error: 'no' });
    for (const tag of req.body.tags || []) { if (!tag.ok) { return res.status(422).json({ tag }); } await item.add(tag); }
    await item.save();
    res.status(200).json(item);
  } catch (err) {
    if (err.code === 11000) return res.status(409).json({ error: 'dup' });
    res.status(500).json({ error: err.message });
  }
}`;
test('perf', () => {
  const { ast, visitorKeys, getText } = parse(Array.from({ length: 200 }, (_, i) => handler(i)).join('\n'));
  const fns = ast.body as any[];
  for (let round = 0; round < 6; round++) {
    const t0 = performance.now();
    const graphs = fns.map(fn => buildGraph(fn, visitorKeys)!);
    const t1 = performance.now();
    const gs = graphs.map(g => guardsAt(g));
    const t2 = performance.now();
    let pairs = 0;
    graphs.forEach((g, k) => { const p = mayPrecede(g, { guardsAt: gs[k]!, getText }); const calls = g.points.filter(q => q.kind === 'call' && getText(q.node).includes('.json(')); for (const a of calls) for (const b of calls) if (p(a, b)) pairs++; });
    const t3 = performance.now();
    console.log(`points ${graphs[0]!.points.length} calls build ${(t1 - t0).toFixed(1)} guards ${(t2 - t1).toFixed(1)} feasible order ${(t3 - t2).toFixed(1)} pairs ${pairs}`);
  }
});
test('deep', () => {
  const tryIt = (name: string, code: string) => {
    try {
      let fn: any, keys: any;
      try { const p = parse(code); fn = p.ast.body[0]; keys = p.visitorKeys; } catch (e) { console.log(name, 'ts parser', String(e).slice(0, 60)); fn = (espree as any).parse(code, { ecmaVersion: 'latest' }).body[0]; keys = KEYS; }
      const t = performance.now();
      const g = buildGraph(fn, keys, { pointBudget: 100000 });
      console.log(name, g?.points.length ?? null, (performance.now() - t).toFixed(1));
      if (g) { const t = performance.now(); guardsAt(g)(g.exit); console.log('  guards', (performance.now() - t).toFixed(1)); }
    } catch (e) { console.log(name, String(e).slice(0, 100)); }
  };
  const n = (k: number, f: (i: number) => string, sep = '') => Array.from({ length: k }, (_, i) => f(i)).join(sep);
  tryIt('plus', `function f() { return ${n(10000, () => 'a', ' + ')} }`);
  tryIt('plus calls', `function f() { return ${n(3000, () => 'a()', ' + ')} }`);
  tryIt('and', `function f() { if (${n(3000, i => 'a' + i, ' && ')}) b() }`);
  tryIt('and value', `function f() { return ${n(3000, i => 'a' + i + '()', ' && ')} }`);
  tryIt('coalesce value', `function f() { return ${n(3000, i => 'a' + i + '()', ' ?? ')} }`);
  tryIt('elseif', `function f() { ${n(5000, i => `if (a${i}) b${i}()`, ' else ')} }`);
  tryIt('elseif1000', `function f() { ${n(1000, i => `if (a${i}) b${i}()`, ' else ')} }`);
  tryIt('ternary', `function f() { return ${n(1000, i => `a${i} ? b${i}() : `)} 1 }`);
  tryIt('chain', `function f() { return a${n(3000, i => `.b${i}(${i})`)} }`);
  tryIt('nested calls', `function f() { return ${n(1000, () => 'a(')}${n(1000, () => ')')} }`);
  tryIt('nested blocks', `function f() { ${n(1000, () => 'if (a) {')}${n(1000, () => '}')} }`);
  tryIt('nested calls499', `function f() { return ${n(480, () => 'a(')}${n(480, () => ')')} }`);
  tryIt('nested blocks', `function f() { ${n(240, () => 'if (a) {')}${n(240, () => '}')} }`);
  tryIt('ifs', `function f() { ${n(5000, i => `if (a${i}) b${i}();`)} }`);
  tryIt('early returns', `function f() { ${n(2000, i => `if (a${i}) return b${i}();`)} }`);
  tryIt('early returns+assign', `function f() { ${n(1500, i => `if (a${i}) return b${i}(); x = ${i};`)} }`);
  tryIt('tries', `function f() { ${n(500, i => `try { b${i}() } catch { c() } finally { d() }`)} }`);
});
