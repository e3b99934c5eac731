import type { TSESTree } from '@typescript-eslint/utils';

import { CONSTRAINS_FORM, CONSTRAINS_RANGE, ENUMERATES, MAY_ENUMERATE } from '../../knowledge/shapes/validation.ts';
import type { Vocabulary } from '../../knowledge/shapes/vocabulary.ts';
import { findProperty, frameOf, type Located } from '../../model/definitions/frame.ts';
import { descendants } from '../../syntax/descendants.ts';
import { isOrderOperator } from '../../syntax/operators.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import { homeOf, type GuardContext } from './question.ts';

const MAX_DEPTH = 5;

/** Whether the schema of all routes of a handler lets a field of the body have but the values of an enumeration, so that any other was refused before. */
export function isEnumerated(name: string | null, context: GuardContext): boolean {
  return everyRoute(name, context, isEnumeration);
}

/**
 * Whether the schema of all routes of a handler says more of a field of the body that an expression reads than its type, and of the kind that is asked: its values and form, or its range. What the
 * handler checks of it once more has been refused before, or is what little that schema leaves.
 */
export function isConstrained(expression: TSESTree.Node, context: GuardContext): boolean {
  const { file, provenances } = context;
  const { handler } = homeOf(context).response;
  if (!handler) return false;
  const names = new Set<string | null>();
  for (const node of descendants(expression, file.sourceCode.visitorKeys)) {
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') continue;
    const provenance = provenances.of(node);
    if (provenance.is === 'body' && provenance.name !== null) names.add(provenance.name);
  }
  const [name, other] = names;
  // What two fields are to each other no schema of one says.
  return name !== undefined && other === undefined && everyRoute(name, context, saysMore(kindOf(expression)));
}

/** Whether something is so of a field of the body in the schemas of all routes of a handler. */
function everyRoute(
  name: string | null,
  context: GuardContext,
  test: (field: Located, locate: (node: TSESTree.Node) => Located) => boolean,
): boolean {
  const {
    response: { handler },
    file,
    provenances: { callees },
  } = homeOf(context);
  if (name === null || !handler) return false;
  const member = (found: Located | null, key: string): Located | null => {
    const object = found && callees.locate(found.node, found.frame);
    const value = object?.node.type === 'ObjectExpression' ? findProperty(object.node, key) : null;
    return object && value && value !== 'unknown' ? callees.locate(value, object.frame) : null;
  };
  const routes: readonly (Located | null)[] =
    handler.routes.length > 0
      ? handler.routes.map(({ registration: { options } }) => options && { node: options, frame: frameOf(file) })
      : handler.mounted().map(({ options }) => options);
  return (
    routes.length > 0 &&
    routes.every(options => {
      const body = member(member(options, 'schema'), 'body');
      if (!body) return false;
      // Type.Object({ kind: … }) of TypeBox, { type: 'object', properties: { kind: … } } of JSON Schema
      const fields: Located | null =
        body.node.type === 'CallExpression' && body.node.arguments[0]
          ? { node: body.node.arguments[0], frame: body.frame }
          : member(body, 'properties');
      const field = member(fields, name);
      return field !== null && test(field, node => callees.locate(node, field.frame));
    })
  );
}

/** Whether a schema of a field says more of it than its type, of the kind that is asked, by the keywords of JSON Schema, the options of TypeBox or the methods of zod. */
function saysMore(kind: Kind): (field: Located, locate: (node: TSESTree.Node) => Located) => boolean {
  const { keywords, methods } = CONSTRAINTS[kind];
  const has = (object: TSESTree.ObjectExpression): boolean =>
    keywords.some(keyword => findProperty(object, keyword) !== null);
  return (field, locate) => {
    if (kind === 'form' && isEnumeration(field, locate)) return true;
    const holder = unwrap(field.node);
    if (holder.type === 'ObjectExpression') return has(holder);
    for (let call = methodCall(holder); call; call = methodCall(call.object)) {
      const options = call.call.arguments.at(-1);
      if (methods.has(call.name) || (options?.type === 'ObjectExpression' && has(options))) return true;
    }
    return false;
  };
}

/** What of a value is asked: how large or long it is, or which form it has and which values it may be. */
type Kind = 'range' | 'form';

/** What an expression asks of the value it reads. */
function kindOf(expression: TSESTree.Node): Kind {
  const test = unwrap(expression);
  return test.type === 'BinaryExpression' && isOrderOperator(test.operator) ? 'range' : 'form';
}

/** Keywords that say more of a value than its type. Source: JSON Schema Validation, 2020-12, section 6. */
const CONSTRAINTS: Readonly<Record<Kind, { readonly keywords: readonly string[]; readonly methods: Vocabulary }>> = {
  range: {
    keywords: [
      'enum',
      'const',
      'minimum',
      'maximum',
      'exclusiveMinimum',
      'exclusiveMaximum',
      'minLength',
      'maxLength',
      'minItems',
      'maxItems',
    ],
    methods: CONSTRAINS_RANGE,
  },
  form: { keywords: ['enum', 'const', 'format', 'pattern', 'multipleOf'], methods: CONSTRAINS_FORM },
};

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
