import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter } from 'eslint';

import { describeResponse } from '../src/cli/lint/describe-response.ts';
import type { Model } from '../src/model/model.ts';
import type { HandlerResponses, Response } from '../src/model/responses/response.ts';

/** What a report says, and what each of its edits does. */
export function describeMessage(message: Linter.LintMessage, code: string): string {
  if (message.ruleId === null) throw new SyntaxError(`${message.message}\n${code}`);
  const { line, column, endLine, endColumn, messageId, fix, suggestions = [] } = message;
  const edits = [...(fix ? [{ messageId: 'fix', fix }] : []), ...suggestions];
  return `report at ${line}:${column} to ${String(endLine)}:${String(endColumn)}: ${String(messageId)} ${message.message}${edits
    .map(one => `\n  ${String(one.messageId)}: \`${code.slice(...one.fix.range)}\` becomes \`${one.fix.text}\``)
    .join('')}`;
}

/** All that the model says of a file. */
export function describeModel(model: Model | null): readonly string[] {
  if (!model) return ['no trace of a handler'];
  return [
    ...model.registrations.map(
      ({ node, method, path: at, handlers, framework }) =>
        `registration ${place(node)}: ${String(method)} ${String(at)} ${framework.name} ${handlers.map(({ role }) => role).join()}`,
    ),
    ...model.handlers.flatMap(describeHandler),
    ...model.responses.flatMap(response => [
      `response ${place(response.node)}${flags(response)}`,
      ...describeResponse(response, model).map(({ heading, lines }) => `  ${heading}: ${lines.join('; ')}`),
      ...response.followedBy.map(({ node, isByFailure }) => `  followed ${place(node)}${flags({ isByFailure })}`),
    ]),
  ];
}

function describeHandler({ handler, late, unsent, statuses, hasDeferred }: HandlerResponses): readonly string[] {
  const set = statuses.map(
    ({ outcomes, isComplete, isPending }) => `${codes(outcomes)}${flags({ isComplete, isPending })}`,
  );
  return [
    `handler ${place(handler.fn)}: ${handler.role} ${String(handler.name)} ${handler.framework.name}${flags({ hasDeferred })}`,
    `  sets ${set.join('; ')}`,
    ...late.map(({ node, does, after, ...is }) => `  late ${does} ${place(node)} after ${after.length}${flags(is)}`),
    ...unsent.map(
      ({ setter, status, isNeverSent }) =>
        `  unsent ${place(setter)}: ${codes(status.outcomes)}${flags({ isNeverSent })}`,
    ),
  ];
}

function codes(outcomes: Response['status']['outcomes']): string {
  return outcomes
    .map(({ code, isImplicit, guards }) => `${code}${flags({ isImplicit })} under ${guards.length}`)
    .join();
}

/** The names of what holds of a thing. */
function flags(thing: object): string {
  return Object.entries(thing)
    .map(([name, value]) => (value === true ? ` ${name}` : ''))
    .join('');
}

function place({ type, loc }: TSESTree.Node): string {
  return `${type} at ${loc.start.line}:${loc.start.column} to ${loc.end.line}:${loc.end.column}`;
}
