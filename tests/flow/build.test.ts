import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, test } from 'vitest';

import { buildGraph } from '../../src/flow/build.ts';
import type { Point } from '../../src/flow/graph.ts';
import { bodyOf, parse, sampleOf, type Sample } from './parse-function.ts';

/** The points of a function in order, as `kind text`; entry, exit and raise left out. */
function pointsOf({ graph, getText }: Sample): string[] {
  return graph.points
    .slice(1, -2)
    .map(({ kind, node }) => `${kind} ${getText(node).replace(/\s+/g, ' ').replace(/;$/, '')}`);
}

/** The visitor keys of any source: those of all node types. */
const { visitorKeys } = parse('');

function isReached(point: Point | null): boolean {
  return point !== null && point.in.length > 0;
}

function edgesOf({ graph, getText }: Sample): string[] {
  const name = ({ kind, node }: Point): string =>
    kind === 'entry' || kind === 'exit' || kind === 'raise'
      ? kind
      : `${kind === 'test' ? '?' : ''}${getText(node).replace(/;$/, '')}`;
  return graph.points.flatMap(({ out }) => out.map(({ from, to, kind }) => `${name(from)} ${kind} ${name(to)}`));
}

describe('points stand in the order of evaluation', () => {
  test.for([
    ['a(b(), c()).d(e())', ['call b()', 'call c()', 'call a(b(), c())', 'call e()', 'call a(b(), c()).d(e())']],
    ['new A(b(), ...c())', ['call b()', 'call c()', 'call new A(b(), ...c())']],
    ['f()[g()](h())', ['call f()', 'call g()', 'call h()', 'call f()[g()](h())']],
    ['t`${a()} ${b()}`', ['call a()', 'call b()', 'call t`${a()} ${b()}`']],
    ['x = `${a()}`', ['call a()', 'assign x = `${a()}`']],
    ['a()?.b?.(c())', ['call a()', 'call c()', 'call a()?.b?.(c())']],
    ['await import(f())', ['call f()', 'call import(f())', 'await await import(f())']],
    ['a().x = b()', ['call a()', 'call b()', 'assign a().x = b()']],
    ['a()[b()] += c()', ['call a()', 'call b()', 'call c()', 'assign a()[b()] += c()']],
    [
      '({ [k()]: o()[p()] } = v())',
      ['call v()', 'call k()', 'call o()', 'call p()', 'assign { [k()]: o()[p()] } = v()'],
    ],
    ['a()[i()]++', ['call a()', 'call i()', 'assign a()[i()]++']],
    ['const { x, ...y } = f(), z = g(x)', ['call f()', 'assign { x, ...y } = f()', 'call g(x)', 'assign z = g(x)']],
    ['let x; f(x)', ['call f(x)']],
    [
      '[a(), { [b()]: c(), ...d() }], -e(), typeof f()',
      ['call a()', 'call b()', 'call c()', 'call d()', 'call e()', 'call f()'],
    ],
    [
      'f(() => g(), function () { h() })',
      ['closure () => g()', 'closure function () { h() }', 'call f(() => g(), function () { h() })'],
    ],
    ['(() => f())()', ['closure () => f()', 'call (() => f())()']],
    ['throw new E()', ['call new E()', 'throw throw new E()']],
    ['return f()', ['call f()', 'return return f()']],
    ['with (a()) b()', ['call a()', 'call b()']],
    ['debugger; ; f(super_, this, import_.meta)', ['call f(super_, this, import_.meta)']],
  ] as const)('%s', ([code, expected]) => {
    expect(pointsOf(bodyOf(code))).toEqual(expected);
  });

  test('a class is created after its superclass and computed keys; its bodies are not run', () => {
    expect(
      pointsOf(bodyOf('class A extends b() { [c()]() { d() } static { e() } static f = g(); static [h()] = 1 }')),
    ).toEqual([
      'call b()',
      'call c()',
      'call h()',
      'closure class A extends b() { [c()]() { d() } static { e() } static f = g(); static [h()] = 1 }',
    ]);
  });

  test('function declarations are created where their block starts, even in dead code', () => {
    const sample = bodyOf('f(); return; function f() {} { g(); function g() {} }');
    expect(pointsOf(sample)).toEqual([
      'closure function f() {}',
      'call f()',
      'return return',
      'closure function g() {}',
      'call g()',
    ]);
    expect(isReached(sample.all('function f() {}')[0] ?? null)).toBe(true);
    expect(isReached(sample.call('g()'))).toBe(false);
  });

  test('what TypeScript adds is looked through or left out', () => {
    const sample = bodyOf(
      'enum E { A = f() } type T = typeof g; declare const d: T; (h() as any)!.i<T>(<U>j() satisfies V); k<T>;',
    );
    expect(pointsOf(sample)).toEqual(['call h()', 'call j()', 'call (h() as any)!.i<T>(<U>j() satisfies V)']);
  });

  test('`using` evaluates its value', () => {
    expect(pointsOf(bodyOf('await using x = await open(); f(x)'))).toEqual([
      'call open()',
      'await await open()',
      'assign x = await open()',
      'call f(x)',
    ]);
  });

  test('JSX evaluates its expressions', () => {
    const {
      ast,
      visitorKeys: keys,
      getText,
    } = parse('function f() { return <A b={c()} {...d()}>{e()} text</A> }', { jsx: true });
    const graph = buildGraph(ast.body[0] as TSESTree.FunctionDeclaration, keys);
    expect(graph?.points.filter(({ kind }) => kind === 'call').map(({ node }) => getText(node))).toEqual([
      'c()',
      'd()',
      'e()',
    ]);
  });

  test('generators wait at `yield`', () => {
    expect(pointsOf(sampleOf('function* g() { const x = yield f(); yield; yield* h() }'))).toEqual([
      'call f()',
      'await yield f()',
      'assign x = yield f()',
      'await yield',
      'call h()',
      'await yield* h()',
    ]);
  });
});

