import { describe, expect, it } from 'vitest';

import { destinationOf } from '../../../src/model/summaries/destination.ts';
import { functionName } from '../../../src/syntax/functions.ts';
import { express, nodeOf, readCode } from '../../read-code.ts';

/** Where a failure goes that arises at the last node with this text in a file, in one word: the catch or callback by its line, the function by its name. */
function destination(code: string, at: string, rejects: boolean): string {
  const { file } = readCode(`${express('')}\n${code}`);
  const found = destinationOf(nodeOf(file, at), rejects);
  if (found.is === 'lost') return 'lost';
  if (found.is === 'caught') return `caught by ${file.text(found.by).replace(/\s+/g, ' ')}`;
  return found.fn ? `leaves ${functionName(found.fn) ?? file.text(found.fn).slice(0, 12)}` : 'leaves the file';
}

describe('what is thrown', () => {
  it.each([
    ['to the catch around it', 'function a() { try { throw x(); } catch { b(); } }', 'caught by catch { b(); }'],
    [
      'to the innermost catch',
      'function a() { try { try { throw x(); } catch { b(); } } catch { c(); } }',
      'caught by catch { b(); }',
    ],
    [
      'past a try without a catch',
      'function a() { try { try { throw x(); } finally { b(); } } catch { c(); } }',
      'caught by catch { c(); }',
    ],
    [
      'out of a catch to the one around that',
      'function a() { try { try { b(); } catch { throw x(); } } catch { c(); } }',
      'caught by catch { c(); }',
    ],
    ['out of a catch', 'function a() { try { b(); } catch { throw x(); } }', 'leaves a'],
    ['out of what is done finally', 'function a() { try { b(); } catch { c(); } finally { throw x(); } }', 'leaves a'],
    ['out of its function', 'function a() { throw x(); }', 'leaves a'],
    ['out of the file', 'throw x();', 'leaves the file'],
    [
      'out of a function that is only made in a try',
      'try { const a = () => { throw x(); }; } catch { b(); }',
      'leaves a',
    ],
    [
      'through a callback of a list',
      'function a() { try { list.forEach(one => { throw x(); }); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    ['through a callback of a list out of a function', 'function a() { list.map(one => { throw x(); }); }', 'leaves a'],
    [
      'nowhere from an async callback of a list',
      'function a() { try { list.forEach(async one => { throw x(); }); } catch { b(); } }',
      'lost',
    ],
    [
      'to where the promises of a list are waited for',
      'async function a() { try { await Promise.all(list.map(async one => { throw x(); })); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    [
      'to where the chain of its callback is waited for',
      'async function a() { try { await find().then(one => { throw x(); }); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    [
      'to the end of the chain of its callback',
      'function a() { find().then(one => { throw x(); }).catch(error => b(error)); }',
      'caught by error => b(error)',
    ],
    ['nowhere from a chain that nobody waits for', 'function a() { find().then(one => { throw x(); }); }', 'lost'],
    [
      'to where a call is waited for that is given an async callback',
      'async function a() { try { await database.transaction(async t => { throw x(); }); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    [
      'nowhere from an async callback of a call that nobody waits for',
      'function a() { try { setTimeout(async () => { throw x(); }, 5); } catch { b(); } }',
      'lost',
    ],
    [
      'out of a callback that runs later',
      'function a() { try { emitter.on("end", () => { throw x(); }); } catch { b(); } }',
      'leaves () => { thro',
    ],
  ])('goes %s', (_, code, expected) => {
    expect(destination(code, 'throw x();', false)).toBe(expected);
  });
});

describe('what a promise is rejected with', () => {
  it.each([
    [
      'to the catch around its await',
      'async function a() { try { await f(); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    ['out of the function that awaits it', 'async function a() { await f(); }', 'leaves a'],
    ['nowhere, if nobody waits', 'async function a() { try { f(); } catch { b(); } }', 'lost'],
    ['nowhere, if it is kept', 'async function a() { try { const one = f(); } catch { b(); } }', 'lost'],
    ['out of a function that returns it', 'async function a() { return f(); }', 'leaves a'],
    ['past the catch around its return', 'async function a() { try { return f(); } catch { b(); } }', 'leaves a'],
    [
      'to the catch around a return that awaits',
      'async function a() { try { return await f(); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    ['out of an arrow function', 'const a = () => f();', 'leaves a'],
    [
      'to the callback of its catch',
      'async function a() { try { await f().catch(error => b(error)); } catch { c(); } }',
      'caught by error => b(error)',
    ],
    [
      'to the second callback of its then',
      'function a() { return f().then(one => one, error => b(error)); }',
      'caught by error => b(error)',
    ],
    [
      'past a then and a finally',
      'async function a() { try { await f().then(one => one).finally(() => c()); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    [
      'to where others are waited for too',
      'async function a() { try { await Promise.all([g(), f()]); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    [
      'nowhere, if all are waited for whatever comes of them',
      'async function a() { try { await Promise.allSettled([g(), f()]); } catch { b(); } }',
      'lost',
    ],
    [
      'through what is chosen',
      'async function a() { try { const one = await (kept ?? (c ? f() : d)); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    ['nowhere, if it is what is asked', 'async function a() { try { await (f() ? c : d); } catch { b(); } }', 'lost'],
    [
      'through the chain of a query',
      'async function a() { try { await f().where({ id }).first(); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
    [
      'to where a list of them is waited for',
      'async function a() { try { await Promise.all(list.map(one => f())); } catch { b(); } }',
      'caught by catch { b(); }',
    ],
  ])('goes %s', (_, code, expected) => {
    expect(destination(code, 'f()', true)).toBe(expected);
  });

  it('goes elsewhere than what the same call throws as it is made', () => {
    const code = 'async function a() { try { return f(); } catch { b(); } }';
    expect(destination(code, 'f()', true)).toBe('leaves a');
    expect(destination(code, 'f()', false)).toBe('caught by catch { b(); }');
  });
});
