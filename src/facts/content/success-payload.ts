import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import { methodOf } from '../../model/handlers/handler.ts';
import { payloadsOf } from '../../model/responses/payload.ts';
import type { Response } from '../../model/responses/response.ts';
import { isFunction } from '../../syntax/functions.ts';
import { findMember, staticValues } from '../../syntax/static-values.ts';
import { stringValue, unwrap } from '../../syntax/unwrap.ts';
import { caughtErrors } from './caught-errors.ts';

/** A content that itself says that the request succeeded. */
export interface SuccessPayload {
  /** The property or the text that says so. */
  readonly node: TSESTree.Node;
  /** Whether a record has been made. */
  readonly isCreation: boolean;
}

/** What succeeded, as texts tell it. */
const SUCCEEDED = /\bsuccess(?:ful(?:ly)?)?\b/i;

/** What has been done, as texts tell it: with it stands what was made. */
const CREATED = /\b(?:created|added|registered|inserted|saved|stored)\b/i;

/** Words that turn a text around, or tell of more than a success. */
const NOT =
  /\b(?:un\w+|no|not|never|without|fail\w*|errors?|invalid|unable|cannot|can['’]?t|couldn['’]?t|isn['’]?t|wasn['’]?t|already|exists?|missing|required|must|should|please|denied|forbidden|but|only|before|after|if|unless|until)\b/i;

const TEXT_KEYS = ['message', 'msg', 'text', 'detail', 'description', 'title'];

/** Properties of a content that tell of a failure, whatever else it says. */
const FAILURE_KEYS = ['error', 'errors', 'err', 'reason', 'code'];

/** Finds where the content of a response says that the request succeeded, with nothing before it that can have failed; null where it does not, or a condition or a failure leads there. */
export function findSuccessPayload(response: Response, file: File): SuccessPayload | null {
  const { handler, error, body } = response;
  if (!handler || error || handler.role === 'error' || handler.role === 'not-found') return null;
  if (caughtErrors(response, file).size > 0) return null;
  const payloads = payloadsOf(body, file);
  const [payload] = payloads;
  if (!payload || payloads.length > 1 || payload.guards.length > 0) return null;
  const { node } = payload;
  if (node.type === 'ObjectExpression') return successIn(node, response, file);
  const text = stringValue(unwrap(node));
  return text !== null && saysSuccess(text) && !isUnderCondition(response.node) ? made(node, text, response) : null;
}

function successIn(node: TSESTree.ObjectExpression, response: Response, file: File): SuccessPayload | null {
  if (FAILURE_KEYS.some(key => findMember(node, key))) return null;
  const texts = TEXT_KEYS.map(key => findMember(node, key)).filter(text => text !== null);
  const said = texts.map(text => stringValue(unwrap(text)));
  // A text out of sight, or one that tells of a failure, makes the flag the mistake.
  if (said.some(text => text === null || NOT.test(text))) return null;
  const flag = successFlag(node, file);
  const text = said.find(one => one !== null && saysSuccess(one)) ?? null;
  if (flag && text !== null) return made(flag, text, response);
  if (isUnderCondition(response.node)) return null;
  if (flag) return made(flag, '', response);
  // A text alone counts where something that was made stands beside it.
  const words = texts[said.indexOf(text)];
  return text !== null && words && CREATED.test(text) && node.properties.length > texts.length
    ? made(words, text, response)
    : null;
}

function made(node: TSESTree.Node, text: string, { handler }: Response): SuccessPayload {
  const method = handler && methodOf(handler);
  return { node, isCreation: CREATED.test(text) && (method === 'POST' || method === null) };
}

function saysSuccess(text: string): boolean {
  return SUCCEEDED.test(text) && !NOT.test(text);
}

/** `success: true`, `ok: true`, `status: 'success'`. */
function successFlag(node: TSESTree.ObjectExpression, file: File): TSESTree.Node | null {
  for (const key of ['success', 'ok', 'status']) {
    const member = findMember(node, key);
    const { values, isComplete } = member
      ? staticValues(member, file.bindings, constantReader(file))
      : { values: [], isComplete: false };
    const [only] = values;
    if (!member || !isComplete || values.length !== 1) continue;
    if (key === 'status' ? only?.value === 'success' : only?.value === true) return member;
  }
  return null;
}

/** Whether a condition, a loop or a failure decides that a node runs. */
function isUnderCondition(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (
      /^(?:If|Switch|For|ForIn|ForOf|While|DoWhile)Statement$|^(?:Conditional|Logical)Expression$|^CatchClause$/.test(
        outer.type,
      )
    )
      return true;
  return false;
}
