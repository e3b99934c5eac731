import type { TSESTree } from '@typescript-eslint/utils';

import { chainOf, type ChainStep } from '../../flow/closure-run.ts';
import { descendants } from '../../syntax/descendants.ts';
import { enclosingFunction, isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { memberPath, methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { frameOf } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';
import { isLogCall, isLogFunction } from '../errors/log-calls.ts';
import { destinationOf } from './destination.ts';
import { summaryOf } from './summary.ts';

/** Methods that throw where what they are given is not as it should be, or is not there. */
const FAILS_AT_ONCE = /^(?:parse|verify|decode|decrypt)$|Sync$/;

/** Functions of the language that give no promise. */
const GIVES_NO_PROMISE =
  /^(?:String|Number|Boolean|parseInt|parseFloat|JSON|Object|Math|Array|Date|path|Symbol|BigInt)$/;

/** Methods of lists and texts, which give none either. */
const OF_VALUE =
  /^(?:map|filter|flatMap|slice|join|concat|sort|reverse|trim|split|replace|replaceAll|toString|toLowerCase|toUpperCase|includes|startsWith|endsWith|keys|values|entries|has)$/;

/** Whether a call fails by what it is given alone, as those of the language and of Node do, and not by a condition of the function in sight that it calls. */
export function failsAtOnce(call: TSESTree.Node): boolean {
  return FAILS_AT_ONCE.test(methodCall(call)?.name ?? '');
}

/** How many functions one question looks into. */
const MAX_FUNCTIONS = 60;

/** Tells whether a call may fail, by the definitions in sight: a function that catches all that fails in it never does. */
export class Failing {
  readonly #locator: Locator;
  /** The functions that the question has come through, or comes from; what they add is known already. */
  #seen = new Set<FunctionNode>();

  constructor(locator: Locator) {
    this.#locator = locator;
  }

  /** Whether waiting for a promise may throw; one that is out of sight may be rejected. */
  mayReject(promise: TSESTree.Node, file: File): boolean {
    this.#seen = new Set();
    return this.#rejects(promise, file);
  }

  /** Whether a call may throw before it comes back: what any line can throw by accident does not count. */
  mayThrow(call: TSESTree.Node, file: File): boolean {
    this.#seen = new Set();
    return this.#throws(call, file);
  }

  #rejects(promise: TSESTree.Node, file: File): boolean {
    const value = unwrap(file.bindings.resolve(promise));
    switch (value.type) {
      case 'CallExpression':
        return this.#callRejects(value, file);
      case 'NewExpression':
        return this.#promiseRejects(value, file);
      case 'ConditionalExpression':
        return this.#rejects(value.consequent, file) || this.#rejects(value.alternate, file);
      case 'LogicalExpression':
        return this.#rejects(value.left, file) || this.#rejects(value.right, file);
      case 'Identifier':
      case 'MemberExpression':
      case 'ImportExpression':
        return true;
      default:
        // What has been waited for once, and what is no promise.
        return false;
    }
  }

  #callRejects(call: TSESTree.CallExpression, file: File): boolean {
    if (isLogCall(call)) return false;
    const chain = chainOf(call);
    if (chain)
      return chain.steps.reduce(
        (isRejected, step) => this.#stepRejects(step, isRejected, file),
        this.#rejects(chain.start, file),
      );
    const path = memberPath(call.callee);
    if (path?.[0] === 'Promise' && path.length === 2) return this.#combined(call, path[1] ?? '', file);
    if (givesNoPromise(call)) return this.#throws(call, file);
    const { node, frame } = this.#locator.locate(call.callee, frameOf(file));
    if (isFunction(node)) return this.#functionFails(node, frame.file, true);
    return !isTimer(node);
  }

  /** `Promise.all([…])` and its kin. */
  #combined({ arguments: [given] }: TSESTree.CallExpression, name: string, file: File): boolean {
    if (name === 'allSettled' || !given) return false;
    if (name === 'resolve') return this.#rejects(given, file);
    const list = unwrap(file.bindings.resolve(given));
    if (list.type === 'ArrayExpression')
      return list.elements.some(one => one !== null && (one.type === 'SpreadElement' || this.#rejects(one, file)));
    const mapped = methodCall(list);
    const fn = mapped?.name === 'map' ? unwrap(mapped.call.arguments[0] ?? mapped.call) : null;
    return !isFunction(fn) || this.#functionFails(fn, file, true);
  }

  #stepRejects({ name, onFulfilled, onRejected }: ChainStep, isRejected: boolean, file: File): boolean {
    const fails = (callback: TSESTree.Node | null): boolean => callback !== null && this.#callbackFails(callback, file);
    if (name === 'finally') return isRejected || fails(onFulfilled);
    const isStillRejected = isRejected && (onRejected === null || fails(onRejected));
    return isStillRejected || fails(onFulfilled);
  }

  #callbackFails(callback: TSESTree.Node, file: File): boolean {
    if (isLogFunction(callback)) return false;
    const { node, frame } = this.#locator.locate(callback, frameOf(file));
    return !isFunction(node) || this.#functionFails(node, frame.file, true);
  }

  /** `new Promise(resolve => { … })` has nothing to reject it with. */
  #promiseRejects({ callee, arguments: [given] }: TSESTree.NewExpression, file: File): boolean {
    if (callee.type !== 'Identifier' || callee.name !== 'Promise') return false;
    const executor = given && unwrap(given);
    if (!executor || !isFunction(executor)) return true;
    const [, reject] = parametersOf(executor);
    const isUsed =
      reject && (reject.type !== 'Identifier' || file.bindings.variableOf(reject)?.references.length !== 0);
    return Boolean(isUsed) || this.#functionFails(executor, file, false);
  }

  #throws(call: TSESTree.Node, file: File): boolean {
    if (call.type !== 'CallExpression' || isLogCall(call)) return false;
    if (failsAtOnce(call)) return !isCopy(call);
    const { node, frame } = this.#locator.locate(call.callee, frameOf(file));
    return isFunction(node) && !node.async && !node.generator && this.#functionFails(node, frame.file, false);
  }

  /** Whether something fails in a function that nothing in it catches. */
  #functionFails(fn: FunctionNode, file: File, isAwaited: boolean): boolean {
    if (this.#seen.has(fn)) return false;
    this.#seen.add(fn);
    if (fn.generator || this.#seen.size > MAX_FUNCTIONS) return true;
    const { throws, calls, returns } = summaryOf(fn, file);
    if (throws.length > 0) return true;
    if (calls.some(({ node }) => leaves(node, fn, false) && this.#throws(node, file))) return true;
    if (!isAwaited) return false;
    if (returns.some(({ value }) => isMade(value, file) && leaves(value, fn, true) && this.#rejects(value, file)))
      return true;
    return awaitsIn(fn, file).some(promise => leaves(promise, fn, false) && this.#rejects(promise, file));
  }
}

/** Whether what a function gives back is made there; a value that it was given, or a member of one, is seldom a promise. */
function isMade(value: TSESTree.Node, { bindings }: File): boolean {
  const { type } = unwrap(bindings.resolve(value));
  return type !== 'Identifier' && type !== 'MemberExpression';
}

/** Whether what fails at a node goes out of a function. */
function leaves(node: TSESTree.Node, fn: FunctionNode, isReturned: boolean): boolean {
  // What is returned without `await` is rejected when the `try` around it is over.
  if (isReturned && unwrap(node).type !== 'AwaitExpression') return true;
  const destination = destinationOf(node);
  return destination.is === 'leaves' && destination.fn === fn;
}

/** What a function itself waits for. */
function awaitsIn(fn: FunctionNode, { sourceCode }: File): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  if (!fn.async) return found;
  for (const node of descendants(fn.body, sourceCode.visitorKeys)) {
    if (node.type === 'AwaitExpression' && enclosingFunction(node) === fn) found.push(node.argument);
    if (node.type === 'ForOfStatement' && node.await && enclosingFunction(node) === fn) found.push(node.right);
  }
  return found;
}

/** `JSON.parse(JSON.stringify(value))`. */
function isCopy({ arguments: [given] }: TSESTree.CallExpression): boolean {
  return given !== undefined && methodCall(unwrap(given))?.name === 'stringify';
}

function givesNoPromise({ callee }: TSESTree.CallExpression): boolean {
  const root = memberPath(callee)?.[0] ?? '';
  return (
    GIVES_NO_PROMISE.test(root) ||
    (callee.type === 'MemberExpression' && OF_VALUE.test(memberPath(callee)?.at(-1) ?? ''))
  );
}

/** `util.promisify(setTimeout)`. */
function isTimer(node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const [given] = node.arguments;
  return given?.type === 'Identifier' && given.name === 'setTimeout';
}
