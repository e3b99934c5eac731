import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { File } from '../model/definitions/file.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { getNames } from '../reference/status-libraries.ts';
import { constantFor, findStatusByErrorName, findStatusLibrary } from '../reference/status-names.ts';
import type { Variable } from '../syntax/bindings.ts';
import { memberPath, methodCall, propertyName, stringValue, unwrap } from '../syntax/unwrap.ts';
import { asArgument, insertAfterArgument, insertBeforeArgument, isUsableAt } from './source-edit.ts';

/** Makes the edit that gives one outcome of a response another status, in the notation the code uses; null where the edit would need a name that is not in scope. */
export function statusEdit(
  response: Response,
  outcome: Outcome,
  code: number,
  file: File,
): TSESLint.ReportFixFunction | null {
  // A type is mended where it stands.
  if (outcome.isTyped) return null;
  // Which status an error has that says none is the error handler's to decide.
  if (response.error?.isAnswered && response.error.status && outcome.node === response.error.nameNode) return null;
  if (!outcome.isImplicit) {
    const named = findErrorName(outcome.node);
    if (named) return errorNameEdit(named, code, file);
    // `this.#load(req, res)` and `this['load'](req, res)` say no status, what they call does.
    if (isCalled(outcome.node) && !saysCode(outcome.node, outcome.code)) return null;
    const text = statusText(outcome.node, code, file);
    return text === null ? null : fixer => fixer.replaceText(outcome.node, text);
  }
  return implicitEdit(response, code, file);
}

/** A status in the notation of the node it replaces: a number, a numeric string, a library's constant, a member of the project's own object; null where that has no such member in sight. */
export function statusText(node: TSESTree.Node, code: number, file: File): string | null {
  const value = unwrap(node);
  if (value.type === 'Literal') return typeof value.value === 'string' ? `'${String(code)}'` : String(code);
  const origin =
    value.type === 'MemberExpression' || value.type === 'Identifier' ? file.bindings.originOf(value) : null;
  const library = origin && findStatusLibrary(origin.source);
  if (value.type === 'MemberExpression') {
    const object = file.text(value.object);
    if (library) {
      const name = constantFor(library, code);
      return name === null ? null : `${object}.${name}`;
    }
    const own = findOwnMember(value, code, file);
    if (own !== null) return `${object}.${own}`;
    return origin ? null : String(code);
  }
  return value.type === 'Identifier' && origin ? null : String(code);
}

/** The member of the same object or enum that holds a status. */
function findOwnMember(node: TSESTree.MemberExpression, code: number, file: File): string | null {
  let container = file.bindings.resolve(node.object);
  if (container.type === 'CallExpression' && container.arguments[0]) container = unwrap(container.arguments[0]);
  if (container.type === 'ObjectExpression') {
    const member = container.properties.find(
      one => one.type === 'Property' && one.value.type === 'Literal' && one.value.value === code,
    );
    return member?.type === 'Property' ? propertyName(member) : null;
  }
  if (container.type === 'TSEnumDeclaration') {
    const member = container.body.members.find(
      ({ initializer }) => initializer?.type === 'Literal' && initializer.value === code,
    );
    return member?.id.type === 'Identifier' ? member.id.name : null;
  }
  return null;
}

/** Whether a node is what is called or made, or the key by which that is read off its object: then it is no status, as those stand in arguments. */
function isCalled(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  const callee = calleeAround(value);
  return (
    (callee.parent?.type === 'NewExpression' || callee.parent?.type === 'CallExpression') &&
    callee.parent.callee === callee
  );
}

/** `createError[404]` */
function saysCode(node: TSESTree.Node, code: number): boolean {
  const value = unwrap(node);
  return value.type !== 'PrivateIdentifier' && stringValue(value) === String(code);
}

function calleeAround(value: TSESTree.Node): TSESTree.Node {
  return value.parent?.type === 'MemberExpression' && value.parent.property === value ? value.parent : value;
}

