import type { TSESTree } from '@typescript-eslint/utils';

import type { FrameworkName, Registration } from '../frameworks/registration.ts';
import type { Variable } from '../syntax/bindings.ts';
import type { FunctionNode } from '../syntax/functions.ts';

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

/** A function that answers requests. */
export interface Handler {
  readonly fn: FunctionNode;
  readonly name: string | null;
  readonly framework: FrameworkName;
  readonly role: Role;
  readonly routes: readonly Route[];
  /** The parameters as nodes: an identifier, a pattern, or null where there is none. */
  readonly parameters: { readonly error: TSESTree.Node | null; readonly request: TSESTree.Node | null; readonly response: TSESTree.Node | null; readonly next: TSESTree.Node | null };
  readonly error: Variable | null;
  readonly request: Variable | null;
  readonly response: Variable | null;
  readonly next: Variable | null;
}

/** The upper-case method a handler answers, where all its routes agree on one; null for unknown. */
export function methodOf(handler: Handler): string | null {
  const methods = new Set(handler.routes.map(route => route.method));
  const [only] = methods;
  return methods.size === 1 ? only ?? null : null;
}

/** The path a handler answers, where all its routes agree on one; null for unknown. */
export function pathOf(handler: Handler): string | null {
  const paths = new Set(handler.routes.map(route => route.path));
  const [only] = paths;
  return paths.size === 1 ? only ?? null : null;
}
