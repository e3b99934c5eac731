import type { TSESTree } from '@typescript-eslint/utils';

import { LOCAL_LIMITER } from '../../knowledge/shapes/limits.ts';
import type { Guard } from '../../flow/graph.ts';
import { IN } from '../../knowledge/contexts.ts';
import { ASKED_LIMITERS } from '../../knowledge/libraries.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import { isWithin } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, lastName, methodCall } from '../../syntax/unwrap.ts';
import { found, type Reading } from '../context/evidence.ts';
import type { CatchPlace } from './catch-place.ts';

/** Whether a call asks a limiter of a library, or a function that `createRateLimit` of @fastify/rate-limit made. */
export function isAskedLimiter(call: TSESTree.CallExpression, file: File): boolean {
  const method = methodCall(call);
  const made = file.bindings.resolveAwaited(method ? method.object : call.callee);
  if (made.type === 'CallExpression') return calleeName(made) === 'createRateLimit';
  const origin = made.type === 'NewExpression' ? file.bindings.originOf(made.callee) : null;
  return origin !== null && ASKED_LIMITERS.has(origin.source);
}

/** Reads the failure of what asked limiters of a library and did nothing else: they reject once the limit is reached. Null where other calls may have failed. Those that keep their counts elsewhere fail with it, too. */
export function readRejection(place: CatchPlace, calls: number, { guards }: Response, file: File): Reading | null {
  const isClause = place.type === 'CatchClause';
  const root = isClause ? place.parent.block : place.parent;
  const asked = nodesWithin(file.calls, root).filter(
    call => !isWithin(call, place) && methodCall(call)?.name !== 'get' && isAskedLimiter(call, file),
  );
  if (asked.length === 0 || calls > asked.length || guards.some(saysError)) return null;
  const isLocal = asked.every(call => LOCAL_LIMITER.has(madeBy(call, file)));
  return found({
    cause: 'rate-limited',
    isStrong: true,
    node: place,
    reads: 'this follows a call of a limiter, which rejects once its limit is reached',
    by: 'catch',
    ...(!isLocal && IN.limiterInStore),
  });
}

/** rate-limiter-flexible rejects with an Error where its store fails. */
function saysError({ test, holds }: Guard): boolean {
  return (
    holds && test.type === 'BinaryExpression' && test.operator === 'instanceof' && lastName(test.right) === 'Error'
  );
}

function madeBy(call: TSESTree.CallExpression, file: File): string {
  const object = methodCall(call)?.object;
  const made = object && file.bindings.resolve(object);
  return made?.type === 'NewExpression' ? (calleeName(made) ?? '') : '';
}
