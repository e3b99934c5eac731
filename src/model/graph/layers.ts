import type { TSESTree } from '@typescript-eslint/utils';

import { FRAMEWORKS } from '../../frameworks/frameworks.ts';
import { BEFORE_HANDLER, readRegistration } from '../../frameworks/registration.ts';
import { ERRORS_HANDED_ON } from '../../knowledge/body-parsers.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isFunction, parametersOf } from '../../syntax/functions.ts';
import { methodCall, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { argumentsOf, callFrame, frameOf, type Located } from '../definitions/frame.ts';
import { returnsOf } from '../definitions/returns.ts';
import { receiverFramework } from '../handlers/find-handlers.ts';
import type { Ahead, SendingHook } from '../handlers/handler.ts';
import { isText, pathTexts, UNKNOWN_PART, type ValueReaders } from './path-text.ts';
import { isOfReading } from './readings.ts';
import { childrenAt, isOfPluginWrapper, isSameRouter, makerOf, routerOf, type Router } from './routers.ts';

/** What a router has for all of its routes, or for those below a path: middleware, a hook, an error handler, what answers where no route does; `unknown` for what a function out of sight may add. */
export interface Layer extends Omit<Ahead, 'is'> {
  readonly is: Ahead['is'] | 'not-found' | 'sending-hook';
  /** Which hook it is, where it runs while a response is sent. */
  readonly hook: SendingHook['hook'];
  /** Whether it answers whatever comes to it: `app.use((req, res) => res.status(404).end())`. */
  readonly answersAll: boolean;
  /** The path it is limited to; null for none. */
  readonly path: string | null;
  /** Where it comes in the order of its file: the registration, or the call of the function that makes it. */
  readonly at: TSESTree.Node;
  /** Whether it counts for all of its scope wherever it stands, as what is set by `setErrorHandler`. */
  readonly isForScope: boolean;
  /** The parameter of the path that it runs for alone, `router.param('id', load)`; null for all else. */
  readonly parameter: string | null;
  /** Whether it may answer errors for all that is known: it is out of sight, or adds what is. */
  readonly mayTakeErrors: boolean;
}

/** A layer of which nothing is known: what it adds may run before everything, and may answer errors. */
function outOfSight(handler: Located, at: TSESTree.CallExpression, isForScope: boolean): Layer {
  return { ...PLAIN, is: 'unknown', handler, at, isForScope, mayTakeErrors: true };
}

/** What most layers are. */
const PLAIN = {
  hook: null,
  path: null,
  parameter: null,
  answersAll: false,
  isForScope: false,
  mayTakeErrors: false,
} as const;

/** How deep functions that set a router up are followed. */
const MAX_DEPTH = 3;

/** Functions that take an application to listen or to answer for it, and add nothing to it. Sources: node:http createServer; serverless-http index.js; supertest index.js. */
const LEAVES_AS_IS =
  /^(?:node:)?(?:https?|http2|spdy|serverless-http|@vendia\/serverless-express|aws-serverless-express|supertest|socket\.io)$/;

/** The calls of one file that may say something of a router. */
interface RouterCalls {
  /** The calls on routers, by what makes the router. */
  readonly on: ReadonlyMap<TSESTree.Node, readonly RouterCall[]>;
  /** The variables that stand for routers, by the same. */
  readonly names: ReadonlyMap<TSESTree.Node, ReadonlySet<Variable>>;
  /** The calls that get a variable as an argument. */
  readonly given: ReadonlyMap<Variable, readonly RouterCall[]>;
}

/** A call on a router (index -1), or one that gets it as an argument, and what the router is. */
interface RouterCall {
  readonly call: TSESTree.CallExpression;
  readonly index: number;
  readonly router: Router | null;
}

/** The methods by which layers are added. */
const ADDS = /^(?:use|all|param|addHook|register|setErrorHandler|setNotFoundHandler)$/;

/** Finds the layers of routers, in the order of their files. */
export class LayerFinder {
  readonly #readers: ValueReaders;
  readonly #calls = new Map<File, RouterCalls>();
  readonly #known = new Map<
    File,
    Map<TSESTree.Node, { readonly router: Router; readonly layers: readonly Layer[] }[]>
  >();

  constructor(readers: ValueReaders) {
    this.#readers = readers;
  }

  /** The layers that one file gives a router; those of the functions included that it hands the router to. */
  of(router: Router, file: File, depth = 0): readonly Layer[] {
    if (depth > MAX_DEPTH) return [];
    const byNode = this.#known.get(file) ?? new Map<TSESTree.Node, { router: Router; layers: readonly Layer[] }[]>();
    this.#known.set(file, byNode);
    const ofNode = byNode.get(router.node) ?? [];
    byNode.set(router.node, ofNode);
    const known = ofNode.find(one => isSameRouter(one.router, router) && one.router.owner === router.owner);
    if (known) return known.layers;
    const layers = this.#callsFor(router, file).flatMap(({ call, index }) =>
      index >= 0 ? this.#ofSetUp(call, index, { router, file, depth }) : this.#ofCallOn(call, file, depth),
    );
    ofNode.push({ router, layers });
    return layers;
  }

  /** Where a file first gives a router something that answers, a route, a router or what a function adds: the layers before it are before all routes. The whole file where it gives none. */
  firstRoute(router: Router, file: File): TSESTree.Node {
    const layers = new Set(this.of(router, file).flatMap(({ is, at }) => (is === 'unknown' ? [] : [at])));
    return file.calls.find(call => this.#isOn(call, router, file) && !layers.has(call)) ?? file.sourceCode.ast;
  }

  /** Whether a call is one on a router that registers something, or gets the router. */
  #isOn(call: TSESTree.CallExpression, router: Router, file: File): boolean {
    if (this.#callsFor(router, file).some(one => one.call === call)) return true;
    const registration = readRegistration(call);
    const receiver = registration && routerOf(registration.receiver, frameOf(file), this.#readers.locator);
    return receiver !== null && isSameRouter(receiver, router);
  }

  #ofCallOn(call: TSESTree.CallExpression, file: File, depth: number): readonly Layer[] {
    switch (methodCall(call)?.name) {
      case 'register':
        return this.#ofPlugin(call, file, depth);
      case 'param':
        return this.#ofParameter(call, file);
      default:
        return this.#registered(call, file);
    }
  }

  /** `router.param('id', (req, res, next, id) => …)`: runs before what has the parameter in its path. Source: express lib/router/index.js and router index.js, processParams. */
  #ofParameter(call: TSESTree.CallExpression, file: File): readonly Layer[] {
    const [name, loader] = call.arguments;
    if (!name || !loader) return [];
    const frame = frameOf(file);
    return pathTexts(name, frame, this.#readers)
      .filter(text => text !== UNKNOWN_PART)
      .map(parameter => ({
        ...PLAIN,
        is: 'middleware',
        handler: { node: loader, frame },
        parameter: parameter.replace(/^:/, ''),
        at: call,
      }));
  }

  /** The calls on one router and those that get it, in the order of the file. */
  #callsFor(router: Router, file: File): readonly RouterCall[] {
    let calls = this.#calls.get(file);
    if (!calls) this.#calls.set(file, (calls = this.#routerCalls(file)));
    const { on, names, given } = calls;
    const own = (on.get(router.node) ?? []).filter(one => one.router !== null && isSameRouter(one.router, router));
    const named = new Set(router.member === '' ? names.get(router.node) : []);
    const parameter = router.file === file ? file.bindings.variableOf(router.node) : null;
    if (parameter && router.member === '') named.add(parameter);
    const handed = [...named].flatMap(variable => given.get(variable) ?? []);
    return [...own, ...handed].sort((a, b) => a.call.range[0] - b.call.range[0]);
  }

  #routerCalls(file: File): RouterCalls {
    const on = new Map<TSESTree.Node, RouterCall[]>();
    const names = new Map<TSESTree.Node, Set<Variable>>();
    const given = new Map<Variable, RouterCall[]>();
    const { bindings } = file;
    for (const call of file.calls) {
      const method = methodCall(call);
      if (method && ADDS.test(method.name)) {
        const router = routerOf(method.object, frameOf(file), this.#readers.locator);
        if (router) addTo(on, router.node, { call, index: -1, router });
        const variable = router && bindings.variableOf(method.object);
        if (variable) names.set(router.node, (names.get(router.node) ?? new Set<Variable>()).add(variable));
        continue;
      }
      call.arguments.forEach((argument, index) => {
        const value = unwrapAwait(argument);
        const variable = bindings.variableOf(value);
        if (variable) {
          addTo(given, variable, { call, index, router: null });
          const made = bindings.initOf(value);
          if (made) names.set(made, (names.get(made) ?? new Set<Variable>()).add(variable));
        } else if (value.type === 'MemberExpression' && unwrapAwait(value.object).type === 'ThisExpression') {
          const router = routerOf(value, frameOf(file), this.#readers.locator);
          if (router) addTo(on, router.node, { call, index, router });
        }
      });
    }
    return { on, names, given };
  }

  #registered(call: TSESTree.CallExpression, file: File): readonly Layer[] {
    const frame = frameOf(file);
    const registration = readRegistration(call, node => file.bindings.resolve(node));
    if (!registration?.allMethods || receiverFramework(registration.receiver, file) === 'foreign') return [];
    const { pathNode } = registration;
    const path = pathNode ? (pathTexts(pathNode, frame, this.#readers)[0] ?? null) : null;
    return registration.handlers.flatMap(({ node, role, hook }): readonly Layer[] => {
      if (role === 'route' || isText(node, frame, this.#readers)) return [];
      if (role === 'not-found') return [notFoundLayer(this.#readers.locator.locate(node, frame), call)];
      // What a parameter or a loop gives is known at its calls alone.
      if (role === 'middleware' && isOfReading(node, file)) return [];
      if (role === 'hook') return hookLayer({ node, frame }, hook, call, path);
      const handler = madeByFactory(this.#readers.locator.locate(node, frame), this.#readers);
      const isErrorHandler = role === 'error' || (isFunction(handler.node) && parametersOf(handler.node).length === 4);
      // Routers have errors of their own only where they handle them.
      if (!isErrorHandler && isRouter(handler, this.#readers)) return [];
      return [
        {
          ...PLAIN,
          is: isErrorHandler ? 'error-handler' : 'middleware',
          handler: isErrorHandler ? handler : { node, frame },
          path,
          answersAll: !isErrorHandler && answersAll(handler),
          at: call,
          isForScope: role === 'error',
          mayTakeErrors: !isErrorHandler && mayTakeErrors(handler),
        },
      ];
    });
  }

  /** What a plugin adds that has no scope of its own; one in a scope adds nothing to the rest. */
  #ofPlugin(call: TSESTree.CallExpression, file: File, depth: number): readonly Layer[] {
    const [plugin] = call.arguments;
    const frame = frameOf(file);
    const located = plugin && this.#readers.locator.locate(plugin, frame);
    if (!located) return [];
    if (isFunction(located.node)) return [];
    if (located.node.type !== 'CallExpression' || !isOfPluginWrapper(located.node, located.frame))
      return [outOfSight({ node: plugin, frame }, call, false)];
    return childrenAt(located.node, located.frame, this.#readers.locator).flatMap(({ router }) =>
      this.of(router, router.file, depth + 1).map(layer => ({ ...layer, at: call })),
    );
  }

  /** What a function adds that gets the router: `configure(app)`. */
  #ofSetUp(
    call: TSESTree.CallExpression,
    index: number,
    { router, file, depth }: { readonly router: Router; readonly file: File; readonly depth: number },
  ): readonly Layer[] {
    const frame = frameOf(file);
    const fn = this.#readers.locator.locate(call.callee, frame);
    if (isFunction(fn.node)) {
      const parameter = parametersOf(fn.node)[index];
      if (!parameter) return [];
      const given: Router = { node: parameter, file: fn.frame.file, member: '', owner: null };
      return this.of(given, fn.frame.file, depth + 1).map(layer => ({ ...layer, at: call }));
    }
    const source = file.bindings.originOf(call.callee)?.source;
    if (source !== undefined && LEAVES_AS_IS.test(source)) return [];
    // It may set an error handler for the whole scope, unless it is known that there is no such thing.
    const isForScope = makerOf(router)?.framework.registersErrorHandlers !== false;
    return [outOfSight({ node: call, frame }, call, isForScope)];
  }
}

function addTo<Key>(lists: Map<Key, RouterCall[]>, key: Key, call: RouterCall): void {
  const known = lists.get(key);
  if (known) known.push(call);
  else lists.set(key, [call]);
}

/** The function that a factory of the project returns, `errorHandler({ log })`, in the reading of that call; the same for all else. */
function madeByFactory(handler: Located, { locator }: ValueReaders): Located {
  const { node, frame } = handler;
  if (node.type !== 'CallExpression') return handler;
  const factory = locator.locate(node.callee, frame);
  const inside = isFunction(factory.node) ? callFrame(factory, argumentsOf(node, frame), factory.frame.self) : null;
  if (!inside || !isFunction(factory.node)) return handler;
  for (const returned of returnsOf(factory.node)) {
    const made = locator.locate(returned, inside);
    if (isFunction(made.node)) return made;
  }
  return handler;
}

/** What is set for a whole scope by `setNotFoundHandler`. */
function notFoundLayer(handler: Located, at: TSESTree.CallExpression): Layer {
  return { ...PLAIN, is: 'not-found', handler, answersAll: true, at, isForScope: true };
}

/** A hook that runs before a handler, or while what it answers is sent; none for one that runs when that is over. */
function hookLayer(
  handler: Located,
  hook: string | undefined,
  at: TSESTree.CallExpression,
  path: string | null,
): readonly Layer[] {
  if (hook === 'onSend' || hook === 'preSerialization')
    return [{ ...PLAIN, is: 'sending-hook', hook, handler, at, isForScope: true }];
  if (hook !== undefined && !BEFORE_HANDLER.has(hook)) return [];
  return [{ ...PLAIN, is: 'hook', handler, path, at }];
}

/** Whether middleware hands nothing on but errors, so that no request gets past it. */
function answersAll({ node, frame: { file } }: Located): boolean {
  if (!isFunction(node)) return false;
  const [, response, next] = parametersOf(node);
  if (!response || node.params.length > 3) return false;
  const variable = next ? file.bindings.variableOf(next) : null;
  if (next && !variable) return false;
  return (variable?.references ?? []).every(({ identifier }) => {
    const call = identifier.parent as TSESTree.Node | undefined;
    return call?.type === 'CallExpression' && call.callee === identifier && call.arguments.length > 0;
  });
}

/** Whether what is registered like middleware may be an error handler: its function is out of sight, and no package is known that gives it for something else. */
function mayTakeErrors({ node, frame: { file } }: Located): boolean {
  if (isFunction(node)) return false;
  const source = file.bindings.originOf(node.type === 'CallExpression' ? node.callee : node)?.source;
  return (
    source === undefined ||
    !(ERRORS_HANDED_ON.test(source) || FRAMEWORKS.some(({ signs }) => signs.makers.test(source)))
  );
}

/** Whether what an argument of `use` stands for is a router, made in sight. */
function isRouter({ node, frame }: Located, { locator }: ValueReaders): boolean {
  if (isFunction(node)) return false;
  const router = routerOf(node, frame, locator);
  return router !== null && makerOf(router) !== null;
}
