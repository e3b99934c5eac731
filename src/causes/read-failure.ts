import type { TSESTree } from '@typescript-eslint/utils';

import { NAME_OR_CODE } from '../knowledge/shapes/errors.ts';
import { holds } from '../syntax/descendants.ts';
import type { Frame } from '../model/definitions/frame.ts';
import type { Resolver } from '../model/definitions/resolver.ts';
import type { Response } from '../model/responses/response.ts';
import { isFunction, isWithin } from '../syntax/functions.ts';
import { lastStatement } from '../syntax/last-statement.ts';
import { propertyName, unwrap } from '../syntax/unwrap.ts';
import { isHolding, type Condition } from './context/conditions.ts';
import { found, MIXED, NEUTRAL, type Evidence, type Reading } from './context/evidence.ts';
import type { GuardContext } from './context/question.ts';
import type { Arrivals, Failure } from './failures/arrivals.ts';
import type { CatchPlace } from './failures/catch-place.ts';
import { readCatch } from './failures/catch.ts';
import { inspectsError, saysWhatItIs } from './failures/inspection.ts';
import { readSet, readUndivided } from './failures/set.ts';
import { readStatedThrows } from './failures/stated-throws.ts';
import { mentions, readCondition, speaksAgainst } from './guards/condition.ts';
import { asksForForm } from './guards/representation.ts';
import type { Provenances } from './provenance/provenance.ts';

/** A failure that a response reports, or that arises at a site, and what it is read with. */
export interface FailureQuestion {
  readonly response: Response;
  /** The conditions that hold there, innermost first. */
  readonly conditions: readonly Condition[];
  /** The catch that it stands in. */
  readonly place: CatchPlace | null;
  readonly contextAt: (index: number) => GuardContext;
  readonly provenances: Provenances;
  readonly frame: Frame;
  /** What names stand for; null where no file is read. */
  readonly definitions: Resolver | null;
  readonly arrivals: Arrivals | null;
  /** Who is told which reader spoke. */
  readonly listen?: GuardContext['listen'];
}

/**
 * The rule of combination. From the innermost condition outwards: what says nothing of a failure is passed over; the first that does decides; one that mixes
 * causes, or that this plugin cannot read, ends the search. A catch is read when no condition inside it decided, and what its error is before what it is called.
 */
export function readFailure(question: FailureQuestion): Reading {
  const { response, conditions, place, contextAt, provenances } = question;
  const told = place && readTold(place, question);
  // `if (activeOperation) throw …` is sent because of that, whatever an exit before it let pass.
  let isHeldByOther = false;
  for (const [index, condition] of conditions.entries()) {
    if (place && !isWithin(condition.node, place)) break;
    if (isHeldByOther && !isHolding(condition, response)) continue;
    const context = contextAt(index);
    const reading = readCondition(condition, context);
    if (told?.by.has(condition)) return found(inAgreement(told.evidence, reading));
    const outer = conditions.slice(index + 1);
    // if (found) { if (found.retired) return revive(); return res.status(400)… }: what holds the response speaks of the record, not its state.
    if (mayBeOfState(reading) && isOfEnclosed(condition, outer, response, provenances)) continue;
    if (reading.is === 'evidence')
      return isRefuted(reading.evidence, condition, outer, response, context) ? MIXED : reading;
    if (condition.isOfLoop) continue;
    if (isUnreadable(reading, condition, question)) {
      // A guard that let the response pass, `if (x) return …; res.json()`, says less than one that encloses it.
      if (place === null || isHolding(condition, response)) return MIXED;
      break;
    }
    const error = callbackError(condition, provenances);
    if (error) return readCallback(error, condition, question);
    if (isHeldFor(condition, response, provenances)) isHeldByOther = true;
  }
  return place ? readPlace(place, question) : NEUTRAL;
}

