import { expect, it } from 'vitest';

import { guardsOf } from '../../../src/model/definitions/guard-reader.ts';
import { findForwarded } from '../../../src/model/interpreter/raised.ts';
import { express, nodeOf, present, readCode } from '../../read-code.ts';

it.each([
  ["next(new Error('x'))", 'next'],
  ["work(new Error('x'))", null],
  ['next()', null],
])('%s: %s', (text, via) => {
  const { file } = readCode(express(`${text}; res.end();`));
  const call = nodeOf(file, text);
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect(findForwarded(call, file)?.via ?? null).toBe(via);
});

it('knows the rejection of a promise', () => {
  const { file } = readCode(express("new Promise((resolve, reject) => { reject(new Error('x')); }); res.end();"));
  const call = nodeOf(file, "reject(new Error('x'))");
  if (call.type !== 'CallExpression') throw new Error(call.type);
  expect(findForwarded(call, file)?.via).toBe('reject');
});

it('reads the guards of a place', () => {
  const { file } = readCode(express('if (a) work(); res.end();'));
  const found = guardsOf(file)(nodeOf(file, 'work()'), present(file.functions[0]));
  expect(found?.map(({ test, holds }) => `${String(holds)} ${file.text(test)}`)).toEqual(['true a']);
});
