import type { TSESTree } from '@typescript-eslint/utils';

import { bind } from './expressions.ts';
import { GraphTooLarge, type GraphBuilder } from './graph-builder.ts';
import { executeBlock } from './statements.ts';
import type { FinallyFrame } from './ways-out.ts';

/** More ways out of one `try` than this are left unknown. */
const MOST_FINALLY_COPIES = 8;

/**
 * Adds the points of a `try` statement.
 *
 * What may throw is a call, an `await`, a `throw`, and the start of the block, which stands for a property read before all of them.
 * A property read later does not count: `try { res.json(user.name); log.last = user.id } catch { res.status(500).end() }` sends once.
 */
export function executeTry(draft: GraphBuilder, statement: TSESTree.TryStatement): void {
  const withFinally = statement.finalizer ? draft.openFinally(statement.finalizer) : null;
  const withCatch = statement.handler ? draft.openCatch() : null;
  draft.addThrowing('pass', statement);
  executeBlock(draft, statement.block);
  if (withCatch && statement.handler) {
    draft.close(withCatch);
    const completed = draft.ends;
    draft.ends = withCatch.thrown.ends;
    if (statement.handler.param) {
      bind(draft, statement.handler.param);
      draft.add('assign', statement.handler.param);
    }
    executeBlock(draft, statement.handler.body);
    draft.join(completed);
  }
  if (withFinally) {
    draft.close(withFinally);
    copyForEachWayOut(draft, withFinally);
  }
}

/** Adds the points of a `finally` block once for each target that control is on its way to, never once a path. */
function copyForEachWayOut(draft: GraphBuilder, { finalizer, waysOut }: FinallyFrame): void {
  const fallsThrough = draft.ends.length > 0 || waysOut.size === 0;
  if (waysOut.size + (fallsThrough ? 1 : 0) > MOST_FINALLY_COPIES) throw new GraphTooLarge();
  if (fallsThrough) {
    draft.add('pass', finalizer);
    executeBlock(draft, finalizer);
  }
  const completed = draft.ends;
  for (const [target, ends] of waysOut) {
    draft.ends = ends;
    // In a `finally` inside a `finally`, the copies of the outer one share those of the inner one whose way out overrules theirs.
    const earlier = draft.findFinallyCopy(finalizer, target);
    if (earlier) {
      draft.arriveAt(earlier);
      continue;
    }
    draft.rememberFinallyCopy(finalizer, target, draft.add('pass', finalizer));
    executeBlock(draft, finalizer);
    draft.leaveTo(target);
  }
  draft.ends = completed;
}
