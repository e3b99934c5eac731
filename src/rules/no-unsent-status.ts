import type { TSESTree } from '@typescript-eslint/utils';

import { awaitAround, findAwaitedStatuses } from '../facts/setting/awaited-status.ts';
import { findTakenApart, findUnreadStatus } from '../facts/setting/unread-status.ts';
import { wherePath } from '../message-words.ts';
import type { File } from '../model/definitions/file.ts';
import type { Handler } from '../model/handlers/handler.ts';
import type { Unsent } from '../model/responses/response.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type Suggestion } from '../rule.ts';
import { needsSemicolon } from '../edits/source-edit.ts';
import { methodCall, unwrap } from '../syntax/unwrap.ts';

type MessageId = 'unsent' | 'returned' | 'awaited' | 'unread' | 'apart' | 'unawaited' | 'send' | 'sendStatus';

export default defineRule<MessageId>({
  name: 'no-unsent-status',
  description: 'Disallow setting a status without sending a response',
  type: 'problem',
  preset: 'error',
  entries: [404],
  hasSuggestions: true,
  messages: {
    unsent:
      'Send the response too: {{where}}{{status}} is set and nothing is sent, so the client waits until it times out.',
    returned:
      'Send the response too: giving it back sends nothing, so {{status}} is set, and the client waits until it times out.',
    awaited:
      'Drop the `await`, or send the response: a reply is awaited until it is sent, so {{status}} is set, and the client waits in vain.',
    unread: 'Send {{status}} in `{{name}}`: it never reads that parameter, and {{sent}} goes out.',
    apart:
      'Give `{{name}}` an object with the status: its constructor takes that out of one, so {{status}} is lost, and the error has none.',
    unawaited: 'Take the `await` away.',
    send: 'Send the {{status}} response here.',
    sendStatus: 'Send it with `sendStatus`, with its name for the content.',
  },
  response(response, { model, report }) {
    const unread = findUnreadStatus(response, model);
    if (unread)
      report({
        node: unread.node,
        messageId: 'unread',
        data: { name: unread.name, status: label(unread.code), sent: label(unread.sent) },
      });
  },
  file(model, { report }) {
    for (const { node, name, code } of findTakenApart(model))
      report({ node, messageId: 'apart', data: { name, status: label(code) } });
  },
  handler(responses, { model: { file }, report }) {
    const { handler, unsent, late } = responses;
    for (const { setter, outcomes } of findAwaitedStatuses(responses, file)) {
      const outcome = outcomes.find(({ code }) => Number.isInteger(code));
      if (!outcome) continue;
      const status = label(outcome.code);
      const awaited = awaitAround(setter);
      report({
        node: outcome.node,
        messageId: 'awaited',
        data: { status },
        suggest: [
          awaited && {
            messageId: 'unawaited',
            fix: fixer => fixer.removeRange([awaited.range[0], awaited.argument.range[0]]),
          },
        ],
      });
    }
    for (const one of unsent) {
      const outcome = one.status.outcomes.find(({ code }) => Number.isInteger(code));
      if (!outcome) continue;
      const status = label(outcome.code);
      report({
        node: outcome.node,
        messageId: one.returned ? 'returned' : 'unsent',
        data: { status, where: one.isNeverSent ? wherePath(one.setter, file) : 'on a path behind this, ' },
        suggest:
          one.isNeverSent && !late.some(({ node }) => node === one.setter)
            ? suggestions(one, handler, status, file)
            : [],
      });
    }
  },
});

function suggestions(
  { setter }: Unsent,
  { framework }: Handler,
  status: string,
  file: File,
): readonly (Suggestion<MessageId> | null)[] {
  const { emptySender: end, statusSender } = framework;
  if (setter.type === 'AssignmentExpression') {
    const { parent, left } = setter;
    if (
      parent.type !== 'ExpressionStatement' ||
      parent.parent.type !== 'BlockStatement' ||
      left.type !== 'MemberExpression'
    )
      return [];
    return [
      {
        messageId: 'send',
        data: { status },
        fix: fixer =>
          fixer.insertTextAfter(
            parent,
            `${needsSemicolon(parent, file) ? ';' : ''} ${file.text(left.object)}.${end}();`,
          ),
      },
    ];
  }
  const call = methodCall(setter);
  if (!call) return [];
  const whole = chainEnd(setter);
  const canBeOne = call.name === framework.setter && whole === setter;
  return [
    { messageId: 'send', data: { status }, fix: fixer => fixer.insertTextAfter(whole, `.${end}()`) },
    canBeOne && statusSender !== null
      ? { messageId: 'sendStatus', data: { status }, fix: fixer => fixer.replaceText(call.property, statusSender) }
      : null,
  ];
}

/** The last call of the chain that begins with a call: `res.status(404).type('text')`. */
function chainEnd(node: TSESTree.Node): TSESTree.Node {
  let end = node;
  for (;;) {
    const member: TSESTree.Node | undefined = end.parent;
    const call: TSESTree.Node | undefined =
      member?.type === 'MemberExpression' && member.object === end ? member.parent : undefined;
    if (call?.type !== 'CallExpression' || unwrap(call.callee) !== member) return end;
    end = call;
  }
}
