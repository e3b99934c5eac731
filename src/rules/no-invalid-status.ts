import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { asArgument } from '../edits/source-edit.ts';
import { findOverwrittenMethods } from '../facts/in-vain/overwritten-methods.ts';
import { findInvalidStatuses, findPossibleNaN, type InvalidStatus } from '../facts/setting/invalid-status.ts';
import { findUndefinedStatus, type UndefinedStatus } from '../facts/setting/undefined-status.ts';
import { findMisreadErrors, type MisreadError } from '../facts/setting/misread-create-error.ts';
import type { Framework, StatusEffects } from '../frameworks/framework.ts';
import { lineInBrackets } from '../message-words.ts';
import type { File } from '../model/definitions/file.ts';
import type { Handler } from '../model/handlers/handler.ts';
import { rfc } from '../reference/source.ts';
import { findStatusByReason, label } from '../reference/statuses.ts';
import { defineRule, type Report, type Suggestion } from '../rule.ts';
import { calleeName, propertyName, unwrap } from '../syntax/unwrap.ts';

type MessageId =
  | 'string'
  | 'noStatus'
  | 'interim'
  | 'nan'
  | 'assigned'
  | 'message'
  | 'noError'
  | 'undefined'
  | 'lacking'
  | 'statusless'
  | 'unset'
  | 'code'
  | 'number'
  | 'fallback'
  | 'call'
  | 'read';

const FAILS = label(500);

export default defineRule<MessageId>({
  name: 'no-invalid-status',
  description: 'Disallow values that are no status of a response',
  type: 'problem',
  preset: 'error',
  entries: [500],
  sources: [rfc(9110, '15')],
  fixable: true,
  hasSuggestions: true,
  messages: {
    string: 'Write the status as a number: it is the string {{text}}, and {{effect}}.',
    noStatus: 'Send a status of a class from 2xx to 5xx: {{text}} is none, and {{effect}}.',
    interim:
      'Send a final status: {{status}} only announces a response, so clients go on waiting for the real one, or fail.',
    nan: 'Fall back to {{fallback}} with `||`: `{{text}}` may be `NaN`, and {{effect}}.',
    assigned: 'Call the method `{{name}}`: `{{text}}` replaces it and sets no status.',
    message:
      'Write the status as a number: `createError` takes the string {{text}} for the message, and the error answers {{fails}}.',
    noError:
      'Give the error a 4xx or 5xx: {{status}} is no status of an error, and what `createError` makes of it answers {{fails}}.',
    undefined: 'Send a status, or leave the call out: `{{text}}` is none, and {{effect}}.',
    lacking:
      'Fall back to {{fallback}} with `??`: an error may have no `{{name}}`, so `{{text}}` may be `undefined`, and {{effect}}.',
    statusless:
      'Fall back to {{fallback}} with `??`: where `{{source}}`{{place}} fails, its error may have no `{{name}}`: then `{{text}}` is `undefined`, and what should answer throws.',
    unset:
      'Read what is set, or fall back to {{fallback}}: the class of this error never sets `{{name}}`, so {{effect}}.',
    code: "Read `statusCode`, else send {{fallback}}: an error's `code` is no status (`ENOENT`, `11000`), so {{effect}}.",
    number: 'Write {{status}} as a number.',
    read: 'Read `{{edit}}`.',
    fallback: 'Fall back to {{fallback}}.',
    call: 'Call `{{name}}` with {{status}}.',
  },
  handler({ handler, statuses }, { model, report }) {
    const { file } = model;
    const invalid = new Map(statuses.flatMap(findInvalidStatuses).map(one => [one.outcome.node, one]));
    for (const one of invalid.values()) report(describe(one, handler.framework, file));
    for (const set of statuses) {
      const conversion = findPossibleNaN(set, handler, file);
      if (conversion)
        report({
          node: conversion,
          messageId: 'nan',
          data: { text: file.text(conversion), effect: handler.framework.statusEffects.nan, fallback: FAILS },
          suggest: [
            { messageId: 'fallback', data: { fallback: FAILS }, fix: fixer => fallBack(conversion, file, fixer) },
          ],
        });
    }
    for (const set of statuses) {
      const none = findUndefinedStatus(set, handler, model);
      if (none) report(describeUndefined(none, handler, file));
    }
    for (const { assignment, target, name, code } of findOverwrittenMethods(handler, file)) {
      const status = label(code);
      report({
        node: assignment.right,
        messageId: 'assigned',
        data: { text: file.text(assignment), name },
        suggest: [
          {
            messageId: 'call',
            data: { name, status },
            fix: fixer => fixer.replaceText(assignment, `${file.text(target)}(${asArgument(assignment.right, file)})`),
          },
        ],
      });
    }
  },
  file({ file }, { report }) {
    for (const misread of findMisreadErrors(file)) report(describeError(misread, file));
  },
});

