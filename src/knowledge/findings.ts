import type { CauseName } from './cause-table.ts';
import type { Finding } from './finding.ts';
import type { FailureAs } from './package-model.ts';

/** What a finding is judged as: its cause, whose row has the statuses, and the statuses that this very finding makes fine too or wrong after all. */
export interface FindingRow {
  readonly cause: CauseName;
  readonly accepts?: readonly number[];
  readonly flags?: readonly number[];
  /** Whether one cause cannot be told from others by it alone: what it was that was not reached, a text or a file. */
  readonly isVague?: true;
}

const UNAUTHENTICATED: FindingRow = { cause: 'unauthenticated' };
const FORBIDDEN: FindingRow = { cause: 'forbidden' };
const CONFLICT: FindingRow = { cause: 'conflict' };
const UNEXPECTED: FindingRow = { cause: 'unexpected' };
const UPSTREAM: FindingRow = { cause: 'upstream-error', isVague: true };
/** No one status is right for it: the reference leaves it open, or it takes more to know. */
const OPEN: FindingRow = { cause: 'other', isVague: true };

/** The one table of findings. */
export const FINDINGS: Readonly<Record<Finding, FindingRow>> = {
  'credential-missing': UNAUTHENTICATED,
  'credential-invalid': UNAUTHENTICATED,
  'password-wrong': UNAUTHENTICATED,
  'account-unknown': UNAUTHENTICATED,
  'account-shut-out': FORBIDDEN,
  'role-lacking': FORBIDDEN,
  'not-owner': FORBIDDEN,
  'membership-lacking': FORBIDDEN,
  'secret-invalid': OPEN,
  // 422 is for content that parses.
  'text-unparsable': { cause: 'malformed', flags: [422] },
  // No record has such an id, either.
  'id-malformed': { cause: 'malformed', accepts: [404] },
  'field-missing': { cause: 'malformed' },
  'field-invalid': { cause: 'invalid' },
  'schema-refused': { cause: 'invalid' },
  'upload-refused': OPEN,
  'content-too-large': { cause: 'too-large' },
  'media-unsupported': { cause: 'unsupported-media' },
  'not-acceptable': { cause: 'not-acceptable' },
  'range-unsatisfiable': { cause: 'unsatisfiable-range' },
  'method-unsupported': { cause: 'method' },
  'record-missing': { cause: 'not-found' },
  'reference-missing': OPEN,
  'relation-missing': OPEN,
  duplicate: CONFLICT,
  'still-referred-to': CONFLICT,
  'state-conflict': CONFLICT,
  'version-conflict': CONFLICT,
  'precondition-failed': { cause: 'precondition-failed' },
  'precondition-missing': { cause: 'precondition-required' },
  'rate-exceeded': { cause: 'rate-limited' },
  'quota-exceeded': OPEN,
  'store-failed': UNEXPECTED,
  // A file that the server may not open: its own fault, or what the client may not see.
  'file-closed': { cause: 'unexpected', accepts: [403, 404] },
  // A database that is slow is as much the server's own failure; 408 is for a client that is.
  'store-timed-out': { cause: 'upstream-timeout', accepts: [500], flags: [408] },
  'store-unavailable': { cause: 'unavailable' },
  'upstream-failed': UPSTREAM,
  'upstream-timed-out': { cause: 'upstream-timeout', flags: [408] },
  'upstream-unreachable': UPSTREAM,
  'upstream-refused': UPSTREAM,
  'work-failed': UNEXPECTED,
  misconfigured: UNEXPECTED,
  'off-duty': { cause: 'unavailable' },
  read: { cause: 'success-read' },
  created: { cause: 'success-created' },
  updated: { cause: 'success-updated' },
  deleted: { cause: 'success-deleted' },
  acted: { cause: 'success-action' },
  accepted: { cause: 'accepted' },
  'list-empty': { cause: 'empty-list' },
  'not-modified': { cause: 'not-modified' },
  'part-sent': { cause: 'partial' },
  'elsewhere-for-now': { cause: 'redirect-temporary' },
  'moved-for-good': { cause: 'redirect-permanent' },
};

/** What a failure is where nothing tells what its call is about: of a token the caller's credential, of an id one in the path, of a record the one that is asked for. `unknown` where that depends on what was to be done. */
export function mostLikely(as: FailureAs): Finding | 'unknown' {
  if (typeof as === 'string') return as;
  return 'deleting' in as ? 'unknown' : (as.credential ?? as.param ?? as.else);
}

/** Whether a failure is that whatever its call is about, or at least one of an id. */
export function isSure(as: FailureAs): boolean {
  return typeof as === 'string' || as.else !== 'unknown' || as.param === 'id-malformed';
}
