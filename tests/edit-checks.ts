import type { TSESTree } from '@typescript-eslint/utils';

import { lacksHeader } from '../src/facts/headers/lacks-header.ts';
import type { Response } from '../src/model/responses/response.ts';
import type { Outcome } from '../src/model/responses/status.ts';
import { getNames } from '../src/reference/status-libraries.ts';
import { rules } from '../src/rules/index.ts';
import { unwrap } from '../src/syntax/unwrap.ts';
import type { Edit } from './edit-source.ts';

/**
 * What an edit does to what goes out, the safest first: nothing, wherever the code has answered as it stands (the wire is the same, or the old form surely fails);
 * the status that the code names or the cause asks for goes out; something else than the code says goes out.
 */
export const SAFETY = ['same', 'meant', 'other'] as const;

type Safety = (typeof SAFETY)[number];

/** What an edit of one name must have done. */
export interface Check {
  readonly safety: Safety | ((edit: Edit) => Safety);
  /** Why the edit does not do what it says; null where it does. */
  readonly fails: (edit: Edit) => string | null;
}

/** What a common library calls each status. */
const CONSTANTS = getNames('http-status-codes');

type Place = Response & { readonly outcome: Outcome };

/** The answers of one version of the code, one for each status. */
function answers(model: Edit['after']['model']): readonly Place[] {
  return (model?.responses ?? []).flatMap(response =>
    response.status.outcomes.map(outcome => ({ ...response, outcome })),
  );
}

/** Those that an edit has touched, in the code after it. */
function touched({ after, span: { start, newEnd } }: Edit): readonly Place[] {
  // A statement that is taken away leaves its space, and the one behind it is meant.
  const end = newEnd + (/^(?:\s|\/\*.*?\*\/)*/.exec(after.code.slice(newEnd))?.[0].length ?? 0);
  const meets = ({ range }: TSESTree.Node): boolean => range[0] <= end && range[1] >= start;
  return answers(after.model).filter(({ outcome, node }) => meets(outcome.node) || meets(node));
}

/** `404` of "404 Not Found". */
function codeOf(value: string | number | undefined): number {
  return Number(/^\d{3}(?= |$)/.exec(String(value))?.[0] ?? NaN);
}

/** The first status that a message names, which the code names as well. */
function firstCodeOf(message: string): number {
  return codeOf(/\b\d{3}(?= [A-Z])/.exec(message)?.[0]);
}

function count(places: readonly Place[], code: number): number {
  return places.filter(({ outcome }) => outcome.code === code).length;
}

/** Why no response that the edit has touched goes out with a status; null where one does. A status that stands in no response, but in the options of a library, is read where it is written. */
function shows(code: number, edit: Edit, isRight: (place: Place) => boolean = () => true): string | null {
  if (!Number.isInteger(code)) return 'it names no status';
  const {
    after,
    span: { start, newEnd },
  } = edit;
  const now = touched(edit).filter(place => place.outcome.code === code && isRight(place));
  if (now.length > 0)
    return notation(
      edit,
      now.map(({ outcome }) => outcome.node),
    );
  return isInResponse(edit) ||
    ![String(code), ...(CONSTANTS.get(code) ?? [])].includes(after.code.slice(start, newEnd).split('.').at(-1) ?? '')
    ? `no response goes out with ${code} in that way`
    : null;
}

/** Why no response goes out with the expression that an edit names as its status. */
function setsWhatItNames({ after, data }: Edit): string | null {
  const named = String(data['status']).slice(1, -1);
  const setters = after.model?.handlers.flatMap(({ statuses }) => statuses.map(({ setter }) => setter)) ?? [];
  return setters.some(({ range }) => after.code.slice(...range).includes(`(${named})`))
    ? null
    : `nothing sets ${named}`;
}

/** The same for a status that fewer responses went out with before. */
function sends(code: number, edit: Edit, isRight?: (place: Place) => boolean): string | null {
  const problem = shows(code, edit, isRight);
  return problem === null &&
    isInResponse(edit) &&
    count(answers(edit.after.model), code) <= count(answers(edit.before.model), code)
    ? `no more responses than before go out with ${code}`
    : problem;
}

function isInResponse({ before, span: { start, oldEnd } }: Edit): boolean {
  return answers(before.model).some(({ node, outcome }) =>
    [node, outcome.node].some(({ range }) => range[0] <= oldEnd && range[1] >= start),
  );
}

