import type { TSESTree } from '@typescript-eslint/utils';

import { stringValue } from '../syntax/unwrap.ts';
import type { File } from './file.ts';
import type { Model } from './index.ts';
import type { Response } from './response.ts';

/** Hooks of Fastify that run between `send` and the head of the response. */
const BEFORE_HEAD = /^(?:onSend|preSerialization)$/;

/** Whether the head of a response is written when the sending call returns: a file or stream is opened first, a view may be rendered later, and a hook of Fastify may wait. */
export function isHeadSentAtOnce({ body, framework, via }: Response, model: Model): boolean {
  if (via === 'return') return false;
  if (framework === 'express') return ['json', 'content', 'reason', 'redirect'].includes(body.kind);
  return (body.kind === 'redirect' || (body.kind === 'payload' && isPlain(body.node, model.file))) && !hasHookBeforeHead(model);
}

/** Whether a payload is seen to be no stream. */
function isPlain(node: TSESTree.Node | null, file: File): boolean {
  const value = node && file.bindings.resolve(node);
  return !value || ['Literal', 'TemplateLiteral', 'ObjectExpression', 'ArrayExpression'].includes(value.type);
}

function hasHookBeforeHead({ registrations }: Model): boolean {
  return registrations.some(({ node, handlers, options }) => {
    const [hook] = node.arguments;
    if (handlers.some(({ role }) => role === 'hook') && hook && BEFORE_HEAD.test(stringValue(hook) ?? '')) return true;
    return options?.properties.some(property => property.type === 'Property' && property.key.type === 'Identifier' && BEFORE_HEAD.test(property.key.name)) ?? false;
  });
}
