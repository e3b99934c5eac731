import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { File } from '../model/definitions/file.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import type { Variable } from '../syntax/bindings.ts';
import { isFunction, isWithin } from '../syntax/functions.ts';
import { methodCall, propertyName, unwrap } from '../syntax/unwrap.ts';
import { insertAfterArgument } from './source-edit.ts';
import { isCallOn } from './status-edit.ts';

/** Makes the edit that gives a response a header field, its value as an expression, where its status is set or, failing that, where it is sent; null where there is no place for it, or the field would go out with other statuses too. */
export function headerEdit(
  response: Response,
  { node: status }: Outcome,
  name: string,
  value: string,
  file: File,
): TSESLint.ReportFixFunction | null {
  const { handler, framework, error } = response;
  if (error) return errorEdit(error.nameNode, name, value, file);
  if (response.status.outcomes.length > 1) return null;
  const isOn = (node: TSESTree.CallExpression): boolean =>
    isCallOn(node, handler?.response ?? null, file) || isOnRaw(node, handler?.response ?? null, file);
  const call = callWith(status);
  if (call && !isOn(call)) return null;
  const setter = call && methodCall(call);
  const set = (method: string): string => `.${method}('${name}', ${value})`;
  switch (setter?.name) {
    case 'status':
    case 'code':
      return fixer => fixer.insertTextAfter(setter.call, set(framework.headerSetter));
    case 'writeHead':
      return headEdit(setter.call, name, value, file);
    default:
  }
  const sending = methodCall(response.node);
  if (!sending || !isOn(sending.call)) return null;
  // An `end` may be that of a plain server, which has no method of Express's.
  return fixer =>
    fixer.insertTextAfter(sending.object, set(sending.name === 'end' ? 'setHeader' : framework.headerSetter));
}

/** `reply.raw.writeHead(405)` */
function isOnRaw(node: TSESTree.CallExpression, response: Variable | null, file: File): boolean {
  let object: TSESTree.Node = node;
  for (let call = methodCall(object); call; call = methodCall(object)) object = call.object;
  return (
    response !== null &&
    object.type === 'MemberExpression' &&
    propertyName(object) === 'raw' &&
    file.bindings.variableOf(unwrap(object.object)) === response
  );
}

/** The call whose argument a status is: `status(405)`, `writeHead(405, headers)`. */
function callWith(status: TSESTree.Node): TSESTree.CallExpression | null {
  for (let outer = status.parent; outer && !isFunction(outer); outer = outer.parent) {
    if (outer.type === 'CallExpression')
      return outer.arguments.some(argument => isWithin(status, argument)) ? outer : null;
  }
  return null;
}

/** The same in the arguments of `writeHead`, after which nothing can be set. */
function headEdit(
  call: TSESTree.CallExpression,
  name: string,
  value: string,
  file: File,
): TSESLint.ReportFixFunction | null {
  const key = /^\w+$/.test(name) ? name : `'${name}'`;
  const [code, headers, ...rest] = call.arguments;
  if (!code || rest.length > 0) return null;
  if (!headers) return insertAfterArgument(code, `, { ${key}: ${value} }`, file);
  const last = headers.type === 'ObjectExpression' ? headers.properties.at(-1) : undefined;
  return last ? fixer => fixer.insertTextAfter(last, `, ${key}: ${value}`) : null;
}

/** The header fields that an error of http-errors carries, which both frameworks send. */
function errorEdit(name: TSESTree.Node, header: string, value: string, file: File): TSESLint.ReportFixFunction | null {
  const made = name.parent?.type === 'CallExpression' ? name.parent : null;
  const last = made?.arguments.at(-1);
  if (!made || !last || made.callee !== name || file.bindings.originOf(name)?.source !== 'http-errors') return null;
  const key = /^\w+$/.test(header) ? header : `'${header}'`;
  return insertAfterArgument(last, `, { headers: { ${key}: ${value} } }`, file);
}
