import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isInFinally, needsSemicolon, removeStatement, terminated } from '../edits/source-edit.ts';
import { findAnswersWhileSending } from '../facts/in-vain/answers-while-sending.ts';
import { reportPlaceOf } from '../facts/outcomes/report-place.ts';
import { onLine, wherePath } from '../message-words.ts';
import type { File } from '../model/definitions/file.ts';
import { isHarmless } from '../model/interpreter/answers-later.ts';
import type { Following, Response } from '../model/responses/response.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type Suggestion } from '../rule.ts';
import { holds } from '../syntax/descendants.ts';
import { isFunction, isWithin } from '../syntax/functions.ts';
import { unwrap, unwrapAwait } from '../syntax/unwrap.ts';

type MessageId =
  | 'second'
  | 'chained'
  | 'again'
  | 'failure'
  | 'callback'
  | 'missing'
  | 'inner'
  | 'each'
  | 'next'
  | 'forwarded'
  | 'sending'
  | 'trailing'
  | 'return'
  | 'chain';

export default defineRule<MessageId, { strict: boolean }>({
  name: 'no-second-response',
  description: 'Disallow a second response on the same path',
  type: 'problem',
  preset: 'error',
  entries: [500],
  sources: [rfc(9110, '3.4')],
  fixable: true,
  hasSuggestions: true,
  schema: {
    strict: {
      type: 'boolean',
      description: 'Whether to report an `end()` without content after a send, which does nothing.',
    },
  },
  defaults: { strict: false },
  strictOptions: { strict: true },
  messages: {
    second:
      'Return after this {{response}}: {{where}}`{{via}}`{{place}} can send another one, which is an error at run time.',
    chained:
      'Send once: `{{via}}` in the same chain sends another one after this {{response}}, which is an error at run time.',
    again: 'Return after this {{response}}: the loop goes on and can send it again, which is an error at run time.',
    failure:
      'Send this {{response}} last: if what follows it fails, `{{via}}`{{place}} sends another one, which cannot reach the client.',
    callback:
      'Send in one place: the callback around `{{via}}`{{place}} runs after this {{response}} and can send another one, an error at run time.',
    missing:
      'Return after this {{response}}: {{where}}the code goes on with what is missing, and fails when the client has its answer.',
    inner:
      'Send in one place: this {{response}} ends the inner function alone, and `{{via}}`{{place}} can send another one, which is an error at run time.',
    each: 'Send once, when all is done: the callback can send this {{response}} for each of several things, and the second is an error at run time.',
    forwarded:
      'Return after handing the error on: past `{{name}}`, `{{via}}`{{place}} answers as well, and one of the two is an error at run time or lost.',
    sending:
      'Give the content back, or throw: the `{{hook}}` hook runs while a response is sent, and `{{via}}` here sends another one, which is an error at run time.',
    next: 'Return after this {{response}}: {{where}}`next()`{{place}} is called as well, so the handlers behind it run all the same.',
    trailing: 'Drop this `{{via}}`: the response is sent already, so it does nothing.',
    return: 'Return after this response.',
    chain: 'Set the status with `status`, and send once.',
  },
  response(response, { model: { file }, report }) {
    const harmful = response.followedBy.filter(one => !isHarmless(one, response));
    const following =
      harmful.find(one => one.node !== response.node && !one.isByFailure && !one.isPastFailure) ??
      harmful.find(one => one.isPastFailure) ??
      harmful[0];
    // The trailing `end()` of `res.json(user).end()` is no response of its own: what follows both is said of the first.
    if (following && isTrailing(response)) return 'it is an `end()` that does nothing';
    if (!following)
      return response.followedBy.length > 0
        ? 'only an `end()` follows it, which does nothing'
        : 'nothing is known to answer once more after it';
    report({
      node: reportPlaceOf(response),
      messageId: messageFor(response, following),
      data: {
        response: statusName(response),
        via: following.response?.via ?? 'next',
        place: onLine(following.nameNode, reportPlaceOf(response)),
        where: wherePath(response.node, file),
      },
      suggest: [suggestReturn(response, following, file), suggestChain(response, following)],
    });
    return undefined;
  },
  handler(handlerResponses, { model: { file }, options, report }) {
    const { responses, forwarded } = handlerResponses;
    for (const { response, hook } of findAnswersWhileSending(handlerResponses, file))
      report({ node: reportPlaceOf(response), messageId: 'sending', data: { hook, via: response.via } });
    for (const { nameNode, response } of forwarded)
      report({
        node: nameNode,
        messageId: 'forwarded',
        data: { name: file.text(nameNode), via: response.via, place: onLine(response.nameNode, nameNode) },
      });
    if (!options.strict) return;
    const trailing = new Map<TSESTree.Node, { readonly following: Following; readonly first: Response }>();
    for (const first of responses)
      for (const following of first.followedBy)
        if (following.isAlwaysSecond && isHarmless(following, first))
          trailing.set(following.node, { following, first });
    for (const { following, first } of trailing.values())
      report({
        node: following.nameNode,
        messageId: 'trailing',
        data: { via: following.response?.via ?? 'end' },
        fix: dropEnd(following, first, file),
      });
  },
});

