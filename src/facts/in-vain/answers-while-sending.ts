import type { File } from '../../model/definitions/file.ts';
import { functionsOf } from '../../model/handlers/find-handlers.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { findMethod } from '../../model/interpreter/response-object.ts';
import type { HandlerResponses, Response } from '../../model/responses/response.ts';

/** A response that a hook of Fastify sends in the course of sending another one. */
export interface AnswerWhileSending {
  readonly response: Response;
  readonly hook: string;
}

/**
 * Finds what a hook sends that runs while a response is sent. An async one is over then, and the first response goes on; one that calls back may leave it at
 * that, but runs anew for what it sends itself, again and again unless a condition keeps it from that. Source: fastify lib/reply.js, preSerializationHook, onSendHook.
 */
export function findAnswersWhileSending(
  { handler, responses }: HandlerResponses,
  file: File,
): readonly AnswerWhileSending[] {
  const hook = handler.role === 'hook' ? hookOf(handler, file) : null;
  if (hook === null) return [];
  return responses
    .filter(({ via, error }) => error === null && findMethod(handler.framework, 'response', via) !== null)
    .filter(({ guards }) => handler.fn.async || guards.length === 0)
    .map(response => ({ response, hook }));
}

/** The hook that a function is registered as, where all its registrations are for hooks that run while a response is sent. */
function hookOf({ fn, routes }: Handler, file: File): string | null {
  const hooks = routes.flatMap(({ registration: { handlers } }) =>
    handlers.filter(({ node }) => functionsOf(node, file).includes(fn)).map(({ hook }) => hook ?? ''),
  );
  const [first] = hooks;
  return first !== undefined && hooks.every(one => /^(?:onSend|preSerialization)$/.test(one)) ? first : null;
}
