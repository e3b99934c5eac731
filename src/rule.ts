import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { JSONSchema4 } from '@typescript-eslint/utils/json-schema';
import type { Rule } from 'eslint';

import { harmless } from './edits/source-edit.ts';
import type { KnownFramework } from './frameworks/framework.ts';
import { getModel, takeSettingsProblem } from './model/get-model.ts';
import type { Model } from './model/model.ts';
import type { HandlerResponses, Response } from './model/responses/response.ts';
import type { Citation } from './reference/source.ts';
import { forgetWays, keepWay, type ShownStep } from './reported-ways.ts';

/** Where a rule is on: `error` and `warn` in `recommended` with that severity, `strict` from there on, `all` only there. */
export type Preset = 'error' | 'warn' | 'strict' | 'all';

/** An edit offered with a report. */
export interface Suggestion<MessageId extends string> {
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string | number>>;
  readonly fix: TSESLint.ReportFixFunction;
}

/** A report of a rule. */
export interface Report<MessageId extends string> {
  readonly node: TSESTree.Node;
  readonly messageId: MessageId;
  readonly data?: Readonly<Record<string, string | number>>;
  /** Only where the wire stays identical, or the old form surely fails. */
  readonly fix?: TSESLint.ReportFixFunction | null;
  /** The safest first: what keeps the wire as it is, what sends the status that the code names or the cause asks for, everything else. */
  readonly suggest?: readonly (Suggestion<MessageId> | null)[];
  /** How the failure that is reported came to its answer, from where it arises. */
  readonly way?: readonly WayPoint[] | undefined;
}

/** A place in some file, with what happens there. */
export interface WayPoint {
  readonly file: { readonly filename: string };
  readonly node: TSESTree.Node;
  readonly says: string;
}

/** What a rule's questions are asked with. */
export interface RuleContext<MessageId extends string, Options> {
  readonly model: Model;
  readonly options: Options;
  readonly report: (report: Report<MessageId>) => void;
}

/** Why a rule stays silent on what it was asked, shown by `explain`; undefined where it reported. */
export type Silence = string | undefined;

/** Which of a rule's reports may follow a convention of the house, where nothing in the code does otherwise. */
export interface HouseConvention<MessageId extends string> {
  readonly message: MessageId;
  /** Whether a response does what the rule asks for, so that those it reports are slips. */
  readonly isDoneBy: (response: Response, model: Model) => boolean;
  /** What the rule asks for in all its reports, where each says it of another status. */
  readonly verdict?: string;
  /** The options that keep the convention, as `--rule` takes them, for a severity; the rule is turned off where there are none. */
  readonly keep?: (level: 'error' | 'warn') => string;
}

/** A rule as data and questions. */
export interface RuleDefinition<MessageId extends string, Options extends object> {
  readonly name: string;
  readonly description: string;
  readonly type: 'problem' | 'suggestion';
  readonly preset: Preset;
  /** The only framework that has the construct the rule is about; both where none is named. */
  readonly framework?: KnownFramework;
  /** The statuses whose reference entries the rule enforces; its docs quote them, the first is the main one. */
  readonly entries: readonly number[];
  /** Where the rule's claim is normative beyond the reference. */
  readonly sources?: readonly Citation[];
  readonly fixable?: boolean;
  readonly hasSuggestions?: boolean;
  /** The properties of the rule's options object, as JSON Schema, each with a description. */
  readonly schema?: Readonly<Record<string, JSONSchema4 & { description: string }>>;
  readonly defaults?: Options;
  /** What `strict` and `all` set. */
  readonly strictOptions?: Partial<Options>;
  readonly messages: Readonly<Record<MessageId, string>>;
  readonly convention?: HouseConvention<NoInfer<MessageId>>;
  /** Asked for each response of the file. */
  readonly response?: (response: Response, context: RuleContext<MessageId, Options>) => Silence;
  /** Asked for each handler of the file. */
  readonly handler?: (handler: HandlerResponses, context: RuleContext<MessageId, Options>) => void;
  /** Asked once for the file. */
  readonly file?: (model: Model, context: RuleContext<MessageId, Options>) => void;
}

/** A rule of this plugin: what ESLint runs, with the definition it was made from. */
export interface StatusCodeRule extends Rule.RuleModule {
  readonly definition: RuleDefinition<string, object>;
}