/** Whether a response is an `end()` without content that stands in the chain of another send. */
function isTrailing({ via, body, isAlwaysSecond, after, node }: Response): boolean {
  return via === 'end' && body.presence === 'none' && isAlwaysSecond && after.some(first => isWithin(first.node, node));
}

function messageFor(
  first: Response,
  { node, response, isByFailure, isPastFailure, isInCallback, isLeftByReturn }: Following,
): MessageId {
  if (node === first.node) return isLeftByReturn ? 'again' : 'each';
  if (response === null) return 'next';
  if (isByFailure) return 'failure';
  if (isPastFailure) return 'missing';
  if (isInCallback) return 'callback';
  if (isWithin(first.node, node)) return 'chained';
  return isLeftByReturn ? 'second' : 'inner';
}

function statusName({ status: { codes } }: Response): string {
  const [code] = codes ?? [];
  return codes?.length === 1 && code !== undefined ? `${label(code)} response` : 'response';
}

/** `return` before the send where it ends its block, else a `return;` at the block's end; nothing where the block itself goes on to the second response. */
function suggestReturn({ node, fn }: Response, following: Following, file: File): Suggestion<MessageId> | null {
  const statement = sendStatement(node);
  const block = statement?.parent;
  if (!statement || !block || following.isByFailure || !following.isLeftByReturn || isInFinally(statement)) return null;
  if (runsAfterReturn(following.node, statement) || goesOnWithin(block, node, following)) return null;
  const siblings = statementsOf(block) ?? [statement];
  const last = siblings.at(-1) ?? statement;
  // A function declared to return nothing must not return what `json()` returns.
  const returnsNothing =
    fn?.returnType != null && holds(fn.returnType, file.sourceCode.visitorKeys, ({ type }) => type === 'TSVoidKeyword');
  if (statement === last && !returnsNothing)
    return { messageId: 'return', fix: fixer => fixer.insertTextBefore(statement, 'return ') };
  if (siblings.length === 1 && block.type !== 'BlockStatement')
    return {
      messageId: 'return',
      fix: fixer => fixer.replaceText(statement, `{ ${terminated(statement, file)} return; }`),
    };
  return { messageId: 'return', fix: fixer => fixer.insertTextAfter(last, returnBehind(last, file)) };
}

/** Whether the second response comes out of the block that the first is sent in, in the next round of a loop for instance. */
function goesOnWithin(block: TSESTree.Node, first: TSESTree.Node, following: Following): boolean {
  if (following.node === first) return isLoop(block) || (block.parent !== undefined && isLoop(block.parent));
  return block.type !== 'IfStatement' && isWithin(following.node, block);
}

function statementsOf(block: TSESTree.Node): readonly TSESTree.Node[] | null {
  if (block.type === 'BlockStatement' || block.type === 'Program') return block.body;
  return block.type === 'SwitchCase' ? block.consequent : null;
}

/** A `return;` behind the last statement of a block: on a line of its own where that has one. */
function returnBehind(last: TSESTree.Node, file: File): string {
  const before = file.sourceCode.text.slice(0, last.range[0]);
  if (!/\n[ \t]*$/.test(before)) return `${needsSemicolon(last, file) ? ';' : ''} return;`;
  return `\n${/[ \t]*$/.exec(before)?.[0] ?? ''}return;`;
}

/** Whether a node stands in the `finally` of a `try` around a statement, which no `return` leaves out. */
function runsAfterReturn(node: TSESTree.Node, statement: TSESTree.Node): boolean {
  for (let outer: TSESTree.Node | undefined = statement.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type === 'TryStatement' && outer.finalizer && isWithin(node, outer.finalizer)) return true;
  }
  return false;
}

function isLoop({ type }: TSESTree.Node): boolean {
  return /^(?:For|While|DoWhile)/.test(type);
}

/** The statement that is nothing but a send. */
function sendStatement(node: TSESTree.Node): TSESTree.ExpressionStatement | null {
  let outer: TSESTree.Node | undefined = node.parent;
  while (outer && outer.type !== 'ExpressionStatement' && unwrapAwait(outer) === node) outer = outer.parent;
  return outer?.type === 'ExpressionStatement' && unwrapAwait(outer.expression) === node ? outer : null;
}

/** `sendStatus(404).json(body)` means `status(404).json(body)`. */
function suggestChain({ via, node, nameNode }: Response, following: Following): Suggestion<MessageId> | null {
  return via === 'sendStatus' && objectOf(following.node) === node
    ? { messageId: 'chain', fix: fixer => fixer.replaceText(nameNode, 'status') }
    : null;
}

/** Takes away an `end()` that does nothing; Express's alone, as a hook of Fastify may still be sending. */
function dropEnd(
  { node }: Following,
  { node: first, framework }: Response,
  file: File,
): TSESLint.ReportFixFunction | null {
  if (framework.hasHooks !== false || node.type !== 'CallExpression' || node.arguments.length > 0) return null;
  if (objectOf(node) === first) return fixer => fixer.removeRange([first.range[1], node.range[1]]);
  const { parent } = node;
  const isPlain = unwrap(node.callee).type === 'MemberExpression' && objectOf(node)?.type === 'Identifier';
  return parent.type === 'ExpressionStatement' && isPlain ? removeStatement(parent, file) : null;
}

function objectOf(node: TSESTree.Node): TSESTree.Node | null {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return callee?.type === 'MemberExpression' ? unwrap(callee.object) : null;
}
