import type { TSESTree } from '@typescript-eslint/utils';

import { outcomesWithout } from '../causes/outcomes-without.ts';
import { headerEdit } from '../edits/header-edit.ts';
import { findAllowedMethods } from '../facts/headers/allowed-methods.ts';
import { isSentWith } from '../facts/headers/sent-with.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { calleeName, unwrapAwait } from '../syntax/unwrap.ts';
import { mentions } from '../syntax/words.ts';

/** Middleware that may set the field by the methods it is given: `allowMethods('GET')`. */
const SETS_ALLOW = /allow|method/i;

/** The field itself: `res.set('Allow', …)`. */
const NAMES_ALLOW = /^allow$/i;

export default defineRule({
  name: 'require-allow-with-405',
  description: 'Require an Allow header in 405 Method Not Allowed responses',
  type: 'problem',
  preset: 'error',
  entries: [405],
  sources: [rfc(9110, '15.5.6'), rfc(9110, '10.2.1')],
  hasSuggestions: true,
  messages: {
    missing: 'Set Allow to the methods this address supports: {{status}} says that another would do, and not which.',
    set: 'Set Allow to `{{methods}}`.',
  },
  convention: { message: 'missing', isDoneBy: response => isSentWith(response, 405, 'allow') },
  response(response, { model, report }) {
    const { file } = model;
    const lacking = outcomesWithout('allow', response, model);
    if (typeof lacking === 'string') return lacking;
    if (!response.handler) return 'no handler in sight reaches it: who answers it may set Allow, or nobody does';
    if (isForAnyMethod(response, model)) return 'what is not implemented for any method has no other to name';
    if (response.error && !isPlainError(response)) return 'the error may carry Allow';
    if (
      response.handler?.routes.some(({ before }) =>
        before.some(node => mentions(node, SETS_ALLOW, file.sourceCode.visitorKeys)),
      )
    )
      return 'middleware before it may set Allow';
    if (hasMiddlewareForAllow(model)) return 'middleware of this file may set Allow';
    const methods = findAllowedMethods(response, model).join(', ');
    for (const outcome of lacking) {
      const edit = methods === '' ? null : headerEdit(response, outcome, 'Allow', `'${methods}'`, file);
      report({
        node: outcome.node,
        messageId: 'missing',
        data: { status: label(405) },
        suggest: [edit && { messageId: 'set', data: { methods }, fix: edit }],
      });
    }
    return undefined;
  },
});

/** Whether the content is an error that says that nothing is implemented there: `res.status(error.statusCode).json(error)` of a NotImplementedError. */
function isForAnyMethod({ body }: Response, { file }: Model): boolean {
  const made = body.node && file.bindings.resolve(body.node);
  return made?.type === 'NewExpression' && /not_?implemented/i.test(calleeName(made) ?? '');
}

const forAllow = new WeakMap<Model, boolean>();

/** Whether middleware or a hook of the file names the field; asked once for all its responses. */
function hasMiddlewareForAllow(model: Model): boolean {
  let has = forAllow.get(model);
  if (has === undefined)
    forAllow.set(
      model,
      (has = model.handlers.some(
        ({ handler: { role, fn } }) =>
          (role === 'middleware' || role === 'hook') && mentions(fn, NAMES_ALLOW, model.file.sourceCode.visitorKeys),
      )),
    );
  return has;
}

/** Whether an error is made, where it is thrown or forwarded, of nothing but a status and a text: no error handler can know the methods then. */
function isPlainError({ body }: Response): boolean {
  const made = body.node && unwrapAwait(body.node);
  return (made?.type === 'NewExpression' || made?.type === 'CallExpression') && made.arguments.every(isPlainArgument);
}

function isPlainArgument(argument: TSESTree.Node): boolean {
  return ['Literal', 'TemplateLiteral', 'MemberExpression', 'Identifier'].includes(argument.type);
}
