import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';

import type { Evidence } from './causes/context/evidence.ts';
import type { DeclaredStatus } from './causes/failures/limiters.ts';
import { isRare } from './causes/failures/rare-statuses.ts';
import type { Adjust } from './causes/judge.ts';
import type { LostRefusal } from './causes/failures/lost.ts';
import { lostRefusalsOf } from './causes/lost-refusals.ts';
import { judgeInOrder } from './causes/precedence.ts';
import { statusEdit, statusText } from './edits/status-edit.ts';
import { CAUSES, isWrongFor, type CauseName, type CauseRow } from './knowledge/cause-table.ts';
import { lineInBrackets, placeOf } from './message-words.ts';
import type { Model } from './model/model.ts';
import type { Response } from './model/responses/response.ts';
import type { Outcome } from './model/responses/status.ts';
import type { Citation } from './reference/source.ts';
import { label } from './reference/statuses.ts';
import { defineRule, type Preset, type RuleContext, type Silence, type StatusCodeRule } from './rule.ts';

/** Options of a rule that judges by the cause. */
export interface CauseOptions {
  readonly accept: readonly number[];
  /** Whether plain errors and rarely sent statuses are judged, too. */
  readonly strict?: boolean;
}

/** Options of a rule beside `accept`, and what they change. */
export interface OwnOptions<Own extends object> {
  readonly schema: Readonly<Record<string, JSONSchema4 & { description: string }>>;
  readonly defaults: Own;
  readonly strict?: Partial<Own>;
  /** Another row for one piece of evidence, or why the rule stays silent on it. */
  readonly adjust: (row: CauseRow, evidence: Evidence, options: Own, code: number) => CauseRow | string;
}

/** A rule that compares the status with the cause. */
export interface CauseRuleDefinition<Own extends object = Record<never, never>> {
  readonly name: string;
  /** The causes whose rows in the table name this rule. */
  readonly causes: readonly CauseName[];
  readonly description: string;
  readonly preset: Preset;
  readonly entries: readonly number[];
  readonly sources?: readonly Citation[];
  /** What the evidence means, in at most 45 characters: it completes "Send 403 Forbidden, not 401: … (line 12), so". */
  readonly meaning: string;
  /** What wrong ones would tell it, by status; others get a sentence by their class. */
  readonly wrong: Readonly<Record<number, string>>;
  /** What `meaning` and `wrong` become where another status is the right one. */
  readonly instead?: Readonly<
    Record<number, { readonly meaning?: string; readonly wrong: Readonly<Record<number, string>> }>
  >;
  readonly own?: OwnOptions<Own>;
  /** Whether the right status alone makes the response right; an edit is offered then. */
  readonly hasEdit?: boolean;
  /** The statuses of the cause that stand in no response: options of libraries. */
  readonly declared?: (model: Model) => readonly DeclaredStatus[];
}

/** Makes a rule of a row of the table of causes: one question, one report with its evidence, one suggestion. */
export function defineCauseRule<Own extends object = Record<never, never>>({
  causes,
  meaning,
  wrong,
  instead = {},
  own,
  declared,
  hasEdit = true,
  ...rest
}: CauseRuleDefinition<Own>): StatusCodeRule {
  const rows = causes.map(cause => CAUSES[cause]).filter(row => row?.rule === rest.name);
  if (rows.length !== causes.length) throw new TypeError(`The table of causes has no row for ${rest.name}.`);
  const words: Words = { meaning, wrong, instead };
  const isRefusal = causes.every(cause => (CAUSES[cause]?.right ?? 0) >= 400 && (CAUSES[cause]?.right ?? 0) < 500);
  return defineRule<MessageId, CauseOptions & Own>({
    ...rest,
    type: 'problem',
    hasSuggestions: hasEdit,
    ...optionsOf(rows, own),
    messages: {
      wrong: `Send {{right}}, not {{code}}: {{reads}}{{place}}, so {{meaning}}; {{sent}} says {{says}}.`,
      ...(hasEdit && { use: 'Send {{right}}.' }),
      ...(isRefusal && {
        lost: 'Send {{right}}, not {{code}}, for this error: {{reads}}{{place}}; the catch{{catch}} answers it like a failure of the server.',
      }),
    } as Record<MessageId, string>,
    response(response, { model, options, report }): Silence {
      let silence: Silence = 'its status is unknown';
      for (const outcome of response.status.outcomes) {
        const judgement = judgeInOrder(response, outcome, model, {
          causes,
          accept: options.accept,
          strict: options.strict ?? false,
          adjust: adjuster(response, outcome, options, own),
        });
        if (judgement.is === 'fine') {
          silence = judgement.why;
          continue;
        }
        const { evidence, row } = judgement;
        // No one status is right for several causes.
        const edit = hasEdit && !evidence.besides ? statusEdit(response, outcome, row.right, model.file) : null;
        report({
          node: outcome.node,
          messageId: 'wrong',
          data: dataOf({ outcome, evidence, row }, words),
          way: evidence.way,
          suggest: [edit && { messageId: 'use', data: { right: label(row.right) }, fix: edit }],
        });
        silence = undefined;
      }
      return silence;
    },
    file(model, context) {
      if (declared) reportDeclared(declared(model), words, model, context);
      if (isRefusal) reportLost(lostRefusalsOf(model), causes, context);
    },
  });
}

type MessageId = 'wrong' | 'use' | 'lost';

