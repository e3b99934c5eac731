import type { TSESTree } from '@typescript-eslint/utils';

import { ENUMERATES, MAY_ENUMERATE } from '../../knowledge/shapes/validation.ts';
import { findProperty, frameOf, type Located } from '../../model/definitions/frame.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import { homeOf, type GuardContext } from './question.ts';

const MAX_DEPTH = 5;

/** Whether the schema of all routes of a handler lets a field of the body have but the values of an enumeration, so that any other was refused before. */
export function isEnumerated(name: string | null, context: GuardContext): boolean {
  const {
    response: { handler },
    file,
    provenances: { callees },
  } = homeOf(context);
  if (name === null || !handler || handler.routes.length === 0) return false;
  const member = (found: Located | null, key: string): Located | null => {
    const object = found && callees.locate(found.node, found.frame);
    const value = object?.node.type === 'ObjectExpression' ? findProperty(object.node, key) : null;
    return object && value && value !== 'unknown' ? callees.locate(value, object.frame) : null;
  };
  return handler.routes.every(({ registration: { options } }) => {
    const body = options && member(member({ node: options, frame: frameOf(file) }, 'schema'), 'body');
    if (!body) return false;
    // Type.Object({ kind: … }) of TypeBox, { type: 'object', properties: { kind: … } } of JSON Schema
    const fields: Located | null =
      body.node.type === 'CallExpression' && body.node.arguments[0]
        ? { node: body.node.arguments[0], frame: body.frame }
        : member(body, 'properties');
    const field = member(fields, name);
    return field !== null && isEnumeration(field, node => callees.locate(node, field.frame));
  });
}

function isEnumeration({ node }: Located, locate: (node: TSESTree.Node) => Located, depth = 0): boolean {
  const value = unwrap(node);
  if (value.type === 'ObjectExpression') return ['enum', 'const'].some(key => findProperty(value, key) !== null);
  const call = methodCall(value);
  const [first] = call?.call.arguments ?? [];
  if (!call || !first || depth > MAX_DEPTH) return false;
  if (ENUMERATES.has(call.name)) return true;
  if (MAY_ENUMERATE.has(call.name)) return isEnumeration(locate(first), locate, depth + 1);
  return (
    call.name === 'Union' &&
    first.type === 'ArrayExpression' &&
    first.elements.every(element => element !== null && isEnumeration(locate(element), locate, depth + 1))
  );
}
