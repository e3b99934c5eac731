import type { TSESTree } from '@typescript-eslint/utils';

import { findMisplaced, type Misplaced } from '../facts/unanswered/misplaced-parameters.ts';
import type { File } from '../model/definitions/file.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type Suggestion } from '../rule.ts';

type MessageId = 'missing' | 'last' | 'swapped' | 'list';

export default defineRule<MessageId>({
  name: 'no-misplaced-parameter',
  description: 'Disallow parameters of handlers in places where the framework gives something else',
  type: 'problem',
  preset: 'error',
  entries: [500],
  hasSuggestions: true,
  messages: {
    missing:
      'Give an error handler four parameters: of three, `{{name}}` is the request, and no error comes here; Express answers {{fails}} itself.',
    last: 'Put the error first: Express gives an error handler that first, so `{{name}}` is the error, and `{{text}}` is `next`.',
    swapped:
      'Put the request first: {{framework}} gives it first, so `{{name}}` is the request, what is called on it fails, and {{fails}} goes out.',
    list: 'Write `({{list}})`.',
  },
  file({ file, handlers, neverCalled }, { report }) {
    for (const handler of [...handlers.map(one => one.handler), ...neverCalled]) {
      const misplaced = findMisplaced(handler, file);
      if (misplaced)
        report({
          node: misplaced.parameters[0],
          messageId: misplaced.is,
          data: dataOf(misplaced, handler.framework.title),
          suggest: [rightList(misplaced, file)],
        });
    }
  },
});

/** What each of the names is in truth. */
function dataOf({ is, parameters, at }: Misplaced, framework: string): Readonly<Record<string, string>> {
  const name = (index: number): string => parameters[index]?.name ?? '';
  const fails = label(500);
  switch (is) {
    case 'missing':
      return { name: name(0), fails };
    case 'last':
      return { name: name(0), text: name(3) };
    case 'swapped':
      return { framework, name: name(at), fails };
  }
}

/** The parameters in the order in which they are given. */
function rightList({ is, parameters, at, isFree }: Misplaced, file: File): Suggestion<MessageId> | null {
  const texts = parameters.map(parameter => file.text(parameter));
  const ordered = orderOf(is, texts, at);
  if (is === 'missing' && !isFree) return null;
  const [first] = parameters;
  const last: TSESTree.Node = parameters.at(-1) ?? first;
  const list = orderOf(
    is,
    parameters.map(({ name }) => name),
    at,
  ).join(', ');
  // What an annotation or a comment says between two parameters stays where it is.
  return {
    messageId: 'list',
    data: { list },
    fix: fixer =>
      is === 'missing'
        ? fixer.insertTextAfter(last, ', next')
        : parameters.flatMap((parameter, index) =>
            ordered[index] === texts[index] ? [] : [fixer.replaceText(parameter, ordered[index] ?? '')],
          ),
  };
}

function orderOf(is: Misplaced['is'], [...list]: readonly string[], at: number): readonly string[] {
  if (is === 'missing') return [...list, 'next'];
  const moved = is === 'last' ? list.splice(3, 1) : list.splice(at + 1, 1);
  list.splice(is === 'last' ? 0 : at, 0, ...moved);
  return list;
}
