import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, type FunctionNode } from '../syntax/functions.ts';
import { methodCall, unwrap } from '../syntax/unwrap.ts';
import { chainOf, type ChainStep, type ClosureRun, type PromiseChain, type Times } from './closure-run.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { isQuiet } from './rejections.ts';
import { executeFunction } from './statements.ts';
import type { LooseEnd } from './ways-out.ts';

/** Runs the bodies of what a call runs before it comes back; what they throw, it throws. */
export function runCalled(draft: GraphBuilder, call: TSESTree.CallExpression | TSESTree.NewExpression): void {
  for (const run of draft.closures?.runBy(call) ?? []) runOften(draft, run, false);
}

/** Runs the bodies of what has run when an `await` is over; tells whether all its rejections are accounted for. */
export function runAwaited(draft: GraphBuilder, { argument }: TSESTree.AwaitExpression): boolean {
  const { closures } = draft;
  if (!closures) return false;
  const chain = chainOf(argument);
  if (!chain || !closures.isFollowed(chain)) {
    for (const run of closures.awaitedBy(unwrap(argument))) runOften(draft, run, true);
    return false;
  }
  const { fulfilled, rejected } = runChain(draft, chain);
  draft.raise(rejected);
  draft.ends = fulfilled;
  return true;
}

/** The loose ends of a promise, by how it settles. */
interface Settled {
  readonly fulfilled: LooseEnd[];
  readonly rejected: LooseEnd[];
}

/** Adds the points of a chain in the order in which it settles, from where control stands. */
export function runChain(draft: GraphBuilder, { start, steps }: PromiseChain): Settled {
  for (const run of draft.closures?.awaitedBy(start) ?? []) runOften(draft, run, true);
  return steps.reduce((settled, step) => takeStep(draft, settled, step), settleAt(draft, start));
}

function takeStep(draft: GraphBuilder, { fulfilled, rejected }: Settled, step: ChainStep): Settled {
  const { name, onFulfilled, onRejected } = step;
  const well = onFulfilled ? take(draft, fulfilled, onFulfilled) : { fulfilled, rejected: [] };
  const ill = onRejected ? take(draft, rejected, onRejected) : { fulfilled: [], rejected };
  // What `finally` gives is not looked at: the promise stays rejected.
  return name === 'finally'
    ? { fulfilled: well.fulfilled, rejected: [...well.rejected, ...ill.rejected, ...ill.fulfilled] }
    : { fulfilled: [...well.fulfilled, ...ill.fulfilled], rejected: [...well.rejected, ...ill.rejected] };
}

/** Runs a callback of a chain from some loose ends. */
function take(draft: GraphBuilder, from: LooseEnd[], callback: TSESTree.Node): Settled {
  if (from.length === 0) return { fulfilled: [], rejected: [] };
  draft.ends = from;
  const fn = unwrap(callback);
  if (isFunction(fn)) return settle(draft, runBody(draft, fn, true));
  if (!draft.closures?.isNamed(fn)) return settleAt(draft, fn);
  draft.add('call', fn);
  const fulfilled = draft.ends;
  draft.ends = [];
  return { fulfilled, rejected: [] };
}

/** What a callback returns may be a promise of its own, which may be rejected. */
function settle(draft: GraphBuilder, { returned, raised }: Returned): Settled {
  const fulfilled: LooseEnd[] = [];
  const rejected = [...raised];
  for (const end of returned) {
    const value = valueOf(end);
    if (value && isNeverSettled(value)) continue;
    // What `next()` gives back is nothing to wait for.
    if (value?.type !== 'CallExpression' || draft.closures?.isNamed(unwrap(value.callee))) {
      fulfilled.push(end);
      continue;
    }
    draft.ends = [end];
    const settled = settleAt(draft, value);
    if (!isRejection(value)) fulfilled.push(...settled.fulfilled);
    rejected.push(...settled.rejected);
  }
  return { fulfilled, rejected };
}

/** `return Promise.reject(error)` is a throw. */
function isRejection(value: TSESTree.Node): boolean {
  const call = methodCall(value);
  return call?.name === 'reject' && call.object.type === 'Identifier';
}

/** `return new Promise(() => {})` ends a chain. */
function isNeverSettled(value: TSESTree.Node): boolean {
  if (value.type !== 'NewExpression') return false;
  const [executor] = value.arguments;
  return executor !== undefined && isFunction(executor) && executor.params.length === 0;
}

/** Adds the point where a promise settles. */
function settleAt(draft: GraphBuilder, promise: TSESTree.Node): Settled {
  const point = draft.add('await', promise);
  const fulfilled = draft.ends;
  draft.ends = [];
  const mayReject = fulfilled.length > 0 && !(isCallback(promise) && isQuiet(promise));
  return { fulfilled, rejected: mayReject ? [draft.leaveBy(point, 'throw')] : [] };
}

function isCallback({ type }: TSESTree.Node): boolean {
  return type === 'MemberExpression';
}

interface Returned {
  readonly returned: LooseEnd[];
  readonly raised: LooseEnd[];
}

/** Runs a closure as often as its call does. */
function runOften(draft: GraphBuilder, { fn, times }: ClosureRun, isAsync: boolean): void {
  if (times === 'once') {
    draft.ends = runAndRaise(draft, fn, isAsync);
    return;
  }
  const head = draft.add('pass', fn);
  const { whenTrue, whenFalse } = draft.addTest(fn, null);
  draft.ends = whenTrue;
  const returned = runAndRaise(draft, fn, isAsync);
  const left = returned.filter(end => mayLeave(end, times));
  if (times === 'maybe') {
    draft.ends = [...whenFalse, ...returned];
    return;
  }
  draft.ends = returned.filter(end => !left.includes(end));
  draft.arriveAt(head);
  draft.ends = whenFalse;
  draft.join(left);
}

function runAndRaise(draft: GraphBuilder, fn: FunctionNode, isAsync: boolean): LooseEnd[] {
  const { returned, raised } = runBody(draft, fn, isAsync);
  draft.raise(raised);
  return returned;
}

/** Whether what a closure returns ends the search that runs it: `some` stops at what is true, `every` at what is not. */
function mayLeave(end: LooseEnd, times: Times): boolean {
  const value = valueOf(end);
  if (times === 'until-true') return value !== null && !(value.type === 'Literal' && !value.value);
  return times === 'until-false' && !(value?.type === 'Literal' && Boolean(value.value));
}

/** What a loose end of a `return` gives back; null where it is nothing. */
function valueOf({ from: { kind, node } }: LooseEnd): TSESTree.Node | null {
  if (kind !== 'return') return null;
  const value = node.type === 'ReturnStatement' ? node.argument : node;
  return value && unwrap(value);
}

/** Adds the points of a closure's body; a promise keeps what is thrown, any other closure throws it to its caller. */
function runBody(draft: GraphBuilder, fn: FunctionNode, isAsync: boolean): Returned {
  draft.inlined.add(fn);
  return draft.nest((inner, closure) => readBody(inner, closure, isAsync), fn);
}

function readBody(draft: GraphBuilder, fn: FunctionNode, isAsync: boolean): Returned {
  const outer = draft.returned;
  const rejection = isAsync ? draft.openCatch() : null;
  const body = draft.openJump([], false, false);
  draft.returned = body.broken;
  executeFunction(draft, fn);
  draft.join(body.broken.ends);
  const returned = draft.ends;
  draft.ends = [];
  draft.close(body);
  if (rejection) draft.close(rejection);
  draft.returned = outer;
  return { returned, raised: rejection?.thrown.ends ?? [] };
}
