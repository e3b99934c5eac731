import { describe, expect, test } from 'vitest';

import { buildChainGraph } from '../../src/flow/build.ts';
import { chainOf, type Closures, type Times } from '../../src/flow/closure-run.ts';
import { isFunction } from '../../src/syntax/functions.ts';
import { mayPrecede } from './may-precede.ts';
import { bodyOf, type Sample } from './parse-function.ts';

/** Says that every function given to `each`, `any`, `all` or `now` runs in the course of its caller. */
const TIMES: Readonly<Record<string, Times>> = {
  now: 'once',
  maybe: 'maybe',
  each: 'many',
  any: 'until-true',
  all: 'until-false',
};

const closures: Closures = {
  runBy: ({ callee, arguments: [first] }) => {
    const times = callee.type === 'Identifier' ? TIMES[callee.name] : undefined;
    return times && first && isFunction(first) ? [{ fn: first, times }] : [];
  },
  awaitedBy: promise =>
    promise.type === 'CallExpression' &&
    promise.callee.type === 'Identifier' &&
    promise.callee.name === 'transaction' &&
    isFunction(promise.arguments[0])
      ? [{ fn: promise.arguments[0], times: 'once' }]
      : [],
  isFollowed: () => true,
  isNamed: node => node.type === 'Identifier' && node.name === 'next',
};

function follows(sample: Pick<Sample, 'graph' | 'getText'>, first: string, later: string): boolean {
  const order = mayPrecede(sample.graph);
  const points = (text: string) =>
    sample.graph.points.filter(({ kind, node }) => kind === 'call' && sample.getText(node) === text);
  expect([points(first).length, points(later).length]).not.toContain(0);
  return points(first).some(one => points(later).some(other => order(one, other)));
}

describe('a function that runs before its caller goes on', () => {
  test.for([
    ['now(() => a()); b()', 'a()', 'b()', true],
    ['now(() => a()); b()', 'b()', 'a()', false],
    ['now(() => { if (x) return a(); b() }); c()', 'a()', 'b()', false],
    ['now(() => { if (x) return a(); b() }); c()', 'a()', 'c()', true],
    ['now(() => { a(); throw e }); b()', 'a()', 'b()', false],
    ['try { now(() => { a(); throw e }) } catch { b() }', 'a()', 'b()', true],
    ['for (;;) { now(() => { a(); return }); break }', 'a()', 'a()', false],
    ['maybe(() => a()); b()', 'a()', 'b()', true],
    ['each(() => a())', 'a()', 'a()', true],
    ['each(() => { if (x) return a(); b() }); c()', 'a()', 'b()', true],
    ['each(() => { try { return a() } finally { b() } })', 'b()', 'a()', true],
    ['any(() => { a(); return true })', 'a()', 'a()', false],
    ['any(() => { a(); return false })', 'a()', 'a()', true],
    ['any(() => { a(); })', 'a()', 'a()', true],
    ['all(() => { a(); return false })', 'a()', 'a()', false],
    ['all(() => { a(); return true })', 'a()', 'a()', true],
    ['later(() => a()); b()', 'b()', 'c()', null],
  ] as const)('%s: %s before %s: %s', ([body, first, later, expected]) => {
    const sample = bodyOf(body, { closures });
    if (expected === null) {
      expect(sample.graph.inlined.size).toBe(0);
      return;
    }
    expect(follows(sample, first, later)).toBe(expected);
    expect(sample.graph.inlined.size).toBe(1);
  });
});

describe('what has run when an await is over', () => {
  test.for([
    ['await f().then(() => a()); b()', 'a()', 'b()', true],
    ['await f().then(() => a()).catch(() => b())', 'a()', 'b()', true],
    ['await f().then(() => x).catch(() => b()); c()', 'b()', 'c()', true],
    ['await f().catch(next); a()', 'f()', 'a()', true],
    ['await f().then(() => { a(); throw e }); b()', 'a()', 'b()', false],
    ['try { await f().then(() => { a(); throw e }) } catch { b() }', 'a()', 'b()', true],
    ['try { await f().then(() => { a() }).catch(() => x) } catch { b() }', 'a()', 'b()', false],
    ['await transaction(async () => { a() }); b()', 'a()', 'b()', true],
    ['await transaction(async () => { return a() }).catch(() => { b() })', 'a()', 'b()', true],
  ] as const)('%s: %s before %s: %s', ([body, first, later, expected]) => {
    expect(follows(bodyOf(body, { closures }), first, later)).toBe(expected);
  });
});

/** The graph of the chain that is the only statement. */
function chainSample(code: string): Pick<Sample, 'graph' | 'getText'> {
  const sample = bodyOf(code, { closures });
  const [statement] = sample.fn.body.type === 'BlockStatement' ? sample.fn.body.body : [];
  const chain = statement?.type === 'ExpressionStatement' ? chainOf(statement.expression) : null;
  const graph = chain && buildChainGraph(chain, sample.fn, sample.visitorKeys, { closures });
  if (!graph) throw new Error('no chain');
  return { graph, getText: sample.getText };
}

describe('the callbacks of a chain', () => {
  test.for([
    ['f().then(() => a()).then(() => b())', 'a()', 'b()', true],
    ['f().then(() => a()).then(() => b())', 'b()', 'a()', false],
    ['f().then(() => a(), () => b())', 'a()', 'b()', false],
    ['f().then(() => { a() }).catch(() => b())', 'a()', 'b()', false],
    ['f().then(() => { a(); throw e }).catch(() => b())', 'a()', 'b()', true],
    ['f().then(() => { if (x) { a(); return Promise.reject(e) } }).then(() => b())', 'a()', 'b()', false],
    ['f().then(() => { a(); return Promise.reject(e) }).catch(() => b())', 'a()', 'b()', true],
    ['f().then(() => { if (x) { a(); return new Promise(() => {}) } }).then(() => b())', 'a()', 'b()', false],
    ['f().catch(() => { a() }).then(() => b())', 'a()', 'b()', true],
    ['f().catch(() => { a(); throw e }).then(() => b())', 'a()', 'b()', false],
    ['f().then(() => { a() }).finally(() => b())', 'a()', 'b()', true],
    ['f().then(() => { a() }).finally(() => { x = 1 }).catch(() => b())', 'a()', 'b()', false],
    ['f().catch(() => { a() }).finally(next).then(() => b())', 'a()', 'b()', true],
  ] as const)('%s: %s before %s: %s', ([code, first, later, expected]) => {
    expect(follows(chainSample(code), first, later)).toBe(expected);
  });

  test('next is a point of its own', () => {
    const { graph, getText } = chainSample('f().catch(next)');
    expect(graph.points.filter(({ kind }) => kind === 'call').map(({ node }) => getText(node))).toEqual(['next']);
  });

  test('a call of another name ends it', () => {
    const { fn } = bodyOf('f().then(a).done(b)');
    const [statement] = fn.body.type === 'BlockStatement' ? fn.body.body : [];
    expect(statement?.type === 'ExpressionStatement' ? chainOf(statement.expression) : undefined).toBeNull();
  });
});
