import { statusEdit } from '../edits/status-edit.ts';
import { findWrongNotModified } from '../facts/headers/not-modified.ts';
import { methodOf } from '../model/handlers/handler.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  name: 'no-unconditional-304',
  description: 'Disallow 304 Not Modified in responses to requests without a condition',
  type: 'problem',
  preset: 'error',
  entries: [304],
  sources: [rfc(9110, '15.4.5'), rfc(9110, '13.1.2')],
  hasSuggestions: true,
  messages: {
    unconditional:
      'Compare If-None-Match first, or send another status: nothing here reads a condition, so the client may have no copy for {{status}}.',
    unsafe:
      'Send {{ok}} or {{empty}}: {{status}} answers a conditional GET or HEAD alone, and does not say what became of this {{method}}.',
    send: 'Send {{status}}.',
  },
  response(response, { model, report }) {
    const { file } = model;
    let silence: string | undefined = 'it sends no 304 Not Modified by hand, or may have compared a condition';
    for (const outcome of response.status.outcomes) {
      const wrong = findWrongNotModified(response, outcome, model);
      if (!wrong) continue;
      const hasContent =
        response.body.presence !== 'none' &&
        response.body.presence !== 'empty' &&
        response.body.presence !== 'null' &&
        response.body.kind !== 'reason';
      const right = hasContent ? 200 : 204;
      const edit = statusEdit(response, outcome, right, file);
      const method = response.handler && methodOf(response.handler);
      report({
        node: outcome.node,
        messageId: wrong,
        data: {
          status: label(304),
          ...(wrong === 'unsafe' && { method: method ?? '', ok: label(200), empty: label(204) }),
        },
        suggest: [edit && { messageId: 'send', data: { status: label(right) }, fix: edit }],
      });
      silence = undefined;
    }
    return silence;
  },
});
