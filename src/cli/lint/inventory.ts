import { readCause } from '../../causes/read-cause.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { KnownFrameworkName } from '../../frameworks/framework.ts';
import { methodOf, pathOf } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
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
  /** The method and path of the handler's route, where they are in the file or in another one of the project. */
  readonly method: string | null;
  readonly path: string | null;
  /** How it is sent: a method's name, `return`, `throw`, `next`, or a responder's name. */
  readonly via: string;
  /** Every status it can have; null where others are possible. */
  readonly statuses: readonly number[] | null;
  /** Why it is sent; null where that is not known. */
  readonly cause: CauseName | null;
}

/** Lists the responses of a file. */
export function inventoryOf(model: Model, filename: string): InventoryEntry[] {
  return model.responses.map(response => {
    const { framework, handler, via, status } = response;
    const codes = status.codes;
    return {
      file: filename,
      ...spanOf(response),
      framework: framework.package,
      handler: handler?.name ?? null,
      method: handler && methodOf(handler),
      path: handler && pathOf(handler),
      via,
      // A status that is no number has none to list.
      statuses: codes === null || codes.length === 0 || codes.some(code => Number.isNaN(code)) ? null : codes,
      cause: readCause(response, model)?.cause ?? null,
    };
  });
}
