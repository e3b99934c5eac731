import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { endsInOwnCatch } from '../../model/errors/own-catch.ts';
import { isFunction } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, unwrap } from '../../syntax/unwrap.ts';
import type { CallInSight, FunctionInSight } from '../provenance/callee.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { isStated, statedThrows } from '../provenance/stated-call.ts';

/**
 * Whether a function in sight that is called keeps its failures to itself, `try { await queue.send(event) } catch (error) { log(error) }`: whoever waits for
 * it never catches any. What one line can throw by accident does not count, and something must be kept: else it may as well be that nothing was seen.
 */
export function neverFails(call: TSESTree.CallExpression, file: File, provenances: Provenances): boolean {
  const { callees } = provenances;
  // What the settings state that it throws is read for itself.
  if (
    isStated(call, provenances) &&
    (callees.of(call, file).is === 'nothing' || statedThrows(call, provenances).length > 0)
  )
    return true;
  const callee = callees.of(call, file);
  if (callee.is !== 'in-sight') return false;
  const { calls, bodies } = callees.deedsOf(callee.body);
  const failing = calls.filter(one => mayFail(one) && !isOfParameter(one));
  return failing.length > 0 && failing.every(one => endsInOwnCatch(one.call, one.file)) && !bodies.some(throwsByItself);
}

/** Whether a call is of a kind that fails: it reads or writes, or is waited for. */
function mayFail({ call, is }: CallInSight): boolean {
  return is !== 'unknown' || isWaitedFor(call) || calleeName(call)?.endsWith('Sync') === true;
}

/** Whether a call is awaited, there or by who called its function. */
function isWaitedFor(call: TSESTree.CallExpression): boolean {
  let outer: TSESTree.Node = call.parent;
  let inner: TSESTree.Node = call;
  while (outer.type.startsWith('TS') || outer.type === 'ChainExpression')
    [inner, outer] = [outer, outer.parent ?? outer];
  return (
    outer.type === 'AwaitExpression' || outer.type === 'ReturnStatement' || (isFunction(outer) && outer.body === inner)
  );
}

/** `await work(span)`: what a function is given to run fails in the function that it was written in. */
function isOfParameter({ call, file }: CallInSight): boolean {
  return file.bindings.variableOf(unwrap(call.callee))?.defs[0]?.type === 'Parameter';
}

/** Whether a body throws something that no `catch` of its own ends; what is thrown on in a `catch` has been counted where it came from. */
function throwsByItself({ fn, file }: FunctionInSight): boolean {
  return nodesWithin(file.throws, fn).some(one => !isInCatch(one) && !endsInOwnCatch(one, file));
}

function isInCatch(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (outer.type === 'CatchClause') return true;
  return false;
}
