import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { enclosingFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { mayBeLong } from '../content/long-content.ts';

/** A plugin that has not sent a response when `send` returns. */
export interface SendingPlugin {
  readonly name: string;
  /** What it does meanwhile. */
  readonly does: 'compresses' | 'saves';
}

/** What is known of a plugin: by its module, and by whether it waits for a response with some options. */
interface KnownPlugin {
  readonly module: RegExp;
  readonly does: SendingPlugin['does'];
  /** Whether it does something to each route when that is registered, and so nothing to those that are there before it is loaded. */
  readonly isByRoute: boolean;
  readonly waits: (options: TSESTree.Node | null, response: Response, model: Model) => boolean;
}

/**
 * The plugins with an `onSend` hook that is not over at once. Those of @fastify/etag, helmet, rate-limit, cookie, caching, secure-session and response-validation
 * are (measured with Fastify 4 and 5). Sources: @fastify/compress index.js, onSend, which makes a stream of the content; @fastify/session lib/fastifySession.js,
 * onSend, which calls back when its store has saved the session, at once where that is in memory.
 */
const PLUGINS: readonly KnownPlugin[] = [
  {
    module: /^(?:@fastify\/|fastify-)compress$/,
    does: 'compresses',
    isByRoute: true,
    waits: compresses,
  },
  {
    module: /^@fastify\/session$/,
    does: 'saves',
    isByRoute: false,
    waits: options => {
      const store = options && isPlain(options) ? findOption(options, 'store') : null;
      return store !== null && !(store.type === 'NewExpression' && calleeName(store) === 'MemoryStore');
    },
  },
];

/** Finds a plugin in whose scope a response with content stands, by which it is sent later than its call returns. */
export function findSendingPlugin(response: Response, model: Model): SendingPlugin | null {
  const { body, error, handler, node } = response;
  if (body.kind !== 'payload' || body.presence === 'none' || error !== null || !handler?.routes.length) return null;
  const own = pluginsIn(model.file).filter(
    one => (one.scope === null || isWithin(node, one.scope)) && isLoadedBefore(one, handler),
  );
  const elsewhere = handler
    .mounted()
    .flatMap(route => route.sendingHooks())
    .flatMap(({ hook, handler: { node: given, frame } }) =>
      hook === null && frame.file.filename !== model.file.filename ? (readPlugin(given, frame.file) ?? []) : [],
    );
  const found = [...own, ...elsewhere].find(({ known, options }) => known.waits(options, response, model));
  return found ? { name: found.name, does: found.known.does } : null;
}

/** A plugin as it is registered. */
interface Given {
  readonly name: string;
  readonly known: KnownPlugin;
  readonly options: TSESTree.Node | null;
}

interface Registered extends Given {
  readonly call: TSESTree.CallExpression;
  /** The function in whose scope it is registered; null for the whole file. */
  readonly scope: FunctionNode | null;
}

/** `app.register(compress); app.get('/', …)`: what stands beside a plugin is there before it is loaded, unless that is awaited. */
function isLoadedBefore({ known, call, scope }: Registered, { routes }: Handler): boolean {
  if (!known.isByRoute) return true;
  return routes.some(
    ({ registration: { node } }) =>
      enclosingFunction(node) !== scope || (call.parent.type === 'AwaitExpression' && call.range[0] < node.range[0]),
  );
}

/**
 * Whether @fastify/compress makes a stream of the content: where it is for all routes, or for this one, and the content may have as many bytes as it asks for.
 * Source: index.js, onRoute, processCompressParams and onSend (the claims of tests/wire).
 */
function compresses(options: TSESTree.Node | null, { body, handler }: Response, model: Model): boolean {
  const { file, definitions } = model;
  const { node, file: place } = body.sent ?? { node: body.node, file };
  return (handler?.routes ?? []).some(({ registration }) => {
    const least = leastBytes(options, registration.options, file);
    return least !== null && node !== null && mayBeLong(node, least, place, definitions?.locator ?? null);
  });
}

/** What a content must have to be compressed if nothing is said. */
const THRESHOLD = 1024;

/** How many bytes a content must have to be compressed in a route; null where nothing is, or where that is out of sight. What a route says is merged with the defaults, and not with what the plugin is given. */
function leastBytes(options: TSESTree.Node | null, route: TSESTree.ObjectExpression | null, file: File): number | null {
  if (options && !isPlain(options)) return null;
  if (route) {
    const config = findOption(route, 'config');
    const configured = config && file.bindings.resolve(config);
    const own =
      (configured?.type === 'ObjectExpression' ? findOption(configured, 'compress') : null) ??
      findOption(route, 'compress');
    if (own) {
      const asked = file.bindings.resolve(own);
      return isPlain(asked) ? thresholdOf(asked) : null;
    }
    // What is spread may say so.
    if (!isPlain(route)) return null;
  }
  const isForAll =
    options === null || !(isNotTrue(findOption(options, 'global')) || findOption(options, 'globalCompression'));
  return isForAll ? thresholdOf(options) : null;
}

function isNotTrue(option: TSESTree.Node | null): boolean {
  return option !== null && !(option.type === 'Literal' && option.value === true);
}

/** The threshold that options set; content of any length surely has more than one that is out of sight. */
function thresholdOf(options: TSESTree.ObjectExpression | null): number {
  const threshold = options && findOption(options, 'threshold');
  if (!threshold) return THRESHOLD;
  return threshold.type === 'Literal' && typeof threshold.value === 'number' ? threshold.value : Infinity;
}

const registered = new WeakMap<File, readonly Registered[]>();

/** The plugins that a file registers; read once for all its responses. */
function pluginsIn(file: File): readonly Registered[] {
  let known = registered.get(file);
  if (!known) {
    known = file.calls.flatMap(call => {
      const [given] = call.arguments;
      const plugin = given && methodCall(call)?.name === 'register' ? readPlugin(given, file) : null;
      return plugin ? [{ ...plugin, call, scope: enclosingFunction(call) }] : [];
    });
    registered.set(file, known);
  }
  return known;
}

/** Reads an argument of `register` as a plugin that is known, with the options beside it. */
function readPlugin(given: TSESTree.Node, file: File): Given | null {
  const { parent: call } = given;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== given) return null;
  const name = moduleOf(given, file);
  const known = name === null ? undefined : PLUGINS.find(({ module }) => module.test(name));
  const [, options] = call.arguments;
  return name !== null && known ? { name, known, options: options ? file.bindings.resolve(options) : null } : null;
}

/** The module that an expression is the whole of: `require('@fastify/compress')`, or what a default import names. */
function moduleOf(node: TSESTree.Node, { bindings }: File): string | null {
  const value = bindings.resolve(node);
  const [source] = value.type === 'CallExpression' && calleeName(value) === 'require' ? value.arguments : [];
  return (source && stringValue(source)) ?? bindings.originOf(node)?.source ?? null;
}

/** Whether options are all in sight. */
function isPlain(options: TSESTree.Node): options is TSESTree.ObjectExpression {
  return options.type === 'ObjectExpression' && options.properties.every(({ type }) => type === 'Property');
}

function findOption({ properties }: TSESTree.ObjectExpression, name: string): TSESTree.Node | null {
  const found = properties.find(one => one.type === 'Property' && propertyName(one) === name);
  return found?.type === 'Property' ? unwrap(found.value) : null;
}
