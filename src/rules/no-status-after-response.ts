import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { goesOn, needsSemicolon } from '../edits/source-edit.ts';
import { findIgnoredSetters } from '../facts/in-vain/send-timing.ts';
import { onLine } from '../message-words.ts';
import type { File } from '../model/definitions/file.ts';
import type { Late, Response } from '../model/responses/response.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type Suggestion } from '../rule.ts';
import { methodCall, stringValue, unwrap } from '../syntax/unwrap.ts';

type MessageId = 'status' | 'header' | 'thrown' | 'head' | 'head-thrown' | 'move';

export default defineRule<MessageId>({
  name: 'no-status-after-response',
  description: 'Disallow setting a status or a header after the response has been sent',
  type: 'problem',
  preset: 'error',
  entries: [200],
  hasSuggestions: true,
  messages: {
    status:
      'Set the status before sending: the response has gone out{{place}}, {{sent}}, so `{{name}}` changes nothing.',
    header:
      'Set the header before sending: the response has gone out{{place}}, so what `{{name}}` sets never reaches the client.',
    thrown: 'Set it before sending: the response has gone out{{place}}, so `{{name}}` throws `ERR_HTTP_HEADERS_SENT`.',
    head: 'Set the status first: `{{by}}`{{place}} has written the head of the response, so `{{name}}` changes nothing.',
    'head-thrown':
      'Set it first: `{{by}}`{{place}} has written the head of the response, so `{{name}}` throws `ERR_HTTP_HEADERS_SENT`.',
    move: 'Set it before the response is sent.',
  },
  handler(responses, { model, report }) {
    for (const one of findIgnoredSetters(responses, model)) {
      const {
        nameNode,
        does,
        head,
        after: [first, ...others],
      } = one;
      const name =
        nameNode.type === 'Identifier' ? nameNode.name : (stringValue(nameNode) ?? model.file.text(nameNode));
      const throws =
        responses.handler.framework.lateHeaderThrows === true && (does === 'set-header' || name === 'writeHead');
      if (head) {
        const by = methodCall(head);
        report({
          node: nameNode,
          messageId: throws ? 'head-thrown' : 'head',
          data: { by: by?.name ?? 'writeHead', place: onLine(by?.property ?? head, nameNode), name },
        });
        continue;
      }
      if (!first) continue;
      report({
        node: nameNode,
        messageId: throws ? 'thrown' : does === 'set-header' ? 'header' : 'status',
        data: { place: onLine(first.nameNode, nameNode), sent: sentWith([first, ...others]), name },
        suggest: [others.length === 0 ? suggestMove(one, first, model.file) : null],
      });
    }
  },
});

function sentWith(after: readonly Response[]): string {
  const statuses = after.map(({ status }) => status);
  const codes = new Set(statuses.flatMap(status => status.codes ?? []));
  const [code] = codes;
  return codes.size === 1 && code !== undefined && statuses.every(({ isComplete }) => isComplete)
    ? `with ${label(code)}`
    : 'with the status it had';
}

/** Moves the setter before the send: within a chain, or as the statement that follows it. */
function suggestMove({ node, nameNode, does }: Late, first: Response, file: File): Suggestion<MessageId> | null {
  const send = methodCall(first.node);
  // `sendStatus` and Express's `redirect` bring a status of their own.
  if (
    !send ||
    (does === 'set-status' &&
      (first.via === 'sendStatus' || (first.via === 'redirect' && first.framework.redirectReplacesStatus === true)))
  )
    return null;
  const setter = methodCall(node);
  if (setter && setter.object === first.node) {
    const text = file.sourceCode.text.slice(first.node.range[1], node.range[1]);
    const object = unwrap(send.call.callee) as TSESTree.MemberExpression;
    // Not out of a cast.
    if (!/^\s*\./.test(text)) return null;
    return {
      messageId: 'move',
      fix: fixer => [
        fixer.insertTextAfter(object.object, text),
        fixer.removeRange([first.node.range[1], node.range[1]]),
      ],
    };
  }
  const [sending, setting] = [ownStatement(first.node), ownStatement(node)];
  if (
    !sending ||
    !setting ||
    sending.parent !== setting.parent ||
    sending.parent.type !== 'BlockStatement' ||
    !isPlainSetter(node, nameNode)
  )
    return null;
  const { body } = sending.parent;
  if (body.indexOf(setting) !== body.indexOf(sending) + 1 || goesOn(file.sourceCode.getFirstToken(setting)))
    return null;
  const between = file.sourceCode.text.slice(sending.range[1], setting.range[0]);
  return /^\s*$/.test(between)
    ? { messageId: 'move', fix: fixer => moveBefore(sending, setting, between, file, fixer) }
    : null;
}

function moveBefore(
  sending: TSESTree.Node,
  setting: TSESTree.Node,
  between: string,
  file: File,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix {
  const { sourceCode } = file;
  // Without a semicolon, the line end has to stand for it in the new place too.
  const endOfSetting =
    needsSemicolon(setting, file) && (!between.includes('\n') || goesOn(sourceCode.getFirstToken(sending))) ? ';' : '';
  const next = sourceCode.getTokenAfter(setting);
  const isOnItsLine = next !== null && next.value !== '}' && next.loc.start.line === setting.loc.end.line;
  const endOfSending = needsSemicolon(sending, file) && (isOnItsLine || goesOn(next)) ? ';' : '';
  return fixer.replaceTextRange(
    [sending.range[0], setting.range[1]],
    `${file.text(setting)}${endOfSetting}${between}${file.text(sending)}${endOfSending}`,
  );
}

/** The statement that is nothing but a call or assignment. */
function ownStatement(node: TSESTree.Node): TSESTree.ExpressionStatement | null {
  return node.parent?.type === 'ExpressionStatement' ? node.parent : null;
}

/** Whether a setter is called on the response itself, so that nothing else moves with it. */
function isPlainSetter(node: TSESTree.Node, nameNode: TSESTree.Node): boolean {
  return (
    nameNode.parent?.type === 'MemberExpression' &&
    nameNode.parent.object.type === 'Identifier' &&
    (node.type === 'AssignmentExpression' || node.type === 'CallExpression')
  );
}
