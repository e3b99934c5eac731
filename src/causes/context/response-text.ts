import type { TSESTree } from '@typescript-eslint/utils';

import { isUpperSnakeCase } from '../../syntax/letter-case.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import { lastName, stringValue } from '../../syntax/unwrap.ts';
import { wordsIn } from '../../syntax/words.ts';

/** The text a response gives as its reason, where it is written there; support for evidence, never evidence alone. */
export function textOf({ body, error, node }: Response, file: File): string | null {
  const content = error?.message ?? body.node;
  if (!content)
    return node.type === 'CallExpression'
      ? (node.arguments.map(one => stringValue(one)).find(text => text !== null) ?? null)
      : null;
  return (
    stringValue(content) ??
    wordsOfConstant(content) ??
    (content.type === 'TemplateLiteral' || body.object === content || content.type === 'ObjectExpression'
      ? saidIn(content, file)
      : body.object
        ? saidIn(body.object, file)
        : null)
  );
}

/** What an object or a template says: its names and texts, each by itself. */
function saidIn(content: TSESTree.Node, { sourceCode }: File): string {
  return wordsIn(content, sourceCode.visitorKeys)
    .map(({ text }) => text)
    .join('\n');
}

/** `Messages.USER_NOT_FOUND` says "user not found". */
function wordsOfConstant(content: TSESTree.Node): string | null {
  const name = lastName(content);
  return name && isUpperSnakeCase(name) ? name.toLowerCase().replaceAll('_', ' ') : null;
}
