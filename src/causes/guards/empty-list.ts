import type { TSESTree } from '@typescript-eslint/utils';

import { PARAMS } from '../../knowledge/shapes/requests.ts';
import { RUNS_SQL, WHERE } from '../../knowledge/shapes/sql.ts';
import { holds } from '../../syntax/descendants.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { saysAny } from '../../syntax/words.ts';
import { calleeName, propertyName, unwrap } from '../../syntax/unwrap.ts';
import { MIXED, type Reading } from '../context/evidence.ts';
import { homeOf, strong, type GuardContext } from '../context/question.ts';
import type { Provenances } from '../provenance/provenance.ts';
import type { Provenance } from '../provenance/kinds.ts';

type Lookup = Extract<Provenance, { is: 'lookup' }>;

/** Reads a list that was looked up and is empty: a collection that exists and has nothing in it. Mixed where it may be what a record of the path has, or may be one record that SQL gives as a list. */
export function readEmptyList(lookup: Lookup, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  const {
    response: { handler },
    file,
    provenances,
  } = context;
  if (
    !lookup.isList ||
    !handler ||
    handler.routes.some(({ path }) => path !== null && hasParameters(path)) ||
    saysAny(handler.fn, PARAMS, homeOf(context).file)
  )
    return MIXED;
  if (isReadForFirst(at, context)) return MIXED;
  if ([...lookup.by].some(source => source !== 'query' && source !== 'principal')) return MIXED;
  const calls = chainOf(lookup.call);
  if (calls.some(call => RUNS_SQL.has(calleeName(call)) && (call.arguments.length > 1 || saysAny(call, WHERE, file))))
    return MIXED;
  if (calls.some(call => call.arguments.some(argument => !isInSight(argument, provenances)))) return MIXED;
  return strong('empty-list', at, `\`${text}\`, the list that was asked for, is empty in this guard`);
}

/** Whether a path has parts that are not fixed: `/users/:id`, `/files/*`. */
function hasParameters(path: string): boolean {
  return [':', '*', '('].some(mark => path.includes(mark));
}

/** Whether the list that is tested is asked for its first element elsewhere, `rows[0]`: one record was looked for. */
function isReadForFirst(at: TSESTree.Node, context: GuardContext): boolean {
  const { file } = homeOf(context);
  const list = listTestedIn(at);
  const variable = list && file.bindings.variableOf(list);
  return (variable?.references ?? []).some(({ identifier }) => {
    const { parent } = identifier;
    return parent?.type === 'MemberExpression' && parent.object === identifier && propertyName(parent) === '0';
  });
}

/** The list whose length or truth a test asks for: `posts` in `!posts.length`. */
function listTestedIn(test: TSESTree.Node): TSESTree.Node | null {
  const value = unwrap(test);
  switch (value.type) {
    case 'Identifier':
      return value;
    case 'MemberExpression':
      return listTestedIn(value.object);
    case 'UnaryExpression':
      return listTestedIn(value.argument);
    case 'BinaryExpression':
      return listTestedIn(value.left);
    default:
      return null;
  }
}

/** Whether a guard that tests a list for truth stands beside one that tests its length: `!posts || posts.length === 0`. */
export function isBesideLength(value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): boolean {
  let whole = at;
  while (whole.parent?.type === 'LogicalExpression' || whole.parent?.type === 'UnaryExpression') whole = whole.parent;
  const { file } = context;
  return (
    whole !== at &&
    holds(
      whole,
      file.sourceCode.visitorKeys,
      node =>
        node.type === 'MemberExpression' &&
        propertyName(node) === 'length' &&
        sameExpression(node.object, unwrap(value)),
    )
  );
}

function chainOf(node: TSESTree.Node): readonly TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  for (
    let current = node;
    current.type === 'CallExpression' || current.type === 'MemberExpression';
    current = current.type === 'CallExpression' ? current.callee : current.object
  )
    if (current.type === 'CallExpression') calls.push(current);
  return calls;
}

/** Whether all of an argument is in sight: constants, and values of the query or of the caller. What a function was given may be of another record. */
function isInSight(node: TSESTree.Node, provenances: Provenances): boolean {
  switch (node.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return node.expressions.every(one => isInSight(one, provenances));
    case 'ObjectExpression':
      return node.properties.every(property => property.type === 'Property' && isInSight(property.value, provenances));
    case 'ArrayExpression':
      return node.elements.every(element => element !== null && isInSight(element, provenances));
    default:
      return (
        [...provenances.sourcesIn(node)].some(source => source === 'query' || source === 'principal') ||
        provenances.of(node).is === 'constant'
      );
  }
}
