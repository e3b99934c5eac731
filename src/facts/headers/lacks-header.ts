import type { TSESTree } from '@typescript-eslint/utils';

import { mayHaveSetHeaders } from '../../model/interpreter/awaited-callbacks.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { findMethod } from '../../model/interpreter/response-object.ts';
import type { Response } from '../../model/responses/response.ts';
import { isInOtherBranch } from '../../syntax/branches.ts';
import { isFunction, parametersOf } from '../../syntax/functions.ts';

/**
 * Whether a response goes out without a header field on some path for certain. What a callback sends may be preceded by anything,
 * a status that is one of several may be set together with the field, and what the project's own functions send may have it from them or from their callers.
 */
export function lacksHeader(response: Response, name: string, file: File): boolean {
  const { headers, status, handler, isDeferred, isEscaped } = response;
  if (isEscaped || handler?.role === 'responder' || isSentByResponder(response, file) || mayHaveSetHeaders(response))
    return false;
  if (handler && callersUseResponse(handler, file)) return false;
  const has = headers.has(name);
  return has === false || (has === 'sometimes' && !isDeferred && status.isComplete && status.outcomes.length === 1);
}

function isSentByResponder({ node, via, handler, framework, error }: Response, file: File): boolean {
  if (node.type !== 'CallExpression' || via === 'pipe') return false;
  // An error is made, or forwarded, by a call too.
  if (error === null && findMethod(framework, 'response', via) === null && findMethod(framework, 'raw', via) === null)
    return true;
  return (
    handler?.response != null &&
    node.arguments.some(argument => file.bindings.variableOf(argument) === handler.response)
  );
}

/** Whether a function of the file that calls a handler has used the response before: `challenge(res); renderLogin(req, res)`. */
function callersUseResponse({ fn, routes, parameters }: Handler, file: File): boolean {
  const name = fn.id ?? (fn.parent.type === 'VariableDeclarator' ? fn.parent.id : null);
  const own = routes.length === 0 && name ? file.bindings.variableOf(name) : null;
  const index = parametersOf(fn).findIndex(one => one === parameters.response);
  if (!own || index < 0) return false;
  return own.references.some(({ identifier }) => {
    const call: TSESTree.Node = identifier.parent;
    const given = call.type === 'CallExpression' && call.callee === identifier ? call.arguments[index] : undefined;
    const response = given && file.bindings.variableOf(given);
    return (
      response?.references.some(
        ({ identifier: use }) => use.range[1] <= call.range[0] && !isInOtherBranch(use, call) && !isReturned(use),
      ) ?? false
    );
  });
}

/** Whether a function ends with what a node is a part of: `return refuse(res)`. */
function isReturned(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (outer.type === 'ReturnStatement') return true;
  return false;
}
