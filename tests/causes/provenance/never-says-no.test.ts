import { expect, it } from 'vitest';

import { neverSaysNo } from '../../../src/causes/provenance/never-says-no.ts';
import { ask } from '../reading.ts';

it.each([
  ['function isOk(a) { if (!a) throw new Error(); return true; }', true],
  ['const isOk = () => true;', true],
  ['function isOk(a) { try { work(a); return true; } catch (e) { throw e; } }', true],
  ['function isOk(a) { try { work(a); return true; } catch (e) { log(e); } }', false],
  ['function isOk(a) { if (a) return true; }', false],
  ['function isOk(a) { if (a) return false; return true; }', false],
  ['function isOk(a) { return a; }', false],
  ['function isOk(a) { throw new Error(); }', false],
  ['function* isOk(a) { return true; }', false],
  ['', false],
])('%s: %s', (head, isSo) => {
  const { node, file, provenances } = ask('const x = isOk(1); res.end();', { head });
  const call = node('isOk(1)');
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect(neverSaysNo(provenances.callees.of(call, file))).toBe(isSo);
});
