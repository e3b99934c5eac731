import type { TSESTree } from '@typescript-eslint/utils';

import { SCHEMA_ERROR, VALIDATION_CONTEXT } from '../../knowledge/shapes/errors.ts';
import { IN } from '../../knowledge/contexts.ts';
import type { File } from '../../model/definitions/file.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Evidence, type Reading } from '../context/evidence.ts';
import type { Provenance, RequestPart } from '../provenance/kinds.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { partNamed } from '../provenance/validated-parts.ts';
import { triedBefore } from './tried.ts';

export function readParts(
  over: ReadonlySet<RequestPart>,
  node: TSESTree.Node,
  reads: (parts: string) => string,
  by: Evidence['by'],
): Reading {
  if (over.size === 1 && over.has('body'))
    return found({
      cause: 'invalid',
      isStrong: true,
      node,
      reads: reads('body'),
      by,
      ...(by === 'validator' && IN.schema),
    });
  if (over.has('body') || over.size === 0) return MIXED;
  return found({
    cause: 'malformed',
    isStrong: true,
    node,
    reads: reads([...over].map(part => (part === 'param' ? 'path' : part)).join(' and ')),
    by,
    ...(over.has('param') && IN.schemaOverPath),
  });
}

/** Reads an error known to be one of validation, by its class or name: what was tried tells over which part. */
export function readValidationError(
  name: string,
  evidence: Evidence,
  error: Extract<Provenance, { is: 'error' }>,
  file: File,
  provenances: Provenances,
): Reading {
  const { from } = error;
  const method =
    from.type !== 'CatchClause' && from.parent.type === 'CallExpression' ? methodCall(from.parent)?.name : null;
  const parts =
    from.type === 'CatchClause' || method === 'catch' || method === 'then'
      ? triedBefore(from, file, provenances).validates
      : null;
  if (parts) return readParts(parts, evidence.node, () => evidence.reads, 'error-code');
  return found({ ...evidence, isStrong: evidence.isStrong && !SCHEMA_ERROR.has(name) });
}

/** `error.validationContext === 'body'` of Fastify: which part of the request its schema refused; null for other comparisons. */
export function readValidationContext(
  attribute: string,
  value: string | null,
  equals: boolean,
  at: TSESTree.Node,
  text: string,
): Reading | null {
  if (!VALIDATION_CONTEXT.has(attribute)) return null;
  const part = value === null ? null : partNamed(value);
  if (!part) return MIXED;
  if (equals)
    return readParts(new Set([part]), at, name => `\`${text}\` says that the ${name} failed its schema`, 'validator');
  return part === 'body'
    ? readParts(
        new Set<RequestPart>(['query', 'param']),
        at,
        () => `\`${text}\` says that another part than the body failed its schema`,
        'validator',
      )
    : NEUTRAL;
}
