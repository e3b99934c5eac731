import { annotatedType } from '../model/handlers/handler-shape.ts';
import type { Handler } from '../model/handlers/handler.ts';
import { findUnanswered } from '../facts/setting/missing-status.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { missingStatusEdit } from '../edits/status-edit.ts';

export default defineRule({
  name: 'require-status-in-error-handler',
  description: 'Require error handlers and not-found handlers to set a status',
  type: 'problem',
  preset: 'error',
  entries: [500, 404],
  hasSuggestions: true,
  messages: {
    error:
      'Set the status of the error, or {{fallback}}: nothing sets one in this error handler, so failures go out as {{ok}}.',
    notFound:
      'Set {{fallback}}: nothing sets a status in this handler of requests that no route answers, so "not found" goes out as {{ok}}.',
    set: 'Set `{{status}}`.',
  },
  response(response, { model, report }) {
    let silence: string | undefined = 'it is no answer of an error handler or a not-found handler that sets no status';
    for (const outcome of response.status.outcomes) {
      const unanswered = findUnanswered(response, outcome, model);
      if (!unanswered) continue;
      const fallback = unanswered === 'error' ? 500 : 404;
      const status = unanswered === 'error' ? statusOfError(response.handler) : String(fallback);
      const edit = missingStatusEdit(response, status, model.file);
      report({
        node: outcome.node,
        messageId: unanswered === 'error' ? 'error' : 'notFound',
        data: { ok: label(200), fallback: label(fallback) },
        suggest: [edit && { messageId: 'set', data: { status }, fix: edit }],
      });
      silence = undefined;
    }
    return silence;
  },
});

/** The status of the error with 500 to fall back on; 500 alone where the error's type says that it has none. */
function statusOfError(handler: Handler | null): string {
  const error = handler?.error;
  const type = annotatedType(handler?.parameters.error ?? undefined);
  return error && (type === null || /^(?:FastifyError|HttpError|createHttpError\.HttpError)$/.test(type))
    ? `${error.name}.statusCode ?? 500`
    : '500';
}
