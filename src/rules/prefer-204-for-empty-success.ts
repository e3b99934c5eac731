import { purposeOf } from '../causes/context/purpose.ts';
import { readCause } from '../causes/read-cause.ts';
import { statusEdit } from '../edits/status-edit.ts';
import { isEmpty } from '../facts/content/empty-content.ts';
import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import type { File } from '../model/definitions/file.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { calleeName } from '../syntax/unwrap.ts';

/** Decorators that give a member its method and path. */
const METHOD_DECORATOR = /^(?:Get|Post|Put|Patch|Delete)$/;

export default defineRule({
  name: 'prefer-204-for-empty-success',
  description: 'Prefer 204 No Content where a DELETE, PUT or PATCH succeeds and nothing is sent back',
  type: 'suggestion',
  preset: 'strict',
  entries: [204, 200],
  sources: [rfc(9110, '15.3.5')],
  hasSuggestions: true,
  messages: {
    empty:
      'Send {{right}}, or the content: {{reads}}, and nothing is sent back, while {{sent}} has clients look for content and parse {{content}}.',
    use: 'Send {{right}}.',
  },
  convention: { message: 'empty', isDoneBy: ({ status }) => status.outcomes.some(({ code }) => code === 204) },
  response(response, { model, report }) {
    const { file } = model;
    if (!isEmpty(response, file)) return 'it has content, or may have';
    const { method, updates } = purposeOf(response, file);
    let silence: string | undefined = 'its status is not 200, or it answers no DELETE, PUT or PATCH';
    for (const outcome of feasibleOutcomes(response, [], model)) {
      const evidence = outcome.code === 200 ? readCause(response, model, outcome) : null;
      // Where decorators register methods, as compiled ones do, the method is theirs to say.
      const isMeant =
        method === null
          ? (evidence?.cause === 'success-deleted' || (evidence?.cause === 'success-updated' && updates)) &&
            !hasDecorated(file)
          : /^(?:DELETE|PUT|PATCH)$/.test(method);
      if (!evidence?.cause.startsWith('success-') || !isMeant) continue;
      const edit = statusEdit(response, outcome, 204, file);
      report({
        node: outcome.node,
        messageId: 'empty',
        data: {
          reads: evidence.reads,
          right: label(204),
          sent: label(200),
          content: response.body.kind === 'reason' ? 'the text "OK"' : 'an empty one',
        },
        suggest: [edit && { messageId: 'use', data: { right: label(204) }, fix: edit }],
      });
      silence = undefined;
    }
    return silence;
  },
});

/** Whether members of the file are decorated with methods, by themselves or as TypeScript compiles that. */
function hasDecorated({ calls }: File): boolean {
  return calls.some(
    call =>
      calleeName(call) === '__decorate' ||
      (call.parent.type === 'Decorator' && METHOD_DECORATOR.test(calleeName(call) ?? '')),
  );
}
