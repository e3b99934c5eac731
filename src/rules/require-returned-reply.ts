import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isInFinally, needsSemicolon } from '../edits/source-edit.ts';
import { findAnswerInCallback } from '../facts/setting/answers-in-callback.ts';
import { findLateness, type LateReply } from '../facts/setting/late-reply.ts';
import {
  findUnreturned,
  findUnreturnedProxying,
  isReturnedLast,
  type Unreturned,
} from '../facts/setting/unreturned-reply.ts';
import { fastify } from '../frameworks/fastify.ts';
import { onLineOf } from '../message-words.ts';
import type { File } from '../model/definitions/file.ts';
import { runsBeforeHandler, type Handler } from '../model/handlers/handler.ts';
import type { Response } from '../model/responses/response.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type Suggestion } from '../rule.ts';
import { holds } from '../syntax/descendants.ts';
import { unwrap } from '../syntax/unwrap.ts';
import { mentions } from '../syntax/words.ts';

type MessageId =
  | 'callback'
  | 'proxied'
  | 'stream'
  | 'file'
  | 'not-found'
  | 'error'
  | 'hook'
  | 'plugin'
  | 'saves'
  | 'atEnd'
  | 'goesOn'
  | 'work'
  | 'last'
  | 'return'
  | 'await';

export default defineRule<MessageId, { strict: boolean }>({
  name: 'require-returned-reply',
  description: 'Require async functions of Fastify to return or await the reply they send',
  type: 'problem',
  preset: 'error',
  framework: fastify,
  entries: [200],
  fixable: true,
  hasSuggestions: true,
  schema: {
    strict: {
      type: 'boolean',
      description: 'Whether to report a send that is the last thing done and over at once, too.',
    },
  },
  defaults: { strict: false },
  strictOptions: { strict: true },
  messages: {
    callback:
      'Return the reply at the end: this async function ends before its callback answers, and the client gets {{effect}} without content.',
    proxied:
      'Return the reply: this async function ends before the other server has answered, and the client gets {{effect}} without content.',
    atEnd: 'Return the reply at the end of the function.',
    stream: 'Return the reply: this async function ends before the stream is read, so {{effect}}.',
    file: 'Return the reply: this async function ends before `{{via}}` has opened the file, so {{effect}}.',
    'not-found':
      'Return the reply: this async function ends before a not-found handler that waits has answered, and then {{effect}}.',
    error: 'Return the reply: where {{handler}} waits, this function ends before it has answered, and {{effect}}.',
    hook: 'Return the reply: while the `{{hook}}` hook{{place}} waits, this async function ends, and {{effect}} too; {{ends}}.',
    plugin:
      'Return the reply: where `{{plugin}}` compresses, this async function ends before its stream is read, and {{effect}}.',
    saves:
      'Return the reply: while `{{plugin}}` saves the session, this async function ends, Fastify answers too, and what comes second ends the process.',
    goesOn: 'Return the reply: the function goes on after this {{response}}, for a request that is answered.',
    work: 'Send last and return the reply: the client has this {{response}} before the rest is done, and never learns whether that failed.',
    last: 'Return the reply: Fastify knows no other way that this function answers, and where a hook waits, {{effect}}.',
    return: 'Return the reply.',
    await: 'Wait until the response is sent.',
  },
  convention: { message: 'last', isDoneBy: isReturnedLast },
  handler(responses, { model, options, report }) {
    const inCallback = findAnswerInCallback(responses, model.file);
    if (inCallback)
      report({
        node: inCallback.at,
        messageId: 'callback',
        data: { effect: label(200) },
        suggest: [returnAtEnd(responses.handler, model.file)],
      });
    for (const statement of findUnreturnedProxying(responses.handler, model.file))
      report({
        node: statement.expression,
        messageId: 'proxied',
        data: { effect: label(200) },
        suggest: [{ messageId: 'return', fix: fixer => fixer.insertTextBefore(statement, 'return ') }],
      });
    for (const unreturned of findUnreturned(responses, model.file, model.definitions?.locator)) {
      const { response, afterwards } = unreturned;
      const late = findLateness(response, model);
      const messageId = messageFor(unreturned, late);
      if (messageId === 'last' && !options.strict) continue;
      // What a helper gives back is its own affair.
      if (unreturned.isByHelper && !late) continue;
      const fix = unreturned.isByHelper ? null : returnEdit(unreturned, model.file);
      const isFixed =
        response.via === 'send' &&
        response.body.kind === 'payload' &&
        response.error === null &&
        afterwards === 'nothing' &&
        (messageId === 'last' || messageId === 'hook');
      report({
        node: response.nameNode,
        messageId,
        data: dataOf(response, late, responses.handler, model.file),
        fix: isFixed ? fix : null,
        suggest: (isFixed && fix) || unreturned.isByHelper ? [] : suggestions(unreturned, fix, messageId),
      });
    }
  },
});

