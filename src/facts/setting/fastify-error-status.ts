import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import type { HandlerResponses } from '../../model/responses/response.ts';
import { readStatus } from '../../model/responses/status.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isWithin } from '../../syntax/functions.ts';
import { methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';

/** The status of an error that a Fastify error handler reads in a property which Fastify's own errors do not have. */
export interface HalfRead {
  /** `error.status` in `error.status || 500`. */
  readonly node: TSESTree.MemberExpression;
  /** The operator between it and the status to fall back on. */
  readonly operator: '||' | '??';
  readonly fallback: number;
}

/** Finds where an error handler of Fastify reads `error.status` alone: the errors of Fastify itself carry only `statusCode`, so that they all get the fallback. Source: fastify lib/errors.js. */
export function findHalfRead({ handler, statuses }: HandlerResponses, file: File): readonly HalfRead[] {
  const { error, framework, role } = handler;
  if (framework.ownErrorsHaveStatus !== false || role !== 'error' || !error || readsStatusCode(error)) return [];
  const found = new Map<TSESTree.Node, HalfRead>();
  for (const { setter } of statuses) {
    const given = setter.type === 'AssignmentExpression' ? setter.right : methodCall(setter)?.call.arguments[0];
    const value = given && file.bindings.resolve(given);
    if (value?.type !== 'LogicalExpression' || value.operator === '&&') continue;
    const left = unwrap(value.left);
    if (
      left.type !== 'MemberExpression' ||
      propertyName(left) !== 'status' ||
      file.bindings.variableOf(unwrap(left.object)) !== error
    )
      continue;
    const [only] = readStatus(value.right, file, constantReader(file)).codes ?? [];
    if (only !== undefined && only >= 400 && !isTold(setter, error))
      found.set(left, { node: left, operator: value.operator, fallback: only });
  }
  return [...found.values()];
}

/** Whether the handler looks at `statusCode`, or takes the error apart, at any place. */
function readsStatusCode(error: Variable): boolean {
  return error.references.some(({ identifier }) => {
    const { parent } = identifier as TSESTree.Node;
    if (parent?.type === 'MemberExpression') return parent.computed || propertyName(parent) === 'statusCode';
    return parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern';
  });
}

/** Whether a condition around a place has told the errors apart already: `if (error instanceof ApiError)`. */
function isTold(node: TSESTree.Node, error: Variable): boolean {
  for (let outer = node.parent; outer; outer = outer.parent) {
    if ((outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && isWithin(node, outer.consequent)) {
      const { test } = outer;
      if (error.references.some(({ identifier }) => isWithin(identifier, test) && identifier !== test)) return true;
    }
  }
  return false;
}
