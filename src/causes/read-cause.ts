import type { TSESTree } from '@typescript-eslint/utils';

import { findFailurePayloads } from '../facts/content/failure-payload.ts';
import type { CauseName } from '../knowledge/cause-table.ts';
import type { Handler } from '../model/handlers/handler.ts';
import { statusOfResponderName } from '../model/interpreter/responder-name.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { isFunction, isWithin } from '../syntax/functions.ts';
import { lastStatement } from '../syntax/last-statement.ts';
import { unwrap } from '../syntax/unwrap.ts';
import { isAuthenticated, provesCaller, refusesBefore } from './context/authentication.ts';
import { conditionsOfCaller } from './context/callers.ts';
import { conditionsOf, encloses, type Condition } from './context/conditions.ts';
import type { Evidence } from './context/evidence.ts';
import { isLeftWell } from './context/left-behind.ts';
import { purposeOf } from './context/purpose.ts';
import type { GuardContext } from './context/question.ts';
import { findCatchPlace } from './failures/catch-place.ts';
import { readCatch, triedBefore } from './failures/catch.ts';
import { readErrorMapper } from './failures/error.ts';
import { inspectsError } from './failures/inspection.ts';
import { readLimiterHandler } from './failures/limiters.ts';
import { readSaid } from './failures/text.ts';
import { readUnavailable } from './failures/unavailable.ts';
import { mentions, readCondition, speaksAgainst } from './guards/condition.ts';
import { asksForForm } from './guards/representation.ts';
import { readRedirect } from './outcomes/redirect.ts';
import { readFallback } from './outcomes/registration.ts';
import { readSuccess } from './outcomes/success.ts';
import { Provenances } from './provenance/provenance.ts';

const provenancesOf = new WeakMap<Model, Provenances>();

/** Gets the provenances of a file, made once. */
function getProvenances(model: Model): Provenances {
  let provenances = provenancesOf.get(model);
  if (!provenances)
    provenancesOf.set(
      model,
      (provenances = new Provenances(
        model.file,
        model.handlers.map(({ handler }) => handler),
        model.findCalls,
        model.definitions?.locator ?? null,
      )),
    );
  return provenances;
}

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

/** The statuses that send a client elsewhere. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** The rule of combination. From the innermost condition outwards: what says nothing of a failure is passed over; the first that does decides; one that mixes causes, or that this plugin cannot read, ends the search. A catch is read when no condition inside it decided. */
function combine(response: Response, model: Model, outcome: Outcome | null): Evidence | null {
  const codes = codesOf(response, outcome);
  const isFailure =
    codes.some(code => code >= 400) || findFailurePayloads(response, model.file, model.definitions).length > 0;
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
  if (codes.length > 0 && codes.every(code => REDIRECTS.has(code)))
    return readRedirect(response, codes, { model, provenances, purpose, conditions });
  const unavailable = readUnavailable(response, { file, provenances, conditions, place });
  if (unavailable) return unavailable;
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
    isLeftWell: at => isLeftWell(at, response, model, provenances),
  });
  if (!isFailure && response.status.outcomes.length > 0) {
    const success = readSuccess(response, model, provenances, purpose);
    // if (!record) return res.status(200).end(): nothing was there to be changed.
    return success?.cause === 'success-updated' &&
      conditions.some(condition => isEnclosing(condition, response) && asksForMissing(condition, provenances))
      ? null
      : success;
  }
  // `if (activeOperation) throw …` is sent because of that, whatever an exit before it let pass.
  let isHeldByOther = false;
  const limiter = readLimiterHandler(response, model);
  for (const [index, condition] of conditions.entries()) {
    if (place && !isWithin(condition.node, place)) break;
    if (isHeldByOther && !isEnclosing(condition, response)) continue;
    const context = contextAt(index);
    const reading = readCondition(condition, context);
    if (reading.is === 'evidence' && !isEnclosing(condition, response) && isLeftByThrow(condition)) return limiter;
    // if (found) { if (found.retired) return revive(); return res.status(400)… }: what holds the response speaks of the record, not its state.
    if (
      (reading.is === 'mixed' || (reading.is === 'evidence' && reading.evidence.cause === 'conflict')) &&
      isOfEnclosed(condition, conditions.slice(index + 1), response, provenances)
    )
      continue;
    if (reading.is === 'evidence')
      return speaksAgainst(reading.evidence, condition, conditions.slice(index + 1), context) ? null : reading.evidence;
    if (condition.isOfLoop) continue;
    if (reading.is === 'mixed') {
      // A guard that let the response pass, `if (x) return …; res.json()`, says less than one that encloses it.
      if (place === null || isEnclosing(condition, response)) return limiter;
      break;
    }
    const error = callbackError(condition, provenances);
    if (error) {
      if (inspectsError(error, conditions, response, model)) return null;
      const caught = readCatch(error, response, file, provenances);
      return caught.is === 'evidence'
        ? {
            ...caught.evidence,
            by: 'callback',
            reads: caught.evidence.reads.replace(/^this error/, text(condition.node, model)),
          }
        : null;
    }
    if (!condition.alternatives.some(guard => asksForForm(guard, provenances)) && isEnclosing(condition, response))
      isHeldByOther = true;
  }
  if (place) {
    const inside = conditions.filter(({ node }) => isWithin(node, place));
    if (inspectsError(place, inside, response, model)) return null;
    const reading = readCatch(place, response, file, provenances);
    // The errors of a verification are told from the rest before: the rest says nothing of the credential.
    const isRest = inside.some(({ alternatives }) =>
      alternatives.some(
        ({ holds, test }) =>
          !holds && test.type !== 'SwitchCase' && /\binstanceof\b|\.name\b|\.code\b/.test(file.code(test)),
      ),
    );
    return reading.is === 'evidence' && !(isRest && reading.evidence.cause === 'unauthenticated')
      ? reading.evidence
      : null;
  }
  return limiter ?? (conditions.length === 0 ? readFallback(response, model) : null);
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

