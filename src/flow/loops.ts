import type { TSESTree } from '@typescript-eslint/utils';

import { branch } from './conditions.ts';
import { bind, evaluate } from './expressions.ts';
import type { Branches, GraphBuilder } from './graph-builder.ts';
import { declare, execute } from './statements.ts';
import type { JumpFrame } from './ways-out.ts';

/** Adds the points of `while (test) body`. */
export function executeWhile(draft: GraphBuilder, loop: TSESTree.WhileStatement, labels: readonly string[]): void {
  const head = draft.add('pass', loop);
  const { whenTrue, whenFalse } = branch(draft, loop.test);
  draft.ends = whenTrue;
  const frame = executeBody(draft, loop.body, labels);
  draft.arriveAt(head);
  draft.ends = whenFalse;
  draft.join(frame.broken.ends);
}

/** Adds the points of `do body while (test)`. */
export function executeDoWhile(draft: GraphBuilder, loop: TSESTree.DoWhileStatement, labels: readonly string[]): void {
  const head = draft.add('pass', loop);
  const frame = executeBody(draft, loop.body, labels);
  const { whenTrue, whenFalse } = branch(draft, loop.test);
  draft.ends = whenTrue;
  draft.arriveAt(head);
  draft.ends = whenFalse;
  draft.join(frame.broken.ends);
}

/** Adds the points of `for (init; test; update) body`. */
export function executeFor(draft: GraphBuilder, loop: TSESTree.ForStatement, labels: readonly string[]): void {
  if (loop.init?.type === 'VariableDeclaration') declare(draft, loop.init);
  else if (loop.init) evaluate(draft, loop.init);
  const head = draft.add('pass', loop);
  const { whenTrue, whenFalse }: Branches = loop.test
    ? branch(draft, loop.test)
    : { whenTrue: draft.ends, whenFalse: [] };
  draft.ends = whenTrue;
  const frame = executeBody(draft, loop.body, labels);
  if (loop.update) evaluate(draft, loop.update);
  draft.arriveAt(head);
  draft.ends = whenFalse;
  draft.join(frame.broken.ends);
}

/** Adds the points of `for (left of right) body` and `for (left in right) body`: whether there is another one is a test that no guard can say. */
export function executeForEach(
  draft: GraphBuilder,
  loop: TSESTree.ForInStatement | TSESTree.ForOfStatement,
  labels: readonly string[],
): void {
  evaluate(draft, loop.right);
  const head =
    loop.type === 'ForOfStatement' && loop.await ? draft.addThrowing('await', loop) : draft.add('pass', loop);
  const { whenTrue, whenFalse } = draft.addTest(loop, null);
  draft.ends = whenTrue;
  const target = loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0] : loop.left;
  if (target) {
    bind(draft, target.type === 'VariableDeclarator' ? target.id : target);
    draft.add('assign', target);
  }
  const frame = executeBody(draft, loop.body, labels);
  draft.arriveAt(head);
  draft.ends = whenFalse;
  draft.join(frame.broken.ends);
}

/** Adds the points of a loop's body; its `continue`s arrive at what follows, its `break`s are left to the caller. */
function executeBody(draft: GraphBuilder, body: TSESTree.Statement, labels: readonly string[]): JumpFrame {
  const frame = draft.openJump(labels, true, true);
  execute(draft, body);
  draft.close(frame);
  draft.join(frame.continued?.ends ?? []);
  return frame;
}
