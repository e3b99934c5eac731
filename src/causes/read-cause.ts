import { conditionsOfCaller } from './context/callers.ts';
import { isEqualityOperator } from '../syntax/operators.ts';
import { isError } from '../reference/statuses.ts';
import { findFailurePayloads } from '../facts/content/failure-payload.ts';
import { CAUSE_OF_STATUS, isJudgedRedirect } from '../knowledge/cause-table.ts';
import { frameOf } from '../model/definitions/frame.ts';
import type { Handler } from '../model/handlers/handler.ts';
import { statusOfResponderName } from '../model/interpreter/responder-name.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { unwrap } from '../syntax/unwrap.ts';
import { isAuthenticated, provesCaller, refusesBefore } from './context/authentication.ts';
import { conditionsOf, isHolding, type Condition } from './context/conditions.ts';
import type { Evidence } from './context/evidence.ts';
import { isLeftWell } from './context/left-behind.ts';
import { purposeOf } from './context/purpose.ts';
import { writesBefore } from './outcomes/writes.ts';
import type { GuardContext } from './context/question.ts';
import { isConstrained } from './context/route-schema.ts';
import { findCatchPlace } from './failures/catch-place.ts';
import { triedBefore } from './failures/tried.ts';
import { readErrorMapper } from './failures/error.ts';
import { readLimiterHandler } from './failures/limiters.ts';
import { readSaid } from './failures/text.ts';
import { readUnavailable } from './failures/unavailable.ts';
import { readCondition } from './guards/condition.ts';
import { readRedirect } from './outcomes/redirect.ts';
import { readFallback } from './outcomes/registration.ts';
import { readSuccess } from './outcomes/success.ts';
import type { Provenances } from './provenance/provenance.ts';
import { getProvenances } from './provenances-of.ts';
import { readFailure } from './read-failure.ts';
import { travelsOf } from './read-site.ts';

const causes = new WeakMap<Response, Map<Outcome | null, Evidence | null>>();

/** Reads why a response (or one outcome of its status) is sent; null where the code does not say, or says several things. Read once and kept. */
export function readCause(response: Response, model: Model, outcome: Outcome | null = null): Evidence | null {
  let known = causes.get(response);
  if (!known) causes.set(response, (known = new Map<Outcome | null, Evidence | null>()));
  const key = outcome && outcome.guards.length > 0 ? outcome : null;
  let cause = known.get(key);
  if (cause === undefined) known.set(key, (cause = combine(response, model, key)));
  return cause;
}

/** What the conditions around a response say (read-failure.ts), else, of a failure, what its function or its text is named for. */
function combine(response: Response, model: Model, outcome: Outcome | null): Evidence | null {
  const codes = codesOf(response, outcome);
  const isFailure = codes.some(isError) || findFailurePayloads(response, model.file, model.definitions).length > 0;
  return (
    combineGuards(response, model, outcome, isFailure) ??
    (isFailure ? (readErrorMapper(response, model.file) ?? readSaid(response, model.file)) : null)
  );
}

/** The codes a response can carry, as far as they are known. */
function codesOf({ status }: Response, outcome: Outcome | null): readonly number[] {
  return outcome ? [outcome.code] : (status.codes ?? status.outcomes.map(({ code }) => code));
}

