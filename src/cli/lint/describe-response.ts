import nodePath from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';

import { readCause } from '../../causes/read-cause.ts';
import type { Guard } from '../../flow/graph.ts';
import type { Located } from '../../model/definitions/frame.ts';
import { allBefore, type Role } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Presence } from '../../model/responses/body.ts';
import type { Response } from '../../model/responses/response.ts';
import { label } from '../../reference/statuses.ts';
import { readersLine } from './readers.ts';
import { spanOf } from './response-span.ts';

/** One thing known of a response: a heading and what is known, a line each. */
export interface Fact {
  readonly heading: string;
  readonly lines: readonly string[];
}

const ROLES: Readonly<Record<Role, string>> = {
  route: 'route handler',
  middleware: 'middleware',
  error: 'error handler',
  'not-found': 'not-found handler',
  hook: 'hook',
  controller: 'handler whose route is not in this file',
  responder: 'function that sends for its callers',
};

const PRESENCES: Readonly<Record<Presence, string>> = {
  none: 'none is given',
  empty: 'the empty string',
  null: 'the value null',
  some: 'surely some',
  unknown: 'some or none, as its value is not known',
};

/** Makes the facts about a response, in the order people ask for them. */
export function describeResponse(response: Response, model: Model): Fact[] {
  return [
    { heading: 'Handler', lines: [handlerLine(response)] },
    ...aroundFacts(response, model),
    { heading: 'Sent', lines: sentLines(response) },
    { heading: 'Status', lines: statusLines(response, model) },
    { heading: 'Headers', lines: headerLines(response, model) },
    { heading: 'Content', lines: [contentLine(response, model)] },
    { heading: 'Guards', lines: guardLines(response.guards, model) },
    { heading: 'Cause', lines: causeLines(response, model) },
    { heading: 'Readers', lines: [readersLine(response, model)] },
  ];
}

/** A node's text on one line, cut where it is long. */
export function shortText(node: TSESTree.Node, { file }: Model, width = 80): string {
  const text = file.text(node).replaceAll(/\s+/g, ' ');
  return `\`${text.length > width ? `${text.slice(0, width)}…` : text}\``;
}

function handlerLine({ handler, framework }: Response): string {
  const name = framework.title;
  if (!handler) return `none in sight; ${name}`;
  const routes = handler
    .mounted()
    .filter(({ path, method }) => path !== null || method !== null)
    .map(({ method, path, isWhole, filename, line }) => {
      const place = handler.routes.length > 0 ? '' : ` (${nodePath.basename(filename)}:${line})`;
      const prefix = isWhole ? '' : ', below what is not in sight';
      return `${method ?? 'any method'} ${path ?? 'of a path that is not known'}${place}${prefix}`;
    });
  return [
    `${ROLES[handler.role]} ${handler.name ?? 'without a name'} (lines ${handler.fn.loc.start.line} to ${handler.fn.loc.end.line})`,
    name,
    ...new Set(routes),
  ].join('; ');
}

/** What stands around the handler: what runs before it, who answers its errors, and what answers where no route does; nothing where none is in sight. */
function aroundFacts({ handler, error }: Response, model: Model): Fact[] {
  const routes = handler?.mounted() ?? [];
  const before = [
    ...new Set(routes.flatMap(route => [...allBefore(route)].reverse().map(one => placed(one.handler, model)))),
  ];
  const lists = routes.map(route => route.errorHandlers());
  const handlers = [...new Set(lists.flatMap(list => (list ?? []).map(one => placed(one, model))))];
  const isUnknown = lists.includes(null);
  const notFound = [...new Set(routes.flatMap(route => route.notFoundHandlers().map(one => placed(one, model))))];
  return [
    ...(before.length > 0 ? [{ heading: 'Before', lines: before }] : []),
    ...(error && routes.length > 0
      ? [
          {
            heading: 'Errors',
            lines: [
              ...handlers.map(one => `answered by ${one}`),
              ...(isUnknown ? ['who answers them is not all in sight'] : []),
              ...(handlers.length === 0 && !isUnknown
                ? ['answered by the framework, as no error handler is registered']
                : []),
            ],
          },
        ]
      : []),
    ...(notFound.length > 0
      ? [{ heading: 'Behind', lines: notFound.map(one => `what no route answers comes to ${one}`) }]
      : []),
  ];
}

/** A node of any file with its place. */
function placed({ node, frame: { file } }: Located, model: Model): string {
  const text = file.text(node).replaceAll(/\s+/g, ' ');
  const place = file === model.file ? lineText(node) : `${nodePath.basename(file.filename)}:${node.loc.start.line}`;
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\` (${place})`;
}

