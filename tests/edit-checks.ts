import type { TSESTree } from '@typescript-eslint/utils';

import { lacksHeader } from '../src/model/lacks-header.ts';
import type { Response } from '../src/model/response.ts';
import type { Outcome } from '../src/model/status.ts';
import { rules } from '../src/rules/index.ts';
import { unwrap } from '../src/syntax/unwrap.ts';
import type { Edit } from './edit-source.ts';

/**
 * What an edit does to what goes out, the safest first: nothing, wherever the code has answered as it stands (the wire is the same, or the old form surely fails);
 * the status that the code names or the cause asks for goes out; something else than the code says goes out.
 */
export const SAFETY = ['same', 'meant', 'other'] as const;

/** What an edit of one name must have done. */
export interface Check {
  readonly safety: typeof SAFETY[number];
  /** Why the edit does not do what it says; null where it does. */
  readonly fails: (edit: Edit) => string | null;
}

type Place = Response & { readonly outcome: Outcome };

/** The answers of one version of the code, one for each status. */
function answers(model: Edit['after']['model']): readonly Place[] {
  return (model?.responses ?? []).flatMap(response => response.status.outcomes.map(outcome => ({ ...response, outcome })));
}

/** Those that an edit has touched, in the code after it. */
function touched({ after, span: { start, newEnd } }: Edit): readonly Place[] {
  const meets = ({ range }: TSESTree.Node): boolean => range[0] <= newEnd && range[1] >= start;
  return answers(after.model).filter(({ outcome, node }) => meets(outcome.node) || meets(node));
}

/** `404` of "404 Not Found". */
function codeOf(value: string | number | undefined): number {
  return Number(/^\d{3}(?= |$)/.exec(String(value))?.[0] ?? NaN);
}

function count(places: readonly Place[], code: number): number {
  return places.filter(({ outcome }) => outcome.code === code).length;
}

/** Whether a status goes out, where it did not, in the notation of the one it replaces. */
function sends(code: number, edit: Edit, isRight: (place: Place) => boolean = () => true): string | null {
  if (!Number.isInteger(code)) return 'it names no status';
  const now = touched(edit).filter(({ outcome }) => outcome.code === code).filter(isRight);
  if (now.length === 0) return `no response goes out with ${code}`;
  if (count(answers(edit.after.model), code) <= count(answers(edit.before.model), code)) return `no more responses than before go out with ${code}`;
  return notation(edit, now.map(({ outcome }) => outcome.node));
}

/** Why a status is not written as the one before it: a number as a number, a string as a string, a constant as one of the same object. */
function notation({ before, report: { line, column }, after }: Edit, nodes: readonly TSESTree.Node[]): string | null {
  const old = answers(before.model).find(({ outcome: { node, isImplicit } }) => !isImplicit && node.loc.start.line === line && node.loc.start.column === column - 1)?.outcome.node;
  if (!old) return null;
  const form = (node: TSESTree.Node, { model }: Edit['after']): string => {
    const value = unwrap(node);
    if (value.type === 'Literal') return typeof value.value;
    if (value.type === 'MemberExpression') return `${model?.file.text(value.object) ?? ''}.`;
    return value.type === 'Identifier' && /(?:Error|Exception)$/.test(value.name) ? 'an error' : value.type;
  };
  const was = form(old, before);
  return nodes.some(node => form(node, after) === was) ? null : `the status was written as ${was}, and is as ${nodes.map(node => form(node, after)).join(', ')}`;
}

/** A check that the status which a value of the edit's data names goes out. */
function sending(safety: Check['safety'], name: string, isRight?: (place: Place) => boolean): Check {
  return { safety, fails: edit => sends(codeOf(edit.data[name]), edit, isRight) };
}

/** A check that a response sets a header field it lacked. */
function setting(name: string): Check {
  return {
    safety: 'meant',
    fails: edit => {
      const file = edit.after.model?.file;
      const lacking = (model: Edit['after']['model']): number => (model?.responses ?? []).filter(response => lacksHeader(response, name, model!.file)).length;
      if (!file || !touched(edit).some(place => !lacksHeader(place, name, file))) return `no response sets ${name}`;
      return lacking(edit.after.model) < lacking(edit.before.model) ? keepsStatuses(edit) : `as many responses as before lack ${name}`;
    },
  };
}

