import { isAnsweredElsewhere, outcomesWithout } from '../causes/outcomes-without.ts';
import { findStatusOwner } from '../causes/precedence.ts';
import { headerEdit } from '../edits/header-edit.ts';
import { statusEdit } from '../edits/status-edit.ts';
import { findRangeNames, mayReadRange } from '../facts/headers/byte-range.ts';
import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import { isPassedOn } from '../facts/outcomes/passed-on.ts';
import type { File } from '../model/definitions/file.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { mentions } from '../syntax/words.ts';

interface Options {
  readonly strict: boolean;
}

export default defineRule<'unasked' | 'missing' | 'unsatisfied' | 'send' | 'set', Options>({
  name: 'require-content-range-with-206',
  description: 'Require 206 Partial Content to answer a Range, and to say which part it carries',
  type: 'problem',
  preset: 'error',
  entries: [206],
  sources: [rfc(9110, '15.3.7'), rfc(9110, '14.4'), rfc(9110, '15.5.17')],
  hasSuggestions: true,
  schema: {
    strict: { type: 'boolean', description: 'Whether a 416 Range Not Satisfiable must say how long the content is.' },
  },
  defaults: { strict: false },
  strictOptions: { strict: true },
  messages: {
    unasked:
      'Send {{right}}: nothing here reads a Range, which {{status}} answers, and a page of a list is whole by itself.',
    missing:
      'Set Content-Range to the bytes sent and the whole size: {{status}} carries a part, and does not say which.',
    unsatisfied:
      'Set Content-Range to `bytes */` and the size: {{status}} refuses a Range, and does not say which there are.',
    send: 'Send {{status}}.',
    set: 'Set Content-Range to {{value}}.',
  },
  response(response, { model, options: { strict }, report }) {
    const { file } = model;
    const { handler, body, headers, guards } = response;
    const isRange = (code: number): boolean => code === 206 || (strict && code === 416);
    const outcomes = feasibleOutcomes(response, [], model).filter(({ code }) => isRange(code));
    if (outcomes.length === 0) return 'its status is not 206 Partial Content, or not known';
    if (isAnsweredElsewhere(response) || !handler || handler.role === 'responder')
      return 'what answers is elsewhere, and may set Content-Range';
    if (body.kind === 'file') return 'what sends a file sets Content-Range where there is a Range';
    if (outcomes.some(({ code, guards: own }) => isPassedOn(code, [...guards, ...own], file)))
      return 'the status is that of another server';
    const type = headers.fields.get('content-type')?.value;
    if (type && mentions(type, /multipart/i, file.sourceCode.visitorKeys))
      return 'each part of a multipart content has its own Content-Range';
    const unasked = mayReadRange(handler, file) ? null : outcomes.find(({ code }) => code === 206);
    if (unasked && findStatusOwner(response, unasked, model) === null) {
      const edit = statusEdit(response, unasked, 200, file);
      report({
        node: unasked.node,
        messageId: 'unasked',
        data: { status: label(206), right: label(200) },
        suggest: [edit && { messageId: 'send', data: { status: label(200) }, fix: edit }],
      });
      return undefined;
    }
    const lacking = outcomesWithout('content-range', response, model, isRange);
    if (typeof lacking === 'string') return lacking;
    for (const outcome of lacking) {
      const value = contentRange(response, outcome, file);
      const edit = value === null ? null : headerEdit(response, outcome, 'Content-Range', value, file);
      report({
        node: outcome.node,
        messageId: outcome.code === 206 ? 'missing' : 'unsatisfied',
        data: { status: label(outcome.code) },
        suggest: [edit && value !== null ? { messageId: 'set', data: { value }, fix: edit } : null],
      });
    }
    return undefined;
  },
});

/** The value of the field, as a template over variables in sight. */
function contentRange({ handler }: Response, { node, code }: Outcome, file: File): string | null {
  const names = handler && findRangeNames(handler, node, file);
  if (!names) return null;
  if (code === 416) return `\`bytes */\${${names.size}}\``;
  return names.bounds && `\`bytes \${${names.bounds.start}}-\${${names.bounds.end}}/\${${names.size}}\``;
}
