import { isAnsweredElsewhere, outcomesWithout } from '../causes/outcomes-without.ts';
import { headerEdit } from '../edits/header-edit.ts';
import { isOfLimiter } from '../facts/headers/limiter-options.ts';
import { lacksHeader } from '../facts/headers/lacks-header.ts';
import { isSentWith } from '../facts/headers/sent-with.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

/** Fields that tell a limited client the same, though no standard says so. */
const RESETS = ['ratelimit', 'ratelimit-reset', 'x-ratelimit-reset', 'x-rate-limit-reset'];

export default defineRule({
  name: 'require-retry-after',
  description: 'Require a Retry-After header in 429 Too Many Requests and 503 Service Unavailable responses',
  type: 'suggestion',
  preset: 'strict',
  entries: [429, 503],
  sources: [rfc(6585, '4'), rfc(9110, '15.6.4'), rfc(9110, '10.2.3')],
  hasSuggestions: true,
  messages: {
    missing: 'Set Retry-After to the seconds to wait: {{status}} asks the client to come back, and does not say when.',
    set: 'Set Retry-After to 60 seconds, and then to what fits.',
  },
  convention: {
    message: 'missing',
    isDoneBy: response => [429, 503].some(code => isSentWith(response, code, 'retry-after')),
  },
  response(response, { model, report }) {
    const { file } = model;
    if (isAnsweredElsewhere(response)) return 'an error handler answers, and may set Retry-After';
    const lacking = outcomesWithout('retry-after', response, model);
    if (typeof lacking === 'string') return lacking;
    if (RESETS.some(name => !lacksHeader(response, name, file))) return 'another header says when to come back';
    if (isOfLimiter(response, file)) return 'the rate limiter that calls it sets Retry-After';
    // A limiter throws its 429 after it has set the field, which then goes out with whatever the error handler sends.
    const unsaid = lacking.filter(({ code }) => code !== 429 || response.handler?.role !== 'error');
    if (unsaid.length === 0) return 'the limiter that threw the error may have set Retry-After';
    for (const outcome of unsaid) {
      const edit = headerEdit(response, outcome, 'Retry-After', "'60'", file);
      report({
        node: outcome.node,
        messageId: 'missing',
        data: { status: label(outcome.code) },
        suggest: [edit && { messageId: 'set', fix: edit }],
      });
    }
    return undefined;
  },
});