/** Why a status is not written as the one before it: a number as a number, a string as a string, a constant of a library as one of the same object, the name of an error as a name. */
function notation({ before, report: { line, column }, after }: Edit, nodes: readonly TSESTree.Node[]): string | null {
  const old = answers(before.model).find(
    ({ outcome: { node, isImplicit } }) =>
      !isImplicit && node.loc.start.line === line && node.loc.start.column === column - 1,
  )?.outcome.node;
  if (!old) return null;
  const form = (node: TSESTree.Node, { model }: Edit['after']): string => {
    const value = unwrap(node);
    if (value.type === 'Literal') return typeof value.value;
    return value.type === 'MemberExpression' ? `${model?.file.text(value.object) ?? ''}.` : value.type;
  };
  // The code's own constants may have none of that value.
  const value = unwrap(old);
  const isOwn =
    value.type !== 'Literal' &&
    before.model?.file.bindings.originOf(value) == null &&
    !(value.type === 'Identifier' && /(?:Error|Exception)$/.test(value.name));
  const wanted = [form(old, before), ...(isOwn ? ['number'] : [])];
  return nodes.some(node => wanted.includes(form(node, after)))
    ? null
    : `the status was written as ${wanted.join(' or ')}, and is as ${nodes.map(node => form(node, after)).join(', ')}`;
}

/** A check that the status which a value of the edit's data names goes out. */
function sending(safety: Safety, name: string, isRight?: (place: Place) => boolean): Check {
  return { safety, fails: edit => sends(codeOf(edit.data[name]), edit, isRight) };
}

/** A check that a response sets a header field it lacked. */
function setting(name: string): Check {
  const lacking = (model: Edit['after']['model']): number =>
    model === null ? 0 : model.responses.filter(response => lacksHeader(response, name, model.file)).length;
  return {
    safety: 'meant',
    fails: edit => {
      const {
        before,
        after,
        span: { start, newEnd },
      } = edit;
      if (!after.code.slice(start, newEnd).toLowerCase().includes(name)) return `it names no ${name}`;
      return lacking(after.model) < lacking(before.model)
        ? keepsStatuses(edit)
        : `as many responses as before lack ${name}`;
    },
  };
}

/** A check that a word is put before what stands there, and all statuses stay as they are. */
function adding(word: RegExp): Check {
  return {
    safety: 'same',
    fails: edit =>
      word.test(edit.after.code.slice(edit.span.start, edit.span.newEnd))
        ? keepsStatuses(edit)
        : `it adds no ${word.source}`,
  };
}

/** Why a version of the code sends other statuses than the one before; what surely comes second is not sent. */
function keepsStatuses({ before, after }: Edit): string | null {
  const codes = (model: Edit['after']['model']): string =>
    answers(model)
      .filter(({ isAlwaysSecond }) => !isAlwaysSecond)
      .map(({ outcome }) => outcome.code)
      .sort((a, b) => a - b)
      .join(' ');
  return codes(before.model) === codes(after.model)
    ? null
    : `it sends ${codes(after.model)} where ${codes(before.model)} were sent`;
}

/** How often a handler sets a status or a header too late. */
function countLate({ model }: Edit['after']): number {
  return (model?.handlers ?? []).reduce((sum, { late }) => sum + late.length, 0);
}

/** Why none of the responses that an edit has touched passes a test. */
function some(edit: Edit, what: string, test: (place: Place) => boolean): string | null {
  return touched(edit).some(test) ? null : `no response ${what}`;
}

const same: Check = { safety: 'same', fails: keepsStatuses };