const DOCS = 'https://github.com/eslint-plugin-status-code/eslint-plugin-status-code/blob/main/docs/rules';

/** The address of a rule's documentation page. */
export function docsUrl(name: string): string {
  return `${DOCS}/${name}.md`;
}

/** Makes an ESLint rule of a definition. */
export function defineRule<MessageId extends string, Options extends object = Record<never, never>>(
  definition: RuleDefinition<MessageId, Options>,
): StatusCodeRule {
  const { name, description, type, preset, schema, defaults, messages } = definition;
  const module: TSESLint.RuleModule<MessageId, readonly unknown[]> = {
    meta: {
      type,
      docs: { description, url: docsUrl(name), ...{ recommended: preset === 'error' || preset === 'warn' } },
      ...(definition.fixable && { fixable: 'code' as const }),
      ...(definition.hasSuggestions && { hasSuggestions: true }),
      schema: schema ? [{ type: 'object', properties: { ...schema }, additionalProperties: false }] : [],
      defaultOptions: schema ? [{ ...defaults }] : [],
      messages: { ...messages },
    },
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the type demands it; ESLint reads the one in meta
    defaultOptions: [],
    create: context => ({
      Program: () => {
        const model = getModel(context.sourceCode, context.filename, context);
        if (!model) return;
        const problem = takeSettingsProblem(context.sourceCode, context.filename, context);
        if (problem !== null)
          context.report({
            loc: { line: 1, column: 0 },
            message: problem,
          } as unknown as TSESLint.ReportDescriptor<MessageId>);
        // ESLint has merged meta.defaultOptions into the options already.
        const options = { ...defaults, ...(context.options[0] as Partial<Options> | undefined) } as Options;
        const { filename, id } = context;
        forgetWays(filename, id);
        runDefinition(definition, {
          model,
          options,
          report: report => {
            if (report.way) keepWay(filename, id, toShown(report.node, report.way));
            context.report(toDescriptor(report, model));
          },
        });
      },
    }),
  };
  return Object.assign(module as unknown as Rule.RuleModule, {
    definition: definition as unknown as RuleDefinition<string, object>,
  });
}

/** Asks a rule all its questions about a file. */
function runDefinition<MessageId extends string, Options extends object>(
  definition: RuleDefinition<MessageId, Options>,
  { report, ...rest }: RuleContext<MessageId, Options>,
): void {
  const { model } = rest;
  const context = { ...rest, report: once(report) };
  if (definition.response) for (const response of model.responses) definition.response(response, context);
  if (definition.handler) for (const handler of model.handlers) definition.handler(handler, context);
  definition.file?.(model, context);
}

/** A status that several responses go out with is one mistake: what is said of one place is said once. */
function once<MessageId extends string>(
  report: (report: Report<MessageId>) => void,
): (report: Report<MessageId>) => void {
  const said = new Map<TSESTree.Node, Set<string>>();
  return one => {
    const ofNode = said.get(one.node) ?? new Set();
    const text = `${one.messageId} ${JSON.stringify(one.data ?? {})}`;
    if (ofNode.has(text)) return;
    said.set(one.node, ofNode.add(text));
    report(one);
  };
}

/** The places of a way as they are shown, with the place that is reported. */
function toShown(node: TSESTree.Node, way: readonly WayPoint[]) {
  return { ...placeOf(node), way: way.map(shownStep) };
}

/** A place on the way of a failure, as it is shown. */
export function shownStep({ file: { filename }, node, says }: WayPoint): ShownStep {
  return { filename, ...placeOf(node), text: says };
}

function placeOf({ loc: { start } }: TSESTree.Node): { readonly line: number; readonly column: number } {
  return { line: start.line, column: start.column + 1 };
}

function toDescriptor<MessageId extends string>(
  { node, messageId, data, fix, suggest }: Report<MessageId>,
  { file: { sourceCode } }: Model,
): TSESLint.ReportDescriptor<MessageId> {
  return {
    node,
    messageId,
    ...(data && { data }),
    ...(fix && { fix: harmless(fix, sourceCode) }),
    ...(suggest && {
      suggest: suggest
        .filter(one => one !== null)
        .map(one => ({
          messageId: one.messageId,
          fix: harmless(one.fix, sourceCode),
          ...(one.data && { data: one.data }),
        })),
    }),
  };
}
