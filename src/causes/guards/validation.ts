import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import { triedBefore } from '../failures/catch.ts';
import { found, MIXED, NEUTRAL, type Evidence, type Reading } from '../context/evidence.ts';
import type { Provenances } from '../provenance/provenance.ts';
import type { Provenance, Source } from '../provenance/kinds.ts';
import { celebratedParts, partNamed } from '../provenance/validated-parts.ts';

/** Reads a schema's verdict that is tested for truth. */
export function readVerdict(verdict: Extract<Provenance, { is: 'verdict' }>, isTrue: boolean, at: TSESTree.Node, text: string): Reading {
  const { attribute } = verdict;
  // const [error] = validate(req.body, User), of superstruct
  const isWhole = attribute === null || attribute === '0';
  const failed = isWhole ? /error|issues?|invalid/i.test(text) === isTrue && !(/isValid|valid\b|validate/i.test(text) && isTrue)
    : /^(?:success|valid|isValid|ok)$/.test(attribute) ? !isTrue : /^(?:error|errors|issues|details|isEmpty|fails|failed)/.test(attribute) ? isTrue : null;
  if (failed === null) return MIXED;
  return failed ? verdictOver(verdict, at, text) : NEUTRAL;
}

/** What a failed validation of these parts of the request is: of the body alone, of others, or of both. */
export function verdictOver({ over, asksForTypesOnly }: Extract<Provenance, { is: 'verdict' }>, at: TSESTree.Node, text: string): Reading {
  const reading = readParts(over, at, parts => `\`${text}\` is a schema's verdict on the ${parts}`, 'validator');
  // z.object({ token: z.string() }) refuses a token that is missing.
  return asksForTypesOnly && reading.is === 'evidence' ? found({ ...reading.evidence, accepts: [...reading.evidence.accepts ?? [], 400] }) : reading;
}

/** What tells of what is stored: no schema knows that. */
const OF_NO_SCHEMA = [409] as const;

function readParts(over: ReadonlySet<Source>, node: TSESTree.Node, reads: (parts: string) => string, by: Evidence['by']): Reading {
  if (over.size === 1 && over.has('body')) return found({ cause: 'invalid', isStrong: true, node, reads: reads('body'), by, ...(by === 'validator' && { flags: OF_NO_SCHEMA }) });
  if (over.has('body') || over.size === 0) return MIXED;
  return found({ cause: 'malformed', isStrong: true, node, reads: reads([...over].map(part => (part === 'param' ? 'path' : part)).join(' and ')), by, ...(over.has('param') && { accepts: [404] }) });
}

/** Names of errors whose origin may be any part of a request, unlike those of a model that is saved. */
export const SCHEMA_ERROR = /^(?:ZodError|ValiError|StructError)$/;

/** Reads an error known to be one of validation, by its class or name: what was tried tells over which part. */
export function readValidationError(name: string, evidence: Evidence, error: Extract<Provenance, { is: 'error' }>, file: File, provenances: Provenances): Reading {
  const { from } = error;
  const method = from.type !== 'CatchClause' && from.parent.type === 'CallExpression' ? methodCall(from.parent)?.name : null;
  const parts = from.type === 'CatchClause' || method === 'catch' || method === 'then' ? triedBefore(from, file, provenances).validates : null;
  if (parts) return readParts(parts, evidence.node, () => evidence.reads, 'error-code');
  return found({ ...evidence, isStrong: evidence.isStrong && !SCHEMA_ERROR.test(name) });
}

/** `error.validationContext === 'body'` of Fastify: which part of the request its schema refused; null for other comparisons. */
export function readValidationContext(attribute: string, value: string | null, equals: boolean, at: TSESTree.Node, text: string): Reading | null {
  if (!/(?:^|\.)validationContext$/.test(attribute)) return null;
  const part = value === null ? null : partNamed(value);
  if (!part) return MIXED;
  if (equals) return readParts(new Set([part]), at, name => `\`${text}\` says that the ${name} failed its schema`, 'validator');
  return part === 'body' ? readParts(new Set<Source>(['query', 'param']), at, () => `\`${text}\` says that another part than the body failed its schema`, 'validator') : NEUTRAL;
}

/** `isCelebrateError(err)`, and `err.details.has('body')` beside it; null for other calls. */
export function readCelebrate(name: string, object: Provenance | null, argument: string | null, at: TSESTree.Node, text: string, file: File): Reading | null {
  const reads = (part: string): string => `\`${text}\` says that the ${part} failed its schema`;
  if (name === 'isCelebrateError' || name === 'isCelebrate') {
    const parts = celebratedParts(file);
    return parts ? readParts(parts, at, reads, 'validator') : MIXED;
  }
  if (object?.is !== 'error' || object.attribute !== 'details' || argument === null || !/^(?:has|get)$/.test(name)) return null;
  const part = partNamed(argument);
  return part ? readParts(new Set([part]), at, reads, 'validator') : MIXED;
}

/** Where validators say which of their rules a value broke: joi's and zod's `details[0].type`, `issues[0].code`, ajv's `errors[0].keyword`, mongoose's `errors.name.kind`. */
const BROKEN_RULE = /\b(?:errors|details|issues|validation)\b.*\.(?:keyword|type|code|kind|validatorKey|received)$/s;

/** What of them means that a field was missing or of another type. */
const MISSING_OR_TYPE = /(?:^|\.)required$|\.base$|^(?:invalid_type|type|is_null|undefined)$/;

/** Reads a comparison of the rule that was broken with one that says presence or type; null for other comparisons. */
export function readBrokenRule(text: string, value: string | null, equals: boolean, node: TSESTree.Node, shown: string): Reading | null {
  if (value === null || !BROKEN_RULE.test(text) || !MISSING_OR_TYPE.test(value)) return null;
  return equals ? found({ cause: 'malformed', isStrong: true, node, reads: `\`${shown}\` says that a field is missing or of another type`, by: 'validator' }) : NEUTRAL;
}
