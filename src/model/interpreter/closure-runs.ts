import type { TSESTree } from '@typescript-eslint/utils';

import {
  chainOf,
  type ChainStep,
  type ClosureRun,
  type Closures,
  type PromiseChain,
  type Times,
} from '../../flow/closure-run.ts';
import {
  enclosingFunction,
  isFunction,
  isInLoop,
  isWithin,
  parametersOf,
  type FunctionNode,
} from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { functionsOf } from '../handlers/find-handlers.ts';
import type { Handler } from '../handlers/handler.ts';
import { readLater, type LaterRun } from './later-runs.ts';
import type { ObjectOf } from './response-object.ts';

/** Methods that call their first argument for each item before they come back. */
const ARRAY_METHODS: Readonly<Record<string, Times>> = {
  forEach: 'many',
  map: 'many',
  flatMap: 'many',
  filter: 'many',
  reduce: 'many',
  reduceRight: 'many',
  sort: 'many',
  toSorted: 'many',
  some: 'until-true',
  find: 'until-true',
  findIndex: 'until-true',
  findLast: 'until-true',
  findLastIndex: 'until-true',
  every: 'until-false',
};

/** Methods that give a list, a set or a map, whatever they are called on. */
const GIVES_LIST = /^(?:keys|values|entries|from|of|split|slice|concat|reverse|flat|matchAll|toArray|trim)$/;

/** Methods that give a list where they are called on one. */
const KEEPS_LIST = /^(?:map|filter|flatMap|sort|toSorted)$/;

/** Names of what has a `forEach` or `map` that comes back before its callbacks run: MongoDB's cursors, streams, observables. */
const NO_LIST = /(?:cursor|stream|query|observable|subject|\$)$/i;

/** Modules whose functions of the same names take a list and a function. */
const LIST_MODULES = /^(?:lodash(?:[-/].*)?|underscore|ramda)$/;

/** Methods that begin a transaction or take a lock, run the function they are given, and settle when its promise does: of Sequelize, Knex, TypeORM, Prisma, MongoDB, Firestore, Drizzle, async-mutex. */
const TRANSACTION = /^\$?(?:transaction|withTransaction|runTransaction|runInTransaction|inTransaction|runExclusive)$/;

/** Tells how the calls of one handler run the functions they are given, as far as that is certain; any other function may run at any time, or never. */
export class ClosureRuns implements Closures {
  readonly #file: File;
  readonly #handler: Handler;
  readonly #objectOf: ObjectOf;
  #using: ReadonlySet<FunctionNode> | null = null;

  constructor(handler: Handler, file: File, objectOf: ObjectOf) {
    this.#handler = handler;
    this.#file = file;
    this.#objectOf = objectOf;
  }

  /** Whether a function nested in the handler uses the response or `next`. */
  uses(fn: FunctionNode): boolean {
    this.#using ??= this.#findUsing();
    return this.#using.has(fn);
  }