/** Whether a response is sent because of a condition that asks for more than the form of the answer. */
function isHeldFor(condition: Condition, response: Response, provenances: Provenances): boolean {
  return !condition.alternatives.some(guard => asksForForm(guard, provenances)) && isHolding(condition, response);
}

/** Whether what a condition says cannot be told. */
function isUnreadable(reading: Reading, condition: Condition, question: FailureQuestion): boolean {
  return reading.is === 'mixed' || (reading.is === 'neutral' && asksForKnownCaller(condition, question));
}

/** Whether a response is sent where there is no caller, `if (!req.user) return …`, and one is known all the same: the test only narrows a type, and what stands around it says nothing of what is sent there. */
function asksForKnownCaller(condition: Condition, { response, provenances }: FailureQuestion): boolean {
  const [guard, other] = condition.alternatives;
  return (
    guard !== undefined &&
    other === undefined &&
    !guard.holds &&
    guard.test.type !== 'SwitchCase' &&
    isHolding(condition, response) &&
    provenances.of(guard.test).is === 'principal'
  );
}

/** Whether what a condition says may be the state of a record: a conflict, or what mixes causes. */
function mayBeOfState(reading: Reading): boolean {
  return reading.is === 'mixed' || (reading.is === 'evidence' && reading.evidence.cause === 'conflict');
}

/** Whether what a condition says is no cause of the response: a `throw` refused it before, or a condition further out speaks against it. */
function isRefuted(
  evidence: Evidence,
  condition: Condition,
  outer: readonly Condition[],
  response: Response,
  context: GuardContext,
): boolean {
  return (
    (!isHolding(condition, response) && isLeftByThrow(condition)) || speaksAgainst(evidence, condition, outer, context)
  );
}

/** Whether a condition that let the response pass asks more of a record that another one around the response asks for. */
function isOfEnclosed(
  condition: Condition,
  outer: readonly Condition[],
  response: Response,
  provenances: Provenances,
): boolean {
  return (
    !isHolding(condition, response) &&
    outer.some(other => {
      const [guard, second] = other.alternatives;
      if (!guard || second || guard.test.type === 'SwitchCase' || !isHolding(other, response)) return false;
      const record = provenances.of(guard.test);
      return record.is === 'lookup' && record.attribute === null && mentions(condition.node, guard.test, provenances);
    })
  );
}

/** What the conditions in a catch tell of the error, by the errors that may come there. */
interface Told {
  readonly evidence: Evidence;
  readonly by: ReadonlySet<Condition>;
}

/** Reads a catch that tells its errors apart, by the errors themselves: null where none that is known surely passes, or one that does cannot be read. */
function readTold(place: CatchPlace, { conditions, arrivals, frame, response }: FailureQuestion): Told | null {
  const inside = conditions.filter(({ node }) => isWithin(node, place));
  const arrived = inside.length > 0 ? (arrivals?.at(place, frame, response) ?? []) : [];
  if (!arrivals || arrived.length === 0) return null;
  const passes = (failure: Failure, condition: Condition): boolean | null =>
    arrivals.lets(failure, condition, place, frame);
  const by = new Set(
    inside.filter(
      condition =>
        condition.alternatives.every(guard => saysWhatItIs(guard)) &&
        arrived.some(one => passes(one, condition) === true),
    ),
  );
  if (by.size === 0) return null;
  const passing = arrived.filter(failure => inside.every(condition => passes(failure, condition) !== false));
  if (!passing.some(failure => [...by].every(condition => passes(failure, condition) === true))) return null;
  const evidences = passing.map(({ evidence }) => evidence);
  if (evidences.includes(null)) return null;
  const reading = readSet(evidences as readonly Evidence[]);
  return reading.is === 'evidence' ? { evidence: into(place, reading.evidence, frame), by } : null;
}

/** What travelled to a catch, with the catch at the end of its way. */
function into(place: CatchPlace, evidence: Evidence, { file }: Frame): Evidence {
  return evidence.way
    ? { ...evidence, way: [...evidence.way, { file, node: place, says: 'the error is caught here' }] }
    : evidence;
}

