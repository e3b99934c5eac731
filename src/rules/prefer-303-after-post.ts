import { readCause } from '../causes/read-cause.ts';
import { statusEdit } from '../edits/status-edit.ts';
import { statusInVain } from '../facts/in-vain/status-in-vain.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  name: 'prefer-303-after-post',
  description: 'Prefer 303 See Other after a POST, PUT, PATCH or DELETE that has done its work',
  type: 'suggestion',
  preset: 'all',
  entries: [302],
  sources: [rfc(9110, '15.4.4'), rfc(9110, '15.4.3')],
  hasSuggestions: true,
  messages: {
    see: 'Send {{right}}: {{reads}}, so the client is to get that page with GET, and {{sent}} may have it send the same method again.',
    use: 'Redirect with {{right}}.',
  },
  response(response, { model, report }) {
    let silence: string | undefined = 'it is no redirect after an action, or its status is another';
    for (const outcome of response.status.outcomes) {
      const evidence =
        outcome.code === 302 && statusInVain(response, model) === null ? readCause(response, model, outcome) : null;
      if (evidence?.cause !== 'redirect-temporary' || evidence.by !== 'action') continue;
      const edit = statusEdit(response, outcome, 303, model.file);
      report({
        node: outcome.node,
        messageId: 'see',
        data: { reads: evidence.reads, right: label(303), sent: label(302) },
        suggest: [edit && { messageId: 'use', data: { right: label(303) }, fix: edit }],
      });
      silence = undefined;
    }
    return silence;
  },
});
