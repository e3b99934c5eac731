import { expect, it } from 'vitest';

import { findIgnoredSetters } from '../../../src/facts/in-vain/send-timing.ts';
import { express, fastify, lastHandler, readCode } from '../../read-code.ts';

it.each([
  [express('res.json({}); res.status(404);'), 1],
  [express("res.json({}); res.set('Allow', 'GET');"), 1],
  [express('if (a) res.json({}); res.status(404);'), 0],
  [express("res.render('a'); res.status(404);"), 0],
  [express('res.json({}); res.status(404); res.end();'), 0],
  [express('res.status(404); res.json({});'), 0],
  [fastify("reply.send('a'); reply.code(404);"), 1],
  [fastify('reply.send(stream); reply.code(404);'), 0],
  [fastify("reply.send('a'); reply.code(404);", { head: "app.addHook('onSend', async () => {});" }), 0],
])('%s: %s', (code, count) => {
  const model = readCode(code);
  expect(findIgnoredSetters(lastHandler(model), model)).toHaveLength(count);
});
