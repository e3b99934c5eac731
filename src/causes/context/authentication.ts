import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { frameOf, type Located } from '../../model/definitions/frame.ts';
import type { Route } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { enclosingFunction, isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { methodCall, stringValue, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Provenances } from '../provenance/provenance.ts';
import type { Condition } from './conditions.ts';
import { goesOn, letsOnlyKnownPass } from './gatekeeper.ts';

/** Middleware and hooks that let only known callers pass, by their names: no authors, nothing optional, no session store. */
const AUTHENTICATION = /^(?!.*(?:optional|maybe|initialize|router?s?$))(?:.*(?:auth(?!ors?(?!i[sz]))|protect|jwt|verifyToken|requireUser|requireLogin|isLoggedIn|ensureLogin|loggedIn|guard|passport|session|bearer))/is;

/** The same for all routes after it, where `app.use(session())` and `app.use('/auth', authRouter)` stand too. */
const AUTHENTICATION_FOR_ALL = /^(?!.*(?:optional|maybe|initialize|router?s?$|session))(?:.*(?:(?:require|ensure|is|check|verify|validate|need)_?(?:auth|login|logged|user|token|jwt)|authenticate|authMiddleware|protect|jwtVerify|verifyJwt))/is;

/** What middleware that matches only tells of the caller where there is one, or asks something else: `session()`, `loadAuth`, `authLimiter`, `auth.initialize()`. */
const TELLS_ONLY = /session|limit|throttle|schema|csrf|cors|(?:^|\.)(?:load|attach|set|get|extract|parse|decode|populate|inject)[A-Z_]/;

/** The hooks of Fastify that run before a handler. Source: fastify docs/Reference/Lifecycle.md. */
const BEFORE_HANDLER = /^(?:onRequest|preParsing|preValidation|preHandler)$/;

/** Whether the path to a response proves the caller known: an earlier test of the principal, its own use by an outer guard, or authentication registered before it. */
export function provesCaller(outer: readonly Condition[], response: Response, provenances: Provenances, model: Model): boolean {
  const isPrincipal = (guard: Guard): boolean => {
    if (guard.test.type === 'SwitchCase') return false;
    const test = unwrapAwait(guard.test);
    // auth.type === 'session'
    const isEqual = test.type === 'BinaryExpression' && /^[!=]==?$/.test(test.operator) && test.operator.startsWith('=') === guard.holds && stringValue(test.right) !== null;
    const provenance = provenances.of(isEqual ? test.left : test);
    return (guard.holds || isEqual) && (provenance.is === 'principal' || (provenance.is === 'verified' && provenance.ofCredential));
  };
  if (outer.some(({ alternatives }) => alternatives.length === 1 && alternatives[0] !== undefined && isPrincipal(alternatives[0]))) return true;
  const routes = response.handler?.routes ?? [];
  if (routes.length > 0 && routes.every(route => route.before.some(node => AUTHENTICATION.test(nameOf(node, model))) || isBehindAuthentication(route, model))) return true;
  const elsewhere = response.handler?.routesElsewhere() ?? [];
  if (routes.length === 0 && elsewhere.length > 0 && elsewhere.every(({ before, beforeAll }) => before.some(text => AUTHENTICATION.test(text)) || beforeAll.some(text => AUTHENTICATION_FOR_ALL.test(text)))) return true;
  return isAuthenticated(response, provenances, model);
}

/** Whether the function of a response answers 401 before it: who is not known is refused there. */
export function refusesBefore({ fn, node }: Response, { responses }: Model): boolean {
  return fn !== null && responses.some(other => other.fn === fn && other.node.range[1] < node.range[0] && other.status.outcomes.length > 0 && other.status.outcomes.every(({ code }) => code === 401));
}

const authenticated = new WeakMap<Response, boolean>();

/** Whether nobody reaches a response without a caller, by what stands before all routes of its handler: there a test whether the caller is missing only narrows a type. What middleware does outvotes what it is called. */
export function isAuthenticated(response: Response, provenances: Provenances, model: Model): boolean {
  let known = authenticated.get(response);
  if (known === undefined) authenticated.set(response, known = readAuthenticated(response, provenances, model));
  return known;
}

function readAuthenticated({ handler }: Response, provenances: Provenances, model: Model): boolean {
  if (!handler) return false;
  const here = frameOf(model.file);
  // What lets known callers pass and refuses the others is the authentication itself, whatever may stand before it.
  if (goesOn(handler.fn.body, model.file) && letsOnlyKnownPass({ node: handler.fn, frame: here }, provenances, model.definitions?.locator ?? null) === true) return false;
  const proves = ({ node, frame }: Located, names: RegExp): boolean => {
    const located = locate({ node, frame }, model);
    const text = located.frame.file.code(located.node);
    const bySight = letsOnlyKnownPass(located, provenances, model.definitions?.locator ?? null);
    return bySight ?? (!isFunction(located.node) && names.test(text) && !TELLS_ONLY.test(text));
  };
  if (handler.routes.length > 0) {
    return handler.routes.every(route => route.before.some(node => proves({ node, frame: here }, AUTHENTICATION))
      || gatesOf(route, model).some(node => proves({ node, frame: here }, AUTHENTICATION_FOR_ALL))
      || pluginsOf(route, model).some(plugin => hooksOf(locate({ node: plugin, frame: here }, model)).some(hook => proves(hook, AUTHENTICATION_FOR_ALL)) || isNamedAuthentication(plugin, route, model)));
  }
  const elsewhere = handler.routesElsewhere();
  return elsewhere.length > 0 && elsewhere.every(({ beforeAt, beforeAll }) => beforeAt.some(one => proves(one, AUTHENTICATION)) || beforeAll.some(text => AUTHENTICATION_FOR_ALL.test(text) && !TELLS_ONLY.test(text)));
}

function locate({ node, frame }: Located, { definitions }: Model): Located {
  return definitions?.locator.locate(node, frame) ?? { node: frame.file.bindings.resolve(node), frame };
}

/** Whether `app.use(requireAuth)` stands before a route of the same router, or `addHook` beside it. */
function isBehindAuthentication(route: Route, model: Model): boolean {
  return gatesOf(route, model).some(node => AUTHENTICATION_FOR_ALL.test(nameOf(node, model)));
}

/** The middleware that a router, and those around it in the same file, use for all their routes before one, and their hooks. */
function gatesOf({ registration: { node, receiver }, path }: Route, model: Model): readonly TSESTree.Node[] {
  const instances = instancesAround(receiver, model);
  return model.registrations.filter(one => one.node !== node && one.allMethods && instances.some(instance => isSame(one.receiver, instance, model)) && (one.path === null ? one.pathNode === null : path?.startsWith(one.path) === true))
    .flatMap(one => one.handlers.flatMap(({ node: handler, role, hook }) => ((role === 'middleware' && one.node.range[0] < node.range[0]) || (role === 'hook' && (hook === undefined || BEFORE_HANDLER.test(hook))) ? [handler] : [])));
}

/** A router or instance, and those whose plugins it is the parameter of: `app.register(async scope => { scope.get(…) })`. Hooks of an instance are those of all inside it. Source: fastify docs/Reference/Encapsulation.md. */
function instancesAround(receiver: TSESTree.Node, { file }: Model): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = [receiver];
  for (let fn = enclosingFunction(receiver); fn; fn = enclosingFunction(fn)) {
    const parent: TSESTree.Node = fn.parent;
    const call = parent.type === 'CallExpression' && parent.arguments[0] === fn ? methodCall(parent) : null;
    const [instance] = parametersOf(fn);
    if (call?.name === 'register' && instance && found.some(one => file.bindings.variableOf(one) !== null && file.bindings.variableOf(one) === file.bindings.variableOf(instance))) found.push(call.object);
  }
  return found;
}

