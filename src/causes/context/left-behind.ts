import type { TSESTree } from '@typescript-eslint/utils';

import { LOGS } from '../../knowledge/shapes/language.ts';
import { isError } from '../../reference/statuses.ts';
import { findFailurePayloads } from '../../facts/content/failure-payload.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { leaves } from '../../syntax/branches.ts';
import { enclosingFunction, isWithin } from '../../syntax/functions.ts';
import { lastStatement } from '../../syntax/last-statement.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { testAround } from './conditions.ts';

/**
 * Whether a response is what is left by a condition whose own exit answered well or went on, `if (!found) { next(); return; } res.status(400)…`: then it is
 * sent because of the opposite. Whatever is looked up, awaited or written in between may be why as well; what a refusal left is not its cause.
 */
export function isLeftWell(at: TSESTree.Node, response: Response, model: Model, provenances: Provenances): boolean {
  const exit = testAround(at)?.parent;
  if (
    exit?.type !== 'IfStatement' ||
    exit.alternate !== null ||
    !leaves(exit.consequent) ||
    lastStatement(exit.consequent)?.type === 'ThrowStatement' ||
    exit.range[1] > response.node.range[0] ||
    exit.parent.type !== 'BlockStatement' ||
    !isWithin(response.node, exit.parent) ||
    enclosingFunction(exit) !== enclosingFunction(response.node)
  )
    return false;
  return openUntil(exit, response, model, provenances) > response.node.range[0];
}

const known = new WeakMap<TSESTree.IfStatement, number>();

/** Where the first call ends behind an exit that does something, if the exit answered well or went on: what is sent before that is what it left. Read once for all that is sent behind it. */
function openUntil(exit: TSESTree.IfStatement, response: Response, model: Model, provenances: Provenances): number {
  let end = known.get(exit);
  if (end === undefined) {
    end = wentWell(exit.consequent, response, model) ? endOfWork(exit, response, provenances) : -Infinity;
    known.set(exit, end);
  }
  return end;
}

/** Whether a branch answers with a success, or hands the request on. */
function wentWell(branch: TSESTree.Statement, { handler }: Response, model: Model): boolean {
  const answers = model.responses.filter(({ node }) => isWithin(node, branch));
  if (answers.length > 0)
    return answers.every(
      one =>
        one.status.codes !== null &&
        !one.status.codes.some(isError) &&
        findFailurePayloads(one, model.file, model.definitions).length === 0,
    );
  const next = handler?.next ?? null;
  return (
    next !== null &&
    nodesWithin(model.file.calls, branch).some(
      call => call.arguments.length === 0 && model.file.bindings.variableOf(call.callee) === next,
    )
  );
}

/** Where the first call ends behind an exit that is no log and no computation. */
function endOfWork(exit: TSESTree.Node, { handler, fn }: Response, { file, callees }: Provenances): number {
  const whole = fn ?? handler?.fn;
  if (!whole) return -Infinity;
  const behind = { range: [exit.range[1], whole.range[1]] as [number, number] };
  const first = nodesWithin(file.calls, behind).find(
    call => callees.of(call, file).is !== 'nothing' && !LOGS.has(methodCall(call)?.name),
  );
  return first?.range[1] ?? Infinity;
}