describe('parameters and patterns', () => {
  test('defaults are evaluated at the entry, each or not', () => {
    const sample = sampleOf('function f(a = g(), { b = h(), c } = {}, ...[d = i()]) { j() }');
    expect(pointsOf(sample)).toEqual([
      'test a = g()',
      'call g()',
      'test b = h()',
      'call h()',
      'test d = i()',
      'call i()',
      'call j()',
    ]);
    expect(edgesOf(sample)).toEqual(
      expect.arrayContaining(['?a = g() true g()', '?a = g() false ?b = h()', 'g() next ?b = h()']),
    );
  });
});

describe('an expression branches only where an arm has a point', () => {
  test.for([
    ['f(a && b)', ['call f(a && b)']],
    ['f(a ? b : c)', ['call f(a ? b : c)']],
    ['f(g() ? b : c)', ['call g()', 'call f(g() ? b : c)']],
    ['f(g() && b)', ['call g()', 'call f(g() && b)']],
    ['a && f()', ['test a', 'call f()']],
    ['a && b.c && f()', ['test a', 'test b.c', 'call f()']],
    ['a ? f() : b', ['test a', 'call f()']],
    ['a && (b = c)', ['test a', 'assign b = c']],
    ['a || (() => {})', ['test a', 'closure () => {}']],
    ['a ?? f()', ['test a ?? f()', 'call f()']],
    ['a ??= b', ['test a ??= b', 'assign a ??= b']],
    ['a.b ||= f()', ['test a.b', 'call f()', 'assign a.b ||= f()']],
    ['true && f()', ['call f()']],
  ] as const)('%s', ([code, expected]) => {
    expect(pointsOf(bodyOf(code))).toEqual(expected);
  });
});

