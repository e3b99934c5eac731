import type { Evidence } from '../causes/context/evidence.ts';
import { findOwner } from '../causes/precedence.ts';
import { readCause } from '../causes/read-cause.ts';
import { statusEdit } from '../edits/status-edit.ts';
import { findContradictions } from '../facts/content/body-claims.ts';
import { findFailedView } from '../facts/content/failed-view.ts';
import { findFailurePayloads, type FailurePayload } from '../facts/content/failure-payload.ts';
import { endpointWords, reportsInContent } from '../facts/outcomes/endpoint-words.ts';
import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import { lacksStatus } from '../facts/setting/missing-status.ts';
import { CAUSES } from '../knowledge/cause-table.ts';
import { placeOf } from '../message-words.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type RuleContext, type Silence } from '../rule.ts';
import { findMember } from '../syntax/static-values.ts';

/** Options of the rule. */
interface Options {
  readonly strict: boolean;
}

type Message = 'failure' | 'known' | 'view' | 'use';

export default defineRule<Message, Options>({
  name: 'no-success-for-failure',
  description: 'Disallow a success status for content that reports a failure',
  type: 'problem',
  preset: 'error',
  entries: [200],
  sources: [rfc(9110, '15.3')],
  schema: {
    strict: {
      type: 'boolean',
      description:
        'Whether to judge rendered views as well: the template of an error in a catch, and a form that is shown again with its errors.',
    },
  },
  hasSuggestions: true,
  defaults: { strict: false },
  strictOptions: { strict: true },
  messages: {
    view: 'Send the 4xx or 5xx that says what went wrong: the view {{words}} reports a failure, and caches and monitoring go by {{status}}.',
    failure:
      'Send the 4xx or 5xx that says what went wrong: {{words}} reports a failure, and clients, caches and monitoring go by {{status}}.',
    known:
      'Send {{right}}: {{words}} reports a failure, and {{reads}}{{place}}; clients, caches and monitoring go by {{status}}.',
    use: 'Send {{right}}.',
  },
  convention: {
    message: 'failure',
    isDoneBy: (response, { file, definitions }) =>
      response.status.outcomes.some(({ code }) => code >= 400) &&
      findFailurePayloads(response, file, definitions).length > 0,
  },
  response(response, { model, options, report }) {
    const { file } = model;
    const failures = findFailurePayloads(response, file, model.definitions);
    if (failures.length === 0)
      return options.strict ? readView(response, model, report) : 'its content reports no failure';
    if (reportsInContent(endpointWords(response, file)))
      return 'endpoints of this kind report failures in their content';
    const contradicted = new Set(findContradictions(response, model).map(({ outcome }) => outcome));
    let silence: string | undefined = 'its status is no success, or not known';
    for (const failure of failures) {
      if (isEnvelope(failure)) return 'the envelope of a protocol reports its failures';
      for (const outcome of feasibleOutcomes(response, failure.guards, model)) {
        if (
          outcome.code < 200 ||
          outcome.code > 299 ||
          outcome.code === 204 ||
          outcome.code === 205 ||
          outcome.code === 207
        )
          continue;
        if (contradicted.has(outcome)) {
          silence = 'the content names the status it should have: no-contradictory-body speaks';
          continue;
        }
        if (lacksStatus(response, outcome, model)) {
          silence = 'the status is missing: require-status-in-error-handler speaks';
          continue;
        }
        const owner = findOwner(response, outcome, model);
        if (owner !== null) {
          silence = `${owner} speaks`;
          continue;
        }
        const data = { status: label(outcome.code), words: wordsOf(failure) };
        const known = knownCause(response, outcome, model);
        const edit = known && statusEdit(response, outcome, known.right, file);
        report(
          known
            ? {
                node: outcome.node,
                messageId: 'known',
                data: { ...data, reads: known.reads, place: known.place, right: label(known.right) },
                way: known.way,
                suggest: [edit && { messageId: 'use', data: { right: label(known.right) }, fix: edit }],
              }
            : { node: outcome.node, messageId: 'failure', data },
        );
        silence = undefined;
      }
    }
    return silence;
  },
});

/** Why the request has failed, where the code says so for certain, and the status that has. */
function knownCause(
  response: Response,
  outcome: Outcome,
  model: Model,
): { readonly reads: string; readonly place: string; readonly right: number; readonly way: Evidence['way'] } | null {
  const evidence = readCause(response, model, outcome);
  const row = evidence?.isStrong ? CAUSES[evidence.cause] : null;
  return evidence && row && row.right >= 400
    ? { reads: evidence.reads, place: placeOf(evidence, outcome.node), right: row.right, way: evidence.way }
    : null;
}

function readView(response: Response, model: Model, report: RuleContext<Message, Options>['report']): Silence {
  const { file } = model;
  const node = findFailedView(response, file);
  if (!node) return 'its content reports no failure';
  const outcomes = feasibleOutcomes(response, [], model).filter(({ code }) => code >= 200 && code <= 299);
  for (const { code, node: at } of outcomes)
    report({ node: at, messageId: 'view', data: { status: label(code), words: shorten(file.text(node)) } });
  return outcomes.length > 0 ? undefined : 'its status is no success, or not known';
}

function wordsOf({ node, file }: FailurePayload): string {
  return shorten(file.code(node));
}

function shorten(code: string): string {
  const text = code.replace(/\s+/g, ' ');
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** `{ jsonrpc: '2.0', error, id }`. */
function isEnvelope({ node }: FailurePayload): boolean {
  const object = node.type === 'Property' ? node.parent : node;
  return findMember(object, 'jsonrpc') !== null;
}
