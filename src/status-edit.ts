import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { File } from './model/file.ts';
import type { Response } from './model/response.ts';
import type { Outcome } from './model/status.ts';
import { getNames } from './reference/status-libraries.ts';
import { constantFor, findStatusLibrary } from './reference/status-names.ts';
import { propertyName, unwrap } from './syntax/unwrap.ts';

/** Makes the edit that gives one outcome of a response another status, in the notation the code uses; null where the edit would need a name that is not in scope. */
export function statusEdit(response: Response, outcome: Outcome, code: number, file: File): TSESLint.ReportFixFunction | null {
  if (!outcome.isImplicit) {
    const text = statusText(outcome.node, code, file);
    return text === null ? null : fixer => fixer.replaceText(outcome.node, text);
  }
  return implicitEdit(response, code, file);
}

/** A status in the notation of the node it replaces: a number, a numeric string, a library's constant, a member of the project's own object; null where that has no such member in sight. */
export function statusText(node: TSESTree.Node, code: number, file: File): string | null {
  const value = unwrap(node);
  if (value.type === 'Literal') return typeof value.value === 'string' ? `'${String(code)}'` : String(code);
  const origin = value.type === 'MemberExpression' || value.type === 'Identifier' ? file.bindings.originOf(value) : null;
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
    const member = container.properties.find(one => one.type === 'Property' && one.value.type === 'Literal' && one.value.value === code);
    return member?.type === 'Property' ? propertyName(member) : null;
  }
  if (container.type === 'TSEnumDeclaration') {
    const member = container.body.members.find(({ initializer }) => initializer?.type === 'Literal' && initializer.value === code);
    return member?.id.type === 'Identifier' ? member.id.name : null;
  }
  return null;
}

function implicitEdit({ via, node, nameNode, framework, handler, body }: Response, code: number, file: File): TSESLint.ReportFixFunction | null {
  const setter = framework === 'fastify' ? 'code' : 'status';
  const sensible = getNames('@fastify/sensible');
  if ([...sensible.values()].some(names => names.includes(via)) && nameNode.type === 'Identifier') {
    const name = sensible.get(code)?.[0];
    return name === undefined ? null : fixer => fixer.replaceText(nameNode, name);
  }
  if (via === 'return') {
    const reply = handler?.response?.name;
    if (!reply || !body.node) return null;
    const content = body.node;
    return fixer => fixer.replaceText(content, `${reply}.${setter}(${String(code)}).send(${file.text(content)})`);
  }
  const member = nameNode.parent;
  if (via === 'redirect' || via === 'callNotFound' || node.type !== 'CallExpression' || member?.type !== 'MemberExpression' || member.property !== nameNode) return null;
  const { object } = member;
  return fixer => fixer.insertTextAfter(object, `.${setter}(${String(code)})`);
}
