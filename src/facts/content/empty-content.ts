import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';

/** Whether a response surely carries nothing, or no more than the reason phrase of its status; what was written to it before counts. */
export function isEmpty({ body: { kind, presence }, handler, error, isEscaped }: Response, file: File): boolean {
  if (error || isEscaped || !handler) return false;
  if (kind !== 'reason' && presence !== 'none' && presence !== 'empty') return false;
  return !nodesWithin(file.calls, handler.fn).some(call =>
    /^(?:write|pipe|pipeline|hijack)$/.test(methodCall(call)?.name ?? ''),
  );
}
