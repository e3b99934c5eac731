import { describe, expect, it } from 'vitest';

import type { Guard } from '../../../src/flow/graph.ts';
import type { File } from '../../../src/model/definitions/file.ts';
import { failuresCaughtBy, summaryOf, type Failures, type Site } from '../../../src/model/summaries/summary.ts';
import { descendants } from '../../../src/syntax/descendants.ts';
import { functionName, isFunction, type FunctionNode } from '../../../src/syntax/functions.ts';
import { express, present, readCode } from '../../read-code.ts';

const fileOf = (code: string): File => readCode(`${express('')}\n${code}`).file;

/** The function of this name in a file. */
function functionIn(file: File, name: string): FunctionNode {
  const nodes = [...descendants(file.sourceCode.ast, file.sourceCode.visitorKeys)];
  return present(nodes.filter(node => isFunction(node)).find(fn => functionName(fn) === name));
}

/** The catch of a file whose error has this name. */
function catchIn(file: File, name = 'error') {
  const nodes = [...descendants(file.sourceCode.ast, file.sourceCode.visitorKeys)];
  const clauses = nodes.filter(node => node.type === 'CatchClause');
  return present(clauses.find(({ param }) => param?.type === 'Identifier' && param.name === name));
}

function where({ guards }: Pick<Site, 'guards'>, file: File): string {
  const said = guards.map(({ test, holds }: Guard) => `${holds ? '' : 'not '}${file.text(test)}`);
  return said.length > 0 ? ` where ${said.join(', ')}` : '';
}

/** What fails, each in one line. */
function describeFailures({ throws, calls }: Failures, file: File): readonly string[] {
  return [
    ...throws.map(one => `throws ${file.text(one.error)}${one.passes ? ' on' : ''}${where(one, file)}`),
    ...calls.map(one => `calls ${file.text(one.node)}${one.rejects ? '' : ' now'}${where(one, file)}`),
  ];
}

/** What leaves the function `a` of a file. */
function leaves(code: string): readonly string[] {
  const file = fileOf(code);
  return describeFailures(summaryOf(functionIn(file, 'a'), file), file);
}

describe('what leaves a function', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'its throws with their guards',
      'function a(x) { if (!x) throw new Gone(); if (x.old && x.slow) throw new Slow(); }',
      ['throws new Gone() where not x', 'throws new Slow() where x, x.old, x.slow'],
    ],
    [
      'what it calls, as it is called or later',
      'async function a(x) { if (x) await f(x); g(); return h(); }',
      ['calls f(x) where x', 'calls g() now', 'calls h()'],
    ],
    ['what arises in its catch', 'function a() { try { throw one; } catch { throw two; } }', ['throws two']],
    ['nothing that it catches', 'function a() { try { throw one; f(); } catch {} }', []],
    [
      'an error that it throws on',
      'function a() { try { f(); } catch (error) { if (error.code === 5) throw new Taken(); throw error; } }',
      ['throws new Taken() where error.code === 5', 'throws error on where not error.code === 5'],
    ],
    [
      'an error that the callback of a promise throws on',
      'function a() { return f().catch(error => { throw error; }); }',
      ['throws error on', 'calls f().catch(error => { throw error; })', 'calls f() now'],
    ],
    [
      'an error of its own under the name of a parameter',
      'function a() { try { f(); } catch (error) { const made = new Gone(); throw made; } }',
      ['throws made'],
    ],
    [
      'what a callback of a list throws, with the guards around both',
      'function a(list) { if (list) list.forEach(one => { if (!one) throw new Gone(); }); }',
      [
        'throws new Gone() where list, not one',
        'calls list.forEach(one => { if (!one) throw new Gone(); }) now where list',
      ],
    ],
    [
      'what its chain throws that it returns',
      'function a() { return find().then(one => { if (!one) throw new Gone(); return one; }); }',
      [
        'throws new Gone() where not one',
        'calls find().then(one => { if (!one) throw new Gone(); return one; })',
        'calls find()',
      ],
    ],
    ['nothing of a function in it', 'function a() { const b = () => { throw one; }; return b; }', []],
    [
      'nothing of what runs later without being waited for',
      'function a() { setTimeout(async () => { throw one; }, 5); }',
      ['calls setTimeout(async () => { throw one; }, 5) now'],
    ],
    [
      'what it returns without await in a try',
      'async function a() { try { return f(); } catch { return null; } }',
      ['calls f()'],
    ],
    ['nothing that it returns with await in a try', 'async function a() { try { return await f(); } catch {} }', []],
    ['nothing that no way leads to', 'function a() { return 1; throw one; }', []],
    ['what its one expression calls', 'const a = x => f(x);', ['calls f(x)']],
  ])('is %s', (_, code, expected) => {
    expect(leaves(code)).toEqual(expected);
  });
});

