import type { TSESTree } from '@typescript-eslint/utils';

import { readCause } from '../../causes/read-cause.ts';
import { CAUSES } from '../../knowledge/cause-table.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Preset, Report, RuleContext, RuleDefinition } from '../../rule.ts';
import { rules } from '../../rules/index.ts';
import { spanOf } from './response-span.ts';

/** What a rule says of one response: its messages, or why it has none. */
export interface Answer {
  readonly name: string;
  readonly preset: Preset;
  readonly messages: readonly string[];
  readonly silence: string | null;
  /** Whether it is silent though it is about one of the response's statuses, or about why it is sent. */
  readonly isNear: boolean;
}

type Definition = RuleDefinition<string, object>;

/** Asks every rule of the plugin, with its default options, about one response. */
export function askRules(response: Response, model: Model): Answer[] {
  return Object.entries(rules).map(([name, { definition }]): Answer => {
    const reports: Report<string>[] = [];
    const context: RuleContext<string, object> = {
      model,
      options: definition.defaults ?? {},
      report: report => reports.push(report),
    };
    const silence = definition.response?.(response, context) ?? null;
    const concerning = [...reports, ...reportsOnHandlers(definition, response, model)];
    const messages = [
      ...new Set(
        concerning.map(report => fill(definition.messages[report.messageId] ?? report.messageId, report.data)),
      ),
    ];
    const fallback = definition.response
      ? 'it has nothing to say'
      : 'it looks at the handler as a whole, and says nothing of these lines';
    return {
      name,
      preset: definition.preset,
      messages,
      silence: messages.length > 0 ? null : (silence ?? fallback),
      isNear: messages.length === 0 && silence !== null && isAbout(definition, response, model),
    };
  });
}

/** Whether a rule judges the cause of a response, or is about the error status that it has above all. */
function isAbout({ name, entries }: Definition, response: Response, model: Model): boolean {
  const cause = readCause(response, model)?.cause;
  const [main] = entries;
  return (
    (cause !== undefined && CAUSES[cause]?.rule === name) ||
    response.status.outcomes.some(({ code }) => code >= 400 && code === main)
  );
}

/** What a rule reports of handlers and files that stands on the lines of a response, or in what sets its status. */
function reportsOnHandlers(definition: Definition, response: Response, model: Model): readonly Report<string>[] {
  if (!definition.handler && !definition.file) return [];
  const reports: Report<string>[] = [];
  const context: RuleContext<string, object> = {
    model,
    options: definition.defaults ?? {},
    report: report => reports.push(report),
  };
  if (definition.handler) for (const handler of model.handlers) definition.handler(handler, context);
  definition.file?.(model, context);
  const { line, endLine } = spanOf(response);
  return reports.filter(
    ({ node }) => node.loc.start.line >= line && node.loc.start.line <= endLine && isNearest(node, response, model),
  );
}

/** Whether no other response on the same lines is nearer to a node. */
function isNearest(node: TSESTree.Node, response: Response, model: Model): boolean {
  const distance = ({ node: { range } }: Response): number =>
    node.range[0] >= range[0] && node.range[1] <= range[1]
      ? 0
      : Math.min(Math.abs(node.range[0] - range[1]), Math.abs(range[0] - node.range[1]));
  return model.responses.every(other => distance(response) <= distance(other));
}

function fill(message: string, data: Readonly<Record<string, string | number>> = {}): string {
  return message.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (placeholder, key: string) =>
    Object.hasOwn(data, key) ? String(data[key]) : placeholder,
  );
}
