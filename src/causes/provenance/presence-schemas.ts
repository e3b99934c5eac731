import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { calleeName, methodCall, unwrap } from '../../syntax/unwrap.ts';
import { SCHEMA_MODULES } from '../../knowledge/libraries.ts';

/** Parts of schemas that ask for presence and type alone: zod, joi, yup, valibot, superstruct. */
const PRESENCE: ReadonlySet<string> = new Set([
  'string', 'number', 'boolean', 'bool', 'date', 'array', 'object', 'any', 'unknown', 'mixed', 'optional', 'nullable', 'nullish', 'default', 'describe', 'required', 'strict', 'passthrough',
  'strip', 'noUnknown', 'keys', 'label', 'readonly', 'brand', 'type',
]);

/** Whether a schema in sight asks for no more than that its fields are there and of a type: `z.object({ token: z.string() })`. What it refuses is as much a field that is missing. */
export function asksOnlyPresence(schema: TSESTree.Node, file: File, depth = 0): boolean {
  if (depth > 6) return false;
  let value = file.bindings.resolve(schema);
  let calls = 0;
  while (value.type === 'CallExpression') {
    if (!PRESENCE.has(calleeName(value) ?? '')) return false;
    calls++;
    for (const argument of value.arguments) if (!isPlainPart(argument, file, depth)) return false;
    const method = methodCall(value);
    value = unwrap(method ? method.object : value.callee);
  }
  const origin = file.bindings.originOf(value);
  return calls > 0 && origin !== null && SCHEMA_MODULES.test(origin.source);
}

/** An argument of a part: a literal, a schema of the same kind, or an object of such. */
function isPlainPart(argument: TSESTree.Node, file: File, depth: number): boolean {
  const part = unwrap(argument);
  if (part.type === 'Literal' || part.type === 'TemplateLiteral') return true;
  if (part.type === 'ObjectExpression') return part.properties.every(property => property.type === 'Property' && (unwrap(property.value).type === 'Literal' || asksOnlyPresence(property.value, file, depth + 1)));
  return asksOnlyPresence(part, file, depth + 1);
}