function sentLines(response: Response): string[] {
  const { via, node, isDeferred, isEscaped, after } = response;
  const lineOf = (one: Response): number => spanOf(one).line;
  return [
    `by ${via}, ${lineText(node)}`,
    ...(isDeferred ? ['in a callback: no order is claimed between it and the rest of the handler'] : []),
    ...(isEscaped ? ['after the response went to a function out of sight, which may have set or sent anything'] : []),
    ...(after.length > 0
      ? [`possibly after the ${after.length === 1 ? 'response' : 'responses'} of line ${after.map(lineOf).join(', ')}`]
      : []),
  ];
}

function statusLines({ status, discarded, error }: Response, model: Model): string[] {
  const outcomes = status.outcomes.map(({ code, value, node, isImplicit, guards }) => {
    const name = Number.isNaN(code) ? `${String(value)}, which is no status` : label(code);
    const isGiven = error?.isAnswered === true && error.status !== null && node === error.nameNode;
    const origin = isImplicit
      ? `by default, ${lineText(node)}`
      : isGiven
        ? `given by the error handler`
        : `set ${lineText(node)}${belongsTo(node, model) ? ` as ${shortText(node, model)}` : ' of another file'}`;
    return `${name}, ${origin}${guards.length > 0 ? `, when ${guards.map(guard => guardText(guard, model)).join(' and ')}` : ''}`;
  });
  if (outcomes.length === 0) return ['unknown'];
  return [
    ...outcomes,
    ...(status.isComplete ? [] : ['others, which are not known']),
    ...discarded.map(({ setter }) => `discarded by the send: what is set ${lineText(setter)}`),
  ];
}

function headerLines({ headers }: Response, model: Model): string[] {
  const fields = [...headers.fields].map(
    ([name, { isAlways, value }]) =>
      `${name} ${isAlways ? 'always' : 'sometimes'}${value && belongsTo(value, model) ? `: ${shortText(value, model)}` : ''}`,
  );
  return [
    ...fields,
    headers.isComplete
      ? fields.length === 0
        ? 'none are set'
        : 'no others'
      : 'others may be set, which could not be read',
  ];
}

function contentLine({ body: { kind, node, presence } }: Response, model: Model): string {
  if (kind === 'none') return PRESENCES.none;
  return `${kind}, ${PRESENCES[presence]}${node && belongsTo(node, model) ? `: ${shortText(node, model)}` : ''}`;
}

function guardLines(guards: readonly Guard[], model: Model): string[] {
  return guards.length === 0
    ? ['none: it is sent whenever control comes here']
    : guards.map(guard => `line ${guard.test.loc.start.line}: ${guardText(guard, model)}`);
}

function guardText({ test, holds, discriminant }: Guard, model: Model): string {
  if (test.type === 'SwitchCase') {
    const value = test.test ? shortText(test.test, model) : 'another case';
    return `${discriminant ? shortText(discriminant, model) : 'the value'} ${holds ? 'is' : 'is not'} ${value}`;
  }
  return `${shortText(test, model)} ${holds ? 'holds' : 'does not hold'}`;
}

function causeLines(response: Response, model: Model): string[] {
  const evidence = readCause(response, model);
  const whole = evidence
    ? [
        `${evidence.cause} (${evidence.isStrong ? 'certain enough for a rule to speak' : 'not certain enough for a rule to speak'})`,
        `evidence of kind ${evidence.by}: ${evidence.reads} (line ${evidence.node.loc.start.line})`,
      ]
    : ['not known: the code does not say, or says several things'];
  const single = response.status.outcomes
    .filter(({ guards }) => guards.length > 0)
    .flatMap(outcome => {
      const own = readCause(response, model, outcome);
      return own && own.cause !== evidence?.cause
        ? [`of ${label(outcome.code)} alone: ${own.cause}: ${own.reads} (line ${own.node.loc.start.line})`]
        : [];
    });
  return [...whole, ...single];
}

function lineText(node: TSESTree.Node): string {
  return `at ${node.loc.start.line}:${node.loc.start.column + 1}`;
}

/** Whether a node is of the file itself, so that its text can be shown: constants may come from others. */
function belongsTo(node: TSESTree.Node, { file }: Model): boolean {
  let outer: TSESTree.Node = node;
  while (outer.parent) outer = outer.parent;
  return outer === file.sourceCode.ast;
}
