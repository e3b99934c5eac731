import { expect, it } from 'vitest';

import { findOverwrittenMethods } from '../../../src/facts/in-vain/overwritten-methods.ts';
import { express, fastify, lastHandler, readCode } from '../../read-code.ts';

it.each([
  [express('res.status = 404; res.end();'), 'status 404'],
  [express('res.code = 404; res.end();'), ''],
  [fastify('reply.code = 404; reply.send();'), 'code 404'],
  [express('res.status = 700; res.end();'), ''],
  [express('res.status = other; res.end();'), ''],
  [express('res.status += 404; res.end();'), ''],
  [express('other.status = 404; res.end();'), ''],
])('%s: %s', (code, found) => {
  const model = readCode(code);
  expect(
    findOverwrittenMethods(lastHandler(model).handler, model.file)
      .map(one => `${one.name} ${one.code}`)
      .join(' '),
  ).toBe(found);
});
