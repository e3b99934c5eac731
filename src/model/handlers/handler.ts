import type { TSESTree } from '@typescript-eslint/utils';

import type { Framework } from '../../frameworks/framework.ts';
import type { RegisteredRole, Registration } from '../../frameworks/registration.ts';
import type { Variable } from '../../syntax/bindings.ts';
import type { FunctionNode } from '../../syntax/functions.ts';
import type { Located } from '../definitions/frame.ts';
import type { HeldResponse } from './held-response.ts';

/** What a function that answers requests is for; a controller's route is elsewhere, a responder gets the response alone and sends for its callers. */
export type Role = 'route' | 'middleware' | 'error' | 'not-found' | 'hook' | 'controller' | 'responder';

/** One registration of a handler: its method and path where they are written, and what runs before it. */
export interface Route {
  readonly registration: Registration;
  /** The upper-case method, null where it is for all or not known. */
  readonly method: string | null;
  readonly path: string | null;
  /** The functions registered before it in the same call. */
  readonly before: readonly TSESTree.Node[];
  /** Finds the ways by which requests come to it; looked for when first asked. */
  readonly mounted: () => readonly MountedRoute[];
}

/** What runs before a handler, leading to what runs before itself: routes that share what stands before them share it. */
export interface Before {
  /** The function, name or call as it is registered, and its reading. */
  readonly handler: Located;
  /** Finds what a name stands for; the same where that is out of sight. */
  readonly locate: () => Located;
  /** What runs before it; null for the first. */
  readonly outer: Before | null;
  /** Whether it is there for all routes of a router, and not named for this one or for what it is mounted in. */
  readonly isForAll: boolean;
}

/** What a router has before one of its places: a function that runs for all of its routes or some, an error handler, or what a function out of sight may add. */
export interface Ahead {
  readonly is: 'middleware' | 'hook' | 'error-handler' | 'unknown';
  /** What is registered, with what its names stand for. */
  readonly handler: Located;
}

/** What runs while the response of a route is sent: a hook, or what a plugin out of sight adds, for all routes of its router and of those in it, wherever it stands. */
export interface SendingHook {
  /** Null for a plugin out of sight. */
  readonly hook: 'onSend' | 'preSerialization' | null;
  /** The hook, or the plugin, as it is registered. */
  readonly handler: Located;
  /** The call that registers it, or the function that does. */
  readonly at: TSESTree.Node;
}

/** One way by which requests come to a handler: the route it is registered at, in its own file or another one, on one of the ways that lead to its router. */
export interface MountedRoute {
  /** The upper-case method, null where it is for all or not known. */
  readonly method: string | null;
  /** With the prefixes of the routers it is mounted in as far as they are in sight, parts that are not known marked; null where there is none. */
  readonly path: string | null;
  /** What it is there for; null where that is out of sight. */
  readonly role: RegisteredRole | null;
  /** Whether the way begins at an application, so that the path is all there is. */
  readonly isWhole: boolean;
  /** The file of the registration, absolute. */
  readonly filename: string;
  readonly line: number;
  /** The options that it is registered with, in their reading; null where there are none in sight. */
  readonly options: Located | null;
  /** Finds the last of what runs before it, of each list that leads there: the router's own, those of routers around it, those limited to a path. */
  readonly before: () => readonly Before[];
  /** Finds the error handlers behind it, nearest first; null where something out of sight may answer for them. */
  readonly errorHandlers: () => readonly Located[] | null;
  /** Finds what answers where no route does, nearest first, as far as it is in sight. */
  readonly notFoundHandlers: () => readonly Located[];
  /** Finds what runs while its response is sent, innermost router first. */
  readonly sendingHooks: () => readonly SendingHook[];
  /** Finds what its own router has before it, in the order of the code: the errors of these come to an error handler, and those of the routers around it do not. */
  readonly ahead: () => readonly Ahead[];
}

/** Everything that runs before a route. */
export function* allBefore({ before }: MountedRoute): Generator<Before> {
  for (const last of before()) for (let one: Before | null = last; one; one = one.outer) yield one;
}

/** Finds the routes that handlers are mounted at. */
export interface RouteReader {
  /** Those of a registration in the handlers' own file, `before` being what runs before the handler in the same call. */
  routesOf(registration: Registration, before: readonly TSESTree.Node[]): readonly MountedRoute[];
  /** Those that other files register a function at. */
  routesElsewhere(fn: FunctionNode): readonly MountedRoute[];
}

/** A function that answers requests. */
export interface Handler {
  readonly fn: FunctionNode;
  readonly name: string | null;
  readonly framework: Framework;
  readonly role: Role;
  /** Its registrations in its own file. */
  readonly routes: readonly Route[];
  /** Finds the routes it is mounted at: by its registrations in its own file, else by those of other files; looked for when first asked. */
  readonly mounted: () => readonly MountedRoute[];
  /** The parameters as nodes: an identifier, a pattern, or null where there is none. */
  readonly parameters: {
    readonly error: TSESTree.Node | null;
    readonly request: TSESTree.Node | null;
    readonly response: TSESTree.Node | null;
    readonly next: TSESTree.Node | null;
  };
  readonly error: Variable | null;
  readonly request: Variable | null;
  readonly response: Variable | null;
  readonly next: Variable | null;
  /** The member by which it has its response, where no variable of its own is that. */
  readonly held?: HeldResponse;
}

/** The upper-case method a handler answers, where all its routes agree on one; null for unknown. */
export function methodOf(handler: Handler): string | null {
  const routes = handler.routes.length > 0 ? handler.routes : handler.mounted();
  return only(routes.map(({ method }) => method));
}

/** Whether a function runs before the handler of a route, wherever it is registered: a hook, or a middleware. */
export function runsBeforeHandler({ role, routes, mounted }: Handler): boolean {
  if (role !== 'controller' || routes.length > 0) return role === 'hook';
  const all = mounted();
  return all.length > 0 && all.every(one => one.role === 'hook' || one.role === 'middleware');
}

/** The path a handler answers, where all its routes agree on one; null for unknown. */
export function pathOf(handler: Handler): string | null {
  return only(handler.mounted().map(({ path }) => path));
}

/** The paths a handler is registered at, as far as they are known. */
export function pathsOf(handler: Handler): readonly string[] {
  return handler.mounted().flatMap(({ path }) => path ?? []);
}

function only(values: readonly (string | null)[]): string | null {
  const distinct = new Set(values);
  const [first] = distinct;
  return distinct.size === 1 ? (first ?? null) : null;
}
