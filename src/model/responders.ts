import type { TSESTree } from '@typescript-eslint/utils';

import { send, type Effect } from '../frameworks/effects.ts';
import { calleeName, propertyName, unwrap } from '../syntax/unwrap.ts';
import type { File } from './file.ts';
import type { ResponseObject } from './response-object.ts';

/** Names of the project's own functions that send: sendResponse, respondWithError, fail, errorHandler. */
const RESPONDER_NAME = /^(?:send|respond|reply|fail|error|success|response|result|handle\w*error|throw\w*error|json|api\w*response|\w+response)/i;

/** Reads a call that gets the response and a literal status as a responder whose definition is not in sight: `sendResponse(res, 404, body)`, `sendResponse(res, { statusCode: 404, … })`. */
export function findResponder(call: TSESTree.CallExpression, objectOf: (node: TSESTree.Node) => ResponseObject | null, file: File): Effect | null {
  const name = calleeName(call);
  if (name === null || !RESPONDER_NAME.test(name)) return null;
  const [first, ...rest] = call.arguments;
  if (!first || !objectOf(first)) return null;
  const status = rest.find(argument => isStatus(argument, file)) ?? rest.map(statusProperty).find(value => value != null);
  if (!status) return null;
  const body = rest.find(argument => argument !== status) ?? null;
  return send(name, { from: 'argument', node: status, resets: true }, 'json', body);
}

/** Whether an argument is written as a status: a number in range, or a constant whose object says so, as in `HTTP_STATUS.NOT_FOUND`. */
function isStatus(node: TSESTree.Node, file: File): boolean {
  const value = file.bindings.resolve(node);
  if (value.type === 'Literal') return typeof value.value === 'number' && value.value >= 100 && value.value <= 599;
  const inner = unwrap(node);
  return inner.type === 'MemberExpression' && /status|http|code/i.test(file.text(inner.object)) && !/^(?:err|error|e|res|response|result)\b/.test(file.text(inner));
}

/** The value of `statusCode`, `status` or `code` in an options object. */
function statusProperty(node: TSESTree.Node): TSESTree.Node | null {
  const value = unwrap(node);
  if (value.type !== 'ObjectExpression') return null;
  for (const key of ['statusCode', 'status', 'httpStatus']) {
    const property = value.properties.find(one => one.type === 'Property' && propertyName(one) === key);
    if (property?.type === 'Property' && !(property.value.type === 'Literal' && typeof property.value.value !== 'number')) return property.value;
  }
  return null;
}
