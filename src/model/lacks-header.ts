import type { Response } from './response.ts';

/** Whether a response goes out without a header field on some path for certain; what a callback sends may be preceded by anything, and a status that is one of several may be set together with the field. */
export function lacksHeader({ headers, status, isDeferred, isEscaped }: Response, name: string): boolean {
  if (isEscaped) return false;
  const has = headers.has(name);
  return has === false || (has === 'sometimes' && !isDeferred && status.isComplete && status.outcomes.length === 1);
}
