import { statusEdit } from '../edits/status-edit.ts';
import { findSuccessUnderFailure } from '../facts/content/failure-for-success.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  name: 'no-failure-status-for-success',
  description: 'Disallow a failure status for content that reports a success',
  type: 'problem',
  preset: 'error',
  entries: [200, 201],
  sources: [rfc(9110, '15.3')],
  hasSuggestions: true,
  messages: {
    success:
      'Send {{right}}: {{words}} reports a success, nothing has failed before it, and clients, caches and monitoring go by {{status}}.',
    send: 'Send {{right}}.',
  },
  response(response, { model, report }) {
    const { file } = model;
    let silence: string | undefined = 'its status is no failure, or its content reports no success';
    for (const outcome of response.status.outcomes) {
      const found = findSuccessUnderFailure(response, outcome, model);
      if (!found) continue;
      const right = found.isCreation ? 201 : 200;
      const fix = statusEdit(response, outcome, right, file);
      const words = file.code(found.node.parent?.type === 'Property' ? found.node.parent : found.node);
      report({
        node: outcome.node,
        messageId: 'success',
        data: {
          status: label(outcome.code),
          words: `\`${words.length > 60 ? `${words.slice(0, 57)}…` : words}\``,
          right: label(right),
        },
        suggest: [fix && { messageId: 'send', data: { right: label(right) }, fix }],
      });
      silence = undefined;
    }
    return silence;
  },
});
