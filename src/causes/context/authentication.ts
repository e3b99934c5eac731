import type { TSESTree } from '@typescript-eslint/utils';

import { AUTHENTICATION, AUTHENTICATION_FOR_ALL, type Called, TELLS_ONLY } from '../../knowledge/shapes/callers.ts';
import { isEqualityOperator } from '../../syntax/operators.ts';
import { saysAny } from '../../syntax/words.ts';
import { isRightFor } from '../../knowledge/cause-table.ts';
import type { Guard } from '../../flow/graph.ts';
import { BEFORE_HANDLER } from '../../frameworks/registration.ts';
import { frameOf, type Located } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import { isOfPluginWrapper } from '../../model/graph/routers.ts';
import type { Before, Handler, MountedRoute, Route } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall, stringValue, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { AskedBefore } from './asked-before.ts';
import type { Condition } from './conditions.ts';
import { goesOn, letsOnlyKnownPass } from './gatekeeper.ts';
import { HoldingGates, type Gate } from './gates.ts';

/** Whether the path to a response proves the caller known: an earlier test of the principal, its own use by an outer guard, or authentication registered before it. */
export function provesCaller(
  outer: readonly Condition[],
  { handler }: Response,
  provenances: Provenances,
  model: Model,
): boolean {
  const isPrincipal = (guard: Guard): boolean => {
    if (guard.test.type === 'SwitchCase') return false;
    const test = unwrapAwait(guard.test);
    // auth.type === 'session'
    const isEqual =
      test.type === 'BinaryExpression' &&
      isEqualityOperator(test.operator) &&
      test.operator.startsWith('=') === guard.holds &&
      stringValue(test.right) !== null;
    const provenance = provenances.of(isEqual ? test.left : test);
    return (
      (guard.holds || isEqual) &&
      (provenance.is === 'principal' || (provenance.is === 'verified' && provenance.ofCredential))
    );
  };
  if (
    outer.some(
      ({ alternatives }) => alternatives.length === 1 && alternatives[0] !== undefined && isPrincipal(alternatives[0]),
    )
  )
    return true;
  if (!handler) return false;
  const authentication = authenticationOf(model, provenances);
  return authentication.isNamedBefore(handler) || authentication.isBefore(handler);
}

/** Whether nobody reaches a response without a caller, by what stands before all routes of its handler: there a test whether the caller is missing only narrows a type. What middleware does outvotes what it is called. */
export function isAuthenticated({ handler }: Response, provenances: Provenances, model: Model): boolean {
  return handler !== null && authenticationOf(model, provenances).isBefore(handler);
}

/** Whether the function of a response answers 401 before it: who is not known is refused there. */
export function refusesBefore({ fn, node }: Response, model: Model): boolean {
  return fn !== null && (refusalsOf(model).onlyFrom.get(fn) ?? Infinity) < node.range[0];
}

/** The functions of a file that answer 401. */
interface Refusals {
  readonly refusing: ReadonlySet<FunctionNode>;
  /** By function, where the first answer ends that is 401 and nothing else. */
  readonly onlyFrom: ReadonlyMap<FunctionNode, number>;
}

const refusals = new WeakMap<Model, Refusals>();

/** Reads the refusals of a file once, for all its responses. */
function refusalsOf(model: Model): Refusals {
  const known = refusals.get(model);
  if (known) return known;
  const refusing = new Set<FunctionNode>();
  const onlyFrom = new Map<FunctionNode, number>();
  for (const {
    fn,
    node,
    status: { outcomes },
  } of model.responses) {
    if (!fn || !outcomes.some(refusesUnknown)) continue;
    refusing.add(fn);
    if (outcomes.every(refusesUnknown)) onlyFrom.set(fn, Math.min(node.range[1], onlyFrom.get(fn) ?? Infinity));
  }
  const found = { refusing, onlyFrom };
  refusals.set(model, found);
  return found;
}

/** Whether a status says that nobody is known. */
function refusesUnknown({ code }: { readonly code: number }): boolean {
  return isRightFor('unauthenticated', code);
}

const authentications = new WeakMap<Model, Authentication>();

function authenticationOf(model: Model, provenances: Provenances): Authentication {
  let known = authentications.get(model);
  if (!known) authentications.set(model, (known = new Authentication(model, provenances)));
  return known;
}

