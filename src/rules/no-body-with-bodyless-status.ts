import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { removeArgument } from '../edits/source-edit.ts';
import { statusEdit } from '../edits/status-edit.ts';
import { findWrongNotModified } from '../facts/headers/not-modified.ts';
import type { File } from '../model/definitions/file.ts';
import type { Response } from '../model/responses/response.ts';
import { rfc } from '../reference/source.ts';
import { forbidsContent, label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { runsSomething } from '../syntax/descendants.ts';

export default defineRule({
  name: 'no-body-with-bodyless-status',
  description: 'Disallow content in responses whose status forbids it',
  type: 'problem',
  preset: 'error',
  entries: [204, 304],
  sources: [rfc(9110, '15.3.5'), rfc(9110, '15.3.6'), rfc(9110, '15.4.5')],
  hasSuggestions: true,
  messages: {
    lost: 'Drop the content, or send it with 200 OK: {{content}} never reaches the client, as {{status}} ends at its headers.',
    unwanted: 'Drop the content, or send it with 200 OK: {{content}} is sent, and {{status}} must not carry any.',
    drop: 'Drop the content and keep {{status}}.',
    send: 'Send the content with 200 OK.',
  },
  response(response, { model, report }) {
    const { file } = model;
    const { status, body } = response;
    const bodyless = status.where(forbidsContent);
    const [outcome] = bodyless;
    if (!outcome) return 'none of its statuses forbids content';
    if (findWrongNotModified(response, outcome, model))
      return 'the status is wrong, rather than the content: no-unconditional-304 speaks';
    if (!carriesContent(response, outcome.code)) return `its content is ${body.presence}`;
    const { code } = outcome;
    const content = describe(response, file.code);
    const edit = statusEdit(response, outcome, 200, file);
    const node = body.node;
    const canDrop =
      node !== null &&
      node.parent?.type === 'CallExpression' &&
      node.parent === response.node &&
      node.parent.arguments.length === 1 &&
      !runsSomething(node, file.sourceCode.visitorKeys) &&
      ['json', 'content', 'payload'].includes(body.kind) &&
      bodyless.length === status.outcomes.length;
    report({
      node: outcome.node,
      messageId: code === 205 ? 'unwanted' : 'lost',
      data: { status: label(code), content },
      suggest: [
        canDrop
          ? { messageId: 'drop', data: { status: label(code) }, fix: fixer => dropContent(response, node, file, fixer) }
          : null,
        edit && { messageId: 'send', fix: edit },
      ],
    });
    return undefined;
  },
});

/** `null` is text in a 205 and, in Fastify, stays as a content-length in a 304; elsewhere it is no content (facts of both frameworks, tests/wire). */
function carriesContent({ body, framework }: Response, code: number): boolean {
  if (body.kind === 'reason' || body.kind === 'error' || body.kind === 'redirect') return false;
  if (body.presence === 'some') return true;
  return (
    body.presence === 'null' &&
    (body.kind === 'json' || body.kind === 'payload') &&
    (code === 205 || (code === 304 && framework.nullIsContent === true))
  );
}

function describe({ body, via }: Response, codeOf: (node: TSESTree.Node) => string): string {
  const name = via === 'return' ? 'the returned value' : `what \`${via}\` is given`;
  if (!body.node) return name;
  const source = codeOf(body.node);
  return source.length > 40 ? name : `\`${source}\``;
}

/** `json()` without a value is no call people write: `send()` says the same. */
function dropContent(
  { via, nameNode }: Response,
  node: TSESTree.Node,
  file: File,
  fixer: TSESLint.RuleFixer,
): TSESLint.RuleFix[] {
  const edits = [removeArgument(node, file)(fixer)];
  if (via === 'json' || via === 'jsonp') edits.push(fixer.replaceText(nameNode, 'send'));
  return edits;
}
