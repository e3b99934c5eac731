import type { TSESTree } from '@typescript-eslint/utils';

import { IN } from '../../knowledge/contexts.ts';
import type { File } from '../../model/definitions/file.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import { readParts } from '../failures/validation-errors.ts';
import type { Provenance } from '../provenance/kinds.ts';
import { celebratedParts, partNamed } from '../provenance/validated-parts.ts';

/** Reads a schema's verdict that is tested for truth. */
export function readVerdict(
  verdict: Extract<Provenance, { is: 'verdict' }>,
  isTrue: boolean,
  at: TSESTree.Node,
  text: string,
): Reading {
  const { attribute, isWrongIf } = verdict;
  if (isWrongIf !== undefined && attribute === null)
    return isWrongIf === isTrue ? verdictOver(verdict, at, text) : NEUTRAL;
  // const [error] = validate(req.body, User), of superstruct
  const isWhole = attribute === null || attribute === '0';
  const failed = isWhole
    ? /error|issues?|invalid/i.test(text) === isTrue && !(/isValid|valid\b|validate/i.test(text) && isTrue)
    : /^(?:success|valid|isValid|ok)$/.test(attribute)
      ? !isTrue
      : /^(?:error|errors|issues|details|isEmpty|fails|failed)/.test(attribute)
        ? isTrue
        : null;
  if (failed === null) return MIXED;
  return failed ? verdictOver(verdict, at, text) : NEUTRAL;
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
export function readCelebrate(
  name: string,
  object: Provenance | null,
  argument: string | null,
  at: TSESTree.Node,
  text: string,
  file: File,
): Reading | null {
  const reads = (part: string): string => `\`${text}\` says that the ${part} failed its schema`;
  if (name === 'isCelebrateError' || name === 'isCelebrate') {
    const parts = celebratedParts(file);
    return parts ? readParts(parts, at, reads, 'validator') : MIXED;
  }
  if (object?.is !== 'error' || object.attribute !== 'details' || argument === null || !/^(?:has|get)$/.test(name))
    return null;
  const part = partNamed(argument);
  return part ? readParts(new Set([part]), at, reads, 'validator') : MIXED;
}

/** Where validators say which of their rules a value broke: joi's and zod's `details[0].type`, `issues[0].code`, ajv's `errors[0].keyword`, mongoose's `errors.name.kind`. */
const BROKEN_RULE = /\b(?:errors|details|issues|validation)\b.*\.(?:keyword|type|code|kind|validatorKey|received)$/s;

/** What of them means that a field was missing or of another type. */
const MISSING_OR_TYPE = /(?:^|\.)required$|\.base$|^(?:invalid_type|type|is_null|undefined)$/;

/** Reads a comparison of the rule that was broken with one that says presence or type; null for other comparisons. */
export function readBrokenRule(
  text: string,
  value: string | null,
  equals: boolean,
  node: TSESTree.Node,
  shown: string,
): Reading | null {
  if (value === null || !BROKEN_RULE.test(text) || !MISSING_OR_TYPE.test(value)) return null;
  return equals
    ? found({
        cause: 'malformed',
        isStrong: true,
        node,
        reads: `\`${shown}\` says that a field is missing or of another type`,
        by: 'validator',
      })
    : NEUTRAL;
}
