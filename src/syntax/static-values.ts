import type { TSESTree } from '@typescript-eslint/utils';

import type { Bindings } from './bindings.ts';
import { propertyName, unwrap } from './unwrap.ts';

/** A condition under which a value is the one chosen: `flag ? a : b` gives `a` when `flag` holds. */
export interface Choice {
  readonly test: TSESTree.Expression;
  readonly holds: boolean;
}

/** One value an expression may have, with the node it is written at. */
export interface StaticValue {
  readonly value: string | number | boolean | bigint | null | undefined;
  readonly node: TSESTree.Node;
  readonly choices: readonly Choice[];
}

/** The finite set of values an expression may have; where it is not complete it may have others too. */
export interface StaticValues {
  readonly values: readonly StaticValue[];
  readonly isComplete: boolean;
}

/** Nothing is known. */
export const UNKNOWN: StaticValues = { values: [], isComplete: false };

/** Says what a name means that the file itself does not define (a library's constant, another file's); null where it does not know. */
export type ConstantReader = (node: TSESTree.Identifier | TSESTree.MemberExpression) => StaticValue['value'] | null;

/** How deep expressions and aliases are followed. */
const MAX_DEPTH = 10;

/** How many expressions are read for one: variables that are assigned several times multiply. */
const MAX_STEPS = 2000;

/** What one question is asked with, and how much of it is left. */
interface Question {
  readonly bindings: Bindings;
  readonly readConstant: ConstantReader;
  steps: number;
}

/** Finds the values an expression may have: literals, both arms of `?:`, `||` and `??`, constants, own enums and objects, and what `readConstant` knows. */
export function staticValues(node: TSESTree.Node, bindings: Bindings, readConstant: ConstantReader): StaticValues {
  return valuesOf(node, { bindings, readConstant, steps: 0 }, 0);
}

/** Whether a value is a copy of a variable that is set several times, `let status = code;`: which of its values it had then is not known. */
export function isMovingCopy(node: TSESTree.Node, bindings: Bindings): boolean {
  const value = unwrap(node);
  const variable = value.type === 'Identifier' ? bindings.variableOf(value) : null;
  return variable !== null && variable.defs[0]?.type === 'Variable' && (bindings.valuesOf(variable)?.length ?? 0) > 1;
}

function valuesOf(node: TSESTree.Node, question: Question, depth: number): StaticValues {
  const expression = unwrap(node);
  if (depth > MAX_DEPTH || question.steps++ > MAX_STEPS) return UNKNOWN;
  const again = (inner: TSESTree.Node): StaticValues => valuesOf(inner, question, depth + 1);
  switch (expression.type) {
    case 'Literal':
      return 'regex' in expression ? UNKNOWN : one(expression.value, expression);
    case 'TemplateLiteral':
      return expression.expressions.length === 0 ? one(expression.quasis[0]?.value.cooked, expression) : UNKNOWN;
    case 'UnaryExpression':
      return valuesOfUnary(expression, again);
    case 'ConditionalExpression':
      return union(
        chosen(again(expression.consequent), expression.test, true),
        chosen(again(expression.alternate), expression.test, false),
      );
    case 'LogicalExpression':
      return valuesOfLogical(expression, again);
    case 'Identifier':
      return valuesOfName(expression, question, again);
    case 'MemberExpression':
      return valuesOfMember(expression, question, again);
    case 'AssignmentExpression':
      return expression.operator === '=' ? again(expression.right) : UNKNOWN;
    case 'SequenceExpression': {
      const last = expression.expressions.at(-1);
      return last ? again(last) : UNKNOWN;
    }
    case 'CallExpression':
      return valuesOfCall(expression, again);
    default:
      return UNKNOWN;
  }
}

/** Reads an expression within the one that is asked for. */
type Again = (inner: TSESTree.Node) => StaticValues;

/** `-1`, `+1`, `void 0`. */
function valuesOfUnary(expression: TSESTree.UnaryExpression, again: Again): StaticValues {
  if (expression.operator === 'void') return one(undefined, expression);
  const { values, isComplete } = again(expression.argument);
  const [only] = values;
  if (!isComplete || values.length !== 1 || !only || typeof only.value !== 'number') return UNKNOWN;
  return expression.operator === '-'
    ? one(-only.value, expression)
    : expression.operator === '+'
      ? one(only.value, expression)
      : UNKNOWN;
}

