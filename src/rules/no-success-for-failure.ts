import { findOwner } from '../causes/owner.ts';
import { findContradictions } from '../model/body-claims.ts';
import { endpointWords, reportsInContent } from '../model/endpoint-purpose.ts';
import { findFailurePayloads, type FailurePayload } from '../model/failure-payload.ts';
import { feasibleOutcomes } from '../model/feasible-outcomes.ts';
import type { File } from '../model/file.ts';
import { lacksStatus } from '../model/missing-status.ts';
import { findMember } from '../syntax/static-values.ts';
import { label } from '../reference/statuses.ts';
import { rfc } from '../reference/source.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  name: 'no-success-for-failure',
  description: 'Disallow a success status for content that reports a failure',
  type: 'problem',
  preset: 'error',
  entries: [200],
  sources: [rfc(9110, '15.3')],
  messages: {
    failure: '{{status}} says that the request succeeded, yet the content reports a failure ({{words}}). Clients, caches and monitoring go by the status: send the 4xx or 5xx status that says what went wrong.',
  },
  response(response, { model, report }) {
    const { file } = model;
    const failures = findFailurePayloads(response, file);
    if (failures.length === 0) return 'its content reports no failure';
    if (reportsInContent(endpointWords(response, file))) return 'endpoints of this kind report failures in their content';
    const contradicted = new Set(findContradictions(response, model).map(({ outcome }) => outcome));
    let silence: string | undefined = 'its status is no success, or not known';
    for (const failure of failures) {
      if (isEnvelope(failure)) return 'the envelope of a protocol reports its failures';
      for (const outcome of feasibleOutcomes(response, failure.guards, file)) {
        if (outcome.code < 200 || outcome.code > 299 || outcome.code === 204 || outcome.code === 205 || outcome.code === 207) continue;
        if (contradicted.has(outcome)) { silence = 'the content names the status it should have: no-contradictory-body speaks'; continue; }
        if (lacksStatus(response, outcome, model)) { silence = 'the status is missing: require-status-in-error-handler speaks'; continue; }
        const owner = findOwner(response, outcome, model);
        if (owner !== null) { silence = `${owner} speaks`; continue; }
        report({ node: outcome.node, messageId: 'failure', data: { status: label(outcome.code), words: wordsOf(failure, file) } });
        silence = undefined;
      }
    }
    return silence;
  },
});

function wordsOf({ node }: FailurePayload, file: File): string {
  const text = file.text(node).replace(/\s+/g, ' ');
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** `{ jsonrpc: '2.0', error, id }`. */
function isEnvelope({ node }: FailurePayload): boolean {
  const object = node.type === 'Property' ? node.parent : node;
  return findMember(object, 'jsonrpc') !== null;
}