/** Tells the handlers of one file that known callers alone reach; asked once for each, and for each gate. */
class Authentication {
  readonly #model: Model;
  readonly #provenances: Provenances;
  readonly #locator: Locator | null;
  readonly #byName: HoldingGates;
  readonly #bySight: HoldingGates;
  readonly #namedBefore = new AskedBefore(isCalledAuthentication);
  readonly #provenBefore = new AskedBefore(({ handler, isForAll }) =>
    this.#proves(handler, isForAll ? AUTHENTICATION_FOR_ALL : AUTHENTICATION),
  );
  readonly #named = new WeakMap<Handler, boolean>();
  readonly #known = new WeakMap<Handler, boolean>();

  constructor(model: Model, provenances: Provenances) {
    this.#model = model;
    this.#provenances = provenances;
    this.#locator = model.definitions?.locator ?? null;
    this.#byName = new HoldingGates(
      model,
      ({ is, node }) => is === 'handler' && isNamed(node, AUTHENTICATION_FOR_ALL, model),
    );
    this.#bySight = new HoldingGates(model, gate => this.#holds(gate));
  }

  /** Whether what is called authentication stands before all routes of a handler. */
  isNamedBefore(handler: Handler): boolean {
    let known = this.#named.get(handler);
    if (known === undefined) this.#named.set(handler, (known = this.#readNames(handler)));
    return known;
  }

  /** Whether what lets only known callers pass stands before all routes of a handler; its name counts where its body is out of sight. */
  isBefore(handler: Handler): boolean {
    let known = this.#known.get(handler);
    if (known === undefined) this.#known.set(handler, (known = this.#read(handler)));
    return known;
  }

  #readNames({ routes, mounted }: Handler): boolean {
    if (routes.length > 0)
      return routes.every(
        route =>
          route.before.some(node => isNamed(node, AUTHENTICATION, this.#model)) ||
          this.#byName.standBefore(route) ||
          this.#isNamedBeforeAll(route.mounted()),
      );
    return this.#isNamedBeforeAll(mounted());
  }

  #read({ fn, routes, mounted }: Handler): boolean {
    const { file } = this.#model;
    // What lets known callers pass and refuses the others is the authentication itself, whatever may stand before it.
    if (
      goesOn(fn.body, file) &&
      letsOnlyKnownPass({ node: fn, frame: frameOf(file) }, this.#provenances, this.#locator) === true
    )
      return false;
    if (routes.length > 0) return routes.every(route => this.#isBeforeRoute(route));
    return this.#isBeforeAll(mounted());
  }

  #isBeforeRoute(route: Route): boolean {
    const frame = frameOf(this.#model.file);
    return (
      route.before.some(node => this.#proves({ node, frame }, AUTHENTICATION)) ||
      this.#bySight.standBefore(route) ||
      this.#isBeforeAll(route.mounted())
    );
  }

  /** Whether on each way to a handler something is called authentication; what is written in place has no name. */
  #isNamedBeforeAll(ways: readonly MountedRoute[]): boolean {
    return ways.length > 0 && ways.every(({ before }) => before().some(one => this.#namedBefore.some(one)));
  }

  /** Whether each way to a handler leads past what lets only known callers pass, in whatever file it is registered. */
  #isBeforeAll(ways: readonly MountedRoute[]): boolean {
    return ways.length > 0 && ways.every(({ before }) => before().some(one => this.#provenBefore.some(one)));
  }

  #holds({ is, node }: Gate): boolean {
    const here: Located = { node, frame: frameOf(this.#model.file) };
    switch (is) {
      case 'handler':
        return this.#proves(here, AUTHENTICATION_FOR_ALL);
      case 'hooks-of-plugin':
        return hooksOf(this.#locate(here)).some(hook => this.#proves(hook, AUTHENTICATION_FOR_ALL));
      case 'plugin':
        return this.#isNamedAuthentication(here);
    }
  }

  #proves(one: Located, called: Called): boolean {
    const located = this.#locate(one);
    const bySight = letsOnlyKnownPass(located, this.#provenances, this.#locator);
    return bySight ?? (!isFunction(located.node) && saysAuthentication(located, called));
  }

  /** Whether a plugin is called authentication and its hooks are out of sight. */
  #isNamedAuthentication(plugin: Located): boolean {
    const { node, frame } = this.#locate(plugin);
    const isInSight =
      isFunction(node) ||
      (node.type === 'CallExpression' &&
        node.arguments.some(argument => isFunction(frame.file.bindings.resolve(argument))));
    return !isInSight && saysAuthentication(plugin, AUTHENTICATION_FOR_ALL);
  }

  #locate({ node, frame }: Located): Located {
    return this.#locator?.locate(node, frame) ?? { node: frame.file.bindings.resolve(node), frame };
  }
}

function isCalledAuthentication({ handler: { node, frame }, isForAll }: Before): boolean {
  return !isFunction(node) && isCalled({ node, frame }, isForAll ? AUTHENTICATION_FOR_ALL : AUTHENTICATION);
}

function isCalled({ node, frame: { file } }: Located, { names, unless }: Called): boolean {
  return saysAny(node, names, file) && !saysAny(node, unless, file);
}

function saysAuthentication(one: Located, called: Called): boolean {
  return isCalled(one, called) && !saysAny(one.node, TELLS_ONLY, one.frame.file);
}

/** The hooks before handlers that a plugin adds to the instance it is registered with, which `fastify-plugin` alone lets it do. */
function hooksOf({ node, frame }: Located): readonly Located[] {
  if (node.type !== 'CallExpression' || !isOfPluginWrapper(node, frame)) return [];
  const plugin = node.arguments[0] && frame.file.bindings.resolve(node.arguments[0]);
  const instance = isFunction(plugin) ? frame.file.bindings.variableOf(parametersOf(plugin)[0] ?? plugin) : null;
  if (!isFunction(plugin) || !instance) return [];
  return nodesWithin(frame.file.calls, plugin.body).flatMap(call => {
    const method = methodCall(call);
    const [name, hook] = call.arguments;
    const isHook =
      method?.name === 'addHook' &&
      name &&
      hook &&
      BEFORE_HANDLER.has(stringValue(name) ?? '') &&
      frame.file.bindings.variableOf(method.object) === instance;
    return isHook && isUnconditional(call, plugin) ? [{ node: hook, frame }] : [];
  });
}

/** Whether a call stands at the top of a function's body. */
function isUnconditional(call: TSESTree.Node, fn: FunctionNode): boolean {
  let statement: TSESTree.Node = call;
  while (statement.parent && !statement.type.endsWith('Statement')) statement = statement.parent;
  return statement.parent === fn.body || statement === fn.body;
}

/** Whether middleware is called authentication; a function written in place is where it answers 401. */
function isNamed(node: TSESTree.Node, called: Called, model: Model): boolean {
  return isFunction(node)
    ? refusalsOf(model).refusing.has(node)
    : isCalled({ node, frame: frameOf(model.file) }, called);
}
