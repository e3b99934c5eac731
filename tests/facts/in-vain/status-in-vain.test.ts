import { expect, it } from 'vitest';

import { statusInVain } from '../../../src/facts/in-vain/status-in-vain.ts';
import { express, fastify, present, readCode } from '../../read-code.ts';

it.each([
  [express('res.json({ error }, 400);'), 'as-content'],
  [express('res.send(404);'), 'as-content'],
  [express('res.send(404, {});'), 'as-content'],
  [express('res.json(404);'), null],
  [express('res.status(200).send(404);'), null],
  [express('res.send(7);'), null],
  [
    fastify('return reply.code(422).send(createError(404));', { head: "import createError from 'http-errors';" }),
    'overridden',
  ],
  [fastify('return reply.code(404).send(createError(404));', { head: "import createError from 'http-errors';" }), null],
  [express('res.status(422); next(createError(404));', { head: "import createError from 'http-errors';" }), null],
  [express('res.json({}).status(404).json({});'), 'sent-twice'],
  [express('res.json({}); res.status(404);'), 'after-response'],
  [express('if (a) res.json({}); res.status(404).end();'), null],
  [express("res.sendFile('a'); res.status(404);"), null],
  [express('res.status = 404; res.json({});'), 'method-overwritten'],
  [express('res.statusCode = 404; res.json({});'), null],
  [express('res.status = jest.fn(); res.json({});'), null],
  [express('res.status(404).json({});'), null],
])('%s: %s', (code, how) => {
  const model = readCode(code);
  expect(statusInVain(present(model.responses[0]), model)).toBe(how);
});
