import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, type FunctionNode } from '../../syntax/functions.ts';
import type { File } from '../definitions/file.ts';
import type { Located } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import type { Ahead, Before, SendingHook } from '../handlers/handler.ts';
import type { Layer } from './layers.ts';
import type { ReadingFinder } from './readings.ts';

/** What runs before the places of one function, by the path that it is limited to: each list in the order of the code, each element leading to those before it. */
interface Chains {
  readonly hooks: readonly Placed[];
  readonly byLimit: ReadonlyMap<string, readonly Placed[]>;
}

interface Placed {
  readonly from: number;
  readonly before: Before;
}

/** How deep the calls are followed that a layer is set up by. */
const MAX_DEPTH = 5;

/** How the code that gives a router its layers stands to that of a place: in one file, run before it, or in no known order. */
export type Relation = 'same-file' | 'earlier' | 'unordered';

/** Tells which of a router's layers in one file stand before a place and which behind it, as its code runs. */
export class LayerOrder {
  readonly #layers: readonly Layer[];
  readonly #file: File;
  readonly #readings: ReadingFinder;
  readonly #locator: Locator;
  readonly #positions = new Map<Layer, ReadonlyMap<FunctionNode | null, number>>();
  readonly #hooks: ReadonlySet<TSESTree.Node>;
  readonly #chains = new Map<FunctionNode | null, Chains>();
  #parameters: readonly Layer[] | null = null;

  constructor(layers: readonly Layer[], file: File, readings: ReadingFinder, locator: Locator) {
    this.#layers = layers;
    this.#hooks = new Set(layers.flatMap(({ is, at }) => (is === 'hook' ? [at] : [])));
    this.#file = file;
    this.#readings = readings;
    this.#locator = locator;
  }

  /** What runs before what is registered at a place, below a path: the nearest of each list. */
  before(place: TSESTree.Node, path: string | null, relation: Relation): readonly Before[] {
    if (relation === 'unordered') return [];
    const fn = relation === 'earlier' ? null : enclosingFunction(place);
    const end = relation === 'earlier' ? Infinity : place.range[0];
    let chains = this.#chains.get(fn);
    if (!chains) this.#chains.set(fn, (chains = this.#chainsOf(fn)));
    const found: Before[] = [];
    // Hooks run before the routes above them too, and one after the other.
    const hook = this.#hooks.has(place) ? lastBefore(chains.hooks, end) : chains.hooks.at(-1);
    if (hook) found.push(hook.before);
    for (const limit of limitsOf(path, chains.byLimit)) {
      const last = lastBefore(chains.byLimit.get(limit) ?? [], end);
      if (last) found.push(last.before);
    }
    return found;
  }

  /** What runs for the parameters of a path, wherever it stands: it does so when a request comes. */
  forParameters(text: string | null): readonly Before[] {
    this.#parameters ??= this.#layers.filter(({ parameter }) => parameter !== null);
    const names = new Set(Array.from((text ?? '').matchAll(/:(\w+)/g), match => match[1] ?? ''));
    return this.#parameters
      .filter(({ parameter }) => parameter !== null && names.has(parameter))
      .map(({ handler }) => ({
        handler,
        isForAll: false,
        outer: null,
        locate: () => this.#locator.locate(handler.node, handler.frame),
      }));
  }

