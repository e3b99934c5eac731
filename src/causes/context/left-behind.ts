import type { TSESTree } from '@typescript-eslint/utils';

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
  const { end } = leavingOf(exit, response, model, provenances);
  return end > response.node.range[0];
}

/** An exit that answered well or went on, and where the first call ends behind it that does something: what is sent before that is what it left. */
interface Leaving {
  readonly end: number;
}

const leavings = new WeakMap<TSESTree.IfStatement, Leaving>();

/** Reads an exit once for all that is sent behind it. */
function leavingOf(exit: TSESTree.IfStatement, response: Response, model: Model, provenances: Provenances): Leaving {
  let known = leavings.get(exit);
  if (!known) {
    known = { end: wentWell(exit.consequent, response, model) ? endOfWork(exit, response, provenances) : -Infinity };
    leavings.set(exit, known);
  }
  return known;
}

/** Whether a branch answers with a success, or hands the request on. */
function wentWell(branch: TSESTree.Statement, { handler }: Response, model: Model): boolean {
  const answers = model.responses.filter(({ node }) => isWithin(node, branch));
  if (answers.length > 0)
    return answers.every(
      one =>
        one.status.codes !== null &&
        one.status.codes.every(code => code < 400) &&
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
    call =>
      callees.of(call, file).is !== 'nothing' &&
      !/^(?:log|info|warn|error|debug|trace)$/.test(methodCall(call)?.name ?? ''),
  );
  return first?.range[1] ?? Infinity;
}
