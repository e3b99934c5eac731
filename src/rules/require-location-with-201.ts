import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { onlyUpserts, readCause } from '../causes/read-cause.ts';
import { findCreatedId, findRoutePath } from '../facts/headers/created-location.ts';
import { createsBatch, createsNothing, createsOnlySession } from '../facts/headers/created-resource.ts';
import { lacksHeader } from '../facts/headers/lacks-header.ts';
import { isSentWith } from '../facts/headers/sent-with.ts';
import { endpointWords, type EndpointWords } from '../facts/outcomes/endpoint-words.ts';
import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import type { File } from '../model/definitions/file.ts';
import { methodOf } from '../model/handlers/handler.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { isWithin } from '../syntax/functions.ts';
import { methodCall } from '../syntax/unwrap.ts';

export default defineRule({
  name: 'require-location-with-201',
  description: 'Require a Location header in 201 Created responses to POST',
  type: 'suggestion',
  preset: 'warn',
  entries: [201],
  sources: [rfc(9110, '9.3.3'), rfc(9110, '15.3.2')],
  hasSuggestions: true,
  messages: {
    missing: 'Set Location to the address of what was created: {{status}} says that it is there, and not where.',
    set: 'Set Location to {{location}}.',
  },
  convention: { message: 'missing', isDoneBy: response => isSentWith(response, 201, 'location') },
  response(response, { model, report }) {
    const { file } = model;
    const created = feasibleOutcomes(response, [], model).filter(({ code }) => code === 201);
    if (response.error || created.length === 0) return 'its status is not 201 Created, or not known';
    if (!lacksHeader(response, 'location', file)) return 'Location is set, or may be';
    const method = response.handler && methodOf(response.handler);
    if (method !== null && method !== 'POST') return `it answers ${method}`;
    const words = endpointWords(response, file);
    // handlers/put.mjs: its route is out of sight, and its name says the method.
    if (
      method === null &&
      (words.name.length > 0 && words.name[0] !== 'handler' ? words.name : words.file).some(
        word => word === 'put' || word === 'patch',
      )
    )
      return 'its name says that it answers PUT or PATCH';
    const none = whyNothingToLocate(response, words, model);
    if (none) return none;
    let silence: string | undefined;
    for (const outcome of created) {
      const cause = readCause(response, model, outcome)?.cause;
      if (cause === 'success-read' || cause === 'success-updated' || cause === 'success-deleted') {
        silence = 'nothing is created: the status is for other rules to judge';
        continue;
      }
      const edit = locationEdit(response, outcome.node, file);
      report({
        node: outcome.node,
        messageId: 'missing',
        data: { status: label(201) },
        suggest: [edit && { messageId: 'set', data: { location: edit.location }, fix: edit.fix }],
      });
      silence = undefined;
    }
    return silence;
  },
});

/** Why nothing that a response tells of has an address of its own; null where something may. */
function whyNothingToLocate(response: Response, words: EndpointWords, model: Model): string | null {
  const { file, definitions } = model;
  if (createsOnlySession(response, words, file, definitions?.locator ?? null))
    return 'it creates no more than a session or token';
  if (createsBatch(response, words, file)) return 'it creates several resources';
  if (createsNothing(response, words, file)) return 'it creates nothing in sight';
  return onlyUpserts(response, model) ? 'what it stores may be there already: the status is in question' : null;
}

/** The setter that names the created resource by its route and its id, where both are in sight. */
function locationEdit(
  response: Response,
  status: TSESTree.Node,
  file: File,
): { readonly location: string; readonly fix: TSESLint.ReportFixFunction } | null {
  const path = findRoutePath(response, file);
  const id = path === null ? null : findCreatedId(response, file);
  const sending = methodCall(response.node);
  if (path === null || id === null || !sending || response.via === 'end') return null;
  // After writeHead() the headers are gone.
  const setting = methodCall(sending.object);
  if (setting && isWithin(status, setting.call) && setting.name === 'writeHead') return null;
  const location = `\`${path}/\${${id}}\``;
  const { locationSetter, headerSetter } = response.framework;
  const setter = locationSetter ? `.${locationSetter}(${location})` : `.${headerSetter}('Location', ${location})`;
  return { location, fix: fixer => fixer.insertTextAfter(sending.object, setter) };
}
