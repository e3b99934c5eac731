import { CAUSES, CLIENT_ERRORS, isWrongFor, SERVER_ERRORS } from '../../knowledge/cause-table.ts';
import { found, MIXED, type Evidence, type Reading } from '../context/evidence.ts';

/** Every status of an error. */
const ERRORS: readonly number[] = [...CLIENT_ERRORS, ...SERVER_ERRORS];

/** Failures of the server itself, as against refusals. */
const BREAKDOWNS: ReadonlySet<string> = new Set(['unexpected', 'upstream-error', 'upstream-timeout', 'unavailable']);

/** Whether a failure is one of the server, and no refusal. */
export function isBreakdown({ cause }: Evidence): boolean {
  return BREAKDOWNS.has(cause);
}

/** What several failures say together that one response answers: a status that is acceptable for one of them is, and the strongest refusal speaks. */
export function readSet(failures: readonly Evidence[]): Reading {
  const strongest = [...failures].sort((a, b) => rank(b) - rank(a))[0];
  if (!strongest) return MIXED;
  const others = failures.filter(one => one !== strongest);
  const besides = [...new Set(others.map(({ cause }) => cause))].filter(cause => cause !== strongest.cause);
  return found({
    ...strongest,
    accepts: [...(strongest.accepts ?? []), ...others.flatMap(acceptableFor)],
    leaves: [...(strongest.leaves ?? []), ...others.flatMap(leftFor)],
    ...(besides.length > 0 && {
      besides,
      isProven: false,
      // What came through another catch says so already.
      reads: strongest.besides
        ? strongest.reads
        : `${strongest.reads}, and other failures (${besides.join(', ')}) are answered alike`,
    }),
  });
}

function rank(evidence: Evidence): number {
  return (isBreakdown(evidence) ? 0 : 2) + (evidence.isStrong ? 1 : 0);
}

/** What a catch says that tells none of its errors apart: the refusals that come there beside what may break. Null where a refusal says nothing strong, or there is none. */
export function readUndivided(arrived: readonly (Evidence | null)[], whole: Reading): Reading | null {
  const refusals = arrived.filter(one => one !== null && !isBreakdown(one)) as readonly Evidence[];
  if (refusals.length === 0 || whole.is === 'mixed') return null;
  const breakdown = whole.is === 'evidence' ? [whole.evidence] : [];
  // What a failure is that cannot be read, only the rest may say, and never against a refusal that is known.
  if (arrived.includes(null) || !refusals.some(({ isStrong }) => isStrong)) {
    const [rest] = breakdown;
    return rest ? found({ ...rest, accepts: [...(rest.accepts ?? []), ...refusals.flatMap(acceptableFor)] }) : MIXED;
  }
  const reading = readSet([...refusals, ...breakdown]);
  return reading.is === 'evidence'
    ? // What is lost in a catch that tells nothing apart is no fault of its status.
      found({ ...reading.evidence, accepts: [...(reading.evidence.accepts ?? []), ...SERVER_ERRORS] })
    : reading;
}

/** The statuses that only `strict` minds where this is the evidence. */
function leftFor({ cause, leaves = [] }: Evidence): readonly number[] {
  return [...leaves, ...(CAUSES[cause]?.strictOnly ?? [])];
}

/** The statuses of errors that are right or acceptable where this is the evidence. */
function acceptableFor({ cause, accepts, flags }: Evidence): readonly number[] {
  const row = CAUSES[cause];
  if (!row) return ERRORS;
  return ERRORS.filter(code => (accepts ?? []).includes(code) || (!isWrongFor(row, code) && !flags?.includes(code)));
}
