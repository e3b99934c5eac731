import type { TSESTree } from '@typescript-eslint/utils';

import {
  ASKS_FOR_PART,
  BROKEN_RULE,
  BROKEN_RULES,
  MISSING_OR_TYPE,
  SAYS_ERRORS,
  SAYS_RIGHT,
  SAYS_VALID,
  SAYS_WRONG,
} from '../../knowledge/shapes/validation.ts';
import { saysAny } from '../../syntax/words.ts';
import { IN } from '../../knowledge/contexts.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import { short, type GuardContext } from '../context/question.ts';
import { calleeName, methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { readParts } from '../failures/validation-errors.ts';
import type { Provenance } from '../provenance/kinds.ts';
import { celebratedParts, partNamed } from '../provenance/validated-parts.ts';

/** Reads a schema's verdict that is tested for truth. */
export function readVerdict(
  verdict: Extract<Provenance, { is: 'verdict' }>,
  isTrue: boolean,
  at: TSESTree.Node,
  value: TSESTree.Node,
  context: GuardContext,
): Reading {
  const { attribute, isWrongIf, isHandedOn } = verdict;
  if (isWrongIf !== undefined && attribute === null)
    return isWrongIf === isTrue ? verdictOver(verdict, at, short(value, context)) : NEUTRAL;
  if (isHandedOn && attribute === null) return MIXED;
  const { file } = context;
  // const [error] = validate(req.body, User), of superstruct
  const isWhole = attribute === null || attribute === '0';
  const failed = isWhole
    ? saysAny(value, SAYS_WRONG, file) === isTrue && !(saysAny(value, SAYS_RIGHT, file) && isTrue)
    : SAYS_VALID.has(attribute)
      ? !isTrue
      : SAYS_ERRORS.has(attribute)
        ? isTrue
        : null;
  if (failed === null) return MIXED;
  return failed ? verdictOver(verdict, at, short(value, context)) : NEUTRAL;
}

/** What a failed validation of these parts of the request is: of the body alone, of others, or of both. */
export function verdictOver(
  { over, asksForTypesOnly }: Extract<Provenance, { is: 'verdict' }>,
  at: TSESTree.Node,
  text: string,
): Reading {
  const reading = readParts(over, at, parts => `\`${text}\` is a schema's verdict on the ${parts}`, 'validator');
  // z.object({ token: z.string() }) refuses a token that is missing.
  return asksForTypesOnly && reading.is === 'evidence'
    ? found({ ...reading.evidence, accepts: [...(reading.evidence.accepts ?? []), ...IN.schemaOfTypes.accepts] })
    : reading;
}

/** `isCelebrateError(err)`, and `err.details.has('body')` beside it; null for other calls. */
export function readCelebrate(call: TSESTree.CallExpression, at: TSESTree.Node, context: GuardContext): Reading | null {
  const { file, provenances } = context;
  const name = calleeName(call);
  const text = short(call, context);
  const reads = (part: string): string => `\`${text}\` says that the ${part} failed its schema`;
  if (name === 'isCelebrateError' || name === 'isCelebrate') {
    const parts = celebratedParts(file);
    return parts ? readParts(parts, at, reads, 'validator') : MIXED;
  }
  const method = ASKS_FOR_PART.has(name) ? methodCall(call) : null;
  const object = method && provenances.of(method.object);
  const argument = call.arguments[0] ? stringValue(call.arguments[0]) : null;
  if (object?.is !== 'error' || object.attribute !== 'details' || argument === null) return null;
  const part = partNamed(argument);
  return part ? readParts(new Set([part]), at, reads, 'validator') : MIXED;
}

/** Reads a comparison of the rule that was broken with one that says presence or type; null for other comparisons. */
export function readBrokenRule(
  told: TSESTree.Node,
  value: string | null,
  equals: boolean,
  node: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const member = unwrap(told);
  if (
    !MISSING_OR_TYPE.has(value) ||
    member.type !== 'MemberExpression' ||
    !BROKEN_RULE.has(propertyName(member)) ||
    !saysAny(member.object, BROKEN_RULES, context.file)
  )
    return null;
  return equals
    ? found({
        cause: 'malformed',
        isStrong: true,
        node,
        reads: `\`${short(told, context)}\` says that a field is missing or of another type`,
        by: 'validator',
      })
    : NEUTRAL;
}
