import { expect, it } from 'vitest';

import { findUnreturned } from '../../../src/facts/setting/unreturned-reply.ts';
import { express, fastify, lastHandler, readCode } from '../../read-code.ts';

/** What comes after each unreturned send, in a few words. */
function unreturned(code: string): readonly string[] {
  const model = readCode(code);
  return findUnreturned(lastHandler(model), model.file).map(
    ({ afterwards, endsItsBlock, bareReturn }) =>
      `${afterwards}${endsItsBlock ? ' at the end' : ''}${bareReturn ? ' with a return' : ''}`,
  );
}

it.each<[string, readonly string[]]>([
  ['reply.send({});', ['nothing at the end']],
  ['return reply.send({});', []],
  ['await reply.send({});', []],
  ['reply.send({}); return reply;', []],
  ['reply.send({}); return;', ['nothing at the end with a return']],
  ['reply.send({}); return {};', []],
  ["reply.send({}); request.log.info('x');", ['log']],
  ['reply.send({}); await work();', ['work']],
  ['if (a) reply.send({}); else return 1;', ['nothing at the end']],
  ['if (a) { reply.send({}); } await work(); return 1;', []],
  ['if (a) { reply.send({}); } await work();', ['work at the end']],
  ['a && reply.send({});', ['nothing at the end']],
  ["reply.code(404).send({}).type('text');", ['nothing at the end']],
  ['void reply.send({});', ['nothing at the end']],
  ['const sent = reply.send({});', []],
  ['reply.send({}); last = new Date();', ['nothing at the end']],
  ['for (const x of all) { reply.send({}); break; }', ['nothing at the end']],
  ['switch (a) { case 1: reply.send({}); break; default: return 1; }', ['nothing at the end']],
  ['work(() => { reply.send({}); });', []],
])('%s', (body, found) => {
  expect(unreturned(fastify(body))).toEqual(found);
});

it('is of async handlers of Fastify alone', () => {
  expect(unreturned(express('res.send({});'))).toEqual([]);
  expect(unreturned(fastify('reply.send({});').replace('async ', ''))).toEqual([]);
  expect(unreturned('export async function onResponse(request, reply) { reply.send({}); reply.code(1); }')).toEqual([]);
});
