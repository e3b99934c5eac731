import { mayHaveSetHeaders } from '../../model/interpreter/awaited-callbacks.ts';
import type { File } from '../../model/definitions/file.ts';
import { findMethod } from '../../model/interpreter/response-object.ts';
import type { Response } from '../../model/responses/response.ts';

/**
 * Whether a response goes out without a header field on some path for certain. What a callback sends may be preceded by anything,
 * a status that is one of several may be set together with the field, and what the project's own functions send may have it from them or from their callers.
 */
export function lacksHeader(response: Response, name: string, file: File): boolean {
  const { headers, status, handler, isDeferred, isEscaped } = response;
  if (isEscaped || handler?.role === 'responder' || isSentByResponder(response, file) || mayHaveSetHeaders(response))
    return false;
  const has = headers.has(name);
  return has === false || (has === 'sometimes' && !isDeferred && status.isComplete && status.outcomes.length === 1);
}

function isSentByResponder({ node, via, handler, framework, error }: Response, file: File): boolean {
  if (node.type !== 'CallExpression' || via === 'pipe') return false;
  // An error is made, or forwarded, by a call too.
  if (error === null && findMethod(framework, 'response', via) === null && findMethod(framework, 'raw', via) === null)
    return true;
  return (
    handler?.response != null &&
    node.arguments.some(argument => file.bindings.variableOf(argument) === handler.response)
  );
}
