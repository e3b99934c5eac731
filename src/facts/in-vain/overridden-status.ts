import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Framework } from '../../frameworks/framework.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { calleeName, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { mentions } from '../../syntax/words.ts';

/** A status that is set and never goes out, as the error that is sent carries its own. */
export interface Overridden {
  readonly outcome: Outcome;
  /** The status that goes out; null where it is the error's and not in sight. */
  readonly sent: number | null;
  /** What proves that the error of an error handler carries one; null for an error whose making is in sight. */
  readonly proof: Guard | null;
}

/** Finds the statuses set before an error is sent in Fastify that the error's own replaces. Source: fastify lib/reply.js, send, and lib/error-handler.js. */
export function findOverridden(response: Response, file: File): readonly Overridden[] {
  const { framework, isEscaped, isDeferred, discarded, error, status, fn, node } = response;
  if (framework.answersErrors !== true || isEscaped || response.via === 'redirect') return [];
  if (discarded.length === 0) return findOverriddenByProof(response, file);
  const sent = error || response.body.kind === 'error' ? status.codes : null;
  if (sent === null || sent.length === 0) return [];
  return discarded.flatMap(({ setter, outcomes }) => {
    // What the outer function sets may be for its own answer.
    if (isDeferred && fn && (setter.range[0] < fn.range[0] || setter.range[1] > node.range[1])) return [];
    return outcomes
      .filter(({ code }) => Number.isInteger(code) && !sent.includes(code))
      .map(outcome => ({ outcome, sent: sent.length === 1 ? (sent[0] ?? null) : null, proof: null }));
  });
}

/** The error handler's own error, sent where a guard proves that it carries a status. */
function findOverriddenByProof(
  { handler, framework, body, status, guards, via, error: made }: Response,
  file: File,
): readonly Overridden[] {
  const error = handler?.role === 'error' ? handler.error : null;
  if (!error || made || !body.node || !/^(?:send|return)$/.test(via) || !status.isComplete || isChanged(error))
    return [];
  if (file.bindings.variableOf(file.bindings.resolve(body.node)) !== error) return [];
  return status.outcomes.flatMap((outcome): readonly Overridden[] => {
    if (outcome.isImplicit || !Number.isInteger(outcome.code)) return [];
    const proofs = [...guards, ...outcome.guards]
      .map(guard => ({ guard, carries: statusProvenBy(guard, error, framework, file) }))
      .filter(({ carries }) => carries !== null);
    const [proof] = [...proofs.filter(({ carries }) => carries !== 'unknown'), ...proofs];
    if (!proof || proof.carries === outcome.code) return [];
    return [{ outcome, sent: proof.carries === 'unknown' ? null : proof.carries, proof: proof.guard }];
  });
}

/** Whether the handler writes the error's status itself. */
function isChanged(error: Variable): boolean {
  return error.references.some(({ identifier }) => {
    const { parent } = identifier as TSESTree.Node;
    if (parent?.type === 'CallExpression') return parent.arguments[0] === identifier && calleeName(parent) === 'assign';
    return (
      parent?.type === 'MemberExpression' &&
      parent.parent.type === 'AssignmentExpression' &&
      parent.parent.left === parent
    );
  });
}

/** What a guard proves of the status an error carries: the status, that there is one, or nothing (null). */
function statusProvenBy(
  { test, holds, discriminant }: Guard,
  error: Variable,
  framework: Framework,
  file: File,
): number | 'unknown' | null {
  const member = (node: TSESTree.Node | null): string | null => {
    const value = node && unwrap(node);
    return value?.type === 'MemberExpression' && file.bindings.variableOf(unwrap(value.object)) === error
      ? propertyName(value)
      : null;
  };
  const truthy = (name: string | null): number | 'unknown' | null => {
    if (name === 'statusCode') return 'unknown';
    // What a formatter of the project makes of the errors may carry another.
    return name === 'validation' &&
      !mentions(file.sourceCode.ast, /^schemaErrorFormatter$/, file.sourceCode.visitorKeys)
      ? (framework.answers['invalid-input']?.status ?? null)
      : null;
  };
  const equal = (name: string | null, value: TSESTree.Node | null): number | 'unknown' | null => {
    if (name === 'code' && value) return framework.ownErrors.get(stringValue(unwrap(value)) ?? '')?.status ?? null;
    return name === 'statusCode' && value?.type === 'Literal' && typeof value.value === 'number' ? value.value : null;
  };
  if (test.type === 'SwitchCase') return holds && discriminant ? equal(member(discriminant), test.test) : null;
  if (test.type !== 'BinaryExpression') return holds ? truthy(member(test)) : null;
  const { operator, left, right } = test;
  if (/^[<>]=?$/.test(operator))
    return holds && member(left) === 'statusCode' && right.type === 'Literal' ? 'unknown' : null;
  if (!/^[!=]==?$/.test(operator) || holds !== operator.startsWith('=')) {
    const isNothing =
      (right.type === 'Literal' && right.value === null) || (right.type === 'Identifier' && right.name === 'undefined');
    return /^[!=]==?$/.test(operator) && isNothing ? truthy(member(left)) : null;
  }
  return equal(member(left), right);
}
