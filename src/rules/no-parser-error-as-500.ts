import type { TSESLint } from '@typescript-eslint/utils';

import { findParserAnswered500 } from '../facts/setting/parser-errors.ts';
import type { File } from '../model/definitions/file.ts';
import { annotatedType } from '../model/handlers/handler-shape.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { isUsableAt } from '../edits/source-edit.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';

/** Types of an error that has a status, or may have any property. */
const HAS_STATUS = /^(?:any|FastifyError|HttpError|createHttpError\.HttpError|createError\.HttpError)$/;

export default defineRule({
  name: 'no-parser-error-as-500',
  description: 'Disallow error handlers that answer what body parsers refuse with a fixed 500 Internal Server Error',
  type: 'problem',
  preset: 'strict',
  entries: [400, 500],
  hasSuggestions: true,
  messages: {
    json: 'Send the status the error carries: for malformed JSON {{parser}} sets {{malformed}}, for too much {{tooLarge}} (`{{property}}`), yet {{status}} goes out.',
    other:
      'Send the status the error carries: for a body that is too large {{parser}} sets {{tooLarge}} (`{{property}}`), yet {{status}} goes out.',
    carry: 'Send the status of the error, and {{fallback}} where it has none: `{{edit}}`.',
  },
  response(response, { model: { file }, model, report }) {
    const { handler } = response;
    if (handler?.role !== 'error') return 'it is no answer of an error handler';
    const parser = findParserAnswered500(handler, model);
    if (!parser)
      return 'its error handler tells errors apart, answers some of them with another status, or gets none of a body parser in sight';
    const property = `${handler.error?.name ?? 'error'}.${handler.framework.errorStatusProperties[0]}`;
    for (const outcome of response.status.outcomes) {
      const edit = `${property} ?? ${file.text(outcome.node)}`;
      const fix = statusOfError(response, outcome, edit, file);
      report({
        node: outcome.node,
        messageId: parser.isForJson ? 'json' : 'other',
        data: {
          parser: parser.name === null ? `${handler.framework.title} itself` : `\`${parser.name}\``,
          malformed: label(400),
          tooLarge: label(413),
          property,
          status: label(outcome.code),
        },
        suggest: [fix && { messageId: 'carry', data: { fallback: label(outcome.code), edit }, fix }],
      });
    }
    return undefined;
  },
});

/** Puts the status of the error before one that is an argument; null where it is none, or the error has another name there or a type without a status. */
function statusOfError(
  { handler }: Response,
  { node }: Outcome,
  text: string,
  file: File,
): TSESLint.ReportFixFunction | null {
  const error = handler?.error;
  const type = annotatedType(handler?.parameters.error ?? undefined);
  if (!error || (type !== null && !HAS_STATUS.test(type)) || !isUsableAt(error, node, file)) return null;
  const { parent } = node;
  if (parent?.type !== 'CallExpression' || !parent.arguments.some(argument => argument === node)) return null;
  return fixer => fixer.replaceText(node, text);
}
