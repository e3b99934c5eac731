import type { TSESTree } from '@typescript-eslint/utils';

import {
  AMBIGUOUS_METHODS,
  readNamedRegistration,
  readRegistration,
  type RegisteredRole,
  type Registration,
} from '../../frameworks/registration.ts';
import { enclosingFunction, isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { elementsOf, frameOf, type Frame, type Located } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';
import { receiverFramework } from '../handlers/find-handlers.ts';
import type { Ahead, Before, MountedRoute, RouteReader, SendingHook } from '../handlers/handler.ts';
import { functionsAt } from './functions-at.ts';
import type { HubReader } from './hubs.ts';
import { LayerOrder, type Relation } from './layer-order.ts';
import { LayerFinder, type Layer } from './layers.ts';
import { isText, joinPaths, pathTexts, type ValueReaders } from './path-text.ts';
import { handsOn, ReadingFinder, type Entered, type Place } from './readings.ts';
import { isSameRouter, makerOf, routerOf, type Router } from './routers.ts';
import { OUT_OF_SIGHT, WayFinder, type Way } from './ways.ts';

/** How many functions hand on what they register. */
const MAX_FORWARDED = 3;

/** More routes than these are not told apart for one registration. */
const MAX_ROUTES = 60;

/** Finds what stands around the handlers of one file: the routes they are registered at, in it and in other files, what runs before them and what answers their errors. */
export class Graph implements RouteReader {
  readonly #own: File;
  readonly #readers: ValueReaders;
  readonly #hubs: HubReader;
  readonly #readings: ReadingFinder;
  readonly #ways: WayFinder;
  readonly #layers: LayerFinder;
  readonly #known = new WeakMap<readonly TSESTree.Node[], readonly MountedRoute[]>();
  readonly #orders = new WeakMap<readonly Layer[], LayerOrder>();
  #elsewhere: ReadonlyMap<FunctionNode, readonly MountedRoute[]> | null = null;

  constructor(own: File, readers: ValueReaders, hubs: HubReader) {
    this.#own = own;
    this.#readers = readers;
    this.#hubs = hubs;
    this.#readings = new ReadingFinder(readers.locator, hubs);
    this.#ways = new WayFinder(readers, hubs, this.#readings);
    this.#layers = new LayerFinder(readers);
  }

  /** The routes of a registration of the file, one for each way that leads to its router. */
  routesOf(registration: Registration, before: readonly TSESTree.Node[]): readonly MountedRoute[] {
    let known = this.#known.get(before);
    if (!known) {
      const file = this.#own;
      const frames = this.#readings.of(registration.node, file);
      known = frames.flatMap(frame => this.#routesIn(registration, frame, before)).slice(0, MAX_ROUTES);
      this.#known.set(before, known);
    }
    return known;
  }

  /** The routes of a registration in one reading; where it calls a function of the project, `this.get('/boxes', this.list)` of a base class, those that this one registers. */
  #routesIn(registration: Registration, frame: Frame, before: readonly TSESTree.Node[]): readonly MountedRoute[] {
    const file = this.#own;
    const handler = registration.handlers[before.length]?.node;
    const isKnown = receiverFramework(registration.receiver, file) !== null;
    const functions = isKnown || !handler ? [] : functionsAt({ node: handler, frame }, file, this.#readers.locator);
    const forwarded = functions.length > 0 ? this.#forwarded(registration.node, file, frame) : [];
    if (forwarded.length === 0) {
      const inCall = before.map(node => ({ node, frame }));
      const role = registration.handlers[before.length]?.role ?? null;
      return this.#mounted({ registration, file, frame, inCall, role });
    }
    return forwarded.flatMap(one =>
      this.#placesOfFunctions(one, this.#readers.locator)
        .filter(({ fn }) => functions.includes(fn))
        .flatMap(({ inCall, role }) => this.#mounted({ ...one, inCall, role })),
    );
  }

  /** The functions of the file that a registration is given, each with what stands before it in the same call. */
  #placesOfFunctions(
    { registration, frame }: Unplaced,
    locator: Locator,
  ): readonly (Pick<Registered, 'inCall' | 'role'> & { readonly fn: FunctionNode })[] {
    const roles: RegisteredRole[] = [];
    // What is spread is an array.
    const handlers = registration.handlers.flatMap(({ node, role }): readonly Located[] => {
      const located = { node, frame };
      const elements = (node.type === 'Identifier' ? elementsOf(located) : null) ?? [located];
      for (const one of elements) roles.push(role === 'route' && one !== elements.at(-1) ? 'middleware' : role);
      return elements;
    });
    return handlers.flatMap((handler, index) =>
      [...new Set(functionsAt(handler, this.#own, locator))].map(fn => ({
        fn,
        inCall: handlers.slice(0, index),
        role: roles[index] ?? null,
      })),
    );
  }

  /** The routes that other files register a function of the file at. */
  routesElsewhere(fn: FunctionNode): readonly MountedRoute[] {
    return (this.#elsewhere ??= this.#findElsewhere()).get(fn) ?? [];
  }

  /** The error handlers of each application that some files make; null where something out of sight may answer for one of them, or none is found. */
  errorHandlersOf(filenames: readonly string[] | null): readonly (readonly Located[])[] | null {
    const found: (readonly Located[])[] = [];
    for (const file of (filenames ?? []).flatMap(filename => this.#hubs.read(filename) ?? []))
      for (const node of file.calls) {
        const router: Router = { node, file, member: '', owner: null };
        if (makerOf(router)?.makes !== 'application' || this.#ways.mountsOf(router).length > 0) continue;
        const users = [file, ...this.#hubs.of(file).files];
        const places = users.map(place => ({
          node: this.#layers.firstRoute(router, place),
          file: place,
          router,
          text: null,
        }));
        const { errorHandlers } = this.#around(places, null);
        if (!errorHandlers) return null;
        found.push(errorHandlers);
      }
    return found.length > 0 ? found : null;
  }

  #findElsewhere(): ReadonlyMap<FunctionNode, readonly MountedRoute[]> {
    const routes = new Map<FunctionNode, MountedRoute[]>();
    const hubs = this.#hubs.of(this.#own);
    // A file that cannot be read may say otherwise.
    if (!hubs.areAll) return routes;
    const add = (registered: Unplaced): void => {
      for (const { fn, ...place } of this.#placesOfFunctions(registered, hubs.locator))
        routes.set(fn, [...(routes.get(fn) ?? []), ...this.#mounted({ ...registered, ...place })].slice(0, MAX_ROUTES));
    };
    for (const file of [this.#own, ...hubs.files])
      for (const call of file.calls) this.#registeredBy(call, file, hubs.locator).forEach(add);
    return routes;
  }

  /** A call as a registration in one reading, its method computed too: `router[verb](path, handler)`. */
  #registration(call: TSESTree.CallExpression, frame: Frame): Registration | null {
    const callee = unwrap(call.callee);
    if (callee.type !== 'MemberExpression') return null;
    let registration = readRegistration(call);
    if (callee.computed && !registration) {
      const { values, isComplete } = this.#readers.evaluator.evaluate(callee.property, frame);
      const name = isComplete && values.length === 1 ? values[0]?.value : null;
      registration = typeof name === 'string' ? readNamedRegistration(call, name.toLowerCase(), callee.object) : null;
    }
    const framework = registration && receiverFramework(registration.receiver, frame.file);
    if (!registration || framework === 'foreign') return null;
    return registration.method !== null && AMBIGUOUS_METHODS.has(registration.method) && framework === null
      ? null
      : registration;
  }

  /** What a call registers in all its readings; the file's own registrations are asked for by themselves. */
  #registeredBy(call: TSESTree.CallExpression, file: File, locator: Locator): readonly Unplaced[] {
    const isRegistration = mayRegister(call);
    if (isRegistration ? file === this.#own : !this.#isGivenOwn(call, file, locator)) return [];
    return this.#readings
      .of(call, file)
      .flatMap(frame => (isRegistration ? this.#registrations : this.#forwarded).call(this, call, file, frame));
  }

  /** Whether a call is given functions of the linted file. */
  #isGivenOwn(call: TSESTree.CallExpression, file: File, locator: Locator): boolean {
    const frame = frameOf(file);
    return call.arguments.some(
      argument =>
        argument.type !== 'SpreadElement' &&
        // One that is written in place is a callback of something else, unless it may take a request and a response.
        (!isFunction(argument) || (file === this.#own && argument.params.length >= 2)) &&
        functionsAt({ node: argument, frame }, this.#own, locator).length > 0,
    );
  }

  /** What a call registers: itself, or what the function of the project does that it calls. */
  #registrations(call: TSESTree.CallExpression, file: File, frame: Frame, depth = 0): readonly Unplaced[] {
    const registration = this.#registration(call, frame);
    const isKnown = registration && receiverFramework(registration.receiver, file) !== null;
    const forwarded = isKnown ? [] : this.#forwarded(call, file, frame, depth);
    return forwarded.length > 0 || !registration ? forwarded : [{ registration, file, frame }];
  }

  /** The registrations that a function of the project makes of what it is given: `setupRoute(router, 'get', '/users', middleware, users.list)`. */
  #forwarded(call: TSESTree.CallExpression, file: File, frame: Frame, depth = 0): readonly Unplaced[] {
    const fn = depth > MAX_FORWARDED ? null : this.#readers.locator.locate(call.callee, frame);
    const inside = fn && isFunction(fn.node) ? this.#readings.enter(fn, { call, file }, frame) : null;
    if (!fn || !isFunction(fn.node) || !inside) return [];
    const entered: Entered = { fn: fn.node, frame: inside };
    return nodesWithin(inside.file.calls, fn.node.body).flatMap(one => {
      if (!mayRegister(one) && !handsOn(one, inside)) return [];
      return this.#readings
        .of(one, inside.file, entered)
        .flatMap(reading => this.#registrations(one, inside.file, reading, depth + 1));
    });
  }

  #mounted(registered: Registered): readonly MountedRoute[] {
    const { registration, frame } = registered;
    const router = routerOf(registration.receiver, frame, this.#readers.locator);
    const ways = router ? this.#ways.to(router) : [OUT_OF_SIGHT];
    const texts = registration.pathNode ? pathTexts(registration.pathNode, frame, this.#readers) : [null];
    return ways.flatMap(way => texts.map(text => this.#route(registered, way, text)));
  }

  #route(registered: Registered, way: Way, text: string | null): MountedRoute {
    const { registration, file, inCall, role } = registered;
    const path = text === null ? (way.prefix === '' ? null : way.prefix) : joinPaths(way.prefix, text);
    let around: Around | null = null;
    const look = (): Around => (around ??= this.#around(this.#placesOn(way, registered, text), path));
    const located = (node: TSESTree.Node): Located => ({ node, frame: registered.frame });
    return {
      method: registration.method,
      path,
      role,
      isWhole: way.isWhole,
      filename: file.filename,
      line: registration.node.loc.start.line,
      options: registration.options && located(registration.options),
      before: () => [...look().before, ...inCall.map(one => this.#before(one))],
      errorHandlers: () => {
        const behind = way.isWhole ? look().errorHandlers : null;
        const own = registration.handlers.filter(({ role }) => role === 'error').map(({ node }) => located(node));
        return behind && [...own, ...behind];
      },
      notFoundHandlers: () => look().notFound,
      sendingHooks: () => look().sendingHooks,
      ahead: () => this.#ahead(registered),
    };
  }

  /** What the router of a registration has before it, through the calls that lead to its code: what is run first comes first. */
  #ahead({ registration, file, frame }: Registered): readonly Ahead[] {
    const places = this.#placesOnRouter(registration.receiver, registration.node, file, frame);
    return places.toReversed().flatMap(place => {
      const { router } = place;
      if (!router) return [];
      const orders = this.#ordersOf(router, place.file, this.#hubs.of(router.file).files);
      return orders.flatMap(({ order, relation }) => order.ahead(place.node, relation));
    });
  }

  /** The places on the way to a registration, innermost first, each with the router it is on. */
  #placesOn(way: Way, { registration, file, frame }: Registered, text: string | null): readonly PlaceOn[] {
    const places = this.#placesOnRouter(registration.receiver, registration.node, file, frame, text);
    for (const { call, file: hub, frame: outer, prefix } of way.mounts.toReversed()) {
      const object = call.callee.type === 'MemberExpression' ? call.callee.object : call;
      places.push(...this.#placesOnRouter(object, call, hub, outer, prefix));
    }
    return places;
  }

  #placesOnRouter(
    receiver: TSESTree.Node,
    node: TSESTree.Node,
    file: File,
    frame: Frame,
    text: string | null = null,
  ): PlaceOn[] {
    const places: PlaceOn[] = [];
    let router = routerOf(receiver, frameOf(file), this.#readers.locator);
    let before: Place | null = null;
    for (const place of this.#readings.placesOf(node, file, frame)) {
      router = before && router ? this.#routerOutside(router, before, place) : router;
      // The path is what the innermost place registers.
      places.push({ ...place, router, text: before ? null : text });
      before = place;
    }
    return places;
  }

  /** What a router is at the call of the function that one of its places stands in: the argument for its parameter. */
  #routerOutside(router: Router, inner: Place, { node, file }: Place): Router | null {
    const fn = enclosingFunction(inner.node);
    const index = fn ? parametersOf(fn).indexOf(router.node) : -1;
    if (index < 0 || (node.type !== 'CallExpression' && node.type !== 'NewExpression')) return router;
    // A plugin is given to what runs it: its instance has no other name there.
    if (node.arguments.some(argument => argument === fn)) return router;
    const given = node.arguments[index];
    return given ? routerOf(given, frameOf(file), this.#readers.locator) : null;
  }

  /** What stands before a chain of places, and the error handlers behind it, nearest first; null for these where something out of sight may answer. */
  #around(places: readonly PlaceOn[], path: string | null): Around {
    const before: Before[] = [];
    const errorHandlers: Located[] = [];
    const notFound: Located[] = [];
    const sendingHooks: SendingHook[] = [];
    let isClear = true;
    places.forEach(({ node, file, router, text }, index) => {
      const outer = places[index + 1];
      const isOutermost = !router || outer?.file !== file || !outer.router || !isSameRouter(outer.router, router);
      const hubs = router && this.#hubs.of(router.file);
      const orders = router ? this.#ordersOf(router, file, hubs?.files ?? []) : [];
      before.push(
        ...orders.flatMap(({ order }) => order.forParameters(text)),
        ...orders.flatMap(({ order, relation }) => order.before(node, path, relation)),
        ...this.#inSameCall(node, file),
      );
      for (const layer of orders.flatMap(({ order, relation }) =>
        order.behind(node, path, { relation, isOutermost }),
      )) {
        if (layer.is === 'error-handler') errorHandlers.push(layer.handler);
        else isClear &&= errorHandlers.length > 0;
      }
      sendingHooks.push(...orders.flatMap(({ order }) => order.sendingHooks()));
      for (const { order, relation } of orders)
        for (const { handler } of order.notFound(node, path, { relation, isOutermost }))
          notFound.push(this.#readers.locator.locate(handler.node, handler.frame));
      // Whoever else uses the router may add an error handler to it.
      if (!hubs?.areAll) isClear &&= errorHandlers.length > 0;
    });
    return { before, errorHandlers: isClear ? errorHandlers : null, notFound, sendingHooks };
  }

  /** The layers that a router has: of the file that makes it, which has run when another one uses it, of the file of a place, and of all others. */
  #ordersOf(
    router: Router,
    file: File,
    others: readonly File[],
  ): readonly { readonly order: LayerOrder; readonly relation: Relation }[] {
    return [...new Set([router.file, file, ...others])].map(from => ({
      order: this.#orderOf(router, from),
      relation: from === file ? 'same-file' : from === router.file ? 'earlier' : 'unordered',
    }));
  }

  #orderOf(router: Router, file: File): LayerOrder {
    const layers = this.#layers.of(router, file);
    let order = this.#orders.get(layers);
    if (!order) this.#orders.set(layers, (order = new LayerOrder(layers, file, this.#readings, this.#readers.locator)));
    return order;
  }

  /** What stands in a mount's own call before what it mounts: `app.use('/admin', requireAdmin, admin)`. */
  #inSameCall(node: TSESTree.Node, file: File): readonly Before[] {
    const registration = node.type === 'CallExpression' ? readRegistration(node) : null;
    if (registration?.allMethods !== true || registration.handlers.some(({ role }) => role !== 'middleware')) return [];
    return registration.handlers
      .slice(0, -1)
      .filter(one => !isText(one.node, frameOf(file), this.#readers))
      .map(one => this.#before({ node: one.node, frame: frameOf(file) }));
  }

  #before(handler: Located): Before {
    const { locator } = this.#readers;
    return { handler, isForAll: false, outer: null, locate: () => locator.locate(handler.node, handler.frame) };
  }
}

/** Whether a call has the form of a registration, or may have it in some reading: `router[verb](path, handler)`. */
function mayRegister(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return (callee.type === 'MemberExpression' && callee.computed) || readRegistration(call) !== null;
}

/** A registration as one reading makes it, and what stands in its call before the handler that is asked for. */
interface Registered {
  readonly registration: Registration;
  readonly file: File;
  readonly frame: Frame;
  readonly inCall: readonly Located[];
  /** What the function is given for. */
  readonly role: RegisteredRole | null;
}

/** A registration before one of its functions is looked at. */
type Unplaced = Omit<Registered, 'inCall' | 'role'>;

/** What stands around a route. */
interface Around {
  readonly before: readonly Before[];
  readonly notFound: readonly Located[];
  readonly errorHandlers: readonly Located[] | null;
  readonly sendingHooks: readonly SendingHook[];
}

/** A place on the way to a route, and the router it is on; null where that cannot be told. */
interface PlaceOn extends Place {
  readonly router: Router | null;
  /** The path that is registered there, below the router's own; null where none is. */
  readonly text: string | null;
}
