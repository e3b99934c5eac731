import { expect, it } from 'vitest';

import { express } from '../../../src/frameworks/express.ts';
import { frameOf } from '../../../src/model/definitions/frame.ts';
import { constantReader } from '../../../src/model/definitions/status-constants.ts';
import { guardsOf } from '../../../src/model/definitions/guard-reader.ts';
import { findReturnedResults } from '../../../src/model/interpreter/returned-results.ts';
import { readStatus } from '../../../src/model/responses/status.ts';
import { readCode } from '../../read-code.ts';

function results(code: string, areSent = true): readonly (string | undefined)[] {
  const { file } = readCode(code);
  expect(frameOf(file).file).toBe(file);
  return findReturnedResults({
    file,
    framework: express,
    handlers: [],
    readStatus: node => readStatus(node, file, constantReader(file)),
    guardsOf: guardsOf(file),
    areSent: () => areSent,
  }).map(({ status }) => status.codes?.join('/'));
}

it.each([
  ['function show() { return { statusCode: 404, body: 1 }; }', ['404']],
  ['const show = () => ({ statusCode: 404 });', ['404']],
  ['function show() { return { statusCode: 404, user: 1 }; }', []],
  ['function show() { return { body: 1, status: 1 }; }', []],
  ['const result = { statusCode: 404 }; send(result);', []],
])('%s', (code, codes) => {
  expect(results(code)).toEqual(codes);
  expect(results(code, false)).toEqual([]);
});