/** Whether two expressions are one instance: one variable, or the same code out of the reach of variables. */
function isSame(one: TSESTree.Node, other: TSESTree.Node, { file: { bindings } }: Model): boolean {
  const variables = [bindings.variableOf(one), bindings.variableOf(other)];
  return variables.every(variable => variable === null) ? sameExpression(one, other) : variables[0] === variables[1];
}

/** Whether a plugin that is called authentication, and whose hooks are out of sight, is registered before a route. */
function isNamedAuthentication(plugin: TSESTree.Node, { registration }: Route, model: Model): boolean {
  const found = locate({ node: plugin, frame: frameOf(model.file) }, model);
  const isInSight = isFunction(found.node) || (found.node.type === 'CallExpression' && found.node.arguments.some(argument => isFunction(found.frame.file.bindings.resolve(argument))));
  if (isInSight || plugin.range[0] > registration.node.range[0]) return false;
  const name = model.file.code(plugin);
  return AUTHENTICATION_FOR_ALL.test(name) && !TELLS_ONLY.test(name);
}

/** The plugins that are registered with the instance of a route: `fastify.register(authenticateUser)`. */
function pluginsOf({ registration: { receiver } }: Route, model: Model): readonly TSESTree.Node[] {
  const instances = instancesAround(receiver, model);
  return model.file.calls.flatMap(call => {
    const method = methodCall(call);
    const [plugin] = call.arguments;
    return method?.name === 'register' && plugin && instances.some(instance => isSame(method.object, instance, model)) ? [plugin] : [];
  });
}

/** The hooks before handlers that a plugin adds to the instance it is registered with, which `fastify-plugin` alone lets it do. */
function hooksOf({ node, frame }: Located): readonly Located[] {
  if (node.type !== 'CallExpression' || frame.file.bindings.originOf(node.callee)?.source !== 'fastify-plugin') return [];
  const plugin = node.arguments[0] && frame.file.bindings.resolve(node.arguments[0]);
  const instance = isFunction(plugin) ? frame.file.bindings.variableOf(parametersOf(plugin)[0] ?? plugin) : null;
  if (!isFunction(plugin) || !instance) return [];
  return frame.file.calls.flatMap(call => {
    const method = methodCall(call);
    const [name, hook] = call.arguments;
    const isHook = method?.name === 'addHook' && name && hook && BEFORE_HANDLER.test(stringValue(name) ?? '') && frame.file.bindings.variableOf(method.object) === instance;
    return isHook && isUnconditional(call, plugin) ? [{ node: hook, frame }] : [];
  });
}

/** Whether a call stands at the top of a function's body. */
function isUnconditional(call: TSESTree.Node, fn: FunctionNode): boolean {
  let statement: TSESTree.Node = call;
  while (statement.parent && !statement.type.endsWith('Statement')) statement = statement.parent;
  return statement.parent === fn.body || statement === fn.body;
}

/** What middleware goes by: its source; of a function written in place, the calls it makes where it also answers 401. */
function nameOf(node: TSESTree.Node, { file, responses }: Model): string {
  if (!isFunction(node)) return file.code(node);
  const answers = responses.some(({ fn, status }) => fn === node && status.outcomes.some(({ code }) => code === 401));
  return answers ? 'requireAuth' : '';
}