function combineGuards(response: Response, model: Model, outcome: Outcome | null, isFailure: boolean): Evidence | null {
  const provenances = getProvenances(model);
  if (response.handler?.role === 'responder') return readResponder(response, response.handler, model, provenances);
  const { file } = model;
  const purpose = purposeOf(response, file);
  const conditions = [...conditionsOf(response, outcome?.guards ?? []), ...conditionsOfCaller(response, file)];
  const place = findCatchPlace(response.node);
  const codes = codesOf(response, outcome);
  if (codes.length > 0 && codes.every(isJudgedRedirect))
    return readRedirect(response, codes, { model, provenances, purpose, conditions });
  const unavailable = readUnavailable(response, { file, provenances, conditions, place });
  if (unavailable) return unavailable;
  const travels = travelsOf(model, provenances);
  // Guards tell paths apart, not failures, where what is sent reports a success.
  const contextAt = (index: number): GuardContext => ({
    file,
    provenances,
    response,
    purpose,
    // Few readings ask for it, and a handler with a hundred guards has as many responses behind most of them.
    get callerIsKnown() {
      return provesCaller(conditions.slice(index + 1), response, provenances, model);
    },
    isAuthenticated: () => isAuthenticated(response, provenances, model),
    refusedBefore: () => refusesBefore(response, model),
    ofResult: guard =>
      isSpeaking(conditions[index], response, model, provenances)
        ? (travels?.results.read(guard, frameOf(file), response) ?? null)
        : null,
    isLeftWell: at => isLeftWell(at, response, model, provenances),
  });
  if (!isFailure && response.status.outcomes.length > 0) {
    const success = readSuccess(response, model, provenances, purpose);
    // if (!record) return res.status(200).end(): nothing was there to be changed.
    return success?.cause === 'success-updated' &&
      conditions.some(condition => isHolding(condition, response) && asksForMissing(condition, provenances))
      ? null
      : success;
  }
  const limiter = readLimiterHandler(response, model);
  const reading = readFailure({
    response,
    conditions,
    place,
    contextAt,
    provenances,
    frame: frameOf(file),
    definitions: model.definitions,
    arrivals: travels?.arrivals ?? null,
  });
  if (reading.is === 'evidence') return unlessRefusedBefore(reading.evidence, contextAt(0));
  return limiter ?? (reading.is === 'neutral' && conditions.length === 0 ? readFallback(response, model) : null);
}

/** What a handler checks by itself of a field of the body that the schema of its routes has checked: no rule speaks by it. */
function unlessRefusedBefore(evidence: Evidence, context: GuardContext): Evidence {
  return evidence.cause === 'invalid' && evidence.by === 'guard' && isConstrained(evidence.node, context)
    ? { ...evidence, isStrong: false }
    : evidence;
}

/** Whether a condition holds a response, or let control pass to it where its own exit answered well. */
function isSpeaking(
  condition: Condition | undefined,
  response: Response,
  model: Model,
  provenances: Provenances,
): boolean {
  return (
    condition !== undefined &&
    (isHolding(condition, response) || isLeftWell(condition.node, response, model, provenances))
  );
}

/** A function that sends for its callers: the cause is theirs, unless an error it was given is told from others there; its name may say what it is for. */
function readResponder(response: Response, { name }: Handler, model: Model, provenances: Provenances): Evidence | null {
  const { file } = model;
  const context: GuardContext = {
    file,
    provenances,
    response,
    purpose: purposeOf(response, file),
    callerIsKnown: false,
    isAuthenticated: () => false,
    refusedBefore: () => false,
  };
  for (const condition of conditionsOf(response)) {
    const reading = readCondition(condition, context);
    if (reading.is === 'evidence' && reading.evidence.by === 'error-code') return reading.evidence;
  }
  const status = name === null ? null : statusOfResponderName(name);
  const said = status === null ? null : (CAUSE_OF_STATUS[status] ?? null);
  return (
    said && { cause: said, isStrong: false, node: response.node, reads: `the name of \`${name}\` says so`, by: 'api' }
  );
}

/** Whether a condition holds where a record was looked for and is not there. */
function asksForMissing({ alternatives: [guard, other] }: Condition, provenances: Provenances): boolean {
  if (!guard || other || guard.test.type === 'SwitchCase') return false;
  const test = unwrap(guard.test);
  const isNull =
    test.type === 'BinaryExpression' &&
    isEqualityOperator(test.operator) &&
    test.right.type === 'Literal' &&
    test.right.value === null;
  const found = provenances.of(isNull ? test.left : test);
  return (
    found.is === 'lookup' &&
    found.attribute === null &&
    (isNull ? test.operator.startsWith('=') === guard.holds : !guard.holds)
  );
}

/** Whether what a catch place follows has a part in it that verifies a credential, for rules that leave 401 and 403 alone there. */
export function catchVerifiesCredential(response: Response, model: Model): boolean {
  const place = findCatchPlace(response.node);
  return place !== null && triedBefore(place, model.file, getProvenances(model)).verifiesCredential;
}

/** Whether a handler stores nothing but what may be there already, in its own calls or in those of the functions that it calls: a setting, and no new resource. */
export function onlyUpserts(response: Response, model: Model): boolean {
  const { upserts, creates } = writesBefore(response, model.file, getProvenances(model), false);
  return upserts && !creates;
}
