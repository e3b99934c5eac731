import type { TSESTree } from '@typescript-eslint/utils';

import type { StatusPlace } from '../../settings.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import { mentions, wordsIn } from '../../syntax/words.ts';
import type { File } from '../definitions/file.ts';
import { findProperty, type Frame } from '../definitions/frame.ts';
import type { Taken } from '../handlers/held-response.ts';
import type { Body } from '../responses/body.ts';
import type { ObjectOf } from './response-object.ts';

/** How a function takes the response that a call gives it, alone or in an object. */
export function findResponseParameter(
  fn: FunctionNode,
  call: TSESTree.CallExpression,
  objectOf: ObjectOf,
  frame: Frame,
  file: File,
): Taken | null {
  const parameters = parametersOf(fn);
  for (const [index, argument] of call.arguments.entries()) {
    if (argument.type === 'SpreadElement') return null;
    const parameter = parameters[index];
    if (!parameter) return null;
    if (objectOf(argument)) return taken(parameter.type === 'Identifier' ? file.bindings.variableOf(parameter) : null);
    const value = frame.file.bindings.resolve(argument);
    if (value.type !== 'ObjectExpression') continue;
    const given = value.properties.find(one => one.type === 'Property' && objectOf(one.value) !== null);
    const name = given?.type === 'Property' ? propertyName(given) : null;
    if (name === null) continue;
    if (parameter.type === 'Identifier') {
      const holder = file.bindings.variableOf(parameter);
      return holder && { held: { holder, name } };
    }
    const own =
      parameter.type === 'ObjectPattern'
        ? parameter.properties.find(one => one.type === 'Property' && propertyName(one) === name)
        : null;
    if (own?.type === 'Property' && own.value.type === 'Identifier') return taken(file.bindings.variableOf(own.value));
  }
  return null;
}

function taken(response: Variable | null): Taken | null {
  return response && { response };
}

/** The content of a response as the call of a responder shows it, whose definition is out of sight. */
export function inferredBody(
  call: TSESTree.CallExpression,
  objectOf: ObjectOf,
  frame: Frame,
  status: TSESTree.Node | null,
): Body {
  const rest = call.arguments.filter(argument => argument !== status && objectOf(argument) === null);
  const node = textArgument(call, objectOf, frame) ?? rest[0] ?? null;
  const object = node && frame.file.bindings.resolve(node);
  // Whether the helper sends content at all is its own affair.
  return { kind: 'json', node, presence: 'unknown', object: object?.type === 'ObjectExpression' ? object : null };
}

/** The argument that is the text or, failing that, the object of a call. */
export function textArgument(call: TSESTree.CallExpression, objectOf: ObjectOf, { file }: Frame): TSESTree.Node | null {
  const others = call.arguments.filter(argument => objectOf(argument) === null);
  const text = others.find(argument => {
    const value = file.bindings.resolve(argument);
    return (
      (value.type === 'Literal' && typeof value.value === 'string' && !/^\d{3}$/.test(value.value)) ||
      value.type === 'TemplateLiteral'
    );
  });
  return text ?? others.find(argument => argument.type === 'ObjectExpression') ?? null;
}

/** Where a call has its status, by the settings; null where the argument or property is not given. */
export function declaredNode(
  call: TSESTree.CallExpression,
  { argument, property }: StatusPlace,
  frame: Frame,
): TSESTree.Node | null {
  const given = argument !== null ? (call.arguments[argument] ?? null) : null;
  if (property === null) return given;
  for (const one of given ? [given] : call.arguments) {
    const object = frame.file.bindings.resolve(one);
    const value = object.type === 'ObjectExpression' ? findProperty(object, property) : null;
    if (value && value !== 'unknown') return value;
  }
  return null;
}

/** Whether an argument is written as a status: a number in range, or a constant whose object says so, as in `HTTP_STATUS.NOT_FOUND`. */
export function isStatusArgument(node: TSESTree.Node, { file }: Frame): boolean {
  const value = file.bindings.resolve(node);
  if (value.type === 'Literal') return typeof value.value === 'number' && value.value >= 100 && value.value <= 599;
  const inner = unwrap(node);
  if (inner.type !== 'MemberExpression') return false;
  const { visitorKeys } = file.sourceCode;
  const [first] = wordsIn(inner, visitorKeys);
  return (
    mentions(inner.object, /status|http|code/i, visitorKeys) &&
    !/^(?:err|error|e|res|response|result)$/.test(first?.text ?? '')
  );
}

/** The value of `statusCode`, `status` or `httpStatus` in an options object. */
export function statusProperty(node: TSESTree.Node): TSESTree.Node | null {
  const value = unwrap(node);
  if (value.type !== 'ObjectExpression') return null;
  for (const key of ['statusCode', 'status', 'httpStatus']) {
    const property = findProperty(value, key);
    if (property && property !== 'unknown' && !(property.type === 'Literal' && typeof property.value !== 'number'))
      return property;
  }
  return null;
}
