import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, isFunction, isWithin } from '../../syntax/functions.ts';
import { findMember } from '../../syntax/static-values.ts';
import { memberPath, methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';
import { membersOf } from './created-resource.ts';
import type { File } from '../../model/definitions/file.ts';
import { payloadsOf } from '../../model/responses/payload.ts';
import type { Response } from '../../model/responses/response.ts';

/** Finds the expression of the created value's identifier in the content of a response: `id` of its object, or of the record it sends; null where none is in sight. */
export function findCreatedId(response: Response, file: File): string | null {
  const content = response.body.node && unwrap(response.body.node);
  if (content?.type === 'Identifier') return idOf(content, response, file);
  const [payload, ...others] = payloadsOf(response.body, file);
  if (payload?.node.type !== 'ObjectExpression' || others.length > 0) return null;
  const { node } = payload;
  for (const key of ['id', '_id']) {
    const value = findMember(node, key);
    if (value) return isSimple(value) ? file.text(value) : null;
  }
  const records = membersOf(node).flatMap(value => idOf(value, response, file) ?? []);
  if (records.length > 0) return records.length === 1 ? (records[0] ?? null) : null;
  // JSend: { status: 'success', data: { user } }.
  const data = findMember(node, 'data');
  const inner =
    data?.type === 'ObjectExpression' ? membersOf(data).flatMap(value => idOf(value, response, file) ?? []) : [];
  return inner.length === 1 ? (inner[0] ?? null) : null;
}

/** The identifier of a record a variable holds: as the code reads it elsewhere, or `id` where the record was just created. */
function idOf(node: TSESTree.Node, response: Response, file: File): string | null {
  const value = unwrap(node);
  if (value.type !== 'Identifier') return null;
  const variable = file.bindings.variableOf(value);
  const scope = response.handler?.fn ?? response.fn;
  if (!variable || !scope) return null;
  for (const { identifier } of variable.references) {
    const member = identifier.parent;
    if (
      member.type === 'MemberExpression' &&
      member.object === identifier &&
      !member.computed &&
      /^_?id$/.test(propertyName(member) ?? '')
    )
      return file.text(member);
  }
  const made = file.bindings.resolveAwaited(value);
  if (!isWithin(made, scope)) return null;
  if (made.type === 'ObjectExpression') {
    const key = ['id', '_id'].find(one => findMember(made, one) !== null);
    return key === undefined ? null : `${value.name}.${key}`;
  }
  if (made.type === 'NewExpression') return isSaved(value, file) ? `${value.name}.id` : null;
  const method = methodCall(made);
  return method && /^(?:create|save)$/.test(method.name) && value !== made ? `${value.name}.id` : null;
}

function isSaved(identifier: TSESTree.Identifier, file: File): boolean {
  return (
    file.bindings
      .variableOf(identifier)
      ?.references.some(
        ({ identifier: { parent } }) => parent.type === 'MemberExpression' && propertyName(parent) === 'save',
      ) ?? false
  );
}

function isSimple(node: TSESTree.Node): boolean {
  return memberPath(node) !== null;
}

/** Finds the path a response's route has on its application as the inside of a template literal, parameters filled in: `/users/${req.params.id}/posts`; null where the path, or the prefix it is mounted at, is out of sight. */
export function findRoutePath({ handler }: Response, file: File): string | null {
  const [route, ...others] = handler?.routes ?? [];
  if (
    !handler ||
    !route ||
    others.length > 0 ||
    route.path === null ||
    !route.path.startsWith('/') ||
    !isApplication(route.registration.receiver, file)
  )
    return null;
  const path = route.path.replace(/\/+$/, '');
  const request = handler.request?.name;
  if (/[*?()+{}\\`$]/.test(path) || (path.includes(':') && !request)) return null;
  return path.replace(/:(\w+)/g, (_, name: string) => `\${${request ?? ''}.params.${name}}`);
}

/** Whether routes of a receiver are at the root: an application made in the file, or one that goes by that name; routers and plugins have a prefix elsewhere. */
function isApplication(receiver: TSESTree.Node, file: File): boolean {
  const made = file.bindings.resolveAwaited(receiver);
  if (made.type === 'CallExpression') {
    const origin = file.bindings.originOf(made.callee);
    return origin !== null && /^(?:express|fastify)$/.test(origin.source) && !origin.name.includes('Router');
  }
  const definition = made.type === 'Identifier' ? file.bindings.variableOf(made)?.defs[0] : undefined;
  // A plugin's or a function's `app` may be Fastify's instance with a prefix.
  const isParameter = definition !== undefined && definition.type === 'Parameter' && isFunction(definition.node);
  return (
    made.type === 'Identifier' && /^(?:app|server)$/.test(made.name) && !isParameter && enclosingFunction(made) === null
  );
}
