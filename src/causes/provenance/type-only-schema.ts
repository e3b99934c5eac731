import type { TSESTree } from '@typescript-eslint/utils';

import type { Located } from '../../model/definitions/frame.ts';
import { calleeName, methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { Callees } from './callee.ts';
import { SCHEMA_MODULES } from '../../knowledge/libraries.ts';

/** Rules of schemas that ask for a type, or for a value to be there. Sources: zod, joi, yup, valibot, superstruct. */
const TYPE_OR_PRESENCE: ReadonlySet<string> = new Set([
  'string',
  'number',
  'boolean',
  'bool',
  'date',
  'bigint',
  'any',
  'unknown',
  'mixed',
  'object',
  'strictObject',
  'looseObject',
  'shape',
  'keys',
  'array',
  'of',
  'items',
  'optional',
  'exactOptional',
  'nullable',
  'nullish',
  'required',
  'defined',
  'strict',
  'passthrough',
  'loose',
  'strip',
  'noUnknown',
  'partial',
  'readonly',
  'brand',
  'type',
  'describe',
  'label',
  'meta',
  'default',
  'trim',
  'nonempty',
  'min',
]);

const MAX_DEPTH = 6;

/** Whether a schema asks for nothing but which fields are there, and of which types: what it refuses is a request without them, as much as an unacceptable value. */
export function asksForTypesOnly({ node, frame }: Located, callees: Callees, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const schema = callees.locate(node, frame);
  const call = unwrap(schema.node);
  const rule = call.type === 'CallExpression' ? calleeName(call) : null;
  if (call.type !== 'CallExpression' || rule === null || !TYPE_OR_PRESENCE.has(rule)) return false;
  // z.string().min(1) asks for a text that is there; min(8) does not.
  const [first] = call.arguments;
  if (rule === 'min' && !(first?.type === 'Literal' && first.value === 1)) return false;
  if (!call.arguments.every(argument => isOfTypes(argument, schema.frame, callees, depth))) return false;
  const object = unwrap(methodCall(call)?.object ?? call.callee);
  const origin = object.type === 'CallExpression' ? null : schema.frame.file.bindings.originOf(object);
  return (
    (origin !== null && SCHEMA_MODULES.has(origin.source)) ||
    asksForTypesOnly({ node: object, frame: schema.frame }, callees, depth + 1)
  );
}

/** What a rule is given: texts and options, the schema of the elements of a list, an object of such. */
function isOfTypes(argument: TSESTree.Node, frame: Located['frame'], callees: Callees, depth: number): boolean {
  const part = unwrap(argument);
  if (part.type === 'Literal' || part.type === 'TemplateLiteral') return true;
  if (part.type !== 'ObjectExpression') return asksForTypesOnly({ node: part, frame }, callees, depth + 1);
  return part.properties.every(
    property => property.type === 'Property' && isOfTypes(property.value, frame, callees, depth),
  );
}
