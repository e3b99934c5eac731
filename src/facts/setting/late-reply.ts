import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { calleeName, memberPath, unwrap } from '../../syntax/unwrap.ts';
import { findSendingPlugin, type SendingPlugin } from './sending-plugins.ts';
import { findWaitingErrorHandler, findWaitingHook, type WaitingFunction } from './waiting-functions.ts';

/** Why a send of Fastify is not done when the call returns. */
export interface LateReply {
  readonly is: 'stream' | 'file' | 'not-found' | 'error' | 'hook' | 'plugin';
  /** The function that waits, where it is in sight. */
  readonly by: WaitingFunction | null;
  /** The name of the hook that waits. */
  readonly hook: string | null;
  /** The plugin out of sight that does. */
  readonly plugin: SendingPlugin | null;
}

/** Finds out why a send of Fastify may go on after the call; null where it is over at once as far as the file shows. Source: fastify lib/reply.js, send, onSendHook, preSerializationHook, sendStream. */
export function findLateness(response: Response, model: Model): LateReply | null {
  const { via, body, handler } = response;
  const is = (kind: LateReply['is'], more: Partial<LateReply> = {}): LateReply => ({
    is: kind,
    by: null,
    hook: null,
    plugin: null,
    ...more,
  });
  if (via === 'sendFile' || via === 'download') return is('file');
  if (via === 'callNotFound') return is('not-found');
  if (body.node && body.kind === 'payload' && isStream(body.node, model.file)) return is('stream');
  if (sendsError(response, model.file)) {
    const by = findWaitingErrorHandler(response, model);
    if (by || handler?.role === 'error') return is('error', { by });
  }
  const names = isSerialized(response, model.file) ? (['onSend', 'preSerialization'] as const) : (['onSend'] as const);
  for (const hook of names) {
    const by = findWaitingHook(response, hook, model);
    if (by) return is('hook', { by, hook });
  }
  const plugin = findSendingPlugin(response, model);
  return plugin && is('plugin', { plugin });
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