/** What becomes of a value that is `undefined`, or that is when it matters. */
function describeUndefined(
  { is, node, instead, by }: UndefinedStatus,
  { framework }: Handler,
  file: File,
): Report<MessageId> {
  const text = file.code(node);
  const effect = framework.statusEffects.other;
  if (is === 'undefined') return { node, messageId: 'undefined', data: { text, effect } };
  const read = node.type === 'LogicalExpression' ? unwrap(node.left) : node;
  const isMember = read.type === 'MemberExpression';
  const name = isMember ? (propertyName(read) ?? '') : text;
  if (is === 'code') return { node, messageId: 'code', data: { effect, fallback: FAILS } };
  const other = is === 'never-set' && instead !== null && isMember ? `${file.text(read.object)}.${instead}` : null;
  return {
    node,
    messageId: is === 'never-set' ? 'unset' : by ? 'statusless' : 'lacking',
    data: {
      name,
      text,
      effect,
      fallback: FAILS,
      ...(by && { source: file.code(by.callee), place: lineInBrackets(by, node) }),
    },
    suggest: [
      other === null
        ? null
        : { messageId: 'read', data: { edit: other }, fix: fixer => fixer.replaceText(node, other) },
      other === null
        ? { messageId: 'fallback', data: { fallback: FAILS }, fix: fixer => fixer.insertTextAfter(node, ' ?? 500') }
        : null,
    ],
  };
}

function describe(invalid: InvalidStatus, { statusEffects }: Framework, file: File): Report<MessageId> {
  const {
    is,
    outcome: { node, value, code },
  } = invalid;
  const text = typeof value === 'string' ? `'${value}'` : file.code(node);
  switch (is) {
    case 'string': {
      const { literal } = invalid;
      return {
        node,
        messageId: 'string',
        data: { text, effect: statusEffects.text },
        fix: literal && (fixer => fixer.replaceText(literal, String(code))),
      };
    }
    case 'no-status': {
      const named = typeof value === 'string' ? findStatusByReason(value.replaceAll('_', ' ')) : null;
      const suggestion: Suggestion<MessageId> | null =
        named !== null && node.type === 'Literal'
          ? {
              messageId: 'number',
              data: { status: label(named) },
              fix: fixer => fixer.replaceText(node, String(named)),
            }
          : null;
      return {
        node,
        messageId: 'noStatus',
        data: { text, effect: effectOf(typeof value === 'number' ? value : null, statusEffects) },
        suggest: [suggestion],
      };
    }
    case 'interim':
      return { node, messageId: 'interim', data: { status: label(code) } };
  }
}

/** What becomes of a value that is no status, null where it is no number. */
function effectOf(value: number | null, { nan, fraction, tooHigh, other }: StatusEffects): string {
  if (Number.isNaN(value)) return nan;
  if (value !== null && value >= 100 && value < 600 && !Number.isInteger(value)) return fraction;
  return value !== null && value >= 600 && value <= 999 ? tooHigh : other;
}

function describeError({ node, call, is, code }: MisreadError, file: File): Report<MessageId> {
  if (is === 'no-error') return { node, messageId: 'noError', data: { status: label(code), fails: FAILS } };
  const [, second] = call.arguments;
  const toNumber: TSESLint.ReportFixFunction = fixer => fixer.replaceText(node, String(code));
  // An error among the arguments would bring a status of its own.
  const surelyFails =
    node.type === 'Literal' &&
    isSentAsItIs(call) &&
    (!second || second.type === 'Literal' || second.type === 'TemplateLiteral');
  return {
    node,
    messageId: 'message',
    data: { text: file.text(node), fails: FAILS },
    fix: surelyFails ? toNumber : null,
    suggest:
      surelyFails || node.type !== 'Literal'
        ? []
        : [{ messageId: 'number', data: { status: label(code) }, fix: toNumber }],
  };
}

/** Whether an error goes out where it is made, so that no other status is written onto it. */
function isSentAsItIs({ parent }: TSESTree.Node): boolean {
  return (
    parent?.type === 'ThrowStatement' ||
    (parent?.type === 'CallExpression' && /^(?:next|done|send|reject)$/.test(calleeName(parent) ?? ''))
  );
}

/** `??` lets `NaN` through, so it becomes `||`; where the two would stand side by side, the conversion gets a fallback of its own. */
function fallBack(conversion: TSESTree.Node, file: File, fixer: TSESLint.RuleFixer): TSESLint.RuleFix {
  const { parent } = conversion;
  const outer = parent?.parent;
  const isLeft =
    parent?.type === 'LogicalExpression' &&
    parent.left === conversion &&
    !(outer?.type === 'LogicalExpression' && outer.operator === '??');
  const operator = isLeft ? file.sourceCode.getTokenAfter(conversion, token => token.value === '??') : null;
  if (operator) return fixer.replaceText(operator, '||');
  const isAlone =
    parent?.type === 'CallExpression' ||
    parent?.type === 'AssignmentExpression' ||
    parent?.type === 'VariableDeclarator' ||
    parent?.type === 'ConditionalExpression';
  return isAlone
    ? fixer.insertTextAfter(conversion, ' || 500')
    : fixer.replaceText(conversion, `(${file.text(conversion)} || 500)`);
}
