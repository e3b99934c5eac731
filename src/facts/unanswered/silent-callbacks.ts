import type { TSESTree } from '@typescript-eslint/utils';

import type { FlowGraph, Point } from '../../flow/graph.ts';
import { isLogCall } from '../../model/errors/log-calls.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { isFunction, isInLoop, isWithin, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { lastName, methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { Surroundings } from './doubts.ts';
import type { ResponseUses } from './response-uses.ts';
import { findSilentWays, type SilentEnd, type SilentWays } from './silent-ends.ts';
import type { Unanswered } from './unanswered.ts';

/** A function whose code is searched, with its ways. */
interface Searched {
  readonly handler: Handler;
  readonly around: Surroundings;
  readonly uses: ResponseUses;
  readonly ways: SilentWays;
}

/** A call that makes the only functions that answer, so that it is for them to answer: `find(id, (error, user) => …)`, or the calls of a promise, outermost first. */
interface Waiting {
  readonly call: TSESTree.CallExpression;
  readonly callbacks: readonly Callback[];
}

interface Callback {
  readonly fn: FunctionNode;
  /** Whether it is called with a failure, or with one first that may be null. */
  readonly gets: 'failure' | 'failure-first' | 'value';
  /** The promise that it waits for; null for a callback of Node's kind. */
  readonly of: TSESTree.Node | null;
}

/** Methods that call a function whenever they like, and perhaps never. */
const NOT_ONCE =
  /^(?:on|once|off|addListener|addEventListener|prependListener|subscribe|watch|setInterval|setTimeout|setImmediate|use|listen|bind|call|apply)$/;

const ERROR_NAME = /^_*(?:e|er|ex|err|error|exception)\d*$/i;

/** How deep callbacks are followed. */
const MAX_DEPTH = 4;

/** Finds the callbacks that alone are to answer, each called once, and end without an answer. */
export function findSilentCallbacks(searched: Searched, depth = 0): readonly Unanswered[] {
  const { ways, uses, around } = searched;
  const closures = uses.closuresOf(ways.graph);
  const [closure] = closures;
  const waiting = closure ? waitingFor(closure) : null;
  // Any other function that may answer is out of this order, and so is what the function itself does afterwards.
  if (!waiting || depth > MAX_DEPTH || closures.some(one => !waiting.callbacks.some(({ fn }) => fn === one))) return [];
  if (!isLastWord(waiting.call, ways) || isInLoop(waiting.call)) return [];
  return waiting.callbacks.flatMap((callback, index) => {
    const isFollowed = waiting.callbacks
      .slice(index + 1)
      .some(({ fn, gets }) => gets === 'value' && uses.mayAnswerIn(fn));
    const inner = findSilentWays({ ...around, fn: callback.fn, uses });
    if (!inner || isFollowed) return [];
    const silent = reportOf(callback, inner, searched, waiting);
    return silent.length > 0 ? silent : findSilentCallbacks({ ...searched, ways: inner }, depth + 1);
  });
}

/** What a callback leaves without an answer: the failure that it gets. */
function reportOf(
  { fn, gets, of }: Callback,
  { ends }: SilentWays,
  { around: { file, failing } }: Searched,
  { call }: Waiting,
): readonly Unanswered[] {
  // A function in sight that catches all that fails in it never calls this.
  if (gets === 'failure' && of && !failing.mayReject(of, file)) return [];
  const [first] = parametersOf(fn);
  const error = first?.type === 'Identifier' ? first : null;
  const variable = error && file.bindings.variableOf(error);
  const isOfFailure = ({ guards }: SilentEnd): boolean =>
    gets === 'failure' ||
    (gets === 'failure-first' &&
      guards.some(
        ({ test, holds }) => holds && test.type !== 'SwitchCase' && file.bindings.variableOf(unwrap(test)) === variable,
      ));
  const end = ends.find(one => one.through === null && isOfFailure(one) && !returnsSomething(one));
  if (!end) return [];
  const start = startOf(call);
  const because = of && !failing.mayReject(start, file) ? null : start;
  return [{ is: 'failure', at: error ?? fn, block: fn.body, error, because }];
}

function returnsSomething({ returned }: SilentEnd): boolean {
  const value = returned && unwrap(returned);
  return (
    value !== null &&
    !isLogCall(value) &&
    value.type !== 'Literal' &&
    !(value.type === 'Identifier' && value.name === 'undefined')
  );
}

