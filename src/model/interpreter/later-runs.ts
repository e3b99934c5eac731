import type { TSESTree } from '@typescript-eslint/utils';

import type { PromiseChain } from '../../flow/closure-run.ts';
import { parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, methodCall, stringValue, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { isErrorName } from '../handlers/handler-shape.ts';

/** How a call has functions run in the end, when it has come back itself. */
export interface LaterRun {
  readonly call: TSESTree.CallExpression;
  /** The chain of promises that runs, or the one function. */
  readonly chain: PromiseChain | null;
  readonly fn: FunctionNode | null;
  /** Whether something of it runs as a rule, and does not wait for what may never happen. */
  readonly isSure: boolean;
  /** Whether the code up to the next `await` has run by then. */
  readonly isAfterRest: boolean;
  /** Whether one call runs it several times. */
  readonly repeats: boolean;
  /** Whether it listens to an event, beside others that may answer too. */
  readonly isListener: boolean;
  /** Whether the value of the call is kept, so that something may wait for it. */
  readonly isKept: boolean;
}

/** Node's modules whose functions call back when they are done, after the code that called them. */
const CALLS_BACK = /^(?:node:)?(?:fs|child_process|dns|crypto|zlib)$/;

/** Their functions that listen on, or call back at once. */
const LISTENS_ON = /^(?:watch|watchFile|createServer|fork|spawn)$/;

/** Functions of the language and of Node that run what they are given when the code that calls them has run. */
const SOON = /^(?:setImmediate|nextTick|queueMicrotask)$/;

/** Methods that listen, wait or go through a list: the name of a parameter says nothing of when, or how often, they run it. */
const NO_CALLBACK =
  /^(?:then|catch|finally|use|on|once|addListener|each|eachSeries|eachLimit|subscribe|watch|setTimeout|setInterval)$/;

/** Methods of lists too, which take the function first: `errors.map(error => …)`. */
const OF_LIST =
  /^(?:forEach|map|flatMap|filter|reduce|reduceRight|sort|some|find|findIndex|findLast|findLastIndex|every)$/;

/** Events that come in the end, and once. */
const SURE_EVENT = /^(?:end|close|finish|exit)$/;

/** Reads how a call runs a function later, by what the call is or by the function's signature; null where neither says so. */
export function readLater(call: TSESTree.CallExpression, fn: FunctionNode, file: File): LaterRun | null {
  const name = calleeName(call) ?? '';
  const isLast = call.arguments.length > 0 && unwrap(call.arguments.at(-1) ?? call) === fn;
  const run = { call, chain: null, fn, isSure: true, repeats: false, isListener: false, isKept: false };
  if (/^(?:on|once|addListener)$/.test(name)) {
    const event = eventOf(call, fn);
    return event === null
      ? null
      : { ...run, isSure: SURE_EVENT.test(event), isAfterRest: true, repeats: event === 'data', isListener: true };
  }
  if (SOON.test(name) && unwrap(call.arguments[0] ?? call) === fn) return { ...run, isAfterRest: true };
  if (!isLast) return null;
  const origin = file.bindings.originOf(call.callee);
  if (origin && CALLS_BACK.test(origin.source)) return LISTENS_ON.test(name) ? null : { ...run, isAfterRest: true };
  if (NO_CALLBACK.test(name) || (OF_LIST.test(name) && call.arguments.length === 1)) return null;
  return takesError(fn) ? { ...run, isAfterRest: false } : null;
}

/** The event that a function is made the listener of; null where that is not written out. */
function eventOf(call: TSESTree.CallExpression, fn: FunctionNode): string | null {
  const [event, listener] = call.arguments;
  return event && listener && unwrap(listener) === fn && methodCall(call) ? stringValue(event) : null;
}

/** Whether a function takes an error first, as callbacks of Node do: by its name, or as its first statement asks whether there is one. */
function takesError(fn: FunctionNode): boolean {
  const [error, ...others] = parametersOf(fn);
  if (error?.type !== 'Identifier') return false;
  if (isErrorName(error)) return true;
  const [statement] = fn.body.type === 'BlockStatement' ? fn.body.body : [];
  return others.length > 0 && statement?.type === 'IfStatement' && asksFor(error.name, statement.test);
}

function asksFor(name: string, test: TSESTree.Expression): boolean {
  const value = unwrap(test);
  if (value.type === 'Identifier') return value.name === name;
  return (
    value.type === 'BinaryExpression' &&
    /^!==?$/.test(value.operator) &&
    value.left.type === 'Identifier' &&
    value.left.name === name &&
    ((value.right.type === 'Literal' && value.right.value === null) ||
      (value.right.type === 'Identifier' && value.right.name === 'undefined'))
  );
}
