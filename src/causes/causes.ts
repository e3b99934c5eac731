/** Why a response is sent, in the words of the reference's entries; those of an API's exact finding are kept apart, as there is a status for each. */
export type CauseName =
  | 'unauthenticated' | 'forbidden' | 'malformed' | 'invalid' | 'not-found' | 'conflict' | 'rate-limited' | 'method'
  | 'unexpected' | 'upstream-error' | 'upstream-timeout' | 'unavailable'
  | 'success-read' | 'success-created' | 'success-updated' | 'success-deleted' | 'success-action' | 'accepted'
  | 'empty-list' | 'unsupported-media' | 'not-acceptable' | 'too-large' | 'precondition-failed' | 'precondition-required' | 'unsatisfiable-range'
  | 'redirect-temporary' | 'redirect-permanent' | 'not-modified' | 'partial' | 'other';

/** A cause's row: its right status, those that are acceptable too, those flagged, and the rule that says so. */
export interface CauseRow {
  readonly right: number;
  readonly acceptable: readonly number[];
  /** Whether a status sent for this cause is flagged by the rule's defaults. */
  readonly flags: (status: number) => boolean;
  /** Statuses flagged only in `strict`. */
  readonly strictOnly: readonly number[];
  readonly rule: string;
}

const isClientError = (status: number): boolean => status >= 400 && status < 500;
const isServerError = (status: number): boolean => status >= 500 && status < 600;
/** Flagged where an API has found something for which there is a status of its own. */
const isGeneral = (status: number): boolean => status === 400 || status === 403 || isServerError(status);
const oneOf = (...statuses: readonly number[]) => (status: number): boolean => statuses.includes(status);

/** The one table: cause → right status, acceptable ones, flagged ones. A 3xx is flagged for a redirect alone, and never a 2xx for a failure: the redirect rules and the payload rule judge those. */
export const CAUSES: Readonly<Partial<Record<CauseName, CauseRow>>> = {
  unauthenticated: { right: 401, acceptable: [407], flags: status => (isClientError(status) && status !== 404) || isServerError(status), strictOnly: [], rule: 'prefer-401-for-missing-credentials' },
  forbidden: { right: 403, acceptable: [404], flags: status => status === 401 || status === 400 || isServerError(status), strictOnly: [], rule: 'prefer-403-for-denied-permission' },
  malformed: { right: 400, acceptable: [404, 411, 413, 415, 422, 431], flags: status => oneOf(401, 403)(status) || isServerError(status), strictOnly: [], rule: 'prefer-400-for-malformed-request' },
  invalid: { right: 422, acceptable: [409, 413, 415], flags: status => status === 400 || isServerError(status), strictOnly: [], rule: 'prefer-422-for-invalid-content' },
  'not-found': { right: 404, acceptable: [401, 403, 410], flags: status => status === 400 || isServerError(status), strictOnly: [], rule: 'prefer-404-for-missing-resource' },
  conflict: { right: 409, acceptable: [412], flags: status => oneOf(400, 401, 403, 404, 422)(status) || isServerError(status), strictOnly: [422], rule: 'prefer-409-for-conflict' },
  'rate-limited': { right: 429, acceptable: [503], flags: status => oneOf(400, 401, 403)(status) || (isServerError(status) && status !== 503), strictOnly: [], rule: 'prefer-429-for-rate-limit' },
  method: { right: 405, acceptable: [403, 501, 503], flags: status => oneOf(400, 404)(status) || (isServerError(status) && !oneOf(501, 503)(status)), strictOnly: [], rule: 'prefer-405-for-unsupported-method' },
  unexpected: { right: 500, acceptable: [502, 503, 504], flags: isClientError, strictOnly: [], rule: 'prefer-500-for-unexpected-failure' },
  'upstream-error': { right: 502, acceptable: [503, 504], flags: status => isClientError(status) || status === 500, strictOnly: [500], rule: 'prefer-502-for-upstream-failure' },
  'upstream-timeout': { right: 504, acceptable: [503], flags: status => isClientError(status) || oneOf(500, 502)(status), strictOnly: [500], rule: 'prefer-504-for-upstream-timeout' },
  'success-created': { right: 201, acceptable: [202, 303], flags: oneOf(200), strictOnly: [], rule: 'prefer-201-for-created-resource' },
  'success-read': { right: 200, acceptable: [204, 206], flags: oneOf(201), strictOnly: [], rule: 'no-201-without-creation' },
  'success-updated': { right: 200, acceptable: [202, 204], flags: oneOf(201), strictOnly: [], rule: 'no-201-without-creation' },
  'success-deleted': { right: 200, acceptable: [202, 204], flags: oneOf(201), strictOnly: [], rule: 'no-201-without-creation' },
  'success-action': { right: 200, acceptable: [202, 204], flags: oneOf(201), strictOnly: [], rule: 'no-201-without-creation' },
  'redirect-temporary': { right: 302, acceptable: [303, 307], flags: oneOf(301, 308), strictOnly: [], rule: 'prefer-302-for-temporary-redirect' },
  'redirect-permanent': { right: 301, acceptable: [308], flags: oneOf(302, 303, 307), strictOnly: [], rule: 'prefer-301-for-permanent-move' },
  'empty-list': { right: 200, acceptable: [204], flags: oneOf(404), strictOnly: [], rule: 'no-404-for-empty-collection' },
  'unsupported-media': { right: 415, acceptable: [], flags: isGeneral, strictOnly: [], rule: 'prefer-specific-client-error' },
  'not-acceptable': { right: 406, acceptable: [], flags: isGeneral, strictOnly: [], rule: 'prefer-specific-client-error' },
  'too-large': { right: 413, acceptable: [], flags: isGeneral, strictOnly: [], rule: 'prefer-specific-client-error' },
  'precondition-failed': { right: 412, acceptable: [409], flags: isGeneral, strictOnly: [], rule: 'prefer-specific-client-error' },
  'precondition-required': { right: 428, acceptable: [412], flags: isGeneral, strictOnly: [], rule: 'prefer-specific-client-error' },
  'unsatisfiable-range': { right: 416, acceptable: [], flags: isGeneral, strictOnly: [], rule: 'prefer-specific-client-error' },
  unavailable: { right: 503, acceptable: [500, 502, 504], flags: isClientError, strictOnly: [], rule: 'prefer-503-for-unavailable-service' },
};
