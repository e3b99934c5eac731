import type { TSESLint } from '@typescript-eslint/utils';

import type { File } from '../model/file.ts';
import { findMisplacedStatus, type MisplacedStatus } from '../model/misplaced-status.ts';
import type { Response } from '../model/response.ts';
import { findVersions, isBelow } from '../project/framework-versions.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { methodCall } from '../syntax/unwrap.ts';

type MessageId = 'content' | 'ignored' | 'status' | 'data';

export default defineRule<MessageId>({
  name: 'no-status-as-body',
  description: 'Disallow a status in the place of the content',
  type: 'problem',
  preset: 'error',
  entries: [200],
  fixable: true,
  hasSuggestions: true,
  messages: {
    content: '{{status}} stands where `{{via}}` takes the content: {{effect}}. Set the status apart.',
    ignored: '{{status}} stands behind the content, where `{{via}}` ignores it: {{effect}}. Set the status apart.',
    status: 'Send {{status}}: `{{edit}}`.',
    data: 'Send the number as JSON: `{{edit}}`.',
  },
  response(response, { model: { file, settings }, report }) {
    const misplaced = findMisplacedStatus(response, file);
    if (!misplaced) return 'no status stands in the place of its content';
    const { node, code, content, isPlain } = misplaced;
    const isFirst = content === null || node.range[0] < content.range[0];
    const status = code === null ? `\`${file.text(node)}\`` : label(code);
    const text = statusText(misplaced, response, file);
    const replace = (edit: string): TSESLint.ReportFixFunction => fixer => fixer.replaceText(response.via === 'return' ? node : response.node, edit);
    const isSame = isPlain && isBelow(findVersions(file.filename, 'express', settings), [5, 0]) && response.framework === 'express' && (content !== null || response.headers.has('content-type') === false);
    const data = dataText(misplaced, response, file);
    report({
      node, messageId: isFirst ? 'content' : 'ignored', data: { status, via: response.via, effect: effectOf(response, isFirst, code !== null) },
      fix: isSame && text !== null ? replace(text) : null,
      suggest: isSame || text === null ? [] : [
        { messageId: 'status', data: { status, edit: text }, fix: replace(text) },
        data === null ? null : { messageId: 'data', data: { edit: data }, fix: replace(data) },
      ],
    });
    return undefined;
  },
});

/** What goes out (facts of both frameworks, tests/wire). */
function effectOf({ framework, status: { outcomes } }: Response, isFirst: boolean, isNumber: boolean): string {
  const [outcome] = outcomes;
  const sent = label(outcome && Number.isInteger(outcome.code) ? outcome.code : 200);
  const what = isFirst ? `${sent} with ${isNumber ? 'the number' : 'that value'} as its content` : sent;
  if (framework === 'fastify') return `Fastify sends ${what}`;
  return framework === 'express' ? `Express 5 sends ${what}, and Express 4 deprecates it` : `Express 5 and Fastify send ${what}`;
}

/** The call with the status set apart. */
function statusText({ node, content, isContentNumber }: MisplacedStatus, { framework, via, handler, node: call }: Response, file: File): string | null {
  const status = file.text(node);
  const setter = framework === 'fastify' ? 'code' : 'status';
  if (via === 'return') return handler?.response ? `${handler.response.name}.${setter}(${status}).send()` : null;
  const method = methodCall(call);
  if (!method) return null;
  const object = file.text(method.object);
  if (content === null) return framework === 'express' ? `${object}.sendStatus(${status})` : `${object}.${setter}(${status}).send()`;
  // Express 4 takes a number that is sent for a status again.
  const sender = isContentNumber && framework === 'express' && via === 'send' ? 'json' : via;
  return `${object}.${setter}(${status}).${sender}(${file.text(content)})`;
}

/** The call that sends a number as data for certain. */
function dataText({ node, content }: MisplacedStatus, { framework, node: call }: Response, file: File): string | null {
  const method = methodCall(call);
  return content === null && framework === 'express' && method ? `${file.text(method.object)}.json(${file.text(node)})` : null;
}
