import type { TSESTree } from '@typescript-eslint/utils';

import type { Handler, Route } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import { isFunction } from '../../syntax/functions.ts';
import { expressionKey } from '../../syntax/same-expression.ts';
import { methodCall } from '../../syntax/unwrap.ts';

/** Middleware and hooks that let only known callers pass, by their names: no authors, nothing optional, no session store. */
const AUTHENTICATION = /^(?!.*(?:optional|maybe|initialize|router?s?$))(?:.*(?:auth(?!ors?(?!i[sz]))|protect|jwt|verifyToken|requireUser|requireLogin|isLoggedIn|ensureLogin|loggedIn|guard|passport|session|bearer))/is;

/** The same for all routes after it, where `app.use(session())` and `app.use('/auth', authRouter)` stand too. */
const AUTHENTICATION_FOR_ALL = /^(?!.*(?:optional|maybe|initialize|router?s?$|session))(?:.*(?:(?:require|ensure|is|check|verify|validate|need)_?(?:auth|login|logged|user|token|jwt)|authenticate|authMiddleware|protect|jwtVerify|verifyJwt))/is;

/** Where the routers of a file begin to let only known callers pass: the first place of each. */
interface Gates {
  /** By the code of the router, then by the path; null for all paths. */
  readonly used: ReadonlyMap<string, ReadonlyMap<string | null, number>>;
  /** By the instance that a plugin is registered with, `fastify.register(authenticateUser)`: the hooks it adds run first. */
  readonly registered: ReadonlyMap<string, number>;
  /** The functions written in place that answer 401. */
  readonly refusing: ReadonlySet<TSESTree.Node>;
}

const gates = new WeakMap<Model, Gates>();
const known = new WeakMap<Handler, boolean>();

/** Whether all routes of a handler, in its own file or where others register it, are reached by known callers alone. */
export function isBehindAuthentication(handler: Handler, model: Model): boolean {
  let isBehind = known.get(handler);
  if (isBehind === undefined) known.set(handler, isBehind = areBehind(handler, model));
  return isBehind;
}

function areBehind({ routes, routesElsewhere }: Handler, model: Model): boolean {
  if (routes.length > 0) {
    const { used, registered, refusing } = gatesOf(model);
    return routes.every(route => route.before.some(node => AUTHENTICATION.test(nameOf(node, refusing, model))) || isUsedBefore(route, used, model) || isRegisteredBefore(route, registered));
  }
  const elsewhere = routesElsewhere();
  return elsewhere.length > 0 && elsewhere.every(({ before, beforeAll }) => before.some(text => AUTHENTICATION.test(text)) || beforeAll.some(text => AUTHENTICATION_FOR_ALL.test(text)));
}

/** Whether `app.use(requireAuth)` stands before a route of the same router, or `addHook` beside it. */
function isUsedBefore({ registration: { node, receiver }, path }: Route, used: Gates['used'], { file }: Model): boolean {
  const places = used.get(file.code(receiver));
  if (!places) return false;
  const isBefore = (prefix: string | null): boolean => (places.get(prefix) ?? Infinity) < node.range[0];
  if (isBefore(null)) return true;
  for (let length = 0; path !== null && length <= path.length; length++) if (isBefore(path.slice(0, length))) return true;
  return false;
}

function isRegisteredBefore({ registration: { node, receiver } }: Route, registered: Gates['registered']): boolean {
  return (registered.get(expressionKey(receiver)) ?? Infinity) < node.range[0];
}

/** Reads the gates of a file once: looked for by each route, or by each response of it, they take the square of the file's length and more. */
function gatesOf(model: Model): Gates {
  let found = gates.get(model);
  if (!found) gates.set(model, found = findGates(model));
  return found;
}

function findGates(model: Model): Gates {
  const { file, registrations, responses } = model;
  const refusing = new Set<TSESTree.Node>();
  for (const { fn, status } of responses) if (fn && status.outcomes.some(({ code }) => code === 401)) refusing.add(fn);
  const used = new Map<string, Map<string | null, number>>();
  for (const { allMethods, receiver, path, pathNode, handlers, node } of registrations) {
    if (!allMethods || (path === null && pathNode !== null)) continue;
    for (const { node: handler, role } of handlers) {
      if ((role !== 'middleware' && role !== 'hook') || !AUTHENTICATION_FOR_ALL.test(nameOf(handler, refusing, model))) continue;
      const router = file.code(receiver);
      const places = used.get(router) ?? new Map<string | null, number>();
      used.set(router, places);
      // A hook holds for the routes above it too.
      setFirst(places, path, role === 'hook' ? -1 : node.range[0]);
    }
  }
  const registered = new Map<string, number>();
  for (const call of file.calls) {
    const method = methodCall(call);
    const [plugin] = call.arguments;
    if (method?.name === 'register' && plugin && !isFunction(plugin) && AUTHENTICATION_FOR_ALL.test(file.code(plugin))) setFirst(registered, expressionKey(method.object), call.range[0]);
  }
  return { used, registered, refusing };
}

function setFirst<Key>(places: Map<Key, number>, key: Key, place: number): void {
  places.set(key, Math.min(place, places.get(key) ?? Infinity));
}

/** What middleware goes by: its source; of a function written in place, the calls it makes where it also answers 401. */
function nameOf(node: TSESTree.Node, refusing: Gates['refusing'], { file }: Model): string {
  if (!isFunction(node)) return file.code(node);
  return refusing.has(node) ? 'requireAuth' : '';
}
