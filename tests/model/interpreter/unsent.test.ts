import { expect, it } from 'vitest';

import { fastify as fastifyAdapter } from '../../../src/frameworks/fastify.ts';
import type { Interpretation } from '../../../src/model/interpreter/interpretation.ts';
import { findUnsent } from '../../../src/model/interpreter/unsent.ts';
import { FRESH, type SetStatus } from '../../../src/model/responses/response-state.ts';
import { express, fastify, lastHandler, nodeOf, readCode } from '../../read-code.ts';

type End = Interpretation['ends'][number];

/** The statuses that are unsent where one is set on a path that ends so. */
function unsent(
  code: string,
  end: { readonly returns: End['returns']; readonly isPending?: boolean; readonly mayAnswerYet?: boolean },
): number {
  const model = readCode(code);
  const { handler, responses } = lastHandler(model);
  const setter = nodeOf(model.file, handler.framework === fastifyAdapter ? 'reply' : 'res');
  const set: SetStatus = { setter, outcomes: [], isComplete: true, isPending: end.isPending ?? false };
  const entrusted = end.mayAnswerYet ? [handler.fn] : [];
  const state = { unsent: { ...FRESH, set: [set], entrusted }, sent: null, escaped: null };
  const interpretation = {
    ends: [{ state, returned: null, returns: end.returns, of: null }],
  };
  return findUnsent(interpretation as unknown as Interpretation, handler, responses, model.file).length;
}

it.each<[string, string, Parameters<typeof unsent>[1], number]>([
  ['a path that ends', express('res.end();'), { returns: 'nothing' }, 1],
  ['one that returns the response', express('res.end();'), { returns: 'response' }, 1],
  ['one that returns a value', express('res.end();'), { returns: 'other' }, 0],
  ['a status that waits for what failed', express('res.end();'), { returns: 'nothing', isPending: true }, 0],
  ['a callback that may send', express('res.end();'), { returns: 'nothing', mayAnswerYet: true }, 0],
  ['a response under way', express("res.write('a'); res.end();"), { returns: 'nothing' }, 0],
  ['an async handler of Fastify', fastify('reply.send();'), { returns: 'nothing' }, 0],
  ['one that returns the reply', fastify('reply.send();'), { returns: 'response' }, 1],
  ['a helper', 'export const send = res => { res.status(404).end(); };', { returns: 'nothing' }, 0],
])('%s', (_, code, end, count) => {
  expect(unsent(code, end)).toBe(count);
});
