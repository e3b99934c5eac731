import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { enclosingFunction, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { memberPath, methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { guardsOf } from '../definitions/guard-reader.ts';
import { mayEndWithout, returnsOf } from '../definitions/returns.ts';
import { destinationOf } from './destination.ts';

/** A place in a function, and the conditions that hold where control comes to it. */
export interface Site {
  readonly node: TSESTree.Node;
  /** The function it stands in: the one that is summed up, or a callback in it. */
  readonly fn: FunctionNode | null;
  readonly guards: readonly Guard[];
}

/** An error that leaves a function, or arrives in a `catch`. */
export interface Thrown extends Site {
  readonly error: TSESTree.Expression;
  /** The catch whose error it is that goes on: `throw error`; null for an error that is made here. */
  readonly passes: TSESTree.CatchClause | FunctionNode | null;
}

/** A call whose failure does so. */
export interface FailingCall extends Site {
  readonly node: TSESTree.CallExpression;
  /** Whether the rejection of the promise that it gives does so as well, and not only what it throws as it is called. */
  readonly rejects: boolean;
}

/** A value that a function returns. */
export interface Returned extends Site {
  readonly value: TSESTree.Expression;
}

/** Failures that come out of a piece of code: thrown there, and those of the calls there. */
export interface Failures {
  readonly throws: readonly Thrown[];
  readonly calls: readonly FailingCall[];
}

/** What is known of a function without its caller; no meaning yet, and nothing of what one call makes of it. */
export interface Summary extends Failures {
  readonly returns: readonly Returned[];
  /** Whether no call of it comes back: it throws on every way, as `fail('no box', 404)` does. */
  readonly alwaysThrows: boolean;
}

const summaries = new WeakMap<FunctionNode, Summary>();

/** What a function throws and returns, with the guards that hold there; read once. */
export function summaryOf(fn: FunctionNode, file: File): Summary {
  let summary = summaries.get(fn);
  if (!summary) summaries.set(fn, (summary = summarise(fn, file)));
  return summary;
}

function summarise(fn: FunctionNode, file: File): Summary {
  const failures = failuresIn(fn.body, file, (node, rejects) => {
    const destination = destinationOf(node, rejects);
    return destination.is === 'leaves' && destination.fn === fn;
  });
  return {
    ...failures,
    returns: returnsOf(fn).flatMap(value => {
      const node = value.parent.type === 'ReturnStatement' ? value.parent : value;
      const guards = guardsOf(file)(node, fn);
      return guards ? [{ node, fn, guards, value }] : [];
    }),
    alwaysThrows:
      fn.body.type === 'BlockStatement' &&
      !nodesWithin(file.returns, fn.body).some(one => enclosingFunction(one) === fn) &&
      !mayEndWithout(fn),
  };
}

/** What comes to a `catch`, or to a callback that is given the error of a promise, out of the code that it follows. */
export function failuresCaughtBy(place: TSESTree.CatchClause | FunctionNode, file: File): Failures {
  const tried = place.type === 'CatchClause' ? place.parent.block : place.parent;
  return failuresIn(tried, file, (node, rejects) => {
    const destination = destinationOf(node, rejects);
    return destination.is === 'caught' && destination.by === place;
  });
}

/** The failures in a piece of code that go where they are wanted. */
function failuresIn(
  root: TSESTree.Node,
  file: File,
  isWanted: (node: TSESTree.Node, rejects: boolean) => boolean,
): Failures {
  const throws: Thrown[] = [];
  const calls: FailingCall[] = [];
  for (const statement of nodesWithin(file.throws, root)) {
    const site = isWanted(statement, false) ? siteAt(statement, file) : null;
    if (site) throws.push({ ...site, error: statement.argument, passes: passedOn(statement.argument, file) });
  }
  for (const call of nodesWithin(file.calls, root)) {
    // What an async function throws is a rejection; what another one throws comes as it is called, and its promise may be rejected as well.
    const rejects = isWanted(call, true);
    const error = rejectedWith(call);
    if (!rejects && (error || !isWanted(call, false))) continue;
    const site = siteAt(call, file);
    if (site && error) {
      throws.push({ ...site, error, passes: passedOn(error, file) });
      continue;
    }
    if (site) calls.push({ ...site, node: call, rejects });
  }
  return { throws, calls };
}

/** What `Promise.reject(new Missing())` is rejected with; null for any other call. */
function rejectedWith(call: TSESTree.CallExpression): TSESTree.Expression | null {
  const method = methodCall(call);
  const [error] = call.arguments;
  return method?.name === 'reject' &&
    memberPath(method.object)?.join('.') === 'Promise' &&
    error &&
    error.type !== 'SpreadElement'
    ? error
    : null;
}

function siteAt(node: TSESTree.Node, file: File): Site | null {
  const fn = enclosingFunction(node);
  const guards = guardsOf(file)(node, fn);
  return guards && { node, fn, guards };
}

/** The catch whose error an expression is. */
function passedOn(error: TSESTree.Expression, { bindings }: File): TSESTree.CatchClause | FunctionNode | null {
  const definition = bindings.variableOf(unwrap(error))?.defs[0];
  const node = definition?.node as TSESTree.Node | undefined;
  if (definition?.type === 'CatchClause' && node?.type === 'CatchClause') return node;
  return definition?.type === 'Parameter' && isFunction(node) ? node : null;
}
