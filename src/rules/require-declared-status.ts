import type { TSESLint } from '@typescript-eslint/utils';

import type { File } from '../model/definitions/file.ts';
import { findUndeclared, type Undeclared } from '../facts/setting/undeclared-status.ts';
import { fastify } from '../frameworks/fastify.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { statusEdit } from '../edits/status-edit.ts';

export default defineRule({
  name: 'require-declared-status',
  description: 'Require routes of Fastify that declare their responses to declare each status they send',
  type: 'problem',
  preset: 'error',
  framework: fastify,
  entries: [200],
  hasSuggestions: true,
  schema: {
    strict: {
      type: 'boolean',
      description: 'Whether to report errors that are not declared, and successes where only errors are, too.',
    },
  },
  defaults: { strict: false },
  strictOptions: { strict: true },
  messages: {
    undeclared:
      'Declare {{status}}, or send a declared status: the route has {{declared}}, so Fastify sends all fields of this content, private ones too.',
    undeclaredError:
      'Declare {{status}}: the route has {{declared}}, so the content goes out as it is, unknown to clients and pages made from the schemas.',
    declare: 'Declare {{status}} with the schema of {{like}}.',
    send: 'Send {{like}}, which is declared.',
  },
  response(response, { model, options, report }) {
    const found = findUndeclared(response, model).filter(({ isOneOfSeveral }) => isOneOfSeveral || options.strict);
    for (const one of found) {
      const { outcome, declared } = one;
      const keys = [...declared.schemas.keys()];
      const like =
        keys.find(key => key.startsWith(outcome.code < 300 ? '2' : '4')) ??
        keys.find(key => outcome.code >= 400 && key.startsWith('5'));
      const sent = outcome.code < 300 ? keys.filter(key => /^2\d\d$/.test(key)) : [];
      const send = sent.length === 1 ? statusEdit(response, outcome, Number(sent[0]), model.file) : null;
      const declare = like === undefined ? null : declareEdit(one, like, model.file);
      const data = { status: label(outcome.code), declared: keys.map(nameOfKey).join(', ') };
      report({
        node: outcome.node,
        messageId: outcome.code < 300 ? 'undeclared' : 'undeclaredError',
        data,
        suggest: [
          declare && { messageId: 'declare', data: { ...data, like: nameOfKey(like ?? '') }, fix: declare },
          send && { messageId: 'send', data: { ...data, like: nameOfKey(sent[0] ?? '') }, fix: send },
        ],
      });
    }
    return found.length > 0 ? undefined : 'its route declares its status, or no statuses in sight';
  },
});

function nameOfKey(key: string): string {
  return /^\d+$/.test(key) ? label(Number(key)) : `\`${key}\``;
}

/** Adds the status behind the last one, with the schema of another; null where they are written in another file. */
function declareEdit({ outcome, declared }: Undeclared, like: string, file: File): TSESLint.ReportFixFunction | null {
  const { object, schemas } = declared;
  const property = schemas.get(like);
  const last = object.properties.at(-1);
  if (
    declared.file !== file ||
    !property ||
    !last ||
    property.parent !== object ||
    property.shorthand ||
    property.method
  )
    return null;
  const before = file.sourceCode.text.slice(0, last.range[0]);
  const indent = /\n[ \t]*$/.exec(before)?.[0] ?? ' ';
  return fixer => fixer.insertTextAfter(last, `,${indent}${String(outcome.code)}: ${file.text(property.value)}`);
}
