/** Why a response is sent, in the words of the reference's entries; those of an API's exact finding are kept apart, as there is a status for each. */
export type CauseName =
  | 'unauthenticated'
  | 'forbidden'
  | 'malformed'
  | 'invalid'
  | 'not-found'
  | 'conflict'
  | 'rate-limited'
  | 'method'
  | 'unexpected'
  | 'upstream-error'
  | 'upstream-timeout'
  | 'unavailable'
  | 'success-read'
  | 'success-created'
  | 'success-updated'
  | 'success-deleted'
  | 'success-action'
  | 'accepted'
  | 'empty-list'
  | 'unsupported-media'
  | 'not-acceptable'
  | 'too-large'
  | 'precondition-failed'
  | 'precondition-required'
  | 'unsatisfiable-range'
  | 'redirect-temporary'
  | 'redirect-permanent'
  | 'not-modified'
  | 'partial'
  | 'other';

/** A cause's row: its right status, those that are acceptable too, and the rule that says so. */
export interface CauseRow {
  readonly right: number;
  readonly acceptable: readonly number[];
  /** The statuses in question where not every 4xx and 5xx is: what a success or a redirect may have been sent with, what blames the client for a failure of the server, and what speaks too generally of what an API has found. */
  readonly among?: readonly number[];
  /** Statuses flagged only in `strict`. */
  readonly strictOnly: readonly number[];
  /** Statuses that a rule's options have flagged though a piece of evidence accepts them. */
  readonly refused?: readonly number[];
  readonly rule: string;
}

/** Every status that says that the client is at fault. */
export const CLIENT_ERRORS: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index);

/** Every status that says that the server is. */
export const SERVER_ERRORS: readonly number[] = Array.from({ length: 100 }, (_, index) => 500 + index);

/** What is sent in place of the status that an API's exact finding has of its own. */
const GENERAL: readonly number[] = [400, 403, ...SERVER_ERRORS];

