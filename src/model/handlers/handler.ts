import type { TSESTree } from '@typescript-eslint/utils';

import type { Framework } from '../../frameworks/framework.ts';
import type { Registration } from '../../frameworks/registration.ts';
import type { Variable } from '../../syntax/bindings.ts';
import type { FunctionNode } from '../../syntax/functions.ts';
import type { Located } from '../definitions/frame.ts';

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
}

/** A registration of a handler that another file of the project makes. */
export interface RouteElsewhere {
  /** The upper-case method, null where it is for all or not known. */
  readonly method: string | null;
  /** As registered there, with the prefix of its router where that file mounts it. */
  readonly path: string | null;
  /** The file it stands in, absolute. */
  readonly filename: string;
  readonly line: number;
  /** What is registered before it in the same call, as source text; functions written in place are left out. */
  readonly before: readonly string[];
  /** The same, with what the names stand for. */
  readonly beforeAt: readonly Located[];
  /** What the same router uses for all its routes before it, as source text. */
  readonly beforeAll: readonly string[];
}

/** A function that answers requests. */
export interface Handler {
  readonly fn: FunctionNode;
  readonly name: string | null;
  readonly framework: Framework;
  readonly role: Role;
  /** Its registrations in its own file. */
  readonly routes: readonly Route[];
  /** Finds its registrations in other files, where its own has none; looked for when first asked. */
  readonly routesElsewhere: () => readonly RouteElsewhere[];
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
}

/** The upper-case method a handler answers, where all its routes agree on one; null for unknown. */
export function methodOf(handler: Handler): string | null {
  return only(routesOf(handler).map(({ method }) => method));
}

/** The path a handler answers, where all its routes agree on one; null for unknown. */
export function pathOf(handler: Handler): string | null {
  return only(routesOf(handler).map(({ path }) => path));
}

/** The paths a handler is registered at, as far as they are known. */
export function pathsOf(handler: Handler): readonly string[] {
  return routesOf(handler).flatMap(({ path }) => path ?? []);
}

function routesOf(handler: Handler): readonly { readonly method: string | null; readonly path: string | null }[] {
  return handler.routes.length > 0 ? handler.routes : handler.routesElsewhere();
}

function only(values: readonly (string | null)[]): string | null {
  const distinct = new Set(values);
  const [first] = distinct;
  return distinct.size === 1 ? (first ?? null) : null;
}
