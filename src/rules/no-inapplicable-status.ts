import { statusEdit } from '../edits/status-edit.ts';
import { isWrittenInCallee } from '../facts/outcomes/decided-elsewhere.ts';
import { findInapplicable } from '../facts/setting/unfit-status.ts';
import { citation, rfc } from '../reference/source.ts';
import { findStatus, label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

/** What a handler most likely means by a status that is not for it; the others stand for too many things. */
const MEANT: Readonly<Record<number, number>> = { 203: 200, 407: 401, 508: 500, 510: 500, 511: 401 };

export default defineRule({
  name: 'no-inapplicable-status',
  description: 'Disallow statuses that no handler of an origin server has a use for',
  type: 'problem',
  preset: 'strict',
  entries: [200, 401, 500],
  sources: [rfc(9110, '15.3.4'), rfc(9110, '15.4.6'), rfc(9110, '15.5.8'), rfc(9110, '15.5.19'), rfc(6585, '6')],
  hasSuggestions: true,
  messages: {
    inapplicable: 'Send the status that says what happened: {{status}} is {{purpose}} ({{source}}).',
    send: 'Send {{status}}.',
  },
  response(response, { model, report }) {
    const { file } = model;
    let silence: string | undefined = 'its status is one for handlers, or not known';
    for (const outcome of response.status.outcomes) {
      const purpose = findInapplicable(response, outcome, model);
      const entry = findStatus(outcome.code);
      if (purpose === null || !entry || isWrittenInCallee(response, outcome, model)) continue;
      const right = MEANT[outcome.code] ?? null;
      const edit = right === null ? null : statusEdit(response, outcome, right, file);
      report({
        node: outcome.node,
        messageId: 'inapplicable',
        data: { status: label(outcome.code), purpose, source: citation(entry.source) },
        suggest: [edit && right !== null ? { messageId: 'send', data: { status: label(right) }, fix: edit } : null],
      });
      silence = undefined;
    }
    return silence;
  },
});
