import { statusEdit } from '../edits/status-edit.ts';
import { findUnfitMethod } from '../facts/setting/unfit-status.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

type MessageId = 'created' | 'range' | 'content' | 'send';

/** What is wrong with each status, and what says the rest of it to any method. */
const UNFIT: Readonly<Record<number, { readonly messageId: MessageId; readonly right: number }>> = {
  201: { messageId: 'created', right: 200 },
  206: { messageId: 'range', right: 200 },
  413: { messageId: 'content', right: 400 },
  415: { messageId: 'content', right: 400 },
  416: { messageId: 'range', right: 400 },
};

export default defineRule<MessageId>({
  name: 'no-status-unfit-for-method',
  description: 'Disallow statuses that never answer the method of the request',
  type: 'problem',
  preset: 'error',
  entries: [201, 206, 304],
  sources: [rfc(9110, '9.2.1'), rfc(9110, '9.3.3'), rfc(9110, '9.3.5')],
  hasSuggestions: true,
  messages: {
    created:
      'Send {{right}}: {{status}} says that a resource was made, and no {{method}} asks for one; what creates belongs into a POST or PUT.',
    range: 'Send {{right}}: {{status}} answers a Range, which means nothing in a {{method}} request.',
    content:
      'Send {{right}}, or what names the fault: {{status}} refuses content, which means nothing in a {{method}} request.',
    send: 'Send {{right}}.',
  },
  response(response, { model, report }) {
    const { file } = model;
    let silence: string | undefined = 'its status fits the method, or one of them is not known';
    for (const outcome of response.status.outcomes) {
      const method = findUnfitMethod(response, outcome, model);
      const unfit = UNFIT[outcome.code];
      if (method === null || !unfit) continue;
      const right = label(unfit.right);
      const edit = statusEdit(response, outcome, unfit.right, file);
      report({
        node: outcome.node,
        messageId: unfit.messageId,
        data: { status: label(outcome.code), method, right },
        suggest: [edit && { messageId: 'send', data: { right }, fix: edit }],
      });
      silence = undefined;
    }
    return silence;
  },
});
