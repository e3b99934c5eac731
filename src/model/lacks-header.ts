import type { Response } from './response.ts';

/**
 * Whether a response goes out without a header field on some path for certain. What a callback sends may be preceded by anything,
 * a status that is one of several may be set together with the field, and what a function that gets the response sends its callers may have set up.
 */
export function lacksHeader(response: Response, name: string): boolean {
  const { headers, status, handler, isDeferred, isEscaped } = response;
  if (isEscaped || handler?.role === 'responder') return false;
  const has = headers.has(name);
  return has === false || (has === 'sometimes' && !isDeferred && status.isComplete && status.outcomes.length === 1);
}
