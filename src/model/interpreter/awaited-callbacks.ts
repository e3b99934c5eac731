import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { propertyName } from '../../syntax/unwrap.ts';
import type { Handler } from '../handlers/handler.ts';

/** One use of a variable. */
type Use = TSESTree.Identifier | TSESTree.JSXIdentifier;

/** Members of a response that set its status. */
const STATUS_SETTER = /^(?:status|code|statusCode|writeHead)$/;

/** Members of a response that set header fields. */
const HEADER_SETTER = /^(?:set|header|headers|setHeader|setHeaders|append|location|links|writeHead)$/;

/** What is sent, and the function whose code sends it. */
interface Sent {
  readonly node: TSESTree.Node;
  readonly fn: FunctionNode | null;
  readonly handler: Handler | null;
}

/** Whether a callback that is over when the response is sent may have set its status: `await db.transaction(async () => { reply.code(204); })`. */
export function mayHaveSetStatus(sent: Sent): boolean {
  return usesBefore(sent).some(
    ({ parent }) => parent.type === 'MemberExpression' && STATUS_SETTER.test(propertyName(parent) ?? ''),
  );
}

/** Whether a callback that is over when the response is sent may have set header fields, or has given the response to a function: `await Promise.all(limits.map(limit => limit.check(req, res)))`. */
export function mayHaveSetHeaders(sent: Sent): boolean {
  return usesBefore(sent).some(identifier => {
    const { parent } = identifier;
    return parent.type === 'MemberExpression'
      ? parent.object === identifier && HEADER_SETTER.test(propertyName(parent) ?? '')
      : parent.type === 'CallExpression' && parent.callee !== identifier;
  });
}

/** The uses of a response in callbacks of what its function awaits before it sends, or of what it returns as the content. */
function usesBefore({ node, fn, handler }: Sent): readonly Use[] {
  if (fn === null) return [];
  return (handler ? usesInCallbacks(handler) : []).filter(identifier => {
    if (!isWithin(identifier, fn) || enclosingFunction(identifier) === fn) return false;
    for (let outer: TSESTree.Node | undefined = identifier.parent; outer && outer !== fn; outer = outer.parent) {
      if (outer.type === 'AwaitExpression' && enclosingFunction(outer) === fn) return outer.range[0] < node.range[1];
      if (outer.type === 'ReturnStatement' && enclosingFunction(outer) === fn)
        return isWithin(node, outer) || isWithin(outer, node);
    }
    return false;
  });
}

const inCallbacks = new WeakMap<Handler, readonly Use[]>();

/** The uses of a handler's response in functions nested in it; found once for all its responses. */
function usesInCallbacks(handler: Handler): readonly Use[] {
  let known = inCallbacks.get(handler);
  if (!known)
    inCallbacks.set(
      handler,
      (known =
        handler.response?.references
          .map(({ identifier }) => identifier)
          .filter(identifier => enclosingFunction(identifier) !== handler.fn) ?? []),
    );
  return known;
}
