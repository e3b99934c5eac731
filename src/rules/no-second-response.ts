import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { label } from '../reference/statuses.ts';
import { rfc } from '../reference/source.ts';
import type { File } from '../model/file.ts';
import { isHarmless } from '../model/following.ts';
import type { Following, Response } from '../model/response.ts';
import { defineRule } from '../rule.ts';
import { isWithin } from '../syntax/functions.ts';
import { returnAfter } from '../return-edit.ts';

interface Options {
  readonly strict: boolean;
}

export default defineRule<'second' | 'again' | 'failure' | 'next' | 'trailing' | 'return' | 'chain', Options>({
  name: 'no-second-response',
  description: 'Disallow a second response on the same path',
  type: 'problem',
  preset: 'error',
  entries: [500],
  sources: [rfc(9110, '3.4')],
  fixable: true,
  hasSuggestions: true,
  schema: { strict: { type: 'boolean', description: 'Whether to report an `end()` that follows a send and does nothing.' } },
  defaults: { strict: false },
  strictOptions: { strict: true },
  messages: {
    second: 'The handler goes on after this {{response}}: `{{via}}` on line {{line}} can send another one. Only the first reaches the client, the second is an error at run time. Return here.',
    again: 'The loop goes on after this {{response}} and can send it again. Only the first reaches the client, the second is an error at run time. Return here.',
    failure: 'If what follows this {{response}} fails, `{{via}}` on line {{line}} sends another one, which cannot reach the client any more. Send the response last, or outside of the `try`.',
    next: 'The handler goes on after this {{response}} and calls `next()` on line {{line}}, so the handlers behind it still run. Return here.',
    trailing: 'The response is sent already, so this `{{via}}` does nothing. Drop it.',
    return: 'Return after this response.',
    chain: 'Set the status with `status` and send once.',
  },
  response(response, { model: { file }, options, report }) {
    const [outcome] = response.status.outcomes;
    const node = outcome && !outcome.isImplicit && isWithin(outcome.node, response.node) ? outcome.node : response.nameNode;
    const trailing = response.followedBy.find(one => isHarmless(one, response));
    if (options.strict && trailing?.isAlwaysSecond) report({ node: trailing.nameNode, messageId: 'trailing', data: { via: trailing.response?.via ?? '' }, fix: null });
    const following = pick(response);
    if (!following) return 'nothing is sure to answer once more after it';
    report({ node, messageId: kindOf(following, response), data: { response: nameOf(response), via: following.response?.via ?? 'next', line: following.nameNode.loc.start.line }, suggest: [] });
    return undefined;
  },
});
function kindOf({ node, response, isByFailure }: Following, first: Response): 'again' | 'next' | 'failure' | 'second' {
  if (node === first.node) return 'again';
  return response === null ? 'next' : isByFailure ? 'failure' : 'second';
}
function pick(response: Response): Following | null {
  return response.followedBy.find(one => !isHarmless(one, response)) ?? null;
}
function nameOf({ status: { codes } }: Response): string {
  const [code] = codes ?? [];
  return codes?.length === 1 && code !== undefined ? `${label(code)} response` : 'response';
}
