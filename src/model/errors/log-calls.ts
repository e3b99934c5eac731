import type { TSESTree } from '@typescript-eslint/utils';

import { memberPath, unwrap } from '../../syntax/unwrap.ts';

/** Calls that only write to a log, or wait: they are taken not to fail, and to answer nothing. */
const LOGS =
  /(?:^|\.)(?:_*log(?:ger|ging)?|console)\.|\.(?:log|debug|info|warn|error|trace|sleep|delay)$|^(?:log\w*|debug|sleep|delay|wait)$/i;

/** Whether a node is a call of a logger (`console.error(e)`, `req.log.info(…)`) or a mere delay. */
export function isLogCall(node: TSESTree.Node): boolean {
  const call = unwrap(node);
  return call.type === 'CallExpression' && isLogFunction(call.callee);
}

/** Whether a node names such a function: `console.error` in `.catch(console.error)`. */
export function isLogFunction(node: TSESTree.Node): boolean {
  return LOGS.test(memberPath(node)?.join('.') ?? '');
}
