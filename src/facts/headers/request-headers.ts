import type { TSESTree } from '@typescript-eslint/utils';

import { isWithin } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import { wordsIn } from '../../syntax/words.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Handler } from '../../model/handlers/handler.ts';

/** Members of a request that hold its headers, or all of it. */
const CARRIERS = /^(?:headers|raw|req|rawHeaders|headersDistinct)$/;

/** Whether a handler reads a header field of the request, whose name it writes, or may have it read: the request, or its headers, goes to a function out of sight, or a field is read by a name that is not written there. What is written in the nodes `besides` shows nothing. */
export function mayReadHeader(
  { fn, parameters: { request } }: Handler,
  name: RegExp,
  file: File,
  besides: readonly TSESTree.Node[] = [],
): boolean {
  if (
    wordsIn(fn, file.sourceCode.visitorKeys).some(
      ({ text, node }) => name.test(text) && !besides.some(one => isWithin(node, one)),
    )
  )
    return true;
  if (request === null) return false;
  if (request.type !== 'Identifier') return request.type !== 'ObjectPattern' || carriesHeaders(request);
  const variable = file.bindings.variableOf(request);
  return variable === null || variable.references.some(({ identifier }) => isHandedOver(identifier));
}

/** Whether an expression gives the request of a handler, or its headers, to a call. */
export function handsOverRequest(expression: TSESTree.Node, { request }: Handler, file: File): boolean {
  return (
    request !== null &&
    nodesWithin(file.calls, expression).some(call =>
      request.references.some(({ identifier }) =>
        call.arguments.some(argument => isWithin(identifier, argument) && isHandedOver(identifier)),
      ),
    )
  );
}

/** Whether the request, or its headers as a whole, goes on from a place where it is named. */
function isHandedOver(node: TSESTree.Node, isRequest = true): boolean {
  const { parent } = node;
  if (!parent) return false;
  if (unwrap(parent) !== parent) return isHandedOver(parent, isRequest);
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern')
    return isRequest
      ? carriesHeaders(parent.id)
      : parent.id.properties.some(property => property.type === 'RestElement');
  if (parent.type !== 'MemberExpression' || parent.object !== node) return true;
  const key = propertyName(parent);
  if (key === null || !isRequest) return key === null;
  // req.get(name): which field it is, nobody knows.
  if (/^(?:get|header)$/.test(key))
    return parent.parent.type === 'CallExpression' && parent.parent.arguments[0]?.type !== 'Literal';
  return CARRIERS.test(key) && isHandedOver(parent, !/headers/i.test(key));
}

/** Whether a pattern over the request takes its headers, or the rest of it. */
function carriesHeaders(pattern: TSESTree.ObjectPattern): boolean {
  return pattern.properties.some(
    property => property.type === 'RestElement' || CARRIERS.test(propertyName(property) ?? 'headers'),
  );
}
