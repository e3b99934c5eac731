import type { TSESTree } from '@typescript-eslint/utils';

import { buildGraph } from '../../flow/build.ts';
import { chainOf } from '../../flow/closure-run.ts';
import type { Point } from '../../flow/graph.ts';
import type { Registration } from '../../frameworks/registration.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Located } from '../../model/definitions/frame.ts';
import { functionsOf } from '../../model/handlers/find-handlers.ts';
import type { MountedRoute, SendingHook } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { enclosingFunction, isFunction, isWithin, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { unwrap } from '../../syntax/unwrap.ts';

/** A function that Fastify waits for while it sends a response. */
export interface WaitingFunction {
  readonly fn: FunctionNode;
  readonly file: File;
  /** Whether it calls back when it is done, and gives no promise. */
  readonly callsBack: boolean;
}

/** Finds the hook of that name that waits while a response is sent: in the scope around the response, in the file or in those that lead to it. */
export function findWaitingHook(
  response: Response,
  name: NonNullable<SendingHook['hook']>,
  model: Model,
): WaitingFunction | null {
  const own = registeredAround(response, model, ({ hook }) => hook === name);
  const elsewhere = routesOf(response).flatMap(route =>
    route.sendingHooks().flatMap(({ hook, handler }) => (hook === name ? [handler] : [])),
  );
  return firstWaiting(own, elsewhere, response, model);
}

/** Finds the error handler that waits while it answers an error that a response is. */
export function findWaitingErrorHandler(response: Response, model: Model): WaitingFunction | null {
  const own = registeredAround(response, model, ({ role }) => role === 'error');
  // The nearest one answers.
  const elsewhere = own.length > 0 ? [] : routesOf(response).flatMap(route => route.errorHandlers()?.[0] ?? []);
  return firstWaiting(own, elsewhere, response, model);
}

function routesOf({ handler }: Response): readonly MountedRoute[] {
  return handler?.mounted() ?? [];
}

function firstWaiting(
  own: readonly FunctionNode[],
  elsewhere: readonly Located[],
  { fn }: Response,
  { file, definitions }: Model,
): WaitingFunction | null {
  for (const one of own) {
    const waiting = one === fn ? null : readWaiting(one, file);
    if (waiting) return waiting;
  }
  for (const { node, frame } of elsewhere) {
    const located = definitions?.locator.locate(node, frame);
    const waiting =
      located && isFunction(located.node) && located.node !== fn ? readWaiting(located.node, located.frame.file) : null;
    if (waiting) return waiting;
  }
  return null;
}

/** The functions that a file registers in whose scope a response stands. */
function registeredAround(
  { handler, node }: Response,
  model: Model,
  passes: (one: Registration['handlers'][number]) => boolean,
): readonly FunctionNode[] {
  const routes = handler?.routes ?? [];
  if (routes.length === 0) return [];
  const own = new Set(routes.map(({ registration }) => registration));
  const inScope = [...own, ...forAllOf(model).filter(one => !own.has(one) && isInScope(one, node))].sort(
    (a, b) => a.node.range[0] - b.node.range[0],
  );
  return inScope.flatMap(one => one.handlers.filter(passes)).flatMap(one => functionsOf(one.node, model.file));
}

const forAll = new WeakMap<Model, readonly Registration[]>();

/** The registrations of a file that are for all routes; found once for all its responses. */
function forAllOf(model: Model): readonly Registration[] {
  let known = forAll.get(model);
  if (!known) forAll.set(model, (known = model.registrations.filter(isForAll)));
  return known;
}

/** Whether a registration is for all routes of its instance, not for one alone. */
function isForAll({ pathNode, options, framework }: Registration): boolean {
  return framework.hasHooks === true && pathNode === null && options === null;
}

/** What a plugin registers is for its own routes: the plugin is the function around the call. */
function isInScope({ node }: Registration, response: TSESTree.Node): boolean {
  const plugin = enclosingFunction(node);
  return plugin === null || isWithin(response, plugin);
}

const waiting = new WeakMap<FunctionNode, WaitingFunction | null>();

/** Reads whether a function is not over when it returns; null where it is, or may be, as far as it shows. */
function readWaiting(fn: FunctionNode, file: File): WaitingFunction | null {
  let known = waiting.get(fn);
  if (known === undefined) {
    const callsBack = !fn.async && callsBackLater(fn, file);
    waiting.set(fn, (known = callsBack || waitsOnEveryWay(fn, file) ? { fn, file, callsBack } : null));
  }
  return known;
}

/**
 * Whether a function awaits something, or returns a promise, on each way from its start to its end. A hook that begins with
 * `if (!request.idempotencyKey) return payload;` waits for some requests alone, and which these are is not known here. Whatever is awaited, be it `null`,
 * outlasts the function that sends (measured with Fastify 4). What throws before it could be awaited is not followed: that is the failure, not the way.
 */
function waitsOnEveryWay(fn: FunctionNode, { sourceCode }: File): boolean {
  const graph = fn.generator ? null : buildGraph(fn, sourceCode.visitorKeys);
  if (!graph) return false;
  const seen = new Set([graph.entry]);
  let waits = false;
  for (const point of seen) {
    if (point === graph.exit) return false;
    if (isWait(point)) waits = true;
    else for (const { kind, to } of point.out) if (kind !== 'throw' || point.kind === 'throw') seen.add(to);
  }
  return waits;
}

function isWait({ kind, node }: Point): boolean {
  if (kind === 'await') return true;
  if (kind !== 'return') return false;
  const returned = node.type === 'ReturnStatement' ? node.argument : (node as TSESTree.Expression);
  return returned !== null && isPromise(returned);
}

/** `(request, reply, payload, done) => { store.save(request, error => done(error)); }`: the last parameter of a hook is called in callbacks alone. */
function callsBackLater(fn: FunctionNode, { bindings }: File): boolean {
  const done = parametersOf(fn)[3];
  const uses = done?.type === 'Identifier' ? (bindings.variableOf(done)?.references ?? []) : [];
  return uses.length > 0 && uses.every(({ identifier }) => isLater(identifier, fn));
}

/** Methods that have called their function when they return. */
const AT_ONCE = /^(?:forEach|map|filter|some|every|find|reduce)$/;

/** Whether a function is used in a callback. */
function isLater(use: TSESTree.Node, fn: FunctionNode): boolean {
  const around = enclosingFunction(use);
  if (around === null || around === fn) return false;
  const call = around.parent;
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
  if (!callee) return false;
  const name = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
  return !AT_ONCE.test(name);
}

/** `return new Promise(…)`, `return save().then(…)`. */
function isPromise(value: TSESTree.Expression): boolean {
  const returned = unwrap(value);
  return (
    chainOf(returned) !== null ||
    (returned.type === 'NewExpression' && returned.callee.type === 'Identifier' && returned.callee.name === 'Promise')
  );
}