/** What each edit of each rule must have done, by the name of its message. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'consistent-status-notation numeric': same,
  'consistent-status-notation named': same,
  'consistent-status-notation redirect': same,
  'consistent-status-notation drop': same,
  'no-body-with-bodyless-status drop': {
    safety: 'same',
    fails: edit => keepsStatuses(edit) ?? some(edit, 'is without content', ({ body }) => body.presence === 'none'),
  },
  'no-body-with-bodyless-status send': {
    safety: 'other',
    fails: edit => sends(200, edit, ({ body }) => body.presence !== 'none'),
  },
  'no-contradictory-body status': sending('meant', 'claimed'),
  'no-contradictory-body content': { safety: 'other', fails: keepsStatuses },
  'no-ignored-redirect-status redirect': {
    safety: 'meant',
    fails: edit =>
      shows(codeOf(edit.data['status']), edit, ({ via, discarded }) => via === 'redirect' && discarded.length === 0),
  },
  // Today's redirect, where it is the status that goes out; a status that clients do not follow goes out today as it is written.
  'no-ignored-redirect-status drop': {
    safety: ({ report }) => (report.messageId === 'discarded' ? 'same' : 'other'),
    fails: edit =>
      some(
        edit,
        'redirects with 302',
        ({ via, outcome, discarded }) => via === 'redirect' && outcome.code === 302 && discarded.length === 0,
      ),
  },
  'no-ignored-redirect-status answer': {
    safety: 'meant',
    fails: edit =>
      shows(
        codeOf(edit.data['status']),
        edit,
        ({ via, headers }) => via !== 'redirect' && headers.has('location') === false,
      ),
  },
  'no-inapplicable-status send': sending('other', 'status'),
  'no-invalid-status string': same,
  'no-invalid-status message': {
    safety: 'same',
    fails: edit =>
      some(edit, 'is that error', ({ error, outcome }) => error !== null && edit.text.includes(`'${outcome.code}'`)),
  },
  'no-invalid-status number': {
    safety: 'meant',
    fails: edit =>
      edit.after.code.slice(edit.span.start, edit.span.newEnd) === String(codeOf(edit.data['status']))
        ? some(edit, 'has the status', ({ outcome }) => outcome.code === codeOf(edit.data['status']))
        : 'it writes no number',
  },
  'no-invalid-status fallback': {
    safety: 'same',
    fails: ({ after, span, data }) =>
      /(?:\|\||\?\?)(?: (?<code>\d{3}))?$/.test(after.code.slice(span.start, span.newEnd)) &&
      codeOf(data['fallback']) === 500
        ? null
        : 'it falls back to nothing',
  },
  'no-invalid-status read': {
    safety: 'meant',
    fails: ({ after, span, data }) =>
      after.code.slice(span.start, span.newEnd) === data['edit'] ? null : 'what the class sets is not read',
  },
  'no-invalid-status call': sending('meant', 'status'),
  'no-second-response trailing': same,
  'no-second-response return': adding(/\breturn\b/),
  'no-second-response chain': {
    safety: 'meant',
    fails: edit =>
      some(
        edit,
        'is sent once',
        ({ after, isAlwaysSecond, outcome }) => after.length === 0 && !isAlwaysSecond && !outcome.isImplicit,
      ),
  },
  'no-status-after-response move': {
    safety: 'meant',
    fails: ({ before, after }) =>
      countLate(after) < countLate(before) && after.model?.responses.length === before.model?.responses.length
        ? null
        : 'as much as before is set too late',
  },
  'no-status-as-body content': { safety: 'same', fails: edit => shows(firstCodeOf(edit.text), edit) },
  'no-status-as-body ignored': { safety: 'same', fails: edit => shows(firstCodeOf(edit.text), edit) },
  // `res.send(error.status, error.message)` names a status that only the run knows.
  'no-status-as-body status': {
    safety: 'meant',
    fails: edit =>
      /^`.*`$/.test(String(edit.data['status'])) ? setsWhatItNames(edit) : sends(codeOf(edit.data['status']), edit),
  },
  'no-status-as-body data': {
    safety: 'other',
    fails: edit =>
      keepsStatuses(edit) ??
      some(edit, 'has the number for its content', ({ via, body }) => via === 'json' && body.node !== null),
  },
  'no-parser-error-as-500 carry': {
    safety: 'meant',
    fails: ({ after, span, data }) =>
      after.code.slice(span.start, span.newEnd) === data['edit'] && /\.status(?:Code)? \?\? /.test(data['edit'] ?? '')
        ? null
        : 'the status of the error is not sent',
  },
  'no-status-overridden-by-error drop': {
    safety: 'same',
    fails: edit =>
      some(
        edit,
        'sends the error alone',
        ({ outcome, discarded }) =>
          (discarded.length === 0 && outcome.isImplicit) || outcome.code === codeOf(edit.text.slice('Send '.length)),
      ),
  },
  'no-status-overridden-by-error carry': {
    safety: 'meant',
    fails: edit => shows(codeOf(edit.data['status']), edit, ({ error }) => error?.status != null),
  },
  'no-status-overridden-by-error assign': {
    safety: 'meant',
    fails: ({ after, span, data }) =>
      new RegExp(`^Object\\.assign\\(\\w+, \\{ statusCode: ${codeOf(data['status'])} \\}\\)$`).test(
        after.code.slice(span.start, span.newEnd),
      )
        ? null
        : 'the error has no status',
  },
  'no-status-overridden-by-error read': {
    safety: 'meant',
    fails: ({ after, span, data }) =>
      after.code.slice(span.start, span.newEnd) === data['edit'] &&
      /\.statusCode (?:\|\||\?\?) /.test(data['edit'] ?? '')
        ? null
        : 'statusCode is not read',
  },
  'no-failure-status-for-success send': sending('meant', 'right'),
  'no-misplaced-parameter list': {
    safety: 'same',
    fails: ({ after, data }) =>
      after.model?.file.functions.some(
        ({ params }) => params.map(one => (one.type === 'Identifier' ? one.name : '')).join(', ') === data['list'],
      )
        ? null
        : 'no function has these parameters',
  },
  'no-unanswered-request next': {
    safety: 'same',
    fails: ({ after, span, data }) =>
      after.code.slice(span.start, span.newEnd).includes(`${String(data['next'])}(${String(data['error'])});`)
        ? null
        : 'the error is not handed on',
  },
  'no-unanswered-request send': {
    safety: 'same',
    fails: ({ after, span }) =>
      /\.send\(\w+\);/.test(after.code.slice(span.start, span.newEnd)) ? null : 'the error is not sent',
  },
  'no-status-unfit-for-method send': sending('other', 'right'),
  'no-unconditional-304 send': sending('other', 'status'),
  'no-unregistered-status send': sending('other', 'status'),
  'no-unsent-status send': sending('meant', 'status'),
  'no-unsent-status unawaited': {
    safety: 'meant',
    fails: ({ before, after }) =>
      after.code.split('await ').length < before.code.split('await ').length ? null : 'the reply is still awaited',
  },
  'no-unsent-status sendStatus': sending('meant', 'status', ({ via }) => via === 'sendStatus'),
  'require-allow-with-405 set': setting('allow'),
  'require-content-range-with-206 send': sending('other', 'status'),
  'require-content-range-with-206 set': setting('content-range'),
  'require-declared-status declare': {
    safety: 'same',
    fails: edit =>
      edit.after.code.slice(edit.span.start, edit.span.newEnd).includes(`${codeOf(edit.data['status'])}: `)
        ? keepsStatuses(edit)
        : 'the status is not declared',
  },
  'require-declared-status send': sending('other', 'like'),
  'require-location-with-201 set': setting('location'),
  'require-location-with-redirect redirect': {
    safety: 'meant',
    fails: edit =>
      keepsStatuses(edit) ??
      some(edit, 'redirects', ({ via, discarded }) => via === 'redirect' && discarded.length === 0),
  },
  'require-retry-after set': setting('retry-after'),
  'require-returned-reply atEnd': adding(/\breturn\b/),
  'require-returned-reply hook': adding(/\breturn\b/),
  'require-returned-reply last': adding(/\breturn\b/),
  'require-returned-reply return': adding(/\breturn\b/),
  'require-returned-reply await': adding(/\bawait\b/),
  'require-status-in-error-handler set': {
    safety: 'meant',
    fails: edit =>
      edit.after.code.slice(edit.span.start, edit.span.newEnd).includes(`(${String(edit.data['status'])})`)
        ? some(edit, 'sets a status', ({ outcome }) => !outcome.isImplicit)
        : 'it sets another status',
  },
  'require-www-authenticate-with-401 set': setting('www-authenticate'),
  ...Object.fromEntries(
    Object.values(rules)
      .filter(({ definition: { messages } }) => Object.hasOwn(messages, 'use'))
      .map(({ definition: { name } }) => [`${name} use`, sending('meant', 'right')]),
  ),
};

/**
 * The reports of other rules that an edit may bring up, with the reason. A rule that says which status goes out speaks first and alone, so what is wrong
 * with a status that does not go out yet, or with what it must carry, can only be said once the edit has been made.
 */
