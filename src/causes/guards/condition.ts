import type { TSESTree } from '@typescript-eslint/utils';

import { childExpressions } from '../../syntax/child-expressions.ts';
import { LENGTH, LENGTH_OF_LIST } from '../../knowledge/shapes/lookups.ts';
import { OF_OWNER } from '../../knowledge/shapes/permissions.ts';
import { descendants, holds } from '../../syntax/descendants.ts';
import { saysAny } from '../../syntax/words.ts';
import { CAUSES } from '../../knowledge/cause-table.ts';
import { IN } from '../../knowledge/contexts.ts';
import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { conjunctionOf, type Condition } from '../context/conditions.ts';
import { agree, found, MIXED, NEUTRAL, type Evidence, type Reading } from '../context/evidence.ts';
import { homeOf, type GuardContext } from '../context/question.ts';
import { readGuard } from './guard.ts';

/** Reads a condition, its alternatives joined: what all of them speak for, or what one of them does where the others add nothing. */
export function readCondition({ alternatives }: Condition, context: GuardContext): Reading {
  if (alternatives.length === 1) return alternatives[0] ? readGuard(alternatives[0], context) : NEUTRAL;
  const readings = alternatives.map(guard => readGuard(guard, context));
  // `!token || token === 'null'`: parts that say nothing of their own go with the others; nor does `!req.user || …` where the caller is known.
  const saying = readings.filter(reading => reading.is !== 'neutral');
  const others = context.callerIsKnown
    ? saying.filter(reading => reading.is !== 'evidence' || reading.evidence.cause !== 'unauthenticated')
    : saying;
  const telling = others.length > 0 ? others : saying;
  if (telling.length === 0) return NEUTRAL;
  const joined = agree(telling);
  if (joined.is === 'evidence') return joined;
  const evidences = telling.map(reading => (reading.is === 'evidence' ? reading.evidence : null));
  // `!req.user || req.user.role !== 'admin'`: what is fine for neither is wrong for both.
  const denied = evidences.find(evidence => evidence?.cause === 'forbidden');
  if (
    denied &&
    telling.length === alternatives.length &&
    evidences.every(
      evidence => evidence?.isStrong && (evidence.cause === 'unauthenticated' || evidence.cause === 'forbidden'),
    )
  ) {
    return found({
      ...denied,
      accepts: [...evidences.flatMap(evidence => evidence?.accepts ?? []), ...IN.callerMayBeMissing.accepts],
      isProven: false,
    });
  }
  // `!post || post.author !== req.user.id`, `!post || !post.comments.length`: 404 is right for one part and hides the other.
  const missing = evidences.find(
    evidence =>
      evidence?.cause === 'not-found' &&
      evidence.isStrong &&
      !holds(evidence.node, context.file.sourceCode.visitorKeys, readsLength),
  );
  if (missing && alternatives.every((guard, index) => isOfMissing(guard, readings[index], missing, context)))
    return found({ ...missing, accepts: [...(missing.accepts ?? []), ...IN.missingAndMore.accepts] });
  // Presence and value of body fields checked in one condition: 400 and 422 are both fine.
  const invalid = evidences.find(evidence => evidence?.cause === 'invalid');
  return invalid && evidences.every(evidence => evidence?.cause === 'invalid' || evidence?.cause === 'malformed')
    ? found({ ...invalid, isStrong: false })
    : MIXED;
}

/** Whether the other half of the same test, `!account && !items`, speaks of another failure. */
export function speaksAgainst(
  { cause }: Evidence,
  { node }: Condition,
  outer: readonly Condition[],
  context: GuardContext,
): boolean {
  const whole = conjunctionOf(node);
  return (
    whole !== null &&
    outer.some(other => {
      if (conjunctionOf(other.node) !== whole) return false;
      const reading = readCondition(other, context);
      if (reading.is !== 'evidence') return cause === 'invalid' && isOfOther(other.node, node, context);
      if (reading.evidence.cause === cause) return false;
      // found && found.owner !== user.id: whose the record is that was found, and no duplicate.
      if (reading.evidence.cause === 'conflict') return !mentions(node, other.node, context);
      // error && error.details[0].type === 'any.required' tells more of the same failure; queryError && bodyError are two.
      return (
        ![reading.evidence.cause, cause].every(one => one === 'invalid' || one === 'malformed') ||
        !mentions(node, other.node, context)
      );
    })
  );
}

/**
 * Whether half of a test, beside one of a value of the body, reads nothing of the request, and the answer is none for what a client has written wrong:
 * `!plan.hasRoles && role !== 'admin'` answered 403.
 */
function isOfOther(half: TSESTree.Node, node: TSESTree.Node, context: GuardContext): boolean {
  const { provenances, response } = homeOf(context);
  const { codes } = response.status;
  return (
    codes !== null &&
    !codes.some(code => code === CAUSES.malformed?.right) &&
    !mentions(half, node, context) &&
    provenances.sourcesIn(half).size === 0
  );
}

/** Whether a test reads the record that another one found: not so `found && user.role !== 'admin'`. */
export function mentions(test: TSESTree.Node, found: TSESTree.Node, { file }: Pick<GuardContext, 'file'>): boolean {
  const records = variablesIn(found, file);
  return [...variablesIn(test, file)].some(variable => records.has(variable));
}

/** The variables that an expression reads. */
function variablesIn(node: TSESTree.Node, file: File): ReadonlySet<Variable> {
  const value = unwrapAwait(node);
  const variable = value.type === 'Identifier' ? file.bindings.variableOf(value) : null;
  return new Set([
    ...(variable ? [variable] : []),
    ...childExpressions(value).flatMap(child => [...variablesIn(child, file)]),
  ]);
}

/** Whether a part of a disjunction asks whether the record is there that another part found missing, whose it is, or whether it holds anything; not in which state it is. */
function isOfMissing({ test }: Guard, reading: Reading | undefined, missing: Evidence, context: GuardContext): boolean {
  if (test.type === 'SwitchCase' || !concerns(test, missing.node, context)) return false;
  if (reading?.is === 'evidence') {
    const { cause } = reading.evidence;
    return cause === 'not-found' || cause === 'forbidden';
  }
  const atom = unwrap(test);
  return (
    atom.type === 'Identifier' ||
    atom.type === 'MemberExpression' ||
    (atom.type === 'BinaryExpression' &&
      (saysAny(test, OF_OWNER, context.file) || saysAny(test, LENGTH_OF_LIST, context.file)))
  );
}

/** Whether a test names the record that another one found missing. */
function concerns(test: TSESTree.Node, missing: TSESTree.Node, { file }: GuardContext): boolean {
  const { visitorKeys } = file.sourceCode;
  const name = [...descendants(missing, visitorKeys)].find(node => node.type === 'Identifier')?.name;
  return (
    name !== undefined &&
    holds(test, visitorKeys, node => node.type === 'Identifier' && node.name === name && !isMemberName(node))
  );
}

/** Whether an identifier is the name of a member, `owner` of `post.owner`. */
function isMemberName({ parent, range }: TSESTree.Identifier): boolean {
  return parent.type === 'MemberExpression' && !parent.computed && parent.property.range[0] === range[0];
}

/** `found.length`, `result.rowCount`. */
function readsLength(node: TSESTree.Node): boolean {
  return node.type === 'MemberExpression' && LENGTH.has(propertyName(node));
}
