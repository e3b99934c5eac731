import type { TSESTree } from '@typescript-eslint/utils';

import { isUsableAt, removeArgument } from '../edits/source-edit.ts';
import { constantWriter, isStatusConstant } from '../model/definitions/status-constants.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { label } from '../reference/statuses.ts';
import { defineRule } from '../rule.ts';
import { unwrap } from '../syntax/unwrap.ts';

export default defineRule<'numeric' | 'named' | 'redirect' | 'drop', { prefer: 'numeric' | 'named' }>({
  name: 'consistent-status-notation',
  description: 'Enforce one notation of statuses: numbers, or the constants of a library',
  type: 'suggestion',
  preset: 'all',
  entries: [200, 302],
  fixable: true,
  hasSuggestions: true,
  schema: {
    prefer: {
      type: 'string',
      enum: ['numeric', 'named'],
      description: 'The notation: `numeric`, or `named` for the constants of the library that a file imports.',
    },
  },
  defaults: { prefer: 'numeric' },
  messages: {
    numeric: 'Write {{status}} as a number: here it is `{{text}}`.',
    named: 'Write the name: {{status}} is `{{text}}`, and here it is a number.',
    redirect: 'Leave {{status}} out: `redirect` sends it without being told.',
    drop: 'Leave {{status}} out.',
  },
  convention: {
    message: 'numeric',
    isDoneBy: ({ status }) =>
      status.outcomes.some(({ isImplicit, node }) => !isImplicit && unwrap(node).type === 'Literal'),
    verdict: 'Write statuses as numbers',
    keep: level => `[${level}, { prefer: named }]`,
  },
  file(model, { options, report }) {
    const { file } = model;
    const write = options.prefer === 'named' ? constantWriter(file) : null;
    const redundant = new Set(model.responses.map(response => redundantStatus(response, model)));
    for (const [node, { code }] of writtenStatuses(model)) {
      if (redundant.has(node)) continue;
      const data = { status: label(code), text: file.text(node) };
      if (options.prefer === 'numeric') {
        if (isStatusConstant(node, code, file))
          report({ node, messageId: 'numeric', data, fix: fixer => fixer.replaceText(node, String(code)) });
        continue;
      }
      const constant = node.type === 'Literal' && node.value === code ? (write?.(code) ?? null) : null;
      if (constant === null || !isUsableAt(constant.variable, node, file)) continue;
      const { text } = constant;
      report({ node, messageId: 'named', data: { ...data, text }, fix: fixer => fixer.replaceText(node, text) });
    }
  },
  response(response, { model, report }) {
    const node = redundantStatus(response, model);
    if (!node) return 'the notation is judged where the status is written';
    const data = { status: label(response.framework.defaults.redirect) };
    const fix = removeArgument(node, model.file);
    // A hook of Fastify may have set another status, in a plugin that is out of sight; Express's `redirect` always sets its own.
    report({
      node,
      messageId: 'redirect',
      data,
      ...(response.framework.redirectReplacesStatus === true
        ? { fix }
        : { suggest: [{ messageId: 'drop', data, fix }] }),
    });
    return undefined;
  },
});

/** The statuses that are written out in a file, those that are set and those that are sent, each once. */
function writtenStatuses({ responses, handlers }: Model): ReadonlyMap<TSESTree.Node, Outcome> {
  const outcomes = [
    ...responses.flatMap(({ status }) => status.outcomes),
    ...handlers.flatMap(({ statuses }) => statuses.flatMap(one => one.outcomes)),
  ];
  return new Map(
    outcomes
      .filter(({ isImplicit, code }) => !isImplicit && Number.isInteger(code))
      .map(outcome => [unwrap(outcome.node), outcome]),
  );
}

const setBeforehand = new WeakMap<Model, boolean>();

/** Whether something in the file that runs before a route sets a status; asked once for all its responses. */
function mayHaveBeenSet(model: Model): boolean {
  let may = setBeforehand.get(model);
  if (may === undefined)
    setBeforehand.set(
      model,
      (may = model.handlers.some(({ handler, statuses }) => handler.role !== 'route' && statuses.length > 0)),
    );
  return may;
}

/** The 302 of `redirect(302, url)`, which is what `redirect(url)` sends; null where another status may have been set before. */
function redundantStatus(
  { via, node, framework, status, discarded, isEscaped, isDeferred, handler }: Response,
  model: Model,
): TSESTree.Node | null {
  if (
    via !== 'redirect' ||
    node.type !== 'CallExpression' ||
    node.arguments.length !== 2 ||
    framework.redirectReplacesStatus === null ||
    isEscaped ||
    discarded.length > 0
  )
    return null;
  if (node.arguments.some(({ type }) => type === 'SpreadElement')) return null;
  // What Fastify's hooks and callers have set is kept by `redirect(url)`.
  if (!framework.redirectReplacesStatus && (isDeferred || handler?.role !== 'route' || mayHaveBeenSet(model)))
    return null;
  const [only, ...others] = status.outcomes;
  const argument = node.arguments.find(one => only && unwrap(one) === unwrap(only.node));
  if (
    !argument ||
    others.length > 0 ||
    only?.code !== framework.defaults.redirect ||
    !status.isComplete ||
    (framework.redirectStatus === 'argument' && argument === node.arguments[1])
  )
    return null;
  return argument;
}
