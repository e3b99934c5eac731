import type { TSESTree } from '@typescript-eslint/utils';

import { LOOKUP } from '../../knowledge/shapes/lookups.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { isFunction } from '../../syntax/functions.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { calleeName, methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';

/** How deep a content is read. */
const MAX_DEPTH = 8;

/** Methods that give a list or a text of any length. */
const OF_MANY =
  /^(?:map|flatMap|filter|slice|sort|toSorted|concat|flat|from|keys|values|entries|toArray|readFile|readFileSync|render)$/;

/** Members that results of databases and pages of lists have their list in: `const { rows } = await pool.query(…)`. */
const LIST_MEMBER = /^(?:rows|docs|items|records|results|list|entries|edges|nodes)$/;

/** Lookups that give a number, a verdict or a short text. */
const SHORT_LOOKUP =
  /^(?:count|exists)|(?:Count|Exists|Id|Name|Token|Session|Cookie|Secret|Code|Key|Hash|Status|Version|Url)$/;

/** Calls that give a short text or a number whatever they are given. */
const SHORT =
  /^(?:String|Number|Boolean|BigInt|Date|parseInt|parseFloat|toISOString|toFixed|now|randomUUID|uuid|nanoid)$/;

/** What a content is read with. */
interface Reading {
  readonly file: File;
  readonly locator: Locator | null;
  readonly depth: number;
}

/**
 * Whether a content may well have as many bytes as that. What is written out is counted; beyond that only what has no length of its own counts: the whole
 * value of a call, a list, and what of these is a part of an object. A name, a member and the text of a message are short: `{ code, message }`,
 * `{ username: request.params.username }` and `{ id: user.id }` have some dozen bytes, and that a member holds a document is nothing that shows.
 */
export function mayBeLong(content: TSESTree.Node, bytes: number, file: File, locator: Locator | null): boolean {
  return lengthOf(content, { file, locator, depth: 0 }, true) >= bytes;
}

/** The bytes that a value surely has, or Infinity for a value of any length; `isWhole` where it is all of the content. */
function lengthOf(node: TSESTree.Node, reading: Reading, isWhole: boolean): number {
  if (reading.depth > MAX_DEPTH) return 0;
  const inner = { ...reading, depth: reading.depth + 1 };
  const again = (one: TSESTree.Node): number => lengthOf(one, inner, isWhole);
  const value = unwrapAwait(node);
  switch (value.type) {
    case 'Literal':
      return Buffer.byteLength(String(value.value ?? ''));
    case 'TemplateLiteral':
      return (
        sum(value.quasis, quasi => Buffer.byteLength(quasi.value.cooked ?? '')) +
        sum(value.expressions, one => lengthOf(one, inner, false))
      );
    case 'ObjectExpression':
      return sum(value.properties, one =>
        one.type === 'SpreadElement'
          ? lengthOf(one.argument, inner, true)
          : (propertyName(one)?.length ?? 0) + lengthOf(one.value, inner, false),
      );
    case 'ArrayExpression':
      return 2 + sum(value.elements, one => (one?.type === 'SpreadElement' ? Infinity : one ? again(one) : 0));
    case 'ConditionalExpression':
      return Math.max(again(value.consequent), again(value.alternate));
    case 'LogicalExpression':
      return Math.max(again(value.left), again(value.right));
    case 'BinaryExpression':
      return value.operator === '+' ? lengthOf(value.left, inner, false) + lengthOf(value.right, inner, false) : 1;
    case 'CallExpression':
      return lengthOfCall(value, inner, isWhole, unwrap(node) !== value);
    case 'NewExpression':
      return Math.max(0, ...value.arguments.map(again));
    case 'MemberExpression':
      return LIST_MEMBER.test(propertyName(value) ?? '') ? Infinity : 0;
    case 'Identifier':
      return lengthOfVariable(value, inner, isWhole);
    default:
      return 0;
  }
}

function sum<T>(list: readonly T[], lengthOfOne: (one: T) => number): number {
  return list.reduce((total, one) => total + lengthOfOne(one), 0);
}

/** What a function in sight returns; else any length where the call is all of the content, or looks up and is awaited. */
function lengthOfCall(call: TSESTree.CallExpression, reading: Reading, isWhole: boolean, isAwaited: boolean): number {
  const { file, locator } = reading;
  const name = calleeName(call) ?? '';
  const method = methodCall(call);
  if (name === 'stringify' && call.arguments[0]) return lengthOf(call.arguments[0], reading, isWhole);
  if (SHORT.test(name)) return 1;
  if (method && OF_MANY.test(name)) return Infinity;
  const fn = locator?.locate(call.callee, frameOf(file));
  if (fn && isFunction(fn.node)) {
    const inside = { ...reading, file: fn.frame.file };
    return Math.max(0, ...returnsOf(fn.node).map(one => lengthOf(one, inside, isWhole)));
  }
  return isWhole || (isAwaited && LOOKUP.has(name) && !SHORT_LOOKUP.test(name)) ? Infinity : 0;
}

/** What a variable is set to; a list that things are put in has any length. */
function lengthOfVariable(name: TSESTree.Identifier, reading: Reading, isWhole: boolean): number {
  const { bindings } = reading.file;
  const variable = bindings.variableOf(name);
  if (!variable) return 0;
  const isFilled = variable.references.some(({ identifier: { parent } }) => {
    const method = parent?.type === 'MemberExpression' ? methodCall(parent.parent) : null;
    return (
      method !== null &&
      unwrap(method.object) === (parent as TSESTree.MemberExpression).object &&
      /^(?:push|unshift)$/.test(method.name)
    );
  });
  if (isFilled) return Infinity;
  const values = bindings.valuesOf(variable);
  if (values) return Math.max(0, ...values.map(one => lengthOf(one, reading, isWhole)));
  const [definition] = variable.defs;
  const declarator = definition?.type === 'Variable' ? (definition.node as TSESTree.Node) : null;
  if (declarator?.type !== 'VariableDeclarator') return 0;
  const path = pathInPattern(declarator.id, definition?.name as TSESTree.Node);
  // const [rows] = await pool.query(…) of mysql2
  return LIST_MEMBER.test(path?.at(-1) ?? '') || (declarator.id.type === 'ArrayPattern' && LIST_MEMBER.test(name.name))
    ? Infinity
    : 0;
}
