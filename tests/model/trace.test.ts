import { describe, expect, it } from 'vitest';

import { hasTrace } from '../../src/model/make-model.ts';

describe('the trace of a handler', () => {
  it.each([
    'res /* the */ . /* page */ status /* of */ ( /* it */ 404 /* all */ ) /* */ . json ( {} )',
    'reply /* */ . /* */ code(404)',
    'throw /* why */ new HttpException ( 404 )',
    'export const notFound = (rs) => { rs . sendStatus(404) }',
    'app . get /* <T> */ (path, handler)',
    "const limit = require('express-rate-limit')",
    'module.exports = createError',
    'fail(new rest . NotFoundError ())',
  ])('is in %s', code => expect(hasTrace(code)).toBe(true));

  it.each([
    '',
    'const a = b + 1;',
    'export function area(width, height) { return width * height; }',
    "document.querySelector('#statuses')",
  ])('is not in %s', code => expect(hasTrace(code)).toBe(false));

  it.each(['new PErrP', '.gett<', 'new a.', 'Er', 're '])(
    'is looked for in time that grows with the length: %s',
    part => {
      // A quarter of a million repetitions took minutes where the time grew with the square of the length.
      const start = performance.now();
      hasTrace(part.replace('Err', 'Er').repeat(250_000));
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});
