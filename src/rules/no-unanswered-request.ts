import type { TSESTree } from '@typescript-eslint/utils';

import { needsSemicolon } from '../edits/source-edit.ts';
import { findUnanswered } from '../facts/unanswered/find-unanswered.ts';
import type { Unanswered } from '../facts/unanswered/unanswered.ts';
import { lineInBrackets, onLine } from '../message-words.ts';
import type { File } from '../model/definitions/file.ts';
import type { Handler } from '../model/handlers/handler.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type Suggestion } from '../rule.ts';
import { descendants } from '../syntax/descendants.ts';

type MessageId = 'catch' | 'failure' | 'way' | 'next' | 'send';

export default defineRule<MessageId>({
  name: 'no-unanswered-request',
  description: 'Disallow ways through a handler that end without an answer',
  type: 'problem',
  preset: 'warn',
  entries: [500],
  hasSuggestions: true,
  messages: {
    catch:
      'Answer {{fails}}, or hand the error on: this `catch` does neither when {{text}}{{place}} fails, and the client waits until it times out.',
    failure:
      'Answer {{fails}}, or hand the error on: this callback does neither when {{text}}{{place}} fails, and the client waits until it times out.',
    way: 'Answer on every way: {{where}}this handler ends with nothing sent and nothing handed on, and the client waits until it times out.',
    next: 'Hand the error on with `{{next}}({{error}})`.',
    send: 'Send the error, with the status that it carries.',
  },
  handler(responses, { model, report }) {
    for (const one of findUnanswered(responses, model)) {
      const { is, at, because } = one;
      const { file } = model;
      report({
        node: at,
        messageId: is,
        data:
          is === 'way'
            ? { where: because ? `past the test of \`${nameOf(because, file)}\`${onLine(because, at)}, ` : 'on one, ' }
            : {
                text: because ? `\`${nameOf(because, file)}\`` : 'something',
                place: because ? lineInBrackets(because, at) : '',
                fails: label(500),
              },
        suggest: [handOn(one, responses.handler, file)],
      });
    }
  },
});

/** The code of what fails or is tested, without what it is given. */
function nameOf(node: TSESTree.Node, file: File): string {
  const value = node.type === 'AwaitExpression' ? node.argument : node;
  if (value.type === 'ThrowStatement') return 'throw';
  const named = value.type === 'CallExpression' || value.type === 'NewExpression' ? value.callee : value;
  const code = file.code(named);
  return code.length > 60 ? `${code.slice(0, 57)}…` : code;
}

/** `next(error)` at the end of a block that only notes the error. */
function handOn({ is, block, error }: Unanswered, handler: Handler, file: File): Suggestion<MessageId> | null {
  if (is === 'way' || !error || block.type !== 'BlockStatement') return null;
  // Where a part of the block leaves it, its end is not the end of the way.
  for (const { type } of descendants(block, file.sourceCode.visitorKeys))
    if (/^(?:Return|Throw|Break|Continue|If|Switch|Try)Statement$/.test(type)) return null;
  const { next, response, framework } = handler;
  const last = block.body.at(-1);
  const insert = (code: string): Suggestion<MessageId>['fix'] =>
    last
      ? fixer => fixer.insertTextAfter(last, `${needsSemicolon(last, file) ? ';' : ''} ${code}`)
      : fixer => fixer.insertTextAfterRange([block.range[0], block.range[0] + 1], ` ${code} `);
  if (next && framework.sendsResults === false)
    return {
      messageId: 'next',
      data: { next: next.name, error: error.name },
      fix: insert(`${next.name}(${error.name});`),
    };
  return framework.answersErrors === true && response
    ? { messageId: 'send', fix: insert(`${response.name}.send(${error.name});`) }
    : null;
}