/** Reports the refusals that a catch answers like a failure of the server, at what throws them; those that another function throws in `strict` alone. */
function reportLost(
  lost: readonly LostRefusal[],
  causes: readonly CauseName[],
  { model, options, report }: RuleContext<MessageId, CauseOptions>,
): void {
  for (const { node, evidence, outcome, isThrownHere } of lost) {
    const row = causes.includes(evidence.cause) ? CAUSES[evidence.cause] : undefined;
    if (!row || options.accept.includes(outcome.code) || (!isThrownHere && !options.strict)) continue;
    report({
      node,
      messageId: 'lost',
      data: {
        reads: evidence.reads,
        place: placeOf(evidence, node),
        right: label(row.right),
        code: outcome.code,
        catch: lineInBrackets(outcome.node, node),
      },
      way: evidence.way && [
        ...evidence.way,
        { file: model.file, node: outcome.node, says: `${label(outcome.code)} answers it` },
      ],
    });
  }
}

/** Reports the statuses in options of libraries. */
function reportDeclared(
  declared: readonly DeclaredStatus[],
  words: Words,
  model: Model,
  { options, report }: RuleContext<MessageId, CauseOptions>,
): void {
  for (const finding of wronglyDeclared(declared, options)) {
    const { node } = finding.outcome;
    const { right } = finding.row;
    const text = statusText(node, right, model.file);
    report({
      node,
      messageId: 'wrong',
      data: dataOf(finding, words),
      suggest: [
        text === null
          ? null
          : { messageId: 'use', data: { right: label(right) }, fix: fixer => fixer.replaceText(node, text) },
      ],
    });
  }
}

/** What the statuses tell the client, as a rule says it. */
type Words = Required<Pick<CauseRuleDefinition, 'meaning' | 'wrong' | 'instead'>>;

/** A status that contradicts the cause it is sent for. */
interface Finding {
  readonly outcome: Outcome;
  readonly evidence: Evidence;
  readonly row: CauseRow;
}

function dataOf({ outcome: { code, node }, evidence, row }: Finding, { meaning, wrong, instead }: Words) {
  return {
    reads: evidence.reads,
    place: placeOf(evidence, node),
    meaning: instead[row.right]?.meaning ?? meaning,
    right: label(row.right),
    code,
    sent: label(code),
    says: says(code, instead[row.right]?.wrong ?? wrong),
  };
}

/** The options of a rule and what they are where nothing is set. */
function optionsOf<Own extends object>(rows: readonly (CauseRow | undefined)[], own: OwnOptions<Own> | undefined) {
  // No error is thrown to report a success.
  const isFailure = rows.some(row => row !== undefined && row.right >= 400);
  return {
    schema: {
      accept: {
        type: 'array' as const,
        items: { type: 'integer' as const, minimum: 100, maximum: 599 },
        uniqueItems: true,
        description: 'Statuses to tolerate for this cause.',
      },
      ...(isFailure && {
        strict: {
          type: 'boolean' as const,
          description:
            'Whether to judge errors without a status of their own, which an error handler may translate, and statuses that are rarely sent, which were likely chosen on purpose.',
        },
      }),
      ...own?.schema,
    },
    defaults: {
      accept: rows.flatMap(row => row?.strictOnly ?? []),
      ...(isFailure && { strict: false }),
      ...own?.defaults,
    } as unknown as CauseOptions & Own,
    strictOptions: { accept: [], ...(isFailure && { strict: true }), ...own?.strict } as unknown as Partial<
      CauseOptions & Own
    >,
  };
}

/** What the options and the rule itself make of the row for one outcome of a response. */
function adjuster<Own extends object>(
  response: Response,
  outcome: Outcome,
  options: CauseOptions & Own,
  own: OwnOptions<Own> | undefined,
): Adjust {
  return (row, evidence, code) => {
    // res.status(400); throw new Error('…'): frameworks and error handlers go by the status that is set (finalhandler; Fastify's lib/error-handler.js).
    if (!options.strict && response.error?.status === null && !response.error.isAnswered && outcome.isImplicit)
      return 'an error handler may give this error a status';
    if (!options.strict && evidence.leaves?.includes(code)) return 'what was found may be a rule of business as well';
    return own ? own.adjust(row, evidence, options, code) : row;
  };
}

/** The statuses in options of libraries that contradict their cause. */
function wronglyDeclared(declared: readonly DeclaredStatus[], { accept, strict }: CauseOptions): readonly Finding[] {
  return declared.flatMap(({ status, evidence }) => {
    const row = CAUSES[evidence.cause];
    if (!row) return [];
    return status.outcomes
      .filter(({ code }) => isWrongFor(row, code) && !accept.includes(code) && (!isRare(code) || strict))
      .map(outcome => ({ outcome, evidence, row }));
  });
}

/** What a status tells a client, by the reference's entries and classes. */
function says(code: number, own: Readonly<Record<number, string>>): string {
  const known: Readonly<Record<number, string>> = {
    400: '"I could not understand this request"',
    401: '"I do not know who you are"',
    402: '"pay first"',
    403: '"I know who you are, and you may not do this"',
    404: '"there is nothing at this address"',
    405: '"use another method"',
    406: '"I have nothing that you accept"',
    408: '"your request took too long to arrive"',
    409: '"this conflicts with what is stored"',
    412: '"this has changed since you read it"',
    413: '"this is too large"',
    415: '"I do not read this media type"',
    422: '"I understood this, and refuse its values"',
    429: '"you sent too many requests"',
    502: '"the server behind this one failed"',
    503: '"come back later"',
    504: '"the server behind this one did not answer in time"',
  };
  return (
    own[code] ??
    known[code] ??
    (code < 300
      ? '"all went well"'
      : code >= 500
        ? '"something went wrong on the server"'
        : '"there is something else wrong with this request"')
  );
}