/** What the errors themselves say, made surer by what they are called where that is the same. */
function inAgreement(told: Evidence, called: Reading): Evidence {
  if (called.is !== 'evidence' || called.evidence.cause !== told.cause) return told;
  const { accepts = [], isStrong } = called.evidence;
  return {
    ...told,
    isStrong: told.isStrong || isStrong,
    accepts: (told.accepts ?? []).filter(code => accepts.includes(code)),
  };
}

/** Reads the response of a catch that no condition in it explains. */
function readPlace(place: CatchPlace, question: FailureQuestion): Reading {
  const { response, conditions, provenances, frame, arrivals } = question;
  const { file } = frame;
  const inside = conditions.filter(({ node }) => isWithin(node, place));
  if (inspectsError(place, inside, response, question)) return MIXED;
  const reading =
    readStatedThrows(place, file, provenances) ?? readCatch(place, response, file, provenances, question.listen);
  const arrived = arrivals?.at(place, frame, response) ?? [];
  const remaining = arrived.filter(failure =>
    inside.every(condition => arrivals?.lets(failure, condition, place, frame) !== false),
  );
  const undivided = readUndivided(
    remaining.map(({ evidence }) => evidence),
    reading,
  );
  if (undivided) return undivided.is === 'evidence' ? found(into(place, undivided.evidence, frame)) : undivided;
  // The errors of a verification are told from the rest before: the rest says nothing of the credential.
  const isRest = inside.some(({ alternatives }) =>
    alternatives.some(
      ({ holds: isTrue, test }) =>
        !isTrue && test.type !== 'SwitchCase' && holds(test, file.sourceCode.visitorKeys, tellsErrors),
    ),
  );
  return reading.is === 'evidence' && !(isRest && reading.evidence.cause === 'unauthenticated') ? reading : MIXED;
}

/** `error instanceof X`, `error.name`, `error.code` */
function tellsErrors(node: TSESTree.Node): boolean {
  return (
    (node.type === 'BinaryExpression' && node.operator === 'instanceof') ||
    (node.type === 'MemberExpression' && NAME_OR_CODE.has(propertyName(node)))
  );
}

const THIS_ERROR = 'this error';

/** Reads what follows the error of a callback, `if (err) return res.status(400).end()`. */
function readCallback(
  error: CatchPlace,
  condition: Condition,
  { response, conditions, provenances, frame: { file }, definitions, listen }: FailureQuestion,
): Reading {
  if (inspectsError(error, conditions, response, { frame: { file }, definitions })) return MIXED;
  const caught = readStatedThrows(error, file, provenances) ?? readCatch(error, response, file, provenances, listen);
  if (caught.is !== 'evidence') return MIXED;
  const text = `\`${file.code(condition.node).slice(0, 40)}\``;
  const { reads } = caught.evidence;
  return found({
    ...caught.evidence,
    by: 'callback',
    reads: reads.startsWith(THIS_ERROR) ? text + reads.slice(THIS_ERROR.length) : reads,
  });
}

/** What a test is made of. */
const OF_TEST: ReadonlySet<string> = new Set([
  'LogicalExpression',
  'UnaryExpression',
  'BinaryExpression',
  'AwaitExpression',
  'ChainExpression',
]);

/** Whether what a condition would have said otherwise was refused by a `throw` of its own: `if (TAKEN.includes(name)) throw new Taken(); throw new NotYet();` sends the second whatever the name is. The rest of an `if` that holds the response is its own. */
function isLeftByThrow({ node }: Condition): boolean {
  let inner: TSESTree.Node = node;
  while (inner.parent && OF_TEST.has(inner.parent.type)) inner = inner.parent;
  const test = inner.parent;
  return (
    test?.type === 'IfStatement' && test.test === inner && lastStatement(test.consequent)?.type === 'ThrowStatement'
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
