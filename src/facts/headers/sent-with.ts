import type { Response } from '../../model/responses/response.ts';

/** Whether a response can go out with a status, and with a header field that is set in sight. */
export function isSentWith({ status, headers }: Response, code: number, name: string): boolean {
  const has = headers.has(name);
  return (has === true || has === 'sometimes') && status.outcomes.some(one => one.code === code);
}
