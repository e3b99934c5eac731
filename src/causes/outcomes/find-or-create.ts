import type { TSESTree } from '@typescript-eslint/utils';

import { returnsOf } from '../../model/definitions/returns.ts';
import { isFunction, isWithin } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import type { Callees, CallInSight, Deeds, FunctionInSight } from '../provenance/callee.ts';

/** A call, and the file it stands in. */
type Placed = Pick<CallInSight, 'call' | 'file'>;

/**
 * Whether a function makes a record only where a lookup found none: in a branch, its own or that of the call that leads there, behind the return of what
 * was found, or with a lookup in place of it where it fails, `try { return await Tag.create(tag) } catch { return Tag.findOne(tag) }`.
 */
export function findsOrMakes(making: readonly Placed[], deeds: Deeds, callees: Callees): boolean {
  return deeds.kinds.has('lookup') && making.every(one => mayBeLeftOut(one, deeds, callees, new Set()));
}

/** Whether a call may not be made, or fail for another to answer in its place. */
function mayBeLeftOut(one: Placed, deeds: Deeds, callees: Callees, seen: Set<TSESTree.Node>): boolean {
  if (isInBranch(one.call) || isReplacedByLookup(one, deeds) || isBehindFound(one, deeds)) return true;
  const body = deeds.bodies.find(({ fn, file }) => file === one.file && isWithin(one.call, fn));
  // What the function itself calls on every path is made each time.
  if (!body || body === deeds.bodies[0] || seen.has(body.fn)) return false;
  seen.add(body.fn);
  const leading = callsOf(body, deeds, callees);
  return leading.length > 0 && leading.every(leads => mayBeLeftOut(leads, deeds, callees, seen));
}

/** The calls of a function among the bodies that were read: `notify(channel)` leads to the queue that is made in it. */
function callsOf(body: FunctionInSight, { bodies }: Deeds, callees: Callees): readonly Placed[] {
  return bodies.flatMap(({ fn, file }) =>
    nodesWithin(file.calls, fn.body)
      .filter(call => {
        const callee = callees.of(call, file);
        return callee.is === 'in-sight' && callee.body.fn === body.fn;
      })
      .map(call => ({ call, file })),
  );
}

/** Whether a call stands in a branch of its function. */
function isInBranch(call: TSESTree.CallExpression): boolean {
  for (
    let inner: TSESTree.Node = call, outer: TSESTree.Node | undefined = call.parent;
    outer;
    inner = outer, outer = outer.parent
  ) {
    // names.map(name => Member.create({ name })) stands where its call does.
    if (isFunction(outer) && !(outer.parent.type === 'CallExpression' && outer.parent.callee !== outer)) return false;
    if ((outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && outer.test !== inner) return true;
    if (outer.type === 'LogicalExpression' && outer.right === inner) return true;
  }
  return false;
}

/** Whether a call stands behind the return of the record that is there already, or was changed: `if (found) return found;`. */
function isBehindFound({ call, file }: Placed, { calls, bodies }: Deeds): boolean {
  const body = bodies.find(one => one.file === file && isWithin(call, one.fn));
  if (!body) return false;
  const isRecord = (value: TSESTree.Node): boolean =>
    calls.some(one => one.call === value && (one.is === 'lookup' || one.is === 'written'));
  return returnsOf(body.fn).some(
    value => value.range[1] <= call.range[0] && isRecord(file.bindings.resolveAwaited(value)),
  );
}

/** Whether what follows a call's failure looks a record up: a unique key says that there is one. */
function isReplacedByLookup({ call, file }: Placed, { calls }: Deeds): boolean {
  const holdsLookup = (node: TSESTree.Node): boolean =>
    calls.some(other => other.is === 'lookup' && other.file === file && isWithin(other.call, node));
  for (
    let inner: TSESTree.Node = call, outer: TSESTree.Node | undefined = call.parent;
    outer && !isFunction(outer);
    inner = outer, outer = outer.parent
  ) {
    if (outer.type === 'TryStatement' && outer.block === inner && outer.handler && holdsLookup(outer.handler.body))
      return true;
    // Tag.create(tag).catch(() => Tag.findOne(tag))
    const method = methodCall(outer);
    if (method?.name === 'catch' && method.call.callee === inner && method.call.arguments.some(holdsLookup))
      return true;
  }
  return false;
}
