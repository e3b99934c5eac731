import type { TSESTree } from '@typescript-eslint/utils';

import { removeSetter, removeSettingStatement } from '../edits/setter-edit.ts';
import {
  asArgument,
  insertAfterArgument,
  insertBeforeArgument,
  removeArgument,
  type Edit,
} from '../edits/source-edit.ts';
import { findRedirectMistakes, type RedirectMistake } from '../facts/setting/redirect-status.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { File } from '../model/definitions/file.ts';
import type { Response } from '../model/responses/response.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type Suggestion } from '../rule.ts';
import { runsSomething } from '../syntax/descendants.ts';
import { methodCall } from '../syntax/unwrap.ts';

type MessageId = 'discarded' | 'misplaced' | 'noRedirect' | 'redirect' | 'drop' | 'answer';

export default defineRule<MessageId>({
  name: 'no-ignored-redirect-status',
  description:
    'Disallow statuses that `redirect` ignores, takes for the address, or sends without a client following them',
  type: 'problem',
  preset: 'error',
  entries: [302, 301],
  sources: [rfc(9110, '15.4')],
  hasSuggestions: true,
  messages: {
    discarded:
      'Give the status to `redirect` itself, or drop it: the {{status}} set before is discarded, and {{sent}} goes out.',
    misplaced: 'Put the status where `redirect` reads it: {{effect}}.',
    noRedirect: 'Redirect with a 3xx, or answer without `redirect`: clients do not follow the Location of {{status}}.',
    redirect: 'Redirect with {{status}}.',
    drop: 'Redirect with 302 Found, without a status of its own.',
    answer: 'Answer {{status}} without a redirect.',
  },
  response(response, { model, report }) {
    const { file } = model;
    const mistakes = findRedirectMistakes(response, model).filter(
      mistake => mistake.is !== 'discarded' || !isUsedElsewhere(mistake.outcome.node, response, model.responses),
    );
    for (const mistake of mistakes) {
      const data = {
        status: label(mistake.outcome.code),
        sent: 'sent' in mistake ? label(mistake.sent) : '',
        effect: mistake.is === 'misplaced' ? mistake.effect : '',
      };
      report({
        node: mistake.outcome.node,
        messageId: mistake.is === 'no-redirect' ? 'noRedirect' : mistake.is,
        data,
        suggest: readings(mistake, response, data, file),
      });
    }
    return mistakes.length > 0 ? undefined : 'no status of a redirect is ignored';
  },
});

/** Whether another response goes out with a status that was set for both. */
function isUsedElsewhere(node: TSESTree.Node, response: Response, responses: readonly Response[]): boolean {
  return responses.some(other => other !== response && other.status.outcomes.some(outcome => outcome.node === node));
}

/** A redirect whose status is ignored, and what its edits are made with. */
interface Misread<Mistake extends RedirectMistake = RedirectMistake> {
  readonly mistake: Mistake;
  readonly call: NonNullable<ReturnType<typeof methodCall>>;
  readonly setter: Framework['setter'];
  readonly redirectStatus: Framework['redirectStatus'];
  readonly data: Readonly<Record<string, string>>;
  readonly file: File;
}

/** Both readings of the code: the redirect that is sent today, or the status that is meant. What keeps the status that goes out today comes first. */
function readings(
  mistake: RedirectMistake,
  response: Response,
  data: Readonly<Record<string, string>>,
  file: File,
): readonly (Suggestion<MessageId> | null)[] {
  const call = methodCall(response.node);
  if (!call) return [];
  const { setter, redirectStatus } = response.framework;
  const rest = { call, setter, redirectStatus, data, file };
  switch (mistake.is) {
    case 'discarded':
      return readingsOfDiscarded({ mistake, ...rest });
    case 'misplaced':
      return readingsOfMisplaced({ mistake, ...rest });
    case 'no-redirect':
      return readingsOfNoRedirect({ mistake, ...rest });
  }
}

/** The suggestion that makes all of some edits; null where one of them cannot be made. */
function suggestion(
  messageId: MessageId,
  data: Readonly<Record<string, string>>,
  ...edits: readonly (Edit | null)[]
): Suggestion<MessageId> | null {
  const all = edits.filter(edit => edit !== null);
  return all.length < edits.length ? null : { messageId, data, fix: fixer => all.map(edit => edit(fixer)) };
}

function isRedirect({ outcome: { code } }: RedirectMistake): boolean {
  return code >= 300 && code <= 399;
}

/** `res.status(303).redirect(url)`: the status that is set before is written into the call, or dropped. */
function readingsOfDiscarded({
  mistake,
  call,
  data,
  file,
}: Misread<Extract<RedirectMistake, { is: 'discarded' }>>): readonly (Suggestion<MessageId> | null)[] {
  const [first, second] = call.call.arguments;
  if (!first || second) return [];
  const status = file.text(mistake.outcome.node);
  const drop = removeSetter(call.object, mistake.setter) ?? removeSettingStatement(mistake.setter, call.call, file);
  return [
    suggestion('drop', data, drop),
    isRedirect(mistake) ? suggestion('redirect', data, drop, insertBeforeArgument(first, `${status}, `, file)) : null,
  ];
}

/** `res.redirect(url, 303)`: the status comes to its place, or goes. */
function readingsOfMisplaced({
  mistake,
  call,
  setter,
  redirectStatus,
  data,
  file,
}: Misread<Extract<RedirectMistake, { is: 'misplaced' }>>): readonly (Suggestion<MessageId> | null)[] {
  const [first, second] = call.call.arguments;
  if (!first || !second) return [];
  const status = file.text(mistake.outcome.node);
  const other = mistake.url === first ? second : first;
  const drop = removeArgument(other, file);
  const place: readonly Edit[] =
    redirectStatus === 'setter'
      ? [drop, insertAfterArgument(call.object, `.${setter}(${status})`, file)]
      : [
          fixer => fixer.replaceText(other, asArgument(mistake.url, file)),
          fixer => fixer.replaceText(mistake.url, status),
        ];
  return [isRedirect(mistake) ? suggestion('redirect', data, ...place) : null, suggestion('drop', data, drop)];
}

/** `res.redirect(404, url)`: an answer without a redirect, or the redirect without the status. */
function readingsOfNoRedirect({
  mistake,
  call,
  setter,
  data,
  file,
}: Misread<Extract<RedirectMistake, { is: 'no-redirect' }>>): readonly (Suggestion<MessageId> | null)[] {
  const [first, second] = call.call.arguments;
  const { url, outcome } = mistake;
  if (!url || !first) return [];
  const status = file.text(outcome.node);
  const isArgument = second !== undefined && (outcome.node === first || outcome.node === second);
  const drop = isArgument ? removeArgument(outcome.node, file) : removeSetter(call.object, outcome.node);
  // What the address is made of may do something.
  const answer = runsSomething(url, file.sourceCode.visitorKeys)
    ? null
    : suggestion('answer', data, fixer =>
        fixer.replaceTextRange(
          [call.property.range[0], call.call.range[1]],
          isArgument ? `${setter}(${status}).send()` : 'send()',
        ),
      );
  return [answer, suggestion('drop', data, drop)];
}
