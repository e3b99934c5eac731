import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import type { Model } from '../../model/model.ts';
import type { HandlerResponses, Late, Response } from '../../model/responses/response.ts';

/** Hooks of Fastify that run between `send` and the head of the response. */
const BEFORE_HEAD = /^(?:onSend|preSerialization)$/;

/** Finds the setters of a handler that come after the response on every path, whose head is surely written by then; one that leads to another send is none. */
export function findIgnoredSetters({ late }: HandlerResponses, model: Model): readonly Late[] {
  const found = new Map<TSESTree.Node, Late>();
  for (const one of late) {
    const { node, does, after, head, isAlways, isFollowed } = one;
    if (does !== 'hand-over' && head && isAlwaysLate(one, late) && !found.has(node)) {
      found.set(node, one);
      continue;
    }
    if (
      does !== 'hand-over' &&
      isAlways &&
      !isFollowed &&
      after.length > 0 &&
      !found.has(node) &&
      after.every(response => isHeadSentAtOnce(response, model))
    )
      found.set(node, one);
  }
  return [...found.values()];
}

/** Whether the head is written before a setter in each copy of it that a `finally` block makes. */
function isAlwaysLate({ node, isEarly }: Late, late: readonly Late[]): boolean {
  return !isEarly && late.every(one => one.node !== node || one.head !== null);
}

/** Whether the head of a response is written when the sending call returns: a file or stream is opened first, a view may be rendered later, and a hook of Fastify may wait. */
function isHeadSentAtOnce({ body, framework, via }: Response, model: Model): boolean {
  if (via === 'return') return false;
  return (
    framework.sentAtOnce.includes(body.kind) &&
    (body.kind !== 'payload' || isSeenPayload(body.node, model.file)) &&
    (framework.hasHooks === false || !hasHookBeforeHead(model))
  );
}

/** Whether a payload is seen to be no stream. */
function isSeenPayload(node: TSESTree.Node | null, file: File): boolean {
  const value = node && file.bindings.resolve(node);
  return !value || ['Literal', 'TemplateLiteral', 'ObjectExpression', 'ArrayExpression'].includes(value.type);
}

function hasHookBeforeHead({ registrations }: Model): boolean {
  return registrations.some(({ handlers }) =>
    handlers.some(({ hook }) => hook !== undefined && BEFORE_HEAD.test(hook)),
  );
}
