import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { asArgument } from '../edits/source-edit.ts';
import { lacksHeader } from '../facts/headers/lacks-header.ts';
import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import type { File } from '../model/definitions/file.ts';
import { payloadsOf } from '../model/responses/payload.ts';
import type { Response } from '../model/responses/response.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { findMember } from '../syntax/static-values.ts';
import { methodCall, stringValue } from '../syntax/unwrap.ts';

/** The statuses that send a client elsewhere. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Properties that hold the address in a content. */
const URL_KEYS = [
  'url',
  'location',
  'redirect',
  'redirectUrl',
  'redirectURL',
  'redirect_url',
  'redirectTo',
  'redirect_to',
  'redirectUri',
  'redirect_uri',
  'target',
  'href',
  'to',
] as const;

export default defineRule({
  name: 'require-location-with-redirect',
  description: 'Require a Location header in redirects',
  type: 'problem',
  preset: 'error',
  entries: [302, 301],
  sources: [rfc(9110, '15.4'), rfc(9110, '10.2.2')],
  hasSuggestions: true,
  messages: {
    missing:
      'Set Location by `redirect`, or send no redirect: {{status}} sends the client elsewhere, and does not say where, so it stays.',
    redirect: 'Redirect with `{{call}}`.',
  },
  response(response, { model, report }) {
    const { file } = model;
    const outcomes = feasibleOutcomes(response, [], model).filter(({ code }) => REDIRECTS.has(code));
    if (response.error || outcomes.length === 0) return 'it is no redirect, or its status is not known';
    if (!lacksHeader(response, 'location', file)) return 'Location is set, or may be';
    // The upload protocol of Google's services answers 308 with the Range received so far.
    if (!lacksHeader(response, 'range', file)) return 'it tells of a Range';
    for (const outcome of outcomes) {
      const found = response.status.outcomes.length === 1 ? redirectCall(response, outcome.node, file) : null;
      report({
        node: outcome.node,
        messageId: 'missing',
        data: { status: label(outcome.code) },
        suggest: [found && { messageId: 'redirect', data: { call: found.call }, fix: found.fix }],
      });
    }
    return undefined;
  },
});

/** The call of `redirect` that a response means, where its content names the address: `res.status(302).json({ url })`. */
function redirectCall(
  { node, body, framework }: Response,
  status: TSESTree.Node,
  file: File,
): { readonly call: string; readonly fix: TSESLint.ReportFixFunction } | null {
  const sending = methodCall(node);
  const setting = sending && methodCall(sending.object);
  if (!setting || setting.call.arguments[0] !== status || !/^(?:status|code)$/.test(setting.name)) return null;
  const [payload, ...others] = payloadsOf(body, file);
  if (!payload || others.length > 0 || payload.node !== body.node) return null;
  const value =
    payload.node.type === 'ObjectExpression'
      ? (URL_KEYS.map(key => findMember(payload.node, key)).find(one => one !== null) ?? null)
      : /^(?:https?:\/)?\//.test(stringValue(payload.node) ?? '')
        ? payload.node
        : null;
  if (!value) return null;
  const [code, url] = [asArgument(status, file), asArgument(value, file)];
  const call =
    framework.redirectStatus === 'setter' ? `${setting.name}(${code}).redirect(${url})` : `redirect(${code}, ${url})`;
  return { call, fix: fixer => fixer.replaceText(node, `${file.text(setting.object)}.${call}`) };
}