/** The name a status is read off, `UnauthorizedError` of `new UnauthorizedError()`, `unauthorized` of `httpErrors.unauthorized()`; null where a node is no such name. */
function findErrorName(node: TSESTree.Node): TSESTree.Identifier | null {
  const value = unwrap(node);
  const callee = calleeAround(value);
  const made = callee.parent;
  if ((made?.type !== 'NewExpression' && made?.type !== 'CallExpression') || made.callee !== callee) return null;
  const name = callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee;
  return name.type === 'Identifier' ? name : null;
}

/** Puts another name in its place: the library's for the code, or that of an error class of the same form in scope; null where there is none. */
function errorNameEdit(node: TSESTree.Identifier, code: number, file: File): TSESLint.ReportFixFunction | null {
  const name = errorNameFor(node, code, file);
  return name === null ? null : fixer => fixer.replaceText(node, name);
}

function errorNameFor(node: TSESTree.Identifier, code: number, file: File): string | null {
  const member = node.parent.type === 'MemberExpression' && node.parent.property === node ? node.parent : null;
  if (member) {
    const origin = file.bindings.originOf(member.object);
    const library =
      memberPath(member.object)?.at(-1) === 'httpErrors'
        ? '@fastify/sensible'
        : origin && findStatusLibrary(origin.source);
    return library ? constantFor(library, code) : null;
  }
  const isSuffixed = /(?:Error|Exception)$/.test(node.name);
  for (let scope = file.bindings.variableOf(node)?.scope ?? null; scope; scope = scope.upper) {
    const found = scope.variables.find(
      ({ name }) => findStatusByErrorName(name) === code && /(?:Error|Exception)$/.test(name) === isSuffixed,
    );
    if (found && isUsableAt(found, node, file)) return found.name;
  }
  return null;
}

function implicitEdit(response: Response, code: number, file: File): TSESLint.ReportFixFunction | null {
  const { via, nameNode } = response;
  const sensible = getNames('@fastify/sensible');
  if ([...sensible.values()].some(names => names.includes(via)) && nameNode.type === 'Identifier') {
    const name = sensible.get(code)?.[0];
    return name === undefined ? null : fixer => fixer.replaceText(nameNode, name);
  }
  return via === 'redirect' ? redirectEdit(response, code, file) : missingStatusEdit(response, String(code), file);
}

/** Gives a redirect that has none a status of its own, where every version of its framework reads it. */
function redirectEdit(
  { node, framework, handler }: Response,
  code: number,
  file: File,
): TSESLint.ReportFixFunction | null {
  const call = methodCall(node);
  const [url, ...others] = call?.call.arguments ?? [];
  if (!call || !url || others.length > 0 || !isCallOn(node, handler?.response ?? null, file)) return null;
  if (framework.redirectStatus === 'setter')
    return insertAfterArgument(call.object, `.${framework.setter}(${code})`, file);
  return framework.redirectStatus === 'argument' ? insertBeforeArgument(url, `${code}, `, file) : null;
}

/** Makes the edit that gives a response a status, as an expression, where its code sets none; null where there is no place for it. */
export function missingStatusEdit(
  { via, node, nameNode, framework, handler, body }: Response,
  status: string,
  file: File,
): TSESLint.ReportFixFunction | null {
  const { setter } = framework;
  if (via === 'return') {
    const reply = handler?.response;
    const content = body.node;
    if (!reply || !content || !isUsableAt(reply, content, file)) return null;
    return fixer => fixer.replaceText(content, `${reply.name}.${setter}(${status}).send(${asArgument(content, file)})`);
  }
  const member = nameNode.parent;
  if (!isCallOn(node, handler?.response ?? null, file)) return null;
  if (
    via === 'redirect' ||
    via === 'callNotFound' ||
    node.type !== 'CallExpression' ||
    member?.type !== 'MemberExpression' ||
    member.property !== nameNode
  )
    return null;
  const { object } = member;
  return insertAfterArgument(object, `.${setter}(${status})`, file);
}

/** Whether a sending call is one on the response itself, and not one of a function that gets it. */
export function isCallOn(node: TSESTree.Node, response: Variable | null, file: File): boolean {
  let object = node;
  for (let call = methodCall(object); call; call = methodCall(object)) object = call.object;
  return response !== null && file.bindings.variableOf(file.bindings.resolve(object)) === response;
}