  /**
   * The error handlers behind a place, and what may be one for all that is known, in the order of the code; those that are set for a whole scope wherever they
   * stand. What has no order there is left to the calls around the place, unless there are none (`isOutermost`).
   */
  behind(
    place: TSESTree.Node,
    path: string | null,
    { relation, isOutermost }: { readonly relation: Relation; readonly isOutermost: boolean },
  ): readonly Layer[] {
    const fn = enclosingFunction(place);
    return this.#layers.filter(layer => {
      if (layer.is !== 'error-handler' && !layer.mayTakeErrors) return false;
      if (!covers(layer.path, path)) return false;
      if (layer.isForScope || relation === 'unordered') return true;
      if (relation === 'earlier') return false;
      const from = this.#positionsOf(layer).get(fn);
      return from === undefined ? isOutermost : from > place.range[0];
    });
  }

  /** What answers the requests that nothing behind a place does, and no route. */
  notFound(
    place: TSESTree.Node,
    path: string | null,
    { relation, isOutermost }: { readonly relation: Relation; readonly isOutermost: boolean },
  ): readonly Layer[] {
    const fn = enclosingFunction(place);
    return this.#layers.filter(layer => {
      if (!layer.answersAll || !covers(layer.path, path)) return false;
      if (layer.isForScope) return true;
      if (relation !== 'same-file') return false;
      const from = this.#positionsOf(layer).get(fn);
      return from === undefined ? isOutermost : from > place.range[0];
    });
  }

  /** What runs while responses are sent: Fastify gives a hook to what is in its scope already, too. Source: fastify.js, addHook, `this[kChildren].forEach`. */
  sendingHooks(): readonly SendingHook[] {
    return this.#layers.filter(
      ({ is, at }) => is === 'sending-hook' || (is === 'unknown' && methodCall(at)?.name === 'register'),
    );
  }

  /** What stands before a place, in the order of the code. Of what runs in no known order only what may be in the way does: error handlers, and what is not known. */
  ahead(place: TSESTree.Node, relation: Relation): readonly Ahead[] {
    const layers = this.#layers.filter(isAhead);
    if (relation === 'earlier') return layers;
    if (relation === 'unordered') return layers.filter(layer => layer.is === 'error-handler' || layer.is === 'unknown');
    const fn = enclosingFunction(place);
    return layers.filter(layer => (this.#positionsOf(layer).get(fn) ?? Infinity) < place.range[0]);
  }

  #chainsOf(fn: FunctionNode | null): Chains {
    const hooks: Placed[] = [];
    const byLimit = new Map<string, Placed[]>();
    for (const layer of this.#layers) {
      if ((layer.is !== 'middleware' && layer.is !== 'hook') || layer.parameter !== null) continue;
      const from = layer.is === 'hook' ? layer.at.range[0] : this.#positionsOf(layer).get(fn);
      if (from === undefined) continue;
      const limit = trimmed(layer.path);
      const list = layer.is === 'hook' ? hooks : (byLimit.get(limit) ?? []);
      if (list !== hooks) byLimit.set(limit, list);
      const { handler } = layer;
      const outer = list.at(-1)?.before ?? null;
      const locate = (): Located => this.#locator.locate(handler.node, handler.frame);
      list.push({ from, before: { handler, isForAll: true, outer, locate } });
    }
    return { hooks, byLimit };
  }

  /** Where a layer comes in its own function, and in those that call it. */
  #positionsOf(layer: Layer): ReadonlyMap<FunctionNode | null, number> {
    let known = this.#positions.get(layer);
    if (known) return known;
    const positions = new Map<FunctionNode | null, number>();
    let here: TSESTree.Node = layer.at;
    for (let i = 0; i < MAX_DEPTH; i++) {
      const fn = enclosingFunction(here);
      positions.set(fn, here.range[0]);
      if (!fn) break;
      const call = this.#readings.callsOf(fn, this.#file).find(({ file }) => file === this.#file)?.call;
      const next = call ?? (fn.parent.type === 'CallExpression' ? fn.parent : null);
      if (!next) break;
      here = next;
    }
    this.#positions.set(layer, (known = positions));
    return known;
  }
}

/** Whether a layer runs for requests that come to a route. */
function isAhead(layer: Layer): layer is Layer & Ahead {
  return layer.is !== 'not-found' && layer.is !== 'sending-hook';
}

/** The last of a list that begins before a place. */
function lastBefore(list: readonly Placed[], place: number): Placed | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.from ?? Infinity) < place) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}

/** The limits that a path is below, as they are written; all but those that are for everything need a path that is known. */
function limitsOf(path: string | null, byLimit: ReadonlyMap<string, unknown>): readonly string[] {
  const found = byLimit.has('') ? [''] : [];
  if (path === null) return found;
  // A limit counts from its own router, whose prefix the path has already.
  const segments = path.split('/').filter(segment => segment !== '');
  for (let start = 0; start < segments.length; start++)
    for (let end = start + 1; end <= segments.length; end++) {
      const limit = segments.slice(start, end).join('/');
      if (byLimit.has(limit)) found.push(limit);
    }
  return found;
}

/** A limit without what makes no difference; empty where it is for everything. */
function trimmed(path: string | null): string {
  return (path ?? '')
    .split('/')
    .filter(segment => segment !== '' && segment !== '*')
    .join('/');
}

function covers(limit: string | null, path: string | null): boolean {
  const own = trimmed(limit);
  return own === '' || (path !== null && `/${trimmed(path)}/`.includes(`/${own}/`));
}
