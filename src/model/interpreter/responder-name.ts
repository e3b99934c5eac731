import { findStatusByErrorName, findStatusByName } from '../../reference/status-names.ts';

/** Names of the project's own functions that send: sendResponse, respondWithError, fail, errorHandler. */
const RESPONDER_NAME =
  /^#?(?:send|respond|reply|return|fail|error|success|response|result|handle\w*(?:error|err|success|response)|throw\w*error|json|api\w*(?:response|success|failure|error)|\w+response$)/i;

const PREFIX =
  /^#?(?:send|respond|reply|return|handle|throw|render|make|create)?(?:with|as)?(?:res|api|json|http|status)?(?=[A-Z_\d]|$)_?/;

const SUFFIX = /_?(?:Response|Resp|Result|Reply|Handler|Json|Page|View|Status)$/i;

/** Names for what is a 500 in every project, and no name of the registry. */
const SERVER_ERROR = /^(?:internal|server|internal_?server|internal_?error|server_?error)(?:_?error)?$/i;

/** Whether a function that gets the response is one that answers, by its name. */
export function isResponderName(name: string): boolean {
  return RESPONDER_NAME.test(name);
}

/** The status that the name of a responder says: `sendNotFound`, `badRequestResponse`, `handle404`, `created`; null where it says none. */
export function statusOfResponderName(name: string): number | null {
  const plain = name.replace(/^#/, '');
  for (const stem of new Set([
    plain,
    plain.replace(PREFIX, ''),
    plain.replace(PREFIX, '').replace(SUFFIX, ''),
    plain.replace(SUFFIX, ''),
  ])) {
    if (stem === '') continue;
    if (SERVER_ERROR.test(stem)) return 500;
    const number = /^_?([45]\d\d)$/.exec(stem)?.[1];
    if (number !== undefined) return Number(number);
    const error = findStatusByErrorName(stem);
    if (error !== null) return error;
    // OK is no more than "it went well" as a name, which is what 200 says.
    const success = /^(?:ok|created|accepted|no_?content)$/i.test(stem) ? findStatusByName(stem) : null;
    if (success !== null) return success;
  }
  return null;
}
