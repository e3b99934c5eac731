import { statusForCause } from '../causes/status-for-cause.ts';
import { statusEdit } from '../edits/status-edit.ts';
import { isWrittenInCallee } from '../facts/outcomes/decided-elsewhere.ts';
import { isUnregistered } from '../facts/setting/unfit-status.ts';
import { rfc } from '../reference/source.ts';
import { label } from '../reference/statuses.ts';
import { unregistered } from '../reference/unregistered.ts';
import { defineRule } from '../rule.ts';

interface Options {
  readonly allow: readonly number[];
}

export default defineRule<'unregistered' | 'known' | 'send', Options>({
  name: 'no-unregistered-status',
  description: 'Disallow statuses that are not registered with IANA',
  type: 'problem',
  preset: 'warn',
  entries: [500],
  sources: [rfc(9110, '15'), rfc(9110, '16.2')],
  hasSuggestions: true,
  schema: {
    allow: {
      type: 'array',
      items: { type: 'integer', minimum: 100, maximum: 599 },
      uniqueItems: true,
      description: 'Statuses to tolerate although they are not registered.',
    },
  },
  defaults: { allow: [] },
  messages: {
    unregistered:
      'Send a registered status: `{{code}}` is none, so clients only know its class and take it for {{general}}.',
    known:
      'Send a registered status: `{{code}}` is none ({{use}}), so clients only know its class and take it for {{general}}.',
    send: 'Send {{status}}.',
  },
  response(response, { model, options: { allow }, report }) {
    const { file } = model;
    let silence: string | undefined = 'its status is registered, or not known';
    for (const outcome of response.status.outcomes) {
      const { code, node } = outcome;
      if (!isUnregistered(response, outcome, model) || isWrittenInCallee(response, outcome, model)) continue;
      if (allow.includes(code)) {
        silence = 'the options allow this status';
        continue;
      }
      const known = unregistered.get(code);
      const registered = known?.registered ?? null;
      const right = registered === null ? null : statusForCause(response, outcome, registered, model);
      const edit = right === null ? null : statusEdit(response, outcome, right, file);
      report({
        node,
        messageId: known ? 'known' : 'unregistered',
        data: { code, ...(known && { use: known.use }), general: label(Math.floor(code / 100) * 100) },
        suggest: [edit && right !== null ? { messageId: 'send', data: { status: label(right) }, fix: edit } : null],
      });
      silence = undefined;
    }
    return silence;
  },
});