describe('what a function returns', () => {
  it.each<[string, readonly string[]]>([
    [
      'function a(x) { if (!x) return null; if (x.old) return { ok: false }; return x; }',
      ['null where not x', '{ ok: false } where x, x.old', 'x where x, not x.old'],
    ],
    ['const a = x => x.name;', ['x.name']],
    ['function a() { const b = () => 5; b(); }', []],
    ['function a(x) { try { return f(x); } catch { return false; } }', ['f(x)', 'false']],
    ['function a(x) { switch (x) { case 1: return one; default: return two; } }', ['one', 'two']],
  ])('%s', (code, expected) => {
    const file = fileOf(code);
    const { returns } = summaryOf(functionIn(file, 'a'), file);
    const isSwitch = code.includes('switch');
    expect(returns.map(one => `${file.text(one.value)}${isSwitch ? '' : where(one, file)}`)).toEqual(expected);
  });

  it('is read once', () => {
    const file = fileOf('function a() { throw one; }');
    const fn = functionIn(file, 'a');
    expect(summaryOf(fn, file)).toBe(summaryOf(fn, file));
  });
});

describe('a function', () => {
  it.each([
    ['function a(text) { throw new Gone(text); }', true],
    ['function a(text) { log(text); throw new Gone(text); }', true],
    ['function a(x) { if (x) { throw new Gone(); } else { throw new Slow(); } }', true],
    ['function a(x) { if (x) throw new Gone(); }', false],
    ['function a(x) { if (x) return; throw new Gone(); }', false],
    ['function a(x) { if (x) return x; throw new Gone(); }', false],
    ['const a = () => fail();', false],
    ['function a() { try { throw new Gone(); } catch { } }', false],
  ])('always throws: %s', (code, expected) => {
    const file = fileOf(code);
    expect(summaryOf(functionIn(file, 'a'), file).alwaysThrows).toBe(expected);
  });
});

describe('what comes to a catch', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'what its try throws and calls',
      'async function a(x) { try { if (!x) throw new Gone(); await f(); g(); } catch (error) { h(error); } }',
      ['throws new Gone() where not x', 'calls f() where x', 'calls g() now where x'],
    ],
    [
      'no promise that is caught in its chain',
      'async function a() { try { await f().catch(() => null); } catch (error) { c(); } }',
      ['calls f().catch(() => null)', 'calls f() now'],
    ],
  ])('is %s', (_, code, expected) => {
    const file = fileOf(code);
    expect(describeFailures(failuresCaughtBy(catchIn(file), file), file)).toEqual(expected);
  });

  it('is what the outer of two catches is thrown by the inner', () => {
    const file = fileOf(
      'async function a() { try { try { f(); } catch (inner) { if (inner.known) throw inner; throw new Gone(); } } catch (outer) { b(); } }',
    );
    expect(describeFailures(failuresCaughtBy(catchIn(file, 'outer'), file), file)).toEqual([
      'throws inner on where inner.known',
      'throws new Gone() where not inner.known',
    ]);
  });

  it('is what a chain leads to its callback', () => {
    const file = fileOf(
      'function a() { find().then(one => { if (!one) throw new Gone(); }).catch(function b(error) { log(error); }); }',
    );
    const callback = functionIn(file, 'b');
    expect(describeFailures(failuresCaughtBy(callback, file), file)).toEqual([
      'throws new Gone() where not one',
      'calls find().then(one => { if (!one) throw new Gone(); })',
      'calls find()',
    ]);
  });
});
