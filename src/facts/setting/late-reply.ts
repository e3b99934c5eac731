import type { TSESTree } from '@typescript-eslint/utils';

import type { Registration } from '../../frameworks/registration.ts';
import type { File } from '../../model/definitions/file.ts';
import { functionsOf } from '../../model/handlers/find-handlers.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { holds } from '../../syntax/descendants.ts';
import { enclosingFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, memberPath, methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';

/** Why a send of Fastify is not done when the call returns. */
export interface LateReply {
  readonly is: 'stream' | 'file' | 'not-found' | 'error' | 'hook' | 'plugin';
  /** The function that waits, where it is in sight. */
  readonly by: FunctionNode | null;
  /** The name of the hook that waits. */
  readonly hook: string | null;
}

/** Finds out why a send of Fastify may go on after the call; null where it is over at once as far as the file shows. Source: fastify lib/reply.js, send, onSendHook, preSerializationHook, sendStream. */
export function findLateness(response: Response, model: Model): LateReply | null {
  const { via, body, fn, handler } = response;
  const is = (kind: LateReply['is'], by: FunctionNode | null = null, hook: string | null = null): LateReply => ({
    is: kind,
    by,
    hook,
  });
  if (via === 'sendFile' || via === 'download') return is('file');
  if (via === 'callNotFound') return is('not-found');
  if (body.node && body.kind === 'payload' && isStream(body.node, model.file)) return is('stream');
  if (sendsError(response, model.file)) {
    const by = waitingFunctions(model, response, ({ role }) => role === 'error').find(one => one !== fn);
    if (by || handler?.role === 'error') return is('error', by ?? null);
  }
  for (const hook of ['onSend', ...(isSerialized(response, model.file) ? ['preSerialization'] : [])]) {
    const [by] = waitingFunctions(model, response, one => one.hook === hook).filter(one => one !== fn);
    if (by) return is('hook', by, hook);
  }
  return isCompressed(response, model) ? is('plugin') : null;
}

/** The plugin whose `onSend` hook makes a stream of the content. Source: @fastify/compress index.js, onSend. */
const COMPRESSES = /^(?:@fastify\/|fastify-)compress$/;

/** Whether a response with content stands in the scope of a plugin that compresses what all routes send. Those of @fastify/etag and @fastify/helmet are over at once. */
function isCompressed({ body, error, handler, node }: Response, { file }: Model): boolean {
  if (body.kind !== 'payload' || body.presence === 'none' || error !== null || !handler?.routes.length) return false;
  return compressedScopes(file).some(scope => scope === null || isWithin(node, scope));
}

const compressed = new WeakMap<File, readonly (FunctionNode | null)[]>();

/** The functions in whose scope such a plugin is registered; null for the whole file. Read once for all its responses. */
function compressedScopes(file: File): readonly (FunctionNode | null)[] {
  let scopes = compressed.get(file);
  if (!scopes) {
    scopes = file.calls.flatMap(call => {
      const [plugin, options] = call.arguments;
      if (methodCall(call)?.name !== 'register' || !plugin || !COMPRESSES.test(moduleOf(plugin, file) ?? '')) return [];
      return !options || isGlobal(file.bindings.resolve(options)) ? [enclosingFunction(call)] : [];
    });
    compressed.set(file, scopes);
  }
  return scopes;
}

/** The module that an expression is the whole of: `require('@fastify/compress')`, or what a default import names. */
function moduleOf(node: TSESTree.Node, { bindings }: File): string | null {
  const value = bindings.resolve(node);
  const [source] = value.type === 'CallExpression' && calleeName(value) === 'require' ? value.arguments : [];
  return (source && stringValue(source)) ?? bindings.originOf(node)?.source ?? null;
}

/** Whether options in sight leave it to the plugin that it compresses everything. */
function isGlobal(options: TSESTree.Node): boolean {
  return (
    options.type === 'ObjectExpression' &&
    options.properties.every(one => one.type === 'Property' && propertyName(one) !== 'global')
  );
}

/** Whether a payload is an Error, or what @fastify/sensible makes one of. */
function sendsError({ body, error, handler }: Response, file: File): boolean {
  if (body.kind === 'error' || error !== null) return true;
  return (
    handler?.role === 'error' &&
    handler.error !== null &&
    body.node !== null &&
    file.bindings.variableOf(unwrap(body.node)) === handler.error
  );
}

/** Whether a value is seen to be a stream; one over what is there already is read at once. */
export function isStream(node: TSESTree.Node, file: File): boolean {
  const value = file.bindings.resolveAwaited(node);
  if (value.type === 'NewExpression')
    return /(?:^PassThrough|^Readable|^Duplex|^Transform|ReadStream|ReadableStream)$/.test(calleeName(value) ?? '');
  if (value.type !== 'CallExpression') return false;
  const path = memberPath(value.callee)?.slice(-2).join('.');
  const [source] = value.arguments;
  if (path === 'Readable.from' || path === 'Readable.fromWeb')
    return (
      source !== undefined &&
      !['ArrayExpression', 'Literal', 'TemplateLiteral'].includes(file.bindings.resolve(source).type)
    );
  return /^(?:createReadStream|openDownloadStream(?:ByName)?|pipe)$/.test(calleeName(value) ?? '');
}

/** Whether a payload goes through `preSerialization`: texts, bytes and errors do not. */
function isSerialized({ body, error }: Response, file: File): boolean {
  if (body.kind !== 'payload' || error !== null || body.presence === 'none' || body.node === null) return false;
  return !['Literal', 'TemplateLiteral', 'BinaryExpression'].includes(file.bindings.resolve(body.node).type);
}

/** The registered functions in whose scope a response stands, and which wait for something. */
function waitingFunctions(
  model: Model,
  { handler, node }: Response,
  passes: (one: Registration['handlers'][number]) => boolean,
): readonly FunctionNode[] {
  const routes = handler?.routes ?? [];
  if (routes.length === 0) return [];
  const { file } = model;
  const own = new Set(routes.map(({ registration }) => registration));
  const inScope = [...own, ...forAllOf(model).filter(one => !own.has(one) && isInScope(one, node))].sort(
    (a, b) => a.node.range[0] - b.node.range[0],
  );
  return inScope
    .flatMap(one => one.handlers.filter(passes))
    .flatMap(one => functionsOf(one.node, file))
    .filter(fn => fn.async && waits(fn, file));
}

const forAll = new WeakMap<Model, readonly Registration[]>();

/** The registrations of a file that are for all routes; found once for all its responses. */
function forAllOf(model: Model): readonly Registration[] {
  let known = forAll.get(model);
  if (!known) forAll.set(model, (known = model.registrations.filter(isForAll)));
  return known;
}

const waiting = new WeakMap<FunctionNode, boolean>();

function waits(fn: FunctionNode, { sourceCode }: File): boolean {
  let known = waiting.get(fn);
  if (known === undefined)
    waiting.set(
      fn,
      (known = holds(
        fn.body,
        sourceCode.visitorKeys,
        node => node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await),
      )),
    );
  return known;
}

/** Whether a registration is for all routes of its instance, not for one alone. */
function isForAll({ pathNode, options, framework }: Registration): boolean {
  return framework.hasHooks === true && pathNode === null && options === null;
}

/** What a plugin registers is for its own routes: the plugin is the function around the call. */
function isInScope({ node }: Registration, response: TSESTree.Node): boolean {
  const plugin = enclosingFunction(node);
  return plugin === null || isWithin(response, plugin);
}
