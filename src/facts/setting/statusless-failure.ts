import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import { destinationOf } from '../../model/summaries/destination.ts';
import { failuresCaughtBy, summaryOf, type FailingCall } from '../../model/summaries/summary.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calleeName, methodCall, unwrapAwait } from '../../syntax/unwrap.ts';

/** Modules whose errors carry neither `status` nor `statusCode`: a word or a number of theirs is their `code`. Those of Supabase, Firebase and Objection may carry one. */
const STATUSLESS =
  /^(?:node:)?(?:fs|fs\/promises|child_process|dns|dns\/promises|zlib)$|^(?:mongodb|mongoose|mysql2?|pg|sequelize|sqlite3|better-sqlite3|@prisma\/client|knex|typeorm|i?o?redis)(?:\/|$)/;

/** How deep the functions of the project are followed. */
const MAX_DEPTH = 3;

/** Finds a call whose failure comes to a caught error, and carries no status; null where none is known. */
export function findStatuslessFailure(error: Variable, file: File, locator: Locator): TSESTree.CallExpression | null {
  const [definition] = error.defs;
  const place = definition?.node as TSESTree.Node | undefined;
  if (place?.type !== 'CatchClause' && !(definition?.type === 'Parameter' && isFunction(place))) return null;
  // What a callback of Node is given comes of the call it is given to.
  const call = isFunction(place) ? place.parent : null;
  if (call?.type === 'CallExpression' && call.arguments.at(-1) === place && isStatusless(call, file, locator))
    return call;
  const { calls } = failuresCaughtBy(place, file);
  return calls.find(one => failsWithout(one, file, locator, 0))?.node ?? null;
}

function failsWithout({ node, rejects }: FailingCall, file: File, locator: Locator, depth: number): boolean {
  // `fs.readFileSync(name)` throws as it is called, which the `try` around a `return` catches too.
  const isSync = (calleeName(node) ?? '').endsWith('Sync');
  if (isSync ? destinationOf(node).is !== (depth === 0 ? 'caught' : 'leaves') : !rejects) return false;
  if (isStatusless(node, file, locator)) return true;
  const called = depth < MAX_DEPTH ? locator.locate(node.callee, frameOf(file)) : null;
  if (!called || !isFunction(called.node)) return false;
  const { file: inside } = called.frame;
  return summaryOf(called.node, inside).calls.some(one => failsWithout(one, inside, locator, depth + 1));
}

/** Whether a call is one of a module whose errors carry no status, or of what it has made: `fs.readFile`, `new Pool().query`, a model of another file. */
function isStatusless(call: TSESTree.CallExpression, file: File, locator: Locator): boolean {
  if (STATUSLESS.test(file.bindings.originOf(call.callee)?.source ?? '')) return true;
  const method = methodCall(call);
  // The links of a chain of promises fail with what comes before them, or as their callbacks do.
  if (!method || /^(?:then|catch|finally)$/.test(method.name)) return false;
  let { object } = method;
  // `User.findById(id).lean()`
  for (let inner = methodCall(object); inner; inner = methodCall(inner.object)) object = inner.object;
  const made = locator.locate(object, frameOf(file));
  const maker = unwrapAwait(made.node);
  const from = maker.type === 'CallExpression' || maker.type === 'NewExpression' ? maker.callee : maker;
  return STATUSLESS.test(made.frame.file.bindings.originOf(from)?.source ?? '');
}
