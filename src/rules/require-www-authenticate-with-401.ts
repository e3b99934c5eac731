import { isAnsweredElsewhere, outcomesWithout } from '../causes/outcomes-without.ts';
import { headerEdit } from '../edits/header-edit.ts';
import { isSentWith } from '../facts/headers/sent-with.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  name: 'require-www-authenticate-with-401',
  description: 'Require a WWW-Authenticate header in 401 Unauthorized responses',
  type: 'suggestion',
  preset: 'strict',
  entries: [401],
  sources: [rfc(9110, '15.5.2'), rfc(9110, '11.6.1')],
  hasSuggestions: true,
  messages: {
    missing:
      'Set WWW-Authenticate to the scheme this address takes: {{status}} asks the client to authenticate, and does not say how.',
    set: 'Set WWW-Authenticate to `Bearer`, which opens no dialogue in browsers.',
  },
  convention: { message: 'missing', isDoneBy: response => isSentWith(response, 401, 'www-authenticate') },
  response(response, { model, report }) {
    if (isAnsweredElsewhere(response)) return 'an error handler answers, and may set WWW-Authenticate';
    const lacking = outcomesWithout('www-authenticate', response, model);
    if (typeof lacking === 'string') return lacking;
    for (const outcome of lacking) {
      const edit = headerEdit(response, outcome, 'WWW-Authenticate', "'Bearer'", model.file);
      report({
        node: outcome.node,
        messageId: 'missing',
        data: { status: label(401) },
        suggest: [edit && { messageId: 'set', fix: edit }],
      });
    }
    return undefined;
  },
});