/** What a chain of promises begins with; any other call itself. */
function startOf(call: TSESTree.CallExpression): TSESTree.Node {
  let inner: TSESTree.Node = call;
  for (
    let method = methodCall(inner);
    method && /^(?:then|catch|finally)$/.test(method.name);
    method = methodCall(inner)
  )
    inner = method.object;
  return inner;
}

/** The call that a function is given to, and all the functions that answer for it. */
function waitingFor(fn: FunctionNode): Waiting | null {
  const { parent } = fn;
  if (parent.type !== 'CallExpression' || !parent.arguments.includes(fn as TSESTree.CallExpressionArgument))
    return null;
  const method = methodCall(parent);
  if (method && (method.name === 'then' || method.name === 'catch')) return chainAround(parent);
  const name = lastName(parent.callee);
  const [first] = parametersOf(fn);
  if (name === null || NOT_ONCE.test(name) || parent.arguments.at(-1) !== fn) return null;
  if (first?.type !== 'Identifier' || !ERROR_NAME.test(first.name)) return null;
  return { call: parent, callbacks: [{ fn, gets: 'failure-first', of: null }] };
}

/** The whole chain of a promise: its calls of `then` and `catch` with the functions they get. */
function chainAround(call: TSESTree.CallExpression): Waiting | null {
  let outermost = call;
  for (;;) {
    const member: TSESTree.Node = outermost.parent;
    const outer = member.type === 'MemberExpression' && member.object === outermost ? member.parent : null;
    if (outer?.type !== 'CallExpression' || outer.callee !== member) break;
    outermost = outer;
  }
  const callbacks: Callback[] = [];
  for (let method = methodCall(outermost); method; method = methodCall(method.object)) {
    const [first, second] = method.call.arguments.map(argument => unwrap(argument));
    if (method.name === 'then') {
      if (second && isFunction(second)) callbacks.unshift({ fn: second, gets: 'failure', of: method.object });
      if (first && isFunction(first)) callbacks.unshift({ fn: first, gets: 'value', of: method.object });
    } else if (method.name === 'catch') {
      if (first && isFunction(first)) callbacks.unshift({ fn: first, gets: 'failure', of: method.object });
    } else if (method.name === 'finally') {
      return null;
    } else break;
  }
  return { call: outermost, callbacks };
}

/** Whether a function waits for a call and does nothing more: the call stands alone, is awaited or returned, and nothing answers before or after it. */
function isLastWord(call: TSESTree.CallExpression, { graph, uses, isOpenAt }: SilentWays): boolean {
  const points = graph.pointsOf(call).filter(({ kind }) => kind === 'call');
  if (points.length === 0 || !isStatement(call)) return false;
  const made = graph.points.filter(({ kind, node }) => kind === 'closure' && isWithin(node, call));
  if (!made.some(isOpenAt)) return false;
  // What has answered on some way to the call has answered for its callbacks.
  const before = [...uses].filter(([point, use]) => use === 'answers' && !isWithin(point.node, call));
  return (
    points.every(point => !leadsToAnswer(point, graph, uses, call)) &&
    before.every(([point]) => points.every(one => !reachable(point).has(one)))
  );
}

function isStatement(call: TSESTree.Node): boolean {
  let outer = call.parent;
  while (outer && /^(?:Await|Chain|TS\w*)Expression$/.test(outer.type)) outer = outer.parent;
  return (
    outer?.type === 'ExpressionStatement' ||
    outer?.type === 'ReturnStatement' ||
    outer?.type === 'ArrowFunctionExpression'
  );
}

/** Whether something answers after a call. */
function leadsToAnswer(
  start: Point,
  { exit }: FlowGraph,
  uses: SilentWays['uses'],
  call: TSESTree.CallExpression,
): boolean {
  for (const point of reachable(start))
    if (point !== exit && uses.get(point) === 'answers' && !isWithin(point.node, call)) return true;
  return false;
}

/** The points that may follow one. */
function reachable(start: Point): ReadonlySet<Point> {
  const reached = new Set<Point>(start.out.map(({ to }) => to));
  for (const point of reached) for (const { to, kind } of point.out) if (kind !== 'throw') reached.add(to);
  return reached;
}
