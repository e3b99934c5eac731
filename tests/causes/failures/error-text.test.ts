import { expect, it } from 'vitest';

import { readErrorText } from '../../../src/causes/failures/error-text.ts';
import { ask, say } from '../reading.ts';

it.each([
  ["'duplicate key'", 'conflict by error-code'],
  ["'E11000'", 'conflict by error-code'],
  ['/already exists/', 'conflict by error-code'],
  ["'already closed'", 'conflict +400,403,422 by error-code'],
  ["'does not exist'", 'weak not-found by error-code'],
  ["'no such row'", 'weak not-found by error-code'],
  ["'failed'", 'mixed'],
  ['text', 'mixed'],
])('%s', (text, said) => {
  const { node } = ask(`use(${text}); res.end();`);
  expect(say(readErrorText(node(text), node(text), what => what))).toBe(said);
});