describe('conditions are split into atoms', () => {
  test.for([
    ['if (!(a && b)) f()', ['?a true ?b', '?a false f()', '?b true exit', '?b false f()']],
    ['if (a || !b) f()', ['?a true f()', '?a false ?b', '?b false f()', '?b true exit']],
    ['if (!!(a as T)!) f()', ['?a true f()', '?a false exit']],
    ['if (a?.b) f()', ['?a?.b true f()', '?a?.b false exit']],
    ['if (a ?? b) f()', ['?a ?? b true f()', '?a ?? b false exit']],
    ['if (a, b) f()', ['?b true f()', '?b false exit']],
    [
      'if ((a && b) || (c && d)) f()',
      [
        '?a true ?b',
        '?a false ?c',
        '?b true f()',
        '?b false ?c',
        '?c true ?d',
        '?d true f()',
        '?c false exit',
        '?d false exit',
      ],
    ],
    ['if (true) f(); else g()', ['entry next f()', 'f() next exit']],
    ['if (a && 0) f(); g()', ['?a true g()', '?a false g()']],
  ] as const)('%s', ([code, expected]) => {
    expect(edgesOf(bodyOf(code))).toEqual(expect.arrayContaining([...expected]));
  });

  test('a dead arm has points but no edges', () => {
    const sample = bodyOf('if (false) f(); g()');
    expect(sample.call('f()')).toMatchObject({ in: [], out: [] });
    expect(isReached(sample.call('g()'))).toBe(true);
  });
});

describe('loops', () => {
  test.for([
    ['while (true) f(); g()', 'g()', false],
    ['for (;;) f(); g()', 'g()', false],
    ['for (;;) { if (a) break; } g()', 'g()', true],
    ['while (1) { while (a) break; } g()', 'g()', false],
    ['a: while (1) { while (b) break a; } g()', 'g()', true],
    ['do { f(); } while (false); g()', 'g()', true],
    ['do { continue; } while (g())', 'g()', true],
    ['do { break; } while (g())', 'g()', false],
    ['for (;; g()) { break; }', 'g()', false],
    ['for (;; g()) { if (a) continue; return; }', 'g()', true],
    ['for (const x of y) g()', 'g()', true],
    ['a: { if (b) break a; return; } g()', 'g()', true],
    ['a: { return; } g()', 'g()', false],
    ['switch (a) { case 1: return; default: return; } g()', 'g()', false],
    ['switch (a) { case 1: return; } g()', 'g()', true],
    ['switch (a) { default: case 1: break; } g()', 'g()', true],
    ['throw a; g()', 'g()', false],
  ] as const)('%s: %s reached: %s', ([code, call, expected]) => {
    expect(isReached(bodyOf(code).call(call))).toBe(expected);
  });

  test('a loop is entered and repeated at its head', () => {
    const sample = bodyOf('while (f()) g()');
    const head = sample.graph.points.find(({ kind }) => kind === 'pass');
    expect(head?.in.map(({ from }) => from)).toEqual([sample.graph.entry, sample.call('g()')]);
    expect(head?.out.map(({ to }) => to)).toEqual([sample.call('f()')]);
  });
});

describe('pointOf and pointsOf', () => {
  test('a node that is evaluated and then tested or returned has a point for each', () => {
    const sample = sampleOf('() => f()');
    const call = sample.call('f()');
    expect(sample.graph.pointOf(call.node)).toBe(call);
    expect(sample.graph.pointsOf(call.node).map(({ kind }) => kind)).toEqual(['call', 'return']);
  });

  test('a node without a point has none', () => {
    const sample = bodyOf('f(a)');
    expect(sample.graph.pointOf(sample.ast)).toBeNull();
    expect(sample.graph.pointsOf(sample.fn)).toEqual([]);
  });
});

describe('options', () => {
  test('nothing follows a call that ends the path', () => {
    const endsPath = (call: TSESTree.CallExpression): boolean =>
      call.callee.type === 'Identifier' && call.callee.name === 'exit';
    const sample = bodyOf('if (a) { exit(1); f(); } g()', { endsPath });
    expect(sample.call('exit(1)').out).toEqual([]);
    expect(isReached(sample.call('f()'))).toBe(false);
    expect(sample.call('g()').in).toHaveLength(1);
  });

  test('a function past the budget of points has no graph', () => {
    const { fn } = bodyOf('f(); '.repeat(20));
    expect(buildGraph(fn, visitorKeys, { pointBudget: 23 })?.points).toHaveLength(23);
    expect(buildGraph(fn, visitorKeys, { pointBudget: 22 })).toBeNull();
  });
});