function valuesOfLogical(expression: TSESTree.LogicalExpression, again: Again): StaticValues {
  const left = again(expression.left);
  const right = again(expression.right);
  if (expression.operator === '&&') return union({ ...left, isComplete: false }, right);
  // `a || 500` is 500 when `a` is falsy: what is known of `a` stays possible.
  const kept = left.values.filter(({ value }) => (expression.operator === '||' ? Boolean(value) : value != null));
  return left.isComplete && kept.length === left.values.length && left.values.length > 0
    ? left
    : union({ values: kept, isComplete: left.isComplete }, right);
}

/** What a variable of the file is given, else what the reader of constants knows of its name. */
function valuesOfName(
  expression: TSESTree.Identifier,
  { bindings, readConstant }: Question,
  again: Again,
): StaticValues {
  if (expression.name === 'undefined') return one(undefined, expression);
  const variable = bindings.variableOf(expression);
  const inits = variable?.defs[0]?.type === 'Variable' ? bindings.valuesOf(variable) : null;
  if (!inits || inits.length === 0 || inits.length > 8) return known(readConstant(expression), expression);
  // One definition: the report belongs to the place that uses it, unless that is a choice between several.
  const valueOf = (init: TSESTree.Node): StaticValues => (isMovingCopy(init, bindings) ? UNKNOWN : again(init));
  if (inits.length === 1 && inits[0]) return at(valueOf(inits[0]), expression);
  return inits.map(valueOf).reduce(union);
}

function valuesOfMember(
  expression: TSESTree.MemberExpression,
  { bindings, readConstant }: Question,
  again: Again,
): StaticValues {
  const constant = readConstant(expression);
  if (constant !== null) return one(constant, expression);
  const name = propertyName(expression);
  if (name === null) return UNKNOWN;
  const member = findMember(bindings.resolve(expression.object), name);
  return member ? at(again(member), expression) : UNKNOWN;
}

/** `Number(x)` gives back the numbers it gets. */
function valuesOfCall(expression: TSESTree.CallExpression, again: Again): StaticValues {
  const callee = unwrap(expression.callee);
  const [argument] = expression.arguments;
  if (callee.type !== 'Identifier' || callee.name !== 'Number' || !argument) return UNKNOWN;
  const inner = again(argument);
  return inner.isComplete && inner.values.every(({ value }) => typeof value === 'number') ? inner : UNKNOWN;
}

/** The value of a member of an object literal (frozen or not), an own enum, or a class's static field; null where it has none in sight. */
export function findMember(container: TSESTree.Node, name: string): TSESTree.Node | null {
  const object = unwrap(container);
  switch (object.type) {
    case 'ObjectExpression':
      for (const property of object.properties.toReversed()) {
        if (property.type === 'SpreadElement') return null;
        if (propertyName(property) === name) return property.value;
      }
      return null;
    case 'CallExpression': {
      const callee = unwrap(object.callee);
      const [argument] = object.arguments;
      const freezes = callee.type === 'MemberExpression' && ['freeze', 'seal'].includes(propertyName(callee) ?? '');
      return freezes && argument ? findMember(argument, name) : null;
    }
    case 'TSEnumDeclaration': {
      const members = object.body?.members ?? [];
      const member = members.find(
        ({ id }) => (id.type === 'Identifier' ? id.name : 'value' in id ? id.value : null) === name,
      );
      return member?.initializer ?? null;
    }
    case 'ClassDeclaration':
    case 'ClassExpression': {
      const field = object.body.body.find(
        member => member.type === 'PropertyDefinition' && member.static && propertyName(member) === name,
      );
      return field?.type === 'PropertyDefinition' ? field.value : null;
    }
    default:
      return null;
  }
}

function one(value: StaticValue['value'], node: TSESTree.Node): StaticValues {
  return { values: [{ value, node, choices: [] }], isComplete: true };
}

function known(value: StaticValue['value'] | null, node: TSESTree.Node): StaticValues {
  return value === null ? UNKNOWN : one(value, node);
}

function at({ values, isComplete }: StaticValues, node: TSESTree.Node): StaticValues {
  const [only] = values;
  return values.length === 1 && only ? { values: [{ ...only, node }], isComplete } : { values, isComplete };
}

function chosen({ values, isComplete }: StaticValues, test: TSESTree.Expression, holds: boolean): StaticValues {
  return { values: values.map(value => ({ ...value, choices: [...value.choices, { test, holds }] })), isComplete };
}

function union(a: StaticValues, b: StaticValues): StaticValues {
  return { values: [...a.values, ...b.values], isComplete: a.isComplete && b.isComplete };
}
