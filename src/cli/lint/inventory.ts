import { readCause } from '../../causes/read-cause.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { KnownFrameworkName } from '../../frameworks/framework.ts';
import { joinPaths, UNKNOWN_PART } from '../../model/graph/path-text.ts';
import { methodOf, pathOf, type Handler } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { spanOf } from './response-span.ts';

/** One response as `routes` lists it. */
export interface InventoryEntry {
  /** Absolute. */
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** Null where Express and Fastify cannot be told apart. */
  readonly framework: KnownFrameworkName | null;
  /** The name of the handler; null where it has none, or none is in sight. */
  readonly handler: string | null;
  /** The method and path of the handler's route, where it has one, or all agree on them. */
  readonly method: string | null;
  readonly path: string | null;
  /** The routes it is reached at, each once. */
  readonly routes: readonly ListedRoute[];
  /** How it is sent: a method's name, `return`, `throw`, `next`, or a responder's name. */
  readonly via: string;
  /** Every status it can have; null where others are possible. */
  readonly statuses: readonly number[] | null;
  /** Why it is sent; null where that is not known. */
  readonly cause: CauseName | null;
}

/** A route as it is listed. */
export interface ListedRoute {
  /** Null where it is for all methods, or not known. */
  readonly method: string | null;
  /** `…` stands for a part that is not known; null where there is no path. */
  readonly path: string | null;
}

/** The routes of a handler, each once; what may be mounted below a prefix out of sight begins with `…`. */
export function routesOf(handler: Handler): readonly ListedRoute[] {
  const listed = new Map<string, ListedRoute>();
  for (const { method, path, isWhole } of handler.mounted()) {
    const shown = path === null || isWhole ? path : joinPaths(UNKNOWN_PART, path);
    listed.set(`${method ?? ''} ${shown ?? ''}`, { method, path: shown });
  }
  return [...listed.values()];
}

/** Lists the responses of a file. */
export function inventoryOf(model: Model, filename: string): InventoryEntry[] {
  return model.responses.map(response => inventoryEntry(response, model, filename));
}

/** One response as it is listed. */
export function inventoryEntry(response: Response, model: Model, filename: string): InventoryEntry {
  const { framework, handler, via, status } = response;
  const codes = status.codes;
  return {
    file: filename,
    ...spanOf(response),
    framework: framework.package,
    handler: handler?.name ?? null,
    method: handler && methodOf(handler),
    path: handler && pathOf(handler),
    routes: handler ? routesOf(handler) : [],
    via,
    // A status that is no number has none to list.
    statuses: codes === null || codes.length === 0 || codes.some(code => Number.isNaN(code)) ? null : codes,
    cause: readCause(response, model)?.cause ?? null,
  };
}