describe('generated code does not overflow the stack', () => {
  const identifier = (name: string): TSESTree.Identifier => ({ type: 'Identifier', name }) as TSESTree.Identifier;
  const call = (callee: TSESTree.Expression, ...args: TSESTree.Expression[]): TSESTree.CallExpression =>
    ({ type: 'CallExpression', callee, arguments: args }) as unknown as TSESTree.CallExpression;
  const statement = (expression: TSESTree.Expression): TSESTree.Statement =>
    ({ type: 'ExpressionStatement', expression }) as TSESTree.Statement;
  const fnOf = (...body: TSESTree.Statement[]): TSESTree.FunctionDeclaration =>
    ({
      type: 'FunctionDeclaration',
      params: [],
      body: { type: 'BlockStatement', body },
    }) as unknown as TSESTree.FunctionDeclaration;
  /** Folds a tree by hand: parsers overflow where the builder must not. */
  function fold<T>(length: number, first: T, next: (inner: T, index: number) => T): T {
    let folded = first;
    for (let index = 1; index < length; index++) folded = next(folded, index);
    return folded;
  }
  const build = (...body: TSESTree.Statement[]): number | null =>
    buildGraph(fnOf(...body), visitorKeys, { pointBudget: 50_000 })?.points.length ?? null;

  test('a + b + … of 10,000 terms', () => {
    const sum = fold<TSESTree.Expression>(
      10_000,
      call(identifier('f')),
      left =>
        ({ type: 'BinaryExpression', operator: '+', left, right: call(identifier('f')) }) as TSESTree.BinaryExpression,
    );
    expect(build(statement(sum))).toBe(10_003);
  });

  test('a.b().b() … of 10,000 calls', () => {
    const chain = fold<TSESTree.Expression>(10_000, call(identifier('f')), object =>
      call({
        type: 'MemberExpression',
        object,
        property: identifier('b'),
        computed: false,
      } as TSESTree.MemberExpression),
    );
    expect(build(statement(chain))).toBe(10_003);
  });

  test('an else-if chain of 5,000', () => {
    const chain = fold<TSESTree.Statement>(
      5_000,
      statement(call(identifier('f'))),
      alternate =>
        ({
          type: 'IfStatement',
          test: identifier('a'),
          consequent: statement(call(identifier('f'))),
          alternate,
        }) as TSESTree.IfStatement,
    );
    expect(build(chain)).toBe(2 * 4_999 + 1 + 3);
  });

  test('a && b && … of 10,000 operands, tested and in value position', () => {
    const and = fold<TSESTree.Expression>(
      10_000,
      identifier('a'),
      left =>
        ({
          type: 'LogicalExpression',
          operator: '&&',
          left,
          right: call(identifier('f')),
        }) as TSESTree.LogicalExpression,
    );
    expect(
      build({
        type: 'IfStatement',
        test: and,
        consequent: statement(call(identifier('f'))),
        alternate: null,
      } as TSESTree.IfStatement),
    ).toBe(1 + 2 * 9_999 + 1 + 3);
    expect(build(statement(and))).toBe(1 + 2 * 9_998 + 1 + 3);
  });

  test('a ? f() : b ? f() : … of 5,000 arms', () => {
    const ternary = fold<TSESTree.Expression>(
      5_000,
      identifier('z'),
      alternate =>
        ({
          type: 'ConditionalExpression',
          test: identifier('a'),
          consequent: call(identifier('f')),
          alternate,
        }) as TSESTree.ConditionalExpression,
    );
    expect(build(statement(ternary))).toBe(2 * 4_999 + 3);
  });

  test('what nests too deep otherwise has no graph', () => {
    const nested = fold<TSESTree.Expression>(10_000, identifier('a'), inner => call(identifier('f'), inner));
    expect(build(statement(nested))).toBeNull();
    const blocks = fold<TSESTree.Statement>(
      10_000,
      statement(identifier('a')),
      inner => ({ type: 'BlockStatement', body: [inner] }) as unknown as TSESTree.Statement,
    );
    expect(build(blocks)).toBeNull();
  });

  test('200 nested calls have one', () => {
    const nested = fold<TSESTree.Expression>(201, identifier('a'), inner => call(identifier('f'), inner));
    expect(build(statement(nested))).toBe(203);
  });
});
