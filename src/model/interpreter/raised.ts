import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { Framework } from '../../frameworks/framework.ts';
import { enclosingFunction, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, memberPath, methodCall, stringValue, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { frameOf } from '../definitions/frame.ts';
import type { GuardReader } from '../definitions/guard-reader.ts';
import { isClass } from '../definitions/locate.ts';
import { isForItself } from '../errors/always-throws.ts';
import { endsInCallersCatch } from '../errors/callers-catch.ts';
import { endsInOwnCatch } from '../errors/own-catch.ts';
import type { ErrorReader } from '../errors/read-error.ts';
import type { Handler } from '../handlers/handler.ts';
import type { ErrorValue } from '../responses/error-value.ts';
import { Headers, withHeaders } from '../responses/headers.ts';
import { OUT_OF_FLOW, type Response } from '../responses/response.ts';
import { UNKNOWN_STATUS } from '../responses/status.ts';

/** How an error leaves a function. */
export type RaisedVia = 'throw' | 'next' | 'reject' | 'return';

/** A place where an error leaves a function. */
export interface Raised {
  /** The node of the flow graph's point: the statement or the call. */
  readonly at: TSESTree.Node;
  readonly error: TSESTree.Expression;
  readonly via: RaisedVia;
}

/** Reads a call as one that forwards an error: `next(error)`, `reject(error)`, `Promise.reject(error)`; null for any other. */
export function findForwarded(call: TSESTree.CallExpression, file: File): Raised | null {
  const [error] = call.arguments;
  if (!error || error.type === 'SpreadElement' || stringValue(error) !== null) return null;
  const method = methodCall(call);
  if (method)
    return method.name === 'reject' && memberPath(method.object)?.join('.') === 'Promise'
      ? { at: call, error, via: 'reject' }
      : null;
  const name = calleeName(call);
  const variable = file.bindings.variableOf(unwrap(call.callee));
  const [definition] = variable?.defs ?? [];
  if (definition?.type !== 'Parameter') return null;
  if (name !== 'next' && name !== 'done' && name !== 'reject' && !isVerdictOf(definition.node, definition.name))
    return null;
  return { at: call, error, via: name === 'reject' ? 'reject' : 'next' };
}

/** Whether a parameter is the last of the function that a strategy of passport verifies with, whatever it is called: `new Strategy((token, cb) => cb(error))`. */
function isVerdictOf(fn: TSESTree.Node, parameter: TSESTree.Node): boolean {
  const { parent } = fn;
  return (
    isFunction(fn) &&
    fn.params.at(-1) === parameter &&
    parent?.type === 'NewExpression' &&
    calleeName(parent)?.endsWith('Strategy') === true
  );
}

/** What is found outside of the handlers' own flow. */
interface RaiseContext {
  readonly file: File;
  readonly errors: ErrorReader;
  readonly framework: Framework;
  readonly handlers: readonly Handler[];
  /** The nodes of responses that are known already. */
  readonly known: ReadonlySet<TSESTree.Node>;
  readonly guardsOf: GuardReader;
}

/** Finds the errors with a status that leave functions which no handler's flow reaches: services, validators, callbacks that do not use the response. */
export function findRaisedElsewhere({
  file,
  errors,
  framework,
  handlers,
  known,
  guardsOf,
}: RaiseContext): readonly Response[] {
  const responses: Response[] = [];
  const byFunction = new Map<TSESTree.Node, Handler>();
  for (const handler of handlers)
    if (handler.role !== 'responder' && !byFunction.has(handler.fn)) byFunction.set(handler.fn, handler);
  for (const { at, error: node, via } of findAll(file)) {
    const fn = enclosingFunction(at);
    if (known.has(node) || known.has(at) || (via === 'throw' && isCaught(at, fn, file))) continue;
    const handler = enclosingHandler(at, byFunction);
    const own = handler?.framework ?? framework;
    // `fail('no box', 404)`, of a helper that always throws.
    const error =
      via === 'throw' && at === node && node.type === 'CallExpression'
        ? errors.readThrowing(node, frameOf(file), own, handler)
        : errors.readRaised(node, frameOf(file), own, handler);
    if (!error || !saysStatus(error, via, fn)) continue;
    const guards = guardsOf(at, fn);
    if (guards)
      responses.push(toResponse({ at, error: node, via }, error, { handler, fn, framework: own, guards, file }));
  }
  return responses;
}

/** Whether an error is one of HTTP that may be anything's answer: what is returned, or stands outside of functions, only with a status that is known. */
function saysStatus({ isHttp, isError, status }: ErrorValue, via: RaisedVia, fn: FunctionNode | null): boolean {
  if (!isHttp || status === null) return false;
  if (via === 'return' && (status.isUnknown || !isError)) return false;
  return fn !== null || !status.isUnknown;
}

/** Whether a `catch` in sight answers what is thrown: one of its function, or those of all who call that. */
function isCaught(at: TSESTree.Node, fn: FunctionNode | null, file: File): boolean {
  return endsInOwnCatch(at, file) || (fn !== null && endsInCallersCatch(fn, file));
}

function toResponse(
  { at, error: node, via }: Raised,
  error: ErrorValue,
  {
    handler,
    fn,
    framework,
    guards,
    file,
  }: {
    handler: Handler | null;
    fn: FunctionNode | null;
    framework: Framework;
    guards: readonly Guard[];
    file: File;
  },
): Response {
  return {
    node: nodeOf({ at, error: node, via }),
    nameNode: error.nameNode,
    via,
    handler,
    fn,
    framework,
    error,
    guards,
    status: error.status ?? UNKNOWN_STATUS,
    headers: error.headers ? withHeaders(Headers.none, error.headers, file) : Headers.none,
    body: { kind: 'error', node, presence: 'some', object: null },
    isDeferred: fn !== null && handler !== null && fn !== handler.fn,
    ...OUT_OF_FLOW,
  };
}

/** The node of the response: the thrown expression, else the call or statement. */
function nodeOf({ at, error, via }: Raised): TSESTree.Node {
  return via === 'throw' ? error : at;
}

function* findAll(file: File): Generator<Raised> {
  for (const statement of file.throws)
    if (statement.argument) yield { at: statement, error: statement.argument, via: 'throw' };
  for (const call of file.calls) {
    const forwarded = findForwarded(call, file);
    if (forwarded) yield forwarded;
    else if (isForItself(call)) yield { at: call, error: call, via: 'throw' };
  }
  for (const fn of file.functions) yield* returnedErrors(fn, file);
}

/** `return new AppError(m, 404)` behind a condition; a function that does nothing else makes errors for those who decide. */
function* returnedErrors(fn: FunctionNode, file: File): Generator<Raised> {
  if (fn.body.type !== 'BlockStatement' || fn.body.body.length < 2) return;
  const stack: TSESTree.Node[] = [...fn.body.body];
  for (let node = stack.pop(); node; node = stack.pop()) {
    switch (node.type) {
      case 'ReturnStatement':
        if (node.argument && mayBeError(node.argument, file)) yield { at: node, error: node.argument, via: 'return' };
        break;
      case 'BlockStatement':
        stack.push(...node.body);
        break;
      case 'IfStatement':
        stack.push(node.consequent, ...(node.alternate ? [node.alternate] : []));
        break;
      case 'SwitchStatement':
        stack.push(...node.cases.flatMap(one => one.consequent));
        break;
      case 'TryStatement':
        stack.push(node.block, ...(node.handler ? [node.handler.body] : []));
        break;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        stack.push(node.body);
        break;
      default:
    }
  }
}

/** Whether a returned value is worth reading as an error, by its name, or because it is one of a class of the file that extends another. */
function mayBeError(node: TSESTree.Expression, { bindings }: File): boolean {
  const value = unwrap(node);
  if (value.type === 'NewExpression') {
    const cls = bindings.resolve(value.callee);
    return (isClass(cls) && cls.superClass !== null) || /err|exception|problem/i.test(calleeName(value) ?? '');
  }
  return value.type === 'CallExpression' && /err/i.test(memberPath(value.callee)?.join('.') ?? '');
}

/** The innermost of some handlers, by their functions, around a node. */
function enclosingHandler(node: TSESTree.Node, byFunction: ReadonlyMap<TSESTree.Node, Handler>): Handler | null {
  for (let outer: TSESTree.Node | undefined = node; outer; outer = outer.parent) {
    const handler = byFunction.get(outer);
    if (handler) return handler;
  }
  return null;
}
