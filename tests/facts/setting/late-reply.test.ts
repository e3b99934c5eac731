import { expect, it } from 'vitest';

import { isStream } from '../../../src/facts/setting/late-reply.ts';
import { express, nodeOf, readCode } from '../../read-code.ts';

it.each([
  ['fs.createReadStream(a)', true],
  ['source.pipe(zip)', true],
  ['Readable.from(rows())', true],
  ["Readable.from(['a'])", false],
  ['work(a)', false],
  ["'a'", false],
])('%s is a stream: %s', (text, isSo) => {
  const { file } = readCode(express(`use(${text}); res.end();`));
  expect(isStream(nodeOf(file, text), file)).toBe(isSo);
});