/** Why a statement does not begin with a word that stood not there before. */
function begins(word: RegExp): Check['fails'] {
  return edit => {
    const { span: { start, newEnd }, after } = edit;
    return word.test(after.code.slice(start, newEnd)) ? keepsStatuses(edit) : `it adds no ${word.source}`;
  };
}

/** Why a version of the code sends other statuses than the one before. */
function keepsStatuses({ before, after }: Edit): string | null {
  const codes = (model: Edit['after']['model']): string => [...answers(model).map(({ outcome }) => outcome.code)].sort((a, b) => a - b).join(' ');
  return codes(before.model) === codes(after.model) ? null : `it sends ${codes(after.model)} where ${codes(before.model)} were sent`;
}

/** Whether the values of the statuses are the same, whatever is sent. */
const same: Check = { safety: 'same', fails: keepsStatuses };

const never = (): null => null;

/** What each edit of each rule must have done, by the name of its message. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'consistent-status-notation numeric': same,
  'consistent-status-notation named': same,
  'consistent-status-notation redirect': same,
  'no-body-with-bodyless-status drop': { safety: 'same', fails: edit => keepsStatuses(edit) ?? (touched(edit).some(({ body }) => body.presence === 'none') ? null : 'content is still sent') },
  'no-body-with-bodyless-status send': { safety: 'other', fails: edit => sends(200, edit, ({ body }) => body.presence !== 'none') },
  'no-contradictory-body status': sending('meant', 'claimed'),
  'no-contradictory-body content': { safety: 'other', fails: keepsStatuses },
  'no-ignored-redirect-status redirect': sending('meant', 'status', ({ via }) => via === 'redirect'),
  'no-ignored-redirect-status drop': { safety: 'same', fails: never },
  'no-ignored-redirect-status answer': { safety: 'meant', fails: never },
  'no-inapplicable-status send': sending('other', 'status'),
  'no-invalid-status string': same,
  'no-invalid-status message': same,
  'no-invalid-status number': sending('meant', 'status'),
  'no-invalid-status fallback': { safety: 'same', fails: never },
  'no-invalid-status call': sending('meant', 'status'),
  'no-second-response trailing': same,
  'no-second-response return': { safety: 'same', fails: begins(/\breturn\b/) },
  'no-second-response chain': { safety: 'meant', fails: never },
  'no-status-after-response move': { safety: 'meant', fails: never },
  'no-status-as-body content': same,
  'no-status-as-body ignored': same,
  'no-status-as-body status': sending('meant', 'status'),
  'no-status-as-body data': { safety: 'other', fails: never },
  'no-status-overridden-by-error drop': { safety: 'same', fails: keepsStatuses },
  'no-status-overridden-by-error carry': sending('meant', 'status'),
  'no-status-overridden-by-error assign': sending('meant', 'status'),
  'no-status-overridden-by-error read': { safety: 'meant', fails: never },
  'no-status-unfit-for-method send': sending('other', 'right'),
  'no-unconditional-304 send': sending('other', 'status'),
  'no-unregistered-status send': sending('other', 'status'),
  'no-unsent-status send': sending('meant', 'status'),
  'no-unsent-status sendStatus': sending('meant', 'status', ({ via }) => via === 'sendStatus'),
  'require-allow-with-405 set': setting('allow'),
  'require-content-range-with-206 send': sending('other', 'status'),
  'require-content-range-with-206 set': setting('content-range'),
  'require-declared-status declare': { safety: 'same', fails: keepsStatuses },
  'require-declared-status send': sending('other', 'like'),
  'require-location-with-201 set': setting('location'),
  'require-location-with-redirect redirect': { safety: 'meant', fails: edit => (touched(edit).some(({ via }) => via === 'redirect') ? keepsStatuses(edit) : 'nothing redirects') },
  'require-retry-after set': setting('retry-after'),
  'require-returned-reply hook': same,
  'require-returned-reply last': same,
  'require-returned-reply return': { safety: 'same', fails: begins(/\breturn\b/) },
  'require-returned-reply await': { safety: 'same', fails: begins(/\bawait\b/) },
  'require-status-in-error-handler set': { safety: 'meant', fails: never },
  'require-www-authenticate-with-401 set': setting('www-authenticate'),
  ...Object.fromEntries(Object.values(rules).filter(({ definition: { messages } }) => Object.hasOwn(messages, 'use')).map(({ definition: { name } }) => [`${name} use`, sending('meant', 'right')])),
};