/** `return reply;` behind the last statement; null where the reply has no name, or the function is declared to return something else. */
function returnAtEnd({ fn, response }: Handler, file: File): Suggestion<MessageId> | null {
  const last = fn.body.type === 'BlockStatement' ? fn.body.body.at(-1) : undefined;
  if (!last || !response || last.type === 'ReturnStatement' || (fn.returnType && !allowsReply(fn.returnType, file)))
    return null;
  return {
    messageId: 'atEnd',
    fix: fixer => fixer.insertTextAfter(last, `${needsSemicolon(last, file) ? ';' : ''} return ${response.name};`),
  };
}

/** What makes the missing `return` matter; `last` where nothing in sight does. */
function messageFor({ response, afterwards, endsItsBlock }: Unreturned, late: LateReply | null): MessageId {
  if (late) return late.plugin?.does === 'saves' ? 'saves' : late.is;
  if (afterwards !== 'work' || response.status.codes?.includes(202) === true) return 'last';
  return endsItsBlock ? 'goesOn' : 'work';
}

function dataOf(
  { via, nameNode, status: { codes } }: Response,
  late: LateReply | null,
  handler: Handler,
  file: File,
): Readonly<Record<string, string | number>> {
  const name = codes?.length === 1 ? label(codes[0] ?? 200) : null;
  const place = late?.by ? onLineOf(late.by.fn, late.by.file, nameNode, file) : '';
  return {
    via,
    response: name === null ? 'response' : `${name} response`,
    hook: late?.hook ?? '',
    place,
    ends: late?.by?.callsBack ? 'the process ends' : 'Fastify 4 ends the process',
    plugin: late?.plugin?.name ?? '',
    handler: late?.by ? `the error handler${place}` : 'the error handler outside of this one',
    effect: effectOf(late, name, handler),
  };
}

function effectOf(late: LateReply | null, name: string | null, handler: Handler): string {
  if (runsBeforeHandler(handler)) return 'Fastify goes on to the handler';
  const status = lostStatus(late, name);
  return late?.is === 'hook'
    ? `Fastify answers ${status} without content`
    : `the client gets ${status} without content`;
}

/** What goes out in its place (facts of Fastify, tests/wire): an error or a miss has not set its status yet. */
function lostStatus(late: LateReply | null, name: string | null): string {
  return late?.is === 'error' || late?.is === 'not-found' ? label(200) : (name ?? 'a response');
}

function suggestions(
  { statement, endsItsBlock }: Unreturned,
  fix: TSESLint.ReportFixFunction | null,
  messageId: MessageId,
): readonly (Suggestion<MessageId> | null)[] {
  const mayReturn = fix !== null && endsItsBlock;
  return [
    mayReturn ? { messageId: 'return', fix } : null,
    // What follows in the block runs on purpose, or the function is declared to return nothing.
    mayReturn ||
    messageId === 'goesOn' ||
    messageId === 'work' ||
    unwrap(statement.expression).type !== 'CallExpression'
      ? null
      : { messageId: 'await', fix: fixer => fixer.insertTextBefore(statement, 'await ') },
  ];
}

/** `return` before the send, in the place of a `return;` behind it; null where the function is declared to return something else. */
function returnEdit(
  { statement, response: { fn }, bareReturn }: Unreturned,
  file: File,
): TSESLint.ReportFixFunction | null {
  if (unwrap(statement.expression).type !== 'CallExpression' || isInFinally(statement)) return null;
  if (fn?.returnType && !allowsReply(fn.returnType, file)) return null;
  const rest = bareReturn && isNextTo(statement, bareReturn, file) ? bareReturn : null;
  return fixer => [
    fixer.insertTextBefore(statement, 'return '),
    ...(rest ? [fixer.removeRange([statement.range[1], rest.range[1]])] : []),
  ];
}

function allowsReply(type: TSESTree.Node, { sourceCode: { visitorKeys } }: File): boolean {
  return (
    mentions(type, /Reply/, visitorKeys) ||
    holds(type, visitorKeys, one => one.type === 'TSAnyKeyword' || one.type === 'TSUnknownKeyword')
  );
}

function isNextTo(statement: TSESTree.Node, next: TSESTree.Node, file: File): boolean {
  return (
    statement.parent === next.parent && /^\s*$/.test(file.sourceCode.text.slice(statement.range[1], next.range[0]))
  );
}
