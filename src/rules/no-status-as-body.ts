import type { TSESLint } from '@typescript-eslint/utils';

import type { File } from '../model/definitions/file.ts';
import { findMisplacedStatus, type MisplacedStatus } from '../facts/in-vain/misplaced-status.ts';
import type { Response } from '../model/responses/response.ts';
import { findVersions, isBelow } from '../project/framework-versions.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { asArgument, isStill, isUsableAt, removeArgument } from '../edits/source-edit.ts';
import { methodCall, unwrap } from '../syntax/unwrap.ts';

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
    content: 'Set the status apart: `{{via}}` takes {{status}} for the content, and {{effect}}.',
    ignored: 'Set the status apart: `{{via}}` ignores {{status}} behind the content, and {{effect}}.',
    status: 'Send {{status}}: `{{edit}}`.',
    data: 'Send the number as JSON: `{{edit}}`.',
  },
  response(response, { model: { file, settings }, report }) {
    const misplaced = findMisplacedStatus(response, file);
    if (!misplaced) return 'no status stands in the place of its content';
    const { framework } = response;
    const { node, code, content, isPlain } = misplaced;
    const isFirst = content === null || node.range[0] < content.range[0];
    const status = code === null ? `\`${file.text(node)}\`` : label(code);
    const text = statusText(misplaced, response, file);
    // What middleware has set as the type of the content, `sendStatus` replaces; and a content that reads the status gets another one.
    const isSame =
      isPlain &&
      framework.statusInSendBelow !== null &&
      isBelow(findVersions(file.filename, framework, settings), framework.statusInSendBelow) &&
      content !== null &&
      isStill(content, response.handler?.response ?? null, file);
    const fix = statusFix(misplaced, response, text, file);
    const data = dataText(misplaced, response, file);
    report({
      node,
      messageId: isFirst ? 'content' : 'ignored',
      data: { status, via: response.via, effect: effectOf(response, isFirst, code !== null) },
      fix: isSame ? fix : null,
      suggest:
        isSame || text === null || fix === null
          ? []
          : [
              { messageId: 'status', data: { status, edit: text }, fix },
              data === null
                ? null
                : { messageId: 'data', data: { edit: data }, fix: renameTo('json', misplaced, response, file) },
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
  return framework.statusAsContent(what);
}

/** The call with the status set apart; null for one with more than that and its content. */
function statusText(
  { node, content, isContentNumber }: MisplacedStatus,
  response: Response,
  file: File,
): string | null {
  const { framework, via, handler, node: call } = response;
  const status = file.text(node);
  if (via === 'return')
    return handler?.response && isUsableAt(handler.response, node, file)
      ? `${handler.response.name}.${framework.setter}(${status}).send()`
      : null;
  const method = methodCall(call);
  if (!method || method.call.arguments.length > 2) return null;
  const object = file.text(method.object);
  if (content === null)
    return framework.statusSender
      ? `${object}.${framework.statusSender}(${status})`
      : `${object}.${framework.setter}(${status}).send()`;
  return `${object}.${framework.setter}(${status}).${senderOf(response, isContentNumber)}(${file.text(content)})`;
}

/** The edit that does so, and leaves all else as it is written. */
function statusFix(
  misplaced: MisplacedStatus,
  response: Response,
  text: string | null,
  file: File,
): TSESLint.ReportFixFunction | null {
  const { node, content, isContentNumber } = misplaced;
  const { via, nameNode, node: call, framework } = response;
  if (text === null || via === 'return') return text === null ? null : fixer => fixer.replaceText(node, text);
  const method = methodCall(call);
  const argument = method?.call.arguments.find(one => unwrap(one) === unwrap(node));
  if (!method || !argument) return null;
  if (content === null && framework.statusSender) return renameTo(framework.statusSender, misplaced, response, file);
  const sender = senderOf(response, isContentNumber);
  return fixer => [
    fixer.insertTextAfter(method.object, `.${framework.setter}(${asArgument(node, file)})`),
    ...(sender === via ? [] : [fixer.replaceText(nameNode, sender)]),
    removeArgument(argument, file)(fixer),
  ];
}

/** Gives the number to another method, out of the cast that `send` asked for. */
function renameTo(
  name: string,
  { node }: MisplacedStatus,
  { nameNode, node: call }: Response,
  file: File,
): TSESLint.ReportFixFunction {
  const argument = methodCall(call)?.call.arguments.find(one => unwrap(one) === unwrap(node));
  return fixer => [
    fixer.replaceText(nameNode, name),
    ...(argument && argument !== node ? [fixer.replaceText(argument, file.text(node))] : []),
  ];
}

/** Express 4 takes a number that is sent for a status again. */
function senderOf({ framework, via }: Response, isContentNumber: boolean): string {
  return isContentNumber && framework.jsonSender && via === 'send' ? framework.jsonSender : via;
}

/** The call that sends a number as data for certain. */
function dataText({ node, content }: MisplacedStatus, { framework, node: call }: Response, file: File): string | null {
  const method = methodCall(call);
  return content === null && framework.jsonSender && method
    ? `${file.text(method.object)}.${framework.jsonSender}(${file.text(node)})`
    : null;
}
