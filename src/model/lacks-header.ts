import type { File } from './file.ts';
import type { Response } from './response.ts';

/**
 * Whether a response goes out without a header field on some path for certain. What a callback sends may be preceded by anything,
 * a status that is one of several may be set together with the field, and a function that gets the response may set what it likes, or its callers may.
 */
export function lacksHeader(response: Response, name: string, file: File): boolean {
  const { headers, status, handler, isDeferred, isEscaped } = response;
  if (isEscaped || handler?.role === 'responder' || isSentByResponder(response, file)) return false;
  const has = headers.has(name);
  return has === false || (has === 'sometimes' && !isDeferred && status.isComplete && status.outcomes.length === 1);
}

function isSentByResponder({ node, via, handler }: Response, file: File): boolean {
  if (node.type !== 'CallExpression' || via === 'pipe' || !handler?.response) return false;
  return node.arguments.some(argument => file.bindings.variableOf(argument) === handler.response);
}