export const FOLLOW_UPS: Readonly<Record<string, { readonly rules: readonly string[]; readonly because: string }>> = {
  'prefer-201-for-created-resource use': {
    rules: ['require-location-with-201'],
    because: 'The edit says 201 Created, which asks for a Location; that report has an edit of its own.',
  },
  'prefer-405-for-unsupported-method use': {
    rules: ['require-allow-with-405'],
    because: 'The edit says 405 Method Not Allowed, which asks for an Allow; that report has an edit of its own.',
  },
  'no-failure-status-for-success send': {
    rules: ['require-location-with-201'],
    because: 'The edit says that the request succeeded; what that asks for has an edit of its own.',
  },
  'require-declared-status send': {
    rules: ['require-location-with-201'],
    because: 'The edit says 201 Created, which asks for a Location.',
  },
  'no-status-as-body status': {
    rules: ['require-location-with-201'],
    because: 'The edit says 201 Created, which asks for a Location.',
  },
  'no-status-after-response move': {
    rules: ['no-status-unfit-for-method', 'no-201-without-creation'],
    because: 'The edit has a status go out that nothing has sent before; only then it can be judged.',
  },
  'no-status-overridden-by-error drop': {
    rules: ['prefer-422-for-invalid-content'],
    because: 'The edit says that the status sent today stays; only then it can be judged.',
  },
};

/** The place of an edit in the order from the safest. */
export function riskOf(edit: Edit): number {
  const safety = CHECKS[edit.id]?.safety ?? 'other';
  return SAFETY.indexOf(typeof safety === 'function' ? safety(edit) : safety);
}
