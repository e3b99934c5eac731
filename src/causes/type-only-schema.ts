import type { TSESTree } from '@typescript-eslint/utils';

import type { Located } from '../model/frame.ts';
import { methodCall, unwrap } from '../syntax/unwrap.ts';
import { SCHEMA_MODULES } from './libraries.ts';

/** What finds the definition of a schema. */
type Locate = (node: TSESTree.Node, from: Located['frame']) => Located;

/** Rules of schemas that ask for a type, or for a value to be there. Sources: zod, joi, yup. */
const TYPE_OR_PRESENCE = /^(?:string|number|boolean|bool|date|bigint|any|unknown|mixed|object|strictObject|looseObject|shape|keys|array|of|items|optional|exactOptional|nullable|nullish|required|defined|strict|passthrough|loose|strip|partial|readonly|describe|label|meta|default|trim|nonempty|min)$/;

const MAX_DEPTH = 6;

/** Whether a schema asks for nothing but which fields are there, and of which types: what it refuses is a request without them, as much as an unacceptable value. */
export function asksForTypesOnly({ node, frame }: Located, locate: Locate, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const schema = locate(node, frame);
  const found = unwrap(schema.node);
  const call = methodCall(found);
  if (!call || !TYPE_OR_PRESENCE.test(call.name)) return false;
  const { arguments: given } = call.call;
  // z.string().min(1) asks for a text that is there; min(8) does not.
  if (call.name === 'min' && !(given[0]?.type === 'Literal' && given[0].value === 1)) return false;
  const areTypes = given.every(argument => ofTypes(argument, call.name, schema.frame, locate, depth));
  const origin = unwrap(call.object).type === 'CallExpression' ? null : schema.frame.file.bindings.originOf(call.object);
  return areTypes && ((origin !== null && SCHEMA_MODULES.test(origin.source)) || asksForTypesOnly({ node: call.object, frame: schema.frame }, locate, depth + 1));
}

/** What a rule is given: the fields of an object, the elements of a list; texts and options of others are none of its rules. */
function ofTypes(argument: TSESTree.CallExpressionArgument, rule: string, frame: Located['frame'], locate: Locate, depth: number): boolean {
  if (/^(?:array|of|items)$/.test(rule)) return asksForTypesOnly({ node: argument, frame }, locate, depth + 1);
  if (!/^(?:object|strictObject|looseObject|shape|keys)$/.test(rule)) return true;
  return argument.type === 'ObjectExpression'
    ? argument.properties.every(property => property.type === 'Property' && asksForTypesOnly({ node: property.value, frame }, locate, depth + 1))
    : false;
}
