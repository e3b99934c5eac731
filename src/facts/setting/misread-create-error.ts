import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import { readStatus } from '../../model/responses/status.ts';
import { memberPath } from '../../syntax/unwrap.ts';

/** A call of http-errors' `createError` whose status it does not take. */
export interface MisreadError {
  readonly node: TSESTree.Node;
  readonly call: TSESTree.CallExpression;
  /** `message` for the text of a number, which is taken for the message; `no-error` for a status that is no 4xx or 5xx. */
  readonly is: 'message' | 'no-error';
  readonly code: number;
}

/** Finds the calls of `createError` that answer with another status than they are given. Source: http-errors index.js, createError. */
export function findMisreadErrors(file: File): readonly MisreadError[] {
  const found: MisreadError[] = [];
  for (const call of file.calls) {
    const [first] = call.arguments;
    if (!first || first.type === 'SpreadElement' || !isCreateError(call.callee, file)) continue;
    const { outcomes, isComplete } = readStatus(first, file, constantReader(file));
    const [only] = outcomes;
    if (!only || outcomes.length > 1 || !isComplete) continue;
    const { value } = only;
    if (typeof value === 'number' && Number.isInteger(value) && (value < 400 || value > 599))
      found.push({ node: first, call, is: 'no-error', code: value });
    if (typeof value === 'string' && /^[1-5]\d\d$/.test(value))
      found.push({ node: first, call, is: 'message', code: Number(value) });
  }
  return found;
}

function isCreateError(callee: TSESTree.Node, file: File): boolean {
  const origin = file.bindings.originOf(callee);
  if (origin) return origin.source === 'http-errors' && /^(?:\*|default|createError)$/.test(origin.name);
  return memberPath(callee)?.slice(-2).join('.') === 'httpErrors.createError';
}
