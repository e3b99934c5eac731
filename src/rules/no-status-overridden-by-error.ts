import { lineInBrackets } from '../message-words.ts';
import type { File } from '../model/definitions/file.ts';
import { findHalfRead } from '../facts/setting/fastify-error-status.ts';
import { findOverridden, type Overridden } from '../facts/in-vain/overridden-status.ts';
import type { Response, HandlerResponses } from '../model/responses/response.ts';
import { fastify } from '../frameworks/fastify.ts';
import { label } from '../reference/statuses.ts';
import { defineRule, type Suggestion } from '../rule.ts';
import { removeSetter, removeSettingStatement } from '../edits/setter-edit.ts';
import { asArgument } from '../edits/source-edit.ts';
import { statusEdit } from '../edits/status-edit.ts';
import { methodCall } from '../syntax/unwrap.ts';

type MessageId = 'overridden' | 'proven' | 'halfRead' | 'drop' | 'carry' | 'assign' | 'read';

export default defineRule<MessageId>({
  name: 'no-status-overridden-by-error',
  description: 'Disallow setting a status that the error which is sent replaces by its own',
  type: 'problem',
  preset: 'error',
  framework: fastify,
  entries: [500],
  hasSuggestions: true,
  messages: {
    overridden: 'Give the error {{status}}, or drop it: the error carries {{sent}}, and Fastify sends that instead.',
    proven:
      'Give the error {{status}}, or send an object: {{proof}}{{place}}, so the error carries {{sent}}, and Fastify sends that instead.',
    halfRead:
      'Read `statusCode` too: the errors of Fastify itself, of validation for instance, have no `status`, so {{status}} goes out for all of them.',
    drop: 'Send {{sent}}, as is sent today.',
    carry: 'Let the error carry {{status}}.',
    assign: 'Give the error {{status}}.',
    read: 'Read `statusCode` too: `{{edit}}`.',
  },
  response(response, { model: { file }, report }) {
    const overridden = findOverridden(response, file);
    for (const one of overridden) {
      const { outcome, sent, proof } = one;
      const data = {
        status: label(outcome.code),
        sent: sent === null ? 'a status of its own' : label(sent),
        proof: proof ? proofText(proof, file) : '',
        place: proof ? lineInBrackets(proof.test, outcome.node) : '',
      };
      report({
        node: outcome.node,
        messageId: proof ? 'proven' : 'overridden',
        data,
        suggest: suggestions(one, response, data, file),
      });
    }
    return overridden.length > 0 ? undefined : 'no error it sends replaces a status set before';
  },
  handler(responses: HandlerResponses, { model: { file }, report }) {
    for (const { node, operator, fallback } of findHalfRead(responses, file)) {
      const edit = `${file.text(node.object)}.statusCode ${operator} ${file.text(node)}`;
      report({
        node,
        messageId: 'halfRead',
        data: { status: label(fallback) },
        suggest: [{ messageId: 'read', data: { edit }, fix: fixer => fixer.replaceText(node, edit) }],
      });
    }
  },
});

function proofText({ test, holds, discriminant }: NonNullable<Overridden['proof']>, file: File): string {
  if (test.type === 'SwitchCase')
    return `\`${discriminant ? file.text(discriminant) : ''}\` is \`${test.test ? file.text(test.test) : ''}\` here`;
  return test.type === 'BinaryExpression'
    ? `\`${file.text(test)}\` is ${String(holds)} here`
    : `\`${file.text(test)}\` is set here`;
}

/** Both readings of the code: what is sent today, or the status that is meant. */
function suggestions(
  { outcome, sent, proof }: Overridden,
  response: Response,
  data: Readonly<Record<string, string | number>>,
  file: File,
): readonly (Suggestion<MessageId> | null)[] {
  const { body, node, error, discarded, status } = response;
  const setter = discarded.find(({ outcomes }) => outcomes.includes(outcome))?.setter ?? outcome.node;
  const call = methodCall(node);
  const drop = call && (removeSetter(call.object, setter) ?? removeSettingStatement(setter, node, file));
  const content = body.node;
  const [own] = status.outcomes;
  // Of several statuses the error could carry only one.
  const isOne = discarded.flatMap(({ outcomes }) => outcomes).length === 1;
  const carry =
    proof === null && isOne && own && status.outcomes.length === 1 && error
      ? statusEdit(response, own, outcome.code, file)
      : null;
  return [
    drop && (sent !== null || proof !== null)
      ? {
          messageId: 'drop',
          data: sent === null ? { ...data, sent: "the error's own status" } : data,
          fix: fixer => drop(fixer),
        }
      : null,
    carry ? { messageId: 'carry', data, fix: carry } : null,
    proof && content
      ? {
          messageId: 'assign',
          data,
          fix: fixer =>
            fixer.replaceText(
              content,
              `Object.assign(${asArgument(content, file)}, { statusCode: ${file.text(outcome.node)} })`,
            ),
        }
      : null,
  ];
}
