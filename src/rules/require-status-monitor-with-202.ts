import { isAnsweredElsewhere } from '../causes/outcomes-without.ts';
import { findStatusOwner } from '../causes/precedence.ts';
import { lacksHeader } from '../facts/headers/lacks-header.ts';
import { isSentWith } from '../facts/headers/sent-with.ts';
import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

/** Fields that point to where the work can be followed. */
const POINTERS = ['location', 'content-location', 'operation-location', 'link'];

export default defineRule({
  name: 'require-status-monitor-with-202',
  description: 'Require 202 Accepted responses to say where the work can be followed',
  type: 'suggestion',
  preset: 'strict',
  entries: [201],
  sources: [rfc(9110, '15.3.3')],
  messages: {
    missing:
      'Say how the work stands, or set Location to its monitor: {{status}} says that it is not done, and not where to ask.',
  },
  convention: {
    message: 'missing',
    isDoneBy: response => POINTERS.some(name => isSentWith(response, 202, name)),
  },
  response(response, { model, report }) {
    const { file } = model;
    const accepted = feasibleOutcomes(response, [], model).filter(({ code }) => code === 202);
    if (accepted.length === 0 || isAnsweredElsewhere(response)) return 'its status is not 202 Accepted, or not known';
    const { kind, presence } = response.body;
    // sendStatus sends the word "Accepted", which says nothing of the work.
    if (kind !== 'reason' && presence !== 'none' && presence !== 'empty' && presence !== 'null')
      return 'its content may describe the work';
    if (POINTERS.some(name => !lacksHeader(response, name, file))) return 'a header points to the work, or may';
    const outcome = accepted.find(one => findStatusOwner(response, one, model) === null);
    if (!outcome) return 'the status is for other rules to judge';
    report({ node: outcome.node, messageId: 'missing', data: { status: label(202) } });
    return undefined;
  },
});