/** What a responder is for whose name says a status. */
const CAUSE_OF_STATUS: Readonly<Record<number, CauseName>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  422: 'invalid',
  429: 'rate-limited',
  500: 'unexpected',
};

function text(node: TSESTree.Node, { file }: Model): string {
  return `\`${file.code(node).slice(0, 40)}\``;
}

/** Whether a condition holds where a record was looked for and is not there. */
function asksForMissing({ alternatives: [guard, other] }: Condition, provenances: Provenances): boolean {
  if (!guard || other || guard.test.type === 'SwitchCase') return false;
  const test = unwrap(guard.test);
  const isNull =
    test.type === 'BinaryExpression' &&
    /^[!=]==?$/.test(test.operator) &&
    test.right.type === 'Literal' &&
    test.right.value === null;
  const found = provenances.of(isNull ? test.left : test);
  return (
    found.is === 'lookup' &&
    found.attribute === null &&
    (isNull ? test.operator.startsWith('=') === guard.holds : !guard.holds)
  );
}

/** Whether what a condition would have said otherwise was refused by a `throw` of its own: `if (TAKEN.includes(name)) throw new Taken(); throw new NotYet();` sends the second whatever the name is. The rest of an `if` that holds the response is its own. */
function isLeftByThrow({ node }: Condition): boolean {
  let inner: TSESTree.Node = node;
  while (inner.parent && /^(?:Logical|Unary|Binary|Await|Chain)Expression$/.test(inner.parent.type))
    inner = inner.parent;
  const test = inner.parent;
  return (
    test?.type === 'IfStatement' && test.test === inner && lastStatement(test.consequent)?.type === 'ThrowStatement'
  );
}

/** Whether a condition's `if` holds the response, rather than having let control pass to it. */
function isEnclosing({ node, site }: Condition, response: Response): boolean {
  if (encloses(node, site ?? response.node)) return true;
  let inner: TSESTree.Node = site ?? response.node;
  for (let outer = inner.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'LogicalExpression' && inner === outer.right && isWithin(node, outer.left)) return true;
    if (outer.type === 'SwitchCase' && node === outer) return true;
  }
  return false;
}

/** Whether a condition that let the response pass asks more of a record that another one around the response asks for. */
function isOfEnclosed(
  condition: Condition,
  outer: readonly Condition[],
  response: Response,
  provenances: Provenances,
): boolean {
  return (
    !isEnclosing(condition, response) &&
    outer.some(other => {
      const [guard, second] = other.alternatives;
      if (!guard || second || guard.test.type === 'SwitchCase' || !isEnclosing(other, response)) return false;
      const record = provenances.of(guard.test);
      return record.is === 'lookup' && record.attribute === null && mentions(condition.node, guard.test, provenances);
    })
  );
}

/** The callback whose error a condition tests: `if (err)` in `(err, user) => …`. */
function callbackError({ alternatives }: Condition, provenances: Provenances) {
  const [guard] = alternatives;
  if (alternatives.length !== 1 || !guard?.holds || guard.test.type === 'SwitchCase') return null;
  const test = unwrap(guard.test);
  // `'body' in err` and `err instanceof X` ask more than whether there is an error.
  if (test.type === 'BinaryExpression' && (test.operator === 'in' || test.operator === 'instanceof')) return null;
  const provenance = provenances.of(test);
  return provenance.is === 'error' && provenance.attribute === null && isFunction(provenance.from)
    ? provenance.from
    : null;
}

/** Whether what a catch place follows has a part in it that verifies a credential, for rules that leave 401 and 403 alone there. */
export function catchVerifiesCredential(response: Response, model: Model): boolean {
  const place = findCatchPlace(response.node);
  return place !== null && triedBefore(place, model.file, getProvenances(model)).verifiesCredential;
}