  runBy = (call: TSESTree.CallExpression | TSESTree.NewExpression): readonly ClosureRun[] => {
    const callee = unwrap(call.callee);
    if (isFunction(callee)) return this.#isPlain(callee) ? [{ fn: callee, times: 'once' }] : [];
    const given = call.arguments
      .map(unwrap)
      .filter(one => isFunction(one))
      .filter(one => this.#isPlain(one));
    if (given.length === 0) return [];
    if (call.type === 'NewExpression')
      return callee.type === 'Identifier' && callee.name === 'Promise' && call.arguments[0] === given[0]
        ? given.slice(0, 1).map(fn => ({ fn, times: 'once' }))
        : [];
    return this.#ofList(call, given) ?? this.#ofDefinition(call, given, false);
  };

  awaitedBy = (promise: TSESTree.Node): readonly ClosureRun[] => {
    if (promise.type !== 'CallExpression') return [];
    const callee = unwrap(promise.callee);
    if (isFunction(callee)) return callee.async && this.uses(callee) ? [{ fn: callee, times: 'once' }] : [];
    const method = methodCall(promise);
    const [first] = promise.arguments;
    if (method?.object.type === 'Identifier' && method.object.name === 'Promise')
      return first ? this.#ofEach(first) : [];
    const given = promise.arguments
      .map(unwrap)
      .filter(one => isFunction(one))
      .filter(one => this.uses(one));
    if (given.length === 0) return [];
    const defined = this.#ofDefinition(promise, given, true);
    if (defined.length > 0 || functionsOf(promise.callee, this.#file).length > 0) return defined;
    return TRANSACTION.test(method?.name ?? '') ? given.map(fn => ({ fn, times: 'once' })) : [];
  };

  isFollowed = ({ start, steps }: PromiseChain): boolean =>
    steps.some(step => callbacksOf(step).some(one => this.isNamed(one) || (isFunction(one) && this.uses(one)))) ||
    this.awaitedBy(start).length > 0;

  isNamed = (callback: TSESTree.Node): boolean =>
    this.#handler.next !== null &&
    callback.type === 'Identifier' &&
    this.#file.bindings.variableOf(callback) === this.#handler.next;

  /** How a call runs functions when the rest of the function that makes it has run; null where it runs none of the kind that is known. */
  laterBy(call: TSESTree.CallExpression): LaterRun | null {
    const chain = isInnerOfChain(call) || isAwaited(call) ? null : chainOf(call);
    if (chain && this.isFollowed(chain)) return { ...CHAIN, call, chain, fn: null, isKept: !isDropped(call) };
    if (isAwaited(call)) return null;
    const fn = call.arguments
      .map(unwrap)
      .filter(one => isFunction(one))
      .find(one => this.uses(one));
    const callee = unwrap(call.callee);
    if (isFunction(callee) && callee.async && this.uses(callee))
      return { ...CHAIN, isAfterRest: false, call, chain: null, fn: callee, isKept: !isDropped(call) };
    if (!fn || this.#isOnResponse(call)) return null;
    const method = methodCall(call);
    if (method && fn.async && ARRAY_METHODS[method.name] && this.#isList(method.object))
      return { ...CHAIN, isAfterRest: false, repeats: true, call, chain: null, fn, isKept: !isDropped(call) };
    return readLater(call, fn, this.#file);
  }

  /** The function of `items.map(async item => …)`, all of whose promises are waited for. */
  #ofEach(promises: TSESTree.Node): readonly ClosureRun[] {
    const mapped = methodCall(unwrap(promises));
    const fn = mapped?.name === 'map' ? unwrap(mapped.call.arguments[0] ?? mapped.call) : null;
    if (!mapped || !isFunction(fn) || !fn.async) return [];
    return this.uses(fn) && this.#isList(mapped.object) ? [{ fn, times: 'many' }] : [];
  }

  /** Whether a function runs to its end where it is called. */
  #isPlain(fn: FunctionNode): boolean {
    return !fn.async && !fn.generator && this.uses(fn);
  }

  #isOnResponse(call: TSESTree.CallExpression): boolean {
    const method = methodCall(call);
    return method !== null && this.#objectOf(method.object) !== null && !/^(?:on|once|addListener)$/.test(method.name);
  }

  /** The functions that a method of a list, or a function of a library that does the same, calls for each item; null for any other call. */
  #ofList(call: TSESTree.CallExpression, given: readonly FunctionNode[]): readonly ClosureRun[] | null {
    const method = methodCall(call);
    const times = method && Object.hasOwn(ARRAY_METHODS, method.name) ? ARRAY_METHODS[method.name] : undefined;
    if (!method || !times) return null;
    const [first, second] = call.arguments.map(unwrap);
    const [fn] = given;
    if (!fn) return null;
    if (first === fn) return this.#isList(method.object) ? [{ fn, times }] : [];
    const origin = second === fn ? this.#file.bindings.originOf(call.callee) : null;
    return origin && LIST_MODULES.test(origin.source) ? [{ fn, times }] : [];
  }

  /** Whether a value is a list, a set or a map as far as it shows. */
  #isList(node: TSESTree.Node, depth = 0): boolean {
    const value = unwrap(this.#file.bindings.resolve(node));
    switch (value.type) {
      case 'ArrayExpression':
      case 'AwaitExpression':
        return true;
      case 'NewExpression':
        return value.callee.type === 'Identifier' && /^(?:Set|Map|Array)$/.test(value.callee.name);
      case 'Identifier':
        return !NO_LIST.test(value.name);
      case 'MemberExpression':
        return value.property.type !== 'Identifier' || !NO_LIST.test(value.property.name);
      case 'LogicalExpression':
        return this.#isList(value.left, depth + 1);
      case 'CallExpression': {
        const method = methodCall(value);
        if (!method || depth > 4) return false;
        return GIVES_LIST.test(method.name) || (KEEPS_LIST.test(method.name) && this.#isList(method.object, depth + 1));
      }
      default:
        return false;
    }
  }

  /** The functions that a function in sight calls by its own parameters, in its own course. */
  #ofDefinition(
    call: TSESTree.CallExpression,
    given: readonly FunctionNode[],
    isAwait: boolean,
  ): readonly ClosureRun[] {
    const callee = unwrap(call.callee);
    if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return [];
    const [definition, ...others] = functionsOf(callee, this.#file);
    if (!definition || others.length > 0 || definition.generator || definition.async !== isAwait) return [];
    return given.flatMap(fn => {
      const parameter = parametersOf(definition)[call.arguments.findIndex(one => unwrap(one) === fn)];
      const times = parameter?.type === 'Identifier' ? this.#timesCalled(parameter, definition, fn.async) : null;
      return times ? [{ fn, times }] : [];
    });
  }

  /** How often a function calls one of its parameters; null where something else is done with it. */
  #timesCalled(parameter: TSESTree.Identifier, definition: FunctionNode, isAwaited: boolean): Times | null {
    const uses = this.#file.bindings.variableOf(parameter)?.references.map(({ identifier }) => identifier) ?? [];
    const calls = uses.map(use => {
      const { parent } = use;
      if (parent.type !== 'CallExpression' || parent.callee !== use || enclosingFunction(use) !== definition)
        return null;
      const isOver = parent.parent.type === 'AwaitExpression' || parent.parent.type === 'ReturnStatement';
      return isAwaited && !isOver ? null : parent;
    });
    const [first, ...others] = calls;
    if (!first || calls.includes(null)) return null;
    return others.length > 0 || isInLoop(first) ? 'many' : 'maybe';
  }

  /** The functions in which the response or `next` is used, found once from each use outwards. */
  #findUsing(): ReadonlySet<FunctionNode> {
    const { response, next, held, fn } = this.#handler;
    const using = new Set<FunctionNode>();
    const note = (use: TSESTree.Node): void => {
      if (!isWithin(use, fn)) return;
      for (let one = enclosingFunction(use); one && one !== fn && !using.has(one); one = enclosingFunction(one))
        using.add(one);
    };
    const holder = held?.holder === 'this' ? null : (held?.holder ?? null);
    for (const variable of [response, next, holder])
      for (const { identifier } of variable?.references ?? []) note(identifier);
    // `this.response` has no references.
    if (held?.holder === 'this')
      for (const call of nodesWithin(this.#file.calls, fn))
        if (this.#objectOf(methodCall(call)?.object ?? call) !== null) note(call);
    return using;
  }
}

/** What holds of the callbacks of a promise that nobody waits for. */
const CHAIN = { isSure: true, isAfterRest: true, repeats: false, isListener: false } as const;

function callbacksOf({ onFulfilled, onRejected }: ChainStep): readonly TSESTree.Node[] {
  return [onFulfilled, onRejected].filter(one => one !== null).map(unwrap);
}

/** Whether a call of a chain is followed by another one of it. */
function isInnerOfChain(call: TSESTree.CallExpression): boolean {
  const member = call.parent;
  return (
    member.type === 'MemberExpression' &&
    member.object === call &&
    member.parent.type === 'CallExpression' &&
    /^(?:then|catch|finally)$/.test(methodCall(member.parent)?.name ?? '')
  );
}

/** Whether the value of a call is waited for where the call stands. */
function isAwaited(call: TSESTree.Node): boolean {
  const { parent } = call;
  if (parent?.type === 'AwaitExpression') return true;
  return parent !== undefined && /^(?:TS|ChainExpression)/.test(parent.type) && isAwaited(parent);
}

/** Whether nothing is done with the value of a call. */
function isDropped(call: TSESTree.Node): boolean {
  const { parent } = call;
  switch (parent?.type) {
    case 'ExpressionStatement':
      return true;
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'void';
    case 'ChainExpression':
    case 'TSAsExpression':
      return isDropped(parent);
    default:
      return false;
  }
}
