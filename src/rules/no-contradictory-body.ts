import { findOwner } from '../causes/precedence.ts';
import { statusForCause } from '../causes/status-for-cause.ts';
import { findContradictions, type BodyClaim } from '../facts/content/body-claims.ts';
import type { File } from '../model/definitions/file.ts';
import { rfc } from '../reference/source.ts';
import { label, reasonPhrase } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { statusEdit, statusText } from '../edits/status-edit.ts';

export default defineRule({
  name: 'no-contradictory-body',
  description: 'Disallow content that names another status than the one sent',
  type: 'problem',
  preset: 'error',
  entries: [200, 401, 403, 404, 500],
  sources: [rfc(9110, '15')],
  hasSuggestions: true,
  messages: {
    contradiction:
      'Make status and content agree: {{sent}} goes out, the content says {{claimed}} ({{words}}), and clients go by either.',
    status: 'Send {{claimed}}, as the content says.',
    content: 'Let the content say {{sent}}.',
  },
  response(response, { model, report }) {
    const { file } = model;
    const contradictions = findContradictions(response, model).filter(
      ({ outcome }) => findOwner(response, outcome, model) === null,
    );
    for (const { outcome, claim } of contradictions) {
      const edit =
        statusForCause(response, outcome, claim.code, model) !== claim.code
          ? null
          : statusEdit(response, outcome, claim.code, file);
      // Content that goes out with several statuses cannot say all of them.
      const text =
        new Set(response.status.outcomes.map(({ code }) => code)).size > 1
          ? null
          : contentText(claim, outcome.code, file);
      const data = { sent: label(outcome.code), claimed: label(claim.code), words: wordsOf(claim, file) };
      report({
        node: outcome.node,
        messageId: 'contradiction',
        data,
        suggest: [
          edit && { messageId: 'status', data, fix: edit },
          text === null ? null : { messageId: 'content', data, fix: fixer => fixer.replaceText(claim.node, text) },
        ],
      });
    }
    return contradictions.length > 0
      ? undefined
      : 'its content names no other status, or a rule before this one speaks';
  },
});

function wordsOf({ code, node, property, isWritten }: BodyClaim, file: File): string {
  return property === null ? file.text(node) : `\`${property}: ${isWritten ? file.text(node) : String(code)}\``;
}

/** The status that is sent, in the words or the notation of the content. */
function contentText({ code: claimed, node, isPhrase, isWritten }: BodyClaim, code: number, file: File): string | null {
  // A failure stays one, whatever its content says.
  if (!isWritten || (claimed >= 400 && code < 400)) return null;
  if (!isPhrase) return statusText(node, code, file);
  const phrase = reasonPhrase(code);
  const quote = file.text(node).charAt(0);
  return phrase === null || phrase.includes(quote) || code < 400 ? null : `${quote}${phrase}${quote}`;
}