/** The one table: cause → right status, and acceptable ones; of a failure's statuses every other 4xx and 5xx is wrong. A 3xx is acceptable for every failure, and a 2xx the payload rule judges. */
export const CAUSES: Readonly<Partial<Record<CauseName, CauseRow>>> = {
  unauthenticated: { right: 401, acceptable: [407], strictOnly: [], rule: 'prefer-401-for-missing-credentials' },
  forbidden: { right: 403, acceptable: [404], strictOnly: [], rule: 'prefer-403-for-denied-permission' },
  malformed: {
    right: 400,
    acceptable: [411, 413, 415, 422, 431],
    strictOnly: [],
    rule: 'prefer-400-for-malformed-request',
  },
  invalid: { right: 422, acceptable: [409, 413, 415], strictOnly: [], rule: 'prefer-422-for-invalid-content' },
  'not-found': { right: 404, acceptable: [401, 403, 410], strictOnly: [], rule: 'prefer-404-for-missing-resource' },
  conflict: { right: 409, acceptable: [412, 423], strictOnly: [422], rule: 'prefer-409-for-conflict' },
  'rate-limited': { right: 429, acceptable: [503], strictOnly: [], rule: 'prefer-429-for-rate-limit' },
  method: { right: 405, acceptable: [403, 501, 503], strictOnly: [], rule: 'prefer-405-for-unsupported-method' },
  unexpected: {
    right: 500,
    acceptable: [502, 503, 504],
    among: CLIENT_ERRORS,
    strictOnly: [],
    rule: 'prefer-500-for-unexpected-failure',
  },
  'upstream-error': {
    right: 502,
    acceptable: [503, 504],
    among: [...CLIENT_ERRORS, 500],
    strictOnly: [500],
    rule: 'prefer-502-for-upstream-failure',
  },
  'upstream-timeout': {
    right: 504,
    acceptable: [503],
    among: [...CLIENT_ERRORS, 500, 502],
    strictOnly: [500],
    rule: 'prefer-504-for-upstream-timeout',
  },
  'success-created': {
    right: 201,
    acceptable: [202, 303],
    among: [200],
    strictOnly: [],
    rule: 'prefer-201-for-created-resource',
  },
  'success-read': { right: 200, acceptable: [204, 206], among: [201], strictOnly: [], rule: 'no-201-without-creation' },
  'success-updated': {
    right: 200,
    acceptable: [202, 204],
    among: [201],
    strictOnly: [],
    rule: 'no-201-without-creation',
  },
  'success-deleted': {
    right: 200,
    acceptable: [202, 204],
    among: [201],
    strictOnly: [],
    rule: 'no-201-without-creation',
  },
  'success-action': {
    right: 200,
    acceptable: [202, 204],
    among: [201],
    strictOnly: [],
    rule: 'no-201-without-creation',
  },
  'redirect-temporary': {
    right: 302,
    acceptable: [303, 307],
    among: [301, 308],
    strictOnly: [],
    rule: 'prefer-302-for-temporary-redirect',
  },
  'redirect-permanent': {
    right: 301,
    acceptable: [308],
    among: [302, 303, 307],
    strictOnly: [],
    rule: 'prefer-301-for-permanent-move',
  },
  'empty-list': { right: 200, acceptable: [204], among: [404], strictOnly: [], rule: 'no-404-for-empty-collection' },
  'unsupported-media': {
    right: 415,
    acceptable: [],
    among: GENERAL,
    strictOnly: [],
    rule: 'prefer-specific-client-error',
  },
  'not-acceptable': {
    right: 406,
    acceptable: [],
    among: GENERAL,
    strictOnly: [],
    rule: 'prefer-specific-client-error',
  },
  'too-large': { right: 413, acceptable: [], among: GENERAL, strictOnly: [], rule: 'prefer-specific-client-error' },
  'precondition-failed': {
    right: 412,
    acceptable: [409],
    among: GENERAL,
    strictOnly: [],
    rule: 'prefer-specific-client-error',
  },
  'precondition-required': {
    right: 428,
    acceptable: [412],
    among: GENERAL,
    strictOnly: [],
    rule: 'prefer-specific-client-error',
  },
  'unsatisfiable-range': {
    right: 416,
    acceptable: [],
    among: GENERAL,
    strictOnly: [],
    rule: 'prefer-specific-client-error',
  },
  unavailable: {
    right: 503,
    acceptable: [500, 502, 504],
    among: CLIENT_ERRORS,
    strictOnly: [],
    rule: 'prefer-503-for-unavailable-service',
  },
};

/** Whether a row has a status for wrong, by itself: those of `strictOnly` as well. */
export function isWrongFor({ right, acceptable, among }: CauseRow, status: number): boolean {
  if (status === right || acceptable.includes(status)) return false;
  return among ? among.includes(status) : status >= 400 && status < 600;
}

/** Whether a status is the right one for a cause. */
export function isRightFor(cause: CauseName, status: unknown): boolean {
  return CAUSES[cause]?.right === status;
}

/** The statuses of errors that APIs send for want of thought as well; whoever sends another one has looked it up. */
export const USUAL_ERRORS: ReadonlySet<number> = new Set(
  Object.values(CAUSES).flatMap(({ right, rule }) =>
    right < 400 || rule === 'prefer-specific-client-error' ? [] : [right],
  ),
);

const { 'redirect-permanent': PERMANENT, 'redirect-temporary': TEMPORARY } = CAUSES;

/** Whether a status says that a resource has moved for good. */
export function isPermanent(status: number): boolean {
  return PERMANENT?.right === status || PERMANENT?.acceptable.includes(status) === true;
}

/** Whether a status sends a client elsewhere, so that its rules judge it. */
export function isJudgedRedirect(status: number): boolean {
  return isPermanent(status) || TEMPORARY?.right === status || TEMPORARY?.acceptable.includes(status) === true;
}

/** What a responder is for whose name says a status. */
export const CAUSE_OF_STATUS: Readonly<Record<number, CauseName>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  422: 'invalid',
  429: 'rate-limited',
  500: 'unexpected',
};
