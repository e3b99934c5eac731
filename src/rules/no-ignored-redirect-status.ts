import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { File } from '../model/file.ts';
import { findRedirectMistakes, type RedirectMistake } from '../model/redirect-status.ts';
import type { Response } from '../model/response.ts';
import { label } from '../reference/statuses.ts';
import { rfc } from '../reference/source.ts';
import { defineRule, type Suggestion } from '../rule.ts';
import { methodCall } from '../syntax/unwrap.ts';

type MessageId = 'discarded' | 'misplaced' | 'noRedirect' | 'redirect' | 'drop' | 'answer';

export default defineRule<MessageId>({
  name: 'no-ignored-redirect-status',
  description: 'Disallow statuses that `redirect` ignores, takes for the address, or sends without a client following them',
  type: 'problem',
  preset: 'error',
  entries: [302, 301],
  sources: [rfc(9110, '15.4')],
  hasSuggestions: true,
  messages: {
    discarded: '`redirect` discards the {{status}} that is set before it and sends {{sent}}. Give the status to `redirect` itself, or drop it.',
    misplaced: '{{status}} stands where `redirect` does not read it: {{effect}}. Put the status where every version reads it.',
    noRedirect: '{{status}} is no redirect: clients do not follow its Location. Redirect with a 3xx status, or answer {{status}} without a redirect.',
    redirect: 'Redirect with {{status}}.',
    drop: 'Redirect with 302 Found, without a status of its own.',
    answer: 'Answer {{status}} without a redirect.',
  },
  response(response, { model, report }) {
    const { file } = model;
    const mistakes = findRedirectMistakes(response, file).filter(mistake => mistake.is !== 'discarded' || !isUsedElsewhere(mistake.outcome.node, response, model.responses));
    for (const mistake of mistakes) {
      const data = { status: label(mistake.outcome.code), sent: 'sent' in mistake ? label(mistake.sent) : '', effect: mistake.is === 'misplaced' ? effectOf(mistake.sent, response) : '' };
      report({ node: mistake.outcome.node, messageId: mistake.is === 'no-redirect' ? 'noRedirect' : mistake.is, data, suggest: readings(mistake, response, data, file) });
    }
    return mistakes.length > 0 ? undefined : 'no status of a redirect is ignored';
  },
});

/** What each version makes of the arguments (facts of both frameworks, tests/wire). */
function effectOf(sent: number, { framework }: Response): string {
  if (framework === 'express') return `Express 5 takes the address for the status and answers ${label(500)}, Express 4 only deprecates the order`;
  return sent === 500 ? `Fastify 5 takes it for the address and answers ${label(500)}` : `Fastify ignores it before 4.28 and sends ${label(302)}`;
}

/** Whether another response goes out with a status that was set for both. */
function isUsedElsewhere(node: TSESTree.Node, response: Response, responses: readonly Response[]): boolean {
  return responses.some(other => other !== response && other.status.outcomes.some(outcome => outcome.node === node));
}

/** Both readings of the code: the status is meant, or the redirect that is sent today. */
function readings(mistake: RedirectMistake, response: Response, data: Readonly<Record<string, string>>, file: File): readonly (Suggestion<MessageId> | null)[] {
  const call = methodCall(response.node);
  if (!call) return [];
  const { outcome } = mistake;
  const isRedirect = outcome.code >= 300 && outcome.code <= 399;
  const status = file.text(outcome.node);
  const base = withoutSetter(call.object, mistake.is === 'discarded' ? mistake.setter : outcome.node, file);
  const rewrite = (text: string) => (fixer: TSESLint.RuleFixer) => fixer.replaceText(call.call, text);
  const suggestion = (messageId: MessageId, text: string | null): Suggestion<MessageId> | null => (text === null ? null : { messageId, data, fix: rewrite(text) });
  const redirect = (object: string, url: string): string => (response.framework === 'fastify' ? `${object}.code(${status}).redirect(${url})` : `${object}.redirect(${status}, ${url})`);
  const urls = call.call.arguments;
  switch (mistake.is) {
    case 'discarded': {
      if (base === null) return [];
      // The arguments stay as they are where Fastify's redirect has a status of its own.
      const args = urls.map(argument => file.text(argument)).join(', ');
      const [url, second] = urls;
      return [isRedirect && url && !second ? suggestion('redirect', redirect(base, file.text(url))) : null, suggestion('drop', second ? null : `${base}.redirect(${args})`)];
    }
    case 'misplaced': {
      const object = file.text(call.object);
      return [isRedirect ? suggestion('redirect', redirect(object, file.text(mistake.url))) : null, suggestion('drop', `${object}.redirect(${file.text(mistake.url)})`)];
    }
    case 'no-redirect': {
      const { url } = mistake;
      if (!url) return [];
      const isArgument = urls.some(argument => outcome.node === argument);
      const object = isArgument ? file.text(call.object) : base;
      if (object === null) return [];
      const setter = response.framework === 'fastify' ? 'code' : 'status';
      const hasCall = /[(`]/.test(file.text(url));
      return [suggestion('drop', `${object}.redirect(${file.text(url)})`), hasCall ? null : suggestion('answer', `${object}.${setter}(${status}).send()`)];
    }
  }
}

/** The text of a chain of calls without the one that sets the status, or is given it; null where another statement does. */
function withoutSetter(object: TSESTree.Node, setter: TSESTree.Node, file: File): string | null {
  for (let call = methodCall(object); call; call = methodCall(call.object)) {
    if (call.call !== setter && !call.call.arguments.includes(setter as TSESTree.CallExpressionArgument)) continue;
    const tail = file.sourceCode.text.slice(call.call.range[1], object.range[1]);
    return `${file.text(call.object)}${tail}`;
  }
  return null;
}
