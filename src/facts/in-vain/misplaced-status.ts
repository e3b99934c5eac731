import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import { isErrorName } from '../../model/handlers/handler-shape.ts';
import { isSentByOther, type Response } from '../../model/responses/response.ts';
import { readStatus } from '../../model/responses/status.ts';
import { findStatus } from '../../reference/statuses.ts';
import { methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';

/** A status in the place of the content: `res.send(404)`, `res.json(404, body)`, `res.json(body, 404)`. */
export interface MisplacedStatus {
  readonly node: TSESTree.Node;
  /** Null where it is read off an error, `err.status`. */
  readonly code: number | null;
  /** What the call is given besides; null where the status is all. */
  readonly content: TSESTree.Node | null;
  /** Whether it is written as a number, and the content cannot be one: Express 4 tells the two apart by their types. */
  readonly isPlain: boolean;
  /** Whether the content is written as a number too. */
  readonly isContentNumber: boolean;
}

/** Finds the status that a sending call is given in the place of its content; null where it is given none, or a number that may be data. */
export function findMisplacedStatus(response: Response, file: File): MisplacedStatus | null {
  const { via, node, handler, status } = response;
  if (via === 'return') return handler && handler.routes.length > 0 ? misplaced(response.body.node, null, file) : null;
  if (!/^(?:send|jsonp?)$/.test(via) || isSentByOther(response, file)) return null;
  const args = methodCall(node)?.call.arguments ?? [];
  if (args.some(({ type }) => type === 'SpreadElement')) return null;
  const [first, second] = args;
  if (!first) return null;
  if (!second) {
    // A number alone is the status only for `send`; beside a status that is set it is content.
    return via === 'send' && status.outcomes.every(({ isImplicit }) => isImplicit) && status.isComplete
      ? misplaced(first, null, file)
      : null;
  }
  const [one, other] = [singleCode(first, file), singleCode(second, file)];
  if (one !== null && (other === null || via === 'send')) return make(first, one, second, file);
  if (other !== null) return make(second, other, first, file);
  // The error's own status beside its text: Express 4 takes it for one, nothing else does.
  return isStatusOfError(first) && status.outcomes.every(({ isImplicit }) => isImplicit)
    ? { ...make(first, 0, second, file), code: null, isPlain: false }
    : null;
}

/** `err.status`, `error.statusCode`. */
function isStatusOfError(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return (
    value.type === 'MemberExpression' &&
    /^(?:status|statusCode)$/.test(propertyName(value) ?? '') &&
    isErrorName(unwrap(value.object))
  );
}

/** A number alone, or a library's constant for a status; a number must be a registered status to count. */
function misplaced(node: TSESTree.Node | null, content: TSESTree.Node | null, file: File): MisplacedStatus | null {
  const value = node && unwrap(node);
  if (!value || (value.type !== 'Literal' && value.type !== 'MemberExpression')) return null;
  const code = singleCode(value, file);
  return code === null ||
    !findStatus(code) ||
    (value.type === 'MemberExpression' && file.bindings.originOf(value) === null)
    ? null
    : make(value, code, content, file);
}

function make(node: TSESTree.Node, code: number, content: TSESTree.Node | null, file: File): MisplacedStatus {
  const resolved = content && file.bindings.resolve(content);
  return {
    node,
    code,
    content,
    isContentNumber: resolved?.type === 'Literal' && typeof resolved.value === 'number',
    isPlain: unwrap(node).type === 'Literal' && (content === null || isNoNumber(content, file)),
  };
}

/** The code an argument stands for, where it is one number in the range of statuses. */
function singleCode(node: TSESTree.Node, file: File): number | null {
  const {
    outcomes: [only, ...others],
    isComplete,
  } = readStatus(node, file, constantReader(file));
  if (!only || others.length > 0 || !isComplete || typeof only.value !== 'number') return null;
  return Number.isInteger(only.code) && only.code >= 100 && only.code <= 599 ? only.code : null;
}

function isNoNumber(node: TSESTree.Node, file: File): boolean {
  const value = file.bindings.resolve(node);
  return (
    ['ObjectExpression', 'ArrayExpression', 'TemplateLiteral'].includes(value.type) ||
    (value.type === 'Literal' && typeof value.value !== 'number')
  );
}
