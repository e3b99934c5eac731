import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { enclosingFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';

/** A plugin that has not sent a response when `send` returns. */
export interface SendingPlugin {
  readonly name: string;
  /** What it does meanwhile. */
  readonly does: 'compresses' | 'saves';
}

/** What is known of a plugin: by its module, and by whether it waits with some options. */
interface KnownPlugin {
  readonly module: RegExp;
  readonly does: SendingPlugin['does'];
  readonly waits: (options: TSESTree.Node | null) => boolean;
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
    waits: options => options === null || (isPlain(options) && !findOption(options, 'global')),
  },
  {
    module: /^@fastify\/session$/,
    does: 'saves',
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
  const own = pluginsIn(model.file).find(({ scope }) => scope === null || isWithin(node, scope));
  if (own) return own.plugin;
  for (const route of handler.mounted())
    for (const { hook, handler: registered } of route.sendingHooks()) {
      const plugin = hook === null ? readPlugin(registered.node, registered.frame.file) : null;
      if (plugin) return plugin;
    }
  return null;
}

interface Registered {
  readonly plugin: SendingPlugin;
  /** The function in whose scope it is registered; null for the whole file. */
  readonly scope: FunctionNode | null;
}

const registered = new WeakMap<File, readonly Registered[]>();

/** The plugins that a file registers; read once for all its responses. */
function pluginsIn(file: File): readonly Registered[] {
  let known = registered.get(file);
  if (!known) {
    known = file.calls.flatMap(call => {
      const [given] = call.arguments;
      const plugin = given && methodCall(call)?.name === 'register' ? readPlugin(given, file) : null;
      return plugin ? [{ plugin, scope: enclosingFunction(call) }] : [];
    });
    registered.set(file, known);
  }
  return known;
}

/** Reads an argument of `register` as a plugin that waits, with the options beside it. */
function readPlugin(given: TSESTree.Node, file: File): SendingPlugin | null {
  const { parent: call } = given;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== given) return null;
  const name = moduleOf(given, file);
  const plugin = name === null ? undefined : PLUGINS.find(({ module }) => module.test(name));
  const [, options] = call.arguments;
  return name !== null && plugin?.waits(options ? file.bindings.resolve(options) : null)
    ? { name, does: plugin.does }
    : null;
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
